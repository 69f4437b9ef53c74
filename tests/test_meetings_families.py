"""Kinds of sentences that tell of a meeting in passing: calls, refusals, journeys, what was done at a meeting."""

from __future__ import annotations

import pytest

from tests.accounts import told

_PEOPLE = "Norwegian Foreign Minister Ada Voss was in good spirits. Danish Prime Minister Bo Rand was not. "
_BOTH = {"Ada Voss", "Bo Rand"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Voss rang Rand at his home on Friday.", "PhoneCall", "held"),
        ("Voss is due to telephone Rand, the prime minister, later this week.", "PhoneCall", "planned"),
        ("Voss reached Rand by telephone on Friday.", "PhoneCall", "held"),
        ("Voss tried to reach Rand by telephone on Friday, but the call was not returned.", "PhoneCall", "denied"),
        ("Voss assured Rand by telephone on Friday that the pact would hold.", "PhoneCall", "held"),
        ("Voss told Rand over the phone on Friday that the pact would hold.", "PhoneCall", "held"),
        ("Voss and Rand patched things up in a long and frank telephone call.", "PhoneCall", "held"),
        ("Voss said the phone call with Rand never happened.", "PhoneCall", "denied"),
        ("Rand denied that any call with Voss had been placed.", "PhoneCall", "denied"),
        ("According to two people familiar with the conversation, Voss told Rand that she would resign.", "Talks", "held"),
        ("Voss told Rand that she would resign, said officials briefed on the meeting.", "Talks", "held"),
        ("No meeting with Rand had been sought, nor was one being contemplated, Voss said.", "Talks", "denied"),
        ("Voss said no meeting with Rand was planned.", "Talks", "refused"),
        ("Voss refused to see Rand.", "Talks", "refused"),
        ("Voss refuses to meet Rand face to face.", "Talks", "refused"),
        ("Voss stayed away from Friday's meeting with Rand.", "Talks", "refused"),
        ("A meeting of Voss and Rand fell through in Rome on Friday.", "Talks", "refused"),
        ("An attempt to bring Voss and Rand together in Rome on Friday fell through.", "Talks", "refused"),
        ("Voss dismissed as untrue reports of a secret meeting with Rand.", "Talks", "denied"),
        ("Voss and Rand on Friday wound up two days of talks in Tunis.", "Talks", "held"),
        ("Voss emerged from five hours with Rand in Tunis on Friday.", "Talks", "held"),
    ],
)  # fmt: skip
def test_two_meet_or_do_not(text: str, kind: str, status: str) -> None:
    assert [(who, k, s) for who, k, s, _, _ in told(_PEOPLE + text).met()] == [(_BOTH, kind, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Voss tried to reach Rand by telephone.",
        "Voss told Rand that she would resign.",
        "Voss told reporters by telephone that she would resign.",
        "Voss reached a deal by telephone.",
        "A source familiar with the matter said Voss trusted Rand.",
        "Voss dismissed reports of a plot with Rand.",
        "Voss fell through the ice in Rome on Friday.",
        "Voss said no date for a vote was planned.",
        "Voss was wound up by Rand.",
    ],
)
def test_nobody_meets(text: str) -> None:
    assert told(_PEOPLE + text).met() == []


@pytest.mark.parametrize(
    ("text", "who", "place", "when"),
    [
        ("Voss is expected back in Lima on Tuesday.", {"Ada Voss"}, "Lima", "2019-05-21"),
        ("Voss is planning to travel to Lima.", {"Ada Voss"}, "Lima", None),
        ("Voss begins a three-day visit to Peru on Tuesday.", {"Ada Voss"}, "Peru", "2019-05-21"),
        ("Voss is to visit Japan, South Korea and China in early June.", {"Ada Voss", "Japan", "South Korea", "China"}, "Japan", "2019-06"),
    ],
)  # fmt: skip
def test_a_journey_is_still_to_come(text: str, who: set[str], place: str, when: str | None) -> None:
    assert told(_PEOPLE + text).met() == [(who, "Visit", "planned", place, when)]


