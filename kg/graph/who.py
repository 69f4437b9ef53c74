"""Which actors of different pages are one.

First, what agrees wholly is made one: the same key; a full name and a state in common; a full name and an office or
body; a body's telling name; a full name beside the same other person. Then, what is known less well is added to what
is known better, where exactly one such actor fits: a name without a state where the page speaks of that state, a
surname with its state, an acronym. A step only adds to sets of a better `Rank`, so that an actor's path stays when
something less well known is added to it or taken from it.

Time is linear in the number of actors: everything is looked up by a name together with something in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from kg.graph import names
from kg.graph.clusters import Clusters
from kg.graph.rulings import Rulings
from kg.graph.sights import Rank, Sight

Index = dict[tuple[str, str, str], set[int]]


def join(sights: Sequence[Sight], rulings: Rulings) -> Clusters:
    """The sets of sights that are one actor."""
    sets = Clusters([(s.page,) for s in sights])
    _rule(sights, sets, rulings)
    sets.join_alike(_agreements(sights))
    _attach_initials(sights, sets)
    for rank in (Rank.ANCHORED, Rank.NAMED):
        _attach(sights, sets, rank, _better(sights, sets, rank))
    _attach_parts(sights, sets)
    return sets


def _rule(sights: Sequence[Sight], sets: Clusters, rulings: Rulings) -> None:
    """What users rule to be one, and not to be."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, sight in enumerate(sights):
        at[sight.path].append(index)
    for number, (one, other) in enumerate(rulings.pairs("different")):
        sets.bar(number, at[one], at[other])
    for one, other in rulings.pairs("same"):
        if at[one] and at[other]:
            sets.join(at[one][0], at[other][0])
    for sight in sights:
        if sight.given:
            sets.join_alike((index, sight.path) for index in at.pop(sight.path, ()))


def _agreements(sights: Sequence[Sight]) -> Iterator[tuple[int, Hashable]]:
    """What makes sights one wherever two have it."""
    for index, sight in enumerate(sights):
        yield index, ("key", sight.actor.key) if sight.rank is Rank.KEYED else ("path", sight.path)
        match sight.rank:
            case Rank.STATED:
                yield from ((index, (sight.family, n, s)) for n in sight.names for s in sight.states)
            case Rank.ANCHORED:
                yield from ((index, ("body", n, b)) for n in sight.names for b in sight.bodies)
            case Rank.NAMED if sight.family == "person":
                yield from ((index, ("beside", n, p)) for n in sight.names for p in sorted(sight.people))
            case Rank.NAMED:
                yield from ((index, ("named", sight.family, n)) for n in sight.names)
            case Rank.PARTLY_NAMED if sight.family == "person":
                yield from ((index, ("part", n, s, b)) for n in sight.parts for s in sight.states for b in sight.bodies)
            case Rank.PARTLY_NAMED:
                yield from ((index, ("acronym", n, s)) for n in sight.parts for s in sight.states)


def _attach_initials(sights: Sequence[Sight], sets: Clusters) -> None:
    """Adds "John F. Roe" to "John Roe" of the same state, unless "John G. Roe" is there too."""
    stated = [i for i, s in enumerate(sights) if s.rank is Rank.STATED and s.family == "person"]
    without: dict[tuple[str, str], list[int]] = defaultdict(list)
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for group in sets.groups(stated).values():
        every = sorted({(n, s) for i in group for n in sights[i].names for s in sights[i].states})
        bare = [key for key in every if names.base(key[0]) == key[0]]
        for key in bare or [(names.base(n), s) for n, s in every]:
            (without if bare else having)[key].append(group[0])
    for key, found in sorted(having.items()):
        if len({sets.find(i) for i in found}) == 1:
            sets.attach(found[0], without.get(key, ()))


def _better(sights: Sequence[Sight], sets: Clusters, rank: Rank) -> Index:
    """Sets of actors with full names, of a better rank than this, by base name and what anchors them."""
    found: Index = defaultdict(set)
    for index, sight in enumerate(sights):
        if sight.rank < rank and sight.rank is not Rank.KEYED:
            root = sets.find(index)
            anchors = {*sight.states, *sight.bodies, *sight.heads, *sight.people}
            for name in {names.base(n) for n in sight.names}:
                for anchor in anchors:
                    found[sight.family, name, anchor].add(root)
    return found


def _attach(sights: Sequence[Sight], sets: Clusters, rank: Rank, better: Index) -> None:
    """Adds each set of this rank to the one better known actor of its name that its pages speak of."""
    waiting = [i for i, s in enumerate(sights) if s.rank is rank]
    for group in list(sets.groups(waiting).values()):
        sets.attach(group[0], _fitting(better, (sights[i] for i in group)))


def _fitting(better: Index, group: Iterable[Sight]) -> set[int]:
    found: set[int] = set()
    for sight in group:
        # Who has an office of its own is not taken for whoever else the page may speak of.
        around = () if sight.family == "person" and sight.bodies else sight.around
        anchors = {*sight.bodies, *sight.heads, *sight.people, *around}
        for name in dict.fromkeys(map(names.base, sight.names)):
            for anchor in anchors:
                found.update(better.get((sight.family, name, anchor), ()))
    return found


def _attach_parts(sights: Sequence[Sight], sets: Clusters) -> None:
    """Adds surnames to the person of that surname and state, acronyms to the body, where there is but one."""
    known, bodies = _by_part(sights, sets), _bodies(sights, sets)
    waiting = [i for i, s in enumerate(sights) if s.rank is Rank.PARTLY_NAMED]
    for group in list(sets.groups(waiting).values()):
        found: set[int] = set()
        for sight in (sights[i] for i in group):
            anchors = sight.states if sight.family == "person" else {*sight.states, *sight.around}
            for part in sight.parts:
                found.update(i for anchor in anchors for i in known.get((sight.family, part, anchor), ()))
        held = {b for i in group for b in sights[i].bodies}
        agreeing = (i for i in found if not held or not bodies[i] or held & bodies[i])
        sets.attach(group[0], agreeing)


def _by_part(sights: Sequence[Sight], sets: Clusters) -> Index:
    """Sets of actors with full names, by surname or acronym, and state."""
    found: Index = defaultdict(set)
    for index, sight in enumerate(sights):
        if sight.rank < Rank.PARTLY_NAMED and sight.rank is not Rank.KEYED:
            person = sight.family == "person"
            parts = {n.rsplit(" ", 1)[-1] for n in sight.names} if person else set(sight.parts)
            for part in parts:
                for anchor in sight.states if person or sight.states else sight.around:
                    found[sight.family, part, anchor].add(sets.find(index))
    return found


def _bodies(sights: Sequence[Sight], sets: Clusters) -> dict[int, set[str]]:
    """The offices and bodies of each set."""
    found: dict[int, set[str]] = defaultdict(set)
    for index, sight in enumerate(sights):
        found[sets.find(index)].update(sight.bodies)
    return found
