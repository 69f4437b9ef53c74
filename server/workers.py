"""Queries in processes of their own, which are killed when a query takes too long or its client has left."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import PublicationError, QueryError, RemoteError, UnreachableError
from server.errors import BusyError, ClientGoneError, CutOffError, RefusedError
from server.fair import GLANCE, SHORT, FairQueue, Place
from server.query_process import FRAME
from server.settings import TOKEN_VARIABLE, Settings

_ROOT = Path(__file__).resolve().parent.parent
_READ = 1 << 18
_TICKS = os.sysconf("SC_CLK_TCK")
_WAITING = 5
"""So many seconds of waiting count as one of work."""
_LOW = 10
"""The niceness of a process whose query is long: a tenth of what the others get, where they want all."""


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


def environment() -> dict[str, str]:
    """What a process of the server finds in its environment: where this code lies, and nothing secret."""
    kept = {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}
    return kept | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}


class Worker:
    """A process that is given jobs and answers them in frames; see `server.query_process`."""

    def __init__(self, *module: str) -> None:
        """Starts a module with its arguments."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", *module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs, self._answers = self._process.stdin, self._process.stdout
        self._fd = self._answers.fileno()
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)
        self._held = bytearray()
        self.is_low = False

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def send(self, job: dict[str, Any]) -> None:
        """Gives it a job.

        Raises:
            BrokenPipeError: it has ended.
        """
        content = json.dumps(job).encode()
        left = memoryview(FRAME.pack(b"J", len(content)) + content)
        while left:
            left = left[self._jobs.write(left) or 0 :]

    def frame(self, deadline: float, gone: Callable[[], bool]) -> tuple[bytes, bytes]:
        """The next frame of its answer.

        Raises:
            TimeoutError: the deadline (of `time.monotonic`) passed.
            ClientGoneError: whom the answer is for has left.
            EOFError: the process has ended.
        """
        kind, length = FRAME.unpack(self._exactly(FRAME.size, deadline, gone))
        return kind, self._exactly(length, deadline, gone)

    def _exactly(self, count: int, deadline: float, gone: Callable[[], bool]) -> bytes:
        while len(self._held) < count:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not self._poll.poll(min(GLANCE, left) * 1000):
                if gone():
                    raise ClientGoneError
                continue
            piece = os.read(self._fd, _READ)
            if not piece:
                raise EOFError
            self._held += piece
        found = bytes(self._held[:count])
        del self._held[:count]
        return found

    def worked(self) -> float | None:
        """Seconds of the processor that it has had; None where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_bytes()
        except OSError:
            return None
        user, system = stat.rpartition(b")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS

    def lower(self) -> None:
        """Lets it have what the processor has left, from now on."""
        self.is_low = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOW)

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._jobs.close()
        self._answers.close()


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
        yield from self._first
        self._first.clear()
        yield from self._pieces

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

        def look() -> bool:
            waited = time.monotonic() - since
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
            worker = worker or self._worker()
            try:
                worker.send(asdict(job))
            except BrokenPipeError:
                worker.kill()
                continue
            return worker

    def _worker(self) -> Worker:
        """A process that opens the store which was asked last, before it is asked itself."""
        memory = str(self._settings.memory)
        if self._settings.store:
            return Worker("server.query_process", memory, "online")
        return Worker("server.query_process", memory, "offline", *filter(None, [self._store]))

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
                self._idle.append(self._worker())

    def close(self) -> None:
        """Ends the processes."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()


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
