"""Positions: who stands where on what, and the traps: rivals, conditions, hedges, silence."""

from __future__ import annotations

import pytest

from kg.model import Stance
from tests.accounts import told


@pytest.mark.parametrize(
    ("text", "holder", "stance", "target"),
    [
        ("Kenya backed the plan for a buffer zone.", "Kenya", "supports", "the plan for a buffer zone"),
        ("Egypt opposes the new dam.", "Egypt", "opposes", "the new dam"),
        ("Chile condemned the raid on Monday.", "Chile", "opposes", "the raid on Monday"),
        ("Norway called this week for an inquiry.", "Norway", "demands", "an inquiry"),
        ("Peru urged Bolivia to reopen the border.", "Peru", "demands", "reopen the border"),
        ("India wants Pakistan to hand over the suspects.", "India", "demands", "hand over the suspects"),
        ("Somalia has rejected the port deal and accused Ethiopia of theft.", "Somalia", "rejects", "the port deal"),
        ("Somalia has rejected the port deal and accused Ethiopia of theft.", "Somalia", "accuses", "theft"),
        ("Sudan refused to sign the accord.", "Sudan", "rejects", "sign the accord"),
        ("Madagascar declined to comment on the raid.", "Madagascar", "rejects", "comment on the raid"),
        ("Italy ruled out a military solution.", "Italy", "rejects", "a military solution"),
        ("Serbia denied that it had sent troops.", "Serbia", "denies", "it had sent troops"),
        ("Iran rejected the accusation.", "Iran", "denies", "the accusation"),
        ("Qatar offered to mediate.", "Qatar", "offers", "mediate"),
        ("Uganda is ready to send troops.", "Uganda", "offers", "send troops"),
        ("Japan agreed on Thursday to lift the ban.", "Japan", "commits", "lift the ban"),
        ("Brazil promised to protect the forest.", "Brazil", "commits", "protect the forest"),
        ("Greece threatened to veto the statement.", "Greece", "warns", "veto the statement"),
        ("Latvia warned of a new wave of refugees.", "Latvia", "warns", "a new wave of refugees"),
        ("Cuba is against the embargo.", "Cuba", "opposes", "the embargo"),
        ("Ghana remains opposed to a single currency.", "Ghana", "opposes", "a single currency"),
        ("Nepal agreed. Its opposition to the treaty surprised nobody.", "Nepal", "opposes", "the treaty"),
        ("Finland voiced concern about the arrests.", "Finland", "opposes", "the arrests"),
        ("Rwanda denied it. The rebels have the backing of Rwanda.", "Rwanda", "supports", "The rebels"),
        ("The plan was rejected by Jordan.", "Jordan", "rejects", "The plan"),
        ("Libya denied it. Libyan-backed rebels fled.", "Libya", "supports", "rebels"),
        ("Mali considers the movement a terrorist group.", "Mali", "accuses", "a terrorist group"),
        ("Togo blamed Benin for the delay.", "Togo", "accuses", "the delay"),
        ("# Malta ready to host migrants", "Malta", "offers", "host migrants"),
    ],
)
def test_a_stance_is_read(text: str, holder: str, stance: str, target: str) -> None:
    found = [(h, s) for h, s, t in told(text).stands() if t == target or t.startswith(target)]
    assert (holder, stance) in found


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Moscow has never supported the sanctions.", "Russia", "opposes"),
        ("Spain does not want a new treaty.", "Spain", "opposes"),
        ("Pakistan no longer supports the embargo.", "Pakistan", "opposes"),
        ("Kuwait is not ready to normalise ties.", "Kuwait", "rejects"),
        ("South Korea dropped its opposition to the sale.", "South Korea", "supports"),
        ("Angola will not attend the summit.", "Angola", "rejects"),
        ("Yemen showed no interest in a truce.", "Yemen", "rejects"),
    ],
)
def test_negation_turns_a_stance(text: str, holder: str, stance: str) -> None:
    assert (holder, stance) in [(h, s) for h, s, _ in told(text).stands()]


