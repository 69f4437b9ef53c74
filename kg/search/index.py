"""Reads the search index: what fits some words, who bears a name, and the lists."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from kg.graph.iris import fold
from kg.search.entries import CLOSE, OPEN, outlet_mark, year_mark
from kg.search.lists import Lists
from kg.search.numbers import NAMED, SPANS, kind_at
from kg.search.writing import FORMAT

_ALIKE: Final = 0.75
"""How much of two words must be the same for one to be taken for the other, 0…1."""
_MOST_WORDS: Final = 12
_COUNTED: Final = 10_000
"""Hits of one kind are counted no further than this."""
_KEPT: Final = 200
"""Kilobytes of the file that a thread keeps for itself."""
_SAMPLED: Final = 500
"""Years and outlets are counted over so many hits of each kind."""
_COMMON: Final = 5_000
"""A word that so many entries have stands for itself alone, not for all words that begin with it."""
_MOST_SPELLINGS: Final = 5_000
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"[0-9]{1,4}")


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

    Attributes:
        instead: the words that were looked for where those that were asked for stand nowhere.
        more: whether there are more than `total`, uncounted.
        sampled: whether years and outlets were counted over some of the hits alone.
    """

    hits: tuple[Hit, ...]
    total: int
    kinds: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    instead: str | None = None
    more: bool = False
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class _Tier:
    """Entries whose numbers lie between two, both inclusive, and which fit an expression ("" for all of them).

    They are told in the order of their numbers, or, `is_scored`, what has more and rarer of the words first.
    """

    expression: str
    first: int
    last: int
    is_scored: bool = False

    @property
    def source(self) -> tuple[str, str, tuple[str, ...]]:
        """The table that has its numbers, what to say of them there before their range, and with which parameters."""
        return ("words", "words MATCH ? AND rowid", (self.expression,)) if self.expression else ("facets", "rowid", ())


