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
            [("Cy Berg", "Oslo recognise it"), (LINDQVIST, "it “a trap for us all”")],
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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A German official involved in drafting the plan conceded that time was short.", "German official"),
        ("A diplomat briefed on the talks said that time was short.", "diplomat"),
        ("A diplomat present at the meeting warned that time was short.", "diplomat"),
        ("The general who runs Chad says that time was short.", None),
        ("On Tuesday she met Mikhail Lund, her old friend. The latter said that time was short.", "Mikhail Lund"),
    ],
)
def test_who_has_to_do_with_a_matter_speaks(text: str, speaker: str | None) -> None:
    assert said(text) == [("indirect", speaker, "time was short")]


def test_who_asked_for_something_goes_on_as_he() -> None:
    text = "Bo Lind asked the mediators to give his party a seat. “The war is about us,” he said."
    assert [speaker for _, speaker, _ in said(text)] == ["Bo Lind", "Bo Lind"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Voss said the summit might take place, less than 24 hours after she scrapped it.",
         "the summit might take place"),
        ("Ada Voss announced that both had confirmed the pact, following a long meeting with Bo Lind.",
         "both had confirmed the pact"),
        ("Ada Voss said that the truce would end, two days before the vote.",
         "the truce would end, two days before the vote"),
    ],
)  # fmt: skip
def test_when_it_was_said_was_not_said(text: str, words: str) -> None:
    assert [said for _, _, said in said(text)] == [words]


def test_what_somebody_renews_was_not_said() -> None:
    text = "Bo Lind argued that the talks needed “a new table”, and renewed his offer to host them."
    assert [words for _, _, words in said(text)] == ["the talks needed “a new table”"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Latvia said they regretted the outcome and called on Norway to wait.", "they regretted the outcome"),
        ("Ada Voss said that Latvia was ready and called on Norway to wait.", "Latvia was ready"),
        ("Ada Voss said that the rebels had left and urged their fighters to march.",
         "the rebels had left and urged their fighters to march"),
        ("Ada Voss said that Latvia was ready and wanted to sign.", "Latvia was ready and wanted to sign"),
    ],
)  # fmt: skip
def test_what_somebody_asks_for_besides_was_not_said(text: str, words: str) -> None:
    assert said(text)[0][2] == words
