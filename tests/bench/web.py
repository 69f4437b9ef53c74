"""Every kind of page on a made-up graph of a million triples: how long one takes, how often it reads, how big it is.

`python -m tests.bench web`. Pages are made anew each time, the busiest things of each kind among them; times are the
processor's, "asks" the queries of the store, "KB" is what goes over the wire, compressed, without sheet and scripts.
CHANCERY_BENCH_TRIPLES sets the size of the graph, CHANCERY_BENCH_FOLDER keeps it between runs.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from flask.testing import FlaskClient

from kg import search
from kg.publication import Publication
from kg.store.embedded import Embedded, Rows, open_store
from server import create_app
from server.index import opened
from server.snapshot import Snapshot
from tests.bench._servers import published, setting

_EACH = 60
_BUSIEST = 20
_AIM_MS, _AIM_KB = 50.0, 150.0
_KINDS = ("actor", "meeting", "position", "quote", "article", "place", "topic", "office")
_OTHER = (
    "/",
    "/queries",
    "/queries/network-of-an-actor",
    "/sparql",
    "/search?q=truce",
    "/search?q=actor+number",
    "/dumps/",
    "/ontology",
    "/meetings.ics",
)
_BROWSER = {"Accept": "text/html", "Accept-Encoding": "gzip"}


def main() -> None:
    """Builds the graph, asks for pages, prints a table; ends with 1 where an aim is missed."""
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        root = Path(os.environ.get("CHANCERY_BENCH_FOLDER", name)) / "publication"
        made = Publication.open(root) if root.is_dir() else published(root, int(setting("TRIPLES", "1000000")))
        if not made.search.is_file():
            search.write(open_store(made.store), made.search)
        app = create_app(root, workers=1, cache=1)
        try:
            missed = _measure(app.test_client(), app.extensions["snapshots"].current())
        finally:
            app.extensions["pool"].close()
    if missed:
        sys.exit(1)


def _measure(client: FlaskClient, snap: Snapshot) -> bool:
    client.get("/", headers=_BROWSER)  # what is worked out once for a version
    print(f"{'pages':24}{'asked':>7}{'median':>9}{'p95':>9}{'most':>9}{'asks':>7}{'KB':>8}")
    missed = False
    for kind, paths in things(snap):
        times, reads, sizes = [], 0, 0.0
        client.get(paths[0], headers=_BROWSER)  # what is imported and compiled at the first of a kind
        for path in paths:
            with _counted() as count:
                start = time.process_time()
                response = client.get(path, headers=_BROWSER, buffered=True)
                times.append((time.process_time() - start) * 1000)
            if response.status_code != 200:
                raise SystemExit(f"{path}: {response.status_code}")
            reads, sizes = max(reads, count[0]), max(sizes, len(response.data) / 1000)
        high = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
        missed |= high > _AIM_MS or sizes > _AIM_KB
        row = f"{statistics.median(times):>9.1f}{high:>9.1f}{max(times):>9.1f}{reads:>7}{sizes:>8.1f}"
        print(f"{kind:24}{len(times):>7}{row}", flush=True)
    return missed


def things(snap: Snapshot) -> Iterator[tuple[str, list[str]]]:
    """Of each kind the busiest things and some by chance; long lists; the other pages, each several times."""
    rnd = random.Random(7)
    lists = opened(snap).lists
    sections = {"actor": ("meetings", "positions", "quotes"), "place": ("met",), "topic": ("stances", "discussed")}
    for kind in _KINDS:
        rows = snap.graph.select(f"SELECT DISTINCT ?s WHERE {{ ?s a <{_class(kind)}> }} ORDER BY ?s LIMIT 5000")
        every = [str(row["s"]) for row in rows]
        ranked = sorted(every, key=lambda iri: (-sum(lists.counts(iri).values()), iri))
        chosen = ranked[:_BUSIEST] + rnd.sample(every, min(len(every), _EACH - _BUSIEST))
        paths = ["/" + iri.removeprefix(snap.base) for iri in chosen]
        yield kind, paths
        if kind in sections:
            yield f"{kind}, long lists", [f"{p}?section={s}" for p in paths[:_BUSIEST] for s in sections[kind]
                                          if lists.counts(snap.base + p[1:]).get(s)]  # fmt: skip
    for path in _OTHER:
        yield path, [path] * 10


def _class(kind: str) -> str:
    return f"https://w3id.org/chancery/ontology#{kind.capitalize()}"


@contextmanager
def _counted() -> Iterator[list[int]]:
    """How often the store is asked a query meanwhile."""
    count = [0]
    rows = Embedded.rows

    def counting(self: Embedded, text: str) -> Rows:
        count[0] += 1
        return rows(self, text)

    with patch.object(Embedded, "rows", counting):
        yield count
