"""Datelines: the place, the day and the agency at the head of a report ("GENEVA, Jan. 26 (Xinhua) -- ")."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.pages.captions import AGENCY
from kg.pages.dates import MONTHS, WEEKDAYS

_MONTHS = "Jan|Feb|Mar|March|Apr|April|May|Jun|June|Jul|July|Aug|Sep|Sept|Oct|Nov|Dec"
_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DASH = r"(?:--|[-–—:])"

# the whole day with its year
_MONTH = rf"(?i:(?:{'|'.join(MONTHS)})\b\.?)"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = rf"(?:(?i:{'|'.join(WEEKDAYS)}),?\s+)?"
_DAY = (
    rf"{_WEEKDAY}(?:{_MONTH}\s+{_NTH},?\s+{_YEAR}|{_NTH}\s+{_MONTH},?\s+{_YEAR}|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})"
)
_NAME = r"[A-Z][\w'’]*(?:[.-][\w'’]+)*\.?"
_PLACE = rf"{_NAME}(?: (?:(?:of|de|la|el|al|es|the|upon) )?{_NAME}){{0,3}}(?:\s?/\s?{_NAME}(?: {_NAME}){{0,2}}){{0,2}}"
_PLACES = rf"{_PLACE}(?:,\s*{_NAME}(?: {_NAME}){{0,2}}){{0,2}}"
_TOWN = r"[A-Z]{3}[A-Z'’-]*(?:[ /][A-Z][A-Z'’-]+){0,2}(?:,\s*[A-Z][\w .]{2,25})?"
_AGENCY = r"(?:[(\[/]\s*(?:[A-Z][\w .&/-]|dpa|apa|epd|kna|sda|stt)[\w .&/-]{0,29}\s*[)\]/])"
_INITIALS = r"/?[A-Z]{2}[A-Z.]{1,10}/?"
# what begins a sentence has a capital: behind "Oslo, 29 May 2019 was" one goes on; and it tells of no day of a story
_TOLD = r"(?:(?:It|This|That) was|(?:A|The) (?:day|date|night|morning|evening|year))\b"
_TEXT = rf"(?=\s+[\"“‘'(]?[A-Z\d])(?!\s+{_TOLD})"
_WHOLE = "|".join(
    (
        rf"{_PLACES}\s*[.,:–—-]?\s*{_DAY}(?:,?\s*{_INITIALS}|\.?\s*{_AGENCY})?\s*[.]?\s*(?:{_DASH}|(?<=\w)\.|(?<=/)\.){_TEXT}",
        rf"{_PLACES}\s*\(\s*{_DAY}\s*\)\s*{_DASH}{_TEXT}",
        rf"{_PLACES}\s*[.,]\s*{_DAY}[.,]?\s*(?:{_AGENCY}|{_INITIALS})\s*\.?{_TEXT}",
        rf"[(\[]\s*{_PLACES}[,:]?\s*{_DAY}\s*[)\]]\s*{_DASH}?{_TEXT}",
        rf"{_DAY},\s*{_PLACES}\s*{_DASH}{_TEXT}",
        rf"{_TOWN},?\s+{_DAY}{_TEXT}",
    )
)
_DATELINE = re.compile(
    "(?:"
    + "|".join(
        (
            _WHOLE,
            r"[A-Z][A-Z .'’/-]{2,40}(?:,\s*[A-Z][\w .]{1,25}){0,2}(?:[.,]\s*(?:\w+day,?\s*)?"
            rf"{_MONTH_DAY})?\.?\s*(?:[(/]\s*[\w .&/-]{{2,40}}\s*[)/])?\.?\s*{_DASH}(?:\s*{_MONTH_DAY}:)?",
            rf"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}(?:,\s*[A-Z][\w .]{{1,25}}){{0,2}}(?:,\s*{_MONTH_DAY})?"
            rf"\s*\(\s*{AGENCY}[^()]{{0,30}}\)\s*{_DASH}",
            rf"{_PLACES},\s*{_MONTH_DAY}(?:\s*\(\s*[A-Z][\w .&/-]{{1,30}}\s*\)|,\s*[A-Z]{{3,8}})\s*{_DASH}",
            rf"{_MONTH_DAY}\s*\(\s*[\w .&/-]{{2,40}}\s*\)\s*{_DASH}",
            rf"[A-Z]{{3}}[A-Z .,/'’-]*\s(?:{_MONTHS})\.? \d{{1,2}}(?:\s*\([^()]{{2,30}}\)\s*{_DASH})?(?=\s+[A-Z])",
            rf"[A-Z][A-Z .'’-]{{2,30}},\s*{_MONTH_DAY}\.?\s*/\s*[\w. -]{{2,30}}\s*/\.?",
            rf"\(\s*(?:{AGENCY}|[A-Z]{{3,6}})\s*\)\s*{_DASH}",
            r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?:/[A-Z][a-z]+)? ?[—–](?= )",
        )
    )
    + r")\s*"
)
# a dateline ends within so many characters
_REACH = 100
# without either of these a paragraph has none, and most have neither
_CAPITALS = re.compile("[A-Z](?:[A-Z]{2}|(?=.*-)[A-Z .'’/-]{2})")
_MARKS = re.compile(r"[—–(\[\d](?:(?<=\D)|\d\d\d|[^-]*-)")


def dateline(text: str) -> int:
    """How many characters of a paragraph are its dateline ("GENEVA, Jan. 26 (Xinhua) -- "); 0 where it has none."""
    return _dateline(text[:_REACH])


@lru_cache(maxsize=4096)
def _dateline(opening: str) -> int:
    if not (_CAPITALS.match(opening) or _MARKS.search(opening)):
        return 0
    match = _DATELINE.match(opening)
    return match.end() if match else 0


def is_dateline(line: str) -> bool:
    """Whether a whole line is a dateline."""
    return _DATELINE.fullmatch(line) is not None
