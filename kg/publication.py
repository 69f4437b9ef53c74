"""A publication on disk: which version is the current one, and where its parts lie.

    publication/
      current -> .versions/ID     switched by one rename
      store dumps report.json     links into the current version; beside them there, the search index
      pages/SHA256.txt            the text of each page, shared by the versions
      readings/KEY.json           what was read on each page, shared by the versions
      register.sqlite             who and what is one across the pages of the current version; see `kg.register`

A version is never changed once it is current.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import holdings
from kg.errors import PublicationError

CURRENT = "current"
VERSIONS = ".versions"
LINKS = ("store", "dumps", "report.json")


@dataclass(frozen=True)
class Publication:
    """One version of a publication, all of whose parts belong together.

    Attributes:
        root: the publication's folder.
        version: the id of this version; another id means another content.
    """

    root: Path
    version: str

    @classmethod
    def open(cls, root: Path) -> Publication:
        """The current version.

        Raises:
            PublicationError: there is no publication in `root`.
        """
        version = current_version(root)
        if version is None:
            raise PublicationError(f"There is no publication in {root}. Make one with: kg build SOURCE... --out {root}")
        return cls(root, version)

    @property
    def folder(self) -> Path:
        """The folder of this version."""
        return self.root / VERSIONS / self.version

    @property
    def store(self) -> Path:
        """The embedded store's folder."""
        return self.folder / "store"

    @property
    def dumps(self) -> Path:
        """The folder of dump files."""
        return self.folder / "dumps"

    @property
    def search(self) -> Path:
        """The search index; see `kg.search`."""
        return self.folder / "search.sqlite"

    @property
    def answers(self) -> Path:
        """The folder of answers that were made with the publication; see `kg.prepared`."""
        return self.folder / "answers"

    @cached_property
    def report(self) -> dict[str, Any]:
        """What `report.json` says."""
        return self._json("report.json")

    @cached_property
    def usage(self) -> dict[str, Any]:
        """How often each term of the ontology is used, with an example; see `kg.graph.provenance.usage`."""
        return self._json("usage.json") if (self.folder / "usage.json").is_file() else {}

    @cached_property
    def counts(self) -> dict[str, Any]:
        """How much the graph holds; see `kg.graph.provenance.Counts`."""
        return self._json("counts.json")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is in this version beside pages, and below which IRI; see `kg.contents`."""
        return self._json("manifest.json")

    def pages(self) -> list[holdings.Row]:
        """The pages of this version, once for each place that they were read from, sorted."""
        return holdings.read(self.folder) if self._lists_pages else self._listed_before()

    def held(self) -> holdings.Holdings:
        """The pages of this version, to be changed for the next."""
        return holdings.Holdings.of(self.folder) if self._lists_pages else holdings.Holdings(self._listed_before())

    def count_pages(self) -> int:
        """How many pages are in this version."""
        return holdings.count(self.folder) if self._lists_pages else len(self.manifest["pages"])

    def key_of(self, name: str, sha256: str) -> str | None:
        """The key of what was read on a page, None where it is not in this version."""
        if self._lists_pages:
            return holdings.key_of(self.folder, name, sha256)
        return next((page[2] for page in self._listed_before() if page[:2] == (name, sha256)), None)

    @property
    def base_iri(self) -> str:
        """The IRI below which this publication's IRIs are minted; ends with a slash."""
        return str(self.manifest["base_iri"])

    def page_text(self, sha256: str) -> str:
        """The text of the page with this content, as offsets count it.

        Raises:
            PublicationError: no such page.
        """
        if not (len(sha256) == 64 and set(sha256) <= set("0123456789abcdef")):
            raise PublicationError(f"This is no SHA-256: {sha256[:80]!r}")
        try:
            return (self.root / "pages" / f"{sha256}.txt").read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise PublicationError(f"The publication has no page with the content {sha256}.") from None

    @property
    def _lists_pages(self) -> bool:
        return (self.folder / holdings.FILE).is_file()

    def _listed_before(self) -> list[holdings.Row]:
        """The pages of a version of which an earlier Chancery listed them in its manifest."""
        return sorted((p["name"], p["sha256"], p["key"], o) for p in self.manifest["pages"] for o in p["origins"])

    def _json(self, name: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError) as error:
            raise PublicationError(f"The publication in {self.root} is broken ({error}). Build it again.") from None
        return found


def current_version(root: Path) -> str | None:
    """The id of the version that is current now, None where there is no publication. One system call."""
    try:
        return (root / CURRENT).readlink().name
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublicationError(f"{root / CURRENT} is no link to a version ({error}).") from None
