"""Whether a meeting was held, is planned, was refused or denied, by the words that govern its verb or noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.told import Telling, group
from kg.model import Status

_VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})
_POSSIBLE: Final = frozenset({"will", "would", "could", "may", "might", "can", "should", "must", "shall", "ought"})


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a meeting.

    Attributes:
        status: as told; None where it is told as a bare possibility or duty that makes no occasion.
        first: the leftmost word of the verbs that say so: whose subject takes part, plans or refuses.
        governor: the verb above an infinitive ("agreed" to meet), None without one.
    """

    status: Status | None
    first: Token
    governor: Token | None = None


def of_verb(verb: Token) -> Course:
    """The course of the meeting that a verb tells of."""
    words = meeting_words()
    telling = group(verb)
    if telling is None:
        return _infinitive(verb, words)
    return _finite(verb, telling)


def _finite(verb: Token, telling: Telling) -> Course:
    if telling.modal in _POSSIBLE:
        status = Status.REFUSED if telling.negated else Status.PLANNED
        return Course(status, telling.first)
    if telling.negated:
        return Course(None, telling.first)
    if verb.tag_ in {"VBZ", "VBP", "VBG"} and _present_future(verb):
        return Course(Status.PLANNED, telling.first)
    return Course(Status.HELD, telling.first)


def _present_future(verb: Token) -> bool:
    """ "Is meeting him tomorrow", "meets on Friday" with a word of what is to come."""
    near = {token.lower_ for token in verb.doc[verb.i : min(verb.sent.end, verb.i + 12)]}
    return bool(near & {"tomorrow", "next", "upcoming", "coming", "later"})


def _infinitive(verb: Token, words: MeetingWords) -> Course:
    """ "Was due to meet", "agreed to hold talks", "refused to attend", "flew to Oslo to meet"."""
    to = verb.i - 1
    while to > verb.sent.start and verb.doc[to].lower_ != "to":
        to -= 1
    governor = _governor(verb, to)
    if governor is None:
        return Course(Status.PLANNED, verb.doc[to])
    low = governor.lower_
    telling = group(governor) or Telling(False, None, governor)
    first = _past_copula(governor, telling)
    if low in words.refused or _phrasal(governor, words):
        return Course(Status.REFUSED, first, governor)
    if low in words.planned or low in words.planned_adjectives or low in {"due", "set", "ready", "likely"}:
        negated = telling.negated or _negated_near(governor)
        return Course(Status.REFUSED if negated else Status.PLANNED, first, governor)
    if low in {"fail", "failed", "fails"}:
        return Course(None, first, governor)
    if governor.tag_ in _VERBS:
        return Course(_finite(governor, telling).status, first, governor)
    return Course(Status.PLANNED, first, governor)


def _governor(verb: Token, to: int) -> Token | None:
    """The word that an infinitive hangs on: right before "to", else what the parse says."""
    before = verb.doc[to - 1] if to > verb.sent.start else None
    words = meeting_words()
    if before is not None and (
        before.tag_ in _VERBS
        or before.lower_ in words.planned
        or before.lower_ in words.planned_adjectives
        or before.tag_ == "JJ"
    ):
        return before
    above = verb.head
    return above if above.i < verb.i and above.tag_ in _VERBS | {"JJ", "NN", "NNS"} else None


def _past_copula(governor: Token, telling: Telling) -> Token:
    at = telling.first.i
    if (
        governor.tag_ in {"JJ", "VBN"}
        and at > governor.sent.start
        and governor.doc[at - 1].lower_ in {"is", "was", "are", "were", "be", "been"}
    ):
        return governor.doc[at - 1]
    return telling.first


def _negated_near(token: Token) -> bool:
    return any(
        t.lower_ in {"not", "n't", "n’t", "no", "never"}
        for t in token.doc[max(token.sent.start, token.i - 3) : token.i]
    )


def _phrasal(token: Token, words: MeetingWords) -> bool:
    if token.i + 1 >= token.sent.end:
        return False
    following = token.nbor(1).lower_
    return (token.lower_, following) in words.refused_phrases


def of_noun(noun: Token, first: int) -> tuple[Course, Token | None, str]:
    """The course of the meeting that a noun names, the verb that governs it, and how: "object", "subject", "in"...

    Args:
        noun: the noun of meeting.
        first: where its noun phrase begins.
    """
    words, doc = meeting_words(), noun.doc
    phrase = {token.lower_ for token in doc[first : noun.i]}
    role, verb = _role(noun, first)
    course = Course(Status.HELD, verb if verb is not None else noun)
    if verb is not None and verb.tag_ in _VERBS:
        told = of_verb(verb)
        if verb.lower_ in words.refused or _phrasal(verb, words):
            status = Status.REFUSED if told.status in {Status.HELD, Status.PLANNED} else Status.PLANNED
            course = Course(status, told.first, told.governor)
        elif verb.lower_ in words.planned and role in {"object", "to", "for", "in"} and verb.lower_ not in words.have:
            course = Course(Status.REFUSED if told.status is None else Status.PLANNED, told.first, told.governor)
        elif told.status is None:
            course = Course(
                Status.REFUSED if role in {"in", "object", "to"} and verb.lower_ in words.attend else Status.HELD,
                told.first,
            )
        elif told.status is not Status.HELD and role in {"object", "subject", "in", "to", "at", "for"}:
            course = told
    if phrase & words.planned_adjectives or role in words.before or phrase & {"hoped"}:
        status = course.status if course.status is Status.REFUSED else Status.PLANNED
        course = Course(status, course.first, course.governor)
    if phrase & words.refused_adjectives:
        course = Course(Status.REFUSED, course.first, course.governor)
    return course, verb, role


def _role(noun: Token, first: int) -> tuple[str, Token | None]:
    """How a noun phrase hangs on a verb, by the word before it and by the word after it."""
    doc, start = noun.doc, noun.sent.start
    if first > start:
        before = doc[first - 1]
        if before.tag_ in _VERBS and before.lower_ not in {"is", "are", "was", "were", "be", "been"}:
            return "object", before
        if before.tag_ in {"IN", "TO", "RP"} or before.lower_ in {"to", "with", "of"}:
            low = before.lower_
            if low == "of" and first - 2 >= start and doc[first - 2].lower_ == "ahead":
                return "ahead of", _verb_left(doc[first - 2])
            return low, _verb_left(before)
    return _subject_role(noun)


def _verb_left(word: Token) -> Token | None:
    """The verb that a preposition hangs on: left of it in the clause; at the clause's start, the main verb after it."""
    doc = word.doc
    for at in range(word.i - 1, max(word.sent.start - 1, word.i - 14), -1):
        token = doc[at]
        if token.tag_ in _VERBS and token.lower_ not in {
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "has",
            "have",
            "had",
        }:
            return token
        if token.text in {";", ":"}:
            return None
    head = word.head.head if word.head.i > word.i else word.head
    return head if head.tag_ in _VERBS else None


def _subject_role(noun: Token) -> tuple[str, Token | None]:
    """The verb after a noun that is its subject: "the talks will resume"."""
    head = noun.head
    if head.i > noun.i and head.tag_ in _VERBS and head.i - noun.i < 16:
        return "subject", head
    for at in range(noun.i + 1, min(noun.sent.end, noun.i + 14)):
        token = noun.doc[at]
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return "subject", token if token.tag_ != "MD" else token.head if token.head.tag_ in _VERBS else token
        if token.text in {",", ";", "."}:
            break
    return "", None
