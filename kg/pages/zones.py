"""Cuts a page's lines into articles.

A page is read as paragraphs of prose with zones of other lines between them. Each zone says whether the article goes
on after it, another begins, or what follows is not an article's: teasers, who wrote it, readers' comments, the foot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import pairwise
from statistics import fmean

from kg.pages import dates
from kg.pages.again import SOBER, heading, next_article
from kg.pages.datelines import dateline
from kg.pages.furniture import Furniture, is_label, key, words
from kg.pages.lines import Line, Role
from kg.pages.notices import is_letter
from kg.pages.readers import Readers
from kg.pages.section import Section
from kg.pages.shapes import is_headed, is_signed
from kg.pages.tone import tone
from kg.pages.trim import above, trimmed
from kg.pages.turns import turns, without_remarks


class Verdict(Enum):
    """What a zone says of the prose after it."""

    ON = auto()
    NEW = auto()
    ASIDE = auto()
    DONE = auto()


# looked up once, not for each line
_PROSE = Role.PROSE
# Evidence that a zone starts another article is added up: with this much it does, with that much beside teasers too.
_ENOUGH, _CERTAIN = 2.0, 4.0
_END_OF_POST = frozenset((Furniture.FILED, Furniture.COMMENT_LINK, Furniture.FOOT))
_ASIDE = frozenset((Furniture.RELATED, Furniture.ABOUT, Furniture.FOOT, Furniture.FILED, Furniture.COMMENT_LINK))
# paragraphs that tell whom an article is about
_KNOWN = 12
_SIGNATURES = frozenset((Role.DATE, Role.BYLINE, Role.DATELINE))
_CLOSING = frozenset((Furniture.ABOUT, Furniture.FOOT, Furniture.COMMENT_LINK))
_TITLE_WORDS = range(4, 26)
# a heading of so many words says what stands below it
_ITEM_WORDS = 5
# labels of a single link in the middle of a text
_IN_TEXT = re.compile(r"(?:also )?(?:read|see|watch)\b", re.IGNORECASE)
# paragraphs too few to tell what an article is about
_HARDLY = 2
# lines right above a first paragraph, and paragraphs that tell whether it opens their article
_JUST_ABOVE, _OPENS = 2, 3
# the shortest paragraph that stands alone below links
_ALONE = 60
# a brief of one paragraph is an article from this length on
_BRIEF = 150
# lines of a zone from which on it is a menu of stories rather than what stands between two of them
_CROWDED = 12
# what most paragraphs end with
_STOPS = '.!?"”'
# labels of what somebody paid for
_PAID = re.compile(r"\b(?:paid|sponsor\w*|promoted|partners?)\b", re.IGNORECASE)


def sections(lines: Sequence[Line], title: str | None = None) -> list[Section]:
    """The parts of a page that may be articles, in order. `title`: what the page's metadata call it."""
    return _Cutter(lines, key(title) if title else None).cut()


