"""Answers kept on disk, packed as they are sent, so that a server that starts again need not work them out again.

They lie beside the versions, in a folder for each, and go when another version is taken up. Nothing hangs on them:
where the folder cannot be written, nothing is kept.
"""

from __future__ import annotations

import logging
import os
import shutil
import struct
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.publication import VERSIONS

log = logging.getLogger(__name__)
FOLDER = ".answers"
_WAITING = 16
"""Answers that may wait for their place; what comes then is not kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer on disk: its packed bytes, the name of its form, the bytes of it before it was packed."""

    file: IO[bytes]
    form: str
    packed: int
    plain: int


class Shelf:
    """Keeps the answers asked for last, up to so many packed bytes."""

    def __init__(self, root: Path, most: int) -> None:
        self._root = root / FOLDER
        self._versions = root / VERSIONS
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[Path, int]] = OrderedDict()
        self._beside = ThreadPoolExecutor(1, "shelf")
        self._waiting = threading.Semaphore(_WAITING)
        self.size = 0
        self.hits = 0
        for path in sorted(self._root.glob("*/*.gz"), key=_asked):
            self._hold(path, _size(path))

    def get(self, version: str, key: str) -> Kept | None:
        """An answer, if it is kept; whoever takes it closes its file."""
        with self._lock:
            name = f"{version}/{key}"
            if name not in self._held:
                return None
            self._held.move_to_end(name)
            found = self._held[name][0]
            try:
                file = found.open("rb")
                os.utime(found)
                packed = file.seek(0, os.SEEK_END)
                file.seek(-4, os.SEEK_END)
                plain = struct.unpack("<I", file.read(4))[0]
                file.seek(0)
            except OSError:
                self.size -= self._held.pop(name)[1]
                return None
            self.hits += 1
        return Kept(file, found.suffixes[-2][1:], packed, plain)

    def begin(self, version: str, key: str, form: str) -> Slot | None:
        """A place for an answer that is on its way; None where it cannot be kept."""
        if not (self._versions / version).is_dir():
            return None
        path = self._root / version / f"{key}.{form}.gz"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(".part", dir=path.parent)
        except OSError as error:
            log.debug("Answers cannot be kept on disk (%s).", error)
            return None
        return Slot(self, path, os.fdopen(handle, "wb"), Path(part), self._most // 4)

    def put_later(self, version: str, key: str, form: str, packed: Callable[[], bytes]) -> None:
        """Keeps an answer that is packed in a thread of the shelf's own, so that nobody waits for it."""
        if not self._waiting.acquire(blocking=False):
            return

        def keep() -> None:
            try:
                self.put(version, key, form, packed())
            finally:
                self._waiting.release()

        self._beside.submit(keep)

    def put(self, version: str, key: str, form: str, packed: bytes) -> None:
        """Keeps an answer."""
        if slot := self.begin(version, key, form):
            slot.write(packed)
            slot.keep()

    def keep_only(self, version: str) -> None:
        """Removes what other versions have left."""
        with self._lock:
            for name in [name for name in self._held if not name.startswith(f"{version}/")]:
                self.size -= self._held.pop(name)[1]
            for folder in self._root.glob("*"):
                if folder.name != version:
                    shutil.rmtree(folder, ignore_errors=True)

    def kept(self, part: Path, path: Path, size: int) -> None:
        """Puts a whole answer in its place."""
        with self._lock:
            try:
                part.replace(path)
            except OSError:
                part.unlink(missing_ok=True)
                return
            self._hold(path, size)
            while self.size > self._most:
                old, size = self._held.popitem(last=False)[1]
                self.size -= size
                old.unlink(missing_ok=True)

    def _hold(self, path: Path, size: int) -> None:
        name = f"{path.parent.name}/{path.name.partition('.')[0]}"
        old = self._held.pop(name, None)
        self.size += size - (old[1] if old else 0)
        self._held[name] = path, size


class Slot:
    """A place for an answer that is on its way: it is kept when it is whole, or dropped."""

    def __init__(self, shelf: Shelf, path: Path, file: IO[bytes], part: Path, most: int) -> None:
        self._shelf = shelf
        self._path = path
        self._file = file
        self._part = part
        self._left = most
        self._size = 0

    def write(self, piece: bytes) -> None:
        """Adds a packed piece; one too many, and the answer is dropped."""
        if self._file.closed:
            return
        self._size += len(piece)
        if self._size > self._left:
            self.drop()
            return
        try:
            self._file.write(piece)
        except OSError:
            self.drop()

    def keep(self) -> None:
        """The answer is whole."""
        if not self._file.closed:
            self._file.close()
            self._shelf.kept(self._part, self._path, self._size)

    def drop(self) -> None:
        """The answer will not be whole. After `keep` this does nothing."""
        if not self._file.closed:
            self._file.close()
            self._part.unlink(missing_ok=True)


def _asked(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
