"""Stances in the everyday forms of news: who a second verb is of, what is weighed, what ought to have been, mutual blame."""

from __future__ import annotations

import pytest

from tests.accounts import told

_TWO = "Norwegian Foreign Minister Ada Voss arrived in Lima on Monday. Danish Prime Minister Bo Lund left Lima. "


def _stands(text: str) -> set[tuple[str, str]]:
    """Holder and stance of each position that a text takes after both are named."""
    account = told(_TWO + text)
    names = account.actors.actors
    return {(names[p.holder].name, p.stance.value) for p in account.positions if p.evidence[0].start >= len(_TWO)}


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
    assert _stands(text) == stands


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
    assert _stands(text) == stands


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
    assert _stands(text) == stands
