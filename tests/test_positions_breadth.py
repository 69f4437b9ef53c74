"""Stances by the breadth of the language: idioms, complaints, labels, orders, asides, and what looks like them."""

from __future__ import annotations

import pytest

from tests.accounts import stances_behind, told


@pytest.mark.parametrize(
    ("stance", "told_of"),
    [
        ("supports", ["lauded the accord", "gave her blessing to the accord", "threw her full weight behind the accord"]),
        ("supports", ["lent her backing to the accord", "heaped praise on the mediators", "warmed to the idea"]),
        ("supports", ["came out in favour of the merger", "signed off on the sale", "sang the praises of the pact"]),
        ("supports", ["has long promoted a buffer zone", "presented the vote as a vindication"]),
        ("opposes", ["poured cold water on the idea", "cast doubt on the ceasefire", "poured fresh scorn on the offer"]),
        ("opposes", ["pushed back against the plan", "hit back at the council", "took a swipe at the council"]),
        ("opposes", ["took the council to task", "took the council to task for what she called its silence"]),
        ("opposes", ["scoffed that Denmark had lost its nerve", "fumed that Denmark had sold the port"]),
        ("opposes", ["grumbled that the deadline was too short", "shot back that the Danes had lost count"]),
        ("opposes", ["described the note as “a waste of time”", "likened the plan to a suicide pact"]),
        ("opposes", ["regards the channel as a dead end", "described the levy on Friday as “sheer bravado”"]),
        ("opposes", ["recoiled from the idea", "condemned in the strongest terms the raid on the port"]),
        ("opposes", ["condemned, in the strongest terms, the raid on the port", "came back complaining that the Danes were late"]),
        ("demands", ["dared Bo Lund to repeat it", "asked him to either pay the debt or leave", "wants the ban lifted"]),
        ("demands", ["called, once again, for an end to the raids", "insisted that Denmark, having begun it, must end it"]),
        ("rejects", ["brushed the threat aside", "dismissed as a sham the offer from the rebels"]),
        ("rejects", ["dismissed as “a paper umbrella” the offer from the rebels", "slammed the door on further talks"]),
        ("rejects", ["gave short shrift to the plan", "defied calls for a ceasefire", "reneged on the deal"]),
        ("rejects", ["turned her nose up at the offer", "pulled the plug on the project", "said no to the new text"]),
        ("accuses", ["faulted Denmark for reopening the text", "pointed the finger at Denmark", "pinned the blame on Denmark"]),
        ("denies", ["played down reports of a split", "scotched rumours of a split", "rejected “with disdain” the charges"]),
        ("offers", ["dangled the prospect of aid", "held out the prospect of a visa waiver", "left the door open to a return"]),
        ("commits", ["gave her word that the troops would leave", "resolved that the track be revived"]),
        ("warns", ["warned, however, that the money would run out", "was blunter, cautioning that the money would run out"]),
        ("warns", ["cautioned on Friday, in a letter to the council, that the money would run out"]),
        ("warns", ["last month threatened at the United Nations to “wholly destroy” the port"]),
    ],
)  # fmt: skip
def test_a_word_or_idiom_takes_a_stance(stance: str, told_of: list[str]) -> None:
    for deed in told_of:
        assert stances_behind(f"Ada Voss {deed}.") == {("Ada Voss", stance)}, deed


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ('"They are still adding up their own ships," grumbled Ada Voss.', "Ada Voss", "opposes"),
        ('"A month is a month of shelling," lamented Ada Voss.', "Ada Voss", "opposes"),
        ('"Let the inspectors in," Ada Voss said.', "Ada Voss", "demands"),
        ('"Let nobody take our calm for fear," Ada Voss said.', "Ada Voss", "warns"),
        ('"Release the prisoners now," Ada Voss said.', "Ada Voss", "demands"),
        ('"Don\'t send the ships," Ada Voss said.', "Ada Voss", "demands"),
        ('"A pause of a day isn\'t something we will pay for," Ada Voss said.', "Norway", "rejects"),
        ("Ada Voss cautioned that Norway would not stand by.", "Norway", "warns"),
        ("Ada Voss warned that Denmark would pay a price.", "Ada Voss", "warns"),
        ("Ada Voss countered that Norway was mending its own road.", "Norway", "denies"),
        ("Ada Voss, a hardliner who wants the treaty torn up, spoke on Monday.", "Ada Voss", "demands"),
        ("Ada Voss would never, she pointed out, accept aid.", "Ada Voss", "rejects"),
        ("Norway, which has since threatened to expel her, is patient.", "Norway", "warns"),
        ("Norway, Ada Voss said, would consider no ceiling.", "Norway", "rejects"),
    ],
)
def test_a_stance_in_words_of_ones_own_or_around_an_aside(text: str, holder: str, stance: str) -> None:
    assert stances_behind(text) == {(holder, stance)}


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            "The accord commits Norway and Denmark to keep the line open.",
            {("Norway", "commits"), ("Denmark", "commits")},
        ),
        (
            "By dusk Norway and Denmark had signed a document that obliges them to leave.",
            {("Norway", "commits"), ("Denmark", "commits")},
        ),
        ("The accord requires patience to work.", set()),
        ("The accord would oblige Norway to leave.", set()),
        ("Ada Voss said the tariffs would hurt the poor.", {("Ada Voss", "opposes")}),
        ('Ada Voss argued that sanctions would "punish the wrong people".', {("Ada Voss", "opposes")}),
        ("Ada Voss said the pact would boost trade.", {("Ada Voss", "supports")}),
        ("Ada Voss said the storm would not hurt the harvest.", set()),
        ("The Danes, Ada Voss alleged, had slowed the flow.", {("Ada Voss", "accuses")}),
        ("Ada Voss - a cousin of the envoy - came back complaining that the food was bad.", {("Ada Voss", "opposes")}),
        ("Ada Voss did not complain that the food was bad.", set()),
        ("Norway, she said, was prepared to let others draw the line.", {("Norway", "offers")}),
        ("Denmark was glad; Norway, which has ruled out a truce, did not answer.", {("Norway", "rejects")}),
    ],
)
def test_deeds_of_things_and_words_in_pieces(text: str, stands: set[tuple[str, str]]) -> None:
    assert {stand for stand in stances_behind(text) if stand != ("Denmark", "supports")} == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Norway gave Denmark two weeks to pull its ships out of the port.", {("Norway", "demands")}),
        ("Norway has given the rebels until Friday to release the crew.", {("Norway", "demands")}),
        ("Norway gave Denmark two weeks to think it over.", set()),
        ("The council met at the request of Norway.", {("Norway", "demands")}),
        ("At Norway's insistence, the vote was put off.", {("Norway", "demands")}),
        ("The vote went ahead over Norway's objections.", {("Norway", "opposes")}),
        ("The vote went ahead over the objections of Norway.", {("Norway", "opposes")}),
        ("To the fury of Ada Voss, the vote was put off.", {("Ada Voss", "opposes")}),
        ("Norway summoned the Danish envoy over the raid.", {("Norway", "opposes")}),
        ("Norway summoned its own doctors.", set()),
        ("Norway shared Denmark's concerns.", {("Norway", "supports")}),
        ("Norway shared a border with Denmark.", set()),
        ('"Time is running out," Ada Voss said.', {("Ada Voss", "warns")}),
        ('"There will be consequences," Ada Voss said.', {("Ada Voss", "warns")}),
        ('"We will pay for this," Ada Voss said.', {("Norway", "commits")}),
        ('"Denmark has crossed every line," Ada Voss said.', {("Ada Voss", "accuses")}),
        ('"There is not one Norwegian soldier in the town," Ada Voss said.', {("Ada Voss", "denies")}),
        ('"There is no daylight between us and our friends," Ada Voss said.', set()),
        ("Ada Voss told reporters that the Danes had come late and dismissed as a sham the offer.", {("Ada Voss", "rejects")}),
        ("In the National Assembly, Ada Voss took the cabinet to task.", {("Ada Voss", "opposes")}),
        ("Ada Voss said Denmark broke the truce.", {("Ada Voss", "accuses")}),
        ("The raid was widely condemned, including by Norway.", {("Norway", "opposes")}),
    ],
)  # fmt: skip
def test_wishes_and_terms_beside_the_main_deed(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("headline", "stance"),
    [
        ("Norway rubbishes Denmark's claim to the reef, summons envoy", "opposes"),
        ("Norway gives Denmark 48 hours to leave the reef", "demands"),
        ("Norway hails deal with Denmark", "supports"),
        ("Norway says no to Danish plan", "rejects"),
        ("Norway warns Denmark over reef", "warns"),
        ("Norway threatens Denmark with sanctions", "warns"),
        ("Norway to rebuild port", "commits"),
        ("Norway brushes off Danish threat", "rejects"),
    ],
)
def test_a_headline_takes_a_stance(headline: str, stance: str) -> None:
    assert [(h, s) for h, s, _ in told(f"# {headline}").stands()] == [("Norway", stance)]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Ada Voss likened the wall to a prison.", {("Ada Voss", "opposes")}),
        ("Ada Voss likened the envoy to a courageous lion.", {("Ada Voss", "supports")}),
        ("Ada Voss called the text one-sided.", {("Ada Voss", "opposes")}),
        ('"The border is non-negotiable," Ada Voss said.', {("Ada Voss", "rejects")}),
        ("Describing the tariffs as unfair, Ada Voss left the room.", {("Ada Voss", "opposes")}),
        ("Ada Voss is trying to persuade Denmark to sign.", {("Ada Voss", "demands")}),
        ("Ada Voss failed to persuade Denmark to sign.", set()),
        ("Ada Voss appealed to the powers - Britain, Greece and Turkey - not to meddle.", {("Ada Voss", "demands")}),
        ("Ada Voss said Norway would have no other choice than to expel the envoy.", {("Norway", "warns")}),
        ("Ada Voss said Denmark would have no choice but to leave.", set()),
        ("Ada Voss signed a paper of promises.", {("Ada Voss", "commits")}),
        ("Ada Voss signed the guest book.", set()),
        ("Bo Lund praised the plan, an idea Ada Voss has rebuffed three times.", {("Bo Lund", "supports"), ("Ada Voss", "rejects")}),
    ],
)  # fmt: skip
def test_likenesses_attempts_and_what_leaves_no_choice(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Norway said it had nothing to do with the raid.", {("Norway", "denies")}),
        ("Norway said it played no role in the raid.", {("Norway", "denies")}),
        ("Norway insisted its troops had not crossed the border.", {("Norway", "denies")}),
        ("Norway said Denmark had no role in the raid.", set()),
        ("Norway said Denmark had shelled the port.", {("Norway", "accuses")}),
        ("Norway would like the ban to be lifted.", {("Norway", "demands")}),
        ("Norway would like the ban.", set()),
        ("Norway said it knew of a paper it did not sign.", set()),
        ("Ada Voss said the ball was in Denmark's court.", {("Ada Voss", "demands")}),
        ("Norway has bowed to pressure to lift the ban.", {("Norway", "commits")}),
        ("Norway takes a dim view of the plan.", {("Norway", "opposes")}),
        ("Norway has dug in its heels over the plan.", {("Norway", "opposes")}),
        ("Norway has backtracked on its promise to send ships.", set()),
        ("Ada Voss raised the prospect of sanctions.", {("Ada Voss", "warns")}),
        ("Ada Voss counselled restraint.", {("Ada Voss", "demands")}),
    ],
)
def test_who_was_not_there_and_whose_turn_it_is(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Norway's main demand is a return of the crew.", {("Norway", "demands")}),
        ("Among Norway's demands are a return of the crew and a public apology.", {("Norway", "demands")}),
        ("Norway's main demand is not known.", set()),
        ('"Too little, too late," Ada Voss said of the offer.', {("Ada Voss", "opposes")}),
        ('"A good day for both ports," Ada Voss said.', {("Ada Voss", "supports")}),
        ('"Never under a foreign flag," Ada Voss said.', {("Ada Voss", "rejects")}),
        ('"A long day," Ada Voss said.', set()),
        ('"This deal is worse than no deal," Ada Voss said.', {("Ada Voss", "opposes")}),
        ('"This deal is better than war," Ada Voss said.', {("Ada Voss", "supports")}),
        ('"Bo Lund is a man of his word," Ada Voss said.', {("Ada Voss", "supports")}),
        ("The raid, Ada Voss said, was a war crime.", {("Ada Voss", "accuses")}),
        ("Danish ships had violated the truce, Ada Voss said.", {("Ada Voss", "accuses")}),
        ('"Anyone who tries it will be sunk," Ada Voss said.', {("Ada Voss", "warns")}),
        ("Ada Voss said those who came would be fed.", set()),
        ("Norway wants none of the plan.", {("Norway", "rejects")}),
        ("Norway was having none of it.", set()),
        ("Ada Voss compared the deal to the one of May.", set()),
    ],
)
def test_words_without_a_verb_and_demands_that_are(text: str, stands: set[tuple[str, str]]) -> None:
    assert stances_behind(text) == stands


