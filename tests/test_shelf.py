"""Answers on disk: they outlive the server, stay within their bounds, and go with their version."""

from __future__ import annotations

import gzip
import threading
import time
from pathlib import Path

import pytest

from server import answering, create_app
from server.shelf import FOLDER, Shelf
from tests.live_server import running
from tests.server_fixture import harbour, publish, reply

LARGE = f"SELECT ?x {{ VALUES ?x {{ '{'x' * 200}' '{'y' * 200}' }} ?a ?b ?c . ?d ?e ?f }} LIMIT 9000"
SMALL = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 20"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication whose server keeps every answer on disk."""
    monkeypatch.setattr(answering, "SLOW_SECONDS", -1.0)
    publish(tmp_path, [harbour()])
    return tmp_path


def _files(root: Path, expected: int = 0) -> list[str]:
    """The forms of what is on disk; answers get there once they are sent, so it waits a little for so many."""
    since = time.monotonic()
    while True:
        found = sorted(path.name.partition(".")[2] for path in (root / FOLDER).glob("*/*.gz"))
        if len(found) >= expected or time.monotonic() - since > 5:
            return found
        time.sleep(0.01)


def test_answers_outlive_the_server(root: Path) -> None:
    told: list[tuple[int, str | None, bytes]] = []
    for _ in range(2):
        with running(root, workers=1) as live:
            for query in (SMALL, LARGE):
                for encoding in ("gzip", "identity"):
                    found = live.query(query, "text/csv", Accept_Encoding=encoding)
                    body = gzip.decompress(found.body) if encoding == "gzip" else found.body
                    told.append((found.status, found.headers["ETag"], body))
                    assert found.kind == "text/csv"
    assert told[:4] == told[4:]
    assert told[0][2] == told[1][2]
    assert told[2][2] == told[3][2]
    assert len(told[2][2]) > answering.WHOLE_BYTES
    assert _files(root, 2) == ["csv.gz", "csv.gz"]


def test_an_answer_from_disk_needs_no_query(root: Path) -> None:
    with running(root, workers=1) as live:
        live.query(LARGE, "text/csv", Accept_Encoding="gzip")
    app = create_app(root, workers=1)
    app.extensions["pool"].close()
    app.extensions["pool"] = None
    answered = app.test_client().get("/sparql", query_string={"query": LARGE, "format": "csv"}, buffered=True)
    assert answered.status_code == 200
    assert answered.content_length == len(answered.data)
    assert len(answered.data.splitlines()) == 9001
    page = app.test_client().head("/sparql", query_string={"query": LARGE, "format": "csv"}, buffered=True)
    assert page.content_length == answered.content_length


def test_a_page_is_answered_from_disk(root: Path) -> None:
    pages = []
    for closed in (False, True):
        app = create_app(root, workers=1)
        if closed:
            app.extensions["pool"].close()
            app.extensions["pool"] = None
        found = app.test_client().get("/sparql", query_string={"query": SMALL}, headers={"Accept": "text/html"})
        assert found.status_code == 200
        pages.append(found.data)
        if not closed:
            app.extensions["pool"].close()
            assert _files(root, 1) == ["json.gz"]
    assert pages[0] == pages[1]


def test_what_breaks_off_and_what_changes_is_not_kept(root: Path) -> None:
    with running(root, workers=1, rows=8000) as live:
        with pytest.raises(Exception, match=r"IncompleteRead|reset|closed|aborted"):
            live.query(LARGE, "text/csv", Accept_Encoding="gzip")
        live.query("SELECT (RAND() AS ?r) {}", "text/csv")
    assert _files(root) == []


def test_answers_go_with_their_version(root: Path) -> None:
    with running(root, workers=1) as live:
        live.query(SMALL, "text/csv")
        assert _files(root, 1) == ["csv.gz"]
        publish(root, [harbour(), reply()], "2-bbbb")
        live.query(SMALL, "text/tab-separated-values")
    assert _files(root, 1) == ["tsv.gz"]


def test_the_shelf_is_bounded_and_forgets_what_was_asked_for_longest_ago(root: Path) -> None:
    shelf = Shelf(root, 4000)
    for number in range(5):
        shelf.put("1-aaaa", f"key{number}", "csv", gzip.compress(bytes(10)) + bytes(900))
        if kept := shelf.get("1-aaaa", "key0"):
            kept.file.close()
    assert shelf.size <= 4000
    assert _files(root) == ["csv.gz"] * 4
    assert shelf.get("1-aaaa", "key1") is None
    again = Shelf(root, 4000)
    assert again.size == shelf.size
    kept = again.get("1-aaaa", "key0")
    assert kept is not None
    kept.file.close()
    shelf.put("1-aaaa", "huge", "csv", bytes(2000))
    assert shelf.get("1-aaaa", "huge") is None


def test_nobody_waits_for_the_disk_and_few_answers_for_their_place(root: Path) -> None:
    shelf, may_pack = Shelf(root, 4000), threading.Event()

    def packed() -> bytes:
        may_pack.wait(5)
        return gzip.compress(b"x")

    for number in range(40):
        shelf.put_later("1-aaaa", f"key{number:02}", "csv", packed)
    assert _files(root) == []
    may_pack.set()
    assert len(_files(root, 16)) == 16
    while not (root / FOLDER / "1-aaaa" / "later.csv.gz").is_file():
        shelf.put_later("1-aaaa", "later", "csv", packed)
        time.sleep(0.01)


def test_a_folder_that_cannot_be_written_is_no_error(root: Path) -> None:
    (root / FOLDER).write_text("in the way")
    with running(root, workers=1) as live:
        assert live.query(SMALL, "text/csv").status == 200
        assert live.query(LARGE, "text/csv", Accept_Encoding="gzip").status == 200
