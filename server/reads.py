"""Reads things from the graph, many at a time, so that a page needs a fixed number of reads however long its lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox
from rdflib import URIRef

from kg.graph import terms
from kg.store.embedded import Embedded, Rows

PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())
_UNBOUNDED = (str(terms.MENTIONED_IN),)
"""What a thing can have any number of; it is read in pages, not with the thing."""
_NAMING = tuple(
    ox.NamedNode(str(predicate))
    for predicate in (
        terms.RDF_TYPE,
        terms.SKOS_PREF_LABEL,
        terms.RDFS_LABEL,
        terms.DCTERMS_TITLE,
        terms.DCTERMS_ISSUED,
        terms.DCTERMS_PUBLISHER,
    )
)
"""What it takes to name a thing: its classes, its name, and the day and outlet of an article."""
ALL_NAMES = (*_NAMING, ox.NamedNode(str(terms.SKOS_ALT_LABEL)))
"""The same, with every other name."""
_MOST = 20_000
_LOOKED_AT = 100
"""Triples of a subject beyond which the engine is asked for those that are wanted."""


class Iri(str):
    """An IRI among the values of a thing; its other values are plain text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """What the graph says of one subject: its values by the IRI of the property, in order."""

    iri: str
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, predicate: URIRef) -> list[str]:
        """Its values of a property."""
        return self.values.get(str(predicate), [])

    def iris(self, predicate: URIRef) -> list[str]:
        """Its values of a property that are IRIs."""
        return [value for value in self.all(predicate) if isinstance(value, Iri)]

    def one(self, predicate: URIRef) -> str | None:
        """The first of its values of a property, as text."""
        found = self.all(predicate)
        return found[0] if found else None

    def number(self, predicate: URIRef) -> float | None:
        """A number, where it is one."""
        found = self.one(predicate)
        try:
            return None if found is None else float(found)
        except ValueError:
            return None

    def offset(self, predicate: URIRef) -> int:
        """An offset in a text; -1 where there is none."""
        found = self.one(predicate)
        return int(found) if found is not None and found.isdecimal() else -1

    @property
    def types(self) -> list[str]:
        """The local names of its classes in Chancery's ontology."""
        space = terms.PREFIXES["dip"]
        return sorted(kind[len(space) :] for kind in self.all(terms.RDF_TYPE) if kind.startswith(space))

    @property
    def label(self) -> str | None:
        """Its name."""
        return self.one(terms.SKOS_PREF_LABEL) or self.one(terms.RDFS_LABEL) or self.one(terms.DCTERMS_TITLE)


def things(graph: Embedded, iris: Iterable[str]) -> dict[str, Thing]:
    """What the graph says of each of these subjects. A subject that it does not know is not among them.

    One read where each costs a way over the network; else a look at each, and one read for those with much to say.
    """
    wanted = [iri for iri in dict.fromkeys(iris) if is_iri(iri)]
    looked = {iri: _looked_at(graph, iri) for iri in wanted} if graph.is_near else {}
    found = {iri: thing for iri, thing in looked.items() if thing and thing.values}
    asked = " ".join(f"<{iri}>" for iri in wanted if looked.get(iri) is None)
    if asked:
        skipped = ", ".join(f"<{p}>" for p in _UNBOUNDED)
        found |= _grouped(
            graph.rows(
                f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {asked} }} ?s ?p ?o FILTER(?p NOT IN ({skipped})) }} "
                f"LIMIT {_MOST}"
            )
        )
    return _in_order(found)


def _looked_at(graph: Embedded, iri: str) -> Thing | None:
    """The same of one subject that is near; None where there is too much of it to be gone through."""
    thing = Thing(iri)
    quads = graph.store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
    for number, quad in enumerate(quads):
        if number == _LOOKED_AT:
            return None
        if quad.predicate.value not in _UNBOUNDED:
            thing.values.setdefault(quad.predicate.value, []).append(_text(quad.object))
    return thing


def _grouped(rows: Rows) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for subject, predicate, value in rows.solutions:
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
            thing = found.setdefault(subject.value, Thing(subject.value))
            thing.values.setdefault(predicate.value, []).append(_text(value))
    return found


def named(graph: Embedded, iris: Iterable[str], by: Sequence[ox.NamedNode] = _NAMING) -> dict[str, Thing]:
    """The same with what it takes to name each alone, however much else there is; one look at each of these."""
    if not graph.is_near:
        return _named_at_once(graph, iris, by)
    found: dict[str, Thing] = {}
    everything = ox.DefaultGraph()
    for iri in dict.fromkeys(iris):
        if not is_iri(iri):
            continue
        subject, thing = ox.NamedNode(iri), Thing(iri)
        for predicate in by:
            values = [_text(q.object) for q in graph.store.quads_for_pattern(subject, predicate, None, everything)]
            if values:
                thing.values[predicate.value] = values
        if thing.values:
            found[iri] = thing
    return _in_order(found)


def _named_at_once(graph: Embedded, iris: Iterable[str], by: Sequence[ox.NamedNode]) -> dict[str, Thing]:
    """The same by one read, where each costs a way over the network."""
    wanted = " ".join(f"<{iri}>" for iri in dict.fromkeys(iris) if is_iri(iri))
    if not wanted:
        return {}
    naming = " ".join(map(str, by))
    return _in_order(
        _grouped(
            graph.rows(
                f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {wanted} }} VALUES ?p {{ {naming} }} ?s ?p ?o }} LIMIT {_MOST}"
            )
        )
    )


def _text(value: object) -> str:
    if isinstance(value, ox.NamedNode):
        return Iri(value.value)
    return value.value if isinstance(value, ox.Literal | ox.BlankNode) else str(value)


def _in_order(found: dict[str, Thing]) -> dict[str, Thing]:
    for thing in found.values():
        for values in thing.values.values():
            values.sort()
    return found


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI, and so can stand between angle brackets in a query."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def page(graph: Embedded, pattern: str, limit: int) -> list[str]:
    """The `?fact`s of a pattern, in order; one read."""
    rows = graph.select(f"{PREFIXES}SELECT DISTINCT ?fact WHERE {{ {pattern} }} ORDER BY ?fact LIMIT {limit}")
    return [str(row["fact"]) for row in rows]
