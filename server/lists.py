"""What belongs to what, in order of time: the lists of all pages, made once for each version and kept in SQLite.

A page of a list is one look into an index, whether an actor has three positions or thirty thousand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.store.embedded import Embedded, run
from server.facts import kind_of
from server.reads import PREFIXES

Rows = Callable[[str, Sequence[object]], list[tuple[str, ...]]]
_TABLES = """
CREATE TABLE things (thing TEXT PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE listed (
  thing TEXT, section TEXT, day TEXT, fact TEXT, PRIMARY KEY (thing, section, day DESC, fact)
) WITHOUT ROWID;
CREATE TEMP TABLE pairs (thing TEXT, fact TEXT);
"""
_CLASSES = "SELECT ?thing ?value WHERE { ?thing a ?value FILTER(STRSTARTS(STR(?value), STR(dip:))) }"
_DAYS = (
    "SELECT ?thing ?value WHERE { ?thing dip:evidence ?passage . ?passage dip:inArticle ?article . "
    "?article dcterms:issued ?value }",
    "SELECT ?thing ?value WHERE { ?thing dcterms:issued ?value }",
    "SELECT ?thing ?value WHERE { ?thing dip:attestedOn ?value }",
    "SELECT ?thing ?value WHERE { ?thing dip:date ?value }",
    "SELECT ?thing ?value WHERE { ?thing dip:toldOn ?value }",
)
"""Where the day of a thing is found; what comes later counts more."""


def write(connection: sqlite3.Connection, graph: Embedded, patterns: Iterable[tuple[str, str]]) -> None:
    """Writes the lists: for each pair of a section's name and its pattern, the `?fact`s of every `?thing`."""
    connection.executescript(_TABLES)
    connection.executemany(
        "INSERT INTO things (thing, kind) VALUES (?, ?) ON CONFLICT DO NOTHING",
        ((thing, kind) for thing, value in _pairs(graph, _CLASSES) if (kind := kind_of([value.rsplit("#", 1)[-1]]))),
    )
    for query in _DAYS:
        connection.execute("DELETE FROM pairs")
        connection.executemany("INSERT INTO pairs VALUES (?, ?)", _pairs(graph, query))
        connection.execute(
            "UPDATE things SET day = told.day FROM (SELECT thing, max(fact) AS day FROM pairs GROUP BY thing) AS told "
            "WHERE told.thing = things.thing"
        )
    for section, pattern in patterns:
        connection.execute("DELETE FROM pairs")
        query = f"SELECT ?thing (?fact AS ?value) WHERE {{ {pattern} }}"
        connection.executemany("INSERT INTO pairs VALUES (?, ?)", _pairs(graph, query))
        connection.execute(
            "INSERT OR IGNORE INTO listed SELECT pairs.thing, ?, coalesce(things.day, ''), fact "
            "FROM pairs LEFT JOIN things ON things.thing = pairs.fact",
            (section,),
        )
    connection.execute("CREATE INDEX newest ON things (kind, day DESC, thing)")
    connection.execute("DROP TABLE pairs")


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


def _pairs(graph: Embedded, query: str) -> Iterator[tuple[str, str]]:
    found = run(graph.store, PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        thing, value = row["thing"], row["value"]
        if thing is not None and value is not None:
            yield thing.value, value.value
