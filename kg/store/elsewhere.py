"""A publication's graph on a SPARQL server somewhere else: asked as the embedded store is, within limits.

What goes there has been read as a SPARQL 1.1 query before, and is nothing that reaches files or programs of the server;
what comes back is parsed, never passed on. Virtuoso's habits are known here.
"""

from __future__ import annotations

import http.client
import io
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urlencode, urljoin, urlsplit

import pyoxigraph as ox

from kg.errors import QueryError, RemoteError, UnreachableError
from kg.store import dialect, journal
from kg.store.embedded import Embedded, Results, Rows, run
from kg.store.remote import USER_AGENT, cut_short

_ROWS, _TRIPLES = "application/sparql-results+xml", "application/n-triples"
_KINDS = {_ROWS: ox.QueryResultsFormat.XML, "application/sparql-results+json": ox.QueryResultsFormat.JSON}
_GRAPHS = {_TRIPLES: ox.RdfFormat.N_TRIPLES, "text/plain": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
_PIECE = 1 << 16
_READ_SECONDS = 10.0
"""How long a page waits for one of its reads."""
_TRUST_SECONDS = 5.0
"""How long what the server said of itself is believed, and how long one that failed is left alone."""
_FROM = re.compile(r"(?<![?$@:\w-])from(?![\w:-])", re.IGNORECASE)
_GRAPH = re.compile(r"(?<![?$@:\w-])graph(?![\w:-])", re.IGNORECASE)
_NAME = re.compile(r"\s*(?:<(?P<iri>[^>]*)>|(?P<prefix>[\w.-]*):(?P<local>[\w.%-]*))")
_PREFIX = re.compile(r"\bprefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(r"(?<![?$@:\w-])base\s*<([^>]*)>", re.IGNORECASE)
_INTERNAL = re.compile(r"<\s*(?:bif|sql)\s*:", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where queries go.

    Attributes:
        endpoint: the address.
        union: the graph that is the default graph of queries that name none; None for the server's own.
        takes_timeout: whether it can be told how long a query may take (Virtuoso).
    """

    endpoint: str
    union: str | None = None
    takes_timeout: bool = False


def answer(
    place: Place,
    text: str,
    base: str | None,
    seconds: float,
    most_bytes: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Results:
    """Answers a query; the rows of a SELECT as they come, which must be read before `seconds` are over.

    Raises:
        QueryError: it is not SPARQL, or asks for functions of the server's own.
        UnreachableError: the server is not there, or too slow.
        RemoteError: it answers something else, or a part alone.
    """
    # its class alone: Oxigraph's answers may not outlive their thread, as the frames of an error that is kept may
    form = type(run(ox.Store(), text, base_iri=base))
    plain = _ESCAPE.sub(_letter, text)
    if _INTERNAL.search(plain):
        raise QueryError("Functions in bif: and sql: are the store's own, and not for queries from outside.")
    given = [("query", f"BASE <{base}> {text}" if base else text)]
    if not default_graphs and not named_graphs and place.union and not _FROM.search(dialect.masked(plain)):
        default_graphs, named_graphs = (place.union,), _named_in(plain, base)
    given += [("default-graph-uri", iri) for iri in default_graphs]
    given += [("named-graph-uri", iri) for iri in named_graphs]
    if place.takes_timeout:
        given.append(("timeout", str(int(seconds * 1000))))
    accept = _TRIPLES if form is ox.QueryTriples else _ROWS
    connection, response = _asked(place.endpoint, given, accept, seconds)
    raw = _Content(connection, response, place.endpoint, seconds, most_bytes)
    content = cast(IO[bytes], io.BufferedReader(raw, _PIECE))
    if form is ox.QueryBoolean:
        content = io.BytesIO(content.read())  # to its end, which a reader of yes or no need not reach
    with parsing(place.endpoint):
        return _read(content, response.headers.get_content_type(), form)


def _named_in(text: str, base: str | None) -> Sequence[str]:
    """The graphs that a query names. Where a default graph is set, Virtuoso finds no other that is not set as well, but
    all of them for a variable."""
    code, bare = dialect.masked(text), dialect.without_comments(text)
    prefixes = dict(_PREFIX.findall(bare))
    for own in _BASE.findall(bare):
        base = urljoin(base or "", own)
    names, is_any = [], False
    for keyword in _GRAPH.finditer(code):
        named = _NAME.match(bare, keyword.end())
        if named is None:
            is_any = True
        elif named["iri"] is not None:
            names.append(urljoin(base or "", named["iri"]))
        else:
            names.append(urljoin(base or "", prefixes.get(named["prefix"], "")) + named["local"])
    if names and is_any:
        raise QueryError(
            "The store behind this server does not take GRAPH with a name beside GRAPH with a variable. Write the name "
            "as a value: VALUES ?named { <…> } GRAPH ?named { … }"
        )
    return list(dict.fromkeys(names))


def _read(content: IO[bytes], kind: str, form: type[Results]) -> Results:
    if form is ox.QueryTriples:
        if kind not in _GRAPHS:
            raise SyntaxError(f"a graph came as {kind}")
        held = ox.Store()
        held.bulk_extend(ox.parse(content, format=_GRAPHS[kind], without_named_graphs=True))
        return held.query("CONSTRUCT WHERE { ?s ?p ?o }")
    if kind not in _KINDS:
        raise SyntaxError(f"rows came as {kind}")
    found = ox.parse_query_results(content, format=_KINDS[kind])
    if form is ox.QueryBoolean and isinstance(found, ox.QuerySolutions):
        # Virtuoso answers ASK with a table, which has a row for yes and none for no
        return ox.Store().query("ASK {}" if next(found, None) is not None else "ASK { FILTER(false) }")
    if (form is ox.QueryBoolean) != isinstance(found, ox.QueryBoolean):
        raise SyntaxError("it answers another question")
    return found


@contextmanager
def parsing(endpoint: str) -> Iterator[None]:
    """Says of what cannot be parsed in here whose it is."""
    try:
        yield
    except SyntaxError as error:
        raise RemoteError(f"{endpoint} answers with what is no SPARQL result: {error}") from None


def _asked(
    endpoint: str, given: list[tuple[str, str]], accept: str, seconds: float
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    """The head of an answer, and the connection that it comes over, which must be closed."""
    parts = urlsplit(endpoint)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=max(seconds, 0.1))
    headers = {
        "Accept": accept,
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": USER_AGENT,
        "Connection": "close",
    }
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("POST", path, urlencode(given).encode(), headers)
        response = connection.getresponse()
        if response.status != 200:
            words = " ".join(response.read(2000).decode("utf-8", "replace").split())[:200]
            raise _refusal(endpoint, response.status, words)
        if why := cut_short(response.headers):
            raise RemoteError(f"{endpoint} answers with a part alone: {why}")
    except TimeoutError:
        connection.close()
        raise UnreachableError(f"{endpoint} did not answer within {seconds:.3g} seconds.") from None
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise UnreachableError(f"{endpoint} cannot be asked: {type(error).__name__}.") from None
    except RemoteError:
        connection.close()
        raise
    return connection, response


def _refusal(endpoint: str, status: int, words: str) -> RemoteError:
    if status in (429, 500, 502, 503, 504):
        return UnreachableError(f"{endpoint} answered with status {status}: {words}")
    return RemoteError(f"{endpoint} answered with status {status}: {words}")


class _Content(io.RawIOBase):
    """The body of an answer up to a limit of time and size, with blank nodes named as they should be."""

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        response: http.client.HTTPResponse,
        endpoint: str,
        seconds: float,
        most: int,
    ) -> None:
        self._connection = connection
        self._response = response
        self._endpoint = endpoint
        self._deadline = time.monotonic() + seconds
        self._left = most
        self._held = b""
        self._is_virtuoso = response.headers.get("Server", "").startswith("Virtuoso")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._held:
            self._held = self._piece()
        taken = min(len(buffer), len(self._held))
        buffer[:taken] = self._held[:taken]
        self._held = self._held[taken:]
        return taken

    def _piece(self) -> bytes:
        try:
            piece = self._response.read1(_PIECE)
            if self._is_virtuoso and piece:  # whole lines, for it writes a value a line
                piece += self._response.readline()
        except (OSError, http.client.HTTPException) as error:
            raise UnreachableError(f"{self._endpoint} broke off its answer: {type(error).__name__}.") from None
        if not piece:
            self._connection.close()
            if self._response.length:
                raise UnreachableError(f"{self._endpoint} broke off its answer.")
        if time.monotonic() > self._deadline:
            raise UnreachableError(f"{self._endpoint} took too long over its answer.")
        self._left -= len(piece)
        if self._left < 0:
            raise RemoteError(f"{self._endpoint} answers with more than it may. Ask for less, with LIMIT.")
        return piece.replace(b"<bnode>nodeID://", b"<bnode>") if self._is_virtuoso else piece


def _letter(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else ""


class Elsewhere(Embedded):
    """The graph of a publication whose queries are answered somewhere else. Its store here serves what is made once
    of a version: search index and lists."""

    is_near = False

    def __init__(self, path: Path, endpoint: str, base: str, content: str, most_bytes: int) -> None:
        """The publication with the store at `path`, whose content is `content` (see `kg.store.journal`)."""
        super().__init__(path)
        self._endpoint = endpoint
        self._base = base
        self._content = content
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._known: tuple[float, Place, str | None] | None = None
        self._failed: tuple[float, str] | None = None

    @property
    def place(self) -> Place:
        """Where queries go, as the server's notes have it."""
        return self._looked()[1]

    @property
    def trouble(self) -> str | None:
        """Why answers may be of another version than this one; None where they are of this one, as far as is known."""
        return self._looked()[2]

    def rows(self, text: str) -> Rows:
        """See `Embedded.rows`. All of them have come when this returns."""
        return self.rows_at(self.place, text)

    def rows_at(self, place: Place, text: str) -> Rows:
        """The same from a place that is known already."""
        failed = self._failed
        if failed and time.monotonic() < failed[0]:
            raise UnreachableError(failed[1])
        try:
            found = answer(place, text, self._base, _READ_SECONDS, self._most_bytes)
            if not isinstance(found, ox.QuerySolutions):
                raise QueryError("This takes a SELECT query.")
            with parsing(place.endpoint):
                return Rows([v.value for v in found.variables], list(found))
        except UnreachableError as error:
            self._failed = (time.monotonic() + _TRUST_SECONDS, str(error))
            raise

    def _looked(self) -> tuple[float, Place, str | None]:
        """What the server notes about the publication, asked every few seconds."""
        with self._lock:
            if self._known is None or time.monotonic() > self._known[0]:
                try:
                    self._known = self._asked_anew()
                except UnreachableError:
                    if self._known is None:
                        raise
            return self._known

    def _asked_anew(self) -> tuple[float, Place, str | None]:
        notes = journal.heading(_Reader(self, Place(self._endpoint)), self._base)
        trouble = None
        if notes.exists and notes.version != self._content:
            trouble = f"{self._endpoint} holds another version, or is being written: see kg push."
        place = Place(self._endpoint, notes.union, self._takes_timeout())
        return time.monotonic() + _TRUST_SECONDS, place, trouble

    def _takes_timeout(self) -> bool:
        connection, response = _asked(self._endpoint, [("query", "ASK {}")], _ROWS, _READ_SECONDS)
        connection.close()
        return response.headers.get("Server", "").startswith("Virtuoso")


class _Reader:
    """Reads the server's notes, for which nothing need be known of it."""

    def __init__(self, graph: Elsewhere, place: Place) -> None:
        self._graph = graph
        self._place = place

    def select(self, text: str) -> list[dict[str, str]]:
        found = self._graph.rows_at(self._place, text)
        return [{n: cast(ox.Literal, row[n]).value for n in found.names} for row in found.solutions]
