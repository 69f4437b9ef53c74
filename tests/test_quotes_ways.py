"""Ways in which pages set down who speaks: typed dashes, forgotten commas, offices before names, old print, read-outs."""

from __future__ import annotations

import pytest

from tests.speech import said
from tests.test_quotes import LINDQVIST, VOSS

OPENING = "Talks went on in Oslo for a second day."


def told(text: str) -> list[tuple[str, str | None, str]]:
    """The quotes of a text behind an opening paragraph."""
    return said(f"{OPENING}\n{text}")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("“The vote is a battle of niches” Ada Voss said. “We wait for it.”", 2),
        ("“I hope you find the ships that are missing.” Ada Voss said. “It is late.”", 2),
        ("''Can we win in Bergen?'' Ms. Ada Voss asked. ''I do not know it.''", 2),
        ('"Go Bergen, go!!!," Norway\'s envoy Ada Voss wrote on Facebook. "We are with you."', 2),
        ("“We cannot argue with it!” Ada Voss, the head of the office, tweeted on Friday.", 1),
        ("''He told me, 'The bank cares for you alone,''' said Ada Voss, who was there. ''It does not.''", 2),
        ("As Ada Voss, the No. 2 in the ministry, put it: “Nobody wants to be the first one.”", 1),
        ("Ada Voss came. She said, and I quote, “There is cautious momentum.”", 1),
        ("Consider what the Norwegian minister, Ada Voss, told me last month: “We talk about fish.”", 1),
    ],
)
def test_marked_words_and_who_said_them(text: str, runs: int) -> None:
    assert [(kind, speaker) for kind, speaker, _ in told(text)] == [("direct", VOSS)] * runs


def test_another_run_of_one_utterance_has_its_speaker() -> None:
    text = "“Nobody asked us,” Ada Voss said. “We wait,” the senior diplomat pointed out. “It is late.”"
    assert [speaker for _, speaker, _ in told(text)] == [VOSS, VOSS, VOSS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The paper signals “the end” for the port, said Ada Voss, founder of a league.",
         "The paper signals “the end” for the port"),
        ("The agency looked for a link and did not find “ties,” said the body's director, Ada Voss.",
         "The agency looked for a link and did not find “ties,”"),
        ("The deal showed “what neighbours can do”, the envoy Ada Voss said.",
         "The deal showed “what neighbours can do”"),
    ],
)  # fmt: skip
def test_words_before_said_need_no_verb_that_the_tagger_knows(text: str, words: str) -> None:
    assert told(text) == [("mixed", VOSS, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministry opened the port in times of need, a spokeswoman, Ada Voss, said on Friday, and it closed again.",
         "The ministry opened the port in times of need"),
        ("Norway will open the port, Ada Voss said on Friday, a step that traders have awaited for years.",
         "Norway will open the port"),
        ("Alarmed by the unrest in Narvik, Ada Voss, the minister, said that the port was open.", "the port was open"),
        ("Since announcing that the port was open, Ada Voss has been in Bergen.", "the port was open"),
        ("Ada Voss - who previously said the port was open - met envoys in Bergen.", "the port was open"),
        ("Ada Voss had let it be known that the port was open.", "the port was open"),
        ("Ada Voss drew attention to the fact that the port was open.", "the port was open"),
        ("Ada Voss came. In her words, the port was open.", "the port was open"),
        ("At the debate in Bergen,  Ada Voss said the port was open.", "the port was open"),
        ("Ada Voss came. She said while it was late, Bergen had to wait.", "while it was late, Bergen had to wait"),
        ("Ada Voss was not sure; the port, she said, was open.", "the port, she said, was open"),
    ],
)  # fmt: skip
def test_clauses_and_who_said_them(text: str, words: str) -> None:
    found = told(text)
    assert words in [said for _, _, said in found]
    assert {speaker for _, speaker, _ in found} == {VOSS}


def test_critics_between_dashes() -> None:
    text = "The Council's critics - and there are many in Bergen - argue that it has been dead since 2022."
    assert told(text) == [("indirect", "critics", "it has been dead since 2022")]


