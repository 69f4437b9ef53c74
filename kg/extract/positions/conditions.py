"""What a stance is tied to: "if they withdraw, Oslo would welcome talks", "will not return unless the raids end"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.positions.complements import Complement
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.reach import condition_at, trimmed
from kg.extract.told import Telling
from kg.extract.voices import Voices
from kg.language.tokens import Span
from kg.model import Stance

_REFUSING: Final = frozenset({Stance.REJECTS, Stance.WARNS, Stance.OPPOSES})
_GRANTING: Final = frozenset({Stance.COMMITS, Stance.OFFERS, Stance.SUPPORTS})
_ENDING: Final = (("unless",), ("until",))
"""What opens that which would end a refusal."""
_ASKING: Final = (
    *(("only", "if"), ("only", "when"), ("only", "after"), ("only", "once"), ("provided", "that"), ("provided",)),
    *(
        ("providing",),
        ("as", "long", "as"),
        ("so", "long", "as"),
        ("on", "condition", "that"),
        ("on", "the", "condition", "that"),
    ),
)
"""What opens that which is asked for a grant."""


def conditioned(complement: Complement, telling: Telling, sentence: Span) -> Complement:
    """The complement with the condition that opens the sentence: "If they withdraw, Oslo would welcome talks"."""
    if complement.condition is not None or telling.modal not in {"will", "would", "can", "could"}:
        return complement
    if not condition_at(sentence.doc, sentence.start, sentence.end):
        return complement
    comma = next((token.i for token in sentence if token.text == ","), None)
    if comma is None or comma > telling.first.i:
        return complement
    return replace(complement, condition=sentence.doc[sentence.start : comma])


def asked_for(draft: Draft, voices: Voices) -> Iterator[Draft]:
    """What a refusal or a grant is tied to is a demand: "will not return unless the raids end", "only if they end"."""
    condition = draft.condition
    if condition is None or draft.stance not in _REFUSING | _GRANTING or draft.rule.startswith("said: there"):
        return
    words = tuple(token.lower_ for token in condition[:4])
    before = [token.lower_ for token in condition.doc[max(0, draft.target.start - 2) : draft.target.start]]
    if draft.stance in _GRANTING and words[:1] == ("if",) and "only" in before:
        led = 1  # "would only return if"
    else:
        openings = _ENDING if draft.stance in _REFUSING else (*_ASKING, ("unless",))
        led = max((len(opening) for opening in openings if words[: len(opening)] == opening), default=0)
    asked = trimmed(condition.doc, condition.start + led, condition.end) if led else None
    if asked is not None:
        yield from drafts((draft.holder,), Stance.DEMANDS, Complement("clause", asked), voices, "condition", 0.7)
