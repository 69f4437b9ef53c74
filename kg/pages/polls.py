"""Polls inside an article: a question, and what may be answered, a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.pages.lines import Line, Role

_WORD = re.compile(r"[^\W\d_]+")
_HEADINGS = ("poll", "vote", "survey")
# lines that a poll has at most, from its question to the number of votes; and the longest of them
_LINES, _LONGEST = 10, 80


def without_polls(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those of polls that may be answered with yes or no marked as what an article goes on below."""
    found = list(lines)
    for place, line in enumerate(lines):
        if line.role is not Role.PROSE and _first(line) == "yes":
            top, end = place, place + 1
            while top and place - top < _LINES and _is_answer(lines[top - 1]) and lines[top].text[-1] != "?":
                top -= 1
            top -= top > 0 and lines[top - 1].text[-1] == "?"
            while end < len(lines) and _is_answer(lines[end]):
                end += 1
            top -= top > 0 and _is_heading(lines[top - 1])
            if "no" in map(_first, lines[top:end]) and end - top <= _LINES:
                found[top:end] = [line._replace(role=Role.MARK, furniture=None) for line in lines[top:end]]
    return found


def _first(line: Line) -> str:
    match = _WORD.search(line.text)
    return match[0].lower() if match else ""


def _is_heading(line: Line) -> bool:
    return line.role is not Role.PROSE and _first(line) in _HEADINGS


def _is_answer(line: Line) -> bool:
    return line.role is not Role.PROSE and len(line.text) <= _LONGEST
