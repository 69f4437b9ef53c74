"""Meetings told one after another: which is which, who was at each, and on which day."""

from __future__ import annotations

import pytest

from tests.accounts import told

Met = list[tuple[set[str], str, str, str | None, str | None]]


def _met(text: str) -> Met:
    return told(text).met()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The next day she met Cy Rand.", "2019-05-14"),
        ("Two days later she met Cy Rand.", "2019-05-15"),
        ("She had met Cy Rand a day earlier.", "2019-05-12"),
        ("She had met Cy Rand in February last year.", "2018-02"),
        ("She later met Cy Rand.", "2019-05-13"),
        ("She also met Cy Rand.", "2019-05-13"),
        ("She met Cy Rand.", None),
        ("She had met Cy Rand the day before the vote.", None),
    ],
)
def test_the_day_counts_from_the_one_told_before(words: str, day: str | None) -> None:
    ((_, _, _, _, first), (who, _, _, _, second)) = _met(f"Ada Voss met Bo Lund in Oslo on Monday. {words}")
    assert (first, who, second) == ("2019-05-13", {"Ada Voss", "Cy Rand"}, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ada Voss of Kenya said on Monday after talks with Bo Lund that it was over.", "2019-05-13"),
        ("Ada Voss of Kenya told reporters on Monday during a meeting with Bo Lund that it was over.", "2019-05-13"),
        ("On Monday, Ada Voss said after meeting Bo Lund that it was over.", "2019-05-13"),
        ("Ada Voss said on Monday, after talks with Bo Lund had failed, that it was over.", None),
        ("Ada Voss said on Monday after six days of talks with Bo Lund that it was over.", None),
    ],
)
def test_what_is_said_at_a_meeting_is_said_on_its_day(text: str, day: str | None) -> None:
    assert [when for _, _, _, _, when in _met(text)] == [day]


@pytest.mark.parametrize(
    ("words", "status", "place", "day"),
    [
        ("Previous negotiations in Rome broke down in February last year.", "held", "Rome", "2018-02"),
        ("The envoys said talks would resume in Rome on May 20.", "planned", "Rome", "2019-05-20"),
        ("A further round is planned for May 20.", "planned", None, "2019-05-20"),
        ("A planned summit in Rome in March was aborted.", "refused", "Rome", "2019-03"),
    ],
)
def test_one_of_a_row_has_the_parties_of_the_row(words: str, status: str, place: str | None, day: str) -> None:
    first, second = _met(f"Kenya and Chad ended talks in Lima on Tuesday without a deal. {words}")
    assert first[0] == second[0] == {"Kenya", "Chad"}
    assert second[2:] == (status, place, day)


def test_who_skipped_one_session_was_still_there() -> None:
    text = "Kenya and Chad held talks in Rome on Monday. Chad skipped the final session."
    assert _met(text)[0][0] == {"Kenya", "Chad"}


@pytest.mark.parametrize(
    "words",
    [
        "The ministers of Ghana and Peru also took part.",
        "Ghana and Peru were also present.",
        "Ghana and Peru addressed the gathering.",
        "Also present were Ghana and Peru.",
        "The gathering brought together the leaders of Ghana and Peru.",
        "Among the participants were Ghana and Peru.",
        "They were joined in Rome by the ministers of Ghana and Peru.",
    ],
)
def test_those_who_came_too_take_part(words: str) -> None:
    ((who, *_),) = _met(f"Kenya and Chad held a summit in Rome on Monday. {words}")
    assert who == {"Kenya", "Chad", "Ghana", "Peru"}


def test_nobody_took_part_in_what_is_to_come() -> None:
    text = "Kenya and Chad will hold a summit in Rome on Monday. Ghana and Peru took part in the last one."
    assert _met(text)[0][0] == {"Kenya", "Chad"}


