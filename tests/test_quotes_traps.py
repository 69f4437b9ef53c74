"""Words in nobody else's mouth: sentences in which another than the speaker stands near the reporting verb."""

from __future__ import annotations

import pytest

from tests.speech import read, said
from tests.test_quotes import ENVOY, LINDQVIST, MINISTER, VOSS
from tests.test_quotes_indirect import ON


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER}, who met {ENVOY} in Oslo, said {ON}.",
        f"{MINISTER}, speaking beside {ENVOY}, said {ON}.",
        f"{MINISTER}, a friend of {ENVOY}, said {ON}.",
        f"{MINISTER} told {ENVOY} that {ON}.",
        f"{MINISTER} met {ENVOY} and said {ON}.",
        f"After talks with {ENVOY}, {MINISTER} said {ON}.",
        f"{MINISTER}, who met the king's envoy, Bo Lindqvist, last month, said {ON}.",
        f"{MINISTER} — a friend of {ENVOY} — said {ON}.",
        f"{MINISTER} attacked {ENVOY} on Friday, saying {ON}.",
    ],
)
def test_the_subject_speaks_and_not_who_stands_between(text: str) -> None:
    assert ("indirect", VOSS, ON) in said(text)
    assert all(speaker == VOSS for _, speaker, _ in said(text))


def test_who_a_relative_clause_is_about_speaks_in_it() -> None:
    assert said(f"{MINISTER} met {ENVOY}, who said {ON}.") == [("indirect", LINDQVIST, ON)]


@pytest.mark.parametrize("whose", ["lawyer", "neighbour", "brother"])
def test_a_lawyer_speaks_and_not_the_client(whose: str) -> None:
    assert all(speaker not in {LINDQVIST, VOSS} for _, speaker, _ in said(f"The {whose} of {ENVOY} said {ON}."))


@pytest.mark.parametrize(
    "text",
    [
        f'Envoy Bo Lindqvist\'s lawyer told {MINISTER}: "We will not pay."',
        f'"We will not pay," envoy Bo Lindqvist\'s lawyer told {MINISTER}.',
        f'"We will not pay," said a spokesman for {ENVOY}.',
        f'"It is late," read a sign behind {ENVOY}.',
        f"A letter to {ENVOY} said {ON}.",
        f"Critics of {ENVOY} say {ON}.",
        f"{ENVOY} was told that {ON}.",
        f"{ENVOY} ignored a warning from Norway that {ON}.",
        f"{ENVOY} repeated a warning from Norway that {ON}.",
    ],
)
def test_who_is_only_named_does_not_speak(text: str) -> None:
    assert all(speaker not in {LINDQVIST, VOSS} for _, speaker, _ in said(text))


def test_who_is_quoted_speaks_and_not_who_quotes() -> None:
    text = f'"I am tired of the talks," {ENVOY} quoted {MINISTER} as saying.'
    assert said(text) == [("direct", VOSS, "I am tired of the talks,")]


def test_after_another_has_acted_nobody_goes_on() -> None:
    text = f'"We will go," {MINISTER} said, and {ENVOY} nodded. "We will stay in Oslo."'
    assert said(text)[1:] == [("direct", None, "We will stay in Oslo.")]


def test_a_circumstance_is_not_said() -> None:
    assert len(said(f'"We will go," {MINISTER} said after the talks had ended.')) == 1


def test_the_person_spoken_about_does_not_speak() -> None:
    text = f'"They know the way," {MINISTER} said of {ENVOY} and Denmark.'
    assert said(text) == [("direct", VOSS, "They know the way,")]


def test_those_within_the_marks_do_not_speak() -> None:
    text = f'"Bo Lindqvist said nothing and I heard nothing," {MINISTER} said.'
    assert [speaker for _, speaker, _ in said(text)] == [VOSS]


def test_two_speakers_of_one_sentence_keep_their_words() -> None:
    text = f"{MINISTER} said {ON}, but {ENVOY} said they had failed."
    assert said(text) == [("indirect", VOSS, ON), ("indirect", LINDQVIST, "they had failed")]


def test_a_semicolon_parts_two_speakers() -> None:
    text = f"{MINISTER} says talks are over; {ENVOY} says they go on."
    assert said(text) == [("indirect", VOSS, "talks are over"), ("indirect", LINDQVIST, "they go on")]


