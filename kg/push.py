"""Puts a publication onto a SPARQL server somewhere else, graph by graph, and goes on where it broke off.

Beside the named graphs, which hold a triple as often as pages tell it, the server gets their union, which holds it
once, so that counts are right: in its default graph where that is a graph of its own, or else in a named one. Every
step may be taken twice, so a push that was ended is made whole by the next one, also by one of a newer version:

- A triple leaves the union before it leaves the last graph that holds it, and enters the union after that graph.
- What a changed graph loses is worked out on the server, against its new content in a graph beside it: servers write
  numbers and dates in their own way, and would not find again what they are told to delete one by one.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg.errors import InputError
from kg.progress import Reporter
from kg.publication import Publication
from kg.store.journal import Journal, Notes, content_of
from kg.store.nquads import parse_line
from kg.store.writing import Server, ntriples

CHUNK = 4_000
"""Triples sent at once, in an update twice: Virtuoso reads no update of more than some 15,000."""
JOBS = 4
"""Chunks of new graphs on their way at once. A server that takes one after another makes the others wait."""
_MOST_GRAPHS = 200
"""Graphs in a chunk: those on their way are what a push that is ended may leave half written, for the next to mend."""
_BLANK = re.compile(r"\A_:(\S+)\Z")
_NOTHING = hashlib.sha256().hexdigest()
Line = tuple[str, str]
"""A graph's IRI, and a statement as N-Triples terms with blanks between."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: how many graphs it found new, changed, the same, and gone from the publication."""

    new: int
    changed: int
    same: int
    gone: int


@dataclass(frozen=True, slots=True)
class Part:
    """Statements of a graph that are sent together: all of them, or one of several parts."""

    graph: str
    statements: list[str]
    is_first: bool
    is_last: bool


Bulk = Callable[[Iterable[Line], str | None], None]
"""Loads statements and the graph of their union by a way of the server's own; see `kg.store.virtuoso`."""


def push(folder: Path, server: Server, progress: Reporter, bulk: Bulk | None = None, jobs: int = JOBS) -> Pushed:
    """Makes a server hold the publication in a folder, and none of what earlier ones with its base IRI put there.

    One push at a time: two at once would undo each other's notes. `bulk` is for a first load alone; `jobs` is how many
    requests with what is new are made at once.

    Raises:
        PublicationError: there is no publication in the folder.
        InputError: the server holds some of the publication already, too late for `bulk`.
        RemoteError: the server does not answer as it should; what was done stays, and the next push goes on.
    """
    publication = Publication.open(folder)
    dump, base = publication.dumps / "graph.nq.gz", publication.base_iri
    wanted = hashes(dump, base)
    journal = Journal(server, base)
    notes = journal.read()
    work = _Work(wanted, notes)
    if bulk and (notes.whole or any(wanted.get(graph) != hash for graph, hash in notes.begun.items())):
        raise InputError("The server holds some of this publication already: push without --bulk to go on from there.")
    if work.is_done and notes.version == content_of(publication.version):
        return work.told()
    union = journal.open(f"{base}graph/union")
    if bulk:
        progress.step("The server loads the files")
        journal.begin(wanted)
        bulk(lines(dump, base), union)
        journal.finish(wanted)
    else:
        _Loader(server, journal, union, base, jobs).load(dump, work, progress)
    journal.close(content_of(publication.version))
    return work.told()


class _Work:
    """What is to be done, by what is wanted and what is noted."""

    def __init__(self, wanted: dict[str, str], notes: Notes) -> None:
        touched = notes.whole.keys() | notes.begun.keys()
        stale = {graph: hash for graph, hash in wanted.items() if notes.whole.get(graph) != hash}
        self.new = {graph: hash for graph, hash in stale.items() if graph not in touched}
        self.changed = {graph: hash for graph, hash in stale.items() if graph in touched}
        self.gone = sorted(touched - wanted.keys())
        self.same = len(wanted) - len(stale)

    @property
    def is_done(self) -> bool:
        return not (self.new or self.changed or self.gone)

    def told(self) -> Pushed:
        return Pushed(len(self.new), len(self.changed), self.same, len(self.gone))


class _Shown:
    """Tells how many graphs are there, at each hundredth part of them."""

    def __init__(self, progress: Reporter, total: int) -> None:
        self._progress = progress
        self._done, self._total = 0, total

    def more(self, graphs: int) -> None:
        before, self._done = self._done, self._done + graphs
        if before * 100 // self._total < self._done * 100 // self._total:
            self._progress.step(f"{self._done:,} of {self._total:,} graphs are there")


