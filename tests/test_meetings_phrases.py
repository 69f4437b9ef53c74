"""Meetings told of by set phrases, beside other meetings, or by those who have no name of their own."""

from __future__ import annotations

import pytest

from tests.accounts import told

_WHO = " President Ada Voss of Kenya is 60. Foreign Minister Bo Lund of Chad is 50. Envoy Eva Marsh is 40."
_PAIR = {"Ada Voss", "Bo Lund"}


def _met(text: str) -> list[tuple[set[str], str | None, str | None]]:
    """Participants, place and date of each meeting of a text, with who the persons are told at its end."""
    return [(who, place, when) for who, _, _, place, when in told("The session opened late. " + text + _WHO).met()]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss paid a courtesy call on Bo Lund in Nairobi on Tuesday.",
        "Ada Voss lunched with Bo Lund in Nairobi on Tuesday.",
        "Ada Voss played host to Bo Lund in Nairobi on Tuesday.",
        "Ada Voss came face to face with Bo Lund in Nairobi on Tuesday.",
        "Ada Voss called on Bo Lund in Nairobi on Tuesday.",
        "Ada Voss got together with Bo Lund in Nairobi on Tuesday.",
        "Ada Voss was closeted with Bo Lund in Nairobi for three hours on Tuesday.",
        "Ada Voss had a brief encounter with Bo Lund in Nairobi on Tuesday.",
        "Bo Lund had an audience with Ada Voss in Nairobi on Tuesday.",
        "Bo Lund was granted an audience by Ada Voss in Nairobi on Tuesday.",
        "Ada Voss used a meeting with Bo Lund in Nairobi on Tuesday to call for a truce.",
        "During talks in Nairobi on Tuesday, Ada Voss told Bo Lund that the border would reopen.",
        "Ada Voss raised the matter with Bo Lund when they met in Nairobi on Tuesday.",
        "Bo Lund was in Nairobi on Tuesday, where he met Ada Voss.",
    ],
)
def test_a_phrase_tells_of_a_meeting(text: str) -> None:
    assert _met(text) == [(_PAIR, "Nairobi", "2019-05-14")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The emergency summit in Lagos on Tuesday drew ministers from Chad, Kenya and Niger.", {"Chad", "Kenya", "Niger"}),
        ("Ada Voss will join Bo Lund and Eva Marsh for talks in Rome on Friday.", {*_PAIR, "Eva Marsh"}),
        ("Ada Voss was joined by Bo Lund and Eva Marsh for talks in Rome on Tuesday.", {*_PAIR, "Eva Marsh"}),
        ("A delegation from Chad has been in Rome since last week for talks with Ada Voss.", {"Chad", "Ada Voss"}),
        ("Ada Voss brought the rebels and the government of Chad together in Rome on Tuesday.", {"Ada Voss", "rebels", "Chad"}),
    ],
)  # fmt: skip
def test_who_is_brought_together(text: str, who: set[str]) -> None:
    assert [met for met, _, _ in _met(text)] == [who]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Ada Voss held talks with Bo Lund in Rome on Tuesday and with Eva Marsh in Oslo on Wednesday.",
            (_PAIR, "Rome", "2019-05-14"),
            ({"Ada Voss", "Eva Marsh"}, "Oslo", "2019-05-15"),
        ),
        (
            "Ada Voss met Bo Lund in Rome on Tuesday and Eva Marsh in Oslo on Wednesday.",
            (_PAIR, "Rome", "2019-05-14"),
            ({"Ada Voss", "Eva Marsh"}, "Oslo", "2019-05-15"),
        ),
        (
            "Ada Voss met Bo Lund and Eva Marsh separately in Rome on Tuesday.",
            (_PAIR, "Rome", "2019-05-14"),
            ({"Ada Voss", "Eva Marsh"}, "Rome", "2019-05-14"),
        ),
    ],
)
def test_two_meetings_of_one_sentence(
    text: str, first: tuple[set[str], str, str], second: tuple[set[str], str, str]
) -> None:
    assert sorted(_met(text), key=lambda met: sorted(met[0])) == [first, second]


