"""Whom a verb of meeting takes: "met [on Friday] [with] the envoy", "met the leaders of the parties"."""

from __future__ import annotations

from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Span
from kg.model import ActorType

_NOMINAL: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "VBN", "HYPH", "DT", "PRP$", "JJS", "JJR"})


_DESCRIBED: Final = frozenset({"NN", "NNS", "JJ"})
_POSTS: Final = frozenset({"head", "speaker", "chairman", "chairwoman", "secretary", "director"})


def objects_of(start: int, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """Those met, and the token after them: right after the verb, past dates, adverbs, "here"; a delegation's head."""
    dates, at, doc = voices.dates(sentence), start, sentence.doc
    while at < sentence.end and (at in dates or doc[at].tag_ == "RB"):
        at += 1
    if at < sentence.end and doc[at].lower_ in {"with", "again"}:
        at += 1
    if at < sentence.end and doc[at].text == ",":  # "have agreed to meet, Oslo says"
        return (), start
    who, after = listed(voices, at, sentence.end)
    named, past = set_beside(at, after, who, sentence, voices)
    if named:
        return named, past
    led, end = _led(after if who else at, sentence, voices)
    if led:
        people = all(map(voices.actors.is_person, led))
        known = voices.actors.actors
        whose = [a for a in who if not (people and (known[a].type is ActorType.STATE or known[a].described))]
        return tuple(dict.fromkeys([*whose, *led])), end  # "a Chadian delegation headed by Ada Voss" is hers
    return who, past_noun(after, sentence, voices) if who else start


def past_noun(at: int, sentence: Span, voices: Voices) -> int:
    """The token after the noun that a state only describes: "her Swedish [counterpart]", "Kenyan [officials]"."""
    doc, dates = sentence.doc, voices.dates(sentence)
    end = at
    while end < sentence.end and doc[end].tag_ in _DESCRIBED and end not in dates and not voices.who(doc[end]):
        end += 1
    return end if end > at and doc[end - 1].tag_ in {"NN", "NNS"} else at


def set_beside(
    start: int, after: int, who: tuple[int, ...], sentence: Span, voices: Voices
) -> tuple[tuple[int, ...], int]:
    """Whose name stands behind his post: "the head of the commission, [Ada Voss]", and the token after it."""
    doc = sentence.doc
    if len(who) == 2 and _heads(start, after, who, sentence, voices):
        return who[1:], after
    while (
        after + 1 < sentence.end
        and (doc[after].tag_ in _NOMINAL or doc[after + 1].text == ",")
        and not (doc[after].is_punct or voices.who(doc[after]))
    ):
        after += 1  # "a leader of the Chadian [left], Ada Voss"
    if len(who) != 1 or voices.actors.is_person(who[0]) or after + 1 >= sentence.end or doc[after].text != ",":
        return (), after
    person = [actor for actor in voices.who(doc[after + 1]) if voices.actors.is_person(actor)]
    if not person or not _has_post(sentence.doc[start:after]):
        return (), after
    end = after + 1
    while end < sentence.end and voices.who(doc[end]) == tuple(person):
        end += 1
    return tuple(person), end


def _heads(start: int, after: int, who: tuple[int, ...], sentence: Span, voices: Voices) -> bool:
    """Whether the second of two is the head of the first: "the head of [the Congress], [Ada Voss]"; not "Oslo, Ada"."""
    comma = next((i for i in range(start, after) if sentence.doc[i].text == ","), None)
    first, second = who
    if comma is None or voices.actors.is_person(first) or not voices.actors.is_person(second):
        return False
    return _has_post(sentence.doc[start:comma]) and second in voices.who(sentence.doc[comma + 1])


def _has_post(span: Span) -> bool:
    return not (meeting_words().met | _POSTS).isdisjoint(t.lower_ for t in span)


def _led(start: int, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """Who heads those met: "a delegation [of lawmakers] led by Ada Voss"."""
    doc = sentence.doc
    for at in range(start, min(sentence.end - 2, start + 9)):
        if doc[at].lower_ in {"led", "headed"} and doc[at + 1].lower_ == "by":
            return listed(voices, at + 2, sentence.end)
        if doc[at].tag_ not in _NOMINAL and doc[at].lower_ not in {"of", "from", ","}:
            break
    return (), start


def past_unnamed(start: int, sentence: Span) -> int | None:
    """The token after those met who have no name ("the leaders of the parties"); None where nobody is met."""
    doc, at, met = sentence.doc, start, False
    at += at < sentence.end and doc[at].lower_ == "with"
    while at < sentence.end and (doc[at].tag_ in _NOMINAL or (doc[at].lower_ in {"of", "and", "from"} and at > start)):
        met = met or doc[at].lower_ in meeting_words().met
        at += 1
    return at if met else None
