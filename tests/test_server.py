"""Every address of the server, asked without a network: what it answers, in which form, and that nothing runs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import Graph, URIRef
from werkzeug.test import TestResponse

from kg import queries
from kg.errors import InputError, PublicationError
from kg.graph import terms
from kg.model import ActorType, Position, Stance
from kg.publication import Publication
from kg.search.lists import PATTERNS
from kg.store.embedded import Embedded
from server import create_app
from server.sections import SECTIONS
from tests.server_fixture import BASE, HARBOUR, Writer, harbour, hostile, publish, reply

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
_DATA = ("application/ld+json", "application/json")
"""Types of scripts that no browser runs."""
_OWN = re.compile(r"(?:/|(?:\.\./)*)static/")
PREFIX = "PREFIX stance: <https://w3id.org/chancery/stance#> PREFIX dip: <https://w3id.org/chancery/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return publish(tmp_path_factory.mktemp("server"), [harbour(), reply(), hostile()])


@pytest.fixture(scope="module")
def app(publication: Publication) -> Iterator[Flask]:
    made = create_app(publication.root, workers=1, page_size=2)
    yield made
    made.extensions["pool"].close()


class Client(FlaskClient):
    """A client that reads every answer to its end and closes it."""

    def open(self, *args: Any, **given: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **given})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return Client(app, app.response_class)


@pytest.fixture(scope="module")
def graph(publication: Publication) -> Embedded:
    return Embedded(publication.store)


def path_of(graph: Embedded, pattern: str) -> str:
    """The path of the first `?x` of a pattern."""
    rows = graph.select(f"{PREFIX} SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x")
    return "/" + str(rows[0]["x"]).removeprefix(BASE)


def entities(graph: Embedded) -> list[str]:
    """The path of every thing."""
    rows = graph.select("SELECT DISTINCT ?s WHERE { ?s a ?type } ORDER BY ?s")
    return ["/" + str(row["s"]).removeprefix(BASE) for row in rows if str(row["s"]).startswith(BASE)]


class Document(HTMLParser):
    """What a page holds: its links, ids, tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.links += [str(given[name]) for name in ("href", "src", "action") if name in given]
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(client: FlaskClient, path: str, status: int = 200) -> Document:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "text/html"
    return Document(response.text)


def test_there_must_be_a_publication(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="kg build"):
        create_app(tmp_path)


def test_settings_are_checked(publication: Publication) -> None:
    with pytest.raises(InputError, match="no setting 'colour'"):
        create_app(publication.root, colour="red")
    with pytest.raises(InputError, match="above zero"):
        create_app(publication.root, timeout=0)


def test_home_says_what_is_in_here(client: FlaskClient) -> None:
    found = page(client, "/")
    assert "Ada Lind" in found.text
    assert "Read from 3 news articles of 4 May 2001 to 12 June 2001" in " ".join(found.text.split())
    assert any(link.startswith("/meeting/") for link in found.links)
    assert "/queries" in found.links


def test_every_link_on_every_page_leads_somewhere(client: FlaskClient, graph: Embedded) -> None:
    todo = ["/", *entities(graph)]
    seen: set[str] = set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path, headers=BROWSER, follow_redirects=True)
        assert response.status_code == 200, path
        if response.mimetype != "text/html":
            continue
        for link in Document(response.text).links:
            bare = link.partition("#")[0]
            if bare.startswith("/") and not bare.startswith(("/static", "/sparql?")):
                todo.append(bare)
            elif bare.startswith("?"):
                todo.append(path.partition("?")[0] + bare)
    assert len(seen) > 80


def test_fragments_lead_to_places_on_the_page(client: FlaskClient, graph: Embedded) -> None:
    meeting = page(client, path_of(graph, "?x skos:prefLabel 'Ada Lind'"))
    evidence = [link for link in meeting.links if "#char=" in link]
    assert evidence
    for link in evidence:
        path, _, fragment = link.partition("#")
        assert fragment in page(client, path).ids


