"""Positions told in other ways than by a verb and what it takes: praise and blame, errands, words before "warned"."""

from __future__ import annotations

import pytest

from tests.accounts import told


@pytest.mark.parametrize(
    ("text", "holder", "stance", "target"),
    [
        ("Chilean President Ada Voss called the accord a historic mistake.", "Ada Voss", "opposes", "the accord"),
        ("Chilean President Ada Voss called the drills “rash and unfair”.", "Ada Voss", "opposes", "the drills"),
        ("Ada Voss described the truce as a breakthrough.", "Ada Voss", "supports", "the truce as a breakthrough"),
        ("“The raid was unjustified,” Ada Voss said.", "Ada Voss", "opposes", "The raid was unjustified"),
        ("“This is a triumph,” Ada Voss said.", "Ada Voss", "supports", "This is a triumph"),
        ("Ada Voss flew to Lima to urge Peru to lift the ban.", "Ada Voss", "demands", "lift the ban"),
        ("Ada Voss used the speech to condemn the raid.", "Ada Voss", "opposes", "the raid"),
        ("“Prices will rise,” Ada Voss warned.", "Ada Voss", "warns", "Prices will rise"),
        ("The party would resist any accord, Ada Voss warned.", "Ada Voss", "warns", "The party would resist"),
        ("Kenyan President Ada Voss said Kenya was not holding talks with Chad.", "Kenya", "denies", "holding talks with Chad"),
        ("“We did not shell the town,” Kenyan President Ada Voss said.", "Kenya", "denies", "shell the town"),
        ("Kenya has protested to Chad against the arrest of ten men.", "Kenya", "opposes", "the arrest of ten men"),
        ("Kenya asked Chad for talks.", "Kenya", "demands", "talks"),
        ("Ada Voss spoke highly of the deal.", "Ada Voss", "supports", "the deal"),
        ("Ada Voss cancelled a trip to Lima.", "Ada Voss", "rejects", "a trip to Lima"),
        ("Peru withdrew from the treaty.", "Peru", "rejects", "the treaty"),
        ("Ada Voss committed herself to the truce.", "Ada Voss", "commits", "the truce"),
        ("Ada Voss accepted it after Kenya had left.", "Ada Voss", "commits", "it"),
        ("The rebels sought a truce, a step which Kenya rejected.", "Kenya", "rejects", "a step"),
        ("Kenya was accused of theft, a charge that Kenya denied.", "Kenya", "denies", "a charge"),
        ("Kenya backed the government's protest.", "Kenya", "supports", "the government's protest"),
        ("Kenya hailed the visit of Ada Voss of Chad.", "Kenya", "supports", "the visit of Ada Voss"),
        ("Kenyan President Ada Voss said Kenya had set no conditions.", "Kenya", "denies", "Kenya had set no conditions"),
        ("Kenya regarded the intrusion as a breach of its sovereignty.", "Kenya", "accuses", "a breach of its sovereignty"),
        ("Kenya said the force had exceeded its mandate. Chad said Kenya had exceeded its mandate.", "Chad", "accuses", "exceeded its mandate"),
        ("Ada Voss expressed gratitude for the aid.", "Ada Voss", "supports", "the aid"),
        ("Kenya decided against economic sanctions.", "Kenya", "rejects", "economic sanctions"),
        ("Ada Voss called the talks constructive.", "Ada Voss", "supports", "the talks constructive"),
        ("Kenyan President Ada Voss denied that Kenya was behind the raid.", "Kenya", "denies", "Kenya was behind the raid"),
        ("Ada Voss dismissed the request as a trick.", "Ada Voss", "rejects", "the request"),
        ("Ada Voss promised $9 billion in loans.", "Ada Voss", "commits", "$9 billion in loans"),
        ("Chad left. Ada Voss held Chad responsible for the raid.", "Ada Voss", "accuses", "responsible for the raid"),
        ("Kenyan President Ada Voss said Kenya could not hand over the men.", "Kenya", "rejects", "hand over the men"),
        ("Brazil, speaking for all, praised the truce.", "Brazil", "supports", "the truce"),
        ("Peru threatened to leave unless the raids end.", "Peru", "demands", "the raids end"),
        ("Ada Voss said she would never go to Lima.", "Ada Voss", "rejects", "go to Lima"),
        ("Kenyan Foreign Minister Bo Lund met Chadian President Ada Voss. The two sides pledged to end the raids.", "Chad", "commits", "end the raids"),
        ("Kenyan Foreign Minister Bo Lund met Chadian President Ada Voss. Both governments denied the report.", "Kenya", "denies", "the report"),
    ],
)  # fmt: skip
def test_a_stance_is_read(text: str, holder: str, stance: str, target: str) -> None:
    assert (holder, stance) in [(h, s) for h, s, t in told(text).stands() if t.startswith(target)]


@pytest.mark.parametrize(
    "text",
    [
        "The text of Kenya would have condemned the raid.",
        "Ada Voss did not call the accord a mistake.",
        "Ada Voss said the talks were difficult.",
        "Ada Voss described the house.",
        "Ada Voss might fly to Lima to urge Peru to lift the ban.",
        "Peru withdrew from the town.",
        "Ada Voss cancelled an order for tea.",
        "“We did not know,” Kenyan President Ada Voss said.",
        "Kenyan President Ada Voss said Kenya had not yet answered.",
        "Kenyan President Ada Voss said Chad was not helping.",
        "Kenya, Britain, France and Germany met in Rome. Both governments denied the report.",
    ],
)
def test_no_stance_is_read(text: str) -> None:
    assert [stand for stand in told(text).stands() if stand[1] != "asserts"] == []


