"""Actors who are somebody because words are theirs: bodies, people and persons that a noun describes, bare names."""

from __future__ import annotations

import pytest

from tests.speech import read, said

ON = "the talks would go on"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (f"The Lund campaign said {ON}.", "Lund campaign", "Organization"),
        (f"Police said {ON}.", "Police", "Organization"),
        (f"Authorities said {ON}.", "Authorities", "Organization"),
        (f"Voters said {ON}.", "Voters", "Organization"),
        (f"According to police, {ON}.", "police", "Organization"),
        (f"A fisherman said {ON}.", "fisherman", "Person"),
        (f"The office of Governor Ada Voss said {ON}.", "office of Governor Ada Voss", "Organization"),
        (f"Strandvik told reporters that {ON}.", "Strandvik", "Person"),
        (f"FactoNorth said {ON}.", "FactoNorth", "Organization"),
        (f"Governor Ada Lima said {ON}.", "Ada Lima", "Person"),
        ('"Rain fell," muttered a delegate from Oslo.', "delegate from Oslo", "Person"),
        (f"An aide to the mayor, speaking on condition of anonymity, hinted that {ON}.", "aide", "Person"),
        ('"Rain fell," sighed a senior African Union official.', "senior African Union official", "Person"),
        (f"The driver was told by a fisherman that {ON}.", "fisherman", "Person"),
    ],
)
def test_words_show_who_is_somebody(text: str, name: str, kind: str) -> None:
    quotes, actors = read(text)
    assert [(actors[q.speaker].name, actors[q.speaker].type.value) for q in quotes if q.speaker is not None] == [
        (name, kind)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The committee met in Oslo. Voters stayed at home. A fisherman left.",
        f"The teacher said {ON}.",
        f"His neighbour said {ON}.",
        f"No teacher said {ON}.",
        "Rain fell in Strandvik.",
        f"Kandahar said {ON}.",
    ],
)
def test_who_may_be_anybody_is_nobody(text: str) -> None:
    _, actors = read(text)
    assert actors == ()


def test_the_noun_again_is_the_one_met_before() -> None:
    text = f'A ferry company said {ON}. The company said it was late. "We wait," the company added.'
    assert [speaker for _, speaker, _ in said(text)] == ["ferry company"] * 3
    text = f'A witness said {ON}. "I saw it," the witness added.'
    assert [speaker for _, speaker, _ in said(text)] == ["witness"] * 2


def test_a_pronoun_goes_on_with_a_person_described_and_not_with_one_named_before() -> None:
    text = f'Swedish envoy Bo Lindqvist left Oslo. A fisherman said {ON}. "I saw the boats," he added.'
    assert [speaker for _, speaker, _ in said(text)] == ["fisherman"] * 2


def test_whose_campaign_speaks_is_not_who_it_belongs_to() -> None:
    text = f"Ada Voss left Oslo. Ada Voss's campaign said {ON}."
    assert [speaker for _, speaker, _ in said(text)] == ["Ada Voss's campaign"]


@pytest.mark.parametrize("name", ["Jan de Vries", "Sun Weiming", "Karen Doyle", "April Lund"])
def test_names_that_are_days_or_peoples(name: str) -> None:
    assert [speaker for _, speaker, _ in said(f"Governor {name} said {ON}.")] == [name]


def test_days_are_no_names() -> None:
    _, actors = read(f"In May President Ada Voss left. On Sun. Governor Bo Lund said {ON}.")
    assert [actor.name for actor in actors] == ["Ada Voss", "Bo Lund"]


def test_who_opens_the_second_clause_speaks_in_it() -> None:
    text = f"Oslo was calm, and an aide to Governor Ada Lima, speaking on condition of anonymity, said that {ON}."
    assert [speaker for _, speaker, _ in said(text)] == ["aide"]
