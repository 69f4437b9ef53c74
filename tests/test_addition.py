"""Versions made of the one before are what writing everything gives: in every file, row and triple."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import addition
from kg.archive import Archive, Record
from kg.contents import Contents, Entry
from kg.graph.nodes import page_key
from kg.model import Actor, ActorType, MeetingKind, Passage, Position, Quote, QuoteKind, Reading, Stance, Status
from kg.placing import contents_of, locked, put_in_place
from kg.progress import QUIET
from kg.publication import Publication
from kg.store import embedded
from tests.readings import body, meeting, office, person, reading, state

BASE = "http://localhost:8000/"
STATES = [state("Norway", "NO"), state("Sweden", "SE"), state("Denmark", "DK"), state("Finland", "FI")]
PEOPLE = ["Ola Nord", "Ola F. Nord", "Kari Vik", "Sergei Vik", "Sergey Vik", "Nord", "Vik", "Liv Holm", "Per Holm"]
BODIES = ["Foreign Ministry", "Northern Fishing Union", "NFU", "Harbour Board"]
BACKGROUND = b"""
<http://localhost:8000/actor/norway> <urn:people> 5, "five"@en . <http://localhost:8000/actor/sweden> <urn:people> 10 .
[] <urn:near> <http://localhost:8000/actor/norway> ; a <https://w3id.org/chancery/ontology#State> .
"""
TALES = [
    "",
    "",
    " The harbour of the old town was closed for the whole of the winter, and the boats lay on the slips until the ice "
    "had gone, while the ministers went on with what they had begun the year before in the house by the water.",
]


def made_up(rnd: random.Random, number: int, stated: float = 0.7) -> Reading:
    """A page of a small world in which much is told again and again, and some of it otherwise; or of nobody.

    Of people and bodies the share `stated` has a state.
    """
    if number % 5 == 4:
        return reading(f"{number}.txt", issued=rnd.choice(["2016-10-13", None]))
    actors = rnd.sample(STATES, 3)
    for name in rnd.sample(PEOPLE, 3):
        actors.append(person(name, *([rnd.randrange(3)] if rnd.random() < stated else [])))
    actors.append(body(rnd.choice(BODIES), *([rnd.randrange(3)] if rnd.random() < stated else [])))
    actors.append(Actor("rebels", ActorType.ARMED_GROUP, (), (0,), described=True))
    met = [
        replace(
            meeting(
                *rnd.sample(range(7), rnd.randint(1, 3)),
                when=rnd.choice(["2016-10-14", "2016-10-15", "2016-10", None]),
                place=rnd.choice(["Oslo", "Bergen", None]),
                status=rnd.choice(list(Status)),
                kind=rnd.choice(list(MeetingKind)),
                label=rnd.choice(["talks", "talks on fish"]),
                evidence=Passage(0, start, start + 9),
            ),
            about=("fish",),
        )
        for start in rnd.sample(range(20), 2)
    ]
    found = reading(
        f"{number}.txt",
        *actors,
        issued=rnd.choice(["2016-10-13", "2016-10-16", "2016-12-01", None]),
        tenures=[office(rnd.randrange(3, 6), rnd.choice(["president", "foreign minister"]), rnd.choice([None, 0, 6]))],
        meetings=met,
    )
    text = found.page.text + rnd.choice(TALES)
    (article,) = found.articles
    blocks = (replace(article.blocks[0], end=len(text)),)
    held = [
        Position(
            rnd.randrange(3, 7), rnd.choice(list(Stance)), words, (Passage(0, 0, 36),), 0.7, "test", (0,), (words,)
        )
        for words in rnd.sample(["fish", "Fish", "the ice", "Ola Nord's plan"], 2)
    ]
    said = Quote(QuoteKind.INDIRECT, rnd.choice([None, 3, 4]), 37, 50, (Passage(0, 37, 56),), 0.9, "test", "said", (1,))
    return replace(
        found,
        page=replace(found.page, text=text),
        articles=(replace(article, end=len(text), blocks=blocks, publisher=rnd.choice(["Post", "Wire", None])),),
        positions=tuple(held),
        quotes=(said,),
    )


def published(out: Path, readings: Iterable[Reading], background: bytes = b"") -> Publication:
    """Makes a version of these pages in a publication's folder, with background data (Turtle) if there are any."""
    archive = Archive(out)
    with locked(out):
        contents = contents_of(out, BASE)
        now = Contents(BASE)
        for found in readings:
            entry = Entry(f"key-{found.page.name}", *page_key(found.page))
            if not archive.has_record(entry.key):
                archive.put_record(entry.key, Record("chancery 1, model 1", 0.1, found))
            now.add(entry, found.page.name)
        assert contents.base_iri == BASE
        if background:
            now.background["more.ttl"] = archive.put_given(background, ".ttl")
        put_in_place(out, now, [], QUIET)
    return Publication.open(out)


