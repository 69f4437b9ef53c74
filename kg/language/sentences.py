"""Cuts a paragraph into sentences at their final punctuation, before it is parsed.

A parser that cuts as it goes breaks at quotation marks and colons. News is edited text: its sentences end in a full
stop, an exclamation or a question mark, with the closing marks that follow. Quotation marks are paired first, so that
no closing mark opens a sentence; a quotation of several sentences is cut at their ends, and what reports it stays
with the last one: “Is it over?” Voss asked.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

from kg.language.wordlists import read_set

_STARTS, _GOES_ON = np.array([1, -1]).astype("uint64")  # spaCy's values of SENT_START
_FINAL = frozenset({".", "!", "?", "…", "...", "....", "?!", "!?", "!!", "??", "!!!", "???", ". . ."})
_STRAIGHT = frozenset({'"', "'"})
_CLOSERS = frozenset({"”", "’", "''", "»", ")", "]", "}", "’’"})
_OPENERS = frozenset({"“", "‘", "``", "«", "(", "[", "{", "„", "¿", "¡"})


@Language.component("sentence_ends", assigns=["token.is_sent_start"])
def sentence_ends(doc: Doc) -> Doc:
    """Mark each token as the start of a sentence or not; the parser keeps to it."""
    closing = closing_marks(doc)
    starts = np.full(len(doc), _GOES_ON)
    starts[:1] = _STARTS
    following = 0
    for i, token in enumerate(doc):
        if i >= following and _may_end(token):
            following = _after(doc, i, closing)
            if following < len(doc) and _starts(doc, i, following, closing):
                starts[following] = _STARTS
    return doc.from_array(["SENT_START"], cast(Ints2d, starts))


def closing_marks(doc: Doc) -> frozenset[int]:
    """Indices of the tokens that close a quotation or a bracket; straight marks are paired in turn."""
    found: set[int] = set()
    opened = dict.fromkeys(_STRAIGHT, False)
    for token in doc:
        text = token.text
        if text in _CLOSERS:
            found.add(token.i)
        elif text == '"':
            glued = token.i > 0 and not doc[token.i - 1].whitespace_
            spaced = bool(token.whitespace_) or token.i + 1 == len(doc)
            closes = glued if glued != (not spaced) else opened['"']
            if closes:
                found.add(token.i)
            opened['"'] = not closes
        elif text == "'" and token.i > 0 and not doc[token.i - 1].whitespace_:
            found.add(token.i)
    return frozenset(found)


def _may_end(token: Token) -> bool:
    text = token.text
    if text in _FINAL:
        return True
    return len(text) > 1 and text[-1] in ".!?…" and token.lower_ not in read_set("abbreviations.txt")


def _after(doc: Doc, i: int, closing: frozenset[int]) -> int:
    """The first token that no longer belongs to the sentence that ends at i: past final and closing marks."""
    i += 1
    while i < len(doc) and (doc[i].text in _FINAL or i in closing or doc[i].is_space):
        i += 1
    return i


def _starts(doc: Doc, end: int, following: int, closing: frozenset[int]) -> bool:
    """Whether a sentence starts at `following`, after one that may have ended at `end`."""
    if any(doc[k].text.count("\n") > 1 for k in range(end, following)):
        return True
    first = next((doc[k] for k in range(following, len(doc)) if not _opens(doc, k, closing)), doc[following])
    if first.text[0].islower() or (first.is_punct and first.text not in {"-", "–", "—", "•", "*", "@", "#"}):
        return False
    if doc[end].text not in _FINAL:  # an abbreviation, which may also end a sentence
        return not _initial(doc[end]) and first.is_title and first.is_stop
    quoted = any(doc[k].text in _CLOSERS or doc[k].text in _STRAIGHT for k in range(end + 1, following))
    return not (quoted and doc[end].text != "." and _reports(doc, following))


def _opens(doc: Doc, i: int, closing: frozenset[int]) -> bool:
    return doc[i].text in _OPENERS or (doc[i].text in _STRAIGHT and i not in closing)


def _initial(token: Token) -> bool:
    return len(token) == 2 and token.text[0].isupper()


def _reports(doc: Doc, start: int) -> bool:
    """Whether a few words on, before any punctuation, somebody says what was quoted."""
    for token in doc[start : start + 7]:
        if token.lower_ in read_set("reporting.txt"):
            return True
        if token.is_punct and token.text not in {",", "-"}:
            return False
    return False
