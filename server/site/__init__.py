"""`kg site`: a publication as static files, for any web server or object store.

Every page is made by the server's own views, and its links are turned into relative ones between files. What only a
running server can answer (SPARQL, forms, feeds) is not linked at all.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from markupsafe import escape
from rdflib import URIRef

from kg import queries
from kg.errors import InputError, KgError
from kg.graph import terms
from kg.progress import Reporter
from kg.publication import Publication
from server import create_app
from server.links import href
from server.negotiation import GRAPHS
from server.site import words
from server.site.links import THINGS, Links, file_of
from server.snapshot import Snapshot, Snapshots

MARK = ".chancery-site"
"""The file by which a folder is known as a site that may be replaced."""
_FIXED = ("/", "/queries", "/ontology", "/dumps/", "/search")
_ASSETS = ("style.css", "chancery.js", "site.js", "seal.svg")
_ANSWERS = ("csv", "json")
_EVERY = 250
_MAPPED = 45_000
"""The protocol of sitemaps allows 50,000 addresses in a file."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: how many pages for people, how many files in all, how many things have no usable name."""

    pages: int
    files: int
    left_out: int


def write(publication: Path, out: Path, base: str | None, progress: Reporter, **settings: Any) -> Site:
    """Writes a publication as static files into `out`, all of it or nothing: an earlier site there stays until then.

    Args:
        base: the address at which the site will stand; without it, canonical links lead to the publication's IRIs.
        settings: those of the server that make a difference to its pages; see `server.settings.Settings`.

    Raises:
        PublicationError: there is no publication in the folder.
        InputError: `out` holds something else, or cannot be written.
    """
    found = Publication.open(publication)
    _check(out, publication)
    app = create_app(publication, **{"workers": 1} | settings)
    app.config["SITE"] = True
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.new-", dir=out.parent) as fresh:
            folder = Path(fresh) / "site"
            folder.mkdir()
            written = _Writer(app, found, folder, base or found.base_iri, progress).write()
            _switch(folder, out)
    except OSError as error:
        raise InputError(f"The site cannot be written to {out} ({error.strerror or error}).") from None
    finally:
        app.extensions["pool"].close()
    return written


def _check(out: Path, publication: Path) -> None:
    if out.resolve() == publication.resolve() or publication.resolve().is_relative_to(out.resolve()):
        raise InputError(f"{out} holds the publication itself: name another folder for the site.")
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out} is not empty, and holds no site made by kg site: name another folder, or empty it.")


def _switch(fresh: Path, out: Path) -> None:
    """Puts a whole site in the place of the one before it."""
    old = fresh.parent / "old"
    if out.exists():
        out.replace(old)
    try:
        fresh.replace(out)
    except OSError:
        if old.exists():
            old.replace(out)
        raise
    out.chmod(0o755)


