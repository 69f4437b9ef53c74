"""Meetings told of by set phrases: "paid a call on", "came face to face with", "brought the two sides together"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.lexicon import table
from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.circumstances import place_between
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.sighted import diplomats, sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.told import group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import BlockKind, Status

_GAP: Final = "..."
_DESCRIBING: Final = frozenset({"DT", "JJ", "NN", "PRP$", "CD", "HYPH", "RB", "VBG", "VBN"})
_ASKED: Final = frozenset({"to", "for", "not", "over", "about"})  # "called on her to resign"
_WIDEST: Final = 5  # words that a gap may hold
_ATTEMPTS: Final = frozenset({"attempt", "attempts", "effort", "efforts", "bid", "bids", "plan", "plans"})
_FAILED: Final = frozenset({"failed", "collapsed", "foundered", "flopped", "stalled"})
_SIDES: Final = frozenset({"sides", "parties", "leaders", "presidents", "ministers", "enemies", "rivals", "foes"})


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words behind each form of a verb, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table("meetings")["idioms"]["phrases"]:
        verb, *rest = phrase.split()
        for form in verb_forms(verb):
            out.setdefault(form, []).append(tuple(rest))
    return {form: tuple(sorted(found, key=lambda rest: (-len(rest), rest))) for form, found in out.items()}


def idiom_forms() -> tuple[str, ...]:
    """The forms of verbs that open a phrase."""
    return tuple(_phrases())


def phrased(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Paid a courtesy call on the king", "played host to": somebody, and those behind the phrase."""
    ends = (_matched(verb.i + 1, rest, sentence) for rest in _phrases()[verb.lower_])
    after = next((end for end in ends if end is not None), None)
    if after is None:
        yield from _shook_hands(verb, sentence, voices)
        return
    if _no_more(after, sentence):
        return
    if verb.lower_.startswith("join") and voices.parsed.block(verb) is not BlockKind.CAPTION:
        return  # joining hands is a figure of speech but in a picture
    course, (others, past) = of_verb(verb), listed(voices, after, sentence.end)
    who = diplomats(dict.fromkeys([*takers(course, verb, voices), *others]), voices)
    if not others or len(who) < 2 or set(who) <= set(others):
        return
    following = sentence.doc[past].lower_ if past < sentence.end else ""
    if verb.lower_.startswith(("shak", "shook")) and course.status is not Status.HELD:
        return  # who refuses a handshake has not refused to meet
    if verb.lower_.startswith("call") and (following in _ASKED or not all(map(voices.actors.is_person, who))):
        return
    found = around(past, sentence, voices)
    found.place = found.place or place_between(verb.i + 1, past, voices)
    sighting = sighted(verb, None, who, course, found, "verb: idiom", voices, confidence=0.75)
    if sighting is not None:
        yield sighting


def _shook_hands(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Ada Voss and Bo Lund shook hands in Rome", "shook hands after signing": two persons, and no more."""
    after = verb.i + 2
    if not verb.lower_.startswith("sh") or after > sentence.end or verb.nbor(1).lower_ != "hands":
        return
    if voices.parsed.block(verb) is BlockKind.CAPTION:  # of whatever the article tells of
        return
    course, found = of_verb(verb), around(after, sentence, voices)
    who = takers(course, verb, voices)
    if len(who) < 2 or not all(map(voices.actors.is_person, who)) or _no_more(after, sentence):
        return
    sighting = sighted(
        verb, None, dict.fromkeys(who), course, found, "noun, attended: handshake", voices, confidence=0.65
    )
    if sighting is not None:
        yield replace(sighting, definite=True)


def _no_more(start: int, sentence: Span) -> bool:
    """ "Shook hands, but the two did not hold a meeting", "but did not speak": they did no more."""
    words, doc = meeting_words(), sentence.doc
    but = next((t.i for t in doc[start : sentence.end] if t.lower_ == "but"), sentence.end)
    for token in doc[but : sentence.end]:
        meets = token.lower_ in {**words.meet, **words.talk, **words.have} or token.lower_ == "speak"
        telling = group(token) if meets and token.tag_ == "VB" else None
        if telling is not None and telling.negated:
            return True
    return False


def _matched(at: int, rest: tuple[str, ...], sentence: Span) -> int | None:
    """The token after the words of a phrase, None where they do not follow."""
    doc, gap = sentence.doc, 0
    for word in rest:
        if word == _GAP:
            gap = _WIDEST
            continue
        while at < sentence.end and doc[at].lower_ != word and gap and _describes(doc[at]):
            at, gap = at + 1, gap - 1
        if at >= sentence.end or doc[at].lower_ != word:
            return None
        at, gap = at + 1, 0
    return at


def _describes(word: Token) -> bool:
    """Whether a word may stand in a gap: "spent [more than five] hours with"."""
    return word.tag_ in _DESCRIBING or word.lower_ in {"more", "less", "than"}


def brought(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Brought the rebels and the government together in Oslo", "brings together the ministers of"."""
    doc, start = sentence.doc, verb.i + 1
    early = start < sentence.end and doc[start].lower_ == "together"
    others, after = listed(voices, start + early, sentence.end)
    while not early and after < sentence.end and doc[after].lower_ in _SIDES:
        after += 1
    late = not early and after < sentence.end and doc[after].lower_ == "together"
    inside = any(t.lower_ == "together" for t in doc[start:after])  # "brought [Ada Voss together with Bo Lund]"
    if not (early or late or inside) or len(others) < 2:
        return
    course, found = of_verb(verb), around(after + late, sentence, voices)
    hosts = takers(course, verb, voices)
    if _came_to_nothing(verb, sentence):
        course = Course(Status.REFUSED, course.first, course.governor)
    who = dict.fromkeys([*others, *hosts])
    people = bool(hosts) and len(others) == 2 and all(map(voices.actors.is_person, others)) and course.told
    if not (found.place or found.date or people or (course.told and course.status is Status.PLANNED)):
        return
    sighting = sighted(verb, None, who, course, found, "verb: bring together", voices, hosts=hosts, confidence=0.7)
    if sighting is not None:
        yield sighting


def _came_to_nothing(verb: Token, sentence: Span) -> bool:
    """ "An attempt to [bring] them together fell through": it came to no meeting."""
    before = [t.lower_ for t in sentence.doc[max(sentence.start, verb.i - 3) : verb.i]]
    attempt = before[-1:] == ["to"] and bool(_ATTEMPTS & set(before))
    later = [t.lower_ for t in sentence.doc[verb.i + 1 : sentence.end]]
    return attempt and (bool(_FAILED & set(later)) or ("fell", "through") in pairwise(later))
