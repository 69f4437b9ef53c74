"""What the page of a thing shows, gathered from the graph with a fixed number of reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import render_template

from kg.graph import terms
from server import charts, schema
from server.facts import Fact, Ref, facts, ref, refs
from server.index import opened
from server.reads import PREFIXES, Thing, things
from server.sections import Listed, brief
from server.snapshot import Snapshot

_NETWORK = 14
_MEETINGS = 200
"""Of how many meetings at most it is counted who was met."""
_RELATED = 6
_OFFICES = 2
_COUNTED = 400
"""Of how many positions at most it is counted which stances were taken."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page of a thing."""

    thing: Thing
    ref: Ref
    kind: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who was met, and how often."""

    ref: Ref
    count: int


def head(snap: Snapshot, kind: str, thing: Thing) -> Head:
    """The top of a thing's page."""
    found = ref(snap, thing.iri, thing)
    title = found.label
    if kind in ("position", "quote", "tenure", "account"):
        title = {"position": "Position", "quote": "Quote", "tenure": "Tenure", "account": "Account of a meeting"}[kind]
    aliases = tuple(sorted({str(v) for v in thing.all(terms.SKOS_ALT_LABEL)} - {found.label}, key=str.casefold))
    return Head(thing, found, kind, title, aliases)


def entity_page(snap: Snapshot, kind: str, thing: Thing) -> str:
    """The page of a thing of any kind but an article."""
    about = head(snap, kind, thing)
    listed = {item.section.name: item for item in brief(snap, kind, thing.iri)}
    match kind:
        case "actor":
            return _actor(snap, about, listed)
        case "meeting" | "position" | "quote" | "tenure" | "account":
            return _fact(snap, about, listed)
        case "place":
            return _place(about, listed)
    return render_template("thing.html", head=about, listed=listed, more=_more(snap, thing))


def _actor(snap: Snapshot, about: Head, listed: dict[str, Listed]) -> str:
    thing = about.thing
    met = _met(snap, thing.iri)
    months = _months(snap, thing.iri)
    affiliations = refs(snap, thing.iris(terms.AFFILIATION))
    return render_template(
        "actor.html",
        head=about,
        listed=listed,
        affiliations=affiliations,
        schema=schema.actor(about.ref, thing.iri, about.aliases, affiliations),
        positions=_by_topic(listed["positions"].facts) if "positions" in listed else [],
        met=met,
        network=charts.network(about.ref, [(link.ref, link.count) for link in met]) if len(met) > 1 else None,
        activity=charts.activity(months) if len({month for month, _, _ in months}) > 1 else None,
        stances=_stances(snap, thing.iri),
    )


def _fact(snap: Snapshot, about: Head, listed: dict[str, Listed]) -> str:
    fact = facts(snap, [about.thing.iri])[0]
    place = things(snap.graph, [fact.place.iri]).get(fact.place.iri) if fact.place and about.kind == "meeting" else None
    point = _point(place)
    offices = _offices(snap, fact.others, fact.day) if about.kind == "meeting" else {}
    runs = _utterance(snap, fact) if about.kind == "quote" else []
    return render_template(
        "fact.html",
        head=about,
        fact=fact,
        schema=schema.fact(fact, about.thing.iri),
        listed=listed,
        offices=offices,
        runs=runs,
        related=_related(snap, fact),
        map=charts.world([(fact.place, 1, *point)]) if fact.place and point else None,
    )


def _place(about: Head, listed: dict[str, Listed]) -> str:
    point = _point(about.thing)
    drawn = charts.world([(about.ref, 1, *point)]) if point else None
    told = schema.place(about.ref, about.thing.iri, point)
    return render_template("place.html", head=about, listed=listed, map=drawn, point=point, schema=told)


def _point(place: Thing | None) -> tuple[float, float] | None:
    """Latitude and longitude."""
    if place is None:
        return None
    latitude, longitude = place.number(terms.GEO_LAT), place.number(terms.GEO_LONG)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _more(snap: Snapshot, thing: Thing) -> list[tuple[str, list[Ref]]]:
    """What else the graph says of a thing that has no page of its own kind: properties with their values as links."""
    shown = (terms.OFFICE_OF, terms.CONCERNS, terms.DCTERMS_SOURCE, terms.PROV_WAS_DERIVED_FROM, terms.IN_ARTICLE)
    names = ("Office of", "Names", "Source", "Derived from", "Stands in")
    wanted = [(name, thing.iris(p)) for name, p in zip(names, shown, strict=True) if thing.iris(p)]
    named = {r.iri: r for r in refs(snap, (i for _, iris in wanted for i in iris))}
    return [(name, [named[i] for i in iris]) for name, iris in wanted]


def _met(snap: Snapshot, iri: str) -> list[Link]:
    """Whom an actor met, at the latest of its meetings; a meeting that was only planned, or denied, is none."""
    latest = " ".join(f"<{meeting}>" for meeting in opened(snap).lists.page(iri, "meetings", _MEETINGS))
    if not latest:
        return []
    rows = snap.graph.select(
        f"{PREFIXES}SELECT ?other (COUNT(DISTINCT ?meeting) AS ?count) WHERE {{ VALUES ?meeting {{ {latest} }} "
        f"?meeting dip:status status:held ; dip:participant ?other FILTER(?other != <{iri}>) }} "
        f"GROUP BY ?other ORDER BY DESC(?count) ?other LIMIT {_NETWORK}"
    )
    counts = {str(row["other"]): int(str(row["count"])) for row in rows}
    return [Link(found, counts[found.iri]) for found in refs(snap, counts)]


