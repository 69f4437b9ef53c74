"""Whether a meeting was held, is planned, was refused or denied, by the words that govern its verb or noun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.told import Telling, governors, group
from kg.model import Status

VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})
_POSSIBLE: Final = frozenset({"will", "would", "could", "may", "might", "can", "should", "must", "shall", "ought"})
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_HAVE: Final = frozenset({"has", "have", "had"})
_NOT: Final = frozenset({"not", "n't", "n’t", "no", "never", "without"})
_AT: Final = frozenset({"during", "at", "after", "following", "in", "amid", "since", "from"})
_TOWARD: Final = frozenset({"to", "for", "in", "at", "into"})
_NEAR: Final = frozenset(
    {"in", "at", "to", "for", "during", "after", "before", "following", "of", "with", "from", "by"}
)
_PREPOSITIONS: Final = _NEAR | {
    "on",
    "into",
    "amid",
    "since",
    "until",
    "ahead",
    "towards",
    "toward",
    "pending",
    "about",
    "over",
}
_IDLE: Final = frozenset(
    {"interest", "confidence", "faith", "trust", "belief", "role", "seat", "stake", "hope", "hopes", "prospect"}
    | {"prospects", "need", "calls", "call"}
)
_TO_BE_HELD: Final = frozenset(
    {("to", "be"), ("to", "take"), ("due", "to"), ("scheduled", "for"), ("planned", "for"), ("set", "for")}
)
_GOING_ON: Final = frozenset(
    {"take", "go", "happen", "hold", "held", "start", "resume", "begin", "proceed", "continue"}
)
_LATER: Final = frozenset({"tomorrow", "next", "upcoming", "coming", "later"})


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a meeting.

    Attributes:
        status: as told; None where it is told as what did not happen, or as a bare possibility.
        first: the leftmost word of the verbs that say so: whose subject takes part, plans or refuses.
        governor: the verb above an infinitive ("agreed" to meet), None without one.
        told: False where the meeting is only spoken of, wished for or asked about.
    """

    status: Status | None
    first: Token
    governor: Token | None = None
    told: bool = True


def of_verb(verb: Token) -> Course:
    """The course of the meeting that a verb tells of."""
    telling = group(verb)
    course = _infinitive(verb, meeting_words()) if telling is None else _finite(verb, telling)
    if any(above.lower_ in meeting_words().denied for above in governors(verb)):
        return replace(course, status=Status.DENIED, told=True)
    return course


def _finite(verb: Token, telling: Telling) -> Course:
    if telling.modal in _POSSIBLE:
        status = Status.REFUSED if telling.negated else Status.PLANNED
        return Course(status, telling.first, told=telling.modal not in {"should", "must", "ought", "may", "might"})
    if telling.negated:
        return Course(None, telling.first)
    if verb.tag_ in {"VBZ", "VBP", "VBG"} and _LATER & {
        t.lower_ for t in verb.doc[verb.i : min(verb.sent.end, verb.i + 12)]
    }:
        return Course(Status.PLANNED, telling.first)
    return Course(Status.HELD, telling.first)


def _infinitive(verb: Token, words: MeetingWords) -> Course:
    """ "Was due to meet", "agreed to hold talks", "refused to attend", "flew to Oslo to meet"."""
    to = verb.i - 1
    while to > verb.sent.start and verb.doc[to].lower_ != "to":
        to -= 1
    governor = _governor(verb, to)
    if governor is None:
        return Course(Status.PLANNED, verb.doc[to], told=verb.i - verb.sent.start < 8)
    low = governor.lower_
    telling = group(governor) or Telling(False, None, governor)
    first = _with_copula(governor, telling)
    negated = telling.negated or _negated_near(governor)
    if low in words.refused or _phrasal(governor, words):
        return Course(None if negated else Status.REFUSED, first, governor)
    if low in words.wishes:
        return Course(Status.REFUSED if negated else Status.PLANNED, first, governor, told=negated)
    if low in words.planned or low in words.planned_adjectives or low in {"due", "set", "likely", "invitation"}:
        return Course(Status.REFUSED if negated else Status.PLANNED, first, governor)
    if low in {"fail", "failed", "fails", "failing"} or (governor.tag_ in VERBS and low in words.none):
        return Course(None, first, governor)
    if governor.tag_ in VERBS and low in {**words.travel, **words.gather, **words.attend, **words.meet}:
        return replace(_finite(governor, telling), governor=governor)
    return Course(Status.PLANNED, first, governor, told=False)


