"""What an HTML page says of itself outside its text: schema.org in JSON-LD, Open Graph, Dublin Core, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import chain
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it carries no types

from kg.pages import dates

_ARTICLE = re.compile(r"(?:article|posting|report|transcript)$", re.IGNORECASE)
# longer scripts are programs' data, not a page's description
_MAX_SCRIPT = 500_000
_MAX_NODES = 5_000
_META_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "article.published", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.issued", "dc.date.created",
    "dc.date", "dc.terms.issued", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date",
    "publishdate", "publish_date", "publish-date", "publicationdate", "publication_date", "pubdate", "pub_date",
    "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime", "article:post_date",
    "published", "date", "pagedate", "created", "govuk:first-published-at", "dc:date", "dcterms:issued",
)  # fmt: skip
_META_PUBLISHERS = (
    "og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name", "twitter:site",
)  # fmt: skip
_META_AUTHORS = (
    "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl",
)  # fmt: skip
_META_TITLES = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "title",
)  # fmt: skip
_SUFFIX = re.compile(r"\s+(?:[|–—·»«:~•]|-|::)\s+[^|–—·»«~•]{2,50}$")


@dataclass(frozen=True, slots=True)
class Described:
    """A page's description of itself; None where it says nothing."""

    title: str | None
    issued: date | None
    publisher: str | None
    byline: str | None
    url: str | None


def described(tree: HtmlElement) -> Described:
    """What a parsed page says of itself."""
    schema = _schema(tree)
    meta = _meta(tree)
    url = _url(tree, meta)
    publisher = _name(schema.get("publisher")) or _first(meta, _META_PUBLISHERS)
    told = (schema.get("datePublished"), *(meta.get(name) for name in _META_DATES))
    days = (dates.in_metadata(_text(value)) for value in chain(told, _microdata(tree)))
    authors = _names(schema.get("author")) or _first(meta, _META_AUTHORS)
    return Described(
        title=_title(tree, _text(schema.get("headline")) or _first(meta, _META_TITLES), publisher),
        issued=next(filter(None, days), None) or dates.in_url(url),
        publisher=publisher.lstrip("@") if publisher else None,
        byline=None if authors and ("://" in authors or authors == publisher) else authors,
        url=url,
    )


def _schema(tree: HtmlElement) -> dict[str, Any]:
    """The schema.org description of the page's article; nothing where several articles are described."""
    found = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        text = script.text or ""
        if len(text) > _MAX_SCRIPT:
            continue
        try:
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += [item for item in _objects(data) if _is_article(item)]
    dated = [item for item in found if item.get("datePublished")]
    headlines = {_text(item.get("headline") or item.get("name")) for item in dated}
    return (dated or found or [{}])[0] if len(headlines) < 2 else {}


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """Every object in a JSON document, outermost first."""
    waiting = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, dict):
            yield item
            waiting += [value for value in item.values() if isinstance(value, dict | list)]
        elif isinstance(item, list):
            waiting += item


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _microdata(tree: HtmlElement) -> Iterator[str | None]:
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("datetime") or element.get("content") or element.text_content()
    for element in tree.iterfind(".//time[@pubdate]"):
        yield element.get("datetime") or element.text_content()


def _url(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    links = [element.get("href") for element in tree.iterfind('.//link[@rel="canonical"]')]
    return next((url for url in (*links, meta.get("og:url")) if url and url.startswith(("http://", "https://"))), None)


def _title(tree: HtmlElement, told: str | None, publisher: str | None) -> str | None:
    """The title as the page prints it, where a heading says what the metadata tell; else theirs, without the site."""
    heads = [text for element in tree.iterfind(".//h1") if (text := _text(element.text_content()))]
    if not told and len(heads) == 1 and len(heads[0].split()) > 2:
        return heads[0]
    if not told:
        element = tree.find(".//title")
        told = _text(element.text_content()) if element is not None else None
    if not told:
        return heads[0] if heads else None
    for head in heads:
        if head in told or told in head:
            return head
    lesser = (_text(element.text_content()) or "" for element in tree.iter("h2", "h3", "b", "strong"))
    if behind := next((text for text in lesser if len(text.split()) > 3 and told.endswith(text)), None):
        return behind
    if publisher and told.endswith(publisher):
        return re.sub(r"[\s|–—·:»-]+$", "", told.removesuffix(publisher)) or None
    return heads[0] if len(heads) == 1 and len(heads[0].split()) > 3 else _SUFFIX.sub("", told)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _name(value: object) -> str | None:
    """The name of a schema.org thing: a string, an object with a name, or a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> str | None:
    found = [name for item in (value if isinstance(value, list) else [value]) if (name := _name(item))]
    return ", ".join(dict.fromkeys(found)) or None


def _text(value: object) -> str | None:
    """A string on one line, with what is left of HTML in it undone; None where there is none."""
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None
