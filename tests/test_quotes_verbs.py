"""What counts as said by the verb: what is denied, insisted on, let slip; not what somebody only rejects."""

from __future__ import annotations

import pytest

from tests.speech import said
from tests.test_quotes import VOSS

LATE = "time was short"


@pytest.mark.parametrize("verb", ["rejected", "dismissed", "rejects", "disputes", "laughed at", "scoffed at"])
@pytest.mark.parametrize("thought", ["notion", "idea", "suggestion"])
def test_what_somebody_will_not_hear_of_is_not_said(verb: str, thought: str) -> None:
    assert said(f"Ada Voss {verb} the {thought} that she was late.") == []


@pytest.mark.parametrize("claim", ["a report that she was late", "speculation that she was late"])
def test_what_others_spread_is_denied_by_words(claim: str) -> None:
    assert said(f"Ada Voss dismissed {claim}.") == [("indirect", VOSS, claim)]


@pytest.mark.parametrize(
    "told",
    ["was adamant that", "remained insistent that", "was quite clear that", "let slip that", "made it clear that"],
)
def test_more_verbs_that_say_so(told: str) -> None:
    assert said(f"Ada Voss {told} {LATE}.") == [("indirect", VOSS, LATE)]


@pytest.mark.parametrize(
    "text",
    [
        f"It was clear that {LATE}.",
        f"Ada Voss was not adamant that {LATE}.",
        f"The text was explicit that {LATE}.",
        "Ada Voss let the deal slip.",
    ],
)
def test_what_is_clear_to_all_nobody_says(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Voss denied taking the money.", "taking the money"),
        ("Ada Voss has repeatedly denied using merchant ships in war.", "using merchant ships in war"),
        ("Ada Voss admitted having met him.", "having met him"),
        ("A trip to Chad, planned for May, has now been called off, Ada Voss added.",
         "A trip to Chad, planned for May, has now been called off"),
    ],
)  # fmt: skip
def test_what_somebody_denies_doing(text: str, words: str) -> None:
    assert said(text) == [("indirect", VOSS, words)]


def test_who_is_denied_something_denies_nothing() -> None:
    assert said("Ada Voss was denied boarding rights. Norway denied meddling.") == []


@pytest.mark.parametrize("verb", ["points out", "pointed out", "sums up"])
def test_a_verb_of_two_words_may_stand_before_who_speaks(verb: str) -> None:
    text = f"“The vote is a green light,” {verb} Ada Voss, director of a think tank."
    assert said(text) == [("direct", VOSS, "The vote is a green light,")]


@pytest.mark.parametrize("who", ["“who had come without a plan,”", "“whom nobody had asked,”", "“which is too late,”"])
def test_marked_words_that_tell_more_of_somebody_are_part_of_their_sentence(who: str) -> None:
    text = f"Norway will meet the envoys, {who} Ada Voss said."
    assert said(text) == [("mixed", VOSS, f"Norway will meet the envoys, {who}")]


def test_what_is_denied_ends_where_it_is_called_something() -> None:
    found = said("Ada Voss denied taking the money, calling it “a plain lie”.")
    assert found[0] == ("indirect", VOSS, "taking the money")
