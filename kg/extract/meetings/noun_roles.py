"""How a noun of meeting hangs on a verb: "held [talks]", "the [talks] will resume", "said after [talks]"."""

from __future__ import annotations

from typing import Final

from kg.extract.meetings.above import VERBS
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE, reporting_forms
from kg.language.tokens import Token

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_HAVE: Final = frozenset({"has", "have", "had"})
_DO: Final = frozenset({"do", "does", "did"})
_SAYING: Final = frozenset({"said", "says", "say", "saying", "added", "adds", "adding", "insisted", "noted", "claimed"})
_PREPOSITIONS: Final = frozenset(
    {
        "in",
        "at",
        "to",
        "for",
        "during",
        "after",
        "before",
        "following",
        "of",
        "with",
        "from",
        "by",
        "on",
        "into",
        "upon",
    }
    | {"amid", "since", "until", "ahead", "towards", "toward", "pending", "about", "over"}
)
_IDLE: Final = frozenset(
    {"interest", "confidence", "faith", "trust", "belief", "role", "seat", "stake", "hope", "hopes", "prospect"}
    | {"prospects", "need", "calls", "call"}
)
_ARRANGED: Final = frozenset({"set", "scheduled", "planned", "slated", "due", "expected", "arranged", "fixed"})
_DESCRIBING: Final = _ARRANGED | {
    "held",
    "hosted",
    "mediated",
    "brokered",
    "chaired",
    "proposed",
    "organised",
    "organized",
    "aimed",
}
_CLAUSES: Final = frozenset({"and", "but", "that", "which", "who", "when", "where", "as", ",", ";"})
_ENDS: Final = frozenset({"close", "end", "start", "opening", "conclusion", "beginning", "outset"})
_TIMES: Final = frozenset({"days", "day", "hours", "hour", "weeks", "week", "months", "minutes", "rounds", "round"})
_AFTER: Final = frozenset({"after", "following", "during"})
_MAKE: Final = frozenset({"make", "pay", "undertake"})


def role_of(noun: Token, first: int) -> tuple[str, Token | None]:
    """How a noun phrase hangs on a verb, by the word before it and by the word after it."""
    doc, start = noun.doc, noun.sent.start
    if first > start:
        before = doc[first - 1]
        misread = before.tag_ == "JJ" and before.lower_ in meeting_words().have  # "the rebels open talks"
        says = before.lower_ in _SAYING or (before.lower_ in reporting_forms() and first == noun.i)
        if says and (clause := _subject_role(noun))[0]:
            return clause  # "said talks would resume"
        if (before.tag_ in VERBS or misread) and before.lower_ not in _BE | {"following"}:
            return "object", before
        low = before.lower_
        if (
            low in {"out", "off", "up", "in"}
            and (low != "in" or doc[first - 2].lower_ in {"put", "puts"})
            and first - 2 >= start
            and doc[first - 2].tag_ in VERBS
        ):
            return "object", doc[first - 2]
        if low == "with" and first - 2 >= start and doc[first - 2].lower_ in {"along", "together"}:
            return _subject_role(noun)
        if low in _PREPOSITIONS:
            if low in {"in", "for"} and first - 2 >= start and doc[first - 2].lower_ in _IDLE:
                return "", None
            if low == "of" and first - 2 >= start and doc[first - 2].lower_ in {"ahead", "eve"}:
                return "ahead of", _verb_left(doc[first - 2])
            if low == "of" and first - 4 >= start and doc[first - 2].lower_ in _ENDS and doc[first - 4].lower_ == "at":
                return "at", _verb_left(doc[first - 4])  # "at the close of the summit"
            if low == "of" and (lead := _lasting(before)) is not None:
                return lead.lower_, _verb_left(lead)
            if low == "of" and doc[first - 2].lower_ in _TIMES and (clause := _subject_role(noun))[0]:
                return clause  # "three months of talks ended"
            return low, _verb_left(before)
    return _subject_role(noun)


