"""Who and what is one across pages: from readings to nodes.

What comes out is a function of the set of readings alone: their order leaves no trace. Each thing on a page has the
path that the page alone would mint; what is one has the best of its members' paths, of equals the one that was told
first; the others are redirects to it. So a path stays when pages are added, unless two things turn out to be one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.graph import names, occasions, things, who
from kg.graph.iris import short_hash
from kg.graph.nodes import ActorNode, Identity, OfficeNode, PageKey, PageNodes, page_key
from kg.graph.rulings import Correction, Names, Rulings
from kg.graph.sights import Rank, Sight, sights
from kg.model import ActorType, Reading

__all__ = ["Identity", "join"]

_TYPES = tuple(ActorType)
_NONE = Rulings()


def join(readings: Iterable[Reading], rulings: Rulings = _NONE) -> Identity:
    """Joins what the pages name into nodes. Of each reading only what names and meetings need is kept in memory.

    What users rule wins over what is guessed.
    """
    ordered = _distinct(readings)
    ruled = Names(rulings)
    by_page = [sights(reading, number, ruled) for number, reading in enumerate(ordered)]
    people = People([sight for page in by_page for sight in page], rulings)
    rest = iter(people.ends)
    on_page = [tuple(next(rest) for _ in page) for page in by_page]
    homes, places = things.places(m.place for r in ordered for m in r.meetings if m.place)
    pages = {page_key(r.page): page_nodes(r, on_page[n], homes) for n, r in enumerate(ordered)}
    alone = [[sight.path for sight in page] for page in by_page]
    offices, moved = _offices(ordered, pages, alone, people.nodes)
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


class People:
    """Actors of pages, joined.

    Attributes:
        nodes: the actors by path.
        ends: the path of each sight, in order.
        moved: pairs of the path that a page alone would mint and the one it ends in.
    """

    def __init__(self, seen: Sequence[Sight], rulings: Rulings = _NONE) -> None:
        """`seen` are the sights of pages, page by page in the order of the pages' names and hashes."""
        self._seen = seen
        self._sets = who.join(seen, rulings)
        self._groups = self._sets.groups(range(len(seen)))
        self._paths = self._choose()
        self.ends = [self._paths[self._sets.find(i)] for i in range(len(seen))]
        self.moved = [(sight.path, end) for sight, end in zip(seen, self.ends, strict=True)]
        self.nodes = {self._paths[root]: actor_node(self._paths[root], self._of(root)) for root in self._groups}

    def _of(self, root: int) -> list[Sight]:
        return [self._seen[i] for i in self._groups[root]]

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

    def idle(self, rulings: Rulings) -> tuple[Correction, ...]:
        """The corrections to names that nothing on the pages has."""
        paths = {sight.path for sight in self._seen}
        return tuple(c for c in rulings.corrections if c.verb != "drop" and not paths.issuperset(c.about()))

    def sides(self) -> dict[str, str]:
        """Who each actor is there for at a meeting, by the actor's path: its state or body, or itself."""
        return {path: side(path, self._seen[root].family, self._states(root)) for root, path in self._paths.items()}

    def _states(self, root: int) -> list[str]:
        return sorted({s for sight in self._of(root) for s in sight.states})

    def doubts(self) -> tuple[tuple[str, str, str], ...]:
        """Actors of one family and name that were kept apart: pairs of paths, each with the reason."""
        named: dict[str, set[int]] = defaultdict(set)
        for index, sight in enumerate(self._seen):
            for name in doubtful_names(sight):
                named[name].add(self._sets.find(index))
        found: set[tuple[str, str, str]] = set()
        for roots in named.values():
            if len(roots) > 1:
                found.update(doubts({self._paths[root]: self._states(root) for root in roots}))
        return tuple(sorted(found))


