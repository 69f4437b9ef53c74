"""What belongs to what, in order of time: the lists of all pages, kept in SQLite.

A page of a list is one look into an index, whether an actor has three positions or thirty thousand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

import pyoxigraph as ox

from kg.search.kinds import kind_of
from kg.search.rows import Only, rows
from kg.search.touched import Touched

Rows = Callable[[str, Sequence[object]], list[tuple[str, ...]]]
PATTERNS: Final = {
    "about": "{ ?fact dip:toward ?thing } UNION { ?fact dip:addressee ?thing }",
    "accounts": "?thing dip:account ?fact",
    "affiliated": "?fact dip:affiliation ?thing",
    "articles": "?thing dip:mentionedIn ?fact",
    "discussed": "?fact dip:about ?thing ; dip:participant ?anybody",
    "held": "?fact dip:office ?thing",
    "holders": "?office dip:officeOf ?thing . ?fact dip:office ?office",
    "hosted": "?fact dip:host ?thing",
    "meetings": "?fact dip:participant ?thing",
    "met": "?fact dip:place ?thing ; dip:participant ?anybody",
    "named": "?fact dip:concerns ?thing",
    "offices": "?fact dip:heldBy ?thing",
    "parts": "?fact dcterms:isPartOf ?thing",
    "positions": "?fact dip:holder ?thing",
    "quotes": "?fact dip:speaker ?thing",
    "said": "?fact dip:about ?thing ; dip:text ?words",
    "stances": "?fact dip:about ?thing ; dip:holder ?anybody",
}
"""Each list by its name: which `?fact`s of a `?thing` are in it. One that rests on triples of others than its facts
needs its path back from them in `kg.search.touched`."""
TABLES: Final = """
CREATE TABLE things (thing TEXT PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE listed (
  thing TEXT, section TEXT, day TEXT, fact TEXT, PRIMARY KEY (thing, section, day DESC, fact)
) WITHOUT ROWID;
"""
SCRATCH: Final = """
CREATE TEMP TABLE classed (thing TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TEMP TABLE dated (thing TEXT PRIMARY KEY, day TEXT) WITHOUT ROWID;
CREATE TEMP TABLE pairs (thing TEXT, fact TEXT);
"""
_CLASSES = "SELECT ?thing ?class WHERE { ?thing a ?class FILTER(STRSTARTS(STR(?class), STR(dip:))) }"
_DAYS = (
    "SELECT ?thing ?day WHERE { ?thing dip:evidence ?passage . ?passage dip:inArticle ?article . "
    "?article dcterms:issued ?day }",
    "SELECT ?thing ?day WHERE { ?thing dcterms:issued ?day }",
    "SELECT ?thing ?day WHERE { ?thing dip:attestedOn ?day }",
    "SELECT ?thing ?day WHERE { ?thing dip:date ?day }",
    "SELECT ?thing ?day WHERE { ?thing dip:toldOn ?day }",
)
"""Where the day of a thing is found; what comes later counts more."""
_THINGS = "SELECT thing, kind, coalesce(day, '') FROM classed LEFT JOIN dated USING (thing) ORDER BY 1"
_LISTED = (
    "SELECT pairs.thing, ?, coalesce(things.day, ''), fact FROM pairs LEFT JOIN things ON things.thing = pairs.fact "
    "ORDER BY 1, 3 DESC, 4"
)
"""What has been gathered, as rows of the tables."""


def write(connection: sqlite3.Connection, store: ox.Store) -> None:
    """Fills the tables with the lists of a graph."""
    _gather_things(connection, store)
    connection.execute(f"INSERT INTO things {_THINGS}")
    for section in PATTERNS:
        _gather_pairs(connection, store, section)
        connection.execute(f"INSERT OR IGNORE INTO listed {_LISTED}", (section,))
    connection.execute("CREATE INDEX newest ON things (kind, day DESC, thing)")


def update(connection: sqlite3.Connection, before: ox.Store, after: ox.Store, about: Touched) -> set[tuple[str, str]]:
    """Brings filled tables from one graph to another; the lists that have changed, as things and the lists' names."""
    gone = _listed(connection, before, about)
    connection.executemany("DELETE FROM things WHERE thing = ?", ((thing,) for thing in sorted(about.things)))
    _gather_things(connection, after, ("thing", about.things))
    connection.execute(f"INSERT INTO things {_THINGS}")
    come = _listed(connection, after, about)
    connection.executemany("DELETE FROM listed WHERE (thing, section, day, fact) = (?, ?, ?, ?)", sorted(gone - come))
    connection.executemany("INSERT INTO listed VALUES (?, ?, ?, ?)", sorted(come - gone))
    return {(thing, section) for thing, section, *_ in gone ^ come}


def _listed(connection: sqlite3.Connection, store: ox.Store, about: Touched) -> set[tuple[str, str, str, str]]:
    """The rows of lists that a graph has for what is touched."""
    found: set[tuple[str, str, str, str]] = set()
    for section in PATTERNS:
        _gather_pairs(connection, store, section, ("fact", about.facts), ("thing", about.owners.get(section, ())))
        found.update(connection.execute(_LISTED, (section,)))
    return found


def _gather_things(connection: sqlite3.Connection, store: ox.Store, only: Only | None = None) -> None:
    connection.execute("DELETE FROM classed")
    connection.execute("DELETE FROM dated")
    classes = ((thing, kind_of([found.rsplit("#", 1)[-1]])) for thing, found in rows(store, _CLASSES, only))
    connection.executemany("INSERT INTO classed VALUES (?, ?) ON CONFLICT DO NOTHING", (c for c in classes if c[1]))
    for query in _DAYS:
        # sorted, so that of several days the last one stays
        connection.executemany("INSERT OR REPLACE INTO dated VALUES (?, ?)", rows(store, query, only))


def _gather_pairs(connection: sqlite3.Connection, store: ox.Store, section: str, *only: Only) -> None:
    connection.execute("DELETE FROM pairs")
    query = f"SELECT ?thing ?fact WHERE {{ {PATTERNS[section]} }}"
    for some in only or (None,):
        connection.executemany("INSERT INTO pairs VALUES (?, ?)", rows(store, query, some))


class Lists:
    """Reads the lists; `rows` asks the database."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def page(self, thing: str, section: str, limit: int, offset: int = 0) -> list[str]:
        """The newest facts of a thing's list first."""
        text = "SELECT fact FROM listed WHERE thing = ? AND section = ? ORDER BY day DESC, fact LIMIT ? OFFSET ?"
        return [row[0] for row in self._rows(text, (thing, section, limit, offset))]

    def counts(self, thing: str) -> dict[str, int]:
        """How many facts are in each of a thing's lists that has any."""
        text = "SELECT section, count(*) FROM listed WHERE thing = ? GROUP BY section"
        return {row[0]: int(row[1]) for row in self._rows(text, (thing,))}

    def months(self, thing: str, sections: Sequence[str]) -> list[tuple[str, str, int]]:
        """How many facts there are in each month: (month, section, count)."""
        marks = ", ".join("?" for _ in sections)
        text = (
            "SELECT substr(day, 1, 7), section, count(*) FROM listed "
            f"WHERE thing = ? AND section IN ({marks}) AND length(day) >= 7 GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 5000"
        )
        return [(row[0], row[1], int(row[2])) for row in self._rows(text, (thing, *sections))]

    def newest(self, kind: str, limit: int) -> list[str]:
        """The newest things of a kind."""
        text = "SELECT thing FROM things WHERE kind = ? ORDER BY day DESC, thing LIMIT ?"
        return [row[0] for row in self._rows(text, (kind, limit))]

    def kinds(self) -> dict[str, int]:
        """How many things there are of each kind."""
        return {row[0]: int(row[1]) for row in self._rows("SELECT kind, count(*) FROM things GROUP BY kind", ())}

    def span(self, kind: str) -> tuple[str, str] | None:
        """The first and the last day of the things of a kind, None where none has one."""
        row = self._rows("SELECT min(day), max(day) FROM things WHERE kind = ? AND day != ''", (kind,))[0]
        return (row[0], row[1]) if row[0] else None

    def busiest(self, sections: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """The things with most facts in some of their lists, with how many."""
        marks = ", ".join("?" for _ in sections)
        text = (
            f"SELECT thing, count(*) FROM listed WHERE section IN ({marks}) AND thing IN "
            "(SELECT thing FROM things WHERE kind = 'actor') GROUP BY thing ORDER BY 2 DESC, 1 LIMIT ?"
        )
        return [(row[0], int(row[1])) for row in self._rows(text, (*sections, limit))]
