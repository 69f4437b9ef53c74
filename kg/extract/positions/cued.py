"""Stances that the verb of speaking takes on words before it: ""The border will be shut," Oslo warned"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.positions.drafts import Draft
from kg.extract.positions.reach import trimmed
from kg.extract.positions.toward import heads
from kg.extract.positions.words import stance_words
from kg.extract.voices import Voices
from kg.language.tokens import Span
from kg.model import Quote


def from_cued(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances of the words of a sentence that a verb behind them reports: "warned", "threatened", "vowed"."""
    if not any(token.lower_ in stance_words().cued for token in sentence):
        return
    runs: dict[tuple[int, int], tuple[Quote, list[int]]] = {}
    for token in sentence:
        quote = voices.quote(token)
        if quote is not None and (quote.cue or "").lower() in stance_words().cued:
            runs.setdefault((quote.start, quote.end), (quote, []))[1].append(token.i)
    for quote, tokens in runs.values():
        target = trimmed(sentence.doc, tokens[0], tokens[-1] + 1)
        if target is None or not _behind(quote, tokens[-1], sentence):
            continue
        for holder in voices.speakers(sentence.doc[tokens[0]]):
            toward = tuple(a for a in heads(target, voices) if a not in {holder, voices.state(holder)})
            stance = stance_words().cued[(quote.cue or "").lower()]
            yield Draft(holder, stance, target, toward, None, "cue behind", 0.7)


def _behind(quote: Quote, last: int, sentence: Span) -> bool:
    """Whether the verb of speaking stands behind the words; before them the rules of verbs read what it takes."""
    after = sentence.doc[last + 1 : sentence.end]
    cue = next((token for token in after if token.lower_ == (quote.cue or "").lower()), None)
    following = cue.nbor(1).lower_ if cue is not None and cue.i + 1 < sentence.end else ""
    return cue is not None and following not in {"against", "of", "that", "about"}