def test_experts_who_call_on_somebody_are_not_called() -> None:
    text = "The experts noted that it rained. The experts called on the authorities to release the lawyers."
    assert [speaker for _, speaker, _ in told(text)] == ["experts", "experts"]


def test_a_marked_word_suggests_nothing() -> None:
    assert told("“Frozen” suggests that nothing can be done until the thaw.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("called the plan a “farce” and a “bizarre attempt” on Monday", "the plan a “farce” and a “bizarre attempt”"),
        ("described him as “unfit to serve” as president in a statement", "him as “unfit to serve” as president"),
        ("calls the road “a priority” for women", "the road “a priority” for women"),
        ("calls the road “a priority” in Bergen", "the road “a priority”"),
    ],
)
def test_a_name_given_goes_on_with_what_completes_it(text: str, words: str) -> None:
    assert told(f"Ada Voss {text}.") == [("mixed", VOSS, words)]


def test_marked_words_do_not_tell_what_was_done_next() -> None:
    text = "Ada Voss said the move was “final as long as insults go on” and accused Rome of breaking its word."
    assert told(text)[0] == ("mixed", VOSS, "the move was “final as long as insults go on”")


def test_a_surname_of_two_is_that_of_the_one_who_has_spoken() -> None:
    text = "Ada Voss and her husband Tom Voss came. “We live here,” Ada Voss said. “We were early,” Voss explained."
    assert [speaker for _, speaker, _ in told(text)] == [VOSS, VOSS]
    text = "Ada Voss came. “We live here,” Ada Voss said. Tom Voss smiled. “We were early,” Voss explained."
    assert [speaker for _, speaker, _ in told(text)] == [VOSS, None]


def test_he_is_the_one_who_spoke_before_her() -> None:
    text = f"“I wait,” {LINDQVIST} says, and he smiles. “He never waits,” Ada Voss says. “I do it for him,” she says."
    text += " In 1983, he recalls, the port was open."
    assert told(text)[-1][1] == LINDQVIST


@pytest.mark.parametrize(
    "text",
    [
        "Norway has blamed the rebels for the shooting, a charge Ada Voss denied.",
        "Reporters called it a trap - something Minister Ada Voss hinted at on Monday.",
    ],
)
def test_what_sums_up_a_charge_is_not_whose_charge_it_is(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Voss wrote that the talks “risked confusion” and asked him to stop.", "the talks “risked confusion”"),
        ("Ada Voss said the quarrel that once parted them was “well behind us”.",
         "the quarrel that once parted them was “well behind us”"),
        ("According to two officials, both of whom asked not to be named, the talks had “a turning point”.",
         "the talks had “a turning point”"),
    ],
)  # fmt: skip
def test_clauses_with_marked_words_keep_their_bounds(text: str, words: str) -> None:
    assert told(text)[0][2] == words


def test_marked_words_that_go_on_with_a_clause_behind_who_says_so() -> None:
    text = "Ada Voss came. The bill, she said in a video address, “protects us from the fate of others”."
    assert told(text) == [("mixed", VOSS, text[15:-1])]


