"""Lines of a page that may be an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.pages.lines import Line


@dataclass(slots=True)
class Section:
    """Lines that may be an article: the zone above its prose, and the prose with the zones inside it (`body`); of the
    latter the prose and the other lines also apart, as most that is asked is asked of the few others."""

    zone: list[Line]
    body: list[Line] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    other: list[Line] = field(default_factory=list)

    def say(self, paragraph: Line) -> None:
        """Puts a paragraph at the end."""
        self.body.append(paragraph)
        self.prose.append(paragraph)

    def add(self, lines: list[Line]) -> None:
        """Puts lines that are no prose at the end."""
        self.body += lines
        self.other += lines
