"""Who and what is one across pages: from readings to nodes.

What comes out is a function of the set of readings alone: their order leaves no trace. Each thing on a page has the
path that the page alone would mint; what is one has the best of its members' paths, of equals the one that was told
first; the others are redirects to it. So a path stays when pages are added, unless two things turn out to be one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.graph import names, occasions, things, who
from kg.graph.iris import short_hash
from kg.graph.nodes import ActorNode, Identity, OfficeNode, PageKey, PageNodes, page_key
from kg.graph.rulings import Correction, Names, Rulings
from kg.graph.sights import Rank, sights
from kg.model import Actor, ActorType, Reading

__all__ = ["Identity", "join"]

_TYPES = tuple(ActorType)
_NONE = Rulings()


def join(readings: Iterable[Reading], rulings: Rulings = _NONE) -> Identity:
    """Joins what the pages name into nodes. Of each reading only what names and meetings need is kept in memory.

    What users rule wins over what is guessed.
    """
    ordered = _distinct(readings)
    people = _People(ordered, rulings)
    homes, places = things.places(m.place for r in ordered for m in r.meetings if m.place)
    pages = {page_key(r.page): _page(r, people.on_page[n], homes) for n, r in enumerate(ordered)}
    offices, moved = _offices(ordered, pages, people)
    met = occasions.join(ordered, pages, people.sides())
    live = {*people.nodes, *(o.path for o in offices), *homes.values(), *met.occasions}
    return Identity(
        actors=tuple(people.nodes[path] for path in sorted(people.nodes)),
        offices=tuple(offices),
        places=tuple(places),
        topics=things.topics(ordered),
        occasions=met.occasions,
        pages={key: replace(nodes, meetings=met.on_page[key]) for key, nodes in pages.items()},
        redirects=_settled([*people.moved, *moved, *homes.items(), *met.moved], live),
        doubtful=people.doubts(),
        corrections=rulings.corrections,
        idle=people.idle(rulings),
    )


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    """One reading for each page, ordered by the pages' names and hashes, without what is not needed here: the texts
    are not to be in memory all at once.

    Pages with the same name and content are the same page, whatever else is told of them.
    """
    found: dict[PageKey, Reading] = {}
    for reading in map(_slim, readings):
        other = found.setdefault(page_key(reading.page), reading)
        if other is not reading:
            found[page_key(reading.page)] = min(other, reading, key=repr)
    return [found[key] for key in sorted(found)]


def _slim(reading: Reading) -> Reading:
    return replace(
        reading,
        page=replace(reading.page, text=""),
        articles=tuple(replace(article, blocks=()) for article in reading.articles),
        mentions=(),
        positions=tuple(replace(p, target="", evidence=()) for p in reading.positions if p.about),
        quotes=tuple(replace(q, evidence=()) for q in reading.quotes if q.about),
        warnings=(),
    )


class _People:
    """The actors of all pages, joined.

    Attributes:
        nodes: the actors by path.
        on_page: the paths of each page's actors, in the order of its reading.
        alone: the paths that each page alone would mint for them.
        moved: pairs of such a path and the one it ends in.
    """

    def __init__(self, ordered: Sequence[Reading], rulings: Rulings) -> None:
        ruled = Names(rulings)
        by_page = [sights(reading, number, ruled) for number, reading in enumerate(ordered)]
        self._seen = [sight for page in by_page for sight in page]
        self._sets = who.join(self._seen, rulings)
        self._groups = self._sets.groups(range(len(self._seen)))
        self._paths = self._choose()
        ends = [self._paths[self._sets.find(i)] for i in range(len(self._seen))]
        self.moved = [(sight.path, end) for sight, end in zip(self._seen, ends, strict=True)]
        self.alone = [tuple(sight.path for sight in page) for page in by_page]
        rest = iter(ends)
        self.on_page = [tuple(next(rest) for _ in page) for page in by_page]
        self.nodes = {self._paths[root]: self._node(root) for root in self._groups}

    def _choose(self) -> dict[int, str]:
        """The path of each set; a set whose path another has already gets a hash behind it."""
        chosen: dict[int, str] = {}
        taken: set[str] = set()
        best = {r: min((self._seen[i].rank, self._seen[i].told, self._seen[i].path) for i in g)
                for r, g in self._groups.items()}  # fmt: skip
        for root, (rank, _, path) in sorted(best.items(), key=lambda item: item[1]):
            chosen[root] = f"{path}-{short_hash(rank.name, path)}" if path in taken else path
            taken.add(chosen[root])
        return chosen

    def _node(self, root: int) -> ActorNode:
        seen = [self._seen[i] for i in self._groups[root]]
        found = [sight.actor for sight in seen]
        types = Counter(actor.type for actor in found)
        given = min((s.given for s in seen if s.given and s.given.official), key=lambda e: e.path, default=None)
        label = given.names[0] if given else things.most_frequent(_labels(found))
        every = {name for actor in found for name in (actor.name, *actor.aliases)}
        key = found[0].key or ""
        return ActorNode(
            self._paths[root],
            (given and given.type) or min(types, key=lambda t: (-types[t], _TYPES.index(t))),
            label,
            tuple(sorted(every.union(given.names if given else ()) - {label})),
            key.removeprefix("state:") if key.startswith("state:") and len(key) == 8 else None,
            given.same_as if given else (),
        )

    def idle(self, rulings: Rulings) -> tuple[Correction, ...]:
        """The corrections to names that nothing on the pages has."""
        paths = {sight.path for sight in self._seen}
        return tuple(c for c in rulings.corrections if c.verb != "drop" and not paths.issuperset(c.about()))

    def sides(self) -> dict[str, str]:
        """Who each actor is there for at a meeting, by the actor's path: its state or body, or itself."""
        found = {}
        for root, group in self._groups.items():
            path = self._paths[root]
            own = path.partition("/")[2]
            states = sorted({s for i in group for s in self._seen[i].states})
            found[path] = own if self._seen[root].family == "state" else next(iter(states), own)
        return found

    def doubts(self) -> tuple[tuple[str, str, str], ...]:
        """Actors of one family and name that were kept apart: pairs of paths, each with the reason."""
        named: dict[tuple[str, str], set[int]] = defaultdict(set)
        for index, sight in enumerate(self._seen):
            if sight.rank < Rank.PARTLY_NAMED and not sight.actor.described:
                for name in sight.names:
                    if sight.family != "group" or names.is_distinctive(name):
                        named[sight.family, names.base(name)].add(self._sets.find(index))
        found = set()
        for roots in named.values():
            ordered = sorted(roots, key=lambda root: self._paths[root])
            for one, other in pairwise(ordered):
                found.add((self._paths[one], self._paths[other], self._reason(one, other)))
        return tuple(sorted(found))

    def _reason(self, one: int, other: int) -> str:
        states = [sorted({s for i in self._groups[root] for s in self._seen[i].states}) for root in (one, other)]
        if all(states):
            return f"the same name, but of {', '.join(states[0])} and of {', '.join(states[1])}"
        return "the same name, and nothing else in common"


