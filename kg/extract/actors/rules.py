"""What the sets of phrase rules share."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.phrases import Cell
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.words import Word


class Rules:
    """What every set of rules needs: the words of the article, and the nouns of the lexicon."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.vocabulary = vocabulary()

    def key(self, cell: Cell) -> str:
        """The last word of a cell, folded."""
        return self.words[cell.last].key