def _governor(verb: Token, to: int) -> Token | None:
    """The word that an infinitive hangs on: right before "to", an invitation before it, else what the parse says."""
    doc, words = verb.doc, meeting_words()
    before = doc[to - 1] if to > verb.sent.start else None
    if before is None:
        return None
    if before.tag_ in VERBS | {"JJ"} or before.lower_ in words.planned or before.lower_ in words.planned_adjectives:
        return before
    for at in range(to - 1, max(verb.sent.start - 1, to - 24), -1):
        if doc[at].lower_ in {"invitation", "invited", "invites", "invite", "asked", "urged", "told", "called"}:
            return doc[at]
        if doc[at].tag_ in VERBS or doc[at].text in {";", ":"}:
            break
    above = verb.head
    near = above.i < verb.i and verb.i - above.i <= 10
    return above if near and above.tag_ in VERBS | {"JJ", "NN", "NNS"} else None


def _with_copula(governor: Token, telling: Telling) -> Token:
    """Where the verb group of "was due" or "is expected" begins."""
    at = telling.first.i
    while governor.tag_ in {"JJ", "VBN"} and at > governor.sent.start and governor.doc[at - 1].lower_ in _BE | {"also"}:
        at -= 1
    return governor.doc[at]


def _negated_near(token: Token) -> bool:
    return any(t.lower_ in _NOT for t in token.doc[max(token.sent.start, token.i - 3) : token.i])


def _phrasal(token: Token, words: MeetingWords) -> bool:
    if token.i + 1 >= token.sent.end:
        return False
    return (token.lower_, token.nbor(1).lower_) in words.refused_phrases


def of_noun(noun: Token, first: int, caption: bool) -> tuple[Course, Token | None, str]:
    """The course of the meeting that a noun names, the verb that governs it, and how: "object", "subject", "in"...

    Args:
        noun: the noun of meeting.
        first: where its noun phrase begins.
        caption: whether it stands under a picture: what is shown before a meeting was followed by it.
    """
    words, doc = meeting_words(), noun.doc
    phrase = {token.lower_ for token in doc[first : noun.i]}
    role, verb = _role(noun, first)
    spoken_of = Course(Status.HELD, verb if verb is not None else noun, told=False)
    if "no" in phrase and ("such" in phrase or (role == "subject" and verb is not None and verb.lower_ in words.run)):
        return replace(spoken_of, status=Status.DENIED, told=True), verb, role
    if phrase & words.refused_adjectives:
        return replace(spoken_of, status=Status.REFUSED, told=True), verb, role
    if verb is not None and role == "subject" and (verb.lower_ in words.refused or _phrasal(verb, words)):
        return _subject(verb, spoken_of, words), verb, role
    if phrase & words.planned_adjectives or "hoped" in phrase or _to_be_held(noun):
        return replace(spoken_of, status=Status.PLANNED, told=True), verb, role
    if role in words.before:
        known = doc[first].lower_ in {"the", "this", "these"}
        status = Status.HELD if caption else Status.PLANNED
        return replace(spoken_of, status=status, told=caption or not known), verb, role
    if verb is None or verb.tag_ not in VERBS:
        return spoken_of, verb, role
    if role == "object":
        return _object(verb, spoken_of, words), verb, role
    if role == "subject":
        return _subject(verb, spoken_of, words), verb, role
    return _prepositional(verb, role, spoken_of, words), verb, role


@cache
def _coming() -> frozenset[str]:
    """Forms of the verbs of those who come to a meeting."""
    words = meeting_words()
    return frozenset({**words.attend, **words.travel, **words.gather, **words.host, **words.meet})


def _to_be_held(noun: Token) -> bool:
    """ "Talks on the border to be held", "talks due to", "talks scheduled for"."""
    after = [t.lower_ for t in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 9)]]
    told = any(pair in _TO_BE_HELD for pair in pairwise(after))
    return told and not {"was", "were", "had"} & set(after[:2])


def _object(verb: Token, spoken_of: Course, words: MeetingWords) -> Course:
    low = verb.lower_
    course = of_verb(verb)
    infinitive = group(verb) is None
    if low in words.none:
        return spoken_of
    if low in words.denied:
        return replace(course, status=Status.DENIED)
    if low in words.refused or _phrasal(verb, words):
        firm = course.status in {Status.HELD, Status.PLANNED} and (not infinitive or course.told)
        return replace(course, status=Status.REFUSED, told=firm)
    if low in words.wishes:
        return replace(course, status=Status.PLANNED, told=False)
    if low in words.have or low in words.convene or low in words.attend:
        return course if course.status is not None else replace(course, status=Status.REFUSED, told=False)
    if low in words.planned:
        negated = course.status in {None, Status.REFUSED}
        return replace(course, status=Status.REFUSED if negated else Status.PLANNED)
    return replace(spoken_of, first=course.first, governor=course.governor)


