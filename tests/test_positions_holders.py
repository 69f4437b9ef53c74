"""Who of several named in a sentence holds a position, and on what: with, without, for and against each other."""

from __future__ import annotations

import pytest

from tests.accounts import told

MET = "Kenyan Foreign Minister Ada Voss met Chadian President Bo Lindqvist."


def _stands(text: str) -> list[tuple[str, str, str]]:
    return [stand for stand in told(text).stands() if stand[1] != "asserts"]


@pytest.mark.parametrize(
    ("text", "stance", "target", "holders"),
    [
        ("Ada Voss, along with Bo Lindqvist, condemned the raid.", "opposes", "the raid", ["Ada Voss", "Bo Lindqvist"]),
        ("Ada Voss joined Bo Lindqvist in condemning the raid.", "opposes", "the raid", ["Ada Voss", "Bo Lindqvist"]),
        ("Ada Voss quoted Bo Lindqvist as rejecting the text.", "rejects", "the text", ["Bo Lindqvist"]),
        ("Kenya, but not Chad, backs the plan.", "supports", "the plan", ["Kenya"]),
        ("Kenya, unlike Chad, backs the plan.", "supports", "the plan", ["Kenya"]),
        ("Kenya opposes and Chad supports the plan.", "opposes", "the plan", ["Kenya"]),
        ("Kenya opposes and Chad supports the plan.", "supports", "the plan", ["Chad"]),
        ("Kenya echoed Chad's call for a truce.", "supports", "Chad's call for a truce", ["Kenya"]),
        ("Kenya echoed Chad's call for a truce.", "demands", "a truce", ["Chad"]),
        ("Ada Voss promised Bo Lindqvist to sign the text.", "commits", "sign the text", ["Ada Voss"]),
        (f"{MET} Kenya, Voss said, wants Chad to sign the text.", "demands", "sign the text", ["Kenya"]),
        ("Ada Voss telephoned Bo Lindqvist to congratulate him.", "supports", "Bo Lindqvist", ["Ada Voss"]),
        ("Ada Voss vowed to veto new sanctions.", "opposes", "new sanctions", ["Ada Voss"]),
        ("Kenya has rejected such criticism as meddling.", "rejects", "such criticism", ["Kenya"]),
        ("Ada Voss called the plan treachery.", "accuses", "treachery", ["Ada Voss"]),
        ("Ada Voss accused Chad of putting power before people.", "accuses", "putting power before people", ["Ada Voss"]),
        ("Ada Voss said a text that left Chad its ships was unacceptable.", "opposes", "a text that left Chad its ships was unacceptable", ["Ada Voss"]),
        ("Ada Voss said the men who ran the camps must be tried.", "demands", "the men who ran the camps must be tried", ["Ada Voss"]),
        ("Ada Voss is no longer in favour of the text.", "opposes", "the text", ["Ada Voss"]),
        ("Kenya, which Chad has accused of arming the rebels, stayed away.", "accuses", "arming the rebels", ["Chad"]),
        ("“It is late,” said Ada Voss, whom Bo Lindqvist had accused of lying.", "accuses", "lying", ["Bo Lindqvist"]),
        ("While welcoming the text, Kenya criticised its timing.", "supports", "the text", ["Kenya"]),
        ("Kenya demanded that Chad apologise to Mali.", "demands", "Chad apologise to Mali", ["Kenya"]),
        ("Unless Chad lifts the ban, Kenya will not sign the text.", "demands", "Chad lifts the ban", ["Kenya"]),
        ("Kenyan demands for an apology were dismissed as absurd by Chad.", "rejects", "Kenyan demands for an apology", ["Chad"]),
        ("Ada Voss said the raids had been a mistake.", "opposes", "the raids had been a mistake", ["Ada Voss"]),
        ("RIGA (Wire) -- Kenyan President Ada Voss and her Chadian counterpart, Bo Lindqvist, agreed to open a rail link.", "commits", "open a rail link", ["Ada Voss", "Bo Lindqvist"]),
        ("It was Bo Lindqvist who rejected the text, not Ada Voss.", "rejects", "the text", ["Bo Lindqvist"]),
        ("Ada Voss said that what Chad had called a triumph was a disaster.", "supports", "a triumph", ["Chad"]),
    ],
)  # fmt: skip
def test_of_several_some_hold_a_position(text: str, stance: str, target: str, holders: list[str]) -> None:
    assert [who for who, kind, what in _stands(text) if (kind, what) == (stance, target)] == holders


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss no longer opposes the text.",
        "Either Kenya or Chad will veto the text.",
        "Kenya has backed away from its threat to leave the treaty.",
        "Denmark fears that Norway will reject the treaty.",
        "“We both think that success will not come overnight,” Ada Voss said.",
        "Ada Voss said both sides held the view that it would benefit Chad.",
        "“I think we agree that success will not come overnight,” Ada Voss said.",
    ],
)
def test_no_promise_and_no_change_of_mind_is_read(text: str) -> None:
    assert {stance for _, stance, _ in _stands(text)} <= ({"supports"} if "I think we agree" in text else set())


def test_two_leaders_named_one_by_one_are_not_the_pair_that_met() -> None:
    text = (
        "President Ada Voss and rebel leader Bo Lindqvist met in Oslo. Chad sent Cy Berg to the talks. "
        "Dag Holm will brief the African Union. The African Union has called on the two leaders to sign."
    )
    found = told(text)
    assert not {name for p in found.positions for name in found.names(p.toward)} & {"Cy Berg", "Dag Holm"}
