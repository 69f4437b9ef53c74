"""What Oxigraph does otherwise than SPARQL 1.1 is mended before it is asked."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.store import dialect
from kg.store.embedded import run


def _value(query: str) -> str:
    found = run(ox.Store(), query)
    assert isinstance(found, ox.QuerySolutions)
    return str(next(found)[0])


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ('SELECT (GROUP_CONCAT(?o) AS ?g) { VALUES ?o { "a"@en "b"@en } }', '"a b"'),
        ('SELECT (group_concat (DISTINCT ?o; separator=")") AS ?g) { VALUES ?o { "a"@en "b"@en } }', '"a)b"'),
        (
            'SELECT (CONCAT(GROUP_CONCAT(?o), "x") AS ?g) { VALUES ?o { "a"@en } } HAVING (GROUP_CONCAT(?o) = "a")',
            '"ax"',
        ),
        ('SELECT (STR("GROUP_CONCAT(") AS ?g) {}', '"GROUP_CONCAT("'),
        ('SELECT ?group_concat { VALUES ?group_concat { "a"@en } }', '"a"@en'),
    ],
)
def test_group_concat_gives_a_plain_string(query: str, value: str) -> None:
    assert _value(query) == value


def test_what_joins_plain_strings_is_left_as_it_is() -> None:
    query = 'SELECT (GROUP_CONCAT(DISTINCT str(?o); SEPARATOR=" ") AS ?g) { VALUES ?o { "a"@en "b"@en } }'
    assert dialect.corrected(query) == query
    assert _value(query) == '"a b"'


def test_the_place_of_an_error_is_that_in_the_query_as_written() -> None:
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), "SELECT (GROUP_CONCAT(?o) AS ?g) { ?s ?p }")
    assert (caught.value.line, caught.value.column) == (1, 42)


def test_an_unknown_function_has_no_value() -> None:
    query = "SELECT ?x (COALESCE(<urn:f>(?x), <urn:g>(1), 'none') AS ?y) { VALUES ?x { 1 } }"
    found = run(ox.Store(), query)
    assert isinstance(found, ox.QuerySolutions)
    assert str(next(found)["y"]) == '"none"'


def test_masked_text_keeps_its_places() -> None:
    text = "ASK { <a#b> ?p 'it\\'s' # <c>\n}"
    assert dialect.masked(text) == "ASK {       ?p              \n}".replace("?p ", "?p ")
    assert len(dialect.masked(text)) == len(text)
