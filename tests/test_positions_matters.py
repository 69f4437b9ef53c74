"""Positions in what somebody will do, in clauses on what was named, in predicates alone, and in what is said of a matter."""

from __future__ import annotations

import pytest

from tests.accounts import told

_KNOWN = "\nPresident Ada Voss of Kenya is 60. Foreign Minister Bo Lund of Chad is 50."
"""Who the people of the sentences are."""


def _stands(text: str, title: str = "# The session opened late") -> list[tuple[str, str, str]]:
    return [stand for stand in told(f"{title}\n{text}{_KNOWN}").stands() if stand[1] != "asserts"]


@pytest.mark.parametrize(
    ("text", "stance", "target", "holders"),
    [
        ("Ada Voss vowed to retaliate against Chad.", "warns", "retaliate against Chad", ["Ada Voss"]),
        ('"We will respond to any raid," Ada Voss said.', "warns", "respond to any raid", ["Kenya"]),
        ("Chad will reopen the border on Monday, chief negotiator Eli Lund said.", "commits", "reopen the border on Monday", ["Chad"]),
        ("Ada Voss said Kenya would withdraw its troops from the valley.", "commits", "withdraw its troops from the valley", ["Kenya"]),
        ("Kenya and Chad agreed a ceasefire in Mali.", "commits", "a ceasefire in Mali", ["Kenya", "Chad"]),
        ("Kenya refuses to talk until the troops leave.", "rejects", "talk", ["Kenya"]),
        ("Kenya refuses to talk until the troops leave.", "demands", "the troops leave", ["Kenya"]),
        ("Ada Voss said she would return only if Chad apologised.", "demands", "Chad apologised", ["Ada Voss"]),
        ("Kenya would only return to the pact if Chad apologised, Ada Voss said.", "demands", "Chad apologised", ["Kenya"]),
        ("Ada Voss said Kenya was ready to sign, provided Chad did so too.", "demands", "Chad did so too", ["Kenya"]),
        ("Ada Voss said she hoped Chad would drop the charges.", "demands", "Chad would drop the charges", ["Ada Voss"]),
        ("Kenya insists that the valley be cleared, a condition Chad rejected out of hand.", "rejects", "condition", ["Chad"]),
        ("Mali banned the imports, a decision that Ada Voss called unjust.", "opposes", "a decision", ["Ada Voss"]),
        ("Mali praised the truce, which Kenya regards as flawed.", "opposes", "the truce", ["Kenya"]),
        ("Ada Voss ruled out talks with the rebels, whom Kenya regards as terrorists.", "accuses", "the rebels", ["Kenya"]),
        ("Mali ended what Ada Voss called an act of aggression.", "accuses", "an act of aggression", ["Ada Voss"]),
        ("Ada Voss said that the islands were not for sale.", "rejects", "the islands were not for sale", ["Ada Voss"]),
        ('"The time has come for a truce," Ada Voss said.', "demands", "a truce", ["Ada Voss"]),
        ("Ada Voss said military operations would continue.", "commits", "military operations would continue", ["Ada Voss"]),
        ("Ada Voss said the sanctions would not be lifted.", "rejects", "the sanctions would not be lifted", ["Ada Voss"]),
        ("Kenya has dismissed the plan, vowing instead to fight on.", "commits", "fight on", ["Kenya"]),
        ("Kenya, which has denied backing the rebels, accused Chad of arming them.", "accuses", "arming them", ["Kenya"]),
        ("Kenya recalled its ambassador to Mali on Tuesday in protest at the arrests.", "opposes", "the arrests", ["Kenya"]),
        ("Kenya quit the treaty.", "rejects", "the treaty", ["Kenya"]),
        ("Kenya pulled out of the race for the post.", "rejects", "the race for the post", ["Kenya"]),
        ("Ada Voss vowed never to sign.", "rejects", "never to sign", ["Ada Voss"]),
        ("Ada Voss said that war was absolutely not an option.", "rejects", "war was absolutely not an option", ["Ada Voss"]),
        ("Ada Voss said Kenya would make no concessions to Chad.", "rejects", "make no concessions to Chad", ["Kenya"]),
        ("Ada Voss insisted that Kenya did not seek a bomb.", "denies", "seek a bomb", ["Kenya"]),
        ("Mali bought the arms, which Kenya strongly opposes.", "opposes", "the arms", ["Kenya"]),
        ("Chad will keep up its campaign, officials said.", "commits", "keep up its campaign", ["Chad"]),
        ("Kenya and Chad issued a joint statement with Mali expressing concern about the arrests.", "opposes", "the arrests", ["Kenya", "Chad", "Mali"]),
        ("Kenya sent a letter to Chad calling for restraint.", "demands", "restraint", ["Kenya"]),
        ("Kenya would like to see the sanctions eased.", "demands", "the sanctions eased", ["Kenya"]),
        ("Ada Voss said the text amounted to a diktat.", "opposes", "the text amounted to a diktat", ["Ada Voss"]),
        ("Ada Voss described the offer as an attempt to win time.", "opposes", "the offer as an attempt", ["Ada Voss"]),
        ("Kenya and Chad voiced fears that Mali would cheat.", "opposes", "Mali would cheat", ["Kenya", "Chad"]),
        ("Kenya reacted with fury to the deal.", "opposes", "the deal", ["Kenya"]),
        ("Kenya has suspended arms shipments to Mali.", "rejects", "arms shipments to Mali", ["Kenya"]),
        ("Ada Voss held the authorities responsible for the deaths.", "accuses", "responsible for the deaths", ["Ada Voss"]),
        ("Kenya said it was alarmed and ready to send help.", "offers", "send help", ["Kenya"]),
        ("Kenya says it is fully prepared for a war.", "warns", "a war", ["Kenya"]),
        ("Ada Voss said talks were the only way forward.", "supports", "talks were the only way forward", ["Ada Voss"]),
        ("Ada Voss said there was no alternative to a truce.", "supports", "a truce", ["Ada Voss"]),
        ("Kenya blamed Mali; Chad denied any part in it and promised an inquiry.", "commits", "an inquiry", ["Chad"]),
        ("Kenya summoned the ambassador to protest against the raid.", "opposes", "the raid", ["Kenya"]),
        ("Ada Voss vowed that Kenya would not bend.", "rejects", "Kenya would not bend", ["Kenya"]),
        ('"We will not be bullied," Ada Voss said.', "rejects", "be bullied", ["Kenya"]),
        ("Ada Voss said Kenya would take the necessary steps.", "commits", "take the necessary steps", ["Kenya"]),
        ("Kenya insisted that there would be no talks before the vote.", "rejects", "talks", ["Kenya"]),
        ("Ada Voss said the door remained open to Chad.", "offers", "the door remained open to Chad", ["Kenya"]),
        ("Ada Voss said the Kenyan proposals were still on the table.", "offers", "the Kenyan proposals were still on the table", ["Kenya"]),
        ("Ada Voss and Bo Lund agreed by telephone on Friday to end the blockade.", "commits", "end the blockade", ["Ada Voss", "Bo Lund"]),
        ("Kenya said it would honour the truce as long as Chad did the same.", "demands", "Chad did the same", ["Kenya"]),
        ("Kenya finds the text unacceptable.", "opposes", "the text unacceptable", ["Kenya"]),
        ("Chad asked for a new vote, a request that Kenya resisted.", "opposes", "a request", ["Kenya"]),
        ("Ada Voss vowed to block the nomination.", "opposes", "the nomination", ["Ada Voss"]),
        ("Ada Voss vowed to stop the violence.", "commits", "stop the violence", ["Ada Voss"]),
        ("The ministers were divided, with Kenya condemning the delay.", "opposes", "the delay", ["Kenya"]),
        ("Ada Voss said Chad was playing with fire.", "accuses", "playing with fire", ["Ada Voss"]),
        ("Ada Voss said it was shameful that Mali sold arms.", "opposes", "it was shameful that Mali sold arms", ["Ada Voss"]),
        ("Ada Voss announced that Kenya was withdrawing from the treaty.", "rejects", "the treaty", ["Kenya"]),
        ("Kenya rejected as groundless a report that it had armed rebels.", "denies", "a report that it had armed rebels", ["Kenya"]),
        ("Kenya, whose allies rule Mali, insists on talks and rejects an inquiry.", "rejects", "an inquiry", ["Kenya"]),
        ("Bo Lund left. Ada Voss reminded Bo Lund of the truce, and said she was ready to talk.", "offers", "talk", ["Ada Voss"]),
        ("Ada Voss said a deal without Mali would be meaningless.", "opposes", "a deal without Mali would be meaningless", ["Ada Voss"]),
    ],
)  # fmt: skip
def test_a_stance_is_found(text: str, stance: str, target: str, holders: list[str]) -> None:
    assert [who for who, kind, what in _stands(text) if (kind, what) == (stance, target)] == holders


