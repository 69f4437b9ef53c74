"""How far the words of a complement reach: to the next clause, a condition, a contrast, a reporting verb.

Read from left to right over the tags: a small model's arcs often leave the wrong word in charge of the rest.
"""

from __future__ import annotations

from typing import Final

from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE, reporting_forms
from kg.extract.voices import Voices
from kg.language.tokens import Doc, Span, Token
from kg.model import BlockKind

CONDITIONS: Final = frozenset({"unless", "if", "until", "provided", "providing"})
"""Words that open what a stance is tied to."""
STOPS: Final = frozenset({";", ":", "—", "–", "--", "…", "...", "[", "|"})
HEADINGS: Final = frozenset({BlockKind.TITLE, BlockKind.SUBHEAD})
"""Blocks in the language of headlines."""
CONTRASTS: Final = frozenset({"but", "while", "although", "though", "whereas", "yet", "even"})
NOMINAL: Final = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "JJ", "DT", "PRP$", "JJS", "JJR", "PDT", "POS", "VBG", "EX", "WP"}
)
QUOTE_MARKS: Final = frozenset({'"', "“", "”", "''", "``", "«", "»"})
_AFTER_COMMA: Final = frozenset(
    {"according", "after", "as", "when", "because", "since", "despite", "amid", "before", "following", "with", "who"}
    | {"whose", "where", "which", "in", "on", "so", "then", "also", "too", "however", "not"}
)
_PARTING: Final = CONTRASTS | _AFTER_COMMA | CONDITIONS
_OF_SUBJECT: Final = NOMINAL | {"HYPH", "IN", "RB"}
_CONDITIONAL: Final = (
    *(("on", "condition"), ("on", "the", "condition"), ("as", "long", "as"), ("so", "long", "as"), ("only", "if")),
    *(("only", "when"), ("only", "after"), ("only", "once")),
    *(("in", "exchange", "for"), ("in", "return", "for"), ("in", "case"), ("even", "if"), ("pending",)),
)
_CONDITIONAL_FIRST: Final = frozenset(phrase[0] for phrase in _CONDITIONAL)
_TIMES: Final = frozenset({"after", "before", "following", "during", "amid", "hours", "minutes"})
_PUTTING: Final = frozenset({"put", "puts", "putting", "place", "placing"})
_WORDS_IN: Final = frozenset(
    {"attempt", "effort", "bid", "letter", "speech", "interview", "statement", "debate", "report", "tweet", "message"}
    | {"address", "article", "vote", "referendum", "meeting", "call", "briefing", "note", "communique", "post"}
)
_RELATIVE: Final = frozenset({"that", "who", "which", "what", "how", "where", "whose"})


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
        if at > start and (token.text in STOPS or token.lower_ in CONTRASTS or condition_at(doc, at, limit)):
            return at
        if last is not None and voices.parsed.offsets(token)[0] >= last:
            return at
        if at > start and token.text == "," and _parts(doc, at, limit, voices):
            return at
        if at > start and not clause and token.lower_ == "and" and _verb_follows(doc, at, limit):
            return at
        if at > start and not clause and (token.lower_ == "because" or _adjunct(doc, start, at, limit)):
            return at
        if at > start and not clause and token.text == "," and _sentence_follows(doc, at + 1, limit) is not None:
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
        if at > start and token.lower_ == "as" and (_clause_follows(doc, at, limit) or as_happens(at, limit, voices)):
            return at
    return min(limit, start + 60)


def _adjunct(doc: Doc, start: int, at: int, limit: int) -> bool:
    """Whether a preposition tells when or where a stance was taken: "after the vote", "in a letter"."""
    low = doc[at].lower_
    following = doc[at + 1] if at + 1 < limit else None
    if doc[at].tag_ not in {"IN", "VBG"} or following is None:
        return False
    if low in _TIMES:
        return not (low == "before" and doc[start].lower_ in _PUTTING)  # "putting power before people"
    if low == "at":
        return following.lower_ in {"the", "a", "an"} and doc[at - 1].tag_ not in {"VBN", "VBD", "VB", "JJ", "VBG"}
    if low != "in" or following.lower_ not in {"a", "an"}:
        return False
    return any(token.lower_ in _WORDS_IN for token in doc[at + 2 : min(limit, at + 5)])


def condition_at(doc: Doc, at: int, limit: int) -> bool:
    """Whether the words of a condition begin: "unless", "on condition that", "as long as", "in exchange for"."""
    low = doc[at].lower_
    if low in CONDITIONS or low not in _CONDITIONAL_FIRST:
        return low in CONDITIONS
    words = tuple(token.lower_ for token in doc[at : min(limit, at + 4)])
    return any(words[: len(phrase)] == phrase for phrase in _CONDITIONAL)


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
        return opens_clause(doc, after, limit)
    if not clause and doc[after].tag_ == "PRP" and after + 1 < limit and doc[after + 1].tag_ in FINITE:
        return True
    if not clause and _named_side(doc, link, limit):
        return True
    if not clause:
        return doc[link - 1].text == "," and _sentence_follows(doc, after, limit) is not None
    opening = next((token for token in doc[start:link] if token.tag_ in FINITE), None)
    if opening is None:
        return False
    if doc[link - 1].text == "," and (finite := _sentence_follows(doc, after, limit)) is not None:
        return finite.tag_ != "MD"
    word = doc[after]
    spoken = word.tag_ in {"VBD", "VBZ", "VBN"} and word.lower_ in reporting_forms()
    return spoken or (word.tag_ == "VBD" and (opening.tag_ == "MD" or opening.lower_ == "had"))


