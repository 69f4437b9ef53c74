"""Marks in an article's text: nothing is lost, nothing moves, whatever overlaps."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.graph import terms
from kg.model import Actor, ActorType
from server.articles import known_as
from server.marking import Mark, paragraphs, pieces, runs, split_lines
from server.reads import Thing

TEXT = "Ada met Tom. “Never,” he said & left <quietly>.\n\nÉtude in Zürich 🕊."


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark(start, end, draw(st.sampled_from(["fact", "quote", "actor"])), str(number)))
    return found


@given(marks(), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_pieces_are_the_text(found: list[Mark], one: int, other: int) -> None:
    start, end = sorted((one, other))
    cut = pieces(TEXT, start, end, found)
    assert "".join(piece.text for piece in cut) == TEXT[start:end]
    at = start
    for piece in cut:
        right = at + len(piece.text)
        assert set(piece.marks) == {m for m in found if m.start <= at and m.end >= right}
        at = right
    begun = [mark for piece in cut for mark in piece.begins]
    assert sorted(begun) == sorted(m for m in found if m.start < end and m.end > start and start < end)


@given(marks())
def test_runs_keep_every_sentence_together(found: list[Mark]) -> None:
    joined = runs(pieces(TEXT, 0, len(TEXT), found))
    assert "".join(piece.text for run in joined for piece in run.pieces) == TEXT
    begun = sorted(name for run in joined for name in run.begins)
    assert begun == sorted(m.id for m in found if m.layer == "fact")
    for one, other in pairwise(joined):
        assert one.facts != other.facts


def test_a_sentence_alone_is_one_run() -> None:
    sentence = Mark(0, 12, "fact", "s")
    cut = runs(pieces(TEXT, 0, 20, [sentence, Mark(0, 3, "actor", "a"), Mark(8, 11, "actor", "t")]))
    assert [run.facts for run in cut] == [("s",), ()]
    assert [piece.text for piece in cut[0].pieces] == ["Ada", " met ", "Tom", "."]


def test_marks_of_a_page_s_structure_are_not_shown() -> None:
    text = "One.\n\n## Two\n\n[caption] Three"
    found = paragraphs(text, [("prose", 0, 4), ("subhead", 9, 12), ("caption", 24, 29)], [])
    assert [p.kind for p in found] == ["prose", "subhead", "caption"]


def test_what_stands_between_blocks_is_outside() -> None:
    text = "Title\n\nBuy now!\n\nFirst line.\nSecond line.\n\n\n\nAfter"
    blocks = [("title", 0, 5), ("prose", 17, 41)]
    found = paragraphs(text, blocks, [])
    assert [(p.kind, "".join(piece.text for run in p.runs for piece in run.pieces)) for p in found] == [
        ("title", "Title"),
        ("outside", "Buy now!"),
        ("prose", "First line.\nSecond line."),
    ]


def test_paragraphs_of_a_text_without_blocks() -> None:
    text = "  One.\n\n\n\nTwo\nlines.\n\n  "
    assert [text[start:end] for _, start, end in split_lines(text, 0, len(text))] == ["One.", "Two\nlines."]


def test_a_name_that_two_share_leads_to_neither() -> None:
    def thing(iri: str, *names: str) -> Thing:
        return Thing(iri, {str(terms.RDF_TYPE): [str(terms.PERSON_CLASS)], str(terms.SKOS_ALT_LABEL): [*names]})

    named = {"a": thing("a", "Lind", "Ada Lind"), "b": thing("b", "Lind", "Bo Lind"), "c": thing("c", "Reyes")}
    labels = {iri: {str(name) for name in found.all(terms.SKOS_ALT_LABEL)} for iri, found in named.items()}
    known = partial(known_as, labels=labels, named=named)
    assert known(Actor("Lind", ActorType.PERSON, ("Ada Lind",))) == "a"
    assert known(Actor("Lind", ActorType.PERSON, ("Bo Lind",))) == "b"
    assert known(Actor("Lind", ActorType.PERSON)) is None
    assert known(Actor("Reyes", ActorType.PERSON)) == "c"
    assert known(Actor("Reyes", ActorType.STATE)) is None
    assert known(Actor("Nobody", ActorType.PERSON)) is None
