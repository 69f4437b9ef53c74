"""Meetings told of by nouns: "held talks with", "the Oslo summit", "after a phone call between", "his visit to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings import noun_people
from kg.extract.meetings.above import called_off
from kg.extract.meetings.around import ASIDE, around
from kg.extract.meetings.circumstances import (
    NO_DATE,
    SPEECH_TIMES,
    clause_date,
    date_between,
    hearsay,
    opening_place,
    spoken_date,
)
from kg.extract.meetings.courses import Course
from kg.extract.meetings.days import STAYING_AWAY
from kg.extract.meetings.further import further
from kg.extract.meetings.hanging import Hanging
from kg.extract.meetings.located import compound_place
from kg.extract.meetings.noun_kinds import kind_of
from kg.extract.meetings.noun_owners import BROKERING, brokers, of_guarantor
from kg.extract.meetings.noun_phrases import RESUMED, left_edge, other_words
from kg.extract.meetings.reading import Around
from kg.extract.meetings.sighted import wished
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.status import of_noun
from kg.extract.meetings.takers import same_people
from kg.extract.meetings.time_steps import UNITS
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import BlockKind, MeetingKind, Place, Status

_APART: Final = frozenset({"separate", "bilateral", "individual", "one-on-one"})
_OF_MANY: Final = frozenset({"meeting", "meetings", "session", "sessions", "gathering"})
_COUNTED: Final = frozenset({"first", "second", "third", "fourth", "fifth", "last", "previous"})
_RESUMING: Final = frozenset({"resume", "reconvene", "continue"})
_TO_START: Final = frozenset({"due", "scheduled", "planned", "slated", "set"})
_DEFINITE: Final = frozenset({"the", "this", "these", "those", "both", "that"})


def from_nouns(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """The meetings that the nouns of a sentence tell of."""
    for token in sentence:
        kind = kind_of(token, voices)
        if kind is not None:
            sighting = _noun(token, kind, sentence, voices)
            if sighting is not None:
                yield from _each(sighting, voices)
                yield from _besides(sighting, voices)
                yield from _and_elsewhere(sighting, voices)


def _each(sighting: Sighting, voices: Voices) -> Iterator[Sighting]:
    """ "Held separate meetings with her Omani and Qatari counterparts": a meeting with each."""
    noun, first = sighting.anchor, left_edge(sighting.anchor)
    apart = {t.lower_ for t in noun.doc[first : noun.i]} & _APART and noun.tag_ == "NNS"
    others = _with_each(noun, voices) if apart else ()
    own = tuple(actor for actor in sighting.participants if actor not in others)
    if len(others) == 1 and len(own) > 1 and all(map(voices.actors.is_person, own)):
        for one in own:
            yield replace(sighting, participants=(one, *others))
        return
    if len(others) < 2 or len(own) != 1:
        yield sighting
        return
    for other in others:
        yield replace(sighting, participants=(*own, other))


def _besides(sighting: Sighting, voices: Voices) -> Iterator[Sighting]:
    """ "Held talks with Ada Voss in Oslo and with Bo Lund in Rome": the second."""
    noun, met = sighting.anchor, around(sighting.anchor.i + 1, sighting.sentence, voices).with_whom
    own = tuple(actor for actor in sighting.participants if actor not in met)
    for others, found in further(noun, sighting.sentence, voices, bare=False) if met and own else ():
        if not set(others) & {*met, *own}:
            yield replace(sighting, participants=(*own, *others), place=found.place, date=found.date)


def _and_elsewhere(sighting: Sighting, voices: Voices) -> Iterator[Sighting]:
    """ "Two further rounds, in Oslo in May and in Rome in July": the second, where the first has its place too."""
    noun, sentence = sighting.anchor, sighting.sentence
    if noun.tag_ != "NNS" or sighting.place is None or not sighting.told:
        return
    doc, dates = noun.doc, voices.dates(sentence)
    for at in range(noun.i + 1, min(sentence.end - 2, noun.i + 16)):
        if doc[at].tag_ in FINITE or doc[at].text in {";", ":"}:
            return
        if doc[at].lower_ == "and" and doc[at + 1].lower_ in {"in", "at"} and at + 1 not in dates:
            found = around(at + 1, sentence, voices)
            if found.place is not None and found.place != sighting.place and found.date != sighting.date:
                yield replace(sighting, place=found.place, date=found.date)
            return


def _with_each(noun: Token, voices: Voices) -> tuple[int, ...]:
    """Those behind "with", and behind "and with" after it."""
    doc, at, out = noun.doc, noun.i + 1, dict[int, None]()
    while at + 1 < noun.sent.end and doc[at].lower_ in {"with", "and"}:
        who, after = listed(voices, at + 1 + (doc[at + 1].lower_ == "with"), noun.sent.end)
        if not who:
            break
        out.update(dict.fromkeys(who))
        at = after
    return tuple(out)


def _noun(noun: Token, kind: MeetingKind, sentence: Span, voices: Voices) -> Sighting | None:
    doc, first = noun.doc, left_edge(noun)
    if any(t.lower_ in ASIDE for t in doc[max(sentence.start, first - 2) : first]):
        return None
    caption = voices.parsed.block(noun) is BlockKind.CAPTION
    course, verb, role = of_noun(noun, first, caption)
    found = around(noun.i + 1, sentence, voices)
    beyond = _beyond(verb, role, sentence, voices)
    there = Hanging(noun, first, kind, course, verb, role)
    people = noun_people.read(there, found, beyond, voices)
    if kind is MeetingKind.TALKS and _of_a_body(noun, found, voices):
        kind = MeetingKind.CONFERENCE
    course = people.course
    if role in {"after", "following"} and course.status is Status.HELD and len(found.with_whom) > 1 and _past(noun):
        course = replace(course, told=True)  # "agreed to reopen it, following talks between A and B"
    if course.status is None or "?" in [t.text for t in sentence[-3:]]:
        return None
    definite = _definite(doc[first], noun, first, voices)
    who = people.all()
    if of_guarantor(there):
        return None
    if people.hosts and set(who) <= brokers(there, voices):
        if verb is not None and verb.lower_ in BROKERING and role == "subject":
            return None
        who = ()
    if not _is_occasion(there, who, found, definite and course.told, voices):
        return None
    return Sighting(
        sentence=sentence,
        anchor=noun,
        kind=None if kind is MeetingKind.TALKS else kind,
        participants=who,
        status=course.status,
        rule=f"noun, {people.how}: {noun.lower_}" if people.how else f"noun: {noun.lower_}",
        confidence=0.8,
        hosts=tuple(people.hosts),
        absent=tuple(people.absent),
        place=found.place or compound_place(first, noun, voices) or _own_place(beyond, sentence, noun, voices),
        date=_date(found, there) or _compound_date(first, noun, voices) or _verb_date(there, beyond, voices),
        about=found.about,
        definite=definite,
        other=other_words(first, noun, voices.dates(sentence)) | _resumed(course, verb, role) | _by_then(there),
        told=course.told and not (role == "ahead of" and doc[first - 2].lower_ == "eve" and not who),
        wished=wished(course) and (bool(found.with_whom) or (len(who) > 1 and role == "object")),
        invited=people.invited,
        hedged=hearsay(noun),
        same=_same(there, found, course, voices),
        aside=found.aside or any(t.lower_ in ASIDE for t in doc[sentence.start : first]),
    )


def _of_a_body(noun: Token, found: Around, voices: Voices) -> bool:
    """Whether many meet: "a meeting of [the foreign ministers of] the African Union", "a session of the council"."""
    if noun.lower_ not in _OF_MANY or noun.i + 1 >= noun.sent.end or noun.nbor(1).lower_ != "of":
        return False
    first = next(iter(found.with_whom), None)
    return first is not None and (voices.actors.actors[first].key or "").startswith(("org:", "coalition:"))


def _by_then(there: Hanging) -> frozenset[str]:
    """What sets apart a meeting from which another is counted: "a month after their second summit", "since talks"."""
    counted = there.noun.doc[there.first].lower_ in {"their", "the"} and there.role in {"since", "after"}
    words = {t.lower_ for t in there.noun.doc[there.first : there.noun.i]}
    measured = there.role in {"after", "before"} and there.first - 2 > there.noun.sent.start
    if measured and there.noun.doc[there.first - 2].lower_ in UNITS:  # "two weeks after a phone call"
        return frozenset({"previous"})
    return frozenset({"previous"} if counted and (there.role == "since" or words & _COUNTED) else ())


def _past(noun: Token) -> bool:
    """Whether the sentence tells of the past, by its first finite verb."""
    main = next((t for t in noun.doc[noun.sent.start : noun.i] if t.tag_ in FINITE), None)
    return main is not None and main.tag_ == "VBD"


def _same(there: Hanging, found: Around, course: Course, voices: Voices) -> bool:
    """Whether it is people told of before: "[the envoys] held talks", "a call between the two ministers"."""
    noun, verb = there.noun, there.verb
    if not found.with_whom and [t.lower_ for t in noun.doc[noun.i + 1 : noun.i + 4]] == ["between", "the", "two"]:
        return True
    if there.role != "object" or not course.told or verb is None:
        return False
    words = meeting_words()
    has = verb.lower_ in {**words.have, **words.attend, **words.convene}
    return has and same_people(course, verb, voices)


def _resumed(course: Course, verb: Token | None, role: str) -> frozenset[str]:
    """What sets apart talks that are to go on: "would resume on Friday"."""
    to_come = course.status is Status.PLANNED and role == "subject" and verb is not None
    return frozenset({RESUMED} if to_come and verb is not None and verb.lower_ in _RESUMING else ())


def _is_occasion(
    there: Hanging, who: tuple[int, ...], found: Around, known: bool, voices: Voices
) -> bool:  # fmt: skip
    """Whether it is an occasion: a joint news conference, a visit of somebody or somewhere, a meal of two."""
    if there.kind is MeetingKind.NEWS_CONFERENCE:
        return len(who) >= 2 and _joint(there.noun, there.first)
    if there.noun.lower_ in meeting_words().meals:
        return len(who) >= 2
    visitors = any(map(voices.actors.is_person, who))
    off = (
        there.course.told and there.course.status is Status.REFUSED and bool(found.date)
    )  # "a trip in May was put off"
    return there.kind is not MeetingKind.VISIT or visitors or found.place is not None or known or off


def _date(found: Around, there: Hanging) -> str:
    """The words for when after the noun; a day after what was called off is the day on which that was done."""
    verb, governor = there.verb, there.course.governor
    if there.role == "subject" and governor is not None and governor.lower_ in {"was", "were"}:
        return ""  # "the talks were to start in March", and may have started later
    words = meeting_words()
    off = verb is not None and there.role == "object" and (verb.lower_ in words.refused or called_off(verb, words))
    off = off and verb is not None and not verb.lower_.startswith(STAYING_AWAY)
    behind = there.noun.doc[there.noun.i + 1 : min(there.noun.sent.end, there.noun.i + 12)]
    off = off and _TO_START.isdisjoint(t.lower_ for t in behind)  # "pulled out of talks due to start on Monday"
    return "" if off and verb is not None and verb.tag_ != "VB" and found.date.startswith("on ") else found.date


def _joint(noun: Token, first: int) -> bool:
    return "joint" in {t.lower_ for t in noun.doc[first : noun.i]} or "together" in {t.lower_ for t in noun.sent}


def _beyond(verb: Token | None, role: str, sentence: Span, voices: Voices) -> Around:
    """What stands after the verb of a meeting that is its subject: "the talks will be hosted [by Norway in Oslo]"."""
    if verb is None or role != "subject" or verb.lower_ not in meeting_words().run or verb.i + 1 >= sentence.end:
        return Around()
    pencilled = verb.lower_.startswith("penc") and verb.nbor(1).lower_ == "in"
    return around(verb.i + 1 + (pencilled or verb.nbor(1).lower_ == "place"), sentence, voices)


def _own_place(beyond: Around, sentence: Span, noun: Token, voices: Voices) -> Place | None:
    return beyond.place or opening_place(sentence, noun, voices)


def _compound_date(first: int, noun: Token, voices: Voices) -> str:
    """ "The Friday talks", "next month's talks"."""
    dates = voices.dates(noun.sent)
    inside = [at for at in range(first, noun.i) if at in dates]
    return noun.doc[inside[0] : inside[-1] + 1].text.removesuffix("’s").removesuffix("'s") if inside else ""


def _verb_date(there: Hanging, beyond: Around, voices: Voices) -> str:
    """The date of the verb that the meeting is the object or subject of: "on Friday held talks"."""
    words, verb, role, noun = meeting_words(), there.verb, there.role, there.noun
    if verb is not None and role in {"for", "to"} and verb.lower_ in {**words.attend, **words.gather, **words.travel}:
        return date_between(verb.i + 1, noun.i, noun.sent, voices) or clause_date(verb, voices)
    if verb is not None and role == "object" and called_off(verb, words):
        return ""  # the day on which it was called off
    if role in SPEECH_TIMES:
        told = there.course.told or role in {"after", "following"}
        return spoken_date(noun, voices) if told and there.course.status is Status.HELD else ""
    held = verb is not None and verb.lower_ in {**words.have, **words.convene, **words.attend}
    held = held and not (verb is not None and verb.tag_ in {"VBD", "VBN"} and verb.lower_ in words.planned)
    if verb is None or not (role == "subject" or held):
        return ""
    if role == "subject":
        if verb.lower_ not in words.run:
            return ""
        if after := beyond.date or _soon_after(verb, noun, voices):
            return after
    return clause_date(verb, voices)


def _soon_after(verb: Token, noun: Token, voices: Voices) -> str:
    """The words for when within the next few words after a verb."""
    dates, doc = voices.dates(noun.sent), noun.doc
    after = [at for at in range(verb.i, min(noun.sent.end, verb.i + 9)) if at in dates]
    while after and after[-1] + 1 in dates:
        after.append(after[-1] + 1)
    found = doc[after[0] : after[-1] + 1].text.removeprefix("of ") if after else ""
    return "" if not found or found.split()[0].lower() in NO_DATE else found


def _definite(opening: Token, noun: Token, first: int, voices: Voices) -> bool:
    """Whether the noun points to a meeting that is known: "the talks", "Friday's meeting", "the Oslo summit"."""
    return opening.lower_ in _DEFINITE or bool(_compound_date(first, noun, voices)) or opening.tag_ == "PRP$"
