"""Where the graph comes from (PROV-O), and what the dataset is and holds (VoID, DCAT).

No time stands in it: the same pages give the same bytes. When a build ran is in the publication's report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any, Final

from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.util import from_n3

from kg.graph import iris, terms
from kg.graph.values import Triple, text
from kg.model import Page

SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
_MEDIA_TYPES: Final = {
    ".ttl": "https://www.iana.org/assignments/media-types/text/turtle",
    ".nq.gz": "https://www.iana.org/assignments/media-types/application/n-quads",
}
_TYPE: Final = f"<{RDF.type}>"
_VALUES: Final = tuple(f"<{terms.PREFIXES[prefix]}" for prefix in ("stance", "status", "tenure"))
_OURS: Final = (f"<{terms.PREFIXES['dip']}", *_VALUES)
_LONGEST_EXAMPLE: Final = 200


@dataclass(frozen=True, slots=True, order=True)
class Build:
    """What pages were read with: the version of Chancery, the name and version of the language model, and options
    that bear on what was read, as names and values."""

    version: str
    model: str
    options: tuple[tuple[str, str], ...] = ()

    def iri(self, base: str) -> URIRef:
        """Its IRI, the same for the same version, model and options."""
        told = iris.short_hash(self.version, self.model, *(f"{n}={v}" for n, v in sorted(self.options)))
        return URIRef(f"{base}build/{iris.slug(self.version)}_{told}")


def build_of(reader: str) -> Build:
    """The build in which a reader ("chancery 1.0, a model") read."""
    software, _, model = reader.partition(", ")
    return Build(software.removeprefix("chancery "), model)


def build_triples(builds: Iterable[Build], base: str) -> Iterator[Triple]:
    """What the shared graph tells of the builds that pages were read in."""
    for build in sorted(set(builds)):
        node, software = build.iri(base), URIRef(f"{base}software/chancery_{iris.slug(build.version)}")
        yield node, terms.RDF_TYPE, terms.BUILD_CLASS
        yield node, terms.RDF_TYPE, terms.PROV_ACTIVITY
        yield node, terms.RDFS_LABEL, text(f"Read by Chancery {build.version} with {build.model}")
        yield node, terms.SOFTWARE_VERSION, text(build.version)
        yield node, terms.MODEL, text(build.model)
        yield from ((node, terms.OPTION, text(f"{name}={value}")) for name, value in build.options)
        yield node, terms.PROV_WAS_ASSOCIATED_WITH, software
        yield software, terms.RDF_TYPE, terms.PROV_SOFTWARE_AGENT
        yield software, terms.RDFS_LABEL, text(f"Chancery {build.version}")


def page_triples(page: Page, build: Build, base: str) -> Iterator[Triple]:
    """What a page's graph tells of the build that it was made in."""
    yield iris.graph(base, iris.page_tail(page)), terms.PROV_WAS_GENERATED_BY, build.iri(base)


@dataclass(slots=True)
class Counts:
    """What a dataset holds, by N-Triples terms.

    Attributes:
        values: how often the ontology's own values (stances and the like) are what a triple tells.
        examples: of each property, class and value the first triple.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, told: dict[str, Any]) -> Counts:
        """The counts that `told` told of."""
        examples = {term: (s, p, o) for term, (s, p, o) in told["examples"].items()}
        properties, classes, values = (Counter[str](told[name]) for name in ("properties", "classes", "values"))
        return cls(told["triples"], told["subjects"], told["objects"], properties, classes, values, examples)

    def told(self) -> dict[str, Any]:
        """The counts as JSON may have them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def add(self, triple: tuple[str, str, str]) -> None:
        """Counts a triple by its terms; not the distinct subjects and objects."""
        for counter, term in self._terms(triple):
            counter[term] += 1
            self.examples[term] = min(self.examples.get(term, triple), triple)

    def remove(self, triple: tuple[str, str, str]) -> Iterator[str]:
        """Takes a triple out; the terms that are left without their example."""
        for counter, term in self._terms(triple):
            counter[term] -= 1
            if not counter[term]:
                del counter[term]
                del self.examples[term]
            elif self.examples[term] == triple:
                yield term

    def _terms(self, triple: tuple[str, str, str]) -> Iterator[tuple[Counter[str], str]]:
        _, predicate, object_ = triple
        yield self.properties, predicate
        if predicate == _TYPE:
            yield self.classes, object_
        elif object_.startswith(_VALUES):
            yield self.values, object_


