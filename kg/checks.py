"""`kg check`: a publication against its SHACL shapes, page graph by page graph, and the ontology for consistency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.term import Node

from kg.errors import CheckError
from kg.graph import ontology, shapes, triples
from kg.graph.triples import Triple
from kg.publication import Publication
from kg.store import dumps, embedded, nquads


def check(folder: Path) -> tuple[str, bool]:
    """A report for people, and whether all is sound.

    Raises:
        PublicationError: there is no publication in `folder`.
    """
    publication = Publication.open(folder)
    broken = list(_violations(publication))
    lines = [str(violation) for violation in broken]
    pages = len(publication.manifest["pages"])
    lines.append(
        f"Shapes: {len(broken)} facts break a rule, in {pages} pages." if broken else f"Shapes: {pages} pages sound."
    )
    sound = not broken
    try:
        verdict = ontology.check()
        lines.append(f"Ontology: {verdict}")
        sound = sound and verdict.good
    except CheckError as error:
        lines.append(f"Ontology: not checked. {error}")
    return "\n".join(lines) + "\n", sound


def _violations(publication: Publication) -> Iterator[shapes.Violation]:
    store = embedded.Embedded(publication.store)
    base = publication.base_iri
    background = {triples.background_iri(name, base) for name in publication.manifest["background"]}
    for graph, found in dumps.read_graphs(publication.dumps / "graph.nq.gz"):
        if URIRef(graph[1:-1]) not in background:
            yield from shapes.validate(URIRef(graph[1:-1]), _triples(found), _values(store))


def _triples(found: Iterable[nquads.Statement]) -> Iterator[Triple]:
    data = "".join(nquads.lines(found)).encode("utf-8")
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        s, p, o = (embedded.to_rdflib(term) for term in (quad.subject, quad.predicate, quad.object))
        yield URIRef(str(s)), URIRef(str(p)), o


def _values(store: embedded.Embedded) -> shapes.Values:
    def values(node: URIRef, predicate: URIRef) -> Iterator[Node]:
        pattern = ox.NamedNode(str(node)), ox.NamedNode(str(predicate)), None, ox.DefaultGraph()
        yield from (embedded.to_rdflib(quad.object) for quad in store.store.quads_for_pattern(*pattern))

    return values
