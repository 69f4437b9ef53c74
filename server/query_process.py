"""The process that answers queries, one after the other, and that may be killed at any moment.

Reads jobs from standard input and writes answers to standard output, both in frames: one letter for the kind, four
bytes for the length, the content. A job ("J") is JSON. An answer is one head ("H", JSON), any number of pieces of the
body ("D"), and an end ("E"); or, instead of any of them, an error ("X", JSON), after which the body is worth nothing.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import re
import resource
import signal
import struct
import sys
import time
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import KgError, PublicationError, QueryError, RemoteError, UnreachableError
from kg.store.embedded import Results, open_store, run
from server import guard

FRAME = struct.Struct(">cI")
PIECE = 256 * 1024
FLUSH_SECONDS = 0.05
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_ROW_ENDS = {"json": b'},{"', "xml": b"<result>", "csv": b"\n", "tsv": b"\n", "nt": b"\n"}
"""What stands between two rows and nowhere else (in CSV also within a value: there a row with line breaks counts as
several)."""


_STAR = re.compile(r"\A(?:[^{]*\s)?select\s+(?:distinct\s+|reduced\s+)?\*", re.IGNORECASE)


class TooLargeError(Exception):
    """The answer has more rows or bytes than it may."""


class Body(io.RawIOBase):
    """A file that sends what is written to it as pieces of an answer and stops at the limits."""

    def __init__(self, out: IO[bytes], job: dict[str, Any], form: str) -> None:
        self._out = out
        self._rows_left = int(job["rows"])
        self._bytes_left = int(job["bytes"])
        self._row_end = _ROW_ENDS.get(form)
        self._tail = b""
        self._pieces: list[bytes] = []
        self._size = 0
        self._sent = time.monotonic()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._count(piece)
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= PIECE or time.monotonic() - self._sent > FLUSH_SECONDS:
            self.send()
        return len(piece)

    def send(self) -> None:
        """Sends what is held."""
        self.hold()
        self._out.flush()
        self._sent = time.monotonic()

    def hold(self) -> None:
        """Makes a piece of what is held, which goes with what comes next."""
        if self._size:
            frame(self._out, b"D", *self._pieces)
            self._pieces, self._size = [], 0

    def _count(self, piece: bytes) -> None:
        self._bytes_left -= len(piece)
        if self._row_end:
            self._rows_left -= piece.count(self._row_end)
            if most := len(self._row_end) - 1:  # it may begin in one piece and end in the next
                self._rows_left -= (self._tail + piece[:most]).count(self._row_end)
                self._tail = (self._tail + piece[-most:])[-most:]
        if self._bytes_left < 0 or self._rows_left < 0:
            raise TooLargeError


def frame(out: IO[bytes], kind: bytes, *content: bytes) -> None:
    """Writes one frame, which goes when `out` is flushed."""
    out.write(FRAME.pack(kind, sum(map(len, content))))
    out.writelines(content)


def answer(store: ox.Store | None, job: dict[str, Any], out: IO[bytes]) -> None:
    """Answers one job, from the store or, without one, from its place. See `server.workers.Job` for its parts."""
    guard.check(job["query"])
    if store is None:
        from kg.store import elsewhere  # which most processes never need, and a process must start fast

        found = elsewhere.answer(
            elsewhere.Place(**job["place"]), job["query"], job["base"], job["seconds"], job["bytes"],
            job["default_graphs"], job["named_graphs"],
        )  # fmt: skip
    else:
        found = run(store, job["query"], base_iri=job["base"], **_dataset(job))
    if job["display"]:
        frame(out, b"H", json.dumps({"format": "display"}).encode())
        frame(out, b"D", json.dumps(displayed(found, job["display"], job["query"])).encode())
    else:
        _serialise(found, job, out)
    frame(out, b"E", b"")
    out.flush()


def _serialise(found: Results, job: dict[str, Any], out: IO[bytes]) -> None:
    is_graph = isinstance(found, ox.QueryTriples)
    form = job["graphs" if is_graph else "results"]
    if form is None:
        raise QueryError("NOT ACCEPTABLE graph" if is_graph else "NOT ACCEPTABLE results")
    frame(out, b"H", json.dumps({"format": form, "graph": is_graph}).encode())
    body = Body(out, job, form)
    if isinstance(found, ox.QueryTriples):
        ox.serialize(found, cast(IO[bytes], body), format=GRAPHS[form], prefixes=job["prefixes"])
    else:
        found.serialize(cast(IO[bytes], body), format=_RESULTS[form])
    body.hold()


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    if not job["default_graphs"] and not job["named_graphs"]:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in job["default_graphs"]],
        "named_graphs": [ox.NamedNode(iri) for iri in job["named_graphs"]],
    }


def displayed(found: Results, limit: int, query: str) -> dict[str, Any]:
    """The first rows of an answer, for a page: `variables`, `rows` (of terms or None), and whether there are `more`.

    The columns of `SELECT *` come out of the engine in an order of its own; here they stand as in the query.
    """
    if isinstance(found, ox.QueryBoolean):
        return {"boolean": bool(found), "variables": [], "rows": [], "more": False}
    rows: list[list[dict[str, str] | None]] = []
    more = False
    if isinstance(found, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
        cells: Any = ([t.subject, t.predicate, t.object] for t in found)
    else:
        names = [v.value for v in found.variables]
        if _STAR.search(query):
            names.sort(key=lambda name: _place(name, query))
        cells = ([row[name] for name in names] for row in found)
    for row in cells:
        if len(rows) == limit:
            more = True
            break
        rows.append([shown(term) for term in row])
    return {"variables": names, "rows": rows, "more": more, "graph": isinstance(found, ox.QueryTriples)}


def _place(name: str, query: str) -> int:
    found = re.search(rf"[?$]{re.escape(name)}\b", query)
    return found.start() if found else len(query)


def shown(term: Any) -> dict[str, str] | None:
    """A term as SPARQL's JSON has it."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        made = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        return made | {"xml:lang": term.language} if term.language else made
    return {"type": "literal", "value": str(term), "datatype": ""}


