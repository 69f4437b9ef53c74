"""What `kg push` notes on a server about what it put there, in a named graph of its own on that server.

The notes are where the data is: whoever pushes goes on from them, from any machine, and a server that lost its data
has lost them too. A graph is noted as begun before it is touched, as whole with the hash of its content afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.errors import RemoteError

_DCTERMS = "http://purl.org/dc/terms/"
_WHOLE = f"<{_DCTERMS}identifier>"
_BEGUN = f"<{_DCTERMS}requires>"
_VERSION = f"<{_DCTERMS}hasVersion>"
_TITLE = f"<{_DCTERMS}title>"
_UNION = "<http://www.w3.org/ns/sparql-service-description#defaultGraph>"
_ROWS = 2000
"""Rows asked for at once: servers cut longer answers off (Virtuoso at 10,000, as it is installed)."""
_GRAPHS = 500
"""Graphs noted in one update."""


class _Asked(Protocol):
    def select(self, text: str) -> list[dict[str, str]]: ...


class _Written(_Asked, Protocol):
    def update(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Notes:
    """What is noted about a publication on a server.

    Attributes:
        exists: whether a push has begun to write graphs.
        version: the content that is there whole (see `content_of`); None while a push is under way.
        union: the named graph that holds each triple once; None where the server's own default graph does.
        whole: the graphs that are there, each with the hash of its content.
        begun: the graphs that a push has begun to write, each with the hash that it will have.
    """

    exists: bool
    version: str | None = None
    union: str | None = None
    whole: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(default_factory=dict)


def content_of(version: str) -> str:
    """What tells a version's content, on whatever machine it was built: its id without its number."""
    return version.partition("-")[2] or version


def journal_graph(base: str) -> str:
    """The graph of the notes about the publication with this base IRI."""
    return f"{base}graph/pushed"


def heading(asked: _Asked, base: str) -> Notes:
    """The notes without the lists of graphs: one query."""
    name = journal_graph(base)
    rows = asked.select(f"SELECT ?p ?o WHERE {{ GRAPH <{name}> {{ <{name}> ?p ?o }} }}")
    found = {f"<{row['p']}>": row["o"] for row in rows}
    return Notes(_UNION in found, found.get(_VERSION), found.get(_UNION) or None)


class Journal:
    """The notes about one publication on one server, to be read and written."""

    def __init__(self, server: _Written, base: str) -> None:
        self._server = server
        self._base = base
        self.graph = journal_graph(base)

    def read(self) -> Notes:
        """All that is noted."""
        found = heading(self._server, self._base)
        if not found.exists:
            return found
        return Notes(True, found.version, found.union, self._listed(_WHOLE), self._listed(_BEGUN))

    def _listed(self, predicate: str) -> dict[str, str]:
        """Graphs and hashes, in parts by the first digits of the hash, so that no answer is cut off."""
        pattern = f"GRAPH <{self.graph}> {{ ?graph {predicate} ?hash }}"
        count = int(self._server.select(f"SELECT (COUNT(?graph) AS ?n) WHERE {{ {pattern} }}")[0]["n"])
        digits = 0
        while count > _ROWS * 8**digits:  # half of what 16 parts could hold: they are not all alike
            digits += 1
        found: dict[str, str] = {}
        for part in range(16**digits if count else 0):
            start = f"{part:0{digits}x}" if digits else ""
            narrowed = f'FILTER(STRSTARTS(?hash, "{start}"))' if start else ""
            for row in self._server.select(f"SELECT ?graph ?hash WHERE {{ {pattern} {narrowed} }}"):
                found[row["graph"]] = row["hash"]
        if len(found) != count:
            raise RemoteError(f"The server notes {count} graphs in <{self.graph}>, and tells {len(found)} of them.")
        return found

    def open(self, union: str) -> str | None:
        """Notes that a push is under way. The graph for the union, None for the server's own default graph: that is
        found out the first time, by whether the default graph shows what is in a named one."""
        self._server.update(
            f"DELETE {{ GRAPH <{self.graph}> {{ <{self.graph}> {_VERSION} ?old }} }}"
            f" WHERE {{ GRAPH <{self.graph}> {{ <{self.graph}> {_VERSION} ?old }} }}"
        )
        found = heading(self._server, self._base)
        if found.exists:
            return found.union
        self._server.update(self._insertion([(self.graph, _TITLE, "Written by kg push; it goes on from here")]))
        seen = self._server.select(f"SELECT ?title WHERE {{ <{self.graph}> {_TITLE} ?title }}")
        self._server.update(self._insertion([(self.graph, _UNION, union if seen else "")]))
        return union if seen else None

    def begin(self, graphs: Mapping[str, str]) -> None:
        """Notes graphs as begun, before they are touched."""
        self._note(graphs, _BEGUN)

    def finish(self, graphs: Mapping[str, str]) -> None:
        """Notes graphs as whole."""
        self._note(graphs, _WHOLE)

    def forget(self, graphs: Iterable[str]) -> None:
        """Notes that graphs are gone."""
        self._note(dict.fromkeys(graphs, ""), None)

    def close(self, version: str) -> None:
        """Notes that a version's content is there whole."""
        self._server.update(self._insertion([(self.graph, _VERSION, version)]))

    def change(self, graph: str, hash: str, steps: Iterable[str]) -> str:
        """An update that notes a graph as begun, takes these steps, and notes it as whole."""
        begin = self._noting({graph: hash}, _BEGUN)
        finish = self._noting({graph: hash}, _WHOLE)
        return " ;\n".join([*begin, *steps, *finish])

    def holders(self, other_than: str) -> str:
        """A pattern that is met where another graph that is whole holds `?s ?p ?o`."""
        listed = f"GRAPH <{self.graph}> {{ ?holder {_WHOLE} ?hash }}"
        return f"{listed} GRAPH ?holder {{ ?s ?p ?o }} FILTER(?holder != <{other_than}>)"

    def _note(self, graphs: Mapping[str, str], predicate: str | None) -> None:
        names = sorted(graphs)
        for start in range(0, len(names), _GRAPHS):
            part = {name: graphs[name] for name in names[start : start + _GRAPHS]}
            self._server.update(" ;\n".join(self._noting(part, predicate)))

    def _noting(self, graphs: Mapping[str, str], predicate: str | None) -> list[str]:
        names = " ".join(f"<{name}>" for name in graphs)
        noted = f"GRAPH <{self.graph}> {{ ?graph ?how ?hash }}"
        removal = f"DELETE {{ {noted} }} WHERE {{ VALUES ?graph {{ {names} }} {noted} }}"
        if predicate is None:
            return [removal]
        return [removal, self._insertion([(name, predicate, hash) for name, hash in graphs.items()])]

    def _insertion(self, rows: Iterable[tuple[str, str, str]]) -> str:
        told = " ".join(f'<{subject}> {predicate} "{value}" .' for subject, predicate, value in rows)
        return f"INSERT DATA {{ GRAPH <{self.graph}> {{ {told} }} }}"
