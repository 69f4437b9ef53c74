"""How a page writes its words: what stands in lower case too, what opens sentences, what is a headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.told import FINITE
from kg.extract.words import Word
from kg.model import BlockKind

QUOTES = frozenset("\"“”‘’«»„'")
_POSTED = frozenset({"on", "via", "through", "over", "platform", "network", "app", "site"})


@dataclass(slots=True)
class Usage:
    """How a page writes its words: a word that also stands in lower case is no name at the start of a sentence."""

    lower: frozenset[str]
    upper: frozenset[str]
    places: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, articles: Sequence[Sequence[Word]]) -> Usage:
        """Of all articles of a page."""
        lower, upper, places, surnames = set[str](), set[str](), set[str](), set[str]()
        known, roles = vocabulary().places, vocabulary().roles
        for words in articles:
            loud, headlines = shouting(words), headline_sentences(words)
            for i, word in enumerate(words):
                if word.sentence in headlines and word.capital:
                    continue
                if word.alpha and not word.capital and not (word.glued and words[i - 1].text in {"-", "'"}):
                    lower.add(word.key)
                elif word.alpha and word.kind in {BlockKind.PROSE, BlockKind.CAPTION} and not opens_clause(words, i):
                    if not (word.text.isupper() and loud):
                        upper.add(word.key)
                        if i + 1 < len(words) and words[i + 1].key in known and not words[i + 1].capital:
                            places.add(word.key)
                    if i > 1 and words[i - 1].key == "of" and words[i - 2].key in known and not words[i - 2].capital:
                        places.add(word.key)
                if word.capital and i and words[i - 1].capital and roles.longest(words, i - 1)[0] == 1:
                    surnames.add(word.key)
        return cls(frozenset(lower), frozenset(upper), frozenset(places), frozenset(surnames))


def headline_sentences(words: Sequence[Word]) -> frozenset[int]:
    """The sentences that write most words with a capital, as headlines do: there a capital says nothing."""
    long: dict[int, list[bool]] = {}
    stopped, running = set[int](), set[int]()
    for word in words:
        if word.alpha and len(word.text) > 3:
            long.setdefault(word.sentence, []).append(word.capital)
        if word.tag in FINITE and word.alpha and not word.capital:
            running.add(word.sentence)
        if word.alpha or word.text in {".", "?"}:  # "in Washington, D.C." stops a sentence too
            (stopped.add if word.text.endswith(".") else stopped.discard)(word.sentence)
    return frozenset(
        sentence
        for sentence, capitals in long.items()
        if len(capitals) > 4
        and sum(capitals) >= (1.0 if sentence in stopped else 0.8) * len(capitals)
        and not (sentence in stopped and sentence in running)
    )


def running_headings(words: Sequence[Word]) -> frozenset[int]:
    """The sentences of headings that are written as prose is, with a verb in lower case: a capital is a name there."""
    long: dict[int, list[bool]] = {}
    verbs = set[int]()
    for word in words:
        if word.kind in {BlockKind.TITLE, BlockKind.SUBHEAD} and word.alpha:
            if len(word.text) > 3:
                long.setdefault(word.sentence, []).append(word.capital)
            if word.tag in FINITE and not word.capital:
                verbs.add(word.sentence)
    return frozenset(s for s, capitals in long.items() if s in verbs and sum(capitals) * 2 <= len(capitals))


def shouting(words: Sequence[Word]) -> bool:
    """Whether a text is written in capitals."""
    letters = [word for word in words if word.alpha and len(word.text) > 3]
    return sum(word.text.isupper() for word in letters) > len(letters) / 2


def opens_clause(words: Sequence[Word], i: int) -> bool:
    """Whether a word opens a sentence, a quotation or a clause after a colon."""
    before = words[i - 1] if i else None
    return (
        before is None
        or before.sentence != words[i].sentence
        or before.text in QUOTES
        or before.text in {":", "•", "-", "–", "—"}
    )


def posted(before: str, name: str) -> bool:
    """Whether a name, by the word before it, is of the network where something is posted: "wrote on Telegram"."""
    return before in _POSTED and name in word_set("networks")
