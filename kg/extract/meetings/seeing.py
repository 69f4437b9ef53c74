"""Meetings told of by whom one sees or goes to and fro between: "saw her colleague in Oslo"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.coming import on_the_way
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.objects import objects_of
from kg.extract.meetings.sighted import sighted, wished
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Status

_SEATS: Final = frozenset({"capitals", "countries", "sides", "neighbours", "parties"})
_SEEN_DOING: Final = frozenset({"VB", "VBG", "VBN", "VBD", "JJ"})
_BEHIND: Final = frozenset({"in", "at", "on", "for", "before", "after", "to", "over", "and"})
_ARRANGED: Final = frozenset({"due", "scheduled", "set", "slated", "expected"})


def saw(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Will see his colleague, Ada Voss, in Oslo": a person and a person, where or when is told."""
    course = of_verb(verb)
    objects, after = objects_of(verb.i + 1, sentence, voices)
    mutual = _next(verb, sentence) in {"each", "one"} and verb.i + 2 < sentence.end
    after += 2 * (mutual and verb.nbor(2).lower_ in {"other", "another"})
    found = around(after, sentence, voices)
    on_the_way(course, verb, found, voices)
    behind = _behind_gerund(verb, objects, after, sentence, voices)
    subjects = behind or takers(course, verb, voices)
    objects = tuple(actor for actor in objects if actor not in subjects)
    objects = subjects[1:] if mutual and after > verb.i + 1 and not objects else objects
    who = dict.fromkeys([*subjects, *objects])
    people = all(map(voices.actors.is_person, who))
    doing = after < sentence.end and after not in voices.dates(sentence) and sentence.doc[after].tag_ in _SEEN_DOING
    leaving = (doing and not behind) or (after < sentence.end and sentence.doc[after].lower_ == "as")
    then = verb.tag_ == "VBG" and _before_verb(verb) in {"after", "before", "on", "upon"}  # "said after seeing her"
    ending = after >= sentence.end or sentence.doc[after].is_punct or sentence.doc[after].lower_ in _BEHIND
    also = ending and _before_verb(verb) in {"also", "later", "then", "separately"}
    arranged = course.governor is not None and course.governor.lower_ in _ARRANGED and course.told and ending
    arranged = arranged or wished(course) or (course.status is Status.REFUSED and course.told and ending)
    bound = found.place is not None or found.date or then or also or arranged
    if objects and len(who) > len(objects) and people and bound and not leaving:
        sighting = sighted(verb, None, who, course, found, "verb: see", voices, confidence=0.65)
        if sighting is not None:
            yield sighting


def between(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Shuttled between the two for seven hours on Monday": with both, where they are somebody and not places."""
    if _next(verb, sentence) != "between":
        return
    course, (others, after) = of_verb(verb), listed(voices, verb.i + 2, sentence.end)
    capitals = [t for t in sentence.doc[verb.i + 2 : min(sentence.end, verb.i + 6)] if t.lower_ in _SEATS]
    if len(others) < 2 and capitals:  # "between the two capitals"
        others, after = voices.who(capitals[0]), capitals[0].i + 1
    found = around(after, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *others])
    people = [actor for actor in others if voices.actors.is_person(actor)]
    if len(people) >= 2 and len(who) > len(others) and (found.date or found.place):
        sighting = sighted(verb, None, who, course, found, "verb: shuttle", voices, confidence=0.65)
        if sighting is not None:
            yield sighting
    elif verb.lower_.startswith("shuttl") and found.date and len(who) - len(others) == 1 and len(others) > 1:
        sighting = sighted(verb, MeetingKind.VISIT, who, course, found, "verb: shuttle", voices, confidence=0.65)
        if sighting is not None:
            yield sighting


def _behind_gerund(
    verb: Token, objects: tuple[int, ...], after: int, sentence: Span, voices: Voices
) -> tuple[int, ...]:
    """Who acts behind a gerund that opens the clause: "after seeing Bo Lund in Oslo, [Ada Voss] said"."""
    if verb.tag_ != "VBG" or _before_verb(verb) not in {"after", "before", "on", "upon", "while"}:
        return ()
    opening = verb.i - 1
    if opening > sentence.start and sentence.doc[opening - 1].text != ",":
        return ()
    if len(objects) > 1 and after < sentence.end and sentence.doc[after].tag_ in FINITE:
        return objects[-1:]  # read as one list with those who are seen
    comma = next((t.i for t in sentence.doc[after : sentence.end] if t.text == "," or t.tag_ in FINITE), None)
    if comma is None or sentence.doc[comma].text != ",":
        return ()
    who, end = listed(voices, comma + 1, sentence.end)
    return who if end < sentence.end and sentence.doc[end].tag_ in FINITE | {"RB"} else ()


def _before_verb(verb: Token) -> str:
    return verb.nbor(-1).lower_ if verb.i > verb.sent.start else ""


def _next(token: Token, sentence: Span) -> str:
    return token.nbor(1).lower_ if token.i + 1 < sentence.end else ""
