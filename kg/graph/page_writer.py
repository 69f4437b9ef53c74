"""What one page tells, as triples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.graph import iris, terms
from kg.graph.names import group, topic_key
from kg.graph.nodes import Identity, Occasion, PageNodes, page_key
from kg.graph.values import (
    MEETING_CLASSES,
    QUOTE_CLASSES,
    STANCES,
    STATUSES,
    TENURE_STATES,
    Triple,
    address,
    day,
    decimal,
    text,
)
from kg.model import Article, Meeting, Passage, Position, Quote, Reading, Tenure


def known_of(known: Occasion, base: str) -> Iterator[tuple[URIRef, Node]]:
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


class PageWriter:
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
        yield from self._concerns()

    def _page(self) -> Iterator[Triple]:
        page, node = self.reading.page, iris.page(self.base, self.tail)
        yield node, terms.RDF_TYPE, terms.SOURCE_PAGE_CLASS
        yield node, terms.DCTERMS_IDENTIFIER, text(page.name)
        yield node, terms.SHA256, text(page.sha256)
        if page.url and (source := address(page.url)):
            yield node, terms.DCTERMS_SOURCE, source
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

    def _concerns(self) -> Iterator[Triple]:
        """The actors and places of this page that its topics name."""
        told = self.reading
        facts: tuple[Meeting | Position | Quote, ...] = (*told.meetings, *told.positions, *told.quotes)
        topics = {self._topic(words): f" {group(words)} " for fact in facts for words in fact.about}
        named = [
            (f" {group(name)} ", node)
            for node, actor in zip(self.actors, self.reading.actors, strict=True)
            if not actor.described
            for name in (actor.name, *actor.aliases)
        ]
        for meeting, path in zip(self.reading.meetings, self.nodes.places, strict=True):
            if meeting.place and path:
                named.append((f" {group(meeting.place.name)} ", iris.absolute(self.base, path)))
        for topic, words in topics.items():
            yield from ((topic, terms.CONCERNS, node) for name, node in named if len(name) > 3 and name in words)

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
        yield from ((node, p, o) for p, o in told if (p, o) in set(known_of(known, self.base)))
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
        return known_of(told, self.base)

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