def _labels(found: Sequence[Actor]) -> list[str]:
    """The names that may be an actor's label: a person's with more than one word, a body's that are no acronym; any
    where there are none of these, or where the name comes from the lexicon."""
    every = [actor.name for actor in found]
    if found[0].key:
        return every
    person = found[0].type is ActorType.PERSON
    return [n for n in every if (names.is_full(n) if person else not names.is_acronym(n))] or every


def _page(reading: Reading, actors: tuple[str, ...], homes: Mapping[str, str]) -> PageNodes:
    held = tuple(things.office_path(tenure, actors) for tenure in reading.tenures)
    where = tuple(homes[things.place_path(m.place)] if m.place else None for m in reading.meetings)
    return PageNodes(actors, held, (), where)


def _offices(
    ordered: Sequence[Reading], pages: Mapping[PageKey, PageNodes], people: _People
) -> tuple[list[OfficeNode], list[tuple[str, str]]]:
    """The offices, and pairs of a path that a page alone would mint and the one it ends in."""
    told: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    moved = []
    for number, reading in enumerate(ordered):
        nodes = pages[page_key(reading.page)]
        for tenure, path in zip(reading.tenures, nodes.offices, strict=True):
            body = None if tenure.organization is None else nodes.actors[tenure.organization]
            told[path].append((tenure.title, body))
            moved.append((things.office_path(tenure, people.alone[number]), path))
    return things.offices(told, people.nodes), moved


def _settled(moved: Iterable[tuple[str, str]], live: set[str]) -> tuple[tuple[str, str], ...]:
    """Redirects from paths that are nobody's now, each to one that is somebody's: the first, where pages differ."""
    ends: dict[str, str] = {}
    for old, new in sorted(set(moved)):
        if old not in live:
            ends.setdefault(old, new)
    return tuple(sorted(ends.items()))
