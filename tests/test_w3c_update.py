"""The W3C's own tests of the SPARQL 1.1 Protocol for updates and of the Graph Store Protocol, over the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from rdflib.term import Node

from kg.contents import Contents
from kg.errors import QueryError
from kg.placing import locked, put_in_place
from kg.progress import QUIET
from kg.store.operations import operations
from server import guard
from tests.live_server import Live, Reply, running
from tests.w3c import CNT, HT, MF, SUITE, entries, listed

TOKEN = "a token for tests only"
UPDATES = [
    *("update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs"),
    *("update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri", "bad_update_get"),
    *("bad_multiple_updates", "bad_update_wrong_media_type", "bad_update_missing_form_type", "bad_update_non_utf8"),
    *("bad_update_syntax", "bad_update_dataset_conflict"),
]
SYNTAX = {"syntax-update-1": 54, "syntax-update-2": 1, "delete-insert": 8}
GRAPH_STORE = {"manifest-direct.ttl": 4, "manifest-indirect.ttl": 9}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    root = tmp_path_factory.mktemp("updates") / "publication"
    with locked(root):
        put_in_place(root, Contents("http://www.example/"), [], QUIET)
    with running(root, workers=1, token=TOKEN) as server:
        yield server


@pytest.fixture
def empty(live: Live) -> Live:
    """The server with nothing in its graph."""
    return _cleared(live)


def _cleared(live: Live) -> Live:
    cleared = live.ask("POST", "/update", "CLEAR ALL", **_told("application/sparql-update"))
    assert cleared.status == 200
    return live


def _told(kind: str) -> dict[str, str]:
    return {"Content_Type": kind, "Authorization": f"Bearer {TOKEN}"}


def test_every_update_test_of_the_suite_is_run(w3c: Path) -> None:
    names = [name for _, _, name in entries(w3c, "protocol")]
    assert [name for name in names if "update" in name] == UPDATES


@pytest.mark.parametrize("name", UPDATES)
def test_protocol(w3c: Path, empty: Live, name: str) -> None:
    graph, entry = next((graph, entry) for graph, entry, found in entries(w3c, "protocol") if found == name)
    for request in listed(graph, graph.value(entry, MF.action), HT.requests):
        asks = "ASK" in str(graph.value(graph.value(request, HT.body), CNT.chars))
        answered = _send(empty, graph, request, "/sparql" if asks else "/update", "/sparql")
        expected = graph.value(request, HT.resp)
        _check_status(answered, graph, expected)
        if asks:
            truth = str(graph.value(expected, MF.expectedBoolean)) == "true"
            assert json.loads(answered.body)["boolean"] is truth


@pytest.mark.parametrize("folder", SYNTAX)
def test_syntax(w3c: Path, folder: str) -> None:
    count = 0
    for graph, entry, name in entries(w3c, folder):
        kind = str(graph.value(entry, RDF.type)).rsplit("#", 1)[-1]
        if "SyntaxTest" in kind:
            text = (w3c / str(graph.value(entry, MF.action)).removeprefix(SUITE)).read_text(encoding="utf-8")
            count += 1
            try:
                guard.check_update(text)
            except QueryError:  # what would fetch something is refused before it is read
                assert "LOAD" in text
                continue
            try:
                is_right = operations(text, base=SUITE) is not None
            except QueryError:
                is_right = False
            assert is_right is kind.startswith("Positive"), name
    assert count == SYNTAX[folder]


@pytest.mark.parametrize("file", GRAPH_STORE)
def test_graph_store_protocol(w3c: Path, empty: Live, file: str) -> None:
    count = 0
    for graph, entry, name in entries(w3c, "graph-store-protocol", file):
        location = ""
        _cleared(empty)
        for request in listed(graph, graph.value(entry, MF.action), HT.requests):
            answered = _send(empty, graph, request, "/data", "/gsp", location)
            expected = graph.value(request, HT.resp)
            _check_status(answered, graph, expected)
            location = answered.headers["Location"] or location
            body = graph.value(graph.value(expected, HT.body), CNT.chars)
            if body is not None:
                wanted = Graph().parse(data=str(body), format="turtle")
                assert answered.headers["Content-Type"] == "text/turtle; charset=utf-8"
                assert isomorphic(Graph().parse(data=answered.body, format="turtle"), wanted), name
        count += 1
    assert count == GRAPH_STORE[file]


def _send(live: Live, graph: Graph, request: Node, to: str, instead_of: str, location: str = "") -> Reply:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for header in listed(graph, request, HT.headers):
        headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
    body = graph.value(request, HT.body)
    encoding = str(graph.value(body, CNT.characterEncoding)) if body is not None else "utf-8"
    path = str(graph.value(request, HT.absolutePath)).replace(instead_of, to, 1).replace("$LOCATION$", location)
    data = str(graph.value(body, CNT.chars)).encode(encoding) if body is not None else None
    return live.ask(str(graph.value(request, HT.methodName)), path, data, **headers)


def _check_status(answered: Reply, graph: Graph, expected: Node | None) -> None:
    """The suite names classes of statuses, and single ones by their names."""
    names = [str(s).rsplit("#", 1)[-1] for s in graph.objects(expected, MF.expectedStatus)]
    known = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
    wanted = {str(known.get(name, name.removeprefix("StatusCode")[:1])) for name in names}
    assert {str(answered.status), str(answered.status)[0]} & wanted, (answered.status, names, answered.text)
