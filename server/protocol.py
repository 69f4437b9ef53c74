"""What a request of the SPARQL 1.1 Protocol asks: its query or its update, its dataset, its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from flask import Request

from kg.errors import QueryError
from server.errors import RefusedError
from server.reads import is_iri
from server.settings import Settings

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_MOST_PARAMETERS = 1000
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "This endpoint is read only: a publication is changed by building it again, not by updates."
ELSEWHERE = "Send updates to /update, with the token."
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for an answer; `query` is None where there is none, `seconds` what the client says it will wait."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class AskedUpdate:
    """A request for a change; the graphs are those that its patterns are matched with."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def asked(request: Request, settings: Settings) -> Asked:
    """Reads a request for an answer.

    Raises:
        QueryError: it is not as the protocol wants it.
        RefusedError: it is too long, of another media type, or an update.
    """
    pairs = parameters(request)
    texts = _all(pairs, "query")
    if request.method == "POST":
        if (request.content_length or 0) > settings.body:
            raise RefusedError(f"The request is longer than {settings.body:,} bytes.", 413)
        if request.mimetype == UPDATE:
            raise RefusedError(ELSEWHERE if settings.token else READ_ONLY, 403)
        pairs, texts = _posted(request, pairs, "query", DIRECT)
    if _all(pairs, "update"):
        raise RefusedError(ELSEWHERE if settings.token else READ_ONLY, 403)
    if len(texts) > 1:
        raise QueryError("Send one query at a time.")
    if texts and not texts[0].strip():
        raise QueryError("The query is empty.", 1, 1)
    if request.method == "POST" and not texts:
        raise QueryError("There is no query in the request: send one as the parameter 'query'.")
    if texts and len(texts[0]) > settings.query_length:
        status = 413 if request.method == "POST" else 414
        raise RefusedError(f"The query is longer than {settings.query_length:,} characters.", status)
    return Asked(
        texts[0] if texts else None,
        _iris(pairs, "default-graph-uri"),
        _iris(pairs, "named-graph-uri"),
        one(pairs, "format") or None,
        _seconds(pairs),
    )


def asked_update(request: Request) -> AskedUpdate:
    """Reads a request for a change, sent by POST.

    Raises:
        QueryError: it is not as the protocol wants it.
        RefusedError: it is of another media type.
    """
    pairs, texts = _posted(request, parameters(request), "update", UPDATE)
    if _all(pairs, "query"):
        raise QueryError("Send queries to /sparql, not to /update.")
    if not texts:
        raise QueryError("There is no update in the request: send it as the parameter 'update'.")
    if len(texts) > 1:
        raise QueryError("Send one update at a time, with its operations separated by semicolons.")
    return AskedUpdate(texts[0], _iris(pairs, "using-graph-uri"), _iris(pairs, "using-named-graph-uri"))


def parameters(request: Request) -> Pairs:
    """The parameters of a request's address, as often as they are there.

    Raises:
        QueryError: they are not percent-encoded UTF-8, or too many.
    """
    return _pairs(request.query_string, "The address")


def one(pairs: Pairs, name: str) -> str | None:
    """The value of a parameter that may be there once.

    Raises:
        QueryError: it is there several times.
    """
    found = _all(pairs, name)
    if len(found) > 1:
        raise QueryError(f"Give {name!r} once, not {len(found)} times.")
    return found[0] if found else None


def text_of(request: Request, what: str) -> str:
    """A request's body, which must be UTF-8.

    Raises:
        QueryError, RefusedError: it is not.
    """
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower().replace("-", "") != "utf8":
        raise RefusedError(f"Send {what} in UTF-8, not in {charset[:40]}.", 415)
    return utf8(request.get_data(), what)


def utf8(data: bytes, what: str) -> str:
    """Bytes as text; a byte order mark before it is no part of it.

    Raises:
        QueryError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{what[0].upper()}{what[1:]} is not in UTF-8 (byte {error.start + 1}).") from None


def _posted(request: Request, pairs: Pairs, name: str, direct: str) -> tuple[Pairs, list[str]]:
    """All parameters of a request by POST, and the queries or updates in it."""
    if request.mimetype == FORM:
        pairs = pairs + _pairs(request.get_data(), "The body")
        return pairs, _all(pairs, name)
    if request.mimetype == direct:
        return pairs, [*_all(pairs, name), text_of(request, f"the {name}")]
    given = request.mimetype[:80] or "nothing"
    raise RefusedError(f"Send the {name} as {direct} or {FORM}, not as {given!r}.", 415)


def _pairs(encoded: bytes, what: str) -> Pairs:
    if broken := _BROKEN_ESCAPE.search(encoded):
        raise QueryError(f"{what} is not percent-encoded: two hexadecimal digits must follow %, write %25 for % itself "
                         f"(byte {broken.start() + 1}).")  # fmt: skip
    if encoded.count(b"&") >= _MOST_PARAMETERS:
        raise QueryError(f"{what} has too many parameters.")
    pairs: Pairs = []
    for part in filter(None, encoded.split(b"&")):
        name, _, value = (unquote_to_bytes(piece.replace(b"+", b" ")) for piece in part.partition(b"="))
        try:
            pairs.append((name.decode("utf-8"), value.decode("utf-8-sig")))
        except UnicodeDecodeError:
            raise QueryError(f"{what} is not percent-encoded UTF-8.") from None
    return pairs


def _all(pairs: Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _iris(pairs: Pairs, name: str) -> tuple[str, ...]:
    found = tuple(_all(pairs, name))
    for iri in found:
        if not is_iri(iri):
            raise QueryError(f"{name} must be an absolute IRI, not {iri[:100]!r}.")
    return found


def _seconds(pairs: Pairs) -> float | None:
    value = one(pairs, "timeout")
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value) or float(value) == 0:
        raise QueryError(f"timeout must be a number of seconds above zero, not {value[:40]!r}.")
    return float(value)
