"""The W3C's test suites: where they lie, how their manifests are read, when two results are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SUITE = "http://suite.example/"
Row = dict[str, Node]
_CELL = Namespace("http://cell.example/")


def manifest(folder: Path, name: str, file: str = "manifest.ttl") -> tuple[Graph, str]:
    """A manifest of the suite `name` below the unpacked `folder`, and its IRI; its files have IRIs below `SUITE`."""
    graph = Graph().parse(folder / name / file, publicID=f"{SUITE}{name}/{file}")
    return graph, str(next(iter(graph.subjects(RDF.type, MF.Manifest))))


def listed(graph: Graph, subject: Node | None, predicate: URIRef) -> list[Node]:
    """The members of a list that is a value."""
    found = graph.value(subject, predicate)
    return [] if found is None else list(Collection(graph, found))


def entries(folder: Path, name: str, file: str = "manifest.ttl") -> Iterator[tuple[Graph, Node, str]]:
    """The tests of a manifest, in its order: its graph, the test, the last part of the test's IRI."""
    graph, iri = manifest(folder, name, file)
    for entry in listed(graph, URIRef(iri), MF.entries):
        yield graph, entry, str(entry).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def same_rows(found: Sequence[Row], wanted: Sequence[Row], ordered: bool) -> bool:
    """Whether two tables hold the same rows as often, where blank nodes may have other names."""
    one, other = ([_plain(row) for row in rows] for rows in (found, wanted))
    if any(isinstance(term, BNode) for row in [*one, *other] for term in row.values()):
        return isomorphic(_as_graph(one), _as_graph(other))
    told, expected = ([tuple(sorted((n, t.n3()) for n, t in row.items())) for row in rows] for rows in (one, other))
    return told == expected if ordered else Counter(told) == Counter(expected)


def _plain(row: Row) -> Row:
    return {name: _normal(term) for name, term in row.items()}


def _normal(term: Node) -> Node:
    """A term as others may write it: a number has several spellings, and languages are the same in any case."""
    if isinstance(term, Literal) and term.language:
        return Literal(str(term), lang=term.language.lower())
    if isinstance(term, Literal) and isinstance(term.value, int | float | Decimal) and not isinstance(term.value, bool):
        return Literal(str(float(term.value)), datatype=term.datatype, normalize=False)
    return term


def _as_graph(rows: Sequence[Row]) -> Graph:
    graph = Graph()
    for row in rows:
        node = BNode()
        graph.add((node, RDF.type, RS.ResultSolution))
        for name, term in row.items():
            graph.add((node, _CELL[name], term))
    return graph
