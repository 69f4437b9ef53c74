"""A made-up graph of diplomacy of any size, in the terms of the ontology, the same for the same seed.

It has the shape of a real one: few actors that are everywhere and many that are met once, meetings that several
pages report, facts that come after the dates of their articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kg.queries import SavedQuery

BASE: Final = "http://localhost:8000/"
_DIP: Final = "https://w3id.org/chancery/ontology#"
_RDF_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TYPES: Final = ("Person", "Person", "Person", "Organization", "State", "ArmedGroup", "PoliticalGroup", "Coalition")
_KINDS: Final = ("Talks", "Talks", "Conference", "PhoneCall", "Visit", "NewsConference")
_STATUSES: Final = ("held", "held", "held", "held", "planned", "refused", "denied")
_STANCES: Final = (
    "supports", "opposes", "demands", "rejects", "accuses", "denies", "offers", "commits", "warns", "asserts",
)  # fmt: skip
_WORDS: Final = (
    "truce", "border", "ceasefire", "sanctions", "prisoners", "elections", "aid", "withdrawal", "treaty",
    "inspections", "oil", "water",
)  # fmt: skip
_OUTLETS: Final = ("Alpha Wire", "Beta Post", "Gamma News", "Delta Times", "Epsilon Radio")
_FIRST: Final = date(2010, 1, 1)
_VALUES: Final = {
    "actor": "Actor Number 0",
    "speaker": "Actor Number 0",
    "one": "Actor Number 4",
    "other": "Actor Number 12",
    "place": "Place 5",
    "topic": "truce 0",
    "publisher": "Beta Post",
    "word": "clause 17",
    "fact": "position/3-1",
    "since": "2015-01-01",
    "stance": "accuses",
    "below": "0.6",
}
_WORDED: Final = {"holders-of-an-office": "Office 7", "what-was-said-around-a-meeting": "Talks 77"}

Quad = tuple[str, str, str, str]


def _dip(name: str) -> str:
    return f"<{_DIP}{name}>"


def _iri(path: str) -> str:
    return f"<{BASE}{path}>"


def _typed(value: object, kind: str) -> str:
    return f'"{value}"^^<{_XSD}{kind}>'


_TERMS: Final = {
    "isPartOf": "<http://purl.org/dc/terms/isPartOf>",
    "identifier": "<http://purl.org/dc/terms/identifier>",
    "title": "<http://purl.org/dc/terms/title>",
    "issued": "<http://purl.org/dc/terms/issued>",
    "publisher": "<http://purl.org/dc/terms/publisher>",
    "prefLabel": "<http://www.w3.org/2004/02/skos/core#prefLabel>",
    "altLabel": "<http://www.w3.org/2004/02/skos/core#altLabel>",
    "label": "<http://www.w3.org/2000/01/rdf-schema#label>",
    "lat": "<http://www.w3.org/2003/01/geo/wgs84_pos#lat>",
    "long": "<http://www.w3.org/2003/01/geo/wgs84_pos#long>",
}


class Synthetic:
    """Writes the quads of about `triples` triples."""

    def __init__(self, triples: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self.pages = max(10, triples // 188)
        self.actors = self.pages * 2
        self.topics, self.places, self.offices = 200, 300, self.pages // 5 + 1
        self.meetings = self.pages

    def quads(self) -> Iterator[Quad]:
        """Every quad: page by page, then what is known across pages; graphs come in the order of their names."""
        for number in range(self.pages):
            yield from self._page(number)
        yield from self._shared()

    def _day(self, number: int) -> date:
        return _FIRST + timedelta(days=number * 3650 // self.pages)

    def _actor(self, rnd: random.Random) -> int:
        """An actor's number: 0 in one of thirteen draws, high numbers hardly ever."""
        return int(self.actors ** rnd.random()) - 1

    def _shared(self) -> Iterator[Quad]:
        graph = _iri("graph/shared")
        for n in range(self.actors):
            actor = _iri(f"actor/a{n}")
            yield actor, _RDF_TYPE, _dip(_TYPES[n % len(_TYPES)]), graph
            yield actor, _RDF_TYPE, _dip("Actor"), graph
            yield actor, _TERMS["prefLabel"], f'"Actor Number {n}"', graph
            yield actor, _TERMS["altLabel"], f'"No. {n}"', graph
            if n % len(_TYPES) < 3:
                yield actor, _dip("affiliation"), _iri(f"actor/a{n % 50 * 8 + 4}"), graph
        for n in range(self.topics):
            yield _iri(f"topic/t{n}"), _RDF_TYPE, _dip("Topic"), graph
            yield _iri(f"topic/t{n}"), _TERMS["prefLabel"], f'"{_WORDS[n % 12]} {n}"', graph
        for n in range(self.places):
            place = _iri(f"place/p{n}")
            yield place, _RDF_TYPE, _dip("Place"), graph
            yield place, _TERMS["label"], f'"Place {n}"', graph
            yield place, _TERMS["lat"], _typed(round(n * 0.4 - 60, 2), "decimal"), graph
            yield place, _TERMS["long"], _typed(round(n * 1.1 - 170, 2), "decimal"), graph
        for n in range(self.offices):
            yield _iri(f"office/o{n}"), _RDF_TYPE, _dip("Office"), graph
            yield _iri(f"office/o{n}"), _TERMS["label"], f'"Office {n}"', graph
            yield _iri(f"office/o{n}"), _dip("officeOf"), _iri(f"actor/a{n % 50 * 8 + 4}"), graph

    def _page(self, number: int) -> Iterator[Quad]:
        rnd = self._random
        page, article, graph = _iri(f"page/{number}"), _iri(f"article/{number}"), _iri(f"graph/{number:08}")
        day = self._day(number)
        about = [
            (page, _RDF_TYPE, _dip("SourcePage")),
            (page, _TERMS["identifier"], f'"page-{number}.txt"'),
            (page, _dip("sha256"), f'"{number:064x}"'),
            (article, _RDF_TYPE, _dip("Article")),
            (article, _TERMS["isPartOf"], page),
            (article, _TERMS["title"], f'"Article number {number} on {rnd.choice(_WORDS)}"'),
            (article, _TERMS["issued"], _typed(day, "date")),
            (article, _TERMS["publisher"], f'"{rnd.choice(_OUTLETS)}"'),
            (article, _dip("start"), _typed(0, "integer")),
            (article, _dip("end"), _typed(5000, "integer")),
        ]
        named = sorted({self._actor(rnd) for _ in range(12)})
        about += [(_iri(f"actor/a{n}"), _dip("mentionedIn"), article) for n in named]
        for passage in range(8):
            about += _passage(number, passage, article)
        about += self._meeting(number, named)
        for n in range(5):
            about += self._position(number, n, named)
        for n in range(5):
            about += self._quote(number, n, named, day)
        if number % 3 == 0:
            about += self._tenure(number, named)
        for s, p, o in about:
            yield s, p, o, graph

    def _fact(self, subject: str, number: int) -> list[tuple[str, str, str]]:
        return [
            (subject, _dip("evidence"), _iri(f"passage/{number}-{self._random.randrange(8)}")),
            (subject, _dip("confidence"), _typed(round(0.4 + 0.6 * self._random.random(), 2), "decimal")),
            (subject, _dip("rule"), f'"a rule number {self._random.randrange(20)}"'),
        ]

    def _meeting(self, number: int, named: list[int]) -> list[tuple[str, str, str]]:
        """One of the meetings of these days: the same facts on every page that reports it."""
        which = max(0, min(self.meetings - 1, number - self._random.randrange(3)))
        own = random.Random(which)
        meeting = _iri(f"meeting/m{which}")
        day = self._day(which)
        facts = [
            (meeting, _RDF_TYPE, _dip(own.choice(_KINDS))),
            (meeting, _RDF_TYPE, _dip("Meeting")),
            (meeting, _TERMS["label"], f'"Talks {which} on {own.choice(_WORDS)}"'),
            (meeting, _dip("status"), f"<https://w3id.org/chancery/status#{own.choice(_STATUSES)}>"),
            (meeting, _dip("place"), _iri(f"place/p{own.randrange(self.places)}")),
            (meeting, _dip("date"), _typed(day, "date")),
            (meeting, _dip("about"), _iri(f"topic/t{own.randrange(self.topics)}")),
        ]
        who = {self._actor(own) for _ in range(own.choice((2, 2, 2, 3, 5)))}
        facts += [(meeting, _dip("participant"), _iri(f"actor/a{n}")) for n in sorted(who)]
        account = _iri(f"account/{number}")
        told = [
            (meeting, _dip("account"), account),
            (account, _RDF_TYPE, _dip("Account")),
            (account, _dip("status"), f"<https://w3id.org/chancery/status#{self._random.choice(_STATUSES)}>"),
            (account, _dip("toldIn"), _iri(f"article/{number}")),
            (account, _dip("toldOn"), _typed(self._day(number), "date")),
        ]
        return facts + self._fact(meeting, number) + told

    def _position(self, number: int, n: int, named: list[int]) -> list[tuple[str, str, str]]:
        rnd = self._random
        position = _iri(f"position/{number}-{n}")
        facts = [
            (position, _RDF_TYPE, _dip("Position")),
            (position, _dip("holder"), _iri(f"actor/a{rnd.choice(named)}")),
            (position, _dip("stance"), f"<https://w3id.org/chancery/stance#{rnd.choice(_STANCES)}>"),
            (position, _dip("target"), f'"the {rnd.choice(_WORDS)} and the {rnd.choice(_WORDS)}"'),
            (position, _dip("about"), _iri(f"topic/t{rnd.randrange(self.topics)}")),
        ]
        if rnd.random() < 0.6:
            facts.append((position, _dip("toward"), _iri(f"actor/a{rnd.choice(named)}")))
        return facts + self._fact(position, number)

    def _quote(self, number: int, n: int, named: list[int], day: date) -> list[tuple[str, str, str]]:
        rnd = self._random
        quote = _iri(f"quote/{number}-{n}")
        return [
            (quote, _RDF_TYPE, _dip(rnd.choice(("DirectQuote", "IndirectQuote", "MixedQuote")))),
            (quote, _RDF_TYPE, _dip("Quote")),
            (quote, _dip("speaker"), _iri(f"actor/a{rnd.choice(named)}")),
            (quote, _dip("text"), f'"we want the {rnd.choice(_WORDS)} before clause {rnd.randrange(300)} is settled"'),
            (quote, _dip("start"), _typed(n * 100, "integer")),
            (quote, _dip("end"), _typed(n * 100 + 60, "integer")),
            (quote, _dip("cue"), '"said"'),
            (quote, _dip("date"), _typed(day, "date")),
            (quote, _dip("about"), _iri(f"topic/t{rnd.randrange(self.topics)}")),
            *self._fact(quote, number),
        ]

    def _tenure(self, number: int, named: list[int]) -> list[tuple[str, str, str]]:
        tenure = _iri(f"tenure/{number}")
        return [
            (tenure, _RDF_TYPE, _dip("Tenure")),
            (tenure, _dip("heldBy"), _iri(f"actor/a{self._random.choice(named)}")),
            (tenure, _dip("office"), _iri(f"office/o{self._random.randrange(self.offices)}")),
            (tenure, _dip("tenureState"), "<https://w3id.org/chancery/tenure#current>"),
            (tenure, _dip("attestedOn"), _typed(self._day(number), "date")),
            *self._fact(tenure, number),
        ]


def _passage(number: int, n: int, article: str) -> list[tuple[str, str, str]]:
    passage = _iri(f"passage/{number}-{n}")
    return [
        (passage, _RDF_TYPE, _dip("Passage")),
        (passage, _dip("inArticle"), article),
        (passage, _dip("start"), _typed(n * 150, "integer")),
        (passage, _dip("end"), _typed(n * 150 + 140, "integer")),
        (passage, _dip("exact"), f'"Sentence {n} of article {number}, in which somebody said something."'),
    ]


def values_of(query: SavedQuery) -> dict[str, str]:
    """What a saved query is told when it is asked of the graph: names, not IRIs, as people give them."""
    required = [parameter.name for parameter in query.parameters if parameter.required]
    return {name: _VALUES.get(name) or _WORDED[query.name] for name in required}
