"""The lists on an entity's page: which facts they hold, as patterns of the graph, and their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.facts import Fact, Ref, facts, refs
from server.reads import count, page
from server.snapshot import Snapshot

_DATED = "OPTIONAL { ?fact dip:date ?day }"
_TOLD = "OPTIONAL { ?fact dip:evidence/dip:inArticle/dcterms:issued ?day }"


@dataclass(frozen=True, slots=True)
class Section:
    """A list on a page.

    Attributes:
        name: what stands in the address.
        title: what stands above it.
        pattern: which `?fact`s; `<X>` is the page's entity.
        dated: the pattern that gives them a `?day`.
        brief: how many stand on the page itself.
        of: "facts", or "refs" for things that are no facts.
    """

    name: str
    title: str
    pattern: str
    dated: str = _TOLD
    brief: int = 6
    of: str = "facts"


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


_ARTICLES = Section(
    "articles", "In the news", "<X> dip:mentionedIn ?fact", "OPTIONAL { ?fact dcterms:issued ?day }", 8, "refs"
)
SECTIONS: Mapping[str, tuple[Section, ...]] = {
    "actor": (
        Section("offices", "Offices", "?fact dip:heldBy <X>", "OPTIONAL { ?fact dip:attestedOn ?day }", 24),
        Section("meetings", "Meetings", "?fact dip:participant <X>", _DATED),
        Section("positions", "Positions", "?fact dip:holder <X>", brief=12),
        Section("quotes", "In their own words", "?fact dip:speaker <X>"),
        Section(
            "about", "What others say to or about them", "{ ?fact dip:toward <X> } UNION { ?fact dip:addressee <X> }"
        ),
        Section("hosted", "Received or mediated", "?fact dip:host <X>", _DATED),
        Section(
            "holders",
            "Who holds its offices",
            "?fact dip:office/dip:officeOf <X>",
            "OPTIONAL { ?fact dip:attestedOn ?day }",
            24,
        ),
        Section("affiliated", "Who belongs to it", "?fact dip:affiliation <X>", "", 12, "refs"),
        Section("topics", "Topics that name it", "?fact dip:concerns <X>", "", 12, "refs"),
        _ARTICLES,
    ),
    "place": (
        Section("meetings", "Meetings here", "?fact dip:place <X> ; dip:participant ?anybody", _DATED, 12),
        Section("topics", "Topics that name it", "?fact dip:concerns <X>", "", 12, "refs"),
    ),
    "topic": (
        Section("meetings", "Meetings about it", "?fact dip:about <X> ; dip:participant ?anybody", _DATED),
        Section("positions", "Positions on it", "?fact dip:about <X> ; dip:holder ?anybody", brief=12),
        Section("quotes", "Said about it", "?fact dip:about <X> ; dip:text ?words"),
    ),
    "office": (
        Section("holders", "Who holds it", "?fact dip:office <X>", "OPTIONAL { ?fact dip:attestedOn ?day }", 20),
    ),
    "meeting": (
        Section("accounts", "How it was told", "<X> dip:account ?fact", "OPTIONAL { ?fact dip:toldOn ?day }", 20),
        Section(
            "quotes",
            "Said in the same reports",
            "<X> dip:evidence/dip:inArticle ?article . <X> dip:participant ?speaker . ?fact dip:speaker ?speaker ; "
            "dip:evidence/dip:inArticle ?article",
        ),
        Section(
            "positions",
            "Where those who meet stand, in the same reports",
            "<X> dip:evidence/dip:inArticle ?article . <X> dip:participant ?holder . ?fact dip:holder ?holder ; "
            "dip:evidence/dip:inArticle ?article",
        ),
    ),
    "page": (Section("articles", "Articles", "?fact dcterms:isPartOf <X>", "", 40, "refs"),),
}


def brief(snap: Snapshot, kind: str, iri: str) -> list[Listed]:
    """The sections of an entity that have anything in them, each with its newest few.

    Two reads a section, and three for all the facts in them together.
    """
    found = []
    for section in SECTIONS.get(kind, ()):
        iris = page(snap.graph, _pattern(section, iri), section.brief + 1)
        total = (
            len(iris) if len(iris) <= section.brief else count(snap.graph, section.pattern.replace("<X>", f"<{iri}>"))
        )
        if iris:
            found.append((section, total, iris[: section.brief]))
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
    ]


def whole(snap: Snapshot, kind: str, iri: str, name: str, number: int, size: int) -> Listed | None:
    """A page of one section; None where the entity has no such section, or the section no such page."""
    section = next((s for s in SECTIONS.get(kind, ()) if s.name == name), None)
    if section is None:
        return None
    total = count(snap.graph, section.pattern.replace("<X>", f"<{iri}>"))
    pages = max(1, -(-total // size))
    if not 1 <= number <= pages:
        return None
    iris = page(snap.graph, _pattern(section, iri), size, (number - 1) * size)
    if section.of == "refs":
        return Listed(section, total, (), tuple(refs(snap, iris)), number, pages)
    return Listed(section, total, tuple(facts(snap, iris)), (), number, pages)


def _pattern(section: Section, iri: str) -> str:
    between = " . " if section.dated and not section.pattern.endswith("}") else " "
    return f"{section.pattern}{between}{section.dated}".replace("<X>", f"<{iri}>")
