"""Speech whose words tell what its parse loses: speakers between asides, clauses that marks end, nouns taken for verbs."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from tests.speech import said
from tests.test_quotes import MINISTER, VOSS
from tests.test_quotes_indirect import ON


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Ada Voss told supporters Wednesday that", "she does not see a “path forward.”"),
        ("Ada Voss said that", "when Oslo left the pact in the spring, “it was speaking for all of us.”"),
        ("Ada Voss tells audiences that", "after two hundred years and forty kings, “it is time.”"),
    ],
)
def test_a_clause_that_marks_end_is_one(before: str, words: str) -> None:
    assert said(f"{before} {words}") == [("mixed", VOSS, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Things have changed here, {who} told her closest aides as she left the hall.", "Things have changed here"),
        ("But that is not enough, said {who}, who notes that ships wait.", "But that is not enough"),
        ("{who}, citing “the magic of the north,” said it could win.", "it could win"),
        ("{who} (a Norwegian whom many have taken for a student) says it was late.", "it was late"),
        ("{who} predicted that prices would fall, but that wages would rise.",
         "prices would fall, but that wages would rise"),
        ("Digging for what is left is not as hard as it looks, {who} said.",
         "Digging for what is left is not as hard as it looks"),
        ("{who} made the case that the north should wait.", "the north should wait"),
        ("{who} voiced concern that the north would wait.", "the north would wait"),
        ("{who}'s answer was that the north should wait.", "the north should wait"),
        ("As reported by {who}, the city was the first to ban cars.", "the city was the first to ban cars"),
    ],
)  # fmt: skip
def test_what_is_said_and_by_whom(text: str, words: str) -> None:
    assert ("indirect", VOSS, words) in said(text.format(who="Ada Voss"))


@pytest.mark.parametrize(
    "text",
    [
        "“The raids hurt them,” said retired Army Lt. Gen. Ada Voss, who served as an adviser there. “They wait.”",
        "“The raids hurt them,” Ada Voss, 30, of Bergen, who was among those polled, said in an interview. “They wait.”",
    ],
)
def test_who_speaks_between_asides(text: str) -> None:
    assert said(text) == [("direct", VOSS, "The raids hurt them,"), ("direct", VOSS, "They wait.")]


def test_who_is_told_of_is_not_what_was_said() -> None:
    text = "“We will wait,” said one aide involved in the talks, who asked not to be named."
    assert [words for _, _, words in said(text)] == ["We will wait,"]


def test_who_is_asked_may_follow() -> None:
    assert said("“Did you know it was late?” Ada Voss asked the envoy.") == [
        ("direct", VOSS, "Did you know it was late?")
    ]


def test_a_joke_ends_where_she_goes_on() -> None:
    text = "Ada Voss joked that Bergen was her answer, but went on to say, “There are wetter places in the north.”"
    assert said(text) == [
        ("indirect", VOSS, "Bergen was her answer"),
        ("direct", VOSS, "There are wetter places in the north."),
    ]


def test_an_abbreviation_before_the_marks_ends_no_sentence() -> None:
    text = f"{MINISTER} said the U.S. “does not wait.”"
    assert said(text) == [("mixed", VOSS, "the U.S. “does not wait.”")]


def test_what_is_called_by_more_than_a_name() -> None:
    assert said("On Friday Ada Voss assailed what she called “the longest vote in history.”") == [
        ("direct", VOSS, "the longest vote in history.")
    ]


def test_a_noun_of_speech_that_somebody_makes() -> None:
    assert said(f"{MINISTER} repeated the warning that {ON}.")[0][:2] == ("indirect", VOSS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministry's spokesperson, {who}, said in a written statement that it was late.", "it was late"),
        ("Her boss, the veteran negotiator {who}, liked to say that the north was late.", "the north was late"),
        ("By evening the Norwegian envoy, {who}, had replied that it was late.", "it was late"),
        ("Years later, in her memoirs, {who} would write that it was late.", "it was late"),
        ("{who} took to the stage to say that it was late.", "it was late"),
        ("{who} had sent Oslo a telegram warning that it was late.", "it was late"),
        ("{who}, telling anyone who would listen that it was late.", "it was late"),
        ("{who} shot back that it was late.", "it was late"),
    ],
)
def test_ways_of_saying_it(text: str, words: str) -> None:
    assert said(text.format(who="Ada Voss")) == [("indirect", VOSS, words)]


def test_a_clause_around_who_is_told() -> None:
    text = f"The new school, {MINISTER} told me, would never be built."
    assert [(speaker, words) for _, speaker, words in said(text)] == [
        (VOSS, text.removesuffix(".")),
    ]


def test_so_is_no_clause() -> None:
    text = "The bank has said so twice before, Ada Voss wrote in a note, and both times the krone fell."
    assert all(words.startswith("The bank") for _, _, words in said(text))


def test_what_a_document_goes_on_to_say_is_its_author_s() -> None:
    text = (
        "In May the minister, Ada Voss, told of it.\nA statement by Norway blames the storm. It says the sea was high."
    )
    assert said(text)[-1][1:] == ("Norway", "the sea was high")


def test_a_relative_whom_nobody_names_takes_the_pronoun() -> None:
    text = "“We were promised a school,” said Ada Voss. Her cousin, a cook, was blunter. “We got a sign,” she said."
    assert said(text)[-1] == ("direct", None, "We got a sign,")


def test_who_looks_back_may_not_be_who_only_might_speak() -> None:
    assert said("Ada Voss would write that it was late.") == []


def test_who_is_told_within_a_clause_may_be_anybody() -> None:
    assert [words for _, _, words in said("The host country, Ada Voss tells London, is governed by goats.")] == [
        "The host country, Ada Voss tells London, is governed by goats",
    ]


def test_an_apposition_behind_a_long_title_speaks() -> None:
    text = "The adviser to the commander of the northern forces, Bo Lindqvist, said in a post that it was late."
    assert said(text) == [("indirect", "Bo Lindqvist", "it was late")]


def test_a_name_in_a_clause_makes_no_title() -> None:
    text = "Ada Voss came late.\n“It was a Sunday,” she shrugs. “We were Swedes.”"
    assert said(text) == [("direct", VOSS, "It was a Sunday,"), ("direct", VOSS, "We were Swedes.")]


def test_he_who_laughed_speaks() -> None:
    text = f"{MINISTER} says that {ON}. When I put this to Bo Lindqvist, he laughed. “Ministers,” he said."
    assert said(text)[-1] == ("direct", "Bo Lindqvist", "Ministers,")


def test_a_complaint_ends_where_a_question_is_asked() -> None:
    text = "Ada Voss complained that Bo Lindqvist had attacked her and questioned why he had not spoken."
    assert said(text) == [
        ("indirect", VOSS, "Bo Lindqvist had attacked her"),
        ("indirect", VOSS, "why he had not spoken"),
    ]


def test_made_clear_is_one_cue() -> None:
    assert said("Ada Voss made clear Monday she had no plans to leave.") == [
        ("indirect", VOSS, "she had no plans to leave")
    ]


@pytest.mark.parametrize("poll", ["A poll released on Friday by NATO", "A new NATO poll", "A NATO poll of voters"])
def test_a_poll_speaks_for_its_pollster(poll: str) -> None:
    assert said(f"{poll} found that the two were level.") == [("indirect", "NATO", "the two were level")]


def test_a_letter_to_a_body_is_not_its_own() -> None:
    assert said("A letter from Ada Voss to NATO said that it was late.") == [("indirect", VOSS, "it was late")]


@pytest.mark.parametrize(
    "title", ["Ada Voss: Talks With Rome Failing ‘Because of Pride’", "Ada Voss: Don’t Trust the Voting Machines Again"]
)
def test_a_headline_of_capitals_behind_a_name(title: str) -> None:
    found = said(f"{title}\nAda Voss spoke in Oslo.", BlockKind.TITLE)
    assert [(speaker, words) for _, speaker, words in found] == [(VOSS, title.removeprefix("Ada Voss: "))]


@pytest.mark.parametrize("text", ["Syria: The Long Road Back Home", "Oslo: Long Road Towards Better Days"])
def test_a_place_before_a_colon_says_nothing(text: str) -> None:
    assert said(f"{text}\nSyria and Oslo wait.", BlockKind.TITLE) == []


def test_a_dateline_with_a_colon_says_nothing() -> None:
    text = "Oslo: Ada Voss on Tuesday said the north would wait."
    assert said(text) == [("indirect", VOSS, "the north would wait")]


def test_who_points_out_more_is_who_argued() -> None:
    text = f"{MINISTER} argues that Sweden is merely waiting and points out that the ice is thin."
    assert [(speaker, words) for _, speaker, words in said(text)] == [
        (VOSS, "Sweden is merely waiting"),
        (VOSS, "the ice is thin"),
    ]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Ada Voss threatened to veto the bill, arguing", "such a law could expose Norway to lawsuits"),
        ("Ada Voss is more careful, saying", "she favors raising the toll"),
        ("Ada Voss spoke on Thursday, stating", "cities and towns – and not the state – are in charge of the vote"),
        ("Ada Voss further alleges that", "she was never asked"),
        ("Ada Voss said", "the more ships it sends, the more it should have to pay"),
    ],
)
def test_clauses_that_the_parse_breaks(before: str, words: str) -> None:
    assert said(f"{before} {words}.") == [("indirect", VOSS, words)]


def test_marked_words_in_the_subject_of_a_clause() -> None:
    text = "Ada Voss suggested Norway's call for a “green” tax was something that she would push."
    assert [(kind, speaker, words[:20]) for kind, speaker, words in said(text)] == [
        ("mixed", VOSS, "Norway's call for a ")
    ]


def test_marks_that_open_with_a_verb_go_on_with_a_clause() -> None:
    text = "Ada Voss argued the northern road, which is widely praised in Oslo, “would not go far” without help."
    assert [(kind, speaker) for kind, speaker, _ in said(text)] == [("mixed", VOSS)]


def test_while_adding_ends_a_clause() -> None:
    text = "Ada Voss insisted it was early to back the plan while adding, “I have no doubt of it.”"
    assert said(text) == [
        ("indirect", VOSS, "it was early to back the plan"),
        ("direct", VOSS, "I have no doubt of it."),
    ]


def test_what_was_promised_us() -> None:
    assert said("The ship, Ada Voss had promised us, would come at four.") == [
        ("indirect", VOSS, "The ship, Ada Voss had promised us, would come at four"),
    ]


def test_that_morning_is_no_clause() -> None:
    assert said("Ada Voss had warned me that morning that the general might not come.") == [
        ("indirect", VOSS, "the general might not come")
    ]


def test_whose_name_she_asked_us_not_to_print_is_told_of_the_general() -> None:
    assert said("Ada Voss met a general whose name she asked us not to print, and left.") == []


def test_a_question_stands_behind_a_long_title() -> None:
    text = "Senator Bo Lindqvist asked the Minister representing the Prime Minister whether Norway had called."
    assert said(text) == [("indirect", "Bo Lindqvist", "whether Norway had called")]


def test_who_saw_somebody_is_not_who_was_seen() -> None:
    text = f"{MINISTER} says that {ON}. Seeing Bo Lindqvist in the hall, she laughed. “Ministers,” she said."
    assert ("direct", "Bo Lindqvist", "Ministers,") not in said(text)


def test_who_speaks_behind_a_semicolon_is_in_his_own_clause() -> None:
    text = "The Reform Party accused Bo Lund of a humiliating surrender; its leader, Ada Voss, has demanded that he scrap a plan to compensate labourers."
    assert [(speaker, words) for _, speaker, words in said(text)] == [
        ("Ada Voss", "he scrap a plan to compensate labourers")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Minister Ada Voss, a hardliner who wants a 1968 agreement on Danish immigration torn up, accused Denmark of"
         " greed, and urged King Bo Lind to halt the issuing of visas.", "to halt the issuing of visas"),
        ("Ada Voss thanked Brazil, praised Norway, said the pause was a step.", "the pause was a step"),
        ("Ada Voss thanked Brazil, said the pause was a step, and then flew home.", "the pause was a step"),
        ("Ada Voss hugged Bo Lind, told reporters it was late, and left.", "it was late"),
        ("Brazil waited, while Ada Voss met Bo Lind and said it was late.", "it was late"),
    ],
)  # fmt: skip
def test_verbs_in_a_row_have_one_subject(text: str, words: str) -> None:
    (quote,) = [found for found in said(text) if found[2].startswith(words)]
    assert quote[1] == VOSS


def test_what_is_told_behind_a_contrast_may_go_back_to_the_main_clause() -> None:
    found = said("Ada Voss said it was late, while Bo Lind smiled, and added that it was cold.")
    assert found[-1] == ("indirect", VOSS, "it was cold")
