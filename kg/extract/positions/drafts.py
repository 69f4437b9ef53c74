"""A position as the rules find it, before it is made one of the page's facts."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.positions.complements import Complement
from kg.extract.positions.toward import heads
from kg.extract.positions.words import stance_words
from kg.extract.voices import Voices
from kg.language.tokens import Span
from kg.model import Stance

_AT_HOME = frozenset({Stance.OPPOSES, Stance.ACCUSES, Stance.DEMANDS})
"""Stances that one may take toward one's own state."""


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


def _mutual(target: Span) -> bool:
    """Whether what two agree on is what each does with the other: "boost cooperation", "resume ties"."""
    return any(token.lower_ in stance_words().mutual for token in target[:12])


def _own(holder: int, stance: Stance, voices: Voices) -> set[int]:
    """Whom a stance of somebody is not directed at: himself, nor his own side where he speaks for it."""
    return {holder} if stance in _AT_HOME else {holder, voices.state(holder)}


def drafts(
    holders: tuple[int, ...], stance: Stance, complement: Complement, voices: Voices, rule: str, confidence: float
) -> list[Draft]:
    """One draft for each holder. Directed at whoever is addressed, else at those whom the target deals with."""
    whom = complement.whom
    if whom is None:
        denied = stance is Stance.DENIES  # what is denied is about oneself
        toward = () if denied else heads(complement.target, voices)
    else:
        toward = voices.named(whom) or voices.of(list(whom)) or voices.state_named(whom.text)
    if stance is Stance.COMMITS and len(holders) == 2 and not toward and _mutual(complement.target):
        toward = holders
    return [
        Draft(
            holder,
            stance,
            complement.target,
            tuple(actor for actor in toward if actor not in _own(holder, stance, voices)),
            complement.condition,
            rule,
            confidence,
        )
        for holder in holders
    ]
