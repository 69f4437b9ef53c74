"""What a word takes as its complement, and how far the words of that reach.

Read from left to right over the tags, for the frames are marked by their first words ("that", "to", "of", "for") and a
small model's arcs often leave the wrong word in charge of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.extract.positions.reach import (
    CONTRASTS,
    HEADINGS,
    NOMINAL,
    QUOTE_MARKS,
    STOPS,
    as_happens,
    condition_at,
    opens_clause,
    reach,
    trimmed,
)
from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Doc, Span, Token

_OF_SUBJECT: Final = NOMINAL | {"IN", "RB", "HYPH", "CC"}
_OBJECT_FRAMES: Final = {
    "of": "object_of",
    "for": "object_for",
    "over": "object_for",
    "as": "object_as",
    "on": "object_on",
    "to": "object_to",
    "against": "object_against",
    "with": "object_with",
}


_OBJECTS: Final = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_WHOSE: Final = frozenset({"PRP$", "PRP"})
_INSTITUTIONS: Final = frozenset(
    {"side", "party", "government", "regime", "council", "parliament", "congress", "court", "committee", "commission"}
    | {"cabinet", "junta", "army", "military", "leadership", "opposition", "assembly", "community", "world", "alliance"}
    | {"commander", "general", "chief", "administration", "group", "militia", "movement", "country", "neighbour"}
    | {"neighbor", "ruler", "monarch", "senator", "ministry", "agency", "union", "delegation", "faction", "man"}
    | {"woman", "rival", "force", "peacekeepers", "firm", "company", "bank"}
    | {
        "everyone",
        "everybody",
        "authority",
        "enemy",
        "kingdom",
        "republic",
        "official",
        "spokesman",
        "spokeswoman",
        "team",
        "mission",
        "envoys",
    }
    | {"bloc", "minister", "president", "premier", "chancellor", "king", "leader", "counterpart", "envoy", "ambassador"}
)
"""Nouns in the singular for those whom one asks, warns and accuses."""
_MANNERS: Final = frozenset(
    {"terms", "language", "words", "public", "private", "principle", "part", "full", "writing", "advance", "contempt"}
    | {"disdain", "scorn", "unison", "vain", "person", "silence", "passing", "strength", "haste"}
)
"""Nouns for how a stance is taken: "in the strongest [terms]", "with [contempt]"."""
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_NO_CLAUSE: Final = frozenset({"who", "which", "after", "before", "since", "because", "as", "if", "when", "until"})
_NOMINAL_FRAMES: Final = frozenset({"object", "to", "of", "with", "against"})


@dataclass(frozen=True, slots=True)
class Complement:
    """What a word takes.

    Attributes:
        frame: as in the lexicon: "object", "clause", "infinitive", "object_of", a preposition...
        target: the words that say what it is about.
        whom: who is addressed, accused or named before it ("urged [Oslo] to sign"), None where nobody is.
        condition: the words of "unless", "if" or "until" that follow.
    """

    frame: str
    target: Span
    whom: Span | None = None
    condition: Span | None = None


def cut(
    start: int, limit: int, voices: Voices, frame: str, whom: Span | None = None, noun: bool = False
) -> Complement | None:
    """The complement whose target begins at `start`."""
    doc = voices.parsed.doc
    if start >= limit:
        return None
    end = reach(start, limit, voices, clause=frame in {"clause", "must_clause"}, noun=noun)
    target = trimmed(doc, start, _before_day(start, end, voices) if frame in _NOMINAL_FRAMES else end)
    if target is None:
        return None
    condition = None
    end += end + 1 < limit and doc[end].text == ","  # "ready to sign, provided Chad did"
    if end < limit and condition_at(doc, end, limit):
        opened = end + (3 if doc[end].lower_ in {"as", "so"} else 1)  # "as long as"
        condition = trimmed(doc, end, reach(opened, limit, voices, clause=True)) if opened < limit else None
    return Complement(frame, target, whom, condition)


def _before_day(start: int, end: int, voices: Voices) -> int:
    """The end without the day that closes it, which is when the stance was taken: "the ceasefire [on Friday]"."""
    doc = voices.parsed.doc
    dates, first = voices.dates(doc[start].sent), end
    while first - 1 > start and first - 1 in dates:
        first -= 1
    return first if first < end and doc[first].lower_ == "on" else end


def complements(after: int, limit: int, voices: Voices) -> Iterator[Complement]:
    """The complements of a word that ends before `after`, the more specific ones first."""
    doc = voices.parsed.doc
    dates = voices.dates(doc[after].sent) if after < limit else frozenset()
    after = _past_duration(after, limit, doc)
    while after < limit and (after in dates or _passed(doc[after])):
        after += 1
    after = _past_aside(after, limit, doc)
    if after >= limit:
        return
    yield from filter(None, _direct(after, limit, voices))


def _past_aside(at: int, limit: int, doc: Doc) -> int:
    """The token behind an aside: "warned[, however,] that", "condemned[ in strong terms] the raid"."""
    if at + 1 < limit and doc[at].tag_ == "IN" and doc[at].lower_ in {"in", "with"}:
        manner = next((i for i in range(at + 1, min(limit - 1, at + 5)) if doc[i].lower_ in _MANNERS), None)
        return at if manner is None or doc[manner + 1].lower_ in {"of", "at", "over"} else _past_mark(manner + 1, doc)
    if at + 1 >= limit or doc[at].text != "," or doc[at + 1].tag_ not in {"IN", "RB"}:
        return at
    for end in range(at + 1, min(limit - 1, at + 12)):
        if doc[end].tag_ in FINITE:
            return at
        if doc[end].text == ",":
            return end + 1 if doc[end + 1].tag_ in {"IN", "TO", "DT", "PRP$"} else at
    return at


def _past_mark(at: int, doc: Doc) -> int:
    return at + (doc[at].text in QUOTE_MARKS)


def _past_duration(at: int, limit: int, doc: Doc) -> int:
    """The token after "for weeks", "for two years"; `at` itself where none stands there."""
    if at + 2 >= limit or doc[at].lower_ != "for":
        return at
    end = at + 1
    while end < min(limit, at + 4) and (doc[end].tag_ in {"CD", "JJ"} or doc[end].lower_ in {"the", "past", "last"}):
        end += 1
    return end + 1 if doc[end].lower_ in {"weeks", "months", "years", "days", "decades", "long"} else at


def _passed(token: Token) -> bool:
    """Whether a word may stand between a verb and what it takes: an adverb, an opening mark."""
    return (token.tag_ in {"RB", "RBR"} and token.lower_ not in {"not", "never"}) or token.text in QUOTE_MARKS


def _direct(at: int, limit: int, voices: Voices) -> Iterator[Complement | None]:
    doc = voices.parsed.doc
    word = doc[at]
    pointed = word.lower_ == "that" and _points(doc, at, limit)
    if word.lower_ in {"that", "how"} and not pointed and opens_clause(doc, at, limit):
        yield cut(at + 1, limit, voices, "clause")
        return
    if word.lower_ == "whether":
        yield cut(at, limit, voices, "whether")
        return
    if word.lower_ in {"not", "never"} and at + 1 < limit and doc[at + 1].lower_ == "to":
        yield cut(at, limit, voices, "infinitive")
        return
    if word.lower_ == "to" and at + 1 < limit and infinitive_at(doc, at, limit):
        yield cut(at + 1, limit, voices, "infinitive")
        return
    if word.lower_ == "to" and at + 1 < limit and doc[at + 1].tag_ == "NN" and doc[at + 1].is_lower:
        yield cut(at + 1, limit, voices, "to")  # "to peace", or a verb that the tagger misses: "to veto aid"
        yield cut(at + 1, limit, voices, "infinitive")
        return
    if (not pointed and word.tag_ in {"IN", "TO", "RP"}) or word.lower_ in {"to", "for", "of", "with", "against"}:
        frame, start = word.lower_, at + 1
        if frame == "out" and start < limit and doc[start].lower_ == "of":
            frame, start = "out_of", start + 1
        yield cut(start, limit, voices, frame)
        return
    if word.text == "," or (word.is_punct and word.text not in QUOTE_MARKS):
        return
    yield from _with_object(at, limit, voices)
    if word.tag_ == "VBG" or (word.lower_ == "having"):
        yield cut(at, limit, voices, "gerund")
    if _bare_clause(doc, at, limit):
        yield cut(at, limit, voices, "clause")
    named = word.is_title or word.lower_ == "both" or voices.parsed.block(word) in HEADINGS
    plural = word.tag_ == "VBZ" and word.is_lower and doc[at - 1].tag_ in FINITE  # "Oslo demands [guarantees]"
    if word.tag_ in NOMINAL | {"$"} or word.pos_ in _OBJECTS or named or plural or pointed:
        yield cut(at, limit, voices, "object")


def _points(doc: Doc, at: int, limit: int) -> bool:
    """Whether "that" points at a noun: "rejected [that version] of events, saying"; not "said that aid had come"."""
    if at + 2 >= limit or doc[at + 1].tag_ != "NN":
        return False
    stop = next((i for i in range(at + 2, limit) if doc[i].is_punct and doc[i].text not in QUOTE_MARKS), limit)
    return not any(t.tag_ in FINITE or t.tag_ == "VB" for t in doc[at + 2 : stop])


def infinitive_at(doc: Doc, at: int, limit: int) -> bool:
    """Whether "to" opens an infinitive, past an adverb, a mark or "either"."""
    following = at + 1
    while following < limit and (
        doc[following].tag_ == "RB" or doc[following].text in QUOTE_MARKS or doc[following].lower_ in {"either", "both"}
    ):
        following += 1
    if following >= limit:
        return False
    word = doc[following]
    bare = word.tag_ == "NN" and (following + 1 >= limit or doc[following + 1].is_punct)  # "offered to mediate."
    return word.tag_ == "VB" or (word.is_lower and (word.tag_ == "VBP" or bare))


def _with_object(at: int, limit: int, voices: Voices) -> Iterator[Complement | None]:
    """Frames with somebody between: "urged [the two sides] to talk", "accused [Oslo] of delay"."""
    doc = voices.parsed.doc
    who, words, resume, dates = False, stance_words(), at, voices.dates(doc[at].sent)
    for i in range(at, min(limit, at + 22)):
        token = doc[i]
        low = token.lower_
        if i < resume:
            continue
        if token.text in _DASHES and (closing := _closing_dash(doc, i, limit)) is not None:
            resume = closing + 1  # "appealed to both - Oslo and Rome - to wait"
            continue
        if token.text == "," and i + 1 < limit and doc[i + 1].tag_ == "VBG":
            return
        if (
            token.text in STOPS
            or low in CONTRASTS
            or condition_at(doc, i, limit)
            or (low == "as" and as_happens(i, limit, voices))
            or (token.tag_ in FINITE and token.tag_ != "VBP")
        ):
            return
        if who and low == "to" and infinitive_at(doc, i, limit):
            yield cut(i + 1, limit, voices, "object_infinitive", doc[at:i])
            return
        told = i > at and (
            i - 1 in dates or voices.who(doc[i - 1]) or (doc[i - 1].tag_ in {"NNS", "PRP"} and doc[at].tag_ in _WHOSE)
        )
        if low == "that" and told and opens_clause(doc, i, limit):
            yield cut(i + 1, limit, voices, "clause", doc[at:i])
            return
        if who and low == "not" and i + 2 < limit and doc[i + 1].lower_ == "to":
            yield cut(i, limit, voices, "object_infinitive", doc[at:i])
            return
        if low == "as" and i + 1 < limit and doc[i + 1].lower_ == "such":
            continue  # "did not oppose the railway as such"
        laid = low == "on" and i + 1 not in dates  # "blamed the delay on Oslo"
        if (who or (i > at and (low == "as" or laid))) and low in _OBJECT_FRAMES:
            if not (low == "as" and "well" in {doc[i - 1].lower_, doc[min(i + 1, limit - 1)].lower_}):
                yield cut(i + 1, limit, voices, _OBJECT_FRAMES[low], doc[at:i])
        elif who and voices.who(doc[i - 1]) and not voices.who(token) and low in {"a", "an", "the"}:
            yield cut(i, limit, voices, "object_named", doc[at:i])
        elif low in words.wrong_nouns and _phrase_start(doc, i, at) > at and not voices.who(token):
            yield cut(_phrase_start(doc, i, at), limit, voices, "object_named", doc[at:i])
        named = bool(voices.who(token)) or token.tag_ in {"PRP", "NNS", "NNP", "NNPS"}
        who = who or named or low in _INSTITUTIONS


def _closing_dash(doc: Doc, at: int, limit: int) -> int | None:
    """The dash that closes a row of names between dashes."""
    for i in range(at + 1, min(limit, at + 14)):
        if doc[i].text in _DASHES:
            return i
        if doc[i].tag_ not in {"NNP", "NNPS", "CC", "DT", ",", "JJ", "NN", "NNS"}:
            return None
    return None


def _phrase_start(doc: Doc, at: int, low: int) -> int:
    """The first word of the noun phrase that a noun ends; nothing but the noun where the one before is no part of it.

    "Called the deal [treason]", for "the" belongs to the deal.
    """
    noun = at
    while at - 1 > low and doc[at - 1].tag_ in {"DT", "JJ", "NN", "RB"} and doc[at].tag_ != "DT":
        at -= 1
    return noun if at == low + 1 < noun and doc[low].tag_ in {"DT", "PRP$"} else at


def _bare_clause(doc: Doc, at: int, limit: int) -> bool:
    """Whether a clause follows without "that": a noun phrase and then its finite verb."""
    for i in range(at, min(limit, at + 12)):
        tag = doc[i].tag_
        if i > at and (
            tag in {"VBD", "VBZ", "MD"} or (tag == "VBP" and doc[i - 1].tag_ in {"NNS", "NNPS", "PRP", "NN"})
        ):
            if doc[i].lower_ == "should" and i + 1 < limit and doc[i + 1].tag_ == "DT":
                return False  # "vowed sanctions [should the talks fail]"
            return (
                doc[i - 1].lower_ not in {"and", "or", "but"} and doc[at].text not in QUOTE_MARKS
            )  # "ruled out a trip [and wanted]": no clause
        marked = i > at and doc[i].text in QUOTE_MARKS  # "agreed the release “was not negotiable”"
        if (tag not in _OF_SUBJECT and not marked) or doc[i].lower_ in _NO_CLAUSE:
            return False
    return False
