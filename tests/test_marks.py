"""Quotation marks: what stands between them, whatever marks are used and whichever are missing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotes.marks import outermost, pair


def words(text: str) -> list[str]:
    """What stands between the outermost marks."""
    return [text[run.start : run.end] for run in outermost(pair(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We came," she said. "We saw."', ["We came,", "We saw."]),
        ("“We came,” she said. “We saw.”", ["We came,", "We saw."]),
        ("'We came,' she said. 'We saw.'", ["We came,", "We saw."]),
        ("‘We came,’ she said. ‘We saw.’", ["We came,", "We saw."]),
        ("''We came,'' she said. ''We saw.''", ["We came,", "We saw."]),
        ("``We came,'' she said.", ["We came,"]),
        ("«We came», she said.", ["We came"]),
        ("« We came », she said.", [" We came "]),
        ("„We came,“ she said.", ["We came,"]),
        ("“We came,“ she said.", ["We came,"]),
        ('She said,"No."Then she left.', ["No."]),
        ('The "road map" and the "peace train" stalled.', ["road map", "peace train"]),
    ],
)
def test_every_kind_of_mark_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the envoys' demand, and the '90s are over.",
        "'Tis late, and the rebels' camp is the ministers' goal.",
        "The ’80s and ’90s weren’t Oslo’s.",
        "A wall 6' high and a gate of 5'2\" stood there.",
        '"',
        '""',
        "",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert words(text) == []


def test_apostrophes_within_single_marks() -> None:
    assert words("'We won't go to the rebels' camp,' she said.") == ["We won't go to the rebels' camp,"]
    assert words("‘It’s the rebels’ camp,’ she said.") == ["It’s the rebels’ camp,"]


def test_a_quotation_within_another_is_deeper() -> None:
    text = "“He told me ‘go home’ twice,” she said."
    runs = pair(text)
    assert [(text[r.start : r.end], r.depth) for r in runs] == [("He told me ‘go home’ twice,", 0), ("go home", 1)]
    assert words('"He called it "shameful" and left," she said.') == ['He called it "shameful" and left,']


def test_paragraphs_that_open_again_go_on() -> None:
    text = "“One came.\n\n“Two came.\n\n“Three came,” she said."
    runs = outermost(pair(text))
    assert [text[r.start : r.end] for r in runs] == ["One came.", "Two came.", "Three came,"]
    assert [r.reopens for r in runs] == [False, True, True]
    assert [r.closed for r in runs] == [False, False, True]


def test_a_line_broken_within_marks_is_one_run() -> None:
    assert words("“We came\nand saw,” she said.") == ["We came\nand saw,"]


def test_a_mark_without_a_partner_costs_its_paragraph_only() -> None:
    assert words('She said "we came and left.\nThen: "Never," she said.\nAnd "now"?')[1:] == ["Never,", "now"]
    text = 'We came," she said. "We left."'
    runs = outermost(pair(text))
    assert [(text[r.start : r.end], r.opened) for r in runs] == [("We came,", False), ("We left.", True)]


def test_paragraphs_may_be_given() -> None:
    text = '"One came. "Two came," she said.'
    runs = outermost(pair(text, [(0, 10), (11, len(text))]))
    assert [text[r.start : r.end] for r in runs] == ["One came.", "Two came,"]
    assert runs[1].reopens


@given(st.text(alphabet="ab '\"“”‘’«».,\n", max_size=60))
def test_runs_lie_in_the_text_and_never_cross(text: str) -> None:
    runs = pair(text)
    for run in runs:
        assert 0 <= run.left <= run.start <= run.end <= run.right <= len(text)
    outer = outermost(runs)
    assert all(a.right <= b.left for a, b in pairwise(outer))


def test_one_pair_of_marks_around_several_paragraphs() -> None:
    text = "“Welcome to Oslo.\n\nWe met today.\n\nWe do not agree on all.”\n\nVoss left. “We wait,” he said."
    assert [text[r.start : r.end][:7] for r in pair(text)] == ["Welcome", "We wait"]
    text = "“Welcome to Oslo.\n\nWe met today.\n\nVoss said “no” to all.\n\nHe left."
    assert all("\n" not in text[r.start : r.end] for r in pair(text))
