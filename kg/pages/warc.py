"""Pages of web archives: the HTML and plain text that a WARC file holds, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

# what an archive holds of a site: what its server answered, a file that was put in, a text that was made of a page
_RECORDS = frozenset(("response", "resource", "conversion"))
_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


class DamagedError(Exception):
    """An archive that cannot be read on; the message says why."""


def records(stream: IO[bytes], limit: int) -> Iterator[tuple[int, str, str, bytes]]:
    """The pages of an archive, which has been unzipped.

    What is no page is passed over: pictures, scripts, errors of the server, answers that say that nothing has changed.

    Yields:
        The number of the record, from 1; its address; "html" or "text"; its content, of which no more than `limit` + 1
        bytes are read.

    Raises:
        DamagedError: the archive is broken from here on.
    """
    found = ArchiveIterator(stream)
    number = 0
    while True:
        try:
            record = next(found, None)
            if record is None:
                return
            number += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            kind = _kind(record)
            if kind is None or url.startswith(("dns:", "metadata:", "filedesc:")):
                continue
            content = record.content_stream().read(limit + 1)
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            raise DamagedError(str(error) or type(error).__name__) from error
        yield number, url.strip("<> "), kind, content


def _kind(record: ArcWarcRecord) -> str | None:
    if record.rec_type not in _RECORDS:
        return None
    headers = record.rec_headers
    if record.rec_type == "response":
        headers = record.http_headers
        if headers is None or headers.get_statuscode() != "200":
            return None
    return _KINDS.get((headers.get_header("Content-Type") or "").partition(";")[0].strip().lower())
