"""Who is who on a page: found, told apart, put together, with types and offices."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from kg import language
from kg.extract.actors import Actors
from kg.language import Parsed
from kg.language.tokens import Token
from kg.model import Actor, ActorType, Article, Block, BlockKind, TenureState


@cache
def _pipeline() -> Language:
    return language.load()


def parsed(text: str, title: str = "", index: int = 0, kind: BlockKind = BlockKind.PROSE) -> Parsed:
    """An article of one block a line, below its title."""
    blocks, at, page = [], 0, f"{title}\n{text}" if title else text
    for line in page.split("\n"):
        if line:
            blocks.append(Block(BlockKind.TITLE if title and not at else kind, at, at + len(line)))
        at += len(line) + 1
    return language.parse(_pipeline(), page, Article(title, 0, len(page), tuple(blocks)), index)


def find(text: str, title: str = "") -> Actors:
    """The actors of a page of one article."""
    return Actors.find([parsed(text, title)])


def names(text: str, title: str = "") -> dict[str, str]:
    """Name -> type."""
    return {actor.name: actor.type.value for actor in find(text, title).actors}


def named(actors: Actors, name: str) -> Actor:
    """The actor with a name or alias."""
    return next(actor for actor in actors.actors if name in {actor.name, *actor.aliases})


def at(article: Parsed, actors: Actors, word: str, nth: int = 0) -> list[str]:
    """Whom the nth occurrence of a word stands for."""
    token: Token = [token for token in article.doc if token.text == word][nth]
    return [actors.actors[i].name for i in actors.at(token)]


# -- names whole, and whose a shared one is ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("South Korean President Lee Kang-in met envoys in Lima.", "Lee Kang-in", "Person"),
        ("Foreign Minister Ada deVries met envoys in Lima.", "Ada deVries", "Person"),
        ("Mayor Carlos Washington Perez met envoys in Lima.", "Carlos Washington Perez", "Person"),
        ("The P5+1 offered relief.", "P5+1", "Coalition"),
        ("The Contact Group welcomed the plan.", "Contact Group", "Coalition"),
        ("Al-Waqt, a magazine, reported the visit.", "Al-Waqt", "Organization"),
        ("Al-Waqt, a weekly in Cairo, reported on Monday that Peru was late.", "Al-Waqt", "Organization"),
        ("The Bosnian Serbs rejected the plan.", "Bosnian Serbs", "PoliticalGroup"),
        (
            "Bosnian Serb leader Rado Kostic rejected the plan. The Bosnian Serbs did too.",
            "Bosnian Serbs",
            "PoliticalGroup",
        ),
        ("The Government of the French Republic denied it.", "French Republic", "State"),
    ],
)
def test_names_are_whole(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Talks in Brussels failed.",
        "He spoke in the Oval Office.",
        "The Strategic Trade Initiative was a topic.",
        "The plane landed at Bagram Air Force Base.",
        "Inspectors arrived in Lima, as scholars had hoped.",
    ],
)
def test_places_plans_and_bystanders_are_no_actors(text: str) -> None:
    assert names(text) == {}


def test_another_name_in_an_aside_is_the_same_persons() -> None:
    article = parsed("Rebel leader Tomas Varga, who is known as Zorro, arrived. Zorro said that he was glad.")
    assert at(article, Actors.find([article]), "Zorro", 1) == ["Tomas Varga"]


@pytest.mark.parametrize(
    ("text", "nth", "meant"),
    [
        (
            "North Korean leader Kim Jong Un spoke. Kim left. His envoy, Kim Yong Chol, came. Kim smiled.",
            3,
            "Kim Jong Un",
        ),
        ("Chancellor Bo Lund met envoy Ada Lund in Lima. Lund spoke.", 2, None),
        ("Chancellor Bo Lund spoke. Lund left. Ada Lund, an envoy, came. Lund smiled.", 3, "Bo Lund"),
    ],
)
def test_a_shared_name_is_whose_it_was_first(text: str, nth: int, meant: str | None) -> None:
    article = parsed(text)
    word = "Kim" if "Kim" in text else "Lund"
    assert at(article, Actors.find([article]), word, nth) == ([meant] if meant else [])


# -- states of the past and divided ones ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Soviet Union denied the report.", "state:soviet-union"),
        ("Soviet Premier Ivan Orlov left for Lima. Moscow denied the report.", "state:soviet-union"),
        ("Moscow denied the report.", "state:RU"),
        ("The former Soviet republics met. Russia and Chile signed. Moscow denied the report.", "state:RU"),
        ("North Vietnam rejected the offer.", "state:north-vietnam"),
        ("South Vietnamese President Tran Huu rejected the offer.", "state:south-vietnam"),
        ("North Vietnam met envoys in Lima. Hanoi rejected the offer.", "state:north-vietnam"),
        ("North Vietnam left Vietnam in ruins. Hanoi rejected the offer.", "state:north-vietnam"),
        ("Hanoi rejected the offer.", "state:VN"),
        ("West Germany signed the treaty.", "state:west-germany"),
        ("East Germany signed the treaty.", "state:east-germany"),
        ("Germany signed the treaty.", "state:DE"),
        ("South Yemen signed the treaty.", "state:south-yemen"),
        ("Yugoslavia signed the treaty.", "state:yugoslavia"),
        ("Czechoslovakia signed the treaty.", "state:czechoslovakia"),
    ],
)
def test_states_of_their_time(text: str, key: str) -> None:
    keys = {actor.key for actor in find(text).actors}
    others = {"state:soviet-union", "state:RU", "state:VN", "state:north-vietnam", "state:DE", "state:YE"} - {key}
    assert key in keys
    assert not keys & others


# -- found, with types ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Kenyan Foreign Minister Grace Wanjiru arrived in Oslo.", "Grace Wanjiru", "Person"),
        ("Norway said it would host the talks.", "Norway", "State"),
        ("Ankara denies the report.", "Turkey", "State"),
        ("The White House denied the report.", "United States", "State"),
        ("Brussels rejected the plan.", "European Union", "Organization"),
        ("The Finnish foreign ministry confirmed the visit.", "Finnish foreign ministry", "Organization"),
        ("The African Union sent mediators to Juba.", "African Union", "Organization"),
        ("Amnesty International said arrests went on.", "Amnesty International", "Organization"),
        ("Boko Haram claimed the attack.", "Boko Haram", "ArmedGroup"),
        ("The rebels refused to sign.", "rebels", "ArmedGroup"),
        ("The opposition boycotted the vote.", "opposition", "PoliticalGroup"),
        ("The Inkatha Freedom Party left the hall.", "Inkatha Freedom Party", "PoliticalGroup"),
        ("Western powers welcomed the deal.", "West", "Coalition"),
        ("Gulf countries backed the motion.", "Gulf countries", "Coalition"),
        ("Analysts expect a long winter.", "Analysts", "Organization"),
        ("The Lake Tana Peace Council called for calm.", "Lake Tana Peace Council", "Organization"),
        ("A senior Chilean diplomat said the text was ready.", "senior Chilean diplomat", "Person"),
    ],
)
def test_found_with_its_type(text: str, name: str, kind: str) -> None:
    found = find(text)
    assert named(found, name).type.value == kind


@pytest.mark.parametrize(
    "text",
    [
        "The talks were held in Geneva.",
        "Fighting went on near the border with Jordan.",
        "They flew to Norway and drove across Sweden.",
        "Thousands of civilians fled.",
        "The turkey was served with chili.",
        "Who is it? It is up to us.",
    ],
)
def test_a_place_or_a_word_is_no_actor(text: str) -> None:
    assert names(text) == {}


def test_bylines_and_credits_are_no_actors() -> None:
    assert Actors.find([parsed("Ada Voss, Reuters", kind=BlockKind.CREDIT)]).actors == ()
    assert "Reuters" not in names("OSLO, Norway (Reuters) - Chile and Peru signed a treaty.")


def test_a_capital_is_its_government_only_where_it_acts() -> None:
    article = parsed("Moscow said it was ready. The envoys met in Moscow.")
    actors = Actors.find([article])
    assert at(article, actors, "Moscow", 0) == ["Russia"]
    assert at(article, actors, "Moscow", 1) == []


def test_states_in_a_row_all_take_part() -> None:
    text = "The Kenyan, Ugandan and Rwandan foreign ministers will meet on Friday."
    assert set(names(text)) == {"Kenya", "Uganda", "Rwanda"}
    article = parsed(text)
    assert at(article, Actors.find([article]), "ministers") == ["Kenya", "Uganda", "Rwanda"]


def test_scare_quotes_name_nobody() -> None:
    assert "terrorists" not in names('Chile will go on bombing the "terrorists", its critics say.')


# -- one actor, one node ------------------------------------------------------------------------------------------


def test_spellings_surnames_and_titles_are_one_person() -> None:
    actors = find(
        "Russian envoy Andrei Petrovskiy met the press. Petrovskiy was tired. Andrey Petrovsky left for Lima. "
        "The Russian envoy said nothing more."
    )
    assert [actor.name for actor in actors.actors if actor.type == "Person"] == ["Andrei Petrovskiy"]
    assert named(actors, "Andrey Petrovsky").aliases == ("Andrey Petrovsky", "Petrovskiy")


def test_two_who_share_a_surname_stay_two() -> None:
    article = parsed(
        "Former President Bill Lund and his wife, Hilda Lund, spoke on Monday. Mr. Lund praised her plan.\n"
        "Hilda Lund thanked the crowd."
    )
    actors = Actors.find([article])
    persons = [actor.name for actor in actors.actors if actor.type == "Person"]
    assert persons == ["Bill Lund", "Hilda Lund"]
    assert at(article, actors, "Lund", 2) == ["Bill Lund"]


def test_an_acronym_from_its_definition() -> None:
    actors = find("The Lake Tana Peace Council (LTPC) met on Sunday. The LTPC said it was hopeful.")
    assert named(actors, "LTPC").name == "Lake Tana Peace Council"
    assert len(actors.actors) == 1


@pytest.mark.parametrize("other", ["U.N.", "UN", "United Nations"])
def test_names_of_the_lexicon_are_one(other: str) -> None:
    actors = find(f"The United Nations is worried. The {other} said so twice.")
    assert [actor.key for actor in actors.actors] == ["org:united-nations"]


def test_a_government_is_its_state() -> None:
    actors = find("The Chilean government signed. Santiago hopes for peace. Chile said so.")
    assert [(actor.name, actor.key) for actor in actors.actors] == [("Chile", "state:CL")]


def test_bare_groups_are_those_told_before() -> None:
    actors = find("Chadian rebel groups attacked a town. The rebels then withdrew.")
    assert [actor.name for actor in actors.actors if actor.type == "ArmedGroup"] == ["Chadian rebel groups"]


def test_groups_that_differ_in_whose_they_are_stay_apart() -> None:
    found = names("Tamil groups met Kurdish groups. The pro-Russia separatists stayed away.")
    assert {"Tamil groups", "Kurdish groups", "pro-Russia separatists"} <= set(found)


def test_a_noun_beside_a_name_is_the_same() -> None:
    actors = find("The main opposition group, Zorana, will not come. Zorana said so on Monday.")
    assert [actor.name for actor in actors.actors] == ["Zorana"]
    assert actors.actors[0].type == "PoliticalGroup"


def test_a_body_of_a_common_name_is_not_another_states() -> None:
    actors = find("Colombia's president signed the bill. Congress will vote on it in May.")
    assert named(actors, "Congress").key is None


def test_the_rebels_of_a_named_group() -> None:
    actors = find("The Houthi rebels agreed to talk. The rebels want a truce.")
    assert [actor.key for actor in actors.actors] == ["armed:houthis"]


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("The Lake Tana Peace Council met. The council said no.", "council", "Lake Tana Peace Council"),
        ("Boko Haram attacked. The group said no.", "group", "Boko Haram"),
        ("ASEAN met in Bali. The bloc said no.", "bloc", "ASEAN"),
        ("Chile's foreign ministry was asked. The ministry said no.", "ministry", "Chile's foreign ministry"),
    ],
)
def test_a_body_by_its_closing_noun(text: str, short: str, name: str) -> None:
    article = parsed(text)
    assert at(article, Actors.find([article]), short) == [name]


def test_whose_a_person_is() -> None:
    actors = find("The Scottish National Party's Ada Voss called for a vote.")
    assert [actors.actors[i].name for i in named(actors, "Ada Voss").affiliations] == ["Scottish National Party"]


def test_articles_of_a_page_share_their_actors() -> None:
    first = parsed("Finnish President Aino Virta arrived in Quito.", index=0)
    second = parsed("Virta said Finland was pleased.", index=1)
    actors = Actors.find([first, second])
    assert named(actors, "Aino Virta").articles == (0, 1)


# -- offices and affiliations ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "body", "state"),
    [
        ("U.N. special envoy on Chad Nils Okoye left.", "special envoy on Chad", "United Nations", TenureState.CURRENT),
        ("Outgoing Kenyan Foreign Minister Nils Okoye left.", "foreign minister", "Kenya", TenureState.OUTGOING),
        ("Nils Okoye, the former prime minister of Kenya, left.", "prime minister", "Kenya", TenureState.FORMER),
        ("Kenya's acting army chief Nils Okoye left.", "chief", "Kenya's acting army", TenureState.CURRENT),
        ("The late Kenyan President Nils Okoye was remembered.", "president", "Kenya", TenureState.LATE),
        ("Then-Kenyan President Nils Okoye left.", "president", "Kenya", TenureState.THEN),
        ("Under Kenyan President Nils Okoye talks began.", "president", "Kenya", TenureState.CURRENT),
        ("Finland's foreign minister, Nils Okoye, left.", "foreign minister", "Finland", TenureState.CURRENT),
    ],
)
def test_offices(text: str, title: str, body: str, state: TenureState) -> None:
    actors = find(text)
    (tenure,) = actors.tenures
    assert actors.actors[tenure.actor].name == "Nils Okoye"
    assert tenure.title == title
    if "army" not in body:
        assert tenure.organization is not None
        assert body in {actors.actors[tenure.organization].name, *actors.actors[tenure.organization].aliases}
        assert tenure.state is state
    assert tenure.evidence[0].start == 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Nils Okoye has accused Chad's president of treason.", "Chad's president"),
        ("Nils Okoye has also warned Chad's president.", "Chad's president"),
        ("Nils Okoye accused the president of the Harbour Board of treason.", "president of the Harbour Board"),
        ("Nils Okoye accused the president of the Harbour Board.", "president of the Harbour Board"),
    ],
)
def test_a_title_ends_where_a_charge_begins(text: str, named: str) -> None:
    assert named in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nils Okoye, the head of the Harbour Board and a former Kenyan foreign minister, left.",
        "Nils Okoye, the head of the Harbour Board and himself a former Kenyan foreign minister, left.",
        "Nils Okoye, himself a former Kenyan foreign minister, left.",
    ],
)
def test_what_somebody_is_besides(text: str) -> None:
    actors = find(text)
    assert "foreign minister" in {t.title for t in actors.tenures if actors.actors[t.actor].name == "Nils Okoye"}
    assert [actor.name for actor in actors.actors if actor.type is ActorType.PERSON] == ["Nils Okoye"]


@pytest.mark.parametrize(
    "text",
    [
        "Nils Okoye became the first Kenyan president to speak.",
        "Nils Okoye was named Kenyan foreign minister.",
        "Nils Okoye has been elected president of Kenya.",
        "Nils Okoye remained Kenya's envoy.",
    ],
)
def test_what_somebody_comes_to_be_is_nobody_else(text: str) -> None:
    assert [actor.name for actor in find(text).actors if actor.type is ActorType.PERSON] == ["Nils Okoye"]


def test_a_president_is_who_turns_out_to_be_the_head_of_state() -> None:
    assert "Guyana's president" not in names("Nils Okoye, Guyana's head of state, left. Guyana's president was late.")


def test_the_leader_of_a_state_is_who_is_named_by_it_alone() -> None:
    assert "Peruvian leader" not in names(
        "Peru's Nils Okoye left. Peruvian Foreign Minister Ada Voss stayed. The Peruvian leader said that it was late."
    )
    assert "Peruvian leader" not in names("Peru's Nils Okoye left. The Peruvian leader said that it was late.")
    assert "Peruvian leader" in names(
        "Peru's Nils Okoye and Peru's Ada Voss left. The Peruvian leader said that it was late."
    )


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Kenya's Minister of Foreign Affairs and Trade, Nils Okoye, left.", {"minister of foreign affairs and trade"}),
        (
            "Minister for Foreign Affairs and International Cooperation Nils Okoye left.",
            {"minister for foreign affairs and international cooperation"},
        ),
        ("Kenyan Minister of Trade, Industry and Energy Nils Okoye left.", {"minister of trade, industry and energy"}),
        (
            "Kenyan Deputy Prime Minister and Foreign Minister Nils Okoye left.",
            {"deputy prime minister", "foreign minister"},
        ),
        (
            "Nils Okoye, deputy prime minister and minister of health of Kenya, left.",
            {"deputy prime minister", "minister of health of kenya"},
        ),
        ("The president and Foreign Minister Nils Okoye left.", {"foreign minister"}),
    ],
)
def test_offices_that_are_joined(text: str, titles: set[str]) -> None:
    actors = find(text)
    assert [actor.name for actor in actors.actors if actor.type is ActorType.PERSON] == ["Nils Okoye"]
    assert {tenure.title.lower() for tenure in actors.tenures} == titles


def test_two_ministers_are_two() -> None:
    found = names("Minister of Defence Nils Okoye and Finance Minister Ada Voss left. Bo Lund met them.")
    assert {name for name, kind in found.items() if kind == "Person"} == {"Nils Okoye", "Ada Voss", "Bo Lund"}


def test_an_analyst_holds_no_office() -> None:
    actors = find("Ada Voss, an analyst at the Brookings Institution, said it was late.")
    assert actors.tenures == ()
    assert [actors.actors[i].name for i in named(actors, "Ada Voss").affiliations] == ["Brookings Institution"]


def test_whom_a_person_speaks_for() -> None:
    actors = find("Kenyan Foreign Minister Grace Wanjiru spoke. Ada Voss, a writer, listened.")
    wanjiru = actors.actors.index(named(actors, "Grace Wanjiru"))
    state = actors.state_of(wanjiru)
    assert state is not None
    assert actors.actors[state].name == "Kenya"


def test_his_deputy() -> None:
    actors = find("Kenyan Foreign Minister Grace Wanjiru spoke. Her deputy, Nils Okoye, said little.")
    assert [actors.actors[i].name for i in named(actors, "Nils Okoye").affiliations] == ["Kenya"]


def test_an_unnamed_spokesman_is_named_later() -> None:
    actors = find(
        "A spokesman for the Moro Islamic Liberation Front said yes. The spokesman, Nils Okoye, said no more."
    )
    assert [actor.name for actor in actors.actors if actor.type == "Person"] == ["Nils Okoye"]


# -- robust ------------------------------------------------------------------------------------------------------


def test_every_text_is_read() -> None:
    for text in (
        "",
        " ",
        "?",
        "\ufeff\u200b",
        "𝔘𝔫",
        "’s",
        "((((",
        "U.S.-",
        "of of of",
        "- - -",
        "\ud83d\ude00 said",
        "A" * 500,
    ):
        find(text)


def test_a_page_in_capitals() -> None:
    found = find("PRESIDENT JOHN OKELLO OF KENYA ARRIVED. WHO IS TO BLAME? THE UN SAID NOTHING.")
    assert {actor.key for actor in found.actors if actor.key} == {"org:united-nations", "state:KE"}


def test_a_headline_names_only_those_of_the_article() -> None:
    found = names(
        "Norway wants peace in Chad, Foreign Minister Ada Voss said.", "Norway Urges Chad Foes To Lay Down Arms"
    )
    assert set(found) == {"Norway", "Ada Voss"}


def test_mentions_are_in_order_and_say_what_they_name() -> None:
    text = "Chilean Foreign Minister Ada Voss met Bo Lund in Quito."
    actors = find(text)
    assert [text[m.start : m.end] for m in actors.mentions if m.named] == [
        "Chilean Foreign Minister Ada Voss",
        "Chilean",
        "Bo Lund",
    ]


def test_inside_gives_the_outermost() -> None:
    article = parsed("Chilean Foreign Minister Ada Voss met Bo Lund in Quito.")
    actors = Actors.find([article])
    found = [(actors.actors[i].name, span.text) for i, span in actors.inside(article.doc[:])]
    assert found == [("Ada Voss", "Chilean Foreign Minister Ada Voss"), ("Bo Lund", "Bo Lund")]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Dutch said it was late.", ["Netherlands"]),
        ("The British oppose the plan.", ["United Kingdom"]),
        ("The Chinese, who proposed it, oppose the plan.", ["China"]),
        ("The Swiss have offered to help.", ["Switzerland"]),
        ("The British, French and Dutch said it was late.", ["United Kingdom", "France", "Netherlands"]),
        ("The French plan was late.", []),
        ("The French-led plan was late..", []),
        ("The Spanish and Portuguese plan was late.", []),
    ],
)
def test_a_demonym_without_a_noun_is_the_state(text: str, states: list[str]) -> None:
    assert [actor.name for actor in find(text).actors] == states


@pytest.mark.parametrize(
    "text",
    [
        "The council's top aid official in the country, Ada Voss, said it was late.",
        "Norway's envoy, Deputy Foreign Minister Ada Voss, said it was late.",
        "Norway's envoy, Deputy Foreign Minister Ada Voss, left for Bergen.",
        "Ada Voss, until December the Norwegian ambassador to Denmark, said it was late.",
        "Ada Voss, then the Norwegian ambassador to Denmark, said it was late.",
        "He met a deputy minister, Ada Ha Jun, but it was late.",
    ],
)
def test_a_person_is_one_with_every_title_beside_the_name(text: str) -> None:
    persons = [actor.name for actor in find(text).actors if actor.type is ActorType.PERSON]
    assert persons in (["Ada Voss"], ["Ada Ha Jun"])


def test_a_row_of_titles_is_several_persons() -> None:
    actors = find("Norway's president, Foreign Minister Ada Voss, and the Danish envoy said it was late.").actors
    assert "Ada Voss" in [a.name for a in actors]
    assert len([a for a in actors if a.type is ActorType.PERSON]) == 3


def test_a_ministry_by_its_full_name_is_a_body_without_its_state_named() -> None:
    actors = find(
        "In Delhi, the Ministry of External Affairs rejected the claim. The ministry of the interior was late."
    )
    assert [(a.name, a.type.value) for a in actors.actors] == [("Ministry of External Affairs", "Organization")]
    found = find("Norway's Ministry of External Affairs rejected it. The Ministry of External Affairs was late.").actors
    assert [a.name for a in found if a.type.value == "Organization"] == ["Norway's Ministry of External Affairs"]


@pytest.mark.parametrize("region", ["Africa", "North Africa", "Central Asia", "the Sahel", "the Caucasus"])
def test_a_region_is_nobody(region: str) -> None:
    found = find(
        f"Ada Voss said it was late. {region[0].upper()}{region[1:]} needs peace, and her adviser for {region} left."
    )
    assert [actor.name for actor in found.actors] == ["Ada Voss"]


def test_a_part_of_the_world_named_for_its_west_is_not_the_west() -> None:
    names = [
        a.name for a in find("West African heads of state met in Mali. West African states backed the plan.").actors
    ]
    assert "West" not in names
    assert find("The West backed the plan. African states opposed it.").actors[0].name == "West"


def test_a_journey_is_no_body() -> None:
    found = find(
        "President Ada Voss's second mission to Denmark ended late. The UN mission in Oslo welcomed it."
    ).actors
    assert [a.name for a in found if a.type is ActorType.ORGANIZATION and "mission" in a.name] == ["UN mission"]


def test_a_capital_in_a_heading_that_runs_as_prose_is_a_name() -> None:
    text = "The talks went on without her. Ms Voss said it was late."
    for title, name in (
        ("Ada Voss said that she needed much more time", "Ada Voss"),
        ("Late Night Ends Long Talks", "Voss"),
    ):
        assert [actor.name for actor in find(text, title).actors] == [name]
