"""The one place where the arrows join: pages are found, read, mapped, checked, loaded, and put in place in one step.

What is published is a pure function of the set of pages: their order, the number of processes and the builds that
they came in leave no trace in the graph.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from functools import partial
from pathlib import Path

from kg import pages
from kg.archive import Archive, Record
from kg.contents import Contents, Entry
from kg.errors import InputError, PageError, PublicationError
from kg.graph import rulings
from kg.progress import Reporter
from kg.publication import CURRENT, LINKS, VERSIONS, Publication, current_version
from kg.reading import Outcome, read_all, read_page, reader
from kg.store import background
from kg.version import write_version

DEFAULT_BASE_IRI = "http://localhost:8000/"


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        out: the publication's folder.
        base_iri: where IRIs are minted; None for the publication's own, or the default for a new one.
        model: the name of a spaCy pipeline; None for the bundled one.
        jobs: the number of processes that read.
        again: read pages that have been read before, too.
        authority, curation: files with what users rule on who is who; None for those given before, if any were.
    """

    out: Path
    base_iri: str | None = None
    model: str | None = None
    jobs: int = 1
    again: bool = False
    authority: Path | None = None
    curation: Path | None = None


@dataclass(slots=True)
class Built:
    """What a build did: the publication's version, and each page that failed with its reason."""

    version: str = ""
    read: int = 0
    kept: int = 0
    failures: list[pages.Failure] = field(default_factory=list)


def build(sources: Iterable[str | Path], options: Options, progress: Reporter) -> Built:
    """Reads pages and adds them to the publication in `options.out`; without any, makes a new version of what is there.

    A page that is already there, under the same name and with the same content, is not read again. A file that has
    changed since takes the place of what was read from it.

    Raises:
        InputError: a source or an option is wrong.
        PublicationError: the folder cannot be written, or another build is writing it.
        ModelError: the language model cannot be used.
    """
    base_iri = _checked_base(options.base_iri)
    with _locked(options.out):
        contents = _contents(options.out, base_iri)
        _take_rulings(options, contents)
        built = Built()
        _take_in(sources, options, contents, built, progress)
        if not contents.entries and not contents.background:
            raise InputError("Nothing was read, so there is nothing to publish." + _first_reason(built.failures))
        built.version = _put_in_place(options.out, contents, built.failures, progress)
    return built


def forget(sources: Iterable[str | Path], out: Path, progress: Reporter) -> int:
    """Takes pages out again, with all that rests on them alone; how many.

    A source is a page's identifier, its IRI's last part, or the file or folder it was read from.

    Raises:
        InputError: nothing in the publication came from a source.
        PublicationError: there is no publication in `out`, or another build is writing it.
    """
    Publication.open(out)
    with _locked(out):
        contents = _contents(out, None)
        gone = 0
        for source in sources:
            found = contents.remove(str(source), str(Path(source).absolute()))
            if not found:
                raise InputError(f"Nothing in {out} was read from {source}.")
            gone += found
        _put_in_place(out, contents, [], progress)
    return gone


def _take_in(
    sources: Iterable[str | Path], options: Options, contents: Contents, built: Built, progress: Reporter
) -> None:
    archive = Archive(options.out)
    who = reader(options.model)

    def unread() -> Iterator[pages.Raw]:
        for found in pages.find(sources):
            if isinstance(found, pages.Failure):
                built.failures.append(found)
                progress.page(found.name, failed=True)
            elif found.kind == "rdf":
                _take_background(found, archive, contents, built, progress)
            elif not options.again and _is_read(found, archive, who):
                built.kept += 1
                contents.add(_entry(found), found.origin)
            else:
                yield found

    for outcome in read_all(unread(), partial(read_page, model=options.model), options.jobs):
        _take_outcome(outcome, archive, who, contents, built)
        progress.page(outcome.raw.name, failed=outcome.reading is None)


