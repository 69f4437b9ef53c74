"""The articles on a page: title, blocks, span, date, publisher, byline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from kg.model import Article, Block, BlockKind, Page
from kg.pages import repeats
from kg.pages.english import other_language
from kg.pages.furniture import Furniture, key
from kg.pages.issued import issued
from kg.pages.lines import Line, Role, split, twice
from kg.pages.roles import classify, dateline
from kg.pages.signed import byline, publisher
from kg.pages.titles import is_caption, is_name, title_of
from kg.pages.zones import Section, is_cut, same_title, sections

_KINDS = {
    Role.PROSE: BlockKind.PROSE,
    Role.CAPTION: BlockKind.CAPTION,
    Role.CREDIT: BlockKind.CREDIT,
    Role.SOURCE: BlockKind.CREDIT,
    Role.BYLINE: BlockKind.BYLINE,
    Role.DATELINE: BlockKind.DATELINE,
}
_start = attrgetter("start")
# what may lie between two blocks of one stretch: nothing that is furniture
_BETWEEN = frozenset((Role.MARK, Role.REPEAT, Role.DATE))
# An article of one paragraph is believed from this length on if it stands alone, and from the second beside others.
_BRIEF, _BRIEF_BESIDE = 80, 300
# the headings of other stories are as long as titles
_TEASER_WORDS = 4
# characters of a paragraph that tell its language
_SAMPLE = 400


def articles(page: Page) -> tuple[Article, ...]:
    """The articles on a page, in order; none where there is only furniture.

    `start` and `end` of an article are those of its longest stretch that no furniture interrupts: where a box of other
    stories stands in the middle, or a row of buttons below the title, blocks of the article lie outside them.
    """
    html = page.kind == "html"
    lines = repeats.marked([classify(line, html) for line in _halved(split(page.text))])
    parts = _worthy([_Part(section, page) for section in sections(lines, page.title)])
    return tuple(part.article(lines, len(parts) == 1 or part.is_named(page.title)) for part in parts)


def _halved(lines: list[Line]) -> list[Line]:
    """The lines; of one that says the same twice over, its first half."""
    found = []
    for line in lines:
        cut = twice(line.text)
        if cut is not None:
            text = line.text[:cut].rstrip()
            line = line._replace(text=text, end=line.start + len(text))
        found.append(line)
    return found


class _Part:
    """A section while it is made into an article."""

    def __init__(self, section: Section, page: Page) -> None:
        self.page = page
        self.prose = [line for line in section.body if line.role is Role.PROSE]
        self.size = sum(len(line.text) for line in self.prose)
        self.title = title_of(section.zone, self.prose, page.title)
        self.zone = section.zone
        top = section.zone.index(self.title) + 1 if self.title else 0
        self.head = section.zone[top:] if self.title else [line for line in section.zone if line.role is not Role.HEAD]
        self.body = section.body

    def is_named(self, title: str | None) -> bool:
        """Whether the article has this title."""
        return bool(title and self.title) and same_title(key(title or ""), key(self.title.text if self.title else ""))

    def article(self, lines: Sequence[Line], described: bool) -> Article:
        """The article. `lines` are all of the page; `described`: what the page's metadata say, they say of it."""
        kept = self._kept()
        named = [line for line, kind in kept if kind is BlockKind.BYLINE]
        start, end = _stretch(lines, kept)
        day, basis = issued(self.zone, self.title, self.body, lines, self.page if described else None)
        return Article(
            title=self.title.text if self.title else (self.page.title or "") if described else "",
            start=start,
            end=end,
            blocks=tuple(block for line, kind in kept for block in self._blocks(line, kind)),
            issued=day,
            date_basis=basis,
            publisher=self.page.publisher or publisher(self.zone, self.body),
            byline=(self.page.byline if described else None) or byline([*self.head, *self.body], named),
        )

    def _kept(self) -> list[tuple[Line, BlockKind]]:
        kept = [(self.title, BlockKind.TITLE)] if self.title else []
        for place, line in enumerate(self.head):
            kind = self._head_kind(line, self.head[place + 1 :])
            if kind:
                kept.append((line, kind))
        for place, line in enumerate(self.body):
            kind = _KINDS.get(line.role) or _subhead(self.body, place)
            if kind:
                kept.append((line, kind))
        return kept

    def _head_kind(self, line: Line, after: Sequence[Line]) -> BlockKind | None:
        """What a line between the title and the first paragraph is."""
        if line.role is not Role.HEAD:
            return _KINDS.get(line.role)
        if is_caption(line, after):
            return BlockKind.CAPTION
        if is_name(line.text):
            return BlockKind.BYLINE
        return BlockKind.SUBHEAD if self.title and len(line.text.split()) > 5 else None

    def _blocks(self, line: Line, kind: BlockKind) -> list[Block]:
        cut = dateline(line.text) if kind is BlockKind.PROSE and line in self.prose[:2] else 0
        if not 0 < cut < len(line.text):
            return [Block(kind, line.start, line.end)]
        words = len(line.text[:cut].rstrip())
        return [Block(BlockKind.DATELINE, line.start, line.start + words), Block(kind, line.start + cut, line.end)]


