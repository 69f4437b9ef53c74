"""What one page knows of an actor, folded for comparing with what other pages know.

A `Sight` is one actor on one page: its names, what anchors it in the world (states, bodies, offices), who else the
page names, and the path that the page alone would mint for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kg.graph import iris, names
from kg.graph.nodes import page_key
from kg.graph.rulings import Entry, Names
from kg.model import Actor, ActorType, Reading

_COLLECTIVES: Final = (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.COALITION)
_FAMILIES: Final = {ActorType.PERSON: "person", ActorType.STATE: "state"}


class Rank(IntEnum):
    """How well a path is known to be its actor's: the better, the lower."""

    GIVEN = -1
    KEYED = 0
    STATED = 1
    ANCHORED = 2
    NAMED = 3
    PARTLY_NAMED = 4
    LOCAL = 5


@dataclass(frozen=True, slots=True)
class Sight:
    """One actor on one page.

    Attributes:
        page: the page's place in the order of all.
        told: the first day on which an article of the page names it, ISO 8601; "9999" if unknown.
        path: what the page alone would mint.
        family: "person", "state" or "group": what is never joined across families.
        names: its full names, folded for comparing, the path's first.
        parts: a person's surname where that is all that is known, a body's acronyms.
        states: slugs of the states that it belongs to.
        bodies: slugs of other bodies that it belongs to, and of offices that it holds.
        heads: what its offices are at heart: "envoy" for "special envoy on Syria"; unlike slugs, with a colon.
        around: slugs of the keyed actors that the page names besides.
        people: folded full names of the persons that the page names besides.
        given: whom users say that it is.
    """

    actor: Actor
    page: int
    told: str
    rank: Rank
    path: str
    family: str
    names: tuple[str, ...]
    parts: tuple[str, ...]
    states: tuple[str, ...]
    bodies: tuple[str, ...]
    heads: tuple[str, ...]
    around: frozenset[str]
    people: frozenset[str]
    given: Entry | None = None


def sights(reading: Reading, page: int, ruled: Names) -> tuple[Sight, ...]:
    """Each actor of a reading as a `Sight`, in the reading's order."""
    seen = _Page(reading, ruled)
    return tuple(seen.sight(index, page) for index in range(len(reading.actors)))


def family_of(kind: ActorType) -> str:
    """The family of a type: "person", "state" or "group"."""
    return _FAMILIES.get(kind, "group")


def full_names(actor: Actor, stated: bool) -> tuple[str, ...]:
    """An actor's names that tell it from others: a person's with more than one word, a body's
    that are no acronyms and, unless it is `stated` what state it belongs to, no "Foreign Ministry"."""
    every = tuple(n for n in (actor.name, *actor.aliases) if names.is_proper(n))
    if actor.type is ActorType.PERSON:
        return tuple(n for n in every if names.is_full(n))
    kept = [n for n in every if names.is_distinctive(n)]
    if stated and actor.name in every and not names.is_acronym(actor.name) and names.is_one_a_state(actor.name):
        kept.append(actor.name)
    return tuple(kept)