def test_the_two_men_are_those_just_named() -> None:
    text = (
        "Moe Tan and Ian Cox spoke. Ada Voss flew to Lima to see Bo Lund, and the two men met again in Quito on Monday."
    )
    assert (_PAIR, "Quito", "2019-05-13") in _met(text)


def test_the_three_are_those_just_named() -> None:
    text = "Ada Voss, Bo Lund and Eva Marsh signed a pact in Rome on Monday. The three then met for an hour in Oslo."
    assert [who for who, _, _ in _met(text)] == [{*_PAIR, "Eva Marsh"}] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Chad are at odds. The foreign secretaries will meet in Geneva on Friday.",
        "Kenya and Chad are at odds. The two countries' security advisers will meet in Geneva on Friday.",
        "Kenya and Chad are at odds. Their foreign ministers will meet in Geneva on Friday.",
    ],
)
def test_the_people_of_both_states_meet(text: str) -> None:
    ((who, place, when),) = _met(text)
    assert (who, place, when) == ({"Kenya", "Chad"}, "Geneva", "2019-05-17")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Negotiators for Chad and Niger sat down at a palace in Rome on Tuesday to begin talks.", {"Chad", "Niger"}),
        ("Ada Voss gave a dinner for Bo Lund in Rome on Tuesday.", _PAIR),
        ("Ada Voss gave a dinner in honour of Bo Lund in Rome on Tuesday.", _PAIR),
        ("Ada Voss told an emergency session of the Security Council on Tuesday that Chad was right.", {"Ada Voss", "Security Council"}),
        ("The Security Council discussed Chad behind closed doors on Tuesday.", {"Security Council"}),
        ("Arab leaders met in Rome on Tuesday with Ada Voss.", {"Arab leaders", "Ada Voss"}),
        ("North and South Korea held talks in Rome on Tuesday.", {"North Korea", "South Korea"}),
        ("Ada Voss held talks with Bo Lund, head of the African Union, in Rome on Tuesday.", _PAIR),
    ],
)  # fmt: skip
def test_who_takes_part(text: str, who: set[str]) -> None:
    assert [met for met, _, _ in _met(text)] == [who]


@pytest.mark.parametrize(
    ("text", "who", "place", "when"),
    [
        ("Eva Marsh goes to Oslo on Friday to brief NATO ministers, and Bo Lund will tour Asia.", {"Eva Marsh", "NATO"}, "Oslo", "2019-05-17"),
        ("Ada Voss, whose country chairs the bloc, was in Rome on Tuesday for talks with Bo Lund.", _PAIR, "Rome", "2019-05-14"),
        ("Ada Voss, who flew in on Monday, and Bo Lund reached a deal in Rome on Tuesday after talks with Eva Marsh.", {*_PAIR, "Eva Marsh"}, "Rome", "2019-05-14"),
    ],
)  # fmt: skip
def test_past_clauses_beside(text: str, who: set[str], place: str, when: str) -> None:
    assert (who, place, when) in _met(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Niger and Mali met in Rome on Tuesday. Chad and Kenya sent their foreign ministers.", {"Niger", "Mali", "Chad", "Kenya"}),
        ("Niger and Mali met in Rome on Tuesday. Chad and Kenya were represented by their foreign ministers.", {"Niger", "Mali", "Chad", "Kenya"}),
        ("Niger and Mali met in Rome on Tuesday. Ada Voss attended in person.", {"Niger", "Mali", "Ada Voss"}),
        ("Niger and Mali met in Rome on Tuesday. Also present were Ada Voss and Bo Lund.", {"Niger", "Mali", *_PAIR}),
    ],
)  # fmt: skip
def test_who_comes_to_what_is_spoken_of(text: str, who: set[str]) -> None:
    assert [met for met, _, _ in _met(text)] == [who]


def test_each_holds_a_call_of_his_own() -> None:
    text = "Ada Voss and Eva Marsh held separate calls with Bo Lund on Tuesday."
    assert [who for who, _, _ in _met(text)] == [_PAIR, {"Eva Marsh", "Bo Lund"}]


