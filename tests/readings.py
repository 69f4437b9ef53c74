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
    Position,
    Quote,
    QuoteKind,
    Reading,
    Stance,
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


NORWAY = state("Norway", "NO")


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


def full() -> Reading:
    """A page that tells of everything a page can tell."""
    actors = (
        state("Norway", "NO", "Oslo"),
        person("Ola Nord", 0, aliases=["Nord"]),
        state("Sweden", "SE"),
        Actor("rebels", ActorType.ARMED_GROUP, (), (0,), described=True),
    )
    text = 'The ministers met in Oslo on Friday. "We shall not sign," Ola Nord said. "Not now."'
    page = Page("full.txt", text, "0" * 64, url="http://example.org/a b?q=ø")
    blocks = (Block(BlockKind.PROSE, 0, len(text)),)
    article = Article("Talks", 0, len(text), blocks, date(2016, 10, 15), "dateline", "The Daily", "A. Writer")
    said = Passage(0, 37, 72), Passage(0, 73, len(text))
    quotes = (
        Quote(QuoteKind.DIRECT, 1, 38, 56, said[:1], 0.951, "cue", "said", (2,), "2016-10-15", None, ("treaties",)),
        Quote(QuoteKind.DIRECT, 1, 74, 82, said[1:], 0.9, "run", continues=0),
        Quote(QuoteKind.INDIRECT, None, 37, 72, said[:1], 0.5, "guess"),
    )
    place = Place("Oslo", 59.91273, 10.74609, "NO")
    when = When("2016-10-14", "on Friday")
    about = ("the treaty",)
    met = Meeting("Oslo talks", MeetingKind.TALKS, (0, 2), Status.HELD, (FIRST,), 0.8, "met", place, when, (0,), about)
    position = Position(0, Stance.REJECTS, "sign", said[:1], 1.0, "verb", (2, 3), about, "unless paid")
    return Reading(page, (article,), actors, (), (office(1, "foreign minister", 0),), (met,), (position,), quotes)


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
