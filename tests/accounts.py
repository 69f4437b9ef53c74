"""Positions and meetings read from a text of a few sentences, for the tests of what an article tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg import language
from kg.extract.actors import Actors
from kg.extract.meetings import find_meetings
from kg.extract.positions import find_positions
from kg.extract.quotes import find_quotes
from kg.extract.voices import Voices
from kg.model import Article, Block, BlockKind, Meeting, Position
from tests.speech import pipeline

ISSUED = date(2019, 5, 16)
"""A Thursday."""

Stand = tuple[str, str, str]
"""Holder, stance and target of a position."""


TWO_LEFT = "Norwegian Foreign Minister Ada Voss arrived in Lima on Monday. Danish Prime Minister Bo Lund left Lima. "
"""Who the people of a text behind it are."""


@dataclass(frozen=True)
class Account:
    """What was read in a text, with names in place of indexes."""

    text: str
    actors: Actors
    positions: list[Position]
    meetings: list[Meeting]

    def names(self, actors: tuple[int, ...]) -> set[str]:
        """The names of actors."""
        return {self.actors.actors[actor].name for actor in actors}

    def stands(self) -> list[Stand]:
        """Holder, stance and target of each position."""
        return [(self.actors.actors[p.holder].name, p.stance.value, p.target) for p in self.positions]

    def met(self) -> list[tuple[set[str], str, str, str | None, str | None]]:
        """Participants, kind, status, place and date of each meeting."""
        return [
            (
                self.names(m.participants),
                m.kind.value,
                m.status.value,
                m.place.name if m.place else None,
                m.when.value if m.when else None,
            )
            for m in self.meetings
        ]


def told(*texts: str, issued: date | None = ISSUED) -> Account:
    """What a page says whose articles are `texts`. A line is a paragraph; "# " opens a headline, "@ " a caption."""
    page = "\n\n".join(texts)
    articles, at = [], 0
    for text in texts:
        articles.append(_article(text, at, issued))
        at += len(text) + 2
    parsed = [language.parse(pipeline(), page, article, index) for index, article in enumerate(articles)]
    actors = Actors.find(parsed)
    quotes = find_quotes(parsed, actors, tuple(articles))
    scenes = [Voices(text, actors, quotes) for text in parsed]
    return Account(page, actors, find_positions(scenes), find_meetings(scenes, articles))


def told_of_two(text: str) -> Account:
    """What a text says, below which it is told who Ada Voss of Kenya and Bo Lund of Chad are."""
    known = "President Ada Voss of Kenya is 60. Foreign Minister Bo Lund of Chad is 50."
    return told(f"The session opened late.\n{text}\n{known}")


def stances_of_two(text: str) -> list[tuple[str, str]]:
    """Holder and stance of each position that such a text takes, but for what is merely judged."""
    return [(holder, stance) for holder, stance, _ in told_of_two(text).stands() if stance != "asserts"]


def stances_behind(text: str) -> set[tuple[str, str]]:
    """Holder and stance of each position that a text takes behind `TWO_LEFT`."""
    account = told(TWO_LEFT + text)
    names, start = account.actors.actors, len(TWO_LEFT)
    return {(names[p.holder].name, p.stance.value) for p in account.positions if p.evidence[0].start >= start}


def _article(text: str, at: int, issued: date | None) -> Article:
    blocks, title, start = [], "", at
    for line in text.split("\n"):
        kind = {"# ": BlockKind.TITLE, "@ ": BlockKind.CAPTION}.get(line[:2], BlockKind.PROSE)
        if line.strip():
            blocks.append(Block(kind, at + 2 * (kind is not BlockKind.PROSE), at + len(line)))
        title = line[2:] if kind is BlockKind.TITLE else title
        at += len(line) + 1
    return Article(title, start, at - 1, tuple(blocks), issued=issued)
