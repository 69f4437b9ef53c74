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
        name: what stands in the address; that of its list in the index, see `kg.search.lists`.
        title: what stands above it.
        brief: how many stand on the page itself.
        of: "facts", or "refs" for things that are no facts.
        live: for what is looked up in the graph when it is asked for, since listing it for everything is too much:
            which `?fact`s of a `?thing` are in it.
    """

    name: str
    title: str
    brief: int = 6
    of: str = "facts"
    live: str = ""


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
        Section("offices", "Offices", 24),
        Section("meetings", "Meetings"),
        Section("positions", "Positions", 12),
        Section("quotes", "In their own words"),
        Section("about", "What others say to or about them"),
        Section("hosted", "Received or mediated"),
        Section("holders", "Who holds its offices", 24),
        Section("affiliated", "Who belongs to it", 12, "refs"),
        Section("named", "Topics that name it", 12, "refs"),
        Section("articles", "In the news", 8, "refs"),
    ),
    "place": (Section("met", "Meetings here", 12), Section("named", "Topics that name it", 12, "refs")),
    "topic": (
        Section("discussed", "Meetings about it"),
        Section("stances", "Positions on it", 12),
        Section("said", "Said about it"),
    ),
    "office": (Section("held", "Who holds it", 40),),
    "meeting": (
        Section("accounts", "How it was told", 20),
        Section(
            "around-quotes",
            "Said in the same reports",
            live=f"{_AROUND} ?fact dip:speaker ?speaker . ?thing dip:participant ?speaker",
        ),
        Section(
            "around-positions",
            "Where those who meet stand, in the same reports",
            live=f"{_AROUND} ?fact dip:holder ?holder . ?thing dip:participant ?holder",
        ),
    ),
    "page": (Section("parts", "Articles", 40, "refs"),),
}


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
    return page(snap.graph, section.live.replace("?thing", f"<{iri}>"), _MOST_LIVE)
