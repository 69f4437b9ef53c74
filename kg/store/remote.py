"""Any SPARQL server somewhere else, asked through SPARQLWrapper."""

from __future__ import annotations

import ast
import re
from http.client import HTTPException
from typing import Protocol
from urllib.error import HTTPError, URLError

from SPARQLWrapper import SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException

import kg
from kg.errors import QueryError, RemoteError

USER_AGENT = f"chancery/{kg.__version__} (SPARQLWrapper)"
LIMIT_BYTES = 256 * 1024 * 1024
"""No more than this is read of one answer."""


def query(endpoint: str, text: str, accept: str, timeout: int = 60) -> bytes:
    """Asks the SPARQL endpoint at the address `endpoint`; its answer as it came, in the media type `accept`.

    Raises:
        QueryError: the server says that the query is wrong.
        RemoteError: it cannot be reached, is too slow, or answers something else.
    """
    wrapper = SPARQLWrapper(endpoint, agent=USER_AGENT)
    wrapper.setQuery(text)
    wrapper.setTimeout(timeout)
    # SPARQLWrapper's own choice of format asks for several media types at once; the caller wants this one.
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", accept)
    try:
        response = wrapper.query().response
        answer: bytes = response.read(LIMIT_BYTES + 1)
        cut = cut_short(response.headers)
    except QueryBadFormed as error:
        raise QueryError(f"{endpoint} says that the query is wrong: {_answer(error)}") from None
    except EndPointNotFound:
        raise RemoteError(f"There is no SPARQL endpoint at {endpoint}.") from None
    except TimeoutError:
        raise RemoteError(f"{endpoint} did not answer within {timeout} seconds.") from None
    except HTTPError as error:
        raise RemoteError(f"{endpoint} answered with status {error.code}: {error.reason}") from None
    except (URLError, HTTPException, OSError, SPARQLWrapperException) as error:
        raise RemoteError(f"{endpoint} cannot be asked: {_reason(error)}") from None
    if len(answer) > LIMIT_BYTES:
        raise RemoteError(f"{endpoint} answers with more than {LIMIT_BYTES >> 20} MB; ask for less with LIMIT.")
    if cut:
        raise RemoteError(f"{endpoint} answers with a part alone: {cut}")
    return answer


class _Headers(Protocol):
    def get(self, name: str, /) -> str | None: ...


def cut_short(headers: _Headers) -> str | None:
    """Why an answer is not whole, where its headers say so; None where it is, as far as they tell.

    Virtuoso sends what it has after a timeout, and as many rows as it sends at most, with status 200 in both cases.
    """
    if rows := headers.get("X-SPARQL-MaxRows"):
        return f"it sends {rows} rows at most. Ask for less with LIMIT, or raise its ResultSetMaxRows."
    if headers.get("X-SQL-State") == "S1TAT":
        return "it took longer than the server lets a query take."
    return None


def _answer(error: Exception) -> str:
    """What the server itself said: SPARQLWrapper puts its bytes, as Python writes them, behind words of its own."""
    said = str(error).partition("Response:")[2].strip()
    body = ast.literal_eval(said).decode("utf-8", "replace") if re.fullmatch(r"b(['\"]).*\1", said, re.DOTALL) else said
    return " ".join(body.split())[:300]


def _reason(error: Exception) -> str:
    """An exception's words on one line."""
    return " ".join(str(error).replace("\\n", " ").split())[:300]
