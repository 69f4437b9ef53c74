"""The lexicon of reporting words: each verb in one kind, every frame of a verb that is there."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kg.extract import cues
from kg.language.tokens import Doc
from kg.model import Stance
from tests.speech import pipeline

DATA = tomllib.loads((Path(cues.__file__).parent / "lexicon" / "cues.toml").read_text(encoding="utf-8"))
KINDS = {"neutral", "factive", "distancing", "belief", *(s.value for s in Stance if s is not Stance.ASSERTS)}


def test_every_verb_has_one_kind() -> None:
    assert set(DATA["kinds"]) <= KINDS
    times = Counter(lemma for lemmas in DATA["kinds"].values() for lemma in lemmas)
    assert [lemma for lemma, n in times.items() if n > 1] == []


@pytest.mark.parametrize("part", ["frames", "nouns", "grammar"])
def test_no_list_says_a_word_twice(part: str) -> None:
    for name, words in DATA[part].items():
        assert [w for w, n in Counter(words).items() if n > 1] == [], name


def test_frames_and_forms_are_of_verbs_that_are_there() -> None:
    known = {lemma for lemmas in DATA["kinds"].values() for lemma in lemmas}
    framed = {lemma for lemmas in DATA["frames"].values() for lemma in lemmas}
    assert framed - known == set()
    assert set(DATA["irregular"]) - known - {"chat", "hit", "lay"} == set()
    assert set(DATA["phrasal"]) - known - {"chime", "hit", "lay"} == set()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("denies", "deny"),
        ("denied", "deny"),
        ("urging", "urge"),
        ("told", "tell"),
        ("stresses", "stress"),
        ("vetoed", "veto"),
    ],
)
def test_forms(form: str, lemma: str) -> None:
    assert cues.lexicon().forms[form] == lemma


def test_kinds() -> None:
    assert cues.kind("claim") == "distancing"
    assert cues.kind("rule out") == "rejects"
    assert cues.kind("walk") is None


def test_nouns_of_the_same_spelling_are_no_verbs() -> None:
    doc = Doc([pipeline()("The reports and the claim were read in the state of Norway.")])
    assert [t.text for t in doc if t.text in {"reports", "claim", "state"} and cues.lexicon().verb(t)] == []
