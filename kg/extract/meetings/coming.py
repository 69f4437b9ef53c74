"""Where and when by the verb of coming that goes before a meeting: "flew to Oslo on Friday and met"."""

from __future__ import annotations

from kg.extract.meetings.above import awaited_there, is_there
from kg.extract.meetings.circumstances import date_between
from kg.extract.meetings.courses import Course
from kg.extract.meetings.located import located
from kg.extract.meetings.reading import Around
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Token


def on_the_way(course: Course, verb: Token, found: Around, voices: Voices) -> None:
    """Where and when by the verb of coming before: "flew [to Oslo on Friday] to meet", "is due [in Oslo] to see"."""
    above = course.governor or _came_before(course.first)
    there = above is not None and (is_there(above) or awaited_there(above))
    if above is None or not (above.lower_ in meeting_words().travel or there):
        return
    at = next((i for i in range(above.i + 1, verb.i) if above.doc[i].lower_ in {"to", "in", "at", "for"}), above.i + 1)
    found.place = found.place or located(at + 1, verb.i, voices)[0]
    found.date = found.date or date_between(above.i, verb.i, verb.sent, voices)


def _came_before(first: Token) -> Token | None:
    """The verb of coming that goes before: "[flew] to Oslo on Friday and met", "[arrived] in Oslo and held"."""
    if first.i - 2 <= first.sent.start or first.nbor(-1).lower_ != "and":
        return None
    for at in range(first.i - 2, max(first.sent.start, first.i - 14), -1):
        token = first.doc[at]
        if token.tag_ in {"VBD", "VBZ"}:
            return token if token.lower_ in meeting_words().travel else None
    return None
