"""Pages read on many machines: a Dask cluster takes the place of the processes of one.

A worker that dies has its pages read again by another. A page that ends the workers that read it is tried once more,
alone, and then left out; `pip install chancery[scale]` brings what this needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING

from kg.errors import InputError, ModelError, RemoteError
from kg.pages import Raw
from kg.reading import LEFT_OUT, Outcome, Read, failed

if TYPE_CHECKING:
    from distributed import Client, Future, Scheduler

PAGES_PER_CHUNK = 8
_WAITING_PER_THREAD = 2
"""Chunks handed to each thread of the cluster ahead of time: enough to keep it busy, few enough to bound memory."""
_STRIKES = 1
"""Workers, beside the first, that may die of a chunk before its pages are tried alone."""
_CONNECT = 10
"""Seconds."""
_one_at_a_time = Lock()

Describe = Callable[[], str]
"""Tells what a reading depends on beside the page, where it is called: see `kg.reading.reader`."""


def read_all(raws: Iterable[Raw], read: Read, address: str, describe: Describe) -> Iterator[Outcome]:
    """Reads pages by `read` on the cluster whose scheduler is at `address`; their outcomes as they come.

    `read` and `describe` must be importable by their names on the workers.

    Raises:
        InputError: there is no cluster, it has no workers, or they hold another version than this machine.
        ModelError: the model cannot be used there, so no page can be read.
        RemoteError: the scheduler went away.
    """
    with _connected(address) as client:
        _same_everywhere(client, describe)
        before = client.run_on_scheduler(_allow, strikes=_STRIKES)
        try:
            source = iter(raws)
            suspects: list[Raw] = []
            yield from _together(client, iter(lambda: tuple(islice(source, PAGES_PER_CHUNK)), ()), read, suspects)
            for raw in suspects:
                yield from _alone(client, raw, read)
        finally:
            client.run_on_scheduler(_allow, strikes=before)


def _together(client: Client, chunks: Iterator[tuple[Raw, ...]], read: Read, suspects: list[Raw]) -> Iterator[Outcome]:
    """The outcomes of chunks as they come; `suspects` gets the pages of those that workers died of."""
    from distributed import as_completed

    running: dict[Future, tuple[Raw, ...]] = {}
    done = as_completed(loop=client.loop, raise_errors=False)
    most = _WAITING_PER_THREAD * max(1, sum(client.nthreads().values()))

    def fill() -> None:
        for chunk in islice(chunks, most - len(running)):
            future = client.submit(read_chunk, chunk, read, pure=False)
            running[future] = chunk
            done.add(future)

    fill()
    while running:
        future = next(done)
        chunk = running.pop(future)
        found = _result(future)
        future.release()
        if found is None:
            suspects.extend(chunk)
        else:
            yield from _outcomes(chunk, found)
        fill()


def _alone(client: Client, raw: Raw, read: Read) -> Iterator[Outcome]:
    found = _result(client.submit(read_chunk, (raw,), read, pure=False))
    if found is None:
        yield Outcome(raw, None, reason=LEFT_OUT)
    else:
        yield from _outcomes((raw,), found)


def _result(future: Future) -> list[Outcome] | None:
    """What a worker made of a chunk; None where workers died of it.

    Raises:
        ModelError: the model cannot be used there.
        RemoteError: the scheduler is gone.
    """
    from distributed import CancelledError, KilledWorker
    from distributed.comm import CommClosedError

    try:
        found: list[Outcome] = future.result()
    except KilledWorker:
        return None
    except (CancelledError, CommClosedError, TimeoutError) as error:
        raise RemoteError(
            f"The cluster went away ({type(error).__name__}). What was read is kept: build again, and it goes on."
        ) from None
    return found


def _outcomes(chunk: tuple[Raw, ...], found: list[Outcome]) -> Iterator[Outcome]:
    """With the pages that they are of, which do not travel back."""
    for raw, outcome in zip(chunk, found, strict=True):
        yield Outcome(raw, outcome.reading, outcome.seconds, outcome.reason)


def read_chunk(chunk: tuple[Raw, ...], read: Read) -> list[Outcome]:
    """The outcomes of some pages, without the pages; runs on a worker, one chunk at a time in each process.

    Raises:
        ModelError: the model cannot be used.
    """
    with _one_at_a_time:  # the model is shared by the threads of a worker
        return [_outcome(raw, read) for raw in chunk]


def _outcome(raw: Raw, read: Read) -> Outcome:
    nothing = Raw(raw.name, raw.origin, b"", raw.kind, raw.sha256)
    try:
        reading, seconds = read(raw)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with a page is told as that page's failure
        return failed(nothing, error)
    return Outcome(nothing, reading, seconds)


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise InputError("--scheduler needs Dask: pip install 'chancery[scale]'") from None
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"There is no Dask scheduler at {address} ({error}). Start one with: dask scheduler, and workers with: "
            f"dask worker {address}"
        ) from None
    if not client.nthreads():
        client.close()
        raise InputError(f"The Dask scheduler at {address} has no workers. Start some with: dask worker {address}")
    return client


def _same_everywhere(client: Client, describe: Describe) -> None:
    """What the workers would read is what this machine would.

    Raises:
        InputError: it is not.
    """
    here = describe()
    try:
        there: Mapping[str, str] = client.run(describe)
    except ModuleNotFoundError as error:
        raise InputError(f"Chancery is not installed on the workers of the cluster ({error}).") from None
    for worker, what in sorted(there.items()):
        if what != here:
            raise InputError(f"The worker {worker} has {what}, and this machine {here}: install the same on both.")


def _allow(strikes: int, dask_scheduler: Scheduler | None = None) -> int:
    """Runs on the scheduler: how many workers may die of a task from now on, and how many might before."""
    assert dask_scheduler is not None  # Dask fills it in
    before = int(dask_scheduler.allowed_failures)
    dask_scheduler.allowed_failures = strikes
    return before
