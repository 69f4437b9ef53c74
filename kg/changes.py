"""What updates have changed in a publication, so that every later build does it again.

The pages stay what a graph is made of: an update is kept as the statements that it added and those that it took away,
and both are applied to what the pages say whenever a version is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import PublicationError
from kg.graph import iris
from kg.store import nquads
from kg.store.nquads import Statement

Graph = tuple[str, list[Statement]]
"""A named graph: its IRI as an N-Triples term, and its sorted statements."""
Change = tuple[str, Statement]
"""A statement in a graph, whose IRI, as an N-Triples term, comes first."""
SUFFIX = ".changes"


@dataclass(frozen=True)
class Changes:
    """Statements that were added and statements that were taken away; none is both."""

    added: frozenset[Change] = frozenset()
    removed: frozenset[Change] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Changes:
        """The changes that a file holds: a line each, N-Quads behind an A (added) or a D (taken away).

        Raises:
            PublicationError: the file is lost.
        """
        found: dict[str, set[Change]] = {"A": set(), "D": set()}
        try:
            lines = path.read_bytes().decode("utf-8").split("\n")
        except FileNotFoundError:
            raise PublicationError(f"{path}, which holds what updates have changed, is lost.") from None
        for line in filter(None, lines):
            statement, graph = nquads.parse_line(line[2:])
            found[line[0]].add((graph or "", statement))
        return cls(frozenset(found["A"]), frozenset(found["D"]))

    def data(self) -> bytes:
        """The content of their file; the same changes are the same bytes."""
        told = (("A", self.added), ("D", self.removed))
        lines = (f"{sign} {line}" for sign, all_ in told for g, s in sorted(all_) for line in nquads.lines([s], g))
        return "".join(lines).encode("utf-8")

    def then(self, added: Collection[Change], removed: Collection[Change]) -> Changes:
        """These changes and, after them, others: of a statement the last change counts."""
        return Changes((self.added - set(removed)) | set(added), (self.removed - set(added)) | set(removed))

    def graphs(self) -> set[str]:
        """The graphs to which something was added."""
        return {graph for graph, _ in self.added}

    def within_graph(self, graph: str, statements: Sequence[Statement]) -> list[Statement]:
        """The statements of a graph with the changes, sorted."""
        if graph not in self._by_graph:
            return list(statements)
        added, removed = self._by_graph[graph]
        return sorted(set(statements) - removed | added)

    @cached_property
    def _by_graph(self) -> dict[str, tuple[set[Statement], set[Statement]]]:
        """What was added to each graph, and what was taken away."""
        found: dict[str, tuple[set[Statement], set[Statement]]] = defaultdict(lambda: (set(), set()))
        for place, changes in enumerate((self.added, self.removed)):
            for graph, statement in changes:
                found[graph][place].add(statement)
        return dict(found)

    def within(self, pages: Collection[str], base: str) -> Changes:
        """The changes that still matter, where these graphs (as N-Triples terms) are made of pages: what was added to
        the graph of a page goes with it, and nothing needs taking away where no page adds it."""
        own, added = nquads.term(iris.graph(base, ""))[:-1], nquads.term(iris.added_graph(base))

        def stays(change: Change) -> bool:
            graph = change[0]
            is_page = graph.startswith(own) and graph != added and not graph.startswith(f"{added[:-1]}/")
            return not is_page or graph in pages

        return Changes(frozenset(filter(stays, self.added)), frozenset(c for c in self.removed if c[0] in pages))

    def moved(self, old: str, new: str) -> Changes:
        """The changes where the IRIs below one base are minted below another."""

        def move(change: Change) -> Change:
            graph, (s, p, o) = change
            graph, s, p, o = (t.replace(f"<{old}", f"<{new}", 1) if t[0] == "<" else t for t in (graph, s, p, o))
            return graph, (s, p, o)

        return Changes(frozenset(map(move, self.added)), frozenset(map(move, self.removed)))
