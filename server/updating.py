"""`/update`, and whatever else changes the graph: by a token, in a process of its own, one at a time."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, request

from kg.errors import QueryError
from kg.publication import current_version
from server import protocol
from server.answering import settings
from server.errors import BusyError, RefusedError
from server.processes import Worker, started
from server.settings import Settings
from server.snapshot import Snapshots, snapshot

log = logging.getLogger(__name__)
updating = Blueprint("updating", __name__)
_PATIENCE = 10.0
"""Seconds that an update waits for the one before it."""
_START = 60.0
"""Seconds that the process may need until it is ready."""


class Updater:
    """Makes updates of a publication, one after the other."""

    def __init__(self, root: Path, given: Settings, snapshots: Snapshots) -> None:
        self._root = root
        self._settings = given
        self._snapshots = snapshots
        self._turn = threading.Lock()
        self._worker: Worker | None = None
        self.made = 0

    def make(self, job: dict[str, Any], known: str | None = None) -> dict[str, Any]:
        """Does a job of `server.update_process`; returns when the server answers from the new version.

        `known` is the version that it is meant for, if it is meant for no other.

        Raises:
            QueryError: the update is wrong; nothing has changed.
            RefusedError: there is another version by now.
            BusyError: it took too long, or another is being made; nothing has changed.
        """
        if not self._turn.acquire(timeout=_PATIENCE):
            raise BusyError("Another update is being made.", 503, 10)
        try:
            before = current_version(self._root)
            if known not in (None, before):
                raise _changed()
            done = self._done(job | {"out": str(self._root), "memory": self._settings.memory})
            self.made += done["version"] != before
            self._snapshots.take_up(done["version"], self._settings.update_timeout)
        finally:
            self._turn.release()
        return done

    def _done(self, job: dict[str, Any]) -> dict[str, Any]:
        before = current_version(self._root)
        worker = self._ready()
        try:
            worker.send(job)
            kind, said = worker.frame(time.monotonic() + self._settings.update_timeout, _never)
        except (TimeoutError, EOFError, BrokenPipeError):
            worker.kill()
            if (now := current_version(self._root)) != before:
                return {"version": now, "added": 0, "removed": 0, "created": False}
            raise BusyError(
                f"The update took more than the {self._settings.update_timeout:g} seconds, or the memory, that it may. "
                "Nothing was changed."
            ) from None
        self._worker = worker
        found: dict[str, Any] = json.loads(said)
        if kind == b"X":
            raise _problem(found)
        return found

    def _ready(self) -> Worker:
        """The process, which is nobody's until it is given back, so that a broken one is never used again."""
        worker, self._worker = self._worker, None
        if worker and not worker.is_running:
            worker.kill()
            worker = None
        if worker is None:
            worker = started("server.update_process")
            try:
                worker.frame(time.monotonic() + _START, _never)
            except (TimeoutError, EOFError):
                worker.kill()
                raise BusyError("The process that makes updates does not start.") from None
        return worker

    def close(self) -> None:
        """Ends the process, if no update is being made: one that has begun ends by itself."""
        if self._worker:
            self._worker.kill()


def _never() -> bool:
    """Whether the client has left does not matter: an update that has begun is made."""
    return False


def _problem(said: dict[str, Any]) -> Exception:
    match said["kind"]:
        case "query":
            return QueryError(said["message"], said["line"], said["column"])
        case "publication":
            return BusyError(said["message"], 503, 30)
        case "memory":
            return BusyError("The update needed more memory than it may. Nothing was changed.")
        case _:
            log.error("An update failed: %s", said["message"])
            return BusyError("The update could not be made; the reason is in the server's log. Nothing was changed.")


def authorise() -> None:
    """Lets a request pass that has the token; without a configured one there is nothing to find here.

    Raises:
        RefusedError: it has no token, or another one; or its body is too long.
    """
    token = settings().token
    if token is None:
        abort(404)
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    same = hmac.compare_digest(_digest(given.strip()), _digest(token))
    if not (same and scheme.lower() == "bearer"):
        raise RefusedError(
            "What changes the graph needs the token: Authorization: Bearer TOKEN.",
            401,
            {"WWW-Authenticate": 'Bearer realm="chancery"'},
        )
    if (request.content_length or 0) > settings().update_body:
        raise RefusedError(f"The request is longer than {settings().update_body:,} bytes.", 413)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def make(job: dict[str, Any], tags: Iterable[str] = ()) -> dict[str, Any]:
    """Does a job, unless If-Match names neither this version nor one of the tags of what the job changes.

    Raises:
        RefusedError: there is another version than the one that the client knows; see `Updater.make` for the others.
    """
    updater, version, wanted = cast(Updater, current_app.extensions["updater"]), snapshot().version, request.if_match
    if not wanted:
        return updater.make(job)
    if not any(tag in wanted for tag in (version, *tags)):
        raise _changed()
    return updater.make(job, None if wanted.star_tag else version)


def _changed() -> RefusedError:
    return RefusedError("What is here is not, or no longer, what If-Match names. Nothing was changed.", 412)


def marked(response: Response, done: dict[str, Any]) -> Response:
    """The answer to a change, with the version that it made as its tag."""
    response.set_etag(done["version"])
    response.headers["Cache-Control"] = "no-store"
    return response


@updating.route("/update", methods=["GET", "POST"], strict_slashes=False)
def update() -> Response:
    """SPARQL 1.1 Update by POST."""
    authorise()
    if request.method != "POST":
        raise RefusedError("Send an update by POST.", 405, {"Allow": "POST, OPTIONS"})
    found = protocol.asked_update(request)
    done = make(
        {
            "kind": "request",
            "text": found.text,
            "default_graphs": found.default_graphs,
            "named_graphs": found.named_graphs,
        }
    )
    said = f"Version {done['version']}: {done['added']} added, {done['removed']} taken away.\n"
    return marked(Response(said, mimetype="text/plain"), done)
