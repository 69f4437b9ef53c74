"""The day on which an article was issued, as far as its page supports it, and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kg.model import Page
from kg.pages import dates
from kg.pages.lines import Line, Role, dateline

# paragraphs in which the day of the news is named
_LEAD = 3
_ARCHIVE = ("file", "(file", "archive", "undated")


def issued(
    zone: Sequence[Line], title: Line | None, body: Sequence[Line], page_lines: Sequence[Line], page: Page | None
) -> tuple[date | None, str | None]:
    """The day and its basis. `page` is given where its metadata speak of this article."""
    if page and page.issued:
        return page.issued, "metadata"
    prose = [line.text for line in body if line.role is Role.PROSE]
    for basis, day in (
        ("published line", _published(zone, title, body)),
        ("dateline", _dateline(zone, prose)),
        ("caption", _caption([*zone, *body], prose)),
        ("weekday", _written_out(prose)),
        ("comments", _commented(page_lines, prose)),
    ):
        if day:
            return day, basis
    return None, None


def _published(zone: Sequence[Line], title: Line | None, body: Sequence[Line]) -> date | None:
    """The best line that tells the date: around the title, below the first paragraph, or at the end."""
    top = zone.index(title) if title else 0
    near = list(zone[max(0, top - 2) :] if title else zone[-6:])
    near += [line for line in body[:6] if line.role is not Role.PROSE]
    found = [said for line in near if (said := dates.published(line.text)) and line.role is Role.DATE]
    found += [
        said for line in body[-4:] if line.role is Role.DATE and (said := dates.published(line.text)) and said.rank == 0
    ]
    return min(found, key=lambda said: said.rank).day if found else None


def _dateline(zone: Sequence[Line], prose: Sequence[str]) -> date | None:
    lines = [line.text for line in zone if line.role is Role.DATELINE] + [text[: dateline(text)] for text in prose[:2]]
    return next((found[0].day for text in lines if (found := dates.dates(text))), None)


def _caption(lines: Sequence[Line], prose: Sequence[str]) -> date | None:
    """The latest date of a caption that falls on the weekday on which the news happened."""
    day = dates.reported_day(list(prose[:_LEAD]))
    if day is None:
        return None
    captions = [line.text for line in lines if line.role is Role.CAPTION and not line.text.lower().startswith(_ARCHIVE)]
    found = [item.day for text in captions if "/File" not in text for item in dates.dates(text)]
    return max((item for item in found if item.weekday() == day), default=None)


def _written_out(prose: Sequence[str]) -> date | None:
    """A full date of the first paragraphs with its own weekday beside it: "on Tuesday, 26 January 2016"."""
    for text in prose[:_LEAD]:
        for item in dates.dates(text):
            beside = text[max(0, item.start - 14) : item.end + 14].lower()
            named = [number for name, number in dates.WEEKDAYS.items() if name in beside]
            if item.day.weekday() in named:
                return item.day
    return None


def _commented(lines: Sequence[Line], prose: Sequence[str]) -> date | None:
    """The day of the first reader's comment, where it is the weekday on which the news happened."""
    days = [
        found.day
        for before, line in pairwise(lines)
        if before.role is Role.COMMENTER and line.role is Role.DATE and (found := dates.published(line.text))
    ]
    first = min(days, default=None)
    return first if first and first.weekday() == dates.reported_day(list(prose[:_LEAD])) else None