@pytest.mark.parametrize("words", ["held bilateral talks with King Bo Lund", "talked separately with King Bo Lund"])
def test_two_of_many_meet_by_themselves(words: str) -> None:
    text = f"Ada Voss, Bo Lund and King Cy Rand attended a summit in Rome on Monday. Ada Voss {words}."
    assert [(len(who), kind) for who, kind, *_ in _met(text)] == [(3, "Conference"), (2, "Talks")]


def test_the_ministers_of_two_are_not_the_two() -> None:
    text = "Kenyan President Ada Voss and Chadian President Bo Lund left. Their foreign ministers met in Rome on May 2."
    assert [who for who, *_ in _met(text)] == [{"Kenya", "Chad"}]


def test_what_another_is_counted_from_is_apart() -> None:
    text = "Ada Voss met Bo Lund on Monday. It was a month after their second summit, in Rome, had collapsed."
    assert [place for _, _, _, place, _ in _met(text)] == [None, "Rome"]


def test_calls_of_others_are_other_calls() -> None:
    text = (
        "Ada Voss and Bo Lund spoke by telephone last week. On Monday Cy Rand, a king, telephoned Ada Voss and Bo Lund."
    )
    assert [len(who) for who, *_ in _met(text)] == [2, 3]


def test_what_is_to_come_is_not_what_was() -> None:
    text = "Kenya and Chad will resume talks in Rome on May 30. Kenya and Chad met in Rome on May 9 and 10."
    assert [(status, when) for _, _, status, _, when in _met(text)] == [("planned", "2019-05-30"), ("held", "2019-05")]


def test_whom_one_meets_on_a_visit_one_meets_on_its_day() -> None:
    text = "Ada Voss paid a visit to Rome on Monday. Voss met King Bo Lund."
    assert [when for *_, when in _met(text)] == ["2019-05-13", "2019-05-13"]


def test_days_count_on_from_days_that_were_counted() -> None:
    text = "Ada Voss met Bo Lund on Monday. The next day she met Cy Rand. Two days later she met King Eva Marsh."
    assert [when for *_, when in _met(text)] == ["2019-05-13", "2019-05-14", "2019-05-16"]


def test_a_news_conference_is_on_the_day_of_the_talks_before_it() -> None:
    text = "Ada Voss met Bo Lund in Rome on Monday. Voss told a joint news conference with Lund that it was over."
    assert [(kind, place, when) for _, kind, _, place, when in _met(text)] == [
        ("Talks", "Rome", "2019-05-13"),
        ("NewsConference", "Rome", "2019-05-13"),
    ]


def test_a_visit_and_whom_one_meets_there_are_two() -> None:
    text = "Ada Voss arrived in Rome on Monday on a two-day visit. Voss met King Bo Lund in Rome on Tuesday."
    assert [kind for _, kind, *_ in _met(text)] == ["Visit", "Talks"]


def test_they_are_he_and_whom_he_speaks_of() -> None:
    text = "Ada Voss left. She is expected to press King Bo Lund on the border when they meet on Friday."
    assert [who for who, *_ in _met(text)] == [{"Ada Voss", "Bo Lund"}]


def test_who_met_and_then_spoke_by_phone_did_both() -> None:
    text = "Ada Voss met Bo Lund last week and the two spoke again by phone on Monday."
    assert [kind for _, kind, *_ in _met(text)] == ["Talks", "PhoneCall"]


def test_two_who_meet_at_a_forum_hold_a_meeting_of_their_own() -> None:
    text = "Ada Voss will attend a forum in Rome on June 3, where she is scheduled to meet King Bo Lund."
    assert _met(text) == [
        ({"Ada Voss"}, "Conference", "planned", "Rome", "2019-06-03"),
        ({"Ada Voss", "Bo Lund"}, "Talks", "planned", "Rome", "2019-06-03"),
    ]


