"""Which occasions the meetings are of that came or went: they are joined again with all those that bear on them.

Two accounts bear on each other where they have a link, which all that `kg.graph.occasions` looks up is looked up by,
and neither day nor place speak against their being one: what no chain of such pairs ties together can neither be
joined, nor be in the way of its being joined.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple
from typing import Final

from kg.graph import occasions
from kg.graph.accounts import Account
from kg.graph.nodes import Occasion, PageNodes
from kg.graph.occasions import accounts_of
from kg.model import Meeting, MeetingKind, Reading, Status, When
from kg.register.tables import packed
from kg.register.work import Work

_ARTICLES: Final = 1 << 20
"""More than a page has."""
Place = tuple[int, int]
"""A page's number, and that of a meeting on it."""
Link = tuple[str, bool]
"""What ties an account to others, and whether it only asks by it for those that do not."""


class Meetings:
    """The meetings of one change."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._paths: set[str] = set()
        self._came: set[Place] = set()
        self._known: dict[Place, Account] = {}

    def add(self, page: int, reading: Reading) -> None:
        """Notes that the meetings of a page are to be taken in, once it is known who and where everybody is."""
        self._work.new.add(page)

    def remove(self, page: int) -> None:
        """Takes the accounts of a page out."""
        for n, account, alone, path in self._work.rows(
            "SELECT n, account, alone, path FROM accounts WHERE page = ? ORDER BY n", page
        ):
            self._take_out(page, n, _unpacked(account))
            self._work.moved.add(alone)
            self._paths.add(path)
        self._work.do("DELETE FROM accounts WHERE page = ?", page)

    def settle(self) -> None:
        """Takes them in, and joins again what the change bears on."""
        work = self._work
        pages = work.pages | work.rehomed | work.new
        for path in sorted(work.resided):
            pages.update(row[0] for row in work.rows("SELECT DISTINCT page FROM sights WHERE path = ?", path))
        for page in sorted(pages):
            if page in work.new or work.one("SELECT 1 FROM accounts WHERE page = ?", page):
                self._settle_page(page)
        work.pages |= work.rehomed
        self._join()

    def _settle_page(self, page: int) -> None:
        work = self._work
        reading = work.read(page)
        if not reading.meetings:
            return
        known: dict[int, str] = dict(work.rows("SELECT n, account FROM accounts WHERE page = ?", page))
        for n, account in enumerate(self._accounts(page, reading)):
            told = _packed(account)
            if told == known.get(n):
                continue
            if n in known:
                self._take_out(page, n, _unpacked(known[n]))
                work.do("UPDATE accounts SET account = ? WHERE page = ? AND n = ?", told, page, n)
            else:
                work.do("INSERT INTO accounts VALUES (?, ?, ?, ?, NULL)", page, n, told, account.path)
            self._take_in(page, n, account)

    def _accounts(self, page: int, reading: Reading) -> Iterator[Account]:
        work = self._work
        actors = tuple(row[0] for row in work.rows("SELECT path FROM sights WHERE page = ? ORDER BY n", page))
        where: dict[int, str] = dict(work.rows("SELECT n, path FROM spots WHERE page = ?", page))
        places = tuple(where.get(n) for n in range(len(reading.meetings)))
        met = {actors[i] for meeting in reading.meetings for i in meeting.participants}
        sides = {path: work.one("SELECT side FROM actors WHERE path = ?", path) for path in met}
        return accounts_of(reading, PageNodes(actors, (), (), places), sides, page * _ARTICLES)

    def _take_in(self, page: int, n: int, account: Account) -> None:
        rows = [(key, page, n, asks, account.value, account.place) for key, asks in links(account)]
        self._work.each("INSERT INTO fitting VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._came.add((page, n))
        self._known[page, n] = account

    def _take_out(self, page: int, n: int, account: Account) -> None:
        """What was tied to an account is joined again without it."""
        self._came.discard((page, n))
        rows = [(key, page, n) for key, _ in links(account)]
        self._work.each("DELETE FROM fitting WHERE link = ? AND page = ? AND n = ?", rows)
        self._came.update(self._tied(account))

    def _tied(self, account: Account) -> Iterator[Place]:
        for key, asks in links(account):
            for page, n, also, day, place in self._work.rows(
                "SELECT page, n, asks, day, place FROM fitting WHERE link = ?", key
            ):
                if not (asks and also) and _may_be_one(account, day, place):
                    yield page, n

    def _near(self) -> list[Place]:
        """The accounts that the change bears on, in the order of their pages."""
        work = self._work
        if work.is_fresh:
            near = set(self._came)
        else:
            # what has been taken out later is no more
            near = {p for p in self._came if work.one("SELECT 1 FROM accounts WHERE page = ? AND n = ?", *p)}
            waiting = sorted(near)
            while waiting:
                more = set(self._tied(self._account(waiting.pop()))) - near
                near |= more
                waiting += more
        return sorted(near, key=lambda place: (work.place(place[0]), place[1]))

    def _account(self, place: Place) -> Account:
        if place not in self._known:
            told = self._work.one("SELECT account FROM accounts WHERE page = ? AND n = ?", *place)
            self._known[place] = _unpacked(told)
        return self._known[place]

    def _join(self) -> None:
        work = self._work
        near = self._near()
        accounts = [self._account(place) for place in near]
        sets = occasions.cluster(accounts)
        nodes: dict[str, Occasion] = {}
        members: dict[str, list[Place]] = defaultdict(list)
        for group in sets.groups(range(len(accounts))).values():
            node = occasions.occasion([accounts[i] for i in group])
            nodes[node.path] = node
            members[node.path] = [near[i] for i in group]
        moved = []
        for path, places in members.items():
            for page, n in places:
                was = work.one("SELECT path FROM accounts WHERE page = ? AND n = ?", page, n)
                if was != path:
                    moved.append((path, page, n))
                    work.pages.add(page)
                    self._paths.update({was} if was else ())
        work.each("UPDATE accounts SET path = ? WHERE page = ? AND n = ?", moved)
        work.moved.update(account.path for account in accounts)
        for path in sorted(self._paths.union(nodes)):
            self._put(path, nodes.get(path), members.get(path, []))

    def _put(self, path: str, node: Occasion | None, members: list[Place]) -> None:
        work = self._work
        was = work.one("SELECT node FROM occasions WHERE path = ?", path)
        told = packed(astuple(node)) if node else None
        if told == was:
            return
        work.do("DELETE FROM occasions WHERE path = ?", path)
        if told:
            work.do("INSERT INTO occasions VALUES (?, ?)", path, told)
        if told is None or was is None:
            work.moved.add(path)
        work.pages.update(page for page, _ in members)


def links(account: Account) -> list[Link]:
    """What ties an account to others: all that may be looked up to find what it is one with."""
    found: list[Link] = []
    if account.day:
        found += [(f"pair {account.day} {one} {other}", False) for one, other in occasions.pairs(account)]
        if account.place:
            found.append((f"day {account.day} {account.place}", False))
    if account.place and account.sides:
        if account.month:
            months = {account.month: False}
        else:
            months = dict.fromkeys(occasions.months_of_telling(account), True)
            found += [(f"told {account.told} {account.place} {side}", False) for side in account.sides if account.told]
        found += [(f"month {m} {account.place} {s}", asks) for m, asks in months.items() for s in account.sides]
    return sorted(set(found))


def _may_be_one(account: Account, day: str | None, place: str | None) -> bool:
    mine = account.value
    if mine and day and not mine.startswith(day) and not day.startswith(mine):
        return False
    return not (account.place and place) or account.place == place


def _packed(account: Account) -> str:
    met = account.meeting
    when = (met.when.value, met.when.text) if met.when else None
    told = (met.label, met.kind, met.status, met.confidence, when)
    rest = (account.path, account.articles, account.told, account.place, sorted(account.sides), sorted(account.persons))
    return packed([told, rest])


def _unpacked(text: str) -> Account:
    (label, kind, status, confidence, when), (path, articles, told, place, sides, persons) = json.loads(text)
    meeting = Meeting(
        label, MeetingKind(kind), (), Status(status), (), confidence, "", None, When(*when) if when else None
    )
    return Account(meeting, path, tuple(articles), told, place, frozenset(sides), frozenset(map(tuple, persons)))
