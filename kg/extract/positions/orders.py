"""What somebody orders in his own words: ""Release the prisoners," she said", ""Let the inspectors in"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.reach import QUOTE_MARKS
from kg.extract.positions.words import stance_words
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import QuoteKind, Stance

_NOBODY: Final = frozenset({"nobody", "none", "no"})
_US: Final = frozenset({"us", "me", "'s", "’s"})
_NOTS: Final = frozenset({"n't", "n’t", "not"})
_ASIDE: Final = frozenset(
    {"make", "mark", "look", "see", "remember", "imagine", "think", "consider", "believe", "trust"}
)
"""Imperatives that only address whoever listens: "mark my words"."""


def from_orders(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The demands that open a sentence of somebody's own words without a subject."""
    first = next((t for t in sentence if not t.is_space and t.text not in QUOTE_MARKS), None)
    quote = voices.quote(first) if first is not None else None
    if first is None or quote is None or quote.kind is not QuoteKind.DIRECT or first.i + 2 >= sentence.end:
        return
    start = voices.parsed.offsets(first)[0]
    if start > quote.start + 1 and first.nbor(-1).text not in {".", "!", "?", *QUOTE_MARKS}:
        return
    found = _let(first) or _ordered(first)
    if found is None or "?" in sentence.text[-3:]:
        return
    at, stance = found
    complement = cut(at, sentence.end, voices, "clause")
    if complement is not None:
        yield from drafts(voices.speakers(first), stance, complement, voices, "order", 0.65)


def _let(first: Token) -> tuple[int, Stance] | None:
    """ "[Let] the inspectors in": a demand; "let nobody think": a warning; "let us see", "let me say": neither."""
    following = first.nbor(1)
    if first.lower_ != "let" or following.lower_ in _US:
        return None
    if any(t.lower_ in {"have", "be"} for t in first.doc[following.i : min(first.sent.end, following.i + 5)]):
        return None  # "let them have better luck": a wish
    return following.i, Stance.WARNS if following.lower_ in _NOBODY else Stance.DEMANDS


def _ordered(first: Token) -> tuple[int, Stance] | None:
    """ "[Release] the prisoners", "[do not] send the ships"."""
    verb = first
    if first.lower_ == "do" and first.nbor(1).lower_ in _NOTS:
        verb = first.nbor(2)
    if verb.tag_ != "VB" or verb.lower_ in _ASIDE | stance_words().speaking | {"let", "be", "have"}:
        return None
    takes = verb.nbor(1).tag_ in {"DT", "PRP$", "NNS", "NNP", "JJ", "IN", "RP", "PRP"}
    return (first.i, Stance.DEMANDS) if takes and verb.nbor(1).lower_ not in {"me", "it"} else None
