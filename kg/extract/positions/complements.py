"""What a word takes as its complement, and how far the words of that reach.

Read from left to right over the tags, for the frames are marked by their first words ("that", "to", "of", "for") and a
small model's arcs often leave the wrong word in charge of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.positions.words import stance_words
from kg.extract.told import reporting_forms
from kg.extract.voices import Voices

CONDITIONS: Final = frozenset({"unless", "if", "until", "provided", "providing"})
_STOPS: Final = frozenset({";", ":", "—", "–", "--", "…", "...", "[", "|"})
_CONTRASTS: Final = frozenset({"but", "while", "although", "though", "whereas", "yet", "even"})
_AFTER_COMMA: Final = frozenset(
    {"according", "after", "as", "when", "because", "since", "despite", "amid", "before", "following", "with", "who"}
    | {"whose", "where", "which", "in", "on", "so", "then", "also", "too", "however"}
)
_THINGS: Final = frozenset({"it", "its", "this", "that", "these", "those", "them", "which"})
_PAIRING: Final = frozenset({"both", "two", "either", "neither"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OBJECT_FRAMES: Final = {
    "of": "object_of",
    "for": "object_for",
    "over": "object_for",
    "as": "object_as",
    "on": "object_on",
    "to": "object_to",
    "against": "object_against",
}
_RELATIVE: Final = frozenset({"that", "who", "which", "what", "how", "where", "whose"})
_QUOTE_MARKS: Final = frozenset({'"', "“", "”", "''", "``", "«", "»"})
_NOMINAL: Final = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "JJ", "DT", "PRP$", "JJS", "JJR", "PDT", "POS", "VBG", "EX", "WP"}
)


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


def reach(start: int, limit: int, voices: Voices, clause: bool = False, noun: bool = False) -> int:
    """The token at which the words of a complement that begins at `start` end.

    `clause`: it is a clause. `noun`: it is a noun's, so that a finite verb belongs to the noun.
    """
    doc = voices.parsed.doc
    quote = voices.quote(doc[start])
    last = quote.end if quote is not None else None
    resume = start
    for at in range(start, min(limit, start + 60)):
        token = doc[at]
        if at < resume:
            continue
        if clause and token.text == "," and (closing := _relative_end(doc, at, limit)) is not None:
            resume = closing + 1
            continue
        if at > start and (token.text in _STOPS or token.lower_ in CONDITIONS or token.lower_ in _CONTRASTS):
            return at
        if last is not None and voices.parsed.offsets(token)[0] >= last:
            return at
        if at > start and token.text == "," and _parts(doc, at, limit, voices):
            return at
        if at > start and not clause and token.lower_ == "and" and _verb_follows(doc, at, limit):
            return at
        if at > start and not clause and token.lower_ == "because":
            return at
        if at > start and token.lower_ in {"and", "but"} and _another(doc, start, at, limit, clause):
            return at
        if (
            noun
            and at > start
            and token.tag_ in {"VBD", "VBZ", "MD"}
            and not _RELATIVE & {t.lower_ for t in doc[start:at]}
        ):
            return at
        if at > start and token.lower_ == "as" and _clause_follows(doc, at, limit):
            return at
    return min(limit, start + 60)


def _another(doc: Doc, start: int, link: int, limit: int, clause: bool) -> bool:
    """Whether "and" goes on with what is told, not with the complement.

    After a comma a new subject and its finite verb do; within a clause, a verb of speaking or one in the past tense
    after what would be or had been; "and that" after anything but a clause.
    """
    after = link + 1
    while after < limit and doc[after].tag_ in {"RB", "RBR"}:
        after += 1
    if after >= limit:
        return False
    if doc[after].lower_ == "that" and not clause:
        return _opens_clause(doc, after, limit)
    if not clause:
        return doc[link - 1].text == "," and _sentence_follows(doc, after, limit) is not None
    opening = next((token for token in doc[start:link] if token.tag_ in _FINITE), None)
    if opening is None:
        return False
    if doc[link - 1].text == "," and (finite := _sentence_follows(doc, after, limit)) is not None:
        return finite.tag_ != "MD"
    word = doc[after]
    spoken = word.tag_ in {"VBD", "VBZ", "VBN"} and word.lower_ in reporting_forms()
    return spoken or (word.tag_ == "VBD" and (opening.tag_ == "MD" or opening.lower_ == "had"))


def _sentence_follows(doc: Doc, start: int, limit: int) -> Token | None:
    """The finite verb of a clause that begins with its subject, at most ten words before it."""
    for at in range(start, min(limit, start + 11)):
        tag = doc[at].tag_
        if tag in _FINITE:
            return doc[at] if at > start else None
        if tag not in _NOMINAL | {"HYPH", "IN", "RB"} or doc[at].lower_ in {"that", "who", "which"}:
            return None
    return None


def _relative_end(doc: Doc, comma: int, limit: int) -> int | None:
    """The comma that closes a relative clause set between commas: "the army, which has lost ground, must"."""
    if comma + 1 >= limit or doc[comma + 1].lower_ not in {"who", "which", "whose", "where"}:
        return None
    return next((at for at in range(comma + 2, min(limit, comma + 26)) if doc[at].text == ","), None)


def _parts(doc: Doc, comma: int, limit: int, voices: Voices) -> bool:
    """Whether what follows a comma is no longer part of the complement."""
    if comma + 1 >= limit:
        return True
    following = doc[comma + 1]
    if (
        following.lower_ in _CONTRASTS | _AFTER_COMMA | CONDITIONS
        or following.tag_ in {"VBG", "VBD", "VBZ", "MD"}
        or following.text in _QUOTE_MARKS
    ):
        return True
    if following.lower_ in {"and", "or"}:
        return _verb_follows(doc, comma + 1, limit)
    reporting = next(
        (t for t in doc[comma + 1 : min(limit, comma + 9)] if t.lower_ in {"said", "says", "told", "added"}), None
    )
    return reporting is not None


def _verb_follows(doc: Doc, at: int, limit: int) -> bool:
    following = at + 1
    while following < limit and doc[following].tag_ in {"RB", "RBR"}:
        following += 1
    if following >= limit:
        return False
    word = doc[following]
    spoken = word.tag_ == "VBN" and (word.lower_ in stance_words().verbs or word.lower_ in reporting_forms())
    return word.tag_ in _FINITE or word.tag_ == "VBG" or spoken


def _clause_follows(doc: Doc, at: int, limit: int) -> bool:
    """Whether "as" opens a clause: "as ministers gathered"."""
    window = doc[at + 1 : min(limit, at + 8)]
    return (
        any(token.tag_ in {"VBD", "VBZ"} for token in window) and doc[at + 1].tag_ not in {"JJ", "RB"}
        if len(window)
        else False
    )


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """The span without spaces, quotation marks and punctuation at its ends; None where nothing is left."""
    while start < end and (doc[start].is_space or doc[start].is_punct or doc[start].text in _QUOTE_MARKS):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].text in _QUOTE_MARKS):
        end -= 1
    return doc[start:end] if end > start else None


def cut(
    start: int, limit: int, voices: Voices, frame: str, whom: Span | None = None, noun: bool = False
) -> Complement | None:
    """The complement whose target begins at `start`."""
    doc = voices.parsed.doc
    if start >= limit:
        return None
    end = reach(start, limit, voices, clause=frame in {"clause", "must_clause"}, noun=noun)
    target = trimmed(doc, start, end)
    if target is None:
        return None
    condition = None
    if end < limit and doc[end].lower_ in CONDITIONS:
        condition = trimmed(doc, end, reach(end + 1, limit, voices, clause=True)) if end + 1 < limit else None
    return Complement(frame, target, whom, condition)


def complements(after: int, limit: int, voices: Voices) -> Iterator[Complement]:
    """The complements of a word that ends before `after`, the more specific ones first."""
    doc = voices.parsed.doc
    dates = voices.dates(doc[after].sent) if after < limit else frozenset()
    while after < limit and (after in dates or _passed(doc[after])):
        after += 1
    if after >= limit:
        return
    yield from filter(None, _direct(after, limit, voices))


def _passed(token: Token) -> bool:
    """Whether a word may stand between a verb and what it takes: an adverb, an opening mark."""
    return (token.tag_ in {"RB", "RBR"} and token.lower_ != "not") or token.text in _QUOTE_MARKS


def _direct(at: int, limit: int, voices: Voices) -> Iterator[Complement | None]:
    doc = voices.parsed.doc
    word = doc[at]
    if word.lower_ in {"that", "how"} and _opens_clause(doc, at, limit):
        yield cut(at + 1, limit, voices, "clause")
        return
    if word.lower_ == "not" and at + 1 < limit and doc[at + 1].lower_ == "to":
        yield cut(at, limit, voices, "infinitive")
        return
    if word.lower_ == "to" and at + 1 < limit and _infinitive(doc, at, limit):
        yield cut(at + 1, limit, voices, "infinitive")
        return
    if word.lower_ == "to" and at + 1 < limit and doc[at + 1].tag_ == "NN" and doc[at + 1].is_lower:
        yield cut(at + 1, limit, voices, "to")  # "to peace", or a verb that the tagger misses: "to veto aid"
        yield cut(at + 1, limit, voices, "infinitive")
        return
    if word.tag_ in {"IN", "TO", "RP"} or word.lower_ in {"to", "for", "of", "with", "against"}:
        frame, start = word.lower_, at + 1
        if frame == "out" and start < limit and doc[start].lower_ == "of":
            frame, start = "out_of", start + 1
        yield cut(start, limit, voices, frame)
        return
    if word.text == "," or (word.is_punct and word.text not in _QUOTE_MARKS):
        return
    yield from _with_object(at, limit, voices)
    if word.tag_ == "VBG" or (word.lower_ == "having"):
        yield cut(at, limit, voices, "gerund")
    if _bare_clause(doc, at, limit):
        yield cut(at, limit, voices, "clause")
    if word.tag_ in _NOMINAL or word.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"} or word.is_title:
        yield cut(at, limit, voices, "object")


def _opens_clause(doc: Doc, at: int, limit: int) -> bool:
    """Whether "that" is no pronoun: a finite verb follows in time."""
    return any(token.tag_ in _FINITE or token.tag_ == "VB" for token in doc[at + 1 : min(limit, at + 16)])


def _infinitive(doc: Doc, at: int, limit: int) -> bool:
    following = at + 1
    while following < limit and doc[following].tag_ == "RB":
        following += 1
    if following >= limit:
        return False
    word = doc[following]
    bare = word.tag_ == "NN" and (following + 1 >= limit or doc[following + 1].is_punct)  # "offered to mediate."
    return word.tag_ == "VB" or (word.is_lower and (word.tag_ == "VBP" or bare))


def _with_object(at: int, limit: int, voices: Voices) -> Iterator[Complement | None]:
    """Frames with somebody between: "urged [the two sides] to talk", "accused [Oslo] of delay"."""
    doc = voices.parsed.doc
    who, words = False, stance_words()
    for i in range(at, min(limit, at + 22)):
        token = doc[i]
        low = token.lower_
        if (
            token.text in _STOPS
            or low in _CONTRASTS
            or low in CONDITIONS
            or (token.tag_ in _FINITE and token.tag_ != "VBP")
        ):
            return
        if who and low == "to" and _infinitive(doc, i, limit):
            yield cut(i + 1, limit, voices, "object_infinitive", doc[at:i])
            return
        if low == "that" and i > at and voices.who(doc[i - 1]) and _opens_clause(doc, i, limit):
            yield cut(i + 1, limit, voices, "clause", doc[at:i])
            return
        if who and low == "not" and i + 2 < limit and doc[i + 1].lower_ == "to":
            yield cut(i, limit, voices, "object_infinitive", doc[at:i])
            return
        if who and low in _OBJECT_FRAMES and not (low == "as" and i + 1 < limit and doc[i + 1].lower_ == "well"):
            if not (low == "as" and doc[i - 1].lower_ == "well"):
                yield cut(i + 1, limit, voices, _OBJECT_FRAMES[low], doc[at:i])
        elif who and voices.who(doc[i - 1]) and not voices.who(token) and low in {"a", "an", "the"}:
            yield cut(i, limit, voices, "object_named", doc[at:i])
        elif low in words.wrong_nouns and _phrase_start(doc, i, at) > at and not voices.who(token):
            yield cut(_phrase_start(doc, i, at), limit, voices, "object_named", doc[at:i])
        who = who or bool(voices.who(token)) or token.tag_ in {"PRP", "NNS", "NNP", "NNPS"}


def _phrase_start(doc: Doc, at: int, low: int) -> int:
    """The first word of the noun phrase that a noun ends."""
    while at - 1 > low and doc[at - 1].tag_ in {"DT", "JJ", "NN", "RB"} and doc[at].tag_ != "DT":
        at -= 1
    return at


def _bare_clause(doc: Doc, at: int, limit: int) -> bool:
    """Whether a clause follows without "that": a noun phrase and then its finite verb."""
    for i in range(at, min(limit, at + 12)):
        tag = doc[i].tag_
        if i > at and (
            tag in {"VBD", "VBZ", "MD"} or (tag == "VBP" and doc[i - 1].tag_ in {"NNS", "NNPS", "PRP", "NN"})
        ):
            return True
        if tag not in _NOMINAL | {"IN", "RB", "HYPH", "CC"} or doc[i].lower_ in {"who", "which"}:
            return False
    return False


def heads(span: Span, voices: Voices) -> tuple[int, ...]:
    """The actors that a target is directed at: those before its first verb, clause or preposition but "of"."""
    doc, end = span.doc, span.start
    while end < span.end:
        token: Token = doc[end]
        verbal = (
            token.tag_ in _FINITE
            or token.tag_ in {"VB", "VBG", "VBN", "WDT", "WP"}
            or token.lower_ in {"that", "which", "who"}
        )
        if verbal or (token.text == "," and end + 1 < span.end and not voices.who(doc[end + 1])):
            break
        end += 1
    named = [token for token in doc[span.start : end] if not pointing(token)]
    return voices.of(named)


def pointing(token: Token) -> bool:
    """Whether a word may stand for a thing, or for two that were spoken of: "condemned it", "aid to both countries"."""
    return token.lower_ in _THINGS or paired(token)


def paired(token: Token) -> bool:
    """Whether a word means two that were spoken of, whoever they were: "both sides", "the two men"."""
    near = token.doc[max(token.sent.start, token.i - 1) : token.i + 1]
    return bool(_PAIRING & {each.lower_ for each in near})
