"""SERVICE asks the endpoints that are configured, within limits, and no others."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from kg.errors import InputError
from server import create_app, federation
from tests.live_server import Live, Reply, running
from tests.server_fixture import harbour, publish, publish_data

DATA = b"<urn:a> <urn:knows> <urn:b>, [ <urn:name> 'somebody' ] ; <urn:name> 'A \"}'@en, 1 . <urn:c> <urn:name> 'C' ."


class Elsewhere(BaseHTTPRequestHandler):
    """An endpoint with bad habits, each at a path of its own."""

    asked: list[tuple[str, str]]

    def do_POST(self) -> None:
        """Answers."""
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        type(self).asked.append((self.path, query))
        match self.path:
            case "/away":
                self.send_response(307)
                self.send_header("Location", "/inject")
                self.end_headers()
            case "/slow":
                self._send(b" ", 20)
                time.sleep(3)
            case "/long":
                self._send(b" " * (federation.BYTES + 10))
            case "/rows":
                rows = [{"x": {"type": "literal", "value": "1"}}] * (federation.ROWS + 1)
                self._send(json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}}).encode())
            case "/inject":
                row = {"x": {"type": "uri", "value": "urn:a> . SERVICE <http://127.0.0.1/> {} #"}}
                self._send(json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [row]}}).encode())
            case "/name":
                self._send(b'{"head": {"vars": ["x) {} SERVICE <urn:x> {} #"]}, "results": {"bindings": []}}')
            case "/page":
                self._send(b"<html>")
            case _:
                self.send_error(500)

    def _send(self, data: bytes, more: int = 0) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data) + more))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Elsewhere.asked = []
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


BAD = ("away", "slow", "long", "rows", "inject", "name", "page", "broken")


@pytest.fixture(scope="module")
def live(elsewhere: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server that may ask another one, and some with bad habits."""
    other, root = (tmp_path_factory.mktemp(name) for name in ("other", "asking"))
    publish_data(other, DATA, {})
    publish(root, [harbour()])
    with running(other, workers=1) as asked:
        services = (f"http://127.0.0.1:{asked.port}/sparql", *(f"{elsewhere}/{name}" for name in BAD))
        with running(root, workers=1, services=services) as server:
            Other.address = services[0]
            yield server


class Other:
    """Where the server with good habits is."""

    address = ""


def _rows(answered: Reply) -> list[dict[str, str]]:
    assert answered.status == 200, answered.text
    return [{n: t["value"] for n, t in row.items()} for row in json.loads(answered.body)["results"]["bindings"]]


def test_another_endpoint_is_asked(live: Live) -> None:
    found = live.query(
        "PREFIX : <urn:> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?o (COUNT(?actor) AS ?n) { "
        f"SERVICE <{Other.address}> {{ :a :name ?o OPTIONAL {{ ?o :nothing ?none }} }} # }}\n"
        " ?actor skos:prefLabel ?label } GROUP BY ?o ORDER BY ?o"
    )
    rows = _rows(found)
    assert [row["o"] for row in rows] == ["1", 'A "}']
    assert int(rows[0]["n"]) > 1
    assert found.headers["ETag"] is None


def test_two_endpoints_blank_nodes_and_no_rows(live: Live) -> None:
    service = f"SERVICE <{Other.address}>"
    rows = _rows(live.query(f"SELECT * {{ {service} {{ <urn:a> <urn:knows> ?x }} {service} {{ ?y <urn:name> 'C' }} }}"))
    assert len(rows) == 2
    assert {row["y"] for row in rows} == {"urn:c"}
    assert any(row["x"].startswith("urn:bnode:") for row in rows)
    assert _rows(live.query(f"SELECT * {{ {service} {{ ?x <urn:none> ?y }} }}")) == []
    assert _rows(live.query(f"SELECT * {{ {service} {{ <urn:a> <urn:knows> <urn:b> }} }}")) == [{}]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("away", 502, "status 307"),
        ("slow", 504, "in time"),
        ("long", 502, "8 MB"),
        ("rows", 502, "10,000 rows"),
        ("inject", 502, "something else"),
        ("name", 502, "something else"),
        ("page", 502, "something else"),
        ("broken", 502, "status 500"),
    ],
)
def test_an_endpoint_with_bad_habits(live: Live, elsewhere: str, path: str, status: int, words: str) -> None:
    since = time.monotonic()
    patience = "1.5" if path == "slow" else "20"
    asked = {"query": f"SELECT * {{ SERVICE <{elsewhere}/{path}> {{ ?x ?y ?z }} }}", "timeout": patience}
    refused = live.ask("GET", f"/sparql?{urlencode(asked)}")
    assert (refused.status, refused.kind) == (status, "text/plain")
    assert words in refused.text
    assert time.monotonic() - since < 15
    if path != "slow":
        silent = live.query(f"SELECT * {{ SERVICE SILENT <{elsewhere}/{path}> {{ ?x ?y ?z }} }}")
        assert silent.status == 200
    assert "/inject" not in [at for at, _ in Elsewhere.asked if path == "away"]


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "PREFIX x: <OTHER> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "SELECT * { SERVICE <OTHER> { SERVICE <OTHER> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <OTHER> { ?s ?p ?o } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <OTHER/../x> { ?s ?p ?o } }",
    "SELECT * { SERVICE <OTHER> { ?s ?p '\\u0022 } }' } }",
    "SELECT * { " + "SERVICE <OTHER> { ?s ?p ?o } " * 5 + "}",
])  # fmt: skip
def test_whatever_is_not_clear_is_refused(live: Live, query: str) -> None:
    assert live.query(query.replace("OTHER", Other.address)).status == 400


def test_a_page_for_people_asks_too(live: Live) -> None:
    query = f"SELECT * {{ SERVICE <{Other.address}> {{ ?x <urn:name> 'C' }} }}"
    page = live.query(query, "text/html")
    assert page.status == 200
    assert "urn:c" in page.text


@pytest.mark.parametrize("address", ["file:///etc/passwd", "example.org", "http://x.example/> {}"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    publish(tmp_path, [harbour()])
    with pytest.raises(InputError, match="endpoint"):
        create_app(tmp_path, services=(address,))