@pytest.mark.parametrize("house", ["Pentagon", "State Department", "White House", "Foreign Office", "Palais Wilson"])
def test_a_house_is_a_place(house: str) -> None:
    assert [place for *_, place, _ in told(f"{_PEOPLE}Voss met Rand at the {house} on Monday.").met()] == [house]


def test_the_seat_of_a_body_is_in_its_town() -> None:
    text = f"{_PEOPLE}Voss met Rand at U.N. headquarters in New York on Monday."
    assert [place for *_, place, _ in told(text).met()] == ["New York"]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden convened a meeting at the White House on 4 April, where Voss and Rand each signed a paper.",
        "Sweden called a meeting in Malmö on Friday, at which Voss and Rand traded insults.",
    ],
)
def test_who_acts_at_a_meeting_is_there(text: str) -> None:
    assert [who for who, *_ in told(_PEOPLE + text).met()] == [{"Sweden", *_BOTH}]


def test_who_was_born_where_others_meet_is_not_there() -> None:
    text = "Sweden convened a meeting in Malmö on 4 April, where Ada Voss was born."
    assert [who for who, *_ in told(_PEOPLE + text).met()] == [{"Sweden"}]


def test_a_group_is_hosted() -> None:
    text = f"{_PEOPLE}Voss, who hosted the Syrian opposition in Rome in April, disagreed."
    assert [(who, place, when) for who, _, _, place, when in told(text).met()] == [
        ({"Ada Voss", "Syrian opposition"}, "Rome", "2019-04")
    ]


def test_who_met_there_met_then() -> None:
    text = f"{_PEOPLE}Voss was in Rome in April for a forum on fish and met Rand there."
    assert (_BOTH, "Rome", "2019-04") in [(who, place, when) for who, _, _, place, when in told(text).met()]


@pytest.mark.parametrize(
    "text",
    [
        "An adviser to Kenya's ruler, Ada Voss, visited Lima last Monday.",
        "An aide to Voss is planning to travel to Lima.",
        "Voss's predecessor flew to Lima on Monday to sign.",
    ],
)
def test_who_serves_somebody_is_not_he(text: str) -> None:
    assert not any(_BOTH & who for who, *_ in told(_PEOPLE + text).met())


def test_an_envoy_who_is_summoned_and_received_is_so_once() -> None:
    text = (
        "Kenya on Monday summoned the Danish ambassador, Karl Berg, to protest. "
        "It was the second time in six days that Berg had been called to the Foreign Office, where he was received by Deputy Foreign Minister Ali Omar."
    )
    ((who, _, status, _, when),) = told(text).met()
    assert who >= {"Karl Berg", "Ali Omar"}
    assert (status, when) == ("held", "2019-05-13")


def test_a_summit_with_the_people_of_its_members_is_one() -> None:
    text = (
        "Talks at the summit, said its chairman, Tanzanian President Ada Voss, lasted nine hours. "
        "The Rwandan and Kenyan delegations refused to sit together. "
        "Presidents Ada Voss and Bo Rand arrive for the East African Community summit in Arusha on Monday."
    )
    ((who, kind, _, place, _),) = told(f"Rwanda and Kenya quarrel. {text}").met()
    assert who >= {"Ada Voss", "Bo Rand"}
    assert (kind, place) == ("Conference", "Arusha")


def test_a_meeting_of_many_needs_no_day() -> None:
    text = (
        f"{_PEOPLE}Voss hit out at her critics ahead of a meeting of EU ambassadors that is meant to end the quarrel."
    )
    assert [(who, status) for who, _, status, _, _ in told(text).met()] == [({"EU ambassadors"}, "planned")]


