"""A page's text as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum, auto
from itertools import pairwise
from typing import NamedTuple

from kg.pages.dates import published
from kg.pages.furniture import Furniture, label


class Role(IntEnum):
    """What a line is, by its looks and by what stands around it."""

    PROSE = auto()
    TITLE = auto()  # marked as one
    HEAD = auto()  # short, without a full stop: a title, a subhead, a link to another story
    CAPTION = auto()
    CREDIT = auto()
    BYLINE = auto()
    DATE = auto()
    DATELINE = auto()
    SOURCE = auto()  # "Sources: AP/Reuters": an article ends
    MARK = auto()  # a stray sign
    REPEAT = auto()  # a title or caption that stood on the page before
    COPY = auto()  # a paragraph that stood on the page before
    COMMENTER = auto()  # the head or foot of a reader's comment
    FURNITURE = auto()


class Line(NamedTuple):
    """`text` is the page's text from `start` to `end`, without the space around it; `gap`: a blank line precedes it."""

    start: int
    end: int
    text: str
    gap: bool
    role: Role = Role.PROSE
    furniture: Furniture | None = None


# what `Line(...)` comes to, in half the time: thousands are made of a page
new_line = tuple.__new__
_PROSE = Role.PROSE

# marks that are no part of a line: byte order, direction, bullets
_ODD = "\ufeff\u200b\u200e\u200f\u2060•●▪■◦‣"


# where a link leads, as browsers that save a page as text put it behind its words
_LINK = re.compile(r"\s*(?:<(?:https?:|mailto:|www\.)[^<>]*>|\[(?:https?:|mailto:|www\.)[^\[\]]*\])$")

# the shortest line that may say the same twice over
_SHORTEST_TWICE = 40


def split(text: str) -> list[Line]:
    """The lines that are not blank; hard-wrapped ones are joined to paragraphs, and of one that says the same twice
    over there is only the first half."""
    found: list[Line] = []
    end, gap, close = 0, True, 0
    for raw in text.splitlines():
        line = raw.strip()
        if line and not line.isascii() and (line[0] in _ODD or line[-1] in _ODD):
            line = line.lstrip(_ODD + " ").rstrip(_ODD).strip()
        if line and line[-1] in "]>" and (link := _LINK.search(line)):
            line = line[: link.start()]
        if not line:
            gap = True
            continue
        # between two lines stands nothing that a line could begin with
        start = text.index(line[0], end)
        end = start + len(line)
        size = end - start
        # the second half may begin as the first does, with a space between or not
        if size >= _SHORTEST_TWICE and line[0] in line[size // 2 : size // 2 + 2]:
            line = _halved(line)
            size = len(line)
        found.append(new_line(Line, (start, start + size, line, gap, _PROSE, None)))
        close += not gap
        gap = False
    found[:1] = [part for line in found[:1] for part in _unstamped(line)]
    return _unwrap(text, found) if close >= _CLOSE and _is_wrapped(found) else found


_STAMP = re.compile(r"date:? \d{4}-\d\d-\d\d(?=\s)", re.IGNORECASE)


def _unstamped(line: Line) -> list[Line]:
    """The first line of a page; as two, where a date was put before it ("date 2016-01-26 Talks go on")."""
    stamp = _STAMP.match(line.text)
    if not stamp:
        return [line]
    rest = line.text[stamp.end() :].lstrip()
    return [
        Line(line.start, line.start + stamp.end(), stamp[0], line.gap),
        Line(line.end - len(rest), line.end, rest, False),
    ]


# a text is hard-wrapped if its lines are about as long as each other and run on in small letters
_MAX_WIDTH = 100
# so many of its lines at least have no blank line above
_CLOSE = 3
_ENDS = '.!?:;"”'


def _is_wrapped(lines: list[Line]) -> bool:
    joined = [(before, line) for before, line in pairwise(lines) if not line.gap and len(before.text) > 45]
    if len(joined) < _CLOSE or sum(len(line.text) > _MAX_WIDTH for line in lines) * 20 > len(lines):
        return False
    if len(joined) >= 5 and len(joined) * 4 >= len(lines):
        return sum(line.text[0].islower() for _, line in joined) * 3 > len(joined)
    # few lines of a page are: most of them have to break off in a sentence and go on in it
    return sum(line.text[0].islower() and before.text[-1] not in _ENDS for before, line in joined) * 2 > len(joined)


def _unwrap(text: str, lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    width = 0
    for line in lines:
        last = found[-1] if found else None
        if last and not line.gap and width > 45 and label(line.text) is None and published(line.text) is None:
            found[-1] = Line(last.start, line.end, text[last.start : line.end], last.gap)
        else:
            found.append(line)
        width = len(line.text)
    return found


def _halved(text: str) -> str:
    """A line; of one that says the same twice over, its first half."""
    half = len(text) // 2
    for cut in (half, half + 1):
        if text.startswith(text[cut:]) and len(text) - cut >= half - 1 and text[:cut].rstrip() == text[cut:]:
            return text[cut:]
    return text


def following(lines: Sequence[Line], place: int, skipped: frozenset[Role] = frozenset((Role.MARK,))) -> Line | None:
    """The first line after one that is none of what is skipped."""
    return next((lines[index] for index in range(place + 1, len(lines)) if lines[index].role not in skipped), None)
