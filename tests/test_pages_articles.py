"""The articles on a page: which there are, what they are called, when they were issued, what of the page is theirs."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, BlockKind, Page
from kg.pages import Raw, articles, find, read

FOLDER = Path(__file__).parent / "pages"
CASES = [
    pytest.param(kind, name, table["articles"], id=name)
    for kind in ("text", "html")
    for name, table in tomllib.loads((FOLDER / kind / "expected.toml").read_text(encoding="utf-8")).items()
]
LISTS = {
    "captions": BlockKind.CAPTION,
    "subheads": BlockKind.SUBHEAD,
    "datelines": BlockKind.DATELINE,
    "credits": BlockKind.CREDIT,
}


def page_of(path: Path) -> Page:
    (raw,) = find([path])
    assert isinstance(raw, Raw)
    return read(raw)


def as_expected(page: Page, article: Article) -> dict[str, Any]:
    """An article in the form of `expected.toml`."""
    said = {kind: [page.text[b.start : b.end] for b in article.blocks if b.kind is kind] for kind in BlockKind}
    prose = said[BlockKind.PROSE]
    found = {
        "title": article.title,
        "issued": article.issued,
        "basis": article.date_basis,
        "byline": article.byline,
        "publisher": article.publisher,
        "paragraphs": len(prose),
        "first": " ".join(prose[0].split()[:5]),
        "last": " ".join(prose[-1].split()[-5:]),
        **{name: said[kind] for name, kind in LISTS.items()},
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(("kind", "name", "expected"), CASES)
def test_pages(kind: str, name: str, expected: list[dict[str, Any]]) -> None:
    page = page_of(FOLDER / kind / name)
    assert [as_expected(page, article) for article in articles(page)] == expected


def text(*parts: str) -> Page:
    return Page(name="page.txt", text="\n\n".join(parts), sha256="0" * 64)


TITLE = "Ministers agree on a treaty for the strait"
LEAD = "The foreign ministers of Norway and Denmark agreed on Tuesday on a treaty for the strait, after long talks."
MORE = "They will meet again in the spring, and a commission of officials is to draw the charts until then."


@pytest.mark.parametrize(
    ("parts", "day", "basis"),
    [
        ((TITLE, LEAD, MORE), None, None),
        ((TITLE, "4 March 2014", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "Published: March 4th, 2014 at 5:14am EST", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "Updated 6 March 2014", LEAD, MORE), date(2014, 3, 6), "published line"),
        (
            (TITLE, "Posted on Mar 4, 2014 by Jon Berg", "Updated 6 March 2014", LEAD),
            date(2014, 3, 4),
            "published line",
        ),
        ((TITLE, "04.03.2014 | 14:05", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "2014-03-04 14:05:11", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "3/4/2014", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "3/4/2014", LEAD.replace("Tuesday", "Thursday"), MORE), date(2014, 4, 3), "published line"),
        ((TITLE, "3/4/2014", LEAD.replace("Tuesday", "Wednesday"), MORE), date(2014, 4, 3), "published line"),
        ((TITLE, "3/4/2014", LEAD.replace("Tuesday", "Sunday"), MORE), None, None),
        ((TITLE, "3/4/2014", LEAD.replace("on Tuesday", "this week"), MORE), None, None),
        ((TITLE, "3/10/2014", LEAD.replace("Tuesday", "Monday"), MORE), date(2014, 3, 10), "published line"),
        ((TITLE, "4 Mar 14 / 18:02", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "4 March '14", LEAD, MORE), date(2014, 3, 4), "published line"),
        ((TITLE, "4 March 14 ships", LEAD, MORE), None, None),
        ((TITLE, "3/25/2014", LEAD, MORE), date(2014, 3, 25), "published line"),
        ((TITLE, f"OSLO, March 4, 2014 (Reuters) - {LEAD}", MORE), date(2014, 3, 4), "dateline"),
        ((TITLE, f"OSLO, March 4 (Reuters) - {LEAD}", MORE), None, None),
        ((TITLE, f"Oslo, 4 March 2014. {LEAD}", MORE), date(2014, 3, 4), "dateline"),
        ((TITLE, f"Oslo (4 March 2014) – {LEAD}", MORE), date(2014, 3, 4), "dateline"),
        ((TITLE, f"Oslo, 4 March 2014 was a turning point. {LEAD}", MORE), None, None),
        ((TITLE, f"Oslo, 4 March 2014. {LEAD}", f"Oslo, 9 May 2014. {MORE}"), None, None),
        ((TITLE, "Ingrid Dahl speaks in Oslo, March 4, 2014. (AP Photo)", LEAD, MORE), date(2014, 3, 4), "caption"),
        ((TITLE, "Ingrid Dahl speaks in Oslo, March 5, 2014. (AP Photo)", LEAD, MORE), None, None),
        ((TITLE, "FILE - Ingrid Dahl speaks in Oslo, March 4, 2014. (AP Photo)", LEAD, MORE), None, None),
        ((TITLE, LEAD.replace("on Tuesday", "on Tuesday, 4 March 2014,"), MORE), date(2014, 3, 4), "weekday"),
        ((TITLE, LEAD.replace("on Tuesday", "in 2014"), MORE), None, None),
        (
            (TITLE, LEAD, MORE, "2 Comments", "Jo says:\nMarch 4, 2014 at 9:12 am\nThey will not keep it, I think."),
            date(2014, 3, 4),
            "comments",
        ),
        (
            (TITLE, LEAD, MORE, "2 Comments", "Jo says:\nMarch 6, 2014 at 9:12 am\nThey will not keep it, I think."),
            None,
            None,
        ),
        (("Saturday 8 March 2014", "Home", "News", TITLE, LEAD, MORE), None, None),
        (("Tuesday, March 4, 2014", TITLE, LEAD, MORE), date(2014, 3, 4), "published line"),
        (("Friday, 20 November 2026", TITLE, LEAD, MORE), None, None),
    ],
)
def test_the_day_is_what_the_page_supports(parts: tuple[str, ...], day: date | None, basis: str | None) -> None:
    (article,) = articles(text(*parts))
    assert (article.issued, article.date_basis) == (day, basis)


@pytest.mark.parametrize(
    ("opening", "publisher"),
    [
        ("OSLO, March 4, 2014 (Reuters) - ", "Reuters"),
        ("OSLO (March 4, 2014) - ", None),
        ("4 March 2014 (Oslo) - ", None),
    ],
)
def test_a_dateline_names_the_agency(opening: str, publisher: str | None) -> None:
    (article,) = articles(text(TITLE, opening + LEAD, MORE))
    assert (article.issued, article.publisher) == (date(2014, 3, 4), publisher)


@pytest.mark.parametrize(
    ("beside", "publisher"),
    [("The Harbour Post | 4 March 2014", "The Harbour Post"), ("ASKER FJORD | 4 March 2014", None)],
)
def test_a_place_beside_the_date_is_no_publisher(beside: str, publisher: str | None) -> None:
    (article,) = articles(text(TITLE, beside, LEAD, MORE))
    assert (article.issued, article.publisher) == (date(2014, 3, 4), publisher)


@pytest.mark.parametrize("title", [f"ANALYSIS | {TITLE}", f"{TITLE} | Opinion", f"World | Europe | {TITLE}"])
def test_a_title_may_tell_what_it_is_the_title_of(title: str) -> None:
    assert [article.title for article in articles(text("Home | World | Europe", title, LEAD, MORE))] == [title]


def test_metadata_speak_for_one_article() -> None:
    page = Page(
        "a", f"{TITLE}\n\n{LEAD}\n\n{MORE}", "0" * 64, title=TITLE, issued=date(2014, 3, 5), publisher="Courier"
    )
    (article,) = articles(page)
    assert (article.issued, article.date_basis, article.publisher) == (date(2014, 3, 5), "metadata", "Courier")


def test_blocks_lie_in_order_and_furniture_outside_the_span() -> None:
    page = text(TITLE, "Share\nTweet", LEAD, MORE, "Advertisement", LEAD.replace("Norway", "Sweden"))
    (article,) = articles(page)
    assert page.text[article.start : article.end] == f"{LEAD}\n\n{MORE}"
    assert [block.kind for block in article.blocks] == [BlockKind.TITLE] + [BlockKind.PROSE] * 3


def test_a_byte_order_mark_is_no_part_of_a_title() -> None:
    (article,) = articles(text("\ufeff" + TITLE, LEAD, MORE))
    assert (article.title, article.start) == (TITLE, 1)


def test_articles_in_another_language_are_left_out() -> None:
    french = "Les ministres des affaires étrangères se sont mis d'accord mardi sur un traité pour le détroit. " * 3
    page = text(TITLE, LEAD, MORE, "Source: Courier", "Les ministres sont d'accord sur un traité", french, french[:-1])
    assert [article.title for article in articles(page)] == [TITLE]


@settings(deadline=None)  # the first foreign text loads a model
@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from((TITLE, LEAD, MORE, "Comments", "x", "", "4 March 2014"))).map("\n".join)
)
def test_whatever_the_text_blocks_are_its_slices(words: str) -> None:
    for article in articles(text(words)):
        assert 0 <= article.start < article.end <= len(words)
        ends = [0]
        for block in article.blocks:
            assert ends[-1] <= block.start < block.end <= len(words)
            assert words[block.start : block.end] == words[block.start : block.end].strip()
            ends.append(block.end)


@pytest.mark.parametrize(
    "words",
    [
        "AP /" * 25,
        "AP - " * 20,
        "Short heading of a list\n" * 20_000,
        f"{LEAD}\n\nReply\n\n" * 2_000,
        f"You May Like\n\n{TITLE}\n\n{MORE}\n\n" * 2_000,
        "4 March 2014\n" * 20_000 + LEAD,
    ],
)
def test_hostile_pages_take_no_longer_than_their_length(words: str) -> None:
    start = time.process_time()
    articles(text(words))
    assert time.process_time() - start < 10


def test_one_who_says_is_no_reader() -> None:
    page = text(TITLE, LEAD, "The spokesman of the ministry says:", MORE, LEAD.replace("Norway", "Sweden"))
    (article,) = articles(page)
    assert [block.kind for block in article.blocks].count(BlockKind.PROSE) == 3


SAID = (
    "Norway's envoy told the council on Friday that the ferries would go on until spring.",
    "Denmark's minister answered in Copenhagen that the ferries were too few for that.",
    "The council meets again in Oslo in May, when the two ministers are to report to it.",
)


def test_a_title_with_its_author_below_stands_before_the_summary_below_the_date() -> None:
    title = "Norway presses Denmark to reopen ferry talks"
    page = text(
        "The Fjord", "HOME » NEWS » WORLD", title, "Ada Lund", "Oslo, October 17, 2015 21:34 IST",
        "Updated: October 18, 2015 02:11 IST", "Ferries are too few for the council, Denmark's minister tells Norway's envoy",
        *SAID, "Comments(2)", "Bo Berg", "Posted on: Oct 18, 2015 at 09:12 IST", "I never liked the ferries anyway, they are late.",
    )  # fmt: skip
    (found,) = articles(page)
    assert (found.title, found.issued) == (title, date(2015, 10, 17))


def test_buttons_and_captions_above_a_text_begin_no_other_article() -> None:
    title = "Ferry talks collapse as council chief gives up"
    caption = "Council chief Ada Lund attends a meeting in Oslo, Norway July 7, 2017."
    page = text(
        "Nation & World", title, "By Bo Berg and Eva Dahl", "Jul 7, 2017 Updated Jul 7, 2017", "Buy Now", caption + "\nNTB/Ola Vik",
        "Facebook Twitter WhatsApp SMS Email Print Copy article link Save", *SAID,
    )  # fmt: skip
    (found,) = articles(page)
    assert found.title == title
    assert [page.text[b.start : b.end] for b in found.blocks if b.kind is BlockKind.PROSE] == list(SAID)


def test_a_caption_that_stands_above_itself_with_its_credit_is_no_title() -> None:
    title, caption = (
        "Norway and Denmark fail to agree on ferries",
        "The Great Ferry in the port of Bergen, near the old pier",
    )
    page = text(
        f"News|Sea\n{title}\nDenmark warns of empty ports as talks end without a day for more.",
        f"{caption}\n{caption} [File: Ola Vik/NTB]\nPublished On 6 Apr 2021\nFacebook\ncopylink", *SAID,
    )  # fmt: skip
    (found,) = articles(page)
    assert (found.title, found.issued) == (title, date(2021, 4, 6))
