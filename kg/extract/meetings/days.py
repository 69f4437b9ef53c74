"""The day of a meeting, from its words for when, the article's day and the days that the text has told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kg.extract.meetings.circumstances import NO_DATE
from kg.extract.meetings.occasions import Seen
from kg.extract.meetings.sightings import Sighting
from kg.extract.when import Window, beside, expressions, resolve
from kg.language.tokens import Span
from kg.model import MeetingKind, Status, When

_DAY: Final = len("2019-05-16")
_THEN: Final = frozenset({"also", "later", "then", "afterwards", "afterward", "separately", "subsequently"})
_TO_HAVE: Final = ("to", "have")
STAYING_AWAY: Final = ("skip", "snub", "boycott", "avoid", "shun", "spurn", "miss")
"""How the verbs begin of those who are not at a meeting that others hold."""
_NEAR: Final = 2
"""How many sentences before it one may stand on whose day it is told to have come."""
_BACK: Final = 6
"""How many sentences back a day is looked for from which "the next day" counts."""


def when_of(sighting: Sighting, issued: date | Window | None) -> When | None:
    """The date of a sighting, past or to come as its status says."""
    if not sighting.date:
        return None
    if _same_day(sighting.date):
        day = told_before(sighting, issued, 2) or (issued if isinstance(issued, date) else None)
        return When(day.isoformat() if day else None, sighting.date)
    past = sighting.status in {Status.HELD, Status.DENIED} or _was_to_have(sighting)
    told = told_before(sighting, issued) if beside(sighting.date) else None
    when = resolve(sighting.date, issued, "past" if past else "future", told)
    if sighting.status is Status.REFUSED and _far(when.value, issued):
        when = resolve(sighting.date, issued, "past")  # "suspended the talks in June", told in July
    return When(when.value, sighting.date)


def _was_to_have(sighting: Sighting) -> bool:
    """ "Was to have met him on Friday": the day is over."""
    doc, low = sighting.anchor.doc, sighting.sentence.start
    words = [t.lower_ for t in doc[low : sighting.anchor.i]]
    rows = zip(words, words[1:], words[2:], strict=False)
    if any(
        t.tag_ == "VBD" and t.lower_.startswith(STAYING_AWAY)
        for t in doc[max(low, sighting.anchor.i - 6) : sighting.anchor.i]
    ):
        return sighting.status is Status.REFUSED  # "snubbed the dinner on Monday"
    return sighting.status is Status.REFUSED and any(row in {("was", *_TO_HAVE), ("were", *_TO_HAVE)} for row in rows)


def then_told(sighting: Sighting, order: int, article: int, seen: Sequence[Seen]) -> Sighting:
    """The sighting, on the day of the one before where it came then ("She later met the king") or on that visit."""
    if sighting.date or sighting.status is not Status.HELD or not sighting.told:
        return sighting
    then = _then(sighting)
    for each in reversed(seen):
        if each.article != article or order - each.order > _NEAR:
            return sighting
        earlier = each.sighting
        held = earlier.told and earlier.status is Status.HELD and (then or earlier.kind is MeetingKind.VISIT)
        alike = held and bool(set(earlier.participants) & set(sighting.participants))
        if alike and each.when is not None and len(each.when.value or "") == _DAY:
            words = each.when.value if beside(earlier.date) else earlier.date
            return replace(sighting, date=words or "")
    return sighting


def not_past(sighting: Sighting, issued: date | Window | None) -> Sighting:
    """The sighting, as held where it is told as to come in a year that is over: "pledged it at the meeting in 2014"."""
    if sighting.status is not Status.PLANNED or not sighting.date or not isinstance(issued, date):
        return sighting
    value = resolve(sighting.date, issued, "future").value
    over = value is not None and int(value[:4]) < issued.year
    return replace(sighting, status=Status.HELD, told=False) if over else sighting


def to_come(sighting: Sighting, issued: date | Window | None) -> Sighting:
    """The sighting, as planned where it is only spoken of with a day of which the last is long past: "said in May that
    the June summit was still possible"."""
    if sighting.status is not Status.HELD or sighting.told or not sighting.date or not isinstance(issued, date):
        return sighting
    past = resolve(sighting.date, issued, "past").value
    if past is None or len(past) < _DAY or past[:4] in sighting.date or not _long_past(past, issued):
        return sighting
    return replace(sighting, status=Status.PLANNED)


def _then(sighting: Sighting) -> bool:
    """Whether words before its verb tell that it came next: "also", "later"."""
    near = sighting.sentence.doc[sighting.sentence.start : sighting.anchor.i]
    return "separate" in sighting.other or any(token.lower_ in _THEN for token in near)


def _same_day(words: str) -> bool:
    """ "Earlier in the day", "the same day": not "the next day"."""
    low = words.lower()
    opening = low.split()[0] in {"earlier", "later", "the", "that", "on", "same"}
    return low.endswith(" day") and opening and not beside(words)


def told_before(sighting: Sighting, issued: date | Window | None, back: int = _BACK) -> date | None:
    """The day that the text tells last before the words for when of a sighting, at most `back` sentences before."""
    words, day = sighting.sentence.text, None
    at = words.find(sighting.date)
    for text in (*_back(sighting.sentence, back), words[: max(at, 0)]):
        for told in expressions(text):
            if told.lead in NO_DATE:
                continue
            value = resolve(told.words, issued, "past", day).value
            if value is not None and len(value) == _DAY:
                day = date.fromisoformat(value)
    return day


def _back(sentence: Span, count: int) -> list[str]:
    """The sentences before one, in order."""
    out: list[str] = []
    start = sentence.start
    while start > 0 and len(out) < count:
        before = sentence.doc[start - 1].sent
        start = before.start
        out.insert(0, before.text)
    return out


def _long_past(value: str, issued: date) -> bool:
    """Whether a day lies more than half a year back."""
    return (issued.year - int(value[:4])) * 12 + issued.month - int(value[5:7]) > 6


def _far(value: str | None, issued: date | Window | None) -> bool:
    """Whether a day to come is more than half a year ahead."""
    if value is None or len(value) < 7 or not isinstance(issued, date):
        return False
    return (int(value[:4]) - issued.year) * 12 + int(value[5:7]) - issued.month > 6
