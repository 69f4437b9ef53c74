"""The home page: what is in here, since when and from where, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from kg import queries
from server import agenda, charts, schema
from server.facts import Ref, facts, refs
from server.index import opened
from server.pages import kept
from server.reads import PREFIXES
from server.snapshot import Snapshot, snapshot

home = Blueprint("home", __name__)
_COUNTED = ("actor", "meeting", "position", "quote", "article")
_ACTIVE = ("meetings", "positions", "quotes", "about")


@dataclass(frozen=True, slots=True)
class Overview:
    """A publication in numbers; `first` and `last` are the days of its articles, `outlets` with how many they have."""

    counts: dict[str, int]
    first: str | None
    last: str | None
    outlets: tuple[tuple[str, int], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not any(self.counts.values())


@home.route("/")
@kept
def index() -> str:
    """The home page."""
    snap = snapshot()
    lists = opened(snap).lists
    overview = snap.keep("overview", lambda: _overview(snap))
    return render_template(
        "home.html",
        overview=overview,
        schema=schema.dataset(request.url_root, overview.first, overview.last),
        meetings=[m for m in facts(snap, lists.newest("meeting", 30)) if m.what == "held"][:6],
        announced=snap.keep("announced", lambda: agenda.announced(snap, 3)),
        quotes=[q for q in facts(snap, lists.newest("quote", 30)) if q.actor and q.type == "DirectQuote"][:5],
        connected=snap.keep("connected", lambda: _connected(snap)),
        questions=_questions(),
        map=snap.keep("map", lambda: _map(snap)),
    )


def _overview(snap: Snapshot) -> Overview:
    lists = opened(snap).lists
    kinds = lists.kinds()
    span = lists.span("article")
    outlets = snap.graph.select(
        f"{PREFIXES}SELECT ?outlet (COUNT(?article) AS ?count) WHERE {{ ?article dcterms:publisher ?outlet }} "
        "GROUP BY ?outlet ORDER BY DESC(?count) ?outlet LIMIT 8"
    )
    return Overview(
        {f"{kind}s": kinds.get(kind, 0) for kind in _COUNTED},
        span[0] if span else None,
        span[1] if span else None,
        tuple((str(row["outlet"]), int(str(row["count"]))) for row in outlets),
    )


def _questions() -> list[queries.SavedQuery]:
    """One saved query of each way of showing, those that say most at a glance first."""
    first: dict[queries.Display, queries.SavedQuery] = {}
    for saved in queries.library():
        if all(p.default is not None or p.choices_query or not p.required for p in saved.parameters):
            first.setdefault(saved.display, saved)
    order = ("network", "matrix", "timeline", "bars", "map", "line")
    return [first[queries.Display(name)] for name in order if queries.Display(name) in first]


def _connected(snap: Snapshot) -> list[tuple[Ref, int]]:
    """Who stands in the most facts."""
    counts = dict(opened(snap).lists.busiest(_ACTIVE, 12))
    return [(found, counts[found.iri]) for found in refs(snap, counts)]


def _map(snap: Snapshot) -> str | None:
    rows = snap.graph.select(
        f"""{PREFIXES}SELECT ?place ?latitude ?longitude (COUNT(DISTINCT ?meeting) AS ?count) WHERE {{
  ?meeting dip:place ?place ; dip:participant ?actor . ?place geo:lat ?latitude ; geo:long ?longitude
}} GROUP BY ?place ?latitude ?longitude ORDER BY DESC(?count) ?place LIMIT 60"""
    )
    named = {r.iri: r for r in refs(snap, (str(row["place"]) for row in rows))}
    points = [
        (named[str(row["place"])], int(str(row["count"])), float(str(row["latitude"])), float(str(row["longitude"])))
        for row in rows
    ]
    return charts.world(points) if points else None
