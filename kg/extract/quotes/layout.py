"""An article's tokens with its quotation marks laid over them: runs, and sentences that no mark tears apart.

Parsers break sentences at quotation marks and join them over missing ones. Marks are paired first, over the whole
article; a sentence boundary of the parser holds only where the marks and the punctuation agree with it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from kg.extract.cues import lexicon
from kg.extract.quotes.marks import Run, outermost, pair
from kg.language.parsed import Parsed
from kg.language.tokens import Doc, Token
from kg.model import BlockKind

_BEARING: Final = frozenset({BlockKind.TITLE, BlockKind.PROSE, BlockKind.CAPTION, BlockKind.SUBHEAD})
STOPS: Final = frozenset({".", "!", "?", "…", "...", "....", ".."})
MARKS: Final = frozenset({'"', "“", "”", "„", "‟", "«", "»", "''", "``", "‘‘", "’’", "'", "‘", "’", "`", ",”", ".”"})
_WHOM: Final = frozenset({"him", "her", "them", "me", "us", "reporters", "journalists"})
_PHRASE: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_MEANWHILE: Final = frozenset({"as", "when", "while", "after", "before"})
"""What tells when somebody said it: "said as she left"."""
LONGEST_DATELINE: Final = 12
"""How many tokens the place and day before a report's first words may have."""
_DASHES: Final = frozenset({"-", "—", "–", "―", "--"})
_OPENING: Final = _DASHES | {"(", "["}
_TITLES: Final = frozenset(
    {"Adm", "Amb", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Dr", "Gen", "Gov", "Hon", "Lt", "Maj", "Mr", "Mrs"}
    | {"Ms", "Pres", "Prof", "Rep", "Rev", "Sen", "Sgt"}
)
LONGEST_ASIDE: Final = 14
"""How many tokens an apposition between commas may have."""
LONGEST_NAME: Final = 8
"""How many tokens who asked or cried may have behind the marks, with the verb."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A run by its tokens: the words `doc[first:last]`; with its marks it takes up `doc[outer:after]`."""

    run: Run
    first: int
    last: int
    outer: int
    after: int


class Layout:
    """Runs and sentences of one article.

    Attributes:
        doc: its tokens.
        runs: the outermost runs between marks, in order.
        inside: for each token the number of the run that it stands in, its marks included, or -1.
        sentences: (first, last) tokens, end exclusive, in order, without gaps.
    """

    def __init__(self, parsed: Parsed) -> None:
        doc = parsed.doc
        self.doc: Doc = doc
        self.parsed = parsed
        self._offsets = [token.idx for token in doc]
        self._blocks = [first for first in parsed.firsts if first < len(doc)]
        starts = [doc[first].idx for first in self._blocks]
        paragraphs = list(zip(starts, [*starts[1:], len(doc.text)], strict=True)) if starts else []
        runs = map(self._marked, outermost(pair(doc.text, paragraphs)))
        self.runs = [run for run in runs if run.first < run.last]
        self._firsts = frozenset(self._blocks)
        self.inside = [-1] * len(doc)
        for number, run in enumerate(self.runs):
            for i in range(run.outer, run.after):
                self.inside[i] = number
        self.sentences = self._sentences()
        self._starts = [start for start, _ in self.sentences]

    def sentence(self, i: int) -> tuple[int, int]:
        """The sentence of a token, as (first, last) tokens."""
        return self.sentences[max(0, bisect_right(self._starts, i) - 1)]

    def past_dateline(self, first: int) -> int:
        """Where the words of a sentence begin behind the place and day of a report: "OSLO, June 7 (AP) — [Voss]"."""
        doc = self.doc
        if first not in self._firsts:
            return first
        apart = (t for t in doc[first + 1 : first + LONGEST_DATELINE] if t.text in _DASHES and t.nbor(-1).whitespace_)
        dash = next((t.i for t in apart), None)
        if dash is None or any(t.pos_ in {"VERB", "AUX", "DET"} or self.masked(t) for t in doc[first:dash]):
            return first
        dated = any(
            t.is_digit or ":" in t.text or t.text in {"(", "/"} or (t.is_upper and len(t) > 2) for t in doc[first:dash]
        )
        return dash + 1 if dated else first

    def masked(self, token: Token) -> bool:
        """Whether a token stands between quotation marks."""
        return self.inside[token.i] >= 0

    def page(self, at: int) -> int:
        """Where a code point of the Doc stands on the page."""
        i = max(0, bisect_right(self._offsets, at) - 1)
        return self.parsed.starts[i] + at - self._offsets[i]

    def paragraph(self, i: int) -> int:
        """The number of the block that a token stands in."""
        return max(0, bisect_right(self._blocks, i) - 1)

    def paragraphs(self) -> list[tuple[int, int]]:
        """The (first, last) tokens of the blocks, end exclusive, in order."""
        return list(zip(self._blocks, [*self._blocks[1:], len(self.doc)], strict=True))

    def paragraphs_between(self, i: int, j: int) -> int:
        """How many blocks of running text a later token is on from an earlier one; captions are not counted."""
        first, last = self.paragraph(i), self.paragraph(j)
        return sum(self.prose(self._blocks[n]) for n in range(first + 1, last + 1))

    def bears(self, i: int) -> bool:
        """Whether a token stands where the article speaks: not in a byline, a credit or a dateline."""
        return self.parsed.block(self.doc[i]) in _BEARING

    def prose(self, i: int) -> bool:
        """Whether a token stands in running text."""
        return self.parsed.block(self.doc[i]) is BlockKind.PROSE

    def title(self, i: int) -> bool:
        """Whether a token stands in a headline."""
        return self.parsed.block(self.doc[i]) is BlockKind.TITLE

    def runs_in(self, first: int, last: int) -> bool:
        """Whether marked words stand among the tokens `first` to `last`."""
        return any(number >= 0 for number in self.inside[first:last])

    def heads(self, first: int, last: int) -> bool:
        """Whether a sentence is all of an article's first paragraph, as a headline with a full stop is."""
        paragraphs = self.paragraphs()[:2]
        if first or not paragraphs or paragraphs[0] != (first, last):
            return False
        return not any(t.text == ":" for begin, _ in paragraphs[1:] for t in self.doc[begin : begin + LONGEST_NAME])

    def closing(self, run: Marked) -> Token:
        """The token that a run's words end with; marks of a quotation within it are left out."""
        last = run.last - 1
        while last > run.first and self.doc[last].text in MARKS:
            last -= 1
        return self.doc[last]

    def _marked(self, run: Run) -> Marked:
        """The tokens of a run; a mark that its tokenizer left glued to a word belongs to the word."""
        doc, starts = self.doc, self._offsets
        outer = max(0, bisect_right(starts, run.left) - 1)
        first = outer if doc[outer].idx + len(doc[outer]) > run.start else outer + 1
        while first < len(doc) and doc[first].idx < run.start and doc[first].idx + len(doc[first]) <= run.start:
            first += 1
        last = bisect_right(starts, max(run.start, run.end - 1))
        after = max(last, bisect_right(starts, max(run.left, run.right - 1)))
        return Marked(run, first, last, outer, after)

    def _sentences(self) -> list[tuple[int, int]]:
        doc = self.doc
        starts = [0]
        for i in range(1, len(doc)):
            if self._begins(i):
                starts.append(i)
        return list(zip(starts, [*starts[1:], len(doc)], strict=True)) if len(doc) else []

    def _begins(self, i: int) -> bool:
        """Whether a sentence begins at a token."""
        doc = self.doc
        token = doc[i]
        number, before = self.inside[i], self.inside[i - 1]
        if token.is_space or (number >= 0 and number == before):
            return False
        if i in self._firsts:
            return True
        spaced = i - 1
        while spaced > 0 and doc[spaced].is_space:
            spaced -= 1
        before = self.inside[spaced]
        if before >= 0 and before != number:  # right after closing marks
            last = self.closing(self.runs[before])
            asks = last.text[-1:] in {"?", "!"} and self.reported_by(i)
            told = last.text == "." and self._only_says(i)
            return self._ends(last.i, spaced + 1) and _opens(token) and not asks and not told
        opens = number >= 0 and self.runs[number].outer == i and _is_stop(doc[spaced])
        if opens and (doc[spaced].text in STOPS or not doc[self.runs[number].first].is_lower):
            return True  # but not in "saying the U.S. “does not wait”"
        if not token.is_sent_start and not (spaced < i - 1 and doc[spaced + 1].is_sent_start):
            return False
        if (_shortens(doc[spaced]) or (token.is_digit and _numbers(doc[spaced]))) and spaced == i - 1:
            return False
        return _is_stop(doc[spaced]) or (doc[spaced].text in {"—", "–", "―", "-", "•", ")", "]"} and _opens(token))

    def _ends(self, last: int, following: int) -> bool:
        """Whether the words before closing marks end a sentence."""
        return _is_stop(self.doc[last]) or _is_stop(self.doc[following - 1])

    def reported_by(self, i: int) -> bool:
        """Whether a name and a verb that needs no more words open at `i`: "Will it rain?" Ada Voss, an aide, asked."""
        doc, at = self.doc, i
        end = min(len(doc), i + LONGEST_NAME)
        while at < end:
            token = doc[at]
            if token.text == "," and at > i and (behind := self._past_aside(at)):
                at, end = behind, min(len(doc), behind + 2)
                continue
            if token.tag_ in {"VBD", "VBZ"} and at > i:
                return self._speaks(token)
            if token.is_punct or token.tag_ in {"MD", "VBP", "IN"}:
                return False
            at += 1
        return False

    def _speaks(self, token: Token) -> bool:
        """Whether a verb reports the words before it, for nothing follows that it could report."""
        end = self._past_whom(token.i + 1)
        verb, behind = lexicon().verb(token), self.doc[end : end + 1]
        ends = not behind or behind[0].is_punct or behind[0].pos_ in {"ADP", "ADV"} or behind[0].lower_ in _MEANWHILE
        return verb is not None and bool(verb.frames & {"clause", "marked_only"}) and ends

    def _past_aside(self, comma: int) -> int:
        """The token behind what two commas set off, the first at `comma`: "Ada Voss[, an aide in Oslo,] said"; or 0."""
        for token in self.doc[comma + 1 : comma + LONGEST_ASIDE]:
            if token.text == ",":
                return token.i + 1
            if self.masked(token) or token.tag_ in {"VBD", "VBZ", "MD", "VBP"} or token.text in STOPS:
                return 0
        return 0

    def _only_says(self, i: int) -> bool:
        """Whether a sentence only tells who speaks, behind words that end in a full stop: "We wait." Voss said."""
        for token in self.doc[i : min(len(self.doc) - 1, i + LONGEST_NAME // 2)]:
            if token.tag_ in {"VBD", "VBZ"} and token.i > i:
                verb = lexicon().verb(token)
                return verb is not None and "clause" in verb.frames and token.nbor(1).text == "."
            if token.pos_ not in {"PROPN", "PRON"}:
                return False
        return False

    def _past_whom(self, i: int) -> int:
        """Where the words for who is asked end: Ada Voss asked [the mayor of Oslo]."""
        doc = self.doc
        if i < len(doc) and doc[i].lower_ in _WHOM:
            return i + 1
        end = i
        while end < min(len(doc), i + LONGEST_NAME) and (doc[end].pos_ in _PHRASE or doc[end].tag_ == "POS"):
            end += 1
        return end


def _is_stop(token: Token) -> bool:
    """Whether a token can end a sentence; "Corp." and "p.m." may, where the parser says so."""
    return token.text in STOPS or token.text[-1:] in {".", "?", "!", "…"} or token.text in {".”", '."', "?”", "!”"}


def _shortens(token: Token) -> bool:
    """Whether a full stop, alone or with its word, only shortens a title before a name: "Lt. Gen. Ada Voss"."""
    word = token.nbor(-1) if token.text == "." and token.i else token
    return word.text.rstrip(".") in _TITLES and token.text[-1:] == "."


def _numbers(token: Token) -> bool:
    """Whether a full stop shortens "number": "the No. 2 in the party"."""
    return token.text == "No." or (token.text == "." and token.i > 0 and token.nbor(-1).text == "No")


def _opens(token: Token) -> bool:
    """Whether a token can open a sentence."""
    return not token.is_lower and (not token.is_punct or token.text in MARKS or token.text in _OPENING)
