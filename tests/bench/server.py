"""Servers side by side on one made-up graph: this one cold and warm, Oxigraph's, Virtuoso, rdflib-endpoint.

`python -m tests.bench server`. Every saved query goes to all of them in turn, over one kept connection each; times are
milliseconds until the last byte, as median/95th percentile, and below those the processor's, as medians, for a machine
that does something else as well. "direct" is pyoxigraph called in a process of its own over
the same store, "cold" this server with no answer kept (each query text is new to it), "warm" the same text again.
CHANCERY_BENCH_TRIPLES sets the size, CHANCERY_BENCH_RUNS how often each is asked. A server that is not installed is
left out; for rdflib-endpoint name a Python that has it in CHANCERY_BENCH_RDFLIB_ENDPOINT. It is asked once, and given
up on at the first query that takes longer than ten seconds; the others are given up on for that query alone.
"""

from __future__ import annotations

import json
import math
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from _pytest.outcomes import Skipped

from kg.progress import QUIET
from kg.publication import Publication
from kg.push import Bulk, push
from kg.queries import library
from kg.store import journal
from kg.store.embedded import open_store
from kg.store.virtuoso import bulk_load
from kg.store.writing import Credentials, Server
from tests import servers
from tests.bench._servers import Client, published, served, setting, texts, unpacked, worked

