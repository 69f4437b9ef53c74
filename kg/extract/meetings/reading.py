"""A walk over the words after a word of meeting, and what it finds there."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.voices import Voices
from kg.language.tokens import Span
from kg.model import Place


@dataclass(slots=True)
class Around:
    """What stands after a word of meeting."""

    with_whom: dict[int, None] = field(default_factory=dict)
    by_whom: dict[int, None] = field(default_factory=dict)
    hosts: dict[int, None] = field(default_factory=dict)
    place: Place | None = None
    date: str = ""
    about: tuple[str, ...] = ()
    aside: bool = False


@dataclass(slots=True)
class Reading:
    """A walk over the words after a word of meeting; `topic` once what it is about has been read."""

    sentence: Span
    voices: Voices
    limit: int
    dates: frozenset[int]
    found: Around = field(default_factory=Around)
    topic: bool = False

    def low(self, at: int) -> str:
        """The word at an index in lower case, "" past the end."""
        return str(self.sentence.doc[at].lower_) if at < self.limit else ""
