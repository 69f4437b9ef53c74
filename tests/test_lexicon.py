"""The word lists: no name twice for one bearer, every type known, the world covered; places by their names."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pycountry
import pytest

from kg.extract.actors.names import bears, parts, same_person
from kg.extract.lexicon import BODIES, Form, lexicon, table
from kg.extract.places import place
from kg.model import ActorType


def _bodies(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(f"{prefix}:{slug}", body) for prefix, group in table(name).items() for slug, body in group.items()]


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_well_formed(name: str) -> None:
    known = {"name", "type", "aliases", "acronyms", "adjectives", "seats", "state", "place", "common"}
    for key, body in _bodies(name):
        assert set(body) <= known, key
        assert body["type"] in set(ActorType), key
        spellings = [body["name"], *body.get("aliases", []), *body.get("acronyms", [])]
        assert [spelling for spelling, count in Counter(spellings).items() if count > 1] == [], key
        if "state" in body:
            assert body["state"] in lexicon().entries, (key, body["state"])


def test_hundreds_of_bodies() -> None:
    assert sum(len(_bodies(name)) for name in BODIES) > 1000
    assert len({key for name in BODIES for key, _ in _bodies(name)}) == sum(len(_bodies(name)) for name in BODIES)


def test_every_file_says_where_it_is_from() -> None:
    for name in (*BODIES, "states", "titles", "collectives", "function_words"):
        assert table(name), name


def test_every_state_has_a_name_and_its_capital() -> None:
    independent = {"AF", "BR", "CI", "CV", "CZ", "KR", "LA", "MK", "NL", "PS", "SZ", "TL", "US", "VA", "VN", "XK", "ZW"}
    assert {f"state:{code}" for code in independent} <= set(lexicon().entries)
    assert sum(1 for each in pycountry.countries if f"state:{each.alpha_2}" in lexicon().entries) > 190


@pytest.mark.parametrize(
    ("name", "key", "form"),
    [
        ("Kremlin", "state:RU", Form.SEAT),
        ("Quai d'Orsay", "state:FR", Form.SEAT),
        ("Élysée", "state:FR", Form.SEAT),
        ("Burkinabe", "state:BF", Form.ADJECTIVE),
        ("Filipinos", "state:PH", Form.PEOPLE),
        ("Nay Pyi Taw", "state:MM", Form.CAPITAL),
        ("the Netherlands", "state:NL", Form.NAME),
        ("Daesh", "armed:islamic-state", Form.NAME),
        ("ECOWAS", "org:ecowas", Form.NAME),
        ("IAEA", "org:iaea", Form.ACRONYM),
    ],
)
def test_names(name: str, key: str, form: Form) -> None:
    assert (key, form) in {(sense.entry.key, sense.form) for sense in lexicon().named(name)}


def test_places() -> None:
    geneva = place("Geneva")
    assert geneva is not None
    assert (geneva.country, round(geneva.latitude or 0), round(geneva.longitude or 0)) == ("CH", 46, 6)
    assert [each and each.country for each in map(place, ("Paris", "Kyiv", "London", "Addis Ababa", "Norway"))] == [
        "FR",
        "UA",
        "GB",
        "ET",
        "NO",
    ]
    assert place("nowhere") is None
    assert place("Qqqq") is None
    assert place("") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Andrei Petrovskiy", "Andrey Petrovsky", True),
        ("Mohammed bin Jassim al-Harbi", "Muhammad bin Jassim Al Harbi", True),
        ("Javad Karimi", "Mohammad Javad Karimi", True),
        ("J. Voss", "Jonas Voss", True),
        ("Ada Voss", "Bo Voss", False),
        ("Hilda Lund", "Bill Lund", False),
        ("Ada Voss", "Ada Lund", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    def cut(name: str) -> tuple[str, ...]:
        return parts(name.replace("-", " ").replace(".", "").split())

    assert same_person(cut(one), cut(other)) is same
    assert same_person(cut(other), cut(one)) is same


def test_single_names() -> None:
    assert bears("harbi", ("mohammed", "jassim", "harbi")) == 4
    assert bears("petrovskiy", ("andrei", "petrovsky")) == 3
    assert bears("xu", ("xu", "jianping")) == 2
    assert bears("garcia", ("alejandro", "garcia", "padilla")) == 1
    assert bears("okoye", ("bo", "lund")) == 0
