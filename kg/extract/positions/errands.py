"""Stances in what something is done for, and to whom they are put: "flew to Lima to urge", "protested to Lima"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.listing import listed
from kg.extract.positions.complements import complements
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.forms import VERBAL, past_particle
from kg.extract.positions.frames import fits
from kg.extract.positions.words import StanceWord, stance_words
from kg.extract.told import Telling, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_ON_ERRAND: Final = frozenset({Stance.DEMANDS, Stance.OPPOSES, Stance.SUPPORTS, Stance.ACCUSES, Stance.WARNS})
_PUT_TO: Final = frozenset({"protest", "complain", "appeal", "object"})
_WHOM: Final = frozenset({"him", "her", "them"})
_TRYING: Final = frozenset(form for verb in ("try", "seek", "attempt") for form in verb_forms(verb))
_NO_ERRAND: Final = frozenset(
    {";", ":", "invitation", "call", "calls", "decision", "bid", "plan", "way"}
    | {
        "ready",
        "prepared",
        "willing",
        "able",
        "set",
        "due",
        "likely",
        "bound",
        "about",
        "free",
        "keen",
        "eager",
        "poised",
    }
)


def from_errands(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances that a sentence tells as the purpose of a deed, or as put to somebody."""
    for token in sentence[1:]:
        if token.tag_ not in VERBAL or not (token.nbor(-1).lower_ == "to" or token.lower_ in _put_to_forms()):
            continue
        for word in stance_words().verbs.get(token.lower_, ()):
            after = past_particle(token, word, sentence.end)
            if after is None:
                continue
            telling = group(token)
            if telling is None:
                yield from _errand(token, word, after, sentence, voices)
            elif word.lemma in _PUT_TO and not telling.negated and flat(token, telling):
                yield from _put_to(token, word, after, sentence, voices)
            break


@cache
def _put_to_forms() -> frozenset[str]:
    """Forms of the verbs of what is put to somebody."""
    return frozenset(form for lemma in _PUT_TO for form in verb_forms(lemma))


def _errand(token: Token, word: StanceWord, after: int, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """What somebody does something for: "flew to Lima [to urge Peru to sign]", "used the speech to condemn"."""
    governor = _errand_verb(token, sentence)
    telling = group(governor) if governor is not None else None
    if governor is None or telling is None or telling.negated or telling.passive or not flat(governor, telling):
        return
    holders = voices.subjects(governor, telling)
    for complement in complements(after, sentence.end, voices):
        stance = word.frames.get(complement.frame)
        if stance in _ON_ERRAND and fits(word, complement, stance, voices):
            if complement.target[0].lower_ in _WHOM:  # "telephoned [Ada Voss] to thank her"
                met = voices.actors.inside(token.doc[governor.i + 1 : token.i - 1])
                complement = replace(complement, target=met[0][1]) if len(met) == 1 else complement
            if voices.vouched(governor, holders):
                yield from drafts(holders, stance, complement, voices, "verb: errand", 0.7)
            return


def _errand_verb(token: Token, sentence: Span) -> Token | None:
    """The verb of what is done for it, at most fourteen words before and with no other verb between."""
    if token.i - 2 < sentence.start or token.nbor(-1).lower_ != "to":
        return None
    for at in range(token.i - 2, max(sentence.start - 1, token.i - 16), -1):
        before = token.doc[at]
        if before.tag_ in VERBAL | {"MD"}:
            tried = before.lower_ in _TRYING
            finite = before.tag_ in {"VBD", "VBZ", "VBP", "VBN"} or (tried and before.tag_ == "VBG")
            fits = before.lower_ in stance_words().errands and finite
            return before if fits and (tried or before.i < token.i - 2) else None
        if before.lower_ in _NO_ERRAND:
            return None
    return None


def _put_to(token: Token, word: StanceWord, after: int, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Protested [to Lima] against the arrest", "appealed [to both sides] for calm"."""
    if after >= sentence.end or token.doc[after].lower_ not in {"to", "with"}:
        return
    who, past = listed(voices, after + 1, sentence.end)
    holders = voices.subjects(token, group(token) or Telling(False, None, token))
    for complement in complements(past, sentence.end, voices) if who else ():
        stance = word.frames.get(complement.frame)
        if stance is not None and holders and voices.vouched(token, holders):
            addressed = replace(complement, whom=token.doc[after + 1 : past])
            yield from drafts(holders, stance, addressed, voices, f"verb: {complement.frame}", 0.8)
            return
