"""Whom words stand for where several are meant, or where a quotation tells."""

from __future__ import annotations

import pytest

from tests.accounts import told


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Somalia met in Oslo. Both countries promised to reopen the border.",
        "Kenya and Somalia met in Oslo. They promised to reopen the border.",
        "Kenya and Somalia met in Oslo. The two sides promised to reopen the border.",
    ],
)
def test_two_are_meant(text: str) -> None:
    assert {holder for holder, stance, _ in told(text).stands() if stance == "commits"} == {"Kenya", "Somalia"}


@pytest.mark.parametrize(
    "text",
    [
        "Nils Okoye and Bo Lund met in Minsk. Both sides promised to withdraw their weapons.",
        "Nils Okoye and Bo Lund met in Minsk. The two governments promised to withdraw their weapons.",
        "Nils Okoye and Bo Lund met in Minsk. The leaders of NATO promised to withdraw their weapons.",
        "Kenya and Somalia met. Chile and Peru left. It rained. Both governments promised to reopen the border.",
    ],
)
def test_two_who_are_not_told_clearly_are_nobody(text: str) -> None:
    others = {"Nils Okoye", "Bo Lund", "Kenya", "Somalia", "Chile", "Peru"}
    assert not others & {holder for holder, stance, _ in told(text).stands() if stance == "commits"}


def test_a_group_that_acts_in_between_is_meant_by_they() -> None:
    stands = told("Kenya and Somalia met in Oslo. The rebels fled. They refused to talk.").stands()
    assert "Kenya" not in {holder for holder, stance, _ in stands if stance == "rejects"}


def test_a_name_set_off_by_commas_is_the_subject() -> None:
    text = "A paper quoted sources saying the former envoy, Ana Ruiz, rejected the plan."
    assert ("Ana Ruiz", "rejects") in [(holder, stance) for holder, stance, _ in told(text).stands()]


def test_us_in_capitals_is_a_state_and_no_pronoun() -> None:
    text = "“The US opposes the ban,” French Foreign Minister Luc Morel said."
    assert "opposes" not in [stance for holder, stance, _ in told(text).stands() if holder in {"France", "Luc Morel"}]


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of Mali, Chad, Kenya and Togo met in Minsk. Both sides promised to withdraw.",
        "Mali and the rebels met. Chad and the separatists met. Both sides promised to withdraw.",
    ],
)
def test_both_sides_of_several_are_nobody(text: str) -> None:
    assert "commits" not in [stance for _, stance, _ in told(text).stands()]


def test_the_members_of_a_body_stand_for_it() -> None:
    text = "The members of the Security Council condemned the raid. Some members of the Security Council praised it."
    assert [(holder, stance) for holder, stance, _ in told(text).stands()] == [("Security Council", "opposes")]
