"""Names of bodies and posts: where each ends, what a paper or a fleet is, and whom a bare title means."""

from __future__ import annotations

import pytest

from kg.model import ActorType
from tests.accounts import told
from tests.speech import said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Omani Sultan in Salalah met Ada Voss.", {"Omani Sultan": "Person"}),
        ("The US ambassador in Port Sudan met Ada Voss.", {"US ambassador": "Person"}),
        ("The British ambassador in Dar es Salaam met Ada Voss.", {"British ambassador": "Person"}),
        ("The Movement for Unity and Progress hailed it.", {"Movement for Unity and Progress": "PoliticalGroup"}),
        ("The Party for Justice and Development hailed it.", {"Party for Justice and Development": "PoliticalGroup"}),
        (
            "The Truth and Reconciliation Commission rejected the plan.",
            {"Truth and Reconciliation Commission": "Organization"},
        ),
        (
            "The Fish and Wildlife Service and Congress hailed it.",
            {"Fish and Wildlife Service": "Organization", "Congress": "Organization"},
        ),
        (
            "In Colombo, M.A. Perinayagam of the Tamil Alliance hailed it.",
            {"M.A. Perinayagam": "Person", "Tamil Alliance": "PoliticalGroup"},
        ),
        (
            "Iran's Supreme National Security Council rejected it.",
            {"Iran's Supreme National Security Council": "Organization"},
        ),
        ("The Harbour Board in Nairobi rejected it.", {"Harbour Board": "Organization"}),
        ("The Foreign Ministry in Oslo rejected it.", {"Foreign Ministry": "Organization"}),
        ("The Chinese Embassy in Nairobi rejected it.", {"Chinese Embassy in Nairobi": "Organization"}),
        ("The Front for Unity in Chad rejected it.", {"Front for Unity in Chad": "PoliticalGroup"}),
        ("Democrat Tom Brandt said he would vote against it.", {"Tom Brandt": "Person"}),
        ("Republican Tom Brandt said he would vote against it.", {"Tom Brandt": "Person"}),
        ("The Freedom Party of John Smith hailed it.", {"Freedom Party": "PoliticalGroup"}),
        ("The US-Kenya Council hailed it.", {"US-Kenya Council": "Organization"}),
        ("The U.S. Seventh Fleet condemned the raid.", {"U.S. Seventh Fleet": "Organization"}),
        ("Radio Nairobi reported that talks had failed.", {"Radio Nairobi": "Organization"}),
        ("The daily Vesti reported that talks had failed.", {"Vesti": "Organization"}),
        ("The tabloid Dnes said talks had failed.", {"Dnes": "Organization"}),
        ("Sources privy to the talks told Ada Voss that it had failed.", {"Sources": "Organization"}),
        ("Russia's bombing campaign threatens the talks.", {"Russia": "State"}),
        ("The bombing campaign threatens the talks.", {}),
        ("Prime Minister met Ada Voss in Oslo.", {"Prime Minister": "Person"}),
    ],
)
def test_what_a_name_is_and_where_it_ends(text: str, found: dict[str, str]) -> None:
    actors = told(text + " Ada Voss left.").actors.actors
    named = {a.name: a.type.value for a in actors if a.name != "Ada Voss"}
    assert {name: kind for name, kind in named.items() if kind != "State" or name in found} == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister Julie Bishop said it was late.", "Julie Bishop"),
        ("Prime Minister John Major said it was late. Major left. The major left.", "John Major"),
        ("Senator Angus King said it was late.", "Angus King"),
        ("Dean Acheson said it was late.", "Dean Acheson"),
        ("The foreign minister, Amir Khan Muttaqi, said it was late.", "Amir Khan Muttaqi"),
        ("Iran's foreign minister, Hossein Amir-Abdollahian, said it was late.", "Hossein Amir-Abdollahian"),
        ("Sultan Al Jaber said it was late.", "Sultan Al Jaber"),
        ("Somalia's Hassan Sheikh Mohamud said it was late. Mohamud left.", "Hassan Sheikh Mohamud"),
        ("Ignazio Cassis said it was late.", "Ignazio Cassis"),
        ("Hans-Dietrich Genscher said it was late.", "Hans-Dietrich Genscher"),
        ("Bui Thanh Son said it was late.", "Bui Thanh Son"),
        ("Choe Son Hui said it was late.", "Choe Son Hui"),
        ("In Oslo, Delcy Rodriguez urged Norway to sign the treaty.", "Delcy Rodriguez"),
        ("In Oslo, Maia Sandu urged Norway to sign the treaty.", "Maia Sandu"),
        ("Burhan left. Army chief Abdel Fattah al-Burhan said it was late.", "Abdel Fattah al-Burhan"),
        ("Sultan Qaboos said it was late.", "Qaboos"),
        ("Prince Turki al-Faisal said it was late.", "Turki al-Faisal"),
        ("King Salman said it was late.", "Salman"),
        ("General Mark Milley said it was late.", "Mark Milley"),
    ],
)
def test_a_title_may_be_a_name(text: str, name: str) -> None:
    assert [actor.name for actor in told(text).actors.actors if actor.type is ActorType.PERSON] == [name]


