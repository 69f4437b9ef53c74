"""A copy of the graph to try updates on, and what they change in it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import nquads
from kg.store.embedded import wrong

Change = tuple[str, nquads.Statement]
_DEFAULT = ox.DefaultGraph()
_IN_MEMORY_BYTES = 2 << 20
"""Compressed; the copy takes about a hundred times that."""
_UNDECLARED = re.compile("prefix .* has not been declared")
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""The forms that triples come in, by the names of their endings."""


@dataclass
class Scratch:
    """A store that may be written, with all graphs, and their union as the default graph.

    The union is kept a union after each operation: what is added to the default graph goes into the graph `home`, and
    what is taken from it is taken from every graph that had it before.

    Attributes:
        dump: the file of the graphs as gzipped N-Quads, a line each, that the copy was made from.
        home: the IRI of the graph for what is added without naming one.
    """

    dump: Path
    home: str
    work: ox.Store
    before: ox.Store
    added: set[ox.Quad] = field(default_factory=set)
    removed: set[ox.Quad] = field(default_factory=set)

    @classmethod
    def of(cls, dump: Path, home: str, folder: Path) -> Scratch:
        """A copy in an empty folder, or in memory where it is small."""
        small = dump.stat().st_size < _IN_MEMORY_BYTES
        work, before = (ox.Store() if small else ox.Store(str(folder / name)) for name in ("work", "before"))
        for store in (work, before):
            store.bulk_extend(_with_union(dump))
        return cls(dump, home, work, before)

    def update(self, operation: str, base: str) -> None:
        """Does one operation of SPARQL Update.

        Raises:
            QueryError: it cannot be done.
        """
        try:
            self.work.update(operation, base_iri=base)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"The update cannot be done: {error}") from None
        self._settle()

    def has(self, graph: str | None) -> bool:
        """Whether there is a graph of this name with anything in it; without a name the default graph is."""
        return graph is None or next(self.work.quads_for_pattern(None, None, None, _named(graph)), None) is not None

    def clear(self, graph: str | None) -> None:
        """Empties a graph; without a name the default graph, and with it all."""
        self.work.clear_graph(_named(graph))
        self._settle()

    def put(self, graph: str | None, triples: list[ox.Triple], *, instead: bool) -> None:
        """Adds triples to a graph, or puts them in the place of what is in it."""
        target = _named(graph)
        if instead:
            self.work.clear_graph(target)
        self.work.extend(ox.Quad(t.subject, t.predicate, t.object, target) for t in triples)
        self._settle()

    def changes(self) -> tuple[set[Change], set[Change]]:
        """What was added, and what was taken away, letter for letter as the dump has it.

        Raises:
            QueryError: something was added that RDF 1.1 has no place for.
        """
        removed: set[Change] = set()
        if self.removed:
            gone = ox.Store()
            gone.extend(self.removed)
            with gzip.open(self.dump, "rt", encoding="utf-8", newline="\n") as lines:
                for line, quad in zip(lines, _quads(self.dump), strict=True):
                    if quad in gone:
                        statement, graph = nquads.parse_line(line)
                        removed.add((graph or "", statement))
        return {_told(quad) for quad in self.added}, removed

    def _settle(self) -> None:
        """Makes the default graph the union of the others again, and takes down what has changed."""
        added = [quad for quad in self.work if quad not in self.before]
        removed = [quad for quad in self.before if quad not in self.work]
        self._spread(added, removed)
        for quad in added:
            self._follow(quad)
        for quad in removed:
            self._follow(quad)

    def _spread(self, added: list[ox.Quad], removed: list[ox.Quad]) -> None:
        """Brings what was done to the default graph to the others."""
        home = ox.NamedNode(self.home)
        for quad in [q for q in removed if q.graph_name == _DEFAULT]:
            for other in self.before.quads_for_pattern(quad.subject, quad.predicate, quad.object, None):
                if other.graph_name != _DEFAULT and other in self.work:
                    self.work.remove(other)
                    removed.append(other)
        for quad in [q for q in added if q.graph_name == _DEFAULT]:
            if not self._graphs_with(quad):
                kept = ox.Quad(quad.subject, quad.predicate, quad.object, home)
                self.work.add(kept)
                added.append(kept)

    def _follow(self, quad: ox.Quad) -> None:
        """Brings what became of a statement to the union, to the copy of how it was, and to the list of changes."""
        triple = ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)
        for store in (self.work, self.before):
            (store.add if self._graphs_with(quad) else store.remove)(triple)
        if quad.graph_name == _DEFAULT:
            return
        is_there = quad in self.work
        (self.before.add if is_there else self.before.remove)(quad)
        done, undone = (self.added, self.removed) if is_there else (self.removed, self.added)
        if quad in undone:
            undone.remove(quad)
        else:
            done.add(quad)

    def _graphs_with(self, quad: ox.Quad) -> bool:
        found = self.work.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(other.graph_name != _DEFAULT for other in found)


def read(text: str, form: str, base: str, prefixes: Mapping[str, str]) -> list[ox.Triple]:
    """The triples of a text; a blank node is another one in each text.

    Turtle that uses one of these prefixes without declaring it is read with them.

    Raises:
        QueryError: the text cannot be read, with line and column.
    """
    try:
        try:
            return _triples(text, form, base)
        except SyntaxError as error:
            if form != "ttl" or not _UNDECLARED.search(str(error)):
                raise
        declared = "".join(f"@prefix {name}: <{iri}> . " for name, iri in sorted(prefixes.items()))
        return _triples(declared + text, form, base)
    except SyntaxError as error:
        raise wrong(error, "The triples cannot be read") from None


def _triples(text: str, form: str, base: str) -> list[ox.Triple]:
    return [q.triple for q in ox.parse(text, FORMATS[form], base_iri=base, rename_blank_nodes=True)]


def _quads(dump: Path) -> Iterator[ox.Quad]:
    with gzip.open(dump) as lines:
        yield from ox.parse(cast(IO[bytes], lines), ox.RdfFormat.N_QUADS)


def _with_union(dump: Path) -> Iterator[ox.Quad]:
    for quad in _quads(dump):
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _named(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    return _DEFAULT if graph is None else ox.NamedNode(graph)


def _told(quad: ox.Quad) -> Change:
    term = quad.object
    if not isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) or getattr(term, "direction", None):
        raise QueryError(f"This cannot be published, because RDF 1.1 has no place for it: {str(term)[:200]}")
    return str(quad.graph_name), (str(quad.subject), str(quad.predicate), str(term))
