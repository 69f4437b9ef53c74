"""Proposals for who an actor is elsewhere: batched, kept, retried, and never asked for by anything else."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pyoxigraph as ox
import pytest

from kg.errors import InputError, RemoteError
from kg.graph.rulings import read_authority
from kg.progress import QUIET
from kg.publication import Publication
from kg.reconcile import Endpoint, reconcile

KNOWN = b"""@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <http://schema.org/> .
<http://things.example/reagan> rdfs:label "Ronald Reagan"@en ; schema:description "40th president"@en .
<http://things.example/iran> skos:altLabel "Iran" .
<http://things.example/israel-1> rdfs:label "Israel"@en ; schema:description "country"@en .
<http://things.example/israel-2> rdfs:label "Israel"@en ; schema:description "given name"@en .
"""


class _Endpoint(ThreadingHTTPServer):
    """A SPARQL endpoint over a few things, which can be told to fail the next times that it is asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()
        self.store.load(KNOWN, format=ox.RdfFormat.TURTLE)
        self.failures = 0
        self.asked: list[str] = []
        self.agents: set[str | None] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answers a query."""
        server = self.server
        assert isinstance(server, _Endpoint)
        (query,) = parse_qs(urlparse(self.path).query)["query"]
        server.asked.append(query)
        server.agents.add(self.headers["User-Agent"])
        failing = server.failures > 0
        server.failures -= failing
        self.send_response(503 if failing else 200)
        self.end_headers()
        found = server.store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        self.wfile.write(b"later" if failing else found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def endpoint() -> Iterator[_Endpoint]:
    server = _Endpoint()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_what_an_endpoint_knows_is_proposed(
    endpoint: _Endpoint, sample_publication: Publication, tmp_path: Path
) -> None:
    out = tmp_path / "authority.csv"
    asking = Endpoint(endpoint.address, tmp_path / "cache", pause=0)
    assert reconcile(sample_publication.root, asking, out, QUIET) == 3
    rows = {row["name"]: row for row in csv.DictReader(out.read_text(encoding="utf-8").splitlines())}
    assert rows["Ronald Reagan"]["sameAs"] == "http://things.example/reagan"
    assert rows["Ronald Reagan"]["description"] == "40th president"
    assert rows["Iran"]["sameAs"] == "http://things.example/iran"
    assert rows["Israel"]["sameAs"] == ""
    assert "http://things.example/israel-2 (given name)" in rows["Israel"]["candidates"]
    entries = {entry.names[0]: entry for entry in read_authority(out)}
    assert entries["Iran"].same_as == ("http://things.example/iran",)
    assert entries["Iran"].path.endswith("/actor/iran")


def test_it_asks_in_batches_once_and_by_its_name(
    endpoint: _Endpoint, sample_publication: Publication, tmp_path: Path
) -> None:
    asking = Endpoint(endpoint.address, tmp_path / "cache", pause=0)
    reconcile(sample_publication.root, asking, tmp_path / "a.csv", QUIET)
    asked = len(endpoint.asked)
    assert 2 <= asked <= 20
    assert all(agent is not None and agent.startswith("chancery/") for agent in endpoint.agents)
    reconcile(sample_publication.root, asking, tmp_path / "b.csv", QUIET)
    assert len(endpoint.asked) == asked
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_it_tries_again_and_gives_up_in_the_end(
    endpoint: _Endpoint, sample_publication: Publication, tmp_path: Path
) -> None:
    endpoint.failures = 2
    asking = Endpoint(endpoint.address, tmp_path / "cache", pause=0)
    assert reconcile(sample_publication.root, asking, tmp_path / "a.csv", QUIET) == 3
    endpoint.failures = 99
    with pytest.raises(RemoteError, match="503"):
        reconcile(sample_publication.root, Endpoint(endpoint.address, tmp_path / "c", 0), tmp_path / "b.csv", QUIET)
    assert not (tmp_path / "b.csv").exists()


def test_a_file_that_is_there_is_left_alone(sample_publication: Publication, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(InputError, match="there already"):
        reconcile(sample_publication.root, Endpoint("http://127.0.0.1:9/", tmp_path, 0), tmp_path / "a.csv", QUIET)
    assert (tmp_path / "a.csv").read_text() == "mine"
