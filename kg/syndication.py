"""Agency copy: an article that stands on several pages in nearly the same words is one, and its facts count once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.archive import Record
from kg.graph import iris, terms
from kg.graph.triples import Triple
from kg.model import Article, Page, Passage, Quote, Reading
from kg.pages.copies import copies

Key = tuple[str, str, int]
"""A page's name, the hash of its content, and the number of an article on it."""


@dataclass(frozen=True, slots=True)
class Syndication:
    """Which articles are copies of which."""

    originals: dict[Key, Key]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Syndication:
        """Compares the articles of all pages."""
        told = (
            ((r.page.name, r.page.sha256, i), article.issued, article_text(r.page, article))
            for r in readings
            for i, article in enumerate(r.articles)
        )
        return cls(copies(told))

    def without_copies(self, record: Record) -> Record:
        """A record without the facts that stand in copies alone."""
        reading = record.reading
        page = reading.page
        copied = {i for i in range(len(reading.articles)) if (page.name, page.sha256, i) in self.originals}
        if not copied:
            return record

        def own(evidence: tuple[Passage, ...]) -> bool:
            return any(p.article not in copied for p in evidence)

        left = replace(
            reading,
            tenures=tuple(t for t in reading.tenures if own(t.evidence)),
            meetings=tuple(m for m in reading.meetings if own(m.evidence)),
            positions=tuple(p for p in reading.positions if own(p.evidence)),
            quotes=_renumbered(reading.quotes, [own(q.evidence) for q in reading.quotes]),
        )
        return replace(record, reading=left)

    def triples(self, page: Page, base: str) -> list[Triple]:
        """Which articles of a page are copies, as triples."""
        return [
            (_iri(copy, base), terms.COPY_OF, _iri(original, base))
            for copy, original in sorted(self.originals.items())
            if copy[:2] == (page.name, page.sha256)
        ]


def _iri(key: Key, base: str) -> URIRef:
    name, sha256, number = key
    return iris.article(base, iris.page_tail(Page(name, "", sha256)), number)


def article_text(page: Page, article: Article) -> str:
    """The words of an article."""
    return " ".join(page.text[block.start : block.end] for block in article.blocks)


def _renumbered(quotes: tuple[Quote, ...], kept: list[bool]) -> tuple[Quote, ...]:
    """The quotes that are kept; a run that went on from one that is not starts anew."""
    places = {old: new for new, old in enumerate(i for i, keep in enumerate(kept) if keep)}
    return tuple(
        replace(quote, continues=None if quote.continues is None else places.get(quote.continues))
        for quote, keep in zip(quotes, kept, strict=True)
        if keep
    )
