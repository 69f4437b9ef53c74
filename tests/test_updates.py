"""Updates make a new version or change nothing, and what they changed outlives the builds after them."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from kg.changes import Change, Changes
from kg.contents import Contents
from kg.errors import PublicationError, QueryError
from kg.placing import locked, put_in_place
from kg.progress import QUIET
from kg.publication import VERSIONS, Publication
from kg.publish import Options, build, forget
from kg.store.operations import operations
from kg.updates import Done, Request, Write, update

BASE = "http://localhost:8000/"
ADDED = f"<{BASE}graph/added>"


def _do(out: Path, work: Request | Write) -> Done:
    return update(out, work, lambda: None, lambda: None)


def _dump(out: Path) -> list[str]:
    return gzip.decompress((out / "dumps" / "graph.nq.gz").read_bytes()).decode().rstrip("\n").split("\n")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A publication with nothing in it."""
    folder = tmp_path / "publication"
    with locked(folder):
        put_in_place(folder, Contents(BASE), [], QUIET)
    return folder


@pytest.fixture
def samples(sample_publication: Publication, tmp_path: Path) -> Path:
    """A copy of the sample publication."""
    return shutil.copytree(sample_publication.root, tmp_path / "samples", symlinks=True)


def test_what_is_added_without_a_graph_has_one_of_its_own(out: Path) -> None:
    done = _do(out, Request("INSERT DATA { <urn:a> <urn:p> 'x' . GRAPH <urn:g> { <urn:b> <urn:p> 'y' } }"))
    assert (done.added, done.removed) == (2, 0)
    assert _dump(out) == [f'<urn:a> <urn:p> "x" {ADDED} .', '<urn:b> <urn:p> "y" <urn:g> .']


def test_what_is_taken_from_the_default_graph_is_taken_from_every_graph(out: Path) -> None:
    _do(out, Request("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1, 2 } GRAPH <urn:h> { <urn:a> <urn:p> 1 } }"))
    assert _do(out, Request("DELETE DATA { <urn:a> <urn:p> 1 }")).removed == 2
    assert len(_dump(out)) == 1


def test_each_operation_sees_what_those_before_it_did(out: Path) -> None:
    text = (
        "PREFIX : <urn:> INSERT DATA { GRAPH :g { :a :p 'one; two' } } ; # a comment; with a semicolon\n"
        "PREFIX x: <urn:x/> INSERT { GRAPH :h { ?s x:q ?o } } WHERE { ?s :p ?o } ; DELETE DATA { :a :p 'one; two' } ;"
    )
    _do(out, Request(text))
    assert _dump(out) == ['<urn:a> <urn:x/q> "one; two" <urn:h> .']


def test_moving_everything_into_a_graph(out: Path) -> None:
    _do(out, Request("INSERT DATA { <urn:a> <urn:p> 1 GRAPH <urn:g> { <urn:b> <urn:p> 2 } }"))
    _do(out, Request("MOVE DEFAULT TO <urn:h>"))
    assert [line.split()[-2] for line in _dump(out)] == ["<urn:h>", "<urn:h>"]


def test_the_default_graph_as_it_was_read_can_be_put_back(out: Path) -> None:
    _do(out, Request("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1 , 2 } }"))
    _do(out, Write("PUT", None, [("<urn:a> <urn:p> 2 , 3 .", "ttl")]))
    numbers = [(line.split('"')[1], line.split()[-2]) for line in _dump(out)]
    assert numbers == [("3", ADDED), ("2", "<urn:g>")]


def test_text_is_kept_letter_for_letter(out: Path) -> None:
    text = 'a\u2028b\x85c\x0cd\x1ce\r\n\t"f\\ @x <y> \U0001f600'
    turtle = f"<urn:a> <urn:p> {Literal(text).n3()} ."
    for number in range(3):
        _do(out, Write("PUT", f"urn:{number}", [(turtle, "ttl")]))
    told = list(ox.parse((out / "dumps" / "graph.ttl").read_bytes(), ox.RdfFormat.TURTLE))
    assert [quad.object for quad in told] == [ox.Literal(text)]
    assert len(_dump(out)) == 3
    assert _do(out, Request("DELETE WHERE { ?s ?p ?o }")).removed == 3


@pytest.mark.parametrize("term", ["<<( <urn:a> <urn:b> <urn:c> )>>", "'x'@ar--rtl"])
def test_what_rdf_1_1_has_no_place_for_is_refused(out: Path, term: str) -> None:
    version = Publication.open(out).version
    with pytest.raises(QueryError):
        _do(out, Request(f"INSERT DATA {{ <urn:a> <urn:p> {term} }}"))
    assert Publication.open(out).version == version


def test_nothing_changed_is_no_new_version(out: Path) -> None:
    before = Publication.open(out).version
    assert _do(out, Request("DELETE WHERE { <urn:nobody> ?p ?o }")) == Done(before, 0, 0, False)
    assert Publication.open(out).version == before


