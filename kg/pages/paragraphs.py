"""Paragraphs of HTML pages that trafilatura does not see: other blocks that stand for them, and the lead of an article
that has a box of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree  # type: ignore[import-untyped]  # it carries no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]

# what has double line breaks for paragraphs
_BROKEN = etree.XPath(
    "//*[self::body or self::div or self::td or self::font][count(br/following-sibling::*[1][self::br]) > 1]"
)
_OUTER = ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "center", "blockquote", "form", "section", "article")
_INNERMOST = ("div", "section", "td", "dd")
_OWN_TEXT = etree.XPath("string-length(normalize-space()) > 0")
_HAS_BLOCKS = etree.XPath(
    "boolean(descendant::*[self::div or self::p or self::section or self::td or self::li or self::h1 or self::h2"
    " or self::h3 or self::h4 or self::article or self::form or self::blockquote])"
)
_LINKED = etree.XPath("string-length(normalize-space(string(.//a))) * 3 > string-length(normalize-space())")
# characters of a paragraph that is no label, and paragraphs that a lead has at most
_SENTENCE, _LEAD = 60, 3


def make_paragraphs(tree: HtmlElement) -> int:
    """Makes paragraphs of the innermost blocks, on a page that has none; gives how many characters they have."""
    for element in _BROKEN(tree):
        _split_breaks(element)
    found = [element for element in tree.iter(*_INNERMOST) if _OWN_TEXT(element) and not _HAS_BLOCKS(element)]
    for element in found:
        element.tag = "p"
    return sum(len(element.text_content()) for element in found)


def _split_breaks(element: HtmlElement) -> None:
    """Makes paragraphs of what stands between double line breaks."""
    paragraph = etree.Element("p")
    paragraph.text, element.text = element.text, None
    made = [paragraph]
    for child in list(element):
        if child.tag in _OUTER:
            paragraph = etree.Element("p")
            paragraph.text, child.tail = child.tail, None
            made += [child, paragraph]
            continue
        broken = child.tag == "br" and not (child.tail or "").strip()
        following = child.getnext()
        if broken and following is not None and following.tag == "br":
            paragraph = etree.Element("p")
            made.append(paragraph)
        paragraph.append(child)
    element.extend(made)


def lead(tree: HtmlElement, lines: Sequence[str]) -> list[str]:
    """The paragraphs between the heading of a page and the first of its main text (`lines`), where it lacks them."""
    first = next((line for line in lines if len(line) > _SENTENCE and not line.startswith(("#", "["))), None)
    if first is None:
        return []
    known = set(lines)
    found: list[str] = []
    for text in _before(tree, first):
        if len(text) > _SENTENCE and text not in known and text[0] != "[":
            found.append(text)
    return found[::-1] if len(found) <= _LEAD else []


def _before(tree: HtmlElement, first: str) -> Iterator[str]:
    """The paragraphs above one, the nearest first, as far as a heading of the page or a list of links."""
    here = next((element for element in tree.iter("p") if " ".join(element.text_content().split()) == first), None)
    if here is None:
        return
    for element in here.xpath("preceding::*[self::p or self::h1 or self::h2 or self::h3 or self::ul]")[::-1]:
        if element.tag != "p" or _LINKED(element):
            return
        yield " ".join(element.text_content().split())
