"""XML, feeds and pages of ten megabytes that are there to keep whoever reads them busy: they end soon, and are said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kg.errors import PageError
from kg.feeds import MAX_TAGS, entries
from kg.model import Page
from kg.pages import Failure, Raw, articles, find, read

SENTENCE = "The ministers of Norway and Denmark agreed on Tuesday on a treaty for the strait, after long talks in Oslo."
LAUGHS = '<!DOCTYPE html [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@contextmanager
def soon(seconds: float = 10) -> Iterator[None]:
    """Holds that what is done inside takes no more than some seconds of processor time."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss><channel>" + b"<item>" * 1_000_000, f"more than {MAX_TAGS} tags"),
        (b"<rss " + b"".join(b'a%d="x" ' % number for number in range(500_000)) + b">", "a tag of more than"),
        (b"<rss><channel><title>" + b"x" * 5_000_000, None),
        (f"<?xml version='1.0'?>{LAUGHS}]><rss><channel><title>&i;</title></channel></rss>".encode(), None),
        (b"<rss version='2.0'><channel><item><link>http://a.example/1</link><description>"
         + b"&lt;b&gt;" * 200_000 + b"</description></item></channel></rss>", None),
    ],
    ids=["nested", "attributes", "one word", "entities", "marked up"],
)  # fmt: skip
def test_hostile_feeds_end_soon(data: bytes, reason: str | None) -> None:
    with soon(), pytest.raises(PageError, match=reason) if reason else suppress(PageError):
        assert len(entries(data, "http://a.example/")) <= 1


def test_xml_that_is_no_page_is_said(tmp_path: Path) -> None:
    records = b"<?xml version='1.0'?>\n<records>" + b"<r><name>Oslo</name><of>the north</of></r>" * 200_000
    (tmp_path / "data.xml").write_bytes(records)
    (tmp_path / "page.xml").write_bytes(
        b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        + f"<p>{SENTENCE}</p></body></html>".encode()
    )
    with soon():
        data, page = find([tmp_path])
    assert isinstance(data, Failure)
    assert "XML, but no page" in data.reason
    assert isinstance(page, Raw)
    assert page.kind == "html"


def test_entities_are_not_multiplied() -> None:
    html = f"<?xml version='1.0'?>{LAUGHS}]><html><body><p>{SENTENCE} &i;&i;</p><p>{SENTENCE}</p></body></html>"
    with soon():
        page = read(Raw("page.html", "-", html.encode(), "html", "0" * 64))
    assert len(page.text) < 1000


def test_a_line_of_data_without_an_end_is_no_article() -> None:
    line = "The name of the town is Oslo and of the river Akerselva and the size is 12 " * 100_000
    with soon():
        assert articles(Page("a", line, "0" * 64)) == ()
        assert articles(Page("a", '<record name="Oslo" of="the north"/>' * 200_000, "0" * 64)) == ()


@pytest.mark.parametrize(
    "words",
    [
        f"{SENTENCE}\n\nJo Berg\n\n" * 20_000,
        "".join(f"Jo{number % 7} Berg\n\n{SENTENCE}\n\n" for number in range(20_000)),
        f"{SENTENCE}\n\n" + "@jo_berg\n" * 50_000 + "4:12 PM · Jun 3, 2005\n" + "17\n" * 50_000,
        f"{SENTENCE}\n— Jo Berg (@joberg) March 4, 2014\n" * 20_000,
        "— " * 50_000 + "(@joberg) March 4, 2014",
        f"{SENTENCE} <https://example.org/{'a' * 200}>\n" * 10_000,
    ],
    ids=["one name", "names", "handles", "signatures", "dashes", "links"],
)
def test_names_and_posts_without_an_end(words: str) -> None:
    with soon():
        articles(Page("a", words, "0" * 64))
