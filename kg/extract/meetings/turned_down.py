"""Meetings that one side proposes and the other turns down: "was suggested by Chad and turned down by Kenya"."""

from __future__ import annotations

from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.above import called_off
from kg.extract.meetings.hanging import Hanging, People
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Token

ASKED_FOR: Final = frozenset(
    {"sought", "requested", "contemplated", "discussed", "considered", "proposed", "offered", "mooted", "envisaged"}
    | {"suggested", "floated"}
)
"""What is done with a meeting that is only thought of."""


def turned_down_then(verb: Token) -> Token | None:
    """The verb by which a meeting that was proposed came to nothing: "was suggested by Chad and [turned] down"."""
    words, doc, end = meeting_words(), verb.doc, verb.sent.end
    if verb.lower_ not in ASKED_FOR or verb.tag_ != "VBN":
        return None
    for token in doc[verb.i + 2 : min(end, verb.i + 20)]:
        down = token.lower_ == "turned" and token.i + 1 < end and token.nbor(1).lower_ == "down"
        off = token.tag_ in {"VBN", "VBD"} and (token.lower_ in words.refused or called_off(token, words))
        if (down or off) and {"and", "but"} & {t.lower_ for t in doc[max(verb.i, token.i - 4) : token.i]}:
            return token
        if token.tag_ in FINITE and token.lower_ not in {"was", "were"}:
            return None
    return None


def turned_down_by(there: Hanging, people: People, voices: Voices) -> None:
    """ "A second summit was suggested by [the Chadian side] and turned down by [Kenya]": both, and none of it held."""
    verb = there.verb if there.role == "subject" else None
    down = turned_down_then(verb) if verb is not None else None
    if verb is None or down is None:
        return
    doc, end, both = verb.doc, verb.sent.end, dict[int, None]()
    for start, limit in ((verb.i + 1, down.i), (down.i + 1, min(end, down.i + 8))):
        by = next((t.i for t in doc[start:limit] if t.lower_ == "by"), None)
        if by is None or by + 1 >= end:
            return
        side = voices.demonym(doc[by + 2].text) if by + 2 < end and doc[by + 1].lower_ == "the" else ()
        both.update(dict.fromkeys(side or listed(voices, by + 1, end)[0][:1]))
    people.who.update(both if len(both) == 2 else {})