class _Writer:
    """Writes one site."""

    def __init__(self, app: Flask, publication: Publication, folder: Path, base: str, progress: Reporter) -> None:
        self._app = app
        self._client = app.test_client()
        self._publication = publication
        self._folder = folder
        self._base = base.rstrip("/") + "/"
        self._progress = progress
        self._files = 0

    def write(self) -> Site:
        """All of it."""
        self._progress.step("Looking what there is")
        snapshots: Snapshots = self._app.extensions["snapshots"]
        snap = snapshots.current()
        moved = dict(_moved(snap))
        things = [path for path in _things(snap) if path not in moved]
        shown = [path for path in things if file_of(path)]
        known = set(shown)
        moved = {old: new for old, new in moved.items() if file_of(old) and new in known}
        saved = [query.name for query in queries.library() if not any(p.required for p in query.parameters)]
        self._put_search(snap, known)
        pages = [*_FIXED, *(f"/queries/{name}" for name in saved), *shown]
        answers = [f"/queries/{name}.{form}" for name in saved for form in _ANSWERS]
        data = [
            *(f"/ontology.{form.name}" for form in GRAPHS),
            "/world.svg",
            *answers,
            *(f"{path}.ttl" for path in shown),
        ]
        dumps = sorted(path.name for path in self._publication.dumps.iterdir())
        links = Links({*pages, *data, *moved, *(f"/dumps/{name}" for name in dumps)}, self._base)
        count = self._put_pages(pages, links)
        self._progress.step("Writing the data")
        for path in data:
            self._put(path, self._get(path))
        for old, new in sorted(moved.items()):
            self._put(old, links.moved(old, new).encode())
        self._put_rest(links, dumps, pages)
        return Site(count, self._files, len(things) - len(shown))

    def _put_pages(self, pages: list[str], links: Links) -> int:
        """Every page, and the further pages of its long lists."""
        waiting, seen = deque(pages), {file_of(path) for path in pages}
        while waiting:
            path = waiting.popleft()
            text, further = links.rewritten(path, self._page(path).decode())
            self._put(path, text.encode())
            if not len(waiting) % _EVERY:
                self._progress.step(f"Writing pages: {len(waiting):,} to go")
            for other in further:
                if (name := file_of(other)) not in seen:
                    seen.add(name)
                    waiting.append(other)
        return len(seen)

    def _put_search(self, snap: Snapshot, shown: set[str]) -> None:
        self._progress.step("Writing the search index")
        for name, content in words.files(snap, lambda path: file_of(path) if path in shown else None):
            self._put_file(f"search/{name}", content)

    def _put_rest(self, links: Links, dumps: list[str], pages: list[str]) -> None:
        static = Path(str(self._app.static_folder))
        for name in _ASSETS:
            self._put_file(f"static/{name}", (static / name).read_bytes())
        (self._folder / "dumps").mkdir(exist_ok=True)
        for name in dumps:
            shutil.copyfile(self._publication.dumps / name, self._folder / "dumps" / name)
        self._files += len(dumps)
        self._put_file("404.html", links.anywhere(self._page("/-", 404).decode()).encode())
        mapped = [self._base + links.written(path) for path in pages]
        parts = [mapped[at : at + _MAPPED] for at in range(0, len(mapped), _MAPPED)]
        for number, part in enumerate(parts, 1):
            name = f"sitemap-{number}.xml" if len(parts) > 1 else "sitemap.xml"
            self._put_file(name, _sitemap("urlset", "url", part))
        if len(parts) > 1:
            every = [f"{self._base}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
            self._put_file("sitemap.xml", _sitemap("sitemapindex", "sitemap", every))
        self._put_file("robots.txt", f"User-agent: *\nSitemap: {self._base}sitemap.xml\n".encode())
        self._put_file(MARK, f"{self._publication.version}\n".encode())

    def _page(self, path: str, status: int = 200) -> bytes:
        return self._get(path, status, {"Accept": "text/html"})

    def _get(self, path: str, status: int = 200, headers: dict[str, str] | None = None) -> bytes:
        response = self._client.get(path, headers=headers, base_url=self._base, buffered=True)
        if response.status_code != status:
            raise KgError(f"The page {path} could not be made (status {response.status_code}): {response.text[:300]}")
        return bytes(response.data)

    def _put(self, path: str, content: bytes) -> None:
        name = file_of(path)
        if name is None:
            raise KgError(f"{path} is no name for a file.")
        self._put_file(name, content)

    def _put_file(self, name: str, content: bytes) -> None:
        place = self._folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        self._files += 1


def _things(snap: Snapshot) -> Iterator[str]:
    """The paths of everything that has a page, in order."""
    rows = snap.graph.select("SELECT DISTINCT ?s WHERE { ?s a ?type } ORDER BY ?s")
    for row in rows:
        path = href(str(row["s"]), snap.base) if isinstance(row["s"], URIRef) else None
        if path and path.startswith("/") and path.split("/")[1] in THINGS and "#" not in path:
            yield path


def _moved(snap: Snapshot) -> Iterator[tuple[str, str]]:
    """Paths that went, and those that stay."""
    rows = snap.graph.select(
        f"SELECT ?old ?new WHERE {{ ?old <{terms.DCTERMS_IS_REPLACED_BY}> ?new }} ORDER BY ?old ?new"
    )
    for row in rows:
        old, new = href(str(row["old"]), snap.base), href(str(row["new"]), snap.base)
        if old and new and old.startswith("/") and new.startswith("/"):
            yield old, new


def _sitemap(kind: str, entry: str, addresses: list[str]) -> bytes:
    lines = "".join(f"<{entry}><loc>{escape(address)}</loc></{entry}>\n" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{kind} xmlns="{space}">\n{lines}</{kind}>\n'.encode()