_PATIENCE = 10.0
_MOST_SECONDS = 4.0
"""A query is asked no more once it has taken this long on one server, all times together."""
_FEWEST = 5
_ENTITIES = 40
_COLUMNS = ("direct", "cold", "warm", "oxigraph", "virtuoso", "rdflib-endpoint")
Ask = Callable[[str], float]
Times = dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A server: how it is asked, and its process."""

    ask: Ask
    pid: Callable[[], int]


def main() -> None:
    """Builds the graph, starts the servers, prints tables and whether the aims are met."""
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name, ExitStack() as stack:
        root = Path(name)
        publication = published(root / "publication", int(setting("TRIPLES", "1000000")))
        start = time.perf_counter()
        address, pid = stack.enter_context(served(publication.root, root / "served.log"))
        print(f"this server: ready after {time.perf_counter() - start:.0f} s, its index included")
        asks = {"direct": stack.enter_context(_direct(publication)), **_ours(address, pid)}
        for one, start_it in (("oxigraph", _oxigraph), ("virtuoso", _virtuoso)):
            try:
                asks[one] = stack.enter_context(start_it(publication, root / one))
            except Skipped as why:
                print(f"{one}: left out: {why}")
        times, work = _compared(asks, texts(library()))
        times["rdflib-endpoint"] = _rdflib_endpoint(publication, root, texts(library()))
        _print("milliseconds", times, _cell)
        _print("of the processor", work, lambda taken: f"{statistics.median(taken):.1f}" if taken else "-")
        _entities(address, publication)


def _compared(asks: dict[str, Asked], questions: dict[str, str]) -> tuple[Times, Times]:
    """Every query on every server, in turn, so that what else the machine does meets all of them alike: how long it
    took, and how much of that the processor worked for it."""
    times: Times = {name: defaultdict(list) for name in asks}
    work: Times = {name: defaultdict(list) for name in asks}
    runs = int(setting("RUNS", "20"))
    for query, text in questions.items():
        # once without counting: pages that are read from disk, plans that are made
        slow = {name for name, ask in asks.items() if ask.ask(text) == math.inf}
        for name in sorted(slow):
            times[name][query].append(math.inf)
        for _ in range(runs):
            for name in (one for one in asks if one not in slow):
                taken = times[name][query]
                if len(taken) < _FEWEST or sum(taken) < _MOST_SECONDS * 1000:
                    before = worked(asks[name].pid())
                    taken.append(asks[name].ask(text))
                    work[name][query].append(worked(asks[name].pid()) - before)
    return times, work


def _patient(client: Client, restart: Callable[[], None]) -> Ask:
    """Asks a server, and starts it again where it does not answer: it would go on with what was given up on."""

    def ask(text: str) -> float:
        try:
            return _good(client.query(text, _PATIENCE))
        except TimeoutError:
            restart()
            return math.inf

    return ask


def _ours(address: str, pid: int) -> dict[str, Asked]:
    cold, warm = Client(f"{address}sparql"), Client(f"{address}sparql")
    count = 0

    def ask_cold(text: str) -> float:
        nonlocal count
        count += 1
        return _good(cold.query(f"{text}\n# {count}"))

    return {
        "cold": Asked(ask_cold, lambda: pid),
        "warm": Asked(lambda text: _good(warm.query(text)), lambda: pid),
    }


def _good(told: tuple[float, int, bytes]) -> float:
    if told[1] != 200:
        raise SystemExit(f"status {told[1]}: {told[2][:300]!r}")
    return told[0]


@contextmanager
def _direct(publication: Publication) -> Iterator[Asked]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.server", str(publication.store)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None

    def ask(text: str) -> float:
        stdin.write(json.dumps(text) + "\n")
        stdin.flush()
        return float(stdout.readline())

    yield Asked(ask, lambda: process.pid)
    process.kill()
    process.wait()


def _answer_directly(store: Path) -> None:
    """Queries from standard input, a line each; milliseconds to standard output."""
    opened = open_store(store)
    for line in sys.stdin:
        text = json.loads(line)
        start = time.perf_counter()
        found = opened.query(text)
        assert isinstance(found, ox.QuerySolutions)
        found.serialize(format=ox.QueryResultsFormat.JSON)
        print((time.perf_counter() - start) * 1000, flush=True)


@contextmanager
def _oxigraph(publication: Publication, folder: Path) -> Iterator[Asked]:
    with servers.oxigraph(folder) as started:
        _pushed("oxigraph, by updates", publication, Server(started.query, Credentials()))
        yield Asked(_patient(Client(started.query), started.restart), started.pid)


@contextmanager
def _virtuoso(publication: Publication, folder: Path) -> Iterator[Asked]:
    dba = Credentials("dba", "dba")
    with servers.virtuoso(folder, buffers=60_000, rows=1_000_000) as started:
        server = Server(started.query, dba)
        load = partial(bulk_load, started.folder, f"127.0.0.1:{started.sql}", dba)
        _pushed("virtuoso, by its bulk loader", publication, server, load)
        union = journal.heading(server, publication.base_iri).union
        yield Asked(_patient(Client(started.query, f"&default-graph-uri={union}"), started.restart), started.pid)


def _pushed(how: str, publication: Publication, server: Server, load: Bulk | None = None) -> None:
    start = time.perf_counter()
    done = push(publication.root, server, QUIET, load)
    print(f"kg push, {how}: {done.new:,} graphs in {time.perf_counter() - start:.0f} s", flush=True)


def _rdflib_endpoint(publication: Publication, root: Path, questions: dict[str, str]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = defaultdict(list)
    python = setting("RDFLIB_ENDPOINT", "")
    if not python:
        print("rdflib-endpoint: left out: CHANCERY_BENCH_RDFLIB_ENDPOINT names no Python that has it")
        return times
    unpacked(publication, root / "graph.nt")
    port = servers.free_port()
    command = [str(Path(python).parent / "rdflib-endpoint"), "serve", "--port", str(port), str(root / "graph.nt")]
    with (root / "rdflib.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        client = _up(Client(f"http://127.0.0.1:{port}/"), process)
        for query, text in questions.items():
            try:
                times[query].append(_good(client.query(text, _PATIENCE)))
            except TimeoutError:
                print(f"rdflib-endpoint: given up on at {query}: no answer within {_PATIENCE:.0f} s")
                break
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return times


def _up(client: Client, process: subprocess.Popen[bytes]) -> Client:
    start = time.perf_counter()
    while process.poll() is None:
        try:
            client.query("ASK {}")
        except OSError:
            time.sleep(0.5)
        else:
            client.connection = None  # the next ones have a patience of their own
            print(f"rdflib-endpoint: ready after {time.perf_counter() - start:.0f} s", flush=True)
            return client
    raise SystemExit("rdflib-endpoint does not start")


def _print(what: str, times: Times, cell: Callable[[list[float]], str]) -> None:
    columns = [name for name in _COLUMNS if times.get(name)]
    print(f"\n{what:34}" + "".join(f"{name:>17}" for name in columns))
    for query in times["direct"]:
        cells = [cell(times[name].get(query, [])) for name in columns]
        print(f"{query:34}" + "".join(f"{cell:>17}" for cell in cells))
    over = sorted((_median(times, "cold", q) - _median(times, "direct", q), q) for q in times["direct"])
    print(f"\ncold over direct: median {over[len(over) // 2][0]:.1f} ms, most {over[-1][0]:.1f} ms ({over[-1][1]})")
    for rival in ("oxigraph", "virtuoso"):
        if rival in times:
            ratios = sorted((_median(times, rival, q) / _median(times, "warm", q), q) for q in times["direct"])
            middle = ratios[len(ratios) // 2][0]
            print(f"{rival} over warm: median {middle:.0f} times, least {ratios[0][0]:.1f} times ({ratios[0][1]})")


def _median(times: Times, name: str, query: str) -> float:
    return statistics.median(times[name][query] or [math.inf])


def _cell(taken: list[float]) -> str:
    if not taken:
        return "-"
    if taken[0] == math.inf:
        return f">{_PATIENCE * 1000:.0f}"
    high = sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]
    return f"{statistics.median(taken):.1f}/{high:.1f}"


def _entities(address: str, publication: Publication) -> None:
    """Entities in every form, each new to the server, and two of them again."""
    store = open_store(publication.store)
    forms = ("ttl", "jsonld", "nt", "rdf", "ttl, again", "html", "html, again")
    print(f"\n{'entities':20}" + "".join(f"{form:>14}" for form in forms))
    client = Client(address)
    for kind, type_ in (("actor", "Actor"), ("meeting", "Meeting"), ("position", "Position"), ("article", "Article")):
        found = store.query(
            f"SELECT ?s {{ ?s a <https://w3id.org/chancery/ontology#{type_}> }} ORDER BY ?s LIMIT {_ENTITIES}"
        )
        assert isinstance(found, ox.QuerySolutions)
        paths = ["/" + row["s"].value.removeprefix(publication.base_iri) for row in found]
        cells = []
        for ending in (form.partition(",")[0] for form in forms):
            names = paths if ending == "html" else [f"{path}.{ending}" for path in paths]
            cells.append(_cell([_good(client.get(name, "text/html" if ending == "html" else "*/*")) for name in names]))
        print(f"{kind:20}" + "".join(f"{cell:>14}" for cell in cells))


if __name__ == "__main__":
    _answer_directly(Path(sys.argv[1]))
