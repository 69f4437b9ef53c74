"""The posts of an HTML page that has several articles, one after the other, as a blog's front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from statistics import fmean

from lxml import etree  # type: ignore[import-untyped]  # it carries no types
from lxml.html import HtmlElement, fragment_fromstring  # type: ignore[import-untyped]

from kg.pages import dates
from kg.pages.again import SOBER, shape
from kg.pages.tone import tone

_POSTS = etree.XPath(
    "//article | //*[contains(concat(' ', @class, ' '), ' hentry ') or contains(concat(' ', @class, ' '), ' h-entry ')"
    " or contains(concat(' ', @class, ' '), ' post ') or contains(concat(' ', @class, ' '), ' entry ')"
    " or contains(@itemtype, 'schema.org/NewsArticle')"
    " or contains(@itemtype, 'schema.org/BlogPosting')]"
)
# what every post has a mark of: the query above is slow, and most pages have one article
_POST_MARKS = (
    "<article", "hentry", "h-entry", "schema.org/NewsArticle", "schema.org/BlogPosting",
    'class="post ', 'class="post"', ' post ', ' post"', 'class="entry ', 'class="entry"',
)  # fmt: skip
_REMARKS = etree.XPath("boolean(ancestor-or-self::*[contains(@class, 'comment') or contains(@id, 'comment')])")
_HEADING = etree.XPath("descendant::*[self::h1 or self::h2 or self::h3][normalize-space()]")
_ABOVE = etree.XPath("preceding::p[string-length(normalize-space()) > 60]")
# a post on a page with several has at least so many characters in paragraphs
_WHOLE_POST = 200
# the longest line of a day, and the fewest words of a title
_STAMP, _TITLE = 100, 3


def posts(tree: HtmlElement, source: str) -> list[HtmlElement]:
    """The articles of a page that has several, else none. `source`: the HTML that the tree was made from."""
    found = _marked(tree) if sum(map(source.count, _POST_MARKS)) > 1 else []
    return found or _stamped(tree)


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    """The posts that are marked as such."""
    whole = [element for element in _POSTS(tree) if _is_whole(element)]
    inner = [
        element
        for element in whole
        if not any(other is not element and element in other.iterancestors() for other in whole)
    ]
    return inner if len(inner) > 1 else []


def _is_whole(element: HtmlElement) -> bool:
    if _REMARKS(element) or not _HEADING(element):
        return False
    lengths = [len(paragraph.text_content().strip()) for paragraph in element.iterfind(".//p")]
    return sum(lengths) >= _WHOLE_POST and sum(length > 60 for length in lengths) > 1


def _stamped(tree: HtmlElement) -> list[HtmlElement]:
    """The posts that are told by their headings: each is of one kind, and below it stands a line with its day, of one
    form. They have most of the page's text, the latest stands first, and none is in the tone of a remark, which may
    have such a heading too."""
    alike: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = {}
    for heading in tree.iter("h1", "h2", "h3"):
        if (stamp := _stamp(heading)) and len(heading.text_content().split()) >= _TITLE:
            alike.setdefault((heading.getparent(), heading.tag, shape(stamp)), []).append(heading)
    for headings in alike.values():
        days = [told.day for heading in headings if (told := dates.published(_stamp(heading)))]
        if len(headings) > 1 and days == sorted(days, reverse=True) and not _ABOVE(headings[0]):
            found = [_from(heading, frozenset(headings)) for heading in headings]
            if all(map(_is_whole, found)) and all(map(_is_sober, found)) and _is_most(found, tree):
                return found
    return []


def _stamp(heading: HtmlElement) -> str:
    """The line of a day right below a heading; "" where there is none."""
    below = heading.getnext()
    text = " ".join(below.text_content().split()) if below is not None and isinstance(below.tag, str) else ""
    return text if len(text) <= _STAMP and dates.published(text) else ""


def _from(heading: HtmlElement, headings: frozenset[HtmlElement]) -> HtmlElement:
    """A copy of a heading with what stands below it, as far as the next one."""
    post = fragment_fromstring("<div></div>")
    post.append(deepcopy(heading))
    for element in heading.itersiblings():
        if element in headings:
            break
        post.append(deepcopy(element))
    return post


def _is_sober(post: HtmlElement) -> bool:
    return fmean([tone(text) for text in _texts(post)]) <= SOBER


def _is_most(found: Sequence[HtmlElement], tree: HtmlElement) -> bool:
    """Whether posts have most of a page's text."""
    return 2 * sum(map(_length, found)) > _length(tree)


def _length(element: HtmlElement) -> int:
    return sum(map(len, _texts(element)))


def _texts(element: HtmlElement) -> Iterator[str]:
    """The paragraphs of an element, but for empty ones."""
    said = (" ".join(paragraph.text_content().split()) for paragraph in element.iter("p"))
    return (text for text in said if text)
