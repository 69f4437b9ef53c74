"""The clauses of what somebody says: whose they are, where they begin, and whether they stand for themselves."""

from __future__ import annotations

from typing import Final

from kg.extract.positions.reach import CONDITIONS, NOMINAL, QUOTE_MARKS
from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE, flat, governors, group, reporting_forms
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_SUBORDINATE: Final = CONDITIONS | {"whether", "who", "which", "what", "how", "why", "because", "so", "when"}
_OWN_GROUPS: Final = frozenset({"government", "army", "military", "cabinet"})
_GROUPS: Final = _OWN_GROUPS | {
    "regime",
    "junta",
    "bloc",
    "group",
    "movement",
    "militia",
    "occupation",
    "enemy",
    "aggressor",
}
"""Nouns for those of whom an article speaks without their name."""
_RELATIVES: Final = frozenset({"who", "which", "that"})


def sides_of(speakers: tuple[int, ...], voices: Voices) -> set[int]:
    """The speakers and those for whom they speak."""
    return {*speakers, *map(voices.state, speakers)}


def subject_heads(token: Token, voices: Voices) -> list[Token]:
    """The subject of the verb that a modal belongs to, left of it."""
    verb = token.head if token.tag_ == "MD" and token.head.i > token.i else token
    heads = voices.grammar.subjects(verb) or voices.grammar.passive_subjects(verb)
    telling = group(verb)
    first = telling.first if telling is not None else token
    heads = [head for head in heads if head.i < token.i and head.sent.start == token.sent.start]
    heads = [head for head in heads if not voices.only_reports(head, first)]
    if heads:
        return heads
    before = token.i - 1
    while before > token.sent.start and token.doc[before].tag_ in {"RB"}:
        before -= 1
    return [token.doc[before]] if token.doc[before].tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP"} else []


def clause_start(verb: Token, subjects: list[Token], voices: Voices) -> int:
    """Where the clause of a verb begins: with its subject, or with the words reported, where all before the verb is
    one noun and what is told of it: "said [any deal that left Oslo its ships] was bad".
    """
    start = max(verb.sent.start, min(voices.grammar.noun_phrase(subject).start for subject in subjects))
    first, quote, telling = start, voices.quote(verb), group(verb)
    if quote is None or telling is None or telling.first.tag_ not in FINITE:
        return start
    while first > verb.sent.start and voices.parsed.offsets(verb.doc[first - 1])[0] >= quote.start:
        first -= 1
    words = verb.doc[first : telling.first.i]
    if not len(words):
        return start
    while len(words) > 1 and (words[0].text in QUOTE_MARKS or words[0].lower_ == "that"):
        words = words[1:]
    led = [t for t in words[1:] if _leads(t)]
    finite = [t.lower_ for t in words if t.tag_ in FINITE]
    plain = len(led) == len(finite) < 2 and words[0].tag_ in NOMINAL and "," not in {t.text for t in words}
    return words.start if plain and not any(map(_reports, finite)) else start


def _leads(token: Token) -> bool:
    """Whether a word opens what is told of the noun before it: "a deal [that] left Oslo"."""
    return token.lower_ in _RELATIVES and token.nbor(-1).tag_ in {"NN", "NNS", "NNP", "NNPS"}


def _reports(verb: str) -> bool:
    """Whether what follows a verb is what somebody says or holds, and no more of its clause."""
    return verb in reporting_forms() or verb in stance_words().judging_clause


def held_by(token: Token, voices: Voices) -> tuple[int, ...]:
    """Whose words or belief a clause is: "she said Oslo had lied", "[she] believes that Oslo is stalling"."""
    if speakers := voices.sayers(token):
        return speakers
    for above in governors(token):
        if above.lower_ in stance_words().judging_clause:
            telling = group(above)
            plain = telling is not None and not telling.negated and telling.modal is None and flat(above, telling)
            return voices.subjects(above, telling) if telling is not None and plain else ()
        if above.lower_ in reporting_forms():
            return ()
    return ()


def collective(heads: list[Token], speakers: tuple[int, ...], voices: Voices) -> bool:
    """Whether a clause is of a group that nobody names: "[the regime] has lied"; not a speaker's own "army"."""
    if not heads or heads[0].lower_ not in _GROUPS or voices.grammar.possessors(heads[0]):
        return False
    own = heads[0].lower_ in _OWN_GROUPS and any(voices.state(speaker) != speaker for speaker in speakers)
    before = heads[0].nbor(-1) if heads[0].i > heads[0].sent.start else heads[0]
    return not own and before.lower_ in {"the", "this", "that"}


def subordinate(token: Token, sentence: Span, because: bool = True) -> bool:
    """Whether a word stands in a conditional or relative clause, or the sentence asks.

    `because`: also where it is told as a cause.
    """
    if "?" in sentence.text[-4:]:
        return True
    verbs: list[str] = []
    for at in range(token.i - 1, max(sentence.start, token.i - 14) - 1, -1):
        before = token.doc[at]
        if before.tag_ in FINITE:
            verbs.append(before.lower_)
        if verbs and not any(map(_reports, verbs)) and _leads(before):
            continue  # "the men who ran the camps [must] be tried"
        if before.lower_ in _SUBORDINATE and (because or before.lower_ != "because"):
            return True
        if before.lower_ == "long" and before.nbor(1).lower_ == "as":
            return True
        if before.text in {",", ";", "“", '"'} or before.lower_ == "that":
            return False
    return False
