"""What an HTML page says of itself, and what becomes of its structure."""

from __future__ import annotations

from datetime import date

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]  # it carries no types

from kg.errors import PageError
from kg.model import Page
from kg.pages import Metadata, Raw, articles, read
from kg.pages.metadata import Described, described

PROSE = (
    "<p>The foreign ministers of Norway and Denmark agreed on Tuesday on a treaty for the strait, after long talks.</p>"
)
MORE = "<p>They will meet again in the spring, and a commission of officials is to draw the charts until then.</p>"


def told(head: str, body: str = "") -> Described:
    return described(document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>"))


def page(html: str, metadata: Metadata | None = None) -> Page:
    return read(Raw("page.html", "-", html.encode(), "html", "0" * 64, metadata or Metadata()))


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2014-03-04T18:02:00+01:00">', date(2014, 3, 4)),
        ('<meta name="DC.date.issued" content="2014-03-04">', date(2014, 3, 4)),
        ('<meta name="pubdate" content="20140304">', date(2014, 3, 4)),
        ('<meta itemprop="datePublished" content="March 4, 2014">', date(2014, 3, 4)),
        ('<link rel="canonical" href="https://example.org/2014/03/04/talks">', date(2014, 3, 4)),
        ('<meta property="article:modified_time" content="2015-06-09">', None),
        ('<meta property="article:published_time" content="yesterday">', None),
        ('<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2014-03-04"}</script>', None),
        ('<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2014-03-04"}</script>',
         date(2014, 3, 4)),
        ('<script type="application/ld+json">[{"@type": "Article", "headline": "A", "datePublished": "2014-03-04"},'
         '{"@type": "Article", "headline": "B", "datePublished": "2014-03-05"}]</script>', None),
        ('<script type="application/ld+json">{"@type": "Article", </script>', None),
        ("", None),
    ],
)  # fmt: skip
def test_the_day_of_metadata(head: str, day: date | None) -> None:
    assert told(head).issued == day


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ('<meta property="og:title" content="Talks go on | Courier">', "<h1>Talks go on</h1>", "Talks go on"),
        ('<meta property="og:title" content="Talks go on - Courier">'
         '<meta property="og:site_name" content="Courier">', "", "Talks go on"),
        ("<title>Talks go on in the north | The Courier</title>", "", "Talks go on in the north"),
        ("<title>The Courier</title>", "<h1>Talks go on in the north</h1>", "Talks go on in the north"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks &amp; fish"}</script>', "",
         "Talks & fish"),
    ],
)  # fmt: skip
def test_the_title(head: str, body: str, title: str) -> None:
    assert told(head, body).title == title


def test_author_and_publisher() -> None:
    said = told(
        '<meta name="author" content="https://example.org/jo"><meta property="og:site_name" content="The Courier">'
    )
    assert (said.byline, said.publisher) == (None, "The Courier")


def test_metadata_of_a_line_come_first() -> None:
    html = (
        f'<html><head><meta property="og:title" content="B"></head><body><article>{PROSE}{MORE}</article></body></html>'
    )
    found = page(html, Metadata(url="https://example.org/a", title="Talks go on in Oslo", date="2014-03-05"))
    (article,) = articles(found)
    assert (found.url, article.title, article.issued) == (
        "https://example.org/a",
        "Talks go on in Oslo",
        date(2014, 3, 5),
    )


def test_a_break_in_a_sentence_does_not_end_it() -> None:
    text = page(f"<html><body><article><h1>Talks go on</h1>{PROSE}<p>They will<br>meet again.<br>So they said.</p>"
                f"{MORE}</article></body></html>").text  # fmt: skip
    assert "They will meet again.\n\nSo they said.\n" in text


def test_a_page_without_an_article_is_said() -> None:
    with pytest.raises(PageError, match="no text"):
        page("<html><head><title>x</title></head><body><img src='a.png'></body></html>")
