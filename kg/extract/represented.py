"""Subjects of more than one: "the foreign ministers of Chad and Niger", "Ada Voss, the envoy of Chad, and Bo Lund"."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.extract.lexicon import table
from kg.extract.listing import listed
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import ActorType

_FINITE: Final = frozenset({"VBD", "VBZ", "MD"})
_CLAUSAL: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DASHES: Final = frozenset({"--", "—", "–"})
"""What stands between a dateline and its sentence."""
_TEAMS: Final = frozenset({"delegation", "team", "mission"})
_BODIES: Final = frozenset({ActorType.ORGANIZATION, ActorType.COALITION})


@cache
def representatives() -> frozenset[str]:
    """Nouns in the plural whose "of" names those for whom they act."""
    return frozenset(table("meetings")["people"]["representatives"])


def represented(first: Token, voices: Voices) -> tuple[int, ...]:
    """For whom the subject before a verb group acts: several states or a body, with whoever is joined to them.

    Args:
        first: the leftmost word of the verb group.
    """
    doc, nouns = first.doc, representatives()
    for at in range(first.i - 2, max(first.sent.start - 1, first.i - 40), -1):
        if doc[at].lower_ in nouns and doc[at + 1].lower_ in {"of", "from", "for"} and not _beside(doc[at]):
            states, after = listed(voices, at + 2, first.i)
            body = len(states) == 1 and voices.actors.actors[states[0]].type in _BODIES
            aside = doc[min(after, first.i)].text == "," and doc[first.i - 1].text == ","
            fits = (len(states) > 1 or body) and (after >= first.i - 1 or aside)
            if fits and (named := _named_before(doc[at], len(states), voices)):
                return named
            return tuple(dict.fromkeys([*_joined_before(doc[at], voices), *states])) if fits else ()
        if doc[at].lower_ in _TEAMS and doc[at + 1].lower_ in {"of", "from"}:
            whose, after = listed(voices, at + 2, first.i)
            return whose if whose and (after >= first.i - 1 or doc[after].text == ",") else ()
        if doc[at].tag_ in _FINITE:
            break
    return _body_before(first, voices)


def _named_before(noun: Token, number: int, voices: Voices) -> tuple[int, ...]:
    """Who they are, where just as many are named before it: "[Ada Voss and Bo Lund], the foreign ministers of"."""
    doc, low, at = noun.doc, noun.sent.start, noun.i - 1
    while at > low and doc[at].tag_ in {"JJ", "NN", "DT", "NNP"} and not voices.who(doc[at]):
        at -= 1
    if at <= low or doc[at].text not in {",", "-", "–", "—"}:
        return ()
    found: dict[int, None] = {}
    while at > low and len(found) < number:
        at -= 1
        named = doc[at].tag_ in {"NNP", "NNPS"}
        who = [actor for actor in voices.who(doc[at]) if named and voices.actors.is_person(actor)]
        if not who and doc[at].tag_ not in {"NNP", "JJ", "NN"} and doc[at].lower_ not in {"and", ",", "&"}:
            break
        found = dict.fromkeys([*who, *found])
    return tuple(found) if len(found) == number > 1 else ()


def _beside(noun: Token) -> bool:
    """Whether people are only with whoever acts: "Ada Voss, who dined [with the leaders of Chad], wants"."""
    doc, at = noun.doc, noun.i - 1
    while at > noun.sent.start and doc[at].tag_ in {"JJ", "NN", "DT", "CD", "NNP"}:
        at -= 1
    return doc[at].lower_ in {"with", "by", "between", "among"} and at >= noun.sent.start


def _body_before(first: Token, voices: Voices) -> tuple[int, ...]:
    """The body whose people stand before a verb: "[European Union] foreign ministers condemned"."""
    doc, at = first.doc, first.i - 1
    if at <= first.sent.start or doc[at].lower_ not in representatives() or voices.who(doc[at]):
        return ()
    at -= 1
    while at > first.sent.start and doc[at].tag_ in {"JJ", "NN"} and not voices.who(doc[at]):
        at -= 1
    return tuple(actor for actor in voices.who(doc[at]) if voices.actors.actors[actor].type in _BODIES)


def _joined_before(noun: Token, voices: Voices) -> tuple[int, ...]:
    """Who is joined to those who act for others: "[Ada Voss and] the foreign ministers of"."""
    doc, at = noun.doc, noun.i - 1
    while at > noun.sent.start and doc[at].tag_ in {"JJ", "NN", "DT", "CD", "NNP"} and not voices.who(doc[at]):
        at -= 1
    return voices.of(voices.before(doc[at])) if at > noun.sent.start and doc[at].lower_ == "and" else ()


def row_before(found: tuple[int, ...], first: Token, voices: Voices) -> tuple[int, ...]:
    """All of a row before a verb, past what each is: "Ada Voss, the envoy of Chad, and Bo Lund met"; () without one."""
    if len(found) != 1 or not voices.actors.is_person(found[0]):
        return ()
    doc, start = first.doc, first.sent.start
    start = next((at + 1 for at in range(start + 1, min(first.i, start + 14)) if doc[at].text in _DASHES), start)
    parts = [at for at in range(start + 1, first.i) if doc[at].lower_ == "and"]
    if not parts:
        return ()
    people: dict[int, None] = {}
    for low, high in ((start, parts[-1]), (parts[-1] + 1, first.i)):
        high = _relative(low, high, first)
        named = [a for a in voices.named(doc[low:high]) if voices.actors.is_person(a)]
        if (
            len(named) != 1
            or any(t.tag_ in _CLAUSAL for t in doc[low:high])
            or not _opens(named[0], doc[low:high], voices)
        ):
            return ()
        people[named[0]] = None
    return tuple(people) if found[0] in people and len(people) == 2 else ()


def _relative(low: int, high: int, first: Token) -> int:
    """Where what is told of somebody begins: "Ada Voss[, who flew in,] and Bo Lund"; `high` without."""
    doc = first.doc
    told = (i for i in range(low + 1, high) if doc[i].lower_ in {"who", "whose"} and doc[i - 1].text == ",")
    return next(told, high)


def _opens(actor: int, span: Span, voices: Voices) -> bool:
    """Whether a stretch begins with somebody and his titles, before any comma."""
    if span[0].tag_ == "PRP$":  # "her Chadian colleague, Bo Lund"
        return True
    comma = next((token.i for token in span if token.text == ","), span.end)
    if comma + 1 < span.end and not any(map(voices.actors.is_person, voices.named(span.doc[span.start : comma]))):
        return actor in voices.who(span.doc[comma + 1])  # "Kenya's foreign minister, Ada Voss,"
    return actor in voices.named(span.doc[span.start : comma])