def _take_rulings(options: Options, contents: Contents) -> None:
    archive = Archive(options.out)
    if options.authority:
        rulings.read_authority(options.authority)
        contents.authority = archive.put_given(options.authority.read_bytes(), options.authority.suffix.lower())
    if options.curation:
        rulings.read_curation(options.curation, contents.base_iri)
        contents.curation = archive.put_given(options.curation.read_bytes(), ".txt")


def _take_outcome(outcome: Outcome, archive: Archive, who: str, contents: Contents, built: Built) -> None:
    raw = outcome.raw
    if outcome.reading is None:
        built.failures.append(pages.Failure(raw.name, raw.origin, outcome.reason))
        return
    entry = _entry(raw)
    archive.put_record(entry.key, Record(who, round(outcome.seconds, 3), outcome.reading))
    contents.add(entry, raw.origin)
    built.read += 1


def _take_background(raw: pages.Raw, archive: Archive, contents: Contents, built: Built, progress: Reporter) -> None:
    name = raw.name.removesuffix(".gz")
    try:
        background.statements(raw.data, name)
    except PageError as error:
        built.failures.append(pages.Failure(raw.name, raw.origin, str(error)))
        progress.page(raw.name, failed=True)
        return
    contents.background[raw.name] = archive.put_given(raw.data, Path(name).suffix)
    built.read += 1
    progress.page(raw.name, failed=False)


def _entry(raw: pages.Raw) -> Entry:
    told = json.dumps([raw.name, raw.sha256, raw.kind, astuple(raw.metadata)], ensure_ascii=True)
    return Entry(hashlib.sha256(told.encode()).hexdigest()[:32], raw.name, raw.sha256)


def _is_read(raw: pages.Raw, archive: Archive, who: str) -> bool:
    record = archive.record(_entry(raw).key)
    return record is not None and record.reader == who


def _contents(out: Path, base_iri: str | None) -> Contents:
    """What is in the current version; empty for a new publication."""
    if current_version(out) is None:
        return Contents(base_iri or DEFAULT_BASE_IRI)
    manifest = Publication.open(out).manifest
    return Contents.from_manifest(manifest, base_iri)


def _put_in_place(out: Path, contents: Contents, failures: list[pages.Failure], progress: Reporter) -> str:
    """Writes a version beside the current one, makes it the current one by a rename, removes what is not needed."""
    versions = out / VERSIONS
    versions.mkdir(exist_ok=True)
    for left in versions.glob("new*"):
        shutil.rmtree(left)
    fresh = versions / "new"
    fresh.mkdir()
    content_hash = write_version(fresh, Archive(out), contents, failures, progress)
    number = _number(current_version(out)) + 1
    version = f"{number}-{content_hash[:16]}"
    _sync(fresh)
    fresh.rename(versions / version)
    _switch(out, version)
    _tidy(out, version, contents)
    return version


def _switch(out: Path, version: str) -> None:
    for name in LINKS:
        if not (out / name).is_symlink():
            (out / name).symlink_to(Path(CURRENT) / name)
    link = out / f".{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(VERSIONS) / version)
    link.replace(out / CURRENT)
    _sync_folder(out)


def _tidy(out: Path, version: str, contents: Contents) -> None:
    """Removes what no version needs; the one before stays for who is still reading it."""
    numbers = sorted((_number(p.name), p) for p in (out / VERSIONS).iterdir())
    for _, path in numbers[:-2]:
        shutil.rmtree(path)
    Archive(out).keep_only((e.key for e in contents.entries), (e.sha256 for e in contents.entries), contents.given())


def _number(version: str | None) -> int:
    return int(version.partition("-")[0]) if version else 0


def _checked_base(iri: str | None) -> str | None:
    if iri is None:
        return None
    if not iri.startswith(("http://", "https://")) or any(c in iri for c in ' <>"{}|\\^`#?'):
        raise InputError(f"The base IRI {iri!r} must start with http:// or https:// and hold no '#' or '?'.")
    return iri if iri.endswith("/") else iri + "/"


def _first_reason(failures: list[pages.Failure]) -> str:
    return f" {failures[0].name}: {failures[0].reason}" if failures else " The sources hold no page."


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Holds the publication against other builds; the lock goes with the process."""
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
