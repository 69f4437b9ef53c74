"""`kg check`: a publication against its SHACL shapes, page graph by page graph, and the ontology for consistency.

The rules are those that every build checks what it adds against. Of the dump no more is held at a time than a part of
one graph; what the rules ask beyond it is read from the store.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, URIRef
from rdflib.term import Node

from kg.errors import CheckError
from kg.graph import ontology, rules, shapes, terms, triples
from kg.graph.triples import Triple
from kg.publication import Publication
from kg.store import embedded, nquads

Read = Callable[[Node, Node], tuple[Node, ...]]
_PART: Final = 20_000
"""Statements that are checked at a time; those of one subject stay together."""
_SHOWN: Final = 1_000
"""How many broken rules are told one by one."""
_REMEMBERED: Final = 50_000
"""How many values of nodes elsewhere are kept in memory."""
_WORDS: Final = (terms.RDFS_LABEL, terms.SKOS_PREF_LABEL, terms.DCTERMS_TITLE, terms.TARGET, terms.TEXT, terms.EXACT)


def check(folder: Path) -> tuple[str, bool]:
    """A report for people, and whether all is sound.

    Raises:
        PublicationError: there is no publication in `folder`.
    """
    publication = Publication.open(folder)
    pages = publication.count_pages()
    store = embedded.open_store(publication.store)
    lines: list[str] = []
    broken = 0
    for violation in _violations(publication, store):
        broken += 1
        if broken <= _SHOWN:
            lines.append(_told(store, violation))
    if broken > _SHOWN:
        lines.append(f"… and {broken - _SHOWN} more.")
    lines.append(f"Shapes: {broken} broken rules, in {pages} pages." if broken else f"Shapes: {pages} pages sound.")
    sound = not broken
    try:
        verdict = ontology.check()
        lines.append(f"Ontology: {verdict}")
        sound = sound and verdict.good
    except CheckError as error:
        lines.append(f"Ontology: not checked. {error}")
    return "\n".join(lines) + "\n", sound


def _violations(publication: Publication, store: ox.Store) -> Iterator[shapes.Violation]:
    base = publication.base_iri
    background = {f"<{triples.background_iri(name, base)}>" for name in publication.manifest["background"]}
    values = _reader(store)
    for graph, part in _parts(publication.dumps / "graph.nq.gz"):
        if graph not in background:
            yield from shapes.check(URIRef(graph[1:-1]), _triples(part), _Beyond(store, graph[1:-1], values))


class _Beyond:
    """What the rules ask of nodes beyond the part at hand, read from the store."""

    def __init__(self, store: ox.Store, graph: str, values: Read) -> None:
        self._store = store
        self._graph = ox.NamedNode(graph)
        self._read = values
        self._asked = frozenset((RDF.type, *rules.told_once()))

    def values(self, node: Node, predicate: Node) -> tuple[Node, ...]:
        """What any graph tells of a node's class, and of what it has but once; all else the part tells itself."""
        return self._read(node, predicate) if predicate in self._asked and isinstance(node, URIRef) else ()

    def inverse(self, node: Node, predicate: Node) -> Iterator[Node]:
        """Which nodes of this graph have the node under the predicate."""
        if isinstance(node, URIRef):
            pattern = None, ox.NamedNode(str(predicate)), ox.NamedNode(node), self._graph
            yield from (embedded.to_rdflib(quad.subject) for quad in self._store.quads_for_pattern(*pattern))


def _reader(store: ox.Store) -> Read:
    """Reads what the store tells of a node under a predicate, and remembers what was asked last."""

    @lru_cache(_REMEMBERED)
    def values(node: Node, predicate: Node) -> tuple[Node, ...]:
        pattern = ox.NamedNode(str(node)), ox.NamedNode(str(predicate)), None, ox.DefaultGraph()
        return tuple(embedded.to_rdflib(quad.object) for quad in store.quads_for_pattern(*pattern))

    return values


def _parts(dump: Path) -> Iterator[tuple[str, list[nquads.Statement]]]:
    """The statements of a dump by graph, a large graph in several parts; its lines are sorted."""
    at, part = "", list[nquads.Statement]()
    with gzip.open(dump, "rt", encoding="utf-8", newline="\n") as packed:
        for line in packed:
            statement, graph = nquads.parse_line(line)
            if graph != at or (len(part) >= _PART and statement[0] != part[-1][0]):
                if part:
                    yield at, part
                at, part = graph or "", []
            part.append(statement)
    if part:
        yield at, part


def _triples(found: list[nquads.Statement]) -> Iterator[Triple]:
    data = "".join(nquads.lines(found)).encode("utf-8")
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        s, p, o = (embedded.to_rdflib(term) for term in (quad.subject, quad.predicate, quad.object))
        yield URIRef(str(s)), URIRef(str(p)), o


def _told(store: ox.Store, violation: shapes.Violation) -> str:
    """A broken rule for people: the page, the fact by its words and its IRI, and what must be."""
    values = _reader(store)

    def one(iri: str, *predicates: URIRef) -> str:
        found = (str(value) for p in predicates for value in values(URIRef(iri), p))
        return "".join(c if c.isprintable() else " " for c in next(found, ""))

    source = one(violation.graph, terms.PROV_WAS_DERIVED_FROM)
    page = one(source, terms.DCTERMS_IDENTIFIER) if source else ""
    words = one(violation.fact, *_WORDS)
    named = f"“{words[:59] + '…' if len(words) > 60 else words}” " if words else ""
    return f"{page or 'What is known across pages'}: {named}<{violation.fact}>: {violation.rule}."
