"""One version of a publication, written from what has been read: graph, store, dumps, report, manifest.

The first time everything is written. Later, what is the same in the version before is taken from there, so that adding
a page costs what it adds; see `kg.addition`. Both ways write the same.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final

import kg
from kg import addition, parts, prepared, search
from kg.archive import Archive, Record
from kg.changes import Changes, Graph
from kg.contents import Contents, Entry
from kg.errors import PublicationError
from kg.graph import provenance, shapes, triples
from kg.pages import Failure
from kg.progress import Reporter
from kg.publication import Publication
from kg.register import Change, Register
from kg.store import background, blocks, copying, dumps, embedded, nquads
from kg.store.nquads import Statement

_AT_ONCE: Final = 500_000
"""So many statements are sorted in memory at a time."""
_REPORTS: Final = 1_000
"""So many pages' reports are written at a time."""
_SOUND: Final = "sound"
"""Whether nothing had to be left out of what all pages tell together, and the store gives all back as it was told."""


@dataclass(slots=True)
class _Draft:
    """What a version is made of, and what came up while it was made."""

    folder: Path
    archive: Archive
    contents: Contents
    register: Register
    left_out: list[shapes.Violation] = field(default_factory=list)

    def record(self, key: str) -> Record:
        """What was read on a page."""
        found = self.archive.record(key)
        if found is None:
            name = self.contents.pages.name(key)
            raise PublicationError(f"What was read on {name} is lost. Build again from its source with --again.")
        return found


def write_version(
    folder: Path,
    archive: Archive,
    contents: Contents,
    failures: list[Failure],
    progress: Reporter,
    register: Register,
    before: Publication | None = None,
    index: copying.Ahead | None = None,
) -> str:
    """Writes store, dumps, report and manifest of these contents into an empty folder; the hash of the graph.

    Args:
        register: that of the version `before`, or an empty one; it is taken to the new version, but not kept.
        before: the version to take what is the same from; None to write everything.
        index: a copy of the search index of the version `before`, where one was begun.

    Raises:
        PublicationError: what was read on a page is lost.
    """
    progress.step("Joining what the pages say")
    draft = _Draft(folder, archive, contents, register)
    readers = register.readers()
    change = _join(draft)
    rest, added = partial(_write_rest, draft, failures), None
    if before is not None and _may_add(draft, before, change):
        progress.step("Adding to the graph")
        try:
            added = addition.write(folder, before, register, change, readers, draft.record, index, rest)
        except PublicationError:
            # a file of the version before is damaged: nothing of it is needed to write everything
            shutil.rmtree(folder)
            folder.mkdir()
    if added:
        return added
    content_hash = _write_whole(draft, progress)
    rest()
    return content_hash


def _write_rest(draft: _Draft, failures: list[Failure]) -> None:
    """What does not depend on the dumps."""
    _write_report(draft, failures)
    parts.write_json(draft.folder / "manifest.json", draft.contents.manifest())
    draft.contents.pages.write(draft.folder)


def _join(draft: _Draft) -> Change:
    known = draft.register.keys()
    wanted, come = set(), []
    for page in draft.contents.pages.pages():
        wanted.add(page[0])
        if page[0] not in known:
            come.append(Entry(*page))
    gone = [draft.register.kept(key) for key in sorted(known - wanted)]
    return draft.register.change(gone, sorted(come), draft.record)


def _may_add(draft: _Draft, before: Publication, change: Change) -> bool:
    """Whether the version before differs from this one in pages alone, and in few."""
    contents, was = draft.contents, before.manifest
    ruled = [contents.changes, contents.authority, contents.curation]
    ruled += map(was.get, ("changes", "authority", "curation"))
    return (
        (contents.base_iri, contents.background) == (was["base_iri"], was["background"])
        and not any(ruled)
        and draft.register.meta(_SOUND) == "yes"
        and addition.is_worth_it(draft.register.count(), change)
        and addition.is_ready(before)
    )


def _write_whole(draft: _Draft, progress: Reporter) -> str:
    folder = draft.folder
    progress.step("Writing the graph")
    (folder / "dumps").mkdir()
    quads, union = folder / "graph.nq", folder / "graph.nt"
    with quads.open("w", encoding="utf-8", newline="\n") as out, _Union(folder / "sorting") as statements:
        found = (block for graph in _graphs(draft) for block in _told(graph, out, statements))
        written = blocks.write(
            folder / "dumps" / "graph.nq.gz", folder / parts.QUADS_INDEX, found, dumps.nquads_layout()
        )
        statements.write(union)
    progress.step("Loading the store")
    embedded.load(folder / "store", quads, union)
    progress.step("Writing the search index and the answers of saved queries")
    store = embedded.open_store(folder / "store")
    search.write(store, folder / "search.sqlite")
    prepared.write(store, folder / "answers", draft.contents.base_iri)
    progress.step("Writing the dumps")
    prefixes = dumps.default_prefixes()
    turtle = blocks.write(
        folder / "dumps" / "graph.ttl",
        folder / parts.TURTLE_INDEX,
        dumps.turtle_blocks(dumps.read_statements(union), prefixes),
        dumps.turtle_layout(prefixes),
    )
    counts = provenance.count(dumps.read_statements(union))
    quads.unlink()
    union.unlink()
    return parts.describe(folder, draft.contents.base_iri, counts, written, turtle)