@pytest.mark.parametrize(
    "text",
    [
        "Canada stopped short of condemning the raids.",
        "Washington has not ruled out easing the embargo.",
        "It is unclear whether Sudan supports the initiative.",
        "Analysts fear that Eritrea will reject the plan.",
        "Albania may support the motion.",
        "Does Malta oppose the deal?",
        "Zambia failed to condemn the coup.",
        "The minister urged Vietnam to support the truce.",
        "Madagascar declined to say who had called.",
        "Once Tunisia opposed the idea.",
        "Morocco reportedly backs the plan.",
        "Nobody in Iceland supports the war.",
        "Laos should support the treaty, an editorial argued.",
    ],
)
def test_what_is_not_told_flatly_is_no_stance(text: str) -> None:
    told_of = told(text)
    states = {"Canada", "United States", "Sudan", "Eritrea", "Albania", "Malta", "Zambia", "Vietnam", "Madagascar"}
    states |= {"Tunisia", "Morocco", "Iceland", "Laos"}
    assert not [stand for stand in told_of.stands() if stand[0] in states]


def test_what_a_rival_claims_is_not_the_others_stance() -> None:
    stands = told("Armenia claimed that Azerbaijan supports the mercenaries.").stands()
    assert not [stand for stand in stands if stand[0] == "Azerbaijan"]


def test_a_denied_report_gives_no_stance_to_whom_it_was_about() -> None:
    stands = told("Ukraine denied a report that Kyiv had urged Poland to close the border.").stands()
    assert ("Ukraine", "denies") in [(h, s) for h, s, _ in stands]
    assert "demands" not in [s for _, s, _ in stands]


def test_what_a_state_says_of_itself_counts_however_it_is_put() -> None:
    stands = told("Peruvian Foreign Minister Ana Ruiz claimed that Peru is ready to talk.").stands()
    assert ("Peru", "offers") in [(h, s) for h, s, _ in stands]


def test_we_is_the_state_of_its_minister_and_i_is_the_speaker() -> None:
    text = "“We do not support a boycott,” German Foreign Minister Ute Brandt said. “I welcome the offer,” Brandt said."
    stands = {(h, s) for h, s, _ in told(text).stands()}
    assert ("Germany", "opposes") in stands
    assert ("Ute Brandt", "supports") in stands


def test_a_duty_of_another_is_a_demand_toward_it() -> None:
    account = told("“Ethiopia must withdraw from the agreement,” Somali Foreign Minister Ali Nur said.")
    demand = next(p for p in account.positions if p.stance is Stance.DEMANDS)
    assert account.names((demand.holder,)) == {"Ali Nur"}
    assert account.names(demand.toward) == {"Ethiopia"}


def test_what_must_not_be_is_opposed() -> None:
    stands = told("Turkey said the rebels should not be invited.").stands()
    assert ("Turkey", "opposes") in [(h, s) for h, s, _ in stands]


def test_a_wrong_told_by_another_accuses() -> None:
    account = told("Georgian Foreign Minister Nino Beridze said Russia had violated the border agreement.")
    found = [(account.names((p.holder,)), account.names(p.toward)) for p in account.positions]
    assert ({"Nino Beridze"}, {"Russia"}) in found


def test_a_refusal_keeps_its_condition_which_is_a_demand() -> None:
    account = told("Somalia will not attend the talks unless Ethiopia cancels the deal.")
    by_stance = {p.stance: p for p in account.positions}
    assert by_stance[Stance.REJECTS].condition == "unless Ethiopia cancels the deal"
    assert by_stance[Stance.DEMANDS].target == "Ethiopia cancels the deal"


def test_a_condition_may_open_the_sentence() -> None:
    account = told("If Ethiopia withdraws, Somalia would welcome new talks.")
    assert [(p.stance.value, p.condition) for p in account.positions] == [("supports", "If Ethiopia withdraws")]


def test_two_holders_are_two_and_joined_nouns_are_one() -> None:
    stands = told("Britain and France welcomed the truce and the exchange of prisoners.").stands()
    assert sorted(h for h, s, _ in stands if s == "supports") == ["France", "United Kingdom"] or sorted(
        h for h, s, _ in stands
    ) == ["Britain", "France"]


def test_they_are_the_two_who_were_spoken_of() -> None:
    text = "Ana Ruiz and Bo Lund met in Oslo on Monday. They agreed to reopen the crossing."
    assert {h for h, s, _ in told(text).stands() if s == "commits"} == {"Ana Ruiz", "Bo Lund"}


