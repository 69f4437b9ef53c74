"""What stands in the middle of an article set apart from it, and is told by the line below: the caption that a credit
follows, and what somebody says in the article, set large once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.pages.lines import Line, Role

# looked up once, not for each line
_PROSE, _HEAD, _CREDIT = Role.PROSE, Role.HEAD, Role.CREDIT
_QUOTES, _DASHES = "\"“„«‘'", "—–―-"
_QUOTED = re.compile(r"[\"“„«‘'][^\"“”«»]{15,}[\"”»’'][,.]?")
_CREDITED = re.compile(r"(?:photo |picture |image )?credit\b", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z][\w'’-]{2,}")
# the longest caption told so, and the longest line that says whose words are set large
_CAPTION, _WHOSE = 240, 80


def marked_asides(lines: Sequence[Line]) -> list[Line]:
    """The lines, with captions above their credits marked as such, and words that an article sets large, with whose
    they are, as what it goes on below."""
    found = list(lines)
    for place in range(1, len(lines)):
        line, above = lines[place], lines[place - 1]
        if line.role is _CREDIT:
            if above.role is _PROSE and _is_captioned(lines, place):
                found[place - 1] = above._replace(role=Role.CAPTION)
        elif line.role is _HEAD and above.text[0] in _QUOTES and _is_pulled(lines, place):
            found[place - 1 : place + 1] = [one._replace(role=Role.MARK) for one in (above, line)]
    return found


def _is_captioned(lines: Sequence[Line], place: int) -> bool:
    """Whether the sentence above a credit is the caption of its picture: the two stand apart from the rest, or the
    credit calls itself so."""
    above, line = lines[place - 1 : place + 1]
    if line.gap or len(above.text) > _CAPTION or above.text[-1] in '"”’':
        return False
    apart = above.gap and place + 1 < len(lines) and lines[place + 1].gap and line.text[:2].lower() != "by"
    return apart or _CREDITED.match(line.text) is not None


def _is_pulled(lines: Sequence[Line], place: int) -> bool:
    """Whether a line of nothing but somebody's words stands above a line with whose they are, who is named."""
    above, line = lines[place - 1 : place + 1]
    if above.role not in (_PROSE, _HEAD) or len(line.text) > _WHOSE or not _QUOTED.fullmatch(above.text):
        return False
    names = _CAPITALS.findall(line.text.partition(",")[0])
    if not names or not (line.text[0] in _DASHES or ("," in line.text and line.text[0].isupper())):
        return False
    return any(names[-1] in other.text for other in lines if other.role is _PROSE and other is not above)
