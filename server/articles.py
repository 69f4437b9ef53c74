"""The page of an article: its text with everything that was found in it, marked in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import render_template
from rdflib.namespace import SKOS

from kg.archive import Archive
from kg.errors import PublicationError
from kg.graph import terms
from kg.model import Actor, Reading
from server import answering, reads, schema
from server.facts import Fact, Ref, Source, facts, ref
from server.links import href
from server.marking import Mark, Paragraph, paragraphs, split_lines
from server.reads import Thing, page, things
from server.snapshot import Snapshot
from server.views import head

_MOST_FACTS = 2000
_MOST_ACTORS = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in an article.

    Attributes:
        facts: in the order of the text.
        actors: those named in it, with how often, the most often first.
    """

    facts: tuple[Fact, ...]
    actors: tuple[tuple[Ref, int], ...]

    def of(self, kind: str) -> list[Fact]:
        """The facts of one kind."""
        return [fact for fact in self.facts if fact.kind == kind]


def article_page(snap: Snapshot, article: Thing) -> str:
    """The page of an article."""
    told = _facts(snap, article.iri)
    mentioned = page(snap.graph, f"?fact dip:mentionedIn <{article.iri}>", _MOST_ACTORS)
    named = reads.named(snap.graph, mentioned, reads.ALL_NAMES)
    text, reading = _text(snap, article)
    about = head(snap, "article", article)
    marks = [*_fact_marks(told, article.iri), *_quote_marks(told)]
    if text is not None:
        marks += _actor_marks(text, article, reading, named)
    counts = Counter(mark.id for mark in marks if mark.layer == "actor")
    actors = sorted(
        ((ref(snap, iri, thing), counts[iri]) for iri, thing in named.items()), key=lambda a: (-a[1], a[0].label)
    )
    source = things(snap.graph, article.iris(terms.DCTERMS_IS_PART_OF))
    shown = _paragraphs(text, article, reading, marks) if text is not None else ()
    return render_template(
        "article.html",
        head=about,
        article=article,
        schema=schema.article(
            about.title,
            article.iri,
            article.one(terms.DCTERMS_ISSUED),
            article.one(terms.DCTERMS_PUBLISHER),
            article.one(terms.DCTERMS_CREATOR),
        ),
        issued=article.one(terms.DCTERMS_ISSUED),
        basis=article.one(terms.DATE_BASIS),
        outlet=article.one(terms.DCTERMS_PUBLISHER),
        byline=article.one(terms.DCTERMS_CREATOR),
        page=next(iter(source.values()), None),
        address=_address(source.values()),
        found=Found(tuple(told), tuple(actors)),
        paragraphs=shown,
        names={iri: ref(snap, iri, thing) for iri, thing in named.items()},
        facts={fact.iri: fact for fact in told},
        page_identifier=terms.DCTERMS_IDENTIFIER,
        passages=_passages(told, article.iri),
        whole=text is not None,
    )


def _facts(snap: Snapshot, iri: str) -> list[Fact]:
    pattern = f"?passage dip:inArticle <{iri}> . ?fact dip:evidence ?passage"
    found = [fact for fact in facts(snap, page(snap.graph, pattern, _MOST_FACTS)) if fact.kind != "account"]
    return sorted(found, key=lambda fact: (_first(fact, iri), fact.kind, fact.iri))


def _first(fact: Fact, iri: str) -> int:
    starts = [s.start for s in fact.sources if s.article.iri == iri]
    return fact.start if fact.start >= 0 else min(starts, default=0)


def _text(snap: Snapshot, article: Thing) -> tuple[str | None, Reading | None]:
    """The page's text and what was read on it; the text is None where it may not be shown or is not kept."""
    if answering.settings().no_text:
        return None, None
    source = next(iter(things(snap.graph, article.iris(terms.DCTERMS_IS_PART_OF)).values()), None)
    sha256, name = (source.one(terms.SHA256), source.one(terms.DCTERMS_IDENTIFIER)) if source else (None, None)
    if sha256 is None:
        return None, None
    try:
        text = snap.publication.page_text(sha256)
    except PublicationError:
        return None, None
    key = snap.publication.key_of(str(name), sha256)
    record = Archive(snap.publication.root).record(key) if key else None
    return text, record.reading if record else None


