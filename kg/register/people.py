"""Who is one: the actors of pages that came or went are joined again with all those, and only those, that bear on them.

Two sights bear on each other where they have a link: a path, a name, a surname and a state, an acronym. All that
`kg.graph.who` looks up is looked up by one of them, so sights that no chain of links ties together cannot be joined,
nor keep each other from being joined. What has a key of the lexicon is one by that key, and only counted.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

from kg.graph import identity, names, things
from kg.graph.nodes import ActorNode
from kg.graph.sights import Rank, Sight, sights
from kg.model import Actor, ActorType, Reading
from kg.register.tables import packed
from kg.register.work import Row, Work

Place = tuple[int, int]
"""A page's number, and that of an actor on it."""


class People:
    """The actors of one change."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._links: set[str] = set()
        self._came: set[Place] = set()
        self._paths: set[str] = set()
        self._counted: Counter[Row] = Counter()
        self._doubtful: set[str] = set()

    def add(self, page: int, reading: Reading) -> None:
        """Takes in the actors of a page."""
        work = self._work
        seen = sights(reading, page, work.names)
        work.seen[page] = seen
        work.do("UPDATE pages SET seen = ? WHERE number = ?", _packed(seen), page)
        rows = ((page, n, s.path, s.path if self._is_keyed(s) else None) for n, s in enumerate(seen))
        work.each("INSERT INTO sights VALUES (?, ?, ?, ?)", rows)
        work.each("INSERT INTO links VALUES (?, ?, ?)", [(k, page, n) for n, s in enumerate(seen) for k in links(s)])
        for number, sight in enumerate(seen):
            if self._is_keyed(sight):
                self._count(sight, 1)
            else:
                self._came.add((page, number))
                self._links.update(links(sight))

    def remove(self, page: int) -> None:
        """Takes the actors of a page out."""
        work = self._work
        seen = self._seen(page)
        for number, (sight, (alone, path)) in enumerate(
            zip(seen, work.rows("SELECT alone, path FROM sights WHERE page = ? ORDER BY n", page), strict=True)
        ):
            work.moved.add(alone)
            if self._is_keyed(sight):
                self._count(sight, -1)
            else:
                self._came.discard((page, number))
                self._paths.update([path] if path else [])
                self._links.update(links(sight))
                work.each(
                    "DELETE FROM links WHERE link = ? AND page = ? AND n = ?", [(k, page, number) for k in links(sight)]
                )
        work.do("DELETE FROM sights WHERE page = ?", page)
        work.seen.pop(page, None)

    def settle(self) -> None:
        """Joins again what the change bears on."""
        self._join()
        self._settle_keyed()
        self._settle_doubts()

    def _is_keyed(self, sight: Sight) -> bool:
        return sight.rank is Rank.KEYED and not self._work.is_ruled

    def _seen(self, page: int) -> tuple[Sight, ...]:
        if page not in self._work.seen:
            self._work.seen[page] = _unpacked(page, self._work.one("SELECT seen FROM pages WHERE number = ?", page))
        return self._work.seen[page]

    def _count(self, sight: Sight, by: int) -> None:
        told = [("key", sight.actor.key), ("name", sight.actor.name), ("type", sight.actor.type.value)]
        told += [("alias", name) for name in sight.actor.aliases]
        for what, value in (*told, *_told_of(sight)):
            self._counted[sight.path, what, value] += by

    def _near(self) -> list[Place]:
        """The sights that the change bears on, in the order of their pages."""
        work = self._work
        near = set(self._came)
        waiting = [] if work.is_fresh else sorted(self._links)
        known = set(waiting)
        while waiting:
            for place in work.rows("SELECT page, n FROM links WHERE link = ?", waiting.pop()):
                if place not in near:
                    near.add(place)
                    more = [k for k in links(self._seen(place[0])[place[1]]) if k not in known]
                    known.update(more)
                    waiting += more
        return sorted(near, key=lambda place: (work.place(place[0]), place[1]))

    def _join(self) -> None:
        work = self._work
        near = self._near()
        seen = [self._seen(page)[n] for page, n in near]
        people = identity.People(seen, work.rulings)
        moved = []
        for (page, n), end in zip(near, people.ends, strict=True):
            was = work.one("SELECT path FROM sights WHERE page = ? AND n = ?", page, n)
            if was != end:
                moved.append((end, page, n))
                work.pages.add(page)
                self._paths.update({was} if was else ())
        work.each("UPDATE sights SET path = ? WHERE page = ? AND n = ?", moved)
        work.moved.update(sight.path for sight in seen)
        paths = self._paths.union(people.nodes)
        for (name,) in (
            r for p in paths for r in work.rows("SELECT value FROM spelled WHERE path = ? AND what = 'doubt'", p)
        ):
            self._doubtful.add(name)
        work.each("DELETE FROM spelled WHERE path = ?", ((path,) for path in paths))
        told = Counter(
            (end, what, value) for sight, end in zip(seen, people.ends, strict=True) for what, value in _told_of(sight)
        )
        self._doubtful.update(value for _, what, value in told if what == "doubt")
        work.count("spelled", told.items())
        sides = people.sides()
        for path in sorted(paths):
            self._put(path, people.nodes.get(path), sides.get(path))

    def _settle_keyed(self) -> None:
        work = self._work
        work.count("spelled", self._counted.items())
        self._doubtful.update(value for _, what, value in self._counted if what == "doubt")
        for path in sorted({path for path, _, _ in self._counted}):
            told: dict[str, dict[str, int]] = defaultdict(dict)
            for what, value, n in work.rows("SELECT what, value, n FROM spelled WHERE path = ?", path):
                told[what][value] = n
            if not told["key"]:
                self._put(path, None, None)
                continue
            label = things.first_of(told["name"])
            kind = identity.most_told({ActorType(value): n for value, n in told["type"].items()})
            others = tuple(sorted({*told["name"], *told["alias"]} - {label}))
            node = ActorNode(path, kind, label, others, identity.state_code(min(told["key"])))
            family = "state" if kind is ActorType.STATE else "group"
            self._put(path, node, identity.side(path, family, sorted(told["state"])))

    def _put(self, path: str, node: ActorNode | None, side: str | None) -> None:
        """Writes down what an actor is now, or that it is nobody now."""
        work = self._work
        rows = work.rows("SELECT node, side FROM actors WHERE path = ?", path)
        was = rows[0] if rows else (None, None)
        told = packed(astuple(node)) if node else None
        if (told, side) == was:
            return
        work.paths.add(path)
        work.do("DELETE FROM actors WHERE path = ?", path)
        if told:
            work.do("INSERT INTO actors VALUES (?, ?, ?)", path, told, side)
        if told is None or was[0] is None:
            work.moved.add(path)
        if was[0] is None or node is None or json.loads(was[0])[2] != node.label:
            work.relabelled.add(path)
        if side != was[1]:
            work.resided.add(path)

    def _settle_doubts(self) -> None:
        work = self._work
        for name in sorted(self._doubtful):
            rows = work.rows("SELECT path FROM spelled WHERE what = 'doubt' AND value = ?", name)
            work.do("DELETE FROM doubts WHERE name = ?", name)
            if len(rows) > 1:
                states = {path: [r[0] for r in work.rows(_STATES, path)] for (path,) in rows}
                work.each("INSERT INTO doubts VALUES (?, ?, ?, ?)", [(name, *d) for d in identity.doubts(states)])


_STATES = "SELECT value FROM spelled WHERE path = ? AND what = 'state' ORDER BY value"


def links(sight: Sight) -> list[str]:
    """What ties a sight to others. None for what is only this page's, or one by its key."""
    if sight.rank in (Rank.KEYED, Rank.LOCAL):
        return []
    found = [f"path {sight.path}"]
    found += [f"name {sight.family} {names.base(name)}" for name in sight.names]
    if sight.family != "person":
        found += [f"part {sight.family} {part}" for part in sight.parts]
    else:
        parts = sight.parts if sight.rank is Rank.PARTLY_NAMED else [n.rsplit(" ", 1)[-1] for n in sight.names]
        found += [f"part {part} {state}" for part in parts for state in sight.states]
    return list(dict.fromkeys(found))


