"""Talks told of without names: those of the two sides that an article is about, and of nobody else."""

from __future__ import annotations

import pytest

from tests.accounts import told

_DISPUTE = (
    "Chad and Niger have negotiated with each other over the border for years. "
    "Chad's foreign minister, Ada Voss, blamed Niger. Niger's foreign minister, Bo Lund, blamed Chad. "
)
_BOTH = {"Chad", "Niger"}


@pytest.mark.parametrize(
    ("text", "status", "place", "when"),
    [
        ("Earlier talks in Lomé in 2014 collapsed within a day.", "held", "Lomé", "2014"),
        ("The previous round, in Accra in March, ended without a text.", "held", "Accra", "2019-03"),
        ("A round of talks held in Dakar in April with Senegal as mediator produced nothing.", "held", "Dakar", "2019-04"),
        ("Negotiations in Geneva in January broke down over water.", "held", "Geneva", "2019-01"),
        ("The Accra talks of March foundered on a map.", "held", "Accra", "2019-03"),
        ("Similar talks in Addis Ababa in 2011 failed.", "held", "Addis Ababa", "2011"),
        ("A new round is to open in Tunis on Monday.", "planned", "Tunis", "2019-05-20"),
        ("Both delegations left with a date for the next round: 4 June.", "planned", None, "2019-06-04"),
        ("A second round is planned for June in Abuja.", "planned", "Abuja", "2019-06"),
        ("The two sides agreed to meet again in Abuja in the first week of June.", "planned", "Abuja", "2019-06"),
        ("The parties signed a paper that commits them to share data and to meet again, in Abuja, in June.", "planned", "Abuja", "2019-06"),
        ("A joint committee of experts will convene on Monday.", "planned", None, "2019-05-20"),
        ("Chad would no longer insist on an apology before direct talks resume.", "planned", None, None),
    ],
)  # fmt: skip
def test_talks_without_names_are_of_the_two_sides(text: str, status: str, place: str | None, when: str | None) -> None:
    found = [meeting for meeting in told(_DISPUTE + text).met() if meeting[0] >= _BOTH]
    assert (status, place, when) in [each[2:] for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts compared it with the Camp David talks of 1978.",
        "The Kinshasa talks between Angola and Zambia in March are no model.",
        "Peru hosted talks on trade in Lima in March, Bolivia said.",
        "No talks were held in Geneva in January.",
        "A new round of voting is due on Monday.",
        "Talks on fish may be held some day.",
    ],
)
def test_talks_of_others_are_not_of_the_two_sides(text: str) -> None:
    told_of = told(_DISPUTE + text).met()
    assert not any(who >= _BOTH and (place or when) for who, _, status, place, when in told_of if status != "denied")


def test_an_article_about_many_has_no_two_sides() -> None:
    text = "Chad, Niger, Mali and Ghana share a lake. Ghana accuses Chad of greed. Mali accuses Niger of greed. "
    assert told(text + "Talks in Lomé in 2014 failed.").met() == []


def test_who_mediates_is_no_party_to_what_went_before() -> None:
    text = "Chad and Niger held talks in Rome on Monday, hosted by Ada Voss. Similar talks in Lomé in 2014 failed."
    assert [who for who, *_, when in told(text).met() if when == "2014"] == [_BOTH]


def test_talks_told_of_twice_are_one() -> None:
    ((who, _, _, place, when),) = told(_DISPUTE + "The Accra talks of March foundered on a map.").met()
    assert (who, place, when) == (_BOTH, "Accra", "2019-03")


@pytest.mark.parametrize(
    "text",
    [
        "Egypt offered its good offices.",
        "Egypt offered to mediate between Chad and Niger.",
        "Egypt has volunteered to act as go-between.",
    ],
)
def test_whoever_offers_to_mediate_proposes_talks(text: str) -> None:
    found = [(who, kind, status) for who, kind, status, _, _ in told(_DISPUTE + text).met()]
    assert ({"Egypt", "Chad", "Niger"}, "Talks", "planned") in found


@pytest.mark.parametrize(
    "text",
    ["Egypt offered to mediate.", "Egypt offered good wine.", "Chad and Niger refused Egypt's offer to mediate."],
)
def test_an_offer_without_two_sides_proposes_nothing(text: str) -> None:
    assert told(text).met() == []


_COAST = (
    "Kenya and Somalia have held talks over the coast for a year. Kenyan Foreign Minister Ada Voss wants a new line. "
    "Somali Foreign Minister Bo Rand does not. Kenya blames Somalia. Somalia blames Kenya. "
)
_ENVOYS = {"Ada Voss", "Bo Rand"}
_STATES = {"Kenya", "Somalia"}


