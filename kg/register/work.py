"""What one change of the register touches, from step to step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.graph.rulings import Names, Rulings
from kg.graph.sights import Sight
from kg.model import Reading

Row = tuple[Any, ...]


@dataclass
class Work:
    """A change in the making.

    Attributes:
        db: the register's database, in a transaction.
        rulings: what users rule.
        is_fresh: whether the register was empty before, so that everything is new.
        read: what was read on a page, by its number, without the facts that stand in copies alone.
        new: the numbers of the pages that came, or whose facts are others now.
        pages: the numbers of the pages whose graphs must be made again.
        paths: the paths of actors, offices, places and topics of which something else may be known now.
        topics: the keys of the topics among them.
        moved: paths that may lead elsewhere now, or nowhere.
        relabelled, resided: actors with another label, and those that are there for another side at meetings.
        rehomed: pages of which a meeting's place has another path now.
        seen: the sights of pages that were looked at.
    """

    db: sqlite3.Connection
    rulings: Rulings
    is_fresh: bool
    read: Callable[[int], Reading]
    new: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    relabelled: set[str] = field(default_factory=set)
    resided: set[str] = field(default_factory=set)
    rehomed: set[int] = field(default_factory=set)
    seen: dict[int, tuple[Sight, ...]] = field(default_factory=dict)
    order: dict[int, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.rulings)

    @property
    def is_ruled(self) -> bool:
        """Whether users rule on anything: then nothing is known to be one by its key alone."""
        return bool(self.rulings.authority or self.rulings.corrections)

    def rows(self, text: str, *given: object) -> list[Row]:
        """The rows of a query."""
        return self.db.execute(text, given).fetchall()

    def one(self, text: str, *given: object) -> Any:
        """The first value of the first row, None where there is none."""
        row = self.db.execute(text, given).fetchone()
        return row[0] if row else None

    def do(self, text: str, *given: object) -> None:
        """Changes a table."""
        self.db.execute(text, given)

    def each(self, text: str, rows: Iterable[Row]) -> None:
        """Changes a table, once with each row."""
        self.db.executemany(text, rows)

    def place(self, page: int) -> tuple[str, str]:
        """A page's name and hash: what pages are ordered by."""
        if page not in self.order:
            self.order[page] = self.rows("SELECT name, sha256 FROM pages WHERE number = ?", page)[0]
        return self.order[page]

    def count(self, table: str, rows: Iterable[tuple[Row, int]]) -> None:
        """Adds to the counts of a table whose last column is one; what is counted no more goes."""
        keys = {"spelled": ("path", "what", "value"), "topics": ("key", "words")}[table]
        where = " AND ".join(f"{key} = ?" for key in keys)
        marks = ", ".join("?" for _ in (*keys, "n"))
        told = [(key, by) for key, by in rows if by]
        self.each(
            f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            [(*key, by) for key, by in told],
        )
        self.each(f"DELETE FROM {table} WHERE {where} AND n <= 0", [key for key, by in told if by < 0])
