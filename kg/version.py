"""One version of a publication, written from what has been read: graph, store, dumps, report, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import kg
from kg import prepared, resources, search
from kg.archive import Archive, Record
from kg.changes import Changes, Graph
from kg.contents import Contents
from kg.errors import PublicationError
from kg.graph import identity, provenance, shapes, triples
from kg.graph.nodes import Identity
from kg.graph.provenance import Build, Dump
from kg.graph.rulings import Rulings, read_authority, read_curation
from kg.pages import Failure
from kg.progress import Reporter
from kg.store import background, dumps, embedded, nquads
from kg.syndication import Syndication


@dataclass(slots=True)
class _Draft:
    """What a version is made of, and what came up while it was made."""

    contents: Contents
    archive: Archive
    records: list[Record]
    joined: Identity
    copies: Syndication
    left_out: list[shapes.Violation] = field(default_factory=list)


def write_version(
    folder: Path, archive: Archive, contents: Contents, failures: list[Failure], progress: Reporter
) -> str:
    """Writes store, dumps, report and manifest of these contents into an empty folder; the SHA-256 of the graph.

    Raises:
        PublicationError: what was read on a page is lost.
    """
    progress.step("Joining what the pages say")
    whole = list(_records(archive, contents))
    copies = Syndication.of(record.reading for record in whole)
    records = [copies.without_copies(record) for record in whole]
    joined = identity.join((r.reading for r in records), _rulings(archive, contents))
    draft = _Draft(contents, archive, records, joined, copies)
    progress.step("Writing the graph")
    quads, union = folder / "graph.nq", folder / "graph.nt"
    changes = Changes.read(archive.given(contents.changes)) if contents.changes else Changes()
    content_hash = _write_quads(quads, union, changes.applied(_graphs(draft)))
    progress.step("Loading the store")
    embedded.load(folder / "store", quads, union)
    progress.step("Writing the search index and the answers of saved queries")
    store = embedded.open_store(folder / "store")
    search.write(store, folder / "search.sqlite")
    prepared.write(store, folder / "answers", contents.base_iri)
    progress.step("Writing the dumps")
    counts = provenance.count(dumps.read_statements(union))
    files = _write_dumps(folder / "dumps", quads, union)
    void = provenance.describe(contents.base_iri, counts, files, content_hash)
    (folder / "dumps" / "void.ttl").write_text(void, encoding="utf-8", newline="\n")
    dumps.write_checksums(folder / "dumps")
    _write_json(folder / "usage.json", provenance.usage(counts))
    quads.unlink()
    union.unlink()
    _write_json(folder / "report.json", _report(draft, failures))
    _write_json(folder / "manifest.json", contents.manifest())
    return content_hash


def _rulings(archive: Archive, contents: Contents) -> Rulings:
    authority = read_authority(archive.given(contents.authority)) if contents.authority else ()
    curation = read_curation(archive.given(contents.curation), contents.base_iri) if contents.curation else ()
    return Rulings(authority, curation)


def _records(archive: Archive, contents: Contents) -> Iterator[Record]:
    for entry in sorted(contents.entries):
        record = archive.record(entry.key)
        if record is None:
            raise PublicationError(f"What was read on {entry.name} is lost. Build again from its source with --again.")
        yield record


def _graphs(draft: _Draft) -> Iterator[Graph]:
    """Every named graph. A fact that breaks a rule is left out of them."""
    base = draft.contents.base_iri
    shared, known = triples.shared_graph(draft.joined, base)
    builds = {_build(record) for record in draft.records}
    sound, wrong = shapes.sift(shared, [*known, *provenance.build_triples(builds, base)], shapes.Context())
    draft.left_out += wrong
    yield nquads.term(shared), nquads.statements(sound)
    context = shapes.Context(triples.context(draft.joined, base))
    for record in draft.records:
        page = record.reading.page
        graph, told = triples.page_graph(record.reading, draft.joined, base)
        kept, wrong = shapes.sift(graph, [*told, *draft.copies.triples(page, base)], context)
        draft.left_out += wrong
        yield nquads.term(graph), nquads.statements([*kept, *provenance.page_triples(page, _build(record), base)])
    for name, kept_as in sorted(draft.contents.background.items()):
        iri = nquads.term(triples.background_iri(name, base))
        yield iri, background.statements(draft.archive.given(kept_as).read_bytes(), kept_as)


def _build(record: Record) -> Build:
    software, _, model = record.reader.partition(", ")
    return Build(software.removeprefix("chancery "), model)


def _write_quads(quads: Path, union: Path, graphs: Iterable[Graph]) -> str:
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


def _write_dumps(folder: Path, quads: Path, union: Path) -> list[Dump]:
    """Writes the dump files of the graph and of the ontology; what they are."""
    folder.mkdir()
    dumps.write_turtle(folder / "graph.ttl", dumps.read_statements(union))
    dumps.gzip_same(folder / "graph.nq.gz", quads)
    shutil.copyfile(resources.folder("ontology") / "diplomacy.ttl", folder / "ontology.ttl")
    return [Dump(path.name, path.stat().st_size, dumps.sha256(path)) for path in sorted(folder.iterdir())]


def _report(draft: _Draft, failures: list[Failure]) -> dict[str, Any]:
    """Each page with what was found there, by name; what failed, what was left out, what is doubtful."""
    failed = [{"name": f.name, "origin": f.origin, "error": f.reason} for f in failures]
    records = sorted(draft.records, key=lambda r: (r.reading.page.name, r.reading.page.sha256))
    return {
        "chancery": kg.__version__,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "pages": [_page_report(record) for record in records],
        "failed": sorted(failed, key=lambda f: (f["name"], f["origin"])),
        "left_out": [{"graph": v.graph, "fact": v.fact, "rule": v.rule} for v in draft.left_out],
        "idle_corrections": [str(correction) for correction in draft.joined.idle],
        "doubtful": [{"one": a, "other": b, "why": why} for a, b, why in draft.joined.doubtful],
    }


def _page_report(record: Record) -> dict[str, Any]:
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
    return {
        "name": reading.page.name,
        "sha256": reading.page.sha256,
        "url": reading.page.url,
        "articles": articles,
        "found": {kind: len(getattr(reading, kind)) for kind in kinds},
        "seconds": record.seconds,
        "reader": record.reader,
        "warnings": list(reading.warnings),
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
