"""Which kind of thing a class of the ontology makes: what pages, lists and searches call it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.graph import terms
from kg.store.embedded import run

ACTOR_TYPES: Final = ("Person", "State", "Organization", "ArmedGroup", "PoliticalGroup", "Coalition")
MEETING_TYPES: Final = ("Talks", "Conference", "PhoneCall", "Visit", "NewsConference")
QUOTE_TYPES: Final = ("DirectQuote", "IndirectQuote", "MixedQuote")
KINDS: Final = {
    **dict.fromkeys((*ACTOR_TYPES, "Actor"), "actor"),
    **dict.fromkeys((*MEETING_TYPES, "Meeting"), "meeting"),
    **dict.fromkeys((*QUOTE_TYPES, "Quote"), "quote"),
    "Position": "position",
    "Tenure": "tenure",
    "Account": "account",
    "Place": "place",
    "Topic": "topic",
    "Office": "office",
    "Article": "article",
    "SourcePage": "page",
    "Passage": "passage",
}
"""From a class's local name to the kind."""

Row = tuple[str, ...]
_PREFIXES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())


def kind_of(types: Iterable[str]) -> str:
    """The kind of a thing with these classes (local names), "" for none of ours."""
    return next((KINDS[t] for t in types if t in KINDS), "")


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
