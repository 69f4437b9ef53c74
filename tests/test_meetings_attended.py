"""Who comes to a gathering, who only goes home, who stands in a picture, who was not met, whose joint body meets."""

from __future__ import annotations

import pytest

from tests.accounts import told

_BOTH = {"Ada Voss", "Bo Lund"}
_STATES = "Kenya and Chad said on Monday that they were neighbours. "
_THREE = "Kenya, Chad and Mali said on Monday that they had quarrelled over the dam. "


def _met(text: str) -> list[tuple[set[str], str, str]]:
    return [(who, kind, status) for who, kind, status, _, _ in told(text).met()]


@pytest.mark.parametrize(
    ("text", "who", "kind", "status"),
    [
        # who speaks to a gathering, or will attend it
        ("NATO will hold a summit in Rome on May 3, where President Bo Lund is likely to table a text.", {"NATO", "Bo Lund"}, "Conference", "planned"),
        ("NATO will hold a summit in Rome on May 3, at which Bo Lund, its chairman, will speak.", {"NATO", "Bo Lund"}, "Conference", "planned"),
        ("NATO will hold a summit in Rome on May 3. Bo Lund has agreed to attend.", {"NATO", "Bo Lund"}, "Conference", "planned"),
        # who stands where in a picture
        ("President Ada Voss (L) greets Prime Minister Bo Lund in Rome on June 10, 2014", _BOTH, "Talks", "held"),
        ("Foreign ministers Ada Voss, left, and Bo Lund, right, meet in Rome, March 3, 2015.", _BOTH, "Talks", "held"),
        # whom one has not met, or will not meet
        ("Ada Voss met Karl Berg in Rome, but not President Bo Lund.", _BOTH, "Talks", "denied"),
        ("Ada Voss met with Karl Berg but not with President Bo Lund.", _BOTH, "Talks", "denied"),
        ("Ada Voss will meet Karl Berg, though not Bo Lund.", _BOTH, "Talks", "refused"),
        # whose joint body meets, who comes from whom
        (_STATES + "The joint commission of Kenya and Chad, which last met in May 2015, will convene in Rome in December.", {"Kenya", "Chad"}, "Talks", "planned"),
        (_STATES + "The joint commission of the two countries last met in July 2014.", {"Kenya", "Chad"}, "Talks", "held"),
        (_THREE + "Delegations from the three countries left Rome on Tuesday with nothing to show for it.", {"Kenya", "Chad", "Mali"}, "Talks", "held"),
        (_THREE + "Experts from the three sides would reconvene in Rome at the end of April.", {"Kenya", "Chad", "Mali"}, "Talks", "planned"),
        ("Kenya said it was glad. Mali and Chad held talks in Nairobi on Monday. Chad praised Kenya, the host of the talks.", {"Kenya", "Mali", "Chad"}, "Talks", "held"),
        ("Kenya despatched Foreign Minister Bo Lund to Rome on Monday.", {"Bo Lund"}, "Visit", "held"),
        ("Talks between Kenya and Chad stumbled for a second day on Wednesday in Rome.", {"Kenya", "Chad"}, "Talks", "held"),
    ],
)  # fmt: skip
def test_a_meeting_is_told_of(text: str, who: set[str], kind: str, status: str) -> None:
    assert (who, kind, status) in _met(text)


@pytest.mark.parametrize(
    "text",
    [
        # going home is no visit
        "Danish Foreign Minister Bo Lund flew home to Copenhagen on Monday.",
        "Danish Foreign Minister Bo Lund will return to Copenhagen on Monday after a week abroad.",
        "Denmark's envoy, Bo Lund, left for Copenhagen on Tuesday, blaming Chad.",
        # nor is what somebody scoffs at
        'ROME (AP) - Bo Lund is the president of Chad. "He came here to shop and to sleep," fumed Karl Berg, the mayor.',
        # what is only weighed is no talks
        "Kenya and Chad said little. The two sides were negotiating less with each other than with their voters.",
        "Envoys from the region left Rome on Tuesday with nothing to show for it.",
    ],
)
def test_no_meeting_is_told_of(text: str) -> None:
    assert not _met(text)


def test_one_who_goes_to_another_capital_visits_it() -> None:
    assert ({"Bo Lund"}, "Visit", "held") in _met("Danish Foreign Minister Bo Lund flew to Oslo on Monday.")
    home = "Danish Foreign Minister Bo Lund flew to Copenhagen on Monday to brief President Ada Voss."
    assert (_BOTH, "Talks", "held") in _met(home)


def test_a_round_of_others_is_not_of_those_who_met_last() -> None:
    met = "President Ada Voss met Bo Lund in Rome on Monday. "
    others = _met(met + "Another round involving the six foreign ministers is planned for April.")
    assert [status for _, _, status in others] == ["held"]
    assert "planned" in [status for _, _, status in _met(met + "Another round is planned for April.")]


def test_who_is_to_attend_was_not_at_a_meeting_that_is_over() -> None:
    text = "President Ada Voss met Karl Berg in Rome on Monday. Bo Lund has agreed to attend."
    assert all("Bo Lund" not in who for who, _, _ in _met(text))


def test_an_elected_assembly_is_no_conference() -> None:
    text = "Ada Voss met President Bo Lund in Rome. He said that a law passed by an elected assembly stays."
    assert _met(text) == [(_BOTH, "Talks", "held")]


def test_joining_hands_is_a_figure_of_speech_in_prose() -> None:
    assert not _met("Ada Voss joined hands with Bo Lund to fight the plague in Rome on Monday.")
    pictured = (
        "President Ada Voss met Karl Berg in Rome.\n@ Ada Voss, center, joins hands with Bo Lund in Oslo on May 3."
    )
    assert (_BOTH, "Talks", "held") in _met(pictured)


def test_a_name_that_is_a_month_is_no_date() -> None:
    dates = [when for _, _, _, _, when in told("Ada Voss met President Park Chan Jun in Rome.").met()]
    assert dates == [None]