def test_an_outer_voice_reports_an_inner_one() -> None:
    text = f"{MINISTER} told {ENVOY} that the border was closed, the Norwegian Foreign Ministry said."
    whole = f"{MINISTER} told {ENVOY} that the border was closed"
    assert said(text) == [
        ("indirect", "Norwegian Foreign Ministry", whole),
        ("indirect", VOSS, "the border was closed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER} did not say whether Norway would close the border.",
        f"{MINISTER} could say that the border was closed.",
        f"{MINISTER} refused to say whether Norway would close the border.",
        f"If {MINISTER} says the border is closed, {ENVOY} will leave.",
        f"{MINISTER} accused Sweden of closing the border.",
        f"{MINISTER} called for talks with Sweden.",
        f'{MINISTER} called for taxing the so-called "gate money" in Oslo.',
        f"{MINISTER} thinks that the border is closed.",
        f"{MINISTER} and {ENVOY} agreed that the border should be closed.",
        "According to the plan, the border would be closed.",
        "The smoke over Oslo showed that the border was closed.",
    ],
)
def test_what_was_not_said_is_no_quote(text: str) -> None:
    assert said(text) == []


def test_a_new_paragraph_does_not_take_over_a_speaker_from_afar() -> None:
    text = f'{MINISTER} said {ON}.\nThe border was quiet.\nNobody crossed it.\n"It is over, and we are tired."'
    assert said(text)[-1] == ("direct", None, "It is over, and we are tired.")


def test_a_doubtful_rule_is_less_sure() -> None:
    sure, _ = read(f'"We will not leave," {MINISTER} said.')
    doubtful, _ = read(f"The ceasefire, {MINISTER} said, will hold until spring.")
    assert sure[0].confidence > doubtful[-1].confidence
    assert all(0 < q.confidence <= 1 for q in (*sure, *doubtful))


def test_he_who_replies_was_told_and_she_with_a_counterpart_is_no_he() -> None:
    text = f"{MINISTER} met her counterpart, {ENVOY}, in Oslo. He said {ON}."
    assert said(text) == [("indirect", LINDQVIST, ON)]
    text = f"{MINISTER} told {ENVOY} that Norway would wait, and he replied that {ON}."
    assert [speaker for _, speaker, _ in said(text)] == [VOSS, LINDQVIST]


def test_of_a_married_couple_speaks_who_is_called_so() -> None:
    text = f"President Bo Lind and his wife, Ada Lind, arrived. Mrs. Lind said {ON}. Mr. Lind said Oslo was cold."
    assert [speaker for _, speaker, _ in said(text)] == ["Ada Lind", "Bo Lind"]


def test_whom_with_sets_beside_a_participle_speaks() -> None:
    text = f"The council met on Friday, with its envoy, Ambassador Ada Voss of Norway, stressing that {ON}."
    assert said(text) == [("indirect", VOSS, ON)]


def test_through_an_interpreter_the_witness_speaks() -> None:
    assert said(f"A farmer said through an interpreter that she hoped {ON}.")[0][1] == "farmer"


def test_those_who_speak_only_in_somebody_s_words_are_nobody() -> None:
    _, actors = read(f'"Friends tell the truth, voters say," {MINISTER} said.')
    assert [actor.name for actor in actors if actor.described] == []


def test_when_somebody_was_asked_is_not_said() -> None:
    assert said(f'"Islands do not move," {MINISTER} said, when asked about the map.') == [
        ("direct", VOSS, "Islands do not move,")
    ]


def test_an_agency_before_its_name_is_that_name() -> None:
    _, actors = read(f"The state news agency Xinhua said {ON}.")
    assert [actor.name for actor in actors] == ["Xinhua"]


def test_a_minister_is_who_is_named_behind_his_words() -> None:
    text = f'Norway\'s foreign minister said {ON}.\n"We are close," Bo Lind told reporters. Envoys left Oslo.'
    assert [speaker for _, speaker, _ in said(text)] == ["Bo Lind"] * 2


def test_a_president_is_not_his_wife_who_is_named_in_full() -> None:
    text = f"President Lind said {ON}. Ada Lind said Oslo was cold. Mr. Lind said he was tired."
    assert [speaker for _, speaker, _ in said(text)] == ["Lind", "Ada Lind", "Lind"]


def test_his_lawyer_is_not_the_lawyer_of_another() -> None:
    text = f"Bo Lind's lawyer Ada Voss left Oslo. Per Berg did not come. His lawyer said {ON}."
    assert all(speaker is None for _, speaker, _ in said(text))