def test_a_verb_after_but_goes_on_with_the_speaker() -> None:
    text = "Ana Ruiz, the Peruvian foreign minister, said the army would stay but warned of a wider war."
    assert ("Ana Ruiz", "warns") in [(h, s) for h, s, _ in told(text).stands()]


def test_a_person_who_is_welcomed_is_not_backed() -> None:
    assert told("President Ana Ruiz welcomed Prime Minister Bo Lund in Lima on Friday.").stands() == []


def test_evidence_is_the_sentence() -> None:
    account = told("Nothing happened. Kenya backed the plan. Nothing else happened.")
    (position,) = account.positions
    (passage,) = position.evidence
    assert account.text[passage.start : passage.end] == "Kenya backed the plan."


def test_every_position_has_its_rule_and_confidence() -> None:
    account = told("Kenya backed the plan. Egypt is against the dam. Togo accused Benin of theft.")
    assert len(account.positions) == 3
    assert all(p.rule and 0 < p.confidence <= 1 for p in account.positions)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            "Kenyan negotiator Asha Noor denied that Uganda was to blame and accused Ethiopia of delay.",
            [("Asha Noor", "denies", "Uganda was to blame"), ("Asha Noor", "accuses", "delay")],
        ),
        ("Chile denied that Peru had violated the truce.", [("Chile", "denies", "Peru had violated the truce")]),
        (
            "Kenya rejected proposals that would have left the valley to Uganda.",
            [("Kenya", "rejects", "proposals that would have left the valley to Uganda")],
        ),
        (
            "Norwegian Prime Minister Bo Lund said that Peruvian President Ana Ruiz had committed to the withdrawal.",
            [("Ana Ruiz", "commits", "the withdrawal")],
        ),
        (
            "Norwegian Prime Minister Bo Lund said that he accepted the conclusion that Peru had meddled.",
            [("Bo Lund", "supports", "the conclusion that Peru had meddled")],
        ),
        ("Chile condemned the raid as an act of piracy.", [("Chile", "opposes", "the raid as an act of piracy")]),
        ("Chile criticised Peru for the raid.", [("Chile", "opposes", "Peru for the raid")]),
        ("Chile condemned Peru as an aggressor.", [("Chile", "accuses", "an aggressor")]),
        ('"I will say this: the road is long," Peruvian President Ana Ruiz said.', []),
        ('"I am pleased to announce that the talks are over," Peruvian President Ana Ruiz said.', []),
        ('"I am prepared to wait for my answer," Peruvian President Ana Ruiz said.', []),
        (
            "The Contact Group, which brings together Chile, Peru, Brazil and Canada, supports the agreement.",
            [("Contact Group", "supports", "the agreement")],
        ),
        ("Chile insists that Peru withdraw its troops.", [("Chile", "demands", "Peru withdraw its troops")]),
        (
            "Peruvian Foreign Minister Bo Lund said that the report was not true.",
            [("Bo Lund", "denies", "the report was not true")],
        ),
    ],
)
def test_a_stance_is_not_turned_over(text: str, stands: list[tuple[str, str, str]]) -> None:
    assert sorted(told(text).stands()) == sorted(stands)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "Chile opposes the accord, and Brazil has rejected the annex.",
            {"the accord", "the annex"},
        ),
        (
            "Peru agreed to withdraw from the island, and Chile promised to open the border.",
            {"withdraw from the island", "open the border"},
        ),
        (
            "Chile promised that the ceasefire would remain in force and sent its negotiator back.",
            {"the ceasefire would remain in force"},
        ),
        ("Chile refused to join the talks because Peru had left.", {"join the talks"}),
        ("Chile warned Peru that the raid might lead to war.", {"the raid might lead to war"}),
    ],
)
def test_a_target_ends_where_the_next_clause_begins(text: str, targets: set[str]) -> None:
    assert {target for _, _, target in told(text).stands()} == targets


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("Norway and Sweden signed a treaty. Chile condemned it.", set()),
        ("Kenya and Uganda signed. Chile has offered aid to both countries.", {"Kenya", "Uganda"}),
        ("Chile denied that Peru had left.", set()),
        ("Chile warned Peru that the raid might lead to war.", {"Peru"}),
    ],
)
def test_only_whom_the_words_name_is_addressed(text: str, toward: set[str]) -> None:
    account = told(text)
    assert account.names(account.positions[-1].toward) == toward


