"""The tokens that rules read are those of spaCy, over several parts as over one text."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from spacy import tokens

from kg.language.tokens import Doc, Span
from tests.speech import pipeline

PARTS = (
    "“They met in Oslo,” said Ada Voss (45). Bo Lund, who had left\n early, was told of it  by the U.N. envoy's aide. ",
    "Talks",
    "A hearing is scheduled on the issue today. It didn't HELP, and nobody knew what she had been told to expect!",
)
ALIKE = [
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "tag_",
    "pos_",
    "dep_",
    "ent_type_",
    "ent_iob_",
    "whitespace_",
    "is_punct",
    "is_space",
    "is_left_punct",
    "is_right_punct",
    "is_alpha",
    "is_digit",
    "is_lower",
    "is_upper",
    "is_title",
    "is_sent_start",
]


@cache
def _both() -> tuple[tokens.Doc, Doc]:
    parts = list(pipeline().pipe(PARTS))
    return tokens.Doc.from_docs(parts, ensure_whitespace=False), Doc(parts)


@pytest.mark.parametrize("name", ALIKE)
def test_each_token_says_what_spacy_says(name: str) -> None:
    theirs, ours = _both()
    assert [getattr(token, name) for token in ours] == [getattr(token, name) for token in theirs]


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_each_token_hangs_where_spacy_hangs_it(name: str) -> None:
    theirs, ours = _both()
    assert [getattr(token, name).i for token in ours] == [getattr(token, name).i for token in theirs]


@pytest.mark.parametrize("name", ["children", "subtree", "ancestors"])
def test_what_is_below_and_above_stands_in_the_same_order(name: str) -> None:
    theirs, ours = _both()
    assert [[t.i for t in getattr(token, name)] for token in ours] == [
        [t.i for t in getattr(token, name)] for token in theirs
    ]


def test_sentences_are_the_same() -> None:
    theirs, ours = _both()
    assert ours.text == theirs.text
    assert [(s.text, s.start_char, s.end_char, s.root.i) for s in ours.sents] == [
        (s.text, s.start_char, s.end_char, s.root.i) for s in theirs.sents
    ]
    assert all(token in token.sent for token in ours)


def _described(span: Span | tokens.Span | None) -> tuple[int, int, str] | None:
    return None if span is None else (span.start, span.end, span.text)


def test_slices_are_the_same() -> None:
    theirs, ours = _both()
    ends = [None, -99, -7, -1, 0, 1, 5, 20, 99]
    for start, end in product(ends, ends):
        assert _described(ours[start:end]) == _described(theirs[start:end])
        assert _described(ours[3:20][start:end]) == _described(theirs[3:20][start:end])


def test_words_are_found_by_their_characters() -> None:
    theirs, ours = _both()
    for start, end in product(range(-2, len(ours.text) + 3, 3), repeat=2):
        if start < end:
            found = theirs.char_span(start, end, alignment_mode="expand")
            assert _described(ours.char_span(start, end)) == _described(found)


def test_there_is_no_token_outside_a_text() -> None:
    _, ours = _both()
    assert ours[0].nbor(1).nbor(-1) is ours[0]
    with pytest.raises(IndexError):
        ours[0].nbor(-1)
    with pytest.raises(IndexError):
        ours[-1].nbor()
    with pytest.raises(IndexError):
        ours[3:5][2]


def test_a_text_may_be_empty() -> None:
    assert (len(Doc()), Doc().text, Doc().sents) == (0, "", [])
