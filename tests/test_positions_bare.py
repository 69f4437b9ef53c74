"""Stances told by a word that takes nothing, by who comes and goes, by several, and by what is called a victory."""

from __future__ import annotations

import pytest

from tests.accounts import stances_of_two


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Asked to sign, Kenya refused.", [("Kenya", "rejects")]),
        ("Ola Berg said it would help. Kenya disagrees.", [("Kenya", "opposes")]),
        ("Mali asked for a seat, but Kenya objected for years.", [("Mali", "demands"), ("Kenya", "opposes")]),
        ("Kenya leaves the door open.", [("Kenya", "offers")]),
        ("Kenya kept the door to talks ajar.", [("Kenya", "offers")]),
        ("Kenya lodged a formal protest with Bo Lund.", [("Kenya", "opposes")]),
        ("Kenya turned back the mediators.", [("Kenya", "rejects")]),
        ("Ada Voss came to power promising to end the war.", [("Ada Voss", "commits")]),
        ("Ada Voss left the hall demanding an apology.", [("Ada Voss", "demands")]),
        (
            "Kenya and Chad met. Each country blamed the other for the raid.",
            [("Kenya", "accuses"), ("Chad", "accuses")],
        ),
        (
            "Kenya, which backs the plan, and Chad, a member of the bloc, have both offered to help Mali.",
            [("Kenya", "supports"), ("Kenya", "offers"), ("Chad", "offers")],
        ),
        ("Kenya is ready to go to war over the islands.", [("Kenya", "warns")]),
        ('"We are ready to strike back," Ada Voss said.', [("Kenya", "warns")]),
        ("Kenya said it was ready to respond to any proposal.", [("Kenya", "offers")]),
        ('"All options are on the table," Ada Voss said.', [("Ada Voss", "warns")]),
        ("Kenya sold the outcome as a victory.", [("Kenya", "supports")]),
        ("Ada Voss said the talks were a success.", [("Ada Voss", "supports")]),
        ("Ada Voss said she was perplexed by the decision.", [("Ada Voss", "opposes")]),
        ("Kenya hopes to join the bloc.", [("Kenya", "demands")]),
        ("Ada Voss took office vowing an end to corruption.", [("Ada Voss", "commits")]),
        ("Kenya vowed revenge.", [("Kenya", "warns")]),
        ("Kenya demands guarantees, and Chad wants time.", [("Kenya", "demands"), ("Chad", "demands")]),
        ("Kenya rejected that version of events, saying it was at home.", [("Kenya", "rejects")]),
        ("Kenya believes in dialogue.", [("Kenya", "supports")]),
        ("Kenya says the blockade violates the truce.", [("Kenya", "accuses")]),
    ],
)
def test_a_stance_is_taken(text: str, stands: list[tuple[str, str]]) -> None:
    assert stances_of_two(text) == stands


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss refused the tea.",
        "The two men disagreed.",
        "Ada Voss left a crowd of workers demanding higher wages.",
        "Ada Voss met rebels demanding land.",
        "Ada Voss left the door open to let in some air.",
        "Ada Voss hopes to be back by June.",
        "Ada Voss turned back at the river.",
        "Ada Voss filed a report.",
        "Kenya was not opposed.",
        "Mali left early. Kenya disagreed.",
    ],
)
def test_no_stance_is_taken(text: str) -> None:
    assert stances_of_two(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"We had a very constructive meeting," Ada Voss said.',
        "Ada Voss said the talks had gone well.",
        "Ada Voss said the talks had got off to a good start.",
    ],
)
def test_talks_are_praised(text: str) -> None:
    assert stances_of_two(text) == [("Ada Voss", "supports")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ada Voss unveiled a new peace plan.", "offers"),
        ("Ada Voss said it was important that all sides held back.", "demands"),
        ("Ada Voss put pressure on Bo Lund to sign.", "demands"),
    ],
)
def test_what_is_unveiled_is_offered_and_what_matters_is_asked_for(text: str, stance: str) -> None:
    assert stances_of_two(text) == [("Ada Voss", stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss said the talks had not gone well.",
        "Ada Voss said she had good reason to doubt the meeting.",
        "Ada Voss unveiled a statue.",
        "Ada Voss said the vote was important.",
    ],
)
def test_nothing_is_praised_or_offered(text: str) -> None:
    assert not {"supports", "offers", "demands"} & {stance for _, stance in stances_of_two(text)}
