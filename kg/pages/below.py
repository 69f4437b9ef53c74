"""Takes out of an HTML page, below its main text, the blocks whose tone is that of readers' remarks, whatever they are
called: the structure tells where the article's own paragraphs end, and what stands below has to sound like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree  # type: ignore[import-untyped]  # it carries no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from kg.pages.doubt import ENOUGH, doubt
from kg.pages.furniture import words
from kg.pages.lines import Line, Role
from kg.pages.roles import classify
from kg.pages.shapes import headed

_BREAKS = words(
    "p div li ul ol td tr table section article aside header footer blockquote h1 h2 h3 h4 h5 h6 br hr dd dt dl details"
    " summary button time cite figure figcaption form label main"
)
# what stands for paragraphs on a page that has none
_OTHERS = ("div", "li", "td", "dd", "blockquote")
_NO_TEXT = words("script style noscript template svg select textarea nav footer iframe")
# what a name that begins a paragraph stands in
_SET_APART = words("b strong i em u")
_LONGEST_NAME = 30
# characters of a paragraph of an article; paragraphs that an article has at least; those that tell the tone of a block
_LONG, _ARTICLE, _TOLD = 60, 2, 5
# what it says that a block stands apart from the article, below it
_APART = 0.7


def remove_below(tree: HtmlElement) -> None:
    """Takes out the blocks below the main text that are doubtful."""
    own = _main(tree, ("p",)) or _main(tree, _OTHERS)
    article: list[Line] = []
    for blocks in list(_after(_last(own))) if own else ():
        lines = [line for block in blocks for line in _lines(block)]
        if not any(line.role is Role.PROSE for line in lines):
            continue
        article = article or [line for element in own for line in _lines(element) if line.role is Role.PROSE]
        if _is_doubtful(lines, article):
            for block in blocks:
                block.drop_tree()


def _last(own: list[HtmlElement]) -> HtmlElement:
    """The last paragraph of an article; those at its end that begin with names, where there are two, are taken out."""
    if len(own) <= _ARTICLE or not (_is_named(own[-1]) and _is_named(own[-2])):
        return own[-1]
    while len(own) > _ARTICLE and _is_named(own[-1]):
        own.pop()
    last = own[-1]
    while (below := last.getnext()) is not None and below.tag == last.tag and not _is_named(below):
        last = below
    return last


def _is_doubtful(lines: Sequence[Line], article: Sequence[Line]) -> bool:
    places = [place for place, line in enumerate(lines) if line.role is Role.PROSE][:_TOLD]
    around = [line for line in lines[: places[-1] + _TOLD] if line.role is not Role.PROSE]
    return doubt(around, [lines[place].text for place in places], article, (), [around]) + _APART >= ENOUGH


def _main(tree: HtmlElement, tags: Sequence[str]) -> list[HtmlElement]:
    """The paragraphs that stand side by side and have most of the text; none where these are too few."""
    found: dict[HtmlElement, list[HtmlElement]] = {}
    sizes: dict[HtmlElement, int] = {}
    for element in tree.iter(*tags):
        if element.tag != "p" and len(element):
            continue
        size = len(element.text_content())
        if size >= _LONG:
            place = element.getparent()
            found.setdefault(place, []).append(element)
            sizes[place] = sizes.get(place, 0) + size
    own = found[max(sizes, key=sizes.__getitem__)] if sizes else []
    return own if len(own) >= _ARTICLE else []


def _after(last: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The blocks below an element, the nearest first: those beside each other that are alike as one."""
    for place in (last, *last.iterancestors()):
        alike: list[HtmlElement] = []
        for element in place.itersiblings():
            if not isinstance(element.tag, str) or element.tag in _NO_TEXT or _is_part(element, place):
                continue
            if alike and _kind(alike[0]) != _kind(element):
                yield alike
                alike = []
            alike.append(element)
        if alike:
            yield alike


def _is_named(paragraph: HtmlElement) -> bool:
    """Whether a paragraph begins with no more than a name that is set apart."""
    first = next(iter(paragraph), None)
    if first is None or first.tag not in _SET_APART or (paragraph.text or "").strip():
        return False
    name = first.text_content().strip()
    return 0 < len(name) <= _LONGEST_NAME and bool((first.tail or "").strip()) and len(name.split()) < 4


def _is_part(element: HtmlElement, place: HtmlElement) -> bool:
    """Whether a block is one of those that an article is divided into, as that is which holds its main text."""
    return len(place) > 0 and bool(place.get("class") or place.tag == "section") and _kind(element) == _kind(place)


def _kind(element: HtmlElement) -> tuple[str, str]:
    return element.tag, element.get("class", "")


def _lines(block: HtmlElement) -> list[Line]:
    """The lines of a block, as they are shown; where a name or an hour begins a line of text, it is one of its own."""
    said = (" ".join(text.split()) for text in _texts(block))
    return [classify(Line(0, 0, part, False)) for text in said if text for part in headed(text)]


def _texts(block: HtmlElement) -> Iterator[str]:
    """The lines of a block; a name that is set apart at the beginning of one is one of its own."""
    found: list[str] = []
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        apart = event == "end" and element.tag in _SET_APART and len(found) == 1
        if element.tag in _BREAKS or apart:
            yield "".join(found)
            found = []
        text = element.tail if event == "end" else element.text
        shown = element.tag not in _NO_TEXT and (event == "start" or element is not block)
        if text and shown and (found or text.strip()):
            found.append(text)
    yield "".join(found)
