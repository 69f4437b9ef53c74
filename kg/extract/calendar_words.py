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

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:(?:1[89]|20)\d\d)"
_WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)(?:\.|(?=,\s"
    + _MONTH
    + ")))"
)
_PART = r"(?:early|mid|late|earlier|later|the\s+(?:start|end|beginning|middle|first\s+half|second\s+half)\s+of)"
_TIME = r"(?:\s+(?:morning|afternoon|evening|night))?"
_COUNT = r"(?:\d{1,3}|a\s+couple\s+of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DASH = r"\s?(?:-|–|—|to|and)\s?"
_LEAD = (
    r"(?:(?P<lead>on|On|in|In|at|by|By|since|Since|until|Until|till|before|Before|after|After|from|From|for|For|during|During"
    r"|over|Over|within|Within|through|of)\s+(?:the\s+)?)"
)


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


def _iso(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    day = _safe(int(found["y"]), int(found["m"]), int(found["d"]))
    return (day, day) if day else None


def _slashed(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """10/9/2016: day or month first, where only one of them can be meant; otherwise both."""
    year = int(found["y"]) if len(found["y"]) == 4 else 2000 + int(found["y"])
    one, two = int(found["a"]), int(found["b"])
    days = [day for day in (_safe(year, two, one), _safe(year, one, two)) if day]
    if anchor and tense == "past":
        days = [day for day in days if day <= anchor.last] or days
    return (min(days), max(days)) if days else None


def _calendar(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "15 October 2016", "Oct. 15", "October 15-17": the year of the article where none is named."""
    month, one = _month_number(found["month"]), _day_number(found["d"])
    two = _day_number(found["d2"]) if found["d2"] else one

    def in_year(year: int) -> Days | None:
        first, last = _safe(year, month, one), _safe(year, month, two)
        return (first, last) if first and last and first <= last else None

    if found["y"]:
        return in_year(int(found["y"]))
    if _safe(2000, month, max(one, two)) is None or two < one:
        return None

    def nearest(day: date) -> Days:
        years = (day.year - 1, day.year) if tense == "past" else (day.year, day.year + 1)
        spans = [span for span in map(in_year, years) if span]
        fits = [s for s in spans if (s[0] <= day if tense == "past" else s[1] >= day)]
        return (fits[-1] if tense == "past" else fits[0]) if fits else (spans or [_month_days(day.year, month)])[-1]

    return _over(anchor, nearest)


def _month_only(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """ "in June", "last June", "early May 2015"."""
    month = _month_number(found["month"])
    if found["y"]:
        return _month_days(int(found["y"]), month)
    which = (found["which"] or "").lower()

    def nearest(day: date) -> Days:
        if which == "last" or (which != "next" and tense == "past"):
            before = month < day.month or (month == day.month and which != "last")
            return _month_days(day.year if before else day.year - 1, month)
        after = month > day.month or (month == day.month and which != "next")
        return _month_days(day.year if after else day.year + 1, month)

    return _over(anchor, nearest)


def _weekday(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
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
            return following, following + (week if which == "next" else timedelta(0))
        return (day - back,) * 2 if tense == "past" else (day + ahead,) * 2

    return _over(anchor, nearest)


def _relative_day(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    step = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    days = step.get(re.sub(r"\s+", " ", found["day"].lower()), 0)
    return _over(anchor, lambda day: (day + timedelta(days=days),) * 2)


def _ago(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    return _steps(anchor, -_count(found["n"]), found["unit"].lower(), bool(found["loose"]))


def _in_steps(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
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


def _named_unit(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
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


def _season(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    """A season is a run of months, other ones in the south: only its year is sure, and a winter has two."""
    winter = found["season"].lower() == "winter"
    if found["y"]:
        year = int(found["y"])
        return date(year, 1, 1), date(year + winter, 12, 31)
    return None


def _year(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    return date(int(found["y"]), 1, 1), date(int(found["y"]), 12, 31)


def _vague(found: re.Match[str], anchor: Window | None, tense: Tense) -> Days | None:
    return None


_WHICH = r"(?:(?P<which>last|next|this|past|coming|previous)\s+)"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_SPELLED: tuple[tuple[str, re.RegexFlag, Reader], ...] = (
    (rf"{_LEAD}?(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)", re.NOFLAG, _iso),
    (rf"{_LEAD}?(?P<a>\d\d?)(?P<s>[/.])(?P<b>\d\d?)(?P=s)(?P<y>\d{{4}}|\d\d)", re.NOFLAG, _slashed),
    (
        rf"{_LEAD}?(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY}))?"
        rf"\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?",
        re.NOFLAG,
        _calendar,
    ),
    (
        rf"{_LEAD}?(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY})(?!\d)(?:{_DASH}(?P<d2>{_DAY}))?"
        rf"(?:,?\s+(?P<y>{_YEAR}))?",
        re.NOFLAG,
        _calendar,
    ),
    (
        rf"{_LEAD}?(?:{_PART}[\s-]+)?{_WHICH}?(?P<month>{_MONTH})(?:,?\s+(?:of\s+)?(?P<y>{_YEAR}))?",
        re.NOFLAG,
        _month_only,
    ),
    (rf"{_LEAD}?(?:{_PART}\s+(?:on\s+)?)?{_WHICH}?(?P<weekday>{_WEEKDAY}){_TIME}", re.NOFLAG, _weekday),
    (
        r"(?:(?:earlier|later|late|early)\s+)?(?P<day>today|yesterday|tomorrow|tonight|the\s+day\s+before\s+yesterday"
        rf"|the\s+day\s+after\s+tomorrow|this\s+(?:morning|afternoon|evening)){_TIME}",
        re.IGNORECASE,
        _relative_day,
    ),
    (
        rf"(?:(?P<loose>about|around|some|nearly|almost|over|more\s+than)\s+)?(?P<n>{_COUNT})\s+{_UNIT}\s+ago",
        re.IGNORECASE,
        _ago,
    ),
    (rf"(?P<lead>in|within)\s+(?P<n>{_COUNT})\s+{_UNIT}(?P<time>['’]?\s+time)?", re.IGNORECASE, _in_steps),
    (rf"{_LEAD}?(?:{_PART}\s+)?{_WHICH}(?P<unit>week|month|year|weekend)", re.IGNORECASE, _named_unit),
    (r"(?P<lead>at|over|on|during)\s+the(?P<which>\s)(?P<unit>weekend)", re.IGNORECASE, _named_unit),
    (
        rf"{_LEAD}?(?:{_PART}\s+)?{_WHICH}?(?P<season>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<y>{_YEAR}))?",
        re.IGNORECASE,
        _season,
    ),
    (rf"{_LEAD}(?:{_PART}[\s-]+)?(?P<y>{_YEAR})", re.NOFLAG, _year),
    (
        rf"{_LEAD}?(?:(?:coming|recent|(?:next|last|past)\s+(?:few|several|couple\s+of|{_COUNT}))"
        r"\s+(?:days|weeks|months|years)|(?:days|weeks|months)\s+ahead)",
        re.IGNORECASE,
        _vague,
    ),
)
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?<![\w/-])(?:{pattern})(?!\w)", flags), reader) for pattern, flags, reader in _SPELLED
)
"""Each way to spell a date and what it means; where two fit, the one that takes more words is meant."""
