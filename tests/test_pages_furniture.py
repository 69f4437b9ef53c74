"""Nothing that is furniture is read as an article, and no article is lost to it, wherever on the page it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Page
from kg.pages import Raw, articles, read
from kg.pages.furniture import Furniture, label

KINDS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "pages" / "furniture.toml").read_text())["kind"]

TITLE = "Northern states agree on a treaty for the strait"
BODY = (
    "HELSINKI (Northwire) - The foreign ministers of the four northern states agreed on Tuesday on the text of a treaty "
    "for the strait, after eleven hours of talks in the Finnish capital.",
    "“We have what we came for,” said the Finnish foreign minister, Aino Virtanen, who had called the meeting. “Now the "
    "parliaments must do their part.”",
    "Her Danish counterpart, Lars Holm, was more careful. He told reporters that two questions about fishing remained "
    "open, and that his government would insist on an answer before the treaty is signed.",
    "Who may pass",
    "Under the text, ships of all four states may pass the strait without notice in times of peace. Norway had asked for "
    "a period of two days, but dropped its demand in the last hour of the talks.",
    "Sweden welcomed the outcome, while fishermen on both shores warned that they would not be bound by it.",
    "The ministers are to meet again in Oslo in the spring. Until then a commission of officials will draw the charts.",
)
HEADING = BODY[3]


def cases() -> Iterator[Any]:
    for kind in KINDS:
        for where in kind["where"]:
            for form in ("text", "html"):
                yield pytest.param(kind, where, form, id=f"{kind['name']}-{where}-{form}".replace(" ", "_"))


def text_page(parts: dict[str, str]) -> str:
    body = "\n\n".join(BODY)
    if "middle" in parts:
        body = "\n\n".join((*BODY[:3], parts["middle"].strip("\n"), *BODY[3:]))
    return "\n\n".join((parts.get("top", ""), TITLE, parts.get("head", ""), body, parts.get("end", "")))


def html_page(parts: dict[str, str]) -> str:
    marked = [f"<h2>{line}</h2>" if line == HEADING else f"<p>{line}</p>" for line in BODY]
    marked.insert(3, parts.get("middle", ""))
    return (
        f"<!doctype html><html><head><title>{TITLE} - The Northern Courier</title></head><body>{parts.get('top', '')}"
        f"<main><article><h1>{TITLE}</h1>{parts.get('head', '')}{''.join(marked)}</article></main>"
        f"{parts.get('end', '')}</body></html>"
    )


def page_of(form: str, parts: dict[str, str]) -> Page:
    made = text_page(parts) if form == "text" else html_page(parts)
    return read(Raw("page", "-", made.encode(), form, "0" * 64))


def words(page: Page, article: Article) -> str:
    """All that is read of an article."""
    return "\n".join(page.text[block.start : block.end] for block in article.blocks)


@pytest.mark.parametrize(("kind", "where", "form"), list(cases()))
def test_furniture_leaves_nothing(kind: dict[str, Any], where: str, form: str) -> None:
    page = page_of(form, {where: kind[form]})
    (article,) = articles(page)
    assert article.title == TITLE
    read_words = words(page, article)
    for line in BODY:
        for sentence in re.split(r"(?<=[.!?]) |^HELSINKI \(Northwire\) - ", line):
            assert sentence in read_words
    span = page.text[article.start : article.end]
    for line in re.split(r"\n|<[^>]*>", kind[form]):
        if len(line.split()) > 2:
            assert line.strip() not in read_words
            assert line.strip() not in span


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_page_of_furniture_has_no_article(form: str) -> None:
    made = "\n\n".join(kind[form] for kind in KINDS)
    raw = Raw("page", "-", (made if form == "text" else f"<html><body>{made}</body></html>").encode(), form, "0" * 64)
    if form == "text":
        assert articles(read(raw)) == ()


@pytest.mark.parametrize("form", ["text", "html"])
def test_all_of_it_at_once(form: str) -> None:
    parts = {
        where: "\n\n".join(kind[form] for kind in KINDS if where in kind["where"])
        for where in ("top", "head", "middle", "end")
    }
    page = page_of(form, parts)
    (article,) = articles(page)
    assert article.title == TITLE
    read_words = words(page, article)
    assert all(line in read_words for line in BODY[1:])
    assert not re.search("lies|dead|zebra|cookies|inbox|ferry|cats|Volcano|pigeons", read_words, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    ["Facebook Twitter WhatsApp SMS Email Print Copy article link Save", "Skip links", "Navigation menu", "copylink"],
)
def test_rows_of_buttons_and_ways_around_a_page_are_furniture(text: str) -> None:
    assert label(text) is Furniture.JUNK
