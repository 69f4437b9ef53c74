"""Takes out of an HTML page, before its main text is looked for, what stands under a name or a heading of its own:
readers' words (comments, talkbacks, whole forums), embedded posts of social networks, boxes of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from statistics import fmean

from lxml import etree  # type: ignore[import-untyped]  # it carries no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from kg.pages.furniture import Furniture, label
from kg.pages.tone import tone

# names that sites and the makers of comment boxes give to what holds readers' words
_READERS = re.compile(
    r"(?<![a-z])(?:(?:user|reader|article|post|story|facebook|fb|disqus|live|vf|wc)?-?_?comments?"
    r"|comment-?_?(?:list|thread|section|area|box|body|text|content|container|wrapper|block|feed|stream|respond)s?"
    r"|disqus|dsq|talk-?backs?|livefyre|fyre|viafoura|spot-?im|openweb|hyvor|remark42|isso|commento|intensedebate|cackle"
    r"|pluginskinlight|ufi(?:row|comment)?|comentarios?|commentaires?|kommentare?|commenti|reacties"
    r"|(?:user|reader)s?-?_?(?:reactions?|responses?|replies|letters?|opinions?|views|remarks?|posts?|feedback)"
    r"|letters?-?_?(?:box|list|block|section|page|to-(?:the-)?editor)"
    r"|reactions|replies|guestbook"
    r"|twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|tiktok-embed|bluesky-embed|mastodon-embed"
    r"|reddit-(?:card|embed(?:-bq)?)|telegram-post|text-post-media|vk_post)(?![a-z])",
    re.IGNORECASE,
)
# what stands beside an article, by its place
_BESIDE = re.compile(
    r"(?<![a-z])(?:(?:right|left|side)[-_]?(?:rail|side(?:bar)?)|newsletter[-_]?(?:box|sign-?up|inline|promo|form))(?![a-z])",
    re.IGNORECASE,
)
# what says of an article that it has readers' words, or that it is an opinion
_OF_ARTICLE = re.compile(
    r"(?:no|has|with|allow|show|hide|enable|disable|type|section|category|tag|format|tone|pillar)[-_]{1,2}comments?"
    r"|comments?[-_](?:open|closed?|on|off|enabled|disabled|count|free|is|and|template|single|piece|opinion)",
    re.IGNORECASE,
)
_NAMED = etree.XPath("descendant::*[@class or @id or @itemtype or @itemprop]")
_DESCRIBED = re.compile(r"schema\.org/(?:User)?Comment")
_FIRST = etree.XPath("descendant::p[string-length(normalize-space()) > 80][1]")
_FIRST_BELOW = etree.XPath("following::p[string-length(normalize-space()) > 80][1]")
_LISTS = ("ul", "ol", "dl", "nav", "aside", "div", "section")
_KEPT = frozenset(("html", "head", "body", "main", "h1"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("div", "li", "article", "section")
# a box of another story, and the link in it
_TEASERS, _LONGEST_TEASER = ("div", "li", "section", "aside"), 400
_ONWARD = re.compile(
    r"\W*(?:read (?:more|on|(?:the )?(?:full )?(?:story|article))|(?:go )?to (?:the )?(?:story|article)"
    r"|continue reading|(?:see |view )?(?:the )?(?:full|whole) (?:story|article))\W*",
    re.IGNORECASE,
)
# the pieces of text that stand above a remark; one longer than a name and an hour is the remark
_PIECES, _LONGEST_NAME = 8, 40
# what the buttons below a remark say, and how many pieces of text there are above it
_ANSWER = re.compile(r"\s*(?:reply(?: to this| ↓)?|respond|(?:dis)?agree ?\(\d+\))\s*", re.IGNORECASE)
_BUTTONS = 40
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:ago|yesterday)\b", re.IGNORECASE)
_DAY = re.compile(
    rf"{_HOUR.pattern}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{{1,2}}\b"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{1,2}([./-])\d{1,2}\1\d{2,4}\b",
    re.IGNORECASE,
)
_FORUM_MAKERS = re.compile(
    r"vbulletin|phpbb|xenforo|discourse|simple machines|\bsmf\b|mybb|invision|ip\.board|vanilla|bbpress|nodebb|flarum"
    r"|fudforum|punbb|fluxbb|yabb|ubb\.threads|discuz",
    re.IGNORECASE,
)
_GENERATORS = etree.XPath("//meta[translate(@name, 'GENRATO', 'genrato') = 'generator']/@content")
_FORUM_POSTS = etree.XPath(
    "count(//*[contains(@itemtype, 'schema.org/Answer')"
    " or contains(concat(' ', @class, ' '), ' postbit ') or contains(@class, 'postbitlegacy')"
    " or contains(concat(' ', @class, ' '), ' message--post ') or contains(concat(' ', @class, ' '), ' topic-post ')"
    " or contains(concat(' ', @class, ' '), ' postprofile ') or contains(concat(' ', @class, ' '), ' bbp-reply ')])"
)
_FORUM_MARKS = ("postbit", "message--post", "topic-post", "postprofile", "bbp-reply", "schema.org/Answer")


def is_forum(tree: HtmlElement, source: str) -> bool:
    """Whether a page is a thread of a forum. `source`: the HTML that the tree was made from."""
    if "DiscussionForumPosting" in source:
        return True
    if "enerator" in source and any(_FORUM_MAKERS.search(maker) for maker in _GENERATORS(tree)):
        return True
    return any(mark in source for mark in _FORUM_MARKS) and bool(_FORUM_POSTS(tree) > 1)


def remove_remarks(tree: HtmlElement) -> None:
    """Takes out what holds readers' words by its name, and what follows a heading such as "3 Comments"."""
    kept = _of_article(tree)
    for element in _NAMED(tree):
        if (_is_readers(element) or _is_beside(element) or _is_described(element)) and element not in kept:
            _remove(element)
    for element in list(_threads(tree, kept)):
        _remove(element)
    for element in list(_cited(tree, kept)):
        _remove(element)
    for element in [*_voices(tree, kept), *_boxes(tree, kept)]:
        _remove(element)
    for element in [element for element in tree.iter("dl") if element not in kept and _is_thread(element)]:
        _remove(element)
    for heading in list(tree.iter(*_HEADINGS, "summary", "legend")):
        kind = label(" ".join(heading.text_content().split()))
        if kind is Furniture.COMMENTS:
            for element in [element for element in _below(_outermost(heading)) if element not in kept]:
                _remove(element)
        elif kind is Furniture.RELATED and heading.tag != "h1":
            for element in list(_stories(_outermost(heading), kept)):
                _remove(element)