def test_an_actor_shows_what_is_known(client: FlaskClient, graph: Embedded) -> None:
    found = page(client, path_of(graph, "?x skos:prefLabel 'Tomas Reyes' ; skos:altLabel 'Reyes'"))
    for words in (
        "Tomas Reyes",
        "President of Sudria",
        "Talks in Port Ada",
        "We shall not sign under threat,",
        "Ada Lind",
    ):
        assert words in found.text
    assert "90%" in found.text
    assert "The Coast Wire, 4 May 2001" in found.text


def test_a_meeting_shows_who_where_when_and_how_it_is_known(client: FlaskClient, graph: Embedded) -> None:
    found = page(client, path_of(graph, "?x a dip:Talks ; dip:dateText 'on Friday'"))
    for words in (
        "Talks in Port Ada",
        "Ada Lind",
        "Foreign Minister of Norland",
        "4 May 2001",
        "Port Ada",
        "on Friday",
    ):
        assert words in found.text
    assert any(tag == "image" and given.get("href") == "/world.svg" for tag, given in found.tags)


def test_a_quote_shows_its_whole_utterance(client: FlaskClient, graph: Embedded) -> None:
    found = page(client, path_of(graph, "?x dip:text 'Not now, not ever.'"))
    assert "We shall not sign under threat," in found.text
    assert "Tomas Reyes" in found.text


def test_an_article_marks_what_was_found_in_it(client: FlaskClient, graph: Embedded) -> None:
    found = page(client, path_of(graph, "?x a dip:Article ; <http://purl.org/dc/terms/publisher> 'The Coast Wire'"))
    classes = [str(given.get("class")) for _, given in found.tags]
    assert sum(c.startswith("named ") for c in classes) >= 10
    assert classes.count("said") >= 3
    assert classes.count("passage") >= 6
    assert "Advertisement: cheap flights" in found.text
    assert "b-outside" in classes
    assert "nobody believes Lind" not in found.text
    at = HARBOUR.index("Sudria accuses Norland")
    assert f"char={at},{at + len('Sudria accuses Norland of mining the strait.')}" in found.ids


def test_articles_can_be_shown_by_their_passages_alone(publication: Publication, graph: Embedded) -> None:
    made = create_app(publication.root, no_text=True)
    found = page(
        made.test_client(), path_of(graph, "?x a dip:Article ; <http://purl.org/dc/terms/publisher> 'The Coast Wire'")
    )
    assert "Sudria accuses Norland of mining the strait." in found.text
    assert "Advertisement" not in found.text
    assert "passage" in [given.get("class") for _, given in found.tags]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # within rdflib's own JSON-LD reader
@pytest.mark.parametrize(
    ("accept", "ending", "kind", "reader"),
    [
        ("text/turtle", ".ttl", "text/turtle", "turtle"),
        ("application/ld+json", ".jsonld", "application/ld+json", "json-ld"),
        ("application/n-triples", ".nt", "application/n-triples", "nt"),
        ("application/rdf+xml", ".rdf", "application/rdf+xml", "xml"),
    ],
)
def test_a_thing_comes_as_rdf(
    client: FlaskClient, graph: Embedded, accept: str, ending: str, kind: str, reader: str
) -> None:
    path = path_of(graph, "?x dip:stance <https://w3id.org/chancery/stance#accuses>")
    referred = client.get(path, headers={"Accept": accept})
    assert (referred.status_code, referred.location) == (303, path + ending)
    assert "Accept" in referred.headers["Vary"]
    by_accept = client.get(path, headers={"Accept": accept}, follow_redirects=True)
    by_ending = client.get(path + ending)
    assert by_accept.mimetype == by_ending.mimetype == kind
    for response in (by_accept, by_ending):
        found = Graph().parse(data=response.get_data(), format=reader)
        thing = URIRef(BASE.rstrip("/") + path)
        assert str(found.value(thing, terms.TARGET)) == "mining the strait"
        passage = found.value(thing, terms.EVIDENCE)
        assert str(found.value(passage, terms.EXACT)) == "Sudria accuses Norland of mining the strait."


