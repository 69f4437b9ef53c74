"""Stances told beside the main deed: "at Oslo's request", "over Oslo's objections", "gave Oslo a week to leave"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.listing import listed
from kg.extract.positions.complements import cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.forms import VERBAL
from kg.extract.positions.holders import holders_of
from kg.extract.positions.reach import trimmed
from kg.extract.told import FINITE, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_WISHES: Final = frozenset({"request", "insistence", "behest", "urging", "instigation"})
_OBJECTIONS: Final = frozenset({"objection", "objections", "opposition", "protest", "protests"})
_AGAINST: Final = frozenset({"over", "despite", "against"})
_FEELINGS: Final = {
    **dict.fromkeys(("fury", "anger", "dismay", "annoyance", "alarm", "outrage", "irritation"), Stance.OPPOSES),
    **dict.fromkeys(("delight", "relief", "satisfaction", "joy"), Stance.SUPPORTS),
}
_GIVING: Final = frozenset({"give", "gives", "gave", "given", "giving", "hands", "handed", "hand"})
_SPANS: Final = frozenset({"hours", "days", "weeks", "months", "hour", "day", "week", "month"})
_MUSING: Final = frozenset({"think", "consider", "prepare", "study", "reflect", "read", "review", "appeal"})
"""What one is given time for who is asked for nothing."""


def from_beside(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances of those at whose wish or against whose will something is done, and of who sets a term."""
    for token in sentence:
        low = token.lower_
        if low in _WISHES:
            yield from _deed(token, {"at"}, Stance.DEMANDS, sentence, voices)
        elif low in _OBJECTIONS:
            yield from _deed(token, _AGAINST, Stance.OPPOSES, sentence, voices)
        elif low in _FEELINGS:
            yield from _deed(token, {"to"}, _FEELINGS[low], sentence, voices)
        elif low in _GIVING and token.tag_ in VERBAL:
            yield from _term(token, sentence, voices)


def _deed(
    noun: Token, leads: set[str] | frozenset[str], stance: Stance, sentence: Span, voices: Voices
) -> Iterator[Draft]:
    """The main deed of a sentence as somebody's wish, or against his will: "met [at the request of] Oslo"."""
    doc, first = noun.doc, noun.i
    while first > sentence.start and noun.i - first < 6 and doc[first].lower_ not in leads:
        if doc[first].tag_ in FINITE or doc[first].is_punct:
            return
        first -= 1
    if doc[first].lower_ not in leads or first == noun.i:
        return
    owners, after = voices.of([t for t in doc[first + 1 : noun.i] if voices.who(t)]), noun.i + 1
    if after < sentence.end and doc[after].lower_ in {"of", "from", "by"}:
        behind = doc[after + 1 : min(sentence.end, after + 4)]
        led = next((t for t in behind if voices.who(t) or t.tag_ == "NNP" or t.is_punct), None)
        if not owners and led is not None and not led.is_punct:  # not "to the delight of the crowd, Oslo won"
            owners, after = listed(voices, after + 1, sentence.end)
    before = trimmed(doc, sentence.start, first)
    told = before if before is not None and any(t.tag_ in FINITE for t in before) else None
    if told is None:
        complement = cut(after + (after < sentence.end and doc[after].text == ","), sentence.end, voices, "clause")
        told = complement.target if complement is not None else None
    verb = next((t for t in told if t.tag_ in FINITE), None) if told is not None else None
    telling = group(verb) if verb is not None else None
    if not owners or told is None or verb is None or (telling is not None and not flat(verb, telling)):
        return
    if voices.vouched(verb, owners):
        yield from (Draft(owner, stance, told, (), None, "beside the deed", 0.65) for owner in owners)


def _term(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Gave [Oslo] two weeks [to leave]", "until Friday to leave": what is to be done by then is asked for."""
    telling, doc = group(verb), verb.doc
    if telling is None or telling.negated or telling.passive or not flat(verb, telling):
        return
    near = range(verb.i + 2, min(sentence.end - 2, verb.i + 16))
    to = next((i for i in near if doc[i].lower_ == "to" and doc[i + 1].tag_ in {"VB", "VBP", "NN"}), None)
    if to is None or doc[to + 1].lower_ in _MUSING or not _timed(doc[verb.i + 1 : to], voices):
        return
    whom = next(
        (i for i in range(verb.i + 1, to) if doc[i].tag_ == "CD" or doc[i].lower_ in {"until", "a", "till"}), to
    )
    if whom == verb.i + 1 and doc[verb.i + 1].tag_ == "CD":  # "gives 12 envoys 48 hours to leave"
        whom = next((i for i in range(whom + 1, to) if doc[i].tag_ == "CD"), whom)
    complement = cut(
        to + 1, sentence.end, voices, "object_infinitive", doc[verb.i + 1 : whom] if whom > verb.i + 1 else None
    )
    holders = holders_of(verb, telling, voices)
    if complement is not None and complement.whom is not None and voices.vouched(verb, holders):
        yield from drafts(holders, Stance.DEMANDS, complement, voices, "term", 0.75)


def _timed(words: Span, voices: Voices) -> bool:
    """Whether words end in a span of time or a term: "Oslo [two weeks]", "the rebels [until Friday]"."""
    dates = voices.dates(words.doc[words.start].sent)
    spanned = words[-1].lower_ in _SPANS and len(words) > 2
    return spanned or (any(t.lower_ in {"until", "till"} for t in words) and words[-1].i in dates)
