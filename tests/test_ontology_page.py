"""`/ontology`: the diagram says what the ontology says, counts and examples are those of the graph, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg.publication import Publication
from kg.store.embedded import open_store
from server import create_app, diagram
from server.vocabulary import all_terms
from tests.server_fixture import harbour, publish

BROWSER = {"Accept": "text/html"}


class Page(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []


@pytest.fixture(scope="module")
def client(sample_publication: Publication) -> Iterator[FlaskClient]:
    app = create_app(sample_publication.root)
    yield app.test_client()
    app.extensions["pool"].close()


@pytest.fixture(scope="module")
def text(client: FlaskClient) -> str:
    return client.get("/ontology", headers=BROWSER).text


def count(store: ox.Store, pattern: str) -> int:
    found = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return int(next(iter(found))["n"].value)


def test_the_counts_are_those_of_the_graph(sample_publication: Publication) -> None:
    store = open_store(sample_publication.store)
    used = sample_publication.usage
    for term in all_terms():
        pattern = f"?s ?p <{term.iri}>" if term.kind != "Property" else f"?s <{term.iri}> ?o"
        assert used.get(term.iri, {"count": 0})["count"] == count(store, pattern), term.name


def test_the_examples_are_in_the_graph(sample_publication: Publication) -> None:
    store = open_store(sample_publication.store)
    for iri, entry in sample_publication.usage.items():
        told = [
            (predicate.value, str(getattr(value, "value", "")))
            for _, predicate, value, _ in store.quads_for_pattern(
                ox.NamedNode(entry["subject"]), None, None, ox.DefaultGraph()
            )
        ]
        assert any(iri in (p, o) and o.startswith(entry["object"]) for p, o in told), iri


def test_every_link_leads_somewhere(client: FlaskClient, text: str) -> None:
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    for link in sorted({link for link in page.links if link.startswith(("/actor", "/article", "/meeting", "/topic"))}):
        assert client.get(link, headers=BROWSER).status_code == 200, link
    assert not [link for link in page.links if link.startswith("http://localhost")]


def test_each_term_is_told_with_its_use(text: str) -> None:
    page = Page(text)
    for term in all_terms():
        assert term.anchor in page.ids
        assert term.local in page.ids  # where the term's own IRI leads
    told = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert re.search(r"dip:Person person A human being.*? \d+ times in this graph, as in [A-Z]", told)
    assert "Not stored: the inverse of dip:participant" in told
    assert "Elsewhere: a kind of foaf:Person , schema:Person" in told


@pytest.mark.parametrize("drawing", [diagram.wide, diagram.narrow])
def test_the_diagram_has_every_class_and_every_property_between_them(drawing: object) -> None:
    assert callable(drawing)
    drawn = str(drawing())
    shown = {box.name for box in (*diagram._BOXES, diagram._FRAME)}
    names = {f"dip:{name}": name for name in shown}
    terms = {term.local: term for term in all_terms()}
    for name in shown:
        assert f'href="#{terms[name].anchor}"' in drawn
    for term in all_terms():
        ends = [(names[s], names[t]) for s, _ in term.domain for t, _ in term.range if s in names and t in names]
        if term.kind == "Property" and not term.is_inverse and ends:
            assert term.label in drawn, term.name
            assert any((arrow.source, arrow.target) in ends for arrow in diagram._ARROWS), term.name
    assert all(diagram._label(arrow) for arrow in diagram._ARROWS)


def test_the_drawings_stay_inside_their_boxes() -> None:
    for box in diagram._BOXES:
        assert box.left >= 0
        assert box.left + box.width <= diagram._WIDE
        assert box.top + box.height <= diagram._TALL


def test_a_publication_without_counts_shows_none(tmp_path: Path) -> None:
    publish(tmp_path, [harbour()])
    app = create_app(tmp_path)
    told = app.test_client().get("/ontology", headers=BROWSER).text
    app.extensions["pool"].close()
    assert "in this graph" not in told
    assert "A human being" in told
