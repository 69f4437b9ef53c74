"""Whose words are whose where a sentence names several: claims that another denies, clauses around who says so."""

from __future__ import annotations

import pytest

from tests.speech import said
from tests.test_quotes import ENVOY, LINDQVIST, MINISTER, VOSS

ON = "the talks would go on"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (f"{MINISTER} met {ENVOY}. Voss denied Lindqvist's claim that {ON}.", [(LINDQVIST, ON)]),
        (f"{MINISTER} met {ENVOY}. Voss denied a claim by Lindqvist that {ON}.", [(LINDQVIST, ON)]),
        (f"{MINISTER} met {ENVOY}. Voss, Lindqvist said, was late.", [(LINDQVIST, "Voss, Lindqvist said, was late")]),
        (
            f"{MINISTER} met {ENVOY}. Voss dismissed as “madness” a suggestion by Lindqvist that {ON}.",
            [(VOSS, "madness"), (LINDQVIST, ON)],
        ),
        (f"{MINISTER} met {ENVOY}. Voss rejected Swedish claims that {ON}.", [(None, ON)]),
        (
            f"Norway backs the text, but its minister, Ada Voss, hinted that {ON}.",
            [(VOSS, ON)],
        ),
        (
            f"{ENVOY} rejected a claim by the court, Cy Berg, that Oslo recognise it, calling it “a trap for us all”.",
            [(LINDQVIST, "it “a trap for us all”")],
        ),
        (f"{MINISTER} spoke. {ON.capitalize()}, she said, since the signing of the deal.", [(VOSS, ON.capitalize())]),
        (f"{MINISTER} met {ENVOY}. Voss, but not Lindqvist, said {ON}.", [(VOSS, ON)]),
        (f"{MINISTER} met {ENVOY}. Either Voss or Lindqvist said {ON}.", []),
        ("Kenya, which Norway has accused of theft, denied the charge.", []),
        (f"{MINISTER} met {ENVOY} according to the schedule and Ada Berg.", []),
    ],
)
def test_of_two_each_has_his_own_words(text: str, quotes: list[tuple[str | None, str]]) -> None:
    assert [(speaker, words) for _, speaker, words in said(text)] == quotes


def test_negotiators_for_two_speak_and_not_the_second_alone() -> None:
    found = said(f"Negotiators for the Kenyan government and the rebels said {ON}.")
    assert [words for _, _, words in found] == [ON]
    assert found[0][1] == "Negotiators"
