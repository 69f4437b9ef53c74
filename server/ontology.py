"""`/ontology`: what every term means, as a page and as RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request

from kg import resources
from kg.graph import terms
from kg.search.kinds import kind_of
from server import diagram
from server.charts import shortened
from server.errors import RefusedError
from server.links import href
from server.negotiation import GRAPHS, HTML, choose, named
from server.pages import kept
from server.reads import Thing, things
from server.snapshot import Snapshot, snapshot
from server.vocabulary import Term, all_terms

ontology = Blueprint("ontology", __name__)
_WORDS = (terms.TARGET, terms.TEXT, terms.EXACT, terms.DCTERMS_IDENTIFIER)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Example:
    """A triple of this graph that a term is used in: words and where they lead; of a class and a value the subject
    alone."""

    subject: str
    subject_href: str | None
    object: str = ""
    object_href: str | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """How often a term is used in this graph, and an example; the count is None where none was made."""

    count: int | None
    example: Example | None = None


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
    return render_template(
        "ontology.html",
        groups=groups,
        used=_used(snapshot(), found),
        wide=diagram.wide(),
        narrow=diagram.narrow(),
        version=terms.VERSION,
        iri=str(terms.ONTOLOGY),
    )


def _used(snap: Snapshot, found: Iterable[Term]) -> dict[str, Used]:
    """How each term is used, by its IRI: counted when the publication was made, the examples' names in one read."""
    told = snap.publication.usage
    iris = [told[t.iri][end] for t in found if t.iri in told for end in ("subject", "object")]
    named_things = things(snap.graph, iris)
    used = {}
    for term in found:
        if entry := told.get(term.iri):
            used[term.iri] = Used(entry["count"], _example(snap, term, entry, named_things))
        else:
            kinds = (told[t.iri]["count"] for t in all_terms() if term.name in dict(t.parents) and t.iri in told)
            used[term.iri] = Used(sum(kinds) if told else None)
    return used


def _example(snap: Snapshot, term: Term, entry: dict[str, object], known: dict[str, Thing]) -> Example:
    subject, other = str(entry["subject"]), str(entry["object"])
    start = _called(subject, known), _address(snap, subject)
    if term.kind != "Property":
        return Example(*start)
    if entry["is_iri"]:
        return Example(*start, _called(other, known), _address(snap, other))
    return Example(*start, shortened(other, _LONGEST))


def _called(iri: str, known: dict[str, Thing]) -> str:
    """A thing by its words, or by the last part of its IRI."""
    thing = known.get(iri)
    words = thing and (thing.label or next(filter(None, map(thing.one, _WORDS)), None))
    name = re.split(r"[/#]", iri)[-1]
    return shortened(words or f"{kind_of(thing.types) if thing else ''} {name}".strip(), _LONGEST)


def _address(snap: Snapshot, iri: str) -> str | None:
    """Where an IRI leads, None where this server has no page of it."""
    found = href(iri, snap.base)
    return None if found and found.startswith(snap.base) else found


@cache
def _written(name: str) -> bytes:
    source = (resources.folder("ontology") / "diplomacy.ttl").read_bytes()
    if name == "ttl":
        return source
    kind = {"jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}[name]
    triples = (quad.triple for quad in ox.parse(source, format=ox.RdfFormat.TURTLE))
    return ox.serialize(triples, format=kind, prefixes=dict(terms.PREFIXES) if name == "rdf" else None) or b""


__all__ = ["all_terms", "ontology"]