def test_what_is_on_the_sidelines_is_where_the_gathering_is() -> None:
    text = "Ada Voss attended a summit in Rome on Monday. Voss met King Bo Lund on the sidelines of the summit."
    assert [(place, kind) for _, kind, _, place, _ in _met(text)] == [("Rome", "Conference"), ("Rome", "Talks")]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("On Monday Ada Voss conferred by phone with Bo Lund and with King Cy Rand.", ["2019-05-13", "2019-05-13"]),
        ("Ada Voss will meet on Friday with Bo Lund and on Saturday with King Cy Rand.", ["2019-05-17", "2019-05-18"]),
        ("On Monday, Ada Voss met successively with Bo Lund and King Cy Rand.", ["2019-05-13", "2019-05-13"]),
        (
            "Ada Voss received courtesy calls from Bo Lund and from King Cy Rand on Monday.",
            ["2019-05-13", "2019-05-13"],
        ),
    ],
)
def test_each_of_two_is_met(text: str, met: list[str]) -> None:
    assert [(who, when) for who, _, _, _, when in _met(text)] == [
        ({"Ada Voss", "Bo Lund"}, met[0]),
        ({"Ada Voss", "Cy Rand"}, met[1]),
    ]


def test_a_journey_of_two_stops_is_two_visits() -> None:
    text = "Ada Voss will go to Lima on Sunday and to Rome on Monday."
    assert [(place, when) for _, _, _, place, when in _met(text)] == [("Lima", "2019-05-19"), ("Rome", "2019-05-20")]


