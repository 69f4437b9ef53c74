"""Writes the search index of a graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Final
from zlib import crc32

import pyoxigraph as ox

from kg.search import lists
from kg.search.entries import WEIGHED, Entry, entries, names
from kg.search.numbers import KINDS, SAME

_TOKENS: Final = "tokenize = 'unicode61 remove_diacritics 2'"
_TABLES = f"""
CREATE TABLE entries (id INTEGER PRIMARY KEY, iri TEXT, title TEXT, body TEXT, marks TEXT, date TEXT, outlet TEXT);
CREATE TABLE facets (id INTEGER PRIMARY KEY, year TEXT, outlet TEXT);
CREATE TABLE names (folded TEXT, kind TEXT, name TEXT, iri TEXT, PRIMARY KEY (folded, kind, name, iri)) WITHOUT ROWID;
CREATE TABLE spellings (first TEXT, length INTEGER, term TEXT, entries INTEGER, PRIMARY KEY (first, length, term))
  WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(title, body, marks, content = 'entries', content_rowid = 'id', {_TOKENS},
  prefix = '2 3 4');
"""
_MEANING: Final = 2
"""Changes where the same tables are filled otherwise."""
FORMAT: Final = crc32(f"{_MEANING} {lists.TABLES} {_TABLES}".encode()) >> 1
"""Tells an index that is filled so from others; kept as the file's `user_version`."""
_SCRATCH = f"""
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, col);
CREATE VIRTUAL TABLE temp.some USING fts5(title, body, content = '', {_TOKENS});
CREATE VIRTUAL TABLE temp.of_some USING fts5vocab(temp, some, col);
"""
_SPELLINGS = (
    "SELECT substr(term, 1, 1) AS first, length(term) AS length, term, sum(doc) AS entries FROM {} "
    "WHERE col != 'marks' GROUP BY term ORDER BY 1, 2, 3"
)
_AFTERWARDS = (
    "INSERT INTO words (words) VALUES ('rebuild')",
    "INSERT INTO words (words) VALUES ('optimize')",
    f"INSERT INTO spellings {_SPELLINGS.format('vocabulary')}",
    "CREATE INDEX entered ON entries (iri)",
)


def write(store: ox.Store, path: Path) -> None:
    """Makes the index of a graph at `path`, where there is nothing yet."""
    with fresh(path) as connection:
        lists.write(connection, store)
        fill(connection, (entries(store, kind, partial(weight, connection, kind)) for kind in KINDS))
        connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names(store))


@contextmanager
def fresh(path: Path) -> Iterator[sqlite3.Connection]:
    """An index with empty tables, to be filled in one transaction."""
    with transaction(path, f"PRAGMA user_version = {FORMAT}; {lists.TABLES} {_TABLES}") as connection:
        yield connection


@contextmanager
def transaction(path: Path, script: str = "") -> Iterator[sqlite3.Connection]:
    """An index to be changed in one transaction, after a script. Where it fails, the file is lost."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {script} {lists.SCRATCH} {_SCRATCH}"
        )
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def weight(connection: sqlite3.Connection, kind: str, iri: str) -> int:
    """How much the news names a named thing: the length of its list."""
    found = connection.execute("SELECT count(*) FROM listed WHERE thing = ? AND section = ?", (iri, WEIGHED[kind]))
    return int(found.fetchone()[0])


def fill(connection: sqlite3.Connection, kinds: Iterable[list[Entry]]) -> None:
    """Fills the tables with the sorted entries of each kind."""
    for found in kinds:
        for one in numbered(found):
            _put(connection, one)
    for statement in _AFTERWARDS:
        connection.execute(statement)


def numbered(found: Iterable[Entry]) -> Iterator[Entry]:
    """Sorted entries, each with its own number. Of those that have too much in common the last are left out."""
    for _, alike in groupby(found, lambda entry: entry[0]):
        for at, one in enumerate(islice(alike, SAME)):
            yield one[0] + at, *one[1:]


def exchange(connection: sqlite3.Connection, gone: list[Entry], come: list[Entry]) -> None:
    """Takes numbered entries out of a filled index and puts others in."""
    connection.executemany(
        "INSERT INTO words (words, rowid, title, body, marks) VALUES ('delete', ?, ?, ?, ?)", map(_words, gone)
    )
    for table in ("entries", "facets"):
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", (one[:1] for one in gone))
    for one in come:
        _put(connection, one)
    connection.executemany("INSERT INTO words (rowid, title, body, marks) VALUES (?, ?, ?, ?)", map(_words, come))
    _count(connection, come, "+")
    _count(connection, gone, "-")


def _put(connection: sqlite3.Connection, one: Entry) -> None:
    connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", one)
    connection.execute("INSERT INTO facets VALUES (?, ?, ?)", (one[0], one[5][:4], one[6]))


def _words(one: Entry) -> tuple[object, ...]:
    """What is found of an entry: its number, title, text and marks."""
    return one[0], *one[2:5]


def _count(connection: sqlite3.Connection, found: list[Entry], sign: str) -> None:
    """Counts the words of entries in, or out again."""
    connection.execute("INSERT INTO some (some) VALUES ('delete-all')")
    connection.executemany("INSERT INTO some (title, body) VALUES (?, ?)", (one[2:4] for one in found))
    connection.execute(
        f"INSERT INTO spellings SELECT * FROM ({_SPELLINGS.format('of_some')}) WHERE true "
        f"ON CONFLICT DO UPDATE SET entries = entries {sign} excluded.entries"
    )
    connection.execute(
        f"DELETE FROM spellings WHERE entries = 0 AND (first, length, term) IN "
        f"(SELECT first, length, term FROM ({_SPELLINGS.format('of_some')}))"
    )
