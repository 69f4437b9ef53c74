"""SPARQL servers somewhere else: asked politely, and what goes wrong there is said in one sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg import answers
from kg.errors import QueryError, RemoteError
from kg.store import remote

JSON = b'{"head":{"vars":["who"]},"results":{"bindings":[{"who":{"type":"literal","value":"Ada"}}]}}'


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answers as its path says."""
        what = self.path.partition("?")[0]
        if what == "/slow":
            time.sleep(2)
            return
        status = {"/wrong": 400, "/broken": 500, "/busy": 503}.get(what, 200)
        body = {"/wrong": b"line 1: oops, it's \xc3\xa9", "/page": b"<html>"}.get(what, JSON)
        self.send_response(status if what != "/none" else 404)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("X-Seen", self.headers["User-Agent"])
        self.end_headers()
        self.wfile.write(self.headers["Accept"].encode() if what == "/accept" else body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[Callable[[str], str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda path: f"http://127.0.0.1:{server.server_port}/{path}"
    server.shutdown()
    server.server_close()


def test_rows_from_somewhere_else(address: Callable[[str], str]) -> None:
    assert answers.answer(address("sparql"), "SELECT ?who {}", "json") == JSON
    assert answers.answer(address("sparql"), "SELECT ?who {}", "table").split() == [b"who", b"Ada", b"1", b"row"]


def test_the_format_wanted_is_the_one_asked_for(address: Callable[[str], str]) -> None:
    assert answers.answer(address("accept"), "SELECT ?who {}", "csv") == b"text/csv"
    assert answers.answer(address("accept"), "SELECT ?who {}", "ttl") == b"text/turtle"


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("wrong", QueryError, "says that the query is wrong: line 1: oops, it's é"),
        ("broken", RemoteError, "500"),
        ("busy", RemoteError, "503"),
        ("none", RemoteError, "no SPARQL endpoint"),
    ],
)
def test_what_goes_wrong_is_said(address: Callable[[str], str], path: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        remote.query(address(path), "SELECT ?who {}", "text/csv")


def test_a_server_that_is_too_slow(address: Callable[[str], str]) -> None:
    with pytest.raises(RemoteError, match="did not answer within 1 second"):
        remote.query(address("slow"), "SELECT ?who {}", "text/csv", timeout=1)


def test_nobody_there() -> None:
    with pytest.raises(RemoteError, match="cannot be asked"):
        remote.query("http://127.0.0.1:9/sparql", "ASK {}", "text/csv")


def test_an_answer_that_never_ends_is_cut_off(address: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LIMIT_BYTES", 10)
    with pytest.raises(RemoteError, match="ask for less with LIMIT"):
        remote.query(address("sparql"), "SELECT ?who {}", "text/csv")
