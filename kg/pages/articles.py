"""The articles on a page: title, blocks, span, date, publisher, byline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from kg.model import Article, Block, BlockKind, Page
from kg.pages import captions, repeats
from kg.pages.datelines import dateline
from kg.pages.embeds import without_posts
from kg.pages.english import other_language
from kg.pages.furniture import Furniture, is_label, key
from kg.pages.issued import issued
from kg.pages.lines import Line, Role, following, split
from kg.pages.polls import without_polls
from kg.pages.roles import classify
from kg.pages.section import Section
from kg.pages.signed import byline, outlet, publisher
from kg.pages.titles import is_caption, is_name, title_of
from kg.pages.transcripts import with_answers
from kg.pages.zones import is_cut, same_title, sections

# looked up once, not for each line: it takes a member of an enum as long as the rest of a comparison
_PROSE, _TEXT, _BYLINE = Role.PROSE, BlockKind.PROSE, BlockKind.BYLINE
_KINDS = {
    Role.PROSE: BlockKind.PROSE,
    Role.CAPTION: BlockKind.CAPTION,
    Role.CREDIT: BlockKind.CREDIT,
    Role.SOURCE: BlockKind.CREDIT,
    Role.BYLINE: BlockKind.BYLINE,
    Role.DATELINE: BlockKind.DATELINE,
}
# who wrote and edited what stands above: an article has ended there
_SIGNING = frozenset((BlockKind.CREDIT, BlockKind.BYLINE))
_START = attrgetter("start")
# what may lie between two blocks of one stretch: nothing that is furniture
_BETWEEN = frozenset((Role.MARK, Role.REPEAT, Role.DATE))
# what may stand between a subhead and its first paragraph
_ASIDES = frozenset((Role.CAPTION, Role.CREDIT, Role.REPEAT, Role.MARK, Role.BYLINE))
# "MINISTER:", which in a transcript stands before what is said, and once at most as a dateline
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}:")
_SPEAKER_REACH = 42
# lines below a question in which it is signed, if it is a title, and the longest one
_SIGNED, _LONGEST_TITLE = 3, 140
_SIGNATURES = frozenset((Role.DATE, Role.BYLINE))
# paragraphs that may have a dateline
_OPENING = 2
# An article of one paragraph is believed from this length on if it stands alone, and from the second beside others.
_BRIEF, _BRIEF_BESIDE = 80, 300
# and from this one where no article of the page is longer
_BRIEF_ALONE = 180
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
    lines = [classify(line, html) for line in split(page.text)]
    if "@" in page.text:
        lines = without_posts(lines)
    if "\nYes" in page.text:
        lines = without_polls(lines)
    lines = repeats.marked(with_answers(_asked(lines)))
    parts = _worthy([_Part(section, page) for section in sections(lines, page.title)])
    return tuple(part.article(lines, len(parts) == 1 or part.is_named(page.title)) for part in parts)


def _asked(lines: list[Line]) -> list[Line]:
    """The lines; a question that is the first sentence of all, with date or author below it, is a heading."""
    first = next((place for place, line in enumerate(lines) if line.role is _PROSE), None)
    if first is None or lines[first].text[-1] not in "?!" or len(lines[first].text) > _LONGEST_TITLE:
        return lines
    below = lines[first + 1 : first + 1 + _SIGNED]
    if below and below[0].role is not _PROSE and any(line.role in _SIGNATURES for line in below):
        lines[first] = lines[first]._replace(role=Role.HEAD)
    return lines


class _Part:
    """A section while it is made into an article."""

    def __init__(self, section: Section, page: Page) -> None:
        self.page = page
        self.section = section
        self.prose = section.prose
        self.size = sum([len(line.text) for line in self.prose])
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
        named = [line for line, kind in kept if kind is _BYLINE]
        end = len(kept)
        while kept[end - 1][1] in _SIGNING:
            end -= 1
        start, end = _stretch(lines, kept[:end])
        day, basis = issued(self.section, self.title, lines, self.page if described else None)
        author = (self.page.byline if described else None) or byline([*self.head, *self.section.other], named)
        return Article(
            title=self.title.text if self.title else (self.page.title or "") if described else "",
            start=start,
            end=end,
            blocks=tuple(_blocks(kept)),
            issued=day,
            date_basis=basis,
            publisher=self.page.publisher or publisher(self.section) or outlet(author),
            byline=author,
        )

    def _kept(self) -> list[tuple[Line, BlockKind]]:
        kept = [(self.title, BlockKind.TITLE)] if self.title else []
        kinds = ((line, _KINDS.get(line.role) or self._head_kind(place)) for place, line in enumerate(self.head))
        kept += [(line, kind) for line, kind in kinds if kind]
        for place, line in enumerate(self.body):
            kind = _TEXT if line.role is _PROSE else _KINDS.get(line.role) or _subhead(self.body, place)
            if kind:
                kept.append((line, kind))
        return kept

    def _head_kind(self, place: int) -> BlockKind | None:
        """What a short line between the title and the first paragraph is."""
        line = self.head[place]
        if line.role is not Role.HEAD:
            return None
        if any(above.furniture is Furniture.RELATED for above in self.head[:place]):
            return None
        if is_caption(line, following(self.head, place)):
            return BlockKind.CAPTION
        if is_name(line.text) and " " in line.text and "," not in line.text:
            return BlockKind.BYLINE
        return BlockKind.SUBHEAD if self.title and len(line.text.split()) > 5 else None


def _blocks(kept: Sequence[tuple[Line, BlockKind]]) -> Iterator[Block]:
    """The blocks of an article's lines; a dateline at the head of its first paragraphs is one of its own."""
    opening = 0
    for line, kind in kept:
        start = line.start
        if opening < _OPENING and kind is _TEXT:
            opening += 1
            cut = dateline(line.text)
            if 0 < cut < len(line.text) and not _is_transcript(kept):
                yield Block(BlockKind.DATELINE, start, start + len(line.text[:cut].rstrip()))
                start += cut
        end = line.end
        if kind is BlockKind.CAPTION and 0 < (cut := captions.credited(line.text)) < len(line.text):
            end = start + len(line.text[:cut].rstrip())
            yield Block(kind, start, end)
            kind, start, end = BlockKind.CREDIT, start + cut, line.end
        yield Block(kind, start, end)


