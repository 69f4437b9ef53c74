"""A position as the rules find it, before it is made one of the page's facts."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from kg.extract.positions.complements import Complement
from kg.extract.positions.toward import heads, paired
from kg.extract.voices import Voices
from kg.model import Stance


@dataclass(frozen=True, slots=True)
class Draft:
    """A stance that somebody takes on something: `Position` with spans in place of words."""

    holder: int
    stance: Stance
    target: Span
    toward: tuple[int, ...]
    condition: Span | None
    rule: str
    confidence: float


def drafts(
    holders: tuple[int, ...], stance: Stance, complement: Complement, voices: Voices, rule: str, confidence: float
) -> list[Draft]:
    """One draft for each holder. Directed at whoever is addressed, else at those who head the target."""
    whom = complement.whom
    if whom is None:
        denied = stance is Stance.DENIES and complement.frame == "clause"
        toward = () if denied else heads(complement.target, voices)
    else:
        toward = voices.named(whom) or voices.of([token for token in whom if not paired(token)])
    return [
        Draft(
            holder,
            stance,
            complement.target,
            tuple(actor for actor in toward if actor != holder),
            complement.condition,
            rule,
            confidence,
        )
        for holder in holders
    ]
