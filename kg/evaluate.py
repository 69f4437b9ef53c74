"""Measures a publication against gold files: precision and recall of what was found on each page.

A gold file is a JSON object that describes one page by hand (`document`, `articles`, `actors`, `meetings`,
`positions`, `quotes`); all of its text is copied letter for letter from the page. What counts as found:

    articles    titles that share six words in ten
    actors      one spelling in common
    meetings    evidence that overlaps, and a third of the participants in common
    positions   evidence that overlaps, the same holder and stance
    quotes      texts that share eight words in ten, and the same speaker
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from kg.archive import Archive
from kg.errors import InputError
from kg.model import Passage, Reading
from kg.publication import Publication

Gold = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Counts of one measure: gold facts, found facts, facts that are both."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The part of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The part of gold that was found; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def evaluate(folder: Path, gold: Path) -> str:
    """A table of precision, recall and F1 over all gold files of a folder.

    Raises:
        InputError: there is no gold file, or one is not as it should be.
        PublicationError: there is no publication in `folder`.
    """
    scores, missing = measure(folder, gold)
    return _table(scores) + "".join(f"Not in the publication: {name}\n" for name in missing)


def measure(folder: Path, gold: Path) -> tuple[dict[str, Score], list[str]]:
    """The score of each measure over all gold files of a folder, and the documents the publication lacks.

    Raises:
        InputError: there is no gold file, or one is not as it should be.
        PublicationError: there is no publication in `folder`.
    """
    readings = _readings(folder)
    scores: dict[str, Score] = defaultdict(Score)
    missing = []
    for page in _gold(gold):
        reading = readings.get(page["document"])
        if reading is None:
            missing.append(page["document"])
        for name, score in _page(page, reading).items():
            scores[name].gold += score.gold
            scores[name].found += score.found
            scores[name].right += score.right
    return dict(scores), missing


def _readings(folder: Path) -> dict[str, Reading]:
    pages = Publication.open(folder).pages()
    records = ((name, Archive(folder).record(key)) for name, _, key, _ in pages)
    return {name: record.reading for name, record in records if record}


def _gold(folder: Path) -> Iterator[Gold]:
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(f"There are no gold files (*.json) in {folder}.")
    for path in files:
        try:
            page = json.loads(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise InputError(f"{path} is not JSON: {error}") from None
        wanted = ("document", "articles", "actors", "meetings", "positions", "quotes")
        if not isinstance(page, dict) or not all(key in page for key in wanted):
            raise InputError(f"{path} is no gold file: it needs {', '.join(wanted)}.")
        yield page


def _page(gold: Gold, reading: Reading | None) -> dict[str, Score]:
    """The scores of one page; a page that was not read has found nothing."""
    if reading is None:
        names = ("articles", "actors", "meetings", "positions", "quotes")
        return {name: Score(gold=len(gold[name])) for name in names}
    text = reading.page.text
    spellings = [{_folded(n) for n in [a["name"], *a.get("aliases", [])]} for a in gold["actors"]]
    found = [{_folded(n) for n in (a.name, *a.aliases)} for a in reading.actors]
    actors = _pairs(spellings, found, lambda g, f: float(len(g & f)))
    who = {f: gold["actors"][g]["id"] for g, f in actors}
    return {
        "articles": _titles(gold, reading),
        "actors": Score(len(spellings), len(found), len(actors)),
        "actors, type": Score(
            len(actors),
            len(actors),
            sum(gold["actors"][g]["type"] == reading.actors[f].type.value for g, f in actors),
        ),
        "meetings": _meetings(gold, reading, who, text),
        "positions": _positions(gold, reading, who, text),
        **_quotes(gold, reading, who, text),
    }


def _titles(gold: Gold, reading: Reading) -> Score:
    wanted = [a["title"] or a["first"] for a in gold["articles"]]
    got = _pairs(wanted, [a.title for a in reading.articles], lambda g, f: _shared(g, f) if _shared(g, f) >= 0.6 else 0)
    return Score(len(wanted), len(reading.articles), len(got))


def _meetings(gold: Gold, reading: Reading, who: dict[int, str], text: str) -> Score:
    def near(g: Gold, f: Any) -> float:
        if not _overlap(text, g["evidence"], f.evidence):
            return 0.0
        wanted, have = set(g["participants"]), {who.get(p, f"#{p}") for p in f.participants}
        part = len(wanted & have) / len(wanted | have) if wanted | have else 1.0
        return part + 0.2 * (f.status.value == g["status"]) if part >= 1 / 3 or not wanted else 0.0

    return _score(gold["meetings"], reading.meetings, near)


def _positions(gold: Gold, reading: Reading, who: dict[int, str], text: str) -> Score:
    def near(g: Gold, f: Any) -> float:
        same = who.get(f.holder) == g["holder"] and f.stance.value == g["stance"]
        return float(same and _overlap(text, [g["evidence"]], f.evidence))

    # whether a judgement is worth telling is a matter of taste on both sides
    wanted = [p for p in gold["positions"] if p["stance"] != "asserts"]
    return _score(wanted, [p for p in reading.positions if p.stance.value != "asserts"], near)


def _quotes(gold: Gold, reading: Reading, who: dict[int, str], text: str) -> dict[str, Score]:
    def near(g: Gold, f: Any) -> float:
        shared = _shared(g["text"], text[f.start : f.end])
        speaker = None if f.speaker is None else who.get(f.speaker, "?")
        return shared if shared >= 0.8 and speaker == g["speaker"] else 0.0

    scores = {"quotes": _score(gold["quotes"], reading.quotes, near)}
    for kind in ("direct", "indirect", "mixed"):
        wanted = [q for q in gold["quotes"] if q["kind"] == kind]
        scores[f"quotes, {kind}"] = _score(wanted, [q for q in reading.quotes if q.kind.value == kind], near)
    return scores


def _score(gold: Sequence[Any], found: Sequence[Any], near: Callable[[Any, Any], float]) -> Score:
    return Score(len(gold), len(found), len(_pairs(gold, found, near)))


def _pairs(gold: Sequence[Any], found: Sequence[Any], near: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Pairs gold with found, the nearest first, each at most once."""
    ranked = sorted((-near(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    left, right, pairs = set(range(len(gold))), set(range(len(found))), []
    for distance, i, j in ranked:
        if distance < 0 and i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((i, j))
    return pairs


def _overlap(text: str, wanted: Iterable[str], found: Iterable[Passage]) -> bool:
    spans = [m.span() for words in wanted if words for m in re.finditer(re.escape(words), text)]
    return any(start < p.end and p.start < end for start, end in spans for p in found)


def _shared(one: str, other: str) -> float:
    """The part of the words that two texts share (F1 over their words)."""
    a, b = Counter(re.findall(r"\w+", _folded(one))), Counter(re.findall(r"\w+", _folded(other)))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def _folded(name: str) -> str:
    """Case, accents, punctuation, a leading "the" and possessives folded away."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.replace("’", "'")) if not unicodedata.combining(c))
    words = re.sub(r"[^\w ]+", " ", re.sub(r"'s\b", "", plain.casefold())).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _table(scores: dict[str, Score]) -> str:
    table = Table("", "P", "R", "F1", "right", "found", "gold", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, s in scores.items():
        figures = (f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.right), str(s.found), str(s.gold))
        table.add_row(name, *figures)
    out = io.StringIO()
    Console(file=out, width=80).print(table)
    return out.getvalue()
