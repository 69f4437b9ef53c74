"""What a version of a publication holds: which pages, where each was read from, and which background data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.holdings import Row


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
        entries: the pages, each with where it was read from.
        background: background data, by name, to the file that the archive keeps.
        authority, curation: the files that the archive keeps of what users rule on who is who, if there are any.
        changes: the file that the archive keeps of what updates have changed, if any has; see `kg.changes`.
    """

    base_iri: str
    entries: dict[Entry, set[str]] = field(default_factory=dict)
    background: dict[str, str] = field(default_factory=dict)
    authority: str | None = None
    curation: str | None = None
    changes: str | None = None

    def __post_init__(self) -> None:
        self._read_from: defaultdict[str, set[Entry]] = defaultdict(set)
        for entry, origins in self.entries.items():
            for origin in origins:
                self._read_from[origin].add(entry)

    @classmethod
    def of(cls, manifest: dict[str, Any], pages: Iterable[Row], base_iri: str | None) -> Contents:
        """What a version's manifest and its pages tell; with another base IRI, if one is given."""
        entries: defaultdict[Entry, set[str]] = defaultdict(set)
        for name, sha256, key, origin in pages:
            entries[Entry(key, name, sha256)].add(origin)
        given = (manifest["authority"], manifest["curation"], manifest.get("changes"))
        return cls(base_iri or manifest["base_iri"], dict(entries), dict(manifest["background"]), *given)

    def pages(self) -> list[Entry]:
        """Its pages, sorted: of those with the same name and content, which are one page, the first."""
        one = {(entry.name, entry.sha256): entry for entry in sorted(self.entries, reverse=True)}
        return sorted(one.values())

    def rows(self) -> Iterator[Row]:
        """The pages, as `kg.holdings` keeps them."""
        return ((e.name, e.sha256, e.key, origin) for e, origins in self.entries.items() for origin in origins)

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
        """Adds a page; whatever else was read from the same place before goes, unless it came from elsewhere too."""
        if origin != "-":
            for other in self._read_from.get(origin, set()) - {entry}:
                self._leave(other, origin)
        self.entries.setdefault(entry, set()).add(origin)
        self._read_from[origin].add(entry)

    def remove(self, name: str, path: str) -> int:
        """Removes the pages called `name`, and those read from the file or folder `path`; how many."""
        gone = 0
        for entry in sorted(self.entries):
            inside = {o for o in self.entries[entry] if o == path or o.startswith((f"{path}/", f"{path}#"))}
            for origin in sorted(self.entries[entry] if entry.name == name else inside):
                self._leave(entry, origin)
            gone += entry not in self.entries
        if name in self.background or Path(name).name in self.background:
            self.background.pop(name, None) or self.background.pop(Path(name).name, None)
            gone += 1
        return gone

    def _leave(self, entry: Entry, origin: str) -> None:
        self.entries[entry].discard(origin)
        self._read_from[origin].discard(entry)
        if not self.entries[entry]:
            del self.entries[entry]
