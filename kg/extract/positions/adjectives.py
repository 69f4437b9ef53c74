"""Stances taken by predicates: "is ready to talk", "remains opposed to", "Oslo ready to talk" in a headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import Complement, complements, cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.frames import is_hostile, is_wrong
from kg.extract.positions.reach import HEADINGS
from kg.extract.positions.words import stance_words
from kg.extract.told import Telling, copulas, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_ADJECTIVE_LEADS: Final = frozenset(
    {"to", "about", "over", "at", "by", "of", "with", "for", "on", "infinitive", "clause"}
)

_MARKS: Final = frozenset({"'", "‘", "“", '"'})
_PREDICATES: Final = frozenset({"JJ", "VBN"})
_FIGHTS: Final = frozenset({"war", "conflict", "escalation", "confrontation", "battle", "fight", "attack", "showdown"})
"""What one threatens with who is ready for it."""
_STANDING: Final = frozenset({"stand", "stands", "stood"})
_STANCES: Final = frozenset({"ready", "prepared", "willing", "opposed", "behind", "against"})
"""What one can stand as well as be: "stands ready to help"."""


def from_adjectives(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that predicates of a sentence take: "is against", "remains opposed to", "was ready to"."""
    words = stance_words()
    for token in sentence:
        stance, after, lemma = words.adjectives.get(token.lower_), token.i + 1, token.lower_
        if stance is None or token.tag_ in {"VB", "VBZ", "VBP"}:
            for phrase, of_phrase in words.phrases.get(token.lower_, ()):
                if tuple(t.lower_ for t in token.doc[token.i : token.i + len(phrase)]) == phrase:
                    stance, after, lemma = of_phrase, token.i + len(phrase), " ".join(phrase)
                    break
        if stance is not None:
            yield from _predicate(token, stance, after, lemma, sentence, voices)


def _predicate(token: Token, stance: Stance, after: int, lemma: str, sentence: Span, voices: Voices) -> Iterator[Draft]:
    if token.i > sentence.start and token.nbor(-1).lower_ in {"more", "less", "too"}:
        return
    link = _copula(token)
    if link is None and not _headline_predicate(token, voices):
        return
    telling = group(link) if link is not None else Telling(False, None, token)
    if telling is None:
        return
    opening = link or next((t for t in reversed(token.doc[sentence.start : token.i]) if voices.who(t)), token)
    negated = telling.negated or any(
        t.lower_ in {"not", "n't", "n’t", "never", "longer"} for t in token.doc[opening.i : token.i]
    )
    anchor = link if link is not None else token
    if not flat(anchor, Telling(negated, telling.modal, telling.first)):
        return
    complement = _adjective_complement(token, after, lemma, sentence, voices)
    if complement is None or (
        complement.frame == "infinitive" and complement.target[0].lower_ in stance_words().speaking
    ):
        return
    if lemma in {"adamant", "insistent"} and complement.frame == "clause" and not _dutiful(complement):
        stance = Stance.ACCUSES
    if (
        stance is Stance.OFFERS
        and complement.frame == "for"
        and any(t.lower_ in _FIGHTS for t in complement.target[:5])
    ):
        stance = Stance.WARNS
    if stance is Stance.OFFERS and complement.frame == "infinitive" and _to_fight(complement.target):
        stance = Stance.WARNS
    turned = stance_words().negated_adjectives.get(lemma) if negated else stance
    holders = (
        voices.subjects(token, telling)
        if link is None or not voices.grammar.subjects(link)
        else voices.subjects(link, telling)
    )
    holders = holders or voices.subjects(token, telling)
    if turned is not None and voices.vouched(anchor, holders):
        yield from drafts(holders, turned, complement, voices, "adjective", 0.85 if link is not None else 0.7)


def _adjective_complement(token: Token, after: int, lemma: str, sentence: Span, voices: Voices) -> Complement | None:
    phrase = lemma in {"for", "against", "behind"} or " " in lemma
    if phrase:
        if lemma in {"for", "behind"} and (
            after >= sentence.end or token.doc[after].lower_ not in {"a", "an", "the", "this"}
        ):
            return None
        after += after < sentence.end and lemma.endswith("mood") and token.doc[after].lower_ in {"to", "for"}
        return cut(after, sentence.end, voices, "object")
    for complement in complements(after, sentence.end, voices):
        if lemma in {"adamant", "insistent"} and complement.frame == "clause":
            return complement if _dutiful(complement) or is_wrong(complement.target) else None
        if complement.frame in _ADJECTIVE_LEADS:
            return complement
    return None


def _to_fight(what: Span) -> bool:
    """Whether who is ready for it threatens: "ready to [strike back]", "to use force"; not "to respond to an offer"."""
    text = what[:3].text.lower()
    plain = is_hostile(what) and what[0].lower_ not in {"respond", "reciprocate", "teach"}
    return plain or text.startswith(("use force", "go to war", "take up arms", "use military", "fight"))


def _dutiful(complement: Complement) -> bool:
    words = complement.target[:20]
    wished = (t.lower_ == "be" and words[i - 1].tag_ in {"NNS", "NN", "NNP", "NNPS"} for i, t in enumerate(words) if i)
    return any(token.lower_ in stance_words().duty_modals for token in words) or any(wished)


def _copula(token: Token) -> Token | None:
    """The "is" or "remains" before a predicate, past adverbs."""
    at = token.i - 1
    while at > token.sent.start and (
        token.doc[at].tag_ in {"RB", "RBR"}
        or token.doc[at].lower_ in {"not", "n't", "n’t", "both", "all", "at", "“", '"'}
    ):
        at -= 1
    if at - 1 > token.sent.start and token.doc[at].lower_ in {"and", "but"} and token.doc[at - 1].tag_ in _PREDICATES:
        return _copula(token.doc[at - 1])  # "was alarmed and ready to"
    if at < token.sent.start:
        return None
    stands = token.lower_ in _STANCES and token.doc[at].lower_ in _STANDING
    return token.doc[at] if stands or token.doc[at].lower_ in copulas() else None


def _headline_predicate(token: Token, voices: Voices) -> bool:
    """ "Oslo ready to talk" in a headline."""
    if voices.parsed.block(token) not in HEADINGS or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    while before.i > token.sent.start and (before.text in _MARKS or before.lower_ == "not"):
        before = before.nbor(-1)
    return bool(voices.who(before))
