"""Reads a graph for the index: rows of plain text, in an order that is the same whatever the engine did."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.graph import terms
from kg.store.embedded import run

Row = tuple[str, ...]
_PREFIXES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())


def rows(store: ox.Store, query: str) -> list[Row]:
    """The rows of a SELECT over IRIs and literals, as plain text, sorted; "" where nothing is bound.

    Rows with a blank node are left out: it has another name in every copy of the graph.
    """
    found = run(store, _PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    width = range(len(found.variables))
    told = ([row[at] for at in width] for row in found)
    return sorted(
        tuple(term.value if isinstance(term, ox.NamedNode | ox.Literal) else "" for term in row)
        for row in told
        if not any(isinstance(term, ox.BlankNode) for term in row)
    )
