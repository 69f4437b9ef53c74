"""HTML to text: what trafilatura takes for the main text, with the structure that the articles are told by.

The text has a line for each paragraph and blank lines between them. "# " stands before the title of an article, "## "
before a heading inside it, and a picture's caption is in square brackets: a reader sees what is what, and so does
`kg.pages.lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it carries no types
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
    fragment_fromstring,
)
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from kg.errors import PageError
from kg.model import Page
from kg.pages import dates
from kg.pages.below import remove_below
from kg.pages.furniture import key, words
from kg.pages.metadata import described
from kg.pages.paragraphs import lead, make_paragraphs
from kg.pages.posts import posts
from kg.pages.raw import Raw
from kg.pages.remarks import is_forum, remove_remarks

# Pages have some thousands of elements; trafilatura's time grows faster than their number.
MAX_ELEMENTS = 200_000
_TOO_DEEP = "Excessive depth"
_BLOCKS = words("p head item cell quote row list table div lb code")
_CAPTIONS = etree.XPath(
    "//figure | //*[contains(@class, 'wp-caption') and not(ancestor::*[contains(@class, 'wp-caption')])]"
)
_CAPTION_TEXT = etree.XPath("descendant::figcaption | descendant::*[contains(@class, 'caption-text')]")
_HEADING = etree.XPath("descendant::*[self::h1 or self::h2 or self::h3][normalize-space()]")
_ABOVE, _BELOW = etree.XPath("preceding::p"), etree.XPath("following::p")
_CLASSED = etree.XPath("descendant::*[self::time or @class]")
_OF_DATES = re.compile("[dD]ate|time|publish|posted|submitted|meta|byline")
# what a sentence before a line break ends with, if the break ends a paragraph
_ENDS = (".", "!", "?", "”", '"', ":")
# a page with fewer characters in paragraphs has its text in other blocks
_FEW = 150
# of the text in paragraphs, how much has to be in the main text for it to be believed at once
_MOST = 0.5
# where trafilatura finds fewer characters, it takes all words of the page for one paragraph; a brief has as many
_SHORTEST = 100


def _way(fast: bool) -> Extractor:
    options = Extractor(output_format="python", comments=False, fast=fast)
    options.min_extracted_size = _SHORTEST
    return options


_WAYS = (_way(fast=True), _way(fast=False))
# how far above its title the smallest part of a page that has a date or an author can be
_LEVELS = 4
# what trafilatura drops as well, after it has made copies of it
_NO_TEXT = ("nav", "footer", "style", "svg", "button", "select", "menu")
# what the elements of AMP pages hold that are no part of the article
_ASIDES = (
    "amp-ad", "amp-sticky-ad", "amp-embed", "amp-list", "amp-sidebar", "amp-consent", "amp-user-notification",
    "amp-lightbox", "amp-next-page", "amp-social-share", "amp-selector", "amp-form", "amp-twitter", "amp-facebook",
    "amp-facebook-comments", "amp-instagram", "amp-reddit",
)  # fmt: skip
# the longest line of a date or an author
_SIGNATURE = 100
# characters that a line may have around its words
_MARKS = 20


def read_html(raw: Raw, text: str, warnings: tuple[str, ...]) -> Page:
    """The page of some HTML.

    Raises:
        PageError: it cannot be parsed, or there is no text in it.
    """
    tree = _parse(text)
    if is_forum(tree, text):
        raise PageError("The page is a forum's: what stands on it is its readers', so it was left out.")
    said = described(tree)
    if "<amp-" in text:
        _remove_asides(tree)
    remove_remarks(tree)
    meta = raw.metadata
    title = meta.title or said.title
    parts = [_post(post) for post in posts(tree, text)] or [_single(tree, title)]
    found = "\n\n".join(part for part in parts if part)
    if not found:
        raise PageError("The page has no text that could be an article.")
    issued = dates.in_metadata(meta.date) or said.issued or dates.in_url(meta.url)
    return Page(
        name=raw.name,
        text=found + "\n",
        sha256=raw.sha256,
        kind="html",
        url=meta.url or said.url,
        title=title,
        issued=issued,
        publisher=meta.publisher or said.publisher,
        byline=said.byline,
        warnings=(*raw.warnings, *warnings),
    )


def _remove_asides(tree: HtmlElement) -> None:
    for element in list(tree.iter(*_ASIDES)):
        if element.getparent() is not None:
            element.drop_tree()


def _parse(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"The HTML cannot be parsed ({error}).") from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise PageError("The HTML is nested too deep to be a page: more than 256 tags inside each other.")
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise PageError(f"The HTML has more than {MAX_ELEMENTS} elements, too many for a page.")
    return tree


def _single(tree: HtmlElement, title: str | None) -> str:
    """The text of a page with one article."""
    signature = _signature(tree, title)
    _remove_above(tree)
    remove_below(tree)
    return _text(tree, title, signature)


def _remove_above(tree: HtmlElement) -> None:
    """Takes out the paragraphs above the only main heading, where most of the text stands below it."""
    headings = list(tree.iter("h1"))
    if len(headings) != 1:
        return
    above, below = _ABOVE(headings[0]), _BELOW(headings[0])
    if above and _length(above) < _length(below):
        for paragraph in above:
            paragraph.drop_tree()


def _length(paragraphs: Iterable[HtmlElement]) -> int:
    return sum(len(paragraph.text_content()) for paragraph in paragraphs)


def _text(tree: HtmlElement, title: str | None, signature: list[str]) -> str:
    """A title, the lines that tell date and author, and the main text."""
    _mark_captions(tree)
    known = {key(line) for line in (title or "", *signature)}
    longest = max(map(len, known)) + _MARKS
    body = [line for line in _main(tree) if len(line) > longest or key(line.removeprefix("## ")) not in known]
    if not any(not line.startswith(("#", "[")) for line in body):
        return ""
    return "\n\n".join([f"# {title}"] * bool(title) + signature + body)


def _main(tree: HtmlElement) -> list[str]:
    """The lines of the main text. trafilatura's quick way does for most pages; its slow one is for the others."""
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    said = sum([len(element.text_content()) for element in tree.iter("p")])
    if said < _FEW:
        said += make_paragraphs(tree)
    for options in _WAYS:
        document: Any = bare_extraction(tree, options=options)
        lines = list(_lines(document.body)) if document is not None else []
        if sum(map(len, lines)) > _MOST * said:
            break
    return lead(tree, lines) + lines


