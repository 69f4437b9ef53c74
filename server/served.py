"""What this publication has ever shown, so that what is gone can be told (410) from what never was (404)."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from kg.store.embedded import run
from server import index
from server.links import KINDS
from server.snapshot import Snapshot

log = logging.getLogger(__name__)
NAME = ".served.sqlite"
"""The ledger beside the versions. Without it, what is gone is unknown: nothing else hangs on it."""
_PAGES = tuple(kind for kind in KINDS if kind not in ("passage", "graph"))
_TABLES = """
CREATE TABLE IF NOT EXISTS things (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def prepare(snap: Snapshot) -> None:
    """Makes a version ready to be shown: its index, and its things in the ledger."""
    index.opened(snap)
    try:
        _note(snap)
    except (sqlite3.Error, OSError) as error:
        log.info("What was shown cannot be kept beside the publication (%s).", error)


def was_here(snap: Snapshot, iri: str) -> bool:
    """Whether an earlier version had a thing."""
    path = snap.publication.root / NAME
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as ledger:
            found = ledger.execute("SELECT 1 FROM things WHERE path = ?", (iri.removeprefix(snap.base),)).fetchone()
    except sqlite3.Error as error:
        log.info("What was shown cannot be read (%s).", error)
        return False
    return found is not None


def _note(snap: Snapshot) -> None:
    path: Path = snap.publication.root / NAME
    with closing(sqlite3.connect(path, timeout=30)) as ledger, ledger:
        ledger.executescript(_TABLES)
        known = ledger.execute("SELECT 1 FROM versions WHERE id = ?", (snap.version,)).fetchone()
        if known is None:
            ledger.executemany("INSERT OR IGNORE INTO things VALUES (?)", _paths(snap))
            ledger.execute("INSERT OR IGNORE INTO versions VALUES (?)", (snap.version,))


def _paths(snap: Snapshot) -> Iterator[tuple[str]]:
    found = run(snap.graph.store, "SELECT DISTINCT ?s WHERE { ?s a ?type }")
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        thing = row["s"]
        if isinstance(thing, ox.NamedNode) and thing.value.startswith(snap.base):
            path = thing.value[len(snap.base) :]
            if path.partition("/")[0] in _PAGES and "#" not in path:
                yield (path,)
