"""Meetings told in other ways than "A met B": calls to somebody, visits to come, proposals turned down, delegations."""

from __future__ import annotations

import pytest

from tests.accounts import told


@pytest.mark.parametrize(
    ("text", "who", "kind", "status"),
    [
        ("Ada Voss spoke to chancellor Bo Lund by phone on Friday.", {"Ada Voss", "Bo Lund"}, "PhoneCall", "held"),
        ("Ada Voss briefed the United Nations by video-teleconference.", {"Ada Voss", "United Nations"}, "PhoneCall", "held"),
        ("Ada Voss will leave for Hanoi on Thursday.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss is expected in Rome next month.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss was received by President Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss is scheduled to visit Oslo and be received by King Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Ada Voss left after receiving the Mexican ambassador.", {"Ada Voss", "Mexican ambassador"}, "Talks", "held"),
        ("Kenya turned down a Chinese proposal for an emergency meeting.", {"Kenya", "China"}, "Talks", "refused"),
        ("Kenya has declined to resume the conversations with Chad.", {"Kenya", "Chad"}, "Talks", "refused"),
        ("A Camp David meeting that President Ada Voss wants to hold in May is in doubt.", {"Ada Voss"}, "Talks", "planned"),
        ("Kenya and Chad agreed. A second meeting of Kenya and Chad was set for Monday.", {"Kenya", "Chad"}, "Talks", "planned"),
        ("Kenya and Chad sat down on Monday for a second day of negotiations.", {"Kenya", "Chad"}, "Talks", "held"),
        ("Chad has pulled out of talks with Kenya that were due to resume in Rome on Monday.", {"Kenya", "Chad"}, "Talks", "refused"),
        ("Ada Voss flew on to Tehran, where she urged restraint.", {"Ada Voss"}, "Visit", "held"),
        ("Ada Voss stayed in Oslo. On Monday she goes to Rome to see President Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Ada Voss received a phone call on Friday from Bo Lund.", {"Ada Voss", "Bo Lund"}, "PhoneCall", "held"),
        ("Ada Voss had cancelled a trip to Chad.", {"Ada Voss"}, "Visit", "refused"),
        ("Kenya's government and the FARC, a rebel group, opened peace negotiations on Tuesday.", {"Kenya", "FARC"}, "Talks", "held"),
        ("Ada Voss hosted a meeting of the European Dialogue with King Bo Lund on Monday.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss will lead a mission to Lima on Sunday.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss will see her Peruvian colleague, Bo Lund, in Rome on Monday.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("President Ada Voss and her Peruvian counterpart Bo Lund spoke by telephone late Wednesday.", {"Ada Voss", "Bo Lund"}, "PhoneCall", "held"),
        ("A delegation headed by Ghana's foreign minister, Ada Voss, will travel to Lima on Monday.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss conferred in Rome with a leader of the Chadian left, Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss, the speaker of Chad's council, and King Bo Lund are expected to confer in Rome on Monday.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("The foreign ministers of NATO will meet their Central American counterparts in Rome on Monday.", {"NATO"}, "Conference", "planned"),
    ],
)  # fmt: skip
def test_a_meeting_is_told_of(text: str, who: set[str], kind: str, status: str) -> None:
    assert (who, kind, status) in [(w, k, s) for w, k, s, _, _ in told(text).met()]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss spoke to the crowd.",
        "Ada Voss of Chad invited ministers to return to Geneva next year.",
        "Ada Voss saw Bo Lund as a threat.",
        "Ada Voss and Bo Lund were freed on Monday. The ministers will meet again in Rome in June.",
        "Ada Voss left Rome on Thursday.",
        "The bill is expected in parliament next month.",
        "Kenya made a proposal for a meeting.",
        "Ada Voss led the team that won on Friday.",
    ],
)
def test_no_meeting_is_told_of(text: str) -> None:
    assert told(text).met() == []


