"""Where reported words end, and clauses near a reporting verb that nobody said."""

from __future__ import annotations

import pytest

from tests.speech import read, said
from tests.test_quotes import ENVOY, MINISTER, VOSS

ON = "the talks would go on"


@pytest.mark.parametrize(
    "text",
    [
        f'"We stay," {MINISTER} told the troops before she flew home to Norway.',
        f'"We stay," {MINISTER} told the troops after they had landed.',
        f'"We stay," {MINISTER} told {ENVOY}, who had refused to say whether the ships were there.',
    ],
)
def test_a_clause_beside_a_direct_quote_is_not_said(text: str) -> None:
    assert said(text) == [("direct", VOSS, "We stay,")]


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER} proposed the meeting in a letter that {ENVOY} handed to her.",
        f"{MINISTER} told {ENVOY}, who had refused to leave.",
        f"{MINISTER} promised security guarantees for Norway, and {ENVOY} committed himself to the pact.",
        f"{MINISTER} promised to withdraw the ships.",
        f"{MINISTER} accused {ENVOY} of telling reporters that {ON}.",
        f"Neither {MINISTER} nor {ENVOY} said that {ON}.",
        "Norway has since dropped its demand that the pact be tied to fish.",
    ],
)
def test_what_only_tells_of_somebody_is_not_said(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MINISTER} denied that Denmark was at fault and accused Sweden of sabotage.", "Denmark was at fault"),
        (f"{MINISTER} promised that the truce would hold and sent her aide to Oslo.", "the truce would hold"),
        (f"{MINISTER} said that {ON}, and Norway sent its ships home.", ON),
        (f"{MINISTER} asked Norway to wait, and Denmark refused the plan.", "to wait"),
    ],
)
def test_what_was_done_next_was_not_said(text: str, words: str) -> None:
    assert said(text) == [("indirect", VOSS, words)]


def test_somebody_else_opposing_is_not_asked_for() -> None:
    text = "The Liberal Party called on its supporters to abstain, and Senator Bo Lindqvist opposed the treaty."
    assert [words for _, _, words in said(text)] == ["to abstain"]


def test_the_next_reporting_verb_has_its_own_words() -> None:
    text = f"{MINISTER} denied that the envoys had agreed on a truce and said that Norway was not a party."
    assert [words for _, _, words in said(text)] == ["the envoys had agreed on a truce", "Norway was not a party"]


@pytest.mark.parametrize(
    "words",
    [
        f"{ON} and that Norway would sign",
        "the talks would be held and paid for by Norway",
        "Norway would stay and should sign",
        "Denmark was ready and wanted to sign the pact",
        "the envoy had met her aide and accused him of lying",
    ],
)
def test_what_goes_on_in_the_clause_was_said(words: str) -> None:
    assert said(f"{MINISTER} said that {words}.") == [("indirect", VOSS, words)]


@pytest.mark.parametrize(
    ("before", "speakers"),
    [
        ("Norway and Denmark met in Oslo.", ["Denmark", "Norway"]),
        ("Norway, Denmark and Sweden met in Oslo with France and Germany.", [None]),
    ],
)
def test_both_governments_are_a_pair_or_nobody(before: str, speakers: list[str | None]) -> None:
    found = said(f"{before} Both governments said that {ON}.")
    assert sorted(str(speaker) for _, speaker, _ in found) == [str(s) for s in speakers]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{MINISTER} demanded that Denmark remove its ships.", ["Denmark"]),
        (f"{MINISTER} demanded that Denmark be removed.", []),
    ],
)
def test_of_whom_something_is_demanded_is_told(text: str, told: list[str]) -> None:
    quotes, actors = read(text)
    assert [[actors[a].name for a in quote.addressees] for quote in quotes] == [told]


@pytest.mark.parametrize(
    "text",
    [
        f"Asked whether it was late, {MINISTER} answered with a nod.",
        f"The talks were long; the list of guests showed {ENVOY} had left.",
        f"Nobody mentioned that morning was near, {MINISTER} among them.",
    ],
)
def test_what_was_asked_or_shown_is_not_said_by_who_stands_behind(text: str) -> None:
    assert [quote for quote in said(text) if quote[1] == VOSS] == []


