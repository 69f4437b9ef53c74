"""The day on which an article was issued, as far as its page supports it, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from kg.model import Page
from kg.pages import dates
from kg.pages.again import shape
from kg.pages.datelines import dateline
from kg.pages.furniture import Furniture
from kg.pages.lines import Line, Role
from kg.pages.section import Section

# paragraphs in which the day of the news is named
_LEAD = 3
# lines above the title in which its date may stand
_FAR_ABOVE = 4
# lines below the title that may end with its date
_JUST_BELOW = 3
# lines of a page in which the number of an issue stands
_TOP = 12
_ISSUE = re.compile(r"\b(?:vol(?:ume)?|no|nr|number|issue|bulletin|page)\b\.? ?\d", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b", re.IGNORECASE)
# looked up once, not for each line
_COMMENTER, _DATE = Role.COMMENTER, Role.DATE
# lines of a front page in which its posts show how they are set
_FRONT = 1000
_HOUR = re.compile(r" at \d{1,2}[:.]\d\d\b")
_ARCHIVE = ("file", "(file", "archive", "undated")


def issued(
    section: Section, title: Line | None, lines: Sequence[Line], page: Page | None
) -> tuple[date | None, str | None]:
    """The day and its basis. `lines`: all of the page. `page` is given where its metadata speak of this article."""
    if page and page.issued:
        return page.issued, "metadata"
    lead = [line.text for line in section.prose[:_LEAD]]
    news = dates.reported_day(lead)
    ways: tuple[tuple[str, Callable[[], date | None]], ...] = (
        ("published line", lambda: _published(section.zone, title, section.body, news, lines)),
        ("published line", lambda: _either_way(section.zone, title, news, lead)),
        ("dateline", lambda: _dateline(section.zone, lead)),
        ("caption", lambda: _caption([*section.zone, *section.other], news)),
        ("weekday", lambda: _written_out(lead)),
        ("published line", lambda: _below(section, lines) if page else None),
        ("published line", lambda: _masthead(lines)),
        ("comments", lambda: _commented(lines, news)),
    )
    return next(((day, basis) for basis, way in ways if (day := way())), (None, None))


def _published(
    zone: Sequence[Line], title: Line | None, body: Sequence[Line], news: int | None, lines: Sequence[Line]
) -> date | None:
    """The best line that tells the date: around the title, below the first paragraph, or at the end.

    One above the title can be the day on which the page was fetched, most of all with its weekday: it has to fit the
    weekday of the news then, if there is one, or to be that of a blog's post (`lines`: all of the page). One far above
    counts where there is no other.
    """
    top = zone.index(title) if title else len(zone)
    near = [(line, said) for line in zone[max(0, top - 2) : top] for said in _told([line])]
    above = [said for line, said in near if _is_of_news(line, said, news) or _is_of_post(line, lines)]
    inside, last = _told(body[:6]), _told(body[-4:])
    if len({said.day for said in inside}) > 1:  # a chronicle has many
        inside = [said for said in inside if said.rank == 0]
    found = _told(zone[top:]) + _told_below(zone[top : top + _JUST_BELOW]) + above + inside
    found += [said for said in last if said.rank == 0]
    found = found or [said for line in _above(zone, top) for said in _told([line]) if _is_sure(line)]
    return min(found, key=lambda said: said.rank).day if found else None


def _either_way(zone: Sequence[Line], title: Line | None, news: int | None, lead: Sequence[str]) -> date | None:
    """The day in figures beside a title whose day and month could be either way round: the one that fits the weekday of
    the news, or the month of the dateline, if the other does not."""
    top = zone.index(title) if title else len(zone)
    lines = zone[max(0, top - _FAR_ABOVE) :]
    both = next(filter(None, (dates.either(line.text) for line in lines)), ())
    named = {dates.month(text[: dateline(text)]) for text in lead[:1]}
    for fitting in ([day for day in both if day.month in named], [day for day in both if _fits(day, news)]):
        if len(fitting) == 1:
            return fitting[0]
    return None


def _fits(day: date, news: int | None) -> bool:
    return news is not None and _follows(day, news)


def _told_below(lines: Sequence[Line]) -> list[dates.Published]:
    """The days with which lines right below a title end ("Text of a report on 11 August 2004"), or that they have in
    brackets."""
    heads = (line.text for line in lines if line.role is Role.HEAD)
    heads = (text for text in heads if text[0] == "(" or text[-1].isdigit() or text[-2:-1].isdigit())
    ends = ((text, found[-1]) for text in heads if (found := dates.dates(text)))
    return [dates.Published(item.day, 2) for text, item in ends if text[0] == "(" or len(text) - item.end < 2]


def _above(zone: Sequence[Line], top: int) -> Sequence[Line]:
    """What stands above the title, as far as its date may: buttons do not count."""
    first = top
    while first and (top - first < _FAR_ABOVE or zone[first].furniture is Furniture.JUNK):
        first -= 1
    return zone[first:top]


def _is_of_news(line: Line, said: dates.Published, news: int | None) -> bool:
    """Whether a date above the title can be that of the article, not of the visit to the page."""
    return news is None or _follows(said.day, news) or not _WEEKDAY.search(line.text)


def _is_of_post(day: Line, lines: Sequence[Line]) -> bool:
    """Whether the line of a day stands above a blog's post: the hour stands below one, or another has its day so."""
    known = lines[:_FRONT]
    if any(line.text[:10].lower() == "posted by " and _HOUR.search(line.text) for line in known):
        return True
    form = shape(day.text)
    others = (line for line, below in pairwise(known) if line.role is _DATE and below.role is Role.HEAD)
    return any(line.text != day.text and shape(line.text) == form for line in others)


