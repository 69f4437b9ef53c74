"""Queries run in processes that end when they must, and leave the others alone."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import QueryError
from server import create_app
from server.errors import BusyError, ClientGoneError, CutOffError, RefusedError
from server.fair import FairQueue, Place
from server.settings import Settings
from server.workers import Answer, Job, NotAcceptableError, Pool
from tests.server_fixture import harbour, publish

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    made = publish(tmp_path_factory.mktemp("workers"), [harbour()])
    return Job(str(made.store), ALL, "json", "ttl", 0, 100_000, 1 << 24, 20.0)


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(Settings(workers=2))
    yield made
    made.close()


def _whole(pool: Pool, job: Job) -> bytes:
    answer = pool.ask(job, "me", never)
    try:
        return b"".join(answer)
    finally:
        answer.close()


def test_an_answer_comes_whole(pool: Pool, job: Job) -> None:
    found = json.loads(_whole(pool, job))
    assert found["head"]["vars"] == ["s", "p", "o"]
    assert len(found["results"]["bindings"]) > 50
    assert json.loads(_whole(pool, job)) == found
    assert pool.ended == 0


def test_a_query_that_takes_too_long_is_ended(pool: Pool, job: Job) -> None:
    since = time.monotonic()
    with pytest.raises(BusyError) as caught:
        pool.ask(replace(job, query=ENDLESS, seconds=1.0), "me", never)
    assert time.monotonic() - since < 3
    assert caught.value.status == 503
    assert int(caught.value.headers["Retry-After"]) > 0
    assert pool.ended == 1
    assert _whole(pool, job)


def test_a_query_ends_when_its_client_has_left(pool: Pool, job: Job) -> None:
    since = time.monotonic()
    with pytest.raises(ClientGoneError):
        pool.ask(replace(job, query=ENDLESS), "me", lambda: time.monotonic() - since > 0.5)
    assert time.monotonic() - since < 3
    assert pool.ended == 1


def test_queries_are_answered_though_what_their_processes_come_from_is_killed(pool: Pool, job: Job) -> None:
    whole = _whole(pool, job)
    assert pool._nursery._process is not None
    pool._nursery._process.kill()
    assert _whole(pool, job) == whole
    with pytest.raises(BusyError):
        pool.ask(replace(job, query=ENDLESS, seconds=0.3), "me", never)
    assert _whole(pool, job) == whole


def test_where_no_process_can_be_started_a_query_is_told_to_come_again(
    pool: Pool, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: str) -> None:
        raise OSError("too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(pool._nursery, "worker", full)
        with pytest.raises(BusyError, match="too many open files"):
            pool.ask(job, "me", never)
    assert _whole(pool, job)
    assert pool.queue.running == 0


def test_an_answer_that_breaks_off_says_so(pool: Pool, job: Job) -> None:
    answer = pool.ask(replace(job, query=MANY, seconds=1.5, rows=10**9, bytes=10**12), "me", never)
    with pytest.raises(CutOffError):
        for _ in answer:
            pass
    answer.close()
    assert _whole(pool, job)


@pytest.mark.parametrize(("limit", "value"), [("rows", 10), ("bytes", 1000)])
def test_an_answer_that_is_too_large_is_refused(pool: Pool, job: Job, limit: str, value: int) -> None:
    limited = replace(job, rows=value) if limit == "rows" else replace(job, bytes=value)
    with pytest.raises(RefusedError) as caught:
        pool.ask(limited, "me", never)
    assert caught.value.status == 422


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_in_every_format(pool: Pool, job: Job, form: str) -> None:
    query = 'SELECT * { VALUES (?a ?b) { ("},{\\"" "<result>") ("1" "2") ("3" "4") } }'
    assert _whole(pool, replace(job, query=query, results=form, rows=4))
    with pytest.raises(RefusedError):
        pool.ask(replace(job, query=query, results=form, rows=1), "me", never)


def test_a_query_that_wants_too_much_memory_is_ended_alone(job: Job) -> None:
    pool = Pool(Settings(workers=1, memory=256 << 20))
    hungry = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
    try:
        with pytest.raises(BusyError):
            pool.ask(replace(job, query=hungry, seconds=60.0), "me", never)
        assert _whole(pool, job)
    finally:
        pool.close()


def test_a_query_that_is_nested_too_deep_ends_alone(pool: Pool, job: Job) -> None:
    deep = "SELECT * { FILTER(" + "(" * 40_000 + "1" + ")" * 40_000 + ") }"
    with pytest.raises((QueryError, BusyError)):
        pool.ask(replace(job, query=deep), "me", never)
    assert _whole(pool, job)


def test_errors_have_their_place(pool: Pool, job: Job) -> None:
    with pytest.raises(QueryError) as caught:
        pool.ask(replace(job, query="SELECT *\nWHERE { ?s ?p }"), "me", never)
    assert (caught.value.line, caught.value.column) == (2, 16)


def test_a_form_that_does_not_fit_the_answer_is_refused(pool: Pool, job: Job) -> None:
    with pytest.raises(NotAcceptableError) as caught:
        pool.ask(replace(job, query="CONSTRUCT WHERE { ?s ?p ?o }", graphs=None), "me", never)
    assert caught.value.is_graph


def test_a_missing_store_is_no_crash(pool: Pool, job: Job, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cannot be opened"):
        pool.ask(replace(job, store=str(tmp_path / "gone")), "me", never)
    assert _whole(pool, job)


def test_the_first_rows_for_a_page(pool: Pool, job: Job) -> None:
    found = json.loads(_whole(pool, replace(job, query="SELECT * { ?s ?p ?o }", display=5)))
    assert found["variables"] == ["s", "p", "o"]
    assert len(found["rows"]) == 5
    assert found["more"]


def test_one_client_leaves_room_for_another(job: Job) -> None:
    pool = Pool(Settings(workers=2, per_client=5))
    stop = threading.Event()

    def hog() -> None:
        with pytest.raises(ClientGoneError):
            pool.ask(replace(job, query=ENDLESS), "hog", stop.is_set)

    hogs = [threading.Thread(target=hog) for _ in range(4)]
    try:
        for thread in hogs:
            thread.start()
        time.sleep(0.5)
        since = time.monotonic()
        assert _whole(pool, job)
        assert time.monotonic() - since < 2
    finally:
        stop.set()
        for thread in hogs:
            thread.join()
        pool.close()


def test_the_queue_is_short() -> None:
    queue = FairQueue(places=1, waiting=1, per_client=2)
    first = queue.enter("a", time.monotonic() + 1, never)
    with pytest.raises(BusyError) as late:
        queue.enter("a", time.monotonic() + 0.2, never)
    assert late.value.status == 503
    second: list[Place] = []
    waiting = threading.Thread(target=lambda: second.append(queue.enter("a", time.monotonic() + 5, never)))
    waiting.start()
    time.sleep(0.2)
    with pytest.raises(BusyError) as many:
        queue.enter("a", time.monotonic() + 1, never)
    assert many.value.status == 429
    with pytest.raises(BusyError) as full:
        queue.enter("b", time.monotonic() + 1, never)
    assert full.value.status == 503
    queue.leave(first)
    waiting.join()
    assert queue.running == 1
    queue.leave(second[0])
    assert queue.waiting == queue.running == 0


def test_long_queries_of_many_clients_leave_room_for_a_short_one(job: Job) -> None:
    pool = Pool(Settings(workers=2, aside=2))
    pool.warm()
    stop = threading.Event()
    ended: list[Exception] = []

    def hog(name: str) -> None:
        try:
            pool.ask(replace(job, query=ENDLESS), name, stop.is_set)
        except (ClientGoneError, BusyError) as error:
            ended.append(error)

    hogs = [threading.Thread(target=hog, args=(f"hog {number}",)) for number in range(6)]
    try:
        for thread in hogs:
            thread.start()
        time.sleep(1.5)
        for _ in range(5):
            since = time.monotonic()
            assert _whole(pool, job)
            assert time.monotonic() - since < 5  # alone they would wait for 20 seconds
    finally:
        stop.set()
        for thread in hogs:
            thread.join()
        pool.close()
    assert len(ended) == 6


def test_a_place_is_taken_from_the_client_that_has_most() -> None:
    queue = FairQueue(places=2, waiting=9, per_client=9, aside=3)
    soon = time.monotonic() + 5
    held = []
    for client in ("a", "b", "b"):
        held.append(queue.enter(client, soon, never))
        queue.look(held[-1], 1.0)
    assert [place.is_aside for place in held] == [True, True, True]
    kept = [queue.enter("c", soon, never), queue.enter("d", soon, never)]
    queue.look(kept[0], 1.0)
    assert not kept[0].is_aside  # nobody waits: it may stay where it is
    waiting = threading.Thread(target=lambda: held.append(queue.enter("e", soon, never)))
    waiting.start()
    while not queue.waiting:
        time.sleep(0.01)
    queue.look(kept[0], 1.0)
    waiting.join()
    assert kept[0].is_aside
    assert [place.is_taken for place in held] == [False, True, False, False]


def test_who_had_a_long_query_has_the_next_one_set_aside() -> None:
    queue = FairQueue(places=2, waiting=9, per_client=9, aside=1)
    queue.look(queue.enter("c", time.monotonic() + 5, never), 0.3)
    queue.note("a")
    soon = time.monotonic() + 5
    assert queue.enter("a", soon, never).is_aside
    assert not queue.enter("b", soon, never).is_aside
    with pytest.raises(BusyError):
        queue.enter("a", time.monotonic() + 0.2, never)


def test_an_answer_that_breaks_off_before_it_is_sent_is_a_refusal(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(_answer: Answer, _most: int, _seconds: float) -> bool:
        raise CutOffError

    monkeypatch.setattr(Answer, "begin", break_off)
    app = create_app(Path(job.store).parents[2], workers=1)
    answered = app.test_client().get("/sparql", query_string={"query": ALL})
    app.extensions["pool"].close()
    assert answered.status_code == 503
    assert answered.headers["Retry-After"]
