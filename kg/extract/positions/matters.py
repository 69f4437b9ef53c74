"""Stances on what is said of a matter: "sovereignty is not negotiable", "it is time to talk", "raids will go on"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import cut
from kg.extract.positions.drafts import Draft, drafts
from kg.extract.positions.reach import QUOTE_MARKS
from kg.extract.positions.subjects import clause_start, sides_of, subject_heads, subordinate
from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE, Telling, copulas, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Stance

_POINTING: Final = frozenset({"it", "this", "that", "which", "he", "she", "they", "we", "i", "you", "there"})
_DUE: Final = frozenset({"time", "need", "hour", "moment"})
_OPEN: Final = frozenset({"door", "doors", "offer", "offers", "proposal", "proposals", "invitation"})
_NOUNS: Final = _DUE | _OPEN
_SIMPLY: Final = frozenset({"absolutely", "simply", "totally", "completely", "now", "therefore", "clearly"})
_ANYONE: Final = frozenset({"anyone", "anybody", "those", "whoever"})
_HAVING: Final = frozenset({"has", "had"})
_NEGATED: Final = frozenset({"not", "n't", "n’t", "no", "never"})


def from_matters(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The stances in what is said of things: that they are not for sale, that they are due, that they go on."""
    for token in sentence:
        if not (token.tag_ == "MD" or token.lower_ in copulas() or token.lower_ in _NOUNS or token.lower_ in _HAVING):
            continue
        if not voices.sayers(token) or subordinate(token, sentence):
            continue
        yield from _warned(token, sentence, voices)
        if token.lower_ in _OPEN:
            yield from _standing(token, sentence, voices)
        elif token.tag_ == "MD":
            yield from _going_on(token, sentence, voices)
        elif token.lower_ in copulas():
            yield from _onus(token, sentence, voices)
            yield from _closed(token, sentence, voices)
            yield from _only_way(token, sentence, voices)
        else:
            yield from _due(token, sentence, voices)