@pytest.mark.parametrize(
    "text",
    [
        "As recently as March the Norwegian envoy in Lima, Ada Voss, was telling visitors that the port was open.",
        "Ada Voss, whose aides held out to the last: “The port was open.”",
        "Norway's foreign minister, Ada Voss (Labour), said that the port was open.",
    ],
)
def test_who_stands_behind_a_place_or_before_an_aside(text: str) -> None:
    assert [speaker for _, speaker, _ in told(text)] == [VOSS]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ada Voss came. Her words: “There is no winner in this.”", [VOSS]),
        ("“Can we agree?” Bo Lindqvist asked the delegates. Norway's minister, Ada Voss, was unmoved. "
         "“We have blocked nothing,” she told reporters. “We wait.”", [LINDQVIST, VOSS, VOSS]),
        ("“You become furniture,” Ada Voss tells me. She pours tea. Bo Lindqvist asked her whether it was late. "
         "She told him that it was.", [VOSS, LINDQVIST, VOSS]),
        ("“You wait,” Ada Voss said. “I do,” she said. She told Bo Lindqvist that it was late. “It is late,” "
         "Lindqvist told her. She stops. “I should not have told you that.”",
         [VOSS, VOSS, VOSS, LINDQVIST, VOSS]),
    ],
)  # fmt: skip
def test_pronouns_in_a_conversation(text: str, speakers: list[str]) -> None:
    assert [speaker for _, speaker, _ in told(text)] == speakers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Voss urged ministers to extend the truce as talks in Bergen entered a fifth day.", "to extend the truce"),
        ("Ada Voss told charge d'affaires Bo Lindqvist that the port was open.", "the port was open"),
        ("Ada Voss reiterates that the people have the right to wait and calls on the states to release all prisoners.",
         "the people have the right to wait"),
        ("Ada Voss leaned over and asked her, in Norwegian, whether the port was open.", "whether the port was open"),
    ],
)  # fmt: skip
def test_where_clauses_of_talks_begin_and_end(text: str, words: str) -> None:
    assert told(text)[0] == ("indirect", VOSS, words)


def test_who_is_called_on_beside_what_is_reiterated() -> None:
    text = (
        "Ada Voss reiterates that the people have the right to wait and calls on the states to release all prisoners."
    )
    assert told(text)[1:] == [("indirect", VOSS, "to release all prisoners")]


@pytest.mark.parametrize(
    "text",
    [
        "The remark drew a response from Rome, whose ministry's spokesman, Ada Voss, tweeted that the port was open.",
        "A Norwegian captain named Ada Voss told him that the port was open.",
        "Ada Voss came. She was quoted by the Oslo Post as having told aides that the port was open.",
        "Ada Voss met the bishop in Bergen and emerged to say that the port was open.",
        "So when Ada Voss told the committee that the port was open, members knew what to think.",
    ],
)
def test_who_says_that_the_port_is_open(text: str) -> None:
    assert told(text) == [("indirect", VOSS, "the port was open")]


def test_what_somebody_demands_to_know() -> None:
    assert told("Ada Voss demanded to know whether the port was open.") == [
        ("indirect", VOSS, "whether the port was open")
    ]


def test_who_is_told_answers() -> None:
    text = "Ada Voss met Bo Lindqvist. Lindqvist told Voss that it was late. She told him that it was not."
    assert told(text) == [("indirect", LINDQVIST, "it was late"), ("indirect", VOSS, "it was not")]


def test_what_stands_behind_a_colon_and_who_says_it() -> None:
    assert told("Not so, says Ada Voss: two lorries were left in Bergen.") == [
        ("indirect", VOSS, "two lorries were left in Bergen")
    ]


def test_a_title_with_a_name_is_not_who_spoke_before() -> None:
    text = "Ada Voss said it was late. The Faroese union leader Jogvan Dam said they would wait too."
    assert told(text)[1][1] != VOSS


def test_two_titles_of_one_name() -> None:
    text = "Former president of East Timor and Nobel Peace laureate Ada Voss said on Friday that it was late."
    assert told(text) == [("indirect", VOSS, "it was late")]


def test_two_with_their_titles_are_two() -> None:
    text = "President Bo Lindqvist and Prime Minister Ada Voss said it was late."
    assert {speaker for _, speaker, _ in told(text)} == {LINDQVIST, VOSS}


def test_who_laughs_has_ended_what_was_said() -> None:
    assert told("Ada Voss said the rules were “the same as in Oslo”, and laughed.") == [
        ("mixed", VOSS, "the rules were “the same as in Oslo”")
    ]


