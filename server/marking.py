"""Marks what was found in a text: who is named, what is quoted, which sentences bear facts.

Marks may overlap in any way. The text is cut at every place where a mark begins or ends, and each piece knows all the
marks that cover it, so that nothing is ever nested wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Something found at `text[start:end]`.

    Attributes:
        layer: "fact", "quote" or "actor".
        id: what it is: the IRI of a passage, a quote or an actor.
    """

    start: int
    end: int
    layer: str
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks all over; `begins` are those of them that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    def of(self, layer: str) -> tuple[Mark, ...]:
        """Its marks of one layer."""
        return tuple(mark for mark in self.marks if mark.layer == layer)


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces in a row that the same sentences cover; `facts` are those sentences, `begins` those that begin here."""

    facts: tuple[str, ...]
    begins: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of an article, or what stands between two; `kind` is its kind, "outside" for the latter."""

    kind: str
    start: int
    runs: tuple[Run, ...]


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cuts `text[start:end]` at its marks; marks count in `text`, and what they have outside of the run is left out."""
    inside = sorted(m for m in marks if m.start < end and m.end > start and m.start < m.end)
    cuts = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    found = []
    for left, right in pairwise(cuts):
        covering = tuple(m for m in inside if m.start <= left and m.end >= right)
        found.append(Piece(text[left:right], covering, tuple(m for m in covering if max(m.start, start) == left)))
    return tuple(found)


def runs(cut: Iterable[Piece]) -> tuple[Run, ...]:
    """Joins pieces that the same sentences cover."""
    found = []
    for facts, group in groupby(cut, key=lambda piece: tuple(mark.id for mark in piece.of("fact"))):
        held = tuple(group)
        begins = tuple(mark.id for mark in held[0].begins if mark.layer == "fact")
        found.append(Run(facts, begins, held))
    return tuple(found)


_STRUCTURE = re.compile(r"[#\s]+|\[caption\]")
"""What the text of an HTML page has to tell its structure by, and nobody wrote."""


def paragraphs(text: str, blocks: Sequence[tuple[str, int, int]], marks: Sequence[Mark]) -> tuple[Paragraph, ...]:
    """The blocks (kind, start, end) of an article, in order, with what stands between them as "outside"."""
    found = []
    done = blocks[0][1] if blocks else 0
    for kind, start, end in blocks:
        between = text[done:start].strip()
        if between and not _STRUCTURE.fullmatch(between):
            found.append(Paragraph("outside", done, (Run((), (), (Piece(between, (), ()),)),)))
        found.append(Paragraph(kind, start, runs(pieces(text, start, end, marks))))
        done = max(done, end)
    return tuple(found)


def split_lines(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The paragraphs of a text whose blocks are not known: its runs of lines between empty ones, as prose."""
    found = []
    at = start
    for part in text[start:end].split("\n\n"):
        stripped = part.strip()
        if stripped:
            begin = at + len(part) - len(part.lstrip())
            found.append(("prose", begin, begin + len(stripped)))
        at += len(part) + 2
    return found
