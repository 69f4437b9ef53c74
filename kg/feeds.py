"""Reads feeds, and lists of feeds: RSS, Atom, OPML."""

from __future__ import annotations

import io
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin

import feedparser
from lxml import etree  # type: ignore[import-untyped]  # it carries no types

from kg.errors import PageError

# A feed of news has some hundreds of entries. What has far more tags, or one without an end, is there to keep a parser
# busy: its time grows with the square of a tag's length.
MAX_TAGS = 100_000
_ENDLESS_TAG = re.compile(rb"<[^<>]{65536}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: the address of its page, what changes when the page does, its title, and the day on which it
    was published (ISO 8601), as far as the feed tells."""

    url: str
    stamp: str
    title: str | None = None
    published: str | None = None


def is_list(data: bytes) -> bool:
    """Whether some XML is a list of feeds (OPML)."""
    return b"<opml" in data[:4096].lower()


def listed(data: bytes) -> list[str]:
    """The addresses of the feeds in an OPML list, each once.

    Raises:
        PageError: it is not well formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"The list of feeds is not well formed ({error}).") from error
    outlines = (outline.get("xmlUrl") or outline.get("xmlurl") for outline in tree.iter("outline"))
    return list(dict.fromkeys(url.strip() for url in outlines if url and url.strip()))


def entries(data: bytes, url: str, kind: str = "") -> list[Entry]:
    """The entries of a feed, newest first as a rule, each page once.

    Args:
        url: the feed's own address, against which the links in it are read.
        kind: the Content-Type that it came with.

    Raises:
        PageError: it is no feed, or one that would take too long to read.
    """
    if data.count(b"<") > MAX_TAGS:
        raise PageError(f"The feed has more than {MAX_TAGS} tags, too many for one.")
    if _ENDLESS_TAG.search(data):
        raise PageError("The feed has a tag of more than 65536 bytes: it is damaged.")
    headers = {"content-location": url, **({"content-type": kind} if kind else {})}
    # of what it has to clean and to complete, only the links are used
    found = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.version and not found.entries:
        raise PageError("It is no feed: neither RSS nor Atom.")
    made = (_entry(item, url) for item in found.entries)
    return list({entry.url: entry for entry in made if entry}.values())


def _entry(item: Any, url: str) -> Entry | None:
    link = item.get("link") or ""
    try:
        page = urldefrag(urljoin(url, link.strip())).url
    except ValueError:
        return None
    if not link or not page.startswith(("http://", "https://")):
        return None
    # feedparser's own way of asking gives the day of publication for that of a change
    told = (dict.get(item, "updated"), item.get("published"), item.get("title"))
    stamp = "|".join(filter(None, told))
    return Entry(page, stamp, _line(item.get("title")), _day(item.get("published_parsed")))


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _day(moment: Any) -> str | None:
    """The day of a moment as feedparser gives it (UTC)."""
    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
