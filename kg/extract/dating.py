"""The days that an article may be of, where the page does not say: after what it tells of, before what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kg.extract.told import group
from kg.extract.when import Window, expressions, resolve
from kg.language.parsed import Parsed
from kg.language.tokens import Span, Token
from kg.model import BlockKind

_TO_COME: Final = frozenset({"proposed", "planned", "scheduled", "due", "expected", "upcoming", "slated", "set"})
_LONGEST: Final = timedelta(days=62)
_HALF_YEAR: Final = timedelta(days=183)
_PAST: Final = frozenset({"VBD", "VBN"})


def window(parsed: Parsed) -> Window | None:
    """The span between the last day that an article tells of as past and the first as to come.

    A year has to be named somewhere; a span of more than two months is too wide to be of use: None.
    """
    told = list(_told(parsed))
    full = [day for words, tense in told if tense == "past" and (day := _full(words)) is not None]
    if not full:
        return None
    first = max(full)
    for words, tense in told:
        if tense == "past" and (day := _on_or_after(words, first)) is not None:
            first = max(first, day)
    ahead = [day for words, tense in told if tense == "future" and (day := _on_or_after(words, first)) is not None]
    last = min(ahead, default=None)
    return Window(first, last) if last is not None and last - first <= _LONGEST else None


def _told(parsed: Parsed) -> Iterator[tuple[str, str | None]]:
    """The dates of an article in words, and whether each is told as past or as to come; None where neither is sure."""
    for sentence in parsed.doc.sents:
        for expression in expressions(sentence.text):
            at = sentence.start_char + expression.start
            span = sentence.doc.char_span(at, sentence.start_char + expression.end)
            if span is not None:
                caption = parsed.block(span[0]) is BlockKind.CAPTION
                yield expression.words, "past" if caption else _tense(span, sentence)


def _tense(words: Span, sentence: Span) -> str | None:
    before = sentence.doc[max(sentence.start, words.start - 5) : words.start]
    if any(token.lower_ in _TO_COME for token in before):
        return "future"
    verb: Token | None = next(
        (
            sentence.doc[i]
            for i in range(words.start - 1, sentence.start - 1, -1)
            if sentence.doc[i].tag_.startswith("VB")
        ),
        None,
    )
    if verb is None:
        return None
    telling = group(verb)
    if telling is None or telling.modal in {"will", "would", "may", "might", "could"}:
        return "future" if telling is not None else None
    return "past" if verb.tag_ in _PAST else None


def _full(words: str) -> date | None:
    """The day of a date with its year; of one that may be two days the earlier."""
    value = resolve(words, None, "past").value
    return date.fromisoformat(value) if value is not None and len(value) == 10 else None


def _on_or_after(words: str, day: date) -> date | None:
    """The day of a date without its year, as the first such day from `day` on within half a year; None for others."""
    one, other = (resolve(words, date(year, month, 1), "future").value for year, month in ((2001, 3), (2006, 9)))
    if not one or not other or len(one) < 10 or one[5:] != other[5:] or one == other:
        return None  # no day and month without a year
    value = resolve(words, day, "future").value
    found = date.fromisoformat(value) if value is not None and len(value) == 10 else None
    return found if found is not None and found - day <= _HALF_YEAR else None
