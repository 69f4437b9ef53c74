"""Stances that the names of sides tell: "Oslo-backed forces", "Oslo, one of the rebels' main backers"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import Complement, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.reach import trimmed
from kg.extract.told import Telling, copulas, flat
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_BACKED: Final = {
    "backed": Stance.SUPPORTS,
    "supported": Stance.SUPPORTS,
    "endorsed": Stance.SUPPORTS,
    "opposed": Stance.OPPOSES,
}
_BACKERS: Final = ("backer", "backers", "supporter", "supporters", "sponsor")
_PAST: Final = frozenset({"once", "formerly", "previously"})
_CRITICS: Final = ("opponent", "opponents", "critic", "critics")
_SIDES: Final = dict.fromkeys(_BACKERS, Stance.SUPPORTS) | dict.fromkeys(_CRITICS, Stance.OPPOSES)


def from_backers(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that words for those who back or oppose somebody tell."""
    for token in sentence:
        if (hyphened := _hyphened(token, sentence, voices)) is not None:
            yield from hyphened
        if token.lower_ in _SIDES and token.tag_ in {"NN", "NNS"}:
            yield from _side(token, sentence, voices)


def _side(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Oslo, one of the rebels' main backers, said", "Oslo is a backer of the plan"."""
    doc = token.doc
    first = voices.grammar.noun_phrase(token).start
    owned: Span | None = None
    for at in range(token.i - 1, max(sentence.start, token.i - 6) - 1, -1):
        if doc[at].tag_ == "POS":
            start = at - 1
            while start > sentence.start and doc[start - 1].tag_ in {"NNP", "NN", "NNS", "JJ"}:
                start -= 1
            owned, first = trimmed(doc, start, at), min(first, start)
            break
    if owned is None:
        if token.i + 1 >= sentence.end or doc[token.i + 1].lower_ != "of":
            return
        complement = cut(token.i + 2, sentence.end, voices, "object")
    else:
        complement = Complement("object", owned)
    opening = first
    while opening - 1 > sentence.start and doc[opening - 1].lower_ in {"one", "of", "a", "the", "key", "among", "main"}:
        opening -= 1
    before = doc[opening - 1]
    if complement is None or not _PAST.isdisjoint(t.lower_ for t in doc[max(sentence.start, opening - 1) : token.i]):
        return
    if before.text == "," and voices.who(doc[opening - 2]) and opening - 2 >= sentence.start:
        holders = voices.of(voices.before(before)) or voices.who(doc[opening - 2])
    elif before.lower_ in copulas() and flat(before, Telling(False, None, before)):
        holders = voices.subjects(before, Telling(False, None, before))
    else:
        return
    yield from drafts(holders, _SIDES[token.lower_], complement, voices, "noun: backer", 0.7)


def _hyphened(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft] | None:
    """ "Oslo-backed forces", as one token or as three."""
    doc = token.doc
    tail = token.lower_.rpartition("-")[2] if "-" in token.text else token.lower_
    stance = _BACKED.get(tail)
    if stance is None:
        return None
    if "-" in token.text:
        holders = voices.demonym(token.text.rpartition("-")[0]) or voices.who(token)
    elif token.i - 2 >= sentence.start and doc[token.i - 1].text in {"-", "‑", "–"}:
        holders = voices.demonym(doc[token.i - 2].text) or voices.who(doc[token.i - 2])
    else:
        return None
    end = token.i + 1
    while end < sentence.end and doc[end].tag_ in {"JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBG", "VBN"}:
        end += 1
    target = trimmed(doc, token.i + 1, end)
    if not holders or target is None or holders == voices.who(target[-1]):
        return None
    return iter(drafts(holders, stance, Complement("object", target), voices, "hyphened participle", 0.8))
