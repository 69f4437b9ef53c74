"""Dates on a page: in lines that say when it was published, in datelines, in captions, in comments, in metadata."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kg.pages.furniture import hints

_MONTH_NAMES = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_SHORT_MONTHS = "|".join(names[:3] for names in _MONTH_NAMES)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES)}
_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
_DATE = re.compile(
    r"(?=[\djfmasond])(?<![\d/.-])(?:"
    + "|".join(
        (
            _MONTH.format("m1") + r"\s*" + _DAY.format("d1") + r"\s*,?\s+(?:at\s+)?" + _YEAR.format("y1"),
            _DAY.format("d2") + r"\.?(?:\s+of)?[\s/-]+" + _MONTH.format("m2") + r"[\s,/-]+" + _YEAR.format("y2"),
            _YEAR.format("y3") + r"[-/.](?P<m3>[01]?\d)[-/.](?P<d3>[0-3]?\d)(?!\d)",
            r"(?P<d4>[0-3]?\d)\.(?P<m4>[01]?\d)\." + _YEAR.format("y4"),
            r"(?P<a5>[0-3]?\d)(?P<s5>[/-])(?P<b5>[0-3]?\d)(?P=s5)" + _YEAR.format("y5"),
            _YEAR.format("y6") + r"\s+" + _MONTH.format("m6") + r"\s+" + _DAY.format("d6") + r"\b",
        )
    )
    + ")",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
# how far from its year a date can begin or end
_REACH = 24


class Dated(NamedTuple):
    """A date that stands at `start` to `end` of a line."""

    day: date
    start: int
    end: int


def dates(line: str) -> list[Dated]:
    """The full dates in a line. A date whose day and month could be either way round (10/9/2016) is none."""
    found: list[Dated] = []
    if "19" not in line and "20" not in line:
        return found
    for year in _YEARS.finditer(line):
        # the pattern is slow: it is tried where a year stands, and no earlier than the last date's end
        start = max(year.start() - _REACH, found[-1].end if found else 0)
        if not (_DIGIT.search(line, start, year.start()) or _DIGIT.search(line, year.end(), year.end() + _REACH)):
            continue  # it has no day
        for match in _DATE.finditer(line, start, year.end() + _REACH):
            day = _day(match)
            if day and match.start() <= year.start() < match.end():
                found.append(Dated(day, match.start(), match.end()))
    return found


def _day(match: re.Match[str]) -> date | None:
    number = str(match.lastgroup)[1]
    year = int(match[f"y{number}"])
    if number == "5":
        first, second = int(match["a5"]), int(match["b5"])
        if first <= 12 and second <= 12 and first != second:
            return None
        return _make(year, *((second, first) if first > 12 else (first, second)))
    month = match[f"m{number}"].lower()
    return _make(year, MONTHS.get(month) or int(month), int(match[f"d{number}"]))


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_SAYS = re.compile(
    r"\b(?=\w)(?:(?:first |originally |last )?(?:published|posted|updated|modified|created|issued|released|edited|added"
    r"|filed|uploaded|submitted|date|on air)(?: on| at| date| time)?|publication date|date of publication|release date"
    r"|issue date|last update)\b",
    re.IGNORECASE,
)
_SAY_HINTS = hints(
    "published posted updated modified created issued released edited added filed uploaded submitted date air"
    " publication release issue update"
)
# in a paper, which comes the day after
_PRINTED = re.compile(r" in \S")
_LATER = re.compile(r"\b(?:updated|modified|last update|edited)\b", re.IGNORECASE)
# what a line of a date may have besides: hours, zones, days, small words, marks
_ZONES = "gmt|utc|uk|bst|cet|cest|msk|e[sd]?t|c[sd]t|m[sd]t|p[sd]t|ist|aedt|aest|jst|kst|eet|z|local time|moscow time"
_DAYS = "mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SMALL = (
    "time|on|at|by|in|the|and|est|issue|no|min|read(?:ing)?|timer|our|staff|correspondents?|views?|comments?|print"
    "|e-?mail|share|adjust|font|size"
)
_AGO = "an?|years?|months?|weeks?|days?|hours?|minutes?|ago"
_HOUR = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[ap]m)?|\d{1,2} ?(?:am|pm)|a\.?m\.?|p\.?m\.?|hrs?|noon|midnight"
_TIME = re.compile(rf"\b(?=\w)(?:{_HOUR}|{_ZONES}|{_DAYS}|{_SMALL}|{_AGO})\b|[+-]\d\d:?\d\d|[^\w]+", re.IGNORECASE)
_AGE, _SHORT_AGE = re.compile(r"\d{1,3} ?(?:m|min|h|hr|d|w|wk|mo|y|yr)s?"), 8
_TIMED = re.compile(rf"\d|(?:{_SHORT_MONTHS.title()})[^:]{{1,12}}\d{{1,2}}:")
# a day of which the month or the year is not known
_EITHER = re.compile(
    r"\b(?=\w)(?:\d{1,2}([./-])\d{1,2}\1\d{2}(?:\d\d)?"
    rf"|(?:{_SHORT_MONTHS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_SHORT_MONTHS})[a-z]*)\b",
    re.IGNORECASE,
)
# what kind of text it is, and its number
_KIND = re.compile(
    r"\b(?=\w)(?:(?:(?:press|news|media|official) )?(?:release|statement|communiqu[eé]|speech|remarks|bulletin)s?"
    r"|press|page)\b"
    r"(?:\s*(?:no\.?|nr\.?|#)?\s*[\d/-]+)?",
    re.IGNORECASE,
)
# parts of a line that stand side by side, and the most words of one
_PARTS, _PART_WORDS = re.compile(r"\s{2,}|\s+[|·•]\s+"), 9
# letters that may be left on a line of a date: a short name of a place, an agency, an author
_MAX_REST = 60


# "23 Nov 16 / 18:02"
_SHORT_YEAR = re.compile(
    rf"(\d{{1,2}})[ -]({'|'.join(MONTHS)})\.?[ -]['’]?(\d\d)(?:\W{{1,3}}\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_LONGEST_SHORT, _CENTURY, _MONTHS = 24, 70, 12
_EITHER_WAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")


class Published(NamedTuple):
    """What a line says of when an article was published. Rank: the lower, the better it is known."""

    day: date
    rank: int


def published(line: str) -> Published | None:
    """The date of a line that is there to tell it: "Published: 26 January 2016", "Jan 26, 2016 5:14am EST"."""
    if len(line) <= _LONGEST_SHORT and line[:1].isdigit() and (match := _SHORT_YEAR.fullmatch(line)):
        day = _make(_whole_year(int(match[3])), MONTHS[match[2].lower()], int(match[1]))
        return Published(day, 1) if day else None
    return _published(line) if "19" in line or "20" in line else None


def _whole_year(short: int) -> int:
    """The year of which a line gives the last two figures."""
    return short + (1900 if short >= _CENTURY else 2000)


def either(line: str) -> tuple[date, ...]:
    """The two days that a line may tell whose day and month could be either way round (10/9/2016); () if it has none
    such."""
    match = _EITHER_WAY.search(line)
    if not match or max(int(match[1]), int(match[3])) > _MONTHS or match[1] == match[3]:
        return ()
    both = (_make(int(match[4]), *order) for order in ((int(match[1]), int(match[3])), (int(match[3]), int(match[1]))))
    return tuple(day for day in both if day)


def month(text: str) -> int | None:
    """The number of the first month that a text names beside a day: "OSLO, March 12"; None where it names none."""
    found = next(_DAY_OF_MONTH.finditer(text.lower()), None)
    return None if found is None else MONTHS[found[1] or found[2]]


_DAY_OF_MONTH = re.compile(
    rf"\b(?:({'|'.join(MONTHS)})\b\.? [0-3]?\d|[0-3]?\d(?:st|nd|rd|th)? ({'|'.join(MONTHS)}))\b(?!\d)"
)


@lru_cache(maxsize=4096)
def _published(line: str) -> Published | None:
    found = dates(line)
    if not found or len(found) > 3:
        return None
    says = None if _SAY_HINTS.isdisjoint(line.lower().replace("(", " (").split()) else _SAYS.search(line)
    rest = line
    for item in reversed(found):
        rest = rest[: item.start] + " " + rest[item.end :]
    if rest := rest.strip():
        rest = _TIME.sub(" ", _KIND.sub(" ", _SAYS.sub(" ", rest) if says else rest)).strip()
    named = says or _is_name(rest) or (line[:3].lower() == "by " and len(rest.split()) < 3)
    if len(rest) > (_MAX_REST if named else 3):
        return _beside(line)
    first = found[0]
    if says and _PRINTED.match(line, says.end()):
        return Published(first.day, 3)
    if says and not _LATER.search(says[0]):
        first = next((item for item in found if item.start >= says.end()), first)
        return Published(first.day, 0)
    return Published(first.day, 2 if says and says.start() < first.start else 1)


def _beside(line: str) -> Published | None:
    """What a line says of a day in one of several parts with wide space or bars between, if none is a sentence."""
    parts = _PARTS.split(line)
    if len(parts) < 2 or any(len(part.split()) > _PART_WORDS for part in parts):
        return None
    return next(filter(None, map(published, parts)), None)


def says(line: str) -> bool:
    """Whether a line says of its date that something was published then, or who wrote it."""
    return _SAYS.search(line) is not None or line[:3].lower() == "by "


def is_time(line: str) -> bool:
    """Whether a line is no more than an hour ("12.30pm BST"), or an hour of a day that is not known in full ("5/6/15,
    4:40 PM", "Sep 12, 12:40"), or how long ago it was ("2d")."""
    if len(line) < _SHORT_AGE and _AGE.fullmatch(line):
        return True
    if not _TIMED.match(line) or line.endswith("ago"):
        return False
    return not _TIME.sub("", _EITHER.sub("", line) if ":" in line else line)


def _is_name(rest: str) -> bool:
    """Whether what is left of a line can be names: few words, each with a capital."""
    words = rest.split()
    return len(words) <= 6 and all(word[:1].isupper() or len(word) <= 3 for word in words)


_WEEKDAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_AHEAD = re.compile(
    r"\b(?:will|would|due|scheduled|expected|plans?|planned|planning|hoped|upcoming|next|ahead|set|slated|until|last|since"
    r"|before|earlier|to (?:be|meet|hold|visit|attend))\b",
    re.IGNORECASE,
)


def reported_day(paragraphs: list[str]) -> int | None:
    """The weekday (Monday is 0) on which the news of an article's first paragraphs happened: the first one named that
    is not of something to come or long past."""
    for paragraph in paragraphs:
        for match in _WEEKDAY.finditer(paragraph) if "day" in paragraph else ():
            before = paragraph[max(0, match.start() - 40) : match.start()]
            clause = re.split(r"[.;,]\s", before)[-1]
            if not _AHEAD.search(clause):
                return WEEKDAYS[match[0].lower()]
    return None


_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?([0-3]\d)(?:[/_-]|\.html?|$)", re.IGNORECASE)


def in_url(url: str | None) -> date | None:
    """The date in an address such as `https://example.org/2016/01/26/talks`."""
    match = _URL_DATE.search(url or "")
    if not match:
        return None
    month = MONTHS.get(match[2].lower()) or (int(match[2]) if match[2].isdigit() else 0)
    return _make(int(match[1]), month, int(match[3]))


_ISO = re.compile(r"\s*((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")


def in_metadata(value: str | None) -> date | None:
    """The date of a metadata field: ISO 8601, or written out. None where it has none, or only part of one."""
    if not value:
        return None
    match = _ISO.match(value)
    if match:
        return _make(*(int(part) for part in match.groups()))
    found = dates(value)
    return found[0].day if found else None
