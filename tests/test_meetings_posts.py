"""Those who meet, named beside their posts, awaited somewhere, or told of by whoever says what came of it."""

from __future__ import annotations

import pytest

from tests.accounts import told

_BOTH = {"Ada Voss", "Bo Lund"}
_THREE = {"Ada Voss", "Bo Lund", "Karl Berg"}


@pytest.mark.parametrize(
    ("text", "who", "status", "place", "when"),
    [
        ("The foreign ministers of Kenya and Chad, Ada Voss and Bo Lund, held talks in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("Ada Voss and Bo Lund, the foreign ministers of Kenya and Chad, met in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("President Karl Berg received the leaders of Chad and Mali, Bo Lund and Ada Voss, in Rome on Monday.", _THREE, "held", "Rome", "2019-05-13"),
        ("The chief negotiators, Ada Voss for Kenya and Bo Lund for Chad, are supposed to meet in Rome on June 3.", _BOTH, "planned", "Rome", "2019-06-03"),
        ("The two foreign ministers, Ada Voss of Kenya and Bo Lund of Chad, met in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("The foreign ministers of Kenya and Chad, Ada Voss and Bo Lund, met in Rome on Monday at the invitation of Italy's Karl Berg.", _THREE, "held", "Rome", "2019-05-13"),
        ("The foreign ministers of Kenya and Chad held talks in Rome on Monday.", {"Kenya", "Chad"}, "held", "Rome", "2019-05-13"),
        ("Foreign Minister Ada Voss is due in Rome on Monday to meet President Bo Lund.", _BOTH, "planned", "Rome", "2019-05-20"),
        ("Foreign Minister Ada Voss is expected in Cairo next week to see her Egyptian counterpart, Bo Lund.", _BOTH, "planned", "Cairo", "2019-05"),
        ("Foreign Minister Ada Voss was due in Rome on Monday to sign a treaty.", {"Ada Voss"}, "planned", "Rome", "2019-05-20"),
        ("President Ada Voss announced on Sunday that Kenya would sign, following a two-hour meeting with Bo Lund in Rome.", _BOTH, "held", "Rome", "2019-05-12"),
        ("President Ada Voss said that Kenya would sign, after meeting President Bo Lund in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("Spokesman Karl Berg said on Tuesday that Chad would sign, after talks between Ada Voss and Bo Lund in Rome.", _BOTH, "held", "Rome", "2019-05-14"),
        ("Speaking in Rome on Tuesday after talks with President Bo Lund, President Ada Voss said it was late.", _BOTH, "held", "Rome", "2019-05-14"),
        ("President Ada Voss met her Peruvian counterpart, Bo Lund, on the sidelines of a summit in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("President Ada Voss flew to Rome on Tuesday, where she was met by President Bo Lund.", _BOTH, "held", "Rome", "2019-05-14"),
        ("Ada Voss, the Kenyan envoy, emerged tired from six hours with President Bo Lund in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("Talks between Kenya and Chad resumed in Rome on Monday.", {"Kenya", "Chad"}, "held", "Rome", "2019-05-13"),
        ("Kenya and Chad resumed talks in Rome on Monday, under the auspices of the African Union.", {"Kenya", "Chad", "African Union"}, "held", "Rome", "2019-05-13"),
        ("Kenya and Chad traded charges ahead of talks between their officials in Rome on Saturday.", {"Kenya", "Chad"}, "planned", "Rome", "2019-05-18"),
        ("President Ada Voss has ordered a protest, her office said, and will meet President Bo Lund on Saturday.", _BOTH, "planned", None, "2019-05-18"),
        ("President Ada Voss and President Bo Lund agreed in Rome in March to free prisoners.", _BOTH, "held", "Rome", "2019-03"),
        ("Karl Berg said President Ada Voss had persuaded President Bo Lund when the two met in Rome.", _BOTH, "held", "Rome", None),
        ("President Ada Voss hopes to gather President Bo Lund and Chancellor Karl Berg in Rome on 6 June.", _THREE, "planned", "Rome", "2019-06-06"),
        ("In Rome on Monday, Foreign Minister Ada Voss and her host, Bo Lund, pledged to work for peace.", _BOTH, "held", "Rome", "2019-05-13"),
        ("Foreign Minister Ada Voss thanked her host, President Bo Lund, in Rome on Monday.", _BOTH, "held", "Rome", "2019-05-13"),
        ("@ Photo: President Ada Voss exchanges views with President Bo Lund in Rome on Thursday.", _BOTH, "held", "Rome", "2019-05-16"),
        ("@ Rebel negotiator Bo Lund, left, shakes hands with government delegate Ada Voss in Rome, March 10, 2019.", _BOTH, "held", "Rome", "2019-03-10"),
        ("President Ada Voss said she had no plans to meet President Bo Lund.", _BOTH, "refused", None, None),
        ("Ada Voss and President Bo Lund will meet face to face for the first time in Rome on Monday.", _BOTH, "planned", "Rome", "2019-05-20"),
        ("Ada Voss, the envoy, met with a Chadian delegation headed by Bo Lund in Rome on Tuesday.", _BOTH, "held", "Rome", "2019-05-14"),
        ("Diplomats from Kenya and Chad sat down in Rome on Tuesday for a third round of talks.", {"Kenya", "Chad"}, "held", "Rome", "2019-05-14"),
        ("President Bo Lund accepted President Ada Voss's invitation to visit Nairobi in June.", _BOTH, "planned", "Nairobi", "2019-06"),
        ("Kenya and Chad are to hold talks in Rome. Asked if the Rome meeting would go ahead on Saturday, Ada Voss said nothing.", {"Kenya", "Chad"}, "planned", "Rome", "2019-05-18"),
        ("President Ada Voss hosted a summit of Chad's seven neighbours in Rome on Monday.", {"Ada Voss"}, "held", "Rome", "2019-05-13"),
    ],
)  # fmt: skip
def test_who_takes_part(text: str, who: set[str], status: str, place: str | None, when: str | None) -> None:
    assert [(who, status, place, when)] == [(w, s, p, d) for w, _, s, p, d in told(text).met()]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("President Ada Voss met President Bo Lund in Oslo on the eve of the summit in Rome on Friday.", None),
        ("President Ada Voss telephoned President Bo Lund two days before the summit in Rome on Friday.", None),
        ("President Ada Voss has met President Bo Lund three times, most recently in Rome in April.", "2019-04"),
        ("President Ada Voss said her June 12 summit with President Bo Lund in Rome was still possible.", "2019-06-12"),
        ("President Ada Voss praised her May 9 talks with President Bo Lund in Rome.", "2019-05-09"),
        ("President Ada Voss and Bo Lund held their first face-to-face meeting in two years on Monday.", "2019-05-13"),
        ("President Ada Voss was to have met President Bo Lund in Rome on Wednesday.", "2019-05-15"),
        ("President Ada Voss was to have flown to Rome on Wednesday to see President Bo Lund.", "2019-05-15"),
        ("President Ada Voss snubbed a dinner with President Bo Lund on Monday.", "2019-05-13"),
        ("President Ada Voss broke off talks with President Bo Lund on Monday.", None),
    ],
)
def test_the_day(text: str, when: str | None) -> None:
    assert [(w, d) for w, _, _, _, d in told(text).met()] == [(_BOTH, when)]


def test_the_day_behind_what_is_told_of_a_place() -> None:
    ((_, kind, _, place, when),) = told("Ada Voss is to travel to Cairo, where the bank has its seat, on Monday.").met()
    assert (kind, place, when) == ("Visit", "Cairo", "2019-05-20")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Kenya and Chad held talks in Rome on Monday. The last round of talks, held in Oslo in April, ended without agreement.",
            ({"Kenya", "Chad"}, "Talks", "held", "Oslo", "2019-04"),
        ),
        (
            "President Ada Voss is expected to travel to Cairo on Monday. A similar trip in March was called off.",
            ({"Ada Voss"}, "Visit", "refused", None, "2019-03"),
        ),
        (
            "President Ada Voss met Bo Lund and Karl Berg in Rome on Monday. The three leaders were glad. They will convene again in Oslo in July.",
            (_THREE, "Talks", "planned", "Oslo", "2019-07"),
        ),
        (
            "President Ada Voss met President Bo Lund in Rome on Monday. Chancellor Karl Berg joined them.",
            (_THREE, "Talks", "held", "Rome", "2019-05-13"),
        ),
    ],
)
def test_another_of_those_told_of(text: str, last: tuple[set[str], str, str, str | None, str]) -> None:
    assert told(text).met()[-1] == last


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("China denied that President Ada Voss lied to President Bo Lund when the two met in Rome.", "held"),
        ("China denied that President Ada Voss had met President Bo Lund in Rome.", "denied"),
        ("Ada Voss's request for a meeting with President Bo Lund has been turned down.", "refused"),
        ("President Ada Voss turned down an invitation to meet President Bo Lund in Rome.", "refused"),
        ("President Ada Voss failed to show up for talks with President Bo Lund in Rome.", "refused"),
        ("President Ada Voss flew home on Thursday from talks with President Bo Lund in Rome.", "held"),
    ],
)
def test_what_became_of_it(text: str, status: str) -> None:
    assert [(w, s) for w, _, s, _, _ in told(text).met()] == [(_BOTH, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Chad have been discussing a treaty for more than two decades.",
        "Ada Voss, a retired diplomat who once negotiated with Chad, is not optimistic.",
        "President Ada Voss and President Bo Lund agreed in principle to free prisoners.",
        "President Ada Voss was met by protesters in Rome on Tuesday.",
        "# Chad's prime minister talks of war\nPresident Ada Voss spoke.",
        "# Kenya halts talks, leaves Rome meeting in doubt\nPresident Ada Voss spoke. Bo Lund led the delegation.",
        "President Ada Voss gathered support in Rome on Monday.",
        "President Ada Voss thanked her host.",
        "President Ada Voss urged Kenya to resume talks.",
    ],
)
def test_no_meeting_is_told_of(text: str) -> None:
    assert told(text).met() == []


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (
            "On Tuesday, President Ada Voss met President Bo Lund in Rome; on Wednesday she saw Karl Berg in Oslo.",
            [("Talks", "2019-05-14"), ("Talks", "2019-05-15")],
        ),
        (
            "President Ada Voss met President Bo Lund in Rome on Monday, two weeks after a phone call between the two.",
            [("Talks", "2019-05-13"), ("PhoneCall", None)],
        ),
        (
            "President Ada Voss met Bo Lund and Karl Berg in Rome on Monday.\n"
            "The day was hot.\nMany people came.\nAda Voss spoke at a joint news conference with Bo Lund.",
            [("Talks", "2019-05-13"), ("NewsConference", "2019-05-13")],
        ),
        (
            "Ada Voss was to have flown to Rome on Wednesday to see President Bo Lund. A similar trip in January was called off.",
            [("Talks", "2019-05-15"), ("Visit", "2019-01")],
        ),
        (
            "Kenya and Chad fought. Ada Voss, the UN envoy, is due to shuttle between the two capitals this week.",
            [("Visit", "2019-05")],
        ),
    ],
)
def test_one_beside_the_other(text: str, met: list[tuple[str, str | None]]) -> None:
    assert [(kind, when) for _, kind, _, _, when in told(text).met()] == met


