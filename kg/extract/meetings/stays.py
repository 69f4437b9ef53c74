"""Visits told of by where somebody is, is awaited or is bidden: "was in Oslo last week", "is due in Rome on Friday"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.meetings.around import around
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.journeys import past_places
from kg.extract.meetings.located import dateline, in_own_country, located
from kg.extract.meetings.objects import objects_of
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Place, Status

_ANSWERING: Final = frozenset(
    {"accepted", "accepts", "declined", "declines", "rejected", "refused", "turned", "turns", "received"}
)


def awaited(word: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Is expected in Oslo next week", "was due in Rome on Friday": a visit to come, where no meeting is told of."""
    doc, at = sentence.doc, word.i + 1
    at += at < sentence.end and doc[at].lower_ == "back"
    later = doc[at : sentence.end]
    if (
        at + 1 >= sentence.end
        or doc[at].lower_ not in {"in", "at"}
        or any(meeting_words().nouns.get(t.lower_, MeetingKind.VISIT) is not MeetingKind.VISIT for t in later)
        or any(_meets(t, voices) for t in later)
    ):
        return
    first = word.i - 1
    while first > sentence.start and (doc[first].tag_ == "RB" or doc[first].lower_ == "been"):
        first -= 1
    where, after = located(at + 1, sentence.end, voices)
    if doc[first].lower_ not in {"is", "are", "was", "were", "be", "had"} or where is None:
        return
    course = Course(Status.PLANNED, doc[first])
    people = [actor for actor in takers(course, doc[first], voices) if voices.actors.is_person(actor)]
    found = around(past_places(after, sentence, voices), sentence, voices)
    found.place = where
    if not people or not found.date:
        return
    sighting = sighted(
        word, MeetingKind.VISIT, dict.fromkeys(people), course, found, "verb: due", voices, confidence=0.65
    )
    if sighting is not None:
        yield sighting


def _meets(verb: Token, voices: Voices) -> bool:
    """Whether it is told whom somebody is to meet there: "is due in Oslo on Friday to [see] the king"."""
    meets = verb.tag_ == "VB" and (verb.lower_ in meeting_words().meet or verb.lower_ == "see")
    objects = objects_of(verb.i + 1, verb.sent, voices)[0] if meets and verb.nbor(-1).lower_ == "to" else ()
    return any(map(voices.actors.is_person, objects))


def been(be: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Was in Oslo last week", "had been in Rome on Monday": a visit abroad, where no other meeting is told of."""
    doc, at = sentence.doc, be.i + 1
    at += at < sentence.end and doc[at].tag_ == "RB"
    if at + 1 >= sentence.end or doc[at].lower_ not in {"in", "at"} or be.lower_ not in {"was", "were", "been"}:
        return
    words, later = meeting_words(), doc[at : sentence.end]
    if any(t.lower_ in words.nouns or t.lower_ in words.meet or t.lower_ in words.discuss for t in later):
        return
    where, after = located(at + 1, min(sentence.end, at + 7), voices)
    course = of_verb(be)
    if (
        where is None
        or where.country is None
        or course.status is not Status.HELD
        or after not in voices.dates(sentence)
    ):
        return
    people = [a for a in takers(course, be, voices) if voices.actors.is_person(a) and not _at_home(a, where, voices)]
    found = around(after, sentence, voices)
    found.place = where
    if not people or not found.date or found.date.split()[0].lower() in {"since", "until", "when"}:
        return
    sighting = sighted(
        be, MeetingKind.VISIT, dict.fromkeys(people), course, found, "verb: be there", voices, confidence=0.6
    )
    if sighting is not None:
        yield sighting


def _at_home(actor: int, where: Place, voices: Voices) -> bool:
    """Whether somebody is in his own country; where nobody knows which that is, in the one that the report is from."""
    here = dateline(voices)
    if voices.state(actor) == actor:
        return here is None or here.country == where.country
    return in_own_country(actor, where, voices)


def bidden(noun: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Accepted an invitation to Oslo", "turned down the invitation to Rome": a visit to come, or none."""
    doc, at = sentence.doc, noun.i + 1
    if at + 1 >= sentence.end or doc[at].lower_ != "to":
        return
    near = (t for t in reversed(doc[max(sentence.start, noun.i - 5) : noun.i]) if t.tag_.startswith("VB"))
    verb, (where, after) = next(near, None), located(at + 1, min(sentence.end, at + 6), voices)
    owning = after < sentence.end and doc[after].tag_ == "POS"
    if verb is None or verb.lower_ not in _ANSWERING - {"received"} or where is None or owning:
        return
    people = [actor for actor in takers(of_verb(verb), verb, voices) if voices.actors.is_person(actor)]
    found = around(after, sentence, voices)
    found.place = where
    status = Status.PLANNED if verb.lower_.startswith("accept") else Status.REFUSED
    course = Course(status, of_verb(verb).first)
    if not people or of_verb(verb).status is not Status.HELD:
        return
    sighting = sighted(
        noun, MeetingKind.VISIT, dict.fromkeys(people), course, found, "noun: invitation", voices, confidence=0.65
    )
    if sighting is not None:
        yield sighting
