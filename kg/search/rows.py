"""Reads a graph for the index: rows of plain text, in an order that is the same whatever the engine did."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pyoxigraph as ox

from kg.graph import terms
from kg.store.embedded import run

Row = tuple[str, ...]
Only = tuple[str, Collection[str]]
"""A variable, and the IRIs that it may stand for."""
_PREFIXES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())
_BATCH: Final = 50
"""Given so few IRIs, the engine goes from each of them to what is asked; given hundreds, it may read the whole graph
and look for them there."""


def rows(store: ox.Store, query: str, only: Only | None = None) -> list[Row]:
    """The rows of a SELECT over IRIs and literals, as plain text, sorted; "" where nothing is bound.

    Rows with a blank node are left out: it has another name in every copy of the graph.

    Args:
        only: asks for the rows of some IRIs alone, at a cost that grows with them; a row is to rest on one of them.
    """
    return sorted(row for text in _asked(query, only) for row in _rows(store, text))


def _asked(query: str, only: Only | None) -> list[str]:
    if only is None:
        return [query]
    variable, iris = only[0], sorted(only[1])
    some = (" ".join(f"<{iri}>" for iri in iris[at : at + _BATCH]) for at in range(0, len(iris), _BATCH))
    return [query.replace("WHERE {", f"WHERE {{ VALUES ?{variable} {{ {values} }}", 1) for values in some]


def _rows(store: ox.Store, query: str) -> list[Row]:
    found = run(store, _PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    width = range(len(found.variables))
    told = ([row[at] for at in width] for row in found)
    return [
        tuple(term.value if isinstance(term, ox.NamedNode | ox.Literal) else "" for term in row)
        for row in told
        if not any(isinstance(term, ox.BlankNode) for term in row)
    ]