def _months(snap: Snapshot, iri: str) -> list[tuple[str, str, int]]:
    """How many meetings, positions and quotes in each month: (month, kind, count)."""
    return opened(snap).lists.months(iri, ("meetings", "positions", "quotes"))


def _stances(snap: Snapshot, iri: str) -> list[tuple[str, int]]:
    """How often an actor takes each stance."""
    rows = snap.graph.select(
        f"{PREFIXES}SELECT ?stance (COUNT(*) AS ?count) WHERE {{ "
        f"{{ SELECT ?fact WHERE {{ ?fact dip:holder <{iri}> }} LIMIT {_COUNTED} }} ?fact dip:stance ?stance }} "
        "GROUP BY ?stance ORDER BY DESC(?count) ?stance"
    )
    return [(str(row["stance"]).rsplit("#", 1)[-1], int(str(row["count"]))) for row in rows]


def _offices(snap: Snapshot, people: tuple[Ref, ...], day: str | None) -> dict[str, list[Ref]]:
    """The offices of those who meet, by who holds them: the few attested nearest to the day, these first.

    What somebody is told to have left, or is yet to take up, is no office of theirs at the time.
    """
    wanted = " ".join(f"<{person.iri}>" for person in people[:50])
    if not wanted:
        return {}
    rows = snap.graph.select(
        f"{PREFIXES}SELECT DISTINCT ?who ?office ?date WHERE {{ VALUES ?who {{ {wanted} }} "
        "?tenure dip:heldBy ?who ; dip:office ?office ; dip:tenureState ?state . "
        "FILTER(?state NOT IN (tenure:former, tenure:incoming)) "
        "OPTIONAL { ?tenure dip:attestedOn ?date } } ORDER BY ?who ?office ?date LIMIT 400"
    )
    nearest: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: _days_between(str(row.get("date", "")), day or "")):
        offices = nearest.setdefault(str(row["who"]), [])
        if len(offices) < _OFFICES and str(row["office"]) not in offices:
            offices.append(str(row["office"]))
    known = {r.iri: r for r in refs(snap, (iri for offices in nearest.values() for iri in offices))}
    return {who: [known[iri] for iri in offices] for who, offices in nearest.items()}


def _days_between(one: str, other: str) -> int:
    """How far two dates are apart, a month or year taken at its beginning; very far where one is unknown."""
    try:
        first, second = (date.fromisoformat((value + "-01-01")[:10]) for value in (one, other))
    except ValueError:
        return date.max.toordinal()
    return abs((first - second).days)


def _related(snap: Snapshot, fact: Fact) -> tuple[Ref, int, list[Fact]] | None:
    """What else is held or said on the same matter: the topic with the fewest others, how many they are, some."""
    section = {"position": "stances", "quote": "said"}.get(fact.kind)
    if section is None:
        return None
    lists = opened(snap).lists
    counts = {topic: lists.counts(topic.iri).get(section, 0) - 1 for topic in fact.topics[:10]}
    topic = min((topic for topic, count in counts.items() if count > 0), key=lambda t: (counts[t], t.iri), default=None)
    if topic is None:
        return None
    others = [iri for iri in lists.page(topic.iri, section, _RELATED + 1) if iri != fact.iri]
    return topic, counts[topic], facts(snap, others[:_RELATED])


def _utterance(snap: Snapshot, quote: Fact) -> list[Fact]:
    """The runs of the utterance that a quote belongs to, in order; [] where it is the only one."""
    rows = snap.graph.select(
        f"{PREFIXES}SELECT DISTINCT ?run WHERE {{ {{ <{quote.iri}> dip:continues* ?run }} "
        f"UNION {{ ?run dip:continues* <{quote.iri}> }} }} LIMIT 50"
    )
    runs = facts(snap, (str(row["run"]) for row in rows))
    return sorted(runs, key=lambda run: run.start) if len(runs) > 1 else []


def _by_topic(positions: tuple[Fact, ...]) -> list[tuple[Ref | None, list[Fact]]]:
    """Positions by what they are about, where there are several on the same; the others together, last."""
    counts = Counter(topic.iri for position in positions for topic in position.topics)
    groups: dict[str, list[Fact]] = {}
    names: dict[str, Ref] = {}
    for position in positions:
        topic = max(position.topics, key=lambda t: (counts[t.iri], t.iri), default=None)
        groups.setdefault(topic.iri if topic else "", []).append(position)
        if topic:
            names[topic.iri] = topic
    several = [(names[iri], found) for iri, found in groups.items() if iri and len(found) > 1]
    others = [position for iri, found in groups.items() if not iri or len(found) == 1 for position in found]
    several.sort(key=lambda group: (-len(group[1]), group[0].label))
    return [*several, (None, others)] if others else [*several]
