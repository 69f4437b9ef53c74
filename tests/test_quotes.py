"""Direct speech: which runs between marks are speech, and whose."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from tests.speech import Said, read, said

MINISTER = "Norwegian Foreign Minister Ada Voss"
ENVOY = "Swedish envoy Bo Lindqvist"
VOSS, LINDQVIST = "Ada Voss", "Bo Lindqvist"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'"We will not leave," {MINISTER} said.', [("direct", VOSS, "We will not leave,")]),
        (f"“We will not leave,” said {MINISTER}.", [("direct", VOSS, "We will not leave,")]),
        (
            f"'We won't leave the rebels' camp,' said {MINISTER}.",
            [("direct", VOSS, "We won't leave the rebels' camp,")],
        ),
        (f"''We will not leave,'' {MINISTER} said.", [("direct", VOSS, "We will not leave,")]),
        (f'{MINISTER} said: "We will not leave."', [("direct", VOSS, "We will not leave.")]),
        (f'{MINISTER} told parliament, "We will not leave."', [("direct", VOSS, "We will not leave.")]),
        (f'"Will they leave?" asked {MINISTER}.', [("direct", VOSS, "Will they leave?")]),
        (f'"Will they leave?" {MINISTER} asked.', [("direct", VOSS, "Will they leave?")]),
        (f"“You say ‘it is your fault,’” {MINISTER} said.", [("direct", VOSS, "You say ‘it is your fault,’")]),
        (f'"We came a long way for this," harrumphed {MINISTER}.', [("direct", VOSS, "We came a long way for this,")]),
        (f'Norway, {MINISTER} said, "will not leave."', [("direct", VOSS, "will not leave.")]),
        (f'{MINISTER} shouted "Pay up!"', [("direct", VOSS, "Pay up!")]),
    ],
)
def test_a_verb_beside_the_marks_gives_the_speaker(text: str, expected: list[Said]) -> None:
    assert [quote for quote in said(text) if quote[0] == "direct"] == expected


def test_runs_split_by_their_verb_are_one_utterance() -> None:
    quotes, actors = read(f'"The door is open," {MINISTER} said on Tuesday, "and it stays open." "We wait for Sweden."')
    assert [actors[q.speaker].name for q in quotes if q.speaker is not None] == [VOSS] * 3
    assert [q.continues for q in quotes] == [None, 0, 1]
    assert {q.said for q in quotes} == {"2016-10-18"}


def test_a_participle_goes_on_with_the_utterance() -> None:
    quotes, _ = read(f'"Nobody asked us," {MINISTER} said, adding, "Nobody will."')
    assert [(q.cue, q.continues) for q in quotes] == [("said", None), ("adding", 0)]


def test_paragraphs_that_open_again_are_one_utterance() -> None:
    quotes, actors = read(f"“We have waited for years,” {MINISTER} said. “We came.\n“We saw the border.\n“We left.”")
    assert [actors[q.speaker].name for q in quotes if q.speaker is not None] == [VOSS] * 4
    assert [q.continues for q in quotes] == [None, 0, 1, 2]


def test_a_paragraph_may_give_its_speaker_to_the_one_before() -> None:
    text = f"{MINISTER} spoke for an hour.\n“We have waited for years.\n“We will not wait again,” she said."
    assert said(text) == [
        ("direct", VOSS, "We have waited for years."),
        ("direct", VOSS, "We will not wait again,"),
    ]


def test_a_paragraph_of_its_own_takes_the_speaker_of_the_one_before() -> None:
    text = f'{MINISTER} said the talks would go on.\n"We have time, and we have patience."'
    assert said(text)[1:] == [("direct", VOSS, "We have time, and we have patience.")]


def test_a_name_right_after_closing_marks_may_begin_a_sentence() -> None:
    text = f'{MINISTER} asked: "Will they leave?" Bo Lindqvist said nothing. "Who can know that now?" Bo Lindqvist said that he did.'
    assert said(text)[:2] == [("direct", VOSS, "Will they leave?"), ("direct", None, "Who can know that now?")]


@pytest.mark.parametrize(
    "between",
    [", who served in Rome and met envoys there.", " in Rome, where envoys gathered.", " in Rome. She did not smile."],
)
def test_what_is_told_of_the_speaker_does_not_end_the_speech(between: str) -> None:
    text = f'"We came for this," said {MINISTER}{between} "We will not leave again."'
    assert said(text)[-1] == ("direct", VOSS, "We will not leave again.")


def test_a_pull_quote_takes_the_speaker_of_the_same_words() -> None:
    text = f'"We do not want a wall"\nOslo was calm. "This is our land. We do not want a wall," {MINISTER} said.'
    assert said(text)[0] == ("direct", VOSS, "We do not want a wall")


@pytest.mark.parametrize(
    "text",
    [
        f'The film, "Three Days in Oslo," is based on a book by {ENVOY}.',
        'The so-called "peace train" left Oslo on Monday.',
        f'{MINISTER} opened the "Gate of Norway" on Monday.',
        f'{ENVOY} wrote a book, "Three Days in Oslo," about the talks.',
    ],
)
def test_titles_and_scare_quotes_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_quotation_within_another_is_no_quote_of_its_own() -> None:
    text = f"“He told me ‘go home’ twice,” {MINISTER} said."
    assert said(text) == [("direct", VOSS, "He told me ‘go home’ twice,")]


def test_words_of_one_missing_mark_stay_in_their_paragraph() -> None:
    text = f'{MINISTER} said: "We will not leave.\n{ENVOY} said: "We will stay."'
    assert said(text) == [("direct", VOSS, "We will not leave."), ("direct", LINDQVIST, "We will stay.")]


def test_pronouns_go_on_with_who_spoke() -> None:
    text = f'{MINISTER} said {ENVOY} was late. "We waited," she said.\n"We will wait again," she added.'
    assert [speaker for _, speaker, _ in said(text)] == [VOSS] * 3


def test_a_headline_may_end_in_words_of_nobody() -> None:
    assert said("Oslo closer to a deal, ‘a few issues remain’", BlockKind.TITLE) == [
        ("direct", None, "a few issues remain")
    ]


def test_bylines_and_credits_say_nothing() -> None:
    assert said(f'"We will not leave," {MINISTER} said.', BlockKind.CREDIT) == []


def test_offsets_count_on_the_page() -> None:
    text = f"An aside.\n\n  “Nous—we—will stay,” {MINISTER} said."
    quotes, _ = read(text)
    assert [text[q.start : q.end] for q in quotes] == ["Nous—we—will stay,"]
    passage = quotes[0].evidence[0]
    assert text[passage.start : passage.end] == f"“Nous—we—will stay,” {MINISTER} said."
