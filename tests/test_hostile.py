"""Requests that mean harm, or make no sense: each is answered with its own status, and the server goes on."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from server import channel
from tests.live_server import Live, running
from tests.server_fixture import harbour, publish

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HEAD = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    root = tmp_path_factory.mktemp("hostile")
    publish(root, [harbour()])
    with running(root, workers=1, timeout=2.0) as server:
        yield server


def _send(live: Live, data: bytes) -> bytes:
    """What comes back; a server that closes before it has read all may take its answer with it."""
    found: list[bytes] = []
    with socket.create_connection((live.host, live.port), 20) as sock, suppress(ConnectionError):
        sock.sendall(data)
        while piece := sock.recv(65536):
            found.append(piece)
    return b"".join(found)


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"\x00\x01\x02\r\n\r\n", 400),
        (b"get /" + HEAD + b"\r\n", 400),
        (b"BREW /sparql" + HEAD + b"\r\n", 405),
        (b"TRACE /" + HEAD + b"\r\n", 405),
        (b"GET /actor/%00" + HEAD + b"\r\n", 404),
        (b"GET /actor/%zz" + HEAD + b"\r\n", 404),
        (b"GET /actor/%ff" + HEAD + b"\r\n", 404),
        (b"GET /actor/" + b"a" * 9000 + HEAD + b"\r\n", 404),
        (b"GET /dumps/..%2f..%2fmanifest.json" + HEAD + b"\r\n", 404),
        (b"GET /static/../../settings.py" + HEAD + b"\r\n", 404),
        (b"GET /sparql?query=%" + HEAD + b"\r\n", 400),
        (b"GET /sparql?query=" + b"a" * 200_000 + HEAD + b"\r\n", 414),
        (b"GET /sparql?query=" + b"a" * 500_000 + HEAD + b"\r\n", 431),
        (b"GET /sparql?" + b"a=b&" * 5000 + HEAD + b"\r\n", 400),
        (b"GET /sparql?query=ASK%7B%7D&format=csv&format=xml" + HEAD + b"\r\n", 400),
        (b"GET /sparql?query=ASK%7B%7D&default-graph-uri=http://a/%25zz" + HEAD + b"\r\n", 400),
        (b"GET /data?graph=http://a/%EF%BF%BD" + HEAD + b"\r\n", 400),
        (b"GET /health" + HEAD + b"X: " + b"a" * 300_000 + b"\r\n\r\n", 431),
        (b"GET /health" + HEAD + b"X: a\x00b\r\n\r\n", 400),
        (b"GET /sparql?query=ASK%7B%7D" + HEAD + b"Accept: ;;;q=,,,/;q=nan,*/*;q=inf\r\n\r\n", 200),
        (b"GET /sparql?query=ASK%7B%7D" + HEAD + b'If-None-Match: "\xff", W/, *\r\n\r\n', 200),
        (b"GET /dumps/graph.ttl" + HEAD + b"Range: bytes=9999999999-, a-b, --1\r\n\r\n", 416),
        (b"POST /sparql" + HEAD + QUERY + b"Content-Length: -5\r\n\r\nASK{}", 400),
        (b"POST /sparql" + HEAD + QUERY + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}", 400),
        (b"POST /sparql" + HEAD + QUERY + b"Content-Length: 99999999999\r\n\r\nASK{}", 413),
        (b"POST /sparql" + HEAD + QUERY + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK{}\r\n0\r\n\r\n", 400),
        (b"POST /sparql" + HEAD + QUERY + b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n", 200),
        (b"POST /sparql" + HEAD + b"Content-Type: \xff/;;;=\r\nContent-Length: 5\r\n\r\nASK{}", 415),
        (b"POST /update" + HEAD + b"Authorization: \xff\xfe\r\nContent-Length: 0\r\n\r\n", 404),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense(
    live: Live, caplog: pytest.LogCaptureFixture, request_bytes: bytes, status: int
) -> None:
    with caplog.at_level(logging.ERROR):
        answered = _send(live, request_bytes)
    assert int(answered.split()[1]) == status if answered else status in (413, 431), answered[:300]
    assert b"Traceback" not in answered
    assert not [record for record in caplog.records if record.exc_info]
    assert live.ask("GET", "/health").status == 200


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "empty"),
        ("\ufeffASK {}", 200, ""),
        ("ASK { ?s ?p 'a\x00b' }", 200, ""),
        ("ASK { ?s ?p '\\uD800' }", 400, "line 1"),
        ("SELECT * {\n FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", 400, "line 2"),
        ("SELECT * " + "{" * 20_000 + "}" * 20_000, 400, "nested"),
        ("ASK { ?s ?p '" + "(" * 20_000 + "' }", 200, ""),
        ("ASK { FILTER(" + "!" * 30_000 + "true) }", 503, "nested"),
        ("ASK { ?s " + "/".join(["<urn:p>"] * 8000) + " ?o }", 503, ""),
        ("ASK { FILTER(REGEX('a', '(((((a{1,300}){1,300}){1,300}){1,300}){1,300})')) }", None, ""),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200, ""),
        ("SELECT * {} LIMIT 99999999999999999999", 400, "line 1"),
    ],
)
def test_a_query_that_means_harm(live: Live, query: str, status: int | None, words: str) -> None:
    answered = live.ask("POST", "/sparql", query, Content_Type="application/sparql-query")
    assert answered.status == status or (status is None and answered.status in (200, 503))
    assert words in answered.text
    assert live.ask("GET", "/sparql?query=" + quote("ASK {}")).status == 200


@pytest.mark.parametrize("accept", ["text/csv", "text/html"])
def test_who_asks_too_much_at_once_is_told_to_wait(tmp_path: Path, accept: str) -> None:
    publish(tmp_path, [harbour()])
    with running(tmp_path, workers=1, per_client=1, timeout=2.0) as server:
        asking = threading.Thread(target=server.query, args=(ENDLESS,))
        asking.start()
        while "chancery_queries_running 1" not in server.ask("GET", "/metrics").text:
            time.sleep(0.02)
        refused = server.query("ASK { ?s ?p 1 }", accept)
        asking.join()
    assert (refused.status, refused.kind) == (429, "text/html" if accept == "text/html" else "text/plain")
    assert int(refused.headers["Retry-After"]) > 0


def test_a_path_makes_no_line_of_its_own_in_the_log(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "server.access"):
        _send(live, b"GET /actor/a%0aGET%20/forged" + HEAD + b"\r\n")
    assert [record.getMessage() for record in caplog.records if "forged" in record.getMessage()]
    assert not [record for record in caplog.records if "\n" in record.getMessage()]


def test_one_client_cannot_take_all_connections(live: Live) -> None:
    opened = [socket.create_connection((live.host, live.port), 5) for _ in range(channel.CONNECTIONS)]
    try:
        refused = _send(live, b"")
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"Retry-After" in refused
    finally:
        for sock in opened:
            sock.close()
    since = time.monotonic()
    while not _send(live, b"GET /health" + HEAD + b"\r\n").startswith(b"HTTP/1.1 200"):
        assert time.monotonic() - since < 10


def test_a_request_that_never_comes_to_an_end_is_ended(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "REQUEST_SECONDS", 0.3)
    since = time.monotonic()
    with socket.create_connection((live.host, live.port), 10) as sock, suppress(ConnectionError):
        sock.sendall(b"POST /sparql" + HEAD + QUERY + b"Content-Length: 5000\r\n\r\n")
        while time.monotonic() - since < 10:
            sock.sendall(b"x")
            time.sleep(0.05)
    assert 0.3 < time.monotonic() - since < 5


@pytest.mark.parametrize("path", ["/data", "/data/x", "/sparql", "/queries"])
def test_what_is_allowed_is_told(live: Live, path: str) -> None:
    told = live.ask("OPTIONS", path, Origin="https://other.example")
    assert told.status == 200
    assert "GET" in told.headers["Allow"]
    assert "PUT" not in told.headers["Allow"]
    assert told.headers["Access-Control-Allow-Origin"] == "*"
