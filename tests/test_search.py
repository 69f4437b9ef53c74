"""The search index: made with a publication, the same for the same graph; what is found first, counted and respelt."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import search
from kg.publication import Publication
from kg.search import CLOSE, OPEN, Index, Wanted
from kg.search import index as reading
from kg.search.entries import entry
from kg.search.numbers import KINDS
from kg.search.writing import fill, fresh
from kg.store.embedded import open_store

GRAPH = """
@base <http://localhost:8000/> .
@prefix dip: <https://w3id.org/chancery/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix stance: <https://w3id.org/chancery/stance#> .

<actor/1> a dip:Actor, dip:Person ; skos:prefLabel "Åsa Łukasz" ; skos:altLabel "A. Łukasz" ; dip:mentionedIn <article/1> .
<actor/2> a dip:Actor, dip:State ; skos:prefLabel "Norland" ; dip:mentionedIn <article/1>, <article/2> .
<actor/3> a dip:Actor, dip:PoliticalGroup ; skos:prefLabel "New Norland" ; dip:mentionedIn <article/1> .
<actor/4> a dip:Actor, dip:State ; skos:prefLabel "Never Named" .
<article/1> a dip:Article ; dcterms:title "Norland closes the strait" ; dcterms:issued "2001-05-04" ; dcterms:publisher "Alpha" .
<article/2> a dip:Article ; dcterms:title "The strait is open" ; dcterms:issued "2002-06-05" ; dcterms:publisher "Beta" .
<passage/1> dip:exact "Norland said that it had closed the strait." ; dip:inArticle <article/1> .
<quote/1> a dip:Quote, dip:IndirectQuote ; dip:speaker <actor/2> ; dip:text "it had closed the strait" ; dip:evidence <passage/1> .
<position/1> a dip:Position ; dip:holder <actor/2> ; dip:stance stance:opposes ; dip:target "free passage" ; dip:evidence <passage/1> .
"""


def stored(text: str = GRAPH, seed: int | None = None) -> ox.Store:
    """A graph in memory, its triples put in in an order of the seed's."""
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    if seed is not None:
        random.Random(seed).shuffle(quads)
    made = ox.Store()
    for quad in quads:
        made.add(quad)
    return made


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    search.write(stored(), path)
    return Index(path)


def titles(index: Index, words: str, **narrowed: str) -> list[str]:
    found = index.find(Wanted(words, **narrowed), 20)
    return [f"{hit.kind} {hit.title}".replace(OPEN, "").replace(CLOSE, "") for hit in found.hits]


def test_the_same_graph_is_the_same_bytes(tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        search.write(stored(seed=seed), tmp_path / f"{seed}.sqlite")
    assert len({(tmp_path / f"{seed}.sqlite").read_bytes() for seed in (1, 2, 3)}) == 1


def test_a_build_makes_the_index_with_the_version(sample_publication: Publication, tmp_path: Path) -> None:
    made = Index(sample_publication.search)
    assert made.is_current
    assert "actor Mikhail Gorbachev" in titles(made, "gorbachev")
    search.write(open_store(sample_publication.store), tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == sample_publication.search.read_bytes()


def test_names_come_first_then_titles_then_the_rest(index: Index) -> None:
    assert titles(index, "norland") == [
        "actor Norland",
        "actor New Norland",
        "article Norland closes the strait",
        "position Norland opposes free passage",
        "quote Norland",
    ]
    assert titles(index, "strait") == [
        "article The strait is open",
        "article Norland closes the strait",
        "position Norland opposes free passage",
        "quote Norland",
    ]


@pytest.mark.parametrize(
    ("words", "kind", "first"),
    [
        ("asa lukasz", "", "actor Åsa Łukasz"),
        ("NORLAN", "", "actor Norland"),
        ("norlnad", "", "actor Norland"),
        ("closes strait zebra", "", "article Norland closes the strait"),
        ("", "article", "article The strait is open"),
    ],
)
def test_another_spelling_is_found_too(index: Index, words: str, kind: str, first: str) -> None:
    assert titles(index, words, kind=kind)[0] == first


def test_the_words_are_marked(index: Index) -> None:
    (hit,) = index.find(Wanted("open"), 5).hits
    assert hit.title == f"The strait is {OPEN}open{CLOSE}"


def test_what_is_found_is_counted_by_kind_year_and_outlet(index: Index) -> None:
    found = index.find(Wanted("strait"), 1)
    assert (found.total, found.more, found.sampled) == (4, False, False)
    assert found.kinds == (("article", 2), ("position", 1), ("quote", 1))
    assert found.years == (("2001", 3), ("2002", 1))
    assert found.outlets == (("Alpha", 3), ("Beta", 1))


def test_it_is_narrowed(index: Index) -> None:
    assert titles(index, "strait", kind="article", year="2001") == ["article Norland closes the strait"]
    assert titles(index, "strait", outlet="Beta") == ["article The strait is open"]
    assert titles(index, "", year="2002") == ["article The strait is open"]
    assert titles(index, "strait", outlet="nobody's") == []
    assert titles(index, "strait", year="x") == []


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_one_another(index: Index, size: int) -> None:
    whole = [hit.iri for hit in index.find(Wanted("norland"), 20).hits]
    paged = [hit.iri for at in range(0, 6, size) for hit in index.find(Wanted("norland"), size, at).hits]
    assert paged == whole
    assert index.find(Wanted("norland"), size, 100).hits == ()


@pytest.mark.parametrize(
    "words", ['"', "a OR", "NEAR(", "title:norland", "*", "-strait", "{body}: x", "norland AND", "y2001"]
)
def test_what_is_typed_is_never_an_expression(index: Index, words: str) -> None:
    index.find(Wanted(words, year='1" OR', outlet='"'), 5)
    assert not any(hit.startswith("actor Never") for hit in titles(index, words))


def test_marks_of_years_are_not_words(index: Index) -> None:
    assert titles(index, "y2001") == []


def test_who_bears_a_name(index: Index) -> None:
    assert index.named("actor", "norland") == ["http://localhost:8000/actor/2"]
    assert (
        index.named("actor", " A.  łukasz") == index.named("actor", "asa lukasz") == ["http://localhost:8000/actor/1"]
    )
    assert index.named("actor", "Never Named") == ["http://localhost:8000/actor/4"]
    assert index.named("place", "norland") == index.named("actor", "") == []


def test_many_hits_are_counted_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_COUNTED", 20)
    monkeypatch.setattr(reading, "_SAMPLED", 10)
    path = tmp_path / "many.sqlite"
    with fresh(path) as connection:
        fill(connection, (sorted(entry(k, (f"{k}/{n}", f"word {n}", ""), 50 - n) for n in range(50)) for k in KINDS))
    for wanted in (Wanted("word"), Wanted("word", "actor"), Wanted("", "actor")):
        found = Index(path).find(wanted, 5, 45)
        assert [hit.iri for hit in found.hits] == [f"actor/{n}" for n in range(45, 50)]
        assert (found.total, found.more, found.sampled) == (20 * (1 if wanted.kind else len(KINDS)), True, True)
    assert [hit.iri for hit in Index(path).find(Wanted("word"), 2, 49).hits] == ["actor/49", "place/0"]


def test_an_index_of_another_form_is_not_read(tmp_path: Path) -> None:
    assert not Index(tmp_path / "none.sqlite").is_current
    connection = sqlite3.connect(tmp_path / "old.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert not Index(tmp_path / "old.sqlite").is_current
