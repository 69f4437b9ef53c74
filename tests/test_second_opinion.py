"""Every saved query on the sample pages: other engines answer it as this endpoint does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient

from kg.progress import QUIET
from kg.publication import Publication
from kg.push import push
from kg.queries import bind, library, saved
from kg.store import journal
from kg.store.writing import Credentials, Server
from server import create_app
from tests import servers
from tests.test_queries_samples import CASES

JSON = "application/sparql-results+json"
JOINED = {"articles", "names", "others", "wordsFor", "wordsAgainst"}
"""Columns of GROUP_CONCAT, whose order is any engine's own (SPARQL 1.1, 18.5.1.7)."""
VALUES = {case.name: case.values for case in CASES}
Row = tuple[tuple[str, str, str], ...]


@pytest.fixture(scope="module")
def ours(sample_publication: Publication) -> Iterator[FlaskClient]:
    app = create_app(sample_publication.root, workers=1)
    yield app.test_client()
    app.extensions["pool"].close()


@pytest.fixture(scope="module")
def oxigraph(sample_publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds the sample publication."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as started:
        push(sample_publication.root, Server(started.query, Credentials()), QUIET)
        yield f"{started.query}?"


@pytest.fixture(scope="module")
def virtuoso(sample_publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso that holds it, with the graph that is its default graph."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as started:
        server = Server(started.query, Credentials("dba", "dba"))
        push(sample_publication.root, server, QUIET)
        union = journal.heading(server, sample_publication.base_iri).union
        yield f"{started.query}?{urlencode({'default-graph-uri': union})}&"


def asked(ours: FlaskClient, name: str) -> str:
    """A saved query as it is sent to everybody."""
    values = VALUES.get(name, {})
    if name == "evidence-of-a-fact":
        found = local(ours, "SELECT (MIN(?f) AS ?fact) { ?f a <https://w3id.org/chancery/ontology#Position> }")
        values = {"fact": found[0][0][2]}
    return bind(saved(name), values)


def local(ours: FlaskClient, text: str) -> list[Row]:
    """This endpoint's rows."""
    response = ours.get("/sparql?" + urlencode({"query": text}), headers={"Accept": JSON})
    assert response.status_code == 200, response.text
    return rows(response.data)


def remote(address: str, text: str) -> list[Row]:
    """Another engine's rows."""
    with urlopen(Request(address + urlencode({"query": text}), headers={"Accept": JSON}), timeout=60) as response:
        return rows(response.read())


def rows(answer: bytes) -> list[Row]:
    """Rows as variable, datatype or kind, and value: what two engines must agree on."""
    found = []
    for binding in json.loads(answer)["results"]["bindings"]:
        row = []
        for name, term in sorted(binding.items()):
            value = term["value"]
            if name in JOINED:
                value = " ".join(sorted(value.replace(",", " ").split()))
            row.append((name, term.get("datatype", term["type"].replace("typed-", "")), value))
        found.append(tuple(row))
    return found


@pytest.mark.parametrize("name", [query.name for query in library()])
def test_oxigraph_agrees(ours: FlaskClient, oxigraph: str, name: str) -> None:
    text = asked(ours, name)
    expected = local(ours, text)
    assert expected
    assert remote(oxigraph, text) == expected


@pytest.mark.parametrize("name", [query.name for query in library()])
def test_virtuoso_agrees(ours: FlaskClient, virtuoso: str, name: str) -> None:
    text = asked(ours, name)
    assert Counter(remote(virtuoso, text)) == Counter(local(ours, text))
