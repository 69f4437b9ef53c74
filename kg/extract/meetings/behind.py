"""Those who take part by what the verb above a meeting takes: "the summit drew [ministers]", "a dinner for [her]"."""

from __future__ import annotations

from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.listing import listed
from kg.extract.meetings.hanging import Hanging
from kg.extract.meetings.reading import Around
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import MeetingKind

_DRAWING: Final = frozenset(
    {"drew", "draws", "draw", "drawn", "attracted", "attracts", "gathered", "gathers", "brought", "brings", "bring"}
    | {"grouped", "groups", "included", "includes", "include", "involved", "involves", "involve", "assembled"}
)
TELLING: Final = frozenset(
    {"told", "tells", "assured", "informed", "urged", "asked", "warned", "thanked", "briefed", "reminded", "pressed"}
)
"""Verbs of those who tell somebody something to his face."""
_GATHERINGS: Final = frozenset({"summit", "conference", "forum", "gathering", "assembly", "retreat"})
_SPEAKING: Final = frozenset(
    form
    for verb in ("speak", "present", "table", "unveil", "propose", "deliver", "outline", "chair", "brief", "preside")
    for form in verb_forms(verb)
)


def behind_verb(
    there: Hanging, verb: Token, subjects: tuple[int, ...], found: Around, voices: Voices
) -> tuple[int, ...]:
    """Those whom the governing verb takes: "the summit drew [ministers of]", "joined [Bo Lund] for talks"."""
    low, role, noun = verb.lower_, there.role, there.noun
    if role == "subject" and low in _DRAWING and verb.i + 1 < noun.sent.end and noun.i + 14 > verb.i:
        return listed(voices, verb.i + 1 + (verb.nbor(1).lower_ == "together"), noun.sent.end)[0]
    if role in {"during", "in", "at"} and there.kind is MeetingKind.TALKS and low in TELLING and not found.with_whom:
        return _told_there(verb, subjects, voices)
    if low in meeting_words().attend and low.startswith("join") and role in {"for", "in", "at"}:
        return _joined(verb, noun, voices)
    if noun.lower_ in meeting_words().meals and role == "object":
        return _honoured(noun, voices)
    return ()


def doing_there(noun: Token, voices: Voices) -> tuple[int, ...]:
    """Who does something at a meeting: "a summit in Oslo on Friday, where [Ada Voss and Bo Lund] signed a pact".

    One person alone only where many gather and he speaks to them or brings something before them.
    """
    doc, end = noun.doc, noun.sent.end
    for at in range(noun.i + 1, min(end - 2, noun.i + 16)):
        low = doc[at].lower_
        if doc[at].tag_ in FINITE or doc[at].text in {";", ":"} or low in meeting_words().nouns:
            return ()
        there = low == "where" or (low == "which" and doc[at - 1].lower_ in {"at", "during", "in"})
        if not there or doc[at - 1 - (low == "which")].text != ",":
            continue
        who, after = listed(voices, at + 1, end)
        after = _past_office(after, end, noun)
        while after < end and (doc[after].tag_ == "RB" or doc[after].lower_ in {"each", "both"}):
            after += 1
        acts = after < end and doc[after].tag_ in {"VBD", "VBZ", "VBP", "VBN"}
        speaks = noun.lower_ in _GATHERINGS and _speaks(after, noun)
        several = len(who) > 1 and acts
        return who if (several or speaks) and all(map(voices.actors.is_person, who)) else ()
    return ()


def _past_office(at: int, end: int, noun: Token) -> int:
    """The token after what somebody is, between commas: "Ada Voss[, its chairman,] will speak"."""
    doc = noun.doc
    if at >= end or doc[at].text != ",":
        return at
    close = next((i for i in range(at + 1, min(end, at + 10)) if doc[i].text == ","), None)
    if close is None or any(t.tag_ in FINITE or t.lower_ == "and" for t in doc[at + 1 : close]):
        return at
    return close + 1


def _speaks(at: int, noun: Token) -> bool:
    """Whether the verb group at a token is one of speaking to a gathering: "is likely to [table] a text"."""
    doc, end = noun.doc, noun.sent.end
    if at >= end or doc[at].tag_ not in FINITE:
        return False
    group_ = doc[at : min(end, at + 5)]
    verb = next((t for t in group_ if t.tag_.startswith("VB") and t.lower_ in _SPEAKING), None)
    between = doc[at : verb.i] if verb is not None else ()
    return verb is not None and all(t.tag_ in FINITE | {"TO", "VB", "VBN", "JJ", "RB"} for t in between)


def _honoured(noun: Token, voices: Voices) -> tuple[int, ...]:
    """For whom a meal is given: "a dinner for [Bo Lund]", "in [his] honour", "in honour of [Bo Lund]"."""
    doc, at, end = noun.doc, noun.i + 1, noun.sent.end
    dates = voices.dates(noun.sent)
    while at < end and at in dates:
        at += 1
    if at + 2 < end and doc[at].lower_ == "in" and doc[at + 2].lower_ in {"honour", "honor"}:
        return voices.who(doc[at + 1])
    if at + 3 < end and doc[at].lower_ == "in" and doc[at + 1].lower_ in {"honour", "honor"}:
        return listed(voices, at + 3, end)[0]
    return listed(voices, at + 1, end)[0] if at + 1 < end and doc[at].lower_ == "for" else ()


def _told_there(verb: Token, subjects: tuple[int, ...], voices: Voices) -> tuple[int, ...]:
    """Who tells whom at a meeting: "during talks in Oslo Ada Voss told Bo Lund that"; () unless both are persons."""
    told, _ = listed(voices, verb.i + 1, verb.sent.end)
    both = [actor for actor in (*subjects, *told[:1]) if voices.actors.is_person(actor)]
    return tuple(both) if len(set(both)) > 1 else ()


def _joined(verb: Token, noun: Token, voices: Voices) -> tuple[int, ...]:
    """Whom somebody joins for talks, or by whom he is joined: "joined [Bo Lund] for", "joined by [Bo Lund] for"."""
    return listed(voices, verb.i + 1 + (verb.nbor(1).lower_ == "by"), noun.i)[0]
