"""The pages, queries and limits in front of a SPARQL server somewhere else."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph
from werkzeug.test import TestResponse

from kg.errors import InputError, UnreachableError
from kg.progress import QUIET
from kg.publication import Publication
from kg.push import push
from kg.store import elsewhere
from kg.store.writing import Credentials, Server
from server import create_app
from tests import servers
from tests.server_fixture import BASE, harbour, hostile, publish, reply

JSON = "application/sparql-results+json"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served") / "publication"
    publish(root, [harbour(), reply(), hostile()])
    return root


@contextmanager
def client_of(root: Path, store: str | None, **settings: object) -> Iterator[FlaskClient]:
    """A client of the application over a folder, in front of a store or by itself."""
    app: Flask = create_app(root, store=store, workers=2, **settings)
    try:
        yield app.test_client()
    finally:
        app.extensions["pool"].close()


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that holds the publication."""
    place = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with servers.oxigraph(place) as started:
            push(folder, Server(started.query, Credentials()), QUIET)
            yield started.query
    else:
        with servers.virtuoso(place) as started:
            push(folder, Server(started.query, Credentials("dba", "dba")), QUIET)
            yield started.query


@pytest.fixture(scope="module")
def remote(folder: Path, store: str) -> Iterator[FlaskClient]:
    with client_of(folder, store, timeout=3.0) as client:
        yield client


@pytest.fixture(scope="module")
def local(folder: Path) -> Iterator[FlaskClient]:
    with client_of(folder, None) as client:
        yield client


def ask(client: FlaskClient, query: str, accept: str = JSON, **more: str) -> TestResponse:
    """Asks a query."""
    return client.get("/sparql?" + urlencode({"query": query, **more}), headers={"Accept": accept})


def test_pages_are_the_same(local: FlaskClient, remote: FlaskClient) -> None:
    """The whole of them, letter by letter: home, lists, entities, search, data, questions."""
    paths = ["/", "/search?q=harbour", "/queries/whom-an-actor-met?actor=Ada+Lind", "/data", "/ontology"]
    for kind in ("actor", "meeting", "position", "quote", "article", "place", "topic"):
        found = ask(local, f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}{kind}/')) }}").json
        assert found is not None
        paths += [row["s"]["value"].removeprefix(BASE.rstrip("/")) for row in found["results"]["bindings"][:4]]
    told = []
    for path in paths:
        expected, answered = (c.get(path, headers={"Accept": "text/html"}) for c in (local, remote))
        assert answered.status_code == expected.status_code, path
        assert answered.text == expected.text, path
        told.append(answered.status_code)
    assert told.count(200) > 25


def test_queries_are_answered_by_the_store(remote: FlaskClient, local: FlaskClient) -> None:
    for accept in (JSON, "text/csv", "application/sparql-results+xml", "text/tab-separated-values"):
        for query in (COUNT, "ASK { ?s ?p ?o }", "ASK { ?s <urn:none> ?o }"):
            assert ask(remote, query, accept).data == ask(local, query, accept).data
    same = [ask(c, "SELECT ?who { ?who a <actor/x> }", JSON).json for c in (local, remote)]
    assert same[0] == same[1]


def test_graphs_and_datasets(remote: FlaskClient, local: FlaskClient) -> None:
    construct = (
        "PREFIX dip: <https://w3id.org/chancery/ontology#> CONSTRUCT { ?s a ?t } { ?s a ?t ; dip:confidence ?c }"
    )
    here, there = (Graph().parse(data=ask(c, construct, "text/turtle").data, format="turtle") for c in (local, remote))
    assert set(here) == set(there)
    assert len(here) > 10
    page = f"{BASE}graph/shared"
    for query, more in (
        (COUNT, {"default-graph-uri": page}),
        (f"SELECT (COUNT(*) AS ?n) FROM <{page}> {{ ?s ?p ?o }}", {}),
        (f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{page}> {{ ?s ?p ?o }} }}", {}),
        ("PREFIX g: <graph/> SELECT (COUNT(*) AS ?n) { GRAPH # <urn:x>\n g:shared { ?s ?p ?o } }", {}),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . GRAPH <graph/shared> { ?a ?b ?c } }", {}),
        ("BASE <graph/> SELECT (COUNT(*) AS ?n) { GR\\u0041PH <shared> { ?a ?b ?c } }", {}),
        (f"SELECT (COUNT(*) AS ?n) {{ VALUES ?g {{ <{page}> }} GRAPH ?g {{ ?s ?p ?o }} }}", {}),
    ):
        assert ask(remote, query, **more).json == ask(local, query, **more).json
    for path in (f"/data?graph={page}", "/data?default"):
        here, there = (
            Graph().parse(data=c.get(path, headers={"Accept": "text/turtle"}).data, format="turtle")
            for c in (local, remote)
        )
        assert len(here) == len(there) > 20


def test_what_is_wrong_is_said_by_this_server(remote: FlaskClient, local: FlaskClient) -> None:
    for query in ("SELECT * { ?s ?p }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DROP ALL", "SELECT"):
        here, there = (ask(c, query) for c in (local, remote))
        assert (there.status_code, there.data) == (here.status_code, here.data) == (400, here.data)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT (<bif:file_to_string>('/etc/passwd') AS ?x) {}",
        "PREFIX sql: <sql:> SELECT (sql:rdf_audit('x') AS ?x) {}",
        "SELECT (<b\\u0069f:file_to_string>('/etc/passwd') AS ?x) {}",
        'DEFINE get:soft "soft" SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }',
    ],
)
def test_nothing_of_the_stores_own_is_reached(remote: FlaskClient, query: str) -> None:
    assert ask(remote, query).status_code == 400


