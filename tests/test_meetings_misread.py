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
    text = "Ada Voss will travel to Lima on Friday. She ruled out meeting Chad's Bo Lund there."
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


def test_a_deputy_does_not_meet_whose_deputy_he_is() -> None:
    text = (
        "Chad and the rebels ended a round of peace talks in Geneva on Monday. "
        "The government delegation was led by Foreign Minister Ada Voss's deputy Bo Lund."
    )
    for who, *_ in told(text).met():
        assert "Ada Voss" not in who


def test_both_men_are_two_besides_who_invites_them() -> None:
    known = "Kenya's Ada Voss and Chad's Bo Lund agreed to reopen the border. "
    unknown = "Cy Tan told a forum in Oslo that the talks would go on. "
    text = "Joe Rand, who invited both men to Camp David for June 18, was glad."
    assert {"Ada Voss", "Bo Lund", "Joe Rand"} in [who for who, *_ in told(known + text).met()]
    assert all("Joe Rand" not in who for who, *_ in told(unknown + text).met())


def test_the_two_sides_are_those_of_the_meeting_told_of() -> None:
    text = (
        "Peru's foreign minister, Ada Voss, met the president of Kenya, Bo Lund, in Rome on Monday. "
        "Chad and Mali back Lima.\n"
        "The two sides last met in February 2018, when the pact was signed."
    )
    met = told(text).met()
    assert [who for who, _, _, _, when in met if when == "2018-02"] == [{"Peru", "Kenya"}]


@pytest.mark.parametrize(
    "text",
    [
        "Talks brokered by Norway last year broke down in February when the rebels stayed away from the final session.",
        "The meeting on Monday was arranged by Ada Voss, prime minister of Peru, after telephone calls with both presidents.",
        "Norway, a guarantor of the talks together with Cuba, Brazil and Chile, said it would hand over nobody.",
        "Kenya's Ada Voss and Chad's Bo Lund have agreed to meet, Mali said.",
    ],
)
def test_who_brokers_or_vouches_for_talks_or_tells_of_them_does_not_hold_them(text: str) -> None:
    assert [who for who, *_ in told(text).met()] in ([], [{"Ada Voss", "Bo Lund"}])


def test_who_takes_up_a_proposal_is_to_meet() -> None:
    text = "Mali said the army chief, Ada Voss, had accepted a proposal for a face-to-face encounter with her rival, Bo Lund."
    ((who, _, status, _, _),) = told(text).met()
    assert (who, status) == ({"Ada Voss", "Bo Lund"}, "planned")


def test_the_day_of_a_meeting_is_not_that_of_the_call_before_it() -> None:
    text = (
        "The meeting on Monday was arranged by Ada Voss after telephone calls with both presidents. "
        "Foreign Minister Bo Lund spoke to President Cy Rand by phone last week."
    )
    assert [(who, when) for who, kind, _, _, when in told(text).met() if kind == "PhoneCall"] == [
        ({"Bo Lund", "Cy Rand"}, "2019-05")
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Foreign Minister Ada Voss did not mind meeting King Bo Lund in Oslo.", None),
        ("Foreign Minister Ada Voss is open to meeting King Bo Lund in Oslo.", "planned"),
    ],
)
def test_what_somebody_would_not_mind_is_not_held(text: str, status: str | None) -> None:
    assert [each for _, _, each, _, _ in told(text).met()] == ([status] if status else [])


def test_mediators_alone_are_no_meeting_and_stand_beside_those_who_talk() -> None:
    assert told("The talks, mediated by Norway, were held in Oslo on Monday.").met() == []
    ((who, *_),) = told("Talks between Kenya and Chad brokered by Norway were held in Oslo on Monday.").met()
    assert who == {"Kenya", "Chad", "Norway"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Foreign Minister Ada Voss rejected calls to meet King Bo Lund in Oslo.", "refused"),
        ("Foreign Minister Ada Voss dismissed calls for talks with King Bo Lund in Oslo.", "refused"),
        ("Foreign Minister Ada Voss was unwilling to meet King Bo Lund in Oslo.", "refused"),
        ("Foreign Minister Ada Voss left Oslo without having met King Bo Lund on Monday.", "denied"),
        ("Foreign Minister Ada Voss was due to meet King Bo Lund on Monday but the talks were called off.", "refused"),
        ("Foreign Minister Ada Voss was due to meet King Bo Lund on Monday. The talks were cancelled.", "refused"),
    ],
)
def test_who_turns_down_or_misses_a_meeting_does_not_meet(text: str, status: str) -> None:
    assert [(who, each) for who, _, each, _, _ in told(text).met()] == [({"Ada Voss", "Bo Lund"}, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Ada Voss was unable to meet King Bo Lund in Oslo.",
        "Foreign Minister Ada Voss shook hands with King Bo Lund in Oslo on Monday, but the two did not hold a meeting.",
        "Foreign Minister Ada Voss shook hands with King Bo Lund in Oslo on Monday but did not speak to him.",
    ],
)
def test_a_handshake_without_more_and_what_could_not_be_are_no_meeting(text: str) -> None:
    assert told(text).met() == []


def test_whose_minister_is_to_meet_does_not_come_herself() -> None:
    text = "Kenya's president, Ada Voss, said her foreign minister would meet King Bo Lund in Oslo on Friday."
    assert [(who, status) for who, _, status, _, _ in told(text).met()] == [({"Kenya", "Bo Lund"}, "planned")]


def test_who_sponsors_talks_does_not_hold_them() -> None:
    assert told("Norway and Peru, which sponsor the talks, said Chad had walked out.").met() == []
