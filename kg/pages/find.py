"""Finds pages: walks files, folders and standard input, and hands on one page's bytes at a time.

The kind of a file is told by its content where its name misleads. Everything is bounded: of a file or a line that is
too long, no more than the limit is ever held.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import InputError
from kg.pages.sniff import ASSETS, RDF, foreign, looks_like_html, looks_like_json_lines

# The longest news page is a few MB of HTML, and a parsed page takes some twenty times its length in memory.
MAX_PAGE = 16 * 2**20
# Background data is handed on whole, once.
MAX_BACKGROUND = 256 * 2**20
# How much of a line that is too long is read to find its end; past it the rest of the file is given up.
MAX_SKIP = 2**30
HEAD = 8192
CHUNK = 2**16


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a line of JSON says about its page, as it stands there."""

    url: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """A page's bytes before they are read.

    Attributes:
        name: the page's identifier: its file's name, or for a line of JSON its `id`, else its `url`, else `FILE#line`.
            A gzipped file keeps its own name, ending included.
        origin: where it is: an absolute path, `path#line`, or "-".
        data: the content, unzipped; for a line of JSON its text or HTML as UTF-8.
        kind: "text", "html", or "rdf" for background data that is taken as it is.
        sha256: hex digest of `data`.
        warnings: sentences for the report.
    """

    name: str
    origin: str
    data: bytes
    kind: str
    sha256: str
    metadata: Metadata = Metadata()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that cannot be read, and why (a sentence)."""

    name: str
    origin: str
    reason: str


def find(sources: Iterable[str | Path], limit: int = MAX_PAGE) -> Iterator[Raw | Failure]:
    """The pages of files, folders (in the order of their names) and "-" for standard input, one at a time.

    Args:
        limit: bytes that one page may have.

    Raises:
        InputError: a source does not exist; raised at once, before anything is read.
    """
    wanted = [str(source) for source in sources]
    for source in wanted:
        if source != "-" and not os.path.lexists(source):
            raise InputError(f"{source} does not exist; name a file, a folder, or - for standard input.")
    return _all(wanted, limit)


def _all(sources: list[str], limit: int) -> Iterator[Raw | Failure]:
    walked: set[tuple[int, int]] = set()
    named: set[str] = set()
    for source in sources:
        path = "-" if source == "-" else os.path.abspath(source)  # noqa: PTH100 (resolve() would follow links)
        if path in named:
            continue
        named.add(path)
        if path == "-":
            yield from _pages(cast(IO[bytes], sys.stdin.buffer), "-", "-", limit)
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
    elif looks_like_json_lines(head, plain):
        yield from _lines(_after(head, stream), name, origin, limit)
    else:
        yield _whole(head, stream, name, origin, "html" if looks_like_html(head) else "text", limit)


def _whole(head: bytes, stream: IO[bytes], name: str, origin: str, kind: str, limit: int) -> Raw | Failure:
    data = bytearray(head)
    while chunk := stream.read(min(CHUNK, limit + 1 - len(data))):
        data += chunk
    if len(data) > limit:
        return Failure(name, origin, f"The file is longer than {megabytes(limit)}, too long for a page.")
    return _raw(name, origin, bytes(data), kind)


def _raw(
    name: str, origin: str, data: bytes, kind: str, meta: Metadata | None = None, notes: tuple[str, ...] = ()
) -> Raw:
    return Raw(name, origin, data, kind, hashlib.sha256(data).hexdigest(), meta or Metadata(), notes)


def _lines(stream: io.BufferedReader, name: str, origin: str, limit: int) -> Iterator[Raw | Failure]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{name}#{number}", f"{origin}#{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            yield Failure(*where, f"The line is longer than {megabytes(limit)}, too long for a page.")
            if not _skip_line(stream):
                yield Failure(name, origin, f"Nothing after line {number} was read: the line does not end.")
                return
        elif line.strip():
            yield _line(line.removeprefix(b"\xef\xbb\xbf"), *where)


def _skip_line(stream: io.BufferedReader) -> bool:
    """Reads to the end of the line; False if it does not end within reason."""
    skipped = 0
    while chunk := stream.readline(CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            return True
        if skipped > MAX_SKIP:
            return False
    return True


def _line(line: bytes, name: str, origin: str) -> Raw | Failure:
    """The page on one line of JSON."""
    notes: tuple[str, ...] = ()
    try:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text, notes = line.decode("cp1252", "replace"), ("The line is not UTF-8; it was read as Windows-1252.",)
        record = json.loads(text)
    except ValueError as error:
        return Failure(name, origin, f"The line is not JSON ({error}).")
    except RecursionError:
        return Failure(name, origin, "The line is JSON nested too deep to be read.")
    if not isinstance(record, dict):
        return Failure(name, origin, 'The line is not a JSON object with "text" or "html".')
    meta = Metadata(*(_string(record.get(key)) for key in ("url", "title", "date", "publisher")))
    name = _string(record.get("id")) or meta.url or name
    content = next(
        (record[key] for key in ("text", "html") if isinstance(record.get(key), str) and record[key].strip()), ""
    )
    if not content:
        return Failure(name, origin, 'The line has neither "text" nor "html", or it is empty.')
    data = _utf8(content)
    html = content is record.get("html") or looks_like_html(data[:HEAD])
    return _raw(name, origin, data, "html" if html else "text", meta, notes)


def _string(value: object) -> str | None:
    """A JSON value as a string: numbers count, what is empty does not."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _utf8(value).decode("utf-8").strip() or None if isinstance(value, str) else None


def _utf8(text: str) -> bytes:
    """UTF-8; halves of surrogate pairs, which JSON can hold, are joined, and lone ones replaced."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def printable(name: str) -> str:
    """A file's name that can be written as UTF-8, whatever its bytes are."""
    return os.fsencode(name).decode("utf-8", "replace")


def megabytes(size: int) -> str:
    """A limit for a sentence: "16 MB"."""
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size} bytes"


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Permission to read it is denied."
    if isinstance(error, FileNotFoundError):
        return "It is not there any more, or is a link to nothing."
    if error.errno == errno.ELOOP:
        return "It is a link that leads to itself."
    return f"It cannot be read ({error.strerror or error})."
