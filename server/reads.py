"""Reads things from the graph, many at a time, so that a page needs a fixed number of reads however long its lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from kg.graph import terms
from kg.store.embedded import Embedded

PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())
_UNBOUNDED = (terms.MENTIONED_IN,)
"""What a thing can have any number of; it is read in pages, not with the thing."""
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Thing:
    """What the graph says of one subject."""

    iri: str
    values: dict[URIRef, list[Node]] = field(default_factory=dict)

    def all(self, predicate: URIRef) -> list[Node]:
        """Its values of a property."""
        return self.values.get(predicate, [])

    def iris(self, predicate: URIRef) -> list[str]:
        """Its values of a property that are IRIs."""
        return [str(v) for v in self.all(predicate) if isinstance(v, URIRef)]

    def one(self, predicate: URIRef) -> str | None:
        """The first of its values of a property, as text."""
        found = self.all(predicate)
        return str(found[0]) if found else None

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
        return sorted(str(t).rsplit("#", 1)[-1] for t in self.all(RDF.type) if str(t).startswith(terms.PREFIXES["dip"]))

    @property
    def label(self) -> str | None:
        """Its name."""
        return self.one(SKOS.prefLabel) or self.one(RDFS.label) or self.one(terms.DCTERMS_TITLE)


def things(graph: Embedded, iris: Iterable[str]) -> dict[str, Thing]:
    """What the graph says of each of these subjects; one read. A subject that it does not know is not among them."""
    wanted = " ".join(f"<{iri}>" for iri in dict.fromkeys(iris) if is_iri(iri))
    if not wanted:
        return {}
    skipped = ", ".join(f"<{p}>" for p in _UNBOUNDED)
    rows = graph.select(
        f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {wanted} }} ?s ?p ?o FILTER(?p NOT IN ({skipped})) }} LIMIT {_MOST}"
    )
    found: dict[str, Thing] = {}
    for row in sorted(rows, key=lambda r: (r["s"], r["p"], str(r["o"]))):
        predicate = row["p"]
        if isinstance(predicate, URIRef):
            found.setdefault(str(row["s"]), Thing(str(row["s"]))).values.setdefault(predicate, []).append(row["o"])
    return found


def is_iri(text: str) -> bool:
    """Whether a text can stand between angle brackets in a query."""
    return text.isprintable() and not any(c in ' <>"{}|\\^`' for c in text) and ":" in text


def page(graph: Embedded, pattern: str, limit: int) -> list[str]:
    """The `?fact`s of a pattern, in order; one read."""
    rows = graph.select(f"{PREFIXES}SELECT DISTINCT ?fact WHERE {{ {pattern} }} ORDER BY ?fact LIMIT {limit}")
    return [str(row["fact"]) for row in rows]
