"""Nodes are a function of the set of pages, and IRIs stay when pages are added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import identity, triples
from kg.graph.nodes import Identity, page_key
from kg.model import Actor, ActorType, Meeting, MeetingKind, Passage, Place, Reading, Status, Tenure, When
from tests.readings import body, office, reading, state

BASE = "http://localhost:8000/"
STATES = [state("Norway", "NO"), state("Sweden", "SE"), state("Denmark", "DK")]
NAMES = ["Ola Nord", "Ola F. Nord", "Ola G. Nord", "Kari Vik", "Sergei Vik", "Sergey Vik", "Nord", "Vik", "a minister"]
BODIES = ["Foreign Ministry", "Northern Fishing Union", "NFU", "rebels", "Kurdish groups", "Ola Nord"]
TITLES = ["foreign minister", "president"]
DATES = ["2016-10-14", "2016-10-15", "2016-10", "2016-11", "2016", None]
ISSUED = ["2016-10-13", "2016-10-15", "2016-10-16", "2016-12-01", None]

people = st.builds(
    lambda name, to: Actor(name, ActorType.PERSON, (), (0,), tuple(to), described=name.islower()),
    st.sampled_from(NAMES),
    st.lists(st.integers(0, 3), max_size=2, unique=True),
)
groups = st.builds(
    lambda name, kind, to: Actor(name, kind, (), (0,), tuple(to), described=name in ("rebels", "Kurdish groups")),
    st.sampled_from(BODIES),
    st.sampled_from([ActorType.ORGANIZATION, ActorType.ARMED_GROUP]),
    st.lists(st.integers(0, 2), max_size=1),
)
meetings = st.builds(
    lambda kind, who, status, place, when, start: Meeting(
        "talks", kind, tuple(who), status, (Passage(0, start, start + 5),), 0.8, "test",
        Place(place) if place else None, When(when, None) if when else None,
    ),
    st.sampled_from([MeetingKind.TALKS, MeetingKind.VISIT, MeetingKind.PHONE_CALL, MeetingKind.CONFERENCE]),
    st.lists(st.integers(0, 5), max_size=4, unique=True),
    st.sampled_from(list(Status)),
    st.sampled_from(["Oslo", "Bergen", None]),
    st.sampled_from(DATES),
    st.integers(0, 20),
)  # fmt: skip


@st.composite
def one_page(draw: st.DrawFn, name: str) -> Reading:
    """A page with three states, a body with a key, and a few made-up actors and meetings."""
    union = body("United Northern Union", key="org:united-northern-union")
    known = draw(st.lists(st.sampled_from(STATES), min_size=3, max_size=3, unique_by=lambda s: s.name))
    actors = [*known, union, *draw(st.lists(st.one_of(people, groups), min_size=2, max_size=5))]
    holder = st.integers(4, len(actors) - 1)
    tenures: list[Tenure] = [
        office(draw(holder), draw(st.sampled_from(TITLES)), draw(st.sampled_from([None, 0, 1, 3])))
        for _ in range(draw(st.integers(0, 2)))
    ]
    return reading(
        name,
        *actors,
        issued=draw(st.sampled_from(ISSUED)),
        tenures=tenures,
        meetings=draw(st.lists(meetings, max_size=3)),
    )


pages = st.integers(2, 7).flatmap(lambda n: st.tuples(*(one_page(f"{i}.txt") for i in range(n))))


def nodes(joined: Identity) -> set[str]:
    """Every path that is somebody's."""
    offices = {office.path for office in joined.offices}
    places = {place.path for place in joined.places}
    return {actor.path for actor in joined.actors} | offices | places | set(joined.occasions)


def ends(joined: Identity, readings: Iterable[Reading]) -> list[str]:
    """The path of each thing on each page, in order."""
    found: list[str] = []
    for page in (joined.pages[page_key(r.page)] for r in readings):
        found += [*page.actors, *page.offices, *page.meetings, *(place for place in page.places if place)]
    return found


@settings(max_examples=60)
@given(pages, st.randoms(use_true_random=False))
def test_order_leaves_no_trace(readings: tuple[Reading, ...], random: Random) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)
    one, other = identity.join(readings), identity.join(iter(shuffled))
    assert one == other
    assert triples.shared_graph(one, BASE) == triples.shared_graph(other, BASE)
    for page in readings:
        assert triples.page_graph(page, one, BASE) == triples.page_graph(page, other, BASE)


@settings(max_examples=150)
@given(pages, st.integers(1, 6))
def test_adding_pages_leaves_every_iri_or_redirects_it(readings: tuple[Reading, ...], some: int) -> None:
    before, after = identity.join(readings[:some]), identity.join(readings)
    redirects, live = dict(after.redirects), nodes(after)
    moved: dict[str, set[str]] = {}
    for old, new in zip(ends(before, readings[:some]), ends(after, readings[:some]), strict=True):
        moved.setdefault(old, set()).add(new)
    for path in nodes(before):
        assert path in live or redirects[path] in moved[path]


@settings(max_examples=80)
@given(pages)
def test_redirects_lead_from_nobody_to_somebody(readings: tuple[Reading, ...]) -> None:
    joined = identity.join(readings)
    live = nodes(joined)
    for old, new in joined.redirects:
        assert old not in live
        assert new in live


@settings(max_examples=80)
@given(pages)
def test_nothing_is_two_things(readings: tuple[Reading, ...]) -> None:
    """Each page's things have a node each, no node's actors are of different families, and no meeting is two."""
    joined = identity.join(readings)
    kinds = {node.path: node.type for node in joined.actors}
    assert len(kinds) == len(joined.actors)
    for page in readings:
        found = joined.pages[page_key(page.page)]
        for actor, path in zip(page.actors, found.actors, strict=True):
            assert (actor.type is ActorType.PERSON) == (kinds[path] is ActorType.PERSON)
        assert len(set(found.meetings)) == len(found.meetings)


LATER = "2017-01-01"
later = st.integers(1, 3).flatmap(lambda n: st.tuples(*(one_page(f"later-{i}.txt") for i in range(n))))


@settings(max_examples=100)
@given(pages, later)
def test_what_is_told_later_moves_no_meeting(readings: tuple[Reading, ...], added: tuple[Reading, ...]) -> None:
    """A meeting's IRI goes only where two that were there turn out to be one: to that of the one told of first."""
    first = [r for r in readings if r.articles[0].issued]
    late = [replace(r, articles=(replace(r.articles[0], issued=date.fromisoformat(LATER)),)) for r in added]
    before, after = identity.join(first), identity.join([*first, *late])
    moved = dict(after.redirects)
    for path in before.occasions:
        assert path in after.occasions or moved[path] in before.occasions
