"""Meetings by what stands around them in the clause: journeys, calls, what was planned and came to nothing, where and when."""

from __future__ import annotations

import pytest

from tests.accounts import told

_KNOWN = "\nPresident Ada Voss of Kenya is 60. Foreign Minister Bo Lund of Chad is 50. Envoy Eva Marsh is 40."
"""Who the people of the sentences are."""

_BOTH = {"Ada Voss", "Bo Lund"}
_STATES = {"Kenya", "Chad"}


@pytest.mark.parametrize(
    ("text", "who", "kind", "status", "place", "when"),
    [
        ("Ada Voss met her Swedish counterpart in Oslo on Monday.", {"Ada Voss", "Sweden"}, "Talks", "held", "Oslo", "2019-05-13"),
        ("Today, Ada Voss of Kenya spoke with the foreign minister of Chad, Bo Lund.", _BOTH, "Talks", "held", None, "2019-05-16"),
        ("In a phone call with Bo Lund, Ada Voss urged restraint.", _BOTH, "PhoneCall", "held", None, None),
        ("Talks between Kenya and Chad planned for Monday did not take place because Chad stayed away.", _STATES, "Talks", "refused", None, "2019-05-20"),
        ("A meeting between Ada Voss and Bo Lund planned for Monday was cancelled.", _BOTH, "Talks", "refused", None, "2019-05-20"),
        ("Ada Voss, who is 60, was in Rome again on Monday to see Bo Lund.", _BOTH, "Talks", "held", "Rome", "2019-05-13"),
        ("The session ended. Ada Voss leaves for Rome and Lima on Monday to see what can be done.", {"Ada Voss"}, "Visit", "planned", "Rome", "2019-05-20"),
        ("The session ended. The foreign ministers of Kenya and Chad meet in Rome on Monday.", _STATES, "Talks", "planned", "Rome", "2019-05-20"),
        ("Iraq and Oman, which hosted five rounds of dialogue between Kenya and Chad in Lima, are pleased.", _STATES, "Talks", "held", "Lima", None),
        ("Ada Voss, on a visit to Rome, urged Chad to stop.", {"Ada Voss"}, "Visit", "held", "Rome", None),
        ("During a visit to Rome on Monday, Ada Voss urged Chad to stop.", {"Ada Voss"}, "Visit", "held", "Rome", "2019-05-13"),
        ("Ada Voss said in Rome after talks with Bo Lund that Kenya would help.", _BOTH, "Talks", "held", "Rome", None),
        ("The negotiators of Kenya and Chad will sit down again in Rome next Monday.", _STATES, "Talks", "planned", "Rome", "2019-05-20"),
        ("Ada Voss ruled out a meeting with Bo Lund.", _BOTH, "Talks", "refused", None, None),
        ("Ada Voss looked forward to meeting Bo Lund at the summit in Rome in June.", _BOTH, "Talks", "planned", "Rome", "2019-06"),
        ("Kenya and Chad agreed a truce in talks in Rome on Monday.", _STATES, "Talks", "held", "Rome", "2019-05-13"),
        ("Ada Voss and Bo Lund agreed on a truce, ending the war after a meeting in Rome.", _BOTH, "Talks", "held", "Rome", None),
        ("Ada Voss held a bilateral with Bo Lund.", _BOTH, "Talks", "held", None, None),
        ("Ada Voss will see Bo Lund again on Monday.", _BOTH, "Talks", "planned", None, "2019-05-20"),
        ("In Rome last month, Ada Voss met Bo Lund.", _BOTH, "Talks", "held", "Rome", "2019-04"),
        ("Ada Voss, in Rome for a meeting with Bo Lund, said no.", _BOTH, "Talks", "held", "Rome", None),
        ("Ada Voss is expected to travel on to Rome on Monday to see Bo Lund.", _BOTH, "Talks", "planned", "Rome", "2019-05-20"),
        ("A Kenyan delegation headed by Ada Voss met Bo Lund in Rome.", _BOTH, "Talks", "held", "Rome", None),
        ("The leaders of Kenya and Chad backed a plan to end the war after a meeting in Rome on Monday.", _STATES, "Talks", "held", "Rome", "2019-05-13"),
        ("Ada Voss told a donors' conference in Rome that Kenya would help.", {"Ada Voss"}, "Conference", "held", "Rome", None),
        ("Ada Voss is scheduled to visit Rome at the end of the month.", {"Ada Voss"}, "Visit", "planned", "Rome", "2019-05"),
        ("Ada Voss discussed the talks between Kenya and Chad, which resume in Rome on May 20.", _STATES, "Talks", "planned", "Rome", "2019-05-20"),
        ("Kenya and Chad reached a deal in Geneva last month.", _STATES, "Talks", "held", "Geneva", "2019-04"),
        ("Under a deal that Kenya and Chad reached in Geneva last month, flights resumed.", _STATES, "Talks", "held", "Geneva", "2019-04"),
        ("Ada Voss left Rome on Monday after six days of talks with Bo Lund.", _BOTH, "Talks", "held", "Rome", None),
        ("Ada Voss and Bo Lund spoke for an hour on Monday.", _BOTH, "Talks", "held", None, "2019-05-13"),
        ("In a telephone conversation on Monday, Ada Voss and Bo Lund agreed a truce.", _BOTH, "PhoneCall", "held", None, "2019-05-13"),
        ("Bo Lund wrapped up a visit to Rome.", {"Bo Lund"}, "Visit", "held", "Rome", None),
        ("A visit by Bo Lund to Rome was put off until June.", {"Bo Lund"}, "Visit", "refused", "Rome", None),
        ("Bo Lund's visit to Rome on June 3 will be his first.", {"Bo Lund"}, "Visit", "planned", "Rome", "2019-06-03"),
        ("Ada Voss accepted an invitation to visit Rome in June.", {"Ada Voss"}, "Visit", "planned", "Rome", "2019-06"),
        ("Ada Voss turned down an invitation to visit Rome.", {"Ada Voss"}, "Visit", "refused", "Rome", None),
        ("Bo Lund flew to Rome on Monday and met Ada Voss.", _BOTH, "Talks", "held", "Rome", "2019-05-13"),
        ("Bo Lund travelled to Rome, where he was received by Ada Voss.", _BOTH, "Talks", "held", "Rome", None),
        ("Kenya's leader, Ada Voss, and her Chadian counterpart, Bo Lund, will meet in Rome on June 3.", _BOTH, "Talks", "planned", "Rome", "2019-06-03"),
        ("NATO foreign ministers held a two-day meeting in Brussels.", {"NATO"}, "Conference", "held", "Brussels", None),
        ("Ada Voss received in the Kremlin the envoy of Chad, Bo Lund.", _BOTH, "Talks", "held", "Kremlin", None),
        ("Ada Voss is sending her deputy, Eva Marsh, to Rome next week.", {"Eva Marsh"}, "Visit", "planned", "Rome", "2019-05"),
        ("The African Union ended its annual ministers' meeting in Rome on Monday.", {"African Union"}, "Conference", "held", "Rome", "2019-05-13"),
        ("Leaders of the African Union agreed on a plan at their special meeting in Rome on Monday.", {"African Union"}, "Conference", "held", "Rome", "2019-05-13"),
    ],
)  # fmt: skip
def test_what_stands_around_it_tells_of_the_meeting(
    text: str, who: set[str], kind: str, status: str, place: str | None, when: str | None
) -> None:
    found = [(people, *rest) for people, *rest in told(text + _KNOWN).met() if who <= people <= who | {"Iraq", "Oman"}]
    assert [rest for _, *rest in found] == [[kind, status, place, when]]


