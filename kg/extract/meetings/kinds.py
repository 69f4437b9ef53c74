"""Whether two tellings can be of one kind of meeting: a call is no conference, two of many meet apart."""

from __future__ import annotations

from typing import Final

from kg.extract.meetings.noun_phrases import left_edge
from kg.extract.meetings.occasions import Occasion, Seen
from kg.extract.meetings.sightings import Sighting
from kg.model import MeetingKind, Status

_CALLS: Final = frozenset({MeetingKind.PHONE_CALL, MeetingKind.NEWS_CONFERENCE})
_SPOKEN: Final = frozenset({"verb: discuss", "verb: talk", "verb: speak"})
_BY_THEMSELVES: Final = frozenset(
    {"bilateral", "bilaterally", "separate", "separately", "private", "privately", "individual", "alone"}
)
_JOURNEYS: Final = frozenset({"verb: travel", "verb: be there", "verb: due", "verb: send"})


def same_kind(each: Seen, occasion: Occasion) -> bool:
    """Whether the kinds can be one: a call is no conference; a visit may be for talks."""
    mine, kinds = each.sighting, occasion.kinds
    if _only_beside(each, occasion):
        return False
    if mine.kind is MeetingKind.PHONE_CALL and _another_call(each, occasion):
        return False
    if mine.kind in _CALLS:
        words = {each.sighting.rule for each in occasion.seen}
        return mine.kind in kinds or (mine.kind is MeetingKind.PHONE_CALL and not kinds and words <= _SPOKEN)
    if kinds & _CALLS:
        known = bool(occasion.participants)
        return known and mine.kind is None and MeetingKind.PHONE_CALL in kinds and mine.rule in _SPOKEN
    if MeetingKind.VISIT in kinds or mine.kind is MeetingKind.VISIT:
        both = kinds == {MeetingKind.VISIT} and mine.kind is MeetingKind.VISIT
        apart = (mine.status is Status.REFUSED) != (Status.REFUSED in occasion.statuses)  # the journey goes on without
        someone = bool(mine.participants or mine.absent)  # talks that name nobody are not those of who comes by
        return both or (someone and bool(mine.place and occasion.place) and not apart and _one_telling(each, occasion))
    return True


def _one_telling(each: Seen, occasion: Occasion) -> bool:
    """Whether a visit and talks are told in one sentence, or a mere journey and talks in two: "She flew to Oslo. There
    she met"."""
    near = [seen for seen in occasion.seen if seen.article == each.article and each.order - seen.order <= 1]
    start = each.sighting.sentence.start
    return any(
        seen.sighting.sentence.start == start or {seen.sighting.rule, each.sighting.rule} & _JOURNEYS for seen in near
    )


def _another_call(each: Seen, occasion: Occasion) -> bool:
    """Whether it is told of other people and in other words for when than the call that is known."""
    mine, dates = each.sighting, {seen.sighting.date for seen in occasion.seen} - {""}
    return bool(mine.date and dates) and mine.date not in dates and set(mine.participants) != set(occasion.participants)


def _only_beside(each: Seen, occasion: Occasion) -> bool:
    """Whether two persons are told to meet where many do: "attends the forum in Oslo, where she will meet Bo Lund"."""
    mine, theirs = each.sighting, set(occasion.participants)
    pair = len(mine.participants) == 2 and all(map(each.voices.actors.is_person, mine.participants))
    if pair and len(theirs) > 2 and _alone(mine):
        return True
    two = mine.rule == "verb: meet" and pair and occasion.kinds == {MeetingKind.CONFERENCE}
    return two and bool(theirs) and not set(mine.participants) <= theirs


def _alone(mine: Sighting) -> bool:
    """Whether two are told to meet by themselves: "bilateral talks", "talked separately"."""
    doc, at = mine.anchor.doc, mine.anchor.i
    near = (
        doc[at : min(mine.sentence.end, at + 5)] if mine.rule.startswith("verb") else doc[left_edge(mine.anchor) : at]
    )
    return any(t.lower_ in _BY_THEMSELVES for t in near)
