"""Transcripts: paragraphs that a speaker's name and a colon open ("MR. VOSS: We will not leave.")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.quotes.layout import MARKS
from kg.extract.quotes.reports import Report, Scene
from kg.model import QuoteKind

_NAME: Final = r"[^\W\d_a-z][\w.’'-]*"
_NAMES: Final = rf"{_NAME}(?: (?:(?:of|the|de|van|von|al|bin) )?{_NAME}){{0,5}}"
_LABEL: Final = re.compile(rf"[\"“]?\s*(?P<name>{_NAMES})(?: ?\([^)\n]{{1,40}}\))? ?:(?=\s)")
_NOBODY: Final = frozenset(
    {
        "q",
        "a",
        "question",
        "answer",
        "questions",
        "reporter",
        "journalist",
        "note",
        "editor's note",
        "update",
        "correction",
    }
    | {
        "photo",
        "video",
        "watch",
        "read more",
        "related",
        "source",
        "sources",
        "share",
        "topics",
        "tags",
        "more",
        "caption",
    }
)
LEAST: Final = 3
"""How many paragraphs have to open with a label for an article to be a transcript."""


def find_labelled(scene: Scene) -> list[Report]:
    """The speech of a transcript, in order: each paragraph from its label to its end; none in another article.

    No marks are needed, so that the words are reported like those behind the colon of a headline.
    """
    found = list(_labels(scene))
    if len(found) < LEAST:
        return []
    return [report for label, report in found if label.casefold().strip(" .") not in _NOBODY and report is not None]


def _labels(scene: Scene) -> Iterator[tuple[str, Report | None]]:
    """Each label, with what is said behind it if anything is."""
    layout = scene.layout
    for first, last in layout.paragraphs():
        text = layout.doc[first:last].text
        match = _LABEL.match(text)
        if match is None or not layout.prose(first):
            continue
        at = layout.doc[first].idx + match.end() - 1
        colon = next(i for i in range(first, last) if layout.doc[i].idx + len(layout.doc[i]) > at)
        begin, end = colon + 1, last
        while begin < end and (layout.doc[begin].is_space or layout.doc[begin].text in MARKS):
            begin += 1
        while end > begin and (layout.doc[end - 1].is_space or layout.doc[end - 1].text in MARKS):
            end -= 1
        named = [t for t in layout.doc[first:colon] if t.idx < layout.doc[first].idx + match.end("name") and t.is_alpha]
        report = None
        if begin < end:
            start, stop = scene.text(begin, end)
            report = Report(
                QuoteKind.INDIRECT, start, stop, "label", first, last, cue=":", verb=None, speakers=tuple(named[-1:])
            )
        yield match["name"], report
