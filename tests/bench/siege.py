"""Ordinary readers beside hostile ones: do theirs stay fast and right, and does memory end where it began?

`python -m tests.bench siege`. CHANCERY_BENCH_SECONDS is how long the siege lasts (300), CHANCERY_BENCH_TRIPLES the
size of the made-up graph (1,000,000); CHANCERY_BENCH_FOLDER keeps it between runs. Before the siege the ordinary
readers have the server to themselves for a fifth of that time. Every answer of theirs is compared with the one that was
given before anybody else came; times are milliseconds until its last byte. What the hostile ones do is in
`tests.bench._hostile`.
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox

from kg.publication import Publication
from kg.queries import library
from kg.store.embedded import open_store
from tests.bench._servers import Client, memory, published, served, setting, texts

_READERS = 3
_THINKING = 0.15
"""Seconds that a reader thinks between two requests."""
_SETTLING = 15.0
"""Seconds after which what the siege used should be given back."""
_TIMES_SLOWER = 3.0
_MORE_MEGABYTES = 64.0
_QUESTIONS = (
    "meetings-of-an-actor", "quotes-with-a-word", "what-a-speaker-said", "where-an-actor-stands", "meetings-at-a-place",
    "offices-of-a-person", "promises-and-offers", "who-accuses-whom",
)  # fmt: skip
_TYPES = ("Actor", "Meeting", "Position", "Quote")


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What an ordinary reader asks for: a path, or a query that is new to the server each time."""

    kind: str
    path: str
    accept: str
    query: str = ""


@dataclass(slots=True)
class Seen:
    """What the readers saw: times of right answers by kind, wrong answers, refusals by status."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Measures the quiet, then the siege, then the quiet after it."""
    seconds = float(setting("SECONDS", "300"))
    with tempfile.TemporaryDirectory(prefix="chancery-siege-") as name:
        root = Path(setting("FOLDER", name)) / "publication"
        publication = Publication.open(root) if root.is_dir() else published(root, int(setting("TRIPLES", "1000000")))
        with served(publication.root, Path(name) / "served.log") as (address, pid):
            wanted = list(_wanted(publication))
            right = {one: _asked(Client(address), one, "")[1:] for one in wanted}
            _read(address, wanted, right, seconds / 20)  # nothing is measured before everything has been asked once
            quiet = _read(address, wanted, right, seconds / 5)
            before = _held(address, pid)
            attack = subprocess.Popen(
                [sys.executable, "-m", "tests.bench._hostile", str(urlsplit(address).port), str(seconds)],
                stdout=subprocess.PIPE,
                text=True,
            )
            most, siege = _besieged(address, pid, wanted, right, seconds)
            told = attack.communicate()[0]
            time.sleep(_SETTLING)
            _read(address, wanted, right, 5)
            _report(quiet, siege, json.loads(told))
            after = _held(address, pid)
            print("memory: {:.0f} MB, {:.0f} of it kept answers, before;".format(*before), end=" ")
            print("{:.0f} MB at most; {:.0f} MB, {:.0f} of it kept answers, after".format(most, *after))
            _say(after[0] - after[1] <= before[0] - before[1] + _MORE_MEGABYTES, "memory back, but for kept answers")


def _wanted(publication: Publication) -> Iterator[Ordinary]:
    """What ordinary readers ask for, in the order in which they do."""
    questions = texts(library())
    store = open_store(publication.store)
    for number, name in enumerate(_QUESTIONS):
        yield Ordinary("query, new", "/sparql", "text/csv", questions[name])
        yield Ordinary("query, again", "/sparql?" + urlencode({"query": questions[name]}), "text/csv")
        for type_ in _TYPES:
            found = store.query(
                f"SELECT ?s {{ ?s a <https://w3id.org/chancery/ontology#{type_}> }} OFFSET {number * 7} LIMIT 1"
            )
            assert isinstance(found, ox.QuerySolutions)
            path = "/" + quote(next(found)["s"].value.removeprefix(publication.base_iri))
            yield Ordinary("entity, RDF", f"{path}.ttl", "text/turtle")
            yield Ordinary("entity, page", path, "text/html")
        yield Ordinary("search", f"/search?q=clause+{number}", "text/html")


def _held(address: str, pid: int) -> tuple[float, float]:
    """Megabytes that the server holds, and how many of them are answers that it keeps on purpose."""
    lines = Client(address).get("/metrics", "text/plain")[2].decode().splitlines()
    kept = next(float(line.split()[1]) for line in lines if line.startswith("chancery_cache_bytes "))
    return memory(pid), kept / (1 << 20)


_numbers = count(time.time_ns())  # no query of another run, whose answers may have been kept with the graph


def _asked(client: Client, one: Ordinary, address: str) -> tuple[float, int, bytes]:
    """Asks for it, from an address of the reader's own."""
    if client.connection is None:
        where = urlsplit(client.address).netloc
        client.connection = http.client.HTTPConnection(where, timeout=90, source_address=(address, 0))
    if one.query:
        return client.request("GET", _fresh(one), None, {"Accept": one.accept}, 90)
    return client.get(one.path, one.accept)


def _fresh(one: Ordinary) -> str:
    return f"{one.path}?" + urlencode({"query": f"{one.query}\n# {next(_numbers)}"})


def _besieged(
    address: str, pid: int, wanted: list[Ordinary], right: dict[Ordinary, tuple[int, bytes]], seconds: float
) -> tuple[float, Seen]:
    """The most megabytes that the server held, and what the readers saw."""
    held: list[float] = []
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(2.0):
            held.append(memory(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    seen = _read(address, wanted, right, seconds)
    is_over.set()
    watcher.join()
    return max(held, default=0.0), seen


def _read(address: str, wanted: list[Ordinary], right: dict[Ordinary, tuple[int, bytes]], seconds: float) -> Seen:
    """Lets the readers read for so many seconds."""
    seen, until = Seen(), time.monotonic() + seconds

    def reader(number: int) -> None:
        client = Client(address)
        turns = cycle(wanted[number * 11 % len(wanted) :] + wanted[: number * 11 % len(wanted)])
        while time.monotonic() < until:
            one = next(turns)
            try:
                taken, status, answer = _asked(client, one, f"127.0.1.{number + 1}")
            except (OSError, http.client.HTTPException):
                seen.refused[f"{one.kind}: connection"] += 1
                continue
            if (status, answer) == right[one]:
                seen.times[one.kind].append(taken)
            elif status in (429, 503):
                seen.refused[f"{one.kind}: {status}"] += 1
            else:
                seen.wrong[f"{one.kind}: {status} {one.path[:60]}"] += 1
            time.sleep(_THINKING)

    readers = [threading.Thread(target=reader, args=(number,)) for number in range(_READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return seen


def _report(quiet: Seen, siege: Seen, attacks: list[tuple[str, str, int]]) -> None:
    print(
        f"\n{'':16}{'quiet: asked':>14}{'median':>9}{'p95':>9}{'siege: asked':>15}{'median':>9}{'p95':>9}{'times':>8}"
    )
    for kind in sorted(quiet.times):
        _row(kind, quiet.times[kind], siege.times[kind])
    _row("all", _all(quiet), _all(siege))
    slower = {kind: _p95(siege.times[kind]) / _p95(quiet.times[kind]) for kind in quiet.times}
    print(f"\nwrong: {dict(siege.wrong) or 'none'}; refused: {dict(siege.refused) or 'none'}")
    print(f"wrong in the quiet: {dict(quiet.wrong) or 'none'}; refused: {dict(quiet.refused) or 'none'}")
    for name, what, often in attacks:
        print(f"  {name:16}{what:>6}{often:>8}")
    refused = sum(siege.refused.values()) + len(_all(siege))
    print()
    for kind in sorted(slower):
        _say(slower[kind] <= _TIMES_SLOWER, f"{kind}: p95 within {_TIMES_SLOWER:g} times the quiet one")
    _say(not siege.wrong, "no wrong answer")
    _say(sum(siege.refused.values()) * 100 < refused, "fewer than one in a hundred refused")


def _say(is_met: bool, aim: str) -> None:
    print(f"{'met   ' if is_met else 'MISSED'} {aim}")


def _row(kind: str, quiet: list[float], siege: list[float]) -> None:
    cells = "".join(
        f"{len(times):>{width}}{statistics.median(times or [0]):>9.1f}{_p95(times):>9.1f}"
        for times, width in ((quiet, 14), (siege, 15))
    )
    print(f"{kind:16}{cells}{_p95(siege) / max(_p95(quiet), 0.001):>8.1f}")


def _all(seen: Seen) -> list[float]:
    return [taken for times in seen.times.values() for taken in times]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else 0.0