def test_a_thing_is_told_the_same_whether_a_query_process_is_asked_or_not(
    publication: Publication, graph: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for few in (500, 0):
        monkeypatch.setattr("server.entities._FEW", few)
        app = create_app(publication.root, workers=1)
        answers = [app.test_client().get(f"{path}.nt", buffered=True) for path in entities(graph)[::3]]
        app.extensions["pool"].close()
        told.append([(a.status_code, a.headers.get("ETag"), sorted(a.data.splitlines())) for a in answers])
    assert len(told[0]) > 10
    assert told[0] == told[1]


def test_a_thing_is_known_under_any_host(client: FlaskClient, graph: Embedded) -> None:
    path = path_of(graph, "?x skos:prefLabel 'Ada Lind'")
    response = client.get(path, base_url="https://news.example.org", headers={"Accept": "text/turtle"})
    assert response.location == f"{path}.ttl"
    response = client.get(f"{path}.ttl", base_url="https://news.example.org")
    assert b"Ada Lind" in response.data


def test_pages_name_their_other_forms(client: FlaskClient, graph: Embedded) -> None:
    path = path_of(graph, "?x skos:prefLabel 'Ada Lind'")
    response = client.get(path, headers=BROWSER)
    assert f'<{path}.ttl>; rel="alternate"; type="text/turtle"' in response.headers.getlist("Link")
    assert any(
        tag == "link" and given.get("rel") == "alternate" and given.get("href") == f"{path}.ttl"
        for tag, given in Document(response.text).tags
    )
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_what_is_unknown_is_searched_for(client: FlaskClient) -> None:
    found = page(client, "/actor/ada-lind", 404)
    assert any(tag == "input" and given.get("value") == "ada lind" for tag, given in found.tags)
    assert any("ada-lind" in link for link in found.links)
    plain = client.get("/actor/ada-lind", headers={"Accept": "text/turtle"})
    assert plain.status_code == 404
    assert plain.mimetype == "text/plain"


def test_an_iri_that_went_leads_to_the_one_that_stays(tmp_path: Path) -> None:
    made = publish(tmp_path, [harbour()])
    graph = Embedded(made.store)
    stays = path_of(graph, "?x skos:prefLabel 'Ada Lind'")
    del graph
    store = ox.Store(str(made.store))
    moved = ox.NamedNode(str(terms.DCTERMS_IS_REPLACED_BY))
    store.add(ox.Quad(ox.NamedNode(f"{BASE}actor/old"), moved, ox.NamedNode(BASE.rstrip("/") + stays)))
    store.flush()
    del store
    client = create_app(tmp_path).test_client()
    response = client.get("/actor/old", headers=BROWSER)
    assert (response.status_code, response.headers["Location"]) == (301, stays)
    assert client.get("/actor/old.ttl").headers["Location"] == f"{stays}.ttl"


def test_how_a_position_changed_is_told_in_order(tmp_path: Path) -> None:
    before, after = "Norland rejects a truce.", "Norland accepts a truce."
    readings = []
    for day, sentence, stance in ((1, before, Stance.REJECTS), (9, after, Stance.SUPPORTS)):
        w = Writer(f"{day}.txt", f"News of {day}\n\n{sentence}", f"News of {day}", date(2001, 5, day), "Wire", None)
        w.prose(sentence)
        norland = w.actor("Norland", ActorType.STATE)
        w.positions.append(Position(norland, stance, "a truce", w.passage(sentence), 0.9, "verb", (), ("truce",)))
        readings.append(w.reading())
    made = publish(tmp_path, readings)
    path = path_of(Embedded(made.store), "?x skos:prefLabel 'Norland'")
    client = create_app(tmp_path).test_client()
    told = " ".join(page(client, path).text.split())
    assert "1 May 2001 rejects → 9 May 2001 supports" in told
    one = page(client, path_of(Embedded(made.store), "?x dip:stance stance:rejects"))
    beside = " ".join(one.text.split()).partition("Also on truce 1 ")[2]
    assert beside.partition("On truce")[0].endswith("Norland supports a truce ")


def test_long_lists_have_pages(client: FlaskClient, graph: Embedded) -> None:
    path = path_of(graph, "?x skos:prefLabel 'Ada Lind'")
    assert page(client, f"{path}?section=positions").text.count("denies") == 1
    assert page(client, f"{path}?section=positions&page=2", 404)
    assert page(client, f"{path}?section=nothing", 404)
    assert page(client, f"{path}?section=positions&page=x", 404)
    assert page(client, f"{path}?section=positions&page=-1", 404)


def test_the_lists_ask_for_terms_that_the_ontology_has() -> None:
    known = {str(value).rsplit("#", 1)[-1] for value in vars(terms).values() if isinstance(value, URIRef)}
    sources = [p.read_text(encoding="utf-8") for folder in ("server", "kg/search") for p in Path(folder).glob("*.py")]
    used = {name for text in sources for name in re.findall(r"\bdip:(\w+)", text)}
    assert used <= known
    assert all(section.live or section.name in PATTERNS for sections in SECTIONS.values() for section in sections)


def test_search_finds_by_words_names_and_spelling(client: FlaskClient) -> None:
    found = page(client, "/search?q=reyes")
    assert "Tomas Reyes" in found.text
    assert any(tag == "mark" for tag, _ in found.tags)
    assert "Norland had broken its word" in page(client, "/search?q=broken+word&kind=quote").text
    assert "Norland had broken its word" not in page(client, "/search?q=broken+word&kind=actor").text
    assert "Port Ada" in page(client, "/search?q=p%C3%B3rt").text
    assert "Nothing has these words" in page(client, "/search?q=zzzz").text
    respelt = page(client, "/search?q=thomas+reyez")
    assert "this has tomas reyes" in respelt.text
    assert any(tag == "a" and "/actor/tomas-reyes" in str(given.get("href")) for tag, given in respelt.tags)
    assert "reopen harbour talks" in page(client, "/search?outlet=The+Coast+Wire&kind=article").text
    hits = client.get("/search?q=Lind&format=json").get_json()
    assert hits["total"] >= 1
    assert hits["hits"][0]["kind"] == "actor"


@pytest.mark.parametrize(
    "words", ['"', "*", "a OR", "NEAR(", "title:x", "-", "\x00", "é" * 300, "'; DROP TABLE words", "x" * 5000]
)
def test_search_takes_any_words(client: FlaskClient, words: str) -> None:
    assert (
        client.get("/search", query_string={"q": words, "kind": words, "year": words, "page": words}).status_code == 200
    )


def test_the_saved_queries_are_listed_and_answered(client: FlaskClient) -> None:
    listed = page(client, "/queries")
    for saved in queries.library():
        assert f"/queries/{saved.name}" in listed.links
        found = page(client, f"/queries/{saved.name}")
        assert saved.title in found.text
        if any(p.required and p.default is None for p in saved.parameters):
            continue
        for ending, kind in (
            ("csv", "text/csv"),
            ("tsv", "text/tab-separated-values"),
            ("json", "application/sparql-results+json"),
        ):
            response = client.get(f"/queries/{saved.name}.{ending}")
            assert response.status_code == 200, response.get_data(as_text=True)
            assert response.mimetype == kind


def test_a_question_takes_its_parameter(client: FlaskClient) -> None:
    found = page(client, "/queries/whom-an-actor-met?actor=Tomas+Reyes")
    assert "Ada Lind" in found.text
    assert any(tag == "input" and given.get("value") == "Tomas Reyes" for tag, given in found.tags)
    assert "PREFIX dip:" in found.text
    table = client.get("/queries/whom-an-actor-met.csv?actor=Tomas+Reyes").get_data(as_text=True)
    assert "Ada Lind" in table
    assert "/article/" in table
    assert client.get("/queries/whom-an-actor-met.ttl").status_code == 406
    assert client.get("/queries/no-such-query").status_code == 404


def test_a_parameter_is_never_read_as_sparql(client: FlaskClient) -> None:
    hostile_name = "\"} ; DROP ALL # ' \\ } SERVICE <http://x.example/> { ?s ?p ?o }"
    response = client.get("/queries/whom-an-actor-met.json", query_string={"actor": hostile_name})
    assert response.status_code == 200
    assert response.get_json()["results"]["bindings"] == []


def test_dumps_are_listed_and_served_in_parts(client: FlaskClient, publication: Publication) -> None:
    assert "/dumps/graph.ttl" in page(client, "/dumps/").links
    whole = client.get("/dumps/graph.ttl")
    assert whole.data == (publication.dumps / "graph.ttl").read_bytes()
    assert whole.mimetype == "text/turtle"
    part = client.get("/dumps/graph.ttl", headers={"Range": "bytes=5-14"})
    assert (part.status_code, part.data) == (206, whole.data[5:15])
    assert client.get("/dumps/graph.ttl", headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert client.get("/dumps/graph.ttl", headers={"Range": "bytes=99999999-"}).status_code == 416
    assert client.get("/.well-known/void").status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/../manifest.json",
        "/dumps/%2e%2e/manifest.json",
        "/dumps/..%2Fmanifest.json",
        "/dumps//etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/article/../../etc/passwd",
    ],
)
def test_no_path_reaches_a_file(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in (404, 308)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_the_ontology_is_a_page_and_rdf(client: FlaskClient) -> None:
    found = page(client, "/ontology")
    assert "dip-Meeting" in found.ids
    assert "stance-accuses" in found.ids
    for ending, reader in ((".ttl", "turtle"), (".jsonld", "json-ld"), (".nt", "nt"), (".rdf", "xml")):
        found_terms = set(Graph().parse(data=client.get(f"/ontology{ending}").data, format=reader).subjects())
        assert terms.MEETING_CLASS in found_terms
    assert client.get("/ontology", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"


def test_graphs_by_the_graph_store_protocol(client: FlaskClient, graph: Embedded) -> None:
    everything = Graph().parse(
        data=client.get("/data?default", headers={"Accept": "application/n-triples"}).data, format="nt"
    )
    assert len(everything) == int(str(graph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]))
    names = list(graph.graphs())
    one = Graph().parse(data=client.get("/data", query_string={"graph": names[0]}).data, format="turtle")
    assert 0 < len(one) < len(everything)
    assert client.head("/data", query_string={"graph": names[0]}).status_code == 200
    assert client.get("/data?graph=http://x.example/none").status_code == 404
    assert client.get("/data").status_code == 400
    assert client.get("/data?default&graph=http://x.example/").status_code == 400
    assert client.put("/data?default").status_code == 405
    listed = page(client, "/data")
    assert names[0].rsplit("/", 1)[-1] in listed.text
    assert any(link.endswith(urlencode({"graph": names[0], "format": "ttl"})) for link in listed.links)
    path = "/" + names[0].removeprefix(BASE)
    assert client.get(path).status_code == 303


def test_what_is_new_is_a_feed(client: FlaskClient, graph: Embedded) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for label in ("Tomas Reyes", "Norland"):
        path = path_of(graph, f"?x skos:prefLabel '{label}'")
        response = client.get(f"{path}.atom")
        assert response.mimetype == "application/atom+xml"
        feed = ElementTree.fromstring(response.data)
        entries = feed.findall(f"{atom}entry")
        assert entries
        assert str(feed.findtext(f"{atom}title")).startswith(label)
        for entry in entries:
            link = entry.find(f"{atom}link")
            assert link is not None
            assert client.get(link.attrib["href"], headers=BROWSER).status_code == 200
        assert client.get(f"{path}.atom", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    hostile_feed = client.get(
        path_of(graph, "?x a dip:Organization ; skos:altLabel ?long FILTER(STRLEN(?long) > 9999)") + ".atom"
    )
    assert ElementTree.fromstring(hostile_feed.data).findall(f"{atom}entry")
    assert b"<script" not in hostile_feed.data
    assert client.get("/actor/none.atom").status_code == 404


def test_health_metrics_and_robots(client: FlaskClient) -> None:
    assert client.get("/health").get_data(as_text=True).startswith("ok\n")
    client.get("/actor/none")
    numbers = client.get("/metrics").get_data(as_text=True)
    assert 'chancery_requests_total{place="entities",status="404"}' in numbers
    assert "chancery_queries_ended_total 0" in numbers
    assert "Disallow: /sparql" in client.get("/robots.txt").get_data(as_text=True)
    places = client.get("/sitemap.xml").get_data(as_text=True)
    assert "<loc>http://localhost/actor/" in places
    assert "<script" not in places
    assert client.get("/world.svg").mimetype == "image/svg+xml"


def test_pages_are_answered_again_without_being_made(client: FlaskClient) -> None:
    first = client.get("/", headers=BROWSER)
    again = client.get("/", headers=BROWSER | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/?anything=else", headers=BROWSER).headers["ETag"] == first.headers["ETag"]
    packed = client.get("/", headers=BROWSER | {"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] != first.headers["ETag"]
    assert len(packed.data) < len(first.data)


def test_what_is_long_is_sent_packed(client: FlaskClient) -> None:
    for path in ("/static/style.css", "/static/chancery.js", "/sparql", "/search?q=reyes", "/world.svg"):
        plain = client.get(path, headers=BROWSER)
        packed = client.get(path, headers=BROWSER | {"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert gzip.decompress(packed.data) == plain.data, path
        assert packed.headers.get("ETag") != plain.headers.get("ETag") or "ETag" not in plain.headers
        assert client.get(path, headers=BROWSER | {"Accept-Encoding": "identity"}).data == plain.data
    assert client.get("/static/style.css", headers={"Range": "bytes=0-9", "Accept-Encoding": "gzip"}).status_code == 206


def test_a_new_version_is_taken_up(tmp_path: Path) -> None:
    publish(tmp_path, [harbour()])
    made = create_app(tmp_path)
    client = made.test_client()
    before = client.get("/", headers=BROWSER)
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    count = client.get("/sparql", query_string=query)
    publish(tmp_path, [harbour(), reply()], "2-bbbb")
    after = client.get("/", headers=BROWSER | {"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Read from 2 news" in " ".join(Document(after.text).text.split())
    more = client.get("/sparql", query_string=query, headers={"If-None-Match": count.headers["ETag"]})
    assert more.status_code == 200
    assert more.data != count.data
    (tmp_path / "current").unlink()
    assert client.get("/", headers=BROWSER).status_code == 200
    made.extensions["pool"].close()


def test_a_publication_without_an_index_is_searched_all_the_same(tmp_path: Path) -> None:
    made = publish(tmp_path, [harbour()])
    assert not made.search.exists()
    assert "Ada Lind" in page(create_app(tmp_path).test_client(), "/search?q=lind").text
    assert not made.search.exists()


BAD_WORDS = [
    "%0d%0aX: y",
    "%00",
    "%ff%fe",
    "..%2f..%2fetc%2fpasswd",
    "%22%3E",
    "a" * 5000,
    "%E2%80%AE",
    "{{7*7}}",
    "-1",
]
ADDRESSES = [
    *("/%s", "/actor/%s", "/article/%s.ttl", "/graph/%s", "/actor/%s.atom", "/actor/x?section=%s", "/ontology%s"),
    *("/queries/%s", "/queries/whom-an-actor-met?actor=%s", "/queries/whom-an-actor-met.%s", "/data?graph=%s"),
    *("/sparql?query=%s", "/sparql?query=ASK%%7B%%7D&format=%s", "/sparql?query=ASK%%7B%%7D&default-graph-uri=%s"),
    *("/dumps/%s", "/search?q=%s", "/search?q=a&page=%s", "/search?q=a&year=%s", "/static/%s", "/metrics/%s"),
]
ODD_HEADERS = [
    *({"Accept": "a/b/c,,,;q=;;"}, {"Accept": "text/turtle;q=1e309"}, {"Range": "bytes=a-b"}, {"If-None-Match": '"x'}),
    *(
        {"Accept-Encoding": "gzip;q=x,,*"},
        {"If-Modified-Since": "never"},
        {"Content-Type": "x" * 9000},
        {"Host": "<a>"},
    ),
]


def test_no_address_and_no_header_breaks_the_server(client: FlaskClient) -> None:
    for address in ADDRESSES:
        for word in BAD_WORDS:
            for headers in (BROWSER, {}):
                assert client.get(address % word, headers=headers).status_code < 500, address % word
    for path in ("/", "/dumps/graph.ttl", "/sparql?query=ASK%7B%7D", "/sparql", "/ontology", "/search?q=a"):
        for headers in ODD_HEADERS:
            for method in ("GET", "HEAD", "POST", "OPTIONS"):
                assert client.open(path, method=method, headers=headers).status_code < 500, (path, headers)


def test_an_empty_publication_says_what_to_do(tmp_path: Path) -> None:
    publish(tmp_path, [])
    client = create_app(tmp_path).test_client()
    assert "kg build" in page(client, "/").text
    assert "Nothing has these words" in page(client, "/search?q=x").text


def test_every_answer_has_the_headers_that_keep_it_safe(client: FlaskClient) -> None:
    for path in ("/", "/sparql", "/nothing", "/dumps/graph.ttl", "/search?q=a", "/static/style.css"):
        headers = client.get(path, headers=BROWSER).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Access-Control-Allow-Origin"] == "*"


def test_nothing_hostile_out_of_a_page_is_markup(client: FlaskClient, graph: Embedded) -> None:
    paths = [p.partition("#")[0] for p in entities(graph)]
    paths += ["/", "/data", "/dumps/", "/search?q=Evil", "/search?q=<script>alert(1)</script>", "/queries", "/sparql"]
    paths += [f"/queries/{saved.name}?actor=Evil" for saved in queries.library() if saved.parameters]
    paths += [
        "/sparql?query=SELECT+*+{?s+?p+?o}",
        "/sparql?query=</textarea><script>alert(1)</script>",
        "/<script>alert(1)</script>",
    ]
    for path in dict.fromkeys(paths):
        response = client.get(path, headers=BROWSER)
        assert response.status_code < 500, path
        assert response.mimetype == "text/html"
        check_harmless(Document(response.text), path)


def check_harmless(found: Document, path: str) -> None:
    for tag, given in found.tags:
        assert tag not in ("img", "b", "i", "u") or (tag == "i" and "class" in given), (path, tag)
        if tag == "script":
            own = _OWN.match(str(given.get("src"))) or given.get("type") in _DATA
            assert own, (path, given)
        assert not [name for name in given if name.startswith("on") or name == "style"], (path, given)
    assert not [link for link in found.links if link.lower().startswith(("javascript:", "data:"))], path
    assert "\u202e" not in "".join(str(g.get("title")) for _, g in found.tags), path


def test_json_ld_in_a_page_cannot_end_its_element(client: FlaskClient, graph: Embedded) -> None:
    path = path_of(graph, "?x dip:text '<b>javascript:alert(3)</b>'")
    text = client.get(path, headers=BROWSER).get_data(as_text=True)
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
        assert "<" not in block
        json.loads(block)