def test_who_is_told_may_be_called_a_post() -> None:
    assert said(f"{MINISTER} told The Oslo Post that {ON}.") == [("indirect", VOSS, ON)]


def test_who_acted_when_words_were_said_did_not_say_them() -> None:
    text = f'"We will not pay," when {ENVOY} asked again, was all that the crowd heard.'
    assert all(speaker != LINDQVIST for _, speaker, _ in said(text))


def test_whose_driver_speaks_is_not_who_he_drives() -> None:
    text = f"Bo Lind left. Mr. Lind's driver told the court a tale. He said {ON}."
    assert said(text) == [("indirect", "Mr. Lind's driver", ON)]
    text = f'A driver said {ON}. Justice Ada Voss asked the driver why he had waited. "Nobody asked," he answered.'
    assert [speaker for _, speaker, _ in said(text)] == ["driver", "Ada Voss", "driver"]


def test_what_is_denied_goes_on_with_no_accusation() -> None:
    assert said(f"{MINISTER} denied that Norway had paid, and accused the paper of lies.") == [
        ("indirect", VOSS, "Norway had paid")
    ]


def test_what_sums_up_is_not_said() -> None:
    assert said(f"{MINISTER} said Norway would pay by May, a pledge that drew applause.") == [
        ("indirect", VOSS, "Norway would pay by May")
    ]


def test_who_is_only_within_a_phrase_is_nobody() -> None:
    _, actors = read("Two envoys familiar with the board confirmed it.")
    assert "board" not in {actor.name for actor in actors}


def test_who_was_asked_before_speaking_did_not_ask() -> None:
    text = f'{MINISTER}, asked if Norway would pay, answered: "No."'
    assert said(text) == [("direct", VOSS, "No.")]


def test_a_dialogue_goes_back_and_forth() -> None:
    text = (
        "Lawyer Ada Voss asked former envoy Bo Lindqvist if he remembered the talks. He said he did not.\n"
        '"You do not, or you do not wish to?" she asked.\n"I am old," Bo Lindqvist replied.'
    )
    assert [speaker for _, speaker, _ in said(text)] == [VOSS, LINDQVIST, VOSS, LINDQVIST]


def test_her_spokesman_does_not_lend_her_his_words() -> None:
    assert said(f'{MINISTER} left Oslo. "We wait," said her spokesman.')[0][1] is None


def test_who_is_praised_and_speaks_in_the_relative_clause() -> None:
    assert said(f"The plan was praised by {ENVOY}, who said that {ON}.") == [("indirect", LINDQVIST, ON)]


def test_a_spokesman_is_not_whoever_speaks_against_him_next() -> None:
    text = (
        f"A Norwegian government spokesman said {ON}. But the Red Cross's Ada Voss told reporters that they had failed."
    )
    assert [speaker for _, speaker, _ in said(text)][1] == VOSS
    assert said(text)[0][1] != VOSS


def test_a_question_between_two_is_of_who_asked_him() -> None:
    text = f'{ENVOY} told {MINISTER} that {ON}. "Then why did you leave?" Ada Voss asked him.'
    assert [speaker for _, speaker, _ in said(text)] == [LINDQVIST, VOSS]


def test_who_quotes_does_not_speak_the_marked_words() -> None:
    text = f'{ENVOY} quotes {MINISTER} as saying the plan "died of a phone call".'
    assert said(text) == [("mixed", VOSS, 'the plan "died of a phone call"')]


def test_who_answered_the_phone_did_not_say_that_it_spoke() -> None:
    assert said(f"A staffer who answered the phone said {ON}.") == [("indirect", "staffer", ON)]


def test_a_name_with_its_title_between_commas_speaks() -> None:
    text = f"The mediator, former Botswanan president Bo Lind, said {ON}."
    assert said(text) == [("indirect", "Bo Lind", ON)]
    assert said(f"The mediator, a friend of Bo Lind, said {ON}.")[0][1] != "Bo Lind"


def test_a_letter_that_somebody_handed_over_says_nothing_here() -> None:
    assert said(f"{MINISTER} proposed the meeting in a letter that {ENVOY} handed to Rome.") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER} issued a statement saying {ON}.",
        f"{MINISTER} wrote a letter to {ENVOY} saying {ON}.",
        f"{MINISTER} emailed envoys saying {ON}.",
        f"{MINISTER} was quick to add that {ON}.",
        f'{MINISTER} told {ENVOY} in a written statement, "{ON}."',
        f"Asked by {ENVOY} whether it was late, {MINISTER} said {ON}.",
    ],
)
def test_who_writes_and_who_hastens_to_say_so_speaks(text: str) -> None:
    assert [(speaker, words.rstrip(".")) for _, speaker, words in said(text)] == [(VOSS, ON)]


