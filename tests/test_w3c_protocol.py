"""The W3C's own tests of the SPARQL 1.1 Protocol, the service description and the result formats, asked over the network."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from tests.live_server import Live, running
from tests.server_fixture import publish_data
from tests.w3c import CNT, HT, MF, QT, SD, SUITE, entries, listed, manifest

DATA = "http://kasei.us/2009/09/sparql/data/data"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}
QUERIES = [
    *("query_post_form", "query_dataset_default_graphs_get", "query_dataset_default_graphs_post"),
    *("query_dataset_named_graphs_post", "query_dataset_named_graphs_get", "query_dataset_full"),
    *("query_multiple_dataset", "query_get", "query_content_type_select", "query_content_type_ask"),
    *("query_content_type_describe", "query_content_type_construct", "query_post_direct", "bad_query_method"),
    *("bad_multiple_queries", "bad_query_wrong_media_type", "bad_query_missing_form_type"),
    *("bad_query_missing_direct_type", "bad_query_non_utf8", "bad_query_syntax"),
]


RESULT_FORMATS = {"json-res": 4, "csv-tsv-res": 6}


@pytest.fixture(scope="module")
def live(w3c: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server with the data of all these tests, each file in a graph of its own."""
    root = tmp_path_factory.mktemp("protocol")
    graphs = {f"{DATA}{n}.rdf": (w3c / "protocol" / f"data{n}.nt").read_bytes() for n in (1, 2, 3)}
    for folder in RESULT_FORMATS:
        for graph, entry, _ in entries(w3c, folder):
            iri = str(graph.value(graph.value(entry, MF.action), QT.data))
            graphs[iri] = _path(w3c, iri).read_bytes()
    publish_data(root, b"", graphs)
    with running(root, workers=1) as server:
        yield server


def _path(w3c: Path, iri: object) -> Path:
    return w3c / str(iri).removeprefix(SUITE)


def _entry(graph: Graph, name: str) -> Node:
    return next(s for s in graph.subjects(RDF.type, MF.ProtocolTest) if str(s).endswith(f"#{name}"))


def test_every_query_test_of_the_suite_is_run(w3c: Path) -> None:
    graph, _ = manifest(w3c, "protocol")
    names = {str(s).rsplit("#", 1)[-1] for s in graph.subjects(RDF.type, MF.ProtocolTest)}
    assert {name for name in names if "update" not in name} == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_protocol(w3c: Path, live: Live, name: str) -> None:
    graph, _ = manifest(w3c, "protocol")
    action = graph.value(_entry(graph, name), MF.action)
    for request in listed(graph, action, HT.requests):
        answered = _send(live, graph, request)
        expected = graph.value(request, HT.resp)
        statuses = {str(s).rsplit("StatusCode", 1)[-1][0] for s in graph.objects(expected, MF.expectedStatus)}
        assert str(answered["status"])[0] in statuses, answered
        form = graph.value(expected, MF.expectedFormat)
        if form is not None:
            assert answered["kind"] in FORMATS[str(form)]
        truth = graph.value(expected, MF.expectedBoolean)
        if truth is not None:
            assert json.loads(answered["body"])["boolean"] is (str(truth) == "true")


def _send(live: Live, graph: Graph, request: Node) -> dict[str, Any]:
    headers = {}
    for header in listed(graph, request, HT.headers):
        headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
    body = graph.value(request, HT.body)
    encoding = str(graph.value(body, CNT.characterEncoding)) if body is not None else "utf-8"
    answered = live.ask(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)),
        str(graph.value(body, CNT.chars)).encode(encoding) if body is not None else None,
        **headers,
    )
    return {"status": answered.status, "kind": answered.kind, "body": answered.body}


def test_service_description(live: Live) -> None:
    answered = live.ask("GET", "/sparql")
    graph = Graph().parse(data=answered.body, format=answered.kind)
    assert list(graph.subjects(SD.endpoint, URIRef(f"http://{live.host}:{live.port}/sparql")))
    for service in graph.subjects(RDF.type, SD.Service):
        assert isinstance(graph.value(service, SD.endpoint), URIRef)
        for dataset in graph.objects(service, SD.defaultDataset):
            assert (dataset, RDF.type, SD.Dataset) in graph
            for default in graph.objects(dataset, SD.defaultGraph):
                assert (default, RDF.type, SD.Graph) in graph


@pytest.mark.parametrize("folder", RESULT_FORMATS)
def test_result_formats(w3c: Path, live: Live, folder: str) -> None:
    found = list(entries(w3c, folder))
    assert len(found) == RESULT_FORMATS[folder]
    for graph, entry, name in found:
        action = graph.value(entry, MF.action)
        wanted = _path(w3c, graph.value(entry, MF.result))
        form = {".srj": "json", ".csv": "csv", ".tsv": "tsv"}[wanted.suffix]
        query = _path(w3c, graph.value(action, QT.query)).read_text("utf-8")
        asked = {"query": query, "format": form, "default-graph-uri": str(graph.value(action, QT.data))}
        answered = live.ask("GET", f"/sparql?{urlencode(asked)}")
        assert _read(answered.body, form) == _read(wanted.read_bytes(), form), name


def _read(data: bytes, form: str) -> object:
    """A result in a form that can be compared: rows in any order, blank nodes by no name, numbers by their value."""
    if form == "json":
        found = json.loads(data)
        if "boolean" in found:
            return found["boolean"]
        rows = [str(sorted((name, _term(term)) for name, term in row.items())) for row in found["results"]["bindings"]]
        return sorted(found["head"]["vars"]), sorted(rows)
    text = io.StringIO(data.decode())
    as_tsv = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
    head, *lines = csv.reader(text) if form == "csv" else as_tsv
    order = sorted(range(len(head)), key=lambda i: head[i])
    return sorted(head), sorted(str([_cell(line[i]) for i in order]) for line in lines)


def _term(term: dict[str, str]) -> tuple[str, ...]:
    value = "" if term["type"] == "bnode" else term["value"]
    return term["type"], value, term.get("datatype", ""), term.get("xml:lang", "")


def _cell(text: str) -> str | float:
    if text.startswith("_:"):
        return "_:"
    number = re.fullmatch(r'"([^"]*)"\^\^<http://www.w3.org/2001/XMLSchema#(?:double|negativeInteger|integer)>', text)
    try:
        return float(number[1] if number else text)
    except ValueError:
        return text
