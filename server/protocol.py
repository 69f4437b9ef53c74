"""What a request of the SPARQL 1.1 Protocol asks: its query, its dataset, its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request

from kg.errors import QueryError
from server.errors import RefusedError
from server.settings import Settings

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*\Z")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "This endpoint is read only: a publication is changed by building it again, not by updates."


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the protocol; `query` is None where there is none, `seconds` what the client says it will wait."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    seconds: float | None = None


def asked(request: Request, settings: Settings) -> Asked:
    """Reads a request.

    Raises:
        QueryError: it is not as the protocol wants it.
        RefusedError: it is too long, of another media type, or an update.
    """
    pairs = _pairs(request.query_string, "The address")
    texts = _all(pairs, "query")
    if request.method == "POST":
        if request.mimetype == FORM:
            pairs += _pairs(request.get_data(), "The body")
            texts = _all(pairs, "query")
        elif request.mimetype == DIRECT:
            texts = [*texts, _direct(request)]
        elif request.mimetype == UPDATE:
            raise RefusedError(READ_ONLY, 403)
        else:
            raise RefusedError(f"Send a query as {DIRECT} or {FORM}, not as {request.mimetype or 'nothing'!r}.", 415)
    if _all(pairs, "update"):
        raise RefusedError(READ_ONLY, 403)
    if len(texts) > 1:
        raise QueryError("Send one query at a time.")
    if request.method == "POST" and not texts:
        raise QueryError("There is no query in the request: send one as the parameter 'query'.")
    if texts and len(texts[0]) > settings.query_length:
        status = 413 if request.method == "POST" else 414
        raise RefusedError(f"The query is longer than {settings.query_length:,} characters.", status)
    return Asked(
        texts[0] if texts else None,
        _iris(pairs, "default-graph-uri"),
        _iris(pairs, "named-graph-uri"),
        next(iter(_all(pairs, "format")), None) or None,
        _seconds(pairs),
    )


def _direct(request: Request) -> str:
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower().replace("-", "") != "utf8":
        raise RefusedError(f"Send the query in UTF-8, not in {charset}.", 415)
    try:
        return request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError("The query is not in UTF-8.") from None


def _pairs(encoded: bytes, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise QueryError(f"{what} is not percent-encoded UTF-8.") from None
    except ValueError:
        raise QueryError(f"{what} has too many parameters.") from None


def _all(pairs: list[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _iris(pairs: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    found = tuple(_all(pairs, name))
    for iri in found:
        if not _IRI.match(iri):
            raise QueryError(f"{name} must be an absolute IRI, not {iri[:100]!r}.")
    return found


def _seconds(pairs: list[tuple[str, str]]) -> float | None:
    for value in _all(pairs, "timeout"):
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value) or float(value) == 0:
            raise QueryError(f"timeout must be a number of seconds above zero, not {value[:40]!r}.")
        return float(value)
    return None
