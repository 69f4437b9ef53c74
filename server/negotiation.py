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
    best, exactness = 0.0, -1
    for value, weight in accept:
        given = value.split(";")[0].strip().lower()
        exact = _exactness(given, media_type)
        if exact > exactness:
            best, exactness = float(weight), exact
    return best


def choose(accept: MIMEAccept, offers: Sequence[Format]) -> Format | None:
    """The offer that a client wants most; of equals the first. None where it wants none. No header wants them all."""
    if not accept.provided or not list(accept):
        return offers[0]
    best, chosen = 0.0, None
    for offer in offers:
        wanted = max(quality(accept, offer.media_type), *(_weight_of(accept, alias) for alias in ("", *offer.aliases)))
        if wanted > best:
            best, chosen = wanted, offer
    return chosen


def named(name: str, offers: Iterable[Format]) -> Format | None:
    """The offer that a name, an ending or a media type asks for."""
    return next((offer for offer in offers if offer.answers_to(name)), None)


def wants_page(accept: MIMEAccept) -> bool:
    """Whether a client is a browser: it names HTML and wants nothing more than that."""
    named_html = any(
        value.split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml") for value, _ in accept
    )
    return named_html and quality(accept, "text/html") >= max(
        (float(weight) for value, weight in accept if not value.startswith("*")), default=0.0
    )


def _weight_of(accept: MIMEAccept, name: str) -> float:
    """The weight of a media type that is named as it is; 0 where only a range covers it."""
    return max((float(weight) for value, weight in accept if value.split(";")[0].strip().lower() == name), default=0.0)


def _exactness(pattern: str, media_type: str) -> int:
    if pattern == media_type:
        return 2
    if pattern == f"{media_type.split('/')[0]}/*":
        return 1
    return 0 if pattern == "*/*" else -1