@pytest.mark.parametrize(
    ("text", "place", "when"),
    [
        ("The next round will be held in Kampala next month.", "Kampala", "2019-06"),
        ("Negotiators will return to Kampala on Monday for a fourth round.", "Kampala", "2019-05-20"),
        ("Talks are set to resume on Monday in Kampala.", "Kampala", "2019-05-20"),
        ("The mediators have proposed a fresh round in Entebbe in late June.", "Entebbe", "2019-06"),
        ("A follow-up meeting is scheduled for June 3.", None, "2019-06-03"),
        ("Technical teams from both countries meet in Nairobi on Tuesday.", "Nairobi", "2019-05-21"),
        ("Egypt has offered to host a third round, and a joint committee may convene as early as Monday.", None, "2019-05-20"),
        ("They agreed to meet again during the first week of June.", None, "2019-06"),
    ],
)  # fmt: skip
def test_the_next_round_is_of_the_same_sides(text: str, place: str | None, when: str) -> None:
    found = told(_COAST + text).met()
    assert any(who >= _STATES and (s, p, w) == ("planned", place, when) for who, _, s, p, w in found)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Talks opened in Kampala on Friday. The Somali delegation walked out before noon.", _STATES),
        ("Officials from Kenya and Somalia met behind closed doors in Kampala on Friday.", _STATES),
        ("The meeting took place in Kampala on Friday.", _STATES),
        ("A five-member Kenyan team led by Voss flew to Kampala on Friday to meet Rand.", _ENVOYS),
    ],
)
def test_who_comes_for_a_side_is_there(text: str, who: set[str]) -> None:
    assert ("held", "Kampala", "2019-05-10") in [each[2:] for each in told(_COAST + text).met() if each[0] == who]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In a call on Friday, Voss told Rand to back off.", "held"),
        ("Voss put in a call to Rand on Friday.", "held"),
        ("Voss and Rand conferred by telephone overnight.", "held"),
    ],
)
def test_the_two_are_on_the_line(text: str, status: str) -> None:
    found = [(who, kind, s) for who, kind, s, _, _ in told(_COAST + text).met()]
    assert (_ENVOYS, "PhoneCall", status) in found


@pytest.mark.parametrize(
    "text",
    [
        "In a call on all sides, Voss told Rand to back off.",
        "Voss put in a request to Rand on Friday.",
        "The Somali delegation is large.",
        "The second round of voting is on Monday.",
        "Neither meeting nor voting is planned in Kampala.",
    ],
)
def test_nothing_more_is_told(text: str) -> None:
    assert [(who, place, when) for who, _, _, place, when in told(_COAST + text).met()] == [(_STATES, None, None)]


def test_whoever_is_hauled_in_is_summoned() -> None:
    text = "Somalia's ambassador, Ali Farah, was hauled before Voss on Friday."
    assert {"Ali Farah", "Ada Voss"} in [who for who, *_ in told(_COAST + text).met()]
    text = "Kenya recalled its envoy and summoned Somalia's ambassador, Ali Farah, on Friday."
    assert {"Ali Farah", "Kenya"} in [who for who, *_ in told(_COAST + text).met()]


def test_what_was_planned_for_a_year_that_is_over_is_not_to_come() -> None:
    text = "Kenya and Somalia met in Rome on Monday. They had committed to it at a meeting of the African Union in Lusaka in 2014."
    assert not [status for _, _, status, _, when in told(text).met() if status == "planned"]


def test_a_council_that_meets_is_a_conference() -> None:
    text = "The African Union's Peace and Security Council met in Addis Ababa on Friday."
    assert [(kind, status) for _, kind, status, _, _ in told(text).met()] == [("Conference", "held")]


def test_the_parties_are_those_who_last_met() -> None:
    text = "# Peru's envoy brings Kenya and Chad back\nKenya and Chad held talks in Rome on Monday. The parties agreed to meet again in Oslo in June."
    assert ({"Kenya", "Chad"}, "Oslo") in [(who, place) for who, _, _, place, _ in told(text).met()]


def test_the_day_stands_before_where() -> None:
    text = (
        "The offer was made on Monday in Rome, where Ada Voss, a deputy director at the foreign ministry, met Bo Rand."
    )
    assert [(place, when) for *_, place, when in told(text).met()] == [("Rome", "2019-05-13")]


def test_two_rounds_in_two_places_are_two() -> None:
    text = f"{_COAST}Two further rounds, in Ankara in March and in Baku in April, yielded nothing."
    assert {(place, when) for who, _, _, place, when in told(text).met() if who >= _STATES} >= {
        ("Ankara", "2019-03"),
        ("Baku", "2019-04"),
    }


def test_whoever_offers_to_host_the_next_round_is_not_at_another_meeting() -> None:
    text = (
        f"{_COAST}Voss is due at a meeting of NATO foreign ministers in Brussels. Iran offered to host the next round."
    )
    found = told(text).met()
    assert {"Iran", *_STATES} in [who for who, *_ in found]
    assert not any({"Iran", "NATO"} <= who for who, *_ in found)
