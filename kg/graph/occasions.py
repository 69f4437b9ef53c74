"""Meetings across pages: which accounts tell of one occasion.

Two accounts are of one occasion when nothing in them speaks against it and enough speaks for it: the same day and
place, and sides in common; the same day and two sides in common; the same place and month, and sides in common, where
only one such occasion is there. An article that tells of two meetings tells them apart. Candidates are looked up by
what they must have in common, so time stays close to linear in the number of meetings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from kg.graph import iris
from kg.graph.accounts import Account, Known
from kg.graph.clusters import Clusters
from kg.graph.nodes import Occasion, PageKey, PageNodes, page_key
from kg.graph.things import most_frequent
from kg.model import MeetingKind, Reading, Status

_MOST_SIDES = 12
_KINDS = tuple(MeetingKind)
# Where pages tell otherwise on the same day, a denial weighs more than what it denies, and a plan the least.
_WEIGHT = {Status.DENIED: 3, Status.HELD: 2, Status.REFUSED: 1, Status.PLANNED: 0}


@dataclass(frozen=True, slots=True)
class Met:
    """What meetings come to.

    Attributes:
        occasions: by path, in order.
        on_page: the path of each page's meetings, in the order of its reading.
        moved: pairs of a path that a page alone would mint, and the one it ends in.
    """

    occasions: Mapping[str, Occasion]
    on_page: Mapping[PageKey, tuple[str, ...]]
    moved: Sequence[tuple[str, str]]


def join(readings: Sequence[Reading], pages: Mapping[PageKey, PageNodes], sides: Mapping[str, str]) -> Met:
    """The occasions that pages tell of; `sides` gives for the path of an actor who it is there for."""
    accounts: list[Account] = []
    first_article = 0
    for reading in readings:
        nodes = pages[page_key(reading.page)]
        accounts.extend(accounts_of(reading, nodes, sides, first_article))
        first_article += len(reading.articles)
    sets = cluster(accounts)
    found = {}
    paths = {}
    for root, group in sets.groups(range(len(accounts))).items():
        node = occasion([accounts[i] for i in group])
        found[node.path] = node
        paths[root] = node.path
    ends = [paths[sets.find(i)] for i in range(len(accounts))]
    rest = iter(ends)
    return Met(
        dict(sorted(found.items())),
        {page_key(r.page): tuple(next(rest) for _ in r.meetings) for r in readings},
        [(account.path, end) for account, end in zip(accounts, ends, strict=True)],
    )


def accounts_of(reading: Reading, nodes: PageNodes, sides: Mapping[str, str], first_article: int) -> Iterator[Account]:
    """A page's meetings, folded for comparing. Articles are numbered over all pages; the own from the first."""
    for index, (meeting, place) in enumerate(zip(reading.meetings, nodes.places, strict=True)):
        articles = sorted({p.article for p in meeting.evidence})
        days = [d.isoformat() for a in articles if (d := reading.articles[a].issued)]
        who = [nodes.actors[i] for i in meeting.participants]
        yield Account(
            meeting=meeting,
            path=_path(reading, index),
            articles=tuple(first_article + a for a in articles),
            told=min(days, default=None),
            place=place,
            sides=frozenset(sides[path] for path in who),
            persons=frozenset((sides[path], path) for path in who if path.partition("/")[2] != sides[path]),
        )


def _path(reading: Reading, index: int) -> str:
    """The path of a meeting that its page alone would mint."""
    meeting = reading.meetings[index]
    when = meeting.when.value if meeting.when else None
    told = iris.short_hash(
        *page_key(reading.page), meeting.kind, *(f"{p.start},{p.end}" for p in meeting.evidence), str(index)
    )
    return "meeting/" + "_".join(part for part in (when, iris.slug(meeting.label), told) if part)


Keys = Callable[[Account], Iterable[Hashable]]


def cluster(accounts: Sequence[Account]) -> Clusters:
    """The sets of accounts that are of one occasion: the surest first."""
    joiner = _Joiner(accounts)
    joiner.join_fitting(lambda a: [(a.day, a.place, a.sides)] if a.day and a.place and a.sides else [])
    joiner.join_fitting(lambda a: [(a.day, a.place, side) for side in a.sides] if a.day and a.place else [])
    joiner.join_fitting(lambda a: [(a.day, *pair) for pair in pairs(a)] if a.day else [])
    joiner.join_fitting(lambda a: [(a.month, a.place, s) for s in a.sides] if a.month and not a.day and a.place else [])
    joiner.join_fitting(lambda a: [(a.told, a.place, s) for s in a.sides] if a.told and not a.month and a.place else [])
    by_month = _by_month_and_place
    joiner.attach(lambda a: not a.day and a.month is not None, by_month, by_month)
    joiner.attach(lambda a: not a.month, by_month, _by_telling_and_place)
    joiner.attach(lambda a: not a.sides, _by_day_and_place, _by_day_and_place)
    return joiner.sets


