"""The ontology's terms, read once: what each means, where it leads, and what others call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg import resources
from kg.graph import terms

_SPACES = ("dip", "stance", "status", "tenure")
_KINDS = ((OWL.Class, "Class"), (OWL.ObjectProperty, "Property"), (OWL.DatatypeProperty, "Property"),
          (OWL.AnnotationProperty, "Property"), (OWL.NamedIndividual, "Value"))  # fmt: skip
_ALIGNED = (
    (RDFS.subClassOf, "a kind of"),
    (RDFS.subPropertyOf, "a kind of"),
    (SKOS.exactMatch, "the same as"),
    (SKOS.closeMatch, "close to"),
    (SKOS.relatedMatch, "related to"),
    (terms.CAMEO, "CAMEO code"),
    (terms.PLOVER, "PLOVER event"),
)
Links = tuple[tuple[str, str | None], ...]
"""Short names, each with its anchor on the ontology's page, None where it is not a term of ours."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology.

    Attributes:
        name: its short name, such as "dip:Meeting"; local: that without the prefix.
        kind: "Class", "Property" or "Value".
        examples: what the ontology itself gives as examples.
        aligned: how it relates to terms of others: (how, which), the latter by short names.
        is_functional: whether a thing has at most one value of it.
        is_inverse: whether it is the inverse of one that is stored, and therefore is not.
    """

    name: str
    anchor: str
    iri: str
    kind: str
    label: str
    comment: str
    examples: tuple[str, ...]
    domain: Links
    range: Links
    parents: Links
    inverse: Links
    aligned: tuple[tuple[str, str], ...]
    is_functional: bool
    is_inverse: bool

    @property
    def local(self) -> str:
        """Its name without the prefix."""
        return self.name.partition(":")[2]


@cache
def all_terms() -> tuple[Term, ...]:
    """Every term that the ontology defines itself, by name."""
    graph, aligned = _graph("diplomacy.ttl"), _graph("alignments.ttl")
    found = {}
    for type_, kind in _KINDS:
        for subject in graph.subjects(RDF.type, type_):
            if isinstance(subject, URIRef) and (name := _short(subject)):
                found[str(subject)] = _term(graph, aligned, subject, name, kind)
    return tuple(sorted(found.values(), key=lambda t: (t.name.partition(":")[0] != "dip", t.name)))


@cache
def _graph(name: str) -> Graph:
    return Graph().parse(resources.folder("ontology") / name)


def _term(graph: Graph, aligned: Graph, subject: URIRef, name: str, kind: str) -> Term:
    def links(predicate: URIRef) -> Links:
        every = [o for found in graph.objects(subject, predicate) for o in _members(graph, found)]
        return tuple((_short(o) or _other(graph, o), _anchor(o)) for o in sorted(set(every)))

    inverses = {*graph.objects(subject, OWL.inverseOf), *graph.subjects(OWL.inverseOf, subject)}
    return Term(
        name,
        _anchor(subject) or "",
        str(subject),
        kind,
        str(graph.value(subject, RDFS.label) or name),
        str(graph.value(subject, RDFS.comment) or ""),
        tuple(sorted(str(o) for o in graph.objects(subject, SKOS.example))),
        links(RDFS.domain),
        links(RDFS.range),
        links(RDFS.subClassOf),
        tuple((_short(o) or "", _anchor(o)) for o in sorted(i for i in inverses if isinstance(i, URIRef))),
        tuple(
            (how, _other(aligned, o))
            for predicate, how in _ALIGNED
            for o in sorted(aligned.objects(subject, predicate), key=str)
            if not (isinstance(o, URIRef) and _short(o))
        ),
        (subject, RDF.type, OWL.FunctionalProperty) in graph,
        (None, OWL.inverseOf, subject) in graph,
    )


def _members(graph: Graph, node: Node) -> list[URIRef]:
    """A class, or the classes of a union."""
    if isinstance(node, URIRef):
        return [node]
    union = graph.value(node, OWL.unionOf)
    return [m for m in graph.items(union) if isinstance(m, URIRef)] if union is not None else []


def _short(iri: URIRef) -> str | None:
    for prefix in _SPACES:
        if iri.startswith(terms.PREFIXES[prefix]) and len(iri) > len(terms.PREFIXES[prefix]):
            return f"{prefix}:{iri[len(terms.PREFIXES[prefix]) :]}"
    return None


def _other(graph: Graph, node: Node) -> str:
    """A term of somebody else by its short name; a code as it is."""
    if not isinstance(node, URIRef):
        return str(node)
    cut = max(node.rfind("#"), node.rfind("/")) + 1
    prefix = next((prefix for prefix, namespace in graph.namespaces() if str(namespace) == node[:cut]), None)
    return f"{prefix}:{node[cut:]}" if prefix else re.split(r"[/#]", node)[-1]


def _anchor(iri: URIRef) -> str | None:
    found = _short(iri)
    return found.replace(":", "-") if found else None
