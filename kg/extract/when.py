"""Dates in words, resolved against the day of the article and never more exact than the text.

Every expression is read as a span of days; what its first and last day have in common (day, month, year) is its value.
The article's day may itself be known only as a `Window`: a weekday in an article of some day in May is "May".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.extract.calendar_rules import RULES, rules_for
from kg.extract.calendar_words import Tense, Window, read_beside
from kg.model import When

__all__ = ["Expression", "Tense", "Window", "beside", "common", "expressions", "resolve"]

_VERBS_TOO = ("May", "March", "Mar")


@dataclass(frozen=True, slots=True)
class Expression:
    """A date in words: `text[start:end]`, with the preposition ("on", "since") that leads it, "" where none does."""

    start: int
    end: int
    words: str
    lead: str


def common(first: date, last: date) -> str | None:
    """What two days share: the day, else the month, else the year, else nothing.

    >>> common(date(2016, 10, 15), date(2016, 10, 16))
    '2016-10'
    """
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return first.isoformat()[:4] if first.year == last.year else None


def _found(text: str) -> list[tuple[int, int, int]]:
    """Start, end and the number of its rule for each date in `text`, in order, without overlaps."""
    candidates = []
    for number in rules_for(text):
        for match in RULES[number][0].finditer(text):
            groups = match.groupdict()
            bare = not any(groups.get(name) for name in ("lead", "y", "d", "which"))
            if not (bare and match.group().strip(".") in _VERBS_TOO):
                candidates.append((-(match.end() - match.start()), match.start(), number, match.end()))
    taken: list[tuple[int, int, int]] = []
    for _, start, number, end in sorted(candidates):
        if all(end <= a or start >= b for a, b, _ in taken):
            taken.append((start, end, number))
    return sorted(taken)


def expressions(text: str) -> list[Expression]:
    """The dates in words in `text`, in order.

    >>> [(e.words, e.lead) for e in expressions("They met on Monday, for the first time since June 2014.")]
    [('on Monday', 'on'), ('since June 2014', 'since')]
    """
    out = []
    for start, end, number in _found(text):
        match = RULES[number][0].match(text, start)
        lead = (match.groupdict().get("lead") or "") if match else ""
        out.append(Expression(start, end, text[start:end], lead.lower()))
    return out


def beside(words: str) -> bool:
    """Whether the first date in `words` counts from a day that the text has told: "the next day"."""
    found = _found(words)
    return bool(found) and RULES[found[0][2]][1] is read_beside


def resolve(words: str, issued: date | Window | None, tense: Tense, told: date | None = None) -> When:
    """The first date in `words` as exact as words and article make it.

    Args:
        words: an expression ("on Friday", "next month"), or a text with one in it.
        issued: the article's day, the days it may be of, or None where nothing is known.
        tense: "past" for what has happened: a weekday or a month is then the last one, otherwise the next.
        told: the day that the text has told last, from which "the next day" counts.

    Returns:
        The value (None where the article leaves it open) and the words; no words where `words` has no date.

    >>> resolve("on Friday", date(2016, 1, 26), "future")
    When(value='2016-01-29', text='on Friday')
    """
    found = _found(words)
    if not found:
        return When(None, None)
    start, end, number = found[0]
    pattern, reader = RULES[number]
    match = pattern.match(words, start)
    day = told if reader is read_beside else issued
    anchor = Window(day, day) if isinstance(day, date) else day
    days = reader(match, anchor, tense) if match else None
    return When(common(*days) if days else None, words[start:end])
