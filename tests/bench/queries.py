"""Every saved query on a made-up graph of a million triples: first asked, asked again, over HTTP, and beside rdflib.

`python -m tests.bench queries`; the number of triples and of rdflib's slice come from CHANCERY_BENCH_TRIPLES and
CHANCERY_BENCH_SLICE. Actors, places and topics are given by their names. "first" is in a fresh process that has just
opened the store, "again" in the same process: the processor's time, so that what else the machine is doing counts
little, as an answer is the work of one thread. "asked" and "kept" are what a client of the server waits for, the first
time that anybody asks and from then on. rdflib is asked over the slice alone ("small" is ours on it), and given up on
after ten seconds a query.
"""

from __future__ import annotations

import gzip
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
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.sparql import NotBoundError

from kg.queries import SavedQuery, bind, library
from kg.search import Index
from kg.store.embedded import open_store
from tests.bench._servers import Client, published, served
from tests.bench._synthetic import values_of

_TRIPLES = int(os.environ.get("CHANCERY_BENCH_TRIPLES", "1000000"))
_SLICE = int(os.environ.get("CHANCERY_BENCH_SLICE", "5000"))
_PATIENCE = 10.0
_RUNS = 3
_AGAIN = 9


def main() -> None:
    """Builds the graphs, asks every query, prints a table of milliseconds."""
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = Path(name)
        large, small = (published(folder / which, n) for which, n in (("large", _TRIPLES), ("small", _SLICE)))
        names = Index(large.search).named
        print(f"{_TRIPLES:,} triples; beside rdflib on {_SLICE:,}. Milliseconds.\n")
        print(f"{'query':34}{'rows':>6}{'first':>9}{'again':>9}{'asked':>9}{'kept':>9}{'small':>9}{'rdflib':>9}")
        table = []
        with served(large.root, folder / "log") as (address, _):
            for query in library():
                text = bind(query, values_of(query), names=names)
                rows, *times = asked(large.store, text)
                times += _over_http(Client(address), query)
                slow = _rdflib(small.dumps / "graph.nq.gz", text)
                table.append(times)
                shown = "".join(f"{t:>9.1f}" for t in (*times, asked(small.store, text)[2]))
                print(f"{query.name:34}{rows:>6}{shown}{slow:>9}", flush=True)
        for word, summary in (("median", statistics.median), ("slowest", max)):
            print(f"{word:40}" + "".join(f"{summary(column):>9.1f}" for column in zip(*table, strict=True)))


def _over_http(client: Client, query: SavedQuery) -> tuple[float, float]:
    """What a client waits for: the first time, and the median of some later ones."""
    address = f"/queries/{query.name}.tsv?{urlencode(values_of(query))}"
    first, *later = (client.get(address, "text/tab-separated-values")[0] for _ in range(_AGAIN + 1))
    return first, statistics.median(later)


def asked(store: Path, text: str) -> tuple[int, float, float]:
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
    graph.parse(data=gzip.decompress(triples.read_bytes()), format="nquads")
    pipe.send(None)
    start = time.process_time()
    try:
        list(graph.query(text))
    except (NotBoundError, TypeError):  # it cannot join or order values that are not bound
        return
    pipe.send((time.process_time() - start) * 1000)


if __name__ == "__main__":
    _ask(Path(sys.argv[1]), sys.stdin.read())
