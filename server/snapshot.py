"""The version of the publication that a request sees, from its first read to its last."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from flask import current_app, g

from kg.errors import PublicationError
from kg.publication import Publication, current_version
from kg.store.embedded import Embedded

log = logging.getLogger(__name__)
T = TypeVar("T")


class Snapshot:
    """One version, opened. What is worked out about it once is kept with it and goes with it."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.graph = Embedded(publication.store)
        self.base = publication.base_iri
        self._kept: dict[str, object] = {}

    @property
    def version(self) -> str:
        """The id of the version."""
        return self.publication.version

    def keep(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives, worked out once. Two threads may both do it at first: it gives the same."""
        if name not in self._kept:
            self._kept[name] = work()
        return cast(T, self._kept[name])


class Snapshots:
    """Opens the current version, and the next one as soon as it is there."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._held = Snapshot(Publication.open(root))

    def current(self) -> Snapshot:
        """The current version. Where a new one cannot be opened, the one before it stays."""
        if current_version(self._root) != self._held.version:
            with self._lock:
                try:
                    fresh = Publication.open(self._root)
                    if fresh.version != self._held.version:
                        self._held = Snapshot(fresh)
                        log.info("Took up version %s", fresh.version)
                except PublicationError as error:
                    log.warning("The new version cannot be opened, the old one stays: %s", error)
        return self._held


def snapshot() -> Snapshot:
    """The version that the request at hand sees."""
    if "snapshot" not in g:
        g.snapshot = cast(Snapshots, current_app.extensions["snapshots"]).current()
    return cast(Snapshot, g.snapshot)