def test_a_european_council_has_its_week() -> None:
    text = f"{_PEOPLE}Voss would press at next week's European Council for sanctions."
    assert [(kind, status, when) for _, kind, status, _, when in told(text).met()] == [
        ("Conference", "planned", "2019-05")
    ]
    assert told(f"{_PEOPLE}Voss praised the European Council.").met() == []


def test_who_were_to_have_met_did_not() -> None:
    text = f"{_PEOPLE}Voss and Rand were to have met in Suva in April, but Rand pulled out."
    assert [(who, status, place, when) for who, _, status, place, when in told(text).met()] == [
        (_BOTH, "refused", "Suva", "2019-04")
    ]


def test_the_first_in_years_is_no_date() -> None:
    text = f"{_PEOPLE}Voss will fly to Rome on Saturday to meet Rand, in the first such visit in nine years."
    assert [when for *_, when in told(text).met()] == ["2019-05-18"]


def test_the_day_of_leaving_is_not_that_of_what_is_to_come() -> None:
    text = f"{_PEOPLE}Voss left for Rome on Tuesday, where she is to confer with Rand."
    assert [(status, when) for _, _, status, _, when in told(text).met() if status == "planned"] == [("planned", None)]


def test_talks_that_are_broken_off_after_days_were_held() -> None:
    text = "Georgia and Turkey on Wednesday abandoned a fourth day of border talks."
    assert [(who, status) for who, _, status, _, _ in told(text).met()] == [({"Georgia", "Turkey"}, "held")]
    text = "Georgia and Turkey on Wednesday abandoned talks."
    assert [status for _, _, status, _, _ in told(text).met()] == ["refused"]


def test_when_to_meet_is_left_open() -> None:
    assert told(f"{_PEOPLE}Voss and Rand could not agree on when to meet next.").met() == []


def test_they_sit_in_one_room() -> None:
    text = f"{_PEOPLE}Voss and Rand sat in the same room on Monday in Rome."
    assert [(who, place) for who, _, _, place, _ in told(text).met()] == [(_BOTH, "Rome")]
    assert told(f"{_PEOPLE}Voss sat in the sun with a book on Monday.").met() == []


def test_an_envoy_is_summoned_somewhere() -> None:
    text = "Georgia blamed Russia. Russia, which was not invited, summoned the Georgian chargé d'affaires in Moscow on Tuesday."
    assert [(who, place, when) for who, _, _, place, when in told(text).met()] == [
        ({"Russia", "Georgia"}, "Moscow", "2019-05-14")
    ]


def test_a_conference_of_bishops_is_a_body() -> None:
    text = f"{_PEOPLE}Ali Farah leads the Conference of Bishops of Norway in Oslo."
    assert told(text).met() == []


def test_who_visits_is_not_at_talks_of_others_there() -> None:
    text = "Ada Voss cut short a visit to Uganda on Monday, hours after Mali pulled its team out of talks in Kampala."
    assert not any("Ada Voss" in who and kind == "Talks" for who, kind, *_ in told(text).met())


def test_the_pair_are_two() -> None:
    text = (
        "The foreign ministers of Spain, Portugal and Morocco will gather in Faro on Friday. "
        "Ada Voss and Bo Rand held a meeting in Rome in April, although the pair later talked on the phone on Tuesday."
    )
    found = [(who, kind) for who, kind, _, _, _ in told(text).met()]
    assert ({"Ada Voss", "Bo Rand"}, "PhoneCall") in found
    assert not any(kind == "PhoneCall" and len(who) > 2 for who, kind in found)


def test_a_refused_handshake_is_no_refused_meeting() -> None:
    assert told(f"{_PEOPLE}Voss refused to shake hands with Rand.").met() == []


def test_what_is_mooted_is_proposed() -> None:
    text = f"{_PEOPLE}A direct meeting between Voss and Rand has been mooted for June."
    assert [(who, status) for who, _, status, _, _ in told(text).met()] == [(_BOTH, "planned")]
