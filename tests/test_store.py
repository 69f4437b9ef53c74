"""The embedded store, N-Quads text, dump files and background data."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.errors import InputError, KgError, PageError, PublicationError, QueryError
from kg.store import background, dumps, embedded, nquads
from tests.dump_files import write_dumps

EX = "http://example.org/"
_IRIS = st.builds(lambda s: URIRef(EX + s), st.text("abcXYZ019-_.~%/#", max_size=8))
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LITERALS = st.one_of(
    st.builds(Literal, _TEXTS),
    st.builds(lambda t: Literal(t, lang="en"), _TEXTS),
    st.builds(lambda i: Literal(i), st.integers(-5, 5)),
    st.builds(lambda t: Literal(t, datatype=XSD.date, normalize=False), st.sampled_from(["2016-01-26", "1978-09-17"])),
)
_TRIPLES = st.lists(st.tuples(_IRIS, st.one_of(_IRIS, st.just(RDF.type)), st.one_of(_IRIS, _LITERALS)), max_size=12)
Triples = list[tuple[Node, Node, Node]]


def _graph(triples: Triples) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


@given(_TRIPLES)
def test_turtle_and_n_triples_say_the_same_graph(triples: Triples) -> None:
    found = nquads.statements(triples)
    as_lines = Graph().parse(data="".join(nquads.lines(found)), format="nt")
    prefixes = dumps.default_prefixes()
    as_turtle = Graph().parse(data=prefixes.header + "".join(dumps.turtle(found, prefixes)), format="turtle")
    assert isomorphic(as_lines, _graph(triples))
    assert isomorphic(as_turtle, _graph(triples))


@given(_TRIPLES)
def test_a_line_comes_apart_as_it_was_put_together(triples: Triples) -> None:
    found = nquads.statements(triples)
    graph = f"<{EX}g>"
    assert [nquads.parse_line(line) for line in nquads.lines(found, graph)] == [(s, graph) for s in found]
    assert [nquads.parse_line(line) for line in nquads.lines(found)] == [(s, None) for s in found]


@pytest.mark.parametrize("iri", ["http://a b", "http://a>", 'http://"', "http://a\n", "x{y}"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(KgError, match="no IRI"):
        nquads.term(URIRef(iri))


def _store(folder: Path, quads: str) -> embedded.Embedded:
    triples = sorted({" ".join(line.split()[:3]) + " ." for line in quads.splitlines()})
    (folder / "q.nq").write_text(quads)
    (folder / "u.nt").write_text("\n".join(triples))
    embedded.load(folder / "store", folder / "q.nq", folder / "u.nt")
    return embedded.Embedded(folder / "store")


QUADS = f"""<{EX}a> <{EX}p> <{EX}b> <{EX}g1> .
<{EX}a> <{EX}p> <{EX}b> <{EX}g2> .
<{EX}a> <{EX}p> "c" <{EX}g2> .
"""


def test_a_triple_of_two_graphs_counts_once(tmp_path: Path) -> None:
    store = _store(tmp_path, QUADS)
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": Literal(2)}]
    assert store.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == [{"n": Literal(3)}]
    assert list(store.graphs()) == [f"{EX}g1", f"{EX}g2"]
    assert len(list(store.triples("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))) == 2


def test_a_store_opens_many_times(tmp_path: Path) -> None:
    first = _store(tmp_path, QUADS)
    second = embedded.Embedded(tmp_path / "store")
    assert first.select("SELECT * { ?s ?p ?o }") == second.select("SELECT * { ?s ?p ?o }")


def test_a_wrong_query_says_where(tmp_path: Path) -> None:
    store = _store(tmp_path, QUADS)
    with pytest.raises(QueryError, match="not SPARQL") as caught:
        store.select("SELECT *\nWHERE { ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 16)
    assert len(str(caught.value)) < 200
    with pytest.raises(QueryError, match="SELECT"):
        store.select("ASK { ?s ?p ?o }")


def test_no_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="Build the publication again"):
        embedded.open_store(tmp_path / "nothing")


def test_background_is_the_same_for_the_same_file() -> None:
    data = b'@prefix : <http://example.org/> . :a :p [ :q "x _:b" ], [ :q "y" ] .'
    found = background.statements(data, "a.ttl")
    assert found == background.statements(data, "b.ttl")
    graph = Graph().parse(data="".join(nquads.lines(found)), format="nt")
    assert isomorphic(graph, Graph().parse(data=data, format="turtle"))
    assert {type(s) for s in graph.subjects()} == {URIRef, BNode}


def test_background_keeps_two_files_nodes_apart() -> None:
    one = background.statements(b"_:x <http://example.org/p> 1 .", "a.ttl")
    two = background.statements(b"_:x <http://example.org/p> 2 .", "a.ttl")
    assert one[0][0] != two[0][0]


@pytest.mark.parametrize(("name", "data"), [("a.ttl", b"<a"), ("a.nq", b"nothing"), ("a.trig", b"{ <a> <b> }")])
def test_broken_background_says_why(name: str, data: bytes) -> None:
    with pytest.raises(PageError, match="cannot be read as"):
        background.statements(data, name)


def _dumps(folder: Path) -> Path:
    (folder / "graph.nq").write_text(QUADS)
    union = nquads.statements([(URIRef(EX + "a"), URIRef(EX + "p"), URIRef(EX + "b"))])
    (folder / "graph.nt").write_text("".join(nquads.lines(union)))
    write_dumps(folder, folder / "graph.nq", folder / "graph.nt")
    (folder / "graph.nt").unlink()
    return folder


@pytest.mark.parametrize(("format", "triples"), [("nt", 2), ("nq", 3), ("trig", 3), ("jsonld", 2), ("rdfxml", 2)])
def test_each_dump_format_reads_back(tmp_path: Path, format: str, triples: int) -> None:
    out, again = io.BytesIO(), io.BytesIO()
    dumps.dump(_dumps(tmp_path), format, out)
    dumps.dump(tmp_path, format, again)
    rdf = {"nt": "N_TRIPLES", "nq": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}[format]
    assert len(list(ox.parse(out.getvalue(), format=getattr(ox.RdfFormat, rdf)))) == triples
    assert out.getvalue() == again.getvalue()


def test_an_unknown_dump_format_names_the_others(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ttl, nt, nq"):
        dumps.dump(_dumps(tmp_path), "docx", io.BytesIO())


def test_a_gzipped_dump_holds_no_time(tmp_path: Path) -> None:
    first = (_dumps(tmp_path) / "graph.nq.gz").read_bytes()
    assert gzip.decompress(first).decode() == QUADS
    assert first[4:8] == b"\0\0\0\0"


def test_checksums_are_those_of_the_files(tmp_path: Path) -> None:
    dumps.write_checksums(_dumps(tmp_path))
    rows = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert [row.split("  ")[1] for row in rows] == ["graph.nq", "graph.nq.gz", "graph.ttl"]
    assert all(len(row.split("  ")[0]) == 64 for row in rows)


def test_a_checksum_that_is_known_is_taken_as_it_is(tmp_path: Path) -> None:
    dumps.write_checksums(_dumps(tmp_path), {"graph.ttl": "0" * 64})
    rows = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert rows[1:] == [f"{dumps.sha256(tmp_path / 'graph.nq.gz')}  graph.nq.gz", f"{'0' * 64}  graph.ttl"]
