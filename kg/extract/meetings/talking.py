"""Talks told of by verbs of talking: "negotiated with the rebels", "spoke by telephone", "talked for an hour"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.calls import by_phone
from kg.extract.meetings.circumstances import clause_date
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.discussions import discussed, of_ages, once
from kg.extract.meetings.further import further
from kg.extract.meetings.objects import objects_of
from kg.extract.meetings.one_by_one import EACH_APART
from kg.extract.meetings.sighted import diplomats, sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import same_people, takers
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Status

_COMPARED: Final = frozenset({"less", "more", "rather"})


def talked(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Negotiated with the rebels", "spoke by telephone", in a headline "A and B talk about C"."""
    words, course = meeting_words(), of_verb(verb)
    lemma = words.talk[verb.lower_]
    following = verb.nbor(1).lower_ if verb.i + 1 < sentence.end else ""
    if following == "past" or _compared(verb, sentence) or once(verb):
        return  # "are talking past each other", "negotiate less with each other than with"
    if lemma == "negotiate" and following in {"the", "a", "an", "its", "their"}:
        yield from discussed(verb, sentence, voices)
        return
    to_whom, after = _spoken_to(verb, lemma, sentence, voices)
    found = around(after, sentence, voices)
    subjects = takers(course, verb, voices)
    phone = by_phone(verb, sentence)
    others = dict.fromkeys(to_whom) or (dict(found.with_whom) if _with_follows(verb, sentence) else {})
    if lemma == "consult" and not others:
        consulted, after = objects_of(verb.i + 1, sentence, voices)
        others = {actor: None for actor in consulted if voices.actors.is_person(actor)}
        found = around(after, sentence, voices) if others else found
    who = diplomats(dict.fromkeys([*subjects, *others]), voices)
    together = len(subjects) > 1 and (
        phone or lemma in {"talk", "negotiate", "confer", "consult", "haggle", "bargain", "parley"}
    )
    together = together or (len(subjects) == 2 and lemma == "speak" and _for_hours(verb, sentence))
    together = together or (len(subjects) == 2 and lemma == "speak" and bool(found.date) and not found.place)
    if found.about:
        found.place = None  # where what they talk about is
    found.date = found.date or (clause_date(verb, voices) if others else "")
    bound = phone or found.date or found.place or (len(subjects) > 1 and _for_hours(verb, sentence))
    if not subjects and not others and bound and lemma != "speak" and same_people(course, verb, voices):
        kind = MeetingKind.PHONE_CALL if phone else None
        sighting = sighted(verb, kind, who, course, found, f"verb: {lemma}", voices, confidence=0.65)
        if sighting is not None:
            yield sighting
        return
    bound = bound or bool(EACH_APART & {t.lower_ for t in verb.doc[verb.i : verb.i + 4]})
    if len(who) < 2 or not (together or (others and subjects)):
        return
    if not bound and (course.status is Status.REFUSED or (lemma in {"talk", "speak"} and not together)):
        return
    kind = MeetingKind.PHONE_CALL if phone else None
    sighting = sighted(verb, kind, who, course, found, f"verb: {lemma}", voices, confidence=0.75)
    if sighting is None:
        return
    yield of_ages(sighting)
    for more, there in further(verb, sentence, voices, bare=False) if subjects and others else ():
        if not set(more) & set(who):
            yield replace(sighting, participants=(*subjects, *more), place=there.place, date=there.date)


def _compared(verb: Token, sentence: Span) -> bool:
    """Whether it is only weighed with whom somebody talks: "talks [less with] each other [than] with the street"."""
    near = [t.lower_ for t in sentence.doc[verb.i + 1 : min(sentence.end, verb.i + 3)]]
    weighed = len(near) == 2 and near[0] in _COMPARED and near[1] in {"with", "to"}
    return weighed and any(t.lower_ == "than" for t in sentence.doc[verb.i : sentence.end])


def _for_hours(verb: Token, sentence: Span) -> bool:
    """ "Talked [for 27 minutes]"."""
    near = verb.doc[verb.i + 1 : min(sentence.end, verb.i + 8)]
    behind = [t.lower_ for t in near]
    return behind[:1] == ["for"] and bool({"minutes", "hours", "hour"} & set(behind))


def _spoken_to(verb: Token, lemma: str, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """To whom somebody speaks ("spoke by phone [to the envoy]"), and the token to read on from."""
    if lemma not in {"speak", "talk"} or verb.lower_ == "talks":
        return (), verb.i + 1
    at = verb.i + 1
    while at < min(sentence.end, verb.i + 5) and sentence.doc[at].lower_ != "to":
        if at not in voices.dates(sentence) and sentence.doc[at].tag_ not in {"RB", "IN", "NN"}:
            return (), verb.i + 1
        at += 1
    if at + 1 >= sentence.end or sentence.doc[at].lower_ != "to":
        return (), verb.i + 1
    titled = sentence.doc[at + 1].tag_ == "VB" and at + 2 < sentence.end  # "to chancellor Ada Voss"
    who, after = listed(voices, at + 1 + titled, sentence.end)
    people = tuple(actor for actor in who if voices.actors.is_person(actor))
    return (people, after) if people else ((), verb.i + 1)


def _with_follows(verb: Token, sentence: Span) -> bool:
    near = [t.lower_ for t in verb.doc[verb.i + 1 : min(sentence.end, verb.i + 8)]]
    return "with" in near or (bool(near) and near[0] == "to" and verb.lower_ not in {"talks"})
