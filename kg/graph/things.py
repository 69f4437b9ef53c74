"""Offices, places and topics across pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph import iris, names
from kg.graph.nodes import ActorNode, OfficeNode, PlaceNode, TopicNode
from kg.model import Meeting, Place, Position, Quote, Reading, Tenure


def most_frequent(found: Iterable[str]) -> str:
    """What is there most often; of equals the shortest, then the first by alphabet."""
    return first_of(Counter(found))


def first_of(counts: Mapping[str, int]) -> str:
    """What is counted most; of equals the shortest, then the first by alphabet."""
    return min(counts, key=lambda name: (-counts[name], len(name), name))


def office_path(tenure: Tenure, actors: Sequence[str]) -> str:
    """The path of a tenure's office, given the paths of its page's actors."""
    title = iris.slug(names.group(tenure.title))
    if tenure.organization is None:
        return f"office/{title}"
    body = actors[tenure.organization]
    return f"office/{title}_{body.partition('/')[2] if body.startswith('actor/') else iris.slug(body)}"


def offices(told: Mapping[str, Sequence[tuple[str, str | None]]], actors: Mapping[str, ActorNode]) -> list[OfficeNode]:
    """The offices by path, from the titles that pages give each and the paths of the bodies they belong to."""
    found = []
    for path, each in sorted(told.items()):
        body = each[0][1]
        title = most_frequent(title for title, _ in each)
        found.append(office(path, title, body, actors[body].label if body else None))
    return found


def office(path: str, title: str, body: str | None, of: str | None) -> OfficeNode:
    """An office: its title, and the path and the label of the body it belongs to."""
    head = title[:1].upper() + title[1:]
    return OfficeNode(path, f"{head} of {of}" if body else head, body)


def place_path(place: Place) -> str:
    """The path of a place that its page alone would mint."""
    return f"place/{iris.slug(place.name)}" + (f"_{place.country.lower()}" if place.country else "")


def places(told: Iterable[Place]) -> tuple[dict[str, str], list[PlaceNode]]:
    """Which path each place path ends in, and the nodes. A name without its country is the one place of that name."""
    found: dict[str, set[Place]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for place in told:
        found[place_path(place)].add(place)
        if place.country:
            countries[iris.slug(place.name)].add(place_path(place))
    homes = {}
    for path in found:
        known = countries.get(path.partition("/")[2], set())
        homes[path] = min(known) if len(known) == 1 else path
    nodes: dict[str, set[Place]] = defaultdict(set)
    for path, each in found.items():
        nodes[homes[path]] |= each
    return homes, [_place(path, each) for path, each in sorted(nodes.items())]


def _place(path: str, found: Iterable[Place]) -> PlaceNode:
    best = min(found, key=lambda p: (p.latitude is None, not p.country, p.name, p.latitude or 0.0, p.longitude or 0.0))
    return PlaceNode(path, best.name, best.latitude, best.longitude, best.country)


def topics(readings: Iterable[Reading]) -> dict[str, TopicNode]:
    """The topics by key, in the key's order."""
    told: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        for words in topic_words(reading):
            told[names.topic_key(words)].append(words)
    return {key: topic(key, Counter(words)) for key, words in sorted(told.items())}


def topic(key: str, words: Mapping[str, int]) -> TopicNode:
    """A topic, from how often it is told in which words."""
    label = first_of(words)
    return TopicNode(topic_path(key), label, tuple(sorted(set(words) - {label})))


def topic_path(key: str) -> str:
    """The path of a topic."""
    return f"topic/{iris.slug(key)}"


def topic_words(reading: Reading) -> Iterator[str]:
    """The words for topics on a page, as often as they are told."""
    facts: tuple[Meeting | Position | Quote, ...] = (*reading.meetings, *reading.positions, *reading.quotes)
    yield from (words for fact in facts for words in fact.about)
