"""Writes the search index of a graph.

What is found is told in the order of its number, so numbers go by what people look for first: actors, places and
topics that the news names most, then meetings, headlines, positions and quotes, the newest of each first.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.iris import fold
from kg.search import lists
from kg.search.rows import Row, rows

FORMAT: Final = 1
"""The version of the tables below, kept as the file's `user_version`."""
OPEN, CLOSE = "\x02", "\x03"
"""What stands around a found word in a hit's title and text; no text has them itself."""
NAMED: Final = ("actor", "place", "topic")
"""The kinds that are known by names; the first to be told."""
KINDS: Final = (*NAMED, "meeting", "article", "position", "quote")
"""The kinds that are found, in the order in which they are told."""
_SEPARATOR = "\x1f"
_WEIGHED = {"actor": "articles", "place": "met", "topic": "stances"}
"""The list whose length says how much a named thing matters."""
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
"""What is found of each kind: IRI, title, text or other names, and where they are known its day and outlet."""
_TABLES = """
CREATE TABLE entries (id INTEGER PRIMARY KEY, iri TEXT, title TEXT, body TEXT, marks TEXT, date TEXT, outlet TEXT);
CREATE TABLE facets (id INTEGER PRIMARY KEY, year TEXT, outlet TEXT);
CREATE TABLE kinds (kind TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
CREATE TABLE outlets (name TEXT PRIMARY KEY, mark TEXT) WITHOUT ROWID;
CREATE TABLE names (folded TEXT, kind TEXT, name TEXT, iri TEXT, PRIMARY KEY (folded, kind, name, iri)) WITHOUT ROWID;
CREATE TABLE spellings (first TEXT, length INTEGER, term TEXT, entries INTEGER, PRIMARY KEY (first, length, term))
  WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(title, body, marks, content = 'entries', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, col);
"""
_WORDS = (
    "INSERT INTO words (words) VALUES ('rebuild')",
    "INSERT INTO words (words) VALUES ('optimize')",
    "INSERT INTO spellings SELECT substr(term, 1, 1), length(term), term, sum(doc) FROM vocabulary "
    "WHERE col != 'marks' GROUP BY term ORDER BY 1, 2, 3",
)


def write(store: ox.Store, path: Path) -> None:
    """Makes the index of a graph at `path`, where there is nothing yet."""
    with fresh(path) as connection:
        lists.write(connection, store)
        fill(connection, ((kind, _entries(connection, store, kind)) for kind in KINDS))
        for kind, query in _NAMES.items():
            known = ((fold(" ".join(name.split())), kind, name, iri) for iri, name in rows(store, query))
            connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", sorted(known))


@contextmanager
def fresh(path: Path) -> Iterator[sqlite3.Connection]:
    """An index with empty tables, to be filled in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
            f"PRAGMA user_version = {FORMAT}; {lists.TABLES} {_TABLES}"
        )
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def fill(connection: sqlite3.Connection, kinds: Iterable[tuple[str, Iterable[Row]]]) -> None:
    """Fills the tables with the entries of each kind, in their order: rows of IRI, title, text, day and outlet."""
    outlets: dict[str, str] = {}
    entry, facet = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", "INSERT INTO facets VALUES (?, ?, ?)"
    last = 0
    for kind, found in kinds:
        first = last + 1
        for iri, title, body, date, outlet in found:
            last += 1
            mark = outlets.setdefault(outlet, f"o{len(outlets)}") if outlet else ""
            year = date[:4]
            marks = f"{f'y{year}' if year else ''} {mark}".strip()
            connection.execute(entry, (last, iri, title, body, marks, date, outlet))
            connection.execute(facet, (last, year, outlet))
        connection.execute("INSERT INTO kinds VALUES (?, ?, ?)", (kind, first, last))
    connection.executemany("INSERT INTO outlets VALUES (?, ?)", sorted(outlets.items()))
    for statement in _WORDS:
        connection.execute(statement)


def _entries(connection: sqlite3.Connection, store: ox.Store, kind: str) -> Iterator[Row]:
    """What is found of a kind, what matters most first."""
    found = [_entry(kind, row) for row in rows(store, _ENTRIES[kind])]
    if kind in _WEIGHED:
        counts = "SELECT thing, count(*) FROM listed WHERE section = ? GROUP BY thing"
        weights: dict[str, int] = defaultdict(int, connection.execute(counts, (_WEIGHED[kind],)).fetchall())
        found.sort(key=lambda entry: -weights[entry[0]])
    else:
        found.sort(key=lambda entry: entry[3], reverse=True)
    yield from found


def _entry(kind: str, row: Row) -> Row:
    iri, title, body, date, outlet = (_plain(cell) for cell in (*row, "", "")[:5])
    if kind in (*NAMED, "meeting"):
        body = " · ".join(sorted(name for name in body.split(_SEPARATOR) if name))
    return iri, title, body, date, outlet


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
