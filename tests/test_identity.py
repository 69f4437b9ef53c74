"""Who is who across pages."""

from __future__ import annotations

import pytest

from kg.graph import identity
from kg.graph.nodes import Identity, page_key
from kg.model import Actor, ActorType, Reading
from tests.readings import body, office, person, reading, state

RUSSIA, NORWAY, SWEDEN = state("Russia", "RU"), state("Norway", "NO"), state("Sweden", "SE")


def paths(joined: Identity, index: int, *readings: Reading) -> list[str]:
    """The paths of the actors with this index on each page."""
    return [joined.pages[page_key(r.page)].actors[index] for r in readings]


def are_one(index: int, *readings: Reading) -> bool:
    return len(set(paths(identity.join(readings), index, *readings))) == 1


def test_what_the_lexicon_knows_is_one() -> None:
    a, b = reading("a", state("Russia", "RU", "Moscow")), reading("b", state("Russian Federation", "RU"))
    joined = identity.join([a, b])
    assert paths(joined, 0, a, b) == ["actor/russia"] * 2
    (node,) = joined.actors
    assert (node.label, node.aliases, node.code) == ("Russia", ("Moscow", "Russian Federation"), "RU")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Nord", "Sergey Nord"),
        ("Bashar al-Nord", "Bashar Nord"),
        ("Bashar al-Nord", "Bashar el-Nord"),
        ("Ahmet Nordoğlu", "Ahmet Nordoglu"),
        ("Mohammed Nord", "Muhammad Nord"),
        ("Dmitri Nord", "Dmitriy Nord"),
        ("Ola F. Nord", "Ola Nord"),
    ],
)
def test_spellings_of_one_name_with_one_state_are_one(one: str, other: str) -> None:
    assert are_one(1, reading("a", NORWAY, person(one, 0)), reading("b", NORWAY, person(other, 0)))


def test_a_path_is_readable_and_says_the_state() -> None:
    a = reading("a", NORWAY, person("Ola Nord", 0))
    assert paths(identity.join([a]), 1, a) == ["actor/ola-nord_norway"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jane Nord", "John Nord"), ("Ola Nord", "Ola Nordin"), ("Ola F. Nord", "Ola G. Nord")],
)
def test_different_names_are_two(one: str, other: str) -> None:
    assert not are_one(1, reading("a", NORWAY, person(one, 0)), reading("b", NORWAY, person(other, 0)))


def test_initials_that_differ_keep_all_three_apart() -> None:
    pages = [
        reading(n, NORWAY, person(name, 0))
        for n, name in (("a", "O. F. Ek Nord"), ("b", "O. G. Ek Nord"), ("c", "Ek Nord"))
    ]
    assert len(set(paths(identity.join(pages), 1, *pages))) == 3


def test_one_name_and_two_states_are_two_and_doubtful() -> None:
    a, b = reading("a", NORWAY, person("Ola Nord", 0)), reading("b", SWEDEN, person("Ola Nord", 0))
    joined = identity.join([a, b])
    assert joined.doubtful == (
        ("actor/ola-nord_norway", "actor/ola-nord_sweden", "the same name, but of norway and of sweden"),
    )


def test_one_name_and_nothing_in_common_are_two_and_doubtful() -> None:
    a, b = reading("a", person("Ola Nord")), reading("b", SWEDEN, person("Kari Vik"), person("Ola Nord"))
    joined = identity.join([a, b])
    assert len({n.path for n in joined.actors}) == 4
    assert [doubt[2] for doubt in joined.doubtful] == ["the same name, and nothing else in common"]


def test_one_name_beside_the_same_person_is_one() -> None:
    a = reading("a", person("Ola Nord"), person("Kari Vik", aliases=["Vik"]))
    assert are_one(0, a, reading("b", person("Ola Nord"), person("Kari Vik")))


def test_one_name_is_one_where_the_page_speaks_of_its_state() -> None:
    a, b = reading("a", NORWAY, person("Ola Nord", 0)), reading("b", NORWAY, person("Ola Nord"))
    assert are_one(1, a, b)
    c = reading("c", SWEDEN, person("Ola Nord", 0))
    d = reading("d", NORWAY, person("Ola Nord"), SWEDEN)
    joined = identity.join([a, c, d])
    assert len(set(paths(joined, 1, a, c, d))) == 3


def test_another_office_makes_another() -> None:
    """A page may speak of a state, and of somebody who has nothing to do with it."""
    minister = reading("a", NORWAY, person("Ola Nord", 0), tenures=[office(1, "foreign minister", 0)])
    keeper = reading("b", NORWAY, person("Ola Nord"), tenures=[office(1, "goalkeeper")])
    again = reading("c", SWEDEN, person("Ola Nord"), tenures=[office(1, "minister for foreign affairs")])
    joined = identity.join([minister, keeper, again])
    first, second, third = paths(joined, 1, minister, keeper, again)
    assert first == third == "actor/ola-nord_norway"
    assert second == "actor/ola-nord_goalkeeper"


def test_an_office_or_a_body_in_common_makes_one() -> None:
    union = body("Northern Fishing Union", key="org:northern-fishing-union")
    a, b = reading("a", union, person("Ola Nord", 0)), reading("b", union, person("Ola Nord", 0))
    assert are_one(1, a, b)
    c, d = (reading(n, person("Kari Vik"), tenures=[office(0, "fisheries minister")]) for n in "cd")
    assert are_one(0, c, d)


