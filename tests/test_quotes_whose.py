"""Whose words are whose where the parse gives them to another who is named in the sentence, or to nobody."""

from __future__ import annotations

import pytest

from tests.speech import said

ADA, BO, OLA = "Ada Voss", "Bo Lind", "Ola Lund"


def _told(text: str) -> list[tuple[str | None, str]]:
    return [(speaker, words) for _, speaker, words in said(text)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (f"Of {ADA}, {BO}, who has given to {OLA}, said, “She is one of us.”", [(BO, "She is one of us.")]),
        (f"At Oslo University, {BO}, who has given to {OLA}, said it was late.", [(BO, "it was late")]),
        (f"Rome criticised {ADA} for saying that the war was lost.", [(ADA, "the war was lost")]),
        (f"{BO} was praised for insisting that the talks go on.", [(BO, "the talks go on")]),
        (f"{BO} apologised to Rome for saying that the war was lost.", [(BO, "the war was lost")]),
        (f"{BO} drew fire for saying that the war was lost.", [(BO, "the war was lost")]),
        (
            f"{ADA} said that {BO} keeps “bad books,” noting on Friday that ships were lost.",
            [(ADA, f"{BO} keeps “bad books,”"), (ADA, "ships were lost")],
        ),
        (
            f"When {ADA} said that it was late, {OLA} left, adding that he would return.",
            [(ADA, "it was late"), (OLA, "he would return")],
        ),
        (
            f"While {ADA} said it was late, {OLA} shrugged, adding that ships wait.",
            [(ADA, "it was late"), (OLA, "ships wait")],
        ),
        (f"{ADA} said it was late, adding that he would go.", [(ADA, "it was late"), (ADA, "he would go")]),
        (f"Some critics fear that {ADA} has already missed the talks and warn that it is late.", [("critics", "it is late")]),
        (f"{BO} and {ADA} warn that it is late.", [(BO, "it is late"), (ADA, "it is late")]),
        (f"With {BO} aboard, Danish skippers are left wondering whether it would rain.",
         [(None, "whether it would rain")]),
        (f"{ADA} rose late, then phoning the Oslo Post to ask subscribers to wait.", [(ADA, "to wait")]),
    ],
)  # fmt: skip
def test_who_is_only_spoken_of_does_not_speak(text: str, quotes: list[tuple[str | None, str]]) -> None:
    assert _told(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        f"{BO} was answering questions about complaints by the foreign minister of Norway, {ADA}, that it was late.",
        f"The envoy answered questions about accusations by the president of Chile, {ADA}, that it was late.",
        f"{BO} spoke of complaints by {ADA}, the Norwegian foreign minister, that it was late.",
    ],
)
def test_a_claim_is_made_by_whoever_is_named_beside_his_title(text: str) -> None:
    assert _told(text) == [(ADA, "it was late")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr. Lind, who said in Oslo that he was ill, issued a statement Tuesday saying it was late.", "Lind"),
        (f"Until {OLA} spoke, both {ADA} and her ministry had said it was late.", ADA),
        (f"Rep. {BO} (D-Calif.) last month joked to the chair that it was late.", BO),
        (f"{OLA} waited. One of his advisers, {ADA}, told reporters that it was late.", ADA),
        (f"One of {OLA}'s advisers, {ADA}, told reporters that it was late.", ADA),
        (f"{OLA}'s envoy, {ADA}, a former judge who sails on Sundays, said it was late.", ADA),
        (f"Reports are out, but another leading diplomat, {ADA} of the firm Berg & Dahl, said it was late.", ADA),
        (f"{ADA} complained at a rally — which the Danish embassy announced last week — that it was late.", ADA),
        (f"{ADA}, 41, a former harbour master in Bergen, Norway, said it was late.", ADA),
        ("Brian Lund, a lawyer for Mrs. Voss, called on the skipper to wait and said it was late.", "Brian Lund"),
        (f"{ADA} told Interpol agents that it was late.", ADA),
        (f"{ADA} said in the first of three Telegram messages that it was late.", ADA),
        (f"Skippers charged him and {ADA} left the hall, Bo Berg behind her, acknowledging that it was late.", ADA),
        (f"{ADA} said on Friday and again in Oslo, adding that it was late.", ADA),
        ("Ken Danish waited. Kenneth Danish is an envoy. Danish said it was late.", "Kenneth Danish"),
        ("Mark Danish waited. On Friday, Danish said it was late.", "Mark Danish"),
    ],
)  # fmt: skip
def test_who_speaks_is_found_behind_asides_and_titles(text: str, speaker: str) -> None:
    assert (speaker, "it was late") in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        f"The sails that {BO} asked Rome to mend were torn.",
        f"The torn {ADA} letters that {BO} asked Rome to mend are old.",
        f"{ADA} mocks the latest Fishery Court ruling that quietly ended the ban.",
        f"{ADA} mocks the latest Fishery Court deadlock that quietly ended the ban.",
    ],
)
def test_what_takes_up_a_noun_is_not_said(text: str) -> None:
    assert _told(text) == []


