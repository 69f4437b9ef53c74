"""Atom feeds: what is new about an actor, a place, a topic or an office, and in the answer to a saved query."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, render_template, request

from server.facts import Fact, facts
from server.index import opened
from server.links import Cell, Table
from server.pages import same_again
from server.reads import Thing
from server.sections import SECTIONS
from server.snapshot import Snapshot
from server.wording import day, words

KINDS = ("actor", "place", "topic", "office")
MEDIA_TYPE = "application/atom+xml"
_ENTRIES = 30
_WORDS = {"position": "{actor} {what} {label}", "quote": "{actor}: {label}", "tenure": "{actor}, {what} {place}"}
_FACTS = ("/meeting/", "/position/", "/quote/", "/tenure/")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: its lasting id, its words, the day it is of (None where that is unknown), where it leads."""

    id: str
    title: str
    day: str | None
    href: str
    summary: str


def feed(snap: Snapshot, kind: str, thing: Thing) -> Response:
    """The newest facts in all lists of a thing."""
    lists = opened(snap).lists
    sections = [s.name for s in SECTIONS[kind] if s.of == "facts" and not s.live]
    found = facts(snap, (iri for name in sections for iri in lists.page(thing.iri, name, _ENTRIES)))
    newest = sorted(found, key=lambda fact: (fact.day or "", fact.iri), reverse=True)[:_ENTRIES]
    entries = [Entry(fact.iri, _title(fact), fact.day, fact.href or "/", _source(fact)) for fact in newest]
    page = request.path.removesuffix(".atom")
    return _written(snap, thing.iri, thing.label or thing.iri, page, entries)


def answers(snap: Snapshot, title: str, page: str, found: Table) -> Response:
    """The rows of an answer, the newest first where they have a date; `page` is the path that shows the same."""
    rows = [(_day(found, row), row) for row in found.rows]
    rows.sort(key=lambda dated: dated[0] or "", reverse=True)
    root = request.url_root.rstrip("/")
    entries = []
    for dated, row in rows[:_ENTRIES]:
        said = [(words(name), cell) for name, cell in zip(found.columns, row, strict=True) if cell and cell.text]
        told = "\n".join(f"{name} {cell.title or cell.text}" for name, cell in said)
        entries.append(
            Entry(
                f"{root}{page}#{hashlib.sha256(told.encode()).hexdigest()[:16]}",
                " · ".join(cell.text for name, cell in said if not name.startswith("article"))[:300],
                dated,
                _leads(row) or page,
                "; ".join(f"{name}: {cell.text}" for name, cell in said if not name.startswith("article")),
            )
        )
    return _written(snap, f"{root}{page}", title, page, entries)


def _written(snap: Snapshot, iri: str, title: str, page: str, entries: Sequence[Entry]) -> Response:
    made = datetime.fromtimestamp(snap.publication.folder.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = render_template(
        "feed.xml",
        title=title,
        iri=iri,
        updated=made,
        entries=[(entry, _moment(entry, made)) for entry in entries],
        root=request.url_root.rstrip("/"),
        page=page,
        address=request.url,
    )
    return same_again(Response(text, mimetype=MEDIA_TYPE))


def _title(fact: Fact) -> str:
    pattern = _WORDS.get(fact.kind, "{label}")
    actor, place = (ref.label if ref else "" for ref in (fact.actor, fact.place))
    return pattern.format(actor=actor or "Somebody", what=fact.what, label=fact.label, place=place).strip()


def _source(fact: Fact) -> str:
    if not fact.sources:
        return ""
    source = fact.sources[0]
    told = ", ".join(filter(None, (source.outlet and source.outlet[:60], day(source.date))))
    return source.text[:500] + (f" ({told})" if told else "")


def _day(found: Table, row: Sequence[Cell | None]) -> str | None:
    dated = [c.text for name, c in zip(found.columns, row, strict=True) if c and (c.kind == "date" or name == "date")]
    return dated[0] if dated else None


def _leads(row: Sequence[Cell | None]) -> str | None:
    """Where a row leads: to the fact that it tells, else to the first thing in it that has a page here."""
    here = [cell.href for cell in row if cell and cell.href and cell.href.startswith("/")]
    return next((href for href in here if href.startswith(_FACTS)), here[0] if here else None)


def _moment(entry: Entry, made: str) -> str:
    """The day of an entry as Atom wants it; where it is not known to the day, when the publication was made."""
    return f"{entry.day}T00:00:00Z" if entry.day and len(entry.day) == 10 else made
