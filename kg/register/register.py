"""The register of a publication, as a file, and changes of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from kg.archive import Record
from kg.contents import Entry
from kg.graph import things
from kg.graph.nodes import ActorNode, Identity, Occasion, OfficeNode, PageKey, PageNodes, PlaceNode, TopicNode
from kg.graph.rulings import Correction, Rulings
from kg.model import ActorType, MeetingKind, Page, Reading, Status
from kg.register import alike, named
from kg.register.met import Meetings
from kg.register.named import Offices, Places, Topics
from kg.register.people import People
from kg.register.tables import FORMAT, TABLES, packed
from kg.register.work import Row, Work
from kg.syndication import Syndication

NAME = "register.sqlite"


@dataclass(frozen=True, slots=True)
class Change:
    """What pages that came or went have changed.

    Attributes:
        pages: the pages whose graphs must be made again, by number.
        gone: the pages that went.
        paths: the paths of which what all pages tell together may be otherwise now.
        topics: the keys of the topics among them.
    """

    pages: Collection[int]
    gone: Collection[PageKey]
    paths: Collection[str]
    topics: Collection[str]


class Register:
    """The register of one version of a publication, being taken to the next."""

    def __init__(self, db: sqlite3.Connection, rulings: Rulings) -> None:
        self._db = db
        self._rulings = rulings

    @classmethod
    @contextmanager
    def open(cls, root: Path, version: str | None, rulings: Rulings) -> Iterator[Self]:
        """The register in a publication's folder, in a transaction that `keep` ends; an empty one, where there is none
        of this version. What users rule bears on everything, so with rulings, and after them, it is made anew."""
        path = root / NAME
        if _is_ruled(rulings) or not _is_of(path, version):
            forget(root)
        fresh = not path.exists()
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;")
            if fresh:
                db.executescript(f"PRAGMA user_version = {FORMAT}; {TABLES}")
            db.execute("BEGIN IMMEDIATE")
            yield cls(db, rulings)

    @property
    def is_empty(self) -> bool:
        """Whether no page is in it."""
        return self._one("SELECT 1 FROM pages LIMIT 1") is None

    def keys(self) -> set[str]:
        """The keys of the records of the pages in it."""
        return {key for (key,) in self._db.execute("SELECT key FROM pages")}

    def readers(self) -> list[str]:
        """Who has read the pages."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT reader FROM pages ORDER BY 1")]

    def count(self) -> int:
        """How many pages there are."""
        return int(self._one("SELECT count(*) FROM pages"))

    def change(self, gone: Iterable[PageKey], come: Iterable[Entry], record: Callable[[str], Record]) -> Change:
        """Takes pages out and others in; `record` gives what was read on a page, by its key."""
        known: dict[int, Reading] = {}

        def read(page: int) -> Reading:
            return known.get(page) or self.reading(page, record)

        def take_in(page: int, reading: Reading) -> None:
            known[page] = _slim(reading)
            for room in rooms:
                room.add(page, reading)

        work = Work(self._db, self._rulings, self.is_empty, read)
        rooms = (People(work), Offices(work), Places(work), Topics(work), Meetings(work))
        away, met = list(gone), set[alike.Told]()
        for page in map(self.number, away):
            met |= alike.remove(work, page)
            for room in rooms:
                room.remove(page)
            for table, number in (("pages", "number"), ("reports", "page"), ("left_out", "page")):
                work.do(f"DELETE FROM {table} WHERE {number} = ?", page)
        for entry in come:
            found = record(entry.key)
            page = self._number_of(entry, found.reader)
            met |= alike.add(work, page, found.reading)
            take_in(page, found.reading)
        for page in alike.settle(work, met):
            for room in rooms:
                room.remove(page)
            take_in(page, self.reading(page, record))
        for room in rooms:
            room.settle()
        named.redirect(work, work.moved)
        return Change(sorted(work.pages | work.new), away, sorted(work.paths), sorted(work.topics))

    def reading(self, page: int, record: Callable[[str], Record]) -> Reading:
        """What was read on a page, without the facts that stand in copies alone."""
        return self.syndication(page).without_copies(record(self.key(page))).reading

    def key(self, page: int) -> str:
        """The key of a page's record."""
        return str(self._one("SELECT key FROM pages WHERE number = ?", page))

    def number(self, key: PageKey) -> int:
        """The number of a page."""
        return int(self._one("SELECT number FROM pages WHERE name = ? AND sha256 = ?", *key))

    def kept(self, key: str) -> PageKey:
        """The name and hash of the page whose record has a key."""
        name, sha256 = self._db.execute("SELECT name, sha256 FROM pages WHERE key = ?", (key,)).fetchone()
        return name, sha256

    def pages(self) -> list[tuple[int, str, str]]:
        """All pages: their numbers, names and hashes, in the order of the last two."""
        return self._db.execute("SELECT number, name, sha256 FROM pages ORDER BY name, sha256").fetchall()

    def page(self, page: int) -> PageKey:
        """The name and hash of a page."""
        name, sha256 = self._db.execute("SELECT name, sha256 FROM pages WHERE number = ?", (page,)).fetchone()
        return name, sha256

    def syndication(self, page: int) -> Syndication:
        """Which of the articles of a page are copies of which."""
        rows = self._db.execute(
            "SELECT mine.name, mine.sha256, article, other.name, other.sha256, of_article FROM copied "
            "JOIN pages mine ON mine.number = page JOIN pages other ON other.number = of_page WHERE page = ?",
            (page,),
        )
        return Syndication({tuple(row[:3]): tuple(row[3:]) for row in rows})

    def identity(self, page: int) -> Identity:
        """What a page's graph needs to know of who and what is one."""
        key, nodes = self._nodes(page)
        topics = [row[0] for row in json.loads(self._one("SELECT topics FROM pages WHERE number = ?", page))]
        paths = {*nodes.actors, *nodes.offices, *filter(None, nodes.places), *nodes.meetings}
        return replace(self.of_paths(paths, topics), pages={key: nodes}, corrections=self._rulings.corrections)

    def of_paths(self, paths: Iterable[str], topics: Iterable[str] = ()) -> Identity:
        """What is known of some paths, and of topics, by their keys; with the bodies that offices belong to."""
        actors, offices, places, occasions, redirects = {}, {}, {}, {}, []
        for path in sorted(set(paths)):
            if told := self._one("SELECT node FROM offices WHERE path = ?", path):
                offices[path] = OfficeNode(*json.loads(told))
            elif told := self._one("SELECT node FROM places WHERE path = ?", path):
                places[path] = PlaceNode(*json.loads(told))
            elif told := self._one("SELECT node FROM occasions WHERE path = ?", path):
                occasions[path] = _occasion(json.loads(told))
            elif told := self._one("SELECT node FROM actors WHERE path = ?", path):
                actors[path] = _actor(json.loads(told))
            elif told := self._one("SELECT towards FROM redirects WHERE path = ?", path):
                redirects.append((path, told))
        for body in {o.organization for o in offices.values() if o.organization} - actors.keys():
            actors[body] = _actor(json.loads(self._one("SELECT node FROM actors WHERE path = ?", body)))
        return Identity(
            tuple(actors[path] for path in sorted(actors)),
            tuple(offices.values()),
            tuple(places.values()),
            {key: node for key in sorted(set(topics)) if (node := self._topic(key))},
            occasions,
            {},
            tuple(redirects),
        )

    def shared(self) -> Identity:
        """What the shared graph tells, of all pages together."""

        def told(table: str) -> Iterator[list[Any]]:
            return (json.loads(row[0]) for row in self._db.execute(f"SELECT node FROM {table} ORDER BY path"))

        keys = [row[0] for row in self._db.execute("SELECT DISTINCT key FROM topics ORDER BY key")]
        return Identity(
            actors=tuple(map(_actor, told("actors"))),
            offices=tuple(OfficeNode(*node) for node in told("offices")),
            places=tuple(PlaceNode(*node) for node in told("places")),
            topics={key: node for key in keys if (node := self._topic(key))},
            occasions={},
            pages={},
            redirects=tuple(self._db.execute("SELECT path, towards FROM redirects ORDER BY path").fetchall()),
            corrections=self._rulings.corrections,
        )

    def idle(self) -> tuple[Correction, ...]:
        """The corrections to names that nothing on the pages has."""
        return tuple(c for c in self._rulings.corrections if c.verb != "drop" and not self._tells_of(c.about()))

    def doubtful(self) -> tuple[tuple[str, str, str], ...]:
        """Pairs of actors that may be one, each with the reason."""
        return tuple(self._db.execute("SELECT DISTINCT one, other, why FROM doubts ORDER BY 1, 2, 3").fetchall())

    def report(self, page: int, told: str, left_out: list[Row]) -> None:
        """Keeps what the report tells of a page: as JSON, and the facts that were left out of its graph."""
        self._db.execute("INSERT OR REPLACE INTO reports VALUES (?, ?)", (page, told))
        self._db.execute("DELETE FROM left_out WHERE page = ?", (page,))
        if left_out:
            self._db.execute("INSERT INTO left_out VALUES (?, ?)", (page, packed(left_out)))

    def reports(self) -> Iterator[bytes]:
        """What the report tells of each page, in order: JSON in UTF-8."""
        text = "SELECT CAST(told AS BLOB) FROM pages JOIN reports ON page = number ORDER BY name, sha256"
        return (row[0] for row in self._db.execute(text))

    def left_out(self) -> Iterator[Row]:
        """The facts that were left out of the graphs of pages."""
        rows = self._db.execute("SELECT facts FROM left_out JOIN pages ON page = number ORDER BY name, sha256")
        return (tuple(each) for row in rows for each in json.loads(row[0]))

    def meta(self, name: str) -> str | None:
        """What `put_meta` wrote down."""
        found: str | None = self._one("SELECT value FROM meta WHERE name = ?", name)
        return found

    def put_meta(self, name: str, value: str) -> None:
        """Writes something down about all of it."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def keep(self, version: str) -> None:
        """Makes it the register of a version, for good."""
        self.put_meta("version", f"{version}, ruled" if _is_ruled(self._rulings) else version)
        self._db.execute("COMMIT")

    def _one(self, text: str, *given: object) -> Any:
        row = self._db.execute(text, given).fetchone()
        return row[0] if row else None

    def _number_of(self, entry: Entry, reader: str) -> int:
        row = (entry.name, entry.sha256, entry.key, reader)
        return int(
            self._one("INSERT INTO pages (name, sha256, key, reader) VALUES (?, ?, ?, ?) RETURNING number", *row)
        )

    def _nodes(self, page: int) -> tuple[PageKey, PageNodes]:
        actors, offices, meetings = (
            tuple(row[0] for row in self._db.execute(f"SELECT path FROM {table} WHERE page = ? ORDER BY n", (page,)))
            for table in ("sights", "tenures", "accounts")
        )
        where = dict(self._db.execute("SELECT n, path FROM spots WHERE page = ?", (page,)).fetchall())
        return self.page(page), PageNodes(actors, offices, meetings, tuple(where.get(n) for n in range(len(meetings))))

    def _topic(self, key: str) -> TopicNode | None:
        words = dict(self._db.execute("SELECT words, n FROM topics WHERE key = ?", (key,)).fetchall())
        return things.topic(key, words) if words else None

    def _tells_of(self, paths: Iterable[str]) -> bool:
        return any(self._one("SELECT 1 FROM sights WHERE alone = ?", path) for path in paths)


def forget(root: Path) -> None:
    """Removes the register of a publication, so that it is made again."""
    (root / NAME).unlink(missing_ok=True)


def _is_ruled(rulings: Rulings) -> bool:
    return bool(rulings.authority or rulings.corrections)


def _is_of(path: Path, version: str | None) -> bool:
    if version is None or not path.is_file():
        return False
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                return False
            return bool(db.execute("SELECT 1 FROM meta WHERE name = 'version' AND value = ?", (version,)).fetchone())
        except sqlite3.DatabaseError:
            return False


def _slim(reading: Reading) -> Reading:
    """What meetings need of a reading."""
    page = Page(reading.page.name, "", reading.page.sha256)
    articles = tuple(replace(article, blocks=()) for article in reading.articles)
    return Reading(page, articles, meetings=reading.meetings)


def _actor(told: list[Any]) -> ActorNode:
    path, kind, label, aliases, code, same_as = told
    return ActorNode(path, ActorType(kind), label, tuple(aliases), code, tuple(same_as))


def _occasion(told: list[Any]) -> Occasion:
    path, kind, label, status, *rest = told
    return Occasion(path, MeetingKind(kind), label, Status(status), *rest)
