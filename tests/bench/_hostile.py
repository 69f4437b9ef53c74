"""Clients that mean no good, each at an address of its own: `python -m tests.bench._hostile PORT SECONDS`.

Prints how often each did what it does, and with which status it was answered (- where the connection broke).
"""

from __future__ import annotations

import http.client
import json
import socket
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from urllib.parse import quote, urlencode

FORM = "application/x-www-form-urlencoded"
_ROUND = 0.05
"""Seconds between two rounds of one client: hostile, but on the same machine as what is measured."""
_COUNTS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c != ?f) }",
)
_PATHS = (
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b }",
    "SELECT ?a { ?a (<urn:x>|!<urn:x>)+ ?b . ?b (^!<urn:y>)* ?a }",
)
_SORTS = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(?f) ?c",
    'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f)); SEPARATOR="") AS ?all) { ?a ?b ?c . ?d ?e ?f }',
    "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }",
)
_ALL = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1500000"


def _regex() -> str:
    many = "|".join(f"(a{n}.*?b{{{n % 60}}})" for n in range(2000))
    return f'SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o . ?x ?y ?z FILTER(REGEX(STR(?o), "({many})+", "is")) }}'


def _nested() -> str:
    return "SELECT * { " + "{ " * 3000 + "?s ?p ?o" + " }" * 3000 + " }"


class Hostile:
    """One of them."""

    def __init__(self, name: str, address: str, port: int, told: Counter[tuple[str, str]]) -> None:
        self.name, self.address, self.port, self.told = name, address, port, told

    def connected(self, timeout: float = 30.0) -> socket.socket:
        """A connection from its own address."""
        return socket.create_connection(("127.0.0.1", self.port), timeout, (self.address, 0))

    def ask(self, text: str) -> None:
        """Asks a query and waits for whatever comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, 60, (self.address, 0))
        try:
            connection.request("POST", "/sparql", urlencode({"query": text}), {"Content-Type": FORM})
            response = connection.getresponse()
            while response.read(1 << 20):
                pass
            self.note(str(response.status))
        finally:
            connection.close()

    def note(self, what: str) -> None:
        """Counts."""
        self.told[self.name, what] += 1


def _many(texts: tuple[str, ...]) -> Callable[[Hostile], None]:
    def work(one: Hostile) -> None:
        for text in texts:
            one.ask(text)

    return work


def giant_bodies(one: Hostile) -> None:
    """A body of 64 MB, announced or in chunks."""
    piece = b"x" * 65536
    for head in (b"Content-Length: 67108864", b"Transfer-Encoding: chunked"):
        with one.connected() as line:
            line.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n" + head + b"\r\n\r\n"
            )
            is_chunked = b"chunked" in head
            for _ in range(1024):
                line.sendall(b"10000\r\n" + piece + b"\r\n" if is_chunked else piece)
            one.note(line.recv(64)[9:12].decode("latin-1") or "-")


def slow_reader(one: Hostile) -> None:
    """Asks for a large answer and takes a few bytes a second."""
    with one.connected(60) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(f"GET /sparql?query={quote(_ALL)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        for _ in range(40):
            if not line.recv(256):
                break
            time.sleep(0.5)
        one.note("left")


def slow_writer(one: Hostile) -> None:
    """Sends a request a byte at a time, over many connections."""
    lines = [one.connected() for _ in range(40)]
    for letter in b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nX-Slow: "[:30]:
        for line in lines:
            line.sendall(bytes((letter,)))
        time.sleep(0.3)
    for line in lines:
        line.close()
    one.note("left")


def dropped(one: Hostile) -> None:
    """Asks something heavy and hangs up hard."""
    line = one.connected()
    line.sendall(f"GET /sparql?query={quote(_COUNTS[0])} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(0.1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()
    one.note("left")


def garbage(one: Hostile) -> None:
    """What is no HTTP, no SPARQL, or no path."""
    for text in ("\x00\xff" * 500, "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", "G" * 300_000):
        with one.connected() as line:
            line.sendall(text.encode("latin-1"))
            line.shutdown(socket.SHUT_WR)
            one.note(line.recv(64)[9:12].decode("latin-1") or "-")
    one.ask("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


WORK: dict[str, Callable[[Hostile], None]] = {
    "cross products": _many(_COUNTS),
    "endless paths": _many(_PATHS),
    "huge sorts": _many(_SORTS),
    "huge regex": _many((_regex(),)),
    "deep nesting": _many((_nested(),)),
    "giant bodies": giant_bodies,
    "slow reader": slow_reader,
    "slow writer": slow_writer,
    "dropped": dropped,
    "garbage": garbage,
}


def _run(one: Hostile, work: Callable[[Hostile], None], until: float) -> None:
    while time.monotonic() < until:
        try:
            work(one)
        except (OSError, http.client.HTTPException):
            one.note("-")
        time.sleep(_ROUND)


def main(port: int, seconds: float) -> None:
    """Lets all of them loose for so many seconds."""
    told: Counter[tuple[str, str]] = Counter()
    until = time.monotonic() + seconds
    for number, (name, work) in enumerate(WORK.items()):
        one = Hostile(name, f"127.0.2.{number + 1}", port, told)
        threading.Thread(target=_run, args=(one, work, until), daemon=True).start()
    time.sleep(seconds)
    print(json.dumps([[name, what, count] for (name, what), count in sorted(told.items())]))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
