"""Accusations of what others do not do, do not mean or are out to do: "Oslo has not kept its word," she said."""

from __future__ import annotations

import pytest

from tests.accounts import stances_of_two, told_of_two


@pytest.mark.parametrize(
    "text",
    [
        '"Chad has not kept its promises," Ada Voss said.',
        "Ada Voss said Chad had not complied with the accord.",
        "Ada Voss said Chad had failed to implement the accord.",
        "Ada Voss said the rebels had not lived up to their commitments.",
        '"Chad is not interested in peace," Ada Voss said.',
        '"Bo Lund was never serious," Ada Voss said.',
        '"Chad does not want peace," Ada Voss said.',
        '"Chad refuses to answer our letters," Ada Voss said.',
        "Ada Voss said Chad had yet to hand over the prisoners.",
        "Ada Voss said Chad was deliberately raising the price.",
        '"Chad has chosen the path of war," Ada Voss said.',
        "Ada Voss said Chad bore full responsibility for the deaths.",
        "Ada Voss said the blame lay squarely with Chad.",
        '"Chad has only itself to blame," Ada Voss said.',
        '"Chad wants to destroy our country," Ada Voss said.',
        "Ada Voss said Chad was trying to drag Kenya into the war.",
        '"Chad is behind the raid," Ada Voss said.',
        '"Only one side has honoured the truce," Ada Voss said.',
        '"The Chadian army rammed our boat," Ada Voss said.',
        '"Chad opened fire on our patrol," Ada Voss said.',
        "Ada Voss said Chad was walking back its pledges.",
        "Ada Voss blamed the collapse on Chad.",
        "Ada Voss said the truce had collapsed because Chad had not honoured it.",
        "Ada Voss believes Chad is playing for time.",
        "Ada Voss said the junta had kept none of its promises.",
        "Ada Voss said the regime had lied to its people.",
        "Ada Voss said Bo Lund was not ready to take the first step.",
    ],
)
def test_a_failing_is_blamed_on_another(text: str) -> None:
    stands = stances_of_two(text)
    assert ("Ada Voss", "accuses") in stands
    assert not {("Chad", "supports"), ("Chad", "opposes"), ("Chad", "demands")} & {*stands}


@pytest.mark.parametrize(
    "text",
    [
        "Ola Berg, an analyst, said Chad had not joined the bloc in 2010.",
        "Ada Voss said the two sides had failed to reach a deal.",
        "Ada Voss said the talks had failed to produce a deal.",
        "Ada Voss asked whether Chad had kept its promises.",
        '"If Chad has not kept its promise, we will know," Ada Voss said.',
        '"Chad has done its part," Ada Voss said.',
        "Ada Voss said Chad was not interested in buying the ships.",
        '"I am not interested in gossip," Ada Voss said.',
        "Ada Voss said Chad had not yet decided.",
        "Ada Voss denied that Kenya had failed to keep its promises.",
        "Ada Voss said Bo Lund was the problem solver of the team.",
        "Troops shelled the hill, according to activists.",
        "Ada Voss does not believe Chad is playing for time.",
        "Ada Voss said the group had arrived late.",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert "accuses" not in {stance for _, stance in stances_of_two(text)}


def test_what_is_blamed_on_somebody_is_the_target() -> None:
    account = told_of_two("Ada Voss blamed the collapse of the truce on Chad.")
    (position,) = [p for p in account.positions if p.stance.value == "accuses"]
    assert (position.target, account.names(position.toward)) == ("the collapse of the truce", {"Chad"})


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Kenya suspended talks with the rebels.", [("Kenya", "rejects")]),
        ("Kenya broke off negotiations with Chad.", [("Kenya", "rejects")]),
        ("Kenya and Chad suspended the talks until Monday.", []),
        ("Kenya ended two days of talks with Chad.", []),
        ("Kenya condemned the raid and Chad sent troops.", [("Kenya", "opposes")]),
    ],
)
def test_talks_are_broken_off_by_one(text: str, stances: list[tuple[str, str]]) -> None:
    assert stances_of_two(text) == stances


@pytest.mark.parametrize(
    "text",
    [
        "Kenya says Chad backs the rebels.",
        "Kenya has long said that Chad supports terrorism.",
        "Kenya said Chad was using civilians as human shields.",
        "Kenya said Chad had used the talks to buy time.",
    ],
)
def test_whom_another_says_one_backs_or_uses_is_blame(text: str) -> None:
    assert stances_of_two(text) == [("Kenya", "accuses")]


def test_whom_one_backs_by_the_writer_is_support() -> None:
    assert stances_of_two("Chad backs the rebels.") == [("Chad", "supports")]