def test_his_group_is_none_that_was_named_without_him() -> None:
    assert _told("The Red Cross was asked. His group has argued that it was late.") == [(None, "it was late")]
    assert _told("The Red Cross was asked. The group has argued that it was late.") == [("Red Cross", "it was late")]


@pytest.mark.parametrize(
    "text",
    [
        f"Norwegian Sen. {BO} spoke in Rome. “We wait for the talks,” the Norwegian senator said.",
        f"Sen. {BO} (R-Ohio) spoke in Rome. “We wait for the talks,” the Ohio senator said.",
        f"Sen. {BO} of Ohio left. Sen. {ADA} of Texas stayed. “We wait for the talks,” the Ohio senator said.",
    ],
)
def test_a_senator_named_before_with_his_country_is_he(text: str) -> None:
    assert _told(text) == [(BO, "We wait for the talks,")]


def test_the_senator_is_nobody_where_the_paragraph_tells_of_another() -> None:
    text = f"Sen. {BO} left Rome.\n{ADA} spoke. Walking out, the senator said it was late."
    assert (BO, "it was late") not in _told(text)
    assert (BO, "it was late") in _told(f"Sen. {BO} left Rome.\nWalking out, the senator said it was late.")


@pytest.mark.parametrize(
    "words",
    [
        f"The talks, said {BO}, a teacher of law at the Harbour School in Oslo, would go on",
        f"The talks, said {BO}, who had been there with an aide, would go on",
        f"The talks, said {BO}, would go on",
    ],
)
def test_who_says_so_stands_within_with_his_title(words: str) -> None:
    assert _told(f"{words}.") == [(BO, words)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            f"{ADA} replied to {BO} with, “Who came? Was it the pilot?” {BO} then wrote back, “Nobody came.”",
            [(ADA, "Who came? Was it the pilot?"), (BO, "Nobody came.")],
        ),
        (
            f"{ADA} wrote to {OLA}, warning him, “The ice is thin!” {BO} replied that it was late.",
            [(ADA, "The ice is thin!"), (BO, "it was late")],
        ),
        (f"Asked whether it would rain, “No, not here!” {ADA} said.", [(ADA, "No, not here!")]),
        (
            f"A third said she “fears” that {BO} sells the boat: “It was always our only one.”",
            [(None, f"she “fears” that {BO} sells the boat"), (None, "It was always our only one.")],
        ),
        (
            f"{ADA} said it was “late” and that {BO}, who had left, was right: “We will wait for them.”",
            [(ADA, f"it was “late” and that {BO}, who had left, was right"), (ADA, "We will wait for them.")],
        ),
        (
            f"{BO} called it “late,” and {ADA} had an answer: “We will wait for them.”",
            [(BO, "it “late,”"), (ADA, "We will wait for them.")],
        ),
        (f"{OLA} sat. “The ferry is late today” said {ADA}, an aide in Oslo.", [(ADA, "The ferry is late today")]),
        (f"“The talks are all but lost.”\n— {ADA}, envoy to Rome", [(ADA, "The talks are all but lost.")]),
        (
            f"“The talks are lost.” — {ADA}\n“We all wait for them.” — {BO}, Oslo",
            [(ADA, "The talks are lost."), (BO, "We all wait for them.")],
        ),
        (
            f"“Bring Cy Berg a coat. It snows on Monday - not Tuesdays,” wrote Sen. {OLA} (R-Ohio), an aide.",
            [(OLA, "Bring Cy Berg a coat. It snows on Monday - not Tuesdays,")],
        ),
        (
            f"{BO} called it “late.” “Ice ahead,” by the Post's {ADA}: “We all had an early start.”",
            [(BO, "it “late.”"), (ADA, "We all had an early start.")],
        ),
        (f"“The talks are all but lost.”\n- {ADA} in Rome\n- Talks in Oslo", [(None, "The talks are all but lost.")]),
    ],
)  # fmt: skip
def test_marked_words_are_of_who_leads_to_them_or_signs_them(text: str, quotes: list[tuple[str | None, str]]) -> None:
    assert _told(text) == quotes


