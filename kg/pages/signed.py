"""Who wrote an article and who published it, as far as its page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.pages import dates
from kg.pages.captions import AGENCY
from kg.pages.datelines import dateline
from kg.pages.furniture import words
from kg.pages.lines import Line, Role
from kg.pages.section import Section

_WORD = r"(?:[A-Z][\w.'’&-]*|de|van|von|al|bin|and|for|of|at|the)"
_BY = re.compile(rf"(?i:\b(?:by|author:?)):?\s+(?:(?:the|our)\s+)?((?:staff of the\s+)?[A-Z][\w.'’&-]*(?:,? {_WORD})*)")
_BRACKETS = re.compile(r"\(\s*([^()]{2,40}?)\s*\)|/\s*([^/]{2,40}?)\s*/")
_ALONE = re.compile(AGENCY)
_DATED = re.compile(r"(?:[A-Z][a-z]{2,8}\.? )?\d")
_PARTS = re.compile(r"\s*[|•·]\s*")
# looked up once, not for each line
_PROSE, _DATELINE, _DATE, _CREDIT = Role.PROSE, Role.DATELINE, Role.DATE, Role.CREDIT
_NAME = re.compile(rf"[A-Z][\w.'’&-]*(?: {_WORD}){{1,5}}")


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


def publisher(section: Section) -> str | None:
    """The publisher: of a line that names the source, of the dateline, of the line of the date, or of an agency's name
    that stands alone."""
    zone, body = section.zone, section.body
    sources = (line.text.partition(":")[2].strip(" ()") for line in reversed(section.other) if line.role is Role.SOURCE)
    return next(filter(None, sources), None) or _of_dateline(zone, body) or _of_dates(zone) or _alone(zone, body)


_OUTLETS = words(
    "Agency Bulletin Chronicle Courier Daily Dispatch Gazette Globe Guardian Herald Independent Journal Mail News"
    " Observer Online Post Press Radio Record Review Standard Star Sun Telegraph Times Tribune TV Wire Weekly World"
)


def outlet(author: str | None) -> str | None:
    """The author, where it is a paper or an agency."""
    if author and (_ALONE.fullmatch(author) or author.split()[-1] in _OUTLETS):
        return author
    return None


def _of_dateline(zone: Sequence[Line], body: Sequence[Line]) -> str | None:
    for line in (*zone[-4:], *body[:4]):
        if (line.role is _PROSE or line.role is _DATELINE) and (cut := dateline(line.text)):
            opening = line.text[:cut]
            named = next(filter(None, (match[1] or match[2] for match in _BRACKETS.finditer(opening))), "")
            # "(28 May 2012)", and behind the day the place: "28 May 2012 (Oslo)"
            if (
                named
                and not any(char.isdigit() for char in named)
                and (_ALONE.match(named) or not _DATED.match(opening))
            ):
                return named
    return None


def _of_dates(zone: Sequence[Line]) -> str | None:
    """What stands beside the date, a bar between: "The Gazette | 26 January 2016"."""
    parts = (part for line in zone[-8:] if line.role is _DATE for part in _PARTS.split(line.text))
    named = (part for part in parts if _NAME.fullmatch(part) and not dates.published(part))
    # what is in capitals is the place: "PHNOM PENH | 26 January 2016"
    return next((part for part in named if not part.isupper() or part.split()[-1].title() in _OUTLETS), None)


def _alone(zone: Sequence[Line], body: Sequence[Line]) -> str | None:
    credits = (line.text for line in (*body[-4:], *zone) if line.role is _CREDIT)
    return next((text for text in credits if _ALONE.fullmatch(text)), None)