def _is_transcript(kept: Sequence[tuple[Line, BlockKind]]) -> bool:
    """Whether more than one paragraph begins with who speaks."""
    return sum(kind is _TEXT and _is_spoken(line.text) for line, kind in kept) > 1


def _is_spoken(text: str) -> bool:
    return ":" in text[:_SPEAKER_REACH] and _SPEAKER.match(text) is not None


def _subhead(body: Sequence[Line], place: int) -> BlockKind | None:
    """What a short line inside an article is: a caption, a subhead, or (None) one of a list."""
    line = body[place]
    if line.role is not Role.HEAD:
        return None
    if is_caption(line, following(body, place)):
        return BlockKind.CAPTION
    after = following(body, place, _ASIDES)
    before = body[place - 1] if place else None
    if before and not line.gap and before.furniture is Furniture.RELATED and is_label(before.text):
        return None
    # below a list of links, whose lines stand close, a subhead has a blank line of its own
    alone = before is None or before.role is not Role.HEAD or (line.gap and not before.gap)
    return BlockKind.SUBHEAD if after and after.role is Role.PROSE and alone else None


def _stretch(lines: Sequence[Line], kept: Sequence[tuple[Line, BlockKind]]) -> tuple[int, int]:
    """The start and end of the longest run of an article's lines that nothing but repeats and marks interrupts."""
    start, end = kept[0][0].start, kept[-1][0].end
    place = bisect_left(lines, start, key=_START)
    between = lines[place : bisect_left(lines, end, key=_START)]
    if len(between) == len(kept) + len([line for line in between if line.role in _BETWEEN]):
        return start, end
    best = (0, 0)
    for line, _ in kept:
        while lines[place].start < line.start:
            if lines[place].role not in _BETWEEN:
                start = line.start
            place += 1
        if line.end - start > best[1] - best[0]:
            best = (start, line.end)
        place += 1
    return best


def _is_list(part: _Part) -> bool:
    """Whether a part is a list of other stories: a heading and a paragraph, and again, and again."""
    labels = [line.furniture for line in part.zone if line.furniture]
    beside = bool(labels) and labels[-1] is Furniture.RELATED
    teasers = _teasers(part.section)
    return len(teasers) >= (1 if beside else 3) and len(part.prose) <= len(teasers) + 1


def _teasers(section: Section) -> list[int]:
    """Where in a section a heading stands that has one paragraph below it and no more."""
    if not any(_is_heading(line) for line in section.other):
        return []
    body = section.body
    tops = [place for place, (above, line) in enumerate(pairwise(body), 1) if _is_heading(above) and _is_prose(line)]
    return [place for place in tops if _is_ended(body, place)]


def _is_ended(body: Sequence[Line], place: int) -> bool:
    """Whether a heading, or nothing more, stands below a paragraph."""
    below = (body[index] for index in range(place + 1, len(body)))
    line = next((line for line in below if _is_prose(line) or _is_heading(line)), None)
    return line is None or not _is_prose(line)


def _is_prose(line: Line) -> bool:
    return line.role is _PROSE


def _is_heading(line: Line) -> bool:
    # those of a numbered list are its own
    return line.role is Role.HEAD and len(line.text.split()) >= _TEASER_WORDS and not line.text[0].isdigit()


def _worthy(parts: list[_Part]) -> list[_Part]:
    """The parts that are articles in English and not teasers for others."""
    parts = [part for part in parts if not _is_list(part)]
    if len(parts) > 1:  # that a page as a whole is English was seen when it was read
        parts = [part for part in parts if other_language(_sample(part.prose)) is None]
    if any(part.title for part in parts):
        parts = [part for part in parts if part.title]
    if len(parts) == 1:
        return parts if parts[0].size >= _BRIEF else []
    return [part for part in parts if _is_whole(part)] or _briefs(parts)


def _briefs(parts: list[_Part]) -> list[_Part]:
    """The parts of a page that is a bulletin: nothing but news of one paragraph each, of two sentences or more."""
    told = [part for part in parts if part.size >= _BRIEF_ALONE and ". " in part.prose[0].text]
    return told if len(told) * 2 > len(parts) else []


def _sample(prose: Sequence[Line]) -> str:
    return " ".join(line.text[:_SAMPLE] for line in prose[:3])


def _is_whole(part: _Part) -> bool:
    """Whether a part of a page with several is an article, not a teaser for one elsewhere."""
    if is_cut(part.prose[-1].text):
        return len(part.prose) > 3
    return len(part.prose) > 1 or (part.size >= _BRIEF_BESIDE and part.title is not None)
