"""Signings told of by verbs: those who sign at a place are together there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.circumstances import date_after, date_between
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.located import dateline, located
from kg.extract.meetings.reading import Around
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import ActorType, Status

_SIGNERS: Final = frozenset({ActorType.PERSON, ActorType.STATE, ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP})
_REACHING: Final = frozenset({"reached", "reach", "clinched", "struck", "sealed"})
_REACHED: Final = frozenset(
    {"deal", "agreement", "accord", "truce", "ceasefire", "cease-fire", "pact", "settlement", "compromise", "treaty"}
    | {"document", "declaration", "protocol"}
)
_AGENTS: Final = frozenset({"by", "between"})
_TO_BE: Final = frozenset({"was", "were", "be", "been", "is", "being"})


def signed(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "A and B signed the treaty at the palace", "it was signed in Oslo by A and B": two or more, and a place."""
    course = of_verb(verb)
    if verb.lower_.startswith("agree") and _next(verb) not in {"in", "at"}:
        return  # "agreed in Oslo in March that"
    if verb.lower_ in _REACHING and not _agreement_near(verb, course):
        return
    if course.status not in {Status.HELD, Status.PLANNED} or not course.told:
        return
    agent = next((at for at in range(verb.i + 1, sentence.end) if verb.doc[at].lower_ in _AGENTS), None)
    if _passive(verb, course):
        who = listed(voices, agent + 1, sentence.end)[0] if agent is not None else ()
    else:
        who = takers(course, verb, voices)
    signers = [actor for actor in who if voices.actors.actors[actor].type in _SIGNERS]
    if verb.lower_.startswith("agree") and not all(map(voices.actors.is_person, signers)):
        return
    found = _signed_at(verb, sentence, voices)
    if found is None and verb.lower_ in _REACHING and (when := date_after(verb, voices)):
        found = Around(date=when)
    if found is None and signers and (there := _signs_too(verb, course, signers, voices)) is not None:
        yield there
    if len(signers) < 2 or found is None:
        return
    who_signs = dict.fromkeys([*signers, *found.with_whom])
    sighting = sighted(verb, None, who_signs, course, found, "verb: sign", voices, confidence=0.65)
    if sighting is not None:
        yield sighting


def _next(verb: Token) -> str:
    return verb.nbor(1).lower_ if verb.i + 1 < verb.sent.end else ""


def _signs_too(verb: Token, course: Course, signers: list[int], voices: Voices) -> Sighting | None:
    """ "Ada Voss and Bo Lund signed [the accord]", "signed as a witness": at the signing that is told of before."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 5)]]
    known = after[:1] == ["as"] or (after[:1] == ["the"] and not _REACHED.isdisjoint(after))
    known = known and verb.lower_ in {"signed", "signs", "initialed", "initialled"}
    if not known or course.status is not Status.HELD or not all(map(voices.actors.is_person, signers)):
        return None
    who = dict.fromkeys(signers)
    sighting = sighted(verb, None, who, course, Around(), "noun, attended: signing", voices, confidence=0.65)
    if sighting is None or (sighting.date and len(signers) < 2):
        return None
    return replace(sighting, told=False, definite=True)


def _agreement_near(verb: Token, course: Course) -> bool:
    """Whether it is a deal that is reached: "reached a peace deal", "a deal that the two reached"."""
    doc, sent = verb.doc, verb.sent
    after = doc[verb.i + 1 : min(sent.end, verb.i + 5)]
    before = doc[max(sent.start, course.first.i - 9) : course.first.i]
    leads = _passive(verb, course) or any(t.lower_ == "that" for t in before)
    led = leads and any(t.lower_ in _REACHED for t in before)
    return led or any(t.lower_ in _REACHED for t in after)


def _passive(verb: Token, course: Course) -> bool:
    between = verb.doc[course.first.i : verb.i]
    return verb.tag_ == "VBN" and course.first is not verb and any(t.lower_ in _TO_BE for t in between)


def _signed_at(verb: Token, sentence: Span, voices: Voices) -> Around | None:
    """Where and when those who sign are together, by the first place after the verb."""
    doc = verb.doc
    for at in range(verb.i + 1, min(sentence.end - 1, verb.i + 26)):
        if doc[at].text == ";" or doc[at].tag_ in {"VBD", "VBZ", "MD"}:
            return None
        if doc[at].lower_ == "here" and (where := dateline(voices)) is not None:
            found = around(at + 1, sentence, voices)
            found.place = where
            return found
        if doc[at].lower_ not in {"in", "at"} or at in voices.dates(sentence):
            continue
        where, after = located(at + 1, sentence.end, voices)
        site = where is not None and (where.latitude is not None or where.country is None)
        own = doc[at].lower_ == "at" or after in voices.dates(sentence)
        if where is None or not site or (_of_the_text(at, verb) and not own):
            continue
        found = around(at, sentence, voices)
        found.place = where
        found.date = found.date or date_between(verb.i + 1, at, sentence, voices)
        return found
    return None


def _of_the_text(at: int, verb: Token) -> bool:
    """Whether a place belongs to what is signed: "a treaty on Kashmir", "an agreement on the war in Aden"."""
    return verb.doc[at].lower_ == "on" or any(t.lower_ in {"on", "about"} for t in verb.doc[verb.i + 1 : at])
