"""States that act through what they do ("Norway's refusal"), and names that a sentence's shape hides."""

from __future__ import annotations

import pytest

from kg.extract.actors import Actors
from tests.accounts import told
from tests.test_actors import at, names, parsed


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Ada Voss condemned Norway's unprovoked attack.", "Norway"),
        ("Ada Voss reaffirmed U.S. support for the truce.", "U.S."),
        ("Ada Voss turned down a Chilean proposal.", "Chile"),
        ("Ada Voss appealed to Lima not to leave.", "Peru"),
    ],
)
def test_a_state_acts_by_its_deeds(text: str, state: str) -> None:
    assert names(text)[state] == "State"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss spoke of Norway's coast.",
        "Ada Voss backed Chilean rebel demands.",
        "Ada Voss flew to Lima.",
    ],
)
def test_what_is_only_found_in_a_state_is_no_deed(text: str) -> None:
    assert "State" not in names(text).values()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Secretary of State Karen Voss met Bo Lund.", "Karen Voss", "Person"),
        ("Ada Voss met Foreign Minister Bo Lund and Defense Minister Cy Rand in Washington, D.C.", "Bo Lund", "Person"),
        ("Talks were held with the Kenyan president, Jan-Erik Voss.", "Jan-Erik Voss", "Person"),
        ("Deputy Secretary Ada Voss left. The Deputy Secretary returned.", "Ada Voss", "Person"),
        ("The Movement for the Azawad accused soldiers of theft.", "Movement for the Azawad", "PoliticalGroup"),
        ("Edita Tahir, who leads the team, left.", "Edita Tahir", "Person"),
        ("Ada Voss asked to speak to the Peruvian president by phone.", "Peruvian president", "Person"),
        ("Pirates in central Somalia have freed a sailor.", "Pirates", "ArmedGroup"),
    ],
)
def test_a_name_is_read_out_of_its_sentence(text: str, name: str, kind: str) -> None:
    assert names(text)[name] == kind


def test_a_ship_is_nobody() -> None:
    assert names("Pirates have released the tanker Olympic Dawn.") == {"Pirates": "ArmedGroup"}


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("Chile resigned. Peru welcomed Chile's efforts to mend the rift.", {"Chile"}),
        ("Chile resigned. Peru upheld the sovereignty of Chile.", {"Chile"}),
        ("Chile resigned. Peru rejected a trip to Chile.", {"Chile"}),
        ("Chile resigned. Peru backed demands for Chile's withdrawal.", set()),
        ("Chilean President Ada Voss resigned. Peru opposes talks with Chilean President Ada Voss.", {"Ada Voss"}),
        ("Chile and Peru agreed on a truce.", set()),
        ("Chile and Peru agreed to boost their cooperation.", {"Chile"}),
    ],
)
def test_whom_a_stance_is_directed_at(text: str, toward: set[str]) -> None:
    account = told(text)
    assert account.names(account.positions[-1].toward) == toward


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("President Nils Okoye of Kenya left. The Kenyan leader smiled.", "leader", ["Nils Okoye"]),
        ("Kenyan Foreign Minister Nils Okoye left. Kenya's top diplomat smiled.", "diplomat", ["Nils Okoye"]),
        ("Kenyan President Nils Okoye left. The Kenyan head of state smiled.", "head", ["Nils Okoye"]),
    ],
)
def test_whose_a_title_is_tells_whom_another_means(text: str, words: str, meant: list[str]) -> None:
    article = parsed(text)
    assert at(article, Actors.find([article]), words) == meant


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Hailing Norway as a friend, Ada Voss said it would help.", {"Ada Voss"}),
        ("Prince Khalid bin Sultan said it was late. Prince Khalid bin Sultan left.", {"Khalid bin Sultan"}),
        ("The Alliance of Small Island States said it was late.", {"Alliance of Small Island States"}),
    ],
)
def test_where_a_name_begins_and_ends(text: str, known: set[str]) -> None:
    assert set(names(text)) == known


def test_who_is_named_next_is_not_the_president_spoken_of() -> None:
    text = "Kenya's president declined to receive the envoy. Ada Voss and Bo Lund spoke on Monday."
    assert "Kenya's president" in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # given names that the model may take for a town's
        ("She is due to hold talks with Vladimir Lund this weekend.", "Vladimir Lund"),
        ("The ministers of Norway and Latvia, Arat Vesk and Ada Voss, held a day of talks.", "Arat Vesk"),
    ],
)
def test_somebody_met_is_a_person(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "In a video posted on Telegram, its top commander, Bo Lind, accused the government.",
        "Ada Voss wrote on Twitter that the talks had failed.",
        "Ada Voss, in a post on the social network Facebook, thanked the envoys.",
    ],
)
def test_where_words_are_posted_is_nobody(text: str) -> None:
    assert not {"Telegram", "Twitter", "Facebook"} & {name.split(",")[0] for name in names(text)}


def test_a_network_that_speaks_is_a_body() -> None:
    assert "Twitter" in names("Twitter said that it would close the account.")


def test_when_something_is_stands_in_no_name() -> None:
    text = "Next year Norway's allies will be tired. Last week Latvian envoys met."
    assert names(text).keys() == {"Norway's allies", "Latvia", "Latvian envoys"}


def test_its_ministry_is_of_the_government_named_last() -> None:
    text = "Latvia has left. Norway's government has yet to speak. Its foreign ministry refused to comment."
    assert "Norway's foreign ministry" in names(text)


def test_top_diplomat_is_who_leads_foreign_policy() -> None:
    text = "The EU foreign policy chief, Ada Voss, left. Serbia had accepted it, according to the EU's top diplomat."
    assert set(names(text)) == {"European Union", "Ada Voss", "Serbia"}


@pytest.mark.parametrize("text", ["Chile sent troops. The government in Lima says it will not rest."])
def test_a_government_is_told_by_its_capital(text: str) -> None:
    assert names(text) == {"Chile": "State", "Peru": "State"}


def test_an_article_of_a_town_is_no_given_name() -> None:
    assert "Person" not in names("Rebels took Al Tanf and Al Mayadin on Monday. The army shelled Al Qaim.").values()