class _Page:
    """What the actors of one page have in common."""

    def __init__(self, reading: Reading, ruled: Names) -> None:
        self.reading = reading
        self.ruled = ruled
        self.actors = reading.actors
        self.tail = iris.short_hash(*page_key(reading.page))
        self.around = frozenset(names.key_slug(a.key) for a in self.actors if a.key)
        self.people = frozenset(
            names.heavy(n)
            for a in self.actors
            if a.type is ActorType.PERSON and not a.described
            for n in full_names(a, False)
        )
        self.titles: dict[int, list[str]] = {}
        self.posts: dict[int, list[int]] = {}
        for tenure in reading.tenures:
            self.titles.setdefault(tenure.actor, []).append(tenure.title)
            if tenure.organization is not None:
                self.posts.setdefault(tenure.actor, []).append(tenure.organization)
        self._local: Counter[str] = Counter()

    def sight(self, index: int, page: int) -> Sight:
        actor = self.actors[index]
        states, bodies = self._anchors(index)
        full = full_names(actor, bool(states))
        person = actor.type is ActorType.PERSON
        rank, path = self._path(actor, full, states, bodies)
        if given := self.ruled.find(actor):
            rank, path = Rank.GIVEN, given.path
        folded: tuple[str, ...] = ()
        if rank < Rank.PARTLY_NAMED:
            folded = (names.group(actor.name),) if actor.described else tuple(map(_comparable(person), full))
        return Sight(
            actor=actor,
            page=page,
            told=self._told(actor),
            rank=rank,
            path=path,
            family=family_of(actor.type),
            names=tuple(dict.fromkeys(folded)),
            parts=_parts(actor) if rank != Rank.LOCAL else (),
            states=() if rank is Rank.NAMED else states,
            bodies=bodies,
            heads=tuple(sorted({names.title_head(title) for title in self.titles.get(index, ())})),
            around=self.around,
            people=self.people.difference(folded) if person else frozenset(),
            given=given,
        )

    def _told(self, actor: Actor) -> str:
        days = (self.reading.articles[i].issued for i in actor.articles)
        return min((d.isoformat() for d in days if d), default="9999")

    def _anchors(self, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Slugs of the states that an actor belongs to; of its other bodies, and then of its offices; each sorted."""
        direct = [*self.actors[index].affiliations, *self.posts.get(index, [])]
        near = dict.fromkeys([*direct, *(i for body in direct for i in self.actors[body].affiliations)])
        states, bodies = set(), set()
        for i in near:
            other = self.actors[i]
            if i == index or other.described:
                continue
            slug = names.key_slug(other.key) if other.key else iris.slug(names.group(other.name))
            if other.type is ActorType.STATE:
                states.add(slug)
            elif i in direct and (other.key or names.is_distinctive(other.name)):
                bodies.add(slug)
        return tuple(sorted(states)), (*sorted(bodies), *sorted(map(iris.slug, set(self.titles.get(index, ())))))

    def _path(
        self, actor: Actor, full: Sequence[str], states: Sequence[str], bodies: Sequence[str]
    ) -> tuple[Rank, str]:
        if actor.key:
            return Rank.KEYED, f"actor/{names.key_slug(actor.key)}"
        if actor.described:
            return self._described(actor, states)
        if actor.type is ActorType.PERSON:
            return self._person(actor, full, states, bodies)
        if not full:
            rank = Rank.PARTLY_NAMED if names.is_acronym(actor.name) else Rank.LOCAL
            return rank, self._local_path(actor.name)
        name = iris.slug(names.shortest([names.group(n) for n in full]))
        if states:
            return Rank.STATED, f"actor/{states[0]}_{name}"
        return Rank.NAMED, f"actor/{name}_{family_of(actor.type)}"

    def _person(
        self, actor: Actor, full: Sequence[str], states: Sequence[str], bodies: Sequence[str]
    ) -> tuple[Rank, str]:
        if not full:
            return Rank.PARTLY_NAMED, self._local_path(actor.name)
        name = names.shortest([names.plain(n) for n in full])
        anchor = next(iter((*states, *bodies)), None)
        if anchor is None:
            return Rank.NAMED, self._local_path(name)
        return Rank.STATED if states else Rank.ANCHORED, f"actor/{iris.slug(name)}_{anchor}"

    def _described(self, actor: Actor, states: Sequence[str]) -> tuple[Rank, str]:
        """A collective described by its people ("Kurdish groups") or known to be of a state is one everywhere; a
        person or a body known by a description ("a senior official") is this page's."""
        name = names.group(actor.name)
        if actor.type not in _COLLECTIVES:
            return Rank.LOCAL, self._local_path(actor.name)
        if names.is_of_a_people(actor.name):
            return Rank.NAMED, f"actor/{iris.slug(name)}_group"
        if states:
            return Rank.STATED, f"actor/{states[0]}_{iris.slug(name)}"
        return Rank.LOCAL, self._local_path(actor.name)

    def _local_path(self, name: str) -> str:
        """A path with the page's hash; the next actor of the same name gets a number too."""
        self._local[name] += 1
        again = f"-{self._local[name]}" if self._local[name] > 1 else ""
        return f"actor/{iris.slug(name)}_{self.tail}{again}"


def _comparable(person: bool) -> Callable[[str], str]:
    return names.heavy if person else names.group


def _parts(actor: Actor) -> tuple[str, ...]:
    """The one word that a person is called by, or a body's acronyms, folded."""
    every = (actor.name, *actor.aliases)
    if actor.type is ActorType.PERSON:
        return () if names.is_full(actor.name) else tuple(names.heavy(actor.name).split()[-1:])
    return tuple(dict.fromkeys(names.group(n) for n in every if names.is_acronym(n)))
