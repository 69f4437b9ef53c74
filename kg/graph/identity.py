"""Who and what is one across pages: from readings to nodes.

What comes out is a function of the set of readings alone: their order leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.graph import iris, occasions
from kg.graph.names import actor_paths, office_label, place_path, topic_key
from kg.graph.nodes import (
    ActorNode,
    Identity,
    OfficeNode,
    PageNodes,
    PlaceNode,
    TopicNode,
    page_key,
)  # fmt: skip
from kg.model import Actor, Meeting, Place, Position, Quote, Reading

__all__ = ["Identity", "join"]


def join(readings: Iterable[Reading]) -> Identity:
    """Joins what the pages name into nodes."""
    ordered = sorted(readings, key=lambda r: page_key(r.page))
    pages: dict[tuple[str, str], PageNodes] = {}
    members: dict[str, list[Actor]] = defaultdict(list)
    offices: dict[str, OfficeNode] = {}
    places: dict[str, list[Place]] = defaultdict(list)
    topics: dict[str, list[str]] = defaultdict(list)
    for reading in ordered:
        paths = actor_paths(reading)
        for path, actor in zip(paths, reading.actors, strict=True):
            members[path].append(actor)
        held = []
        for tenure in reading.tenures:
            body = None if tenure.organization is None else tenure.organization
            office = OfficeNode(
                "", office_label(tenure.title, None if body is None else reading.actors[body].name),
                None if body is None else paths[body],
            )  # fmt: skip
            path = f"office/{iris.slug(tenure.title)}" + ("" if body is None else "_" + paths[body].split("/", 1)[1])
            offices.setdefault(path, OfficeNode(path, office.label, office.organization))
            held.append(path)
        where = []
        for meeting in reading.meetings:
            where.append(place_path(meeting.place) if meeting.place else None)
            if meeting.place:
                places[place_path(meeting.place)].append(meeting.place)
        facts: tuple[Meeting | Position | Quote, ...] = (*reading.meetings, *reading.positions, *reading.quotes)
        for words in (w for fact in facts for w in fact.about):
            topics[topic_key(words)].append(words)
        meetings = tuple(occasions.page_path(reading, i, paths) for i in range(len(reading.meetings)))
        pages[page_key(reading.page)] = PageNodes(paths, tuple(held), meetings, tuple(where))
    return Identity(
        actors=tuple(_actor(path, found) for path, found in sorted(members.items())),
        offices=tuple(node for _, node in sorted(offices.items())),
        places=tuple(_place(path, found) for path, found in sorted(places.items())),
        topics={key: _topic(key, words) for key, words in sorted(topics.items())},
        occasions=occasions.join(ordered, pages),
        pages=pages,
    )


def _most(names: list[str]) -> str:
    return min(names, key=lambda n: (-names.count(n), len(n), n))


def _actor(path: str, found: list[Actor]) -> ActorNode:
    label = _most([a.name for a in found])
    every = {n for a in found for n in (a.name, *a.aliases)} - {label}
    key = found[0].key or ""
    code = key.removeprefix("state:") if key.startswith("state:") else None
    return ActorNode(path, found[0].type, label, tuple(sorted(every)), code)


def _place(path: str, found: list[Place]) -> PlaceNode:
    best = min(found, key=lambda p: (p.latitude is None, p.name, p.latitude or 0.0, p.longitude or 0.0))
    return PlaceNode(path, best.name, best.latitude, best.longitude, best.country)


def _topic(key: str, words: list[str]) -> TopicNode:
    label = _most(words)
    return TopicNode(f"topic/{iris.slug(key)}", label, tuple(sorted(set(words) - {label})))
