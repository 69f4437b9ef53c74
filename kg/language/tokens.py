"""A parsed text as plain Python objects: what the rules ask of spaCy's `Doc`, `Span` and `Token`, read once.

spaCy decodes a string and makes objects anew at each look at a token, and the rules look at each token hundreds of
times. Names and meanings are spaCy's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, overload

from spacy import tokens
from spacy.strings import StringStore
from spacy.vocab import Vocab

_HASHES: Final[list[int | str]] = ["ORTH", "TAG", "POS", "DEP", "LEMMA", "ENT_TYPE"]
_NUMBERS: Final[list[int | str]] = ["ENT_IOB", "SPACY", "HEAD", "SENT_START"]  # the last two are signed
_IOB: Final = ("", "I", "O", "B")
_START: Final = attrgetter("idx")


class Token:
    """A word or sign.

    Attributes:
        doc, i, idx: its text, its place there in tokens, and in characters.
        children: its dependents, in the order of the text.
        sent: its sentence.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_left_punct", "is_punct",
        "is_right_punct", "lemma_", "lower_", "pos_", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    is_punct: bool
    is_left_punct: bool
    is_right_punct: bool
    whitespace_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    head: Token
    children: tuple[Token, ...]
    sent: Span

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """The token so many further on.

        Raises:
            IndexError: there is none.
        """
        if self.i + by < 0:
            raise IndexError(f"no token stands {-by} before the first")
        return self.doc[self.i + by]

    @property
    def subtree(self) -> list[Token]:
        """Itself and all below it, in the order of the text."""
        if not self.children:
            return [self]
        below = [(child.i, child.subtree) for child in self.children]
        left = [token for at, tokens_ in below if at < self.i for token in tokens_]
        return [*left, self, *(token for at, tokens_ in below if at > self.i for token in tokens_)]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Those above it, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def left_edge(self) -> Token:
        """The first of its subtree."""
        return min(self.subtree, key=_START)

    @property
    def right_edge(self) -> Token:
        """The last of its subtree."""
        return max(self.subtree, key=_START)

    @property
    def is_sent_start(self) -> bool:
        return self.i == self.sent.start

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()


class Span:
    """The tokens of a text from `start` up to `end`."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, end))
        index = at + (self.end if at < 0 else self.start)
        if self.start <= index < self.end:
            return self.doc.tokens[index]
        raise IndexError(f"the span has no token {at}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.doc is other.doc and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """As written, without the space after it."""
        return self.doc.text[self.start_char : self.end_char] if self.start < self.end else ""

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of several."""
        return min(self, key=lambda token: sum(1 for _ in token.ancestors))


class Doc:
    """A text: its tokens and its sentences, none of which crosses from one of its parts into another."""

    __slots__ = ("sents", "text", "tokens")

    def __init__(self, parts: Sequence[tokens.Doc] = ()) -> None:
        """The text of several that spaCy has parsed, one after the other."""
        self.tokens: list[Token] = []
        self.sents: list[Span] = []
        self.text = ""
        if parts:
            strings, forms = _Strings(parts[0].vocab.strings), _Forms(parts[0].vocab)
            for part in parts:
                self._read(part, strings, forms)
            self.text = "".join(token.text + token.whitespace_ for token in self.tokens)

    def _read(self, part: tokens.Doc, strings: _Strings, forms: _Forms) -> None:
        first, idx = len(self.tokens), 0
        if first:
            last = self.tokens[-1]
            idx = last.idx + len(last.text) + len(last.whitespace_)
        rows = zip(part.to_array(_HASHES).tolist(), part.to_array(_NUMBERS).astype("int64").tolist(), strict=True)
        self.tokens += (Token() for _ in range(len(part)))
        for i, ((orth, tag, pos, dep, lemma, entity), (iob, spaced, head, starts)) in enumerate(rows, start=first):
            token = self.tokens[i]
            token.doc, token.i, token.idx, token.children, token.head = self, i, idx, (), self.tokens[i + head]
            token.text, token.lower_, token.is_punct, token.is_left_punct, token.is_right_punct = forms[orth]
            token.tag_, token.pos_, token.dep_, token.lemma_ = strings[tag], strings[pos], strings[dep], strings[lemma]
            token.ent_type_, token.ent_iob_, token.whitespace_ = strings[entity], _IOB[iob], " " if spaced else ""
            idx += len(token.text) + spaced
            if starts == 1 or i == first:
                self.sents.append(Span(self, i, i))
            self.sents[-1].end, token.sent = i + 1, self.sents[-1]
        for token in self.tokens[first:]:
            if token.head is not token:
                token.head.children = (*token.head.children, token)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that lie, even in part, within `start` and `end` of the text; None where it has no such place."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        after = start == first.idx + len(first.text)  # the space behind a token is no part of it
        return Span(self, first.i + after, last.i + 1)

    def _at(self, char: int) -> Token | None:
        """The token that a character belongs to; the space behind a token does."""
        if not 0 <= char < len(self.text):
            return None
        return self.tokens[bisect_right(self.tokens, char, key=_START) - 1]


class _Strings(dict[int, str]):
    """spaCy's strings by their numbers, each decoded once."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, number: int) -> str:
        self[number] = self._store[number]
        return self[number]


class _Forms(dict[int, tuple[str, str, bool, bool, bool]]):
    """What spaCy knows of a word by itself: text, lower case, and what kind of sign it is."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __missing__(self, number: int) -> tuple[str, str, bool, bool, bool]:
        word = self._vocab[number]
        self[number] = (word.text, word.lower_, word.is_punct, word.is_left_punct, word.is_right_punct)
        return self[number]
