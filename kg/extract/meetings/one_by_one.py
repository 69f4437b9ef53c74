"""Whom one meets one by one: "met separately with A and with B", "met each of them"."""

from __future__ import annotations

from typing import Final

from kg.extract.listing import listed
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_THEN: Final = frozenset({"before", "after", "when", "until"})
EACH_APART: Final = frozenset({"separately", "successively", "individually", "privately"})
"""Words that tell that others are met one at a time."""


def told_apart(verb: Token, sentence: Span) -> bool:
    """Whether its sentence tells that they meet one by one: not "met both separately before the three sat down"."""
    apart = [t.i for t in sentence if t.lower_ in EACH_APART]
    doc = sentence.doc
    return any(not any(t.lower_ in _THEN for t in doc[min(at, verb.i) + 1 : max(at, verb.i)]) for at in apart)


def each_of(start: int, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """Whom "each of them", "both men" are: "met [each of them] separately"."""
    near = [t.lower_ for t in sentence.doc[start : min(sentence.end, start + 4)]]
    near, start = (near[1:], start + 1) if near[:1] == ["with"] else (near, start)
    if near[:2] == ["each", "of"] and len(near) > 2:
        they = sentence.doc[start + 2]
        return voices.who(they) if len(voices.who(they)) > 1 else _last_pair(they, voices)
    return ()


def _last_pair(they: Token, voices: Voices) -> tuple[int, ...]:
    """The two persons told of last before a pronoun that no reading of the page explains."""
    before = they.doc[max(0, they.sent.start - 60) : they.sent.start]
    people = [actor for actor in voices.named(before) if voices.actors.is_person(actor)]
    return tuple(people[-2:]) if len(people) == 2 else ()


def encounters(
    subjects: tuple[int, ...], groups: list[tuple[int, ...]]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Who meets whom "separately": each subject all of the others where there are several, else one with each."""
    if len(subjects) > 1 and groups:
        others = tuple(dict.fromkeys(actor for each in groups for actor in each))
        return [((subject,), others) for subject in subjects]
    return [(subjects, each) for each in groups]


def one_by_one(verb: Token, sentence: Span, voices: Voices) -> list[tuple[int, ...]]:
    """ "Met separately with A and with B": one meeting for each "with"."""
    out: list[tuple[int, ...]] = []
    for at in range(verb.i + 1, min(sentence.end, verb.i + 40)):
        if verb.doc[at].lower_ == "with":
            who, _ = listed(voices, at + 1, sentence.end)
            if who and not any(set(who) <= set(group_) for group_ in out):
                out.append(who)
    return out if len(out) > 1 else [(actor,) for actor in (out[0] if out else ())]
