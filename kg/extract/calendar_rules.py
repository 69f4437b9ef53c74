"""Each way to spell a date in words, and the reader of the days that it means."""

from __future__ import annotations

import re

from kg.extract.calendar_words import (
    Reader,
    read_ago,
    read_beside,
    read_calendar,
    read_days_of_week,
    read_in_steps,
    read_iso,
    read_month_only,
    read_named_unit,
    read_relative_day,
    read_season,
    read_slashed,
    read_vague,
    read_weekday,
    read_year,
)

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
_PART = (
    r"(?:early|mid|late|earlier|later|the\s+(?:start|end|beginning|middle|eve|first\s+half|second\s+half)\s+of"
    r"|the\s+(?:first|second|third|fourth|last|final|opening|closing)\s+(?:days?|weeks?|weekend|fortnight)\s+of"
    r"|(?:first|second|third|last|final|opening)\s+(?:days?|weeks?|weekend|fortnight)\s+of)"
)
_TIME = r"(?:\s+(?:morning|afternoon|evening|night))?"
_COUNT = r"(?:\d{1,3}|a\s+couple\s+of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DASH = r"\s?(?:-|–|—|to|and)\s?"
_LEAD = (
    r"(?:(?P<lead>on|On|in|In|at|by|By|since|Since|until|Until|till|before|Before|after|After|from|From|for|For|during|During"
    r"|over|Over|within|Within|through|of)\s+(?:the\s+)?)"
)
_WHICH = r"(?:(?P<which>last|next|this|past|coming|previous)\s+)"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<y>{_YEAR})|\s+(?:of\s+)?(?P<year>last|this|next)\s+year)?"
_UNIT = r"(?P<unit>day|week|month|year)s?"

