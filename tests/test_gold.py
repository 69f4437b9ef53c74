"""What is found on the sample pages, measured against what a careful reader finds there (tests/gold)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.archive import Archive
from kg.evaluate import Score, measure
from kg.model import ActorType, MeetingKind, Page, QuoteKind, Reading, Stance, Status
from kg.pages import Raw, find, read
from kg.publication import Publication

FOLDER = Path(__file__).parent / "gold"
FILES = sorted(FOLDER.glob("*.json"))

# What each measure must reach, a little below what it does reach: (precision, recall).
FLOORS = {
    "articles": (1.00, 1.00),
    "actors": (0.93, 0.91),
    "actors, type": (0.97, 0.97),
    "meetings": (0.86, 0.65),
    "positions": (0.91, 0.74),
    "quotes": (0.97, 0.93),
    "quotes, direct": (1.00, 1.00),
    "quotes, indirect": (0.96, 0.91),
    "quotes, mixed": (0.99, 0.99),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The sample pages by name."""
    return {raw.name: read(raw) for raw in find([resources.samples()]) if isinstance(raw, Raw)}


@pytest.fixture(scope="module")
def scores(sample_publication: Publication) -> dict[str, Score]:
    found, missing = measure(sample_publication.root, FOLDER)
    assert missing == []
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_found_is_right_and_enough(name: str, scores: dict[str, Score]) -> None:
    precision, recall = FLOORS[name]
    score = scores[name]
    assert score.precision >= precision, f"{score.right} right of {score.found} found: {score.precision:.3f}"
    assert score.recall >= recall, f"{score.right} found of {score.gold}: {score.recall:.3f}"


def test_every_measure_has_its_floor(scores: dict[str, Score]) -> None:
    assert list(scores) == list(FLOORS)


def test_every_sample_page_has_its_gold(pages: dict[str, Page]) -> None:
    assert sorted(_gold(path)["document"] for path in FILES) == sorted(pages)


def test_every_article_has_its_day(sample_publication: Publication) -> None:
    readings = _readings(sample_publication)
    for gold in map(_gold, FILES):
        issued = [str(article.issued) for article in readings[gold["document"]].articles]
        assert issued == [article["published"] for article in gold["articles"]], gold["document"]


def test_nothing_is_read_off_what_is_not_the_article(sample_publication: Publication) -> None:
    readings = _readings(sample_publication)
    leaks = []
    for gold in map(_gold, FILES):
        reading = readings[gold["document"]]
        spans = [m.span() for b in gold["boilerplate"] for m in re.finditer(re.escape(b), reading.page.text)]
        facts: list[Any] = [*reading.meetings, *reading.positions, *reading.quotes]
        found = [(a.start, a.end) for a in reading.articles]
        found += [(p.start, p.end) for fact in facts for p in fact.evidence]
        leaks += [reading.page.text[s:e] for s, e in found if any(s < end and start < e for start, end in spans)]
    assert leaks == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gold_stands_on_its_page(path: Path, pages: dict[str, Page]) -> None:
    gold = _gold(path)
    text = pages[gold["document"]].text
    assert [words for words in _copied(gold) if words not in text] == []
    for position in gold["positions"]:
        assert position["target"] in position["evidence"]
    for quote in gold["quotes"]:
        assert quote["text"] in quote["evidence"]
        assert quote["cue"] in quote["evidence"]
    for actor in gold["actors"]:
        # a state may stand on its page as an adjective only
        assert actor["name"] in text or (actor["type"] == "State" and actor["aliases"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gold_names_only_what_it_lists(path: Path) -> None:
    gold = _gold(path)
    actors = [actor["id"] for actor in gold["actors"]]
    assert len(set(actors)) == len(actors)
    assert set(_named(gold)) <= set(actors)
    assert {a["type"] for a in gold["actors"]} <= {*ActorType}
    assert {m["kind"] for m in gold["meetings"]} <= {*MeetingKind}
    assert {m["status"] for m in gold["meetings"]} <= {*Status}
    assert {p["stance"] for p in gold["positions"]} <= {*Stance}
    assert {q["kind"] for q in gold["quotes"]} <= {*QuoteKind}


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def _readings(publication: Publication) -> dict[str, Reading]:
    archive = Archive(publication.root)
    records = ((name, archive.record(key)) for name, _, key, _ in publication.pages())
    return {name: record.reading for name, record in records if record}


def _copied(gold: dict[str, Any]) -> list[str]:
    """All strings that are copied letter for letter from the page."""
    strings = [article[key] for article in gold["articles"] for key in ("title", "first", "last")]
    strings += gold["boilerplate"]
    strings += [words for actor in gold["actors"] for key in ("aliases", "roles") for words in actor[key]]
    strings += [words for meeting in gold["meetings"] for key in ("about", "evidence") for words in meeting[key]]
    strings += [meeting[key] for meeting in gold["meetings"] for key in ("place", "date_text") if meeting[key]]
    strings += [position[key] for position in gold["positions"] for key in ("target", "evidence")]
    return strings + [quote[key] for quote in gold["quotes"] for key in ("text", "cue", "evidence")]


def _named(gold: dict[str, Any]) -> list[str]:
    """The ids of all actors that something refers to."""
    ids = [actor for a in gold["actors"] for actor in a["affiliation"]]
    ids += [actor for meeting in gold["meetings"] for actor in meeting["participants"]]
    ids += [actor for position in gold["positions"] for actor in (position["holder"], *position["toward"])]
    return ids + [actor for quote in gold["quotes"] for actor in (quote["speaker"], *quote["to"]) if actor]
