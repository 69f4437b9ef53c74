"""Updates of a publication: each makes a new version, in one step, or changes nothing.

What is written is what the pages say with the changes that updates have made; see `kg.changes`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.archive import Archive
from kg.changes import Changes
from kg.errors import QueryError
from kg.graph import iris
from kg.placing import contents_of, keep_changes, locked, put_in_place
from kg.progress import QUIET
from kg.publication import VERSIONS, Publication
from kg.store.operations import operations
from kg.store.scratch import Scratch, read


@dataclass(frozen=True, slots=True)
class Request:
    """A request of SPARQL Update; the graphs are those that the protocol's parameters name."""

    text: str
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()

    def do(self, scratch: Scratch, base: str) -> bool:
        """Does it; a request creates nothing that its client should be told of.

        Raises:
            QueryError: it is wrong, or cannot be done.
        """
        for operation in operations(self.text, self.default_graphs, self.named_graphs, base):
            scratch.update(operation, base)
        return False


@dataclass(frozen=True, slots=True)
class Write:
    """A request of the Graph Store Protocol that writes.

    Attributes:
        method: PUT, POST or DELETE.
        graph: the IRI of the graph; None for the default graph, which is the union of all.
        parts: the triples as texts, each with the name of its form (see `kg.store.scratch.FORMATS`).
        prefixes: what Turtle may use without declaring it.
    """

    method: str
    graph: str | None
    parts: Sequence[tuple[str, str]] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def do(self, scratch: Scratch, base: str) -> bool:
        """Does it; whether it created the graph.

        Raises:
            QueryError: the triples cannot be read, or there are none to put in the place of everything.
        """
        was_there = scratch.has(self.graph)
        if self.method == "DELETE":
            scratch.clear(self.graph)
        else:
            triples = [t for text, form in self.parts for t in read(text, form, self.graph or base, self.prefixes)]
            if self.graph is None and self.method == "PUT" and not triples:
                raise QueryError("This would leave nothing of the graph. If you mean that, send DELETE.")
            scratch.put(self.graph, triples, instead=self.method == "PUT")
        return not was_there and scratch.has(self.graph)


@dataclass(frozen=True, slots=True)
class Done:
    """What an update did: the version that is current now, the statements added and taken away, whether it created
    the graph that it names."""

    version: str
    added: int
    removed: int
    created: bool


def update(out: Path, work: Request | Write, bounded: Callable[[], None], freed: Callable[[], None]) -> Done:
    """Changes the publication in `out`. What the client wants done is done between `bounded()` and `freed()`.

    Raises:
        QueryError: the update is wrong or cannot be done.
        PublicationError: there is no publication in `out`, or another is writing it.
    """
    with locked(out):
        publication = Publication.open(out)
        contents = contents_of(out, None)
        folder = out / VERSIONS / "new-scratch"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            home = str(iris.added_graph(contents.base_iri))
            scratch = Scratch.of(publication.dumps / "graph.nq.gz", home, folder)
            bounded()
            created = work.do(scratch, contents.base_iri)
            freed()
            added, removed = scratch.changes()
            del scratch
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if not added and not removed:
            return Done(publication.version, 0, 0, created)
        kept = Changes.read(Archive(out).given(contents.changes)) if contents.changes else Changes()
        keep_changes(out, contents, kept.then(added, removed))
        return Done(put_in_place(out, contents, [], QUIET), len(added), len(removed), created)
