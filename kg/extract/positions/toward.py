"""Whom a target is directed at: the actors that head it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span, Token

from kg.extract.positions.reach import FINITE
from kg.extract.voices import Voices

_THINGS: Final = frozenset({"it", "its", "this", "that", "these", "those", "them", "which"})
_PAIRING: Final = frozenset({"both", "two", "either", "neither"})


def heads(span: Span, voices: Voices) -> tuple[int, ...]:
    """The actors that a target is directed at: those before its first verb, clause or preposition but "of"."""
    doc, end = span.doc, span.start
    while end < span.end:
        token: Token = doc[end]
        verbal = (
            token.tag_ in FINITE
            or token.tag_ in {"VB", "VBG", "VBN", "WDT", "WP"}
            or token.lower_ in {"that", "which", "who"}
        )
        if verbal or (token.text == "," and end + 1 < span.end and not voices.who(doc[end + 1])):
            break
        end += 1
    named = [token for token in doc[span.start : end] if not pointing(token)]
    return voices.of(named)


def pointing(token: Token) -> bool:
    """Whether a word may stand for a thing, or for two that were spoken of: "condemned it", "aid to both countries"."""
    return token.lower_ in _THINGS or paired(token)


def paired(token: Token) -> bool:
    """Whether a word means two that were spoken of, whoever they were: "both sides", "the two men"."""
    near = token.doc[max(token.sent.start, token.i - 1) : token.i + 1]
    return bool(_PAIRING & {each.lower_ for each in near})
