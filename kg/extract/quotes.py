"""Quotes: the words that a page reports somebody as having said or written, each with its speaker.

An article is read in three passes: its marks are paired (`marks`, `layout`), runs between marks find the verb that
reports them (`direct`), reporting verbs find the clause that they report (`indirect`). Then nouns become actors.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from kg.extract.actors import Actors
from kg.extract.direct import find_direct
from kg.extract.indirect import find_indirect
from kg.extract.layout import Layout
from kg.extract.reports import Report, Scene
from kg.extract.speakers import Voices
from kg.extract.when import expressions, resolve
from kg.language.grammar import grammar_of
from kg.language.parsed import Parsed
from kg.model import Passage, Quote

_RULES: Final = Path(__file__).resolve().parent / "lexicon" / "quote_rules.toml"
_FIRM: Final = frozenset(
    {"direct after verb", "direct after colon", "direct going on", "direct next paragraph", "direct before verb"}
)


def find_quotes(parsed: Sequence[Parsed], actors: Actors) -> list[Quote]:
    """The quotes of a page, in the order of its articles and their text.

    Several speakers of the same words are a quote each. `continues` counts in the list that is returned.
    """
    quotes: list[Quote] = []
    for article in parsed:
        quotes += _of_article(article, actors, len(quotes))
    return quotes


def find_reports(scene: Scene) -> list[Report]:
    """All reported speech of an article, in the order of the text: each word once in the mouth of each speaker."""
    direct = find_direct(scene)
    taken = frozenset(r.verb.i for r in direct if r.verb is not None)
    indirect = [r for r in find_indirect(scene, taken) if not any(_repeats(r, d) for d in direct)]
    kept = [d for d in direct if not any(r.start <= d.start and d.end <= r.end for r in indirect)]
    found = sorted([*kept, *indirect], key=lambda r: (r.start, -r.end))
    _give_speakers(scene, found)
    for report in found:
        if report.previous is not None and not any(report.previous is other for other in found):
            report.previous = None
    return found


def _give_speakers(scene: Scene, found: list[Report]) -> None:
    """Free-standing quotations take the speaker of the report before them, in their paragraph or the one before.

    One whose words stand again in a longer run ("a pull quote") takes that one's.
    """
    text = scene.layout.doc.text
    for i, report in enumerate(found):
        if report.rule != "direct alone":
            continue
        words = text[report.start : report.end].strip(" .,")
        whole = next((r for r in found if r.speakers and r is not report and words in text[r.start : r.end]), None)
        before = whole or _just_before(scene, report, found[:i])
        if before is not None:
            report.speakers, report.verb = before.speakers, before.verb
            report.rule = "direct again" if whole else "direct after report"


def _just_before(scene: Scene, report: Report, found: list[Report]) -> Report | None:
    """The report that ends in the sentence before, with a speaker; captions between the two do not count."""
    layout = scene.layout
    before = next((r for r in reversed(found) if r.last <= report.first and layout.prose(r.first)), None)
    if before is None or not before.speakers:
        return None
    gap = [t for t in layout.doc[before.last : report.first] if layout.prose(t.i)]
    near = layout.paragraphs_between(before.last - 1, report.first) <= 1
    return before if near and all(t.is_space or t.is_punct for t in gap) else None


def _repeats(report: Report, direct: Report) -> bool:
    """Whether an indirect report only frames a run that a firm rule has already given to somebody."""
    return direct.rule in _FIRM and direct.start < report.end and report.start < direct.end


def _of_article(article: Parsed, actors: Actors, offset: int) -> list[Quote]:
    doc = article.doc
    if not len(doc):
        return []
    scene = Scene(Layout(article), grammar_of(doc))
    starts = [token.idx for token in doc]

    def page(at: int) -> int:
        i = max(0, bisect_right(starts, at) - 1)
        return article.starts[i] + at - starts[i]

    voices = Voices(scene, actors)
    quotes: list[Quote] = []
    index: dict[tuple[int, int | None], int] = {}
    for report in find_reports(scene):
        first, last = scene.trimmed(report.first, report.last, stops=False)
        start, end = scene.text(first, last)
        passage = Passage(article.article, page(start), page(end))
        told = voices.addressees(report)
        for speaker in voices.speakers(report) or (None,):
            before = None if report.previous is None else index.get((id(report.previous), speaker))
            index[id(report), speaker] = offset + len(quotes)
            quotes.append(
                Quote(
                    kind=report.kind,
                    speaker=speaker,
                    start=page(report.start),
                    end=page(report.end - 1) + 1,
                    evidence=(passage,),
                    confidence=_confidence(report, speaker),
                    rule=report.rule,
                    cue=report.cue,
                    addressees=told,
                    said=None,
                    continues=before,
                )
            )
    return quotes


def _confidence(report: Report, speaker: int | None) -> float:
    """How often words found by this rule were reported speech where it was measured."""
    return _rules().get(report.rule, 0.5)


@cache
def _rules() -> dict[str, float]:
    return dict(tomllib.loads(_RULES.read_text(encoding="utf-8"))["rules"])
