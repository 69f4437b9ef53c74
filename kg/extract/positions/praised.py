"""Praise of talks by how they were: "we had a good meeting", "the talks went well", "got off to a good start"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.subjects import clause_start, subject_heads, subordinate
from kg.extract.told import flat, group, taken_back
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_HAVING: Final = frozenset({"had", "have", "has", "held"})
_GOING: Final = frozenset({"went", "gone", "going", "go"})
_GOOD: Final = frozenset(
    {"good", "constructive", "productive", "fruitful", "excellent", "positive", "useful", "substantive", "great"}
    | {"successful", "encouraging", "fantastic", "cordial", "promising", "wonderful"}
)
_TALKS: Final = frozenset(
    {"talks", "talk", "meeting", "meetings", "discussion", "discussions", "conversation", "conversations", "exchange"}
    | {"dialogue", "call", "visit", "negotiations", "start", "beginning", "summit", "session", "round", "consultations"}
)


def from_praised(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The praise of talks in the words that a sentence reports."""
    for token in sentence:
        if not token.tag_.startswith("VB") or token.lower_ not in _HAVING | _GOING | {"got"}:
            continue
        speakers, telling = voices.sayers(token), group(token)
        if not speakers or telling is None or telling.negated or telling.modal or not flat(token, telling):
            continue
        if subordinate(token, sentence) or taken_back(token):
            continue
        heads = [head for head in subject_heads(token, voices) if head.i < token.i]
        if token.lower_ in _GOING:
            told = _well(token, sentence) and any(head.lower_ in _TALKS for head in heads)
        else:
            told = _good(token, sentence)
        start = clause_start(token, heads, voices) if heads else token.i
        complement = cut(start, sentence.end, voices, "clause") if told else None
        if complement is not None:
            yield from drafts(speakers, Stance.SUPPORTS, complement, voices, "praised", 0.65)


def _well(verb: Token, sentence: Span) -> bool:
    """ "Went [very well]"."""
    near = [t.lower_ for t in sentence.doc[verb.i + 1 : min(sentence.end, verb.i + 4)]]
    return "well" in near and "not" not in near and "as" not in near[: near.index("well")]


def _good(verb: Token, sentence: Span) -> bool:
    """ "Had [a very good meeting]", "got [off to a good start]"."""
    near = sentence.doc[verb.i + 1 : min(sentence.end, verb.i + 8)]
    noun = next((t for t in near if t.lower_ in _TALKS), None)
    if noun is None or any(t.is_punct and t.text not in {"“", "”", '"', ","} for t in near if t.i < noun.i):
        return False
    before = [t for t in near if t.i < noun.i]
    plain = all(not t.tag_.startswith(("VB", "NN")) and t.lower_ not in {"no", "not", "that"} for t in before)
    return plain and any(t.lower_ in _GOOD for t in before)
