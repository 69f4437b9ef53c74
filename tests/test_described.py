"""What a publication says that it holds (VoID, DCAT, PROV-O) is what it holds, in the dump and at `/.well-known/void`."""

from __future__ import annotations

import hashlib

import pyoxigraph as ox
import pytest
from rdflib import DCAT, RDF, VOID, Graph, Literal, URIRef

from kg.graph import terms
from kg.graph.provenance import SPDX
from kg.publication import Publication
from kg.store.embedded import open_store
from server import create_app


@pytest.fixture(scope="module")
def told(sample_publication: Publication) -> Graph:
    return Graph().parse(sample_publication.dumps / "void.ttl")


@pytest.fixture(scope="module")
def store(sample_publication: Publication) -> ox.Store:
    return open_store(sample_publication.store)


def count(store: ox.Store, what: str, where: str = "?s ?p ?o") -> int:
    found = store.query(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {where} }}")
    assert isinstance(found, ox.QuerySolutions)
    return int(next(iter(found))["n"].value)


def test_the_counts_are_true(told: Graph, store: ox.Store) -> None:
    (dataset,) = told.subjects(RDF.type, VOID.Dataset)
    for predicate, what in (
        (VOID.triples, "*"),
        (VOID.distinctSubjects, "DISTINCT ?s"),
        (VOID.distinctObjects, "DISTINCT ?o"),
        (VOID.properties, "DISTINCT ?p"),
    ):
        assert told.value(dataset, predicate) == Literal(count(store, what)), predicate
    assert told.value(dataset, VOID.classes) == Literal(count(store, "DISTINCT ?c", "?s a ?c"))


def test_the_parts_are_true(told: Graph, store: ox.Store) -> None:
    (dataset,) = told.subjects(RDF.type, VOID.Dataset)
    for part in told.objects(dataset, VOID.classPartition):
        of = told.value(part, VOID["class"])
        assert told.value(part, VOID.entities) == Literal(count(store, "*", f"?s a <{of}>"))
    for part in told.objects(dataset, VOID.propertyPartition):
        of = told.value(part, VOID.property)
        assert told.value(part, VOID.triples) == Literal(count(store, "*", f"?s <{of}> ?o"))


def test_the_files_are_as_told(told: Graph, sample_publication: Publication) -> None:
    files = list(told.subjects(RDF.type, DCAT.Distribution))
    assert len(files) == 3
    for file in files:
        path = sample_publication.dumps / str(told.value(file, DCAT.downloadURL)).rsplit("/", 1)[-1]
        assert int(str(told.value(file, DCAT.byteSize))) == path.stat().st_size
        checksum = told.value(told.value(file, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_is_at_its_well_known_address(told: Graph, sample_publication: Publication) -> None:
    app = create_app(sample_publication.root)
    with app.test_client().get("/.well-known/void", follow_redirects=True) as answered:
        found = Graph().parse(data=answered.data, format="turtle")
    app.extensions["pool"].close()
    assert set(found) == set(told)


def test_each_page_graph_is_derived_from_its_page_in_a_build(store: ox.Store, sample_publication: Publication) -> None:
    pages = sample_publication.count_pages()
    shared = "FILTER(!STRENDS(STR(?g), '/shared'))"
    graphs = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {shared} }}"
    derived = f"?g <{terms.PROV_WAS_DERIVED_FROM}> ?page . ?page a <{terms.SOURCE_PAGE_CLASS}>"
    made = f"?g <{terms.PROV_WAS_GENERATED_BY}> ?build . ?build a <{terms.BUILD_CLASS}>"
    assert count(store, "*", f"{{ {graphs} }}") == pages
    assert count(store, "DISTINCT ?page", f"{{ {graphs} }} {derived} . {made}") == pages


def test_no_time_stands_in_it(told: Graph) -> None:
    dated = {o.datatype for o in told.objects() if isinstance(o, Literal) and o.datatype}
    assert not [kind for kind in dated if str(kind).rsplit("#", 1)[-1] in ("date", "dateTime", "time")]
    assert URIRef("http://www.w3.org/ns/prov#endedAtTime") not in set(told.predicates())
