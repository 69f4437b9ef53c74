"""Sets that grow together: union-find over indexes, which remembers where the members of each set are told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence


class Clusters:
    """Disjoint sets of the indexes 0 … n-1, each set known by its least index."""

    def __init__(self, told: Sequence[Iterable[int]]) -> None:
        """`told` gives for each index the numbers of the pages, or articles, that may tell it from others there."""
        self._above = list(range(len(told)))
        self._told = [set(each) for each in told]
        self._barred: dict[int, set[tuple[int, bool]]] = {}

    def bar(self, number: int, ones: Iterable[int], others: Iterable[int]) -> None:
        """Keeps the sets of `ones` and of `others` apart for good; `number` tells one such ruling from the next."""
        for side, found in ((False, ones), (True, others)):
            for index in found:
                self._barred.setdefault(self.find(index), set()).add((number, side))

    def _are_barred(self, one: int, other: int) -> bool:
        mine, theirs = self._barred.get(one), self._barred.get(other)
        return bool(mine and theirs) and any((number, not side) in (theirs or ()) for number, side in mine or ())

    def find(self, index: int) -> int:
        """The least index of the set."""
        above = self._above
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Makes two sets one, unless they are barred from it."""
        low, high = sorted((self.find(one), self.find(other)))
        if low != high and not (self._barred and self._are_barred(low, high)):
            if high in self._barred:
                self._barred.setdefault(low, set()).update(self._barred.pop(high))
            self._above[high] = low
            small, large = sorted((self._told[low], self._told[high]), key=len)
            large |= small
            self._told[low], self._told[high] = large, set()

    def join_alike(self, keyed: Iterable[tuple[int, Hashable]]) -> None:
        """Makes one all sets whose members have a key in common."""
        first: dict[Hashable, int] = {}
        for index, key in keyed:
            self.join(first.setdefault(key, index), index)

    def told_apart(self, one: int, other: int) -> bool:
        """Whether a page tells of members of both sets."""
        return not self._told[self.find(one)].isdisjoint(self._told[self.find(other)])

    def attach(self, one: int, others: Iterable[int]) -> None:
        """Joins a set to the one set among `others`, unless they are several, or a page tells the two apart."""
        found = {self.find(other) for other in others} - {self.find(one)}
        if len(found) == 1 and not self.told_apart(one, (only := found.pop())):
            self.join(one, only)

    def groups(self, indexes: Iterable[int]) -> dict[int, list[int]]:
        """The sets of these indexes, by their least index, members in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for index in indexes:
            found[self.find(index)].append(index)
        return found
