"""Answers made with the publication are those that the engine gives, in every form, and need no query process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg import prepared, queries
from kg.publication import Publication
from kg.store.embedded import open_store
from server import answering, create_app
from tests.server_fixture import harbour, publish

OPEN = [query for query in queries.library() if not any(p.required for p in query.parameters)]
FORMS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


@pytest.fixture(scope="module")
def client(sample_publication: Publication) -> Iterator[FlaskClient]:
    app = create_app(sample_publication.root)
    yield app.test_client()
    app.extensions["pool"].close()


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No query process answers."""

    def refused(*_given: object) -> None:
        raise AssertionError("a query process was asked")

    monkeypatch.setattr(answering, "ask", refused)


def test_there_are_several() -> None:
    assert len(OPEN) >= 8


def test_the_same_graph_has_the_same_answers(sample_publication: Publication, tmp_path: Path) -> None:
    prepared.write(open_store(sample_publication.store), tmp_path / "again", sample_publication.base_iri)
    made = {path.name: path.read_bytes() for path in sample_publication.answers.iterdir()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert len(made) == len(list(prepared.texts(sample_publication.base_iri)))


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("query", OPEN, ids=lambda query: query.name)
def test_the_answer_is_that_of_the_engine(
    client: FlaskClient, sample_publication: Publication, query: queries.SavedQuery
) -> None:
    store = open_store(sample_publication.store)
    text = queries.bind(query, {}, sample_publication.base_iri)
    for form, writer in FORMS.items():
        found = store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        asked = client.get(f"/queries/{query.name}.{form}")
        assert asked.data == found.serialize(format=writer)
        again = client.get(f"/queries/{query.name}.{form}", headers={"If-None-Match": asked.headers["ETag"]})
        assert again.status_code == 304
    assert client.get("/sparql", query_string={"query": text}).data == client.get(f"/queries/{query.name}.json").data
    assert client.get(f"/queries/{query.name}", headers={"Accept": "text/html"}).status_code == 200


def test_an_answer_belongs_to_one_text(sample_publication: Publication) -> None:
    text = next(prepared.texts(sample_publication.base_iri))
    assert prepared.answer(sample_publication.answers, text)
    assert prepared.answer(sample_publication.answers, text + " ") is None


def test_a_publication_without_answers_is_asked(tmp_path: Path) -> None:
    publish(tmp_path, [harbour()])
    app = create_app(tmp_path)
    assert app.test_client().get(f"/queries/{OPEN[0].name}.csv").status_code == 200
    app.extensions["pool"].close()
