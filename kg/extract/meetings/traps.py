"""What "meet" says when nobody meets for talks: demands, rivers, battles, matches, boards."""

from __future__ import annotations

from typing import Final

from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_NOMINAL: Final = frozenset({"DT", "JJ", "PRP$", "NN", "NNS", "VBN", "CD"})


def no_meeting(verb: Token, sentence: Span, voices: Voices) -> bool:
    """Whether a verb of meeting tells of something else: "met the demands", "met fierce resistance"."""
    words = meeting_words()
    met, subject = _object_noun(verb, sentence), _subject_noun(verb, voices)
    if met in words.nothing_met or {met, subject} & words.business:
        return True
    lows = {token.lower_ for token in sentence}
    if lows & words.sports or ("world" in lows and "cup" in lows):
        return True
    before = {token.lower_ for token in sentence.doc[sentence.start : verb.i]}
    fighting = subject in words.forces or (before & words.forces and not before & words.representatives)
    return bool(fighting) and (met in words.forces or bool(lows & words.fighting))


def _object_noun(verb: Token, sentence: Span) -> str:
    """The noun that heads what is met: "met with stiff [resistance]"."""
    doc, at, head = verb.doc, verb.i + 1, ""
    while at < sentence.end and (doc[at].tag_ in _NOMINAL or doc[at].lower_ == "with"):
        head = doc[at].lower_ if doc[at].tag_ in {"NN", "NNS"} else head
        at += 1
    return head


def _subject_noun(verb: Token, voices: Voices) -> str:
    """The noun that heads the subject: "[troops] loyal to the president met"."""
    heads = voices.grammar.subjects(verb)
    return heads[0].lower_ if heads else ""