def test_a_call_received_is_one_call() -> None:
    ((who, kind, *_),) = told("Ada Voss received a telephone call from Bo Lund." + _KNOWN).met()
    assert (who, kind) == (_BOTH, "PhoneCall")


def test_no_talks_are_refused_where_there_will_be_none_and_denied_where_there_were_none() -> None:
    assert [s for _, _, s, _, _ in told("There will be no talks between Kenya and Chad.").met()] == ["refused"]
    assert [s for _, _, s, _, _ in told("There were no talks between Kenya and Chad.").met()] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss held separate meetings with Bo Lund and with Eva Marsh.",
        "Ada Voss had bilateral meetings with Bo Lund and Eva Marsh.",
        "Bo Lund and Eva Marsh met separately with Ada Voss.",
    ],
)
def test_those_met_apart_are_met_one_by_one(text: str) -> None:
    assert [who for who, *_ in told(text + _KNOWN).met()] == [_BOTH, {"Ada Voss", "Eva Marsh"}]


def test_the_two_are_those_who_acted() -> None:
    text = "Ada Voss and Bo Lund met with Eva Marsh and Cara Holt on Sunday. The two will meet again in Rome in June."
    known = _KNOWN + " Minister Cara Holt is 30."
    assert (_BOTH, "Talks", "planned", "Rome", "2019-06") in told(text + known).met()


def test_an_earlier_encounter_is_of_the_same_people() -> None:
    text = (
        "Ada Voss met Bo Lund on Sunday. Their earlier encounter, in the Kenyan town of Mombasa, ended without a deal."
    )
    assert [(who, place) for who, _, _, place, _ in told(text + _KNOWN).met()] == [(_BOTH, None), (_BOTH, "Mombasa")]


@pytest.mark.parametrize(
    "text",
    [
        "The second round of the election is due on Monday. Kenya is a state. Chad is another.",
        "Ada Voss saw Bo Lund leave on Monday.",
        "Ada Voss received a letter from Bo Lund.",
        "Kenya and Chad reached the border in Rome.",
    ],
)
def test_these_are_no_meetings(text: str) -> None:
    assert told(text + _KNOWN).met() == []