def test_a_post_is_its_owners_and_not_the_networks() -> None:
    words = "The harbour opens again on Monday."
    assert _told(f"From {ADA}'s Facebook post: “{words}”") == [(ADA, words)]
    assert ("Facebook", words) not in _told(f"From Berg's Facebook post: “{words}”")


def test_a_second_chairman_is_named_beside_his_title() -> None:
    text = f"{BO} is the chairman of the party. Oslo's chairman, {OLA}, a former judge, said it was late."
    assert _told(text) == [(OLA, "it was late")]


def test_what_is_drawn_is_no_verb() -> None:
    text = f"“The soup is cold again,” {ADA} quipped in a reply to {BO}, who left, to cheers and laughs from all."
    assert _told(text) == [(ADA, "The soup is cold again,")]


@pytest.mark.parametrize("who", [f"the envoy who met {BO}", f"the envoy who later called {BO}", "the envoy who lost"])
@pytest.mark.parametrize("verb", ["snapped", "said"])
def test_the_object_of_a_relative_clause_does_not_speak(who: str, verb: str) -> None:
    assert _told(f"“We wait for it,” {who} {verb}.") == [(None, "We wait for it,")]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            f"{BO}, speaking after {ADA} said the truce was dead, called for calm and said it was late.",
            [(ADA, "the truce was dead"), (BO, "it was late")],
        ),
        (f"{BO}, who left before {ADA} said it was late, called for calm.", [(ADA, "it was late")]),
        (
            f"{BO}, reacting after {ADA} said that it was late, urged Oslo to wait.",
            [(ADA, "it was late"), (BO, "to wait")],
        ),
        (
            f"{BO}, speaking after {ADA} said it was late, left the hall, adding that he was ill.",
            [(ADA, "it was late"), (BO, "he was ill")],
        ),
        (f"{ADA} left after {BO} said it was late.", [(BO, "it was late")]),
        (f"{ADA} responded to criticism from {BO} that it was late.", []),
        (f"{ADA} responded to complaints from {BO} that it was late.", [(BO, "it was late")]),
        (f"{ADA} said in an email from Rome that it was late.", [(ADA, "it was late")]),
        (f"{ADA}, after {BO}, said it was late.", [(ADA, "it was late")]),
        (f"The talks must go on, urged {ADA}.", [(ADA, "The talks must go on")]),
        (f"A spokesman for Norwegian Foreign Minister {ADA}, {BO}, denied that it was late.", [(BO, "it was late")]),
    ],
)
def test_who_spoke_before_somebody_acts_is_another(text: str, quotes: list[tuple[str | None, str]]) -> None:
    assert _told(text) == quotes


def test_words_that_another_says_behind_them_are_not_of_whoever_acted_before() -> None:
    words = "“The boats are back again!”"
    found = _told(f"{BO} spoke. {words} Lind's cousin, Capt. {ADA} (of Bergen), shouted to the crew.")
    assert (BO, "The boats are back again!") not in found
    assert _told(f"{BO} shrugged. {words} {ADA} said it was late.")[0] == (BO, "The boats are back again!")
