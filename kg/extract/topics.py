"""Topics: what meetings, positions and quotes are about, as labels that bring spellings and numbers together."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.extract.actors import Actors
from kg.extract.calendar_words import DAYS_AND_MONTHS
from kg.extract.lexicon import table
from kg.language.tokens import Doc, Span, Token

_LEADING: Final = re.compile(
    r"^(?:the|a|an|this|that|these|those|its|their|his|her|our|any|all|some|no|such)\s+", re.IGNORECASE
)
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
_IN_PHRASE: Final = _NOUNS | {"JJ", "HYPH", "AFX"}
_MOST: Final = 3


@cache
def _same() -> dict[str, str]:
    return {word: words[0] for words in table("topics")["same"] for word in words}


@cache
def _known() -> re.Pattern[str]:
    """Any of the known words, the longest first."""
    longest = sorted(_same(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("topics")["empty"])


def label(phrase: str) -> str | None:
    """The label of a noun phrase, None where it names no topic.

    >>> label("the cease-fire")
    'ceasefire'
    >>> label("the situation") is None
    True
    """
    words = " ".join(phrase.replace("’", "'").split())
    shorter = _LEADING.sub("", words)
    while shorter != words:
        words, shorter = shorter, _LEADING.sub("", shorter)
    words = words.strip(" .,;:'\"“”‘’")
    low = words.lower()
    if low in _same():
        return _same()[low]
    if low in _empty() or len(low) < 3 or low.isdigit() or (words.istitle() and low in DAYS_AND_MONTHS):
        return None
    return words if words[:1].isupper() and not words.isupper() and " " not in words else _cased(words)


def _cased(words: str) -> str:
    """Lower case but for names, which keep their capitals."""
    return " ".join(word if word[:1].isupper() else word.lower() for word in words.split())


def topics_of(span: Span, actors: Actors | None = None) -> tuple[str, ...]:
    """What a stretch of text is about: its noun phrases' topics, each once, at most three, in the order of the text.

    Persons among `actors` are those who act, and no topics: of "a visit by Bo Lund" the visit is one.

    A synonym of the lexicon within a phrase stands for the phrase, together with the names in it: "the fragile truce in
    Aden" is about "ceasefire" and "Aden".
    """
    found: dict[str, None] = {}
    after = span.start
    for first, last in _chunks(span, _persons(span, actors)):
        if first < after:
            continue
        phrase, after = _joined(span, first, last)
        for each in phrase or _labels(span.doc, first, last):
            found.setdefault(each)
    return tuple(found)[:_MOST]


def _joined(span: Span, first: int, last: int) -> tuple[list[str], int]:
    """A known topic of nouns joined by "of" ("the exchange of prisoners"), and the token after it."""
    if last + 1 >= span.end or span.doc[last].lower_ != "of":
        return [], last
    text = span.doc[first : span.end].text.lower()
    reach = len(span.doc[first:last].text)
    known = next((m for m in _known().finditer(text) if " of " in m.group() and m.start() <= reach), None)
    if known is None:
        return [], last
    end = span.doc[first].idx + known.end()
    return [_same()[known.group()]], next((t.i for t in span.doc[first : span.end] if t.idx >= end), span.end)


def _persons(span: Span, actors: Actors | None) -> frozenset[int]:
    """The tokens of a span that name persons, with their titles."""
    proper = [token for token in span if token.tag_ in {"NNP", "NNPS"}]
    if actors is None or not any(actors.is_person(each) for token in proper for each in actors.one(token)):
        return frozenset()
    named = {token.i for actor, mention in actors.inside(span) if actors.is_person(actor) for token in mention}
    return frozenset(named | {token.i for token in proper if any(map(actors.is_person, actors.one(token)))})


def _chunks(span: Span, persons: frozenset[int]) -> list[tuple[int, int]]:
    """Runs of adjectives and nouns that end in a noun, and not in a person."""
    out: list[tuple[int, int]] = []
    at = span.start
    while at < span.end:
        end = at
        while end < span.end and _in_chunk(span.doc[end]):
            end += 1
        last = end
        while last > at and (span.doc[last - 1].tag_ not in _NOUNS or last - 1 in persons):
            last -= 1
        if last > at:
            out.append((at, last))
        at = max(end, at + 1)
    return out


def _in_chunk(token: Token) -> bool:
    if token.is_title and token.lower_ in DAYS_AND_MONTHS:
        return False
    return token.tag_ in _IN_PHRASE or token.text == "-"


def _labels(doc: Doc, first: int, last: int) -> list[str]:
    text = doc[first:last].text
    low = text.lower()
    known = _known().search(low)
    if known is not None:
        return [_same()[known.group()], *_names(doc, first, last)]
    one = label(text)
    return [one] if one else []


def _names(doc: Doc, first: int, last: int) -> list[str]:
    """Runs of proper nouns in a phrase."""
    out: list[str] = []
    run: list[Token] = []
    for token in [*doc[first:last], None]:
        if token is not None and token.tag_ in {"NNP", "NNPS"}:
            run.append(token)
        elif run:
            out.append(doc[run[0].i : run[-1].i + 1].text)
            run = []
    return out
