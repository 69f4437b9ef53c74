"""Runs between marks behind a sentence that only names their speaker, over a signature, and cries of mere names."""

from __future__ import annotations

from typing import Final

from kg.extract.quotes.extent import finite, skip_adjuncts
from kg.extract.quotes.layout import Marked
from kg.extract.quotes.nouns import name_in
from kg.extract.quotes.reports import Report, Scene
from kg.extract.quotes.runs import bounds, direct_report, reports_words
from kg.extract.quotes.subjects import subjects_of
from kg.language.tokens import Token

_PLACING: Final = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM"})
_WRITTEN: Final = frozenset({"say", "write", "tweet", "post"})
_DASHES: Final = frozenset({"—", "–", "―", "--", "-"})
MAX_SIGNATURE: Final = 15
"""How many tokens may stand behind the dash that signs words."""
MAX_NAME: Final = 7
"""How many tokens behind a cry the verb may stand with who cries it."""


def introduced(scene: Scene, run: Marked) -> Report | None:
    """A run that is a sentence of its own behind one that only says who speaks: 'Ada says: [new line] "We came."'."""
    layout = scene.layout
    doc = layout.doc
    first, last = bounds(scene, run)
    end = first - 1
    while end > 0 and doc[end].is_space:
        end -= 1
    if end <= 0 or any(t.is_alpha for t in (*doc[first : run.outer], *doc[run.after : last])):
        return None
    low, _ = layout.sentence(end)
    if doc[end].text not in {":", "."} or not layout.prose(end) or layout.inside[end] >= 0:
        return None
    for token in reversed(doc[low:end]):
        if layout.inside[token.i] >= 0:
            return None
        verb = reports_words(scene, token)
        last_word = token.i + 1 == end  # whatever its tag: "The Post reports:"
        if verb is None or "clause" not in verb.frames or not (finite(token) or token.tag_ == "VBG" or last_word):
            continue
        speakers = subjects_of(scene, token, low, end)
        bare = doc[end].text == ":" or (
            verb.lemma in _WRITTEN
            and layout.paragraph(first) == layout.paragraph(end)
            and all(layout.inside[t.i] < 0 for t in doc[low:end])
            and _tells_nothing(scene, max([token.i, *(s.i for s in speakers)]) + 1, end)
        )
        return direct_report(scene, run, token, speakers, "direct after verb") if speakers and bare else None
    return _announced(scene, run, low, end) if doc[end].text == ":" else None


def _announced(scene: Scene, run: Marked, low: int, end: int) -> Report | None:
    """Words behind a colon whose sentence tells that somebody speaks by no verb of speech: "Voss made a statement:"."""
    words = scene.layout.doc[low:end]
    subject = next((t for t in words if scene.grammar.is_subject(t)), None)
    speaks = any(t.lower_ in scene.words.documents for t in words)
    if subject is None or not speaks or not (subject.pos_ == "PROPN" or subject.lower_ in {"he", "she"}):
        return None
    return direct_report(scene, run, None, (subject,), "direct after colon")


def _tells_nothing(scene: Scene, i: int, end: int) -> bool:
    """Whether only where or when something was said stands there: wrote [on the site on Friday]."""
    words = scene.layout.doc[skip_adjuncts(scene, i, end) : end]
    return not words or (words[0].pos_ == "ADP" and all(t.pos_ in _PLACING for t in words))


def exclaimed(scene: Scene, run: Marked) -> bool:
    """Whether capitals are only those of names, for somebody says it: "Go Oslo, go!" Voss wrote."""
    doc = scene.layout.doc
    first, last = bounds(scene, run)
    if run.outer > first or scene.layout.closing(run).text not in {",", "!", "?"}:
        return False
    for token in doc[run.after : min(last, run.after + MAX_NAME)]:
        if token.is_punct or token.lower_ in {"that", "which", "who"}:
            return False
        if token.tag_ in {"VBD", "VBZ"}:
            verb = scene.verb(token)
            behind = doc[token.i + 1 : token.i + 2]
            whole = not behind or behind[0].is_punct or behind[0].pos_ in {"ADP", "ADV", "PROPN"}
            return verb is not None and "clause" in verb.frames and whole
    return False


def signed(scene: Scene, run: Marked, left: int) -> Report | None:
    """The name that a dash sets behind words alone, as under a motto: "We came." — Ada Voss, envoy."""
    layout = scene.layout
    doc = layout.doc
    begin, close = layout.paragraphs()[layout.paragraph(run.outer)]
    dash = next((t.i for t in doc[run.after :] if not t.is_space), run.after)
    alone = all(t.is_space for t in doc[begin : run.outer])
    if dash + 1 >= len(doc) or doc[dash].text not in _DASHES:
        return None
    if dash >= close and (not alone or layout.paragraphs_between(run.outer, dash) > 1 or not _signs(doc[dash])):
        return None
    if left < run.outer and not alone and doc[run.outer - 1].text != ":":
        return None
    _, right = layout.paragraphs()[layout.paragraph(dash)]
    right = next((i for i in range(dash, right) if layout.inside[i] >= 0), right)
    if right - dash > MAX_SIGNATURE or any(finite(t) for t in doc[dash:right]):
        return None
    end = next((t.i for t in doc[dash + 2 : right] if t.is_punct or t.is_space or t.pos_ == "ADP"), right)
    speakers = name_in(scene, dash + 1, end)
    return direct_report(scene, run, None, speakers, "direct signed") if speakers else None


def _signs(dash: Token) -> bool:
    """Whether a dash that opens a line sets a name under words, and no item in a list: "— Ada Voss", "-Ada Voss"."""
    return dash.nbor(1).pos_ == "PROPN" and (dash.text != "-" or not dash.whitespace_)
