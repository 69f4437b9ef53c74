"""What a build may publish: each rule catches what breaks it, and both checkers say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import CheckError
from kg.graph import identity, iris, provenance, rules, shapes, terms, triples
from kg.graph.provenance import Build
from kg.graph.triples import Triple
from kg.model import Status, When
from tests.readings import full
from tests.shacl import validate

BASE = "http://localhost:8000/"
READING = full()
IDENTITY = identity.join([READING])
GRAPH, PAGE = triples.page_graph(READING, IDENTITY, BASE)
SHARED = triples.shared_graph(IDENTITY, BASE)[1]
CONTEXT = shapes.Context(triples.context(IDENTITY, BASE))
NODES: dict[str, URIRef] = {
    kind: next(s for s, p, o in PAGE if p == RDF.type and o == term)
    for kind, term in {
        "page": terms.SOURCE_PAGE_CLASS,
        "article": terms.ARTICLE_CLASS,
        "passage": terms.PASSAGE_CLASS,
        "meeting": terms.MEETING_CLASS,
        "account": terms.ACCOUNT_CLASS,
        "position": terms.POSITION_CLASS,
        "quote": terms.DIRECT_QUOTE_CLASS,
        "tenure": terms.TENURE_CLASS,
    }.items()
}


def without(kind: str, predicate: URIRef) -> list[Triple]:
    return [t for t in PAGE if t[:2] != (NODES[kind], predicate)]


def instead(kind: str, predicate: URIRef, *values: Node) -> list[Triple]:
    return without(kind, predicate) + [(NODES[kind], predicate, value) for value in values]


def test_what_a_build_writes_breaks_no_rule() -> None:
    assert shapes.check(GRAPH, PAGE, CONTEXT) == []
    assert shapes.check(iris.shared_graph(BASE), SHARED, shapes.Context()) == []
    assert validate(GRAPH, PAGE, CONTEXT) == []
    assert validate(iris.shared_graph(BASE), SHARED, shapes.Context()) == []


def typed(value: str, datatype: URIRef) -> Literal:
    return Literal(value, datatype=datatype, normalize=False)


@pytest.mark.parametrize(
    ("kind", "broken", "rule"),
    [
        ("meeting", without("meeting", terms.EVIDENCE), "a fact has evidence"),
        ("meeting", instead("meeting", terms.STATUS, terms.STATUS_HELD, terms.STATUS_DENIED), "one status"),
        ("meeting", instead("meeting", terms.STATUS, Literal("held")), "one status"),
        ("meeting", instead("meeting", terms.DATE, typed("2016-10-14T00:00:00", terms.XSD_DATE)), "at most one date"),
        ("meeting", instead("meeting", terms.DATE, Literal("2016-10-14")), "at most one date"),
        ("meeting", instead("meeting", terms.PARTICIPANT, NODES["page"]), "those who take part are actors"),
        ("meeting", instead("meeting", RDF.type, terms.MEETING_CLASS), "a meeting is one of"),
        ("account", without("account", terms.TOLD_IN), "told in an article"),
        ("account", without("meeting", terms.ACCOUNT), "an account is of one meeting"),
        ("position", without("position", terms.HOLDER), "one holder"),
        ("position", instead("position", terms.STANCE, terms.STANCE_WARNS, terms.STANCE_DENIES), "ten stances"),
        ("position", instead("position", terms.STANCE, terms.STATUS_HELD), "ten stances"),
        ("position", instead("position", terms.TARGET, Literal("")), "one target"),
        ("position", instead("position", terms.CONFIDENCE, typed("1.2", terms.XSD_DECIMAL)), "from 0 to 1"),
        ("position", instead("position", terms.CONFIDENCE, Literal(1)), "from 0 to 1"),
        ("quote", instead("quote", terms.TEXT, Literal("We shall sign,")), "slice of its evidence"),
        ("quote", instead("quote", terms.START, Literal(90)), "before its end"),
        ("quote", instead("quote", terms.DATE, typed("2016-10", terms.XSD_G_YEAR_MONTH)), "at most one day"),
        ("passage", instead("passage", terms.EXACT, Literal("The ministers met.")), "as long as its words"),
        ("article", instead("article", terms.DCTERMS_ISSUED, typed("2016-13-01", terms.XSD_DATE)), "at most one date"),
        ("page", instead("page", terms.SHA256, Literal("0" * 63)), "one SHA-256"),
        ("tenure", instead("tenure", terms.TENURE_STATE, terms.STATUS_HELD), "seven states"),
    ],
)
def test_each_rule_catches_what_breaks_it(kind: str, broken: list[Triple], rule: str) -> None:
    for found in (shapes.check(GRAPH, broken, CONTEXT), validate(GRAPH, broken, CONTEXT)):
        assert [v for v in found if v.fact == str(NODES[kind]) and rule in v.rule], found
        assert str(found[0]).startswith(str(GRAPH))


VALUES = [
    Literal(""), Literal("words"), Literal(-1), Literal(5), typed("x", terms.XSD_INTEGER),
    typed("0.5", terms.XSD_DECIMAL), typed("2016-10-15", terms.XSD_DATE), typed("2016", terms.XSD_G_YEAR),
    terms.STATUS_HELD, terms.STANCE_WARNS, terms.TENURE_LATE, terms.PERSON_CLASS, *NODES.values(),
]  # fmt: skip
Change = Callable[[list[Triple]], list[Triple]]
triple = st.sampled_from(PAGE)
changes: st.SearchStrategy[Change] = st.one_of(
    triple.map(lambda gone: lambda graph: [t for t in graph if t != gone]),
    st.tuples(triple, st.sampled_from(VALUES)).map(lambda c: lambda graph: [*graph, (c[0][0], c[0][1], c[1])]),
    st.tuples(triple, st.sampled_from(VALUES)).map(
        lambda c: lambda graph: [(s, p, c[1]) if (s, p, o) == c[0] else (s, p, o) for s, p, o in graph]
    ),
)


# rdflib compares a number with what is written like none by way of a deprecated truth value
@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")
@settings(max_examples=15)
@given(st.lists(changes, min_size=1, max_size=4))
def test_both_checkers_say_the_same(made: list[Change]) -> None:
    graph = PAGE
    for change in made:
        graph = change(graph)
    graph = list(dict.fromkeys(graph))
    quick, slow = shapes.check(GRAPH, graph, CONTEXT), validate(GRAPH, graph, CONTEXT)
    assert quick == slow


@settings(max_examples=60)
@given(st.lists(changes, min_size=1, max_size=4))
def test_what_is_kept_breaks_no_rule(made: list[Change]) -> None:
    graph = PAGE
    for change in made:
        graph = change(graph)
    kept, found = shapes.sift(GRAPH, graph, CONTEXT)
    assert shapes.check(GRAPH, kept, CONTEXT) == []
    assert bool(found) == bool(shapes.check(GRAPH, graph, CONTEXT))


def test_what_a_build_tells_of_itself_is_checked() -> None:
    told = list(provenance.build_triples([Build("1.0", "a model", (("depth", "2"),))], BASE))
    shared = iris.shared_graph(BASE)
    assert shapes.check(shared, told, shapes.Context()) == validate(shared, told, shapes.Context()) == []
    broken = [t for t in told if t[1] not in (terms.MODEL, terms.PROV_WAS_ASSOCIATED_WITH)]
    rules_broken = ["a build has one language model", "a build was made by some software"]
    for found in (shapes.check(shared, broken, shapes.Context()), validate(shared, broken, shapes.Context())):
        assert [v.rule for v in found] == rules_broken


def test_only_what_breaks_a_rule_is_left_out() -> None:
    kept, found = shapes.sift(GRAPH, without("position", terms.HOLDER), CONTEXT)
    assert [v.rule for v in found] == ["a position has one holder, an actor"]
    subjects = {s for s, _, _ in kept}
    assert NODES["position"] not in subjects
    assert NODES["quote"] in subjects
    assert NODES["meeting"] in subjects


def test_what_rests_on_what_is_left_out_goes_too() -> None:
    kept, found = shapes.sift(GRAPH, without("quote", terms.TEXT), CONTEXT)
    assert "a quote has its words" in {v.rule for v in found}
    assert not [t for t in kept if t[1] == terms.CONTINUES]


def test_another_page_may_tell_the_status() -> None:
    """A page that tells of a plan says nothing of what came of it; the meeting has its status all the same."""
    met = READING.meetings[0]
    planned = replace(met, status=Status.PLANNED, when=When("2016-10-14", "Friday"))
    other = replace(READING, page=replace(READING.page, name="other.txt"), meetings=(planned,))
    joined = identity.join([READING, other])
    graph, told = triples.page_graph(other, joined, BASE)
    assert not [t for t in told if t[1:] == (terms.STATUS, terms.STATUS_HELD)]
    assert shapes.check(graph, told, shapes.Context(triples.context(joined, BASE))) == []


def test_a_rule_that_is_not_compiled_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .
        e:s a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:message "m" ; sh:maxLength 3 ] .""",
        format="turtle",
    )
    monkeypatch.setattr(rules, "shapes", lambda: odd)
    with pytest.raises(CheckError, match="maxLength"):
        rules.rules.__wrapped__()


def test_every_rule_is_told_in_words() -> None:
    told = defaultdict(set)
    for shape, _, words in rules.shapes().triples((None, SH.message, None)):
        told[str(words)].add(shape)
    assert all(words and words[0].islower() and not words.endswith(".") for words in told)
