"""What versions are made of, whether written whole or added to: the graph of a page, and what tells of the dumps."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from kg import resources
from kg.archive import Record
from kg.graph import iris, provenance, shapes, triples
from kg.graph.provenance import Counts, Dump
from kg.register import Register
from kg.store import blocks, dumps, nquads
from kg.store.blocks import Written
from kg.store.nquads import Statement

QUADS_INDEX: Final = "graph.nq.index"
TURTLE_INDEX: Final = "graph.ttl.index"


def graph_of(name: str, sha256: str, base: str) -> str:
    """The name of a page's graph, as an N-Triples term."""
    return nquads.term(iris.graph(base, iris.tail(name, sha256)))


def page_statements(register: Register, page: int, record: Callable[[str], Record], base: str) -> list[Statement]:
    """The statements of a page's graph. A fact that breaks a rule is left out; the register keeps that for the report,
    and what was found on the page."""
    found = record(register.key(page))
    copies = register.syndication(page)
    reading = copies.without_copies(found).reading
    identity = register.identity(page)
    graph, told = triples.page_graph(reading, identity, base)
    context = shapes.Context(triples.context(identity, base))
    kept, wrong = shapes.sift(graph, [*told, *copies.triples(reading.page, base)], context)
    register.report(page, _page_report(found), [(v.graph, v.fact, v.rule) for v in wrong])
    build = provenance.build_of(found.reader)
    return nquads.statements([*kept, *provenance.page_triples(reading.page, build, base)])


def _page_report(record: Record) -> str:
    reading = record.reading
    articles = [
        {
            "title": article.title,
            "issued": article.issued.isoformat() if article.issued else None,
            "date_basis": article.date_basis,
            "publisher": article.publisher,
        }
        for article in reading.articles
    ]
    kinds = ("actors", "meetings", "positions", "quotes", "tenures")
    told = {
        "name": reading.page.name,
        "sha256": reading.page.sha256,
        "url": reading.page.url,
        "articles": articles,
        "found": {kind: len(getattr(reading, kind)) for kind in kinds},
        "seconds": record.seconds,
        "reader": record.reader,
        "warnings": list(reading.warnings),
    }
    return textwrap.indent(json.dumps(told, ensure_ascii=False, indent=1), "  ")


def describe(folder: Path, base: str, counts: Counts, quads: Written, turtle: Written) -> str:
    """Writes what tells of a version's dumps: VoID, checksums, how often each term is used; the hash of the graph."""
    place = folder / "dumps"
    shutil.copyfile(resources.folder("ontology") / "diplomacy.ttl", place / "ontology.ttl")
    sums = {"graph.nq.gz": quads.sha256, "graph.ttl": turtle.sha256}
    files = [
        Dump(path.name, path.stat().st_size, sums.get(path.name) or dumps.sha256(path))
        for path in sorted(place.iterdir())
    ]
    content_hash = blocks.content_hash(quads.index)
    void = provenance.describe(base, counts, files, content_hash)
    (place / "void.ttl").write_text(void, encoding="utf-8", newline="\n")
    dumps.write_checksums(place, sums)
    write_json(folder / "usage.json", provenance.usage(counts))
    write_json(folder / "counts.json", counts.told())
    return content_hash


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Writes a JSON object, on one line."""
    path.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )
