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
