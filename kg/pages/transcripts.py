"""Who speaks in a transcript: an answer of a word or two is no heading where it stands among longer ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.pages.lines import Line, Role

# "QUESTION:", "MR. HALLORAN:", "Ida Holm (through an interpreter):"
_SPEAKER = re.compile(r"([A-Z][\w.'’ -]{0,40})(?: \([^()]{2,40}\))?:(?:\s|$)")
_REACH = 80
# looked up once, not for each line
_HEAD = Role.HEAD


def with_answers(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the short ones as prose that begin with who speaks, beside a paragraph that does so as well."""
    found = list(lines)
    places = [place for place, line in enumerate(lines) if line.role is _HEAD and ":" in line.text]
    spoke = {_speaker(line) for line in lines if line.role is Role.PROSE} if places else set()
    for place in places:
        if not (name := _speaker(lines[place])):
            continue
        above = {_speaker(line) for line in found[max(0, place - 2) : place]} - {None, name}
        below = {_speaker(line) for line in lines[place + 1 : place + 3]} - {None, name}
        if (above and below) or ((above or below) and name in spoke):
            found[place] = lines[place]._replace(role=Role.PROSE)
    return found


def _speaker(line: Line) -> str | None:
    """Who speaks, as a paragraph begins with it."""
    if line.role is not Role.PROSE and line.role is not Role.HEAD:
        return None
    match = _SPEAKER.match(line.text[:_REACH])
    return match[1] if match else None
