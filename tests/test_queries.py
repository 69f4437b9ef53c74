"""The library of saved queries: headers, names, parameters, and values that try to be more than values."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg import resources
from kg.bindings import ParameterType, row
from kg.errors import QueryError
from kg.graph import terms
from kg.queries import Display, Parameter, SavedQuery, bind, library, saved
from tests.queries.engine import ask, store

ATTACKS = [
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    '\\"',
    '\\" } #',
    "\n",
    "a\nb\r\nc",
    "\t",
    "}",
    "} }",
    "{",
    "{ UNDEF }",
    "VALUES ?word { UNDEF }",
    "VALUES ?actor { UNDEF } VALUES ?word { UNDEF }",
    '" } } SELECT * WHERE { ?s ?p ?o } #',
    '") ) } } # ',
    'x" } UNION { ?position ?p ?o } FILTER("" = "',
    "SELECT * WHERE { ?s ?p ?o }",
    "; DROP ALL",
    "<http://example.org/> } #",
    "http://example.org/x> } SELECT * { ?s ?p ?o",
    'http://example.org/" } #',
    "actor/x> } #",
    "actor/../../../etc/passwd",
    "actor/a b",
    "?s",
    "$word",
    "# a comment",
    "SERVICE <http://example.org/> { ?s ?p ?o }",
    "\\u0022 } #",
    "%22%20%7D",
    "\u2028",
    "\ufeff",
    "\x00",
    "\x1f",
    "\U0001f600",
    "é",
    "\\g<0>",
    "\\1",
    "a" * 1999,
    "{0}",
    "%s",
    "${word}",
]


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


def test_the_library_is_sorted_and_large() -> None:
    names = [query.name for query in library()]
    assert names == sorted(names)
    assert len(names) >= 24


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_saved_query_says_what_it_is(query: SavedQuery) -> None:
    assert query.question.rstrip("0123456789,. ;").strip()
    assert query.display in Display
    assert "#" not in query.text.split("SELECT")[0].replace("#>", "")
    for parameter in query.parameters:
        assert parameter.label
        assert f"VALUES ?{parameter.name} {{ UNDEF }}" in query.text


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_saved_query_is_sparql_as_it_stands(graph: ox.Store, query: SavedQuery) -> None:
    graph.query(query.text)


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_the_columns_fit_the_display(graph: ox.Store, query: SavedQuery) -> None:
    found = graph.query(query.text)
    assert isinstance(found, ox.QuerySolutions)
    columns = {variable.value for variable in found.variables}
    needed = {
        Display.TABLE: set(),
        Display.BARS: {"count"},
        Display.LINE: {"period", "count"},
        Display.TIMELINE: {"date", "what"},
        Display.MAP: {"place", "placeLabel", "latitude", "longitude", "count"},
        Display.NETWORK: {"source", "sourceLabel", "target", "targetLabel", "count"},
        Display.MATRIX: {"row", "rowLabel", "column", "columnLabel", "count"},
    }[query.display]
    assert needed <= columns
    assert {column.removesuffix("Label") for column in columns if column.endswith("Label")} <= columns


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_choices_are_values_and_labels(graph: ox.Store, query: SavedQuery) -> None:
    for parameter in query.parameters:
        if parameter.choices_query is None:
            continue
        found = graph.query(parameter.choices_query)
        assert isinstance(found, ox.QuerySolutions)
        assert {"value", "label"} <= {variable.value for variable in found.variables}
        for solution in found:
            value, label = solution["value"], solution["label"]
            assert isinstance(value, ox.NamedNode | ox.Literal)
            assert isinstance(label, ox.Literal)
            bind(
                query,
                {p.name: p.default or "x" for p in query.parameters if p.required} | {parameter.name: value.value},
            )


def test_every_term_in_a_query_is_in_the_ontology() -> None:
    known = {str(value) for value in vars(terms).values() if isinstance(value, str)}
    folder = resources.folder("queries")
    for path in sorted(folder.rglob("*.rq")):
        text = path.read_text(encoding="utf-8")
        prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
        body = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "PREFIX")))
        for prefix, name in re.findall(r"(?<![\w<:/\"])(\w+):(\w+)", body):
            assert prefixes[prefix] + name in known, f"{path.name}: {prefix}:{name}"


def test_the_event_codes_are_those_of_the_ontology() -> None:
    ontology = Graph().parse(resources.folder("ontology") / "alignments.ttl")
    known = {(re.split("[#/]", str(term))[-1], str(code)) for term, code in ontology.subject_objects(terms.CAMEO)}
    text = saved("coded-events").text
    used = {(name, code) for name, code in re.findall(r"(\w+)=(\d{3})\b", text)}
    assert used == known - {("host", "043")}


def test_an_unknown_query_names_those_that_are_near() -> None:
    with pytest.raises(QueryError, match="whom-an-actor-met"):
        saved("whom-an-actor-mett")
    with pytest.raises(QueryError, match="least-sure"):
        saved('\x00\n"')


def test_what_is_not_given_takes_its_default() -> None:
    query = saved("whom-an-actor-met")
    default = query.parameters[0].default
    assert default
    assert bind(query, {}) == bind(query, {"actor": default}) == bind(query, {"actor": " "})


def test_an_optional_parameter_left_out_leaves_its_row_out() -> None:
    text = bind(saved("where-an-actor-stands"), {"actor": "Reagan"})
    assert "UNDEF" not in text
    assert "VALUES ?word" not in text


def test_a_missing_value_says_what_to_give() -> None:
    with pytest.raises(QueryError, match=r"needs a value for fact .*give fact=…"):
        bind(saved("evidence-of-a-fact"), {})


def test_an_unknown_parameter_says_which_there_are() -> None:
    with pytest.raises(QueryError, match="it takes actor, word"):
        bind(saved("where-an-actor-stands"), {"actr": "Reagan"})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("who-stands-how-toward-whom", {"stance": "likes"}),
        ("who-stands-how-toward-whom", {"stance": "supports } #"}),
        ("new-since", {"since": "yesterday"}),
        ("new-since", {"since": "2016-13"}),
        ("new-since", {"since": "2015-02-29"}),
        ("new-since", {"since": "0000"}),
        ("new-since", {"since": "२०१६"}),
        ("least-sure", {"below": "half"}),
        ("least-sure", {"below": "1e5"}),
        ("least-sure", {"below": "nan"}),
        ("evidence-of-a-fact", {"fact": "the summit"}),
        ("evidence-of-a-fact", {"fact": "http://["}),
        ("quotes-with-a-word", {"word": "\ud800"}),
        ("quotes-with-a-word", {"word": "a" * 3000}),
        ("whom-an-actor-met", {"actor": "http://example.org/{}"}),
    ],
)
def test_what_cannot_be_meant_is_refused(name: str, values: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        bind(saved(name), values)


def test_dates_numbers_and_stances_are_typed() -> None:
    assert '"2016-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>' in bind(saved("new-since"), {"since": "2016-01"})
    assert '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>' in bind(saved("least-sure"), {"below": "0.5"})
    text = bind(saved("who-stands-how-toward-whom"), {"stance": "Opposes"})
    assert f"VALUES ?stance {{ <{terms.STANCE_OPPOSES}> }}" in text


@pytest.mark.parametrize(
    "actor", ["ronald REAGAN", "  Reagan ", "actor/reagan", "/actor/reagan", "<http://localhost:8000/actor/reagan>"]
)
def test_an_actor_is_known_by_name_path_and_iri(graph: ox.Store, actor: str) -> None:
    found = ask(graph, "what-a-speaker-said", "speakerLabel", "what", speaker=actor)
    assert found == [("Ronald Reagan", "This we could not do,")]


def test_a_path_is_read_below_the_base() -> None:
    text = bind(saved("whom-an-actor-met"), {"actor": "actor/x"}, base="https://example.org/kg/")
    assert "<https://example.org/kg/actor/x>" in text


def test_who_bears_a_name_may_be_known_beforehand() -> None:
    known = {("actor", "Mr. Reagan"): ["http://localhost:8000/actor/a", "http://localhost:8000/actor/b"]}
    query = saved("whom-an-actor-met")
    text = bind(query, {"actor": " Mr. Reagan "}, names=lambda kind, name: known.get((kind, name), []))
    assert "VALUES ?actor { <http://localhost:8000/actor/a> <http://localhost:8000/actor/b> }" in text
    nobody = bind(query, {"actor": "Nobody"}, names=lambda _kind, _name: [])
    found = ox.Store().query(nobody)
    assert isinstance(found, ox.QuerySolutions)
    assert list(found) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_value_is_never_read_as_sparql(graph: ox.Store, attack: str) -> None:
    for query in library():
        for parameter in query.parameters:
            _asked_with(graph, query, parameter, attack)


@settings(max_examples=200)
@given(word=st.text(max_size=60), actor=st.text(max_size=60))
def test_any_text_is_just_text(word: str, actor: str) -> None:
    query = saved("where-an-actor-stands")
    try:
        text = bind(query, {"actor": actor, "word": word})
    except QueryError:
        return
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    assert list(found) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_engine_reads_the_value_that_was_given(attack: str) -> None:
    if not attack.strip():
        return
    found = ox.Store().query(f"SELECT ?word WHERE {{ {row('word', ParameterType.TEXT, attack)} }}")
    assert isinstance(found, ox.QuerySolutions)
    assert [solution["word"] for solution in found] == [ox.Literal(attack.strip())]


def _asked_with(graph: ox.Store, query: SavedQuery, parameter: Parameter, attack: str) -> None:
    """With the attack as one value, the query is refused with a reason, or finds nothing that it should not."""
    others = {p.name: p.default or "x" for p in query.parameters if p.required and p.type is not ParameterType.THING}
    if any(p.type is ParameterType.THING for p in query.parameters if p is not parameter):
        others |= {p.name: "position/x" for p in query.parameters}
    try:
        text = bind(query, others | {parameter.name: attack})
    except QueryError:
        return
    found = graph.query(text)
    assert isinstance(found, ox.QuerySolutions)
    wanted = graph.query(query.text)
    assert isinstance(wanted, ox.QuerySolutions)
    assert [v.value for v in found.variables] == [v.value for v in wanted.variables]
    if parameter.required and attack.strip() and attack != '"':  # which a quote in the graph has
        assert list(found) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# question: Q?\n# show: table\nSELECT * {}", "title"),
        ("# title: T\n# question: Q?\n# show: pie\nSELECT * {}", "pie"),
        ("# title: T\n# question: Q?\n# show: table\n# param a: colour | A\nSELECT * {}", "colour"),
        ("# title: T\n# question: Q?\n# show: table\n# param a: text | A\nSELECT * {}", "UNDEF"),
        ("# title: T\n# question: Q?\n# show: table\n# param a: text | A | | nowhere\nVALUES ?a { UNDEF }", "nowhere"),
    ],
)
def test_a_wrong_header_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "wrong.rq").write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda _name: tmp_path)
    library.cache_clear()
    try:
        with pytest.raises(QueryError, match=said):
            library()
    finally:
        library.cache_clear()
