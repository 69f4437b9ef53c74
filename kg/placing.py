"""Putting a version of a publication in place: one writer at a time, and the switch in one step.

Killed at any moment, what writes leaves the version before whole, and its own leavings to the next that writes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.archive import Archive
from kg.bindings import DEFAULT_BASE
from kg.changes import SUFFIX, Changes
from kg.contents import Contents
from kg.errors import PublicationError
from kg.graph import iris
from kg.graph.rulings import Rulings, read_authority, read_curation
from kg.pages import Failure
from kg.progress import Reporter
from kg.publication import CURRENT, LINKS, VERSIONS, Publication, current_version
from kg.register import Register
from kg.store import copying, nquads
from kg.version import write_version


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the publication against other writers; the lock goes with the process.

    Raises:
        PublicationError: it cannot be written, or another is writing it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = (out / ".lock").open("w")
    except OSError as error:
        raise PublicationError(
            f"{out} cannot be written ({error.strerror}); choose another folder with --out."
        ) from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublicationError(f"Another build is writing {out}; wait for it, or choose another --out.") from None
        yield


def contents_of(out: Path, base_iri: str | None) -> Contents:
    """What is in the current version; empty for a new publication. With another base IRI, if one is given."""
    if current_version(out) is None:
        return Contents(base_iri or DEFAULT_BASE)
    found = Publication.open(out)
    contents = Contents.of(found.manifest, found.held(), base_iri)
    if contents.changes and contents.base_iri != found.base_iri:
        changes = Changes.read(Archive(out).given(contents.changes))
        keep_changes(out, contents, changes.moved(found.base_iri, contents.base_iri))
    return contents


def keep_changes(out: Path, contents: Contents, changes: Changes) -> None:
    """Keeps what updates have changed, as far as it matters with these contents; see `Changes.within`."""
    base = contents.base_iri
    graphs = [iris.graph(base, iris.tail(name, sha256)) for _, name, sha256 in contents.pages.pages()]
    graphs += [iris.shared_graph(base), *(iris.background_graph(base, name) for name in contents.background)]
    data = changes.within({nquads.term(graph) for graph in graphs}, base).data()
    contents.changes = Archive(out).put_given(data, SUFFIX) if data else None


@dataclass(frozen=True, slots=True)
class Begun:
    """What is done for a version while it is found out what will be in it.

    Attributes:
        index: the search index of the current version, copied.
        cleared: done when what is not needed has been removed.
    """

    index: copying.Ahead
    cleared: Future[None]


@contextmanager
def ahead(out: Path) -> Iterator[Begun | None]:
    """Begins what can be done for the next version; None for the first."""
    if current_version(out) is None:
        yield None
        return
    with (
        ThreadPoolExecutor(1) as beside,
        copying.Ahead(Publication.open(out).search, out / ".ahead.sqlite") as index,
    ):
        yield Begun(index, beside.submit(_clear, out))


def put_in_place(
    out: Path, contents: Contents, failures: list[Failure], progress: Reporter, begun: Begun | None = None
) -> str:
    """Writes a version beside the current one, makes it the current one by a rename, removes what is not needed."""
    versions = out / VERSIONS
    versions.mkdir(exist_ok=True)
    if contents.changes:
        keep_changes(out, contents, Changes.read(Archive(out).given(contents.changes)))
    if begun:
        begun.cleared.result()
    else:
        _clear(out)
    fresh = versions / "new"
    fresh.mkdir()
    current = current_version(out)
    before = Publication.open(out) if current else None
    with Register.open(out, current, _rulings(Archive(out), contents)) as register:
        index = begun.index if begun else None
        content_hash = write_version(fresh, Archive(out), contents, failures, progress, register, before, index)
        version = f"{_number(current) + 1}-{content_hash[:16]}"
        _sync(fresh)
        # there only where a build was ended between here and the switch
        shutil.rmtree(versions / version, ignore_errors=True)
        fresh.rename(versions / version)
        register.keep(version)
    _switch(out, version)
    if before is None or _leaves(before, contents):
        Archive(out).keep_only(contents.pages.keys(), contents.pages.hashes(), contents.given())
    return version


def _rulings(archive: Archive, contents: Contents) -> Rulings:
    authority = read_authority(archive.given(contents.authority)) if contents.authority else ()
    curation = read_curation(archive.given(contents.curation), contents.base_iri) if contents.curation else ()
    return Rulings(authority, curation)


def _switch(out: Path, version: str) -> None:
    for name in LINKS:
        if not (out / name).is_symlink():
            (out / name).symlink_to(Path(CURRENT) / name)
    link = out / f".{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(VERSIONS) / version)
    link.replace(out / CURRENT)
    _sync_folder(out)


def _leaves(before: Publication, contents: Contents) -> bool:
    """Whether something that the version before needed is needed no more."""
    given = {*before.manifest["background"].values(), *map(before.manifest.get, ("changes", "authority", "curation"))}
    return contents.pages.has_lost or not given <= {*contents.given(), None}


def _clear(out: Path) -> None:
    """Removes what ended builds have left, and the versions before the current one. That stays itself, for who still
    reads it when the next one is there. Where none is current, whole versions may be all that is left: they stay."""
    current = current_version(out)
    for path in (out / VERSIONS).iterdir():
        if path.name != current and (current or path.name.startswith("new")):
            shutil.rmtree(path)


def _number(version: str | None) -> int:
    return int(version.partition("-")[0]) if version else 0


def _sync(folder: Path) -> None:
    """Makes sure that a folder's files are on disk before anything points at them."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as handle:
                os.fsync(handle.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
