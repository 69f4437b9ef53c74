"""Facts as triples: every term, each thing in the graph it belongs to, offsets that lead to the words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph import identity, iris, ontology, provenance, shapes, terms, triples, values
from kg.graph.triples import Triple
from kg.model import Article, Passage, Place, Reading, Status, When
from kg.store import nquads
from tests.readings import NORWAY, full, meeting, reading, state

BASE = "http://localhost:8000/"


def graphs(*readings: Reading) -> tuple[list[Graph], Graph]:
    """The graph of each page, and the shared one."""
    joined = identity.join(readings)
    return [as_graph(triples.page_graph(r, joined, BASE)[1]) for r in readings], as_graph(
        triples.shared_graph(joined, BASE)[1]
    )


def as_graph(found: list[Triple]) -> Graph:
    graph = Graph()
    for triple in found:
        graph.add(triple)
    return graph


def one(graph: Graph, kind: URIRef) -> Node:
    (found,) = graph.subjects(RDF.type, kind)
    return found


def test_what_a_page_tells_is_in_its_graph() -> None:
    (page,), shared = graphs(full())
    node = one(page, terms.SOURCE_PAGE_CLASS)
    assert page.value(node, terms.DCTERMS_IDENTIFIER) == Literal("full.txt")
    assert page.value(node, terms.DCTERMS_SOURCE) == URIRef("http://example.org/a%20b?q=%C3%B8")
    article = one(page, terms.ARTICLE_CLASS)
    assert page.value(article, terms.DCTERMS_IS_PART_OF) == node
    assert page.value(article, terms.DCTERMS_ISSUED).toPython().isoformat() == "2016-10-15"  # type: ignore[union-attr]
    assert page.value(article, terms.DCTERMS_PUBLISHER) == Literal("The Daily")
    assert page.value(article, terms.DCTERMS_CREATOR) == Literal("A. Writer")
    assert page.value(article, terms.DATE_BASIS) == Literal("dateline")
    assert not set(shared.subjects()) & {node, article}


def test_what_is_known_across_pages_is_in_the_shared_graph() -> None:
    (page,), shared = graphs(full())
    oslo, norway = URIRef(BASE + "place/oslo_no"), URIRef(BASE + "actor/norway")
    assert shared.value(norway, SKOS.prefLabel) == Literal("Norway")
    assert set(shared.objects(norway, SKOS.altLabel)) == {Literal("Oslo")}
    assert set(shared.objects(norway, RDF.type)) == {terms.ACTOR_CLASS, terms.STATE_CLASS}
    assert shared.value(oslo, terms.GEO_LAT) == Literal("59.91273", datatype=terms.XSD_DECIMAL)
    assert not list(page.objects(norway, SKOS.prefLabel))
    assert set(page.objects(norway, terms.MENTIONED_IN)) == {one(page, terms.ARTICLE_CLASS)}


def test_offsets_lead_to_the_words() -> None:
    told = full()
    (page,), _ = graphs(told)
    for node, words in [*page.subject_objects(terms.EXACT), *page.subject_objects(terms.TEXT)]:
        start, end = (int(str(page.value(node, p))) for p in (terms.START, terms.END))
        assert told.page.text[start:end] == str(words)


def test_a_meeting() -> None:
    (page,), _ = graphs(full())
    node = one(page, terms.TALKS_CLASS)
    assert page.value(node, terms.DATE) == Literal("2016-10-14", datatype=terms.XSD_DATE)
    assert page.value(node, terms.DATE_TEXT) == Literal("on Friday")
    assert page.value(node, terms.STATUS) == terms.STATUS_HELD
    assert page.value(node, terms.HOST) == URIRef(BASE + "actor/norway")
    assert page.value(node, terms.CONFIDENCE) == Literal("0.8", datatype=terms.XSD_DECIMAL)
    account = page.value(node, terms.ACCOUNT)
    assert page.value(account, terms.TOLD_ON) == Literal("2016-10-15", datatype=terms.XSD_DATE)


def test_a_position_and_its_condition() -> None:
    (page,), _ = graphs(full())
    node = one(page, terms.POSITION_CLASS)
    assert page.value(node, terms.STANCE) == terms.STANCE_REJECTS
    assert page.value(node, terms.CONDITION) == Literal("unless paid")
    assert len(list(page.objects(node, terms.TOWARD))) == 2


def test_quotes_and_what_they_continue() -> None:
    (page,), _ = graphs(full())
    ((later, first),) = page.subject_objects(terms.CONTINUES)
    assert page.value(first, terms.TEXT) == Literal("We shall not sign,")
    assert page.value(later, terms.TEXT) == Literal("Not now.")
    assert page.value(one(page, terms.INDIRECT_QUOTE_CLASS), terms.SPEAKER) is None


def test_a_tenure_is_attested_on_the_articles_day() -> None:
    (page,), shared = graphs(full())
    node = one(page, terms.TENURE_CLASS)
    assert page.value(node, terms.ATTESTED_ON) == Literal("2016-10-15", datatype=terms.XSD_DATE)
    office = page.value(node, terms.OFFICE)
    assert shared.value(office, terms.RDFS_LABEL) == Literal("Foreign minister of Norway")


def test_spellings_of_a_topic_are_one() -> None:
    told = full()
    other = replace(told.positions[0], about=("Treaties",))
    (page,), shared = graphs(replace(told, positions=(told.positions[0], other)))
    assert set(page.objects(None, terms.ABOUT)) == {URIRef(BASE + "topic/treaty")}
    assert shared.value(URIRef(BASE + "topic/treaty"), RDF.type, any=True) in (terms.TOPIC_CLASS, terms.SKOS_CONCEPT)


def test_topics_lead_to_the_actors_and_places_they_name() -> None:
    told = full()
    met = replace(told.meetings[0], about=("the Oslo truce", "Norway's debts", "norwegian rebels"))
    (page,), _ = graphs(replace(told, meetings=(met,)))
    assert set(page.subject_objects(terms.CONCERNS)) == {
        (URIRef(BASE + f"topic/{topic}"), URIRef(BASE + node))
        for topic, node in (
            ("oslo-truce", "place/oslo_no"),
            ("oslo-truce", "actor/norway"),
            ("norway-debt", "actor/norway"),
        )
    }


def test_a_plan_that_was_held_keeps_both_as_they_were_told() -> None:
    actors = (NORWAY, state("Sweden", "SE"))
    plan = meeting(0, 1, when="2016-10-15", words="on Saturday", place="Oslo", status=Status.PLANNED)
    planned = reading("a", *actors, issued="2016-10-12", meetings=[plan])
    held = reading("b", *actors, issued="2016-10-16", meetings=[replace(plan, status=Status.HELD)])
    (before, after), _ = graphs(planned, held)
    union = before + after
    node = one(union, terms.MEETING_CLASS)
    assert list(union.objects(node, terms.STATUS)) == [terms.STATUS_HELD]
    assert list(before.objects(node, terms.STATUS)) == []
    told = {
        (str(union.value(a, terms.TOLD_ON)), union.value(a, terms.STATUS)) for a in union.objects(node, terms.ACCOUNT)
    }
    assert told == {("2016-10-12", terms.STATUS_PLANNED), ("2016-10-16", terms.STATUS_HELD)}


@pytest.mark.parametrize(("value", "kind"), [("2016", "gYear"), ("2016-10", "gYearMonth"), ("2016-10-15", "date")])
def test_dates_are_no_more_exact_than_told(value: str, kind: str) -> None:
    told = full()
    met = replace(told.meetings[0], when=When(value, None))
    (page,), _ = graphs(replace(told, meetings=(met,)))
    found = page.value(one(page, terms.MEETING_CLASS), terms.DATE)
    assert isinstance(found, Literal)
    assert (str(found), str(found.datatype).rpartition("#")[2]) == (value, kind)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.85, "0.85"), (0.12345, "0.123"), (0.0, "0"), (-0.0001, "0")]
)
def test_decimals_are_canonical(value: float, text: str) -> None:
    assert str(values.decimal(value, 3)) == text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org/x", "", None])
def test_only_addresses_of_the_web_are_sources(url: str | None) -> None:
    told = full()
    (page,), _ = graphs(replace(told, page=replace(told.page, url=url)))
    assert not list(page.objects(None, terms.DCTERMS_SOURCE))


def test_nothing_is_blank_and_everything_can_be_written() -> None:
    odd = full()
    odd = replace(odd, page=replace(odd.page, url="http://x/ <b>{}|\\^`"), articles=(odd.articles[0],))
    joined = identity.join([odd])
    for _, found in (triples.page_graph(odd, joined, BASE), triples.shared_graph(joined, BASE)):
        assert not any(isinstance(term, BNode) for triple in found for term in triple)
        assert nquads.statements(found)


words = st.text(max_size=30)


@settings(max_examples=60)
@given(words, words, words, words, words)
def test_any_words_can_be_written(name: str, alias: str, title: str, about: str, place: str) -> None:
    told = full()
    actors = (*told.actors[:1], replace(told.actors[1], name=name, aliases=(alias,)), *told.actors[2:])
    actors = (*actors[:3], replace(actors[3], name=alias, aliases=(name,), described=False))
    met = replace(told.meetings[0], label=title, about=(about, name), place=Place(place))
    tenure = replace(told.tenures[0], title=title)
    page = replace(told.page, name=alias, url="http://" + name)
    odd = replace(told, page=page, actors=actors, meetings=(met,), tenures=(tenure,))
    joined = identity.join([odd, full()])
    context = shapes.Context(triples.context(joined, BASE))
    graph, found = triples.page_graph(odd, joined, BASE)
    kept, _ = shapes.sift(graph, found, context)
    assert nquads.statements([*kept, *triples.shared_graph(joined, BASE)[1]])


def test_facts_that_agree_in_all_are_told_apart() -> None:
    told = full()
    (page,), _ = graphs(replace(told, positions=told.positions * 2))
    assert len(list(page.subjects(RDF.type, terms.POSITION_CLASS))) == 2


def test_only_terms_that_the_ontology_declares_are_used() -> None:
    (page,), shared = graphs(full())
    declared = ontology.declared() | {str(RDF.type), str(terms.RDFS_LABEL)}
    used = {str(p) for p in (page + shared).predicates()} | {str(o) for o in (page + shared).objects(None, RDF.type)}
    assert used <= declared


def test_a_page_without_articles_or_dates() -> None:
    told = full()
    bare = replace(told.articles[0], title="", issued=None, date_basis=None, publisher=None, byline=None)
    undated = Reading(told.page, (bare,), told.actors, (), told.tenures, told.meetings, told.positions, told.quotes)
    empty = Reading(replace(told.page, name="empty", sha256="1" * 64), ())
    (first, second), _ = graphs(undated, empty)
    assert first.value(one(first, terms.TENURE_CLASS), terms.ATTESTED_ON) is None
    assert len(second) == 5


def test_evidence_of_two_articles() -> None:
    told = full()
    second = Article("Again", 37, 72, ())
    met = replace(told.meetings[0], evidence=(Passage(0, 0, 36), Passage(1, 37, 72)))
    (page,), _ = graphs(replace(told, articles=(told.articles[0], second), meetings=(met,)))
    assert len(set(page.objects(one(page, terms.ACCOUNT_CLASS), terms.TOLD_IN))) == 2


def test_builds_and_what_they_made() -> None:
    told = full()
    build = provenance.Build("1.2.0", "en_chancery 1.0", (("authority", "a.csv"),))
    found = as_graph(
        [*provenance.build_triples([build, build], BASE), *provenance.page_triples(told.page, build, BASE)]
    )
    assert found.value(one(found, terms.BUILD_CLASS), terms.OPTION) == Literal("authority=a.csv")
    made = iris.graph(BASE, iris.page_tail(told.page))
    assert found.value(made, terms.PROV_WAS_GENERATED_BY) == build.iri(BASE)


def test_the_dataset_is_described_with_true_counts() -> None:
    joined = identity.join([full()])
    every = nquads.statements([*triples.page_graph(full(), joined, BASE)[1], *triples.shared_graph(joined, BASE)[1]])
    counts = provenance.count(every)
    told = provenance.describe(BASE, counts, [provenance.Dump("graph.ttl", 12, "ab" * 32)], "f00")
    assert told == provenance.describe(BASE, counts, [provenance.Dump("graph.ttl", 12, "ab" * 32)], "f00")
    found = Graph().parse(data=told, format="turtle")
    rows = found.query(
        """PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?triples ?subjects ?quotes ?size { ?d a void:Dataset, dcat:Dataset ; void:triples ?triples ;
            void:distinctSubjects ?subjects ; void:classPartition [ void:class ?class ; void:entities ?quotes ] ;
            dcat:distribution [ dcat:byteSize ?size ] }""",
        initBindings={"class": terms.QUOTE_CLASS},
    )
    assert [tuple(int(str(v)) for v in row) for row in rows] == [  # type: ignore[union-attr]
        (len(every), len({s for s, _, _ in every}), 3, 12)
    ]
