"""What stands in the middle of an article set apart from it, and is told by the line below: the caption that a credit
follows, what somebody says in the article, set large once more, the question of a quiz."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.pages.lines import Line, Role

# looked up once, not for each line
_PROSE, _HEAD = Role.PROSE, Role.HEAD
_QUOTES, _DASHES = "\"“„«‘'", "—–―-"
_QUOTED = re.compile(r"[\"“„«‘'][^\"“”«»]{15,}[\"”»’'][,.]?")
_CREDITED = re.compile(r"(?:photo |picture |image )?credit\b", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z][\w'’-]{2,}")
# "Q2. In which year was it signed?"
_ASKED = re.compile(r"Q(?:uestion|UESTION)?\.? ?\d{1,2}\b.*\?$")
# the longest caption told so, and the longest line that says whose words are set large
_CAPTION, _WHOSE = 240, 80
# lines above and below in which somebody is named
_NEAR = 100


def is_captioned(lines: Sequence[Line], place: int) -> bool:
    """Whether the sentence above a credit (at a place) is the caption of its picture: the two stand apart from the
    rest, or the credit calls itself so."""
    line, above = lines[place], lines[place - 1]
    if above.role is not _PROSE or line.gap or len(above.text) > _CAPTION or above.text[-1] in '"”’':
        return False
    begun = above.gap or (place > 1 and lines[place - 2].role is Role.FURNITURE)
    apart = begun and place + 1 < len(lines) and lines[place + 1].gap and line.text[:2].lower() != "by"
    return apart or _CREDITED.match(line.text) is not None


def is_pulled(lines: Sequence[Line], place: int) -> bool:
    """Whether a line (at a place) says whose the words are that stand above it, and nothing else in their line; it is
    somebody whom a paragraph names."""
    line, above = lines[place], lines[place - 1]
    if above.text[0] not in _QUOTES or above.role not in (_PROSE, _HEAD) or len(line.text) > _WHOSE:
        return False
    if not _QUOTED.fullmatch(above.text):
        return False
    names = _CAPITALS.findall(line.text.partition(",")[0])
    if not names or not (line.text[0] in _DASHES or ("," in line.text and line.text[0].isupper())):
        return False
    near = lines[max(0, place - _NEAR) : place + _NEAR]
    return any(names[-1] in other.text for other in near if other.role is _PROSE and other is not above)


def is_asked(lines: Sequence[Line], place: int) -> bool:
    """Whether a line (at a place) is the first of the answers to choose from below a question with a number."""
    above = lines[place - 1]
    if above.text[0] != "Q" or not _ASKED.match(above.text):
        return False
    return all(line.role is not _PROSE for line in lines[place + 1 : place + 2])
