"""One version of a publication, written from what has been read: graph, store, dumps, report, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import kg
from kg import resources
from kg.archive import Archive, Record
from kg.contents import Contents
from kg.errors import PublicationError
from kg.graph import identity, triples
from kg.model import Reading
from kg.pages import Failure
from kg.progress import Reporter
from kg.store import background, dumps, embedded, nquads


def write_version(
    folder: Path, archive: Archive, contents: Contents, failures: list[Failure], progress: Reporter
) -> str:
    """Writes store, dumps, report and manifest of these contents into an empty folder; the SHA-256 of the graph."""
    progress.step("Joining what the pages say")
    records = _records(archive, contents)
    readings = [record.reading for record in records]
    joined = identity.join(readings)
    progress.step("Writing the graph")
    quads, union = folder / "graph.nq", folder / "graph.nt"
    content_hash = _write_quads(quads, union, _graphs(readings, joined, archive, contents))
    progress.step("Loading the store")
    embedded.load(folder / "store", quads, union)
    progress.step("Writing the dumps")
    _write_dumps(folder / "dumps", quads, union)
    quads.unlink()
    union.unlink()
    _write_json(folder / "report.json", _report(records, failures, joined))
    _write_json(folder / "manifest.json", contents.manifest())
    return content_hash


def _records(archive: Archive, contents: Contents) -> list[Record]:
    found = []
    for entry in sorted(contents.entries):
        record = archive.record(entry.key)
        if record is None:
            raise PublicationError(f"What was read on {entry.name} is lost. Build again from its source with --again.")
        found.append(record)
    return found


def _graphs(
    readings: Iterable[Reading], joined: identity.Identity, archive: Archive, contents: Contents
) -> Iterator[tuple[str, list[nquads.Statement]]]:
    """Every named graph: its IRI as an N-Triples term, and its sorted statements."""
    made = [triples.shared_graph(joined, contents.base_iri)]
    made += (triples.page_graph(reading, joined, contents.base_iri) for reading in readings)
    for iri, found in made:
        yield nquads.term(iri), nquads.statements(found)
    for name, kept in contents.background.items():
        iri = nquads.term(triples.background_iri(name, contents.base_iri))
        yield iri, background.statements(archive.background(kept).read_bytes(), kept)


def _write_quads(quads: Path, union: Path, graphs: Iterable[tuple[str, list[nquads.Statement]]]) -> str:
    """Writes the graphs as sorted N-Quads, and each of their triples once as N-Triples; the SHA-256 of the N-Quads."""
    every: set[nquads.Statement] = set()
    hasher = hashlib.sha256()
    with quads.open("wb") as out:
        for graph, found in sorted(graphs):
            every.update(found)
            data = "".join(nquads.lines(found, graph)).encode("utf-8")
            hasher.update(data)
            out.write(data)
    with union.open("w", encoding="utf-8", newline="\n") as lines:
        lines.writelines(nquads.lines(sorted(every)))
    return hasher.hexdigest()


def _write_dumps(folder: Path, quads: Path, union: Path) -> None:
    folder.mkdir()
    with union.open(encoding="utf-8", newline="\n") as lines:
        dumps.write_turtle(folder / "graph.ttl", (nquads.parse_line(line)[0] for line in lines))
    dumps.gzip_same(folder / "graph.nq.gz", quads)
    shutil.copyfile(resources.folder("ontology") / "diplomacy.ttl", folder / "ontology.ttl")
    dumps.checksums(folder)


def _report(records: list[Record], failures: list[Failure], joined: identity.Identity) -> dict[str, Any]:
    """Each page with what was found there, by name, and the pages that failed with the reason."""
    found = [
        _page_report(record) for record in sorted(records, key=lambda r: (r.reading.page.name, r.reading.page.sha256))
    ]
    failed = [{"name": f.name, "origin": f.origin, "error": f.reason} for f in failures]
    return {
        "chancery": kg.__version__,
        "pages": found,
        "failed": sorted(failed, key=lambda f: (f["name"], f["origin"])),
        "doubtful": [list(pair) for pair in joined.doubtful],
    }


def _page_report(record: Record) -> dict[str, Any]:
    reading = record.reading
    return {
        "name": reading.page.name,
        "sha256": reading.page.sha256,
        "url": reading.page.url,
        "articles": [
            {
                "title": a.title,
                "issued": a.issued.isoformat() if a.issued else None,
                "date_basis": a.date_basis,
                "publisher": a.publisher,
            }
            for a in reading.articles
        ],
        "found": {
            name: len(getattr(reading, name)) for name in ("actors", "meetings", "positions", "quotes", "tenures")
        },
        "seconds": record.seconds,
        "reader": record.reader,
        "warnings": list(reading.warnings),
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
