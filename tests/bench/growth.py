"""What a publication costs as it grows: time, memory and disk of each step, of one page more, and of large graphs.

`python -m tests.bench growth` is small; `--full` is 1,000 to 100,000 pages and 1 to 30 million triples. `--pages 100,1000`
and `--triples 100000` set the sizes, one of them alone leaves out the other; `--folder DIR` keeps what was read and made.

Pages are made up (`tests.bench._news`). Up to 1,000 are read by the build that is measured. More have been read before:
the first 10,000 each by itself, the others are these with other people, topics and days, whose readings are made from
theirs. Each build is a process of its own; seconds are the processor's, of that process and those that it started.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyoxigraph

from kg.publication import Publication
from kg.queries import bind, library
from kg.search import Index
from tests.bench._kept import read_before, shards_of
from tests.bench._measured import READING, Step, measured
from tests.bench._news import write_shards
from tests.bench._synthetic import values_of
from tests.bench.queries import asked

READ = 1_000
"""Pages that are read where they are built; of more, what was read is kept."""
_ADDED = 3
_ALLOWED = 2.0
_LEAST = 0.05
"""Rows of tables with nothing above it are left out."""
_MACHINES = ((2, 8, 100), (4, 16, 200), (8, 32, 500), (16, 64, 1_000))
"""Cores, and gigabytes of memory and disk."""
_SPARE = 0.8
"""The share of a machine's memory and disk that is counted on."""
_MILLION = 1_000_000
_TOGETHER = "together"


class Grown(defaultdict[str, defaultdict[int, float]]):
    """What each step took, by the numbers of the sizes; 0 where there was no such step."""

    def __init__(self) -> None:
        super().__init__(lambda: defaultdict(float))


def main(options: Sequence[str] = ()) -> None:
    """Builds, adds, loads, and prints the tables."""
    given = _options(options)
    print(f"{_machine()}. Seconds are the processor's; slopes are those of logarithms: 1 is what grows as its input.")
    with tempfile.TemporaryDirectory(prefix="chancery-bench-") as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if given.pages:
            _pages(folder, given.pages)
        if given.triples:
            _graphs(folder, given.triples)


def _options(words: Sequence[str]) -> argparse.Namespace:
    def sizes(text: str) -> list[int]:
        return sorted(int(size.replace("_", "")) for size in text.split(","))

    parser = argparse.ArgumentParser(prog="python -m tests.bench growth")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--pages", type=sizes)
    parser.add_argument("--triples", type=sizes)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args(words)
    if given.pages is None and given.triples is None:
        given.pages = [100, 1_000, 10_000, 100_000] if given.full else [100, 300, 1_000]
        given.triples = [_MILLION, 10 * _MILLION, 30 * _MILLION] if given.full else [30_000, 100_000, 300_000]
    return given


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    engine = f"Python {platform.python_version()}, Oxigraph {pyoxigraph.__version__}"
    return f"{cores} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}; {engine}"


def _pages(folder: Path, sizes: list[int]) -> None:
    """Builds from so many pages each, and adds a page to each."""
    took, clock, memory, disk, more = Grown(), Grown(), Grown(), Grown(), Grown()
    for at, size in enumerate(sizes):
        out, steps = _built(folder, size)
        for step in steps:
            took[step.name][at] = step.processor
            clock[step.name][at] = step.wall
            memory[step.name][at] = step.memory
        runs = [_added(folder, out, number) for number in range(size, size + _ADDED)]
        for name in dict.fromkeys(step.name for run in runs for step in run):
            more[name][at] = statistics.median(sum(s.processor for s in run if s.name == name) for run in runs)
        more[_TOGETHER][at] = statistics.median(sum(s.processor for s in run) for run in runs)
        for name, megabytes in _sizes(out).items():
            disk[name][at] = megabytes
    print(f"\nMade-up pages of some 130 words. Above {READ:,}, what was read on them is taken from before.")
    _table("seconds", "pages", sizes, took)
    _table("seconds by the clock", "pages", sizes, clock)
    _table("megabytes of memory at most", "pages", sizes, memory)
    _table("megabytes on disk, after one page more", "pages", sizes, disk)
    _table("seconds for one page more", "pages", sizes, more)
    whole = [more[_TOGETHER][at] for at in range(len(sizes))]
    bare = [whole[at] - more[READING][at] for at in range(len(sizes))]
    verdict = "as asked" if whole[-1] / whole[0] <= _ALLOWED else f"not the {_ALLOWED:g} asked for"
    print(
        f"\nOne page more into {sizes[-1]:,} costs {whole[-1] / whole[0]:.2f} times what it costs into {sizes[0]:,}:"
        f" {verdict} (without starting and reading the page {bare[-1] / bare[0]:.2f} times)."
    )
    if sizes[0] <= READ and len(sizes) > 1:
        _million(sizes, took, memory, disk, more)


def _built(folder: Path, size: int) -> tuple[Path, list[Step]]:
    """Builds a publication of so many pages; where it is, and what each step took."""
    out, shards = folder / f"publication-{size}", shards_of(folder, size)
    shutil.rmtree(out, ignore_errors=True)
    if size > READ:
        shutil.copytree(read_before(folder, size), out)
    return out, measured("build", str(out), str(shards))


def _added(folder: Path, out: Path, number: int) -> list[Step]:
    """What it takes to add the page of this number."""
    shard = write_shards(folder / f"one-{number}", range(number, number + 1))
    return measured("build", str(out), str(shard))


