"""Mints readable IRIs below a base, each a function of what it names alone.

A slug holds a-z, 0-9 and single hyphens; the underscore stands only between the parts of a path's last segment, so
that IRIs made of different parts differ. What a slug loses of a name is kept as a short hash behind it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

from rdflib import URIRef

from kg.model import Page

_LONGEST: Final = 60
_REMEMBERED: Final = 1 << 16
_ANYTHING_ELSE: Final = re.compile(r"[^a-z0-9]+")
_LOST: Final = re.compile(r"[^\W_a-z0-9]")
_FOLDED: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"}
)
_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼʻ`´")


def fold(text: str) -> str:
    """Case and accents folded away, apostrophes dropped: "Müller's" and "MULLERS" are the same.

    >>> fold("Øster’s  Ünion")
    'osters  union'
    """
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_APOSTROPHES)


def short_hash(*parts: str, length: int = 10) -> str:
    """The first hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=_REMEMBERED)
def slug(text: str) -> str:
    """A readable path segment for a name, the same for the same name but for case and accents.

    A name that is too long, or has letters beyond the Latin ones, gets a short hash, so that two names that fold
    differently have different slugs.

    >>> slug("U.N. Security Council")
    'u-n-security-council'
    """
    folded = " ".join(fold(text).split())
    made = _ANYTHING_ELSE.sub("-", folded).strip("-")
    if made and len(made) <= _LONGEST and not _LOST.search(folded):
        return made
    head = made[:_LONGEST].rsplit("-", 1)[0] if len(made) > _LONGEST else made
    return f"{head}-{short_hash(folded)}".lstrip("-")


def page_tail(page: Page) -> str:
    """The last segment of a page's IRI, and of its graph's: its name's slug and a hash of name and content."""
    return tail(page.name, page.sha256)


def tail(name: str, sha256: str) -> str:
    """See `page_tail`."""
    return f"{slug(name)}-{short_hash(name, sha256)}"


def absolute(base: str, path: str) -> URIRef:
    """The IRI of a path below the base; a path that is an IRI already, such as a user gives, stays as it is."""
    return URIRef(path if "://" in path or path.startswith("urn:") else base + path)


def page(base: str, tail: str) -> URIRef:
    """The IRI of a page."""
    return URIRef(f"{base}page/{tail}")


def graph(base: str, tail: str) -> URIRef:
    """The IRI of the named graph with all that one page tells."""
    return URIRef(f"{base}graph/{tail}")


def shared_graph(base: str) -> URIRef:
    """The IRI of the named graph with what is known across pages. No page's graph has it: theirs end in a hash."""
    return URIRef(f"{base}graph/shared")


def background_graph(base: str, name: str) -> URIRef:
    """The IRI of the named graph of a file of background data."""
    return URIRef(f"{base}graph/background/{slug(name)}-{short_hash(name)}")


def added_graph(base: str, tail: str = "") -> URIRef:
    """The IRI of the named graph of what updates add without naming one; with a tail, of one that was posted."""
    return URIRef(f"{base}graph/added" + (f"/{tail}" if tail else ""))


def article(base: str, tail: str, number: int) -> URIRef:
    """The IRI of the article with this index on a page; they count from 1."""
    return URIRef(f"{base}article/{tail}_{number + 1}")


def passage(base: str, tail: str, number: int, start: int, end: int) -> URIRef:
    """The IRI of a passage, a fragment of its article's: `#char=120,162` as in RFC 5147."""
    return URIRef(f"{article(base, tail, number)}#char={start},{end}")


def fact(base: str, kind: str, tail: str, *parts: str) -> URIRef:
    """The IRI of a fact of one page ("position", "quote", "tenure", "account"), by what tells it from the others."""
    return URIRef(f"{base}{kind}/{short_hash(kind, tail, *parts, length=16)}")
