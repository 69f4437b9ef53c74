"""Stances in what somebody says of rights, needs and what is of no use, and what he says is not so of himself."""

from __future__ import annotations

import pytest

from tests.accounts import told_of_two


def _stands(text: str) -> list[tuple[str, str, str]]:
    return [stand for stand in told_of_two(text).stands() if stand[1] != "asserts"]


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ('"Nobody has the right to decide for us," Ada Voss said.', ("Ada Voss", "rejects", "Nobody has the right to decide for us")),
        ('"Chad has no right to stop our ships," Ada Voss said.', ("Ada Voss", "rejects", "has no right to stop our ships")),
        ('"Chad has every right to defend itself," Ada Voss said.', ("Ada Voss", "supports", "has every right to defend itself")),
        ('"It is not for Chad to choose our friends," Ada Voss said.', ("Ada Voss", "rejects", "It is not for Chad to choose our friends")),
        ('"It is for Chad to take the first step," Ada Voss said.', ("Ada Voss", "demands", "It is for Chad to take the first step")),
        ("Ada Voss said her country needed guarantees.", ("Kenya", "demands", "guarantees")),
        ('"The region needs a new treaty," Ada Voss said.', ("Ada Voss", "demands", "The region needs a new treaty")),
        ('"Kenya does not need advice from Chad," Ada Voss said.', ("Kenya", "rejects", "advice from Chad")),
        ('"Chad deserves no reward," Ada Voss said.', ("Ada Voss", "opposes", "deserves no reward")),
        ("Ada Voss said the plan would not work.", ("Ada Voss", "opposes", "the plan would not work")),
        ('"The sanctions have failed," Ada Voss said.', ("Ada Voss", "opposes", "The sanctions have failed")),
        ("Kenya has made its return conditional on the release of the men.", ("Kenya", "demands", "the release of the men")),
        ('"There is nothing to discuss," Ada Voss said.', ("Ada Voss", "rejects", "nothing to discuss")),
        ('"The release of the men is not negotiable," Ada Voss said.', ("Ada Voss", "demands", "The release of the men is not negotiable")),
        ('"The door is not closed," Ada Voss said.', ("Kenya", "offers", "The door is not closed")),
        ('"Our patience is not unlimited," Ada Voss said.', ("Ada Voss", "warns", "Our patience is not unlimited")),
        ('"Any raid will be answered," Ada Voss said.', ("Ada Voss", "warns", "Any raid will be answered")),
        ("Ada Voss said time was short.", ("Ada Voss", "warns", "time was short")),
        ('"That is not acceptable," Ada Voss said.', ("Ada Voss", "opposes", "That is not acceptable")),
        ('"Kenya does not take sides in the war," Ada Voss said.', ("Kenya", "denies", "take sides in the war")),
        ('"We have no troops in Chad," Ada Voss said.', ("Kenya", "denies", "We have no troops in Chad")),
        ('"We are not a party to the war," Ada Voss said.', ("Kenya", "denies", "a party to the war")),
        ('"We do not threaten anyone," Ada Voss said.', ("Kenya", "denies", "threaten anyone")),
        ("Chad says Kenya armed the rebels, something Kenya denies.", ("Kenya", "denies", "Chad says Kenya armed the rebels")),
        ("Kenya rejected responsibility for the raid.", ("Kenya", "denies", "responsibility for the raid")),
        ("Ada Voss called the allegations absurd.", ("Ada Voss", "denies", "the allegations absurd")),
    ],
)  # fmt: skip
def test_a_stance_is_taken(text: str, stand: tuple[str, str, str]) -> None:
    assert stand in _stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss said the army was short of fuel.",
        "Ada Voss said there was nothing to see.",
        "Ada Voss read out every line that needs reform.",
        '"Chad has taken sides," Bo Lund said.',
        "Ada Voss said Bo Lund no longer needed a visa.",
        "Ada Voss said the lift was not working.",
        "Kenya's foreign ministry refused to comment.",
        "Ada Voss doubts the talks will resume before June.",
    ],
)
def test_no_stance_is_taken(text: str) -> None:
    assert _stands(text) == []
