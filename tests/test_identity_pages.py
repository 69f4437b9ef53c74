"""Who and what is one over real pages, told of again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.progress import QUIET
from kg.publication import Publication
from kg.publish import Options, build
from kg.store import embedded

PREFIXES = """
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX dip: <https://w3id.org/chancery/ontology#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> embedded.Embedded:
    out = tmp_path_factory.mktemp("five") / "publication"
    assert build([shared / "corpus"], Options(out), QUIET).failures == []
    return embedded.Embedded(Publication.open(out).store)


def count(store: embedded.Embedded, pattern: str, variable: str) -> int:
    (row,) = store.select(f"{PREFIXES} SELECT (COUNT(DISTINCT ?{variable}) AS ?n) WHERE {{ {pattern} }}")
    return int(str(row["n"]))


@pytest.mark.parametrize(
    ("who", "place", "articles"),
    [
        (("John Kerry", "Sergei Lavrov", "Turkey"), "Lausanne", 3),
        (("John Kerry", "Sergei Lavrov"), "Zurich", 1),
    ],
)
def test_an_occasion_told_of_in_several_articles_is_one(
    who: tuple[str, ...], place: str, articles: int, store: embedded.Embedded
) -> None:
    met = f'?meeting a dip:Meeting ; dip:place/rdfs:label "{place}" .'
    met += "".join(f'?meeting dip:participant/(skos:prefLabel|skos:altLabel) "{name}" .' for name in who)
    assert count(store, met, "meeting") == 1
    assert count(store, f"{met} ?meeting dip:evidence/dip:inArticle ?article .", "article") >= articles


@pytest.mark.parametrize(("name", "pages"), [("Sergei Lavrov", 5), ("Russia", 5), ("Syria", 5), ("Turkey", 4)])
def test_an_actor_named_on_several_pages_is_one(name: str, pages: int, store: embedded.Embedded) -> None:
    named = f'?actor a dip:Actor ; skos:prefLabel|skos:altLabel "{name}" .'
    assert count(store, named, "actor") == 1
    assert count(store, f"{named} ?actor dip:mentionedIn/dcterms:isPartOf ?page .", "page") >= pages