@pytest.mark.parametrize(
    "name", ["The UN's highest court", "The International Court of Justice", "The Harbour Tribunal"]
)
def test_a_court_is_the_one_just_named(name: str) -> None:
    actors = told(f"{name} ruled on Monday. The {name.split()[-1] if name[-1] == 'l' else 'court'} said it was late.")
    assert [actor.name for actor in actors.actors.actors] == [name.removeprefix("The ")]


@pytest.mark.parametrize("name", ["New Caledonia", "Addis Ababa", "Port Arthur", "Northern Ireland", "Capitol Hill"])
def test_a_place_that_speaks_is_no_person(name: str) -> None:
    actors = told(f"In Oslo, {name} urged Norway to sign the treaty.").actors.actors
    assert not [actor for actor in actors if actor.type is ActorType.PERSON]


def test_an_embassy_keeps_its_capital() -> None:
    assert "ambassador in London" in told("The Kenyan ambassador in London met Ada Voss.").actors.actors[0].name


def test_a_bare_prime_minister_is_he_of_the_page() -> None:
    page = told("Kenyan Prime Minister Bo Lund came to Oslo on Monday. Prime Minister met Ada Voss.")
    assert [who for who, *_ in page.met()][-1] == {"Bo Lund", "Ada Voss"}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The European Union condemned the raid. The Spokesperson called for restraint.", "European Union"),
        ("Kenya condemned the raid. The spokesperson called for restraint.", "Kenya"),
    ],
)
def test_a_spokesperson_is_of_the_body_just_named(text: str, whose: str) -> None:
    actors = told(text).actors.actors
    (speaker,) = [a for a in actors if a.type.value == "Person"]
    assert [actors[i].name for i in speaker.affiliations] == [whose]


def test_a_spokesperson_behind_a_person_is_nobody_in_particular() -> None:
    page = told("Kenya condemned the raid, Ada Voss said. The spokesperson called for restraint.")
    assert "spokesperson" not in {a.name.lower() for a in page.actors.actors}


@pytest.mark.parametrize(
    ("text", "name", "whose"),
    [
        ("Norway lodged a protest. Its foreign ministry said it was late.", "Norway's foreign ministry", ["Norway"]),
        ("The Norwegian ambassador said it was late. Peru stayed: Karl Okoye said so.", "Karl Okoye", []),
    ],
)
def test_who_speaks_is_of_what_was_named(text: str, name: str, whose: list[str]) -> None:
    actors = told(text).actors.actors
    (speaker,) = (actor for actor in actors if actor.name == name)
    assert [actors[i].name for i in speaker.affiliations] == whose


@pytest.mark.parametrize("deed", ["called on Ada Voss to act", "called Ada Voss a friend"])
def test_whom_somebody_calls_on_is_another(deed: str) -> None:
    assert {"Envoys", "Ada Voss"} <= {actor.name for actor in told(f"Envoys {deed}.").actors.actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The talks were led by Chinese State Councillor Wen Hao.", "Wen Hao"),
        ("Chief Cabinet Secretary Kenji Mori told reporters that it was late.", "Kenji Mori"),
        ("The UAE's minister of state for foreign affairs, Salim Noor, said that it was late.", "Salim Noor"),
        ("Nikki Voss had come with photographs.", "Nikki Voss"),
        ("Lindiwe Zulu met negotiators from three parties.", "Lindiwe Zulu"),
        ("Bo Lund, Peru's foreign minister and a former premier himself, said it was late.", "Bo Lund"),
        (
            "A senior Peruvian official, briefing reporters on condition of anonymity, said it was late.",
            "senior Peruvian official",
        ),
        ("It was 5:51pm EDT when Ada Voss left.", "Ada Voss"),
    ],
)
def test_a_person_is_found_behind_a_long_title_or_none(text: str, name: str) -> None:
    assert [actor.name for actor in told(text).actors.actors if actor.type is ActorType.PERSON] == [name]


