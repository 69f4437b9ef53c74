"""Queries in processes of their own, which are killed when a query takes too long or its client has left."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import Any

from kg.errors import PublicationError, QueryError, RemoteError, UnreachableError
from server.errors import BusyError, CutOffError, RefusedError
from server.fair import GLANCE, SHORT, FairQueue, Place
from server.processes import Nursery, Worker
from server.settings import Settings

_WAITING = 5
"""So many seconds of waiting count as one of work."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a query process is asked.

    Attributes:
        store: the folder of the embedded store.
        place: where the query goes instead, the parts of a `kg.store.elsewhere.Place`; None for the embedded store.
        query: the text.
        results, graphs: names of the formats for a table or a boolean, and for triples; None where none will do.
        display: above zero, the answer's first so many rows as one JSON object, for a page.
        default_graphs, named_graphs: the dataset, where the protocol's parameters set one.
        base: what relative IRIs of the query are relative to.
        prefixes: prefixes for the formats that have them.
        rows, bytes, seconds: the limits.
    """

    store: str
    query: str
    results: str | None
    graphs: str | None
    display: int
    rows: int
    bytes: int
    seconds: float
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    prefixes: dict[str, str] = field(default_factory=dict)
    place: dict[str, Any] | None = None


_PARTS = tuple(part.name for part in fields(Job))


class Answer:
    """An answer on its way. `close` must be called, also when it has been read to the end.

    Attributes:
        head: what the process says about it: `format`, and whether it is a `graph`.
    """

    def __init__(self, head: dict[str, Any], pieces: Iterator[bytes]) -> None:
        self.head = head
        self._pieces = pieces
        self._first: list[bytes] = []

    def begin(self, most: int, seconds: float) -> bool:
        """Reads ahead, to see whether it ends within so many bytes and seconds: then it is whole."""
        since, size = time.monotonic(), 0
        for piece in self._pieces:
            self._first.append(piece)
            size += len(piece)
            if size > most or time.monotonic() - since > seconds:
                return False
        return True

    def __iter__(self) -> Iterator[bytes]:
        yield from chain(self._first, self._pieces)
        self._first.clear()

    def whole(self) -> bytes:
        """All of it, or what has not been iterated over."""
        return b"".join(chain(self._first, self._pieces))

    def close(self) -> None:
        """Frees the process; ends it if the answer was not read to the end."""
        close = getattr(self._pieces, "close", None)
        if close is not None:
            close()


class Pool:
    """The query processes and the queue before them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.queue = FairQueue(settings.workers, settings.queue, settings.per_client, settings.aside)
        self._nursery = Nursery(online=settings.store is not None)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._closed = False
        self._store: str | None = None
        self.ended = 0

    def warm(self, store: str | None = None) -> None:
        """Starts the processes before the first query comes; they open a store, if one is named."""
        self._store = store
        started = [self._worker() for _ in range(self._settings.workers)]
        with self._lock:
            self._idle.extend(started)

    def ask(self, job: Job, client: str, gone: Callable[[], bool]) -> Answer:
        """An answer whose first piece is there: it will not be refused any more, but may be cut off.

        Raises:
            QueryError: the query is wrong or not allowed.
            RefusedError: it takes too long, or its answer is too large; `BusyError` where it may work later.
            ClientGoneError: whom the answer is for has left.
        """
        pieces = self._answering(job, client, gone)
        head = json.loads(next(pieces))
        return Answer(head, pieces)

    def _answering(self, job: Job, client: str, gone: Callable[[], bool]) -> Iterator[bytes]:
        """First the head; then, once the first piece of the body is there, the body."""
        deadline = time.monotonic() + job.seconds
        with self.queue.place(client, deadline, gone) as place:
            worker = self._started(job)
            whole = False
            try:
                yield from self._body(worker, job, deadline, self._watch(place, worker, gone))
                whole = True
            except (QueryError, PublicationError, RemoteError, _TooLargeError) as error:
                whole = True
                raise error if not isinstance(error, _TooLargeError) else self._too_large(job) from None
            finally:
                self._back(worker, whole)
                if not whole:
                    self.queue.note(client)

    def _watch(self, place: Place, worker: Worker, gone: Callable[[], bool]) -> Callable[[], bool]:
        """Whether the client has left, looked at while its query runs; so is whether it has worked for long."""
        before, since = worker.worked(), time.monotonic()
        looked = since

        def look() -> bool:
            nonlocal looked
            if time.monotonic() - looked < GLANCE / 2:
                return False
            looked = time.monotonic()
            waited = looked - since
            now = worker.worked()
            # a query that waits, for its turn or for another server, has not worked; in the end that is long as well
            worked = waited if now is None or before is None else max(now - before, waited / _WAITING)
            self.queue.look(place, worked)
            if place.is_taken:
                raise _TakenError
            if place.is_aside and worked > SHORT and not worker.is_low:
                worker.lower()
                self._fill()
            return gone()

        return look

    def _body(self, worker: Worker, job: Job, deadline: float, gone: Callable[[], bool]) -> Iterator[bytes]:
        held, begun = b"", False
        while True:
            try:
                gone()
                kind, content = worker.frame(deadline, gone)
            except (TimeoutError, EOFError, _TakenError) as error:
                if begun:
                    raise CutOffError from None
                raise _ended(error, job) from None
            if kind == b"X":
                if begun:
                    raise CutOffError
                raise _problem(json.loads(content))
            if kind == b"H":
                held = content
                continue
            if not begun:
                begun = True
                yield held
            if kind == b"E":
                return
            yield content

    def _too_large(self, job: Job) -> RefusedError:
        return RefusedError(
            f"The answer has more than {job.rows:,} rows or {job.bytes >> 20:,} MB. Ask for less, with LIMIT.", 422
        )

    def _started(self, job: Job) -> Worker:
        self._store = job.store
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            try:
                worker = worker or self._worker()
            except OSError as error:
                raise BusyError(f"No process can be started for the query just now ({error}).") from None
            try:
                worker.send({name: getattr(job, name) for name in _PARTS})
            except BrokenPipeError:
                worker.kill()
                continue
            return worker

    def _worker(self) -> Worker:
        """A process that opens the store which was asked last, before it is asked itself."""
        store = None if self._settings.store else self._store
        return self._nursery.worker(str(self._settings.memory), *filter(None, [store]))

    def _back(self, worker: Worker, whole: bool) -> None:
        self.ended += not whole
        if whole and not worker.is_low:  # what is low once stays low: nobody but root may raise it again
            with self._lock:
                if not self._closed and len(self._idle) < self._settings.workers:
                    self._idle.append(worker)
                    return
        worker.kill()
        self._fill()

    def _fill(self) -> None:
        """Starts a process where none is left for the next query, so that it need not wait for one to start."""
        with self._lock:
            if not self._closed and not self._idle:
                with suppress(OSError):  # then the next query says so, if it is still so
                    self._idle.append(self._worker())

    def close(self) -> None:
        """Ends the processes."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()
        self._nursery.close()


class _TakenError(Exception):
    """Another query needs the place of this one."""


class _TooLargeError(Exception):
    """A process says that an answer is too large."""


def _ended(error: Exception, job: Job) -> BusyError:
    if isinstance(error, _TakenError):
        return BusyError("The query took long, and others waited for its place. Ask again when there is less to do.")
    if isinstance(error, TimeoutError):
        return BusyError(f"The query took longer than the {job.seconds:.3g} seconds that it may take.")
    return BusyError("The query needed more memory, or is nested deeper, than a query may.")


def _problem(found: dict[str, Any]) -> Exception:
    match found["kind"]:
        case "query" if found["message"].startswith("NOT ACCEPTABLE"):
            return NotAcceptableError(found["message"].endswith("graph"))
        case "query":
            return QueryError(found["message"], found["line"], found["column"])
        case "large":
            return _TooLargeError()
        case "memory":
            return BusyError("The query needed more memory than a query may.")
        case "publication":
            return PublicationError(found["message"])
        case "unreachable":
            return UnreachableError(found["message"])
        case "remote":
            return RemoteError(found["message"])
        case _:
            return RefusedError(f"The query cannot be answered: {found['message']}", 503, {"Retry-After": "5"})


class NotAcceptableError(QueryError):
    """The answer comes in no form that the client takes.

    Attributes:
        is_graph: whether the answer is a graph, else a table or a boolean.
    """

    def __init__(self, is_graph: bool) -> None:
        super().__init__("The answer comes in no form that you accept.")
        self.is_graph = is_graph
