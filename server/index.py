"""The index beside a publication, made once for each version: SQLite's full-text search, and the lists of all pages."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import kg
from kg.publication import VERSIONS
from kg.store.embedded import Embedded
from server import lists
from server.reads import PREFIXES
from server.snapshot import Snapshot

log = logging.getLogger(__name__)
KINDS = ("actor", "meeting", "position", "quote", "article", "place", "topic")
FOLDER = ".index"
"""Where a publication's indexes are kept: files that can be made again at any time."""
OPEN, CLOSE = "\x02", "\x03"
"""What stands around a found word in a hit's title and text."""
_ALIKE = 0.75
"""How much of two words must be the same for one to be taken for the other, 0…1."""
_WORD = re.compile(r"\w+")
_OF_A_KIND = (
    "(:kind = '' OR kind = :kind) AND (:year = '' OR substr(date, 1, 4) = :year) AND (:outlet = '' OR outlet = :outlet)"
)
_ROWS = {
    "actor": """SELECT ?s ?title (GROUP_CONCAT(DISTINCT ?name; SEPARATOR=" · ") AS ?body) WHERE {
  ?s skos:prefLabel ?title . FILTER EXISTS { ?s dip:mentionedIn ?article }
  OPTIONAL { ?s skos:altLabel ?name }
} GROUP BY ?s ?title""",
    "topic": """SELECT ?s ?title (GROUP_CONCAT(DISTINCT ?name; SEPARATOR=" · ") AS ?body) WHERE {
  ?s a dip:Topic ; skos:prefLabel ?title .
  OPTIONAL { ?s skos:altLabel ?name }
} GROUP BY ?s ?title""",
    "place": "SELECT ?s ?title WHERE { ?s a dip:Place ; rdfs:label ?title }",
    "meeting": """SELECT ?s ?title (GROUP_CONCAT(DISTINCT ?name; SEPARATOR=" · ") AS ?body) (MIN(STR(?day)) AS ?date)
  (MIN(?publisher) AS ?outlet) WHERE {
  ?s rdfs:label ?title ; dip:participant/skos:prefLabel ?name .
  OPTIONAL { ?s dip:date ?day }
  OPTIONAL { ?s dip:evidence/dip:inArticle/dcterms:publisher ?publisher }
} GROUP BY ?s ?title""",
    "position": """SELECT ?s (CONCAT(?holder, " ", STRAFTER(STR(?stance), "#"), " ", ?target) AS ?title)
  (MIN(?words) AS ?body) (MIN(STR(?day)) AS ?date) (MIN(?publisher) AS ?outlet) WHERE {
  ?s dip:holder/skos:prefLabel ?holder ; dip:stance ?stance ; dip:target ?target ; dip:evidence ?passage .
  ?passage dip:exact ?words ; dip:inArticle ?article .
  OPTIONAL { ?article dcterms:issued ?day }
  OPTIONAL { ?article dcterms:publisher ?publisher }
} GROUP BY ?s ?holder ?stance ?target""",
    "quote": """SELECT ?s (COALESCE(MIN(?speaker), "") AS ?title) ?body (MIN(STR(?day)) AS ?date)
  (MIN(?publisher) AS ?outlet) WHERE {
  ?s dip:text ?body ; dip:evidence/dip:inArticle ?article .
  OPTIONAL { ?s dip:speaker/skos:prefLabel ?speaker }
  OPTIONAL { ?article dcterms:issued ?day }
  OPTIONAL { ?article dcterms:publisher ?publisher }
} GROUP BY ?s ?body""",
    "article": """SELECT ?s ?title (MIN(STR(?day)) AS ?date) (MIN(?publisher) AS ?outlet) WHERE {
  ?s a dip:Article ; dcterms:title ?title .
  OPTIONAL { ?s dcterms:issued ?day }
  OPTIONAL { ?s dcterms:publisher ?publisher }
} GROUP BY ?s ?title""",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, and a kind, year or outlet that it must be of ("" for any)."""

    words: str
    kind: str = ""
    year: str = ""
    outlet: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked than words."""
        return bool(self.kind or self.year or self.outlet)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; in its title and text `OPEN` and `CLOSE` stand around the words."""

    iri: str
    kind: str
    title: str
    text: str
    date: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, how many there are in all, and how many of each kind, year and outlet.

    `instead` are the words that were looked for where those that were asked for stand nowhere.
    """

    hits: tuple[Hit, ...]
    total: int
    kinds: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    instead: str | None = None


class Index:
    """An index on disk. May be used from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self.lists = lists.Lists(self._rows)

    def find(self, wanted: Wanted, limit: int, offset: int = 0) -> Results:
        """What fits best: all words, the last one begun is enough.

        Where nothing has them all: what has them spelt a little otherwise, or else what has any of them.
        """
        words = _WORD.findall(wanted.words)[:12]
        if not words:
            return self._find("", wanted, limit, offset) if wanted.is_narrowed else Results((), 0)
        found = self._find(_expression(words, " AND "), wanted, limit, offset)
        if not found.total and (near := self._respelt(words)):
            found = replace(self._find(_expression(near, " AND "), wanted, limit, offset), instead=" ".join(near))
        if not found.total and len(words) > 1:
            found = self._find(_expression(words, " OR "), wanted, limit, offset)
        return found

    def _respelt(self, words: list[str]) -> list[str]:
        """The words with those that stand nowhere replaced by what is spelt most like them; [] where all are known."""
        found = []
        for word in (w.casefold() for w in words):
            text = "SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT 20000"
            terms = [row[0] for row in self._rows(text, (word[:1], f"{word[:1]}\U0010ffff"))]
            is_known = any(term.startswith(word) for term in terms)
            found.append(word if is_known else (get_close_matches(word, terms, 1, _ALIKE) or [word])[0])
        return found if found != [w.casefold() for w in words] else []

    def _find(self, expression: str, wanted: Wanted, limit: int, offset: int) -> Results:
        """What fits an expression of words, the best first; with no expression what is of a kind, the newest first."""
        given = {"match": expression, "kind": wanted.kind, "year": wanted.year, "outlet": wanted.outlet}
        where = f"{'words MATCH :match AND ' if expression else ''}{_OF_A_KIND}"
        marked = (
            f"highlight(words, 0, '{OPEN}', '{CLOSE}'), snippet(words, 1, '{OPEN}', '{CLOSE}', '…', 30)"
            if expression
            else "title, substr(body, 1, 300)"
        )
        order = "bm25(words, 6.0, 1.0) + weight, iri" if expression else "date DESC, iri"
        rows = self._rows(
            f"SELECT iri, kind, {marked}, date, outlet FROM words WHERE {where} ORDER BY {order} "
            f"LIMIT {int(limit)} OFFSET {int(offset)}",
            given,
        )
        facets = [
            self._rows(
                f"SELECT {name}, count(*) FROM words WHERE {where} AND {name} != '' "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
                given,
            )
            for name in ("kind", "substr(date, 1, 4)", "outlet")
        ]
        total = self._rows(f"SELECT count(*) FROM words WHERE {where}", given)[0][0]
        hits = tuple(Hit(r[0], r[1], r[2], r[3], r[4] or None, r[5] or None) for r in rows)
        kinds, years, outlets = (tuple((str(r[0]), int(r[1])) for r in facet) for facet in facets)
        return Results(hits, int(total), kinds, years, outlets)

    def _rows(self, text: str, given: dict[str, str] | Sequence[object]) -> list[tuple[str, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            # one connection for each thread; the file is never written again
            connection = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection.execute(text, given).fetchall()


def write(graph: Embedded, path: Path, patterns: Iterable[tuple[str, str]]) -> None:
    """Makes the index of a graph at `path`; the patterns are those of the lists, see `server.lists.write`."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, body, iri UNINDEXED, kind UNINDEXED, date UNINDEXED, "
            "outlet UNINDEXED, weight UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )
        connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?, ?)", _entries(graph))
        connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row')")
        lists.write(connection, graph, patterns)
        connection.commit()
    finally:
        connection.close()


