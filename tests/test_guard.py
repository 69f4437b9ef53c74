"""No query makes the engine fetch anything, however it is written."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from server import guard

HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p 'service' }",
    "SELECT ?service { ?service ?p ?o }",
    "SELECT * { ?s <http://x.example/service> ?o }",
    "PREFIX service: <http://x.example/> SELECT * { ?s service:a service:service }",
    "SELECT * { ?s ?p ?o # service <http://x.example/> {}\n}",
    "SELECT * { ?s ?p '''it's a service''' }",
    'SELECT * { ?s ?p """they say "service" here""" }',
]
FETCHING = [
    "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT ?where { } }",
    "SELECT * { # a comment ends here\r SERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { ?a ?b 'a\\u005C' SERVICE <http://x.example/> {} #' }",
    "SELECT * { SERV\\u0049CE <http://x.example/> {} }",
    "SELECT * { \\U00000053ERVICE <http://x.example/> {} }",
    "SELECT * { ?a ?b ?c .SERVICE<http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1.SERVICE<http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x'@en.service <http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b) service <x:y> {} FILTER(?c>?d) }",
    "SELECT * { OPTIONAL { GRAPH ?g { { SELECT * { SERVICE ?x { } } } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://x.example/> { } } }",
    "ASK { ?s ?p '''a''' ''' service }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_no_reason_to_refuse(query: str) -> None:
    guard.check(query)


@pytest.mark.parametrize("query", FETCHING)
def test_what_would_fetch_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        guard.check(query)
