"""Positions told in other ways than "Norway backed the plan": for whom somebody acts, split verbs, nouns below their verbs."""

from __future__ import annotations

import pytest

from tests.accounts import told

_KNOWN = "\nPresident Ada Voss of Kenya is 60. Foreign Minister Bo Lund of Chad is 50."
"""Who the people of the sentences are."""


def _stands(text: str) -> list[tuple[str, str, str]]:
    return [stand for stand in told(f"The session opened late.\n{text}{_KNOWN}").stands() if stand[1] != "asserts"]


@pytest.mark.parametrize(
    ("text", "stance", "target", "holders"),
    [
        ("The leaders of Kenya, Chad and Mali agreed on a ceasefire.", "commits", "a ceasefire", ["Kenya", "Chad", "Mali"]),
        ("The leaders of NATO condemned the raid.", "opposes", "the raid", ["NATO"]),
        ("The foreign ministers of Kenya and Chad called for restraint.", "demands", "restraint", ["Kenya", "Chad"]),
        ("Ada Voss and Bo Lund met. They underscored the need for a free press.", "demands", "a free press", ["Ada Voss", "Bo Lund"]),
        ("Kenya rules that out.", "rejects", "that", ["Kenya"]),
        ("Kenya turned the offer down.", "rejects", "the offer", ["Kenya"]),
        ("Kenya won't discuss the border with anyone.", "rejects", "discuss the border with anyone", ["Kenya"]),
        ('"We are not going to sign," Ada Voss said.', "rejects", "sign", ["Kenya"]),
        ('"We demand an apology," Ada Voss said.', "demands", "an apology", ["Kenya"]),
        ("Ada Voss has called Bo Lund a lobbyist for the rebels.", "accuses", "a lobbyist for the rebels", ["Ada Voss"]),
        ("Kenya stands ready to help Chad.", "offers", "help Chad", ["Kenya"]),
        ("Ada Voss assured Bo Lund that Kenya would help.", "commits", "Kenya would help", ["Kenya"]),
        ("Ada Voss said Kenya had no intention of leaving the treaty.", "rejects", "leaving the treaty", ["Kenya"]),
        ("Kenya has no plans to leave the treaty.", "rejects", "leave the treaty", ["Kenya"]),
        ("Kenya sees no point in talks with Chad.", "rejects", "talks with Chad", ["Kenya"]),
        ("Kenya threw its weight behind the plan.", "supports", "the plan", ["Kenya"]),
        ("Kenya lent its support to the plan.", "supports", "the plan", ["Kenya"]),
        ("Kenya suspended its participation in the treaty.", "rejects", "its participation in the treaty", ["Kenya"]),
        ("Kenya agreed to host the talks.", "commits", "host the talks", ["Kenya"]),
        ("Ada Voss resigned in protest at the deal.", "opposes", "the deal", ["Ada Voss"]),
        ("Kenya reserves the right to respond.", "warns", "respond", ["Kenya"]),
        ("Kenya questioned whether Chad would honour the deal.", "opposes", "whether Chad would honour the deal", ["Kenya"]),
        ("Welcoming the deal, Ada Voss said work remained.", "supports", "the deal", ["Ada Voss"]),
        ("The deal drew criticism from Kenya.", "opposes", "The deal", ["Kenya"]),
        ("The proposal met with opposition from Kenya.", "opposes", "The proposal", ["Kenya"]),
        ("Kenya announced that it was joining the pact.", "commits", "it was joining the pact", ["Kenya"]),
        ('"I will sign nothing that helps them," Ada Voss said.', "rejects", "sign nothing that helps them", ["Ada Voss"]),
        ("Kenya called on parliament to bring back the bill.", "demands", "bring back the bill", ["Kenya"]),
        ("The leaders of Kenya and Chad gave their approval to the plan.", "supports", "the plan", ["Kenya", "Chad"]),
        ("Ada Voss said Chad was fuelling the war.", "accuses", "fuelling the war", ["Ada Voss"]),
        ("Ada Voss said that her government favoured a truce.", "supports", "a truce", ["Kenya"]),
        ("Ada Voss said her country was willing to talk.", "offers", "talk", ["Kenya"]),
        ("Ada Voss assured her partners that Kenya would help.", "commits", "Kenya would help", ["Kenya"]),
        ("President Ada Voss and her Chadian colleague, Bo Lund, pledged to help.", "commits", "help", ["Ada Voss", "Bo Lund"]),
        ("Ada Voss called the text a great day for peace.", "supports", "the text a great day", ["Ada Voss"]),
        ("Kenya dismissed the statement as baseless.", "denies", "the statement", ["Kenya"]),
        ("Kenya rejected Chad's claim to the waters.", "rejects", "Chad's claim to the waters", ["Kenya"]),
        ("Kenya blocked the resolution.", "rejects", "the resolution", ["Kenya"]),
        ("Ada Voss expressed the hope that Chad would sign.", "demands", "Chad would sign", ["Ada Voss"]),
        ("Ada Voss and Bo Lund ended the summit with a joint demand that Mali withdraw.", "demands", "Mali withdraw", ["Ada Voss", "Bo Lund"]),
        ("Kenya had warned for weeks of grave consequences.", "warns", "grave consequences", ["Kenya"]),
        ("Ada Voss assured Bo Lund of Kenya's support for the plan.", "supports", "the plan", ["Kenya"]),
        ("European Union foreign ministers condemned the raid.", "opposes", "the raid", ["European Union"]),
        ("NATO ministers have rejected the plan.", "rejects", "the plan", ["NATO"]),
        ("Chad dismissed the report as fabricated.", "denies", "the report", ["Chad"]),
        ("Kenya accused Chad of arming the rebels, a charge the Chadian army has rejected.", "denies", "a charge", ["Chadian army"]),
    ],
)  # fmt: skip
def test_a_stance_is_taken(text: str, stance: str, target: str, holders: list[str]) -> None:
    assert [(h, s, t) for h, s, t in _stands(text) if s == stance] == [(holder, stance, target) for holder in holders]


def test_what_is_assured_as_the_states_own_is_no_promise() -> None:
    assert [s for _, s, _ in _stands("Ada Voss assured Bo Lund of Kenya's support for the plan.")] == ["supports"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya declined to discuss the matter.",
        "Kenya has plans to build a dam.",
        "Kenya's need for aid has grown.",
        "Police questioned Bo Lund on Monday.",
        "Kenya suspended two officers.",
        "This is not the result that Kenya wants.",
        "Kenya announced that talks had begun.",
        "Kenya received a call from Bo Lund.",
    ],
)
def test_no_stance_is_taken(text: str) -> None:
    assert _stands(text) == []