def _warned(verb: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Time is running out", "Oslo will pay for this", as the words of another: he warns."""
    words = stance_words()
    if verb.i == sentence.start:
        return
    if not (
        _opens(verb.i, sentence, words.warned)
        or _opens(verb.i - 1, sentence, words.warned_of)
        or _whoever(verb, sentence)
    ):
        return
    speakers, low = voices.sayers(verb), verb.nbor(-1).lower_
    subjects = [verb.nbor(-1)] if low == "there" else subject_heads(verb, voices)
    if _whoever(verb, sentence):
        subjects = [t for t in sentence.doc[max(sentence.start, verb.i - 10) : verb.i] if t.lower_ in _ANYONE]
    own = sides_of(speakers, voices) & set(voices.of(subjects))
    if not subjects or own or any(s.lower_ in {"we", "i", "who", "which", "that"} for s in subjects):
        return
    complement = cut(clause_start(verb, subjects, voices), sentence.end, voices, "clause")
    if complement is not None:
        yield from drafts(speakers, Stance.WARNS, complement, voices, "matters: warned", 0.65)


def _whoever(modal: Token, sentence: Span) -> bool:
    """ "[Anyone who tries it] will be sunk", "those who come will be met": what others are told of themselves."""
    if modal.lower_ not in {"will", "would"} or not _opens(modal.i + 1, sentence, ("be", "face", "suffer", "answer")):
        return False
    before = sentence.doc[max(sentence.start, modal.i - 10) : modal.i]
    led = next((i for i, t in enumerate(before) if t.lower_ in _ANYONE), None)
    return led is not None and led + 1 < len(before) and before[led + 1].lower_ in {"who", "that", "which"}


def _onus(copula: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "It is up to Oslo to act", "the onus is on Oslo": it is asked of Oslo."""
    speakers, after = voices.sayers(copula), copula.i + 1
    it = copula.nbor(-1).lower_ == "it" and _opens(after, sentence, ("up to",))
    if copula.i == sentence.start or not (it or _opens(copula.i - 1, sentence, stance_words().onus)):
        return
    whom = voices.of([t for t in sentence.doc[after + 1 : min(sentence.end, after + 6)] if voices.who(t)])
    telling = group(copula)
    if telling is None or telling.negated or not flat(copula, telling) or sides_of(speakers, voices) & set(whom):
        return
    complement = cut(copula.i - 1, sentence.end, voices, "clause")
    if complement is not None and whom:
        yield from drafts(speakers, Stance.DEMANDS, complement, voices, "matters: onus", 0.7)


def _closed(copula: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Argentine sovereignty was not negotiable": he will have none of it."""
    telling = group(copula)
    after = copula.i + 1
    while after < sentence.end and (sentence.doc[after].lower_ in _SIMPLY or sentence.doc[after].text in QUOTE_MARKS):
        after += 1
    if telling is None or not _opens(after, sentence, stance_words().closed) or _hedged(copula, telling):
        return
    subjects = subject_heads(copula, voices) or [copula.nbor(-1)] * (copula.i > sentence.start)
    if not subjects:
        return
    complement = cut(clause_start(copula, subjects, voices), sentence.end, voices, "clause")
    if complement is not None:
        said = [*complement.target[:3], *sentence.doc[max(sentence.start, copula.i - 4) : copula.i]]
        asked = any(t.lower_ in stance_words().insisted for t in said)
        stance = Stance.DEMANDS if asked else Stance.REJECTS  # "the release is not negotiable"
        yield from drafts(voices.sayers(copula), stance, complement, voices, "matters: closed", 0.7)


def _standing(noun: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The door remains open to talks", "its offer still stands": he offers it."""
    end = noun.i + 1
    while end < sentence.end and sentence.doc[end].tag_ not in FINITE | {"RB"} and end < noun.i + 8:
        end += 1
    if not _opens(end, sentence, stance_words().standing):
        return
    start = voices.grammar.noun_phrase(noun).start
    complement = cut(max(start, sentence.start), sentence.end, voices, "clause")
    speakers = voices.sayers(noun)
    phrase = voices.grammar.noun_phrase(noun)
    owners = voices.of(voices.grammar.possessors(noun)) or tuple(a for t in phrase for a in voices.demonym(t.text))
    if complement is not None and not (owners and not {*owners} & {*speakers, *map(voices.state, speakers)}):
        holders = owners or tuple(dict.fromkeys(map(voices.state, speakers)))  # an offer that stands is the state's
        yield from drafts(holders, Stance.OFFERS, complement, voices, "matters: standing", 0.65)


def _only_way(copula: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Talks are the only way forward", "there is no alternative to talks": he is for them."""
    telling, doc = group(copula), copula.doc
    if telling is None or not flat(copula, telling) or telling.negated:
        return
    if _opens(copula.i + 1, sentence, stance_words().no_other):
        complement = cut(copula.i + 4, sentence.end, voices, "object")
    elif _opens(copula.i + 1, sentence, stance_words().only):
        subjects = subject_heads(copula, voices) or [doc[max(sentence.start, copula.i - 1)]]
        start = clause_start(copula, subjects, voices)
        complement = cut(start, sentence.end, voices, "clause") if subjects[0].lower_ not in _POINTING else None
    else:
        return
    if complement is not None:
        yield from drafts(voices.sayers(copula), Stance.SUPPORTS, complement, voices, "matters: only way", 0.65)


def _hedged(verb: Token, telling: Telling) -> bool:
    return not flat(verb, Telling(False, telling.modal, telling.first))


def _due(noun: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The time has come for a truce", "it is time to talk": he asks for it."""
    doc = noun.doc
    phrase = next((p for p in stance_words().due if _opens(noun.i, sentence, (p,))), None)
    before = {t.lower_ for t in doc[max(sentence.start, noun.i - 4) : noun.i]}
    said = before & {"is", "'s", "’s", "was", "been", "high", "about", "the"}
    if phrase is None or before & _NEGATED or not said:
        return
    complement = cut(noun.i + len(phrase.split()), sentence.end, voices, "infinitive")
    if complement is not None:
        yield from drafts(voices.sayers(noun), Stance.DEMANDS, complement, voices, "matters: due", 0.65)


def _going_on(modal: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Military operations will continue", "the sanctions would not be lifted": their bearer's to decide."""
    words, doc = stance_words(), modal.doc
    if modal.lower_ not in {"will", "would"}:
        return
    at = modal.i + 1
    negated = at < sentence.end and doc[at].lower_ in _NEGATED
    at += negated
    passive = at < sentence.end and doc[at].lower_ == "be"
    if not _opens(at + passive, sentence, words.done if passive else words.goes):
        return
    before = modal.i - 1
    while before > sentence.start and doc[before].tag_ == "RB":
        before -= 1
    heads = subject_heads(modal, voices) or [doc[before]]
    if not any(head.lower_ in words.own for head in heads):
        return
    speakers = voices.sayers(modal)
    owners = voices.of([owner for head in heads for owner in voices.grammar.possessors(head)])
    if owners and not {*map(voices.state, owners)} & {*map(voices.state, speakers)}:
        return
    start = clause_start(modal, heads, voices)
    complement = cut(start, sentence.end, voices, "clause")
    if complement is not None:
        stance = Stance.REJECTS if negated else Stance.COMMITS
        yield from drafts(speakers, stance, complement, voices, "matters: going on", 0.65)


def _opens(start: int, sentence: Span, phrases: tuple[str, ...]) -> bool:
    """Whether the words from a token on are one of some phrases."""
    text = (
        " ".join(token.lower_ for token in sentence.doc[start : min(sentence.end, start + 7)]).replace(" - ", "-") + " "
    )
    return any(text.startswith(f"{phrase} ") for phrase in phrases)
