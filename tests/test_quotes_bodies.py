"""Bodies, people and holders of an office that a pronoun tells of: "it" after an office, "its minister"."""

from __future__ import annotations

import pytest

from tests.speech import said
from tests.test_quotes import ENVOY, LINDQVIST, MINISTER, VOSS

LATE = "time was short"


def _told(text: str) -> list[tuple[str | None, str]]:
    return [(speaker, words) for _, speaker, words in said(text)]


@pytest.mark.parametrize(
    "opening",
    [
        "Voss's office took another view. It",
        "Voss’s press team took another view. It",
        "Her office took another view. It",
        "The ministry's press service took another view. It",
        "Her aides took another view. They",
        "Voss's camp took another view. It",
        "Voss's office took another view. They",
        "Her spokesman took another view. He",
        "The office of the mayor took another view. It",
    ],
)
def test_whose_office_or_aides_disagree_go_on_and_no_state(opening: str) -> None:
    found = _told(f"{MINISTER} met {ENVOY} in Chad. Sudan told them that it was cold.\n{opening} said {LATE}.")
    assert found[-1][1] == LATE
    assert found[-1][0] not in {VOSS, LINDQVIST, "Sudan", "Chad", "Norway"}


def test_an_office_that_goes_on_is_somebody() -> None:
    text = f"{MINISTER} met {ENVOY}. Lindqvist's office took another view. It said {LATE}. It added that it was cold."
    assert [speaker for speaker, _ in _told(text)] == ["Lindqvist's office"] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Norway took another view. It said {LATE}.", "Norway"),
        (f"Norway's government took another view. It said {LATE}.", "Norway"),
        (f"The African Union took another view. It said {LATE}.", "African Union"),
        (f"The African Union spoke of late ships. It said {LATE}.", "African Union"),
    ],
)
def test_a_state_or_body_goes_on_as_it(text: str, speaker: str) -> None:
    assert _told(text) == [(speaker, LATE)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"The Danes have yet to answer, and Ada Voss, their foreign minister, told parliament that {LATE}.", VOSS),
        (f"Norway has yet to answer, but Ada Voss, its envoy to Chad, said on Friday that {LATE}.", VOSS),
        (f"Norway waits, while Ada Voss, the minister, repeatedly warned that {LATE}.", VOSS),
        (f"Norway met Ada Voss, its envoy, and said that {LATE}.", "Norway"),
    ],
)
def test_a_name_before_its_title_speaks_behind_another_clause(text: str, speaker: str) -> None:
    assert _told(text) == [(speaker, LATE)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Foreign Minister Ada Voss of Norway came.\nNorway waits for the deal, its foreign minister said.", VOSS),
        ("Norway's prime minister, Ada Voss, came.\nNorway waits for the deal, its foreign minister said.", None),
        ("Chad's foreign minister, Ada Voss, came.\nNorway waits for the deal, its foreign minister said.", None),
        ("Norway waits for the deal, its president, Ada Voss, said on Friday.", VOSS),
        ("Norway waits for the deal, Chad's envoy, Ada Voss, told parliament.", VOSS),
    ],
)
def test_its_minister_is_who_holds_the_office(text: str, speaker: str | None) -> None:
    assert _told(text) == [(speaker, "Norway waits for the deal")]


def test_a_title_with_its_belongs_to_the_name_behind_it() -> None:
    text = "Norway has no intention of waiting, its president, Ada Voss, said yesterday."
    assert said(text) == [("indirect", VOSS, "Norway has no intention of waiting")]


def test_who_is_met_by_somebody_new_may_be_he() -> None:
    text = f"Envoy Bo Lindqvist spoke to reporters. A soldier stood behind him. He said {LATE}."
    assert LINDQVIST not in {
        speaker for speaker, _ in _told(text.replace("A soldier stood behind him", "A spokesman was blunter"))
    }
    assert _told(text) == [(LINDQVIST, LATE)]


@pytest.mark.parametrize("who", ["A ministry spokesman", "Another envoy", "Lindqvist's lawyer", "His cousin"])
def test_somebody_new_is_he_and_not_who_was_named(who: str) -> None:
    found = _told(f"{MINISTER} met {ENVOY}. {who} took another view. He said {LATE}.")
    assert [words for _, words in found] == [LATE]
    assert found[0][0] not in {VOSS, LINDQVIST}
