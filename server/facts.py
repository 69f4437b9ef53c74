"""Facts as pages show them: each with its actors, its sentence, its source and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kg.graph import terms
from kg.search.kinds import KINDS, kind_of
from server.links import href
from server.reads import Thing, named, things
from server.snapshot import Snapshot

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of the text around them: they have no business in a name."""
_GENERAL = ("Actor", "Meeting", "Quote", "Fact")


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing that a page names: its words, where it leads, its kind and exact class; an article's day and outlet."""

    iri: str
    label: str
    href: str | None
    kind: str = ""
    type: str = ""
    date: str | None = None
    outlet: str | None = None

    @property
    def initials(self) -> str:
        """Two letters for a badge."""
        words = [w for w in re.findall(r"\w+", self.label) if w.casefold() not in ("the", "of", "and", "for")]
        return "".join(w[0] for w in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()[:2] or "?"


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that bears a fact, and the article it stands in."""

    text: str
    href: str | None
    article: Ref
    date: str | None
    outlet: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A meeting, position, quote, tenure or account.

    Attributes:
        kind: "meeting", "position", "quote", "tenure" or "account".
        label: a meeting's name, a position's target, a quote's words.
        actor: who holds, speaks, or is in office.
        others: participants, those it is directed at, or addressees.
        what: its stance, status or tenure state, by its word.
        place: a meeting's place, a tenure's office, or the article that gives an account.
        date: as exact as it is known, of an account the day it was told; `told`: the words that give it.
    """

    iri: str
    href: str | None
    kind: str
    type: str
    label: str
    actor: Ref | None
    others: tuple[Ref, ...]
    hosts: tuple[Ref, ...]
    what: str
    place: Ref | None
    topics: tuple[Ref, ...]
    date: str | None
    told: str | None
    cue: str | None
    condition: str | None
    confidence: float | None
    rule: str | None
    continues: str | None
    sources: tuple[Source, ...]
    start: int = -1
    end: int = -1

    @property
    def post(self) -> str:
        """Who holds which office: what tells tenures of the same from others."""
        return f"{self.actor.iri if self.actor else ''} {self.place.iri if self.place else ''}"

    @property
    def day(self) -> str | None:
        """Its date, or the day of the first article that tells it."""
        return self.date or min((s.date for s in self.sources if s.date), default=None)


_ACTOR = (terms.HOLDER, terms.SPEAKER, terms.HELD_BY)
_OTHERS = (terms.PARTICIPANT, terms.TOWARD, terms.ADDRESSEE)
_PLACE = (terms.TOLD_IN, terms.PLACE, terms.OFFICE)
_DATE = (terms.TOLD_ON, terms.DATE, terms.ATTESTED_ON)
_WHAT = (terms.STANCE, terms.STATUS, terms.TENURE_STATE)
_LABEL = (terms.TEXT, terms.TARGET)
_REFERRED = (*_ACTOR, *_OTHERS, *_PLACE, terms.HOST, terms.ABOUT)


def facts(snap: Snapshot, iris: Iterable[str]) -> list[Fact]:
    """The facts with these IRIs, in their order; of a store that is far three reads, however many there are."""
    wanted = list(dict.fromkeys(iris))
    found = things(snap.graph, wanted)
    passages = things(snap.graph, _values(found.values(), (terms.EVIDENCE,)))
    referred = _values(found.values(), _REFERRED) + _values(passages.values(), (terms.IN_ARTICLE,))
    known = named(snap.graph, referred)
    return [_fact(snap, found[iri], passages, known) for iri in wanted if iri in found]


def refs(snap: Snapshot, iris: Iterable[str]) -> list[Ref]:
    """The things with these IRIs, in their order; of a store that is far one read."""
    wanted = list(dict.fromkeys(iris))
    known = named(snap.graph, wanted)
    return [ref(snap, iri, known.get(iri)) for iri in wanted]


def ref(snap: Snapshot, iri: str, thing: Thing | None) -> Ref:
    """A thing by its words; what has none goes by the last part of its IRI."""
    label = _TURNS.sub("", (thing and thing.label) or "") or re.split(r"[/#]", iri)[-1]
    if thing is None:
        return Ref(iri, label, href(iri, snap.base))
    day, outlet = thing.one(terms.DCTERMS_ISSUED), thing.one(terms.DCTERMS_PUBLISHER)
    return Ref(iri, label, href(iri, snap.base), kind_of(thing.types), exact_type(thing.types), day, outlet)


def exact_type(types: Iterable[str]) -> str:
    """The class that says most, "" for none."""
    known = [t for t in types if t in KINDS]
    return next((t for t in known if t not in _GENERAL), known[0] if known else "")


def _fact(snap: Snapshot, thing: Thing, passages: dict[str, Thing], known: dict[str, Thing]) -> Fact:
    def every(*predicates: URIRef) -> tuple[Ref, ...]:
        return tuple(
            sorted(
                (ref(snap, i, known.get(i)) for p in predicates for i in thing.iris(p)),
                key=lambda r: r.label.casefold(),
            )
        )

    actor = every(*_ACTOR)
    place = next((every(p) for p in _PLACE if thing.iris(p)), ())
    what = next((thing.one(p) for p in _WHAT if thing.one(p)), None) or ""
    label = next((thing.one(p) for p in _LABEL if thing.one(p)), None) or thing.label or ""
    return Fact(
        iri=thing.iri,
        href=href(thing.iri, snap.base),
        kind=kind_of(thing.types),
        type=exact_type(thing.types),
        label=label,
        actor=actor[0] if actor else None,
        others=every(*_OTHERS),
        hosts=every(terms.HOST),
        what=what.rsplit("#", 1)[-1],
        place=place[0] if place else None,
        topics=every(terms.ABOUT),
        date=next((thing.one(p) for p in _DATE if thing.one(p)), None),
        told=thing.one(terms.DATE_TEXT),
        cue=thing.one(terms.CUE),
        condition=thing.one(terms.CONDITION),
        confidence=thing.number(terms.CONFIDENCE),
        rule=thing.one(terms.RULE),
        continues=thing.one(terms.CONTINUES),
        sources=_sources(snap, thing, passages, known),
        start=thing.offset(terms.START),
        end=thing.offset(terms.END),
    )


def _sources(snap: Snapshot, thing: Thing, passages: dict[str, Thing], known: dict[str, Thing]) -> tuple[Source, ...]:
    found = []
    for iri in thing.iris(terms.EVIDENCE):
        passage = passages.get(iri)
        if passage is None:
            continue
        article = passage.one(terms.IN_ARTICLE) or ""
        told = known.get(article)
        found.append(
            Source(
                text=passage.one(terms.EXACT) or "",
                href=href(iri, snap.base),
                article=ref(snap, article, told),
                date=told.one(terms.DCTERMS_ISSUED) if told else None,
                outlet=told.one(terms.DCTERMS_PUBLISHER) if told else None,
                start=passage.offset(terms.START),
                end=passage.offset(terms.END),
            )
        )
    return tuple(sorted(found, key=lambda s: (s.date or "", s.article.iri, s.start)))


def _values(found: Iterable[Thing], predicates: Iterable[URIRef]) -> list[str]:
    wanted = tuple(predicates)
    return [iri for thing in found for predicate in wanted for iri in thing.iris(predicate)]
