"""Transcripts: paragraphs that a label opens are whose the label names."""

from __future__ import annotations

from tests.speech import read, said

TRANSCRIPT = """Norwegian Foreign Minister Ada Voss met reporters in Oslo.
MS. VOSS: Good afternoon. The talks go on.
QUESTION: Will Sweden come?
MS. VOSS: I told Sweden that it may. Rome said no."""


def test_labels_give_the_speaker_of_a_paragraph() -> None:
    assert said(TRANSCRIPT) == [
        ("indirect", "Ada Voss", "Good afternoon. The talks go on."),
        ("indirect", "Ada Voss", "I told Sweden that it may. Rome said no."),
    ]


def test_quotes_lie_where_the_words_stand() -> None:
    quotes, _ = read(TRANSCRIPT)
    assert [TRANSCRIPT[q.start : q.end] for q in quotes] == [words for _, _, words in said(TRANSCRIPT)]
    assert all(TRANSCRIPT[q.evidence[0].start :].startswith("MS. VOSS:") for q in quotes)


def test_a_colon_or_two_make_no_transcript() -> None:
    assert said("Update: The talks go on in Oslo.\nRain fell.\nNote: Sweden may come to Oslo.") == []


def test_counts_and_headings_of_one_make_no_transcript() -> None:
    assert said("The votes were counted.\nAda Voss: 547.\nBo Lund: 46.\nAda Voss: 2,316.\nBo Lund: 1,547.") == []
    assert said("Ada Voss: It is late.\nAda Voss: Oslo is cold.\nAda Voss: Rome is warm.") == []


def test_who_is_addressed_behind_a_label_does_not_speak() -> None:
    text = (
        "LUND: Minister Ada Voss, did you lie?\nMS. VOSS: I did not lie.\n"
        "LUND: Minister Voss, it is late.\nMS. VOSS: It is never late."
    )
    assert [speaker for _, speaker, _ in said(text)] == [None, "Ada Voss", None, "Ada Voss"]


def test_who_answers_is_the_only_person_whom_the_interview_names() -> None:
    text = "Ada Voss spoke in Oslo.\nQ: Will it rain?\nA: It will not rain.\nQ: Why?\nA: I have asked the sky."
    assert said(text) == [
        ("indirect", "Ada Voss", "It will not rain."),
        ("indirect", "Ada Voss", "I have asked the sky."),
    ]
    assert said(text.replace("Oslo.", "Oslo with Bo Lind.")) == []


def test_a_turn_goes_on_over_paragraphs_until_the_next_label() -> None:
    text = (
        "MS. VOSS: (Via interpreter) It is late.\nI am tired of it.\nQUESTION: Will it rain?\n"
        "MS. VOSS: It will not rain.\nShe left the room."
    )
    assert said(text) == [
        ("indirect", "VOSS", "It is late."),
        ("indirect", "VOSS", "I am tired of it."),
        ("indirect", "VOSS", "It will not rain."),
    ]


def test_questions_may_be_marked_by_a_letter_alone() -> None:
    text = "MS. VOSS: It is late.\nQ    Will it rain?\nMS. VOSS: It will not rain.\nQ    Why?\nMS. VOSS: I asked."
    assert [words for _, _, words in said(text)] == ["It is late.", "It will not rain.", "I asked."]


def test_a_label_goes_on_with_the_name_in_its_brackets() -> None:
    text = (
        "The Prime Minister (Mrs Ada Voss): The answer is no.\n"
        "Mr Bo Lindqvist (Leeds East) (Lab): When did she know of the letter?\n"
        "The Prime Minister: It was in the newspapers by then.\n"
        "Mr Bo Lindqvist: That is not what she told the House."
    )
    assert [speaker for _, speaker, _ in said(text)] == ["Ada Voss", "Bo Lindqvist", "Ada Voss", "Bo Lindqvist"]


def test_one_word_answers_an_interview() -> None:
    text = "Ada Voss led the talks.\nQ: Did they fail?\nA: They did not fail.\nQ: Would you go again?\nA: Tomorrow."
    assert [words for _, _, words in said(text)] == ["They did not fail.", "Tomorrow."]


def test_a_label_with_another_name_in_its_brackets_is_another_s() -> None:
    text = (
        "The Minister (Ada Voss): The answer is no.\nCato Berg: What is the answer?\n"
        "The Minister (Bo Lindqvist): The answer is yes.\nCato Berg: So what is it then?\n"
        "The Minister: It is yes, and it will be yes."
    )
    assert [speaker for _, speaker, _ in said(text)][::2] == ["Ada Voss", "Bo Lindqvist", "Bo Lindqvist"]
