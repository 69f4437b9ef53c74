"""Follows feeds: fetches the pages that are new in them, and adds them to a publication by an ordinary build.

What was fetched is kept in `DIR/fetched`, a file for each page; what has been seen, in `DIR/follow.json`. A page is
fetched again when its feed says that it has changed, and asked for by its ETag or date then.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kg import feeds
from kg.errors import InputError, PageError, PublicationError
from kg.fetching import Answer, Fetcher, FetchError
from kg.pages.decode import decode
from kg.progress import Reporter
from kg.publish import Built, Options, build

T = TypeVar("T")
# what has no place in the name of a folder
_ODD = re.compile(r"[^a-z0-9.-]")

_STATE = "follow.json"
_FETCHED = "fetched"
_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
# hosts that are asked at the same time, each one thing at a time
_HOSTS = 16
# a page that cannot be fetched for a reason that may pass is tried so often, once in each round
_TRIES = 5


@dataclass(slots=True)
class Round:
    """What one round did: how many feeds were read, pages fetched, and what came of the build; what failed and why."""

    feeds: int = 0
    fetched: int = 0
    built: Built | None = None
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def failed(self) -> list[tuple[str, str]]:
        """What failed, the pages that could not be read included: an address and a sentence each."""
        unread = [(f.name, f.reason) for f in self.built.failures] if self.built else []
        return self.failures + unread


def follow(
    sources: Sequence[str],
    options: Options,
    fetcher: Callable[[], Fetcher],
    report: Callable[[], AbstractContextManager[Reporter]],
    every: float | None,
) -> Iterator[Round]:
    """Reads feeds round after round, `every` so many seconds; once, if that is None.

    Args:
        sources: addresses of feeds or of OPML lists, or OPML files.
        fetcher: makes what fetches, for each round anew: the rules of hosts may have changed.
        report: makes what tells how a round goes on.

    Raises:
        InputError: a source is neither an address nor a file.
    """
    for source in sources:
        if not _is_address(source) and not Path(source).is_file():
            raise InputError(f"{source} is neither the address of a feed nor a file with a list of feeds (OPML).")
    while True:
        with report() as progress:
            made = _round(sources, options, fetcher(), progress)
        yield made
        if every is None:
            return
        time.sleep(every)


def _round(sources: Sequence[str], options: Options, fetcher: Fetcher, progress: Reporter) -> Round:
    made = Round()
    state = _read_state(options.out)
    progress.step("Reading the feeds")
    _read_feeds(list(_feeds(sources, made)), fetcher, state, made)
    progress.step("Fetching what is new")
    files = _fetch_pages(state, options.out / _FETCHED, fetcher, made)
    made.fetched = len(files)
    try:
        if files:
            made.built = build(files, options, progress)
    except InputError as error:  # nothing of the first round could be read
        made.failures.append((str(options.out), str(error)))
    except PublicationError as error:  # another build is at work: what was fetched is asked for again
        made.failures.append((str(options.out), str(error)))
        return made
    _write_state(options.out, state)
    return made


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _feeds(sources: Iterable[str], made: Round) -> Iterator[str]:
    """The addresses that sources stand for. Whether one is of a feed or of a list of feeds shows when it is read."""
    for source in sources:
        if _is_address(source):
            yield source
            continue
        try:
            yield from feeds.listed(Path(source).read_bytes())
        except (PageError, OSError) as error:
            made.failures.append((source, str(error)))


def _by_host(urls: Iterable[str], do: Callable[[str], T]) -> dict[str, T | str]:
    """What comes of each address, or a sentence where it could not be fetched. Several hosts are asked at a time."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)

    def outcome(url: str) -> T | str:
        try:
            return do(url)
        except (FetchError, PageError) as error:
            return str(error)

    with ThreadPoolExecutor(_HOSTS) as threads:
        done = threads.map(lambda of_host: [(url, outcome(url)) for url in of_host], hosts.values())
        return dict(item for found in done for item in found)


