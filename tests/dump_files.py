"""Dump files of a made-up graph, for tests and benches that write no whole version."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg.store import blocks, dumps, nquads


def write_dumps(folder: Path, quads: Path, union: Path) -> None:
    """Writes `graph.ttl` and `graph.nq.gz` into a folder, from files of sorted N-Quads and N-Triples lines."""
    write_quads(folder / "graph.nq.gz", quads)
    prefixes = dumps.default_prefixes()
    _write(
        folder / "graph.ttl", dumps.turtle_blocks(dumps.read_statements(union), prefixes), dumps.turtle_layout(prefixes)
    )


def write_quads(path: Path, quads: Path) -> None:
    """Writes `graph.nq.gz` at a path, in the place of what is there."""
    path.unlink(missing_ok=True)
    with quads.open(encoding="utf-8", newline="\n") as lines:
        graphs = groupby(map(nquads.parse_line, lines), key=itemgetter(1))
        told = (block for graph, found in graphs for block in dumps.nquads_blocks(graph or "", (s for s, _ in found)))
        _write(path, told, dumps.nquads_layout())


def _write(path: Path, found: object, layout: blocks.Layout) -> None:
    index = path.with_name(f"{path.name}.index")
    blocks.write(path, index, found, layout)  # type: ignore[arg-type]
    index.unlink()
