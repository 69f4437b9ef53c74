"""An article parsed: one document of all its blocks, whose words know where they stand on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.language.backend import one_thread
from kg.language.repairs import repair
from kg.language.tokens import Doc, Span, Token
from kg.model import Article, BlockKind

_LONGEST = 20_000
"""Characters parsed at once: pages are far shorter, and memory stays bounded whatever comes."""
_BREAKS = ("\n\n", "\n", ". ", " ")
_BLANK = re.compile(r"\s")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article's words and sentences.

    Attributes:
        doc: the parse; no sentence crosses a block.
        article: the article's index on its page.
        starts: for each token, where it starts on the page.
        kinds: the kind of each block that has words.
        firsts: the first token of each of these blocks.
    """

    doc: Doc
    article: int
    starts: tuple[int, ...]
    kinds: tuple[BlockKind, ...]
    firsts: tuple[int, ...]

    def offsets(self, words: Span | Token) -> tuple[int, int]:
        """Where words start and end on the page, in code points."""
        first, last = (words, words) if isinstance(words, Token) else (words[0], words[-1])
        return self.starts[first.i], self.starts[last.i] + len(last)

    def block(self, token: Token) -> BlockKind:
        """The kind of the block that a token stands in."""
        return self.kinds[bisect_right(self.firsts, token.i) - 1]

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that lie, even in part, within `start` and `end` on the page; None where there are none."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        if first < len(self.starts) and self.starts[first] + len(self.doc[first]) <= start:
            first += 1
        last = bisect_right(self.starts, end - 1)
        return self.doc[first:last] if first < last else None


def parse(nlp: Language, text: str, article: Article, index: int = 0) -> Parsed:
    """The parse of an article of the page `text`; `index` is the article's on the page. No text makes it raise."""
    pieces: list[tuple[BlockKind, int, str]] = []
    for block in article.blocks:
        pieces += ((block.kind, start, text[start:end]) for start, end in _pieces(text, block.start, block.end))
    with one_thread():
        docs = list(nlp.pipe(_plain(piece) for _, _, piece in pieces))
    starts: list[int] = []
    kinds: list[BlockKind] = []
    firsts: list[int] = []
    for doc, (kind, offset, _) in zip(docs, pieces, strict=True):
        if len(doc):
            kinds.append(kind)
            firsts.append(len(starts))
            starts += (offset + token.idx for token in doc)
    joined = Doc([doc for doc in docs if len(doc)])
    repair(joined)
    return Parsed(joined, index, tuple(starts), tuple(kinds), tuple(firsts))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A block in pieces of bounded length, cut between paragraphs, sentences or words where it has any."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        found = (text.rfind(mark, start + _LONGEST // 2, limit) + len(mark) for mark in _BREAKS)
        cut = next((at for at in found if at > start + _LONGEST // 2), limit)
        yield start, cut
        start = cut
    yield start, end


def _plain(text: str) -> str:
    """The same text, letter for letter, in what the tokeniser knows: plain spaces, no halves of characters."""
    return _SURROGATE.sub("\ufffd", _BLANK.sub(" ", text))
