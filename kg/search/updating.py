"""Brings the search index of one graph to another, at a cost that grows with what differs between them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.search import lists
from kg.search.entries import WEIGHED, Entry, entries, names
from kg.search.index import Index
from kg.search.numbers import KINDS, SAME
from kg.search.touched import touched
from kg.search.writing import exchange, numbered, transaction, weight, write

_BYTES = 5_000
"""So much of an index is written anew in the time that one changed subject takes here."""


def update(
    before: ox.Store,
    after: ox.Store,
    path: Path,
    changed: Collection[str],
    mentioned: Collection[str] | None = None,
) -> None:
    """Makes the index of the graph `before` at `path` that of the graph `after`.

    It then has the rows that `write` makes of `after`, and finds the same.

    Args:
        changed: the subjects of all triples that only one of the two graphs has: IRIs, or blank nodes as `_:name`.
        mentioned: the objects of those of these triples that have dip:mentionedIn. Where they are not given, all
            articles of each changed actor are compared.
    """
    if not _is_worth_it(path, changed):
        path.unlink()
        write(after, path)
        return
    about = touched(before, after, changed, mentioned)
    with transaction(path) as connection:
        listed = lists.update(connection, before, after, about)
        _rename(connection, before, after, about.named)
        weighed = {thing for thing, section in listed if section in WEIGHED.values()}
        _enter(connection, after, about.entered | weighed)


def _is_worth_it(path: Path, changed: Collection[str]) -> bool:
    return Index(path).is_current and len(changed) * _BYTES <= path.stat().st_size


def _rename(connection: sqlite3.Connection, before: ox.Store, after: ox.Store, iris: Collection[str]) -> None:
    """Gives things the names that they have in the graph."""
    gone, come = (set(names(store, ("s", iris))) for store in (before, after))
    connection.executemany("DELETE FROM names WHERE (folded, kind, name, iri) = (?, ?, ?, ?)", sorted(gone - come))
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", sorted(come - gone))


def _enter(connection: sqlite3.Connection, after: ox.Store, iris: Collection[str]) -> None:
    """Gives things the entries that they have in the graph, with the numbers that they have among all that stay."""
    come = {entry for kind in KINDS for entry in entries(after, kind, partial(weight, connection, kind), ("s", iris))}
    gone = {_first(entry) for iri in iris for entry in _kept(connection, "iri = ?", iri)}
    firsts = {entry[0] for entry in gone ^ come}
    there = {entry for at in firsts for entry in _kept(connection, "id BETWEEN ? AND ?", at, at + SAME - 1)}
    due = ({_first(entry) for entry in there} - gone) | {entry for entry in come if entry[0] in firsts}
    then = set(numbered(sorted(due)))
    exchange(connection, sorted(there - then), sorted(then - there))


def _kept(connection: sqlite3.Connection, where: str, *given: object) -> list[Entry]:
    """Entries of the index, with their numbers."""
    text = f"SELECT id, iri, title, body, marks, date, outlet FROM entries WHERE {where}"
    return connection.execute(text, given).fetchall()


def _first(entry: Entry) -> Entry:
    """A numbered entry with the first number that it may have."""
    return entry[0] - entry[0] % SAME, *entry[1:]
