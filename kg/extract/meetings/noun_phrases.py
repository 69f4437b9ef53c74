"""What stands before a noun of meeting: "[the second round of U.S.-brokered peace] talks"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Doc, Token

_IN_PHRASE: Final = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "VBN", "VBG", "HYPH", "DT", "PRP$"}
    | {"JJR", "JJS", "RBR", "CC", "PDT"}
)
_SERIES: Final = frozenset(
    {"round", "rounds", "session", "series", "hour", "hours", "days", "weeks", "months", "day", "week", "format"}
)
_BRINGING: Final = frozenset(
    {"led", "brokered", "mediated", "sponsored", "hosted", "backed", "organised", "organized", "convened", "chaired"}
    | {"facilitated", "moderated"}
)
RESUMED: Final = "resumed"
"""Stands among the words that set an occasion apart where talks are to go on: "the talks will resume in May"."""
_ABOUT: Final = frozenset({"about", "around", "nearly", "almost", "over", "some", "roughly", "another"})
_MARKS: Final = frozenset({'"', "“", "”", "``", "''"})
_HYPHENS: Final = frozenset({"-", "–", "‑"})


def left_edge(token: Token) -> int:
    """The first word of the noun phrase that a noun of meeting ends: "[the second round of peace] talks"."""
    at = token.i
    while at - 1 >= token.sent.start:
        step = _step(token.doc, at, token.sent.start)
        if not step:
            break
        at -= step
    return at


def _step(doc: Doc, at: int, low: int) -> int:
    """How many words before `at` belong to the noun phrase: 2 for "round of", 3 for "hoped-for"."""
    before = doc[at - 1]
    if before.tag_ in {"VBG", "VBN"} and doc[at].tag_ in {"DT", "PRP$"}:
        return 0
    if doc[at].lower_ in {"a", "an"} and before.tag_ in {"NN", "NNS", "NNP"}:  # "proposed last month [a meeting]"
        return 0
    if (
        before.tag_ == "VBN"
        and at - 2 >= low
        and doc[at - 2].lower_ in {"had", "has", "have", "having", "not", "never"}
    ):
        return 0
    after_them = before.lower_ == "following" and (at - 2 < low or doc[at - 2].tag_ != "DT")
    if after_them or _governs(before, low):
        return 0
    if before.text in _MARKS:
        return 1
    if before.lower_ == "up" and at - 2 >= low and doc[at - 2].text in _HYPHENS:
        return 1  # "a follow-up meeting"
    if not before.whitespace_ and (doc[at].text in _HYPHENS or before.text in _HYPHENS):
        return 1  # within "face-to-face"
    if before.lower_ == "and" and at - 3 >= low and doc[at - 2].tag_ == "JJ" and doc[at - 3].tag_ in {"DT", "PRP$"}:
        return 2  # "a long and frank call", "their first and last meeting"
    misread = before.tag_ == "VB" and at - 3 >= low and doc[at - 2].lower_ == "and" and doc[at - 3].tag_ == "JJ"
    if (
        misread
        or before.text in {"-", "’s", "'s"}
        or (before.tag_ in _IN_PHRASE and before.lower_ not in {"and", "or", "but"})
    ):
        return 1
    if before.lower_ == "for" and at - 3 >= low and doc[at - 2].text == "-":
        return 3
    if before.lower_ == "of" and at - 2 >= low and doc[at - 2].lower_ in _SERIES:
        return 2
    if doc[at].tag_ == "CD" and before.lower_ in _ABOUT:  # "about three hours of talks"
        return 1
    if doc[at].tag_ == "CD" and before.lower_ == "than" and at - 2 >= low and doc[at - 2].lower_ in {"more", "less"}:
        return 2
    return 0


def _governs(before: Token, low: int) -> bool:
    """Whether a word is the verb of the phrase, however it is tagged: ", opened talks", "the rebels open talks"."""
    words, doc = meeting_words(), before.doc
    if before.lower_ not in {**words.have, **words.convene} or before.i - 1 < low:
        return False
    earlier = doc[before.i - 1]
    if before.tag_ == "VBN":
        return earlier.text in {",", ")"} or earlier.tag_ in {"NNS", "NNP", "NNPS"}
    return before.tag_ == "JJ" and earlier.tag_ in {"NNP", "NNPS", "NNS"}


def hosts_before(first: int, noun: Token, voices: Voices) -> Iterator[int]:
    """Who is named as leading or brokering before a noun of meeting: "U.N.-brokered talks"."""
    doc = noun.doc
    for at in range(first, noun.i):
        token = doc[at]
        tail = token.lower_.rpartition("-")[2]
        if tail in _BRINGING:
            if "-" in token.text:
                yield from voices.demonym(token.text.rpartition("-")[0]) or voices.who(token)
            elif at - 2 >= first and doc[at - 1].text in _HYPHENS:
                yield from voices.demonym(doc[at - 2].text) or voices.who(doc[at - 2])


def pair_before(first: int, noun: Token, voices: Voices) -> tuple[int, ...]:
    """The two of "U.S.-Russian talks", "India-Pakistan dialogue"."""
    doc = noun.doc
    for at in range(first, noun.i):
        token = doc[at]
        left, hyphen, right = token.text.partition("-")
        if hyphen and left and right:
            pair = (voices.demonym(left), voices.demonym(right))
        elif token.text in _HYPHENS and at > first:
            pair = (
                voices.demonym(doc[at - 1].text) or voices.who(doc[at - 1]),
                voices.demonym(doc[at + 1].text) or voices.who(doc[at + 1]),
            )
        else:
            continue
        if pair[0] and pair[1] and pair[0] != pair[1]:
            return (*pair[0], *pair[1])
    return ()


def other_words(first: int, noun: Token, dates: frozenset[int]) -> frozenset[str]:
    """The words before a noun that set the occasion apart."""
    words = meeting_words()
    named = words.apart | words.rounds | words.planned_adjectives | words.refused_adjectives
    hyphened = {word for word in noun.doc[first : noun.i].text.lower().split() if "-" in word and word in named}
    single = {t.lower_ for t in noun.doc[first : noun.i] if t.lower_ in named and t.i not in dates}
    return frozenset(hyphened | single)