def count(statements: Iterable[tuple[str, str, str]]) -> Counts:
    """Counts statements, N-Triples terms, that come sorted and each once. Memory grows with the objects alone."""
    counts = Counts()
    last = ""
    objects: set[bytes] = set()
    for statement in statements:
        counts.triples += 1
        counts.subjects += statement[0] != last
        last = statement[0]
        objects.add(blake2b(statement[2].encode(), digest_size=10).digest())
        counts.add(statement)
    counts.objects = len(objects)
    return counts


def usage(counts: Counts) -> dict[str, dict[str, Any]]:
    """How often each term of the ontology is used, and an example: its `subject` and `object`, an IRI or words."""
    found = {}
    for term, count in sorted((counts.properties + counts.classes + counts.values).items()):
        if term.startswith(_OURS):
            subject, _, object_ = counts.examples[term]
            told = from_n3(object_)
            found[term[1:-1]] = {
                "count": count,
                "subject": subject[1:-1],
                "object": str(told)[:_LONGEST_EXAMPLE],
                "is_iri": isinstance(told, URIRef),
            }
    return found


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the dataset: its name below `dumps/`, its size in bytes, its SHA-256 in hexadecimal digits."""

    name: str
    size: int
    sha256: str


def describe(base: str, counts: Counts, dumps: Sequence[Dump], version: str) -> str:
    """What the dataset is and holds, in Turtle. `version` is the hash of its content."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("void", VOID), ("dcat", DCAT), ("foaf", FOAF), ("spdx", SPDX), *terms.PREFIXES.items()):
        graph.bind(prefix, namespace)
    for triple in (*_dataset(base, counts, version), *_files(base, dumps)):
        graph.add(triple)
    return graph.serialize(format="turtle")


def _dataset(base: str, counts: Counts, version: str) -> Iterator[Triple]:
    node, service = _part(base, "dataset"), _part(base, "sparql")
    yield URIRef(f"{base}dumps/void.ttl"), FOAF.primaryTopic, node
    yield node, RDF.type, VOID.Dataset
    yield node, RDF.type, DCAT.Dataset
    yield node, DCTERMS.title, Literal("A knowledge graph of diplomacy, read from news pages by Chancery", lang="en")
    yield node, DCTERMS.identifier, Literal(version)
    yield node, DCTERMS.conformsTo, terms.ONTOLOGY
    yield node, VOID.uriSpace, Literal(base)
    yield node, VOID.sparqlEndpoint, URIRef(f"{base}sparql")
    yield node, VOID.triples, Literal(counts.triples)
    yield node, VOID.distinctSubjects, Literal(counts.subjects)
    yield node, VOID.distinctObjects, Literal(counts.objects)
    yield node, VOID.classes, Literal(len(counts.classes))
    yield node, VOID.properties, Literal(len(counts.properties))
    for namespace in sorted(set(terms.PREFIXES.values())):
        yield node, VOID.vocabulary, URIRef(namespace)
    for kind, count in sorted(counts.classes.items()):
        part = _part(base, f"class-{iris.short_hash(kind)}")
        yield node, VOID.classPartition, part
        yield part, VOID["class"], URIRef(kind[1:-1])
        yield part, VOID.entities, Literal(count)
    for name, count in sorted(counts.properties.items()):
        part = _part(base, f"property-{iris.short_hash(name)}")
        yield node, VOID.propertyPartition, part
        yield part, VOID.property, URIRef(name[1:-1])
        yield part, VOID.triples, Literal(count)
    yield service, RDF.type, DCAT.DataService
    yield service, DCAT.endpointURL, URIRef(f"{base}sparql")
    yield service, DCAT.servesDataset, node


def _files(base: str, dumps: Sequence[Dump]) -> Iterator[Triple]:
    node = _part(base, "dataset")
    for dump in dumps:
        file, address = _part(base, f"file-{iris.slug(dump.name)}"), URIRef(f"{base}dumps/{dump.name}")
        yield node, VOID.dataDump, address
        yield node, DCAT.distribution, file
        yield file, RDF.type, DCAT.Distribution
        yield file, DCAT.downloadURL, address
        yield file, DCAT.byteSize, Literal(dump.size, datatype=XSD.nonNegativeInteger)
        for ending, media_type in _MEDIA_TYPES.items():
            if dump.name.endswith(ending):
                yield file, DCAT.mediaType, URIRef(media_type)
        checksum = _part(base, f"checksum-{iris.slug(dump.name)}")
        yield file, SPDX.checksum, checksum
        yield checksum, RDF.type, SPDX.Checksum
        yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
        yield checksum, SPDX.checksumValue, Literal(dump.sha256, datatype=XSD.hexBinary)


def _part(base: str, name: str) -> URIRef:
    return URIRef(f"{base}.well-known/void#{name}")