def _read_feeds(addresses: list[str], fetcher: Fetcher, state: dict[str, Any], made: Round) -> None:
    """Notes in the state which pages are new or have changed, and drops the notes of those that are in no feed now."""
    known: dict[str, Any] = state.setdefault("feeds", {})
    pages: dict[str, Any] = state.setdefault("pages", {})

    def ask(url: str) -> Answer:
        note = known.get(url, {})
        return fetcher.get(url, note.get("etag"), note.get("modified"))

    waiting = list(dict.fromkeys(addresses))
    seen = set(waiting)
    while waiting:
        answers = _by_host(waiting, ask)
        more: list[str] = []
        for url in waiting:
            try:
                more += _take_feed(url, answers[url], known, pages)
                made.feeds += url in known
            except PageError as error:
                made.failures.append((url, str(error)))
        waiting = [url for url in dict.fromkeys(more) if url not in seen]
        seen.update(waiting)
    current = {url for note in known.values() for url in note["pages"]}
    state["pages"] = {url: note for url, note in pages.items() if url in current}


def _take_feed(url: str, answer: Answer | str, known: dict[str, Any], pages: dict[str, Any]) -> list[str]:
    """Takes in what a feed says, and gives the feeds that it names, if it is a list of them."""
    if isinstance(answer, str):
        raise PageError(answer)
    if answer.status == 304:
        return []
    if feeds.is_list(answer.data):
        return feeds.listed(answer.data)
    found = feeds.entries(answer.data, answer.url, answer.kind)
    before = known.get(url, {}).get("pages", {})
    for entry in found:
        changed = entry.url in before and before[entry.url] != entry.stamp
        if changed or entry.url not in pages:
            note = pages.setdefault(entry.url, {})
            note.update(title=entry.title, published=entry.published, tries=0, done=False)
    known[url] = {
        "etag": answer.etag,
        "modified": answer.modified,
        "pages": {entry.url: entry.stamp for entry in found},
    }
    return []


def _fetch_pages(state: dict[str, Any], folder: Path, fetcher: Fetcher, made: Round) -> list[Path]:
    """Fetches the pages that are to be fetched; the files that they are in."""
    notes: dict[str, Any] = state["pages"]
    wanted = [url for url, note in notes.items() if not note["done"] and note["tries"] < _TRIES]
    outcomes = _by_host(wanted, lambda url: _fetch(url, notes[url], folder, fetcher))
    made.failures += [(url, told) for url in wanted if isinstance(told := outcomes[url], str)]
    return [found for url in wanted if isinstance(found := outcomes[url], Path)]


def _fetch(url: str, note: dict[str, Any], folder: Path, fetcher: Fetcher) -> Path | None:
    """The file that a page was written to; None where it has not changed.

    Raises:
        FetchError: it could not be fetched.
    """
    note["tries"] += 1
    try:
        answer = fetcher.get(url, note.get("etag"), note.get("modified"))
        file = None if answer.status == 304 else _write(url, note, answer, folder)
    except FetchError as error:
        note["done"] = error.lasting
        raise
    note.update(etag=answer.etag or note.get("etag"), modified=answer.modified or note.get("modified"), done=True)
    return file


def _write(url: str, note: dict[str, Any], answer: Answer, folder: Path) -> Path:
    kind = _PAGES.get(answer.kind)
    if kind is None:
        raise FetchError(f"{answer.url} is {answer.kind or 'of no kind that is told'}, not HTML or text.", lasting=True)
    # what an HTML page calls itself is better than what a feed calls it
    title = note["title"] if kind == "text" else None
    record = {"url": answer.url, "title": title, "date": note["published"], kind: _text(answer)}
    name = hashlib.sha256(url.encode()).hexdigest()[:32]
    host = _ODD.sub("-", urlsplit(url).hostname or "").strip(".") or "-"
    path = folder / host / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False) + "\n")
    return path


def _text(answer: Answer) -> str:
    """The text of an answer, by the encoding that its server names if that is one, else by what its bytes are."""
    try:
        if answer.charset:
            return answer.data.decode(answer.charset)
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return decode(answer.data, "html")[0]
    except PageError as error:
        raise FetchError(f"{answer.url}: {error}", lasting=True) from error


def _read_state(out: Path) -> dict[str, Any]:
    path = out / _STATE
    if not path.exists():
        return {}
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise PublicationError(f"{path} cannot be read ({error}); without it, everything is fetched anew.") from error
    return state if isinstance(state, dict) else {}


def _write_state(out: Path, state: dict[str, Any]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    _put(out / _STATE, json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _put(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(path)
