"""The words for days, months and years, and the span of days that each means as seen from the article's day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future"]
Days = tuple[date, date]

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS_AND_MONTHS = frozenset({*_MONTHS, *_WEEKDAYS})
"""The names of weekdays and months, in lower case."""
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: n for n, word in enumerate(_COUNTED)} | {"a": 1, "an": 1, "a couple of": 2}


_YEARS = {"last": -1, "this": 0, "next": 1}
_AFTERWARDS = ("next", "following", "after", "later")


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which something lies, both included."""

    first: date
    last: date


Reader = Callable[[re.Match[str], Window | None, Tense], Days | None]


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _weekday_number(name: str) -> int:
    return next(n for n, day in enumerate(_WEEKDAYS) if day.startswith(name.lower().rstrip(".s")[:3]))


def _count(words: str) -> int:
    words = re.sub(r"\s+", " ", words.lower())
    return int(words) if words.isdigit() else _NUMBERS[words]


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _month_days(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _shift_month(day: date, months: int) -> Days:
    index = day.year * 12 + day.month - 1 + months
    return _month_days(index // 12, index % 12 + 1)


def _over(anchor: Window | None, read: Callable[[date], Days]) -> Days | None:
    """What `read` makes of the first and of the last day that the article may be of."""
    if anchor is None:
        return None
    first, last = read(anchor.first), read(anchor.last)
    return min(first[0], last[0]), max(first[1], last[1])


def _safe(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _year_in_words(which: str, anchor: Window | None) -> int | None:
    """The year that "last year" is, None where the article's own is not known."""
    known = anchor is not None and anchor.first.year == anchor.last.year
    return anchor.first.year + _YEARS[which] if anchor is not None and known else None


def read_iso(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    day = _safe(int(found["y"]), int(found["m"]), int(found["d"]))
    return (day, day) if day else None


def read_slashed(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """10/9/2016: day or month first, where only one of them can be meant; otherwise both."""
    year = int(found["y"]) if len(found["y"]) == 4 else 2000 + int(found["y"])
    one, two = int(found["a"]), int(found["b"])
    days = [day for day in (_safe(year, two, one), _safe(year, one, two)) if day]
    if anchor and tense == "past":
        days = [day for day in days if day <= anchor.last] or days
    return (min(days), max(days)) if days else None


def read_calendar(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "15 October 2016", "Oct. 15", "October 15-17": the year of the article where none is named."""
    month, one = _month_number(found["month"]), _day_number(found["d"])
    two = _day_number(found["d2"]) if found["d2"] else one

    def in_year(year: int) -> Days | None:
        first, last = _safe(year, month, one), _safe(year, month, two)
        return (first, last) if first and last and first <= last else None

    if found["y"]:
        return in_year(int(found["y"]))
    if found["year"]:
        year = _year_in_words(found["year"], anchor)
        return in_year(year) if year else None
    if _safe(2000, month, max(one, two)) is None or two < one:
        return None

    def nearest(day: date) -> Days:
        years = (day.year - 1, day.year) if tense == "past" else (day.year, day.year + 1)
        spans = [span for span in map(in_year, years) if span]
        fits = [s for s in spans if (s[0] <= day if tense == "past" else s[1] >= day)]
        return (fits[-1] if tense == "past" else fits[0]) if fits else (spans or [_month_days(day.year, month)])[-1]

    return _over(anchor, nearest)


def read_month_only(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "in June", "last June", "early May 2015"."""
    month = _month_number(found["month"])
    if found["y"]:
        return _month_days(int(found["y"]), month)
    if found["year"]:
        year = _year_in_words(found["year"], anchor)
        return _month_days(year, month) if year else None
    which = (found["which"] or "").lower()

    def nearest(day: date) -> Days:
        if which == "last" or (which != "next" and tense == "past"):
            before = month < day.month or (month == day.month and which != "last")
            return _month_days(day.year if before else day.year - 1, month)
        after = month > day.month or (month == day.month and which != "next")
        return _month_days(day.year if after else day.year + 1, month)

    return _over(anchor, nearest)


def read_weekday(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """The last such day on or before the article's, or the next on or after it. "Next Friday" may be either of two."""
    wanted, which = _weekday_number(found["weekday"]), (found["which"] or "").lower()

    def nearest(day: date) -> Days:
        week = timedelta(days=7)
        back, ahead = timedelta(days=(day.weekday() - wanted) % 7), timedelta(days=(wanted - day.weekday()) % 7)
        if which in ("last", "past", "previous"):
            last = day - (back or week)
            return (last - week if (day - last).days <= 3 else last), last
        if which in ("next", "coming"):
            following = day + (ahead or week)
            later = following.isocalendar()[:2] > day.isocalendar()[:2]  # of next week there is but one
            return following, following + (week if which == "next" and not later else timedelta(0))
        return (day - back,) * 2 if tense == "past" else (day + ahead,) * 2

    return _over(anchor, nearest)


def read_days_of_week(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "Wednesday and Thursday of last week", "Friday to Sunday", "Monday of next week"."""
    step = {"last": -7, "next": 7, "this": 0}.get((found["which"] or "").lower())
    one = _weekday_number(found["weekday"])
    two = _weekday_number(found["weekday2"]) if found["weekday2"] else one

    def read(day: date) -> Days:
        if step is None:
            ahead, back = (one - day.weekday()) % 7, (day.weekday() - two) % 7
            last = day - timedelta(days=back) if tense == "past" else day + timedelta(days=ahead + (two - one) % 7)
            return last - timedelta(days=(two - one) % 7), last
        monday = day - timedelta(days=day.weekday()) + timedelta(days=step)
        return monday + timedelta(days=one), monday + timedelta(days=one + (two - one) % 7)

    return _over(anchor, read)


def read_relative_day(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    step = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    if found["day"].lower() == "overnight":  # it began yesterday, and may have been over today
        return _over(anchor, lambda day: (day - timedelta(days=1), day))
    days = step.get(re.sub(r"\s+", " ", found["day"].lower()), 0)
    return _over(anchor, lambda day: (day + timedelta(days=days),) * 2)


def read_ago(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    return _steps(anchor, -_count(found["n"]), found["unit"].lower(), bool(found["loose"]))


def read_in_steps(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "In three days" is a day for what is to come, and only how long something took for what has been."""
    if tense == "past" and not found["time"]:
        return None
    return _steps(anchor, _count(found["n"]), found["unit"].lower(), False)


def _steps(anchor: Window | None, count: int, unit: str, loose: bool) -> Days | None:
    """`count` units from the article's day; a unit longer than a day leaves as many days open as it is rough."""

    def read(day: date) -> Days:
        if unit == "day":
            middle, slack = day + timedelta(days=count), timedelta(days=2 if loose else 0)
        elif unit == "week":
            middle, slack = day + timedelta(days=7 * count), timedelta(days=3)
        elif unit == "month":
            return _shift_month(day, count)
        else:
            return date(day.year + count, 1, 1), date(day.year + count, 12, 31)
        return middle - slack, middle + slack

    return _over(anchor, read)


def read_named_unit(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "Last month", "next week", "this year", "over the weekend"."""
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get((found["which"] or "").lower(), 0)
    unit = found["unit"].lower()

    def read(day: date) -> Days:
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        if unit == "weekend":
            if step == 0 and tense == "past" and day.weekday() < 5:
                monday -= timedelta(days=7)
            return monday + timedelta(days=5), monday + timedelta(days=6)
        if unit == "week":
            return monday, monday + timedelta(days=6)
        if unit == "month":
            return _shift_month(day, step)
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)

    return _over(anchor, read)


def read_season(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """A season is a run of months, other ones in the south: only its year is sure, and a winter has two."""
    winter = found["season"].lower() == "winter"
    if found["y"]:
        year = int(found["y"])
        return date(year, 1, 1), date(year + winter, 12, 31)
    return None


def read_year(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    return date(int(found["y"]), 1, 1), date(int(found["y"]), 12, 31)


def read_beside(found: re.Match[str], told: Window | None, tense: Tense) -> Days | None:
    """ "The next day", "two weeks earlier": counted from the day that the text told last, not from the article's."""
    ahead = (found["beside"] or found["then"]).lower() in _AFTERWARDS
    count = _count(found["n"]) if found["n"] else 1
    return _steps(told, count if ahead else -count, (found["unit"] or found["unit2"] or "day").lower(), False)


def read_vague(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    return None