def actor_node(path: str, seen: Sequence[Sight]) -> ActorNode:
    """The one actor of these sights."""
    found = [sight.actor for sight in seen]
    types = Counter(actor.type for actor in found)
    given = min((s.given for s in seen if s.given and s.given.official), key=lambda e: e.path, default=None)
    called = Counter(actor.name for actor in found)
    title = given.names[0] if given else label(called, found[0].key, found[0].type)
    every = {name for actor in found for name in (actor.name, *actor.aliases)}
    return ActorNode(
        path,
        (given and given.type) or most_told(types),
        title,
        tuple(sorted(every.union(given.names if given else ()) - {title})),
        state_code(found[0].key),
        given.same_as if given else (),
    )


def most_told(types: Mapping[ActorType, int]) -> ActorType:
    """The type that is told most often; of equals the first of the list of types."""
    return min(types, key=lambda t: (-types[t], _TYPES.index(t)))


def state_code(key: str | None) -> str | None:
    """The ISO 3166-1 alpha-2 code of a state, by its key in the lexicon."""
    return key.removeprefix("state:") if key and key.startswith("state:") and len(key) == 8 else None


def side(path: str, family: str, states: Sequence[str]) -> str:
    """Who an actor of a family and of some states is there for at a meeting: its first state or body, or itself."""
    own = path.partition("/")[2]
    return own if family == "state" else next(iter(states), own)


def doubtful_names(sight: Sight) -> list[str]:
    """The names, with the family, under which others may be looked for who may be the same."""
    if sight.rank >= Rank.PARTLY_NAMED or sight.actor.described:
        return []
    told = (n for n in sight.names if sight.family != "group" or names.is_distinctive(n))
    return [f"{sight.family} {names.base(name)}" for name in told]


def doubts(states: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Pairs of actors of one name, by their paths, each with the reason to doubt; `states` are those of each path."""
    for one, other in pairwise(sorted(states)):
        if states[one] and states[other]:
            yield one, other, f"the same name, but of {', '.join(states[one])} and of {', '.join(states[other])}"
        else:
            yield one, other, "the same name, and nothing else in common"


def label(told: Mapping[str, int], key: str | None, kind: ActorType) -> str:
    """An actor's label, from how often it is called what: of a person the most frequent name with more than one word,
    of a body one that is no acronym; any where there are none of these, or where the lexicon knows it by a key."""
    person = kind is ActorType.PERSON
    fit = [n for n in told if key or (names.is_full(n) if person else not names.is_acronym(n))] or list(told)
    return things.first_of({name: told[name] for name in fit})


def page_nodes(reading: Reading, actors: tuple[str, ...], homes: Mapping[str, str]) -> PageNodes:
    """The paths of what a page names, but for its meetings: of its actors, given, and its places, by `homes`."""
    held = tuple(things.office_path(tenure, actors) for tenure in reading.tenures)
    where = tuple(homes[things.place_path(m.place)] if m.place else None for m in reading.meetings)
    return PageNodes(actors, held, (), where)


def _offices(
    ordered: Sequence[Reading],
    pages: Mapping[PageKey, PageNodes],
    alone: Sequence[Sequence[str]],
    actors: Mapping[str, ActorNode],
) -> tuple[list[OfficeNode], list[tuple[str, str]]]:
    """The offices, and pairs of a path that a page alone would mint and the one it ends in."""
    told: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    moved = []
    for number, reading in enumerate(ordered):
        nodes = pages[page_key(reading.page)]
        for tenure, path in zip(reading.tenures, nodes.offices, strict=True):
            body = None if tenure.organization is None else nodes.actors[tenure.organization]
            told[path].append((tenure.title, body))
            moved.append((things.office_path(tenure, alone[number]), path))
    return things.offices(told, actors), moved


def _settled(moved: Iterable[tuple[str, str]], live: set[str]) -> tuple[tuple[str, str], ...]:
    """Redirects from paths that are nobody's now, each to one that is somebody's: the first, where pages differ."""
    ends: dict[str, str] = {}
    for old, new in sorted(set(moved)):
        if old not in live:
            ends.setdefault(old, new)
    return tuple(sorted(ends.items()))
