"""SERVICE for endpoints that are configured: each is asked first, within limits, and what it says takes its place.

The query that is answered then is guarded like any other: it must have no SERVICE left, and the process that answers it
has no network.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from rdflib import Literal, URIRef
from SPARQLWrapper import POST, SPARQLWrapper

import kg
from kg.errors import KgError, QueryError
from kg.store import dialect, nquads, operations
from server import guard
from server.errors import ClientGoneError, RefusedError

ROWS = 10_000
"""Rows that one pattern may have at another endpoint."""
BYTES = 8 << 20
"""Bytes that another endpoint's answer may have."""
_MOST = 4
"""SERVICE patterns that one query may have."""
_PIECE = 1 << 16
_ENDPOINT = re.compile(r"\s*(silent)?\s*<([^<>\"{}|^`\\\x00-\x20]*)>", re.IGNORECASE)
_NAME = re.compile(r"\w+\Z")
_LANGUAGE = re.compile(r"[A-Za-z]+(-[A-Za-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Call:
    """A SERVICE pattern: where it stands in the query, whom it asks, what; silent where a failure is no error."""

    start: int
    end: int
    endpoint: str
    pattern: str
    silent: bool


def resolved(query: str, allowed: tuple[str, ...], base: str, seconds: float, gone: Callable[[], bool]) -> str:
    """A query with the answers of the endpoints that it asks in the place of its SERVICE patterns.

    Raises:
        QueryError: it cannot be read well enough to be sure whom it asks.
        RefusedError: it asks an endpoint that is not allowed, or one that fails.
        ClientGoneError: whom the answer is for has left.
    """
    calls = list(_calls(query)) if guard.mentions_service(query) else []
    if not calls:
        return query
    if guard.has_escapes(query):
        raise QueryError(guard.UNSURE)
    for call in calls:
        if call.endpoint not in allowed or guard.asks_others(call.pattern):
            raise QueryError(f"{guard.REFUSAL} But SERVICE may ask {', '.join(allowed)}.")
    if len(calls) > _MOST:
        raise QueryError(f"A query may have {_MOST} SERVICE patterns, not {len(calls)}.")
    deadline = time.monotonic() + seconds
    prologue = f"BASE <{base}>\n{query[: operations.prologue_end(query)]}\n"
    made, done = [], 0
    for call in calls:
        if gone():
            raise ClientGoneError
        made += [query[done : call.start], _answer(call, prologue, deadline)]
        done = call.end
    return "".join([*made, query[done:]])


def _calls(query: str) -> Iterator[Call]:
    """The SERVICE patterns that are not within another one."""
    code, end = dialect.masked(query), 0
    for found in guard.KEYWORD.finditer(code):
        if found.start() < end:
            continue
        endpoint = _ENDPOINT.match(dialect.without_comments(query), found.end())
        opens = code.find("{", found.end())
        if endpoint is None or opens < 0 or code[endpoint.end() : opens].strip():
            raise QueryError("SERVICE takes the address of an endpoint between < and >, and a pattern.")
        end, depth = opens + 1, 1
        while depth and end < len(code):
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            end += 1
        yield Call(found.start(), end, endpoint[2], query[opens:end], endpoint[1] is not None)


def _answer(call: Call, prologue: str, deadline: float) -> str:
    """What an endpoint answers, as a group pattern."""
    try:
        return _as_values(_ask(call.endpoint, f"{prologue}SELECT * WHERE {call.pattern}", deadline))
    except RefusedError:
        if call.silent:
            return "{}"
        raise


class _NoRedirect(HTTPRedirectHandler):
    """Another address than the configured one is not asked."""

    def redirect_request(self, *_given: object) -> Request | None:
        """None: the redirect is the answer, and an error."""
        return None


class _Endpoint(SPARQLWrapper):
    """An endpoint that is asked within a time, and at its own address alone: SPARQLWrapper itself follows redirects."""

    def __init__(self, address: str, query: str, seconds: float) -> None:
        super().__init__(address, agent=f"chancery/{kg.__version__} (SPARQLWrapper)")
        self._seconds = seconds
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self.addCustomHttpHeader("Accept", "application/sparql-results+json")
        self.setQuery(query)

    def _query(self) -> tuple[Any, str]:
        opener = build_opener(_NoRedirect, ProxyHandler())
        return opener.open(self._createRequest(), timeout=self._seconds), self.returnFormat


def _ask(endpoint: str, query: str, deadline: float) -> bytes:
    try:
        with _Endpoint(endpoint, query, _left(deadline, endpoint)).query().response as response:
            return _read(response, deadline, endpoint)
    except HTTPError as error:
        with error:
            raise RefusedError(f"{endpoint} answered with status {error.code}.", 502) from None
    except TimeoutError:
        raise RefusedError(f"{endpoint} did not answer in time.", 504) from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise RefusedError(f"{endpoint} did not answer in time.", 504) from None
        raise RefusedError(f"{endpoint} cannot be asked.", 502) from None


def _read(response: Any, deadline: float, endpoint: str) -> bytes:
    found = bytearray()
    while piece := response.read1(_PIECE):
        found += piece
        if len(found) > BYTES:
            raise RefusedError(f"{endpoint} answers with more than {BYTES >> 20} MB. Narrow the SERVICE pattern.", 502)
        _left(deadline, endpoint)
    return bytes(found)


def _left(deadline: float, endpoint: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise RefusedError(f"{endpoint} did not answer in time.", 504)
    return left


def _as_values(answer: bytes) -> str:
    """A table in SPARQL's JSON as inline data.

    Blank nodes of another endpoint, which inline data cannot hold, get IRIs of their own.
    """
    try:
        found = json.loads(answer)
        names, rows = found["head"]["vars"], found["results"]["bindings"]
        if len(rows) > ROWS:
            raise RefusedError(f"A SERVICE pattern has more than {ROWS:,} rows. Narrow it.", 502)
        if not all(_NAME.match(name) for name in names):
            raise ValueError("a variable has no proper name")
        lines = [f"({' '.join(_term(row[n]) if n in row else 'UNDEF' for n in names)})" for row in rows]
    except (ValueError, KeyError, TypeError, KgError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(
            f"An endpoint asked by SERVICE answers with something else than a table: {error}", 502
        ) from None
    return f"{{ VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(lines)} }} }}"


def _term(term: dict[str, str]) -> str:
    value = term["value"]
    match term["type"]:
        case "uri":
            return nquads.term(URIRef(value))
        case "bnode":
            return nquads.term(URIRef("urn:bnode:" + value.encode("utf-8").hex()))
        case "literal" | "typed-literal":
            language = term.get("xml:lang")
            if language and not _LANGUAGE.match(language):
                raise ValueError("a language has no proper tag")
            datatype = None if language else term.get("datatype")
            return nquads.term(Literal(value, lang=language, datatype=datatype and URIRef(datatype), normalize=False))
        case other:
            raise ValueError(f"a term of the type {other!r}")
