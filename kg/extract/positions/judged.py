"""Judgements that somebody makes about the matter, where he takes no other stance: "said the differences are stark"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.positions.complements import Complement, complements, cut
from kg.extract.positions.drafts import Draft
from kg.extract.positions.subjects import clause_start, sides_of, subject_heads, subordinate
from kg.extract.positions.toward import heads
from kg.extract.positions.words import stance_words
from kg.extract.told import copulas, flat, group
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import QuoteKind, Stance

_VERBS: Final = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN", "VB"})
_ONESELF: Final = frozenset({"i", "we", "you", "who", "which", "what", "that", "he", "she"})
_LITTLE: Final = frozenset({"little", "no", "any", "some", "every", "few", "a"})


def from_judged(sentence: Span, voices: Voices) -> Iterator[Draft]:
    """The judgements of a sentence: what a belief is of, and what reported words say of a matter."""
    for token in sentence:
        if token.tag_ not in _VERBS:
            continue
        yield from _believed(token, sentence, voices)
        if token.lower_ in copulas():
            yield from _predicated(token, sentence, voices)
        elif token.lower_ in stance_words().judging_verbs:
            yield from _said_of(token, sentence, voices)


def _believed(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "Believes that", "regards Oslo as", "sees little hope of"."""
    words, low = stance_words(), token.lower_
    if not (low in words.judging_clause or low in words.judging_as or low in words.judging_named):
        return
    telling = group(token)
    if telling is None or telling.passive or not flat(token, telling):
        return
    holders = voices.subjects(token, telling)
    if not holders or not voices.vouched(token, holders) or _of_others(token, holders, voices):
        return
    for complement in _taken(token, sentence, voices):
        if _judges(low, complement):
            yield from _drafts(holders, complement, "judged: verb", voices)
            return


def _of_others(token: Token, holders: tuple[int, ...], voices: Voices) -> bool:
    """Whether somebody tells in his own words what others believe: ""They think that they can win," she said"."""
    quote = voices.quote(token)
    direct = quote is not None and quote.kind is QuoteKind.DIRECT
    return direct and not sides_of(voices.speakers(token), voices) & {*holders}


def _taken(token: Token, sentence: Span, voices: Voices) -> Iterator[Complement]:
    """What a verb takes, and what it takes it as: "regards the accord as a mistake"."""
    if token.lower_ in stance_words().judging_as:
        for at in range(token.i + 2, min(sentence.end - 1, token.i + 10)):
            if token.doc[at].lower_ == "as" and (found := cut(at + 1, sentence.end, voices, "object_as")) is not None:
                yield found
            if token.doc[at].is_punct or token.doc[at].tag_ in {"VBD", "VBZ", "MD"}:
                break
    yield from complements(token.i + 1, sentence.end, voices)


def _judges(verb: str, complement: Complement) -> bool:
    """Whether what a verb takes makes a judgement of it."""
    words = stance_words()
    if complement.frame == "clause":
        return verb in words.judging_clause
    if complement.frame == "object_as":
        return verb in words.judging_as and _evaluates(complement.target)
    if complement.frame == "object_named":
        return verb in words.judging_named and _evaluates(complement.target)
    opening = complement.target[:4]
    outlook = opening[0].lower_ in _LITTLE and any(t.lower_ in words.judging_outlook for t in opening)
    return complement.frame == "object" and verb in words.judging_as and outlook


def _evaluates(span: Span) -> bool:
    words = stance_words()
    return any(t.lower_ in words.judging_adjectives or t.lower_ in words.judging_nouns for t in span[:6])


def _predicated(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    """ "The differences are stark", "it is a historic step", as somebody's words."""
    predicate = sentence.doc[token.i + 1 : min(sentence.end, token.i + 6)]
    auxiliary = any(t.tag_ in {"VBG", "VBN"} for t in predicate[:2])
    if not auxiliary and _evaluates(predicate):
        yield from _said_of(token, sentence, voices)


def _said_of(token: Token, sentence: Span, voices: Voices) -> Iterator[Draft]:
    speakers = voices.sayers(token)
    telling = group(token) if speakers else None
    if telling is None or not flat(token, telling) or subordinate(token, sentence):
        return
    subjects = subject_heads(token, voices)
    if token.nbor(-1).lower_ in {"there", "it"}:
        subjects = [token.nbor(-1)]
    mine = sides_of(speakers, voices) & set(voices.of(subjects))
    if not subjects or mine or any(subject.lower_ in _ONESELF for subject in subjects):
        return
    complement = cut(_opening(token, subjects, sentence, voices), sentence.end, voices, "clause")
    if complement is not None:
        yield from _drafts(speakers, complement, "judged: said", voices)


def _opening(token: Token, subjects: list[Token], sentence: Span, voices: Voices) -> int:
    """Where the words that judge begin: with those reported where no verb comes before, else with the subject."""
    start = min(voices.grammar.noun_phrase(subject).start for subject in subjects)
    quote, first = voices.quote(token), start
    while (
        quote is not None
        and first - 1 >= sentence.start
        and voices.parsed.offsets(sentence.doc[first - 1])[0] >= quote.start
    ):
        first -= 1
    alone = not any(t.tag_ in _VERBS | {"MD"} or t.text in {",", ";"} for t in sentence.doc[first:start])
    return first if alone else clause_start(token, subjects, voices)


def _drafts(holders: tuple[int, ...], complement: Complement, rule: str, voices: Voices) -> Iterator[Draft]:
    for holder in holders:
        toward = tuple(actor for actor in heads(complement.target, voices) if actor != holder)
        yield Draft(holder, Stance.ASSERTS, complement.target, toward, complement.condition, rule, 0.6)
