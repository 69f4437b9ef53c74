"""Feeds and calendars, and what is told of things that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from kg.store.embedded import Embedded
from server import create_app, served
from server.agenda import days_of
from tests.server_fixture import BASE, harbour, hostile, publish, reply

ATOM = "{http://www.w3.org/2005/Atom}"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds")
    publish(folder, [harbour(), hostile()])
    return folder


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[FlaskClient]:
    app = create_app(root, workers=1)
    yield app.test_client()
    app.extensions["pool"].close()


def events(client: FlaskClient, path: str) -> list[dict[str, str]]:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.mimetype == "text/calendar"
    assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    calendar = Calendar.from_ical(response.data)
    return [{name.lower(): value.to_ical().decode() for name, value in e.items()} for e in calendar.walk("VEVENT")]


def test_announced_meetings_are_a_calendar(client: FlaskClient) -> None:
    (told,) = events(client, "/meetings.ics")
    assert told["summary"] == "Conference in Vila Nova (some day in June 2001)"
    assert (told["dtstart"], told["dtend"]) == ("20010601", "20010701")
    assert told["location"] == "Vila Nova"
    assert "The two sides are expected to meet again in June in Vila Nova." in told["description"].replace("\\", "")
    assert told["uid"].startswith(BASE)
    assert client.get(told["url"], headers=BROWSER).status_code == 200


def test_an_actor_has_a_calendar(client: FlaskClient, root: Path) -> None:
    graph = Embedded(root / "current" / "store")
    paths = {
        str(row["name"]): "/" + str(row["s"]).removeprefix(BASE)
        for row in graph.select(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?s ?name { ?s skos:prefLabel ?name }"
        )
    }
    assert len(events(client, paths["Norland"] + ".ics")) == 1
    assert events(client, paths["Ada Lind"] + ".ics") == []
    shown = client.get(paths["Norland"], headers=BROWSER).text
    assert f'type="text/calendar" title="Meetings announced with Norland" href="{paths["Norland"]}.ics"' in shown
    assert client.get("/actor/nobody.ics").status_code == 404


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("2001-05-04", (date(2001, 5, 4), date(2001, 5, 5))),
        ("2001-12", (date(2001, 12, 1), date(2002, 1, 1))),
        ("2001", None),
        ("2001-13", None),
        ("2001-02-30", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_only_days_and_months_have_a_place_in_a_calendar(told: str, days: tuple[date, date] | None) -> None:
    assert days_of(told) == days


def test_a_saved_query_is_a_feed(client: FlaskClient) -> None:
    path = "/queries/whom-an-actor-met.atom?actor=Ada+Lind"
    response = client.get(path)
    assert response.mimetype == "application/atom+xml"
    assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    feed = ElementTree.fromstring(response.data)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert str(entry.findtext(f"{ATOM}title")).startswith("Tomas Reyes")
    page = "http://localhost/queries/whom-an-actor-met?actor=Ada+Lind"
    assert feed.findtext(f"{ATOM}id") == page
    assert str(entry.findtext(f"{ATOM}id")).startswith(page + "#")
    assert client.get("/queries/nothing.atom").status_code == 404
    assert client.get("/queries/whom-an-actor-met.atom?nobody=knows").status_code == 400


def test_the_newest_rows_come_first(tmp_path: Path) -> None:
    publish(tmp_path, [harbour(), reply()])
    app = create_app(tmp_path, workers=1)
    told = app.test_client().get("/queries/actor-timeline.atom?actor=Tomas+Reyes").data
    days = [
        str(entry.findtext(f"{ATOM}updated"))[:10] for entry in ElementTree.fromstring(told).findall(f"{ATOM}entry")
    ]
    app.extensions["pool"].close()
    assert {"2001-05-04", "2001-06-12"} <= set(days)
    assert days == sorted(days, reverse=True)


def test_data_has_an_address_of_its_own(client: FlaskClient, root: Path) -> None:
    path = client.get("/search?q=norland&kind=actor&format=json").get_json()["hits"][0]["href"]
    for told in (client.get(path, headers={"Accept": "text/turtle"}), client.get(f"{path}.ttl")):
        assert f'<{path}.jsonld>; rel="alternate"; type="application/ld+json"' in told.headers.getlist("Link")
    assert client.get(path, headers=BROWSER).status_code == 200


def test_what_is_gone_is_told_from_what_never_was(tmp_path: Path) -> None:
    publish(tmp_path, [harbour(), reply()])
    app = create_app(tmp_path, workers=1)
    app.extensions["snapshots"].prepare()
    client = app.test_client()
    path = client.get("/search?q=league&kind=actor&format=json").get_json()["hits"][0]["href"]
    assert client.get(path, headers=BROWSER).status_code == 200
    publish(tmp_path, [harbour()], "2-bbbb")
    gone = client.get(path, headers=BROWSER)
    assert gone.status_code == 410
    assert "was here, and is no longer" in gone.text
    assert client.get(f"{path}.ttl").status_code == 410
    assert client.get(f"{path}.atom").status_code == 410
    assert client.get("/actor/nobody-ever", headers=BROWSER).status_code == 404
    app.extensions["pool"].close()


def test_without_a_place_for_the_ledger_nothing_is_known_to_be_gone(tmp_path: Path) -> None:
    publish(tmp_path, [harbour()])
    (tmp_path / served.NAME).mkdir()
    app = create_app(tmp_path, workers=1)
    app.extensions["snapshots"].prepare()
    assert app.test_client().get("/actor/nobody").status_code == 404
    app.extensions["pool"].close()