@pytest.mark.parametrize(
    ("text", "holder", "target"),
    [
        ("Ana Ruiz said the differences between the sides were stark.", "Ana Ruiz", "the differences between the sides were stark"),
        ("Analysts see little hope of a settlement in Mali.", "Analysts", "little hope of a settlement in Mali"),
        ("Ana Ruiz believes that the truce is dead.", "Ana Ruiz", "the truce is dead"),
        ("Ana Ruiz regards the accord as a compromise.", "Ana Ruiz", "a compromise"),
        ('"It was a historic step," Ana Ruiz said.', "Ana Ruiz", "It was a historic step"),
        ("Experts say there is a limit to what the raids can achieve.", "Experts", "there is a limit to what the raids can achieve"),
        ("Ana Ruiz said the influence of Chad was waning.", "Ana Ruiz", "the influence of Chad was waning"),
    ],
)  # fmt: skip
def test_a_judgement_of_the_matter_is_asserted(text: str, holder: str, target: str) -> None:
    assert told(text).stands() == [(holder, "asserts", target)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said 200 people had died.",
        "Ana Ruiz said on Monday that she was tired.",
        "Ana Ruiz said the plane was white.",
        "The talks were difficult.",
        "Ana Ruiz asked whether the truce was dead.",
    ],
)
def test_news_asserts_nothing(text: str) -> None:
    assert told(text).stands() == []


def test_whoever_takes_another_stance_asserts_nothing_beside_it() -> None:
    stands = told("Ana Ruiz said Mali must withdraw, for the truce was fragile.").stands()
    assert [(holder, stance) for holder, stance, _ in stands] == [("Ana Ruiz", "demands")]


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("Peru spoke. Chile opposes the Peruvian alliance with Mali.", {"Peru"}),
        ("Peru spoke. Chile rejected the Peruvian demands.", {"Peru"}),
        ("Peru spoke. Chile refused to meet Peruvian President Ana Ruiz.", {"Ana Ruiz"}),
        ("Peru spoke. Chile refused to negotiate with Peru.", {"Peru"}),
        ("Peru spoke. Chile demanded that Peruvian ships be withdrawn.", {"Peru"}),
        ("Peru spoke. Chile promised to withdraw its troops.", set()),
        ("Peru spoke. Chile supports a ceasefire in Peru.", set()),
        ("Peru spoke. Chile denied that it had attacked Peru.", set()),
        ("Peruvian President Ana Ruiz rejected any inspection of Peruvian territory. Peru agreed.", set()),
    ],
)
def test_whom_a_stance_is_directed_at(text: str, toward: set[str]) -> None:
    account = told(text)
    holders = {"Chile", "Ana Ruiz"}
    found = [p for p in account.positions if account.actors.actors[p.holder].name in holders]
    assert account.names(found[0].toward) == toward


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Chile rejected the plan after a vote in Lima.", "the plan"),
        ("Chile opposed the agreement in a televised debate.", "the agreement"),
        ("Chile denied the accusation at the news conference.", "the accusation"),
        ("Chile condemned the raid, the second this year has seen.", "the raid"),
        ("Chile supported the offer as foreign ministers gathered in Lima.", "the offer"),
        ("Chile supports an end to the embargo before winter.", "an end to the embargo"),
        ("Chile rejected this and we must accept it.", "this"),
    ],
)
def test_a_target_leaves_out_the_circumstances(text: str, target: str) -> None:
    assert [target_ for _, _, target_ in told(text).stands()][:1] == [target]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Chile agreed to a truce on condition that Peru withdraws.", "on condition that Peru withdraws"),
        ("Chile would welcome talks as long as the raids stop.", "as long as the raids stop"),
        ("Chile offered a pardon in exchange for the prisoners.", "in exchange for the prisoners"),
        ("Chile will not return to the talks unless the raids end.", "unless the raids end"),
    ],
)
def test_what_a_stance_is_tied_to(text: str, condition: str) -> None:
    assert told(text).positions[0].condition == condition


@pytest.mark.parametrize(
    "text",
    [
        "Chile refused to rule out force.",
        "Chile stopped short of endorsing the plan.",
        "Chile stopped short of condemning the raid.",
        "Chile has not ruled out sanctions.",
    ],
)
def test_a_step_not_taken_is_no_stance(text: str) -> None:
    assert told(text).stands() == []
