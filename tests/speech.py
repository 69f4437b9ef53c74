"""Quotes read from a text of a few sentences, for the tests of reported speech."""

from __future__ import annotations

from datetime import date
from functools import cache

from spacy.language import Language

from kg import language
from kg.extract.actors import Actors
from kg.extract.quotes import find_quotes
from kg.model import Actor, Article, Block, BlockKind, Quote

ISSUED = date(2016, 10, 20)
"""A Thursday."""

Said = tuple[str, str | None, str]
"""Kind, speaker and words of a quote."""


@cache
def pipeline() -> Language:
    """The bundled model, loaded once."""
    return language.load()


def read(text: str, kind: BlockKind = BlockKind.PROSE) -> tuple[list[Quote], tuple[Actor, ...]]:
    """The quotes of an article whose paragraphs are the lines of `text`, and the actors that they speak of."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    article = Article("", 0, len(text), tuple(blocks), issued=ISSUED)
    parsed = [language.parse(pipeline(), text, article, 0)]
    actors = Actors.find(parsed)
    return find_quotes(parsed, actors, (article,)), actors.actors


def said(text: str, kind: BlockKind = BlockKind.PROSE) -> list[Said]:
    """Kind, speaker's name and words of each quote in `text`."""
    quotes, actors = read(text, kind)
    return [
        (q.kind.value, None if q.speaker is None else actors[q.speaker].name, text[q.start : q.end]) for q in quotes
    ]
