"""JSON Lines: a page on each line, with what is known of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from kg.pages.raw import Failure, Metadata, Raw, make, megabytes
from kg.pages.sniff import looks_like_html

# How much of a line that is too long is read to find its end; past it the rest of the file is given up.
MAX_SKIP = 2**30
# bytes of a page that tell whether it is HTML, and of a line that is passed over at a time
HEAD, CHUNK = 8192, 2**16


def pages(stream: io.BufferedReader, name: str, origin: str, limit: int) -> Iterator[Raw | Failure]:
    """The pages of a file, line by line; of a line that is longer than `limit` bytes, no more than that is held."""
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
    return make(name, origin, data, "html" if html else "text", meta, notes)


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
