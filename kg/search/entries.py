"""What is found, of each kind, and who bears which name: from the graph to what the index keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from kg.graph.iris import fold, short_hash
from kg.search import numbers
from kg.search.numbers import NAMED
from kg.search.rows import Only, Row, rows

OPEN, CLOSE = "\x02", "\x03"
"""What stands around a found word in a hit's title and text; no text has them itself."""
Entry = tuple[int, str, str, str, str, str, str]
"""The first number that an entry may have, its IRI, title, text, marks, day and outlet; "" where there is none."""
Name = tuple[str, str, str, str]
"""A name folded, the kind of its bearer, the name, the bearer's IRI."""
WEIGHED: Final = {"actor": "articles", "place": "met", "topic": "stances"}
"""The list whose length says how much a named thing matters."""
_SEPARATOR = "\x1f"
_NAMES = {
    "actor": "SELECT ?s ?name WHERE { ?s a dip:Actor ; skos:prefLabel|skos:altLabel ?name }",
    "place": "SELECT ?s ?name WHERE { ?s a dip:Place ; rdfs:label|skos:altLabel ?name }",
    "topic": "SELECT ?s ?name WHERE { ?s a dip:Topic ; skos:prefLabel|skos:altLabel ?name }",
}
_OTHER_NAMES = f'(GROUP_CONCAT(DISTINCT ?name; SEPARATOR="{_SEPARATOR}") AS ?names)'
_ENTRIES = {
    "actor": f"""SELECT ?s ?title {_OTHER_NAMES} WHERE {{
  ?s skos:prefLabel ?title . FILTER EXISTS {{ ?s dip:mentionedIn ?article }}
  OPTIONAL {{ ?s skos:altLabel ?name }}
}} GROUP BY ?s ?title""",
    "place": f"""SELECT ?s ?title {_OTHER_NAMES} WHERE {{
  ?s a dip:Place ; rdfs:label ?title .
  OPTIONAL {{ ?s skos:altLabel ?name }}
}} GROUP BY ?s ?title""",
    "topic": f"""SELECT ?s ?title {_OTHER_NAMES} WHERE {{
  ?s a dip:Topic ; skos:prefLabel ?title .
  OPTIONAL {{ ?s skos:altLabel ?name }}
}} GROUP BY ?s ?title""",
    "meeting": f"""SELECT ?s ?title {_OTHER_NAMES} (MIN(STR(?day)) AS ?date) (MIN(?publisher) AS ?outlet) WHERE {{
  ?s rdfs:label ?title ; dip:participant/skos:prefLabel ?name .
  OPTIONAL {{ ?s dip:date ?day }}
  OPTIONAL {{ ?s dip:evidence/dip:inArticle/dcterms:publisher ?publisher }}
}} GROUP BY ?s ?title""",
    "article": """SELECT ?s ?title ("" AS ?body) (MIN(STR(?day)) AS ?date) (MIN(?publisher) AS ?outlet) WHERE {
  ?s a dip:Article ; dcterms:title ?title .
  OPTIONAL { ?s dcterms:issued ?day }
  OPTIONAL { ?s dcterms:publisher ?publisher }
} GROUP BY ?s ?title""",
    "position": """SELECT ?s (CONCAT(?holder, " ", STRAFTER(STR(?stance), "#"), " ", ?target) AS ?title)
  (MIN(?words) AS ?body) (MIN(STR(?day)) AS ?date) (MIN(?publisher) AS ?outlet) WHERE {
  ?s dip:holder/skos:prefLabel ?holder ; dip:stance ?stance ; dip:target ?target ; dip:evidence ?passage .
  ?passage dip:exact ?words ; dip:inArticle ?article .
  OPTIONAL { ?article dcterms:issued ?day }
  OPTIONAL { ?article dcterms:publisher ?publisher }
} GROUP BY ?s ?holder ?stance ?target""",
    "quote": """SELECT ?s (COALESCE(MIN(?speaker), "") AS ?title) ?body (MIN(STR(?day)) AS ?date)
  (MIN(?publisher) AS ?outlet) WHERE {
  ?s dip:text ?body ; dip:evidence/dip:inArticle ?article .
  OPTIONAL { ?s dip:speaker/skos:prefLabel ?speaker }
  OPTIONAL { ?article dcterms:issued ?day }
  OPTIONAL { ?article dcterms:publisher ?publisher }
} GROUP BY ?s ?body""",
}
"""What is found of each kind: IRI, title, text or other names, and where they are known its day and outlet. An entry
that rests on something new needs its path back from there in `kg.search.touched`."""


def entries(store: ox.Store, kind: str, weight: Callable[[str], int], only: Only | None = None) -> list[Entry]:
    """What is found of a kind, in the order in which it is told.

    Args:
        weight: how much the news names a named thing, by its IRI.
        only: the things (`s`) whose entries are wanted; all of them without it.
    """
    found = rows(store, _ENTRIES[kind], only)
    return sorted({entry(kind, row, weight(row[0]) if kind in NAMED else 0) for row in found})


def entry(kind: str, row: Row, weight: int = 0) -> Entry:
    """The entry of a row: IRI, title, text, and, where it has them, day and outlet."""
    iri, title, body, date, outlet = (_plain(cell) for cell in (*row, "", "")[:5])
    if kind in (*NAMED, "meeting"):
        body = " · ".join(sorted(name for name in body.split(_SEPARATOR) if name))
    marks = " ".join([year_mark(date[:4])] * bool(date) + [outlet_mark(outlet)] * bool(outlet))
    return numbers.first(kind, weight, date, iri, title, body), iri, title, body, marks, date, outlet


def year_mark(year: str) -> str:
    """What the entries of a year are marked with."""
    return f"y{year}"


def outlet_mark(outlet: str) -> str:
    """What the entries of an outlet are marked with: one word, whatever its name is."""
    return f"o{short_hash(outlet)}"


def names(store: ox.Store, only: Only | None = None) -> list[Name]:
    """Who bears which name, sorted; of some things (`s`) or of all."""
    found = ((kind, iri, name) for kind, query in _NAMES.items() for iri, name in rows(store, query, only))
    return sorted({(fold(" ".join(name.split())), kind, name, iri) for kind, iri, name in found})


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
