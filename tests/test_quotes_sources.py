"""What is told "according to" somebody, where more than one clause stands beside it."""

from __future__ import annotations

import pytest

from tests.speech import said
from tests.test_quotes import VOSS

LATE = "time was short"


def _told(text: str) -> list[tuple[str | None, str]]:
    return [(speaker, words) for _, speaker, words in said(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Lund left twice; according to Ada Voss, {LATE}.", LATE),
        (f"Lund left twice; according to Ada Voss, who was there, {LATE}.", LATE),
        (f"Lund left twice: according to Ada Voss, {LATE}.", LATE),
        (f"Lund left twice — according to Ada Voss, {LATE}.", LATE),
        (f"Lund left twice, but according to Ada Voss, {LATE}.", LATE),
        (f"Lund left twice and, according to Ada Voss, {LATE}.", LATE),
        ("Lund left twice; the deal, according to Ada Voss, is dead.", "the deal, according to Ada Voss, is dead"),
        ("Lund left twice, but the deal, according to Ada Voss, is dead.", "the deal, according to Ada Voss, is dead"),
        ("Lund met the envoy, who, according to Ada Voss, pleaded for time.", "pleaded for time"),
        ("Lund met Berg, Dahl, and the envoy, according to Ada Voss.", "Lund met Berg, Dahl, and the envoy"),
        ("Lund left twice; Berg stayed, according to Ada Voss.", "Lund left twice; Berg stayed"),
        ("The deal, according to Ada Voss, is dead.", "The deal, according to Ada Voss, is dead"),
        ("Lund left twice, according to Ada Voss.", "Lund left twice"),
        ("According to Ada Voss, Lund left twice.", "Lund left twice"),
    ],
)
def test_what_is_so_according_to_somebody(text: str, words: str) -> None:
    assert said(text) == [("indirect", VOSS, words)]


def test_in_the_words_of_somebody_are_the_marked_ones() -> None:
    text = "Norway voted for the deal “with some regret”, in the words of Ada Voss, and left."
    assert said(text) == [("direct", VOSS, "with some regret")]


def test_a_statement_speaks_and_not_who_is_named_behind_it() -> None:
    text = "According to a statement from the African Union, its envoy, Ada Voss, has left Chad."
    assert _told(text) == [("African Union", "its envoy, Ada Voss, has left Chad")]
