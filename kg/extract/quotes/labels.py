"""Transcripts: paragraphs that a speaker's name and a colon open ("MR. VOSS: We will not leave.")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg.extract.quotes.extent import has_finite
from kg.extract.quotes.layout import MARKS, STOPS
from kg.extract.quotes.reports import Report, Scene
from kg.language.tokens import Token
from kg.model import QuoteKind

_NAME: Final = r"[^\W\d_a-z][\w.’'-]*"
_NAMES: Final = rf"{_NAME}(?: (?:(?:of|the|de|van|von|al|bin) )?{_NAME}){{0,5}}"
_LABEL: Final = re.compile(rf"[\"“]?\s*(?P<name>{_NAMES})(?: ?\([^)\n]{{1,40}}\)){{0,3}} ?(?::|(?<=\bQ)[.)]?\s)(?=\s)")
_ASKING: Final = frozenset({"q", "question", "questions", "reporter", "journalist"})
_ANSWERING: Final = frozenset({"a", "answer"})
_HEADINGS: Final = frozenset(
    {
        "note",
        "editor's note",
        "update",
        "correction",
        "photo",
        "video",
        "watch",
        "read more",
        "related",
        "source",
        "name",
    }
    | {"sources", "share", "topics", "tags", "more", "caption", "age", "job", "city", "date", "time", "place", "where"}
    | {"when", "who", "what", "why", "how", "pros", "cons", "total", "summary", "background", "analysis", "opinion"}
)
LEAST: Final = 3
"""How many paragraphs have to open with a label and say something for an article to be a transcript."""
ASIDE: Final = 8
"""How many tokens a remark between brackets before the words may have."""
DIALOGUE: Final = 2
"""How many speak in a transcript at the least, and how often one of them does."""


def find_labelled(scene: Scene) -> list[Report]:
    """The speech of a transcript, in order: each paragraph from its label to its end; none in another article.

    No marks are needed, so that the words are reported like those behind the colon of a headline.
    """
    every = [(label.casefold().strip(" ."), report) for label, report in _labels(scene)]
    every = [(label, report) for label, report in every if label not in _HEADINGS]
    found = [(label, report) for label, report in every if report is not None]
    turns = Counter(label.split()[-1] for label, _ in every)
    if len(found) < LEAST or len(turns) < DIALOGUE or max(turns.values()) < DIALOGUE:
        return []
    return [report for turn in _turns(scene, every) for report in turn]


def _turns(scene: Scene, labelled: list[tuple[str, Report | None]]) -> Iterator[list[Report]]:
    """What each label gives: its paragraph, and those before the next label, which go on with the same speech."""
    layout = scene.layout
    places = [report.first if report else None for _, report in labelled]
    for i, (label, report) in enumerate(labelled):
        if report is None or label in _ASKING:
            continue
        turn = [report]
        following = next((first for first in places[i + 1 :] if first is not None), None)
        if i + 1 < len(labelled) and labelled[i + 1][1] is not None and following is not None:
            for first, last in layout.paragraphs():
                if report.last <= first < following and layout.prose(first) and has_finite(scene, first, last):
                    going_on = _report(scene, *scene.trimmed(first, last, stops=False), (first, last), report.speakers)
                    going_on.previous, going_on.kind = turn[-1], report.kind
                    turn.append(going_on)
        yield turn


def answers(token: Token) -> bool:
    """Whether a label stands for whoever is interviewed: "A: We wait."."""
    return token.lower_ in _ANSWERING


def _labels(scene: Scene) -> Iterator[tuple[str, Report | None]]:
    """Each label with what is said behind it; a count ("Voss: 547") and other words without a verb say nothing."""
    layout = scene.layout
    for first, last in layout.paragraphs():
        text = layout.doc[first:last].text
        match = _LABEL.match(text)
        if match is None or not layout.prose(first):
            continue
        at = layout.doc[first].idx + match.end() - 1
        colon = next(i for i in range(first, last) if layout.doc[i].idx + len(layout.doc[i]) > at)
        begin, end = colon + 1, last
        if layout.doc[begin : begin + 1].text == "(":  # "(Through an interpreter)"
            begin = next((i + 1 for i in range(begin, min(end, begin + ASIDE)) if layout.doc[i].text == ")"), begin)
        while begin < end and (layout.doc[begin].is_space or layout.doc[begin].text in MARKS):
            begin += 1
        while end > begin and (layout.doc[end - 1].is_space or layout.doc[end - 1].text in MARKS):
            end -= 1
        named = [t for t in layout.doc[first:colon] if t.idx < layout.doc[first].idx + match.end("name") and t.is_alpha]
        least = 1 if match["name"].casefold() in _ANSWERING else LEAST
        said = sum(t.is_alpha for t in layout.doc[begin:end]) >= least and layout.doc[end - 1].text in STOPS
        speaks = (said or has_finite(scene, begin, end)) and named
        yield match["name"], _report(scene, begin, end, (first, last), tuple(named[-1:])) if speaks else None


def _report(scene: Scene, begin: int, end: int, bounds: tuple[int, int], speakers: tuple[Token, ...]) -> Report:
    start, stop = scene.text(begin, end)
    return Report(QuoteKind.INDIRECT, start, stop, "label", *bounds, cue=":", verb=None, speakers=speakers)
