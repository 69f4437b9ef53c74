"""Offices, places and topics of the pages that came or went, and where paths lead that are nobody's now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple

from kg.graph import iris, names, things
from kg.model import Place, Reading, Tenure, TenureState
from kg.register.tables import packed
from kg.register.work import Work


class Offices:
    """The offices of one change."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._paths: set[str] = set()

    def add(self, page: int, reading: Reading) -> None:
        """Takes in the tenures of a page."""
        rows = ((page, n, t.title, t.organization) for n, t in enumerate(reading.tenures))
        self._work.each("INSERT INTO tenures VALUES (?, ?, ?, ?, NULL, NULL, NULL)", rows)

    def remove(self, page: int) -> None:
        """Takes the tenures of a page out."""
        for alone, path in self._work.rows("SELECT alone, path FROM tenures WHERE page = ?", page):
            self._work.moved.update([alone] if alone else [])
            self._paths.update([path] if path else [])
        self._work.do("DELETE FROM tenures WHERE page = ?", page)

    def settle(self) -> None:
        """Finds the offices again, once it is known who their bodies are."""
        work = self._work
        for page in sorted(work.pages | work.new):
            self._settle_page(page)
        for body in sorted(work.relabelled):
            self._paths.update(row[0] for row in work.rows("SELECT path FROM offices WHERE body = ?", body))
        for path in sorted(self._paths):
            self._settle_office(path)

    def _settle_page(self, page: int) -> None:
        work = self._work
        tenures = work.rows("SELECT n, title, organization, path FROM tenures WHERE page = ?", page)
        if not tenures:
            return
        alone, now = zip(*work.rows("SELECT alone, path FROM sights WHERE page = ? ORDER BY n", page), strict=True)
        for n, title, organization, was in tenures:
            tenure = Tenure(0, title, organization, TenureState.CURRENT, (), 0.0, "")
            path = things.office_path(tenure, now)
            body = None if organization is None else now[organization]
            if path == was:
                continue
            work.pages.add(page)
            self._paths.update({path, *([was] if was else [])})
            own = things.office_path(tenure, alone)
            work.moved.add(own)
            work.do(
                "UPDATE tenures SET body = ?, alone = ?, path = ? WHERE page = ? AND n = ?", body, own, path, page, n
            )

    def _settle_office(self, path: str) -> None:
        work = self._work
        titles: dict[str, int] = dict(
            work.rows("SELECT title, count(*) FROM tenures WHERE path = ? GROUP BY title", path)
        )
        was = work.one("SELECT node FROM offices WHERE path = ?", path)
        told = body = None
        if titles:
            first = (
                "SELECT body FROM tenures JOIN pages ON number = page WHERE path = ? ORDER BY name, sha256, n LIMIT 1"
            )
            body = work.one(first, path)
            of = json.loads(work.one("SELECT node FROM actors WHERE path = ?", body))[2] if body else None
            told = packed(astuple(things.office(path, things.first_of(titles), body, of)))
        if told == was:
            return
        work.paths.add(path)
        work.do("DELETE FROM offices WHERE path = ?", path)
        if told:
            work.do("INSERT INTO offices VALUES (?, ?, ?)", path, body, told)
        if told is None or was is None:
            work.moved.add(path)


class Places:
    """The places of one change."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._slugs: set[str] = set()

    def add(self, page: int, reading: Reading) -> None:
        """Takes in where the meetings of a page are."""
        rows = [
            (page, n, iris.slug(m.place.name), things.place_path(m.place), packed(astuple(m.place)))
            for n, m in enumerate(reading.meetings)
            if m.place
        ]
        self._slugs.update(row[2] for row in rows)
        self._work.each("INSERT INTO spots VALUES (?, ?, ?, ?, ?, NULL)", rows)

    def remove(self, page: int) -> None:
        """Takes them out."""
        for slug, alone in self._work.rows("SELECT slug, alone FROM spots WHERE page = ?", page):
            self._slugs.add(slug)
            self._work.moved.add(alone)
        self._work.do("DELETE FROM spots WHERE page = ?", page)

    def settle(self) -> None:
        """Finds the places of the same names again."""
        for slug in sorted(self._slugs):
            self._settle(slug)

    def _settle(self, slug: str) -> None:
        work = self._work
        told = [
            Place(*json.loads(row[0])) for row in work.rows("SELECT DISTINCT place FROM spots WHERE slug = ?", slug)
        ]
        homes, nodes = things.places(told)
        for alone, home in sorted(homes.items()):
            changed = work.rows("SELECT DISTINCT page FROM spots WHERE alone = ? AND path IS NOT ?", alone, home)
            work.rehomed.update(row[0] for row in changed)
            work.do("UPDATE spots SET path = ? WHERE alone = ? AND path IS NOT ?", home, alone, home)
            work.moved.add(alone)
        now = {node.path: packed(astuple(node)) for node in nodes}
        was: dict[str, str] = dict(work.rows("SELECT path, node FROM places WHERE slug = ?", slug))
        for path in sorted(now.keys() | was.keys()):
            if now.get(path) != was.get(path):
                work.paths.add(path)
                work.do("DELETE FROM places WHERE path = ?", path)
                if path in now:
                    work.do("INSERT INTO places VALUES (?, ?, ?)", path, slug, now[path])
            if path not in now or path not in was:
                work.moved.add(path)


class Topics:
    """The topics of one change."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._counted: Counter[tuple[str, str]] = Counter()

    def add(self, page: int, reading: Reading) -> None:
        """Takes in the topics of a page."""
        told = Counter((names.topic_key(words), words) for words in things.topic_words(reading))
        text = packed([(*key, n) for key, n in told.items()])
        self._work.do("UPDATE pages SET topics = ? WHERE number = ?", text, page)
        self._counted.update(told)

    def remove(self, page: int) -> None:
        """Takes them out."""
        for key, words, n in json.loads(self._work.one("SELECT topics FROM pages WHERE number = ?", page)):
            self._counted[key, words] -= n

    def settle(self) -> None:
        """Counts them."""
        self._work.count("topics", self._counted.items())
        self._work.topics.update(key for key, _ in self._counted)
        self._work.paths.update(map(things.topic_path, self._work.topics))


def redirect(work: Work, paths: Iterable[str]) -> None:
    """Finds again where paths lead that are nobody's."""
    for path in sorted(paths):
        was = work.one("SELECT towards FROM redirects WHERE path = ?", path)
        now = None if is_live(work, path) else work.one(_TOWARDS, *[path] * 4)
        if now != was:
            work.paths.add(path)
            work.do("DELETE FROM redirects WHERE path = ?", path)
            if now:
                work.do("INSERT INTO redirects VALUES (?, ?)", path, now)


_SAME = ("sights", "tenures", "spots", "accounts")
_TOWARDS = "SELECT min(path) FROM (" + " UNION ALL ".join(f"SELECT path FROM {t} WHERE alone = ?" for t in _SAME) + ")"


def is_live(work: Work, path: str) -> bool:
    """Whether a path is somebody's or something's."""
    return any(
        work.one(f"SELECT 1 FROM {table} WHERE path = ?", path)
        for table in ("actors", "offices", "places", "occasions")
    )