def test_the_leader_in_a_town_is_no_other() -> None:
    page = told("Kenyan President Nils Okoye left. Ada Voss met the Kenyan leader in Lima.")
    assert {actor.name for actor in page.actors.actors if actor.type is ActorType.PERSON} == {"Nils Okoye", "Ada Voss"}


def test_the_government_is_that_of_whoever_its_spokesman_speaks_for() -> None:
    page = told(
        "Kenyan President Nils Okoye met rebel leader Dan Levi. Bo Lund, a former Peruvian minister, left. "
        "Okoye's spokesman, Karl Voss, said the government was ready to share power."
    )
    assert [(page.actors.actors[p.holder].name, p.target) for p in page.positions] == [("Kenya", "share power")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Norwegian Foreign Minister Ada Voss met Danish Prime Minister Bo Lund. The minister said it was late.",
            "Ada Voss",
        ),
        (
            "Norwegian Foreign Minister Ada Voss met Danish Prime Minister Bo Lund. The government said it was late.",
            None,
        ),
        ("Kenyan President Nils Okoye met rebel chief Dan Levi. The rebel leader said it was late.", "Dan Levi"),
        ("Danish Prime Minister Bo Lund met Ingrid Lund. Ms Lund said it was late.", "Ingrid Lund"),
    ],
)
def test_a_bare_title_means_who_can_bear_it(text: str, speaker: str | None) -> None:
    assert [name for _, name, _ in said(text)] == [speaker]


def test_a_government_is_its_states_whoever_recognises_it() -> None:
    page = told("The rebels and Chad's internationally recognised government agreed to talk.")
    assert {actor.name for actor in page.actors.actors} == {"rebels", "Chad"}
    assert said("The rebels and Chad's internationally recognised government agreed to talk.") == []


def test_who_is_named_behind_a_title_may_own_another() -> None:
    actors = told("Kenyan President Nils Okoye's spokeswoman, Ada Voss, said he was ill.").actors.actors
    assert {actor.name for actor in actors} == {"Kenya", "Nils Okoye", "Ada Voss"}
    (okoye,) = (actor for actor in actors if actor.name == "Nils Okoye")
    assert [actors[i].name for i in okoye.affiliations] == ["Kenya"]


def test_a_rebel_leaders_side_is_not_his_state() -> None:
    page = told("Kenyan President Nils Okoye met Kenyan rebel leader Dan Levi. Levi's side wants elections.")
    assert all(page.actors.actors[p.holder].name != "Kenya" for p in page.positions)


def test_the_ministers_of_a_statement_are_those_named_by_the_title() -> None:
    text = (
        "The Foreign Minister of Norway, Ada Voss, received the Foreign Minister of Fiji, Bo Lund. "
        "Kenya sent a ship. Chad sent a plane. Peru sent a band. Cuba sent a choir. The Ministers condemned the raid."
    )
    holders = {holder for holder, stance, _ in told(text).stands() if stance == "opposes"}
    assert holders == {"Ada Voss", "Bo Lund"}
    assert told(text.replace("The Ministers", "The ministers")).stands() == []


def test_whom_one_accuses_of_doing_is_who_bears_the_title() -> None:
    page = told("The Latvian ambassador, Eva Marsh, came to Oslo. Governor Ada Voss accused the ambassador of lying.")
    assert [page.names(position.toward) for position in page.positions] == [{"Eva Marsh"}]


@pytest.mark.parametrize("name", ["Zanu-PF", "Zanu PF", "ZANU-PF"])
def test_a_party_is_itself_with_a_hyphen_or_without(name: str) -> None:
    page = told(f"{name} insists on the deadline. Its spokesman, Ada Voss, said it was late.")
    actors = page.actors.actors
    (party,) = (actor for actor in actors if actor.type is ActorType.POLITICAL_GROUP)
    assert party.key == "party:zanu-pf"
    assert [actors[i] for actor in actors if actor.name == "Ada Voss" for i in actor.affiliations] == [party]
