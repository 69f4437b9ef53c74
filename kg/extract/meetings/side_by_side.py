"""Meetings told of by who stands or speaks beside whom, and by words exchanged: "speaking alongside her colleague"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.reading import Around
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.told import group, reporting_forms
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Status

APPEARING: Final = verb_forms("speak") + verb_forms("appear") + verb_forms("stand")
"""What is done before the press beside somebody."""
_STANDING: Final = frozenset(verb_forms("stand"))
_BESIDE: Final = frozenset({"alongside", "beside"})
_PEERS: Final = frozenset({"counterpart", "colleague", "host", "guest"})
_SHOWS: Final = frozenset(
    {"rally", "rallies", "campaign", "candidate", "film", "concert", "premiere", "festival", "match", "gala", "parade"}
)
"""Where people stand beside each other and hold no talks."""
_WORDS: Final = frozenset({"words", "pleasantries", "greetings"})
_FEW: Final = frozenset({"a", "few", "brief", "some", "several", "couple", "of", "quick", "warm", "short", "cordial"})


def beside(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Speaking [to reporters] alongside her Omani counterpart, Bo Lund, in Oslo, she said", "the two
    appeared together in Oslo": two of different states."""
    doc, end = sentence.doc, min(sentence.end - 1, verb.i + 6)
    together = verb.lower_.startswith("appear") and doc[verb.i + 1].lower_ == "together" if verb.i + 1 < end else False
    at = next((i for i in range(verb.i + 1, end) if doc[i].lower_ in _BESIDE), verb.i + 1 if together else None)
    if at is None or any(t.lower_ in _SHOWS or t.lower_ in meeting_words().sports for t in sentence):
        return
    course, (others, after) = of_verb(verb), listed(voices, at + 1, sentence.end)
    own = takers(course, verb, voices)
    if together:
        own, others, after = own[:1], own[1:], at + 1
    if not _two_of_states(own, others, doc[at + 1 : after], voices):
        return
    after += after < sentence.end and doc[after].text == ","
    found = around(after, sentence, voices)
    said = any(t.lower_ in reporting_forms() for t in sentence)
    bound = (found.place is not None or bool(found.date)) and not (together and course.status is not Status.HELD)
    if course.status is None or not bound or (verb.lower_ in _STANDING and not said):
        return
    who = dict.fromkeys([*own, *others])
    kind = MeetingKind.NEWS_CONFERENCE
    sighting = sighted(verb, kind, who, course, found, "verb: speak beside", voices, confidence=0.65)
    if sighting is not None:
        yield sighting


def _two_of_states(own: tuple[int, ...], others: tuple[int, ...], words: Span, voices: Voices) -> bool:
    """Whether one person stands beside one of another state, as far as is known: no minister beside his own."""
    if len(own) != 1 or len(others) != 1 or own == others or not all(map(voices.actors.is_person, (*own, *others))):
        return False
    states = [voices.state(actor) for actor in (*own, *others)]
    known = [state for state in states if not voices.actors.is_person(state)]
    return len(set(states)) == 2 and (len(known) == 2 or any(t.lower_ in _PEERS for t in words))


def words_end(verb: Token, sentence: Span) -> int | None:
    """The token after what two exchange who meet: "exchanged [a few words]"; None for blows, fire, prisoners."""
    at = verb.i + 1
    while at < sentence.end and sentence.doc[at].lower_ in _FEW:
        at += 1
    return at + 1 if at < sentence.end and sentence.doc[at].lower_ in _WORDS else None


def exchanged_words(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "When they exchanged a few words on the fringes of a summit in Oslo": two persons, and where or when."""
    after = words_end(verb, sentence)
    if after is None:
        return
    course, found = of_verb(verb), around(after, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *found.with_whom])
    if len(who) != 2 or not all(map(voices.actors.is_person, who)):
        return
    if course.status is not Status.HELD or not (found.place or found.date or found.aside):
        return
    sighting = sighted(verb, None, who, course, found, "verb: exchange", voices, confidence=0.65)
    if sighting is not None:
        yield sighting


def last_met(verb: Token, course: Course, after: int, voices: Voices) -> tuple[Course, Around] | None:
    """ "Have not met [since May]": they met then; the course of that meeting and when it was, None for other words."""
    telling, doc, sentence = group(verb), verb.doc, verb.sent
    if telling is None or not telling.negated or verb.tag_ not in {"VBN", "VBD"} or telling.modal is not None:
        return None
    if telling.first.lower_ not in {"have", "has", "had"} or after >= sentence.end or doc[after].lower_ != "since":
        return None
    dates, end = voices.dates(sentence), after + 1
    while end < sentence.end and end in dates:
        end += 1
    if end == after + 1:
        return None
    words = doc[after + 1 : end].text
    return Course(Status.HELD, course.first), Around(date=f"in {words}" if words.isdigit() else words)
