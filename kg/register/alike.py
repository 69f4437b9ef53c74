"""Copies: which articles stand on other pages too, in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.model import Reading
from kg.pages import copies
from kg.register.work import Work
from kg.syndication import article_text

Told = tuple[int, int]
"""A page's number, and that of an article on it."""


def add(work: Work, page: int, reading: Reading) -> set[Told]:
    """Takes in the articles of a page, whose text must be there; those that may now be copies or have some."""
    for number, article in enumerate(reading.articles):
        signature = copies.signature(article_text(reading.page, article))
        if signature is not None:
            day = article.issued.isoformat() if article.issued else None
            work.do("INSERT INTO signed VALUES (?, ?, ?, ?)", page, number, day, signature)
            work.each("INSERT INTO buckets VALUES (?, ?, ?)", ((b, page, number) for b in copies.buckets(signature)))
    return {(page, number) for number in range(len(reading.articles))}


def remove(work: Work, page: int) -> set[Told]:
    """Takes a page's articles out; those on other pages that may have been their copies, or they theirs."""
    met: set[Told] = set()
    for number, signature in work.rows("SELECT article, signature FROM signed WHERE page = ?", page):
        for bucket in copies.buckets(signature):
            met.update(work.rows("SELECT page, article FROM buckets WHERE bucket = ?", bucket))
            work.do("DELETE FROM buckets WHERE bucket = ? AND page = ? AND article = ?", bucket, page, number)
    work.do("DELETE FROM signed WHERE page = ?", page)
    work.do("DELETE FROM copied WHERE page = ?", page)
    return {told for told in met if told[0] != page}


def settle(work: Work, met: Iterable[Told]) -> list[int]:
    """Finds the copies again among these articles and all that are like them; the pages on which an article is a copy
    now and was none, or the other way round."""
    near = _near(work, met)
    signed = []
    for page, number in near:
        for day, signature in work.rows(
            "SELECT day, signature FROM signed WHERE page = ? AND article = ?", page, number
        ):
            key = (*work.place(page), number, page)
            signed.append((key, date.fromisoformat(day) if day else None, signature))
    found = {(k[3], k[2]): (o[3], o[2]) for k, o in copies.originals(signed).items()}
    turned = set[int]()
    for page, number in near:
        now = found.get((page, number))
        rows = work.rows("SELECT of_page, of_article FROM copied WHERE page = ? AND article = ?", page, number)
        if (was := rows[0] if rows else None) == now:
            continue
        work.pages.add(page)
        if not (was and now):
            turned.add(page)
        work.do("DELETE FROM copied WHERE page = ? AND article = ?", page, number)
        if now:
            work.do("INSERT INTO copied VALUES (?, ?, ?, ?)", page, number, *now)
    return sorted(turned)


def _near(work: Work, met: Iterable[Told]) -> set[Told]:
    """These articles and all that are tied to them by one bucket after the other."""
    if work.is_fresh:
        return set(work.rows("SELECT page, article FROM signed"))
    near = {told for told in met if work.one("SELECT 1 FROM pages WHERE number = ?", told[0])}
    waiting = list(near)
    while waiting:
        for signature in work.rows("SELECT signature FROM signed WHERE page = ? AND article = ?", *waiting.pop()):
            for bucket in copies.buckets(signature[0]):
                more = set(work.rows("SELECT page, article FROM buckets WHERE bucket = ?", bucket)) - near
                near |= more
                waiting += more
    return near