def test_a_surname_is_the_person_of_its_state_and_office() -> None:
    full = reading("a", NORWAY, person("Ola Nord", 0), tenures=[office(1, "foreign minister", 0)])
    same = reading("b", NORWAY, person("Nord", 0), tenures=[office(1, "foreign minister", 0)])
    other = reading("c", NORWAY, person("Nord", 0), tenures=[office(1, "fisheries minister", 0)])
    nobody = reading("d", NORWAY, person("Nord"))
    joined = identity.join([full, same, other, nobody])
    first, second, third, fourth = paths(joined, 1, full, same, other, nobody)
    assert first == second == "actor/ola-nord_norway"
    assert len({first, third, fourth}) == 3


def test_a_surname_with_its_particle_is_no_full_name() -> None:
    full, part = reading("a", NORWAY, person("Ola de Nord", 0)), reading("b", NORWAY, person("de Nord", 0))
    assert paths(identity.join([full, part]), 1, full, part) == ["actor/ola-de-nord_norway"] * 2
    other = reading("c", NORWAY, person("Kari de Nord", 0))
    assert not are_one(1, full, other)
    assert len(set(paths(identity.join([full, part, other]), 1, full, part, other))) == 3


def test_a_surname_of_two_is_neither() -> None:
    pages = [reading(n, NORWAY, person(name, 0)) for n, name in (("a", "Ola Nord"), ("b", "Kari Nord"), ("c", "Nord"))]
    assert len(set(paths(identity.join(pages), 1, *pages))) == 3


def test_a_page_that_tells_two_apart_is_believed() -> None:
    full = reading("a", NORWAY, person("Ola Nord", 0))
    both = reading("b", NORWAY, person("Nord", 0), person("Ola Nord", 0))
    joined = identity.join([full, both])
    assert paths(joined, 1, full, both)[1] != paths(joined, 2, both)[0] == "actor/ola-nord_norway"


def test_persons_and_bodies_are_never_one() -> None:
    a, b = reading("a", NORWAY, person("Nord Ek", 0)), reading("b", NORWAY, body("Nord Ek", 0))
    assert not are_one(1, a, b)


def test_ministries_are_one_within_their_state() -> None:
    pages = [reading(n, each, body("Foreign Ministry", 0)) for n, each in (("a", NORWAY), ("b", NORWAY), ("c", SWEDEN))]
    joined = identity.join(pages)
    first, second, third = paths(joined, 1, *pages)
    assert first == second == "actor/norway_foreign-ministry"
    assert third == "actor/sweden_foreign-ministry"
    assert joined.doubtful == ()


def test_a_ministry_of_no_known_state_is_its_pages_own() -> None:
    assert not are_one(0, reading("a", body("Foreign Ministry")), reading("b", body("Foreign Ministry")))


def test_a_telling_name_is_one_body_and_its_acronym_too() -> None:
    a = reading("a", body("Northern Fishing Union", aliases=["NFU"]), NORWAY)
    b, c = reading("b", body("the Northern Fishing Union"), NORWAY), reading("c", body("NFU"), NORWAY)
    assert are_one(0, a, b, c)
    assert not are_one(0, a, reading("d", body("NFU"), SWEDEN))


def test_described_persons_and_bodies_stay_on_their_page() -> None:
    assert not are_one(0, *(reading(n, person("a senior official", described=True)) for n in "ab"))
    said = Actor("Norwegian officials", ActorType.ORGANIZATION, (), (0,), described=True)
    assert not are_one(0, *(reading(n, said) for n in "ab"))
    two = reading("c", person("an official", described=True), person("an official", described=True))
    assert len(identity.join([two]).actors) == 2


@pytest.mark.parametrize(
    ("name", "one"),
    [("Northern rebels", False), ("rebels", False), ("Rebels", False), ("Kurdish groups", True), ("Norwegians", True)],
)
def test_described_groups_are_one_by_their_people(name: str, one: bool) -> None:
    group = Actor(name, ActorType.ARMED_GROUP, (), (0,), described=True)
    assert are_one(0, *(reading(n, group) for n in "ab")) is one


def test_the_label_is_the_full_name_that_pages_use_most() -> None:
    names = ["Sergei Nord", "Sergey Nord", "Sergey Nord"]
    pages = [reading(f"{i}", NORWAY, person(name, 0, aliases=["Nord"])) for i, name in enumerate(names)]
    (node,) = (n for n in identity.join(pages).actors if n.type is ActorType.PERSON)
    assert (node.label, node.aliases) == ("Sergey Nord", ("Nord", "Sergei Nord"))


def test_a_path_that_goes_leads_to_the_one_that_stays() -> None:
    bare, stated = reading("a", NORWAY, person("Ola Nord")), reading("b", NORWAY, person("Ola Nord", 0))
    (old,) = paths(identity.join([bare]), 1, bare)
    joined = identity.join([bare, stated])
    assert (old, "actor/ola-nord_norway") in joined.redirects


def test_an_office_moves_with_its_body() -> None:
    union, nfu = body("Northern Fishing Union", 1, aliases=["NFU"]), body("NFU", 1)
    a = reading("a", union, NORWAY, person("Ola Nord", 0), tenures=[office(2, "chief clerk", 0)])
    b = reading("b", nfu, NORWAY, person("Ola Nord", 0), tenures=[office(2, "chief clerk", 0)])
    joined = identity.join([a, b])
    (node,) = joined.offices
    assert (node.path, node.label) == (
        "office/chief-clerk_norway_northern-fishing-union",
        "Chief clerk of Northern Fishing Union",
    )
    assert [new for old, new in joined.redirects if old.startswith("office/")] == [node.path]
