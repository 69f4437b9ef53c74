"""Facts as triples: what one page tells, in that page's graph; what is known across pages, in the shared one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.term import Node

from kg.graph import iris, terms
from kg.graph.nodes import Identity
from kg.graph.page_writer import PageWriter, known_of
from kg.graph.values import ACTOR_CLASSES, Triple, decimal, text
from kg.model import Reading

__all__ = ["Triple", "background_iri", "context", "page_graph", "shared_graph"]


def page_graph(reading: Reading, identity: Identity, base: str) -> tuple[URIRef, list[Triple]]:
    """The IRI of a page's graph, and all that the page tells, each triple once.

    What is known of a meeting over all pages is here as far as this page tells the same; what it tells otherwise is
    in its account alone.
    """
    writer = PageWriter(reading, identity, base)
    return iris.graph(base, writer.tail), _kept(writer.all(), identity, base)


def shared_graph(identity: Identity, base: str) -> tuple[URIRef, list[Triple]]:
    """The IRI of the shared graph, and what is known across pages."""
    return iris.shared_graph(base), _kept(_shared(identity, base), identity, base)


def _kept(found: Iterable[Triple], identity: Identity, base: str) -> list[Triple]:
    """Each triple once, without the facts that users ruled to be wrong."""
    once = list(dict.fromkeys(found))
    gone: set[Node] = {iris.absolute(base, path) for path in identity.dropped()}
    gone.update([o for s, p, o in once if s in gone and p == terms.ACCOUNT])
    return [t for t in once if t[0] not in gone and t[2] not in gone] if gone else once


def context(identity: Identity, base: str) -> Iterator[Triple]:
    """What a page's graph relies on and other graphs tell: the shared graph, and what is known of each meeting."""
    yield from _shared(identity, base)
    for occasion in identity.occasions.values():
        node = iris.absolute(base, occasion.path)
        yield from ((node, p, o) for p, o in known_of(occasion, base))


def background_iri(name: str, base: str) -> URIRef:
    """The IRI of the graph of a file of background data."""
    return iris.background_graph(base, name)


def _shared(identity: Identity, base: str) -> Iterator[Triple]:
    for actor in identity.actors:
        node = iris.absolute(base, actor.path)
        yield node, terms.RDF_TYPE, terms.ACTOR_CLASS
        yield node, terms.RDF_TYPE, ACTOR_CLASSES[actor.type]
        yield node, terms.SKOS_PREF_LABEL, text(actor.label)
        yield from ((node, terms.SKOS_ALT_LABEL, text(name)) for name in actor.aliases)
        yield from ((node, terms.OWL_SAME_AS, URIRef(other)) for other in actor.same_as)
        if actor.code:
            yield node, terms.COUNTRY_CODE, text(actor.code)
    for office in identity.offices:
        node = iris.absolute(base, office.path)
        yield node, terms.RDF_TYPE, terms.OFFICE_CLASS
        yield node, terms.RDFS_LABEL, text(office.label)
        if office.organization:
            yield node, terms.OFFICE_OF, iris.absolute(base, office.organization)
    for topic in identity.topics.values():
        node = iris.absolute(base, topic.path)
        yield node, terms.RDF_TYPE, terms.TOPIC_CLASS
        yield node, terms.RDF_TYPE, terms.SKOS_CONCEPT
        yield node, terms.SKOS_PREF_LABEL, text(topic.label)
        yield from ((node, terms.SKOS_ALT_LABEL, text(name)) for name in topic.aliases)
    yield from _places(identity, base)
    yield from _corrections(identity, base)
    for old, new in identity.redirects:
        yield iris.absolute(base, old), terms.DCTERMS_IS_REPLACED_BY, iris.absolute(base, new)


def _corrections(identity: Identity, base: str) -> Iterator[Triple]:
    """What users ruled, as theirs."""
    for correction in identity.corrections:
        node = iris.fact(base, "correction", str(correction))
        yield node, terms.RDF_TYPE, terms.CORRECTION_CLASS
        yield node, terms.RDFS_LABEL, text(str(correction))
        if correction.verb != "drop":
            yield from ((node, terms.CORRECTS, iris.absolute(base, path)) for path in correction.about())


def _places(identity: Identity, base: str) -> Iterator[Triple]:
    for place in identity.places:
        node = iris.absolute(base, place.path)
        yield node, terms.RDF_TYPE, terms.PLACE_CLASS
        yield node, terms.RDFS_LABEL, text(place.label)
        if place.latitude is not None and place.longitude is not None:
            yield node, terms.GEO_LAT, decimal(place.latitude, 5)
            yield node, terms.GEO_LONG, decimal(place.longitude, 5)
        if place.country:
            yield node, terms.COUNTRY_CODE, text(place.country)
