"""The word above an infinitive or a gerund: what somebody agreed, came, was asked or refused to do."""

from __future__ import annotations

from typing import Final

from kg.extract.inflection import plural, verb_forms
from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.told import FINITE
from kg.language.tokens import Token

VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})
"""Tags of verbs."""
_AWAITED: Final = frozenset({"due", "expected", "awaited"})
BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
"""Forms of "be"."""
CAUSING: Final = frozenset(
    form for verb in ("prompt", "cause", "force", "compel", "oblige", "lead") for form in verb_forms(verb)
)
"""Forms of the verbs by which somebody makes others do something."""
BIDS: Final = frozenset(
    form
    for noun in ("call", "demand", "request", "appeal", "proposal", "offer", "suggestion", "plea")
    for form in (noun, plural(noun))
)
"""What asks somebody to meet."""


def bid_turned_down(to: Token) -> Token | None:
    """The verb by which a call to meet is turned down: "[rejected] calls to meet her"."""
    doc, low, at = to.doc, to.sent.start, to.i - 1
    if at <= low or doc[at].lower_ not in BIDS:
        return None
    verb = next((doc[i] for i in range(at - 1, max(low - 1, at - 5), -1) if doc[i].tag_ in VERBS), None)
    return verb if verb is not None and turns_down(verb) else None


def turns_down(verb: Token) -> bool:
    """Whether a verb turns down a call or a proposal: "rejected", "dismissed", "turned down", "ruled out"."""
    words = meeting_words()
    down = verb.i + 1 < verb.sent.end and verb.nbor(1).lower_ == "down" and verb.lower_.startswith("turn")
    return down or verb.lower_ in words.refused or verb.lower_ in words.denied or called_off(verb, words)


def is_there(be: Token) -> bool:
    """ "Was in Rome", "is back here": a form of "be" that tells where somebody is."""
    at = be.i + 1
    while at < be.sent.end and be.doc[at].tag_ == "RB" and be.doc[at].lower_ != "here":
        at += 1
    return be.lower_ in BE and at < be.sent.end and be.doc[at].lower_ in {"in", "at", "here"}


def awaited_there(word: Token) -> bool:
    """ "Is due in Rome", "was expected at the palace": a word for somebody who is to be somewhere."""
    after = word.i + 1
    return word.lower_ in _AWAITED and after < word.sent.end and word.doc[after].lower_ in {"in", "at", "back"}


def taken_back(invitation: Token, words: MeetingWords) -> bool:
    """ "Withdrew the invitation", "declined an invitation"."""
    near = invitation.doc[max(invitation.sent.start, invitation.i - 5) : invitation.i]
    return any(t.tag_ in VERBS and (t.lower_ in words.refused or t.lower_ in words.revoked) for t in near)


def governor_of(verb: Token, to: int) -> Token | None:
    """The word that an infinitive hangs on: right before "to", an invitation before it, else what the parse says."""
    doc, words = verb.doc, meeting_words()
    if (earlier := _earlier_infinitive(verb, to)) is not None:
        return earlier
    before = doc[to - 1] if to > verb.sent.start else None
    if before is None:
        return None
    if before.tag_ in VERBS | {"JJ"} or before.lower_ in words.planned or before.lower_ in words.planned_adjectives:
        return before
    for at in range(to - 1, max(verb.sent.start - 1, to - 24), -1):
        if doc[at].lower_ in {"invitation", "invited", "invites", "invite", "asked", "urged", "told", "called"}:
            return doc[at]
        if is_there(doc[at]) or awaited_there(doc[at]) or (doc[at].tag_ in VERBS and doc[at].lower_ in CAUSING):
            return doc[at]
        if doc[at].tag_ in VERBS or doc[at].text in {";", ":"}:
            break
    above = verb.head
    near = above.i < verb.i and verb.i - above.i <= 10
    return above if near and above.tag_ in VERBS | {"JJ", "NN", "NNS"} else None


def _earlier_infinitive(verb: Token, to: int) -> Token | None:
    """The word above a row of infinitives of which one is the last: "[agreed] to share data and to meet again"."""
    doc, low = verb.doc, verb.sent.start
    if to - 1 <= low or doc[to - 1].lower_ not in {"and", ","}:
        return None
    for at in range(to - 2, max(low, to - 40), -1):
        if doc[at].lower_ == "to" and doc[at + 1].tag_ == "VB" and doc[at - 1].lower_ not in {"and", ","}:
            return doc[at - 1] if doc[at - 1].tag_ in VERBS else _above_object(doc[at - 1])
        if doc[at].tag_ in FINITE or doc[at].text in {";", ":"}:
            return None
    return None


def _above_object(word: Token) -> Token | None:
    """The verb whose object stands before an infinitive: "[commits] them to", "bound both sides to"."""
    doc = word.doc
    return next((doc[i] for i in range(word.i, max(word.sent.start, word.i - 4), -1) if doc[i].tag_ in VERBS), None)


def called_off(token: Token, words: MeetingWords) -> bool:
    """Whether a verb and its particle call something off: "pulled out", "broke off"."""
    if token.i + 1 >= token.sent.end:
        return False
    return (token.lower_, token.nbor(1).lower_) in words.refused_phrases
