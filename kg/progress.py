"""How a long command shows that it goes on: a bar on a terminal, plain lines elsewhere, nothing when quiet.

Both tell how many pages are done, how many failed so far, and how long the rest will take if it goes on like this.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class Reporter(Protocol):
    """Is told how a command goes on."""

    def expect(self, pages: int) -> None:
        """So many pages are to come."""

    def page(self, name: str, failed: bool) -> None:
        """A page has been read, or has failed."""

    def step(self, words: str) -> None:
        """The next step begins."""


class _Quiet:
    def expect(self, pages: int) -> None:
        """Says nothing."""

    def page(self, name: str, failed: bool) -> None:
        """Says nothing."""

    def step(self, words: str) -> None:
        """Says nothing."""


QUIET: Reporter = _Quiet()
"""Says nothing."""


class _Lines:
    """A line for each step and every hundredth page: a log stays short."""

    def __init__(self) -> None:
        self._pages = self._failed = self._expected = 0
        self._begun = time.monotonic()

    def expect(self, pages: int) -> None:
        """Remembers."""
        self._expected = pages
        self._begun = time.monotonic()

    def page(self, name: str, failed: bool) -> None:
        """Counts."""
        self._pages += 1
        self._failed += failed
        if self._pages % 100 == 0:
            self.step(_told(self._pages, self._failed, self._expected, time.monotonic() - self._begun))

    def step(self, words: str) -> None:
        """Writes a line."""
        print(words, file=sys.stderr, flush=True)  # noqa: T201 - this is what a reporter is for


def _told(pages: int, failed: int, expected: int, seconds: float) -> str:
    """How far reading has come: "300 of 1,000 pages read, 2 failed, about 0:04:40 to go"."""
    words = [f"{pages:,} of {expected:,} pages read" if expected else f"{pages:,} pages read"]
    if failed:
        words.append(f"{failed:,} failed")
    if expected > pages:
        words.append(f"about {timedelta(seconds=round(seconds / pages * (expected - pages)))} to go")
    return ", ".join(words)


class _Bar:
    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Reading", total=None)
        self._failed = 0

    def expect(self, pages: int) -> None:
        """Says where the bar ends."""
        self._bar.update(self._task, total=pages)

    def page(self, name: str, failed: bool) -> None:
        """Moves the bar."""
        self._failed += failed
        words = f"Reading ({self._failed:,} failed)" if failed else None
        self._bar.update(self._task, advance=1, description=words)

    def step(self, words: str) -> None:
        """Changes the words beside the bar."""
        self._bar.update(self._task, description=words)


@contextmanager
def reporter(quiet: bool) -> Iterator[Reporter]:
    """The reporter that fits where the command runs."""
    console = Console(stderr=True)
    if quiet:
        yield QUIET
    elif not console.is_terminal:
        yield _Lines()
    else:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
            yield _Bar(bar)
