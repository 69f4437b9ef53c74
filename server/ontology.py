"""`/ontology`: what every term means, as a page and as RDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg import resources
from kg.graph import terms
from server.errors import RefusedError
from server.negotiation import GRAPHS, HTML, choose, named
from server.pages import kept

ontology = Blueprint("ontology", __name__)
_SPACES = ("dip", "stance", "status", "tenure")
_KINDS = ((OWL.Class, "Class"), (OWL.ObjectProperty, "Property"), (OWL.DatatypeProperty, "Property"),
          (OWL.AnnotationProperty, "Property"), (OWL.NamedIndividual, "Value"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology; `domain`, `range` and `parents` as short names with their anchors."""

    name: str
    anchor: str
    iri: str
    kind: str
    label: str
    comment: str
    examples: tuple[str, ...]
    domain: tuple[tuple[str, str | None], ...]
    range: tuple[tuple[str, str | None], ...]
    parents: tuple[tuple[str, str | None], ...]


@ontology.route("/ontology<ending>")
@ontology.route("/ontology", defaults={"ending": ""}, strict_slashes=False)
def index(ending: str) -> Response:
    """The ontology in the form that is asked for."""
    if ending and not (ending.startswith(".") and named(ending[1:], GRAPHS)):
        raise RefusedError("The ontology comes as a page, or with the ending .ttl, .jsonld, .nt or .rdf.", 404)
    form = named(ending[1:], GRAPHS) if ending else choose(request.accept_mimetypes, (HTML, *GRAPHS))
    if form is None:
        raise RefusedError("The ontology comes as HTML, Turtle, JSON-LD, N-Triples or RDF/XML.", 406)
    if form is HTML:
        response = _page()
    else:
        response = Response(_written(form.name), content_type=form.content_type)
        response.add_etag()
        response.headers["Cache-Control"] = "public, no-cache"
        response.headers["Vary"] = "Accept, Accept-Encoding"
        response.make_conditional(request)
    return response


@kept
def _page() -> str:
    found = all_terms()
    groups = [
        ("Classes", [t for t in found if t.kind == "Class"]),
        ("Properties", [t for t in found if t.kind == "Property"]),
        ("Stances", [t for t in found if t.name.startswith("stance:")]),
        ("Statuses", [t for t in found if t.name.startswith("status:")]),
        ("Tenure states", [t for t in found if t.name.startswith("tenure:")]),
    ]
    return render_template("ontology.html", groups=groups, version=terms.VERSION, iri=str(terms.ONTOLOGY))


@cache
def _graph() -> Graph:
    return Graph().parse(resources.folder("ontology") / "diplomacy.ttl")


@cache
def _written(name: str) -> bytes:
    source = (resources.folder("ontology") / "diplomacy.ttl").read_bytes()
    if name == "ttl":
        return source
    kind = {"jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}[name]
    triples = (quad.triple for quad in ox.parse(source, format=ox.RdfFormat.TURTLE))
    return ox.serialize(triples, format=kind, prefixes=dict(terms.PREFIXES) if name == "rdf" else None) or b""


@cache
def all_terms() -> tuple[Term, ...]:
    """Every term that the ontology defines itself, by name."""
    graph = _graph()
    found = []
    for type_, kind in _KINDS:
        for subject in graph.subjects(RDF.type, type_):
            if isinstance(subject, URIRef) and (name := _short(subject)):
                found.append(_term(graph, subject, name, kind))
    return tuple(sorted({t.iri: t for t in found}.values(), key=lambda t: (t.name.partition(":")[0] != "dip", t.name)))


def _term(graph: Graph, subject: URIRef, name: str, kind: str) -> Term:
    def links(predicate: URIRef) -> tuple[tuple[str, str | None], ...]:
        every = [o for found in graph.objects(subject, predicate) for o in _members(graph, found)]
        return tuple((_short(o) or re.split(r"[/#]", o)[-1], _anchor(o)) for o in sorted(every))

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


def _anchor(iri: URIRef) -> str | None:
    found = _short(iri)
    return found.replace(":", "-") if found else None
