"""Who is one: the actors of pages that came or went are joined again with all those, and only those, that bear on them.

Two sights bear on each other where they have a link: a path, a name, a surname and a state, an acronym. All that
`kg.graph.who` looks up is looked up by one of them, so sights that no chain of links ties together cannot be joined,
nor keep each other from being joined. What has a key of the lexicon is one by that key, and only counted.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import Any, Final

from kg.graph import identity, names
from kg.graph.nodes import ActorNode
from kg.graph.sights import Rank, Sight, family_of, sights
from kg.model import Actor, ActorType, Reading
from kg.register.tables import packed
from kg.register.work import Work

Place = tuple[int, int]
"""A page's number, and that of an actor on it."""
_WAITING: Final = {
    (True, Rank.STATED): {Rank.ANCHORED, Rank.NAMED},
    (False, Rank.STATED): set[Rank](),
    (False, Rank.NAMED): set(Rank) - {Rank.NAMED},
}
"""By whether it is a person, and its rank: who may wait for what is new of somebody on one page more."""
_TWINS: Final = 16
"""So many sights with a path are compared to find one like another."""


class People:
    """The actors of one change."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._links: set[str] = set()
        self._came: set[Place] = set()
        self._paths: set[str] = set()
        self._counted: Counter[tuple[str, str, str]] = Counter()
        self._doubtful: set[str] = set()

    def add(self, page: int, reading: Reading) -> None:
        """Takes in the actors of a page."""
        work = self._work
        seen = sights(reading, page, work.names)
        work.seen[page] = seen
        work.do("UPDATE pages SET seen = ? WHERE number = ?", _packed(seen), page)
        known = {n: s.path for n, s in enumerate(seen) if self._is_keyed(s)} | self._plainly(seen)
        work.each(
            "INSERT INTO sights VALUES (?, ?, ?, ?)", [(page, n, s.path, known.get(n)) for n, s in enumerate(seen)]
        )
        rows = [(link, page, n, s.rank) for n, s in enumerate(seen) for link in links(s)]
        work.each("INSERT INTO links VALUES (?, ?, ?, ?)", rows)
        for number, sight in enumerate(seen):
            if number in known:
                self._count(sight, known[number], 1)
            else:
                self._came.add((page, number))
                self._links.update(links(sight))

    def _plainly(self, seen: Sequence[Sight]) -> dict[int, str]:
        """Which of a page's sights are plainly one with somebody, and bear on nobody else: the paths by their numbers.

        Those are as another sight is in all that joins it to others, where nobody waits for what is new in them: so
        somebody whom thousands of pages name need not be joined again for the next one.
        """
        if self._work.is_fresh or self._work.is_ruled:
            return {}
        tied = Counter(link for sight in seen for link in links(sight))
        found = {}
        for number, sight in enumerate(seen):
            if all(tied[link] == 1 for link in links(sight)) and (path := self._twin(sight)):
                found[number] = path
        named = Counter(name for path in found.values() for name in self._names(path))
        return {
            number: path
            for number, path in found.items()
            if all(named[name] == 1 for name in self._names(path)) and self._leaves(path, seen[number])
        }

    def _names(self, path: str) -> list[str]:
        return [row[0] for row in self._work.rows("SELECT value FROM spelled WHERE path = ? AND what = 'doubt'", path)]

    def _twin(self, sight: Sight) -> str | None:
        """The path of somebody who is seen elsewhere as here, if nobody waits for what may be new of it here."""
        work = self._work
        waiting = _WAITING.get((sight.family == "person", sight.rank))
        if waiting is None:
            return None
        for link in links(sight):
            ranks = {Rank(row[0]) for row in work.rows("SELECT DISTINCT rank FROM links WHERE link = ?", link)}
            if ranks & waiting:
                return None
        for page, n, path in work.rows("SELECT page, n, path FROM sights WHERE alone = ? LIMIT ?", sight.path, _TWINS):
            if path and _joins(self._seen(page)[n]) == _joins(sight):
                return str(path)
        return None

    def _leaves(self, path: str, sight: Sight) -> bool:
        """Whether somebody keeps the path with one more sight; notes what that one has that is better."""
        best = _best([sight])
        was = self._work.one("SELECT best FROM actors WHERE path = ?", path)
        if was is None or json.loads(was)[2] != path or (best < tuple(json.loads(was)) and sight.path != path):
            return False
        if best < tuple(json.loads(was)):
            self._work.do("UPDATE actors SET best = ? WHERE path = ?", packed(best), path)
        return True

    def remove(self, page: int) -> None:
        """Takes the actors of a page out."""
        work = self._work
        seen = self._seen(page)
        for number, (sight, (alone, path)) in enumerate(
            zip(seen, work.rows("SELECT alone, path FROM sights WHERE page = ? ORDER BY n", page), strict=True)
        ):
            work.moved.add(alone)
            if self._is_keyed(sight):
                self._count(sight, path, -1)
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
        self._settle_counted()
        self._join()
        self._settle_doubts()

    def _is_keyed(self, sight: Sight) -> bool:
        return sight.rank is Rank.KEYED and not self._work.is_ruled

    def _seen(self, page: int) -> tuple[Sight, ...]:
        if page not in self._work.seen:
            self._work.seen[page] = _unpacked(page, self._work.one("SELECT seen FROM pages WHERE number = ?", page))
        return self._work.seen[page]

    def _count(self, sight: Sight, path: str, by: int) -> None:
        for what, value in _told_of(sight):
            self._counted[path, what, value] += by

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
        groups: dict[str, list[Sight]] = defaultdict(list)
        for sight, end in zip(seen, people.ends, strict=True):
            groups[end].append(sight)
        for path in sorted(paths):
            best = packed(_best(groups[path])) if path in groups else None
            self._put(path, people.nodes.get(path), sides.get(path), best)

    def _settle_counted(self) -> None:
        """Finds again what is known of those whose sights need only be counted."""
        work = self._work
        work.count("spelled", self._counted.items())
        self._doubtful.update(value for _, what, value in self._counted if what == "doubt")
        for path in sorted({path for path, _, _ in self._counted}):
            told: dict[str, dict[str, int]] = defaultdict(dict)
            for what, value, n in work.rows("SELECT what, value, n FROM spelled WHERE path = ?", path):
                told[what][value] = n
            if not told["name"]:
                self._put(path, None, None, None)
                continue
            key = min(told["key"], default=None)
            kind = identity.most_told({ActorType(value): n for value, n in told["type"].items()})
            label = identity.label(told["name"], key, kind)
            others = tuple(sorted({*told["name"], *told["alias"]} - {label}))
            node = ActorNode(path, kind, label, others, identity.state_code(key))
            best = work.one("SELECT best FROM actors WHERE path = ?", path)
            self._put(path, node, identity.side(path, family_of(kind), sorted(told["state"])), best)

    def _put(self, path: str, node: ActorNode | None, side: str | None, best: str | None) -> None:
        """Writes down what an actor is now, or that it is nobody now."""
        work = self._work
        rows = work.rows("SELECT node, side, best FROM actors WHERE path = ?", path)
        was = rows[0] if rows else (None, None, None)
        told = packed(astuple(node)) if node else None
        if (told, side, best) == was:
            return
        if told != was[0]:
            work.paths.add(path)
        work.do("DELETE FROM actors WHERE path = ?", path)
        if told:
            work.do("INSERT INTO actors VALUES (?, ?, ?, ?)", path, told, side, best)
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


def _joins(sight: Sight) -> tuple[object, ...]:
    """All of a sight that joins it to others, but for whom its page names besides."""
    return sight.rank, sight.path, sight.names, sight.parts, sight.states, sight.bodies, sight.heads


def _best(seen: Iterable[Sight]) -> tuple[int, str, str]:
    """What the path of a set of sights is chosen by."""
    return min((int(sight.rank), sight.told, sight.path) for sight in seen)


def _told_of(sight: Sight) -> Iterator[tuple[str, str]]:
    """What is counted of those who are one."""
    if sight.actor.key:
        yield "key", sight.actor.key
    yield "name", sight.actor.name
    yield "type", sight.actor.type.value
    yield from (("alias", name) for name in sight.actor.aliases)
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
