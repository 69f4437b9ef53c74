"""Facts as triples: what one page tells, in that page's graph; what is known across pages, in the shared one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote as percent

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.graph import iris, terms
from kg.graph.names import topic_key
from kg.graph.nodes import Identity, Occasion, PageNodes, page_key
from kg.model import (
    ActorType,
    Article,
    Meeting,
    MeetingKind,
    Passage,
    Position,
    Quote,
    QuoteKind,
    Reading,
    Stance,
    Status,
    Tenure,
    TenureState,
)

Triple = tuple[URIRef, URIRef, Node]

ACTOR_CLASSES: Final = {
    ActorType.PERSON: terms.PERSON_CLASS,
    ActorType.STATE: terms.STATE_CLASS,
    ActorType.ORGANIZATION: terms.ORGANIZATION_CLASS,
    ActorType.ARMED_GROUP: terms.ARMED_GROUP_CLASS,
    ActorType.POLITICAL_GROUP: terms.POLITICAL_GROUP_CLASS,
    ActorType.COALITION: terms.COALITION_CLASS,
}
MEETING_CLASSES: Final = {
    MeetingKind.TALKS: terms.TALKS_CLASS,
    MeetingKind.CONFERENCE: terms.CONFERENCE_CLASS,
    MeetingKind.PHONE_CALL: terms.PHONE_CALL_CLASS,
    MeetingKind.VISIT: terms.VISIT_CLASS,
    MeetingKind.NEWS_CONFERENCE: terms.NEWS_CONFERENCE_CLASS,
}
QUOTE_CLASSES: Final = {
    QuoteKind.DIRECT: terms.DIRECT_QUOTE_CLASS,
    QuoteKind.INDIRECT: terms.INDIRECT_QUOTE_CLASS,
    QuoteKind.MIXED: terms.MIXED_QUOTE_CLASS,
}
STANCES: Final = {
    Stance.SUPPORTS: terms.STANCE_SUPPORTS,
    Stance.OPPOSES: terms.STANCE_OPPOSES,
    Stance.DEMANDS: terms.STANCE_DEMANDS,
    Stance.REJECTS: terms.STANCE_REJECTS,
    Stance.ACCUSES: terms.STANCE_ACCUSES,
    Stance.DENIES: terms.STANCE_DENIES,
    Stance.OFFERS: terms.STANCE_OFFERS,
    Stance.COMMITS: terms.STANCE_COMMITS,
    Stance.WARNS: terms.STANCE_WARNS,
    Stance.ASSERTS: terms.STANCE_ASSERTS,
}
STATUSES: Final = {
    Status.HELD: terms.STATUS_HELD,
    Status.PLANNED: terms.STATUS_PLANNED,
    Status.REFUSED: terms.STATUS_REFUSED,
    Status.DENIED: terms.STATUS_DENIED,
}
TENURE_STATES: Final = {
    TenureState.CURRENT: terms.TENURE_CURRENT,
    TenureState.FORMER: terms.TENURE_FORMER,
    TenureState.OUTGOING: terms.TENURE_OUTGOING,
    TenureState.INCOMING: terms.TENURE_INCOMING,
    TenureState.ACTING: terms.TENURE_ACTING,
    TenureState.LATE: terms.TENURE_LATE,
    TenureState.THEN: terms.TENURE_THEN,
}
_ADDRESSES: Final = ("http://", "https://", "ftp://")
_DATE_TYPES: Final = {10: terms.XSD_DATE, 7: terms.XSD_G_YEAR_MONTH, 4: terms.XSD_G_YEAR}


def page_graph(reading: Reading, identity: Identity, base: str) -> tuple[URIRef, list[Triple]]:
    """The IRI of a page's graph, and all that the page tells, each triple once.

    What is known of a meeting over all pages is here as far as this page tells the same; what it tells otherwise is
    in its account alone.
    """
    writer = _PageWriter(reading, identity, base)
    return iris.graph(base, writer.tail), list(dict.fromkeys(writer.all()))


def shared_graph(identity: Identity, base: str) -> tuple[URIRef, list[Triple]]:
    """The IRI of the shared graph, and what is known across pages."""
    return iris.shared_graph(base), list(dict.fromkeys(_shared(identity, base)))


def context(identity: Identity, base: str) -> Iterator[Triple]:
    """What a page's graph relies on and other graphs tell: the shared graph, and what is known of each meeting."""
    yield from _shared(identity, base)
    for occasion in identity.occasions.values():
        node = iris.absolute(base, occasion.path)
        yield from ((node, p, o) for p, o in _known(occasion, base))


