"""Reads and writes large files past the system's cache.

What is written a version at a time would take the place of what programs read there, and finding room in the cache
takes longer than the copying. A file system that knows no way past its cache is used through it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from mmap import mmap
from pathlib import Path
from typing import Any, Final, Self

_AT_ONCE: Final = 1 << 23
_ALIGNED: Final = 1 << 16
"""Past the cache, reading and writing begin at multiples of a block of the disk, of which this is a multiple."""
_DIRECT: Final = getattr(os, "O_DIRECT", 0)


class _Open:
    """An open file with a buffer, which begins where a page of memory does, as the way past the cache asks for."""

    def __init__(self, path: Path, flags: int) -> None:
        self.name = str(path)
        self._file = _opened(path, flags)
        self._buffer = memoryview(mmap(-1, _AT_ONCE))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        os.close(self._file)

    def _through_cache(self) -> None:
        """Takes the way through the cache from now on."""
        fcntl.fcntl(self._file, fcntl.F_SETFL, fcntl.fcntl(self._file, fcntl.F_GETFL) & ~_DIRECT)

    def _done(self, step: Callable[[], int]) -> int:
        """Reads or writes; through the cache where a file system that was opened for the way past it then refuses."""
        try:
            return step()
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            self._through_cache()
            return step()


class Source(_Open):
    """A file to be read in parts. Closed by `with`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, os.O_RDONLY)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self._file).st_size

    def parts(self, start: int, length: int) -> Iterator[memoryview]:
        """The bytes from a place on, as many as there are up to `length`. Each part is good until the next is asked
        for."""
        end = start + length
        while start < end:
            skipped = start % _ALIGNED
            there = self._done(partial(os.preadv, self._file, [self._buffer], start - skipped))
            part = self._buffer[skipped : min(there, skipped + end - start)]
            if not part:
                return
            yield part
            start += len(part)

    def read(self, start: int, length: int) -> bytes:
        """The bytes from a place on, as many as there are up to `length`."""
        return b"".join(bytes(part) for part in self.parts(start, length))


class Sink(_Open):
    """A new file that takes bytes. Whole once `with` ends.

    Raises:
        FileExistsError: there is one.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        self.size = 0

    def __exit__(self, error: type[BaseException] | None, *_: Any) -> None:
        try:
            if error is None:
                self._through_cache()  # the end is no whole block
                self._put(self.size % _AT_ONCE)
        finally:
            super().__exit__()

    def write(self, part: bytes | memoryview) -> None:
        """Writes some bytes."""
        rest = memoryview(part)
        while rest:
            at = self.size % _AT_ONCE
            taken = min(len(rest), _AT_ONCE - at)
            self._buffer[at : at + taken] = rest[:taken]
            self.size += taken
            rest = rest[taken:]
            if at + taken == _AT_ONCE:
                self._put(_AT_ONCE)

    def _put(self, length: int) -> None:
        done = 0
        while done < length:
            done += self._done(partial(os.write, self._file, self._buffer[done:length]))


def copy(source: Path, target: Path, is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Copies a file to where there is none yet, as long as the copy is wanted.

    Raises:
        FileExistsError: there is one.
    """
    with Source(source) as old, Sink(target) as new:
        for part in old.parts(0, old.size):
            if not is_wanted():
                return
            new.write(part)


class Ahead:
    """A copy of a file, made beside where it will be needed while something else is done. `with` begins it, and removes
    it at its end where nobody has taken it."""

    def __init__(self, source: Path, copied: Path) -> None:
        self._source, self._copied = source, copied
        self._is_wanted = True
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._copy)

    def __enter__(self) -> Self:
        self._copied.unlink(missing_ok=True)  # what a process left that was killed
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._is_wanted = False
        self._thread.join()
        self._copied.unlink(missing_ok=True)

    def take(self, target: Path) -> None:
        """Puts the copy, once it is whole, where there is none yet. It can be taken once.

        Raises:
            OSError: it could not be made.
        """
        self._thread.join()
        if self._error:
            raise self._error
        self._copied.rename(target)

    def _copy(self) -> None:
        try:
            copy(self._source, self._copied, lambda: self._is_wanted)
        except OSError as error:
            self._error = error


def _opened(path: Path, flags: int) -> int:
    try:
        return os.open(path, flags | _DIRECT, 0o666)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # Linux may have made the file before it refused
        if flags & os.O_CREAT:
            path.unlink(missing_ok=True)
        return os.open(path, flags, 0o666)