@pytest.mark.parametrize(
    ("text", "who", "status", "place", "when"),
    [
        ("Kenya and Chad will send delegations to Rome on Monday for talks.", {"Kenya", "Chad"}, "planned", "Rome", "2019-05-20"),
        ("President Ada Voss urged Kenya and Chad to resume talks.", {"Kenya", "Chad"}, "planned", None, None),
        ("Chad has accepted Kenya's invitation to talks in Nairobi.", {"Kenya", "Chad"}, "planned", "Nairobi", None),
        ("Kenya pulled out of talks with Chad, due to start in Rome on Monday.", {"Kenya", "Chad"}, "refused", "Rome", "2019-05-20"),
        ("President Ada Voss was welcomed in Nairobi by President Bo Lund on Tuesday.", _BOTH, "held", "Nairobi", "2019-05-14"),
        ("President Ada Voss made a trip to Cairo on Tuesday for talks with President Bo Lund.", _BOTH, "held", "Cairo", "2019-05-14"),
        ("Talks aimed at ending the war between Kenya and Chad broke up in Rome on Tuesday.", {"Kenya", "Chad"}, "held", "Rome", "2019-05-14"),
    ],
)  # fmt: skip
def test_who_is_sent_or_bidden(text: str, who: set[str], status: str, place: str | None, when: str | None) -> None:
    assert (who, status, place, when) in [(w, s, p, d) for w, _, s, p, d in told(text).met()]


def test_a_journey_put_off_is_of_who_makes_it() -> None:
    text = (
        "President Ada Voss met Bo Lund in Rome on Monday, before leaving for Oslo. Bo Lund cancelled a trip to Cairo."
    )
    assert [who for who, kind, *_ in told(text).met() if kind == "Visit"] == [{"Bo Lund"}]