def test_who_somebody_is_stands_beside_the_words() -> None:
    assert [words for _, _, words in said('"We wait," said one envoy who asked for calm.')] == ["We wait,"]


def test_the_other_word_of_a_verb_is_not_said() -> None:
    assert said(f"Rain, {MINISTER} points out, will fall.") == [
        ("indirect", VOSS, f"Rain, {MINISTER} points out, will fall")
    ]
    assert said(f"{MINISTER} said only two had come.") == [("indirect", VOSS, "only two had come")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MINISTER} said {ON}, a reversal that stunned Oslo.", ON),
        (f"{MINISTER} said {ON} — a bold claim that she had made before.", ON),
        (f"{MINISTER} said Oslo is at peace, and expressed hope for more.", "Oslo is at peace"),
        (f"{MINISTER} said in an emailed statement that {ON}.", ON),
        (f"{MINISTER} said that, if elected, she would leave.", "if elected, she would leave"),
        (f'{MINISTER} called the plan "overdue".', 'the plan "overdue"'),
    ],
)
def test_reported_words_begin_behind_their_that_and_end_before_the_reporters_own(text: str, words: str) -> None:
    assert [quote[2] for quote in said(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER} is expected to announce that {ON}.",
        f"{MINISTER} hopes to say that {ON}.",
    ],
)
def test_what_is_still_to_be_said_is_not(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MINISTER} said {ON}, while the rebels' leader, Bo Lund, wrote that she lied.", [ON, "she lied"]),
        (f'{MINISTER} said the plan was "sound," a word she used twice.', ['the plan was "sound,"']),
        (f'{MINISTER} said {ON}, describing them as "long".', [ON, 'them as "long"']),
        (f"{MINISTER} said {ON}; he warned Oslo against delay.", [ON]),
    ],
)
def test_another_who_speaks_and_what_the_reporter_adds_end_reported_words(text: str, words: list[str]) -> None:
    assert [quote[2] for quote in said(text)] == words


def test_what_somebody_would_only_say_was_said() -> None:
    assert said(f"{MINISTER} would say only that {ON}.") == [("indirect", VOSS, ON)]
    assert said(f"{MINISTER} would say that {ON}.") == []


def test_two_verbs_with_their_that_report_one_clause_each() -> None:
    text = f"{MINISTER} argues that Oslo is buying time and points out that {ON}."
    assert [quote[2] for quote in said(text)] == ["Oslo is buying time", ON]


@pytest.mark.parametrize(
    "text",
    [
        f"Oslo heard Ada Voss's assertion on Monday that {ON}.",
        f"Oslo ignored Ada Voss's complaints that {ON}.",
        f'Ada Voss said on "Meet the Nordic Press" on Sunday that {ON}.',
    ],
)
def test_a_noun_of_speech_with_its_day_or_in_the_plural_has_its_clause(text: str) -> None:
    assert said(text) == [("indirect", VOSS, ON)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MINISTER} argued that states are small, and she dismissed talk of a vote.", "states are small"),
        ("Norwegian officials say the pause is short, and insist on the sums of March.", "the pause is short"),
        (f"The Oslo Post reported citing sources that {ON}.", ON),
    ],
)
def test_who_speaks_on_in_the_same_sentence_ends_reported_words(text: str, words: str) -> None:
    assert said(text)[0][2] == words


def test_a_question_stands_behind_the_title_of_who_is_asked() -> None:
    text = f"{MINISTER} asked the envoy for Asia whether {ON}."
    assert said(text) == [("indirect", VOSS, f"whether {ON}")]


