"""Stances in the everyday forms of news: who a second verb is of, what is weighed, what ought to have been, mutual blame."""

from __future__ import annotations

import pytest

from tests.accounts import TWO_LEFT, stances_behind, told


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            "Ada Voss said Denmark was ready for talks but wanted a truce.",
            {("Denmark", "offers"), ("Denmark", "demands")},
        ),
        (
            "Ada Voss said Denmark was open to a truce and wanted it now.",
            {("Denmark", "offers"), ("Denmark", "demands")},
        ),
        ("Ada Voss said the deal was dead and urged Denmark to wait.", {("Ada Voss", "demands")}),
        ("Norway was not averse to a truce.", {("Norway", "offers")}),
        ("Norway was averse to a truce.", {("Norway", "opposes")}),
        ("Norway hoped that the two neighbours would return to the table.", {("Norway", "demands")}),
        ("Norway hoped that the weather would hold.", set()),
    ],
)
def test_a_second_verb_goes_on_with_whoever_was_so(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Ada Voss complained that Denmark was violating the truce.", {("Ada Voss", "accuses")}),
        ("Ada Voss complained that the hall was cold.", {("Ada Voss", "opposes")}),
        ("Ada Voss charged that Denmark had rejected every offer.", {("Ada Voss", "accuses")}),
        ("Ada Voss complained that Denmark had refused to sign the pact.", {("Ada Voss", "opposes")}),
        ("Ada Voss said Denmark should have spoken up a year ago.", {("Ada Voss", "opposes")}),
        ("Ada Voss said Denmark should never have signed the pact.", {("Ada Voss", "opposes")}),
        ("Ada Voss said Denmark should have a seat at the table.", {("Ada Voss", "demands")}),
        ("Ada Voss insisted that the rebels could not join the government.", {("Ada Voss", "demands")}),
        ("Ada Voss insisted that the rebels could swim.", set()),
        ("Ada Voss called the pact a bad deal that rewards the rebels.", {("Ada Voss", "opposes")}),
        ("Ada Voss left for Oslo on Tuesday, blaming the Danes.", {("Ada Voss", "accuses")}),
        ("Ada Voss blamed the delay.", set()),
        ("A Norwegian official welcomed what he called the courage of Bo Lund.", {("Norwegian official", "supports")}),
        ("Ada Voss welcomed Bo Lund at the airport.", set()),
    ],
)
def test_complaints_charges_and_what_ought_to_have_been(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Norway said it would consider the offer.", set()),
        ("Norway said it would study the offer and review its ties.", set()),
        ("Norway said it would consider no ceiling.", {("Norway", "rejects")}),
        ("Norway will not consider the offer.", {("Norway", "rejects")}),
        ("Norway said it would continue to support the talks.", {("Norway", "commits")}),
        ("Bo Lund left Lima after offering prayers at the shrine.", set()),
        ("Norway offered condolences to the families.", set()),
        ("Norway offered money to the families.", {("Norway", "offers")}),
        ('"Let the young have better luck," Ada Voss said.', set()),
        ('"Let the inspectors see the site," Ada Voss said.', {("Ada Voss", "demands")}),
        ('Diplomats were tired. "They asked us to give up the port," Ada Voss said.', set()),
        ('The rebels met in Lima. "They want the port," Ada Voss said.', {("rebels", "demands")}),
    ],
)
def test_what_is_weighed_wished_or_given_is_no_stance(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway and Denmark accused each other of violating the truce.", "accuses"),
        ("Norway and Denmark blamed each other for the collapse of the talks.", "accuses"),
        ("Norway and Denmark traded fresh accusations on Tuesday.", "accuses"),
        ("Norway and Denmark exchanged threats over the port.", "warns"),
        ("Norway and Denmark left the hall, each accusing the other of bad faith.", "accuses"),
        ("Norway and Denmark praised each other.", "supports"),
    ],
)
def test_two_take_a_stance_toward_each_other(text: str, stance: str) -> None:
    account = told(TWO_LEFT + text)
    names = account.actors.actors
    found = {(names[p.holder].name, p.stance.value, tuple(names[t].name for t in p.toward)) for p in account.positions}
    assert found == {("Norway", stance, ("Denmark",)), ("Denmark", stance, ("Norway",))}


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Denmark exchanged prisoners.",
        "Norway traded gold with Denmark.",
        "Norway and Denmark have traded accusations since January.",
        "Norway and Denmark did not accuse each other of delay.",
        "Norway and Denmark may blame each other for the delay.",
        '"No Danish government would sign this," Ada Voss said.',
        '"No one will be surprised," Ada Voss said.',
        "Norway would rather not say.",
        "Voters in Norway were in a good mood to celebrate.",
        "Oslo has a rising demand of gas, a problem for Denmark.",
        "Norway has, of late, agreed.",
    ],
)
def test_what_is_traded_or_done_to_each_other_is_often_no_stance(text: str) -> None:
    assert stances_behind(text) == set()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ('"No Norwegian government will sign away its waters," Ada Voss said.', {("Norway", "rejects")}),
        ("Norway has, however, agreed to send some trucks.", {("Norway", "commits")}),
        ("Norway has, for its part, rejected the offer.", {("Norway", "rejects")}),
        ("Ada Voss said there would be no let-up until the border was opened.", {("Ada Voss", "rejects")}),
        (
            "Norway drew up a text that Denmark spurned and the rebels rejected.",
            {("Denmark", "rejects"), ("rebels", "rejects")},
        ),
        ("Norway would rather see Denmark take the lead.", {("Norway", "supports")}),
        ("Denmark freed forty prisoners, a key demand of the rebels.", {("rebels", "demands")}),
        ("Norway is in no mood to compromise.", {("Norway", "rejects")}),
    ],
)
def test_forms_that_are_met_every_day(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Ada Voss, whom the rebels courted during a visit to Oslo, has promised to wait.", {("Ada Voss", "commits")}),
        ("Ada Voss, who met the rebels during a visit to Oslo, has promised to wait.", {("Ada Voss", "commits")}),
        ("Ada Voss said Bo Lund remains convinced that talks are the only way forward.", {("Bo Lund", "supports")}),
        ("Ada Voss said Bo Lund is confident that the rebels must withdraw.", {("Bo Lund", "demands")}),
        ("Ada Voss said she was sure that the rebels must withdraw.", {("Ada Voss", "demands")}),
        ("Ada Voss said she was not sure that the rebels must withdraw.", set()),
    ],
)
def test_who_is_visited_or_convinced_holds_the_stance(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Norway and Denmark have never agreed who built the harbour.", set()),
        ("Norway and Denmark have not agreed on who should pay for the bridge.", set()),
        ("Norway and Denmark did not agree on how to share the catch.", set()),
        ("Norway did not agree to the loan.", {("Norway", "rejects")}),
        ("Norway has not agreed to pay for the bridge.", {("Norway", "rejects")}),
    ],
)
def test_what_is_not_agreed_between_two_is_refused_by_neither(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            "Norway thanked Denmark for its help with the patrol, which Chad and Mali want gone.",
            {("Chad", "opposes"), ("Mali", "opposes"), ("Norway", "supports")},
        ),
        ("The tariffs that Chad wants lifted were raised on Monday.", {("Chad", "opposes")}),
        ("The envoy visited the base, which Chad wanted closed by May.", {("Chad", "opposes")}),
        ("The tariffs, which Chad does not want lifted, were raised on Monday.", set()),
        ("Chad wants the patrol gone.", {("Chad", "demands")}),
    ],
)
def test_who_wants_a_thing_gone_opposes_it(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands
