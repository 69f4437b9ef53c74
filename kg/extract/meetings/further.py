"""Meetings that a sentence adds with the same word: "held talks with A in Oslo and with B in Rome"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.circumstances import date_between
from kg.extract.meetings.reading import Around
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_LONGEST: Final = 40
_THEN: Final = frozenset({"then", "later", "also", "separately", "afterwards", "subsequently", "earlier", "before"})
_AFTER: Final = frozenset({"in", "at", "on"})


def further(anchor: Token, sentence: Span, voices: Voices, bare: bool) -> Iterator[tuple[tuple[int, ...], Around]]:
    """Whom one meets besides, each with what is told of that meeting.

    Args:
        anchor: the word that tells of the first meeting.
        bare: whether "and [B] in Rome" adds one too, without "with".
    """
    doc, dates = sentence.doc, voices.dates(sentence)
    bound = False
    for at in range(anchor.i + 1, min(sentence.end - 1, anchor.i + _LONGEST)):
        token = doc[at]
        if token.text == ";" or (token.tag_ in FINITE and at not in dates):
            return
        bound = bound or at in dates or token.lower_ in {"in", "at"}
        if token.lower_ not in {"and", ","}:
            continue
        start = at + 1
        while start < sentence.end - 1 and (doc[start].lower_ in _THEN | {"and", ","} or start in dates):
            start += 1
        early = date_between(at, start, sentence, voices)  # "and [on Saturday] with Ada Voss"
        if doc[start].lower_ == "with":
            who, after = listed(voices, start + 1, sentence.end)
        elif bare and bound and token.lower_ == "and":
            who, after = listed(voices, start, sentence.end)
            told = after < sentence.end and (after in dates or doc[after].lower_ in _AFTER)
            who = who if told and all(map(voices.actors.is_person, who)) else ()
        else:
            continue
        if who:
            found = around(after, sentence, voices)
            found.date = found.date or early
            yield who, found
