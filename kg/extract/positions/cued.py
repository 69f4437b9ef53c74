"""Stances that the verb of speaking takes on the words that it reports: ""The border will be shut," Oslo warned"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.positions.drafts import Draft
from kg.extract.positions.reach import trimmed
from kg.extract.positions.toward import heads
from kg.extract.positions.words import stance_words
from kg.extract.told import flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Quote, QuoteKind, Stance

_BEFORE = frozenset({Stance.OPPOSES, Stance.ACCUSES, Stance.WARNS, Stance.DENIES})
"""Stances that a verb takes on a clause behind it whatever the clause says: "came back complaining that"."""


def from_cued(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances of the words of a sentence that such a verb reports: "warned", "complained", "alleged"."""
    if not any(token.lower_ in stance_words().cued for token in sentence):
        return
    runs: dict[tuple[int, int], tuple[Quote, list[int]]] = {}
    for token in sentence:
        quote = voices.quote(token)
        if quote is not None and (quote.cue or "").lower() in stance_words().cued:
            runs.setdefault((quote.start, quote.end), (quote, []))[1].append(token.i)
    for quote, tokens in runs.values():
        target = trimmed(sentence.doc, tokens[0], tokens[-1] + 1)
        cue = _cue(quote, tokens, sentence)
        stance = stance_words().cued[(quote.cue or "").lower()]
        if target is None or cue is None or not _reports(cue, quote, tokens, stance):
            continue
        for holder in voices.speakers(sentence.doc[tokens[0]]):
            toward = tuple(a for a in heads(target, voices) if a not in {holder, voices.state(holder)})
            rule = "cue before" if cue.i < tokens[0] else "cue behind"
            yield Draft(holder, stance, target, toward, None, rule, 0.7)


def _cue(quote: Quote, tokens: list[int], sentence: Span) -> Token | None:
    """The verb of speaking of a quote: behind its words, within them or before them."""
    found = [token for token in sentence if token.lower_ == (quote.cue or "").lower()]
    after = [token for token in found if token.i > tokens[-1]]
    within = [token for token in found if tokens[0] < token.i <= tokens[-1] and token.nbor(1).text == ","]
    return next(iter([*after, *within, *reversed(found)]), None)


def _reports(cue: Token, quote: Quote, tokens: list[int], stance: Stance) -> bool:
    """Whether a verb reports the words flatly, and no rule of verbs reads what it takes."""
    telling = group(cue)
    if telling is not None and (telling.negated or not flat(cue, telling)):
        return False
    following = cue.nbor(1).lower_ if cue.i + 1 < cue.sent.end else ""
    if cue.i >= tokens[0]:
        return following not in {"against", "of", "that", "about"}
    return telling is not None and stance in _BEFORE and quote.kind is not QuoteKind.DIRECT and following != "of"