class _Cutter:
    def __init__(self, lines: Sequence[Line], title: str | None) -> None:
        self.lines = lines
        self.title = title
        roles = [line.role for line in lines]
        self.prose = [index for index, role in enumerate(roles) if role is _PROSE]
        self.is_marked = Role.TITLE in roles
        self.readers = Readers(lines, self.prose)

    def cut(self) -> list[Section]:
        """The sections, each without what is said of authors and agencies at its end."""
        return [section for section in map(trimmed, self._cut()) if section]

    def _cut(self) -> list[Section]:
        found: list[Section] = []
        aside = False
        start, again = 0, -1
        for number, index in enumerate(self.prose):
            if number <= again:  # said when the article was found that goes on below
                continue
            line = self.lines[index]
            if (
                start == index
                and found
                and not aside
                and not is_headed(text := line.text)
                and (text[-1] in _STOPS or not is_signed(text))
            ):
                # a paragraph right below another
                found[-1].say(line)
                start += 1
                continue
            zone = list(self.lines[start:index])
            start = index + 1
            verdict = self._verdict(zone, number, found, aside)
            if verdict is Verdict.DONE:
                self._closed(found, zone)
                if not found or not (below := next_article(self.lines, self.prose, number, found)):
                    return found
                again, zone = below
                index = self.prose[again]
                start, verdict = index + 1, Verdict.NEW
            aside = verdict is Verdict.ASIDE
            if verdict is Verdict.NEW:
                if found:
                    found[-1].add(above(zone))
                found.append(Section(zone))
            elif not aside:
                found[-1].add(zone)
            elif found and zone:
                found[-1].add(above(zone))
            if not aside and not (verdict is Verdict.ON and self._is_advert(zone, number, found[-1])):
                found[-1].say(self.lines[index])
        return self._closed(found, list(self.lines[start:])) if not aside else found

    @staticmethod
    def _closed(found: list[Section], zone: list[Line]) -> list[Section]:
        if found:
            found[-1].add(above(zone))
        return found

    def _verdict(self, zone: list[Line], number: int, found: list[Section], aside: bool) -> Verdict:
        """What a zone says of the paragraph below it (`number`). `aside`: what is above the zone is no article's."""
        if is_letter(self.lines[self.prose[number]].text):
            return Verdict.DONE
        if not found:
            return Verdict.DONE if self.readers.is_theirs(zone, number) else Verdict.NEW
        kinds = {line.furniture for line in zone}
        if self.readers.begin(zone, kinds, number, found[-1]):
            return Verdict.DONE
        if self._starts(zone, kinds, number, aside, found[0]):
            return Verdict.ON if not aside and self._is_opened(zone, kinds, number, found[-1]) else Verdict.NEW
        if not aside and self._starts_item(number, found[-1]):
            return Verdict.NEW
        if (aside or kinds & _ASIDE) and not self._resumes(zone, kinds, number, found[-1], aside):
            return Verdict.ASIDE
        if not self.readers.is_live and turns(self.lines, self.prose, number, found[-1]):
            without_remarks(found[-1], zone)
            return Verdict.DONE
        return Verdict.ON

    def _starts(self, zone: list[Line], kinds: set[Furniture | None], number: int, aside: bool, first: Section) -> bool:
        """Whether another article begins. Beside other stories that takes more: teasers look like it. `first`: the
        first article of the page."""
        if self.is_marked:
            return any(line.role is Role.TITLE for line in zone)
        if self.readers.is_live and any(line.role is Role.MARK and dates.is_time(line.text) for line in zone):
            return False  # the next news of a live blog, with its hour
        beside = aside or bool(kinds & {Furniture.RELATED, Furniture.ABOUT}) or len(zone) > _CROWDED
        evidence = 0.0 if any(line.role is Role.COPY for line in zone) else self._evidence(zone, number)
        if evidence < _ENOUGH + beside and not (evidence >= _ENOUGH and self._is_alike(zone, number, first)):
            return False
        run, length = self.readers.run(number)
        return run > 2 or (run > 1 and evidence >= _CERTAIN) or (not beside and (run > 1 or length >= _BRIEF))

    def _is_alike(self, zone: list[Line], number: int, first: Section) -> bool:
        """Whether the heading in a zone has the form of that of the first article, and what follows sounds like one."""
        own, other = heading(zone), heading(first.zone)
        return own is not None and other is not None and own.form == other.form and self._is_sober(number)

    def _is_sober(self, number: int) -> bool:
        return fmean([tone(self.lines[index].text) for index in self.prose[number : number + _OPENS]]) <= SOBER

    def _is_opened(self, zone: list[Line], kinds: set[Furniture | None], number: int, section: Section) -> bool:
        """Whether a section is no more than a title and what stands in larger type below it, and the article goes on
        below who wrote it and when: it says again what they say, and not what a line between them says."""
        signed = [place for place, line in enumerate(zone) if line.role in _SIGNATURES]
        if len(section.prose) != 1 or not signed or kinds & _ASIDE or self.is_marked:
            return False
        heads = [place for place, line in enumerate(zone) if line.role is Role.HEAD]
        if (heads and heads[-1] > signed[-1]) or any(line.role in _SIGNATURES for line in section.zone[-_JUST_ABOVE:]):
            return False
        told = stems([self.lines[index] for index in self.prose[number : number + _OPENS]])
        own = len(told & stems([*section.zone[-_JUST_ABOVE:], *section.prose]))
        return own > _HARDLY and own > 2 * max([len(told & stems([zone[place]])) for place in heads], default=0)

    def _resumes(
        self, zone: list[Line], kinds: set[Furniture | None], number: int, section: Section, aside: bool
    ) -> bool:
        """Whether the article goes on below a box: at least two paragraphs that speak of the same."""
        run = self.readers.run(number)[0]
        if kinds & _CLOSING or _is_ranked(zone):
            return False
        if run > 2 and len(section.prose) <= _HARDLY:
            return True
        if not aside and self._is_alone_below(zone, number, section):
            return True
        if run < 2:
            return False
        below = [self.lines[index] for index in self.prose[number : number + min(run, 3)]]
        if any(map(_is_paid, zone)) and not _coheres(section, below[:1], 1, 2):
            return False
        if not aside and not _is_bare_box(zone):
            return _coheres(section, below, 1, 2)
        return not (zone and zone[-1].role is Role.HEAD and run < 3) and _coheres(section, below, 2, 5)

    def _is_advert(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a paragraph is of who paid for it, as a zone says: it has nothing of what the article speaks of."""
        return any(map(_is_paid, zone)) and not _coheres(section, [self.lines[self.prose[number]]], 1, 2)

    def _is_alone_below(self, zone: list[Line], number: int, section: Section) -> bool:
        """Whether a paragraph that stands alone below links to other stories is the article's: it has more words of
        the article than of the last link, which it would be the teaser of otherwise."""
        links = [line for line in zone if line.role is Role.HEAD]
        paragraph = self.lines[self.prose[number]]
        if not links or links[-1] is not zone[-1] or is_cut(paragraph.text) or len(paragraph.text) < _ALONE:
            return False
        said = stems([paragraph])
        own, teased = len(said & stems(section.prose[:_KNOWN])), len(said & stems(links[-1:]))
        if len(links) == 1 and any(_IN_TEXT.match(line.text) and is_label(line.text) for line in zone[-2:-1]):
            return not teased or own > teased + 1
        return own >= max(3, teased + 2) and bool(names([paragraph]) & names(section.prose[:_KNOWN]))

    def _is_item(self, number: int) -> bool:
        """Whether nothing but a heading stands above a paragraph, which says again what it says."""
        between = self.lines[self.prose[number - 1] + 1 if number else 0 : self.prose[number]]
        zone = between if number else between[-1:]
        if len(zone) != 1 or zone[0].role is not Role.HEAD or len(zone[0].text.split()) < _ITEM_WORDS:
            return False
        said = stems(zone)
        told = len(said & stems([self.lines[self.prose[number]]]))
        return told >= 2 and told * 2 >= len(said)

    def _starts_item(self, number: int, section: Section) -> bool:
        """Whether the next item of a letter begins, which has neither date nor author: of other names than what stands
        above it, and one of several."""
        if self.is_marked or self.readers.is_live or not self._is_item(number):
            return False
        known, run = section.prose[-_KNOWN:], [self.lines[index] for index in self.prose[number : number + 2]]
        if names(known) & names(run):
            return False
        return any(self._is_item(place) for place in range(len(self.prose)) if place != number)

    def _evidence(self, zone: list[Line], number: int) -> float:
        heads = [line for line in zone if line.role is Role.HEAD and len(line.text.split()) in _TITLE_WORDS]
        if not heads:
            return 0.0
        roles, kinds = {line.role for line in zone}, {line.furniture for line in zone}
        heard = {head.text for head in heads}
        named = any(line.role in _SIGNATURES for line in zone[zone.index(heads[0]) :])
        dated = any(before.role is Role.DATE and after in heads for before, after in pairwise(zone))
        return (
            2.0 * bool(Role.SOURCE in roles or kinds & _END_OF_POST or any(map(_is_tail, zone)))
            + 2.0 * bool(named or dated)
            + 3.0 * any(line.role is Role.REPEAT and line.text in heard for line in zone)
            + 2.0 * any(is_balanced(line.text) for line in heads)
            + 3.0 * any(self.is_titled(line.text) for line in heads)
            + 2.0 * is_cut(self.lines[self.prose[number - 1]].text)
            + 1.0 * bool(kinds & {Furniture.JUNK, Furniture.RELATED})
            + _placed(self.lines[self.prose[number]].text)
        )

    def is_titled(self, text: str) -> bool:
        """Whether a line is the title that the page's metadata give."""
        return self.title is not None and same_title(key(text), self.title)


def _coheres(section: Section, run: Sequence[Line], named: int, shared: int) -> bool:
    """Whether some paragraphs share so many names with the article, or so many words."""
    known = section.prose[:_KNOWN]
    return len(names(known) & names(run)) >= named or len(stems(known) & stems(run)) >= shared


def _placed(text: str) -> float:
    """How much the dateline of a paragraph says for its being the first of an article: more if it names a city."""
    cut = dateline(text)
    return 0.0 if not cut else 2.0 if text[:3].isupper() else 1.0


def is_cut(text: str) -> bool:
    """Whether a paragraph breaks off, as teasers do."""
    return text.rstrip(")]»> ").endswith(("...", "…", "[")) or text.lower().endswith(("continue reading", "read more"))


def _is_bare_box(zone: Sequence[Line]) -> bool:
    """Whether the heading of a box of other stories stands right above the paragraph below a zone."""
    boxes = [line for line in zone if line.furniture is Furniture.RELATED]
    last = zone[-1]
    return boxes == [last] and is_label(last.text) and not _IN_TEXT.match(last.text)


def _is_paid(line: Line) -> bool:
    return line.furniture is Furniture.RELATED and _PAID.search(line.text) is not None


def _is_ranked(zone: Sequence[Line]) -> bool:
    """Whether a number stands alone right above a paragraph, as in a list of the stories that are read most."""
    return bool(zone) and zone[-1].role is Role.MARK and zone[-1].text.strip(".#()").isdigit()


def _is_tail(line: Line) -> bool:
    return line.role is Role.CREDIT and line.text.startswith(("(", "[")) and len(line.text) > 20


def is_balanced(text: str) -> bool:
    """Whether the last two words are held together by a no-break space, as blog software sets titles."""
    return text[-30:].rfind("\u00a0") > text[-30:].rfind(" ") and len(text) > 20


def same_title(one: str, other: str) -> bool:
    """Whether two titles, as `key` gives them, are one: the same, or one with a site's name behind it."""
    short, long = sorted((one, other), key=len)
    return long == short or (len(short.split()) > 3 and long.startswith(short) and not long[len(short)].isalnum())


_SMALL = words(
    """a an the of in on at to for from by with and or but as is are be was were it its this that not no over after
    before says said will new against amid into than about between up out off his her their has have had who
    which would could also more one two been they we he she there when what all can you your our"""
)
# characters of a paragraph that tell what it is about
_OPENING = 200
_WORD = re.compile("[a-zà-ÿ]{3,}")


def stems(lines: Iterable[Line]) -> frozenset[str]:
    """The first letters of the words that carry meaning."""
    opening = " ".join([line.text[:_OPENING] for line in lines])
    return frozenset([word[:5] for word in _WORD.findall(opening.lower()) if word not in _SMALL])


_NAME = re.compile(r"[A-Z](?<!^.)(?<!\w.)(?<![.!?] .)[a-z]{2,}")


def names(lines: Sequence[Line]) -> frozenset[str]:
    """The words with a capital inside the sentences of lines, less the days and months."""
    return frozenset(word for line in lines for word in _NAME.findall(line.text)) - _DAYS


_DAYS = frozenset(name.title() for name in (*dates.WEEKDAYS, *dates.MONTHS)) | {"The", "But", "And", "This"}
