"""Meetings that somebody proposes or wants: "turned down an offer of talks", "a summit that she wants to hold"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.above import BIDS, VERBS, turns_down
from kg.extract.meetings.circumstances import date_between
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.hanging import Hanging, People
from kg.extract.meetings.reading import Around
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import Status

_PROPOSALS: Final = BIDS | {"idea"}
_HEARD: Final = frozenset({"reports", "report", "rumours", "rumors", "talk", "claims", "speculation", "suggestions"})
_TAKING_UP: Final = frozenset({"accepted", "accept", "accepts", "welcomed", "welcomes", "backed", "endorsed"})


def proposed(there: Hanging, people: People, voices: Voices) -> None:
    """Adds those of whom one proposes the meeting and another turns it down or takes it up: "Oslo's offer of talks"."""
    doc, at = there.noun.doc, there.first - 2
    if (
        at < there.noun.sent.start
        or doc[at + 1].lower_ not in {"for", "of"}
        or doc[at].lower_ not in _PROPOSALS | _HEARD
    ):
        return
    if doc[at].lower_ in _HEARD:
        _denied(there, at, people, voices)
        return
    verb = next(
        (doc[i] for i in range(at - 1, max(there.noun.sent.start - 1, at - 8), -1) if doc[i].tag_ in VERBS), None
    )
    owner = voices.grammar.possessors(doc[at])
    who = voices.of(owner) or voices.demonym(doc[at - 1].text) or voices.who(doc[at - 1])
    if (down := _is_turned_down(there)) and who and people.who:
        people.who.update(dict.fromkeys(who))
        people.course = replace(people.course, status=Status.REFUSED, told=down)
        people.how = "proposed"
        return
    if verb is None:
        return
    course = of_verb(verb)
    if not who:
        _taken_up(verb, course, people, voices)
        return
    answer = tuple(actor for actor in takers(course, verb, voices) if actor not in who)
    down = turns_down(verb)
    if not answer or not (down or verb.lower_ in meeting_words().planned or verb.lower_ in _TAKING_UP):
        return
    people.who.update(dict.fromkeys([*who, *answer]))
    people.course = replace(people.course, status=Status.REFUSED if down else Status.PLANNED, told=True)
    people.how = "proposed"


def _is_turned_down(there: Hanging) -> bool:
    """ "Her request for a meeting with him [has been turned down]", "was rejected"."""
    noun = there.noun
    doc, end = noun.doc, noun.sent.end
    be = next((t for t in doc[noun.i + 1 : min(end, noun.i + 16)] if t.tag_ in FINITE), None)
    if be is None or be.lower_ not in {"was", "were", "has", "have", "had"}:
        return False
    near = doc[be.i + 1 : min(end, be.i + 4)]
    verb = next((t for t in near if t.tag_ == "VBN" and t.lower_ != "been"), None)
    passive = be.lower_ in {"was", "were"} or any(t.lower_ == "been" for t in near)
    return verb is not None and passive and turns_down(verb) and not any(t.lower_ in {"not", "never"} for t in near)


def _denied(there: Hanging, at: int, people: People, voices: Voices) -> None:
    """ "Dismissed as untrue reports of a secret meeting with Bo Lund": denied by one of those said to have met."""
    words, doc = meeting_words(), there.noun.doc
    before = (doc[i] for i in range(at - 1, max(there.noun.sent.start - 1, at - 8), -1))
    verb = next((t for t in before if t.tag_ in VERBS and t.lower_ in {**words.denied, **words.refused}), None)
    if verb is None or of_verb(verb).status in {None, Status.PLANNED}:
        return
    people.who.update(dict.fromkeys(takers(of_verb(verb), verb, voices)))
    people.course = replace(people.course, status=Status.DENIED, told=True)


def _taken_up(verb: Token, course: Course, people: People, voices: Voices) -> None:
    """ "Accepted a proposal for talks with his rival", "dismissed calls for talks with him", whoever made them."""
    answering = tuple(actor for actor in takers(course, verb, voices) if actor not in people.who)
    down = turns_down(verb)
    if not (down or verb.lower_ in _TAKING_UP) or course.status is not Status.HELD or not (answering and people.who):
        return
    people.who.update(dict.fromkeys(answering))
    people.course = replace(people.course, status=Status.REFUSED if down else Status.PLANNED, told=True)
    people.how = "proposed"


def wanted(there: Hanging, people: People, found: Around, voices: Voices) -> None:
    """ "A meeting that Ada Voss wants to hold in May": who would hold it, and when."""
    doc, at = there.noun.doc, there.noun.i + 1
    words, limit = meeting_words(), min(there.noun.sent.end, there.noun.i + 14)
    at += at < limit and doc[at].text == ","
    if at >= limit or doc[at].lower_ not in {"that", "which"}:
        return
    verb = next((doc[i] for i in range(at + 1, limit) if doc[i].tag_ == "VB" and doc[i - 1].lower_ == "to"), None)
    if verb is None or verb.lower_ not in {**words.have, **words.convene, **words.attend}:
        return
    course = of_verb(verb)
    who = listed(voices, at + 1, course.first.i)[0]
    if not who or course.status is None:
        return
    people.who.update(dict.fromkeys(who))
    people.course = replace(people.course, status=course.status, told=True)
    found.date = found.date or date_between(verb.i + 1, min(there.noun.sent.end, verb.i + 6), there.noun.sent, voices)
