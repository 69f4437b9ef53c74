"""Words that want to be code, in every field of a page: every form of every answer carries them as words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from rdflib import Graph
from rdflib.compare import to_canonical_graph

from kg import queries
from kg.progress import QUIET
from kg.store.embedded import Embedded
from server import create_app, site
from server.site.links import THINGS
from tests.server_fixture import BASE, hostile, publish
from tests.test_server import Document, check_harmless

LONG = "x" * 10_000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    publish(folder, [hostile()])
    return folder


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[FlaskClient]:
    app = create_app(root, workers=1)
    yield app.test_client()
    app.extensions["pool"].close()


@pytest.fixture(scope="module")
def paths(root: Path) -> list[str]:
    """Every thing of the publication."""
    rows = Embedded(root / "current" / "store").select("SELECT DISTINCT ?s WHERE { ?s a ?type } ORDER BY ?s")
    found = ["/" + str(row["s"]).removeprefix(BASE) for row in rows if str(row["s"]).startswith(BASE)]
    return [path for path in found if path.split("/")[1] in THINGS and "#" not in path]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_every_form_of_a_thing_says_the_same(client: FlaskClient, paths: list[str]) -> None:
    for path in paths:
        forms = {"ttl": "turtle", "nt": "nt11", "rdf": "xml", "jsonld": "json-ld"}
        told = {}
        for ending, reader in forms.items():
            response = client.get(f"{path}.{ending}")
            assert response.mimetype != "text/html"
            told[ending] = to_canonical_graph(Graph().parse(data=response.data, format=reader))
        assert set(told["ttl"]) == set(told["nt"]) == set(told["rdf"]) == set(told["jsonld"]), path


def test_the_longest_name_comes_whole_as_data_and_short_on_pages(client: FlaskClient, paths: list[str]) -> None:
    (actor,) = [path for path in paths if path.startswith("/actor/")]
    assert LONG in client.get(f"{actor}.ttl").text
    shown = client.get(actor, headers={"Accept": "text/html"}).text
    assert "x" * 1000 not in shown
    assert "x" * 50 in shown


def test_feeds_and_calendars_hold_words_alone(client: FlaskClient, paths: list[str]) -> None:
    for path in paths:
        if path.startswith(("/actor/", "/topic/", "/place/")):
            feed = client.get(f"{path}.atom")
            ElementTree.fromstring(feed.data)
            assert "<script" not in feed.text
            assert "\u202e" not in feed.text
    for path in ("/meetings.ics", *(f"{path}.ics" for path in paths if path.startswith("/actor/"))):
        Calendar.from_ical(client.get(path).data)


def test_answers_of_every_saved_query_can_be_read(client: FlaskClient) -> None:
    for saved in queries.library():
        given = {p.name: "<script>alert(1)</script>" for p in saved.parameters if p.required}
        for form in ("csv", "tsv", "json", "xml", "atom"):
            response = client.get(f"/queries/{saved.name}.{form}", query_string=given)
            assert response.status_code in (200, 400), (saved.name, form)
            if response.status_code == 400:
                assert response.mimetype == "text/plain"
                continue
            assert response.mimetype != "text/html"
            _read(form, response.text)


def _read(form: str, text: str) -> Any:
    match form:
        case "json":
            return json.loads(text)
        case "xml" | "atom":
            return ElementTree.fromstring(text)
        case "csv":
            lengths = {len(row) for row in csv.reader(io.StringIO(text), strict=True)}
        case _:
            lengths = {line.count("\t") for line in text.splitlines()}
    assert len(lengths) == 1
    return lengths


def test_suggestions_are_data(client: FlaskClient) -> None:
    response = client.get("/search?q=evil&format=json")
    assert response.mimetype == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.get_json()["hits"]


def test_a_static_site_has_nothing_hostile_in_it(root: Path, tmp_path: Path) -> None:
    site.write(root, tmp_path / "site", None, QUIET)
    for page in (tmp_path / "site").rglob("*.html"):
        check_harmless(Document(page.read_text(encoding="utf-8")), str(page))