def test_a_promise_is_told_once() -> None:
    text = "“We will lift the ban,” Kenyan President Ada Voss vowed."
    assert told(text).stands() == [("Kenya", "commits", "lift the ban")]


def test_who_presses_both_sides_is_directed_at_the_two() -> None:
    account = told("Chad and Kenya held talks in Rome on Friday. Peru pressed both sides to sign.")
    assert account.names(account.positions[-1].toward) == {"Chad", "Kenya"}


def test_rebels_do_not_speak_for_the_state_they_fight() -> None:
    text = "Ada Voss, a spokesman for the Syrian coalition, spoke. Ada Voss said the Syrian leadership must leave the country."
    assert ("Ada Voss", "demands") in [(h, s) for h, s, _ in told(text).stands()]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Chad and Kenya agreed that the truce would continue.", "commits"),
        ("Chad and Kenya agreed that the truce should be extended.", "commits"),
        ("Chad and Kenya agreed that the truce was dead.", "supports"),
    ],
)
def test_what_is_agreed_to_be_done_is_a_promise(text: str, stance: str) -> None:
    assert {s for _, s, _ in told(text).stands()} == {stance}


def test_whose_opposition_demands_are() -> None:
    account = told("The Chadian opposition met. Kenya backed opposition demands for a vote.")
    assert account.names(account.positions[0].toward) == {"Chadian opposition"}
    assert ("Chadian opposition", "demands", "a vote") in account.stands()


def test_support_that_is_only_asked_for_is_none() -> None:
    assert told("Peru left. Ada Voss requested Peru's support for the plan.").stands() == [
        ("Ada Voss", "demands", "Peru's support for the plan")
    ]


def test_what_is_criticised_is_anothers_refusal() -> None:
    stands = told("Chad refused aid. Peru criticised its refusal to allow inspectors.").stands()
    assert [(h, s) for h, s, _ in stands if h == "Peru"] == [("Peru", "opposes")]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Mr Lund said on Saturday that the government delegation, led by Foreign Minister Omar Haddad's deputy Faisal Aziz, had refused to discuss a truce.", []),
        ("Mr Lund said on Saturday that the government delegation, led by Foreign Minister Omar Haddad's deputy Faisal Aziz, had called the truce a mistake.", []),
        ("Mr Lund said on Saturday that the government delegation, led by Foreign Minister Omar Haddad's deputy Faisal Aziz, had not signed the truce.", []),
        ("Mr Lund said on Saturday that the government delegation, led by Foreign Minister Omar Haddad's deputy Faisal Aziz, had flown to Rome to urge Peru to sign.", []),
        ("An envoy of Kenya who asked not to be identified spoke.", []),
        ("An envoy of Kenya, who requested anonymity, spoke.", []),
        ('"We regret that we did not act sooner," Kenyan President Ada Voss said.', []),
        ("An envoy of Kenya asked to remain anonymous.", []),
        ("Ada Voss told the heads of state by telephone that she agreed too.", []),
        ("Kenya would have to grant the herders a degree of self-rule, something that Chad has long resisted.", []),
        ('"I apologise to them that we haven\'t helped them very much," Kenyan President Ada Voss said.', []),
        ('"We are sorry for the delay but we did not arm the rebels," Kenyan President Ada Voss said.', [("Kenya", "denies", "arm the rebels")]),
        ('"We do not bargain with a gun at our heads," Kenyan President Ada Voss said.', [("Kenya", "rejects", "bargain with a gun at our heads")]),
        ('"We do not arm the herders," Kenyan President Ada Voss said.', [("Kenya", "denies", "arm the herders")]),
        ("Kenyan President Ada Voss said that she had not signed anything.", [("Ada Voss", "denies", "signed anything")]),
        ('Kenyan President Ada Voss urged the three sides on Sunday to "make a fresh start".', [("Ada Voss", "demands", "make a fresh start")]),
        ("# Kenya rejects Chad's border offer as talks collapse in Rome", [("Kenya", "rejects", "Chad's border offer")]),
        ("# Kenya rejects Chad's border offer as fighting spreads", [("Kenya", "rejects", "Chad's border offer")]),
        ('Chilean President Ada Voss has called the clashes "a real war".', []),
        ("Chilean President Ada Voss called the vote a major test.", []),
        ("Chilean President Ada Voss called the drought a real threat.", []),
        ("Chilean President Ada Voss called the vote a major success.", [("Ada Voss", "supports", "the vote a major success")]),
        ('Chilean President Ada Voss called the outcome "a serious setback".', [("Ada Voss", "opposes", "the outcome")]),
        ('Chilean President Ada Voss described the raid as "a blow to the truce".', [("Ada Voss", "opposes", "the raid")]),
        ('Chilean President Ada Voss dismissed the remarks as "colonial nostalgia".', [("Ada Voss", "rejects", "the remarks")]),
    ],
)  # fmt: skip
def test_what_is_said_is_told_of_whom_and_what_it_is_said(text: str, stands: list[tuple[str, str, str]]) -> None:
    assert [stand for stand in told(text).stands() if stand[1] != "asserts"] == stands


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('Kenya and Chad agreed to resume "shuttle diplomacy", officials say.', 'resume "shuttle diplomacy"'),
        ("Kenya has warned that such a pact would be an “Asian league”.", "such a pact would be an “Asian league”"),
        ("Kenya backs the “so-called plan” of Chad.", "the “so-called plan” of Chad"),
        ('Kenya accused Chad of "beating the drums of war".', "beating the drums of war"),
    ],
)
def test_a_target_has_both_marks_of_its_quotation_or_none(text: str, target: str) -> None:
    assert {t for _, _, t in told(text).stands()} == {target}