def test_who_heads_a_delegation_takes_part() -> None:
    text = "Kenya and Chad held talks in Rome on Monday. Ada Voss headed the Kenyan delegation; Chad was represented by Bo Lund."
    assert [who for who, *_ in told(text).met()] == [{"Kenya", "Chad", "Ada Voss", "Bo Lund"}]


def test_a_visit_told_of_in_a_relative_clause_has_its_day() -> None:
    ((who, kind, _, _, when),) = told("Kenya praised Ada Voss's visit, which began on Monday.").met()
    assert (who, kind, when) == ({"Ada Voss"}, "Visit", "2019-05-13")


def test_a_summit_told_of_in_a_relative_clause_has_its_guests() -> None:
    text = "Ada Voss led the delegation to the Gulf summit, which opened on Monday in Rome in the presence of Bo Lund."
    ((who, _, _, place, when),) = told(text).met()
    assert (who, place, when) == ({"Ada Voss", "Bo Lund"}, "Rome", "2019-05-13")


def test_two_of_one_state_are_met_one_by_one() -> None:
    text = (
        "Ada Voss held talks with Laotian President Bo Lund on Monday. "
        "Ada Voss also met with Laotian Prime Minister Cy Rand."
    )
    assert [who for who, *_ in told(text).met()] == [{"Ada Voss", "Bo Lund"}, {"Ada Voss", "Cy Rand"}]


def test_what_is_still_to_come_is_not_held_by_its_headline() -> None:
    text = "# Kenya, Chad meet in Rome\nKenya and Chad were to meet in Rome later on Thursday."
    assert [status for _, _, status, _, _ in told(text).met()] == ["planned"]


def test_last_night_was_yesterday() -> None:
    ((_, _, _, _, when),) = told("Ada Voss telephoned Bo Lund last night.").met()
    assert when == "2019-05-15"


def test_those_who_will_attend_take_part() -> None:
    text = (
        "Germany invited Kenya to a summit in Berlin on Monday. "
        "Chad and Mali, both seen as friends of Kenya, will attend, as will the Peruvian president, Bo Lund."
    )
    ((who, kind, status, place, _),) = told(text).met()
    assert who >= {"Germany", "Chad", "Mali", "Bo Lund"}
    assert (kind, status, place) == ("Conference", "planned", "Berlin")


def test_a_request_to_let_somebody_meet_is_no_meeting() -> None:
    assert told("Ada Voss asked the court of Peru to let her meet Bo Lund.").met() == []


def test_the_day_of_calling_off_is_not_the_day_of_the_meeting() -> None:
    ((_, _, status, _, when),) = told("Kenya on Wednesday called off the talks with Chad.").met()
    assert (status, when) == ("refused", None)


def test_what_was_suspended_in_a_month_is_not_a_year_ahead() -> None:
    ((_, _, status, _, when),) = told("Kenya and Chad suspended the Rome negotiations in April.").met()
    assert (status, when) == ("refused", "2019-04")


def test_who_joins_the_talks_takes_part() -> None:
    text = "Kenya and Chad held talks in Rome on Monday. The envoys were joined by Ada Voss and Bo Lund."
    assert [who for who, *_ in told(text).met()] == [{"Kenya", "Chad", "Ada Voss", "Bo Lund"}]


def test_the_next_meeting_is_of_the_same() -> None:
    text = "Ada Voss met Bo Lund in Rome on Monday. Their next meeting will take place on June 20."
    assert [(who, status) for who, _, status, _, _ in told(text).met()] == [
        ({"Ada Voss", "Bo Lund"}, "held"),
        ({"Ada Voss", "Bo Lund"}, "planned"),
    ]


def test_a_visit_is_not_the_talks_before_it() -> None:
    text = "Ada Voss held talks with Bo Lund on Monday. Ada Voss is scheduled to visit Lima next week."
    assert [kind for _, kind, _, _, _ in told(text).met()] == ["Talks", "Visit"]


def test_the_day_on_which_talks_were_to_start_is_not_theirs() -> None:
    text = "Kenya and Chad opened talks in Rome on Monday. The talks were to start in March."
    assert [when for *_, when in told(text).met()] == ["2019-05-13"]