def _told_of(sight: Sight) -> Iterator[tuple[str, str]]:
    yield from (("state", state) for state in sight.states)
    yield from (("doubt", name) for name in dict.fromkeys(identity.doubtful_names(sight)))


def _packed(seen: Iterable[Sight]) -> str:
    told = list(seen)
    each = [
        (s.actor.name, s.actor.type, s.actor.aliases, s.actor.key, s.actor.described, s.told, s.rank, s.path,
         s.family, s.names, s.parts, s.states, s.bodies, s.heads)
        for s in told
    ]  # fmt: skip
    around = sorted(told[0].around) if told else []
    people = sorted(set().union(*(s.people for s in told), *(s.names for s in told if s.family == "person")))
    return packed([around, people, each])


def _unpacked(page: int, text: str) -> tuple[Sight, ...]:
    told, met, each = json.loads(text)
    around, people = frozenset(told), frozenset(met)
    return tuple(_sight(page, around, people, row) for row in each)


def _sight(page: int, around: frozenset[str], people: frozenset[str], row: list[Any]) -> Sight:
    name, kind, aliases, key, described, told, rank, path, family, *rest = row
    folded, parts, states, bodies, heads = map(tuple, rest)
    return Sight(
        actor=Actor(name, ActorType(kind), tuple(aliases), (), (), key, described),
        page=page,
        told=told,
        rank=Rank(rank),
        path=path,
        family=family,
        names=folded,
        parts=parts,
        states=states,
        bodies=bodies,
        heads=heads,
        around=around,
        people=people.difference(folded) if family == "person" else frozenset(),
    )
