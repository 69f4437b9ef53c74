"""Stances by the words that take them: whole classes of verbs, nouns and predicates."""

from __future__ import annotations

import pytest

from tests.accounts import told


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Kenya prefers dialogue.", "Kenya", "supports"),
        ("Kenya swung behind the plan.", "Kenya", "supports"),
        ("Kenya scoffed at the plan.", "Kenya", "opposes"),
        ("Chad took issue with the report.", "Chad", "opposes"),
        ("Chad railed against the sanctions.", "Chad", "opposes"),
        ("Chad has been lukewarm about the force.", "Chad", "opposes"),
        ("Chad repudiated the treaty.", "Chad", "rejects"),
        ("Chad laughed off the threat.", "Chad", "rejects"),
        ("Chad charged Niger with violating the truce.", "Chad", "accuses"),
        ("Kenya directed Chad to reopen the border.", "Kenya", "demands"),
        ("Kenya petitioned the court to reject the deal.", "Kenya", "demands"),
        ("Norway voiced scepticism about the plan.", "Norway", "opposes"),
        ("Norway's reluctance to sign delayed the deal.", "Norway", "opposes"),
        ("Norway expressed confidence in the mission.", "Norway", "supports"),
        ("Norway is receptive to the proposal.", "Norway", "offers"),
        ("Norway put forward a new plan.", "Norway", "offers"),
        ("Kenya's foreign minister Ada Voss called the plan biased.", "Ada Voss", "opposes"),
        ("Norway insists it will not withdraw its case.", "Norway", "rejects"),
        ("Under the deal, China would buy farm goods.", "China", "commits"),
        ("Chad's foreign minister Bo Lund said: \"We expect Niger to pay the debt.\"", "Chad", "demands"),
        ("Ada Voss, leader of the Reform Party, who has refused to sign the accord, spoke.", "Ada Voss", "rejects"),
        ("Bo Lund said the truce would run until June 20 and called on Kenya to reciprocate.", "Bo Lund", "demands"),
        ("Norway accused the eastern commander of running away.", "Norway", "accuses"),
        ("Norway disputed the account.", "Norway", "denies"),
        ("Norway declared a unilateral ceasefire.", "Norway", "commits"),
        ("Norway condemned it as a concession to terrorists.", "Norway", "opposes"),
        ("The rebels called for an end to the war and opposed attempts by others to meddle.", "rebels", "opposes"),
        ("Norway, which listed the site, plans to send a mission.", "Norway", "commits"),
        ("Norway's foreign minister Ada Voss said: \"There is no need for any third party.\"", "Ada Voss", "rejects"),
        ("Bo Lund said that the talks had ended and recommended that Chad sign.", "Bo Lund", "demands"),
        ("Bo Lund celebrated the decision.", "Bo Lund", "supports"),
        ("# Norway suspends talks, welcomes Chad", "Norway", "supports"),
        ("Kenya accused the force of theft and last month threatened to expel it.", "Kenya", "warns"),
        ("Norway has ruled that out.", "Norway", "rejects"),
        ("Norway's foreign minister, Ada Voss, whose officials had gone, praised both for their work.", "Ada Voss", "supports"),
        ("Norway is adamant that all measures be scrapped.", "Norway", "demands"),
        ("Trade Commissioner Bo Lund, while welcoming the outcome, demanded that Chad pay.", "Bo Lund", "supports"),
        ("The rebels and Niger talked, and Chad welcomed the accord.", "Chad", "supports"),
    ],
)  # fmt: skip
def test_a_word_takes_a_stance(text: str, holder: str, stance: str) -> None:
    assert (holder, stance) in [(h, s) for h, s, _ in told(text).stands()]
    assert {h for h, _, _ in told(text).stands()} == {holder}


@pytest.mark.parametrize(
    "text",
    [
        "The four donors - Japan, Chad and Norway - voiced support for the talks.",
        "Japan backed the talks, as did Chad and Norway.",
        "The envoys of Japan, Chad and Norway held a meeting on Monday and backed the talks.",
    ],
)
def test_each_of_those_listed_takes_it(text: str) -> None:
    assert sorted(h for h, s, _ in told(text).stands() if s == "supports") == ["Chad", "Japan", "Norway"]


def test_a_statement_is_its_authors() -> None:
    text = "# Remarks by President Ada Voss of Kenya\nWe strongly support the plan."
    assert [(h, s) for h, s, _ in told(text).stands()] == [("Kenya", "supports")]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect Niger to pay.",
        "Kenya dropped the plan that China would buy farm goods.",
        "Chad was charged with a crime.",
        "Ada Voss would not slam the door.",
        "Bo Lund plans to return in June.",
    ],
)
def test_no_stance_is_read_into_it(text: str) -> None:
    assert [stand for stand in told(text).stands() if stand[1] in {"demands", "commits", "accuses"}] == []


_TWO = "Foreign Minister Ada Voss of Norway came on Monday. Prime Minister Bo Lund of Denmark left. "


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Ada Voss met Bo Lund and urged him to sign the treaty.", {("Ada Voss", "demands")}),
        ("Ada Voss telephoned Bo Lund on Tuesday and urged him to sign the treaty.", {("Ada Voss", "demands")}),
        ("Ada Voss and Bo Lund met and condemned the raid.", {("Ada Voss", "opposes"), ("Bo Lund", "opposes")}),
        ("Unlike Bo Lund, Ada Voss supports the treaty.", {("Ada Voss", "supports")}),
        ("Neither Ada Voss nor Bo Lund supports the treaty.", set()),
        ("Ada Voss, once a supporter of the treaty, met Bo Lund.", set()),
        ("Ada Voss did not condemn the raid.", set()),
        ("Ada Voss vowed that Norway would never sign the treaty.", {("Norway", "rejects")}),
        ("Envoys called on Bo Lund to sign the treaty.", {("Envoys", "demands")}),
    ],
)
def test_of_two_who_are_named_he_takes_it_who_is_told_to(text: str, stands: set[tuple[str, str]]) -> None:
    assert {(h, s) for h, s, _ in told(_TWO + text).stands()} == stands