def background_iri(name: str, base: str) -> URIRef:
    """The IRI of the graph of a file of background data."""
    return iris.background_graph(base, name)


def text(value: str) -> Literal:
    """A plain string. Half a surrogate pair, which no RDF file can hold, becomes U+FFFD."""
    return Literal(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def decimal(value: float, places: int) -> Literal:
    """A decimal in XSD's canonical form, rounded: 0.850 gives "0.85", 1.0 gives "1"."""
    written = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return Literal("0" if written == "-0" else written, datatype=terms.XSD_DECIMAL, normalize=False)


def day(value: str) -> Literal:
    """A date as exact as its text: "2016-10-15", "2016-10" or "2016"."""
    return Literal(value, datatype=_DATE_TYPES[len(value)], normalize=False)


def _shared(identity: Identity, base: str) -> Iterator[Triple]:
    for actor in identity.actors:
        node = iris.absolute(base, actor.path)
        yield node, terms.RDF_TYPE, terms.ACTOR_CLASS
        yield node, terms.RDF_TYPE, ACTOR_CLASSES[actor.type]
        yield node, terms.SKOS_PREF_LABEL, text(actor.label)
        yield from ((node, terms.SKOS_ALT_LABEL, text(name)) for name in actor.aliases)
        if actor.code:
            yield node, terms.COUNTRY_CODE, text(actor.code)
    for office in identity.offices:
        node = iris.absolute(base, office.path)
        yield node, terms.RDF_TYPE, terms.OFFICE_CLASS
        yield node, terms.RDFS_LABEL, text(office.label)
        if office.organization:
            yield node, terms.OFFICE_OF, iris.absolute(base, office.organization)
    for topic in identity.topics.values():
        node = iris.absolute(base, topic.path)
        yield node, terms.RDF_TYPE, terms.TOPIC_CLASS
        yield node, terms.RDF_TYPE, terms.SKOS_CONCEPT
        yield node, terms.SKOS_PREF_LABEL, text(topic.label)
        yield from ((node, terms.SKOS_ALT_LABEL, text(name)) for name in topic.aliases)
    yield from _places(identity, base)
    for old, new in identity.redirects:
        yield iris.absolute(base, old), terms.DCTERMS_IS_REPLACED_BY, iris.absolute(base, new)


def _places(identity: Identity, base: str) -> Iterator[Triple]:
    for place in identity.places:
        node = iris.absolute(base, place.path)
        yield node, terms.RDF_TYPE, terms.PLACE_CLASS
        yield node, terms.RDFS_LABEL, text(place.label)
        if place.latitude is not None and place.longitude is not None:
            yield node, terms.GEO_LAT, decimal(place.latitude, 5)
            yield node, terms.GEO_LONG, decimal(place.longitude, 5)
        if place.country:
            yield node, terms.COUNTRY_CODE, text(place.country)


def _known(known: Occasion, base: str) -> Iterator[tuple[URIRef, Node]]:
    yield terms.STATUS, STATUSES[known.status]
    if known.place:
        yield terms.PLACE, iris.absolute(base, known.place)
    if known.date:
        yield terms.DATE, day(known.date)
    if known.date_text:
        yield terms.DATE_TEXT, text(known.date_text)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What all facts share."""

    type: URIRef
    evidence: tuple[Passage, ...]
    confidence: float
    rule: str
    about: tuple[str, ...] = ()


class _PageWriter:
    """Writes one page's triples."""

    def __init__(self, reading: Reading, identity: Identity, base: str) -> None:
        self.reading = reading
        self.identity = identity
        self.base = base
        self.tail = iris.page_tail(reading.page)
        self.nodes: PageNodes = identity.pages[page_key(reading.page)]
        self.actors = tuple(iris.absolute(base, path) for path in self.nodes.actors)
        self._minted: Counter[tuple[str, ...]] = Counter()

    def all(self) -> Iterator[Triple]:
        yield from self._page()
        for index, article in enumerate(self.reading.articles):
            yield from self._article(index, article)
        for index, actor in enumerate(self.reading.actors):
            node = self.actors[index]
            yield from ((node, terms.MENTIONED_IN, self._article_iri(a)) for a in actor.articles)
            bodies = (self.actors[i] for i in actor.affiliations)
            yield from ((node, terms.AFFILIATION, body) for body in bodies if body != node)
        for tenure, office in zip(self.reading.tenures, self.nodes.offices, strict=True):
            yield from self._tenure(tenure, office)
        for index, meeting in enumerate(self.reading.meetings):
            yield from self._meeting(index, meeting)
        for position in self.reading.positions:
            yield from self._position(position)
        yield from self._quotes()

    def _page(self) -> Iterator[Triple]:
        page, node = self.reading.page, iris.page(self.base, self.tail)
        yield node, terms.RDF_TYPE, terms.SOURCE_PAGE_CLASS
        yield node, terms.DCTERMS_IDENTIFIER, text(page.name)
        yield node, terms.SHA256, text(page.sha256)
        if page.url and (address := _address(page.url)):
            yield node, terms.DCTERMS_SOURCE, address
        yield iris.graph(self.base, self.tail), terms.PROV_WAS_DERIVED_FROM, node

    def _article_iri(self, index: int) -> URIRef:
        return iris.article(self.base, self.tail, index)

    def _article(self, index: int, article: Article) -> Iterator[Triple]:
        page, node = self.reading.page, self._article_iri(index)
        yield node, terms.RDF_TYPE, terms.ARTICLE_CLASS
        yield node, terms.DCTERMS_IS_PART_OF, iris.page(self.base, self.tail)
        yield node, terms.START, Literal(article.start)
        yield node, terms.END, Literal(article.end)
        if article.title:
            yield node, terms.DCTERMS_TITLE, text(article.title)
        if article.issued:
            yield node, terms.DCTERMS_ISSUED, day(article.issued.isoformat())
            if article.date_basis:
                yield node, terms.DATE_BASIS, text(article.date_basis)
        if publisher := article.publisher or page.publisher:
            yield node, terms.DCTERMS_PUBLISHER, text(publisher)
        if byline := article.byline or page.byline:
            yield node, terms.DCTERMS_CREATOR, text(byline)

    def _fact_iri(self, kind: str, *parts: str) -> URIRef:
        """An IRI for a fact of this page; facts that agree in all parts are told apart by their order."""
        self._minted[(kind, *parts)] += 1
        again = self._minted[(kind, *parts)]
        return iris.fact(self.base, kind, self.tail, *parts, *([str(again)] if again > 1 else []))

    def _shared_by_facts(self, node: URIRef, shape: _Shape) -> Iterator[Triple]:
        yield node, terms.RDF_TYPE, shape.type
        yield node, terms.CONFIDENCE, decimal(shape.confidence, 3)
        yield node, terms.RULE, text(shape.rule)
        for passage in shape.evidence:
            told = iris.passage(self.base, self.tail, passage.article, passage.start, passage.end)
            yield node, terms.EVIDENCE, told
            yield told, terms.RDF_TYPE, terms.PASSAGE_CLASS
            yield told, terms.IN_ARTICLE, self._article_iri(passage.article)
            yield told, terms.START, Literal(passage.start)
            yield told, terms.END, Literal(passage.end)
            yield told, terms.EXACT, text(self.reading.page.text[passage.start : passage.end])
        yield from ((node, terms.ABOUT, self._topic(words)) for words in shape.about)

    def _topic(self, words: str) -> URIRef:
        return iris.absolute(self.base, self.identity.topics[topic_key(words)].path)

    def _tenure(self, tenure: Tenure, office: str) -> Iterator[Triple]:
        who = self.reading.actors[tenure.actor].name
        node = self._fact_iri("tenure", *_places_told(tenure.evidence), who, tenure.title, tenure.state)
        shape = _Shape(terms.TENURE_CLASS, tenure.evidence, tenure.confidence, tenure.rule)
        yield from self._shared_by_facts(node, shape)
        yield node, terms.HELD_BY, self.actors[tenure.actor]
        yield node, terms.OFFICE, iris.absolute(self.base, office)
        yield node, terms.TENURE_STATE, TENURE_STATES[tenure.state]
        if told := self._told_on(tenure.evidence):
            yield node, terms.ATTESTED_ON, day(told)

    def _told_on(self, evidence: Iterable[Passage]) -> str | None:
        """The first day of the articles that the passages stand in."""
        days = (self.reading.articles[p.article].issued for p in evidence)
        return min((d.isoformat() for d in days if d), default=None)

    def _meeting(self, index: int, meeting: Meeting) -> Iterator[Triple]:
        path = self.nodes.meetings[index]
        node, known = iris.absolute(self.base, path), self.identity.occasions[path]
        kind = MEETING_CLASSES[known.kind]
        yield from self._shared_by_facts(
            node, _Shape(kind, meeting.evidence, known.confidence, meeting.rule, meeting.about)
        )
        yield node, terms.RDF_TYPE, terms.MEETING_CLASS
        yield node, terms.RDFS_LABEL, text(known.label)
        yield from ((node, terms.PARTICIPANT, self.actors[i]) for i in meeting.participants)
        yield from ((node, terms.HOST, self.actors[i]) for i in meeting.hosts)
        told = list(self._told(index, meeting))
        yield from ((node, p, o) for p, o in told if (p, o) in set(_known(known, self.base)))
        account = self._fact_iri("account", *_places_told(meeting.evidence), meeting.kind)
        yield node, terms.ACCOUNT, account
        yield account, terms.RDF_TYPE, terms.ACCOUNT_CLASS
        yield from ((account, p, o) for p, o in told)
        for article in sorted({p.article for p in meeting.evidence}):
            yield account, terms.TOLD_IN, self._article_iri(article)
        if first := self._told_on(meeting.evidence):
            yield account, terms.TOLD_ON, day(first)

    def _told(self, index: int, meeting: Meeting) -> Iterator[tuple[URIRef, Node]]:
        """What this page tells of a meeting and another may tell otherwise."""
        place, when = self.nodes.places[index], meeting.when
        told = Occasion(
            "", meeting.kind, "", meeting.status, 0.0, place, when.value if when else None, when.text if when else None
        )
        return _known(told, self.base)

    def _position(self, position: Position) -> Iterator[Triple]:
        who = self.reading.actors[position.holder].name
        node = self._fact_iri("position", *_places_told(position.evidence), who, position.stance, position.target)
        shape = _Shape(terms.POSITION_CLASS, position.evidence, position.confidence, position.rule, position.about)
        yield from self._shared_by_facts(node, shape)
        yield node, terms.HOLDER, self.actors[position.holder]
        yield node, terms.STANCE, STANCES[position.stance]
        yield node, terms.TARGET, text(position.target)
        yield from ((node, terms.TOWARD, self.actors[i]) for i in position.toward)
        if position.condition:
            yield node, terms.CONDITION, text(position.condition)

    def _quotes(self) -> Iterator[Triple]:
        minted = [self._fact_iri("quote", str(q.start), str(q.end), q.kind) for q in self.reading.quotes]
        for node, quote in zip(minted, self.reading.quotes, strict=True):
            shape = _Shape(QUOTE_CLASSES[quote.kind], quote.evidence, quote.confidence, quote.rule, quote.about)
            yield from self._shared_by_facts(node, shape)
            yield from self._quote(node, quote)
            if quote.continues is not None:
                yield node, terms.CONTINUES, minted[quote.continues]

    def _quote(self, node: URIRef, quote: Quote) -> Iterator[Triple]:
        yield node, terms.RDF_TYPE, terms.QUOTE_CLASS
        yield node, terms.TEXT, text(self.reading.page.text[quote.start : quote.end])
        yield node, terms.START, Literal(quote.start)
        yield node, terms.END, Literal(quote.end)
        if quote.speaker is not None:
            yield node, terms.SPEAKER, self.actors[quote.speaker]
        yield from ((node, terms.ADDRESSEE, self.actors[i]) for i in quote.addressees)
        if quote.cue:
            yield node, terms.CUE, text(quote.cue)
        if quote.said:
            yield node, terms.DATE, day(quote.said)


def _places_told(evidence: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(f"{p.article},{p.start},{p.end}" for p in evidence)


def _address(url: str) -> URIRef | None:
    """A page's address as an IRI, with what no IRI may hold percent-encoded; None for what is no address of the web."""
    if not url.lower().startswith(_ADDRESSES):
        return None
    return URIRef(percent(url, safe="%/:=&?~#+!$,;'@()*[]-._"))
