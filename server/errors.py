"""What the server refuses, and how it says so: plain text for a program, a page for a browser."""

from __future__ import annotations

import logging
import re

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import KgError, PublicationError, QueryError, RemoteError, UnreachableError
from server import index
from server.negotiation import wants_page
from server.snapshot import snapshot

log = logging.getLogger(__name__)
_WORDS = re.compile(r"[\W_]+")


class RefusedError(KgError):
    """A request that is answered with a status of its own.

    Attributes:
        status: the HTTP status.
        headers: more headers of the answer.
    """

    def __init__(self, message: str, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


class BusyError(RefusedError):
    """Not now; again in some seconds."""

    def __init__(self, message: str, status: int = 503, retry_after: int = 5) -> None:
        super().__init__(message, status, {"Retry-After": str(retry_after)})


class ClientGoneError(Exception):
    """Whom the answer was for has closed the connection."""


class CutOffError(Exception):
    """An answer that has begun cannot be finished.

    Once its first byte has been sent, the connection must break, so that it does not look whole.
    """


TITLES = {
    400: "That does not work like this",
    401: "Who are you?",
    403: "Not allowed here",
    404: "Nothing is here",
    405: "Not in this way",
    406: "Not in that form",
    410: "Gone",
    412: "It has changed meanwhile",
    413: "Too much",
    414: "Too long",
    415: "Not in that form",
    422: "The answer is too large",
    429: "One at a time, please",
    500: "Something broke",
    502: "Another server failed",
    504: "Another server was too slow",
    503: "Too slow, or too busy",
}


def answer(message: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """An error as its reader can take it."""
    if wants_page(request.accept_mimetypes):
        words = _WORDS.sub(" ", request.path.rsplit("/", 1)[-1].partition("_")[0])[:100].strip()
        title, near = TITLES.get(status, "Error"), _near(words) if status == 404 else ()
        page = render_template("error.html", title=title, message=message, status=status, words=words, near=near)
        response = make_response(page, status)
    else:
        response = make_response(f"{message}\n", status)
        response.mimetype = "text/plain"
    response.headers.update(headers or {})
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-store"
    return response


def _near(words: str) -> tuple[index.Hit, ...]:
    """What an address that leads nowhere may have meant."""
    try:
        return index.opened(snapshot()).find(index.Wanted(words), 6).hits
    except KgError:
        return ()


def _refused(error: KgError) -> Response:
    if isinstance(error, RefusedError):
        return answer(str(error), error.status, error.headers)
    if isinstance(error, QueryError):
        at = f" (line {error.line}, column {error.column})" if error.line else ""
        return answer(f"{error}{at}", 400)
    if isinstance(error, PublicationError):
        log.error("%s", error)
        return answer("The publication cannot be read just now.", 503, {"Retry-After": "5"})
    log.error("%s", error)
    if isinstance(error, UnreachableError):
        return answer("The store does not answer, or not in time.", 503, {"Retry-After": "5"})
    if isinstance(error, RemoteError):
        return answer(f"The store did not answer as it should. {error}", 502)
    return answer("The server could not do this.", 500)


def _http(error: HTTPException) -> Response:
    headers = {
        name: value for name, value in error.get_headers() if name.lower() in ("allow", "location", "retry-after")
    }
    code = error.code or 500
    if 300 <= code < 400:
        return make_response(error.get_response(request.environ))
    return answer(error.description or error.name, code, headers)


def _broken(error: Exception) -> Response:
    if isinstance(error, CutOffError):
        return answer("The query took longer, or needed more, than it may.", 503, {"Retry-After": "5"})
    if isinstance(error, ClientGoneError):
        return make_response("", 499)  # nobody reads it; the log line shows it
    current_app.logger.exception("A request to %s failed", request.path)
    return answer("The server made a mistake. It is in its log.", 500)


def register(app: Flask) -> None:
    """Makes the app answer errors like this."""
    app.register_error_handler(KgError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)