def _index(article: Thing, reading: Reading) -> int | None:
    """Which of the page's articles this is."""
    extent = (article.offset(terms.START), article.offset(terms.END))
    return next((i for i, a in enumerate(reading.articles) if (a.start, a.end) == extent), None)


def _paragraphs(text: str, article: Thing, reading: Reading | None, marks: Sequence[Mark]) -> tuple[Paragraph, ...]:
    index = _index(article, reading) if reading else None
    if reading is None or index is None:
        return paragraphs(text, split_lines(text, article.offset(terms.START), article.offset(terms.END)), marks)
    return paragraphs(text, [(b.kind.value, b.start, b.end) for b in reading.articles[index].blocks], marks)


def _fact_marks(told: Iterable[Fact], iri: str) -> list[Mark]:
    found = {(s.start, s.end) for fact in told for s in fact.sources if s.article.iri == iri and s.start >= 0}
    return [Mark(start, end, "fact", f"char={start},{end}") for start, end in sorted(found)]


def _quote_marks(told: Iterable[Fact]) -> list[Mark]:
    return [Mark(fact.start, fact.end, "quote", fact.iri) for fact in told if fact.kind == "quote" and fact.start >= 0]


def _actor_marks(text: str, article: Thing, reading: Reading | None, named: dict[str, Thing]) -> list[Mark]:
    """Where actors are named: as it was read, or else wherever a name stands that only one of them has."""
    labels = {iri: _labels(thing) for iri, thing in sorted(named.items())}
    index = _index(article, reading) if reading else None
    if reading is not None and index is not None:
        known = [known_as(actor, labels, named) for actor in reading.actors]
        return [
            Mark(mention.start, mention.end, "actor", iri)
            for mention in reading.mentions
            if mention.article == index and (iri := known[mention.actor])
        ]
    bearers = Counter(label for names in labels.values() for label in names)
    alone = {label: iri for iri, names in labels.items() for label in names if bearers[label] == 1 and len(label) < 100}
    if not alone:
        return []
    words = sorted(alone, key=lambda word: (-len(word), word))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    start, end = article.offset(terms.START), article.offset(terms.END)
    found = pattern.finditer(text, max(start, 0), max(end, 0))
    return [Mark(m.start(), m.end(), "actor", alone[m.group()]) for m in found]


def _labels(thing: Thing) -> set[str]:
    return {str(label) for predicate in (SKOS.prefLabel, SKOS.altLabel) for label in thing.all(predicate)}


def known_as(actor: Actor, labels: dict[str, set[str]], named: dict[str, Thing]) -> str | None:
    """The IRI of an actor of the page: of those of its name and type the one that shares most of its other names.

    None where two share as many: better no mark than one that leads to somebody else.
    """
    names = {actor.name, *actor.aliases}
    shared = sorted(
        (len(names & labels[iri]), iri)
        for iri, thing in named.items()
        if actor.name in labels[iri] and actor.type.value in thing.types
    )
    if not shared or (len(shared) > 1 and shared[-1][0] == shared[-2][0]):
        return None
    return shared[-1][1]


def _passages(told: Iterable[Fact], iri: str) -> list[Source]:
    """The passages that bear facts, in the order of the text."""
    found = {(s.start, s.end): s for fact in told for s in fact.sources if s.article.iri == iri}
    return [found[extent] for extent in sorted(found)]


def _address(pages: Iterable[Thing]) -> str | None:
    """Where the page came from, if that can be followed."""
    found = next((thing.one(terms.DCTERMS_SOURCE) for thing in pages), None)
    leads = href(found) if found else None
    return leads if leads and not leads.startswith("/") else None
