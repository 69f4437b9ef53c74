"""What users rule on who is who wins over what is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from kg.errors import InputError
from kg.graph import identity, terms, triples
from kg.graph.nodes import Identity, page_key
from kg.graph.rulings import Correction, Entry, Rulings, read_authority, read_curation
from kg.model import ActorType, Reading
from tests.readings import NORWAY, body, full, person, reading, state

BASE = "http://localhost:8000/"
SWEDEN = state("Sweden", "SE")
WIKIDATA = "http://www.wikidata.org/entity/Q1"


def paths(joined: Identity, index: int, *readings: Reading) -> list[str]:
    return [joined.pages[page_key(r.page)].actors[index] for r in readings]


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_authority_wins_over_guesses_and_its_iris_are_used() -> None:
    entry = Entry(("Ola Nord", "O. Nord"), WIKIDATA, ActorType.PERSON, ("http://example.org/ola",))
    pages = [
        reading("a", NORWAY, person("Ola Nord", 0)),
        reading("b", SWEDEN, person("O. Nord", 0)),
        reading("c", NORWAY, person("Nord", 0)),
    ]
    joined = identity.join(pages, Rulings((entry,)))
    assert paths(joined, 1, *pages) == [WIKIDATA] * 3
    node = next(n for n in joined.actors if n.path == WIKIDATA)
    assert (node.label, node.aliases, node.same_as) == ("Ola Nord", ("Nord", "O. Nord"), ("http://example.org/ola",))
    _, shared = triples.shared_graph(joined, BASE)
    assert (URIRef(WIKIDATA), terms.OWL_SAME_AS, URIRef("http://example.org/ola")) in shared


def test_an_authority_says_the_type_and_may_leave_the_iri() -> None:
    entry = Entry(("Northern Storm",), "actor/northern-storm", ActorType.ARMED_GROUP)
    page = reading("a", body("The Northern Storm"))
    joined = identity.join([page], Rulings((entry,)))
    (node,) = joined.actors
    assert (node.path, node.type) == ("actor/northern-storm", ActorType.ARMED_GROUP)


def test_a_name_that_an_authority_gives_to_two_is_guessed() -> None:
    entries = (Entry(("Ola Nord",), WIKIDATA), Entry(("Ola Nord",), WIKIDATA + "2"))
    page = reading("a", NORWAY, person("Ola Nord", 0))
    assert paths(identity.join([page], Rulings(entries)), 1, page) == ["actor/ola-nord_norway"]


def test_these_two_are_one() -> None:
    pages = [reading("a", NORWAY, person("Ola Nord", 0)), reading("b", SWEDEN, person("Ole Nord", 0))]
    ruled = Rulings(corrections=(Correction("same", ("actor/ola-nord_norway", "actor/ole-nord_sweden")),))
    joined = identity.join(pages, ruled)
    assert len(set(paths(joined, 1, *pages))) == 1
    assert joined.idle == ()


def test_these_two_are_not() -> None:
    pages = [reading("a", NORWAY, person("Sergei Nord", 0)), reading("b", NORWAY, person("Serguei Nord", 0))]
    one, other = (identity.join([p]).pages[page_key(p.page)].actors[1] for p in pages)
    same = reading("c", NORWAY, person("Sergei Nord", 0, aliases=["Serguei Nord"]))
    assert len(set(paths(identity.join([*pages, same]), 1, *pages))) == 1
    ruled = Rulings(corrections=(Correction("different", (one, other)),))
    assert paths(identity.join([*pages, same], ruled), 1, *pages) == [one, other]


def test_this_name_is_that_ones() -> None:
    pages = [reading("a", NORWAY, person("Ola Nord", 0)), reading("b", person("the Fisherman"), NORWAY)]
    ruled = Rulings(corrections=(Correction("name", ("The Fisherman", "actor/ola-nord_norway")),))
    joined = identity.join(pages, ruled)
    assert joined.pages[page_key(pages[1].page)].actors[0] == "actor/ola-nord_norway"
    assert next(n for n in joined.actors if n.type is ActorType.PERSON).label == "Ola Nord"
    to_state = Rulings(corrections=(Correction("name", ("the Fisherman", "actor/norway")),))
    assert identity.join(pages[1:], to_state).pages[page_key(pages[1].page)].actors[0] == "actor/norway"


def test_a_fact_that_is_wrong_is_dropped_and_comes_back() -> None:
    page = full()
    joined = identity.join([page])
    _, before = triples.page_graph(page, joined, BASE)
    for kind in (terms.POSITION_CLASS, terms.MEETING_CLASS, terms.DIRECT_QUOTE_CLASS):
        node = next(s for s, p, o in before if o == kind)
        line = Correction("drop", (str(node).removeprefix(BASE),))
        _, after = triples.page_graph(page, identity.join([page], Rulings(corrections=(line,))), BASE)
        assert not [t for t in after if node in (t[0], t[2])]
        assert len(after) < len(before)
    assert triples.page_graph(page, identity.join([page]), BASE)[1] == before


def test_corrections_are_in_the_graph_as_the_users() -> None:
    line = Correction("same", ("actor/norway", "actor/nobody"))
    joined = identity.join([full()], Rulings(corrections=(line,)))
    _, shared = triples.shared_graph(joined, BASE)
    assert [str(o) for _, p, o in shared if p == terms.CORRECTS] == [BASE + "actor/norway", BASE + "actor/nobody"]
    assert joined.idle == (line,)


def test_reading_an_authority_file(tmp_path: Path) -> None:
    table = "name,type,iri,sameAs\nOla Nord|O. Nord,person,http://example.org/1,http://a.org/|http://b.org/\nNFU,,,\n"
    assert read_authority(written(tmp_path, "a.csv", table)) == (
        Entry(("Ola Nord", "O. Nord"), "http://example.org/1", ActorType.PERSON, ("http://a.org/", "http://b.org/")),
        Entry(("NFU",), "actor/nfu"),
    )
    turtle = """@prefix dip: <https://w3id.org/chancery/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . <http://example.org/1> a dip:Person ;
        skos:prefLabel "Ola Nord" ; skos:altLabel "O. Nord" ; owl:sameAs <http://a.org/> ."""
    assert read_authority(written(tmp_path, "a.ttl", turtle)) == (
        Entry(("Ola Nord", "O. Nord"), "http://example.org/1", ActorType.PERSON, ("http://a.org/",)),
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "who\nOla\n", "no column 'name'"),
        ("a.csv", "name,type\nOla Nord,king\n", "line 2: 'king' is no type"),
        ("a.csv", "name,iri\nOla Nord,http://x/a b\n", "is no IRI"),
        ("a.csv", "name\n|\n", "line 2: there is no name"),
        ("a.ttl", "this is no Turtle", "cannot be read"),
    ],
)
def test_a_bad_authority_file_is_told_as_such(name: str, text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        read_authority(written(tmp_path, name, text))


def test_reading_a_curation_file(tmp_path: Path) -> None:
    text = """# ours
        same actor/a <http://localhost:8000/actor/b>
        name "Ola  Nord" http://example.org/#ola

        drop position/1
    """
    assert set(read_curation(written(tmp_path, "c.txt", text), BASE)) == {
        Correction("same", ("actor/a", "actor/b")),
        Correction("name", ("Ola  Nord", "http://example.org/#ola")),
        Correction("drop", ("position/1",)),
    }


@pytest.mark.parametrize("line", ["same actor/a", "merge actor/a actor/b", 'name "Ola actor/a', "drop <a b>"])
def test_a_bad_correction_is_told_with_its_line(line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        read_curation(written(tmp_path, "c.txt", f"\n{line}\n"), BASE)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for read in (read_authority, lambda path: read_curation(path, BASE)):
        with pytest.raises(InputError, match="cannot be read"):
            read(tmp_path / "none.csv")