def _named_side(doc: Doc, link: int, limit: int) -> bool:
    """Whether "and" goes on with what another does to something: "backs the plan and [Rome opposes it]"."""
    at = link + 1
    while at < min(limit, link + 4) and doc[at].tag_ in {"NNP", "NNPS"}:
        at += 1
    if at == link + 1 or at + 1 >= limit or doc[link - 1].tag_ not in {"NN", "NNS", "PRP"}:
        return False
    return doc[at].tag_ in {"VBZ", "VBD"} and doc[at + 1].tag_ in {"DT", "PRP", "PRP$", "TO", "NNS", "JJ", "VBN"}


def _sentence_follows(doc: Doc, start: int, limit: int) -> Token | None:
    """The finite verb of a clause that begins with its subject, at most ten words before it."""
    for at in range(start, min(limit, start + 11)):
        tag = doc[at].tag_
        if tag in FINITE:
            return doc[at] if at > start else None
        if at > start and doc[at].text == ",":  # "and Voss, for her part, says"
            closing = next((i for i in range(at + 1, min(limit - 1, at + 14)) if doc[i].text == ","), None)
            return doc[closing + 1] if closing is not None and doc[closing + 1].tag_ in FINITE else None
        if tag not in _OF_SUBJECT or doc[at].lower_ in {"that", "who", "which"}:
            return None
    return None


def _relative_end(doc: Doc, comma: int, limit: int) -> int | None:
    """The comma that closes an aside: "the army, which has lost ground, must", "Oslo, having left, must"."""
    if comma + 1 >= limit:
        return None
    if doc[comma + 1].tag_ in {"VBG", "IN", "VBN"}:
        closing = next((at for at in range(comma + 2, min(limit - 1, comma + 10)) if doc[at].text == ","), None)
        inner = doc[comma + 1 : closing] if closing is not None else ()
        goes_on = (
            closing is not None and doc[closing + 1].tag_ in {"MD", "VBZ", "VBD"} and doc[comma - 1].tag_ in NOMINAL
        )
        return closing if goes_on and not any(t.tag_ in FINITE for t in inner) else None
    if doc[comma + 1].lower_ not in {"who", "which", "whose", "where"}:
        return None
    return next((at for at in range(comma + 2, min(limit, comma + 26)) if doc[at].text == ","), None)


def _parts(doc: Doc, comma: int, limit: int, voices: Voices) -> bool:
    """Whether what follows a comma is no longer part of the complement."""
    if comma + 1 >= limit:
        return True
    following = doc[comma + 1]
    if following.lower_ in _PARTING or following.tag_ in {"VBG", "VBD", "VBZ", "MD"} or following.text in QUOTE_MARKS:
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
    return word.tag_ in FINITE or word.tag_ == "VBG" or spoken


def _clause_follows(doc: Doc, at: int, limit: int) -> bool:
    """Whether "as" opens a clause: "as ministers gathered"."""
    window = doc[at + 1 : min(limit, at + 8)]
    if not len(window):
        return False
    finite = any(token.tag_ in {"VBD", "VBZ"} for token in window) and doc[at + 1].tag_ not in {"JJ", "RB"}
    return finite or _many(window)


def _many(window: Span) -> bool:
    """Whether a plural noun follows its adjectives: "as [foreign ministers] gathered"."""
    rest = [token for token in window if token.tag_ not in {"JJ", "RB", "NN", "NNP"}]
    return len(rest) > 1 and rest[0].tag_ in {"NNS", "NNPS"} and rest[1].tag_ in {"VBD", "VBN", "VBP"}


def as_happens(at: int, limit: int, voices: Voices) -> bool:
    """Whether "as" tells in a headline what goes on beside: "Oslo rejects plan [as talks collapse] in Rome"."""
    doc = voices.parsed.doc
    if voices.parsed.block(doc[at]) not in HEADINGS or at + 2 >= limit:
        return False
    verb = next((t for t in doc[at + 1 : min(limit, at + 7)] if t.tag_ not in {"JJ", "NN", "NNP", "POS"}), None)
    if verb is None or verb.tag_ not in {"NNS", "NNPS"} or verb.i + 1 >= limit:
        return verb is not None and verb.tag_ in {"VBZ", "VBP", "MD"} and verb.i > at + 1
    verb, after = verb.nbor(1), doc[verb.i + 2 : min(limit, verb.i + 3)]
    ends = not len(after) or after[0].is_punct or after[0].tag_ in {"IN", "TO", "RB", "RP", "DT", "PRP$"}
    return verb.tag_ in {"VBP", "VBZ", "MD"} or (verb.tag_ in {"NN", "VB"} and verb.is_lower and ends)


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """The span without spaces, quotation marks and punctuation at its ends; None where nothing is left."""
    while start < end and (doc[start].is_space or doc[start].is_punct or doc[start].text in QUOTE_MARKS):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].text in QUOTE_MARKS):
        end -= 1
    return doc[start:end] if end > start else None


def marked(span: Span) -> Span:
    """The span with the quotation mark that is missing at one of its ends: "resume “shuttle diplomacy[”]"."""
    doc, text = span.doc, span.text
    odd = text.count('"') % 2 == 1
    if odd or text.count("“") > text.count("”"):
        past = span.end + (span.end < len(doc) and doc[span.end].text in {".", ",", "!", "?"})
        if past < len(doc) and doc[past].text in {'"', "”"}:
            return doc[span.start : past + 1]
    if (odd or text.count("”") > text.count("“")) and span.start and doc[span.start - 1].text in {'"', "“"}:
        return doc[span.start - 1 : span.end]
    return span


def opens_clause(doc: Doc, at: int, limit: int) -> bool:
    """Whether "that" is no pronoun: a finite verb follows in time."""
    return any(t.tag_ in FINITE or t.tag_ == "VB" or t.dep_ == "ccomp" for t in doc[at + 1 : min(limit, at + 16)])
