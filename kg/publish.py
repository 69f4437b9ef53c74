"""The one place where the arrows join: pages are found, read, mapped, checked, loaded, and put in place in one step.

What is published is a pure function of the set of pages: their order, the number of processes and the builds that
they came in leave no trace in the graph.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from functools import partial
from pathlib import Path

from kg import cluster, pages, register
from kg.archive import Archive, Record
from kg.contents import Contents, Entry
from kg.errors import InputError, PageError
from kg.graph import rulings
from kg.placing import ahead, contents_of, locked, put_in_place
from kg.progress import QUIET, Reporter
from kg.publication import Publication
from kg.reading import Outcome, read_all, read_page, reader
from kg.store import background


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        out: the publication's folder.
        base_iri: where IRIs are minted; None for the publication's own, or the default for a new one.
        model: the name of a spaCy pipeline; None for the bundled one.
        jobs: the number of processes that read.
        scheduler: the address of a Dask scheduler whose workers read instead; None for processes of this machine.
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
    scheduler: str | None = None


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
    with locked(options.out):
        contents = contents_of(options.out, base_iri)
        _take_rulings(options, contents)
        built = Built()
        with ahead(options.out) as begun:
            _take_in(list(sources), options, contents, built, progress)
            if contents.is_empty:
                raise InputError("Nothing was read, so there is nothing to publish." + _first_reason(built.failures))
            built.version = put_in_place(options.out, contents, built.failures, progress, begun)
    return built


def forget(sources: Iterable[str | Path], out: Path, progress: Reporter) -> int:
    """Takes pages out again, with all that rests on them alone; how many.

    A source is a page's identifier, its IRI's last part, or the file or folder it was read from.

    Raises:
        InputError: nothing in the publication came from a source.
        PublicationError: there is no publication in `out`, or another build is writing it.
    """
    Publication.open(out)
    with locked(out):
        contents = contents_of(out, None)
        gone = 0
        for source in sources:
            found = contents.remove(str(source), pages.place_of(source))
            if not found:
                raise InputError(f"Nothing in {out} was read from {source}.")
            gone += found
        put_in_place(out, contents, [], progress)
    return gone


def _take_in(
    sources: Sequence[str | Path], options: Options, contents: Contents, built: Built, progress: Reporter
) -> None:
    archive = Archive(options.out)
    who = reader(options.model)
    # what comes in through a pipe comes only once
    if progress is not QUIET and all(Path(source).is_file() or Path(source).is_dir() for source in sources):
        progress.expect(sum(1 for _ in pages.find(sources)))

    def unread() -> Iterator[pages.Raw]:
        for found in pages.find(sources):
            if isinstance(found, pages.Failure):
                built.failures.append(found)
                progress.page(found.name, failed=True)
            elif found.kind == "rdf":
                _take_background(found, archive, contents, built, progress)
            elif not options.again and _is_read(found, archive, who):
                built.kept += 1
                progress.page(found.name, failed=False)
                contents.add(_entry(found), found.origin)
            else:
                yield found

    for outcome in _read(unread(), options):
        _take_outcome(outcome, archive, who, contents, built)
        progress.page(outcome.raw.name, failed=outcome.reading is None)


def _read(raws: Iterator[pages.Raw], options: Options) -> Iterator[Outcome]:
    read = partial(read_page, model=options.model)
    if options.scheduler is None:
        return read_all(raws, read, options.jobs)
    return cluster.read_all(raws, read, options.scheduler, partial(reader, options.model))


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
    if archive.has_record(entry.key):
        # what is kept of who is who was made of what was read there before
        register.forget(archive.root)
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


def _checked_base(iri: str | None) -> str | None:
    if iri is None:
        return None
    if not iri.startswith(("http://", "https://")) or any(c in iri for c in ' <>"{}|\\^`#?'):
        raise InputError(f"The base IRI {iri!r} must start with http:// or https:// and hold no '#' or '?'.")
    return iri if iri.endswith("/") else iri + "/"


def _first_reason(failures: list[pages.Failure]) -> str:
    return f" {failures[0].name}: {failures[0].reason}" if failures else " The sources hold no page."
