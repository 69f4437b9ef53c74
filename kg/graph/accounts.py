"""What one page tells of a meeting, folded for comparing with what others tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from kg.model import Meeting, MeetingKind, Status

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b", re.IGNORECASE)
_APART: Final = {MeetingKind.PHONE_CALL: "phone", MeetingKind.NEWS_CONFERENCE: "news", MeetingKind.VISIT: "visit"}
_MANY: Final = 4


@dataclass(frozen=True, slots=True)
class Account:
    """What one page tells of a meeting.

    Attributes:
        path: what the page alone would mint.
        articles: numbers of the articles that tell it, over all pages.
        told: the first day on which one of them was published, ISO 8601.
        sides: slugs of the states and bodies that meet.
        persons: pairs of a side and the path of somebody who is there for it.
    """

    meeting: Meeting
    path: str
    articles: tuple[int, ...]
    told: str | None
    place: str | None
    sides: frozenset[str]
    persons: frozenset[tuple[str, str]]

    @property
    def value(self) -> str | None:
        """The date, as exact as it is told."""
        return self.meeting.when.value if self.meeting.when else None

    @property
    def day(self) -> str | None:
        """The date, if it is told to the day."""
        return self.value if self.value and len(self.value) == 10 else None

    @property
    def month(self) -> str | None:
        """The month of the date, if it is told at least to the month."""
        return self.value[:7] if self.value and len(self.value) >= 7 else None


class Known:
    """All that is known of one occasion: what a further account may not contradict."""

    def __init__(self, account: Account) -> None:
        kind = account.meeting.kind
        self.values = {account.value} - {None}
        self.weekdays = _weekdays(account)
        self.kinds = {_APART.get(kind, "talks")}
        self.open_to_all = kind is MeetingKind.CONFERENCE
        self.places = {account.place} - {None}
        self.sides = account.sides
        self.persons = account.persons
        # Until when it has been held, as far as its own date leaves that open.
        held = account.meeting.status is Status.HELD and not account.day
        self.held_by = {account.told} - {None} if held else set()

    def add(self, other: Known) -> None:
        """Takes in what is known of another that turned out to be the same."""
        self.values |= other.values
        self.weekdays = self.weekdays & other.weekdays or self.weekdays | other.weekdays
        self.kinds |= other.kinds
        self.open_to_all |= other.open_to_all
        self.places |= other.places
        self.sides |= other.sides
        self.persons |= other.persons
        self.held_by |= other.held_by

    def fits(self, other: Known) -> bool:
        """Whether nothing in the two speaks against their being one."""
        return (
            self._same_time(other)
            and len(self.places | other.places) <= 1
            and self._same_kind(other)
            and self._same_persons(other)
        )

    def overlaps(self, other: Known) -> bool:
        """Whether two sides are in both, or all the sides of one are in the other; day and place where none is told."""
        if not self.sides or not other.sides:
            return bool(self.places & other.places) and bool(self.values & other.values)
        both = self.sides & other.sides
        return len(both) >= 2 or (bool(both) and both in (self.sides, other.sides))

    def _same_time(self, other: Known) -> bool:
        dates = sorted(v for v in self.values | other.values if v)
        if any(not later.startswith(earlier) for earlier, later in pairwise(dates)):
            return False
        if self.weekdays and other.weekdays and not self.weekdays & other.weekdays:
            return False
        latest = dates[-1] if dates else ""
        return all(told is None or latest[: len(told)] <= told[: len(latest)] for told in self.held_by | other.held_by)

    def _same_kind(self, other: Known) -> bool:
        kinds = self.kinds | other.kinds
        if len(kinds) == 1:
            return True
        return kinds == {"talks", "visit"} and bool(self.places & other.places)

    def _same_persons(self, other: Known) -> bool:
        """Whether no side sends different people, as far as they are told; to a conference it may send many."""
        if self.places & other.places and (
            self.open_to_all or other.open_to_all or len(self.sides | other.sides) >= _MANY
        ):
            return True
        return all(
            mine & theirs or not mine or not theirs
            for side in self.sides & other.sides
            for mine, theirs in [(_of(side, self.persons), _of(side, other.persons))]
        )


def _weekdays(account: Account) -> frozenset[str]:
    """The days of the week that an account's date, or its words, speak of."""
    if account.day:
        return frozenset({_WEEKDAYS[date.fromisoformat(account.day).weekday()]})
    words = account.meeting.when.text if account.meeting.when else None
    return frozenset(w.lower() for w in _WEEKDAY.findall(words or ""))


def _of(side: str, persons: Iterable[tuple[str, str]]) -> set[str]:
    return {who for where, who in persons if where == side}
