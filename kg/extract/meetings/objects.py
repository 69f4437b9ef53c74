"""Whom a verb of meeting takes: "met [on Friday] [with] the envoy", "met the leaders of the parties"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span

from kg.extract.listing import listed
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices

_NOMINAL: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "VBN", "HYPH", "DT", "PRP$", "JJS", "JJR"})


def objects_of(start: int, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """Those met, and the token after them: right after the verb, past dates, adverbs, "here"; a delegation's head."""
    dates, at, doc = voices.dates(sentence), start, sentence.doc
    while at < sentence.end and (at in dates or doc[at].tag_ == "RB"):
        at += 1
    if at < sentence.end and doc[at].lower_ in {"with", "again"}:
        at += 1
    who, after = listed(voices, at, sentence.end)
    led, end = _led(after if who else at, sentence, voices)
    if led:
        return tuple(dict.fromkeys([*who, *led])), end
    return who, after if who else start


def _led(start: int, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """Who heads those met: "a delegation [of lawmakers] led by Ada Voss"."""
    doc = sentence.doc
    for at in range(start, min(sentence.end - 2, start + 9)):
        if doc[at].lower_ in {"led", "headed"} and doc[at + 1].lower_ == "by":
            return listed(voices, at + 2, sentence.end)
        if doc[at].tag_ not in _NOMINAL and doc[at].lower_ not in {"of", "from", ","}:
            break
    return (), start


def past_unnamed(start: int, sentence: Span) -> int | None:
    """The token after those met who have no name ("the leaders of the parties"); None where nobody is met."""
    doc, at, met = sentence.doc, start, False
    at += at < sentence.end and doc[at].lower_ == "with"
    while at < sentence.end and (doc[at].tag_ in _NOMINAL or (doc[at].lower_ in {"of", "and", "from"} and at > start)):
        met = met or doc[at].lower_ in meeting_words().met
        at += 1
    return at if met else None
