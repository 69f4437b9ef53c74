"""Which pages a version holds and where each was read from, as a file of the version: read whole, or asked for one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from kg.errors import PublicationError

FILE: Final = "pages.sqlite"
Row = tuple[str, str, str, str]
"""A page's identifier, the hash of its content, the key of its record, and one place that it was read from."""
_TABLE: Final = (
    "CREATE TABLE pages (name TEXT, sha256 TEXT, key TEXT, origin TEXT, "
    "PRIMARY KEY (name, sha256, key, origin)) WITHOUT ROWID"
)


def write(folder: Path, pages: Iterable[Row]) -> None:
    """Writes the pages of a version, in any order, into its folder."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLE}; BEGIN")
        connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", sorted(pages))
        connection.execute("COMMIT")


def read(folder: Path) -> list[Row]:
    """The pages of a version, sorted.

    Raises:
        PublicationError: the file is damaged; so with what is asked below.
    """
    with _opened(folder) as connection:
        return connection.execute("SELECT * FROM pages ORDER BY name, sha256, key, origin").fetchall()


def count(folder: Path) -> int:
    """How many pages a version holds."""
    with _opened(folder) as connection:
        return int(connection.execute("SELECT count(DISTINCT key) FROM pages").fetchone()[0])


def key_of(folder: Path, name: str, sha256: str) -> str | None:
    """The key of the record of a page, None where the version does not hold it."""
    with _opened(folder) as connection:
        text = "SELECT min(key) FROM pages WHERE name = ? AND sha256 = ?"
        found: str | None = connection.execute(text, (name, sha256)).fetchone()[0]
        return found


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / FILE
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise PublicationError(f"{path} cannot be read ({error}). Build the publication again.") from None
