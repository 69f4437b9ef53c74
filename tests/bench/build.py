"""The steps of a build, apart, beside what the bare spaCy pipeline does with the same text."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language

from kg import extract, language, pages, resources
from kg.archive import Archive, Record
from kg.contents import Contents, Entry
from kg.extract.actors import Actors
from kg.extract.meetings import find_meetings
from kg.extract.positions import find_positions
from kg.extract.quotes import find_quotes
from kg.extract.voices import Voices
from kg.graph.rulings import Rulings
from kg.language import Parsed
from kg.language.backend import one_thread
from kg.model import Article, Page, Quote, Reading
from kg.progress import QUIET
from kg.register import Register
from kg.version import write_version

RUNS = 5


def main() -> None:
    """Prints the table: the median processor time of five runs of each step over the sample pages, on one thread."""
    started = time.perf_counter()
    nlp = language.load()
    loading = time.perf_counter() - started
    raws = [raw for raw in pages.find([resources.samples()]) if isinstance(raw, pages.Raw)]
    read: list[tuple[Page, tuple[Article, ...]]] = [(p, pages.articles(p)) for p in map(pages.read, raws)]
    parsed = [[language.parse(nlp, page.text, a, i) for i, a in enumerate(found)] for page, found in read]
    actors = [Actors.find(docs) for docs in parsed]
    articles = [found for _, found in read]
    known = list(zip(parsed, actors, articles, strict=True))
    quotes = [find_quotes(*each) for each in known]
    readings = [extract.read(nlp, page, found) for page, found in read]
    together = list(zip(parsed, actors, quotes, articles, strict=True))
    steps: dict[str, Callable[[], object]] = {
        "reading pages": lambda: [pages.articles(pages.read(raw)) for raw in raws],
        "bare spaCy": lambda: _bare(nlp, [page.text[a.start : a.end] for page, found in read for a in found]),
        "parsing": lambda: [language.parse(nlp, p.text, a, i) for p, found in read for i, a in enumerate(found)],
        "actors": lambda: [Actors.find(docs) for docs in parsed],
        "quotes": lambda: [find_quotes(*each) for each in known],
        "positions, meetings": lambda: [_positions_and_meetings(*each) for each in together],
        "publishing": lambda: _publish(readings),
    }
    count = sum(len(found) for found in articles)
    words = sum(len(doc.doc) for docs in parsed for doc in docs)
    print(f"{count} articles, {words} words; the model loads in {loading:.2f} s; medians of {RUNS} runs")
    print(f"{'step':20}{'ms':>9}{'articles/s':>12}{'of bare spaCy':>15}")
    seconds = {name: _median(step) for name, step in steps.items()}
    bare = seconds["bare spaCy"]
    for name, took in seconds.items():
        print(f"{name:20}{took * 1000:9.1f}{count / took:12.1f}{took / bare:15.2f}")
    whole = sum(took for name, took in seconds.items() if name != "bare spaCy")
    print(f"{'together':20}{whole * 1000:9.1f}{count / whole:12.1f}{whole / bare:15.2f}")


def _positions_and_meetings(
    parsed: list[Parsed], actors: Actors, quotes: list[Quote], articles: tuple[Article, ...]
) -> object:
    told = [Voices(text, actors, quotes) for text in parsed]
    return find_meetings(told, articles), find_positions(told)


def _bare(nlp: Language, texts: list[str]) -> None:
    with one_thread():
        list(nlp.pipe(texts))


def _median(step: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        started = time.process_time()
        step()
        took.append(time.process_time() - started)
    return statistics.median(took)


def _publish(readings: list[Reading]) -> None:
    folder = Path(tempfile.mkdtemp())
    contents = Contents("http://localhost:8000/")
    archive = Archive(folder)
    for number, reading in enumerate(readings):
        entry = Entry(f"{number:032}", reading.page.name, reading.page.sha256)
        archive.put_record(entry.key, Record("bench", 0.0, reading))
        contents.add(entry, reading.page.name)
    (folder / "version").mkdir()
    with Register.open(folder, None, Rulings()) as register:
        write_version(folder / "version", archive, contents, [], QUIET, register)
    shutil.rmtree(folder)