def _is_sure(line: Line) -> bool:
    """Whether the date of a line is hardly that of the visit to the page."""
    return dates.says(line.text) or not _WEEKDAY.search(line.text)


def _told(lines: Sequence[Line]) -> list[dates.Published]:
    told = [dates.published(line.text) for line in lines if line.role is _DATE]
    return [said for said in told if said]


def _follows(day: date, news: int) -> bool:
    """Whether a day is the weekday of the news or the day after."""
    return (day.weekday() - news) % 7 < 2


def _dateline(zone: Sequence[Line], lead: Sequence[str]) -> date | None:
    """The day of the dateline; none where paragraphs bear several days, as those of a chronicle do."""
    above = (found[0].day for line in zone if line.role is Role.DATELINE and (found := dates.dates(line.text)))
    inside = {found[0].day for text in lead[:2] if (found := dates.dates(text[: dateline(text)]))}
    return next(above, inside.pop() if len(inside) == 1 else None)


def _caption(lines: Sequence[Line], news: int | None) -> date | None:
    """The latest date of a caption that falls on the weekday of the news."""
    captions = [line.text for line in lines if line.role is Role.CAPTION and not line.text.lower().startswith(_ARCHIVE)]
    found = [item.day for text in captions if "/File" not in text for item in dates.dates(text)]
    return max((item for item in found if item.weekday() == news), default=None)


def _written_out(lead: Sequence[str]) -> date | None:
    """A full date of the first paragraphs with its own weekday beside it: "on Tuesday, 26 January 2016"."""
    for text in lead:
        for item in dates.dates(text):
            beside = text[max(0, item.start - 14) : item.end + 14].lower()
            named = [number for name, number in dates.WEEKDAYS.items() if name in beside]
            if item.day.weekday() in named:
                return item.day
    return None


def _below(section: Section, lines: Sequence[Line]) -> date | None:
    """The day of a line below the article that says no more than that it is the date ("Date 14.07.2011")."""
    end = section.prose[-1].end
    below = (line.text for line in lines if line.role is _DATE and line.start > end)
    told = (dates.published(text) for text in below if text.lower().startswith(("date", "publication date")))
    return next((said.day for said in told if said), None)


def _masthead(lines: Sequence[Line]) -> date | None:
    """The day of the issue, where the page is one of a bulletin: it stands beside its number at the top."""
    top = (line.text for line in lines[:_TOP] if line.role is not Role.PROSE and _ISSUE.search(line.text))
    return next((found[0].day for text in top if (found := dates.dates(text))), None)


def _commented(lines: Sequence[Line], news: int | None) -> date | None:
    """The day of the first reader's comment, where it is the weekday of the news."""
    if not any(line.role is _COMMENTER for line in lines):
        return None
    days = [
        found.day
        for before, line in pairwise(lines)
        if before.role is _COMMENTER and line.role is Role.DATE and (found := dates.published(line.text))
    ]
    first = min(days, default=None)
    return first if first and first.weekday() == news else None
