"""Topics: spellings and numbers brought together, names kept, empty words left out."""

from __future__ import annotations

import pytest

from kg.extract.topics import label, topics_of
from kg.language.tokens import Doc
from tests.accounts import told
from tests.speech import pipeline


@pytest.mark.parametrize(
    ("phrase", "topic"),
    [
        ("the cease-fire", "ceasefire"),
        ("a truce", "ceasefire"),
        ("Cessation of hostilities", "ceasefire"),
        ("the peace negotiations", "peace talks"),
        ("their border dispute", "border dispute"),
        ("Aden", "Aden"),
        ("global warming", "climate change"),
        ("the war games", "military exercises"),
        ("the “nuclear program”", "nuclear programme"),
    ],
)
def test_spellings_of_one_thing_have_one_label(phrase: str, topic: str) -> None:
    assert label(phrase) == topic


@pytest.mark.parametrize("phrase", ["it", "the situation", "a number", "2014", "those issues", ""])
def test_empty_words_are_no_topic(phrase: str) -> None:
    assert label(phrase) is None


def test_a_phrase_gives_its_topic_and_the_names_in_it() -> None:
    doc = Doc([pipeline()("They spoke about the fragile Aden truce and the exchange of prisoners.")])
    assert topics_of(doc[3:]) == ("ceasefire", "Aden", "prisoner exchange")


def test_at_most_three_topics_are_kept() -> None:
    doc = Doc([pipeline()("They discussed trade, fishing, visas, cotton and border security.")])
    assert len(topics_of(doc[2:])) == 3


def test_days_and_months_are_no_topics() -> None:
    account = told("Chile condemned arms sales and the sending of troops on Thursday in October.")
    assert account.positions[0].about == ("arms", "sending", "troops")
    assert label("October") is None
    assert label("march") == "march"


def test_a_person_is_no_topic() -> None:
    account = told("Chile backed talks with U.S. Secretary of State Ada Voss on the border. Chile praised Ada Voss.")
    assert [position.about for position in account.positions] == [("border",), ()]
