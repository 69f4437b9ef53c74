"""Whole answers and pages kept in memory, those asked for last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A whole answer."""

    content_type: str
    plain: bytes
    packed: bytes


class Cache:
    """Keeps the answers asked for last, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Body] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: str) -> Body | None:
        """An answer, if it is kept."""
        with self._lock:
            found = self._held.get(key)
            if found:
                self._held.move_to_end(key)
                self.hits += 1
            else:
                self.misses += 1
            return found

    def put(self, key: str, body: Body) -> None:
        """Keeps an answer, in the place of what was kept of it."""
        with self._lock:
            if key in self._held:
                self.size -= _weight(self._held.pop(key))
            self._held[key] = body
            self.size += _weight(body)
            while self.size > self._most:
                self.size -= _weight(self._held.popitem(last=False)[1])


def _weight(body: Body) -> int:
    return len(body.plain) + len(body.packed) + 200
