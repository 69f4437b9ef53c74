"""Stances in relative clauses: "a charge that Oslo denied", "a step which the rebels oppose"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.positions.complements import Complement
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.frames import fits
from kg.extract.positions.reach import trimmed
from kg.extract.positions.verbs import VERBAL, past_particle
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import flat, group
from kg.extract.voices import Voices
from kg.model import Stance

_RELATIVES: Final = frozenset({"that", "which"})
_NOUNS: Final = frozenset({"NN", "NNS"})


def from_relatives(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that relative clauses of a sentence take on the noun before them."""
    claims = stance_words().claims
    if not any(token.lower_ in _RELATIVES or token.lower_ in claims for token in sentence):
        return
    for token in sentence:
        if token.tag_ not in VERBAL:
            continue
        for word in stance_words().verbs.get(token.lower_, ()):
            after = past_particle(token, word, sentence.end)
            if after is not None and "object" in word.frames and _ends(after, sentence):
                yield from _relative(token, word, sentence, voices)
                break


def _relative(token: Token, word: StanceWord, sentence: Span, voices: Voices) -> Iterator[Draft]:
    telling = group(token)
    if telling is None or telling.passive or not flat(token, telling):
        return
    who = voices.before(telling.first)
    holders = voices.of(who)
    pronoun = who[0].i - 1 if who else sentence.start
    while pronoun > sentence.start and sentence.doc[pronoun].tag_ in {"DT", "JJ", "NN", "NNP"}:
        pronoun -= 1
    if not holders or pronoun <= sentence.start:
        return
    noun = _noun(pronoun, sentence)
    if noun is None:
        return
    phrase = voices.grammar.noun_phrase(noun)
    target = trimmed(sentence.doc, max(sentence.start, min(phrase.start, noun.i)), noun.i + 1)
    if noun.tag_ not in _NOUNS or target is None or not voices.vouched(token, holders):
        return
    complement, stance = Complement("object", target), word.frames["object"]
    wished = stance is Stance.DEMANDS and any(
        t.lower_ in stance_words().details for t in target
    )  # "the result we want"
    if wished or not fits(word, complement, stance, voices):
        return
    if stance is Stance.REJECTS and any(t.lower_ in stance_words().claims for t in target):
        stance = Stance.DENIES
    turned = stance_words().turned(word.lemma, stance) if telling.negated else stance
    if turned is not None:
        yield from drafts(holders, turned, complement, voices, "verb: relative", 0.75)


def _noun(before: int, sentence: Span) -> Token | None:
    """What a clause is said of, by the word before its subject: "a charge [that] Oslo denies"."""
    doc, word = sentence.doc, sentence.doc[before]
    if word.lower_ in _RELATIVES:
        return doc[before - 1 - (doc[before - 1].text == ",")]
    return next((t for t in doc[max(sentence.start, before - 1) : before + 3] if _bare_claim(t)), None)


def _bare_claim(token: Token) -> bool:
    """A noun for what another has said, right behind a comma: ", a [charge] Oslo denies"."""
    doc = token.doc
    led = token.i - 2 >= token.sent.start and doc[token.i - 1].lower_ in {"a", "an"} and doc[token.i - 2].text == ","
    return led and token.lower_ in stance_words().claims


def _ends(after: int, sentence: Span) -> bool:
    """Whether nothing that the verb could take follows it: "rejected.", "has rejected twice"."""
    if after >= sentence.end:
        return True
    token = sentence.doc[after]
    return token.is_punct or token.tag_ in {"RB", "MD", "VBZ", "VBD"} or token.lower_ in {"twice", "once", "and", "but"}
