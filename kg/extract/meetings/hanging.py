"""A noun of meeting in its clause, and those whom it has around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.meetings.courses import Course
from kg.language.tokens import Token
from kg.model import MeetingKind


@dataclass(frozen=True, slots=True)
class Hanging:
    """A noun of meeting in its clause: where its phrase begins, what becomes of it, the verb above it, and how."""

    noun: Token
    first: int
    kind: MeetingKind
    course: Course
    verb: Token | None
    role: str


@dataclass(slots=True)
class People:
    """Those whom a noun of meeting has around it. `how` tells how they come to it where that is of note."""

    course: Course
    who: dict[int, None] = field(default_factory=dict)
    hosts: dict[int, None] = field(default_factory=dict)
    absent: dict[int, None] = field(default_factory=dict)
    invited: bool = False
    how: str = ""

    def all(self) -> tuple[int, ...]:
        """Those who take part, hosts last, without those who stay away."""
        return tuple(dict.fromkeys(actor for actor in [*self.who, *self.hosts] if actor not in self.absent))
