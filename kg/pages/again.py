"""Where the next article of a page begins, below the remarks on the one above: its heading is set as that of the first.

A remark may have a title and a day as well. So the form of both headings has to be the same, line by line, no line
among the remarks may have it, the remarks may not go on below, and what stands there has to sound like an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import NamedTuple

from kg.pages import dates
from kg.pages.furniture import Furniture, words
from kg.pages.lines import Line, Role
from kg.pages.section import Section
from kg.pages.tone import tone

# looked up once, not for each line
_PROSE, _HEAD, _DATE, _COMMENTER = Role.PROSE, Role.HEAD, Role.DATE, Role.COMMENTER
# what may stand between a heading and its article, and is none of its form
_BESIDE = frozenset((Role.CAPTION, Role.CREDIT, Role.MARK, Role.REPEAT))
_BUTTONS = frozenset((Furniture.JUNK, Furniture.COMMENT_LINK))
_SIGNED = frozenset((Role.DATE, Role.BYLINE, Role.DATELINE))
_LABELS = frozenset((Furniture.COMMENTS, Furniture.COMMENT_LINK))
_OTHERS = frozenset((Furniture.RELATED, Furniture.ABOUT))
# words of a title at least; lines below it that say who wrote it and when, at most
_TITLE, _LINES = 3, 3
# lines above a paragraph in which its heading stands
_REACH = 20
# words of a line with a day at most
_STAMP = 10
# words of a name at most, and letters of one of them that is written small
_NAMED, _PARTICLE = 4, 3
# the longest question that is a title
_LONGEST = 140
# paragraphs that tell the tone of what follows, and how far that may be from an article's
_TOLD, SOBER = 4, -0.3
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_][\w'’.-]*|[^\w\s]")
# above no remark
_UNSAID = re.compile(
    r"(?:no|0|be the first|(?:leave|post|write|add) (?:a|your))\b|.*(?:\(0\)|\b(?:none|no \w+) (?:so far|yet))",
    re.IGNORECASE,
)
# the foot of a blog's post, with a link to what readers say of it: "Posted by N. Ek at 09:12   4 comments:"
_POST_FOOT = re.compile(
    r"posted by .{2,40}? (?:at|on) .{0,40}\d{1,2}[:.]\d\d.{0,12}?\W(?:\d+|no) (?:comments?|responses?|reactions?)\W*",
    re.IGNORECASE,
)
_SAID = words(
    "posted published updated written filed submitted by on at in the of min mins minute minutes read am pm gmt utc"
    " comment comments reply says said wrote ago"
)


class Heading(NamedTuple):
    """A title with who wrote the article and when: where the title stands in its zone, the form of the lines beside it,
    with "#" for numbers and "N" for names, and its day."""

    place: int
    form: tuple[str, ...]
    day: date


def heading(zone: Sequence[Line]) -> Heading | None:
    """The heading in a zone that stands right above its article; None where it has no day."""
    top = max(0, len(zone) - _REACH)
    lines = [(place, line) for place, line in enumerate(zone[top:], top) if not _is_beside(line)]
    signs: list[Line] = []
    while lines and len(signs) < _LINES and (_is_sign(lines[-1][1]) or _is_name([line for _, line in lines[-2:]])):
        signs.insert(0, lines.pop()[1])
    if not lines or lines[-1][1].role is not _HEAD or len(lines[-1][1].text.split()) < _TITLE:
        return None
    place, before = lines[-1][0], [line for _, line in lines[-2:-1] if not signs and line.role is _DATE]
    days = [found.day for line in (*before, *signs) for found in dates.dates(line.text)]
    if not days:
        return None
    form = (*(shape(line.text) for line in before), "title", *(shape(line.text) for line in signs))
    return Heading(place - len(before), form, days[0])


def _is_beside(line: Line) -> bool:
    return line.role in _BESIDE or line.furniture in _BUTTONS


def _is_sign(line: Line) -> bool:
    """Whether a line says who wrote an article, or when."""
    if line.role is not _HEAD:
        return line.role in _SIGNED
    size = len(line.text.split())
    return (size < _TITLE and shape(line.text) == "N") or (size <= _STAMP and bool(dates.dates(line.text)))


def _is_name(lines: Sequence[Line]) -> bool:
    """Whether the last of two short lines can be a long name, below a title."""
    said = lines[-1].text.split()
    named = len(said) <= _NAMED and all(word[0].isupper() or len(word) <= _PARTICLE for word in said)
    return named and len(lines) > 1 and all(line.role is _HEAD for line in lines) and shape(lines[-1].text) == "N"


def shape(text: str) -> str:
    """A line with "#" for each number, "M" for months, "W" for days of the week and "N" for other words but those that
    stand beside days."""
    tokens = _TOKEN.findall(text.lower())
    dated = any(token[0].isdigit() for token in tokens)  # without a number "April" and "Jan" are names
    found: list[str] = []
    for token in tokens:
        kind = _kind(token, dated)
        if not (kind == "N" and found[-1:] == ["N"]):
            found.append(kind)
    return " ".join(found)


def _kind(token: str, dated: bool) -> str:
    word = token.strip(".")
    if token[0].isdigit():
        return "#"
    if word in dates.WEEKDAYS or (dated and word in dates.MONTHS):
        return "W" if word in dates.WEEKDAYS else "M"
    return "N" if token[0].isalpha() and word not in _SAID else token


def next_article(
    lines: Sequence[Line], prose: Sequence[int], number: int, found: Sequence[Section]
) -> tuple[int, list[Line]] | None:
    """Which paragraph is the first of the next article below remarks, and the zone of its heading; None where there is
    none beyond doubt.

    Args:
        lines: all of a page.
        prose: the places of its paragraphs among them.
        number: the first paragraph below the line where the remarks begin.
        found: the articles above them.
    """
    top = begun = prose[number - 1] + 1
    for after in range(number, len(prose)):
        end = prose[after]
        if _may_be_headed(lines, top, end):
            zone = _with_question(lines, top, end, begun)
            own = heading(zone)
            first, last = (heading(found[0].zone), heading(found[-1].zone)) if own else (None, None)
            if own and first and last and own.form == first.form:
                place = end - len(zone) + own.place
                foot, remarks = _parted(lines[begun:place])
                apart = _is_apart(remarks, first, lines[top:place]) and _goes_on(lines, end, foot, remarks)
                # nobody can have spoken of an article before its day
                stamped = own.day < last.day or (len(zone) == end - top and _is_stamped(remarks))
                return (after, zone[own.place :]) if apart and stamped else None
        top = end + 1
    return None


def _may_be_headed(lines: Sequence[Line], top: int, end: int) -> bool:
    """Whether a title can stand between two paragraphs, or the one above can be a question for one."""
    for line in reversed(lines[top:end]):
        if line.role is _HEAD and line.text.count(" ") >= _TITLE - 1:
            return True
        if line.role is _COMMENTER:
            return False
    return top < end and lines[top - 1].text[-1] in "?!"


def _with_question(lines: Sequence[Line], top: int, end: int, begun: int) -> list[Line]:
    """The lines above a paragraph; with the question above them, which may be a title, where they are no more than who
    wrote an article and when."""
    zone = [_dated(line) for line in lines[top:end]]
    asked = lines[top - 1]
    if zone and top > begun and asked.text[-1] in "?!" and len(asked.text) <= _LONGEST and all(map(_is_sign, zone)):
        return [asked._replace(role=_HEAD), *zone]
    return zone


def _dated(line: Line) -> Line:
    """A line; of a day, even if the same stands above another article."""
    return line._replace(role=_DATE) if line.role is Role.REPEAT and dates.published(line.text) else line


def _parted(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """What stands below an article as far as the label of its remarks, and the rest: all, if they have no label."""
    for place, line in enumerate(lines):
        if line.furniture in _LABELS or _is_foot(line):
            return lines[:place], lines[place:]
        if line.role is _PROSE:
            break
    return (), lines


def _stamps(lines: Sequence[Line]) -> set[str]:
    """The shapes of the lines that have numbers, of those that are no prose."""
    return {shape(line.text) for line in lines if line.role is not _PROSE and any(map(str.isdigit, line.text))}


def _is_stamped(remarks: Sequence[Line]) -> bool:
    """Whether days or hours stand above remarks, or who said them in so many words."""
    said = any(line.role is _PROSE for line in remarks)
    return said and any(line.role in (_DATE, _COMMENTER) or dates.is_time(line.text) for line in remarks)


def _is_apart(remarks: Sequence[Line], first: Heading, zone: Sequence[Line]) -> bool:
    """Whether no remark is stamped as the articles are, and the last one neither announces what follows nor has a box
    of other stories below it (`zone`); or whether a line says that there is none, or none here."""
    if not _stamps(remarks).isdisjoint(first.form) or any(line.furniture in _OTHERS for line in zone):
        return False
    said = [line.text for line in remarks if line.role is _PROSE or _is_remark(line)]
    return said[-1][-1] != ":" if said else any(_UNSAID.match(line.text) or _is_foot(line) for line in remarks)


def _is_foot(line: Line) -> bool:
    """Whether a line is the foot of a blog's post, which says how many remarks stand elsewhere."""
    return line.role is _COMMENTER and _POST_FOOT.fullmatch(line.text) is not None


def _is_remark(line: Line) -> bool:
    """Whether a line that is no prose is longer than a name: a remark without a full stop."""
    return line.role in (_HEAD, _COMMENTER) and len(line.text.split()) > _NAMED + 1 and not _is_foot(line)


def _goes_on(lines: Sequence[Line], first: int, foot: Sequence[Line], remarks: Sequence[Line]) -> bool:
    """Whether the paragraphs from a place on are in the tone of articles, and no remark is below them but under a label
    of its own. `foot`: what stands below the article above."""
    stamps, below = _stamps(remarks), {shape(line.text) for line in foot}
    said: list[str] = []
    for place in range(first, len(lines)):
        line = lines[place]
        if line.furniture in _LABELS or _is_foot(line):
            break
        if line.role is _PROSE:
            said.append(line.text)
        elif (line.role is _COMMENTER or shape(line.text) in stamps) and shape(line.text) not in below:
            return False
    return fmean([tone(text) for text in said[:_TOLD]]) <= SOBER
