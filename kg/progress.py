"""How a long command shows that it goes on: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Reporter(Protocol):
    """Is told how a command goes on."""

    def page(self, name: str, failed: bool) -> None:
        """A page has been read, or has failed."""

    def step(self, words: str) -> None:
        """The next step begins."""


class _Quiet:
    def page(self, name: str, failed: bool) -> None:
        """Says nothing."""

    def step(self, words: str) -> None:
        """Says nothing."""


QUIET: Reporter = _Quiet()
"""Says nothing."""


class _Lines:
    """A line for each step and every hundredth page: a log stays short."""

    def __init__(self) -> None:
        self._pages = 0

    def page(self, name: str, failed: bool) -> None:
        """Counts."""
        self._pages += 1
        if self._pages % 100 == 0:
            self.step(f"{self._pages} pages read")

    def step(self, words: str) -> None:
        """Writes a line."""
        print(words, file=sys.stderr, flush=True)  # noqa: T201 - this is what a reporter is for


class _Bar:
    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Reading", total=None)

    def page(self, name: str, failed: bool) -> None:
        """Moves the bar."""
        self._bar.update(self._task, advance=1)

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
        with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
            yield _Bar(bar)
