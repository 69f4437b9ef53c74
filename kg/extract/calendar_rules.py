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
_PART = r"(?:early|mid|late|earlier|later|the\s+(?:start|end|beginning|middle|first\s+half|second\s+half)\s+of)"
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
_SPELLED: tuple[tuple[str, re.RegexFlag, Reader], ...] = (
    (rf"{_LEAD}?(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)", re.NOFLAG, read_iso),
    (rf"{_LEAD}?(?P<a>\d\d?)(?P<s>[/.])(?P<b>\d\d?)(?P=s)(?P<y>\d{{4}}|\d\d)", re.NOFLAG, read_slashed),
    (
        rf"{_LEAD}?(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<d>{_DAY})(?:{_DASH}(?P<d2>{_DAY}))?"
        rf"\s+(?:of\s+)?(?P<month>{_MONTH}){_OF_YEAR}",
        re.NOFLAG,
        read_calendar,
    ),
    (
        rf"{_LEAD}?(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY})(?!\d)(?:{_DASH}(?P<d2>{_DAY}))?"
        rf"{_OF_YEAR}",
        re.NOFLAG,
        read_calendar,
    ),
    (rf"{_LEAD}?(?:{_PART}[\s-]+)?{_WHICH}?(?P<month>{_MONTH}){_OF_YEAR}", re.NOFLAG, read_month_only),
    (
        rf"{_LEAD}?(?P<weekday>{_WEEKDAY})\s+(?:and|to|through)\s+(?:on\s+)?(?P<weekday2>{_WEEKDAY})"
        r"(?:\s+(?:of\s+)?(?P<which>last|next|this)\s+week)?",
        re.NOFLAG,
        read_days_of_week,
    ),
    (
        rf"{_LEAD}?(?P<weekday>{_WEEKDAY})(?P<weekday2>)\s+(?:of\s+)?(?P<which>last|next|this)\s+week",
        re.NOFLAG,
        read_days_of_week,
    ),
    (rf"{_LEAD}?(?:{_PART}\s+(?:on\s+)?)?{_WHICH}?(?P<weekday>{_WEEKDAY}){_TIME}", re.NOFLAG, read_weekday),
    (
        r"(?:(?:earlier|later|late|early)\s+)?(?P<day>today|yesterday|tomorrow|tonight|last\s+night"
        r"|the\s+day\s+before\s+yesterday"
        rf"|the\s+day\s+after\s+tomorrow|this\s+(?:morning|afternoon|evening)){_TIME}",
        re.IGNORECASE,
        read_relative_day,
    ),
    (
        rf"(?:(?P<loose>about|around|some|nearly|almost|over|more\s+than)\s+)?(?P<n>{_COUNT})\s+{_UNIT}\s+ago",
        re.IGNORECASE,
        read_ago,
    ),
    (rf"(?P<lead>in|within)\s+(?P<n>{_COUNT})\s+{_UNIT}(?P<time>['’]?\s+time)?", re.IGNORECASE, read_in_steps),
    (rf"{_LEAD}?(?:{_PART}\s+)?{_WHICH}(?P<unit>week|month|year|weekend)", re.IGNORECASE, read_named_unit),
    (
        rf"{_LEAD}?(?:end|start|beginning|middle)\s+of\s+the(?P<which>\s)(?P<unit>month|year)",
        re.IGNORECASE,
        read_named_unit,
    ),
    (r"(?P<lead>at|over|on|during)\s+the(?P<which>\s)(?P<unit>weekend)", re.IGNORECASE, read_named_unit),
    (
        rf"{_LEAD}?(?:{_PART}\s+)?{_WHICH}?(?P<season>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<y>{_YEAR}))?",
        re.IGNORECASE,
        read_season,
    ),
    (rf"{_LEAD}(?:{_PART}[\s-]+)?(?P<y>{_YEAR})", re.NOFLAG, read_year),
    (
        rf"(?:on\s+)?(?:the\s+(?P<beside>next|following|previous|preceding)\s+{_UNIT}"
        rf"|(?:the\s+(?:day|night|evening|morning)|(?P<n>{_COUNT})\s+(?P<unit2>day|week|month|year)s?)"
        r"\s+(?P<then>earlier|later|previously|(?:before|after)(?=\s*[,.;)]|\s+to\s))"
        r")",
        re.IGNORECASE,
        read_beside,
    ),
    (
        r"(?:earlier|later)\s+(?:in\s+the|on\s+the\s+same|the\s+same|that|on\s+that|on\s+in\s+the)\s+day"
        r"|(?:on\s+)?the\s+same\s+day",
        re.IGNORECASE,
        read_vague,
    ),
    (
        rf"{_LEAD}?(?:(?:coming|recent|(?:next|last|past)\s+(?:few|several|couple\s+of|{_COUNT}))"
        r"\s+(?:days|weeks|months|years)|(?:days|weeks|months)\s+ahead)",
        re.IGNORECASE,
        read_vague,
    ),
)
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?<![\w/-])(?:{pattern})(?!\w)", flags), reader) for pattern, flags, reader in _SPELLED
)
"""Each way to spell a date and what it means; where two fit, the one that takes more words is meant."""
