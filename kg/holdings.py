"""Which pages a version holds and where each was read from: as a file of the version, and while one is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Self

from kg.errors import PublicationError

FILE: Final = "pages.sqlite"
Row = tuple[str, str, str, str]
"""A page's identifier, the hash of its content, the key of its record, and one place that it was read from."""
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS pages (
  name TEXT, sha256 TEXT, key TEXT, origin TEXT, PRIMARY KEY (name, sha256, key, origin)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS origins ON pages (origin);
"""


class Holdings:
    """The pages of a version that is made. What they take in memory does not grow with their number.

    Attributes:
        has_lost: whether a page of the version before, or one origin of it, may have gone.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.has_lost = True
        self._db = sqlite3.connect("", isolation_level=None)
        self._begin()
        self._db.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", rows)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Those of the version in a folder, to be changed for the next.

        Raises:
            PublicationError: its file is damaged.
        """
        found = cls()
        found._db.execute("COMMIT")
        with _opened(folder) as kept:
            kept.backup(found._db)
        found._begin()
        found.has_lost = False
        return found

    def _begin(self) -> None:
        self._db.executescript(_TABLE)
        self._db.execute("BEGIN")

    @property
    def is_empty(self) -> bool:
        """Whether there is no page."""
        return self._db.execute("SELECT 1 FROM pages LIMIT 1").fetchone() is None

    def add(self, row: Row) -> None:
        """Adds a page; what else was read from the same place before goes, but not what comes through a pipe."""
        if row[3] != "-":
            text = "DELETE FROM pages WHERE origin = ?4 AND (name, sha256, key) != (?1, ?2, ?3)"
            self._delete(text, row)
        self._db.execute("INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?)", row)

    def remove(self, name: str, path: str) -> int:
        """Removes the pages called `name`, and those read from the file or folder `path` alone; how many."""
        before = len(self.keys())
        inside = "substr(origin, 1, length(?2) + 1) IN (?2 || '/', ?2 || '#')"
        self._delete(f"DELETE FROM pages WHERE name = ?1 OR origin = ?2 OR {inside}", (name, path))
        return before - len(self.keys())

    def keys(self) -> set[str]:
        """The keys of the records of all pages."""
        return self._column("SELECT key FROM pages")

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """The key of each page's record, its name and its hash, sorted by the last two. Of the records of pages with
        the same name and content, which are one page, the first."""
        return self._db.execute("SELECT min(key), name, sha256 FROM pages GROUP BY 2, 3 ORDER BY 2, 3")

    def name(self, key: str) -> str:
        """The name of the page whose record has this key."""
        return str(self._db.execute("SELECT name FROM pages WHERE key = ?", (key,)).fetchone()[0])

    def hashes(self) -> set[str]:
        """The hashes of the contents of all pages."""
        return self._column("SELECT sha256 FROM pages")

    def write(self, folder: Path) -> None:
        """Writes them into a version's folder. The same pages are the same bytes."""
        self._db.execute("COMMIT")
        self._db.execute("VACUUM INTO ?", (str(folder / FILE),))
        self._begin()

    def _delete(self, text: str, given: tuple[str, ...]) -> None:
        self.has_lost = bool(self._db.execute(text, given).rowcount) or self.has_lost

    def _column(self, text: str) -> set[str]:
        return {value for (value,) in self._db.execute(text)}


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