def _sizes(out: Path) -> dict[str, float]:
    """Megabytes of what a publication keeps beside its versions, of each part of its version, and of it all."""
    current = (out / "current").resolve()
    parts = {path.name: _megabytes(path) for path in sorted(out.iterdir()) if not path.is_symlink()}
    parts |= {f"current/{path.name}": _megabytes(path) for path in sorted(current.iterdir())}
    return {**parts, _TOGETHER: _megabytes(out)}


def _megabytes(path: Path) -> float:
    """What files take on disk, each once, however many names it has."""
    every = [path, *(path.rglob("*") if path.is_dir() else ())]
    told = {(s.st_dev, s.st_ino): s.st_blocks * 512 for s in (one.lstat() for one in every)}
    return sum(told.values(), 0.0) / 1e6


def _graphs(folder: Path, sizes: list[int]) -> None:
    """Publishes made-up graphs, and asks for pages and queries."""
    took, clock, memory, asks = Grown(), Grown(), Grown(), Grown()
    for at, size in enumerate(sizes):
        root = folder / f"graph-{size}"
        shutil.rmtree(root, ignore_errors=True)
        for step in measured("graph", str(root), str(size)):
            took[step.name][at] = step.processor
            clock[step.name][at] = step.wall
            memory[step.name][at] = step.memory
        took["megabytes on disk"][at] = _megabytes(root)
        for step in measured("pages", str(root)):
            asks[f"an entity's page, {step.name}"][at] = step.processor * 1000
        for name, milliseconds in _queries(Publication.open(root)).items():
            asks[name][at] = milliseconds
    _table("seconds", "triples", sizes, took)
    _table("seconds by the clock", "triples", sizes, clock)
    _table("megabytes of memory at most", "triples", sizes, memory)
    _table("milliseconds", "triples", sizes, asks)


def _queries(made: Publication) -> dict[str, float]:
    """Milliseconds of the saved queries."""
    names = Index(made.search).named
    times = [asked(made.store, bind(query, values_of(query), names=names)) for query in library()]
    found = {}
    for name, column in (("first", 1), ("again", 2)):
        found[f"a saved query {name}, median"] = statistics.median(row[column] for row in times)
        found[f"a saved query {name}, slowest"] = max(row[column] for row in times)
    return found


def _table(what: str, of: str, sizes: list[int], rows: Grown) -> None:
    """Prints a row a step, with the slope between each two sizes."""
    print(f"\n{what}\n{of:60}" + "".join(f"{size:>12,}" for size in sizes) + "   slopes")
    for name, values in rows.items():
        told = [values[at] for at in range(len(sizes))]
        if max(told) >= _LEAST:
            shown = "".join(f"{value:>12,.{1 if value < 1000 else 0}f}" for value in told)
            slopes = " ".join(f"{_slope(sizes, values, at):.2f}" for at in range(1, len(sizes)))
            print(f"{name:60}{shown}   {slopes}", flush=True)


def _slope(sizes: list[int], values: Mapping[int, float], at: int) -> float:
    """The slope up to the size of this number; nan where there is none."""
    if min(values[at - 1], values[at]) <= 0:
        return math.nan
    return math.log(values[at] / values[at - 1]) / math.log(sizes[at] / sizes[at - 1])


def _at(wanted: float, sizes: list[int], values: Mapping[int, float]) -> float:
    """What a step takes: as measured, or at another size by the slope between the two largest, or as its input where
    there is none; nothing shrinks."""
    if wanted in sizes:
        return values[sizes.index(int(wanted))]
    last = len(sizes) - 1
    slope = _slope(sizes, values, last)
    return values[last] * math.pow(wanted / sizes[last], 1.0 if math.isnan(slope) else max(0.0, slope))


def _million(sizes: list[int], took: Grown, memory: Grown, disk: Grown, more: Grown) -> None:
    """Prints what a million pages cost, and what machines hold, as the README has it."""
    read = max(size for size in sizes if size <= READ)
    a_page = took[READING][sizes.index(read)] / read

    def costs(number: float) -> tuple[float, float, float, float, float]:
        """Hours of reading and of publishing, gigabytes of memory and of disk, seconds for one page more."""
        publishing = sum((_at(number, sizes, row) for name, row in took.items() if name != READING), 0.0)
        one = sum((_at(number, sizes, row) for name, row in more.items() if name != _TOGETHER), 0.0)
        most = max(_at(number, sizes, row) for row in memory.values())
        kept = _at(number, sizes, disk[_TOGETHER])
        return a_page * number / 3600, publishing / 3600, most / 1000, kept / 1000, one

    print(
        "\n| pages | reading | publishing | memory | disk | one page more |\n| ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    for number in (*sizes, *(n for n in (_MILLION,) if n > sizes[-1])):
        reading, publishing, room, kept, one = costs(number)
        print(f"| {number:,} | {reading:.3g} h | {publishing:.3g} h | {room:.2g} GB | {kept:.3g} GB | {one:.2g} s |")
    print("\n| a machine | holds | bound by | read there in |\n| --- | ---: | --- | ---: |")
    for cores, memory_there, space in _MACHINES:
        held = {"memory": _most(lambda n: costs(n)[2], memory_there), "disk": _most(lambda n: costs(n)[3], space)}
        bound = min(held, key=lambda name: held[name])
        most = float(f"{held[bound]:.1e}")
        hours = costs(most)[0] / cores + costs(most)[1]
        print(f"| {cores} cores, {memory_there} GB, {space} GB of disk | {most:,.0f} | {bound} | {hours:.3g} h |")


def _most(cost: Callable[[float], float], there: float) -> float:
    """The most pages whose cost stays below what is there, of up to a milliard."""
    low, high = 1.0, 1e9
    while high / low > 1.01:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if cost(middle) <= there * _SPARE else (low, middle)
    return low
