"""Made-up readings for tests of the graph: a page a line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from kg.model import (
    Actor,
    ActorType,
    Article,
    Block,
    BlockKind,
    Meeting,
    MeetingKind,
    Page,
    Passage,
    Place,
    Reading,
    Status,
    Tenure,
    TenureState,
    When,
)

TEXT = "The ministers met in Oslo on Friday. They spoke of fish."
FIRST, SECOND = Passage(0, 0, 36), Passage(0, 37, len(TEXT))


def state(name: str, code: str, *aliases: str) -> Actor:
    """A state with its key."""
    return Actor(name, ActorType.STATE, aliases, (0,), key=f"state:{code}")


def body(name: str, *affiliations: int, aliases: Sequence[str] = (), key: str | None = None) -> Actor:
    """An organization."""
    return Actor(name, ActorType.ORGANIZATION, tuple(aliases), (0,), affiliations, key)


def person(name: str, *affiliations: int, aliases: Sequence[str] = (), described: bool = False) -> Actor:
    """A person with the indexes of what it belongs to."""
    return Actor(name, ActorType.PERSON, tuple(aliases), (0,), affiliations, described=described)


def office(actor: int, title: str, organization: int | None = None) -> Tenure:
    """A tenure."""
    return Tenure(actor, title, organization, TenureState.CURRENT, (FIRST,), 0.9, "test")


def meeting(
    *who: int,
    when: str | None = None,
    words: str | None = None,
    place: str | None = None,
    status: Status = Status.HELD,
    kind: MeetingKind = MeetingKind.TALKS,
    label: str = "talks",
    evidence: Passage = FIRST,
) -> Meeting:
    """A meeting of these actors."""
    told = When(when, words) if when or words else None
    return Meeting(label, kind, who, status, (evidence,), 0.8, "test", Place(place) if place else None, told)


def reading(
    name: str,
    *actors: Actor,
    issued: str | None = "2016-10-15",
    tenures: Sequence[Tenure] = (),
    meetings: Sequence[Meeting] = (),
    articles: int = 1,
) -> Reading:
    """What was read on a page of this name."""
    page = Page(name, TEXT, hashlib.sha256(name.encode()).hexdigest())
    day = date.fromisoformat(issued) if issued else None
    article = Article(name, 0, len(TEXT), (Block(BlockKind.PROSE, 0, len(TEXT)),), day)
    return Reading(page, (article,) * articles, actors, (), tuple(tenures), tuple(meetings))
