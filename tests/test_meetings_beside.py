"""Meetings told of by who stands beside whom, of whom an office tells, and proposals that came to nothing."""

from __future__ import annotations

import pytest

from tests.accounts import told

_BOTH = {"Ada Voss", "Bo Lund"}
_KNOWN = "Kenyan President Ada Voss is 60. Chadian President Bo Lund is 50. "
_QUARREL = "Kenya and Chad quarrel. Kenya blames Chad. Chad blames Kenya. "


@pytest.mark.parametrize(
    ("text", "who", "kind", "status", "place", "when"),
    [
        ("Speaking alongside Chadian President Bo Lund in Nairobi on Monday, Kenyan President Ada Voss said it was late.", _BOTH, "NewsConference", "held", "Nairobi", "2019-05-13"),
        ("Ada Voss, the Kenyan foreign minister, who was speaking alongside her Chadian colleague Bo Lund in Nairobi, dismissed the claim.", _BOTH, "NewsConference", "held", "Nairobi", None),
        ("Kenyan President Ada Voss and Chadian President Bo Lund appeared together in Nairobi on Monday.", _BOTH, "NewsConference", "held", "Nairobi", "2019-05-13"),
        ("Kenyan President Ada Voss and Chadian President Bo Lund are to meet on Friday, for the first time since April, when they exchanged a few words on the fringes of a summit in Rome.", _BOTH, "Talks", "held", "Rome", "2019-04"),
        ("Kenyan President Ada Voss and Chadian President Bo Lund have not met since 2017.", _BOTH, "Talks", "held", None, "2017"),
        ("Kenyan President Ada Voss is due to raise the matter with President Bo Lund by telephone on Sunday.", _BOTH, "PhoneCall", "planned", None, "2019-05-19"),
        ("Kenyan President Ada Voss's two calls to Chadian President Bo Lund on Monday changed nothing.", _BOTH, "PhoneCall", "held", None, "2019-05-13"),
        ("Kenyan President Ada Voss is due at a summit in Rome on 22 June.", {"Ada Voss"}, "Conference", "planned", "Rome", "2019-06-22"),
        ("The Rome summit was attended by Kenyan President Ada Voss and hosted by Italian Prime Minister Bo Lund.", _BOTH, "Talks", "held", "Rome", None),
        ("The UN Security Council will meet in emergency session on Friday.", {"UN Security Council"}, "Conference", "planned", None, "2019-05-17"),
    ],
)  # fmt: skip
def test_a_meeting_is_told_of(text: str, who: set[str], kind: str, status: str, place: str | None, when: str) -> None:
    assert (who, kind, status, place, when) in told(text).met()


@pytest.mark.parametrize(
    "text",
    [
        "Speaking alongside Kenyan Defence Minister Bo Lund in Nairobi on Monday, Kenyan President Ada Voss said it was late.",
        "Kenyan President Ada Voss spoke alongside Chadian President Bo Lund at a rally in Nairobi on Monday.",
        "Kenyan President Ada Voss stood beside Chadian President Bo Lund.",
        "Kenyan President Ada Voss and Kenyan Foreign Minister Bo Lund appeared together in Nairobi on Monday.",
        "Kenyan President Ada Voss and Chadian President Bo Lund have not met since the war began.",
        "Kenyan President Ada Voss and Chadian President Bo Lund exchanged a few prisoners in May.",
        "Her call to Chadian President Bo Lund to resign changed nothing, said Kenyan President Ada Voss.",
        "Kenya and Chad are rivals. The hill stands where the borders of Kenya, Chad and Niger meet.",
        "Kenya says technical teams to meet in Rome next week.",
        "Kenyan President Ada Voss is not expected at talks in Rome on 22 June.",
        "A meeting was suggested by Chad and welcomed by Kenya.",
        "Kenya acted in breach of the convention of 1951 in Rome.",
    ],
)  # fmt: skip
def test_no_meeting_is_told_of(text: str) -> None:
    assert told(text).met() == []


@pytest.mark.parametrize(
    ("text", "who", "place"),
    [
        ("Karl Berg proposed on Monday that the ministers of Kenya and Chad meet in Rome before 20 July.", {"Kenya", "Chad"}, "Rome"),
        ("Karl Berg suggested that the foreign ministers of Kenya and Chad meet in Rome in July.", {"Kenya", "Chad"}, "Rome"),
        (_QUARREL + "A meeting of the joint commission had been pencilled in for 11 September in Rome.", {"Kenya", "Chad"}, "Rome"),
    ],
)  # fmt: skip
def test_what_is_proposed_is_not_held(text: str, who: set[str], place: str) -> None:
    assert [(w, status, there) for w, _, status, there, _ in told(text).met()] == [(who, "planned", place)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("A second summit was suggested by Chad and turned down by Kenya.", None),
        ("A second summit had been suggested to her by the Chadian side and turned down by the Kenyan one, said Kenyan President Ada Voss.", None),
        ("A meeting in Rome was floated by Chad but rejected by Kenya.", None),
    ],
)  # fmt: skip
def test_what_one_side_suggests_and_the_other_turns_down_is_refused(text: str, when: str | None) -> None:
    assert [(who, status, day) for who, _, status, _, day in told(text).met()] == [({"Kenya", "Chad"}, "refused", when)]


def test_a_visit_that_somebody_was_to_make_is_called_off() -> None:
    text = _KNOWN + "A visit to Rome that Ms Voss was to make in June was cancelled after Chad protested."
    assert told(text).met() == [({"Ada Voss"}, "Visit", "refused", "Rome", "2019-06")]


def test_ministers_are_those_of_that_office() -> None:
    text = (
        _QUARREL
        + "The men were freed after a late-night call between the two foreign ministers. Kenya is angry. Its foreign "
        "minister, Ada Voss, called it a shame. Chadian Foreign Minister Bo Lund was glad."
    )
    assert [(who, kind) for who, kind, *_ in told(text).met()] == [(_BOTH, "PhoneCall")]


def test_ministers_are_not_those_of_another_office() -> None:
    text = (
        "The two defence ministers, Cy Rand and Moe Tan, talked for hours in Oslo. President Karl Berg of Chad has "
        "invited the two foreign ministers to Accra for talks in June."
    )
    planned = [who for who, _, status, *_ in told(text).met() if status == "planned"]
    assert all(not {"Cy Rand", "Moe Tan"} & who for who in planned)


def test_somebodys_own_meeting_is_not_that_of_others() -> None:
    text = "Ada Voss and Bo Lund held talks in Rome. Karl Berg came for his own meeting with the bankers, and left."
    assert _BOTH in [who for who, *_ in told(text).met()]


def test_who_is_in_the_chair_is_with_the_sides_of_the_text() -> None:
    text = (
        _QUARREL
        + "The delegations, which had last met in April, sat down on Monday in Oslo with Ada Voss in the chair."
    )
    assert ({"Kenya", "Chad", "Ada Voss"}, "held", "2019-05-13") in [(w, s, d) for w, _, s, _, d in told(text).met()]
