"""Indirect and mixed speech: what a reporting verb reports, and where it ends."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from tests.speech import Said, read, said
from tests.test_quotes import ENVOY, LINDQVIST, MINISTER, VOSS

ON = "the talks would go on"


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER} said {ON}.",
        f"{MINISTER} said that {ON}.",
        f"{MINISTER} said on Tuesday {ON}.",
        f"{MINISTER} on Tuesday told parliament {ON}.",
        f"{MINISTER} said in a statement on Friday that {ON}.",
        f"{MINISTER} insisted that {ON}.",
        f"{MINISTER} was quoted as saying that {ON}.",
        f"{MINISTER} is reported to have said that {ON}.",
        f"The Oslo Herald quoted {MINISTER} as saying that {ON}.",
        f"According to {MINISTER}, {ON}.",
        f"In the words of {MINISTER}, {ON}.",
        f"{MINISTER} stipulated that {ON}.",
        f"{MINISTER} went on to explain that {ON}.",
        f"{MINISTER} just this month announced {ON}.",
        f"After talks with the board of the fund {MINISTER} said {ON}.",
        f"{MINISTER} told the audience that {ON}.",
        f"{MINISTER} was heard yelling to the envoys that {ON}.",
        f"A warning by {MINISTER} that {ON} came late.",
        f'{MINISTER}, alias "Storm", said that {ON}.',
    ],
)
def test_a_clause_after_its_verb(text: str) -> None:
    found = said(text)
    assert found[0][:2] == ("indirect", VOSS)
    assert found[0][2].startswith(ON)


@pytest.mark.parametrize(
    "tail",
    [
        ", but warned of delays",
        ", but conceded that nothing was agreed",
        f", but {ENVOY} said nothing was agreed",
        ", adding that nothing was agreed",
        ", citing his sources",
    ],
)
def test_what_follows_may_be_the_verb_s_again(tail: str) -> None:
    assert said(f"{MINISTER} said {ON}{tail}.")[0] == ("indirect", VOSS, ON)


@pytest.mark.parametrize(
    "words",
    [
        "Norway had ruled out a trip and wanted an apology from Sweden",
        "the army had seized the town, killing one man and wounding seven",
        "the border was closed and that nobody could leave",
        "Sweden, which sent an army, would pay",
    ],
)
def test_what_follows_may_be_said_too(words: str) -> None:
    assert said(f"{MINISTER} said {words}.") == [("indirect", VOSS, words)]


@pytest.mark.parametrize(
    "text",
    [
        f"The talks will go on until spring, {MINISTER} said.",
        f"The talks will go on until spring, said {MINISTER}.",
        f"The talks will go on until spring, according to {MINISTER}.",
        f"The talks will go on until spring, {MINISTER} said in a statement on Friday.",
    ],
)
def test_a_clause_before_its_verb(text: str) -> None:
    assert said(text) == [("indirect", VOSS, "The talks will go on until spring")]


def test_a_clause_around_its_verb_is_one_quote() -> None:
    text = f"The long talks in Oslo, {MINISTER} said, will go on until spring"
    assert said(f"{text}.") == [("indirect", VOSS, text)]
    assert said(f"On Friday, {MINISTER} said, the talks will end.") == [("indirect", VOSS, "the talks will end")]


def test_chains_of_verbs_share_their_speaker() -> None:
    text = f"{MINISTER} told reporters that {ON}, adding that Norway would send monitors."
    assert said(text) == [("indirect", VOSS, ON), ("indirect", VOSS, "Norway would send monitors")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MINISTER} urged Sweden to reopen the border.", "to reopen the border"),
        (f"{MINISTER} called on Sweden to reopen the border.", "to reopen the border"),
        (f"{MINISTER}, a friend of the court, called on Sweden to reopen the border.", "to reopen the border"),
        (f"{MINISTER} claimed to have reopened the border.", "to have reopened the border"),
        (f"{MINISTER} denied a report that Norway had closed it.", "a report that Norway had closed it"),
        (f"{MINISTER} dismissed speculation Norway might close it.", "speculation Norway might close it"),
        (f"{MINISTER} denied that Norway had closed it.", "Norway had closed it"),
    ],
)
def test_infinitives_and_nouns_of_speech(text: str, words: str) -> None:
    assert said(text) == [("indirect", VOSS, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'{MINISTER} said Norway was "ready to listen" and waited.', 'Norway was "ready to listen" and waited'),
        (f'The aim is to end "a long winter," {MINISTER} said.', 'The aim is to end "a long winter,"'),
        (f'{MINISTER} said the deal would come "within hours."', 'the deal would come "within hours."'),
        (
            f"{MINISTER} told Swedes that “it is late,” and that Oslo was tired.",
            "“it is late,” and that Oslo was tired",
        ),
        (f'{MINISTER} called the plan "a road to nowhere".', 'the plan "a road to nowhere"'),
        (f'{MINISTER} said "open borders" and trade would help.', '"open borders" and trade would help'),
        (f'{MINISTER} told Swedes in Oslo to "go home and rest."', 'to "go home and rest."'),
    ],
)
def test_marked_words_make_a_clause_mixed(text: str, words: str) -> None:
    assert said(text) == [("mixed", VOSS, words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{MINISTER}: Norway is ready for talks", [("indirect", VOSS, "Norway is ready for talks")]),
        (f"Norway is ready for talks, {MINISTER} says", [("indirect", VOSS, "Norway is ready for talks")]),
        ("Analysis: Norway is ready for talks", []),
    ],
)
def test_headlines(text: str, expected: list[Said]) -> None:
    assert said(text, BlockKind.TITLE) == expected


def test_a_participle_that_opens_its_sentence_is_of_who_follows() -> None:
    assert said(f"Claiming that the border was closed, {MINISTER} left Oslo.") == [
        ("indirect", VOSS, "the border was closed")
    ]


def test_words_of_when_before_a_clause_are_not_said() -> None:
    assert said(f"{MINISTER} said after the summit she would sign the accord.") == [
        ("indirect", VOSS, "she would sign the accord")
    ]


def test_a_claim_ends_where_it_is_judged() -> None:
    assert said("Norway's claim that the border was closed was rejected.") == [
        ("indirect", "Norway", "the border was closed")
    ]


def test_several_speakers_are_a_quote_each() -> None:
    assert said(f"Norway and Sweden said {ON}.") == [("indirect", "Norway", ON), ("indirect", "Sweden", ON)]


def test_nobody_speaks() -> None:
    assert said("It was reported that the ceasefire had failed.") == [("indirect", None, "the ceasefire had failed")]


def test_whose_a_statement_is() -> None:
    assert said(f"A statement from the Norwegian Foreign Ministry said {ON}.")[0][1] == "Norwegian Foreign Ministry"
    text = 'Norwegian rebels reject the deal. "It is a trap," a rebel statement said.'
    assert said(text) == [("direct", "Norwegian rebels", "It is a trap,")]


def test_who_is_told() -> None:
    quotes, actors = read(f"{MINISTER} told {ENVOY} that {ON}.")
    assert [[actors[a].name for a in q.addressees] for q in quotes] == [[LINDQVIST]]


@pytest.mark.parametrize(
    ("when", "day"),
    [("on Tuesday ", "2016-10-18"), ("Thursday ", "2016-10-20"), ("", None), ("in May ", None)],
)
def test_the_day_on_which_it_was_said(when: str, day: str | None) -> None:
    quotes, _ = read(f"{MINISTER} said {when}that {ON} until Friday.")
    assert [q.said for q in quotes] == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Time is not money," the envoy, Bo Lindqvist, shot back.', ("direct", LINDQVIST, "Time is not money,")),
        (f'{MINISTER} likes to say that peace is "an art".', ("mixed", VOSS, 'peace is "an art"')),
        (
            'One former colleague described her as "a weather vane".',
            ("mixed", "former colleague", 'her as "a weather vane"'),
        ),
    ],
)
def test_words_given_in_passing(text: str, expected: Said) -> None:
    assert said(text) == [expected]
