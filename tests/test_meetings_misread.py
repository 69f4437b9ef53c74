"""What is not to be read as a meeting, or as one of others, or as one to come: refusals, reporters, brokers, causes."""

from __future__ import annotations

import pytest

from tests.accounts import told


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Voss ruled out meeting King Bo Lund in Rome.",
        "President Ada Voss has avoided meeting King Bo Lund in Rome.",
        "Ada Voss declined to meet Bo Lund in Rome.",
        "Ada Voss would not meet Bo Lund in Rome.",
        "Ada Voss ruled out talks with Bo Lund in Rome.",
    ],
)
def test_what_is_ruled_out_is_refused(text: str) -> None:
    ((who, _, status, place, _),) = told(text).met()
    assert (who, status, place) == ({"Ada Voss", "Bo Lund"}, "refused", "Rome")


def test_what_is_not_ruled_out_is_not_told_of() -> None:
    assert told("President Ada Voss did not rule out meeting King Bo Lund in Rome.").met() == []


def test_a_meeting_ruled_out_is_not_the_journey_before_it() -> None:
    text = "Ada Voss will travel to Lima on Friday. He ruled out meeting Chad's Bo Lund there."
    assert [(who, kind, status) for who, kind, status, _, _ in told(text).met()] == [
        ({"Ada Voss"}, "Visit", "planned"),
        ({"Ada Voss", "Bo Lund"}, "Talks", "refused"),
    ]


def test_whoever_says_after_a_meeting_what_will_be_has_met() -> None:
    text = 'Kenya will "guard the pass come what may," Ada Voss said after meeting her Chadian colleague Bo Lund in Rome on Monday.'
    ((who, _, status, place, when),) = told(text).met()
    assert (who, status, place, when) == ({"Ada Voss", "Bo Lund"}, "held", "Rome", "2019-05-13")


def test_what_comes_after_what_is_to_come_is_to_come() -> None:
    text = "President Ada Voss will travel to Rome on Friday before meeting King Bo Lund in Oslo."
    assert ({"Ada Voss", "Bo Lund"}, "planned") in [(who, status) for who, _, status, _, _ in told(text).met()]


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        ("In March, rebels shelled the port, prompting Foreign Minister Ada Voss to summon the Peruvian ambassador, Bo Lund.", "held", "2019-03"),
        ("The raid prompted President Ada Voss to meet King Bo Lund in Rome on Monday.", "held", "2019-05-13"),
        ("The raid could force President Ada Voss to meet King Bo Lund in Rome on Monday.", "planned", "2019-05-20"),
    ],
)  # fmt: skip
def test_what_somebody_is_made_to_do_is_done_where_it_is_told_as_done(text: str, status: str, when: str) -> None:
    assert [(s, w) for _, _, s, _, w in told(text).met()] == [(status, when)]
