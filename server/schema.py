"""What a page is about in the terms of schema.org, for search engines."""

from __future__ import annotations

from server.charts import shortened
from server.facts import Fact, Ref

_ACTORS = {"Person": "Person", "State": "Country"}
_LONGEST = 1000
_STATUS = {"planned": "EventScheduled", "refused": "EventCancelled"}


def actor(ref: Ref, address: str, aliases: tuple[str, ...], affiliations: list[Ref]) -> dict[str, object]:
    """A person, country or organization."""
    kind = _ACTORS.get(ref.type, "Organization")
    found: dict[str, object] = _thing(kind, address, ref.label)
    if aliases:
        found["alternateName"] = list(aliases[:20])
    if affiliations and kind == "Person":
        found["affiliation"] = [{"@type": "Organization", "name": a.label, "url": a.iri} for a in affiliations[:10]]
    return found


def fact(known: Fact, address: str) -> dict[str, object] | None:
    """A meeting as an event, a quote as a quotation; None for what schema.org has no word for."""
    if known.kind == "meeting":
        found = _thing("Event", address, known.label)
        found["attendee"] = [{"@type": _ACTORS.get(r.type, "Organization"), "name": r.label} for r in known.others[:50]]
        if known.date:
            found["startDate"] = known.date
        if known.place:
            found["location"] = {"@type": "Place", "name": known.place.label, "url": known.place.iri}
        if known.what in _STATUS:
            found["eventStatus"] = f"https://schema.org/{_STATUS[known.what]}"
        return found
    if known.kind == "quote" and known.actor:
        found = _thing("Quotation", address, None)
        found["text"] = known.label
        found["spokenByCharacter"] = {"@type": _ACTORS.get(known.actor.type, "Organization"), "name": known.actor.label}
        if known.date:
            found["dateCreated"] = known.date
        return found
    return None


def dataset(root: str, first: str | None, last: str | None) -> dict[str, object]:
    """The whole graph, with its dumps; `first` and `last` are the days of its articles."""
    found = _thing("Dataset", root, "Chancery: a knowledge graph of diplomacy")
    found["description"] = "Who met whom, who stands where, who said what, each with the sentence that bears it."
    found["distribution"] = [
        {"@type": "DataDownload", "contentUrl": f"{root}dumps/{name}", "encodingFormat": kind}
        for name, kind in (("graph.ttl", "text/turtle"), ("graph.nq.gz", "application/n-quads"))
    ]
    if first and last:
        found["temporalCoverage"] = f"{first}/{last}"
    return found


def article(title: str, address: str, issued: str | None, outlet: str | None, byline: str | None) -> dict[str, object]:
    """A news article."""
    found = _thing("NewsArticle", address, None)
    found["headline"] = title
    if issued:
        found["datePublished"] = issued
    if outlet:
        found["publisher"] = {"@type": "Organization", "name": outlet}
    if byline:
        found["author"] = {"@type": "Person", "name": byline}
    return found


def place(ref: Ref, address: str, point: tuple[float, float] | None) -> dict[str, object]:
    """A place with its coordinates."""
    found = _thing("Place", address, ref.label)
    if point:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    return found


def bounded(told: object) -> object:
    """The same with no text in it longer than anybody reads."""
    match told:
        case str():
            return shortened(told, _LONGEST)
        case dict():
            return {name: bounded(value) for name, value in told.items()}
        case list():
            return [bounded(value) for value in told]
    return told


def _thing(kind: str, address: str, name: str | None) -> dict[str, object]:
    found: dict[str, object] = {"@context": "https://schema.org", "@type": kind, "@id": address}
    return found | {"name": name} if name else found
