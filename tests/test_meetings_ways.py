"""Meetings told of by handshakes, calls taken, signings, rounds of a row, invitations, wishes and journeys put off."""

from __future__ import annotations

import pytest

from tests.accounts import told

_BOTH = {"Ada Voss", "Bo Lund"}


@pytest.mark.parametrize(
    ("text", "who", "kind", "status"),
    [
        ("Ada Voss and Bo Lund shook hands in Paris.", _BOTH, "Talks", "held"),
        ("Ada Voss did, however, take a call from President Bo Lund.", _BOTH, "PhoneCall", "held"),
        ("Ada Voss, on the phone with President Bo Lund on Monday, offered help.", _BOTH, "PhoneCall", "held"),
        ("In a phone call to President Bo Lund, Ada Voss said it was late.", _BOTH, "PhoneCall", "held"),
        ("Ada Voss made a phone call to President Bo Lund on Tuesday.", _BOTH, "PhoneCall", "held"),
        ("Ada Voss will, however, meet President Bo Lund.", _BOTH, "Talks", "planned"),
        ("President Ada Voss met Karl Berg. She is also due to see Bo Lund, head of a bank.", _BOTH, "Talks", "planned"),
        ("After seeing Kenya's Bo Lund, President Ada Voss said it was late.", _BOTH, "Talks", "held"),
        ("Ada Voss hopes to meet President Bo Lund soon.", _BOTH, "Talks", "planned"),
        ("Karl Berg urged Ada Voss to meet President Bo Lund.", _BOTH, "Talks", "planned"),
        ("Karl Berg called on Ada Voss to hold talks with President Bo Lund.", _BOTH, "Talks", "planned"),
        ("Ada Voss walked out of talks with President Bo Lund.", _BOTH, "Talks", "held"),
        ("Ada Voss attended a summit in Paris with President Bo Lund.", _BOTH, "Conference", "held"),
        ("Chancellor Ada Voss summoned President Bo Lund on Tuesday.", _BOTH, "Talks", "held"),
        ("Ada Voss said so at a joint appearance with President Bo Lund.", _BOTH, "NewsConference", "held"),
        ("A truce was reached in Rome on Monday between President Ada Voss and rebel leader Bo Lund.", _BOTH, "Talks", "held"),
        ("The White House said no meeting between Ada Voss and Bo Lund was planned.", _BOTH, "Talks", "refused"),
        ("Ada Voss, on her first visit to Rome since June, told reporters it was late.", {"Ada Voss"}, "Visit", "held"),
        ("Ada Voss had been expected in Rome on Monday but postponed the trip.", {"Ada Voss"}, "Visit", "refused"),
        ("Ada Voss cut short a visit to Rome on Monday.", {"Ada Voss"}, "Visit", "held"),
        ("Ada Voss had been due to travel to Rome.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss accepted an invitation to visit Kenya before the end of the year.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss accepted an invitation from Bo Lund to visit Rome.", _BOTH, "Visit", "planned"),
        ("The delegation, headed by Ada Voss, held two hours of talks with President Bo Lund.", _BOTH, "Talks", "held"),
        ("A new round of talks between Kenya and Chad opens in Rome on Monday.", {"Kenya", "Chad"}, "Talks", "planned"),
        ("Kenya and Chad will reopen negotiations in Rome next Tuesday.", {"Kenya", "Chad"}, "Talks", "planned"),
        ("King Ada Voss gave a reception on Monday for President Bo Lund.", _BOTH, "Talks", "held"),
        ("Ada Voss and Bo Lund had prepared it at a secret meeting in Rome in April.", _BOTH, "Talks", "held"),
        ("The Arab League has called a summit in Rome next week.", {"Arab League"}, "Conference", "planned"),
    ],
)  # fmt: skip
def test_a_meeting_is_told_of(text: str, who: set[str], kind: str, status: str) -> None:
    assert (who, kind, status) in [(w, k, s) for w, k, s, _, _ in told(text).met()]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss, who has never held talks with President Bo Lund, proposed last month a meeting of ministers.",
        "The court summoned Ada Voss to testify.",
        "Ada Voss shook hands with relief.",
        "President Ada Voss signed the treaty.",
        "Ada Voss was invited to speak. Bo Lund was invited.",
    ],
)
def test_no_meeting_is_told_of(text: str) -> None:
    assert told(text).met() == []


def test_a_second_session_has_those_of_the_first() -> None:
    text = "President Ada Voss and rebel leader Bo Lund met in Oslo. A second session was planned for Friday."
    assert [(who, status) for who, _, status, _, _ in told(text).met()] == [(_BOTH, "held"), (_BOTH, "planned")]


def test_who_is_invited_takes_part_in_what_is_called() -> None:
    text = (
        "The Arab League has called a summit in Rome next week. Karl Berg wrote to President Ada Voss inviting "
        "them to attend. Bo Lund, who leads a party, has also been invited. Moe Tan was invited but will send an envoy. The summit could still be postponed."
    )
    ((who, _, status, _, _),) = told(text).met()
    assert (who, status) == ({"Arab League", "Ada Voss", "Bo Lund"}, "planned")


def test_who_signs_or_shakes_hands_is_at_the_signing() -> None:
    text = (
        "Kenya and Chad signed a declaration on trade at the White House on Monday. Ada Voss and Bo Lund signed the "
        "accord. Karl Berg looked on. Prime Minister Gro Hem and President Moe Tan shook hands."
    )
    ((who, *_),) = told(text).met()
    assert {"Ada Voss", "Bo Lund", "Gro Hem", "Moe Tan"} <= who


def test_there_is_the_country_told_of_in_the_sentence() -> None:
    text = "Oslo sent an envoy to Havana. Ada Voss, who visited Kenya this month and met Bo Lund there, praised it."
    assert [(who, place) for who, _, _, place, _ in told(text).met() if len(who) > 1] == [(_BOTH, "Kenya")]


def test_one_speaks_with_each_on_a_day_of_his_own() -> None:
    text = "President Ada Voss spoke by telephone with Bo Lund on Sunday and with Karl Berg on Monday."
    met = [(who, when) for who, _, _, _, when in told(text).met()]
    assert met == [(_BOTH, "2019-05-12"), ({"Ada Voss", "Karl Berg"}, "2019-05-13")]


def test_talks_on_the_sidelines_are_where_the_gathering_is() -> None:
    text = "On the sidelines of the Gulf summit in Doha, Foreign Minister Ada Voss held talks with Bo Lund."
    assert [(who, place) for who, _, _, place, _ in told(text).met() if who == _BOTH] == [(_BOTH, "Doha")]


def test_who_meets_for_a_second_round_meets_at_the_one_of_the_headline() -> None:
    text = (
        "# Kenya and Chad hold second round of talks\n"
        "Senior diplomats from Kenya and Chad met in Rome on Monday for a second round of negotiations on trade. "
        "They hoped to be done in time for the Summit of the Isles. Kenya promised not to visit Oslo. "
        "A third round of talks will be held in Lima in June."
    )
    sides = {"Kenya", "Chad"}
    met = [row[:4] for row in told(text).met()]
    assert met == [(sides, "Talks", "held", "Rome"), (sides, "Talks", "planned", "Lima")]
