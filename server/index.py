"""The search index that a version is read with."""

from __future__ import annotations

import logging
import tempfile
import weakref
from pathlib import Path

from kg import search
from kg.search import CLOSE, OPEN, Hit, Index, Results, Wanted
from kg.store.embedded import open_store
from server.snapshot import Snapshot

log = logging.getLogger(__name__)
KINDS = ("actor", "meeting", "position", "quote", "article", "place", "topic")


def opened(snap: Snapshot) -> Index:
    """The index that was made with a version."""
    return snap.keep("index", lambda: _index(snap))


def _index(snap: Snapshot) -> Index:
    found = Index(snap.publication.search)
    return found if found.is_current else _scratch(snap)


def _scratch(snap: Snapshot) -> Index:
    """An index for this run alone, of a publication that has none or one of another form."""
    log.info("This publication has no search index of this version of Chancery: one is made for this run alone.")
    folder = tempfile.TemporaryDirectory(prefix="chancery-index-")
    path = Path(folder.name) / "search.sqlite"
    search.write(open_store(snap.publication.store), path)
    found = Index(path)
    weakref.finalize(found, folder.cleanup)
    return found


__all__ = ["CLOSE", "KINDS", "OPEN", "Hit", "Index", "Results", "Wanted", "opened"]
