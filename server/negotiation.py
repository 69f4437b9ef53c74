"""Which form an answer takes: media types, endings and names of formats, and what a client accepts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MIMEAccept


@dataclass(frozen=True, slots=True)
class Format:
    """A form of an answer.

    Attributes:
        name: its short name, which is also its ending.
        media_type: what it is served as.
        aliases: other media types and names that ask for it.
    """

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    def answers_to(self, name: str) -> bool:
        """Whether a name, an ending or a media type asks for it."""
        return name.lower() in (self.name, self.media_type, *self.aliases)


HTML = Format("html", "text/html", ("application/xhtml+xml",))
TEXT = Format("txt", "text/plain")
RESULTS = (
    Format("json", "application/sparql-results+json", ("application/json", "srj")),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml", "srx")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Format("ttl", "text/turtle", ("application/x-turtle", "turtle")),
    Format("jsonld", "application/ld+json", ("application/json", "json", "json-ld")),
    Format("nt", "application/n-triples", ("text/plain", "ntriples")),
    Format("rdf", "application/rdf+xml", ("application/xml", "text/xml", "xml", "rdfxml")),
)
DATASETS = (
    Format("trig", "application/trig", ()),
    Format("nq", "application/n-quads", ("text/x-nquads", "nquads")),
)


def quality(accept: MIMEAccept, media_type: str) -> float:
    """How much a client wants a media type, 0…1: the weight of the most exact range that covers it."""
    return _quality(_weights(accept), media_type)


def choose(accept: MIMEAccept, offers: Sequence[Format]) -> Format | None:
    """The offer that a client wants most; of equals the first. None where it wants none. No header wants them all."""
    weights = _weights(accept)
    if not weights:
        return offers[0]
    best, chosen = 0.0, None
    for offer in offers:
        wanted = max(_quality(weights, offer.media_type), *(weights.get(alias, 0.0) for alias in ("", *offer.aliases)))
        if wanted > best:
            best, chosen = wanted, offer
    return chosen


def _weights(accept: MIMEAccept) -> dict[str, float]:
    """The media types and ranges that a client names, each with its weight."""
    weights: dict[str, float] = {}
    for value, weight in accept:
        name = value.split(";")[0].strip().lower()
        weights[name] = max(weights.get(name, 0.0), float(weight))
    return weights


def _quality(weights: dict[str, float], media_type: str) -> float:
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((weights[name] for name in ranges if name in weights), 0.0)


def named(name: str, offers: Iterable[Format]) -> Format | None:
    """The offer that a name, an ending or a media type asks for."""
    return next((offer for offer in offers if offer.answers_to(name)), None)


def wants_page(accept: MIMEAccept) -> bool:
    """Whether a client is a browser: it names HTML and wants nothing more than that."""
    weights = _weights(accept)
    if "text/html" not in weights and "application/xhtml+xml" not in weights:
        return False
    return _quality(weights, "text/html") >= max(
        (weight for name, weight in weights.items() if name[:1] != "*"), default=0.0
    )
