"""Who meets where the words only point back: "the envoys met", "the two sides resumed", "they will convene again"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.extract.meetings.occasions import Seen
from kg.extract.meetings.sightings import Sighting
from kg.model import BlockKind, Status

_NEAR: Final = 3  # sentences in which those who met are still "the envoys"
_TWO_SIDES: Final = frozenset((many, whom) for many in ("two", "both", "the") for whom in ("sides", "parties"))


def of_the_same(sighting: Sighting, order: int, seen: Sequence[Seen]) -> Sighting:
    """The sighting, with those who met in the sentences before it where it only says "the envoys"."""
    if not sighting.same and (they := _they_again(sighting, order, seen)):
        return replace(sighting, participants=they)
    if not sighting.same:
        return sighting
    doc, first = sighting.anchor.doc, sighting.sentence.start
    after = doc[sighting.anchor.i + 1 : min(sighting.sentence.end, sighting.anchor.i + 6)]
    sides = any(pair in _TWO_SIDES for pair in pairwise(t.lower_ for t in after))  # "talks between the two sides"
    pair = any(t.lower_ in {"two", "pair", "duo"} for t in doc[max(first, sighting.anchor.i - 4) : sighting.anchor.i])
    for each in reversed(seen):
        known = each.sighting.participants
        if sides and all(map(each.voices.actors.is_person, known)) and sighting.status is not Status.HELD:
            continue
        before = order > each.order or (order == each.order and each.sighting.anchor.i < sighting.anchor.i)
        fits = len(known) == 2 if pair else len(known) > 1
        if before and each.order >= order - _NEAR and fits and each.sighting.told:
            return replace(sighting, participants=tuple(dict.fromkeys([*known, *sighting.participants])))
    return sighting


def _they_again(sighting: Sighting, order: int, seen: Sequence[Seen]) -> tuple[int, ...]:
    """All of three or more who met just before, of whom "they" was taken for two: "they will convene again"."""
    doc, first, who = sighting.anchor.doc, sighting.sentence.start, set(sighting.participants)
    near = {t.lower_ for t in doc[first : min(sighting.sentence.end, sighting.anchor.i + 3)]}
    last = seen[-1] if seen else None
    if not {"they", "again"} <= near or last is None or not sighting.rule.startswith("verb") or len(who) < 2:
        return ()
    known = last.sighting.participants
    states = {last.voices.state(actor) for actor in known}
    return known if len(known) > 2 and order - last.order <= 2 and (who < set(known) or who <= states) else ()


def of_the_sides(sighting: Sighting, article: int, seen: Sequence[Seen]) -> Sighting:
    """The sighting, with the two sides of the last meeting told of where others were taken for "the two sides"."""
    doc, voiced = sighting.anchor.doc, [each for each in seen if each.article == article and each.sighting.told]
    before = [t.lower_ for t in doc[max(sighting.sentence.start, sighting.anchor.i - 5) : sighting.anchor.i]]
    if not any(pair in _TWO_SIDES for pair in pairwise(before)):
        return sighting
    for each in reversed(voiced):
        if each.voices.parsed.block(each.sighting.anchor) is BlockKind.CAPTION:
            continue
        sides = tuple(dict.fromkeys(map(each.voices.state, each.sighting.participants)))
        if len(sides) == 2:
            others = set(sides) != set(map(each.voices.state, sighting.participants))
            return replace(sighting, participants=sides) if others else sighting
    return sighting