def state_of(found: Publication) -> dict[str, Any]:
    """All that a version holds: its files' bytes, its store's statements, its index's rows."""
    told: dict[str, Any] = {}
    for name in ("dumps/graph.ttl", "dumps/graph.nq.gz", "dumps/void.ttl", "dumps/SHA256SUMS", "counts.json", "usage.json",
                 "graph.nq.index", "graph.ttl.index", "manifest.json", "pages.sqlite"):  # fmt: skip
        told[name] = (found.folder / name).read_bytes()
    told["counts.json"] = json.loads(told["counts.json"])
    told["report"] = {name: value for name, value in found.report.items() if name != "built"}
    told["store"] = sorted(re.sub(r"_:\w+", "_:", str(quad)) for quad in embedded.open_store(found.store))
    told["answers"] = {path.name: sorted(path.read_bytes()) for path in found.answers.iterdir()}
    told["search"] = rows(found.search, ("entries", "names", "spellings", "things", "listed"))
    told["register"] = rows(
        found.root / "register.sqlite", ("actors", "offices", "places", "topics", "occasions", "redirects", "doubts")
    )
    return told


def rows(path: Path, tables: Iterable[str]) -> Mapping[str, list[Any]]:
    """The rows of some tables of a database."""
    with sqlite3.connect(path) as db:
        return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What came of each version that was made of the one before."""
    came: list[str | None] = []
    write = addition.write

    def seen(*given: Any) -> str | None:
        came.append(write(*given))
        return came[-1]

    monkeypatch.setattr(addition, "write", seen)
    return came


@pytest.mark.parametrize(("seed", "background"), [*((n, b"") for n in range(6)), (6, BACKGROUND)])
def test_a_version_added_to_is_what_writing_everything_gives(
    seed: int, background: bytes, tmp_path: Path, added: list[str | None]
) -> None:
    rnd = random.Random(seed)
    world = [made_up(rnd, number, stated=(0.7, 1.0)[seed % 2]) for number in range(12)]
    present = set(range(6))
    published(tmp_path / "added", (world[n] for n in sorted(present)), background)
    for _ in range(3):
        present ^= set(rnd.sample(range(12), rnd.randint(1, 3)))
        published(tmp_path / "added", (world[n] for n in sorted(present)), background)
    assert len(added) == 3
    assert None not in added
    whole = published(tmp_path / "whole", (world[n] for n in sorted(present)), background)
    assert len(added) == 3
    assert_same(Publication.open(tmp_path / "added"), whole)


def assert_same(one: Publication, other: Publication) -> None:
    """Whether two versions hold the same."""
    mine, theirs = state_of(one), state_of(other)
    assert mine.keys() == theirs.keys()
    for name, told in mine.items():
        assert told == theirs[name], name


def test_where_the_store_changes_how_background_data_are_written_all_is_written(
    tmp_path: Path, added: list[str | None]
) -> None:
    rnd = random.Random(7)
    world = [made_up(rnd, number) for number in range(4)]
    published(tmp_path / "added", world[:3], BACKGROUND + b"<urn:a> <urn:p> 01 .")
    published(tmp_path / "added", world, BACKGROUND + b"<urn:a> <urn:p> 01 .")
    assert added == []


def test_files_are_copied_where_they_cannot_be_shared(
    tmp_path: Path, added: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rnd = random.Random(9)
    world = [made_up(rnd, number) for number in range(4)]
    published(tmp_path / "added", world[:3])

    def cannot(*_: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr("os.link", cannot)
    published(tmp_path / "added", world)
    assert len(added) == 1
    assert_same(Publication.open(tmp_path / "added"), published(tmp_path / "whole", world))


@pytest.mark.parametrize("damaged", ["dumps/graph.ttl", "graph.nq.index", "counts.json"])
def test_a_damaged_version_is_no_hindrance(damaged: str, tmp_path: Path) -> None:
    rnd = random.Random(11)
    world = [made_up(rnd, number) for number in range(4)]
    out = tmp_path / "added"
    (published(out, world[:3]).folder / damaged).write_bytes(b"{")
    assert_same(published(out, world), published(tmp_path / "whole", world))


def test_the_version_before_stays_as_it_was(tmp_path: Path, added: list[str | None]) -> None:
    rnd = random.Random(10)
    world = [made_up(rnd, number) for number in range(4)]
    out = tmp_path / "added"
    before = published(out, world[:3])
    was = {path: path.read_bytes() for path in sorted(before.folder.rglob("*")) if path.is_file()}
    published(out, world)
    assert len(added) == 1
    assert {path: path.read_bytes() for path in sorted(before.folder.rglob("*")) if path.is_file()} == was


def test_without_a_register_all_is_written(tmp_path: Path, added: list[str | None]) -> None:
    rnd = random.Random(8)
    world = [made_up(rnd, number) for number in range(4)]
    out = tmp_path / "added"
    published(out, world[:2])
    (out / "register.sqlite").write_bytes(b"no database")
    published(out, world[:3])
    (out / "register.sqlite").unlink()
    (out / "current" / "graph.nq.index").unlink()
    published(out, world)
    assert added == []
    assert_same(Publication.open(out), published(tmp_path / "whole", world))


def test_what_another_chancery_kept_of_who_is_who_is_not_added_to(tmp_path: Path, added: list[str | None]) -> None:
    rnd = random.Random(12)
    world = [made_up(rnd, number) for number in range(4)]
    out = tmp_path / "added"
    published(out, world[:3])
    with closing(sqlite3.connect(out / "register.sqlite")) as register:
        register.executescript("PRAGMA user_version = 1; ALTER TABLE links RENAME COLUMN rank TO place")
    published(out, world)
    assert added == []
    assert_same(Publication.open(out), published(tmp_path / "whole", world))