@pytest.mark.parametrize("what", ["Ada Voss", "The minister", "Norway", "The talks of the two"])
def test_who_speaks_in_the_middle_of_a_clause_is_not_its_subject(what: str) -> None:
    found = said(f"{what}, said Danish envoy Bo Lindqvist, had failed the people of the valley.")
    words = f"{what}, said Danish envoy Bo Lindqvist, had failed the people of the valley"
    assert found == [("indirect", "Bo Lindqvist", words)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"An official close to {MINISTER} said that {ON}.", None),
        (f"Officials loyal to {MINISTER} said that {ON}.", "Officials"),
        (f"It was {ENVOY}, not {MINISTER}, who said that {ON}.", "Bo Lindqvist"),
    ],
)
def test_whom_a_name_only_tells_apart_speaks(text: str, speaker: str | None) -> None:
    assert [found[1] for found in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{MINISTER} said {ON}, but she gave no details.", ON),
        (f"{MINISTER} said {ON}, although she stopped short of a promise.", ON),
        (f"{MINISTER} said {ON}, in a further sign of thaw.", ON),
        (f"{MINISTER} said {ON}, in what envoys called a first.", ON),
        (f"{MINISTER} said {ON}, a measure that Denmark opposes.", ON),
        (f"{MINISTER} said that Norway will wait, and {ENVOY}, who met her, promised to help.", "Norway will wait"),
        (f"{MINISTER} said {ON}, and an aide to {ENVOY}, speaking in Rome, hinted that it was late.", ON),
        (f"{MINISTER} said {ON} in the morning, in fog or in sunshine.", f"{ON} in the morning, in fog or in sunshine"),
        (f"{MINISTER} said {ON}, and the ferry of Bergen was late.", f"{ON}, and the ferry of Bergen was late"),
    ],
)
def test_what_the_writer_adds_ends_reported_words(text: str, words: str) -> None:
    assert said(text)[0][2] == words


@pytest.mark.parametrize(
    "text",
    [
        f'"We stay," {MINISTER} told reporters before the doors closed.',
        "Denmark is against it; the Dutch, who proposed it, call it the least that people are owed.",
    ],
)
def test_a_clause_of_when_and_one_on_a_noun_are_not_said(text: str) -> None:
    assert [words for kind, _, words in said(text) if kind != "direct"] == []


def test_words_set_in_behind_a_colon_are_hers_alone() -> None:
    found = said(f"{MINISTER} was more sparing: those who block, she tweeted, will be remembered.")
    assert found == [("indirect", VOSS, "those who block, she tweeted, will be remembered")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{MINISTER} said that once the council goes on leave, “I intend to do as much as I can.”", VOSS),
        (f"Nothing the envoy, Bo Lindqvist, said “will calm the people of Bergen,” {MINISTER} said.", VOSS),
        (f"{MINISTER} slams Denmark, praises Bo Lindqvist as “a work horse, not a show horse”.", VOSS),
    ],
)
def test_whose_words_they_are_that_stand_beside_others(text: str, speaker: str) -> None:
    assert {found[1] for found in said(text)} == {speaker}


def test_two_with_a_participle_each_say_what_is_theirs() -> None:
    found = said(
        "The day ended, with Ada Voss saying she was “very glad” and Bo Lindqvist calling it “a fine meeting”."
    )
    assert [(speaker, words) for _, speaker, words in found] == [
        (VOSS, "she was “very glad”"),
        ("Bo Lindqvist", "it “a fine meeting”"),
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ada Voss, who sat with Prime Minister Bo Lund and President Ole Berg for four hours, told reporters that it was late.",
         [VOSS]),
        ("Chairman of the party, Bo Lund, said it was late.", ["Bo Lund"]),
        ("Spokesman for the coalition, Bo Lund, said it was late.", ["Bo Lund"]),
    ],
)  # fmt: skip
def test_who_is_named_first_or_behind_the_office_speaks(text: str, speakers: list[str]) -> None:
    assert [speaker for _, speaker, _ in said(text)] == speakers


def test_a_spokesman_is_not_she_for_whom_he_speaks() -> None:
    text = "Ada Voss and Bo Lund met.\nBo Lund said it was late.\nMrs Voss's spokesman denied that she had gone. “It is not so at all,” he said."
    assert [speaker for _, speaker, _ in said(text)][1:] == ["Voss's spokesman"] * 2