@pytest.mark.parametrize(
    "work",
    [
        Request("INSERT DATA { <urn:a> <urn:p> 1 } ; INSERT DATA { broken"),
        Request("INSERT DATA { <urn:a> <urn:p> 1 } ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>"),
        Write("PUT", "urn:g", [("<urn:a> <urn:p> 1 . broken", "ttl")]),
    ],
)
def test_a_failed_update_changes_nothing(out: Path, work: Request | Write) -> None:
    _do(out, Request("INSERT DATA { <urn:kept> <urn:p> 1 }"))
    version, dump = Publication.open(out).version, _dump(out)
    with pytest.raises(QueryError):
        _do(out, work)
    assert (Publication.open(out).version, _dump(out)) == (version, dump)
    assert not list((out / VERSIONS).glob("new*"))


def test_an_update_waits_for_no_build(out: Path) -> None:
    with locked(out), pytest.raises(PublicationError, match="writing"):
        _do(out, Request("CLEAR ALL"))


def test_changes_outlive_builds_and_go_with_their_page(samples: Path, tmp_path: Path) -> None:
    lines = _dump(samples)
    label = next(line for line in lines if "prefLabel" in line and "Kissinger" in line)
    subject, _, rest = label.partition(" ")
    page = next(line.split()[-2] for line in lines if "/graph/1960-05-paris-summit" in line)
    value = rest.partition(" ")[2].rsplit(" <", 1)[0]
    _do(samples, Request(
        f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> DELETE DATA {{ {subject} skos:prefLabel {value} }} ; "
        f"INSERT DATA {{ {subject} skos:prefLabel 'K.' . GRAPH {page} {{ <urn:note> <urn:p> \"a zebra's remark\" }} }}"
    ))  # fmt: skip
    background = tmp_path / "more.ttl"
    background.write_text("<urn:more> <urn:p> 1 .")
    assert build([background], Options(samples), QUIET).failures == []
    lines = _dump(samples)
    assert label not in lines
    assert f'{subject} <http://www.w3.org/2004/02/skos/core#prefLabel> "K." {ADDED} .' in lines
    assert any("a zebra's remark" in line for line in lines)
    forget(["1960-05-paris-summit.txt"], samples, QUIET)
    assert not any("a zebra's remark" in line for line in _dump(samples))
    assert not any("a zebra's remark" in path.read_text() for path in (samples / "given").glob("*.changes"))
    assert any('"K."' in line for line in _dump(samples))


def test_changes_move_with_the_base(samples: Path) -> None:
    _do(samples, Request(f"DELETE WHERE {{ GRAPH <{BASE}graph/shared> {{ ?s ?p ?o }} }} ; "
                         f"INSERT DATA {{ <{BASE}actor/x> <urn:p> <{BASE}> }}"))  # fmt: skip
    build([], Options(samples, base_iri="https://graph.example/"), QUIET)
    lines = _dump(samples)
    assert not any(line.endswith("graph/shared> .") for line in lines)
    added = "https://graph.example/graph/added"
    assert f"<https://graph.example/actor/x> <urn:p> <https://graph.example/> <{added}> ." in lines


CHANGE: st.SearchStrategy[Change] = st.tuples(
    st.sampled_from(["<urn:g>", "<urn:h>"]), st.sampled_from([("<urn:a>", "<urn:p>", f'"{n}"') for n in range(3)])
)


@given(st.lists(st.tuples(st.sets(CHANGE), st.sets(CHANGE))), st.sets(CHANGE))
def test_changes_kept_are_changes_done(steps: list[tuple[set[Change], set[Change]]], pages: set[Change]) -> None:
    now, changes = set(pages), Changes()
    for new, old in steps:
        added, removed = new - now, (old & now) - new
        now = (now | added) - removed
        changes = changes.then(added, removed)
    graphs = {g: sorted(s for h, s in pages if h == g) for g in ("<urn:g>", "<urn:h>")}
    assert changes.graphs() <= graphs.keys()
    assert {(g, s) for g, was in graphs.items() for s in changes.within_graph(g, was)} == now


def test_graphs_to_use_are_written_into_each_pattern() -> None:
    text = "PREFIX : <urn:> DELETE { ?s :p ?o } WHERE { ?s :p ?o } ; DELETE WHERE { ?s :q 'where' } ; INSERT DATA { :a :p 1 }"
    first, second, third = operations(text, ["urn:g"], ["urn:h"])
    assert first.count("USING <urn:g> USING NAMED <urn:h> WHERE") == 1
    assert "DELETE  { ?s :q 'where' }" in second
    assert "USING <urn:g>" in second
    assert "USING" not in third


@pytest.mark.parametrize("text", ["WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                                  "INSERT { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p ?o }"])  # fmt: skip
def test_graphs_to_use_are_named_once(text: str) -> None:
    with pytest.raises(QueryError, match="not in both"):
        operations(text, ["urn:g"])


def test_where_an_update_is_wrong_is_said() -> None:
    with pytest.raises(QueryError) as caught:
        operations("CLEAR ALL ;\nINSERT DATA { <urn:a> }")
    assert caught.value.line == 2