# A rule is tried on texts that have one of its words, in lower case; 0 stands for any number.
_NUMBERS = frozenset({"0"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
)
_WEEKDAYS = frozenset(
    {f"{day}day{s}" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun") for s in ("", "s")}
    | {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}
)
_PARTS_OF_DAYS = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "night", "overnight", "morning", "afternoon", "evening"}
)
_UNITS = frozenset({"day", "days", "week", "weeks", "weekend", "month", "months", "year", "years"})
_AGO = frozenset({"ago"})
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_COUNTED_ON = frozenset(
    {"next", "following", "previous", "preceding", "earlier", "later", "previously", "before", "after"}
)
_SPELLED: tuple[tuple[str, re.RegexFlag, Reader, frozenset[str]], ...] = (
    (rf"{_LEAD}?(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)", re.NOFLAG, read_iso, _NUMBERS),
    (rf"{_LEAD}?(?P<a>\d\d?)(?P<s>[/.])(?P<b>\d\d?)(?P=s)(?P<y>\d{{4}}|\d\d)", re.NOFLAG, read_slashed, _NUMBERS),
    (
        rf"{_LEAD}?(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY}))?"
        rf"\s+(?:of\s+)?(?P<month>{_MONTH}){_OF_YEAR}",
        re.NOFLAG,
        read_calendar,
        _MONTHS,
    ),
    (
        rf"{_LEAD}?(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY})(?!\d)(?:{_DASH}(?P<d2>{_DAY}))?"
        rf"{_OF_YEAR}",
        re.NOFLAG,
        read_calendar,
        _MONTHS,
    ),
    (rf"{_LEAD}?(?:{_PART}[\s-]+)?{_WHICH}?(?P<month>{_MONTH}){_OF_YEAR}", re.NOFLAG, read_month_only, _MONTHS),
    (
        rf"{_LEAD}?(?P<weekday>{_WEEKDAY})\s+(?:and|to|through)\s+(?:on\s+)?(?P<weekday2>{_WEEKDAY})"
        r"(?:\s+(?:of\s+)?(?P<which>last|next|this)\s+week)?",
        re.NOFLAG,
        read_days_of_week,
        _WEEKDAYS,
    ),
    (
        rf"{_LEAD}?(?P<weekday>{_WEEKDAY})(?P<weekday2>)\s+(?:of\s+)?(?P<which>last|next|this)\s+week",
        re.NOFLAG,
        read_days_of_week,
        _WEEKDAYS,
    ),
    (rf"{_LEAD}?(?:{_PART}\s+(?:on\s+)?)?{_WHICH}?(?P<weekday>{_WEEKDAY}){_TIME}", re.NOFLAG, read_weekday, _WEEKDAYS),
    (
        r"(?:(?:earlier|later|late|early)\s+)?(?P<day>today|yesterday|tomorrow|tonight|last\s+night|overnight"
        r"|the\s+day\s+before\s+yesterday"
        rf"|the\s+day\s+after\s+tomorrow|this\s+(?:morning|afternoon|evening)){_TIME}",
        re.IGNORECASE,
        read_relative_day,
        _PARTS_OF_DAYS,
    ),
    (
        rf"(?:(?P<loose>about|around|some|nearly|almost|over|more\s+than)\s+)?(?P<n>{_COUNT})\s+{_UNIT}\s+ago",
        re.IGNORECASE,
        read_ago,
        _AGO,
    ),
    (rf"(?P<lead>in|within)\s+(?P<n>{_COUNT})\s+{_UNIT}(?P<time>['’]?\s+time)?", re.IGNORECASE, read_in_steps, _UNITS),
    (rf"{_LEAD}?(?:{_PART}\s+)?{_WHICH}(?P<unit>week|month|year|weekend)", re.IGNORECASE, read_named_unit, _UNITS),
    (
        rf"{_LEAD}?(?:end|start|beginning|middle)\s+of\s+the(?P<which>\s)(?P<unit>month|year)",
        re.IGNORECASE,
        read_named_unit,
        _UNITS,
    ),
    (r"(?P<lead>at|over|on|during)\s+the(?P<which>\s)(?P<unit>weekend)", re.IGNORECASE, read_named_unit, _UNITS),
    (
        rf"{_LEAD}?(?:{_PART}\s+)?{_WHICH}?(?P<season>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<y>{_YEAR}))?",
        re.IGNORECASE,
        read_season,
        _SEASONS,
    ),
    (rf"{_LEAD}(?:{_PART}[\s-]+)?(?P<y>{_YEAR})", re.NOFLAG, read_year, _NUMBERS),
    (
        rf"(?:on\s+)?(?:the\s+(?P<beside>next|following|previous|preceding)\s+{_UNIT}"
        rf"|(?:the\s+(?:day|night|evening|morning)|(?P<n>{_COUNT})\s+(?P<unit2>day|week|month|year)s?)"
        r"\s+(?P<then>earlier|later|previously|(?:before|after)(?=\s*[,.;)]|\s+to\s))"
        r")",
        re.IGNORECASE,
        read_beside,
        _COUNTED_ON,
    ),
    (
        r"(?:earlier|later)\s+(?:in\s+the|on\s+the\s+same|the\s+same|that|on\s+that|on\s+in\s+the)\s+day"
        r"|(?:on\s+)?the\s+same\s+day",
        re.IGNORECASE,
        read_vague,
        _UNITS,
    ),
    (
        rf"{_LEAD}?(?:(?:coming|recent|(?:next|last|past)\s+(?:few|several|couple\s+of|{_COUNT}))"
        r"\s+(?:days|weeks|months|years)|(?:days|weeks|months)\s+ahead)",
        re.IGNORECASE,
        read_vague,
        _UNITS,
    ),
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?<![\w/-])(?:{pattern})(?!\w)", flags), reader) for pattern, flags, reader, _ in _SPELLED
)
"""Each way to spell a date and what it means; where two fit, the one that takes more words is meant."""


def rules_for(text: str) -> list[int]:
    """The numbers of the rules whose words stand in a text: only these can find a date there."""
    words = set(_WORD.findall(text.casefold()))
    if _DIGIT.search(text):
        words.add("0")
    return [number for number, (_, _, _, needed) in enumerate(_SPELLED) if not words.isdisjoint(needed)]