@pytest.mark.parametrize(
    ("title", "stance", "target"),
    [
        ("# Kenya to expel the ambassador of Chad", "commits", "expel the ambassador of Chad"),
        ("# Kenya to boycott the vote", "rejects", "the vote"),
    ],
)
def test_a_headline_tells_what_somebody_will_do(title: str, stance: str, target: str) -> None:
    assert ("Kenya", stance, target) in _stands("Nothing else was known.", title)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya agreed to destroy its mines.",  # no threat: what one agrees to do
        "Ada Voss hoped the rain would end.",  # nobody is asked
        "Mali sent what Ada Voss called a letter.",
        "Kenya would only return to the valley if it rained.",  # the writer's
        "Ada Voss said the talks would continue on Monday.",  # the meetings'
        "Ada Voss said there would be no rain on Monday.",
        "Kenya had no objection.",
        "Ada Voss quit the government.",
        "Kenya ended the war with an agreement.",
        "Kenya pulled out of the valley.",
        "Ada Voss left Chad without a deal.",
    ],
)
def test_a_trap_takes_no_other_stance(text: str) -> None:
    assert not [stand for stand in _stands(text) if stand[1] in {"warns", "demands", "opposes", "rejects"}]


@pytest.mark.parametrize(
    "text",
    [
        "Mali left early; Kenya is opposed.",
        "Ada Voss told reporters that she was deeply disappointed.",
        'Ada Voss said she was "saddened".',
        "Kenya is in favour.",
        "Kenya voiced outrage and recalled its envoy.",
        "Mali left early. Kenya disagreed.",
        "Kenya lodged a protest.",
        "Chad declined.",
    ],
)
def test_without_a_matter_there_is_no_position(text: str) -> None:
    assert not _stands(text)


def test_a_headline_on_talks_is_no_promise() -> None:
    assert not _stands("Nothing else was known.", "# Kenya and Chad to hold talks")


def test_who_stands_ready_to_help_does_not_do_so_on_an_errand() -> None:
    assert [stand[1] for stand in _stands("Kenya stands ready to support the truce.")] == ["offers"]


def test_what_a_raid_would_lead_to_is_no_promise() -> None:
    assert not _stands("Kenya warned Chad on Monday, saying it would lead to war.")[1:]


def test_they_are_not_the_reporters_to_whom_it_is_said() -> None:
    text = 'Ada Voss told reporters that hundreds had come. "They are not willing to leave," she said.'
    assert not [stand for stand in _stands(text) if stand[0] == "reporters"]
