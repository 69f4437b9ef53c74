"""What can go wrong, each with the sentence that a user reads.

Every error that Chancery raises on purpose is a `KgError`; its message says what is wrong and what to do.
`exit_status` is what the command line ends with.
"""

from __future__ import annotations

from typing import ClassVar


class KgError(Exception):
    """An error with a sentence for the user."""

    exit_status: ClassVar[int] = 2


class InputError(KgError):
    """The command line, or a file that it names, is wrong."""


class PageError(KgError):
    """One page cannot be read; the others go on."""

    exit_status: ClassVar[int] = 1


class ModelError(KgError):
    """The language model is missing or cannot do what the extraction needs."""


class PublicationError(KgError):
    """A publication is missing, broken, or busy with another build."""


class QueryError(KgError):
    """A query is wrong, unknown, or not allowed.

    `line` and `column` count from 1, and are None where the place is not known.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class RemoteError(KgError):
    """A SPARQL server somewhere else did not answer as it should."""

    exit_status: ClassVar[int] = 1


class UnreachableError(RemoteError):
    """It is not there, or too slow; it may answer later."""


class CheckError(KgError):
    """A check could not be run (not: it ran and found something)."""
