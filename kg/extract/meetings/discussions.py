"""Talks told of by what they are about: "discussed the border with", "negotiated the text with"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.meetings.around import around
from kg.extract.meetings.calls import by_phone
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.sighted import diplomats, sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Status

_AFTER_TOPIC: Final = frozenset({"with", "in", "at", "on", ",", "during", "by"})
COUNCILS: Final = frozenset({"Council", "Assembly", "Commission", "Committee", "Board", "Union", "League", "NATO"})
"""Last words of the names of bodies that sit."""
FOR_AGES: Final = "for ages"
"""How the rule of a sighting ends that tells of no one occasion."""
_LONG_AGO: Final = frozenset({"once", "formerly"})
_AGES: Final = frozenset({"years", "decades", "decade", "generations", "months"})
_LASTING: Final = frozenset({"for", "over", "since"})
_ONLY_READY: Final = frozenset({"ready", "willing", "prepared", "open", "met", "meet", "gathered"})


def discussed(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "A and B discussed the border", "is expected to discuss it with leaders in Oslo"."""
    if once(verb):
        return
    course, subjects = of_verb(verb), takers(of_verb(verb), verb, voices)
    end = _topic_end(verb, sentence)
    found = around(end, sentence, voices)
    others = dict(found.with_whom)
    who = diplomats(dict.fromkeys([*subjects, *others]), voices)
    if course.status is not Status.HELD and not others and not (found.place or found.date):
        return
    if found.place is not None and found.place.latitude is None and not others:
        found.place = None
    if course.governor is not None and course.governor.lower_ in _ONLY_READY:
        return
    unnamed = found.place and end < sentence.end and sentence.doc[end].lower_ == "with"
    body = len(subjects) == 1 and bool(found.date) and _convenes(subjects[0], voices)
    if not subjects or not (len(subjects) > 1 or others or unnamed or body):
        return
    found.about = topics_of(sentence.doc[verb.i + 1 : end], voices.actors)
    kind = MeetingKind.CONFERENCE if body and not others else None
    kind = MeetingKind.PHONE_CALL if by_phone(verb, sentence) else kind
    sighting = sighted(verb, kind, who, course, found, "verb: discuss", voices, confidence=0.7)
    if sighting is not None:
        yield of_ages(sighting)


def once(verb: Token) -> bool:
    """ "Who [once] negotiated with Chad": no occasion that anybody tells of."""
    before = verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]
    return verb.tag_ in {"VBD", "VBN"} and any(t.lower_ in _LONG_AGO for t in before)


def of_ages(sighting: Sighting) -> Sighting:
    """The sighting, as of no occasion where it goes on for years: others may go on from it."""
    ages = _for_ages(sighting.anchor)
    return replace(sighting, told=False, rule=f"{sighting.rule}, {FOR_AGES}") if ages else sighting


def _for_ages(verb: Token) -> bool:
    """ "Have been negotiating for years", "discussing it for more than two decades": no one occasion."""
    doc, low, end = verb.doc, verb.sent.start, verb.sent.end
    going_on = verb.tag_ == "VBG" and any(t.lower_ in {"been", "spent"} for t in doc[max(low, verb.i - 5) : verb.i])
    lasting = (t for t in doc[verb.i + 1 : min(end, verb.i + 16)] if t.lower_ in _AGES)
    return going_on and any(_LASTING & {t.lower_ for t in doc[max(low, unit.i - 5) : unit.i]} for unit in lasting)


def _convenes(actor: int, voices: Voices) -> bool:
    """Whether an actor is a body of many whose discussions are meetings: "the Security Council"."""
    known = voices.actors.actors[actor]
    return (known.key or "").startswith(("org:", "coalition:")) and known.name.split()[-1] in COUNCILS


def _topic_end(verb: Token, sentence: Span) -> int:
    """The token after what is discussed."""
    at = verb.i + 1
    while at < min(sentence.end, verb.i + 14) and sentence.doc[at].lower_ not in _AFTER_TOPIC:
        at += 1
    return at
