"""The word lists of positions, meetings and topics: nothing twice, every stance and frame known."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.inflection import verb_forms
from kg.extract.lexicon import table
from kg.extract.words import fold
from kg.model import MeetingKind, Stance

FRAMES = frozenset(
    {"object", "clause", "must_clause", "infinitive", "gerund", "object_infinitive", "object_of", "object_for"}
    | {"object_as", "object_named", "object_on", "object_to", "object_against", "object_with", "out_of"}
    | {"for", "in", "to", "on", "of", "with", "at", "about", "against", "from", "over", "upon", "whether"}
)


def lists(data: Any, path: str = "") -> list[tuple[str, list[str]]]:
    """Every list of words in a table, with where it stands."""
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in lists(value, f"{path}.{key}")]
    return [(path, data)] if isinstance(data, list) and all(isinstance(word, str) for word in data) else []


def test_a_given_name_is_hers_or_his() -> None:
    names = table("given_names")
    assert not set(names["f"]) & set(names["m"])
    assert all(fold(name) == name and " " not in name for name in (*names["f"], *names["m"]))


@pytest.mark.parametrize("name", ["stances", "meetings", "telling", "irregular", "given_names"])
def test_no_list_names_a_word_twice(name: str) -> None:
    for path, words in lists(table(name)):
        assert sorted(words) == sorted(set(words)), path


def test_stances_and_frames_are_known() -> None:
    data = table("stances")
    stances = {stance.value for stance in Stance}
    assert set(data["verbs"]) | set(data["nouns"]) <= stances
    assert {frame for frames in data["verbs"].values() for frame in frames} <= FRAMES
    assert {*data["negated"], *data["negated"].values()} <= stances
    assert {stance for stance in data["negated_words"].values() if stance} <= stances


def test_no_verb_takes_two_stances_in_one_frame() -> None:
    seen: dict[tuple[str, str], str] = {}
    for stance, frames in table("stances")["verbs"].items():
        for frame, words in frames.items():
            for word in words:
                assert seen.setdefault((word, frame), stance) == stance, (word, frame)


def test_kinds_of_meetings_are_known() -> None:
    kinds = {kind.value for kind in MeetingKind}
    nouns = table("meetings")["nouns"]
    assert {key for key in nouns if key[:1].isupper()} <= kinds


def test_a_topic_is_named_once() -> None:
    words = [word for same in table("topics")["same"] for word in same]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("press", ("press", "presses", "pressed", "pressing")),
        ("condone", ("condone", "condones", "condoned", "condoning")),
        ("meet", ("meet", "meets", "met", "meeting")),
    ],
)
def test_forms_of_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(verb) == forms
