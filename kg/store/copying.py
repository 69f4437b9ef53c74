"""Writes large files without filling the system's memory with them.

What is written a version at a time is put on disk step by step, and not kept in the cache: else a copy of gigabytes
takes the place of what programs read there, and as long as it takes to find room.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Final

_STEP: Final = 1 << 25
_AT_ONCE: Final = 1 << 20


class Sink:
    """Takes bytes for a new file."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.size = 0
        self._settled = 0

    def write(self, part: bytes | memoryview) -> None:
        """Writes some bytes."""
        self._out.write(part)
        self.size += len(part)
        if self.size - self._settled >= _STEP:
            self._settle()

    def _settle(self) -> None:
        # where the system knows no such advice its cache does as it always does
        if hasattr(os, "posix_fadvise"):
            self._out.flush()
            os.fdatasync(self._out.fileno())
            os.posix_fadvise(self._out.fileno(), self._settled, self.size - self._settled, os.POSIX_FADV_DONTNEED)
        self._settled = self.size


def copy(source: Path, target: Path) -> None:
    """Copies a file to where there is none yet.

    Raises:
        FileExistsError: there is one.
    """
    part = memoryview(bytearray(_AT_ONCE))
    with source.open("rb", buffering=0) as old, target.open("xb", buffering=0) as new:
        sink = Sink(new)
        while length := old.readinto(part):
            sink.write(part[:length])
