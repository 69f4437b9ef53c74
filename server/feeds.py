"""Atom feeds: what is new about an actor, a place, a topic or an office."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, render_template, request

from server.facts import Fact, facts
from server.index import opened
from server.reads import Thing
from server.sections import SECTIONS
from server.snapshot import Snapshot

KINDS = ("actor", "place", "topic", "office")
MEDIA_TYPE = "application/atom+xml"
_ENTRIES = 30
_WORDS = {"position": "{actor} {what} {label}", "quote": "{actor}: {label}", "tenure": "{actor}, {what} {place}"}


def feed(snap: Snapshot, kind: str, thing: Thing) -> Response:
    """The newest facts in all lists of a thing."""
    lists = opened(snap).lists
    sections = [s.name for s in SECTIONS[kind] if s.of == "facts" and not s.live]
    found = facts(snap, (iri for name in sections for iri in lists.page(thing.iri, name, _ENTRIES)))
    newest = sorted(found, key=lambda fact: (fact.day or "", fact.iri), reverse=True)[:_ENTRIES]
    made = datetime.fromtimestamp(snap.publication.folder.stat().st_mtime, UTC)
    text = render_template(
        "feed.xml",
        title=thing.label or thing.iri,
        iri=thing.iri,
        updated=made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        entries=[(fact, _title(fact), _moment(fact, made)) for fact in newest],
        root=request.url_root.rstrip("/"),
        address=request.base_url,
    )
    response = Response(text, mimetype=MEDIA_TYPE)
    response.add_etag()
    response.headers["Cache-Control"] = "public, no-cache"
    response.make_conditional(request)
    return response


def _title(fact: Fact) -> str:
    pattern = _WORDS.get(fact.kind, "{label}")
    actor, place = (ref.label if ref else "" for ref in (fact.actor, fact.place))
    return pattern.format(actor=actor or "Somebody", what=fact.what, label=fact.label, place=place).strip()


def _moment(fact: Fact, made: datetime) -> str:
    """The day of a fact as Atom wants it; where it is not known to the day, when the publication was made."""
    day = fact.day or ""
    return f"{day}T00:00:00Z" if len(day) == 10 else made.strftime("%Y-%m-%dT%H:%M:%SZ")
