"""The queue in front of the query processes: short, and fair between clients.

Whoever asks gets a place at once, or waits for one; but nobody keeps it. A query that runs on is set aside, among a few
others that run with what the processor has left, and its place is free again. When too many are set aside, one of them
is ended for a new one to be let in: of the client that has most, the one that has run longest. So one short query need
not wait for long ones, however many clients ask them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from server.errors import BusyError, ClientGoneError

GLANCE = 0.1
"""Seconds between two looks whether the client is still there."""
SHORT = 0.4
"""Seconds of work after which a query is long."""
HEAVY = 2.0
"""Seconds of work after which its client is heavy, as is one whose query had to be ended."""
REMEMBERED = 30.0
"""Seconds for which a heavy client has its queries set aside from the first."""


@dataclass(eq=False, slots=True)
class Place:
    """A query's place.

    Attributes:
        is_aside: whether it runs with what the processor has left.
        is_taken: whether its query must end now, for another's sake.
    """

    client: str
    since: float
    is_aside: bool = False
    is_taken: bool = False


@dataclass(eq=False, slots=True)
class _Ticket:
    client: str
    is_aside: bool
    number: int = field(default=0)


class FairQueue:
    """Lets so many in at a time. A client with less running goes before one with more; of equals the first to come.

    One client never holds all the places, so that somebody else's short query need not wait for its long ones.
    """

    def __init__(self, places: int, waiting: int, per_client: int, aside: int = 0) -> None:
        """`aside` is how many long queries may run beside those in the places; with 0 none is set aside."""
        self._places = places
        self._each = max(1, places - 1)
        self._limit = waiting
        self._per_client = per_client
        self._aside = aside
        self._changed = threading.Condition()
        self._in: list[Place] = []
        self._waiting: list[_Ticket] = []
        self._heavy: dict[str, float] = {}
        self._next = 0

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._waiting)

    @property
    def running(self) -> int:
        """How many are in now."""
        return len(self._in)

    @contextmanager
    def place(self, client: str, deadline: float, gone: Callable[[], bool]) -> Iterator[Place]:
        """Waits for a place and holds it.

        Raises:
            BusyError: too many wait, or the deadline (of `time.monotonic`) passes first.
            ClientGoneError: whom it is for has left.
        """
        held = self.enter(client, deadline, gone)
        try:
            yield held
        finally:
            self.leave(held)

    def enter(self, client: str, deadline: float, gone: Callable[[], bool]) -> Place:
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
                held = Place(client, time.monotonic(), ticket.is_aside)
                self._in.append(held)
                return held
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def leave(self, held: Place) -> None:
        """Gives a place back."""
        with self._changed:
            self._in.remove(held)
            self._changed.notify_all()

    def look(self, held: Place, worked: float) -> None:
        """Sets a query aside that has worked for long, if there is room, or if somebody waits for its place."""
        if not self._aside or worked < SHORT:
            return
        with self._changed:
            if worked > HEAVY:
                self._note(held.client)
            if held.is_aside:
                return
            aside = [p for p in self._in if p.is_aside and not p.is_taken]
            if len(aside) >= self._aside:
                if not any(self._is_able(ticket) for ticket in self._waiting if not ticket.is_aside):
                    return
                have = {p.client: sum(q.client == p.client for q in aside) for p in aside}
                max(aside, key=lambda p: (have[p.client], -p.since)).is_taken = True
            held.is_aside = True
            self._changed.notify_all()

    def note(self, client: str) -> None:
        """Remembers a client whose query had to be ended."""
        with self._changed:
            self._note(client)

    def _note(self, client: str) -> None:
        now = time.monotonic()
        self._heavy = {name: until for name, until in self._heavy.items() if until > now}
        self._heavy[client] = now + REMEMBERED

    def _ticket(self, client: str) -> _Ticket:
        is_aside = self._aside > 0 and self._heavy.get(client, 0.0) > time.monotonic()
        mine = self._running(client) + sum(ticket.client == client for ticket in self._waiting)
        if mine >= self._per_client:
            raise BusyError(f"You have {mine} queries waiting or running; wait until one of them ends.", 429)
        if sum(ticket.is_aside == is_aside for ticket in self._waiting) >= self._limit:
            raise BusyError("Too many queries are waiting already.", 503)
        self._next += 1
        ticket = _Ticket(client, is_aside, self._next)
        self._waiting.append(ticket)
        return ticket

    def _running(self, client: str, is_aside: bool | None = None) -> int:
        return sum(p.client == client and is_aside in (None, p.is_aside) for p in self._in)

    def _is_next(self, ticket: _Ticket) -> bool:
        if sum(p.is_aside == ticket.is_aside for p in self._in) >= (self._aside if ticket.is_aside else self._places):
            return False
        able = [t for t in self._waiting if t.is_aside == ticket.is_aside and self._is_able(t)]
        return bool(able) and min(able, key=lambda t: (self._running(t.client), t.number)) is ticket

    def _is_able(self, ticket: _Ticket) -> bool:
        return ticket.is_aside or self._running(ticket.client, False) < self._each
