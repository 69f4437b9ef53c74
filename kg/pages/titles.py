"""Which of the lines above an article is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.pages import dates
from kg.pages.furniture import key, label
from kg.pages.lines import Line, Role
from kg.pages.readers import is_live
from kg.pages.zones import is_balanced, same_title, stems

# how far above the first paragraph a title is looked for, in lines
_REACH = 30
_LEAST = 1.5
# the longest heading
_LONGEST = 140
# paragraphs that tell what an article is about
_OPENING = 6
# a line of fewer words and no more is no standfirst
_STANDFIRST = 7
# a title of so many words is hardly a rubric
_PLAIN = 4
# words of what stands in larger type, if it is no title, and of the title above it
_SENTENCE, _SHORT_TITLE = 13, range(4, 10)
_DATED_WORDS = 3
# characters that may stand before a title where a text begins with it: "The "
_ARTICLE = 12
_RUBRIC_WORDS = 3
_SIGNED = (Role.DATE, Role.BYLINE)
_NO_HEADS = (Role.FURNITURE, Role.MARK)
# what a line of a ticker begins with
_STAMPED = re.compile(r"\d{1,2}[/:.]\d\d\b")
# looked up once, not for each line
_PROSE, _HEAD, _TITLE, _REPEAT = Role.PROSE, Role.HEAD, Role.TITLE, Role.REPEAT
_LINKS = ("of", "in", "on", "at", "to", "for", "the", "with", "a", "as")
_CRUMB = re.compile("[>»›|:/]")
_CRUMBS = re.compile(r"\S\s*(?:>|»|›|\||::)\s*\S|\S / \S")
# between two names of a rubric
_BOUND = re.compile(r" [-–—/&+·•] ")
# an entry of a list of contents
_INDEXED = re.compile(r"\d+[-–,.]\s?\d*\s*[A-Z]")
_NAME = re.compile(
    r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|der|von|al|bin|el|and|&|la|di|da|le)){0,6}(?:,\s*[A-Z][\w.&' -]+)?"
)


def title_of(zone: Sequence[Line], prose: Sequence[Line], known: str | None) -> Line | None:
    """The title among the lines above an article, or None. `known`: what the page's metadata give."""
    marked = next((line for line in zone if line.role is _TITLE), None)
    if marked:
        return marked
    near = zone[-_REACH:]
    heads = [line for line in near if line.role is _HEAD or (line.role is _PROSE and len(line.text) < 150)]
    if not heads:
        return _dated_title(near)
    told = key(known) if known else None
    scores = [_score(line, near, told) - 0.3 * (len(heads) - 1 - place) for place, line in enumerate(heads)]
    if len(heads) > 1 or scores[0] < _LEAST:
        lead = stems(prose[:3])
        scores = [score + _told(line, prose, lead) for score, line in zip(scores, heads, strict=True)]
    best, place = max(zip(scores, range(len(heads)), strict=True), key=lambda item: (round(item[0], 3), -item[1]))
    if best < _LEAST:
        return _dated_title(near)
    at = near.index(heads[place])
    while at and _is_titled(near[at - 1], near[at], prose, at == 1 or near[at - 2].role in _NO_HEADS):
        at -= 1
    return near[at]


def _dated_title(zone: Sequence[Line]) -> Line | None:
    """A line that has words enough for a title before its date ("Daily Press Briefing - 6 March 2001")."""
    for line in zone:
        if line.role is Role.DATE and (found := dates.dates(line.text)):
            words = line.text[: found[0].start].split()
            if sum(word.isalpha() for word in words) >= _DATED_WORDS and not dates.says(line.text):
                return line
    return None


def _is_titled(above: Line, below: Line, prose: Sequence[Line], first: bool) -> bool:
    """Whether of two lines that follow each other the first is the title, and the second what stands in larger type
    below it: the longer of them, both of what the article is about; or by far the longer, where no other heading stands
    above the two (`first`)."""
    if above.role is not Role.HEAD or is_live(below.text) or _is_kicker(above.text) or _STAMPED.match(above.text):
        return False
    long, longer = len(above.text.split()), len(below.text.split())
    if first and longer >= _SENTENCE and long in _SHORT_TITLE and below.text[0] != above.text[0]:
        return True
    if longer <= (_STANDFIRST if long < _PLAIN else _STANDFIRST - 2) or long < 3:
        return False
    if below.text.startswith(above.text):
        return False
    said, told = stems([above]), stems(prose[:_OPENING])
    shared = len(said & told)
    other = len(stems([below]) & told)
    if long >= _PLAIN and longer * 2 >= long * 3 and shared >= other:
        return True
    if longer <= max(long, _STANDFIRST):
        return shared > 1 and shared >= other
    return shared > 1 or (long >= _PLAIN and shared * 3 >= len(said) > 0)