def _stories(heading: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """A heading such as "Related" and the lists below it; a paragraph below it can be the article's again."""
    if heading in kept:
        return
    for element in _below(heading):
        plain = element is not heading and element.tag not in _LISTS
        if element in kept or (plain and len(element.text_content()) > _LONGEST_NAME):
            return
        yield element


def _threads(tree: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Blocks beside each other, each of which begins with somebody's name and has an hour, a day or a button to answer
    it: remarks, whatever they are called. Blocks of the article itself, as in news told as they come, are none."""
    alike: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = {}
    for element in tree.iter(*_BLOCKS):
        if len(element) > 1:  # a name, an hour, a text
            alike.setdefault((element.getparent(), element.tag, element.get("class", "")), []).append(element)
    for blocks in alike.values():
        if len(blocks) > 1 and kept.isdisjoint(blocks) and len({_signer(block) for block in blocks} - {None}) > 1:
            yield from blocks


def _cited(tree: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Blocks of a quotation and who said it at what hour, where there are several."""
    cites = [cite for cite in tree.iter("cite") if _HOUR.search(cite.text_content())]
    for cite in cites if len(cites) > 1 else ():
        block = next(cite.iterancestors(*_BLOCKS), None)
        if block is not None and block not in kept:
            yield block


def _voices(tree: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Quotations side by side, with who said each below it, that sound like remarks."""
    beside: dict[HtmlElement, list[HtmlElement]] = {}
    for quotation in tree.iter("blockquote"):
        if quotation not in kept and next(quotation.iter("footer", "cite", "figcaption"), None) is not None:
            beside.setdefault(quotation.getparent(), []).append(quotation)
    for quotations in beside.values():
        said = [" ".join(quotation.text_content().split()) for quotation in quotations]
        if len(said) > 1 and fmean(map(tone, filter(None, said))) > 0:
            yield from quotations


def _boxes(tree: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Blocks of one paragraph and a link to the rest of what it tells; links that hold a whole paragraph."""
    for link in tree.iter("a"):
        if len(link) and link not in kept and any(len(text.text_content()) > _LONGEST_NAME for text in link.iter("p")):
            yield link
            continue
        block = link.getparent()
        if block is None or block.tag not in _TEASERS or block in kept:
            continue
        said = link.text_content() if len(link) else link.text or ""
        if (
            _ONWARD.fullmatch(said)
            and len(block.text_content()) <= _LONGEST_TEASER
            and sum(1 for _ in block.iter("p")) <= 1
        ):
            yield block


def _is_thread(terms: HtmlElement) -> bool:
    """Whether a list of terms is one of remarks: a name and a day or an hour for each."""
    said = [" ".join(term.text_content().split()) for term in terms.iterchildren("dt")]
    return len(said) > 1 and all(len(text) <= _LONGEST_NAME and _DAY.search(text) for text in said)


def _signer(block: HtmlElement) -> str | None:
    """The name above the text of a block, where an hour or a day stands beside it, or a button to answer stands below;
    what has a heading is a post."""
    if next(block.iter(*_HEADINGS), None) is not None:
        return None
    name = None
    dated = any(_ANSWER.fullmatch(piece) for piece in islice(block.itertext(), _BUTTONS))
    for piece in islice(filter(None, (text.strip() for text in block.itertext())), _PIECES):
        if len(piece) > _LONGEST_NAME or (name and dated):
            return name if dated else None
        if _DAY.search(piece):
            dated = True
        elif name is None and len(piece.split()) < 4 and piece[-1] not in "!?:":
            name = piece
    return None


def _of_article(tree: HtmlElement) -> set[HtmlElement]:
    """The elements that hold the main heading, or the first paragraph below it: the article is in them, whatever they
    are called."""
    heading = tree.find(".//h1")
    first = _FIRST_BELOW(heading) if heading is not None else _FIRST(tree)
    found = [*([heading] if heading is not None else []), *first]
    return {above for element in found for above in (element, *element.iterancestors())}


def _is_described(element: HtmlElement) -> bool:
    return element.get("itemprop") == "comment" or _DESCRIBED.search(element.get("itemtype", "")) is not None


def _is_beside(element: HtmlElement) -> bool:
    return (
        element.tag not in _KEPT and _BESIDE.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
    )


def _is_readers(element: HtmlElement) -> bool:
    if element.tag in _KEPT:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _READERS.search(names) is not None and any(
        _READERS.search(name) and not _OF_ARTICLE.search(name) for name in names.split()
    )


def _outermost(heading: HtmlElement) -> HtmlElement:
    """The largest element that has no more text than a heading."""
    text = "".join(heading.text_content().split())
    parent = heading.getparent()
    while parent is not None and parent.tag not in _KEPT and "".join(parent.text_content().split()) == text:
        heading, parent = parent, parent.getparent()
    return heading


def _below(heading: HtmlElement) -> Iterator[HtmlElement]:
    """A heading and what stands below it, up to the next one of its rank or above."""
    yield heading
    rank = heading.tag if heading.tag in _HEADINGS else "h6"
    for element in heading.itersiblings():
        if not isinstance(element.tag, str):
            continue
        above = _HEADINGS[: _HEADINGS.index(rank) + 1]
        if element.tag in above or any(element.find(f".//{name}") is not None for name in above):
            return
        yield element


def _remove(element: HtmlElement) -> None:
    """Takes an element out; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()
