"""Brings the sightings of a page together: each real occasion once, with all that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.extract.meetings.sightings import Sighting
from kg.extract.voices import Voices
from kg.extract.when import Window, resolve
from kg.model import MeetingKind, Place, Status, When

_REFERENCE = frozenset(
    {
        "talks",
        "meeting",
        "meetings",
        "negotiations",
        "discussions",
        "summit",
        "conference",
        "call",
        "conversation",
        "visit",
        "trip",
        "consultations",
        "gathering",
        "negotiation",
    }
)
_APART = frozenset(
    {
        "next",
        "previous",
        "earlier",
        "another",
        "separate",
        "parallel",
        "future",
        "second",
        "third",
        "past",
        "subsequent",
        "later",
        "former",
        "initial",
        "refused",
        "such",
        "direct",
    }
)


@dataclass(slots=True)
class Seen:
    """A sighting with its date resolved and its place in the order of the page."""

    sighting: Sighting
    voices: Voices
    article: int
    order: int
    when: When | None
    issued: date | Window | None


@dataclass(slots=True)
class Occasion:
    """Sightings of one meeting."""

    seen: list[Seen] = field(default_factory=list)

    @property
    def participants(self) -> tuple[int, ...]:
        """Everybody told of as taking part, in the order of the text."""
        return tuple(dict.fromkeys(actor for each in self.seen for actor in each.sighting.participants))

    @property
    def absent(self) -> tuple[int, ...]:
        """Those who will not come."""
        return tuple(dict.fromkeys(actor for each in self.seen for actor in each.sighting.absent))

    @property
    def place(self) -> Place | None:
        """Where: a city before a country."""
        places = [each.sighting.place for each in self.seen if each.sighting.place is not None]
        return next((p for p in places if p.latitude is not None), places[0] if places else None)

    @property
    def kinds(self) -> set[MeetingKind]:
        """The kinds that its words name."""
        return {each.sighting.kind for each in self.seen if each.sighting.kind is not None}

    @property
    def when(self) -> When | None:
        """The most exact date; where none has a value, the first words."""
        dated = [each.when for each in self.seen if each.when is not None]
        valued = [when for when in dated if when.value]
        return max(valued, key=lambda when: len(when.value or "")) if valued else dated[0] if dated else None

    @property
    def last(self) -> Seen:
        """The sighting that stands last on the page."""
        return self.seen[-1]


def when_of(sighting: Sighting, issued: date | Window | None) -> When | None:
    """The date of a sighting, past or to come as its status says."""
    if not sighting.date:
        return None
    tense = "past" if sighting.status in {Status.HELD, Status.DENIED} else "future"
    when = resolve(sighting.date, issued, tense)  # type: ignore[arg-type]
    return When(when.value, sighting.date)


def join(seen: Sequence[Seen]) -> list[Occasion]:
    """The occasions of a page. Sightings that name little join the occasion that is being spoken of."""
    occasions: list[Occasion] = []
    for each in seen:
        best, score = None, 0.0
        for occasion in occasions:
            fit = _fit(each, occasion)
            if fit > score or (fit == score and fit > 0):
                best, score = occasion, fit
        if best is not None:
            best.seen.append(each)
        else:
            occasions.append(Occasion([each]))
    return occasions


def _fit(each: Seen, occasion: Occasion) -> float:
    """How well a sighting fits an occasion: 0 where it is another one."""
    mine = each.sighting
    if not (_same_kind(mine, occasion) and _same_place(mine.place, occasion.place) and _same_time(each, occasion)):
        return 0.0
    here = occasion.last.article == each.article
    shared = _shared(each, occasion)
    together = set(mine.participants)
    if together and occasion.participants and not shared:
        return 0.0
    if mine.other & _APART and not (mine.place and mine.place == occasion.place and mine.date):
        return 0.0
    placed = mine.place is not None and occasion.place is not None
    dated = bool(mine.date) and occasion.when is not None
    if not here:
        strong = (placed and (shared >= 1 or not together)) or (dated and shared >= 2)
        return 1.0 + shared + placed + dated if strong and _course_fits(each, occasion, across=True) else 0.0
    if not _course_fits(each, occasion, across=False):
        return 0.0
    if together and occasion.participants:
        smaller = min(len(together), len(set(occasion.participants)))
        if shared < min(2, smaller) and not placed:
            return 0.0
        near = each.order - occasion.last.order <= 6
        return 1.0 + shared + placed + dated if (placed or dated or near or mine.definite) else 0.0
    if placed or dated:
        return 1.0 + placed + dated
    if mine.definite or not together:
        distance = each.order - occasion.last.order
        return max(0.05, 0.9 - 0.05 * distance) if distance < 14 else 0.0
    return 0.5


def _shared(each: Seen, occasion: Occasion) -> int:
    """How many take part in both; a state and the person who speaks for it count as one."""
    mine = set(each.sighting.participants)
    theirs = set(occasion.participants) | set(occasion.absent)
    direct = mine & theirs
    states = {each.voices.state(actor) for actor in mine - direct} & {
        each.voices.state(actor) for actor in theirs - direct
    }
    return len(direct) + len(states)


def _same_kind(mine: Sighting, occasion: Occasion) -> bool:
    """Whether the kinds can be one: a call is no conference; a visit may be for talks."""
    kinds = occasion.kinds
    calls = {MeetingKind.PHONE_CALL, MeetingKind.NEWS_CONFERENCE}
    if mine.kind in calls or kinds & calls:
        if mine.kind is None and mine.rule.startswith("verb: meet"):
            return False
        if mine.kind is None:
            return MeetingKind.PHONE_CALL in kinds and mine.rule in {"verb: discuss", "verb: talk", "verb: speak"}
        return (not kinds and mine.kind is MeetingKind.PHONE_CALL and _only_words(occasion)) or mine.kind in kinds
    if MeetingKind.VISIT in kinds or mine.kind is MeetingKind.VISIT:
        return (kinds <= {MeetingKind.VISIT} and mine.kind is MeetingKind.VISIT) or bool(mine.place and occasion.place)
    return True


def _only_words(occasion: Occasion) -> bool:
    return all(each.sighting.rule in {"verb: discuss", "verb: talk", "verb: speak"} for each in occasion.seen)


def _same_place(one: Place | None, other: Place | None) -> bool:
    """Whether two places can be one; a country holds its cities."""
    if one is None or other is None or one.name == other.name:
        return True
    inside = one.country is not None and one.country == other.country
    return inside and (one.latitude is None or other.latitude is None)


def _same_time(each: Seen, occasion: Occasion) -> bool:
    """Whether the dates can be one: equal as far as they go; in words where they have no value."""
    mine, theirs = each.when, occasion.when
    if mine is None or theirs is None:
        return True
    if mine.value and theirs.value:
        return mine.value.startswith(theirs.value) or theirs.value.startswith(mine.value)
    days = [_weekday(mine.text or ""), _weekday(theirs.text or "")]
    return None in days or days[0] == days[1]


def _weekday(words: str) -> str | None:
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        if day in words.lower():
            return day
    return None


def _course_fits(each: Seen, occasion: Occasion, across: bool) -> bool:
    """Held and planned are one occasion on another day's page, or where the place or the date says so."""
    mine = each.sighting
    statuses = {seen.sighting.status for seen in occasion.seen}
    if mine.status in statuses or across:
        return True
    if Status.DENIED in statuses or mine.status is Status.DENIED:
        return False
    placed = mine.place is not None and occasion.place is not None
    return (
        placed
        or bool(mine.date and occasion.when)
        or (mine.definite and not mine.participants)
        or Status.REFUSED in statuses | {mine.status}
    )
