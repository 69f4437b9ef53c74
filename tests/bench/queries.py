"""Every saved query on a made-up graph of a million triples: first asked, asked again, and beside rdflib.

`python -m tests.bench queries`; the number of triples and of rdflib's slice come from CHANCERY_BENCH_TRIPLES and
CHANCERY_BENCH_SLICE. "first" is in a fresh process that has just opened the store, "again" in the same process; what
the web server keeps of answers it has given is no part of either. Times are the processor's, so that what else the
machine is doing counts little: an answer is the work of one thread. rdflib is asked over the slice alone, and given up
on after ten seconds a query.
"""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.connection
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.sparql import NotBoundError

from kg.queries import SavedQuery, bind, library
from kg.store.embedded import load, open_store
from tests.bench._synthetic import Synthetic

_TRIPLES = int(os.environ.get("CHANCERY_BENCH_TRIPLES", "1000000"))
_SLICE = int(os.environ.get("CHANCERY_BENCH_SLICE", "5000"))
_PATIENCE = 10.0
_RUNS = 3
_VALUES = {
    "actor": "Actor Number 0",
    "speaker": "Actor Number 0",
    "one": "Actor Number 4",
    "other": "Actor Number 12",
    "place": "Place 5",
    "topic": "truce 0",
    "publisher": "Beta Post",
    "word": "clause 17",
    "fact": "position/3-1",
    "since": "2015-01-01",
    "stance": "accuses",
    "below": "0.6",
}
_WORDS = {"holders-of-an-office": "Office 7", "what-was-said-around-a-meeting": "Talks 77"}


def main() -> None:
    """Builds the graphs, asks every query, prints a table of milliseconds."""
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        large = _built(folder / "large", _TRIPLES)
        small = _built(folder / "small", _SLICE)
        print(f"{large:,} triples; beside rdflib on {small:,}. Milliseconds.\n")
        print(f"{'query':34}{'rows':>6}{'first':>9}{'again':>9}{'small':>9}{'rdflib':>9}")
        firsts, agains = [], []
        for query in library():
            text = bind(query, values_of(query))
            rows, first, again = _asked(folder / "large", text)
            _, _, little = _asked(folder / "small", text)
            slow = _rdflib(folder / "small.nt", text)
            firsts.append(first)
            agains.append(again)
            print(f"{query.name:34}{rows:>6}{first:>9.1f}{again:>9.1f}{little:>9.1f}{slow:>9}", flush=True)
        print(f"\nmedian{statistics.median(firsts):>43.1f}{statistics.median(agains):>9.1f}")
        print(f"slowest{max(firsts):>42.1f}{max(agains):>9.1f}")


def values_of(query: SavedQuery) -> dict[str, str]:
    """What the query is told: names, not IRIs, so that looking them up is measured too."""
    required = [parameter.name for parameter in query.parameters if parameter.required]
    return {name: _VALUES.get(name) or _WORDS[query.name] for name in required}


def _built(place: Path, triples: int) -> int:
    """Makes a store and, beside it, the same triples as N-Triples; how many there are."""
    quads, union = place.with_suffix(".nq"), place.with_suffix(".nt")
    seen: set[str] = set()
    with quads.open("w", encoding="utf-8") as all_graphs, union.open("w", encoding="utf-8") as once:
        for s, p, o, g in Synthetic(triples).quads():
            all_graphs.write(f"{s} {p} {o} {g} .\n")
            line = f"{s} {p} {o} .\n"
            if line not in seen:
                seen.add(line)
                once.write(line)
    load(place, quads, union)
    return len(seen)


def _asked(store: Path, text: str) -> tuple[int, float, float]:
    """Rows, and the best of a few first and of all later answers, each in a process of its own."""
    told = []
    for _ in range(_RUNS):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.queries", str(store)],
            input=text, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.append(json.loads(done.stdout))
    return told[0][0], min(first for _, first, _ in told), min(again for _, _, again in told)


def _ask(path: Path, text: str) -> None:
    """Asks twice, writing the answer as the server does, and prints rows and both times."""
    store = open_store(path)
    times = []
    answer = b""
    for _ in range(2):
        start = time.process_time()
        found = store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        answer = found.serialize(format=ox.QueryResultsFormat.TSV) or b""
        times.append((time.process_time() - start) * 1000)
    print(json.dumps([answer.count(b"\n") - 1, *times]))


def _rdflib(triples: Path, text: str) -> str:
    """How long rdflib takes over the same graph, in a process that can be ended."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("spawn").Process(target=_ask_rdflib, args=(triples, text, theirs))
    worker.start()
    theirs.close()
    try:
        ours.recv()  # loaded
        if ours.poll(_PATIENCE):
            return f"{ours.recv():.1f}"
        return f">{_PATIENCE * 1000:.0f}"
    except EOFError:
        return "fails"
    finally:
        worker.kill()
        worker.join()


def _ask_rdflib(triples: Path, text: str, pipe: multiprocessing.connection.Connection) -> None:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(triples, format="nt")
    pipe.send(None)
    start = time.process_time()
    try:
        list(graph.query(text))
    except (NotBoundError, TypeError):  # it cannot join or order values that are not bound
        return
    pipe.send((time.process_time() - start) * 1000)


if __name__ == "__main__":
    _ask(Path(sys.argv[1]), sys.stdin.read())
