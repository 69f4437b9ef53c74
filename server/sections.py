"""The lists on an entity's page: which facts they hold, as patterns of the graph, and their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.facts import Fact, Ref, facts, refs
from server.index import opened
from server.reads import page
from server.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Section:
    """A list on a page.

    Attributes:
        name: what stands in the address.
        title: what stands above it.
        pattern: which `?fact`s of a `?thing` are in it.
        brief: how many stand on the page itself.
        of: "facts", or "refs" for things that are no facts.
        live: whether it is looked up in the graph when it is asked for, since making it for everything is too much.
    """

    name: str
    title: str
    pattern: str
    brief: int = 6
    of: str = "facts"
    live: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A section with what is in it.

    Attributes:
        total: how many there are in all.
        number, pages: which page of how many this is, both from 1.
    """

    section: Section
    total: int
    facts: tuple[Fact, ...] = ()
    refs: tuple[Ref, ...] = ()
    number: int = 1
    pages: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether everything is on the page."""
        return self.total <= len(self.facts) + len(self.refs)


_MOST_LIVE = 500
_AROUND = "{ SELECT DISTINCT ?fact WHERE { ?thing dip:evidence/dip:inArticle/^dip:inArticle/^dip:evidence ?fact } }"
SECTIONS: Mapping[str, tuple[Section, ...]] = {
    "actor": (
        Section("offices", "Offices", "?fact dip:heldBy ?thing", 24),
        Section("meetings", "Meetings", "?fact dip:participant ?thing"),
        Section("positions", "Positions", "?fact dip:holder ?thing", 12),
        Section("quotes", "In their own words", "?fact dip:speaker ?thing"),
        Section(
            "about",
            "What others say to or about them",
            "{ ?fact dip:toward ?thing } UNION { ?fact dip:addressee ?thing }",
        ),
        Section("hosted", "Received or mediated", "?fact dip:host ?thing"),
        Section("holders", "Who holds its offices", "?office dip:officeOf ?thing . ?fact dip:office ?office", 24),
        Section("affiliated", "Who belongs to it", "?fact dip:affiliation ?thing", 12, "refs"),
        Section("named", "Topics that name it", "?fact dip:concerns ?thing", 12, "refs"),
        Section("articles", "In the news", "?thing dip:mentionedIn ?fact", 8, "refs"),
    ),
    "place": (
        Section("met", "Meetings here", "?fact dip:place ?thing ; dip:participant ?anybody", 12),
        Section("named", "Topics that name it", "?fact dip:concerns ?thing", 12, "refs"),
    ),
    "topic": (
        Section("discussed", "Meetings about it", "?fact dip:about ?thing ; dip:participant ?anybody"),
        Section("stances", "Positions on it", "?fact dip:about ?thing ; dip:holder ?anybody", 12),
        Section("said", "Said about it", "?fact dip:about ?thing ; dip:text ?words"),
    ),
    "office": (Section("held", "Who holds it", "?fact dip:office ?thing", 40),),
    "meeting": (
        Section("accounts", "How it was told", "?thing dip:account ?fact", 20),
        Section(
            "around-quotes",
            "Said in the same reports",
            f"{_AROUND} ?fact dip:speaker ?speaker . ?thing dip:participant ?speaker",
            live=True,
        ),
        Section(
            "around-positions",
            "Where those who meet stand, in the same reports",
            f"{_AROUND} ?fact dip:holder ?holder . ?thing dip:participant ?holder",
            live=True,
        ),
    ),
    "page": (Section("parts", "Articles", "?fact dcterms:isPartOf ?thing", 40, "refs"),),
}


def patterns() -> list[tuple[str, str]]:
    """The name and the pattern of every list that is made beforehand."""
    every = (section for sections in SECTIONS.values() for section in sections if not section.live)
    return sorted({section.name: section.pattern for section in every}.items())


def brief(snap: Snapshot, kind: str, iri: str) -> list[Listed]:
    """The sections of an entity that have anything in them, each with its newest few.

    Three reads of the graph for all the facts in them together, and one for each live section.
    """
    lists = opened(snap).lists
    counts = lists.counts(iri)
    found = []
    for section in SECTIONS.get(kind, ()):
        if section.live:
            iris = _live(snap, section, iri)
            found.append((section, len(iris), iris[: section.brief]))
        elif section.name in counts:
            found.append((section, counts[section.name], lists.page(iri, section.name, section.brief)))
    every = {fact.iri: fact for fact in facts(snap, (i for s, _, iris in found if s.of == "facts" for i in iris))}
    named = {ref.iri: ref for ref in refs(snap, (i for s, _, iris in found if s.of == "refs" for i in iris))}
    return [
        Listed(
            section,
            total,
            tuple(every[i] for i in iris if i in every and section.of == "facts"),
            tuple(named[i] for i in iris if i in named and section.of == "refs"),
        )
        for section, total, iris in found
        if iris
    ]


def whole(snap: Snapshot, kind: str, iri: str, name: str, number: int, size: int) -> Listed | None:
    """A page of one section; None where the entity has no such section, or the section no such page."""
    section = next((s for s in SECTIONS.get(kind, ()) if s.name == name), None)
    if section is None:
        return None
    lists = opened(snap).lists
    live = _live(snap, section, iri) if section.live else []
    total = len(live) if section.live else lists.counts(iri).get(name, 0)
    pages = max(1, -(-total // size))
    if not 1 <= number <= pages:
        return None
    at = (number - 1) * size
    iris = live[at : at + size] if section.live else lists.page(iri, name, size, at)
    if section.of == "refs":
        return Listed(section, total, (), tuple(refs(snap, iris)), number, pages)
    return Listed(section, total, tuple(facts(snap, iris)), (), number, pages)


def _live(snap: Snapshot, section: Section, iri: str) -> list[str]:
    return page(snap.graph, section.pattern.replace("?thing", f"<{iri}>"), _MOST_LIVE)
