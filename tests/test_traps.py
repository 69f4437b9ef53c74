"""Traps: sentences in which somebody's words, stance or name could end up with somebody else."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from kg import extract, language
from kg.model import Article, Block, BlockKind, Page, Reading

PEOPLE = (("Ada Solberg", "Tomas Varga"), ("Minh Tran", "Olga Petrova"))
VERBS = (
    "called", "named", "dubbed", "appointed", "telephoned", "met", "accused", "praised", "elected", "nominated",
    "thanked", "replaced", "succeeded", "visited", "has named", "has called", "had appointed", "will meet",
    "nicknamed", "blamed", "invited", "welcomed", "backed", "greeted", "followed", "defeated", "joined",
)  # fmt: skip


@cache
def _pipeline() -> Language:
    return language.load()


def read(text: str) -> Reading:
    """What an article of one paragraph says."""
    article = Article("", 0, len(text), (Block(BlockKind.PROSE, 0, len(text)),))
    return extract.read(_pipeline(), Page("page", text, "0" * 64), (article,))


def who(reading: Reading, actor: int | None) -> str | None:
    """An actor's name."""
    return None if actor is None else reading.actors[actor].name


@pytest.mark.parametrize(("one", "other"), PEOPLE)
@pytest.mark.parametrize("verb", VERBS)
def test_who_does_something_to_another_is_not_the_other(one: str, other: str, verb: str) -> None:
    found = read(f"President {one} {verb} {other} on Monday.")
    names = [{actor.name, *actor.aliases} for actor in found.actors]
    assert not [each for each in names if one in each and other in each]
    assert any(one in each for each in names)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The rebel leader, Tomas Varga, known as Red Tom, spoke on Monday.", "Tomas Varga", "Red Tom"),
        ("Tomas Varga, nicknamed Red Tom, spoke on Monday.", "Tomas Varga", "Red Tom"),
    ],
)
def test_who_is_known_by_another_name_is_one(text: str, one: str, other: str) -> None:
    assert any({one, other} <= {actor.name, *actor.aliases} for actor in read(text).actors)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We are ready," President Ada Solberg said when she arrived in Oslo on Monday.', "she arrived in Oslo"),
        ('"We are ready," President Ada Solberg told reporters when she was asked about the talks.', "she was asked"),
        (
            '"We are ready," Ada Solberg told Minh Tran, who had refused to say whether talks were held.',
            "whether talks",
        ),
    ],
)
def test_circumstances_are_not_what_was_said(text: str, words: str) -> None:
    found = read(text)
    assert [q for q in found.quotes if words in text[q.start : q.end] and who(found, q.speaker) == "Ada Solberg"] == []
