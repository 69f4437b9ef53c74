"""The queue in front of the query processes: short, and fair between clients."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from server.errors import BusyError, ClientGoneError

GLANCE = 0.1
"""Seconds between two looks whether the client is still there."""


class FairQueue:
    """Lets so many in at a time. A client with less running goes before one with more; of equals the first to come.

    One client never holds all the places, so that somebody else's short query need not wait for its long ones.
    """

    def __init__(self, places: int, waiting: int, per_client: int) -> None:
        self._places = places
        self._each = max(1, places - 1)
        self._limit = waiting
        self._per_client = per_client
        self._changed = threading.Condition()
        self._running: Counter[str] = Counter()
        self._waiting: list[tuple[int, str]] = []
        self._next = 0

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._waiting)

    @property
    def running(self) -> int:
        """How many are in now."""
        return self._running.total()

    @contextmanager
    def place(self, client: str, deadline: float, gone: Callable[[], bool]) -> Iterator[None]:
        """Waits for a place and holds it.

        Raises:
            BusyError: too many wait, or the deadline (of `time.monotonic`) passes first.
            ClientGoneError: whom it is for has left.
        """
        self.enter(client, deadline, gone)
        try:
            yield
        finally:
            self.leave(client)

    def enter(self, client: str, deadline: float, gone: Callable[[], bool]) -> None:
        """Waits for a place, which `leave` gives back; see `place`."""
        with self._changed:
            ticket = self._ticket(client)
            try:
                while not self._is_next(ticket):
                    self._changed.wait(GLANCE)
                    if gone():
                        raise ClientGoneError
                    if time.monotonic() > deadline:
                        raise BusyError("Other queries kept the server busy for all the time that yours may take.", 503)
                self._running[client] += 1
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def leave(self, client: str) -> None:
        """Gives a place back."""
        with self._changed:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]
            self._changed.notify_all()

    def _ticket(self, client: str) -> tuple[int, str]:
        mine = self._running[client] + sum(1 for _, name in self._waiting if name == client)
        if mine >= self._per_client:
            raise BusyError(f"You have {mine} queries waiting or running; wait until one of them ends.", 429)
        if len(self._waiting) >= self._limit:
            raise BusyError("Too many queries are waiting already.", 503)
        self._next += 1
        ticket = (self._next, client)
        self._waiting.append(ticket)
        return ticket

    def _is_next(self, ticket: tuple[int, str]) -> bool:
        if self._running.total() >= self._places:
            return False
        able = [t for t in self._waiting if self._running[t[1]] < self._each]
        return bool(able) and min(able, key=lambda t: (self._running[t[1]], t[0])) == ticket