def test_talks_of_two_days() -> None:
    text = "Ada Voss accepted the plan in Rome on Tuesday after two days of talks with Bo Lund and Eva Marsh."
    assert [who for who, _, _ in _met(text)] == [{*_PAIR, "Eva Marsh"}]


def test_who_is_only_beside_others_is_no_subject() -> None:
    text = "Ada Voss, who dined with the leaders of Chad and Mali, wants Niger to pay."
    assert {h for h, s, _ in told(text).stands()} == {"Ada Voss"}


def test_who_reaches_a_deal_on_a_day_has_met() -> None:
    assert _met("Kenya and Chad struck a deal on Tuesday.") == [({"Kenya", "Chad"}, None, "2019-05-14")]


def test_earlier_in_the_day_is_that_day() -> None:
    text = "Ada Voss met Bo Lund in Rome on Monday. Earlier in the day, Ada Voss met Eva Marsh."
    assert [(who, when) for who, _, when in _met(text)] == [
        (_PAIR, "2019-05-13"),
        ({"Ada Voss", "Eva Marsh"}, "2019-05-13"),
    ]


def test_the_two_leaders_are_no_ministers() -> None:
    text = (
        "President Ana Ruiz of Chad and President Moe Tan of Mali spoke. Foreign Minister Ian Cox said Ana Ruiz was tired. "
        "The two leaders met in Oslo on Monday."
    )
    assert ({"Ana Ruiz", "Moe Tan"}, "Oslo", "2019-05-13") in _met(text)


def test_those_who_met_go_on_to_others() -> None:
    text = "Kenya and Chad held talks in Rome on Monday. The envoys also met Eva Marsh in Lima."
    assert [(who, place) for who, place, _ in _met(text)] == [
        ({"Kenya", "Chad"}, "Rome"),
        ({"Kenya", "Chad", "Eva Marsh"}, "Lima"),
    ]


def test_a_second_summit_is_of_the_same() -> None:
    text = "Ada Voss met Bo Lund in Rome on Monday. A second meeting is planned for June 20."
    assert [who for who, _, _ in _met(text)] == [_PAIR, _PAIR]


def test_the_two_sides_are_those_of_the_opening() -> None:
    text = "Chad and the rebels opened talks on Monday. The talks went well. Cuba and Norway act as guarantors. The two sides met in Oslo in March."
    assert ({"Chad", "rebels"}, "Oslo", "2019-03") in [(w, p, d) for w, _, _, p, d in told(text).met()]


def test_who_calls_a_visit_a_mistake_is_not_there() -> None:
    text = "Ada Voss visited Chad on Tuesday. The opposition called the visit a mistake."
    assert [who for who, _, _ in _met(text)] == [{"Ada Voss", "Chad"}]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss paid the bill in Nairobi on Tuesday.",
        "Ada Voss called on Bo Lund to resign on Tuesday.",
        "Ada Voss brought the papers together in Rome on Tuesday.",
        "Ada Voss saw Bo Lund leave the hall in Rome on Tuesday.",
    ],
)
def test_no_meeting_is_told(text: str) -> None:
    assert _met(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss was in Lima on Monday. She met there Bo Lund, the foreign minister of Chad.",
        "Ada Voss was in Lima on Monday. She met Bo Lund there.",
        "Ada Voss travelled to Lima on Monday. Bo Lund received her there.",
        "Ada Voss met Bo Lund, the foreign minister of Chad, in Lima.",
        "Ada Voss met her Chadian counterpart in Lima.",
    ],
)
def test_where_there_is(text: str) -> None:
    assert [(who, place) for who, place, _ in _met(text)] == [(_PAIR, "Lima")]


def test_there_that_only_opens_a_clause_is_no_place() -> None:
    text = "Ada Voss was in Lima. Ada Voss met Bo Lund when there was time."
    assert [place for _, place, _ in _met(text)] == [None]
