"""Searches in a made-up index of a million entries: the time of one, by how many entries have its words.

`python -m tests.bench search`; the number of entries comes from CHANCERY_BENCH_ENTRIES. Words are as unequal as in a
language: a few stand in every other entry, most in hardly any. Times are the processor's, each the median of a few
words of one frequency, with hits, marks and facets; the index is warm.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.search import Index, Wanted
from kg.search.entries import Entry, entry
from kg.search.numbers import KINDS
from kg.search.writing import fill, fresh

_ENTRIES = int(os.environ.get("CHANCERY_BENCH_ENTRIES", "1000000"))
_SYLLABLES = (
    "ba",
    "ke",
    "lo",
    "mi",
    "tu",
    "ra",
    "se",
    "no",
    "vi",
    "dal",
    "for",
    "gen",
    "hus",
    "jor",
    "kin",
    "lam",
    "mor",
)
_SHARES = dict(zip(KINDS, (0.02, 0.001, 0.01, 0.05, 0.03, 0.45, 0.439), strict=True))
_TIMES = 9


def main() -> None:
    """Makes the index, searches, prints a table of milliseconds."""
    rnd = random.Random(7)
    words = _vocabulary(rnd)
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as folder:
        path = Path(folder) / "search.sqlite"
        start = time.process_time()
        with fresh(path) as connection:
            fill(connection, (sorted(_entries(rnd, words, kind)) for kind in KINDS))
        seconds = time.process_time() - start
        print(f"{_ENTRIES:,} entries, {path.stat().st_size / 1e6:,.0f} MB, made in {seconds:.0f} s. Milliseconds.\n")
        index = Index(path)
        print(f"{'what is looked for':44}{'hits':>10}{'ms':>8}")
        for label, wanted in _searches(rnd, words).items():
            _show(label, index, wanted)


def _show(label: str, index: Index, wanted: list[Wanted]) -> None:
    times, hits = [], []
    for one in wanted:
        start = time.process_time()
        found = index.find(one, 20)
        times.append((time.process_time() - start) * 1000)
        hits.append(found.total)
    print(f"{label:44}{int(statistics.median(hits)):>10,}{statistics.median(times):>8.1f}", flush=True)


def _searches(rnd: random.Random, words: list[str]) -> dict[str, list[Wanted]]:
    """What is looked for, by how common its words are: their places in the vocabulary, the commonest first."""

    def near(place: int) -> str:
        return words[place + rnd.randrange(max(1, place // 10 + 1))]

    every = range(_TIMES)
    return {
        "a rare word": [Wanted(near(5000)) for _ in every],
        "a word": [Wanted(near(500)) for _ in every],
        "a common word": [Wanted(near(50)) for _ in every],
        "one of the commonest words": [Wanted(near(5)) for _ in every],
        "two words": [Wanted(f"{near(300)} {near(100)}") for _ in every],
        "three words, two of them common": [Wanted(f"{near(20)} {near(50)} {near(200)}") for _ in every],
        "a word begun": [Wanted(near(500)[:4]) for _ in every],
        "a word of one kind and year": [Wanted(near(100), "quote", "2004") for _ in every],
        "a common word of one outlet": [Wanted(near(10), outlet="Outlet 3") for _ in every],
        "a kind": [Wanted("", kind) for kind in KINDS],
        "a word spelt wrong": [Wanted(_wrong(near(800))) for _ in every],
        "words that stand nowhere together": [Wanted(f"{near(4000)} {near(5000)} {near(4500)}") for _ in every],
    }


def _wrong(word: str) -> str:
    return f"{word[:2]}{word[3]}{word[2]}{word[4:]}x" if len(word) > 4 else f"{word}x"


def _vocabulary(rnd: random.Random) -> list[str]:
    made = ("".join(rnd.choice(_SYLLABLES) for _ in range(rnd.choice((2, 3, 3, 4, 4)))) for _ in range(60_000))
    return list(dict.fromkeys(made))


def _entries(rnd: random.Random, words: list[str], kind: str) -> Iterator[Entry]:
    """The entries of a kind; the chance of a word falls with its place in the vocabulary."""

    def told(count: int) -> str:
        return " ".join(words[int(len(words) ** rnd.random()) - 1] for _ in range(count))

    number = int(_ENTRIES * _SHARES[kind])
    day = date(2020, 1, 1)
    for at in range(number):
        when = (day - timedelta(days=at * 7000 // number)).isoformat()
        iri, title, body, outlet = (
            f"http://localhost:8000/{kind}/{at}",
            told(3),
            told(12),
            f"Outlet {rnd.randrange(30)}",
        )
        yield entry(kind, (iri, title, body, when, outlet), number // (at + 1))
