"""Whole pages of many kinds of site, in which what is an article's is marked, line by line; the rest must leave nothing.

"= " stands before a title, "+ " before a paragraph of an article, "~ " before what may be kept if it is not kept as
prose (subheads, captions); a first line "% " has the day of each article, "-" for none. The marks are taken off before
the page is read. Of the pages in `marked` the tone of news and remarks was learnt (`train_tone`), of those in `unlearnt` not.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import PageError
from kg.model import BlockKind, Page
from kg.pages import Raw, articles, read

PAGES, UNLEARNT = (sorted((Path(__file__).parent / "pages" / name).iterdir()) for name in ("marked", "unlearnt"))
MARK = re.compile(r"(?m)(^|>)([=+~]) ")
DAYS = re.compile(r"\A% (.*)\n")


def days(path: Path) -> list[str] | None:
    """The days of a page's articles ("-" for one that has none); None where they are not marked."""
    marked = DAYS.match(path.read_text(encoding="utf-8"))
    return marked[1].split() if marked else None


def marked_text(path: Path) -> str:
    """A page with the marks in its lines."""
    return DAYS.sub("", path.read_text(encoding="utf-8"), count=1)


def made(path: Path) -> Page:
    source = MARK.sub(r"\1", marked_text(path))
    return read(Raw(path.name, "-", source.encode(), "html" if path.suffix == ".html" else "text", "0" * 64))


def lines(path: Path, mark: str) -> list[str]:
    """The lines of a page that have a mark ("" for those without one)."""
    found = re.findall(r"(?m)(?:^|>)([=+~]?) ?([^<>\n]+)", marked_text(path))
    return [" ".join(line.split()) for marked, line in found if marked == mark and line.strip()]


def nothing(path: Path) -> bool:
    """Whether there is nothing to read on a page."""
    try:
        return not articles(made(path))
    except PageError:
        return True


@pytest.mark.parametrize("path", [*PAGES, *UNLEARNT], ids=lambda path: path.name)
def test_marked_page(path: Path) -> None:
    titles, true = lines(path, "="), lines(path, "+")
    if not true:
        assert nothing(path)
        return
    page = made(path)
    found = articles(page)
    kept = [(block.kind, page.text[block.start : block.end]) for article in found for block in article.blocks]
    prose = "\n".join(text for kind, text in kept if kind in (BlockKind.PROSE, BlockKind.DATELINE))
    assert [article.title for article in found] == titles
    if (told := days(path)) is not None:
        assert [str(article.issued or "-") for article in found] == told
    flat = " ".join(prose.split())
    assert [line for line in true if flat.count(line) != 1] == []
    assert [line for line in lines(path, "~") if line in flat] == []
    everything = "\n".join(text for _, text in kept)
    marked = "\n".join((*titles, *true, *lines(path, "~")))  # what is printed twice is marked once
    unmarked = [line for line in lines(path, "") if len(line.split()) > 3 and line not in marked]
    assert [line for line in unmarked if line in everything and not _is_signature(line)] == []


def _is_signature(line: str) -> bool:
    """Whether a line is of a date or an author, which an article may keep."""
    return re.search(r"\b(?:19|20)\d\d\b|^By ", line) is not None and len(line) < 60