def test_a_query_that_virtuoso_would_answer_wrongly_is_refused(remote: FlaskClient, store: str) -> None:
    answered = ask(remote, "SELECT * { GRAPH <graph/shared> { ?s ?p ?o } GRAPH ?g { ?s ?p ?x } } LIMIT 1")
    assert answered.status_code == (400 if store.endswith("/sparql") else 200)


def test_nothing_changes_the_store(remote: FlaskClient, folder: Path) -> None:
    before = ask(remote, COUNT).data
    for method, path in (("POST", "/update"), ("PUT", "/data?default"), ("DELETE", f"/data?graph={BASE}graph/shared")):
        assert remote.open(path, method=method, data="DROP ALL").status_code in (403, 404, 405, 415)
    assert ask(remote, COUNT + " #").data == before
    with pytest.raises(InputError, match="kg push"):
        create_app(folder, store="http://127.0.0.1:1/sparql", token="t" * 20)


def test_answers_are_kept_and_named(remote: FlaskClient) -> None:
    first = ask(remote, COUNT)
    again = remote.get(
        "/sparql?" + urlencode({"query": COUNT}), headers={"Accept": JSON, "If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_too_slow_is_503(remote: FlaskClient) -> None:
    since = time.monotonic()
    answered = ask(remote, ENDLESS)
    assert answered.status_code == 503
    assert answered.headers["Retry-After"]
    assert time.monotonic() - since < 6


def test_healthy(remote: FlaskClient) -> None:
    assert remote.get("/health").status_code == 200


def test_a_cut_result_never_looks_whole(folder: Path, tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path, rows=50) as started:
        push(folder, Server(started.query, Credentials("dba", "dba")), QUIET)
        with client_of(folder, started.query) as client:
            answered = ask(client, "SELECT * { ?s ?p ?o }")
            assert answered.status_code == 502
            assert "50 rows at most" in answered.text


def test_another_version_is_told_and_nothing_of_it_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "_TRUST_SECONDS", 0.0)
    publish(tmp_path / "one", [harbour()], "1-aaaa")
    publish(tmp_path / "two", [harbour(), reply()], "1-bbbb")
    with servers.oxigraph(tmp_path / "store") as started:
        push(tmp_path / "one", Server(started.query, Credentials()), QUIET)
        with client_of(tmp_path / "two", started.query) as client:
            health = client.get("/health")
            assert health.status_code == 503
            assert "another version" in health.text
            old = ask(client, COUNT)
            assert "ETag" not in old.headers
            push(tmp_path / "two", Server(started.query, Credentials()), QUIET)
            assert client.get("/health").status_code == 200
            assert ask(client, COUNT).data != old.data


class _Broken(BaseHTTPRequestHandler):
    """Answers in every wrong way: its path says which."""

    def do_POST(self) -> None:
        """Answers."""
        self.rfile.read(int(self.headers["Content-Length"]))
        what = self.path.strip("/")
        if what == "slow":
            time.sleep(2.5)
        body = {
            "garbage": b"\x00\xff<<<", "html": b"<html>hello</html>",
            "half": b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri"',
        }.get(what, b"sorry")  # fmt: skip
        self.send_response({"busy": 503, "wrong": 400}.get(what, 200))
        self.send_header("Content-Type", "text/html" if what == "html" else JSON)
        self.send_header("Content-Length", str(len(body) + (1000 if what == "short" else 0)))
        with suppress(BrokenPipeError):  # who asked had not the patience
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture(scope="module")
def broken() -> Iterator[Callable[[str], str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Broken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda what: f"http://127.0.0.1:{server.server_port}/{what}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("what", "status"),
    [("garbage", 502), ("html", 502), ("half", 502), ("short", 503), ("wrong", 502), ("busy", 503), ("slow", 503)],
)
def test_a_store_that_fails(
    folder: Path, broken: Callable[[str], str], what: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "_READ_SECONDS", 1.0)
    with client_of(folder, broken(what), timeout=1.5) as client:
        for path in ("/actor/ada-lind_norland_state", "/sparql?" + urlencode({"query": COUNT})):
            answered = client.get(path, headers={"Accept": "text/turtle, " + JSON})
            assert answered.status_code == status, answered.text
            assert "Traceback" not in answered.text
        health = client.get("/health")
        assert health.status_code == 503
        assert health.text.startswith("not ready")


def test_a_store_that_is_not_there(folder: Path) -> None:
    with client_of(folder, f"http://127.0.0.1:{servers.free_port()}/sparql") as client:
        answered = ask(client, COUNT)
        assert answered.status_code == 503
        assert answered.headers["Retry-After"]
        assert client.get("/health").status_code == 503


def test_dumps_and_texts_are_the_folders(remote: FlaskClient, folder: Path) -> None:
    publication = Publication.open(folder)
    with remote.get("/dumps/graph.ttl") as answered:
        assert answered.data == (publication.dumps / "graph.ttl").read_bytes()


def test_what_failed_in_one_thread_can_be_forgotten_in_another(tmp_path: Path) -> None:
    graphs = [elsewhere.Elsewhere(publish(tmp_path, [harbour()]).store, "http://127.0.0.1:9/sparql", BASE, "", 1000)]
    told = []

    def ask() -> None:
        try:
            graphs[0].rows_at(elsewhere.Place("http://127.0.0.1:9/sparql"), COUNT)
        except UnreachableError as error:
            told.append(str(error))

    for _ in range(2):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert len(told) == 2
    assert told[0] == told[1]
    graphs.clear()
    gc.collect()  # Oxigraph complains of an answer that another thread lets go, which fails the test
