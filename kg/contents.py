"""What a version of a publication holds: which pages, where each was read from, and which background data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.holdings import Holdings


class Entry(NamedTuple):
    """A page of the publication: the key of its record, its identifier, the hash of its content."""

    key: str
    name: str
    sha256: str


@dataclass
class Contents:
    """Which pages and background data a version holds.

    Attributes:
        base_iri: the IRI below which others are minted.
        pages: the pages, each with where it was read from.
        background: background data, by name, to the file that the archive keeps.
        authority, curation: the files that the archive keeps of what users rule on who is who, if there are any.
        changes: the file that the archive keeps of what updates have changed, if any has; see `kg.changes`.
    """

    base_iri: str
    pages: Holdings = field(default_factory=Holdings)
    background: dict[str, str] = field(default_factory=dict)
    authority: str | None = None
    curation: str | None = None
    changes: str | None = None

    @classmethod
    def of(cls, manifest: dict[str, Any], pages: Holdings, base_iri: str | None) -> Contents:
        """What a version's manifest and its pages tell; with another base IRI, if one is given."""
        given = (manifest["authority"], manifest["curation"], manifest.get("changes"))
        return cls(base_iri or manifest["base_iri"], pages, dict(manifest["background"]), *given)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to publish."""
        return self.pages.is_empty and not self.background

    def manifest(self) -> dict[str, Any]:
        """What is there beside pages."""
        return {
            "base_iri": self.base_iri,
            "background": dict(sorted(self.background.items())),
            "authority": self.authority,
            "curation": self.curation,
            "changes": self.changes,
        }

    def given(self) -> set[str]:
        """The files that the archive keeps as the user gave them."""
        return {*self.background.values(), *filter(None, (self.authority, self.curation, self.changes))}

    def add(self, entry: Entry, origin: str) -> None:
        """Adds a page; what else was read from the same place before goes, unless it came from elsewhere too."""
        self.pages.add((entry.name, entry.sha256, entry.key, origin))

    def remove(self, name: str, path: str) -> int:
        """Removes the pages called `name`, and those read from the file or folder `path`; how many."""
        gone = self.pages.remove(name, path)
        if name in self.background or Path(name).name in self.background:
            self.background.pop(name, None) or self.background.pop(Path(name).name, None)
            gone += 1
        return gone