def test_who_is_described_by_a_clause_still_acts() -> None:
    text = 'Ada Voss, a hardliner who wants the treaty torn up, accused Denmark of seeking "to bully" her.'
    assert stances_behind(text) == {("Ada Voss", "demands"), ("Ada Voss", "accuses")}


def test_who_rejects_a_claim_accuses_in_turn() -> None:
    text = "Ada Voss rejected allegations that Norway was using grain as a weapon, accusing the EU of bias."
    assert stances_behind(text) == {("Ada Voss", "denies"), ("Ada Voss", "accuses")}


@pytest.mark.parametrize(
    "text",
    [
        '"Look at the map," Ada Voss said.',
        '"Let me be plain," Ada Voss said.',
        '"Let us see what happens," Ada Voss said.',
        "Ada Voss assured her followers that all was well.",
        "The Danes were a new team that needed to learn the rules, Ada Voss said.",
        '"Friendship is not when he asks for your keys," Ada Voss said.',
        "In his view, Norway never intended to sign.",
        '"Bo Lund cannot be seen to lose," said the analyst Ada Voss.',
        "Norway would sooner accept grain from the moon.",
        "Ada Voss ignored the rain.",
        "Ada Voss, a lawyer by training, would not be drawn.",
        'Ada Voss said: "It costs nothing to write and ask for a map."',
        "Ada Voss said of the raids that they would push the rebels out.",
        "Ada Voss held out her hand.",
        "Ada Voss warmed to her theme.",
        "To the delight of the crowd, Norway won.",
        "Despite the protests of the crowd, Norway won.",
        "At the request of the hotel, the council moved.",
        "Norway has not said whether it will sign.",
        "Ada Voss compared notes with Bo Lund.",
        "The accord requires both houses to vote.",
        "Ada Voss played down the road.",
        "Ada Voss presented a weak plan.",
        "Ada Voss saw a trap.",
        "Ada Voss shut the door of the car.",
    ],
)
def test_what_only_looks_like_a_stance_is_none(text: str) -> None:
    assert {stand for stand in stances_behind(text) if stand[1] != "asserts"} == set()


def test_what_one_lets_others_do_is_not_their_stance() -> None:
    assert stances_behind('"Let them tell Chad to leave, and we shall see," Ada Voss said.') == {
        ("Ada Voss", "demands")
    }