class Index:
    """An index on disk. May be used from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self.lists = Lists(self._rows)

    @property
    def is_current(self) -> bool:
        """Whether its tables are those that this version of Chancery reads."""
        return self._path.is_file() and self._rows("PRAGMA user_version")[0][0] == FORMAT

    def named(self, kind: str, name: str) -> list[str]:
        """The IRIs of the actors, places or topics that bear a name, in any case and without regard to accents.

        Those that bear it letter for letter (but for case) go before those that are spelt a little otherwise.
        """
        plain = " ".join(name.split())
        found = self._rows("SELECT name, iri FROM names WHERE folded = ? AND kind = ?", (fold(plain), kind))
        same = [iri for known, iri in found if known.lower() == plain.lower()]
        return sorted(set(same or (iri for _, iri in found)))

    def find(self, wanted: Wanted, limit: int, offset: int = 0) -> Results:
        """What fits: all words, the last one begun is enough.

        Named things come first, those that the news names most before the others; then what has the words in its
        title; then the rest, the newest of each kind first. Where nothing has all the words: what has them spelt a
        little otherwise, or else what has most of them.
        """
        words = _WORD.findall(wanted.words)[:_MOST_WORDS]
        if not words:
            return self._find("", wanted, limit, offset) if wanted.is_narrowed else Results((), 0)
        found = self._find(self._expression(words, " AND "), wanted, limit, offset)
        if not found.total and (near := self._respelt(words)):
            found = replace(self._find(self._expression(near, " AND "), wanted, limit, offset), instead=" ".join(near))
        if not found.total and len(words) > 1:
            rare = [word for word in words if not self._is_common(word)] or words
            found = self._find(self._expression(rare, " OR "), wanted, limit, offset, is_scored=len(rare) > 1)
        return found

    def _expression(self, words: Sequence[str], between: str) -> str:
        *whole, begun = (f'"{word}"' for word in words)
        return between.join([*whole, begun if self._is_common(words[-1]) else f"{begun}*"])

    def _is_common(self, word: str) -> bool:
        term = word.lower()
        text = "SELECT 1 FROM spellings WHERE first = ? AND length = ? AND term = ? AND entries > ?"
        return bool(self._rows(text, (term[:1], len(term), term, _COMMON)))

    def _respelt(self, words: Sequence[str]) -> list[str]:
        """The words with those that stand nowhere replaced by what is spelt most like them; [] where all are known."""
        folded = [fold(word) for word in words]
        found = []
        for word in folded:
            near = self._rows(
                "SELECT term FROM spellings WHERE first = ? AND length BETWEEN ? AND ? LIMIT ?",
                (word[:1], len(word) - 2, len(word) + 2, _MOST_SPELLINGS),
            )
            known = [term for (term,) in near]
            is_known = word in known or any(term.startswith(word) for term in known)
            found.append(word if is_known else (get_close_matches(word, known, 1, _ALIKE) or [word])[0])
        return found if found != folded else []

    def _find(self, expression: str, wanted: Wanted, limit: int, offset: int, *, is_scored: bool = False) -> Results:
        whole = f"{{title body}}: ({expression})" if expression else ""
        ranges = {kind: span for kind, span in SPANS.items() if wanted.kind in ("", kind)}
        if not ranges:
            return Results((), 0)
        marks = _marks(wanted)
        counts = {k: self._count(_Tier(_both(whole, marks), *r)) for k, r in ranges.items()}
        years, outlets = Counter[str](), Counter[str]()
        for kind, kinds in ranges.items():
            if counts[kind]:
                self._sample(_Tier(_both(whole, marks), *kinds), years, outlets)
        tiers = _tiers(expression, marks, ranges)
        if is_scored:
            tiers = [_Tier(_both(whole, marks), tiers[0].first, tiers[-1].last, is_scored=True)]
        rows = self._page(tiers, limit, offset)
        return Results(
            tuple(Hit(row[1], kind_at(row[0]), row[2], row[3], row[4] or None, row[5] or None) for row in rows),
            sum(min(count, _COUNTED) for count in counts.values()),
            _most({kind: min(count, _COUNTED) for kind, count in counts.items()}),
            _most(years),
            _most(outlets),
            more=any(count > _COUNTED for count in counts.values()),
            sampled=any(count > _SAMPLED for count in counts.values()),
        )

    def _page(self, tiers: Sequence[_Tier], limit: int, offset: int) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        for tier in (tier for tier in tiers if tier.first <= tier.last):
            rows = self._hits(tier, limit - len(found), offset)
            found += rows
            if len(found) == limit:
                break
            if offset:
                offset = 0 if rows else max(0, offset - self._count(tier))
        return found

    def _hits(self, tier: _Tier, limit: int, offset: int) -> list[tuple[Any, ...]]:
        if not tier.expression:
            text = (
                "SELECT id, iri, title, substr(body, 1, 300), date, outlet FROM entries "
                "WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ? OFFSET ?"
            )
            return self._rows(text, (tier.first, tier.last, limit, offset))
        text = (
            f"SELECT id, iri, highlight(words, 0, '{OPEN}', '{CLOSE}'), "
            f"snippet(words, 1, '{OPEN}', '{CLOSE}', '…', 30), date, outlet "
            "FROM words JOIN entries ON entries.id = words.rowid WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? "
            f"ORDER BY {'bm25(words, 6.0, 1.0), ' if tier.is_scored else ''}words.rowid LIMIT ? OFFSET ?"
        )
        return self._rows(text, (tier.expression, tier.first, tier.last, limit, offset))

    def _count(self, tier: _Tier) -> int:
        """How many entries are in a tier, or that there are more than are counted."""
        source, match, given = tier.source
        text = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {match} BETWEEN ? AND ? LIMIT {_COUNTED + 1})"
        return int(self._rows(text, (*given, tier.first, tier.last))[0][0])

    def _sample(self, tier: _Tier, years: Counter[str], outlets: Counter[str]) -> None:
        """Counts the years and outlets of the first entries of a tier."""
        source, match, given = tier.source
        text = (
            f"SELECT year, outlet, count(*) FROM facets WHERE id IN (SELECT rowid FROM {source} "
            f"WHERE {match} BETWEEN ? AND ? LIMIT {_SAMPLED}) GROUP BY 1, 2"
        )
        for year, outlet, count in self._rows(text, (*given, tier.first, tier.last)):
            years[year] += int(count)
            outlets[outlet] += int(count)

    def _rows(self, text: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            # one connection for each thread; the file is never written again
            connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            # a server has dozens of threads: what each would keep for itself the system keeps once for all
            connection.execute(f"PRAGMA cache_size = -{_KEPT}")
            self._local.connection = connection
        return connection.execute(text, given).fetchall()


def _marks(wanted: Wanted) -> list[str]:
    """What an entry of the wanted year and outlet is marked with."""
    marks = [year_mark(wanted.year) if _YEAR.fullmatch(wanted.year) else "none"] if wanted.year else []
    if wanted.outlet:
        marks.append(outlet_mark(wanted.outlet))
    return [f'marks: "{mark}"' for mark in marks]


def _tiers(expression: str, marks: list[str], ranges: Mapping[str, tuple[int, int]]) -> list[_Tier]:
    """Where to look, one after the other."""
    first = min(span[0] for span in ranges.values())
    last = max(span[1] for span in ranges.values())
    if not expression:
        return [_Tier(_both("", marks), first, last)]
    whole, title = f"{{title body}}: ({expression})", f"title: ({expression})"
    named = SPANS[NAMED[-1]][1]
    return [
        _Tier(_both(whole, marks), first, min(last, named)),
        _Tier(_both(title, marks), max(first, named + 1), last),
        _Tier(_both(f"({whole}) NOT ({title})", marks), max(first, named + 1), last),
    ]


def _both(expression: str, marks: Sequence[str]) -> str:
    return " AND ".join([*([f"({expression})"] if expression else []), *marks])


def _most(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What is counted most, first; twelve at most."""
    found = sorted(((name, count) for name, count in counts.items() if name and count), key=lambda c: (-c[1], c[0]))
    return tuple(found[:12])
