"""The days that an undated article may be of."""

from __future__ import annotations

from datetime import date

from kg import language
from kg.extract.dating import window
from kg.extract.when import Window
from kg.model import Article, Block, BlockKind
from tests.speech import pipeline


def of(text: str, kind: BlockKind = BlockKind.PROSE) -> Window | None:
    """The window of a text of one block."""
    article = Article("", 0, len(text), (Block(kind, 0, len(text)),))
    return window(language.parse(pipeline(), text, article))


def test_between_what_was_and_what_is_to_come() -> None:
    text = "The offensive began on March 2, 2012. The envoy left on March 9. Talks will open on March 20."
    assert of(text) == Window(date(2012, 3, 9), date(2012, 3, 20))


def test_nothing_without_a_year_or_a_date_to_come() -> None:
    assert of("The offensive began on March 2. Talks will open on March 20.") is None
    assert of("The offensive began on March 2, 2012. The envoy left on March 9.") is None


def test_a_wide_span_says_nothing() -> None:
    assert of("The war began on March 2, 2012. Talks will open on September 20.") is None
