"""What direct and indirect speech share: a report of words before its speaker is known, and who a verb's speaker is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.extract.cues import Lexicon, Verb, lexicon
from kg.extract.quotes.layout import MARKS, Layout
from kg.language.grammar import Grammar
from kg.language.tokens import Span, Token
from kg.model import QuoteKind

NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_WITHHOLDING: Final = frozenset(
    {"refused", "refuses", "refuse", "refusing", "declined", "declines", "decline", "declining", "failed", "fails"}
    | {"unwilling", "unable", "reluctant", "hesitated"}
)
_TO_COME: Final = frozenset(
    {"try", "tries", "tried", "trying", "want", "wants", "wanted", "hope", "hopes", "hoped", "need", "needs", "plans"}
    | {"planned", "planning", "expected", "likely", "set", "due", "ready", "about", "asked", "prepared", "has", "have"}
    | {"had", "afraid", "able"}
)
"""Before "to say": nothing has been said yet."""
_SUMMING: Final = frozenset(
    {"comparison", "condition", "decision", "departure", "figure", "idea", "line", "measure", "message", "move"}
    | {"notion", "phrase", "position", "proposal", "prospect", "reversal", "shift", "sign", "something", "stance"}
    | {"step", "term", "threat", "word"}
)
"""What a noun may call what was said to tell more of it, beside nouns of speech: ", a step that drew applause"."""
_NOT_SPEAKERS: Final = frozenset(
    {"that", "this", "these", "those", "what", "which", "whatever", "itself", "himself", "there", "alias"}
    | {"him", "me", "us", "them"}
)


@dataclass(eq=False)
class Report:
    """Words reported, before it is known who its speakers are.

    Attributes:
        start, end: code points in the article's Doc.
        verb: the word that reports them, None for a free-standing quotation.
        speakers: the nouns and pronouns that say who, empty for nobody.
        first, last: the tokens of the sentences that bear it, end exclusive.
        previous: the run before it in the same utterance.
    """

    kind: QuoteKind
    start: int
    end: int
    rule: str
    first: int
    last: int
    cue: str | None = None
    verb: Token | None = None
    speakers: tuple[Token, ...] = ()
    addressees: tuple[Token, ...] = ()
    previous: Report | None = None


@dataclass(slots=True)
class Scene:
    """One article under reading: its layout, the questions to its parse, the lexicon, subjects found so far."""

    layout: Layout
    grammar: Grammar
    words: Lexicon = field(default_factory=lexicon)
    subjects: dict[tuple[int, int, int], tuple[Token, ...]] = field(default_factory=dict)

    def verb(self, token: Token) -> Verb | None:
        """The reporting verb that a token is, where it stands outside quotation marks and is complete."""
        if self.layout.masked(token):
            return None
        verb = self.words.verb(token)
        if verb is not None and token.i > 1 and token.nbor(-1).lower_ == "that" and self.words.verb(token.nbor(-2)):
            return None  # "says that disputes shall end": the subject of what is said
        if verb is not None and verb.lemma == "charge" and token.i + 1 < len(token.doc) and _french(token.nbor(1)):
            return None  # "told chargé d'affaires Ada Voss"
        if verb is None or not verb.others:
            return verb
        return verb if self._completed(token, verb) else None

    def _completed(self, token: Token, verb: Verb) -> bool:
        behind = token.doc[token.i + 1 : token.i + 4]
        if verb.lemma == "go" and len(behind) > 1 and (behind[1].pos_ in NOMINAL | {"DET", "ADJ"}):
            return False  # "the council goes on holiday"
        return any(word.lower_ in verb.others for word in behind)

    def negated(self, verb: Token) -> bool:
        """Whether it is told that the words were not said: "did not say", "would not say", "refused to say"."""
        doc = verb.doc
        if verb.tag_ == "VB" and verb.i > 1 and doc[verb.i - 1].lower_ == "to" and doc[verb.i - 2].lower_ in _TO_COME:
            return True
        if verb.i > 1 and doc[verb.i - 1].lower_ == "to" and doc[verb.i - 2].lower_ in _WITHHOLDING:
            return True
        return self.grammar.negated(verb)

    def may_speak(self, token: Token) -> bool:
        """Whether a noun or pronoun can stand for a speaker: outside marks, no day, no "what" or "there"."""
        if self.layout.masked(token) or token.is_space or token.is_punct or is_day(token):
            return False
        return token.lower_ not in _NOT_SPEAKERS

    def sums_up(self, noun: Token) -> bool:
        """Whether a noun takes up what was said: "a pledge", "a move", "something"."""
        words = self.words
        return noun.pos_ in {"NOUN", "PRON"} and noun.lower_ in words.utterances | words.claims | _SUMMING

    def text(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the tokens `first` to `last`, end exclusive."""
        span: Span = self.layout.doc[first:last]
        return span.start_char, span.end_char

    def trimmed(self, first: int, last: int, stops: bool = True) -> tuple[int, int]:
        """The tokens without the space and punctuation at either end; marks that belong to a run within stay.

        `stops` False keeps a final full stop.
        """
        doc, inside = self.layout.doc, self.layout.inside
        while (
            first < last
            and inside[first] < 0
            and (doc[first].is_space or doc[first].is_punct or doc[first].text in MARKS)
        ):
            if doc[first].is_left_punct or doc[first].text in {"[", "("}:
                break
            first += 1
        while first < last and inside[last - 1] < 0 and (doc[last - 1].is_space or doc[last - 1].is_punct):
            if doc[last - 1].text in {")", "]", "%"} or (not stops and doc[last - 1].text in {".", "?", "!"}):
                break
            last -= 1
        return first, last

    def kind(self, first: int, last: int) -> QuoteKind:
        """Mixed where marked words stand within the tokens, else indirect."""
        return QuoteKind.MIXED if any(n >= 0 for n in self.layout.inside[first:last]) else QuoteKind.INDIRECT


def _french(token: Token) -> bool:
    """Whether a word is the second of "charge d'affaires"."""
    return token.lower_.startswith(("d'", "d’"))


def is_day(token: Token) -> bool:
    """Whether a word is a day or another time rather than somebody."""
    return token.lower_.rstrip(".") in lexicon().grammar["days"] and token.ent_type_ not in {"PERSON", "PER"}
