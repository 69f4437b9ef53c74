"""Brings the sightings of a page together: each real occasion once, with all that tells of it.

A sighting joins the occasion that it fits best, or makes a new one. Kind, place, date and those who take part must not
speak against it; "the talks" with nothing more is what the article has been speaking of most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extract.meetings.fits import fit, is_round, same_place
from kg.extract.meetings.occasions import Occasion, Seen
from kg.model import MeetingKind

_NEXT: Final = frozenset({"meeting", "talks", "summit", "session", "encounter"})
_MORE: Final = frozenset({"second", "third", "fourth", "fifth", "new", "another", "fresh", "follow-up", "subsequent"})
_AGAIN: Final = frozenset({"earlier", "previous", "last", "first", "second", "third"})


def join(seen: Sequence[Seen]) -> list[Occasion]:
    """The occasions of a page, in the order in which they are first told of."""
    occasions: list[Occasion] = []
    for each in seen:
        best, score = None, 0.0
        for occasion in occasions:
            fits = fit(each, occasion)
            if fits > 0 and each.sighting.told and each.sighting.status in occasion.statuses:
                fits += 0.01  # of two alike, the one of the same course
            if fits > score or (fits == score and fits > 0):
                best, score = occasion, fits
        if best is not None:
            best.seen.append(each)
        else:
            occasions.append(Occasion([each]))
    for occasion in occasions:
        _inherit(occasion, occasions)
        if occasion.kinds == {MeetingKind.NEWS_CONFERENCE}:
            occasion.beside = next((other for other in occasions if _told_beside(occasion, other)), None)
    return occasions


def _told_beside(briefing: Occasion, other: Occasion) -> bool:
    """Whether a sentence tells of talks and of the news conference of the same people after them."""
    here = {(each.article, each.sighting.sentence.start) for each in briefing.seen}
    there = {(each.article, each.sighting.sentence.start) for each in other.seen}
    same = set(briefing.participants) <= set(other.participants)
    return other is not briefing and MeetingKind.NEWS_CONFERENCE not in other.kinds and same and bool(here & there)


def _inherit(occasion: Occasion, occasions: Sequence[Occasion]) -> None:
    """A round of talks, or "the next meeting", that names nobody has the parties of the talks that it goes on from."""
    first = occasion.seen[0]
    again = bool(first.sighting.other & _AGAIN) and first.sighting.definite and not is_round(first.sighting)
    more = bool(first.sighting.other & _MORE) and not is_round(first.sighting)
    following = first.sighting.anchor.lower_ in _NEXT and ("next" in first.sighting.other or again or more)
    if occasion.participants or occasion.absent or not (is_round(first.sighting) or following):
        return
    for other in reversed(occasions) if following else occasions:
        if other is occasion or other.last.article != first.article or not (other.participants or other.absent):
            continue
        if following and other.seen[0].order < first.order and len(other.participants) > 1:
            occasion.inherited = other.participants
            return
        here, there = _anchors(occasion), _anchors(other)
        if not following and here & there and same_place(occasion.place, other.place):
            occasion.inherited = tuple(dict.fromkeys([*other.participants, *other.absent]))
            return


def _anchors(occasion: Occasion) -> set[str]:
    """The words that tell of an occasion."""
    return {each.sighting.anchor.lower_ for each in occasion.seen}