def _lasting(of: Token) -> Token | None:
    """The word before how long it lasted: "[after] two days of talks"."""
    doc, at = of.doc, of.i - 1
    if at <= of.sent.start or doc[at].lower_ not in _TIMES:
        return None
    while at > of.sent.start and doc[at].tag_ in {"NNS", "NN", "CD", "JJ", "DT", "JJR", "RBR", "IN"}:
        if doc[at].lower_ in _AFTER:
            return doc[at]
        at -= 1
    return doc[at] if doc[at].lower_ in _AFTER else None


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
    for at in range(to_make(noun) or noun.i + 1, min(noun.sent.end, noun.i + 30)):
        token = doc[at]
        if token.tag_ in FINITE and not _describes(token) and token.nbor(-1).text not in {"-", "–", "‑"}:
            return "subject", _last_of_group(token)
        if token.text in {";", ":"}:
            break
    if (opened := _only_verb(noun)) is not None:
        return "subject", opened
    head = noun.head
    if head.i > noun.i and head.tag_ in VERBS and head.i - noun.i < 16:
        return "subject", head
    return "", None


def to_make(noun: Token) -> int | None:
    """The token after the clause that tells who was to make a journey: "a visit to Oslo that Ada Voss was to make"."""
    doc, end = noun.doc, min(noun.sent.end, noun.i + 16)
    that = next((i for i in range(noun.i + 1, end) if doc[i].lower_ in {"that", "which"}), None)
    if that is None or any(t.tag_ in FINITE or t.text in {";", ":"} for t in doc[noun.i + 1 : that]):
        return None
    made = next((i for i in range(that + 2, end) if doc[i].lower_ in _MAKE and doc[i - 1].lower_ == "to"), None)
    if made is None or sum(t.tag_ in FINITE for t in doc[that:made]) != 1:
        return None
    return made + 1


def _only_verb(noun: Token) -> Token | None:
    """The verb behind a noun that the tagger took for a participle, in a clause without another verb: "talks between
    Chad and Mali [resumed] in Oslo, officials said"."""
    doc, end = noun.doc, noun.sent.end
    near = doc[noun.i + 1 : min(end, noun.i + 16)]
    opened = next((t for t in near if t.tag_ == "VBN" and t.lower_ in meeting_words().run), None)
    if opened is None or any(t.text in {",", ";", ":"} for t in doc[noun.i : opened.i]):
        return None
    if opened.i > noun.i + 1 and doc[noun.i + 1].lower_ not in {"between", "with"}:
        return None
    later = next((t.i for t in doc[opened.i : end] if t.text in {",", ";"}), end)
    return None if any(t.tag_ in FINITE for t in doc[noun.sent.start : later]) else opened


def _describes(token: Token) -> bool:
    """Whether a participle tagged as finite describes the meeting: "talks [planned] for Monday were called off"."""
    doc, end = token.doc, token.sent.end
    if token.tag_ != "VBD" or token.lower_ not in _DESCRIBING or token.i + 1 >= end:
        return False
    if doc[token.i + 1].lower_ not in {"for", "on", "in", "by", "at", "to"}:
        return False
    for at in range(token.i + 2, min(end, token.i + 14)):
        names = doc[at].lower_ == "and" and at + 1 < end and doc[at - 1].tag_ == doc[at + 1].tag_ == "NNP"
        if doc[at].lower_ in _CLAUSES and not names:
            return False
        if doc[at].tag_ in FINITE:
            return True
    return False


def _last_of_group(token: Token) -> Token:
    """The main verb of a group, from its first word: "could possibly be held" -> held."""
    doc, at, last = token.doc, token.i, token
    while at + 1 < token.sent.end and at - token.i < 6:
        following = doc[at + 1]
        if following.lower_ in {"co", "-"}:  # "was co-chaired by"
            at += 1
            continue
        if following.tag_ == "VB" and doc[at].lower_ == "to" and last.lower_ in meeting_words().planned:
            last = following  # "are supposed to begin"
        elif following.tag_ in VERBS and (last.lower_ in _BE | _HAVE | _DO or last.tag_ == "MD"):
            last = following
        elif not (
            following.tag_ in {"RB", "TO"}
            or following.is_punct
            or following.lower_ in {"due", "expected", "set", "scheduled"}
        ):
            break
        at += 1
    return last
