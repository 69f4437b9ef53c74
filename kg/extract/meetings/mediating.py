"""Talks that somebody offers to bring about: "offered its good offices", "offered to mediate between Chad and Mali"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.around import STANDING_BY, around
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.parties import sides_of
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Status

_MEDIATE: Final = frozenset({"mediate", "arbitrate", "broker"})
_GO_BETWEEN: Final = ["go", "-", "between"]
_BETWEEN: Final = frozenset({"between", "with"})


def mediating(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Offered its good offices": whoever offers, and the two between whom, named or those the article is about."""
    after = _offer_end(verb, sentence)
    course = of_verb(verb)
    if after is None or course.status is not Status.HELD:
        return
    hosts = takers(course, verb, voices)
    between: tuple[int, ...] = ()
    if after + 1 < sentence.end and sentence.doc[after].lower_ in _BETWEEN:
        between, after = listed(voices, after + 1, sentence.end)
    between = tuple(actor for actor in between or sides_of(voices) if actor not in hosts)
    if not hosts or len(between) < 2:
        return
    planned = Course(Status.PLANNED, course.first)
    who, found = dict.fromkeys([*hosts, *between]), around(after, sentence, voices)
    found.date = found.date if found.place else ""  # the day of the offer
    sighting = sighted(verb, None, who, planned, found, "verb: offer", voices, hosts=hosts, confidence=0.65)
    if sighting is not None:
        yield sighting


def _offer_end(verb: Token, sentence: Span) -> int | None:
    """The token after what is offered, where that is to bring two together; None for other offers."""
    doc, end = sentence.doc, sentence.end
    low = [t.lower_ for t in doc[verb.i + 1 : min(end, verb.i + 8)]]
    if "good" in low[:3] and low[low.index("good") : low.index("good") + 2] == ["good", "offices"]:
        return verb.i + 1 + low.index("offices") + 1
    if low[:1] != ["to"]:
        return None
    if low[1:2] and low[1] in _MEDIATE:
        return verb.i + 3
    at = next((i for i, word in enumerate(low) if word in STANDING_BY or low[i - 2 : i + 1] == _GO_BETWEEN), None)
    return verb.i + 1 + at + 1 if at is not None and low[1:3] in (["act", "as"], ["serve", "as"]) else None
