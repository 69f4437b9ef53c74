"""Asks saved queries of a small graph that a reader can check by hand."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.queries import bind, saved

BASE = "http://localhost:8000"
_GRAPH = Path(__file__).with_name("diplomacy.trig")


def store(text: str | None = None) -> ox.Store:
    """The graph in `text`, or that of the file beside this one, with the union of its graphs as the default graph."""
    made = ox.Store()
    made.load(text if text is not None else _GRAPH.read_text(encoding="utf-8"), format=ox.RdfFormat.TRIG)
    for quad in list(made):
        made.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return made


def rows(found: object) -> tuple[list[str], list[tuple[str, ...]]]:
    """The columns and the rows of a SELECT's answer, IRIs without their base, "" where nothing is bound."""
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return names, [tuple(_plain(row[name]) for name in names) for row in found]


def ask(graph: ox.Store, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """The rows of a saved query, in order, cut to the `columns`."""
    names, found = rows(graph.query(bind(saved(name), values)))
    places = [names.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in found]


def _plain(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value.removeprefix(BASE)
    assert term is None
    return ""
