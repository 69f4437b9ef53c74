"""The version of the publication that a request sees, from its first read to its last."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from flask import current_app, g

from kg.errors import KgError
from kg.publication import Publication, current_version
from kg.store.embedded import Embedded

log = logging.getLogger(__name__)
T = TypeVar("T")
_PATIENCE = 2.0
"""Seconds that a request waits for a new version."""
_GLANCE = 0.02


class Snapshot:
    """One version, opened. What is worked out about it once is kept with it and goes with it."""

    def __init__(self, publication: Publication, graph: Embedded) -> None:
        self.publication = publication
        self.graph = graph
        self.base = publication.base_iri
        self.store = str(publication.store)
        self._kept: dict[str, object] = {}
        self._working = threading.RLock()

    @property
    def version(self) -> str:
        """The id of the version."""
        return self.publication.version

    def keep(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives, worked out once; who asks meanwhile waits for it."""
        if name not in self._kept:
            with self._working:
                if name not in self._kept:
                    self._kept[name] = work()
        return cast(T, self._kept[name])


class Snapshots:
    """Opens the current version, and the next one as soon as it is there.

    A new version is prepared beside the old one, which is answered from until then; whoever asks waits for it a little,
    so that a small one is there at once.
    """

    def __init__(
        self, root: Path, prepare: Callable[[Snapshot], object], graph_of: Callable[[Publication], Embedded]
    ) -> None:
        self._root = root
        self._prepare = prepare
        self._graph_of = graph_of
        self._lock = threading.Lock()
        self._opening: threading.Thread | None = None
        self._held = self._opened(Publication.open(root))

    def current(self) -> Snapshot:
        """The current version. Where a new one cannot be opened, the one before it stays."""
        if current_version(self._root) != self._held.version:
            with self._lock:
                if self._opening is None or not self._opening.is_alive():
                    self._opening = threading.Thread(target=self._open, daemon=True)
                    self._opening.start()
            self._opening.join(_PATIENCE)
        return self._held

    def take_up(self, version: str, seconds: float) -> None:
        """Waits until a version, or a later one, is held, but no longer than so many seconds."""
        deadline = time.monotonic() + seconds
        while _number(self.current().version) < _number(version) and time.monotonic() < deadline:
            time.sleep(_GLANCE)

    def prepare(self) -> None:
        """Prepares the version that is held, before anybody asks."""
        self._prepare(self._held)

    def _opened(self, publication: Publication) -> Snapshot:
        return Snapshot(publication, self._graph_of(publication))

    def _open(self) -> None:
        try:
            publication = Publication.open(self._root)
            if publication.version == self._held.version:
                return
            fresh = self._opened(publication)
            self._prepare(fresh)
        except KgError as error:
            log.warning("The new version cannot be opened, the old one stays: %s", error)
        else:
            self._held = fresh
            log.info("Took up version %s", fresh.version)


def _number(version: str) -> int:
    return int(version.partition("-")[0])


def snapshot() -> Snapshot:
    """The version that the request at hand sees."""
    if "snapshot" not in g:
        g.snapshot = cast(Snapshots, current_app.extensions["snapshots"]).current()
    return cast(Snapshot, g.snapshot)