def _subject(verb: Token, spoken_of: Course, words: MeetingWords) -> Course:
    course = of_verb(verb)
    low = verb.lower_
    if low in words.refused or _phrasal(verb, words):
        earlier = any(t.lower_ == "had" for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i])
        return replace(course, status=Status.REFUSED, told=course.status is not None and not earlier)
    if low not in words.run or course.status is None:
        return spoken_of
    if course.status is Status.REFUSED and low not in _GOING_ON:
        return spoken_of
    return course


def _prepositional(verb: Token, role: str, spoken_of: Course, words: MeetingWords) -> Course:
    low = verb.lower_
    course = of_verb(verb)
    if low in _coming() and role in _TOWARD:
        return course if course.status is not None else replace(course, status=Status.REFUSED)
    if low in {"invite", "invited", "invites", "inviting"} and role in {"to", "for"}:
        return replace(course, status=Status.REFUSED if course.status is None else Status.PLANNED)
    if low in words.wishes:
        return replace(course, status=Status.PLANNED, told=False)
    if low in words.planned and role in {"to", "for", "in"}:
        return replace(course, status=Status.REFUSED if course.status is None else Status.PLANNED)
    if course.status is None and role in _AT:
        return replace(spoken_of, told=True, first=course.first, governor=course.governor)
    past = verb.tag_ in {"VBD", "VBZ", "VBN", "VBG", "VBP"} and course.status is Status.HELD
    return replace(spoken_of, told=past and role in _AT and role not in {"since", "from"}, first=course.first)


def _role(noun: Token, first: int) -> tuple[str, Token | None]:
    """How a noun phrase hangs on a verb, by the word before it and by the word after it."""
    doc, start = noun.doc, noun.sent.start
    if first > start:
        before = doc[first - 1]
        if before.tag_ in VERBS and before.lower_ not in _BE:
            return "object", before
        low = before.lower_
        if low in {"out", "off"} and first - 2 >= start and doc[first - 2].tag_ in VERBS:
            return "object", doc[first - 2]
        if low == "with" and first - 2 >= start and doc[first - 2].lower_ in {"along", "together"}:
            return _subject_role(noun)
        if low in _PREPOSITIONS:
            if low in {"in", "for"} and first - 2 >= start and doc[first - 2].lower_ in _IDLE:
                return "", None
            if low == "of" and first - 2 >= start and doc[first - 2].lower_ == "ahead":
                return "ahead of", _verb_left(doc[first - 2])
            return low, _verb_left(before)
    return _subject_role(noun)


def _verb_left(word: Token) -> Token | None:
    """The verb that a preposition hangs on: left of it in the clause; at the clause's start, the main verb after it."""
    doc = word.doc
    for at in range(word.i - 1, max(word.sent.start - 1, word.i - 24), -1):
        token = doc[at]
        if token.tag_ in VERBS and token.lower_ not in _BE | _HAVE:
            return token
        if token.text in {";", ":"}:
            return None
    head = word.head.head if word.head.i > word.i else word.head
    return head if head.tag_ in VERBS else None


def _subject_role(noun: Token) -> tuple[str, Token | None]:
    """The verb after a noun that is its subject: "the talks will resume"."""
    doc = noun.doc
    for at in range(noun.i + 1, min(noun.sent.end, noun.i + 30)):
        token = doc[at]
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return "subject", _last_of_group(token)
        if token.text in {";", ":"}:
            break
    head = noun.head
    if head.i > noun.i and head.tag_ in VERBS and head.i - noun.i < 16:
        return "subject", head
    return "", None


def _last_of_group(token: Token) -> Token:
    """The main verb of a group, from its first word: "could possibly be held" -> held."""
    doc, at, last = token.doc, token.i, token
    while at + 1 < token.sent.end and at - token.i < 6:
        following = doc[at + 1]
        if following.tag_ in VERBS and (last.lower_ in _BE | _HAVE or last.tag_ == "MD"):
            last = following
        elif not (
            following.tag_ in {"RB", "TO"}
            or following.is_punct
            or following.lower_ in {"due", "expected", "set", "scheduled"}
        ):
            break
        at += 1
    return last
