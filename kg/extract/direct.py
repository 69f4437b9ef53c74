"""Speech between quotation marks: which runs are speech, which verb reports each, and which go on with the one before."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.extent import finite
from kg.extract.layout import Marked
from kg.extract.reports import NOMINAL, Report, Scene
from kg.extract.subjects import subjects_of
from kg.model import QuoteKind

_PAUSES: Final = frozenset({",", "?", "!", "—", "–", "--", "-", "…", "...", ".", ". . .", ".."})
_LINKS: Final = frozenset({",", ":", "—", "–", "-", "--", ";"})
MAX_REACH: Final = 30
"""How many tokens from the marks the verb of a quotation is looked for: asides and titles of a speaker fit in it."""
MIN_SENTENCE: Final = 4
"""How many words a free-standing run needs to be speech rather than a title or a scare quote."""


def find_direct(scene: Scene) -> list[Report]:
    """The direct speech of an article, in order."""
    found: list[Report] = []
    for number, run in enumerate(scene.layout.runs):
        report = _attributed(scene, run) or _free(scene, run, number, found)
        if report is not None:
            found.append(report)
    return found


def _attributed(scene: Scene, run: Marked) -> Report | None:
    first, last = scene.layout.sentence(run.outer)[0], scene.layout.sentence(run.after - 1)[1]
    left, right = _zones(scene, run, first, last)
    return _right(scene, run, left, right, first, last) or _left(scene, run, left, right, first, last)


def _zones(scene: Scene, run: Marked, first: int, last: int) -> tuple[int, int]:
    """From where to where the words around a run are its own sentence's, up to the runs beside it."""
    inside = scene.layout.inside
    left, right = run.outer, run.after
    while left > first and inside[left - 1] < 0:
        left -= 1
    while right < last and inside[right] < 0:
        right += 1
    return left, right


def _right(scene: Scene, run: Marked, left: int, right: int, first: int, last: int) -> Report | None:
    """ "We came," Ada said; "We came," said Ada."""
    doc = scene.layout.doc
    if run.after >= right:
        return None
    paused = (
        doc[run.last - 1].text in _PAUSES
        or doc[run.after].text in {",", "—", "–", "-"}
        or doc[run.last - 1].text[-1:] in {",", "?", "!"}
    )
    if not paused or _clause_before(scene, run, left, first):
        return None
    begin = run.after + (doc[run.after].text in _LINKS)
    for token in doc[begin : min(right, begin + MAX_REACH)]:
        verb = scene.verb(token)
        if verb is not None and token.tag_ not in {"VBG", "VB"}:
            speakers = subjects_of(scene, token, begin, right)
            if not speakers:
                continue
            return _direct(scene, run, token, speakers, "direct before verb", first, last)
        if token.text in {";", ":"}:
            break
    return None


def _left(scene: Scene, run: Marked, left: int, right: int, first: int, last: int) -> Report | None:
    """Ada said, "We came"; Ada, saying: "We came"; "We came," she added. "We left."""
    doc = scene.layout.doc
    if left >= run.outer:
        return None
    link = doc[run.outer - 1]
    if link.text not in _LINKS:
        verb = scene.verb(link)
        clausal = any(finite(t) for t in doc[run.first : run.last])
        if verb is None or "clause" not in verb.frames or not (clausal or verb.lemma == "say"):
            return None
    for i in range(run.outer - 1, max(left, run.outer - MAX_REACH) - 1, -1):
        token = doc[i]
        verb = scene.verb(token)
        if verb is not None:
            speakers = subjects_of(scene, token, first, run.outer)
            return _direct(scene, run, token, speakers, "direct after verb", first, last)
    if link.text == ":":
        subjects = [t for t in doc[left : run.outer] if scene.grammar.is_subject(t) and scene.may_speak(t)]
        return _direct(scene, run, None, tuple(subjects[:1]), "direct after colon", first, last)
    return None


def _clause_before(scene: Scene, run: Marked, left: int, first: int) -> bool:
    """Whether the run only ends a clause that began outside it: The aim is "to come close," she said."""
    doc = scene.layout.doc
    words = [t for t in doc[left : run.outer] if not t.is_punct and not t.is_space]
    if not words:
        return False
    link = doc[run.outer - 1]
    return link.text not in {",", ":", "—", "–"}


def _direct(
    scene: Scene, run: Marked, verb: Token | None, speakers: tuple[Token, ...], rule: str, first: int, last: int
) -> Report:
    addressees = tuple(scene.grammar.addressees(verb)) if verb is not None else ()
    return Report(
        QuoteKind.DIRECT, run.run.start, run.run.end, rule, first, last,
        cue=verb.text if verb is not None else None, verb=verb, speakers=speakers, addressees=addressees,
    )  # fmt: skip


def _free(scene: Scene, run: Marked, number: int, found: list[Report]) -> Report | None:
    """A run that is a sentence of its own: it goes on with the speech before it."""
    layout = scene.layout
    doc = layout.doc
    first, last = layout.sentence(run.outer)[0], layout.sentence(run.after - 1)[1]
    around = [t for t in (*doc[first : run.outer], *doc[run.after : last]) if not t.is_punct and not t.is_space]
    words = [t for t in doc[run.first : run.last] if not t.is_punct and not t.is_space]
    if around or len(words) < MIN_SENTENCE:
        return None
    before = found[-1] if found else None
    if before is not None:
        between = doc.text[before.end : run.run.left]
        near = between.count("\n\n") <= 1 if "\n" in between else True
        gap = [t for t in doc[before.last : first] if not t.is_space and not t.is_punct]
        if not gap and near:
            same = "\n" not in between
            return Report(
                QuoteKind.DIRECT, run.run.start, run.run.end, "direct going on" if same or run.run.reopens else "direct next paragraph",
                before.first, last, cue=before.cue, verb=before.verb, speakers=before.speakers, addressees=before.addressees,
                previous=before if same or run.run.reopens else None,
            )  # fmt: skip
    return Report(QuoteKind.DIRECT, run.run.start, run.run.end, "direct alone", first, last)