class _Loader:
    """Does the work on the server."""

    def __init__(self, server: Server, journal: Journal, union: str | None, base: str, jobs: int) -> None:
        self._jobs = jobs
        self._server = server
        self._journal = journal
        self._union = union
        self._base = base
        self._beside = f"{base}graph/pushing"

    def load(self, dump: Path, work: _Work, progress: Reporter) -> None:
        """Writes what is new or changed, then removes what is gone."""
        shown = _Shown(progress, len(work.new) + len(work.changed))
        for parts in self._added((line for line in lines(dump, self._base) if line[0] in work.new), work.new):
            self._journal.finish({part.graph: work.new[part.graph] for part in parts if part.is_last})
            shown.more(sum(part.is_last for part in parts))
        for parts in batches(line for line in lines(dump, self._base) if line[0] in work.changed):
            for part in parts:
                self._change(part, work.changed[part.graph])
                shown.more(part.is_last)
        self._server.update(f"DROP SILENT GRAPH <{self._beside}>")
        for graph in work.gone:
            self._remove(graph)

    def _added(self, found: Iterable[Line], hashes: dict[str, str]) -> Iterator[list[Part]]:
        """Writes graphs that the server does not have, several batches at once; the batches that are there, in their
        order, so that a graph's last part comes after its others."""
        running: deque[tuple[Future[None], list[Part]]] = deque()
        with ThreadPoolExecutor(self._jobs) as pool:
            for parts in batches(found):
                if len(running) == self._jobs:
                    yield _waited(*running.popleft())
                self._journal.begin({part.graph: hashes[part.graph] for part in parts if part.is_first})
                running.append((pool.submit(self._add, parts), parts))
            while running:
                yield _waited(*running.popleft())

    def _add(self, parts: list[Part]) -> None:
        """Writes parts of graphs that the server does not have."""
        if not self._server.addresses.graphs:
            self._server.update(self._insertion(parts))
            return
        for part in parts:
            self._server.post(part.graph, ntriples(part.statements))
        self._server.post(self._union, ntriples(s for part in parts for s in part.statements))

    def _insertion(self, parts: list[Part]) -> str:
        graphs = [f"GRAPH <{part.graph}> {{\n{_block(part.statements)}}}" for part in parts]
        everything = _block(s for part in parts for s in part.statements)
        return "INSERT DATA {\n" + "\n".join(graphs) + "\n" + self._in_union(everything) + "}"

    def _change(self, part: Part, hash: str) -> None:
        """Writes a graph that the server has, or may have in part, in another content."""
        self._put_beside(part)
        if not part.is_last:
            return
        graph, triple = f"<{part.graph}>", "?s ?p ?o"
        in_graph, beside = f"GRAPH {graph} {{ {triple} }}", f"GRAPH <{self._beside}> {{ {triple} }}"
        lost = f"{in_graph} FILTER NOT EXISTS {{ {beside} }}"
        lost_everywhere = f"{lost} FILTER NOT EXISTS {{ {self._journal.holders(part.graph)} }}"
        steps = (
            f"DELETE {{ {self._in_union(triple)} }} WHERE {{ {lost_everywhere} }}",
            f"DELETE {{ {in_graph} }} WHERE {{ {lost} }}",
            f"INSERT {{ {in_graph} }} WHERE {{ {beside} }}",
            f"INSERT {{ {self._in_union(triple)} }} WHERE {{ {beside} }}",
        )
        self._server.update(self._journal.change(part.graph, hash, steps))

    def _put_beside(self, part: Part) -> None:
        if self._server.addresses.graphs:
            send = self._server.put if part.is_first else self._server.post
            send(self._beside, ntriples(part.statements))
            return
        # CLEAR, for Virtuoso takes DROP in a request of its own alone
        clear = f"CLEAR SILENT GRAPH <{self._beside}> ;\n" if part.is_first else ""
        content = f"GRAPH <{self._beside}> {{\n{_block(part.statements)}}}"
        self._server.update(f"{clear}INSERT DATA {{ {content} }}")

    def _remove(self, graph: str) -> None:
        """Removes a graph, and what it alone holds from the union."""
        in_graph = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        lost = f"{in_graph} FILTER NOT EXISTS {{ {self._journal.holders(graph)} }}"
        self._journal.begin({graph: _NOTHING})
        self._server.update(f"DELETE {{ {self._in_union('?s ?p ?o')} }} WHERE {{ {lost} }}")
        self._server.update(f"DROP SILENT GRAPH <{graph}>")
        self._journal.forget([graph])

    def _in_union(self, triples: str) -> str:
        return f"GRAPH <{self._union}> {{ {triples} }}" if self._union else triples


def _waited(sent: Future[None], parts: list[Part]) -> list[Part]:
    sent.result()
    return parts


def hashes(dump: Path, base: str) -> dict[str, str]:
    """Each graph of a publication's `graph.nq.gz` with the SHA-256 of what of it is pushed."""
    found = {}
    for graph, group in groupby(lines(dump, base), key=itemgetter(0)):
        hasher = hashlib.sha256()
        for _, statement in group:
            hasher.update(f"{statement}\n".encode())
        found[graph] = hasher.hexdigest()
    return found


def lines(dump: Path, base: str) -> Iterator[Line]:
    """The statements of `graph.nq.gz`, graph after graph. Blank nodes become IRIs, as RDF 1.1 (3.5) has it, so that
    the same one is the same in every graph, and a second push adds no more of them."""
    with gzip.open(dump, "rt", encoding="utf-8", newline="\n") as packed:
        for line in packed:
            statement, _, graph = line.removesuffix(" .\n").rpartition(" ")
            if "_:" in statement:
                terms, _ = parse_line(line)
                statement = " ".join(_BLANK.sub(rf"<{base}.well-known/genid/\1>", term) for term in terms)
            yield graph[1:-1], statement


def batches(found: Iterable[Line]) -> Iterator[list[Part]]:
    """Statements in batches of at most `CHUNK`: many small graphs together, a large one in several parts."""
    batch: list[Part] = []
    size = 0
    for graph, group in groupby(found, key=itemgetter(0)):
        for part in _parts(graph, (statement for _, statement in group)):
            if batch and (size + len(part.statements) > CHUNK or len(batch) == _MOST_GRAPHS):
                yield batch
                batch, size = [], 0
            batch.append(part)
            size += len(part.statements)
    if batch:
        yield batch


def _parts(graph: str, statements: Iterator[str]) -> Iterator[Part]:
    held: list[str] = []
    is_first = True
    for statement in statements:
        if len(held) == CHUNK:
            yield Part(graph, held, is_first, False)
            held, is_first = [], False
        held.append(statement)
    yield Part(graph, held, is_first, True)


def _block(statements: Iterable[str]) -> str:
    return ntriples(statements).decode("utf-8")