def _mark_captions(tree: HtmlElement) -> None:
    """Puts a paragraph in brackets in the place of each picture with a caption: pictures do not come through."""
    for figure in _CAPTIONS(tree):
        caption = next((" ".join(element.text_content().split()) for element in _CAPTION_TEXT(figure)), "")
        parent = figure.getparent()
        if not caption or parent is None:
            continue
        paragraph = etree.Element("p")
        paragraph.text = f"[{caption.strip('[]')}]"
        paragraph.tail = figure.tail
        parent.replace(figure, paragraph)


def _lines(body: etree._Element) -> Iterator[str]:
    for tag, said in _runs(body):
        text = " ".join(said.split())
        if not text:
            continue
        yield f"## {text}" if tag == "head" else text.lstrip("#").lstrip() or text


def _runs(body: etree._Element) -> Iterator[tuple[str, str]]:
    """The text between the tags that end a paragraph, each with the tag that it stands in."""
    said: list[str] = []
    tag = "p"
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = element.tag
        if name == "lb" and event == "end" and not "".join(said).rstrip().endswith(_ENDS):
            said.append(" ")
        elif name in _BLOCKS and (name != "lb" or event == "end"):
            yield tag, "".join(said)
            said = []
            tag = str(name) if event == "start" else "p"
        text = element.tail if event == "end" else element.text
        if text and (event == "start" or element is not body):
            said.append(text)
    yield tag, "".join(said)


def _post(element: HtmlElement) -> str:
    """The text of one article among several."""
    heading = _HEADING(element)[0]
    title = " ".join(heading.text_content().split())
    signature = _signature(element, title)
    page = fragment_fromstring("<div></div>")
    page.append(deepcopy(element))
    document = document_fromstring("<html><body></body></html>")
    document.find("body").append(page)
    return _text(document, title, signature)


def _signature(tree: HtmlElement, title: str | None) -> list[str]:
    """What the page prints near its title of when it was published and by whom, a line each."""
    day = author = None
    for element in _near(tree, title):
        text = " ".join(" ".join(element.itertext()).split())
        stamp = element.get("datetime")
        if len(text) <= _SIGNATURE and dates.published(text):
            day = day or text
        elif stamp and dates.in_metadata(stamp):
            day = day or str(stamp)[:10]
        elif len(text) <= _SIGNATURE and text[:3].lower() == "by ":
            author = author or text
    return [line for line in (author, day) if line]


def _near(tree: HtmlElement, title: str | None) -> Iterable[HtmlElement]:
    """The elements that may hold a date, in the smallest part of the page that has its title and any of them."""
    told = key(title) if title else None
    heading = next((element for element in _HEADING(tree) if told in (None, key(element.text_content()))), None)
    for place in islice(heading.iterancestors(), _LEVELS) if heading is not None else ():
        places = [found for found in _CLASSED(place) if found.tag == "time" or _OF_DATES.search(found.get("class", ""))]
        if places or place is tree:
            return places[:20]
    return []