def problem(error: BaseException) -> dict[str, Any]:
    """An error frame's content."""
    if isinstance(error, QueryError):
        return {"kind": "query", "message": str(error), "line": error.line, "column": error.column}
    if isinstance(error, TooLargeError):
        return {"kind": "large", "message": ""}
    if isinstance(error, MemoryError):
        return {"kind": "memory", "message": ""}
    if isinstance(error, PublicationError):
        return {"kind": "publication", "message": str(error)}
    if isinstance(error, RemoteError):
        return {"kind": "unreachable" if isinstance(error, UnreachableError) else "remote", "message": str(error)}
    if isinstance(error, SyntaxError):
        return {"kind": "remote", "message": f"The store answers with what is no SPARQL result: {error}"}
    return {"kind": "engine", "message": str(error)}


def confine(memory: int) -> None:
    """Bounds the process's memory."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def without_network() -> None:
    """Takes the network away from this process, where the system lets it."""
    clone_newuser, clone_newnet = 0x10000000, 0x40000000
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if libc.unshare(clone_newnet) != 0:
            libc.unshare(clone_newuser | clone_newnet)


def jobs(source: IO[bytes]) -> Any:
    """The jobs that come in, until the server has gone."""
    while head := source.read(FRAME.size):
        _, length = FRAME.unpack(head)
        yield json.loads(source.read(length))


def _first(paths: list[str]) -> tuple[str | None, ox.Store | None]:
    """The store that will be asked first, opened before it is."""
    try:
        return (paths[0], open_store(Path(paths[0]))) if paths else (None, None)
    except PublicationError:  # the first job will say so
        return None, None


def main(arguments: list[str]) -> None:
    """Answers jobs until standard input ends; takes the bytes of memory that it may use, and the store to open first.

    What starts it takes the network away from it: see `server.nursery`.
    """
    out = os.fdopen(os.dup(1), "wb", buffering=2 * PIECE)
    os.dup2(2, 1)  # whatever prints must not end up in an answer
    confine(int(arguments[0]))
    path, store = _first(arguments[1:])
    for job in jobs(sys.stdin.buffer):
        # A last resort, should the server be gone: the system's own timer ends the process, whatever it is doing.
        signal.setitimer(signal.ITIMER_REAL, float(job["seconds"]) + 5)
        try:
            if not job["place"] and (store is None or path != job["store"]):
                path, store = job["store"], None
                store = open_store(Path(job["store"]))
            answer(store, job, out)
        except (KgError, TooLargeError, MemoryError, OSError, ValueError, SyntaxError) as error:
            frame(out, b"X", json.dumps(problem(error)).encode())
            out.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)