def _told(line: Line, prose: Sequence[Line], lead: frozenset[str]) -> float:
    """How much of a line the first paragraphs say again; an encyclopaedia begins with all of it."""
    whole = bool(prose) and len(line.text.split()) > 2 and line.text in prose[0].text[: len(line.text) + _ARTICLE]
    return min(3, len(stems([line]) & lead)) + 3.0 * whole


def _score(line: Line, zone: Sequence[Line], told: str | None) -> float:
    """How much a line looks like a title, wherever it stands among those above the article."""
    text = line.text
    length = len(text.split())
    score = 2.0 if 4 <= length <= 22 else 1.0 if length == 3 else -1.0
    score += 6.0 * (told is not None and same_title(key(text), told)) + 1.0 * is_balanced(text)
    score -= 3.0 * bool(_STAMPED.match(text)) + 2.0 * bool(_INDEXED.match(text)) + 3.0 * ("\t" in text)
    score -= (3.0 if _is_trail(text) else 1.0 * ("|" in text)) + 3.0 * _is_named(text)
    score -= 2.0 * text.endswith(("...", "…", ":"))
    place = zone.index(line)
    after = next((other for other in zone[place + 1 :] if other.role is not Role.MARK), None)
    score += 5.0 * is_live(text) - 1.5 * text.lower().startswith("subject:")
    score += 1.5 * (after is not None and (after.role in _SIGNED or (length > 3 and _is_author(zone, after))))
    score += 0.8 * (length > 3 and _is_rubric(after) and place + 2 < len(zone) and zone[place + 2].role is Role.DATE)
    score += 0.7 * (place > 0 and zone[place - 1].role is Role.DATE)
    score += 1.0 * any(other.role is _REPEAT and key(other.text) == key(text) for other in zone)
    return score


def _is_author(zone: Sequence[Line], line: Line) -> bool:
    """Whether a line is no more than a name, with a date or the like below it."""
    place = zone.index(line) + 1
    signed = place < len(zone) and zone[place].role in _SIGNED
    return signed and line.role is _HEAD and " " in line.text and is_name(line.text)


def _is_trail(text: str) -> bool:
    """Whether a line tells the way to a page: "World | Africa", but not "Analysis | Why the two are talking again"."""
    named = "|" in text and max(len(piece.split()) for piece in text.split("|")) > _PLAIN
    return not named and _is_way(text)


def _is_kicker(text: str) -> bool:
    """Whether a line above a title can be no more than where it belongs: "World | Africa", "OSLO - RIGA"."""
    return _is_way(text) or _is_named(text)


def _is_named(text: str) -> bool:
    """Whether a line is no more than a name, or than names side by side: "OSLO - RIGA"."""
    return is_name(_BOUND.sub(" ", text))


def _is_way(text: str) -> bool:
    return _CRUMB.search(text) is not None and _CRUMBS.search(text) is not None


def _is_rubric(line: Line | None) -> bool:
    """Whether a line can be what kind of text it is, and of where ("Statement / Africa")."""
    return line is not None and line.role is Role.HEAD and len(line.text.split()) <= _RUBRIC_WORDS


def is_name(text: str) -> bool:
    """Whether a line can be no more than who wrote it: one to four words, each with a capital."""
    parts = text.split()
    return (
        len(parts) <= 4
        and len(text) <= 60
        and _NAME.fullmatch(text) is not None
        and not any(part in _LINKS or (len(part) > 3 and label(part)) for part in parts)
    )


def is_caption(line: Line, after: Line | None) -> bool:
    """Whether a short line is a caption: a credit follows, itself again, or it is too long for a heading."""
    again = after is not None and after.role is Role.REPEAT and after.text == line.text
    return again or len(line.text) > _LONGEST or (after is not None and after.role is Role.CREDIT)