def test_what_somebody_wants_to_know_is_asked_and_what_somebody_wants_is_not() -> None:
    assert told("Ada Voss wanted to know why the port was open.") == [("indirect", VOSS, "why the port was open")]
    assert told("Ada Voss wanted what she had lost and knew where it was.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Voss has been making the case for weeks that the port is open.", "the port is open"),
        ("Ada Voss made the case to 23 envoys that the port is open.", "the port is open"),
        ("Ada Voss told investors that concerns about ports like Bergen were “overblown”.",
         "concerns about ports like Bergen were “overblown”"),
        ("Ada Voss suggested that the plan was late - “We need to get into it,” she said - and left.",
         "the plan was late"),
    ],
)  # fmt: skip
def test_cases_made_and_clauses_before_other_words(text: str, words: str) -> None:
    found = told(text)
    assert found[0][1:] == (VOSS, words)
    assert {speaker for _, speaker, _ in found} == {VOSS}


def test_a_case_for_something_is_no_clause() -> None:
    assert told("Ada Voss made the case for peace talks in Bergen and left.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We wait for the ships!” Norwegian Senator Ada Voss said as she left.", "We wait for the ships!"),
        ("Bo Lund spoke.\n“Is it late for that, who knows?” Ada Voss told Norway’s NRK television station in an interview.",
         "Is it late for that, who knows?"),
        ("“We are only waiting for it,” said Bergen delegate Ada Voss, angered by the delay.", "We are only waiting for it,"),
        ("The other guest, former Secretary of State Ada Voss, disagreed, saying that it was late.", "it was late"),
        ("In addition to stating that it was late, Ada Voss has promised to leave.", "it was late"),
        ("Besides saying that it was late, Ada Voss went home.", "it was late"),
    ],
)  # fmt: skip
def test_who_is_named_behind_titles_or_behind_the_words_speaks(text: str, words: str) -> None:
    assert [found[1:] for found in told(text)] == [(VOSS, words)]


@pytest.mark.parametrize("when", ["Years after", "Two days before", "Not long after", "Shortly before", "Ever since"])
def test_a_clause_that_opens_a_sentence_ends_at_its_main_clause(when: str) -> None:
    assert told(f"{when} Ada Voss claimed that it was late, the envoy won the vote.") == [
        ("indirect", VOSS, "it was late")
    ]


def test_what_happened_after_a_deed_is_not_what_was_said() -> None:
    assert not any(
        "won" in words for *_, words in told("It is open, as Ada Voss suggested after she won in the south.")
    )


@pytest.mark.parametrize("who", ["an official", "a Danish diplomat", "one source"])
def test_who_is_quoted_as_saying_is_named_without_the_verb(who: str) -> None:
    assert told(f"The Oslo Post quoted {who} as saying that it was late.") == [
        ("indirect", who.split(" ", 1)[1], "it was late")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The new ones, she swears, show only birds",
        "She had never, she pointed out, accepted anything entirely",
        "Her government, she went on, would take no part until the ships had left",
        "Those who block, she tweeted, will be remembered",
        "The other was empty, and that, she joked to her hosts, was for the guests",
        "Both sides, she told aides afterwards, had wanted the same thing",
        "If the Danes believe that, she said, they should look at a map",
        "What matters, she has argued, is the border",
        "The harbour, she hastened to add, remained open",
        "She had come to Bergen, she said, ready to sign",
        "The deal, according to Voss, is dead",
    ],
)
def test_a_cue_set_in_stands_within_what_is_said(words: str) -> None:
    assert told(f"Ada Voss came. {words}.") == [("indirect", VOSS, words)]


def test_a_cue_set_in_behind_another_clause() -> None:
    found = told(
        "Nobody believed it; the harbour, Ada Voss said, was open. The town was quiet, but it, she said, was not."
    )
    assert [words for *_, words in found] == ["the harbour, Ada Voss said, was open", "it, she said, was not"]


@pytest.mark.parametrize(
    "text",
    [
        "The ships left, she saw, and the harbour was open.",
        "Bergen, which she had left, was quiet.",
        "The town, she found out, was quiet.",
        "The letter, she signed it, was long.",
    ],
)
def test_what_somebody_does_between_commas_is_no_cue(text: str) -> None:
    assert told(f"Ada Voss came. {text}") == []


def test_people_are_counted_by_who_says_so() -> None:
    assert told("At least 400,000 people have fled, Ada Voss says.") == [
        ("indirect", VOSS, "At least 400,000 people have fled")
    ]