@pytest.mark.parametrize("stop", [":\n", " on the site. "])
def test_who_alone_stands_in_the_sentence_before_marks_speaks(stop: str) -> None:
    assert said(f'{MINISTER} wrote{stop}"We are not late."') == [("direct", VOSS, "We are not late.")]
    assert said(f'{MINISTER} wrote a book. "We are not late," {ENVOY} said.') == [
        ("direct", LINDQVIST, "We are not late,")
    ]


def test_names_alone_between_marks_are_no_title_where_somebody_says_them() -> None:
    assert said(f'"Go Oslo, go!" {MINISTER} wrote on Friday.') == [("direct", VOSS, "Go Oslo, go!")]
    assert said(f'"Three Days in Oslo," the film that {MINISTER} wrote, is long.') == []


def test_a_title_tells_who_is_meant_only_where_one_alone_has_it() -> None:
    one = "Vermont Sen. Ada Voss spoke first, then Gov. Bo Lindqvist."
    assert said(f"{one} The senator said {ON}.") == [("indirect", VOSS, ON)]
    assert said(f"{one} The Vermont senator said {ON}.") == [("indirect", VOSS, ON)]
    assert said(f"{one} The Ohio senator said {ON}.") == [("indirect", None, ON)]
    assert said(f"Sen. Ada Voss met Sen. Bo Lindqvist. The senator said {ON}.") == [("indirect", None, ON)]


def test_the_diplomat_is_who_spoke_last_where_nobody_else_came_between() -> None:
    first = f"{MINISTER} said {ON}."
    assert said(f'{first} "We wait," the diplomat noted.')[1][1] == VOSS
    assert said(f'{first} {ENVOY} listened. "We wait," the diplomat noted.')[1][1] != VOSS
    assert said(f'{first} "We wait," the Kenyan diplomat noted.')[1][1] != VOSS


def test_a_state_before_a_title_and_a_name_does_not_speak() -> None:
    assert said(f"Vermont Sen. Ada Voss said {ON}.") == [("indirect", VOSS, ON)]


def test_they_are_not_others_than_who_opened_the_sentence_before() -> None:
    text = f"The two sides agreed to meet the observers. They stressed that {ON}."
    assert said(text) == [("indirect", None, ON)]


def test_words_alone_are_of_the_one_person_whom_their_paragraph_told_of_just_before() -> None:
    words = ("direct", VOSS, "We were told to be patient.")
    assert said('Ada Voss shrugged. "We were told to be patient."') == [words]
    assert said('Ada Voss met Bo Lindqvist. "We were told to be patient."') == [("direct", None, words[2])]
    assert said('Ada Voss shrugged.\n"We were told to be patient."') == [("direct", None, words[2])]


def test_who_denies_reports_of_another_speaks() -> None:
    text = f"{MINISTER} belied reports that Oslo would leave the pact, saying {ON}."
    assert said(text)[-1] == ("indirect", VOSS, ON)


def test_what_somebody_would_often_say_is_said() -> None:
    text = f'"We waited," {MINISTER} would tell visitors, "and it was long."'
    assert [speaker for _, speaker, _ in said(text)] == [VOSS, VOSS]


def test_the_statement_is_whose_it_was_before() -> None:
    first = f"{MINISTER} issued a statement on Friday."
    assert said(f"{first} The statement said {ON}.") == [("indirect", VOSS, ON)]
    assert said(f"A statement was read out in Oslo. The statement said {ON}.") == [("indirect", None, ON)]


def test_a_name_behind_a_title_that_the_parse_broke_up_speaks() -> None:
    assert said('"We wait," said party co-leader Ada Voss.') == [("direct", VOSS, "We wait,")]


def test_nobody_who_only_hands_on_what_somebody_said_says_it() -> None:
    text = f"{MINISTER} told {ENVOY} that {ON}, according to people in the room."
    assert said(text) == [("indirect", VOSS, ON)]


def test_a_name_behind_a_dash_signs_the_words() -> None:
    assert said('"We have waited long enough," — Norwegian envoy Ada Voss on the talks.') == [
        ("direct", VOSS, "We have waited long enough,")
    ]


