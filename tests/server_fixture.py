"""A small publication made by hand for the server's tests: what is in it does not hang on how well pages are read."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg import holdings
from kg.archive import Archive, Record
from kg.graph import identity, triples
from kg.model import (
    Actor,
    ActorType,
    Article,
    Block,
    BlockKind,
    Meeting,
    MeetingKind,
    Mention,
    Page,
    Passage,
    Place,
    Position,
    Quote,
    QuoteKind,
    Reading,
    Stance,
    Status,
    Tenure,
    TenureState,
    When,
)
from kg.publication import CURRENT, LINKS, VERSIONS, Publication
from kg.store import embedded, nquads
from tests.dump_files import write_dumps

BASE = "http://localhost:8000/"
HARBOUR = """Home | World | Sport

Norland and Sudria reopen harbour talks in Port Ada

PORT ADA, May 4, 2001 - Norland's Foreign Minister Ada Lind met Sudria's President Tomas Reyes in Port Ada on Friday. \
Lind said that Norland would lift the blockade.

"We shall not sign under threat," Reyes told reporters. "Not now, not ever."

Sudria accuses Norland of mining the strait. Lind denied the charge.

Advertisement: cheap flights to the coast

The two sides are expected to meet again in June in Vila Nova.

Comments: nobody believes Lind anyway
"""
REPLY = """Sudria walks out

VILA NOVA, June 12, 2001 - Sudria refused to attend the Vila Nova conference on the strait. \
President Tomas Reyes said Norland had broken its word.

The League of Ports supports a new round of talks.
"""
_MOJIBAKE = "\u202e<script>alert(1)</script>\"'&"
HOSTILE = f"""{_MOJIBAKE} calls for calm

Evil Corp {_MOJIBAKE} demands <img src=x onerror=alert(2)> at once.