def _entries(graph: Embedded) -> Iterator[tuple[str, str, str, str, str, str, float]]:
    weights = {"actor": -4.0, "place": -2.0, "topic": -2.0, "meeting": -1.0}
    for kind, query in _ROWS.items():
        for row in graph.select(f"{PREFIXES}{query}"):
            if "s" in row:
                told = {name: _plain(str(row[name])) for name in ("title", "body", "date", "outlet") if name in row}
                yield (
                    told.get("title", ""), told.get("body", ""), str(row["s"]), kind, told.get("date", ""),
                    told.get("outlet", ""), weights.get(kind, 0.0),
                )  # fmt: skip


def opened(snap: Snapshot) -> Index:
    """The index of a version, made when it is first asked for and kept beside the publication, for the next time."""
    return snap.keep("index", lambda: _made(snap))


def _made(snap: Snapshot) -> Index:
    from server.sections import patterns  # sections stand on this module

    lists_of = patterns()
    told = json.dumps([kg.__version__, snap.version, _ROWS, lists_of])
    name = f"{snap.version}-{hashlib.sha256(told.encode()).hexdigest()[:10]}.sqlite"
    folder = snap.publication.root / FOLDER
    if (folder / name).is_file():
        return Index(folder / name)
    try:
        return Index(_kept(snap, folder, name, lists_of))
    except OSError as error:
        log.info("The index cannot be kept beside the publication (%s); it is made for this run alone.", error)
    temporary = tempfile.TemporaryDirectory(prefix="chancery-index-")
    write(snap.graph, Path(temporary.name) / name, lists_of)
    found = Index(Path(temporary.name) / name)
    weakref.finalize(found, temporary.cleanup)
    return found


def _kept(snap: Snapshot, folder: Path, name: str, patterns: list[tuple[str, str]]) -> Path:
    """Makes an index in a folder, in one step, and removes those of versions that are gone."""
    folder.mkdir(exist_ok=True)
    versions = {path.name for path in (snap.publication.root / VERSIONS).iterdir()}
    for old in folder.glob("*.sqlite"):
        if old.name.rpartition("-")[0] not in versions:
            old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as fresh:
        write(snap.graph, Path(fresh) / name, patterns)
        (Path(fresh) / name).replace(folder / name)
    return folder / name


def _expression(words: list[str], between: str) -> str:
    quoted = [f'"{word}"' for word in words]
    return between.join([*quoted[:-1], quoted[-1] + "*"])


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
