"""Which form a client is answered in."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from server.negotiation import GRAPHS, HTML, RESULTS, choose, named, quality, wants_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


def accept(header: str) -> MIMEAccept:
    return parse_accept_header(header, MIMEAccept)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/*", "csv"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", "tsv"),
        ("text/csv; q=0.3, application/sparql-results+xml; q=0.8, */*; q=0.1", "xml"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("image/png", None),
    ],
)
def test_results_are_chosen_by_weight(header: str, expected: str | None) -> None:
    chosen = choose(accept(header), RESULTS)
    assert (chosen.name if chosen else None) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json, text/html;q=0.9", "jsonld"),
        ("application/rdf+xml;q=0.7, text/turtle;q=0.6", "rdf"),
        ("*/*", "html"),
        ("text/turtle;charset=utf-8", "ttl"),
    ],
)
def test_things_are_pages_for_browsers_and_rdf_for_programs(header: str, expected: str) -> None:
    chosen = choose(accept(header), (HTML, *GRAPHS))
    assert chosen is not None
    assert chosen.name == expected


def test_the_most_exact_range_counts() -> None:
    assert quality(accept("text/*;q=0.2, text/csv;q=0.7, */*;q=0.1"), "text/csv") == 0.7
    assert quality(accept("text/*;q=0.2, */*;q=0.1"), "text/csv") == 0.2
    assert quality(accept("text/csv;q=0, */*"), "text/csv") == 0


def test_who_is_a_browser() -> None:
    assert wants_page(accept(BROWSER))
    assert not wants_page(accept("*/*"))
    assert not wants_page(accept("text/turtle, text/html;q=0.5"))


def test_formats_by_name_and_ending() -> None:
    assert named("JSON", RESULTS) is RESULTS[0]
    assert named("application/sparql-results+xml", RESULTS) is RESULTS[1]
    assert named("json", GRAPHS) is GRAPHS[1]
    assert named("exe", GRAPHS) is None