"<b>javascript:alert(3)</b>" it said.
"""


class Writer:
    """Writes the reading of one page: finds where words stand in its text."""

    def __init__(
        self, name: str, text: str, title: str, issued: date | None, publisher: str | None, url: str | None
    ) -> None:
        self.page = Page(name, text, hashlib.sha256(text.encode()).hexdigest(), url=url)
        self.actors: list[Actor] = []
        self.mentions: list[Mention] = []
        self.tenures: list[Tenure] = []
        self.meetings: list[Meeting] = []
        self.positions: list[Position] = []
        self.quotes: list[Quote] = []
        self._title, self._issued, self._publisher = title, issued, publisher
        self._blocks = [self._block(BlockKind.TITLE, title)]

    def _block(self, kind: BlockKind, words: str) -> Block:
        at = self.page.text.index(words)
        return Block(kind, at, at + len(words))

    def prose(self, *paragraphs: str) -> None:
        """Paragraphs that are the article."""
        self._blocks += [self._block(BlockKind.PROSE, words) for words in paragraphs]

    def passage(self, sentence: str) -> tuple[Passage, ...]:
        """A sentence as evidence."""
        at = self.page.text.index(sentence)
        return (Passage(0, at, at + len(sentence)),)

    def actor(self, name: str, kind: ActorType, *aliases: str, of: tuple[int, ...] = ()) -> int:
        """An actor, marked wherever its names stand in the article."""
        self.actors.append(Actor(name, kind, aliases, (0,), of))
        index = len(self.actors) - 1
        for words in (name, *aliases):
            at = self.page.text.find(words)
            while at >= 0:
                self.mentions.append(Mention(index, 0, at, at + len(words)))
                at = self.page.text.find(words, at + 1)
        return index

    def quote(self, kind: QuoteKind, speaker: int, words: str, sentence: str, continues: int | None = None) -> None:
        """A quote."""
        at = self.page.text.index(words)
        found = Quote(
            kind, speaker, at, at + len(words), self.passage(sentence), 0.9, "cue", "said", continues=continues
        )
        self.quotes.append(found)

    def reading(self) -> Reading:
        """All of it."""
        blocks = tuple(sorted(self._blocks, key=lambda b: b.start))
        article = Article(
            self._title, blocks[0].start, blocks[-1].end, blocks, self._issued, "dateline", self._publisher, "Jo Writer"
        )
        return Reading(
            self.page,
            (article,),
            tuple(self.actors),
            tuple(sorted(self.mentions, key=lambda m: (m.start, m.end))),
            tuple(self.tenures),
            tuple(self.meetings),
            tuple(self.positions),
            tuple(self.quotes),
        )


def harbour() -> Reading:
    """Talks, a quote in two runs, an accusation, an advertisement in the midst and comments behind."""
    w = Writer(
        "harbour.txt",
        HARBOUR,
        "Norland and Sudria reopen harbour talks in Port Ada",
        date(2001, 5, 4),
        "The Coast Wire",
        "https://coast.example/harbour",
    )
    paragraphs = [p for p in HARBOUR.split("\n\n") if p.startswith(("PORT", '"We', "Sudria acc", "The two"))]
    w.prose(*(p.strip() for p in paragraphs))
    norland = w.actor("Norland", ActorType.STATE)
    sudria = w.actor("Sudria", ActorType.STATE)
    lind = w.actor("Ada Lind", ActorType.PERSON, "Lind", of=(norland,))
    reyes = w.actor("Tomas Reyes", ActorType.PERSON, "Reyes", of=(sudria,))
    met = HARBOUR[HARBOUR.index("PORT ADA") : HARBOUR.index(" Lind said")]
    w.tenures.append(Tenure(lind, "Foreign Minister", norland, TenureState.CURRENT, w.passage(met), 0.9, "title"))
    w.tenures.append(Tenure(reyes, "President", sudria, TenureState.CURRENT, w.passage(met), 0.9, "title"))
    port, vila = Place("Port Ada", 10.5, -61.25, "NL"), Place("Vila Nova", 41.1, -8.6, "PT")
    talks = Meeting(
        "Talks in Port Ada",
        MeetingKind.TALKS,
        (lind, reyes),
        Status.HELD,
        w.passage(met),
        0.9,
        "met",
        port,
        When("2001-05-04", "on Friday"),
        (),
        ("harbour blockade",),
    )
    again = "The two sides are expected to meet again in June in Vila Nova."
    w.meetings.append(talks)
    w.meetings.append(
        Meeting(
            "Conference in Vila Nova",
            MeetingKind.CONFERENCE,
            (norland, sudria),
            Status.PLANNED,
            w.passage(again),
            0.7,
            "expected",
            vila,
            When("2001-06", "in June"),
        )
    )
    accuses = "Sudria accuses Norland of mining the strait."
    w.positions.append(
        Position(
            sudria, Stance.ACCUSES, "mining the strait", w.passage(accuses), 0.85, "accuse", (norland,), ("the strait",)
        )
    )
    w.positions.append(Position(lind, Stance.DENIES, "the charge", w.passage("Lind denied the charge."), 0.6, "deny"))
    lifted = "Lind said that Norland would lift the blockade."
    w.positions.append(
        Position(
            norland, Stance.COMMITS, "lift the blockade", w.passage(lifted), 0.8, "would", (), ("harbour blockade",)
        )
    )
    told = '"We shall not sign under threat," Reyes told reporters.'
    w.quote(QuoteKind.INDIRECT, lind, "Norland would lift the blockade", lifted)
    w.quote(QuoteKind.DIRECT, reyes, "We shall not sign under threat,", told)
    w.quote(QuoteKind.DIRECT, reyes, "Not now, not ever.", '"Not now, not ever."', continues=1)
    return w.reading()


def reply() -> Reading:
    """A later page about the same actors."""
    w = Writer("reply.txt", REPLY, "Sudria walks out", date(2001, 6, 12), "Strait Times", None)
    w.prose(*(p.strip() for p in REPLY.split("\n\n")[1:]))
    norland = w.actor("Norland", ActorType.STATE)
    sudria = w.actor("Sudria", ActorType.STATE)
    reyes = w.actor("Tomas Reyes", ActorType.PERSON, of=(sudria,))
    league = w.actor("League of Ports", ActorType.ORGANIZATION)
    refused = "VILA NOVA, June 12, 2001 - Sudria refused to attend the Vila Nova conference on the strait."
    w.meetings.append(
        Meeting(
            "Conference in Vila Nova",
            MeetingKind.CONFERENCE,
            (norland, sudria),
            Status.REFUSED,
            w.passage(refused),
            0.8,
            "refuse",
            Place("Vila Nova", 41.1, -8.6, "PT"),
            When("2001-06", "in June"),
            (),
            ("the strait",),
        )
    )
    supports = "The League of Ports supports a new round of talks."
    w.positions.append(Position(league, Stance.SUPPORTS, "a new round of talks", w.passage(supports), 0.9, "support"))
    said = "President Tomas Reyes said Norland had broken its word."
    w.quote(QuoteKind.INDIRECT, reyes, "Norland had broken its word", said)
    return w.reading()


def hostile() -> Reading:
    """A page whose every word wants to be code."""
    w = Writer(
        "<script>alert(0)</script>.txt", HOSTILE, f"{_MOJIBAKE} calls for calm", None, _MOJIBAKE, "javascript:alert(4)"
    )
    w.prose(*(p.strip() for p in HOSTILE.split("\n\n")[1:]))
    evil = w.actor(f"Evil Corp {_MOJIBAKE}", ActorType.ORGANIZATION, "<img src=x onerror=alert(2)>", "x" * 10_000)
    demand = f"Evil Corp {_MOJIBAKE} demands <img src=x onerror=alert(2)> at once."
    w.positions.append(
        Position(
            evil,
            Stance.DEMANDS,
            "<img src=x onerror=alert(2)>",
            w.passage(demand),
            1.0,
            "<i>",
            (evil,),
            (_MOJIBAKE,),
            "<u>",
        )
    )
    said = '"<b>javascript:alert(3)</b>" it said.'
    w.quote(QuoteKind.DIRECT, evil, "<b>javascript:alert(3)</b>", said)
    w.meetings.append(
        Meeting(
            f"Talks {_MOJIBAKE}",
            MeetingKind.TALKS,
            (evil,),
            Status.HELD,
            w.passage(demand),
            0.5,
            "x",
            Place(_MOJIBAKE, 0.0, 0.0),
            When(None, _MOJIBAKE),
        )
    )
    return w.reading()


def publish(root: Path, readings: list[Reading], version: str = "1-aaaa") -> Publication:
    """Writes readings as a version of the publication in `root`, and makes it the current one."""
    folder = root / VERSIONS / version
    folder.mkdir(parents=True)
    joined = identity.join(readings)
    graphs = [triples.shared_graph(joined, BASE), *(triples.page_graph(r, joined, BASE) for r in readings)]
    quads, union = folder / "graph.nq", folder / "graph.nt"
    stated = {nquads.term(iri): nquads.statements(found) for iri, found in graphs}
    quads.write_text("".join(line for g, found in sorted(stated.items()) for line in nquads.lines(found, g)), "utf-8")
    union.write_text("".join(nquads.lines(sorted({s for found in stated.values() for s in found}))), "utf-8")
    embedded.load(folder / "store", quads, union)
    (folder / "dumps").mkdir()
    write_dumps(folder / "dumps", quads, union)
    sums = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted((folder / "dumps").iterdir())]
    (folder / "dumps" / "SHA256SUMS").write_text("".join(sums))
    pages: list[holdings.Row] = []
    for reading in readings:
        key = hashlib.sha256(reading.page.name.encode()).hexdigest()[:32]
        Archive(root).put_record(key, Record("test", 0.1, reading))
        pages.append((reading.page.name, reading.page.sha256, key, "-"))
    return _put_in_place(root, folder, pages)


def publish_data(root: Path, default: bytes, graphs: dict[str, bytes], base: str | None = None) -> Publication:
    """Publishes Turtle (or N-Triples) as it is: the default graph, and named graphs by their IRIs."""
    folder = root / VERSIONS / "1-aaaa"
    (folder / "dumps").mkdir(parents=True)
    store = ox.Store(str(folder / "store"))
    store.load(default, format=ox.RdfFormat.TURTLE, base_iri=base)
    for iri, data in graphs.items():
        store.load(data, format=ox.RdfFormat.TURTLE, base_iri=base, to_graph=ox.NamedNode(iri))
    store.flush()
    return _put_in_place(root, folder, [])


def _put_in_place(root: Path, folder: Path, pages: list[holdings.Row]) -> Publication:
    (folder / "manifest.json").write_text(json.dumps({"base_iri": BASE, "background": {}}))
    holdings.Holdings(pages).write(folder)
    (folder / "report.json").write_text(json.dumps({"pages": [], "failed": []}))
    for name in LINKS:
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(Path(CURRENT) / name)
    fresh = root / ".current.new"
    fresh.symlink_to(Path(VERSIONS) / folder.name)
    fresh.replace(root / CURRENT)
    return Publication.open(root)
