"""An index that was brought from one graph to another is the index of the other: the same rows, the same answers."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import search
from kg.graph import iris, terms
from kg.search import Index, Wanted, numbers, updating
from kg.search.touched import touched

TABLES = ("entries", "facets", "names", "spellings", "things", "listed")
WORDS = "SELECT term, doc, col, offset FROM v ORDER BY 1, 2, 3, 4"
SEARCHES = [
    Wanted("norland"),
    Wanted("the str"),
    Wanted("norlnad"),
    Wanted("strait zebra truce"),
    Wanted("truce", kind="quote"),
    Wanted("strait", year="2001"),
    Wanted("", outlet="Alpha"),
    Wanted("", kind="actor"),
]
POOLS = {
    "actor": 4, "article": 4, "page": 2, "passage": 6, "meeting": 4, "position": 4, "quote": 4,
    "place": 2, "topic": 2, "office": 2, "tenure": 2, "account": 2,
}  # fmt: skip
TEXTS = ("Norland", "Åsa Łukasz", "the strait", "The Strait", "a truce", "norland's truce")
DAYS = ("2001-05-04", "2001-05-04", "2001-05", "2002", "2002-06-05", "some day")
SCHEMA = [
    ("actor", "rdf:type", ("dip:Actor", "dip:State", "dip:Person")),
    ("actor", "skos:prefLabel", TEXTS),
    ("actor", "skos:altLabel", TEXTS),
    ("actor", "dip:mentionedIn", "article"),
    ("actor", "dip:mentionedIn", "article"),
    ("actor", "dip:affiliation", "actor"),
    ("article", "rdf:type", ("dip:Article",)),
    ("article", "dcterms:title", TEXTS),
    ("article", "dcterms:issued", DAYS),
    ("article", "dcterms:issued", DAYS),
    ("article", "dcterms:publisher", ("Alpha", "Beta Post")),
    ("article", "dcterms:isPartOf", "page"),
    ("page", "rdf:type", ("dip:SourcePage",)),
    ("passage", "rdf:type", ("dip:Passage",)),
    ("passage", "dip:inArticle", "article"),
    ("passage", "dip:inArticle", "article"),
    ("passage", "dip:exact", TEXTS),
    *((kind, "dip:evidence", "passage") for kind in ("meeting", "position", "quote", "tenure", "position", "quote")),
    ("meeting", "rdf:type", ("dip:Meeting", "dip:Talks")),
    ("meeting", "rdfs:label", TEXTS),
    ("meeting", "dip:participant", "actor"),
    ("meeting", "dip:participant", "actor"),
    ("meeting", "dip:date", DAYS),
    ("meeting", "dip:place", "place"),
    ("meeting", "dip:host", "actor"),
    ("meeting", "dip:about", "topic"),
    ("meeting", "dip:account", "account"),
    ("account", "rdf:type", ("dip:Account",)),
    ("account", "dip:toldOn", DAYS),
    ("position", "rdf:type", ("dip:Position",)),
    ("position", "dip:holder", "actor"),
    ("position", "dip:holder", "actor"),
    ("position", "dip:stance", ("stance:opposes", "stance:demands")),
    ("position", "dip:target", TEXTS),
    ("position", "dip:toward", "actor"),
    ("position", "dip:about", "topic"),
    ("position", "dip:concerns", "meeting"),
    ("quote", "rdf:type", ("dip:Quote", "dip:DirectQuote")),
    ("quote", "dip:speaker", "actor"),
    ("quote", "dip:text", TEXTS),
    ("quote", "dip:about", "topic"),
    ("quote", "dip:addressee", "actor"),
    ("place", "rdf:type", ("dip:Place",)),
    ("place", "rdfs:label", TEXTS),
    ("topic", "rdf:type", ("dip:Topic",)),
    ("topic", "skos:prefLabel", TEXTS),
    ("office", "rdf:type", ("dip:Office",)),
    ("office", "dip:officeOf", "actor"),
    ("tenure", "rdf:type", ("dip:Tenure",)),
    ("tenure", "dip:heldBy", "actor"),
    ("tenure", "dip:office", "office"),
    ("tenure", "dip:attestedOn", DAYS),
]  # fmt: skip
"""Subjects, predicate, objects: other subjects, terms or words."""


def one_of(rnd: random.Random, kind: str) -> ox.NamedNode | ox.BlankNode:
    number = rnd.randrange(POOLS[kind])
    if kind in ("passage", "position") and not number:
        return ox.BlankNode(f"{kind}{number}")
    return ox.NamedNode(f"http://localhost:8000/{kind}/{number}")


def full(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(terms.PREFIXES[prefix] + local)


def some_triple(rnd: random.Random) -> ox.Triple:
    subject, predicate, objects = rnd.choice(SCHEMA)
    if isinstance(objects, str):
        return ox.Triple(one_of(rnd, subject), full(predicate), one_of(rnd, objects))
    told = rnd.choice(objects)
    value = full(told) if ":" in told else ox.Literal(told, language=rnd.choice((None, None, "en")))
    return ox.Triple(one_of(rnd, subject), full(predicate), value)


def stored(triples: Collection[ox.Triple]) -> ox.Store:
    made = ox.Store()
    made.extend([ox.Quad(*triple) for triple in triples])
    return made


def told(path: Path) -> dict[str, list[Any]]:
    """Everything that an index holds and answers."""
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, words, instance)")
    rows = {name: sorted(connection.execute(f"SELECT * FROM {name}")) for name in TABLES}
    rows["words"] = connection.execute(WORDS).fetchall()
    connection.close()
    return {**rows, "found": [Index(path).find(wanted, 10) for wanted in SEARCHES]}


def changed(before: set[ox.Triple], after: set[ox.Triple]) -> set[str]:
    """The subjects of what differs, as `update` is told them."""
    return {str(triple.subject).strip("<>") for triple in before ^ after}


def mentioned(before: set[ox.Triple], after: set[ox.Triple]) -> set[str]:
    links = (triple for triple in before ^ after if triple.predicate == full("dip:mentionedIn"))
    return {str(triple.object).strip("<>") for triple in links}


@pytest.fixture(autouse=True)
def _never_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "_BYTES", 0)


def check(old: Path, triples: list[set[ox.Triple]], *, knows_mentions: bool) -> None:
    """Brings an index from graph to graph, and compares it each time with one that is made of the graph."""
    search.write(stored(triples[0]), old)
    for number, (before, after) in enumerate(pairwise(triples)):
        path, anew = (old.with_name(f"{which}-{number}") for which in ("path", "anew"))
        links = mentioned(before, after) if knows_mentions else None
        shutil.copyfile(old, path)
        search.update(stored(before), stored(after), path, changed(before, after), links)
        search.write(stored(after), anew)
        assert told(path) == told(anew)
        old = path


@pytest.mark.parametrize("seed", range(40))
def test_any_change_of_any_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    rnd = random.Random(seed)
    if seed % 2:  # so that entries have the same hash
        monkeypatch.setattr(numbers, "short_hash", lambda *parts, length: iris.short_hash(*parts, length=1))
    graphs = [{some_triple(rnd) for _ in range(rnd.choice((100, 250, 400)))}]
    for _ in range(4):
        last = sorted(graphs[-1], key=str)
        gone = rnd.sample(last, rnd.randrange(rnd.choice((2, 6, 20))))
        graphs.append(set(last) - set(gone) | {some_triple(rnd) for _ in range(rnd.randrange(rnd.choice((3, 8, 20))))})
    check(tmp_path / "old", graphs, knows_mentions=seed % 4 < 2)


def read(text: str) -> set[ox.Triple]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items())
    quads = ox.parse(f"@base <http://localhost:8000/> .\n{prefixes}{text}", format=ox.RdfFormat.TURTLE)
    return {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}


KNOWN = (
    '<actor/1> a dip:Actor, dip:State ; skos:prefLabel "Norland" ; dip:mentionedIn <article/1>, <article/2> .'
    '<passage/1> dip:inArticle <article/1> ; dip:exact "No." . <article/1> dcterms:issued "2001-05-04" .'
    '<quote/1> a dip:Quote ; dip:speaker <actor/1> ; dip:text "no" ; dip:evidence <passage/1> .'
    "<tenure/1> a dip:Tenure ; dip:heldBy <actor/1> ; dip:evidence <passage/1> ."
)


@pytest.mark.parametrize(
    ("told_too", "fact", "is_entered"),
    [
        ("<actor/1> dip:mentionedIn <article/3> .", "quote/1", False),
        ('<actor/1> skos:altLabel "The North" .', "quote/1", False),
        ('<actor/1> skos:prefLabel "Nordland" .', "quote/1", True),
        ('<article/1> dcterms:publisher "Alpha" .', "tenure/1", True),
        ('<article/2> dcterms:publisher "Alpha" .', "quote/1", False),
    ],
)
def test_an_entity_leads_to_its_facts_only_where_they_tell_its_name(told_too: str, fact: str, is_entered: bool) -> None:
    before, after = read(KNOWN), read(KNOWN + told_too)
    found = touched(stored(before), stored(after), changed(before, after))
    assert (f"http://localhost:8000/{fact}" in found.entered) is is_entered


def test_of_an_index_of_another_form_a_new_one_is_written(tmp_path: Path) -> None:
    before, after = read(KNOWN), read(KNOWN + '<actor/1> skos:altLabel "The North" .')
    with sqlite3.connect(tmp_path / "old") as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    search.update(stored(before), stored(after), tmp_path / "old", changed(before, after))
    search.write(stored(after), tmp_path / "anew")
    assert (tmp_path / "old").read_bytes() == (tmp_path / "anew").read_bytes()


def test_numbers_go_by_kind_then_by_weight_or_day() -> None:
    def told_before(*entries: tuple[str, int, str]) -> None:
        found = [numbers.first(*entry, "some content") for entry in entries]
        assert found == sorted(set(found))
        assert [numbers.kind_at(number) for number in found] == [kind for kind, *_ in entries]

    told_before(("actor", 10**9, ""), ("actor", 7, ""), ("actor", 6, "2001"), ("place", 9, ""), ("meeting", 0, "2001"))
    days = ("9999-12-31", "2002-01", "2001-12-31T23:00:00Z", "2001-12-30", "2001-12", "2001-02-03", "2001", "0001", "")
    told_before(*(("quote", 0, day) for day in days))
    assert numbers.SPANS["quote"][1] < 1 << 63
    same = {numbers.first("quote", 0, day, "x") for day in ("", "-0044-03-15", "12001-01-01", "20010101", "in May")}
    assert len(same) == 1
