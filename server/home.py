"""The home page: what is in here, since when and from where, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from kg import queries
from server import charts
from server.facts import Fact, Ref, facts, refs
from server.pages import kept
from server.reads import PREFIXES, page
from server.snapshot import Snapshot, snapshot

home = Blueprint("home", __name__)
_COUNTED = {
    "actors": "?fact skos:prefLabel ?name . ?fact dip:mentionedIn ?article",
    "meetings": "?fact dip:participant ?actor",
    "positions": "?fact dip:stance ?stance",
    "quotes": "?fact dip:text ?text",
    "articles": "?fact a dip:Article",
}


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
    overview = snap.keep("overview", lambda: _overview(snap))
    return render_template(
        "home.html",
        overview=overview,
        meetings=_facts(snap, "?fact dip:participant ?actor . OPTIONAL { ?fact dip:date ?day }", 6),
        quotes=_facts(
            snap, "?fact a dip:DirectQuote ; dip:speaker ?actor ; dip:evidence/dip:inArticle/dcterms:issued ?day", 4
        ),
        connected=snap.keep("connected", lambda: _connected(snap)),
        questions=_questions(),
        map=snap.keep("map", lambda: _map(snap)),
    )


def _overview(snap: Snapshot) -> Overview:
    counts = {}
    for name, pattern in _COUNTED.items():
        rows = snap.graph.select(f"{PREFIXES}SELECT (COUNT(DISTINCT ?fact) AS ?count) WHERE {{ {pattern} }}")
        counts[name] = int(str(rows[0]["count"]))
    days = snap.graph.select(
        f"{PREFIXES}SELECT (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) "
        "WHERE { ?article dcterms:issued ?day }"
    )[0]
    outlets = snap.graph.select(
        f"{PREFIXES}SELECT ?outlet (COUNT(?article) AS ?count) WHERE {{ ?article dcterms:publisher ?outlet }} "
        "GROUP BY ?outlet ORDER BY DESC(?count) ?outlet LIMIT 8"
    )
    return Overview(
        counts,
        str(days["first"]) if days.get("first") else None,
        str(days["last"]) if days.get("last") else None,
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


def _facts(snap: Snapshot, pattern: str, most: int) -> list[Fact]:
    return facts(snap, page(snap.graph, pattern, most))


def _connected(snap: Snapshot) -> list[tuple[Ref, int]]:
    """Who stands in the most facts."""
    rows = snap.graph.select(
        f"""{PREFIXES}SELECT ?actor (COUNT(DISTINCT ?fact) AS ?count) WHERE {{
  {{ ?fact dip:participant ?actor }} UNION {{ ?fact dip:holder ?actor }} UNION {{ ?fact dip:speaker ?actor }}
  UNION {{ ?fact dip:toward ?actor }}
}} GROUP BY ?actor ORDER BY DESC(?count) ?actor LIMIT 12"""
    )
    counts = {str(row["actor"]): int(str(row["count"])) for row in rows}
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