def test_who_is_told_of_in_the_words_may_be_who_says_them() -> None:
    text = "Ada Voss is worried by the raids, she said on Friday."
    assert said(text) == [("indirect", VOSS, "Ada Voss is worried by the raids")]
    assert said("Ada Voss met Bo Lindqvist, she said on Friday.")[0][1] is None


def test_a_station_named_after_a_capital_is_no_state() -> None:
    assert said(f"Radio Oslo reported that {ON}.") == [("indirect", "Radio Oslo", ON)]


def test_a_shortened_title_ends_no_sentence() -> None:
    assert said('"None of the boats is lost," Navy spokesperson Col. Ada Voss said in Oslo.') == [
        ("direct", VOSS, "None of the boats is lost,")
    ]


def test_letters_and_mottoes_are_signed_behind_a_dash() -> None:
    text = "“It is late and we are tired.” ― Ada Voss\n“The ships have to leave the port now.” She left."
    assert said(text)[0] == ("direct", VOSS, "It is late and we are tired.")


def test_who_makes_the_statement_behind_whose_colon_words_stand_speaks() -> None:
    words = "For young people it is hard."
    assert said(f"On Friday, {MINISTER} made the following statement:\n“{words}”") == [("direct", VOSS, words)]
    assert said(f"Asked about {MINISTER}, staff sent a list:\n“{words}”") == [("direct", None, words)]


def test_a_dash_of_another_length_parts_who_speaks() -> None:
    text = f"Years after paying no taxes ― as was true for some ― {MINISTER} boasted, “That makes me smart.”"
    assert said(text) == [("direct", VOSS, "That makes me smart.")]


def test_the_place_and_day_of_a_report_do_not_speak() -> None:
    text = f"Mexico City, June 7 – President Ada Voss on Friday denied that {ON}."
    assert said(text) == [("indirect", VOSS, ON)]
    assert said(f"Rep. Ada Voss (R-S.C.) said that {ON}.") == [("indirect", VOSS, ON)]


def test_an_envoy_who_is_named_between_commas_speaks_by_name() -> None:
    text = f"Kenya's envoy to the bloc, Ambassador Ada Voss, agreed, saying {ON}."
    assert said(text) == [("indirect", VOSS, ON)]


def test_a_memo_is_of_who_wrote_it() -> None:
    assert said(f"The memo, written by {MINISTER}, says {ON}.") == [("indirect", VOSS, ON)]


def test_what_somebody_likes_to_say_is_said_on_both_sides_of_the_verb() -> None:
    text = f'"Peace is like jazz," {MINISTER} likes to say, "and somebody must keep time."'
    assert [speaker for _, speaker, _ in said(text)] == [VOSS, VOSS]


def test_a_country_before_the_colon_of_a_headline_is_what_it_tells_of() -> None:
    title = "# Libya: Truce plan gets a cool reception abroad"
    assert read(f"{title}\nOfficials in Libya and Kenya met {ENVOY} on Monday.")[0] == []


def test_states_that_do_something_say_nothing() -> None:
    assert said(f"Gulf states that once backed {ENVOY} now prefer silence.") == []


def test_what_another_threatens_is_not_demanded() -> None:
    demanded = "the rebels leave the town at once"
    assert said(f"{MINISTER} demanded that {demanded}, and Kenya threatened to close its embassy.")[0][2] == demanded


def test_what_would_bring_about_the_warning_is_not_said() -> None:
    assert said(f"{MINISTER} warned of grave trouble if Kenya does not comply.") == []


def test_which_goes_on_with_the_name_before_it() -> None:
    text = f"Kenya waited. The raid brought an angry reply from Kenya, which insisted that {ON}."
    assert ("indirect", "Kenya", ON) in said(text)


def test_who_halts_a_deal_speaks_and_not_what_it_lets_others_do() -> None:
    text = f"Kenya halted work on the deal that lets Chad sell grain abroad, saying {ON}."
    assert ("indirect", "Kenya", ON) in said(text)


def test_what_somebody_is_besides_does_not_speak_with_him() -> None:
    text = f"Ada Voss, Kenya's defence minister and Bo Lund's oldest partner, said {ON}."
    assert [speaker for _, speaker, _ in said(text)] == [VOSS]


def test_what_is_told_behind_a_semicolon_is_not_advised() -> None:
    text = f"{MINISTER} advised the government to wait; the party accused it of cowardice."
    assert [words for _, _, words in said(text)] == ["to wait"]