def _told(graph: Graph, out: Any, union: _Union) -> Iterator[blocks.Block]:
    """The blocks of a graph, which is also written to `out` and added to the union."""
    name, found = graph
    out.writelines(nquads.lines(found, name))
    union.add(found)
    yield from dumps.nquads_blocks(name, found)


class _Union:
    """Statements, sorted and each once, however many: what does not fit into memory waits in files in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._now: set[Statement] = set()
        self._runs: list[Path] = []

    def __enter__(self) -> _Union:
        self._folder.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)

    def add(self, found: Iterable[Statement]) -> None:
        """Takes in statements."""
        self._now.update(found)
        if len(self._now) >= _AT_ONCE:
            self._put_away()

    def write(self, path: Path) -> None:
        """Writes them as N-Triples lines."""
        self._put_away()
        files = [run.open(encoding="utf-8", newline="\n") for run in self._runs]
        with path.open("w", encoding="utf-8", newline="\n") as out:
            # lines sort as their statements do: a blank sorts before anything that a term may go on with
            out.writelines(line for line, _ in groupby(merge(*files)))
        for file in files:
            file.close()

    def _put_away(self) -> None:
        path = self._folder / f"{len(self._runs)}.nt"
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(nquads.lines(sorted(self._now)))
        self._runs.append(path)
        self._now = set()


def _graphs(draft: _Draft) -> Iterator[Graph]:
    """Every named graph, by its name. A fact that breaks a rule is left out of them."""
    contents, archive = draft.contents, draft.archive
    base = contents.base_iri
    changes = Changes.read(archive.given(contents.changes)) if contents.changes else Changes()
    pages = {parts.graph_of(name, sha256, base): number for number, name, sha256 in draft.register.pages()}
    given = {nquads.term(triples.background_iri(name, base)): kept for name, kept in contents.background.items()}
    shared, told = _shared(draft)
    sound = not draft.left_out
    for name in sorted({shared, *pages, *given, *changes.graphs()}):
        if name == shared:
            found = told
        elif name in pages:
            found = parts.page_statements(draft.register, pages[name], draft.record, base)
        elif name in given:
            found = background.statements(archive.given(given[name]).read_bytes(), given[name])
            sound = sound and embedded.gives_back(found)
        else:
            found = []
        if found := changes.within_graph(name, found):
            yield name, found
    draft.register.put_meta(_SOUND, "yes" if sound else "no")


def _shared(draft: _Draft) -> tuple[str, list[Statement]]:
    """The shared graph: its name and its statements."""
    base = draft.contents.base_iri
    graph, known = triples.shared_graph(draft.register.shared(), base)
    builds = provenance.build_triples(map(provenance.build_of, draft.register.readers()), base)
    sound, draft.left_out = shapes.sift(graph, [*known, *builds], shapes.Context())
    return nquads.term(graph), nquads.statements(sound)


def _write_report(draft: _Draft, failures: list[Failure]) -> None:
    """Each page with what was found there, by name; what failed, what was left out, what is doubtful."""
    failed = [{"name": f.name, "origin": f.origin, "error": f.reason} for f in failures]
    shared = draft.register
    left_out = [*((v.graph, v.fact, v.rule) for v in draft.left_out), *shared.left_out()]
    head = {"chancery": kg.__version__, "built": datetime.now(UTC).isoformat(timespec="seconds")}
    tail = {
        "failed": sorted(failed, key=lambda f: (f["name"], f["origin"])),
        "left_out": [{"graph": graph, "fact": fact, "rule": rule} for graph, fact, rule in left_out],
        "idle_corrections": [str(correction) for correction in shared.idle()],
        "doubtful": [{"one": a, "other": b, "why": why} for a, b, why in shared.doubtful()],
    }
    with copying.Sink(draft.folder / "report.json") as out:
        out.write(("{\n" + _members(head) + ',\n "pages": [\n').encode())
        told, between = shared.reports(), b""
        while some := list(islice(told, _REPORTS)):
            out.write(between + b",\n".join(some))
            between = b",\n"
        out.write(("\n ],\n" + _members(tail) + "\n}\n").encode())


def _members(content: Mapping[str, object]) -> str:
    """The members of an object as JSON: each in a line of its own, and so is each item of a list."""
    return ",\n".join(f" {_json(name)}: {_items(value)}" for name, value in content.items())


def _items(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join("  " + _json(item) for item in value) + "\n ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
