"""Posts of social networks that stand inside an article: what their authors say is no more the article's than a
reader's remark is, and who said it stands below it, where nothing looks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.pages.lines import Line, Role
from kg.pages.roles import as_junk

_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
# "— Jo Reed (@joreed) March 4, 2014", below a post or at its end
_SIGNATURE = re.compile(rf"(?:^|(?<=\s))(?:—|–|―|--|-)\s*[^()]{{0,60}}\(@\w{{1,30}}\)\s*(?:on\s+)?{_DAY}$")
_HANDLE = re.compile(r"@\w{2,30}")
# "4:12 PM · Jun 3, 2005", the last line of a post as its network shows it
_STAMP = re.compile(r"\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?\s*[·•|,–-]\s*.*\b\d{4}\b.{0,30}")
_COUNT = re.compile(r"(?:(?:read|view|show|see) )?[\d.,]+[km]?(?: (?:\w+ ?){1,2})?", re.IGNORECASE)
# the longest post, and the most lines that one has
_LONGEST, _LINES = 320, 14
_NAME_WORDS = 5
_BUTTONS = frozenset((Role.MARK, Role.COMMENTER, Role.FURNITURE))


def without_posts(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those of embedded posts marked as furniture."""
    found = list(lines)
    for place, line in enumerate(lines):
        if "@" not in line.text:
            continue
        if signature := _SIGNATURE.search(line.text):
            found[place] = as_junk(line)
            if signature.start() == 0:
                first = _first(lines, place)
                found[first:place] = map(as_junk, lines[first:place])
        elif _HANDLE.fullmatch(line.text):
            first, end = _card(lines, place)
            found[first:end] = map(as_junk, lines[first:end])
    return found


def _first(lines: Sequence[Line], place: int) -> int:
    """Where a post begins that is signed at a place: the line above, and those above it, where a blank line stands
    before them all."""
    if not place or lines[place - 1].role not in (Role.PROSE, Role.HEAD) or len(lines[place - 1].text) > _LONGEST:
        return place
    first = place - 1
    size = len(lines[first].text)
    while first and not lines[first].gap and size + len(lines[first - 1].text) <= _LONGEST:
        first -= 1
        size += len(lines[first].text)
    return first if first and lines[first].gap else place - 1


def _card(lines: Sequence[Line], place: int) -> tuple[int, int]:
    """Where a post begins and ends that has its author's name above the line at a place, and an hour and a day below
    its text; nothing where there is no such line."""
    below = range(place + 1, min(place + _LINES, len(lines)))
    hours = (index for index in below if lines[index].text[0].isdigit() and _STAMP.fullmatch(lines[index].text))
    stamp = next(hours, None)
    if stamp is None:
        return place, place
    end = stamp + 1
    while end < len(lines) and (lines[end].role in _BUTTONS or _COUNT.fullmatch(lines[end].text)):
        end += 1
    named = place > 0 and lines[place - 1].role is Role.HEAD and len(lines[place - 1].text.split()) <= _NAME_WORDS
    return place - named, end