def test_what_happens_while_a_charge_is_denied_is_not_said() -> None:
    assert said(f"{MINISTER} denies the charge as leaders meet in Oslo for talks.") == []


def test_a_demand_ends_where_another_insists() -> None:
    demanded = "the government halt work on the bill"
    text = f"{MINISTER} demanded that {demanded}, but {ENVOY} insisted {ON}."
    assert [(speaker, words) for _, speaker, words in said(text)] == [(VOSS, demanded), (LINDQVIST, ON)]


def test_she_is_who_says_it_all_and_not_who_urges_something_in_it() -> None:
    text = (
        "Foreign Minister Karl Berg phoned Envoy Nils Okoye and urged him to wait, ministry spokeswoman Ada Voss said. "
        "Norway has pledged to pay if the talks fail, she said, though no sum has been named."
    )
    found = [(speaker, words) for _, speaker, words in said(text)]
    assert ("Karl Berg", "to wait") in found
    assert ("Ada Voss", "Norway has pledged to pay if the talks fail") in found
    assert not any(words.startswith("she said") for _, words in found)


def test_nobody_speaks_of_himself_by_name() -> None:
    page = f'{ENVOY} met {MINISTER} in Oslo. They spoke for an hour.\n\n"Lindqvist is late," she said.'
    assert [speaker for _, speaker, words in said(page) if "late" in words] != [LINDQVIST]


@pytest.mark.parametrize("words", ["It is late", "The way is long and it is late"])
def test_whom_another_quotes_speaks_also_as_a_pronoun(words: str) -> None:
    spoken = {
        speaker for _, speaker, _ in said(f'{MINISTER} left.\n\n"{words}," her spokesman {ENVOY} quoted her as saying.')
    }
    assert spoken <= {VOSS, None}
    assert said(f"{MINISTER} left. {ENVOY} quoted her as saying that {ON}.") == [("indirect", VOSS, ON)]


def test_the_main_subject_goes_on_speaking() -> None:
    text = (
        f"{ENVOY} met {MINISTER}. But when Voss raised the matter, Lindqvist bristled. The price was too high, he said."
    )
    assert [speaker for _, speaker, _ in said(text)] == [LINDQVIST]


def test_she_is_not_the_last_to_speak_of_whom_that_is_not_known() -> None:
    text = f'"It is late," said {MINISTER}. "It is not," replied {ENVOY}. "We can wait," she said.'
    assert [speaker for _, speaker, _ in said(text)] == [VOSS, LINDQVIST, VOSS]


def test_mediators_are_others_than_diplomats() -> None:
    found = said(
        "Frustrated mediators said the talks had failed. Diplomats in Bergen said it was late. Aides said nothing. Officials said it was cold."
    )
    assert [speaker for _, speaker, _ in found] == ["Frustrated mediators", "Diplomats", "Officials"]


def test_who_is_described_in_the_words_may_speak_them() -> None:
    text = 'Norwegian Foreign Minister Ada Voss disagreed.\n"They want it, but no Norwegian minister will sign it," she said.'
    assert said(text) == [("direct", VOSS, "They want it, but no Norwegian minister will sign it,")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Voss allowed that it was late.", "it was late"),
        (
            "Filling the dam, Ada Voss said, put the valley at risk.",
            "Filling the dam, Ada Voss said, put the valley at risk",
        ),
        ("Ada Voss said the envoys had left, and called for calm.", "the envoys had left"),
    ],
)
def test_more_ways_to_say_it(text: str, words: str) -> None:
    assert said(text) == [("indirect", VOSS, words)]


def test_what_is_allowed_is_not_said() -> None:
    assert said("Ada Voss allowed the ships to leave. The law allows ships that are late.") == []


def test_a_description_that_nobody_introduced_is_of_the_only_one_named_above() -> None:
    text = "Special envoy Bernardino Lund described it as positive. “It can be a solution,” the Spanish diplomat told reporters."
    assert {speaker for _, speaker, _ in said(text)} == {"Bernardino Lund"}
    text = "Special envoy Bernardino Lund met Ada Voss. “It can be a solution,” the Spanish diplomat told reporters."
    assert said(text)[-1][1] == "Spanish diplomat"


def test_what_is_reported_ends_before_who_says_so() -> None:
    found = said("A summit will be called if Mr Lund reports decisive progress, a Danish official said.")
    assert [speaker for _, speaker, _ in found] == ["Danish official"]
