"""Where a path of the server lies among the files of a site, and how links between its pages become relative."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Set
from urllib.parse import parse_qs, quote, unquote, urlsplit

from server.links import KINDS

THINGS = tuple(kind for kind in KINDS if kind not in ("passage", "graph"))
"""The kinds of things that have pages."""
_LINK = re.compile(r' (href|src|action)="([^"]*)"')
_ABSOLUTE = re.compile(r'((?:rel="canonical" href|property="og:url" content)=")([^"]*)"')
_SECTION = re.compile(r"[a-z-]+")
_LONGEST = 200
_SAFE = "/:@!$&'()*+,;=~-._"


def file_of(path: str) -> str | None:
    """The file of a path, relative to the site; None where a hostile name makes none that is safe everywhere.

    `/actor/x` lies in `actor/x.html`, `/actor/x?section=quotes&page=2` in `actor/x.quotes-2.html`.
    """
    bare, _, query = path.partition("?")
    if bare == "/":
        return "index.html"
    name = unquote(bare).lstrip("/")
    if bare.endswith("/"):
        return f"{name}index.html"
    parts = name.split("/")
    if any(not _is_usable(part) for part in parts):
        return None
    if parts[0] in ("dumps", "static") or bare.endswith((".ttl", ".svg")) or bare.startswith("/ontology."):
        return name
    if parts[0] == "queries" and bare.endswith((".csv", ".json")):
        return name
    given = parse_qs(query)
    if section := given.get("section"):
        number = given.get("page", ["1"])[0]
        if not (_SECTION.fullmatch(section[0]) and number.isdecimal()):
            return None
        name += f".{section[0]}-{int(number)}"
    return f"{name}.html"


def _is_usable(part: str) -> bool:
    is_plain = part.isprintable() and not set(part) & set('\\:*?"<>|') and part == part.strip()
    return is_plain and part not in ("", ".", "..") and len(part.encode()) <= _LONGEST and not part.startswith(".")


class Links:
    """Rewrites the links of pages; a link to what the site does not have is taken out, its words stay."""

    def __init__(self, known: Set[str], base: str) -> None:
        self._known = known
        self._base = base
        self._root = urlsplit(base).path.rstrip("/")

    def rewritten(self, path: str, text: str) -> tuple[str, list[str]]:
        """A page with relative links, and the further pages of its lists."""
        further: list[str] = []
        here = self.written(path)

        def turned(match: re.Match[str]) -> str:
            attribute, value = match[1], self._path(match[2])
            if value.startswith("?"):
                value = path.partition("?")[0] + value
            if not value.startswith("/") or value.startswith("//"):
                return match[0]
            found = self._file(value, further)
            if found is None:
                return ""
            to, rest = found
            return f' {attribute}="{html.escape(_relative(here, to) + rest)}"'

        return _LINK.sub(turned, self._with_addresses(text)), further

    def anywhere(self, text: str) -> str:
        """A page that is shown at any address: its links begin at the root of the site's host."""

        def turned(match: re.Match[str]) -> str:
            value = self._path(match[2])
            found = self._file(value, []) if value.startswith("/") else None
            if found is None:
                return "" if value.startswith("/") else match[0]
            return f' {match[1]}="{html.escape(f"{self._root}/{found[0]}{found[1]}")}"'

        return _LINK.sub(turned, text)

    def moved(self, old: str, new: str) -> str:
        """A page that leads from the path of a thing that went to the one that stays."""
        to = html.escape(_relative(self.written(old), self.written(new)))
        return (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
            f'<meta http-equiv="refresh" content="0; url={to}"><link rel="canonical" href="{to}"></head>'
            f'<body><p>This is told of at <a href="{to}">another page</a>.</p></body></html>\n'
        )

    def written(self, path: str) -> str:
        """The file of a path of the site, as it stands in an address."""
        return quote(file_of(path) or "", safe=_SAFE)

    def _path(self, written: str) -> str:
        """A link as it stands in a page, from the root of the site rather than of its host."""
        value = html.unescape(written)
        return value.removeprefix(self._root) if value.startswith(f"{self._root}/") else value

    def _file(self, value: str, further: list[str]) -> tuple[str, str] | None:
        """The file that a link leads to and the rest of its address; None where the site has no such file."""
        address, sharp, fragment = value.partition("#")
        bare, _, query = address.partition("?")
        rest = sharp + fragment
        if bare == "/search":
            return "search.html", (f"?{query}" if query else "") + rest
        if bare.startswith("/static/"):
            return bare.lstrip("/"), ""
        if bare not in self._known:
            return None
        if "section=" in query:
            if file_of(address) is None:
                return None
            further.append(address)
            return self.written(address), rest
        return self.written(bare), rest

    def _with_addresses(self, text: str) -> str:
        """Canonical addresses are those of the files."""

        def turned(match: re.Match[str]) -> str:
            address = html.unescape(match[2])
            path = address.removeprefix(self._base.rstrip("/"))
            return f'{match[1]}{html.escape(self._base + self.written(path))}"' if path in self._known else match[0]

        return _ABSOLUTE.sub(turned, text)


def _relative(here: str, to: str) -> str:
    return posixpath.relpath(to, posixpath.dirname(here) or ".")