@pytest.mark.parametrize(
    ("text", "who", "kind", "status"),
    [
        ("Ada Voss sat down one-on-one with Bo Lund on Monday.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss and Bo Lund talked for 40 minutes.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss and Bo Lund left. The two last met in July in Rome.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("The ministers, Ada Voss and Bo Lund, met on Monday.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss, Bo Lund and King Cy Rand later held a meeting.", {"Ada Voss", "Bo Lund", "Cy Rand"}, "Talks", "held"),
        ("President Eva Marsh brought Bo Lund together with Ada Voss.", {"Ada Voss", "Bo Lund", "Eva Marsh"}, "Talks", "held"),
        ("Kenya and Chad, meeting in Rome on Monday, agreed on a truce.", {"Kenya", "Chad"}, "Talks", "held"),
        ("Ada Voss, the minister of Kenya, was in Rome last week.", {"Ada Voss"}, "Visit", "held"),
        ("Ada Voss held face-to-face talks with Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss attended a meeting of the African Union in Rome.", {"African Union", "Ada Voss"}, "Conference", "held"),
        ("There are no plans for a meeting between Ada Voss and Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "refused"),
        ("The minister of Chad, Bo Lund, said after seeing Ada Voss that it was over.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss spent five hours with Bo Lund in Rome on Sunday.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss also saw President Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss then talked separately with President Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss had consulted President Bo Lund on Monday.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss told a joint news conference with Bo Lund that it was over.", {"Ada Voss", "Bo Lund"}, "NewsConference", "held"),
        ("Ada Voss held several meetings, including one with Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("President Ada Voss of Kenya accepted an invitation to Rome.", {"Ada Voss"}, "Visit", "planned"),
        ("President Ada Voss of Kenya turned down an invitation to Rome.", {"Ada Voss"}, "Visit", "refused"),
        ("Ada Voss is expected in Rome and Lima in June.", {"Ada Voss"}, "Visit", "planned"),
        ("Later this week Ada Voss receives President Bo Lund in Rome.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("The next summit will take place in Rome in June.", set(), "Conference", "planned"),
        ("Ada Voss stopped in Rome on Friday for talks with Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss and Bo Lund agreed to get together in April.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Ada Voss and Bo Lund agreed on a further meeting in Rome in June.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Ada Voss will visit Kesra on Friday.", {"Ada Voss"}, "Visit", "planned"),
        ("Ada Voss will brief President Bo Lund in Rome on Friday.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ('Ada Voss held "two plus two" talks with Bo Lund.', {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Three weeks of talks between Kenya and Chad ended on Monday.", {"Kenya", "Chad"}, "Talks", "held"),
        ("Ada Voss met Cy Rand on Monday ahead of a meeting with Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Ada Voss's agenda also includes meetings with Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Ada Voss held more than nine hours of talks with Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss left before visiting Bo Lund at his home.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
        ("Ada Voss accepted an invitation to travel to Chad.", {"Ada Voss"}, "Visit", "planned"),
        ("President Ada Voss arrived in Rome on Friday on her first trip abroad.", {"Ada Voss"}, "Visit", "held"),
        ("Ada Voss and Bo Lund did not meet in person.", {"Ada Voss", "Bo Lund"}, "Talks", "denied"),
        ("Ada Voss will go to Lima, before attending a summit with Bo Lund in Rome.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Talks between Kenya and Chad are supposed to begin in Rome on May 30.", {"Kenya", "Chad"}, "Talks", "planned"),
        ("Ada Voss and Bo Lund left Lima without meeting each other.", {"Ada Voss", "Bo Lund"}, "Talks", "denied"),
        ("Ada Voss will address the council and call on President Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "planned"),
        ("Minister Ada Voss of Kenya went to Lima last week but declined to see Bo Lund.", {"Ada Voss"}, "Visit", "held"),
        ("Kenya agreed to reopen it, following talks between Ada Voss and Bo Lund.", {"Ada Voss", "Bo Lund"}, "Talks", "held"),
    ],
)  # fmt: skip
def test_ways_of_meeting(text: str, who: set[str], kind: str, status: str) -> None:
    assert (who, kind, status) in [(found, k, s) for found, k, s, _, _ in _met(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss, the minister of Kenya, was in Nairobi last week.",
        "It was not known whether Ada Voss and Bo Lund would talk.",
        "Kenya is against Chad taking part.",
        "Ada Voss and Bo Lund did not meet until June.",
        "Ada Voss visited Bo Lund's grave.",
        "Ada Voss of Kenya also saw President Bo Lund resign.",
        "Ada Voss of Kenya then saw Bo Lund's article.",
        "The film brought together Ada Voss and Bo Lund.",
        "President Ada Voss of Kenya accepted an invitation to Rome's party.",
        "Ada Voss was in Rome when the war began.",
    ],
)
def test_nothing_of_the_kind_is_told(text: str) -> None:
    assert _met(text) == []


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Ada Voss held talks with Bo Lund, Karl Berg said.", [({"Ada Voss", "Bo Lund"}, "held")]),
        (
            "Ada Voss spoke by telephone with Bo Lund, her spokesman Karl Berg said.",
            [({"Ada Voss", "Bo Lund"}, "held")],
        ),
        ("Ada Voss met the Danish envoy, Karl Berg, in Lima.", [({"Ada Voss", "Karl Berg"}, "held")]),
        ("Ada Voss is flying to Lima for talks with Bo Lund.", [({"Ada Voss", "Bo Lund"}, "planned")]),
        ("Ada Voss spent more than five hours with Bo Lund.", [({"Ada Voss", "Bo Lund"}, "held")]),
        ("Ada Voss briefs the Security Council on Tuesday.", [({"Ada Voss", "Security Council"}, "planned")]),
        ("If Ada Voss meets Bo Lund, the plan may be saved.", []),
        ("Ada Voss said that she could not shake hands with Bo Lund.", []),
        ("Ada Voss met reporters in Lima.", []),
        ("Ada Voss and Bo Lund are talking past each other.", []),
    ],
)
def test_only_those_who_meet_are_told_of(text: str, met: list[tuple[set[str], str]]) -> None:
    page = told("Foreign Minister Ada Voss of Norway came. Prime Minister Bo Lund of Denmark left. " + text)
    assert [(who, status) for who, _, status, _, _ in page.met()] == met
