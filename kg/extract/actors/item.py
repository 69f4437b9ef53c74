"""One entry of a sentence's row: see `items` for the codes."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.actors.vocabulary import Group, Role
from kg.extract.lexicon import Sense


@dataclass(slots=True)
class Item:
    """A run of words, `first` to `last` (indexes into the article's words), and what it can be."""

    code: str
    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    role: Role | None = None
    group: Group | None = None
    head: int = -1

    def __post_init__(self) -> None:
        if self.head < 0:
            self.head = self.last
