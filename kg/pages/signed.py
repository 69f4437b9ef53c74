"""Who wrote an article and who published it, as far as its page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.pages.lines import Line, Role
from kg.pages.roles import AGENCY, dateline

_WORD = r"(?:[A-Z][\w.'’&-]*|de|van|von|al|bin|and|for)"
_BY = re.compile(rf"(?i:\b(?:by|author:?)):?\s+({_WORD}(?:,? {_WORD})*)")
_AGENCY = re.compile(rf"\(\s*({AGENCY})\s*\)|/\s*({AGENCY})\s*/")
_ALONE = re.compile(AGENCY)


def byline(lines: Iterable[Line], names: Iterable[Line]) -> str | None:
    """The author: of a line that says "by", or of one that is no more than a name (`names`)."""
    for line in lines:
        if line.role in (Role.BYLINE, Role.DATE):
            match = _BY.search(line.text)
            if match:
                return match[1].strip(" ,")
            if line.role is Role.BYLINE:
                return line.text
    return next((line.text for line in names), None)


def publisher(zone: Sequence[Line], body: Sequence[Line]) -> str | None:
    """The publisher: of a line that names the source, of the dateline, or of an agency's name that stands alone."""
    for line in reversed(body):
        if line.role is Role.SOURCE:
            return line.text.partition(":")[2].strip(" ()") or None
    for line in [line for line in (*zone[-4:], *body[:4]) if line.role in (Role.PROSE, Role.DATELINE)]:
        match = _AGENCY.search(line.text[: dateline(line.text)])
        if match:
            return match[1] or match[2]
    return next(
        (line.text for line in (*body[-4:], *zone) if line.role is Role.CREDIT and _ALONE.fullmatch(line.text)), None
    )
