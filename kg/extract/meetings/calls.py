"""Calls told of by verbs: "telephoned him on Friday", "spoke by phone"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.objects import objects_of
from kg.extract.meetings.reading import Around
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Status

_LEADS = frozenset({"by", "over", "the", "a", "on", "via", "through", "secure"})
_TRYING = frozenset({"try", "tried", "tries", "trying", "attempt", "attempted", "sought"})
_UNANSWERED = frozenset(
    {"returned", "unreturned", "unanswered", "vain", "unsuccessfully", "success", "answer", "answered"}
)
_KNOWING = frozenset({"familiar", "briefed", "knowledge", "privy", "aware"})
_EXCHANGES = frozenset({"conversation", "conversations", "call", "exchange", "discussion", "discussions", "meeting"})


def by_phone(verb: Token, sentence: Span) -> bool:
    """Whether a clause goes on with "by telephone", "over the phone"."""
    known = meeting_words().by_phone
    ends = (t.i for t in sentence if t.i > verb.i and (t.text == ";" or t.tag_ in FINITE or t.lower_ == "after"))
    end = next(ends, sentence.end)
    window = verb.doc[verb.i + 1 : min(end, verb.i + 18)]
    return any(token.lower_ in known and token.nbor(-1).lower_ in _LEADS | {"-"} for token in window)


def phoned(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Telephoned him", "called him on Friday"; not "called him a friend"."""
    course = of_verb(verb)
    objects, after = objects_of(verb.i + 1, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *objects])
    if len(who) < 2 or not objects or not all(map(voices.actors.is_person, who)):
        return
    if verb.lower_.startswith("call") and not _closes(after, sentence, voices):
        return
    found = around(after, sentence, voices)
    sighting = sighted(verb, MeetingKind.PHONE_CALL, who, course, found, "verb: telephone", voices)
    if sighting is not None:
        yield sighting


def told_by_phone(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Assured him by telephone on Friday that", "reached her by phone"; "tried to reach him by phone" in vain."""
    if not by_phone(verb, sentence):
        return
    course = of_verb(verb)
    if course.governor is not None and course.governor.lower_ in _TRYING:
        if not any(t.lower_ in _UNANSWERED for t in sentence):
            return
        course = Course(Status.DENIED, course.first, course.governor)
    objects = objects_of(verb.i + 1, sentence, voices)
    yield from _by_phone_with(objects, verb, course, sentence, "verb: tell by phone", voices)


def raised_by_phone(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Is due to raise the matter with Bo Lund by telephone on Sunday": who raises it, and with whom."""
    near = verb.doc[verb.i + 1 : min(sentence.end - 1, verb.i + 9)]
    at = next((t.i for t in near if t.lower_ == "with" or t.tag_ in FINITE or t.text in {",", ";"}), None)
    if at is None or verb.doc[at].lower_ != "with" or not by_phone(verb, sentence):
        return
    others = listed(voices, at + 1, sentence.end)
    yield from _by_phone_with(others, verb, of_verb(verb), sentence, "verb: raise by phone", voices)


def _by_phone_with(
    others: tuple[tuple[int, ...], int], verb: Token, course: Course, sentence: Span, rule: str, voices: Voices
) -> Iterator[Sighting]:
    """The call of whom a verb is said of with persons behind it, who come with the token after them."""
    named, after = others
    who = dict.fromkeys([*takers(course, verb, voices), *named])
    if len(who) < 2 or not named or not all(map(voices.actors.is_person, who)):
        return
    found = around(after, sentence, voices)
    sighting = sighted(verb, MeetingKind.PHONE_CALL, who, course, found, rule, voices, confidence=0.7)
    if sighting is not None:
        yield sighting


def in_confidence(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Ada Voss told Bo Lund that it was late, said two people familiar with the conversation"."""
    if not _known_of(sentence) or verb.tag_ not in {"VBD", "VBN"}:
        return
    course = of_verb(verb)
    told, _ = objects_of(verb.i + 1, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *told])
    if course.status is not Status.HELD or len(who) != 2 or not told or not all(map(voices.actors.is_person, who)):
        return
    kind = MeetingKind.PHONE_CALL if any(t.lower_ in {"call", "calls"} for t in sentence) else None
    sighting = sighted(verb, kind, who, course, Around(), "verb: tell", voices, confidence=0.6)
    if sighting is not None:
        yield sighting


def _known_of(sentence: Span) -> bool:
    """ "Familiar with the conversation", "briefed on the call", "with knowledge of the exchange"."""
    doc = sentence.doc
    for token in sentence[:-2]:
        if token.lower_ in _KNOWING and any(
            t.lower_ in _EXCHANGES for t in doc[token.i : min(sentence.end, token.i + 5)]
        ):
            return True
    return False


def on_the_line(phone: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Ada Voss, on the [phone] with Bo Lund on Friday, said", "was on the phone with"."""
    doc, at = phone.doc, phone.i - 2
    if at <= sentence.start or [t.lower_ for t in doc[at : phone.i]] != ["on", "the"]:
        return
    if phone.i + 2 >= sentence.end or doc[phone.i + 1].lower_ not in {"with", "to"}:
        return
    others, after = listed(voices, phone.i + 2, sentence.end)
    before = doc[at - 1]
    if before.text == ",":
        who, course = voices.who(doc[at - 2]) if at - 2 >= sentence.start else (), Course(Status.HELD, phone)
    elif before.lower_ in {"was", "were", "been", "is", "got"}:
        course = of_verb(before)
        who = takers(course, before, voices)
    else:
        return
    both = dict.fromkeys([*who, *others])
    if not who or not others or len(both) < 2 or not all(map(voices.actors.is_person, both)):
        return
    found = around(after, sentence, voices)
    sighting = sighted(phone, MeetingKind.PHONE_CALL, both, course, found, "noun: phone", voices)
    if sighting is not None:
        yield sighting


def _closes(at: int, sentence: Span, voices: Voices) -> bool:
    """Whether a date or a purpose follows those who are called, and no name for them."""
    if at + 1 >= sentence.end:
        return False
    return at in voices.dates(sentence) or (sentence.doc[at].lower_ == "to" and sentence.doc[at + 1].tag_ == "VB")
