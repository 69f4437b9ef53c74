"""Pages read in processes of their own, a bounded number of them at a time.

A page that fails is told as such; a page that kills its process is tried once more, alone, and then left out. The
others go on either way.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import kg
from kg import pages, pipelines
from kg.errors import KgError, ModelError, PageError
from kg.model import Reading

if TYPE_CHECKING:
    from spacy.language import Language

_WAITING_PER_PROCESS = 3
"""Pages handed to each process ahead of time: enough to keep it busy, few enough to bound memory."""


LEFT_OUT = "Reading it ended the process that read it, twice; it is left out."

Read = Callable[[pages.Raw], tuple[Reading, float]]
"""Reads a page: its reading, and the seconds that it took."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page: its reading, or the reason why there is none."""

    raw: pages.Raw
    reading: Reading | None
    seconds: float = 0.0
    reason: str = ""


def reader(model: str | None) -> str:
    """What a reading depends on beside the page: this version and the model, as one line."""
    return f"chancery {kg.__version__}, {pipelines.describe(model)}"


def read_all(raws: Iterable[pages.Raw], read: Read, jobs: int) -> Iterator[Outcome]:
    """Reads pages by `read`, which must be importable by its name, in `jobs` processes; their outcomes as they come.

    Raises:
        ModelError: the model cannot be used, so no page can be read.
    """
    source = iter(raws)
    suspects: list[pages.Raw] = []
    while True:
        yield from _together(source, read, jobs, suspects)
        if not suspects:
            return
        while suspects:
            yield _alone(suspects.pop(0), read)


def _together(source: Iterator[pages.Raw], read: Read, jobs: int, suspects: list[pages.Raw]) -> Iterator[Outcome]:
    """Reads until the source ends or a process dies; then `suspects` holds the pages that were handed out."""
    running: dict[Future[tuple[Reading, float]], pages.Raw] = {}
    with _pool(jobs) as pool:
        while not suspects:
            while len(running) < jobs * _WAITING_PER_PROCESS and (raw := next(source, None)) is not None:
                running[pool.submit(read, raw)] = raw
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                raw = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(raw)
                else:
                    yield _outcome(raw, future)
        suspects.extend(running.values())


def _alone(raw: pages.Raw, read: Read) -> Outcome:
    with _pool(1) as pool:
        future = pool.submit(read, raw)
        wait([future])
    if isinstance(future.exception(), BrokenProcessPool):
        return Outcome(raw, None, reason=LEFT_OUT)
    return _outcome(raw, future)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _outcome(raw: pages.Raw, future: Future[tuple[Reading, float]]) -> Outcome:
    error = future.exception()
    if error is None:
        reading, seconds = future.result()
        return Outcome(raw, reading, seconds)
    return failed(raw, error)


def failed(raw: pages.Raw, error: BaseException) -> Outcome:
    """The outcome of a page that could not be read.

    Raises:
        ModelError: the model cannot be used, which is no fault of the page's.
    """
    if isinstance(error, ModelError):
        raise error
    if isinstance(error, KgError):
        return Outcome(raw, None, reason=str(error))
    return Outcome(raw, None, reason=f"Reading it failed ({type(error).__name__}: {error}); please report this page.")


@cache
def loaded(name: str | None) -> Language:
    """The pipeline of this name, loaded once in each process; see `kg.language.load`."""
    from kg import language  # spaCy takes a second to import, and the process that hands out pages has no need of it

    return language.load(name)


def read_page(raw: pages.Raw, model: str | None) -> tuple[Reading, float]:
    """A page's reading and how many seconds it took, the model's loading left out.

    Raises:
        PageError: there is nothing on the page that can be read.
        ModelError: the model cannot be used.
    """
    from kg import extract

    nlp = loaded(model)
    started = time.perf_counter()
    page = pages.read(raw)
    articles = pages.articles(page)
    if not articles:
        raise PageError("There is no article on this page, only what stands around one.")
    return extract.read(nlp, page, articles), time.perf_counter() - started