def pairs(account: Account) -> Iterator[tuple[str, str]]:
    """Two and two of the sides."""
    return combinations(sorted(account.sides)[:_MOST_SIDES], 2)


def _by_month_and_place(account: Account) -> Iterator[Hashable]:
    if account.month and account.place:
        yield from ((account.month, account.place, side) for side in account.sides)


def _by_telling_and_place(account: Account) -> Iterator[Hashable]:
    if account.place:
        for month in months_of_telling(account):
            yield from ((month, account.place, side) for side in account.sides)


def months_of_telling(account: Account) -> Iterator[str]:
    """The months in which a meeting without a date may be: that of its telling, and the one before or after."""
    if account.told:
        told = date.fromisoformat(account.told)
        step = 31 if account.meeting.status is Status.PLANNED else -31
        for day in (told, told.replace(day=15) + timedelta(days=step)):
            yield day.isoformat()[:7]


def _by_day_and_place(account: Account) -> Iterator[Hashable]:
    if account.day and account.place:
        yield account.day, account.place


class _Joiner:
    """Joins accounts that have a key in common and nothing that speaks against it, in the order of their telling."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.sets = Clusters([account.articles for account in accounts])
        self._accounts = accounts
        self._known = [Known(account) for account in accounts]
        self._order = sorted(range(len(accounts)), key=lambda i: (accounts[i].told or "9999", accounts[i].path))

    def join_fitting(self, keys: Keys) -> None:
        """Joins each account to the first occasion that it has a key in common with and fits."""
        met: dict[Hashable, dict[int, None]] = defaultdict(dict)
        for index in self._order:
            for key in keys(self._accounts[index]):
                fitting = next((i for i in self._roots(met[key]) if self._fits(i, index)), None)
                if fitting is not None:
                    self._merge(fitting, index)
                met[key][self.sets.find(index)] = None

    def attach(self, waits: Callable[[Account], bool], keys: Keys, asked: Keys) -> None:
        """Joins each occasion of which all accounts wait to the one other that it fits, if it is but one.

        Those that do not wait are found by their `keys`, by what those that wait ask for.
        """
        known: dict[Hashable, dict[int, None]] = defaultdict(dict)
        waiting = []
        for group in self.sets.groups(self._order).values():
            if all(waits(self._accounts[i]) for i in group):
                waiting.append(group)
                continue
            for key in (key for i in group for key in keys(self._accounts[i])):
                known[key][group[0]] = None
        for group in waiting:
            found = dict.fromkeys(i for g in group for key in asked(self._accounts[g]) for i in known.get(key, ()))
            fitting = [i for i in self._roots(found) if self._fits(i, group[0])]
            if len(fitting) == 1:
                self._merge(fitting[0], group[0])

    def _roots(self, found: Iterable[int]) -> Iterator[int]:
        return iter(dict.fromkeys(self.sets.find(i) for i in found))

    def _fits(self, one: int, other: int) -> bool:
        one, other = self.sets.find(one), self.sets.find(other)
        known, more = self._known[one], self._known[other]
        return one != other and known.overlaps(more) and known.fits(more) and not self.sets.told_apart(one, other)

    def _merge(self, one: int, other: int) -> None:
        one, other = self.sets.find(one), self.sets.find(other)
        self.sets.join(one, other)
        low, high = sorted((one, other))
        self._known[low].add(self._known[high])


def occasion(group: Sequence[Account]) -> Occasion:
    """What is known of an occasion over all that tell of it."""
    first = sorted(group, key=lambda a: (a.told or "9999", a.path))
    kinds = Counter(a.meeting.kind for a in group)
    dated = min((a for a in first if a.value), key=lambda a: -len(a.value or ""), default=None)
    when = dated.meeting.when if dated else None
    return Occasion(
        path=first[0].path,
        kind=min(kinds, key=lambda kind: (-kinds[kind], _KINDS.index(kind))),
        label=most_frequent(a.meeting.label for a in group),
        status=_status(group),
        confidence=max(a.meeting.confidence for a in group),
        place=next((a.place for a in first if a.place), None),
        date=when.value if when else None,
        date_text=when.text if when else next((a.meeting.when.text for a in first if a.meeting.when), None),
    )


def _status(group: Sequence[Account]) -> Status:
    """The status that was told last; what was only planned counts where nothing else is told."""
    happened = [a for a in group if a.meeting.status is not Status.PLANNED]
    last = max(happened or group, key=lambda a: (a.told or "", _WEIGHT[a.meeting.status]))
    return last.meeting.status