def _subhead(body: Sequence[Line], place: int) -> BlockKind | None:
    """What a short line inside an article is: a caption, a subhead, or (None) one of a list."""
    line = body[place]
    if line.role is not Role.HEAD:
        return None
    if is_caption(line, body[place + 1 :]):
        return BlockKind.CAPTION
    rest = (
        other for other in body[place + 1 :] if other.role not in (Role.CAPTION, Role.CREDIT, Role.REPEAT, Role.MARK)
    )
    following = next(rest, None)
    before = body[place - 1] if place else None
    # below a list of links, whose lines stand close, a subhead has a blank line of its own
    alone = before is None or before.role is not Role.HEAD or (line.gap and not before.gap)
    return BlockKind.SUBHEAD if following and following.role is Role.PROSE and alone else None


def _stretch(lines: Sequence[Line], kept: Sequence[tuple[Line, BlockKind]]) -> tuple[int, int]:
    """The start and end of the longest run of an article's lines that nothing but repeats and marks interrupts."""
    best = (0, 0)
    start, before = kept[0][0].start, kept[0][0]
    for line, _ in kept:
        between = lines[bisect_right(lines, before.start, key=_start) : bisect_left(lines, line.start, key=_start)]
        if not all(other.role in _BETWEEN for other in between):
            start = line.start
        if line.end - start > best[1] - best[0]:
            best = (start, line.end)
        before = line
    return best


def _is_list(part: _Part) -> bool:
    """Whether a part is a list of other stories: a heading and a paragraph, and again, and again."""
    labels = [line.furniture for line in part.zone if line.furniture]
    beside = bool(labels) and labels[-1] is Furniture.RELATED
    teasers = _teasers(part.body)
    return len(teasers) >= (1 if beside else 3) and len(part.prose) <= len(teasers) + 1


def _teasers(body: Sequence[Line]) -> list[int]:
    """Where in a section a heading stands that has one paragraph below it and no more."""
    said = [place for place, line in enumerate(body) if line.role is Role.PROSE]
    found = []
    for number, place in enumerate(said):
        above = body[said[number - 1] + 1 if number else 0 : place]
        below = body[place + 1 : said[number + 1]] if number + 1 < len(said) else body[place + 1 :]
        ended = number + 1 == len(said) or any(map(_is_heading, below))
        if above and _is_heading(above[-1]) and ended:
            found.append(place)
    return found


def _is_heading(line: Line) -> bool:
    return line.role is Role.HEAD and len(line.text.split()) >= _TEASER_WORDS


def _worthy(parts: list[_Part]) -> list[_Part]:
    """The parts that are articles in English and not teasers for others."""
    parts = [part for part in parts if not _is_list(part)]
    parts = [part for part in parts if other_language(" ".join(line.text[:_SAMPLE] for line in part.prose[:3])) is None]
    if any(part.title for part in parts):
        parts = [part for part in parts if part.title]
    if len(parts) == 1:
        return parts if parts[0].size >= _BRIEF else []
    return [part for part in parts if _is_whole(part)]


def _is_whole(part: _Part) -> bool:
    """Whether a part of a page with several is an article, not a teaser for one elsewhere."""
    if is_cut(part.prose[-1].text):
        return len(part.prose) > 3
    return len(part.prose) > 1 or (part.size >= _BRIEF_BESIDE and part.title is not None)
