"""A page's bytes before they are read, and what is known of it beside them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


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


def make(
    name: str, origin: str, data: bytes, kind: str, meta: Metadata | None = None, notes: tuple[str, ...] = ()
) -> Raw:
    """A page of some bytes."""
    return Raw(name, origin, data, kind, hashlib.sha256(data).hexdigest(), meta or Metadata(), notes)


def megabytes(size: int) -> str:
    """A limit for a sentence: "16 MB"."""
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size} bytes"
