"""iCalendar: the meetings that were announced and are not told to have been held, all of them or those of one actor."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, request
from icalendar import Calendar, Event

from server.facts import Fact, facts
from server.pages import kept_as
from server.reads import PREFIXES
from server.snapshot import Snapshot, snapshot
from server.wording import day, plain

agenda = Blueprint("agenda", __name__)
CONTENT_TYPE = "text/calendar; charset=utf-8"
MOST = 200
"""Meetings in a calendar."""
_LONGEST = 500


@agenda.route("/meetings.ics")
@kept_as(CONTENT_TYPE)
def everything() -> str:
    """All announced meetings."""
    snap = snapshot()
    return calendar(snap, "Meetings announced", announced(snap, MOST))


def announced(snap: Snapshot, most: int, actor: str | None = None) -> list[Fact]:
    """The planned meetings of which a date is known, the latest first; those of one actor where one is given."""
    who = f"<{actor}>" if actor else "?anybody"
    rows = snap.graph.select(
        f"{PREFIXES}SELECT DISTINCT ?fact ?date WHERE {{ "
        f"?fact dip:participant {who} ; dip:status status:planned ; dip:date ?date }} "
        f"ORDER BY DESC(STR(?date)) ?fact LIMIT {most}"
    )
    return facts(snap, (str(row["fact"]) for row in rows))


def calendar(snap: Snapshot, title: str, meetings: list[Fact]) -> str:
    """Meetings as a calendar; those of which only the year is known have no place in it."""
    made = datetime.fromtimestamp(snap.publication.folder.stat().st_mtime, UTC)
    found = Calendar()
    found.add("prodid", "-//Chancery//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", _short(f"{title} · Chancery"))
    for meeting in meetings:
        days = days_of(meeting.date or "")
        if days:
            found.add_component(_event(meeting, days, made))
    return bytes(found.to_ical()).decode()


def _event(meeting: Fact, days: tuple[date, date], made: datetime) -> Event:
    first, after = days
    event = Event()
    event.add("uid", meeting.iri)
    event.add("dtstamp", made)
    event.add("dtstart", first)
    event.add("dtend", after)
    exact = after - first == timedelta(days=1)
    event.add("summary", _short(meeting.label if exact else f"{meeting.label} (some day in {day(meeting.date)})"))
    if meeting.place:
        event.add("location", _short(meeting.place.label))
    told = [
        f"{source.text} ({', '.join(filter(None, (source.outlet, day(source.date))))})" for source in meeting.sources
    ]
    event.add("description", "\n\n".join(_short(text) for text in told[:3]))
    if meeting.href:
        event.add("url", request.url_root.rstrip("/") + meeting.href)
    event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def days_of(value: str) -> tuple[date, date] | None:
    """The first day of a date or month, and the day after its last; None for a year, or what is no date."""
    try:
        if len(value) == len("2001-05-04"):
            first = date.fromisoformat(value)
            return first, first + timedelta(days=1)
        if len(value) == len("2001-05"):
            first = date.fromisoformat(f"{value}-01")
            return first, (first + timedelta(days=31)).replace(day=1)
    except (ValueError, OverflowError):
        return None
    return None


def _short(text: str) -> str:
    return plain(text)[:_LONGEST]
