"""Finds pages: walks files, folders and standard input, and hands on one page's bytes at a time.

The kind of a file is told by its content where its name misleads. Everything is bounded: of a file or a line that is
too long, no more than the limit is ever held.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import InputError
from kg.pages import addresses, jsonl
from kg.pages.raw import Failure, Metadata, Raw, make, megabytes
from kg.pages.sniff import ASSETS, RDF, WARC, foreign, looks_like_html, looks_like_json_lines

# The longest news page is a few MB of HTML, and a parsed page takes some twenty times its length in memory.
MAX_PAGE = 16 * 2**20
# Background data is handed on whole, once.
MAX_BACKGROUND = 256 * 2**20
HEAD = 8192
CHUNK = 2**16


def find(sources: Iterable[str | Path], limit: int = MAX_PAGE) -> Iterator[Raw | Failure]:
    """The pages of files, folders (in the order of their names), addresses that fsspec knows, and "-" for standard
    input, one at a time.

    Args:
        limit: bytes that one page may have.

    Raises:
        InputError: a source does not exist; raised at once, before anything is read.
    """
    wanted = {place_of(source): str(source) for source in sources}
    there: dict[str, Iterator[addresses.File]] = {}
    for place, source in wanted.items():
        if addresses.is_address(source):
            there[place] = addresses.files(source)
        elif source != "-" and not os.path.lexists(source):
            raise InputError(f"{source} does not exist; name a file, a folder, or - for standard input.")
    return _all(list(wanted), there, limit)


def place_of(source: str | Path) -> str:
    """Where the pages of a source say that they come from: an absolute path, an address, or "-"."""
    name = str(source)
    if name == "-" or addresses.is_address(name):
        return name
    return os.path.abspath(name)  # noqa: PTH100 (resolve() would follow links)


def _all(sources: list[str], there: dict[str, Iterator[addresses.File]], limit: int) -> Iterator[Raw | Failure]:
    walked: set[tuple[int, int]] = set()
    for path in sources:
        if path == "-":
            yield from _pages(cast(IO[bytes], sys.stdin.buffer), "-", "-", limit)
        elif path in there:
            for file in there[path]:
                yield from _fetched(file, limit)
        elif Path(path).is_dir():
            for item in _walk(path, walked):
                yield from [item] if isinstance(item, Failure) else _file(item, limit)
        else:
            yield from _file(path, limit)


def _walk(folder: str, walked: set[tuple[int, int]]) -> Iterator[str | Failure]:
    """The files below a folder, sorted. A folder that was walked already, by whatever link, is passed over."""
    try:
        status = Path(folder).stat()
        if (status.st_dev, status.st_ino) in walked:
            return
        walked.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as listed:
            found = sorted(listed, key=attrgetter("name"))
    except OSError as error:
        yield Failure(printable(os.path.basename(folder)), printable(folder), _why(error))  # noqa: PTH119
        return
    for item in found:
        name, path = item.name, item.path
        if name.startswith("."):
            continue
        try:
            mode = item.stat().st_mode
        except OSError as error:
            yield Failure(printable(name), printable(path), _why(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, walked)
        elif stat.S_ISREG(mode) and not name.lower().endswith(ASSETS):
            yield path


def _file(path: str, limit: int) -> Iterator[Raw | Failure]:
    name, origin = printable(os.path.basename(path)), printable(path)  # noqa: PTH119
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 (names that are not UTF-8 stay as they are)
            yield from _pages(stream, name, origin, limit)
    except OSError as error:
        yield Failure(name, origin, _why(error))


def _fetched(file: addresses.File, limit: int) -> Iterator[Raw | Failure]:
    """The pages of a file at an address."""
    if file.name.startswith(".") or file.name.lower().endswith(ASSETS):
        return
    try:
        with file.open() as stream:
            for found in _pages(stream, file.name, file.address, limit):
                if file.url and found.origin == file.url and isinstance(found, Raw):
                    found = replace(found, metadata=replace(found.metadata, url=file.url))
                yield found
    except addresses.errors() as error:
        yield Failure(file.name, file.address, f"It cannot be read ({error}).")


def _pages(stream: IO[bytes], name: str, origin: str, limit: int) -> Iterator[Raw | Failure]:
    """The pages in one open file, unzipped if need be."""
    try:
        head = stream.read(HEAD)
        if head.startswith(b"\x1f\x8b"):
            stream = cast(IO[bytes], gzip.GzipFile(fileobj=_after(head, stream)))
            head = stream.read(HEAD)
        yield from _content(head, stream, name, origin, limit)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Failure(name, origin, f"The gzip archive is damaged ({error}).")


class _Joined(io.RawIOBase):
    """What was read of a stream already, and then the rest: a pipe cannot be rewound."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head or self._rest.read(len(buffer))
        self._head, data = data[len(buffer) :], data[: len(buffer)]
        buffer[: len(data)] = data
        return len(data)


def _after(head: bytes, rest: IO[bytes]) -> io.BufferedReader:
    return io.BufferedReader(_Joined(head, rest), CHUNK)


def _content(head: bytes, stream: IO[bytes], name: str, origin: str, limit: int) -> Iterator[Raw | Failure]:
    plain = name.lower().removesuffix(".gz")
    if not head.strip():
        yield Failure(name, origin, "The file is empty.")
    elif plain.endswith(RDF):
        yield _whole(head, stream, name, origin, "rdf", max(limit, MAX_BACKGROUND))
    elif reason := foreign(head):
        yield Failure(name, origin, reason)
    elif head.startswith(WARC):
        yield from _archived(_after(head, stream), name, origin, limit)
    elif looks_like_json_lines(head, plain):
        yield from jsonl.pages(_after(head, stream), name, origin, limit)
    else:
        yield _whole(head, stream, name, origin, "html" if looks_like_html(head) else "text", limit)


def _whole(head: bytes, stream: IO[bytes], name: str, origin: str, kind: str, limit: int) -> Raw | Failure:
    data = bytearray(head)
    while chunk := stream.read(min(CHUNK, limit + 1 - len(data))):
        data += chunk
    if len(data) > limit:
        return Failure(name, origin, f"The file is longer than {megabytes(limit)}, too long for a page.")
    return make(name, origin, bytes(data), kind)


def _archived(stream: IO[bytes], name: str, origin: str, limit: int) -> Iterator[Raw | Failure]:
    """The pages of a web archive."""
    from kg.pages import warc  # slow to import, and few sources are archives

    empty = True
    try:
        for number, url, kind, data in warc.records(stream, limit):
            empty = False
            where = url or f"{name}#{number}", f"{origin}#{number}"
            if len(data) > limit:
                yield Failure(*where, f"The page is longer than {megabytes(limit)}, too long for a page.")
            elif data.strip():
                yield make(*where, data, kind, Metadata(url=url or None))
    except warc.DamagedError as error:
        yield Failure(name, origin, f"The web archive is damaged ({error}).")
    else:
        if empty:
            yield Failure(name, origin, "The web archive holds no page.")


def printable(name: str) -> str:
    """A file's name that can be written as UTF-8, whatever its bytes are."""
    return os.fsencode(name).decode("utf-8", "replace")


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Permission to read it is denied."
    if isinstance(error, FileNotFoundError):
        return "It is not there any more, or is a link to nothing."
    if error.errno == errno.ELOOP:
        return "It is a link that leads to itself."
    return f"It cannot be read ({error.strerror or error})."
