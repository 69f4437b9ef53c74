"""How doubtful it is that paragraphs are an article's: by what stands above them, and by their tone beside its own.

The second line of defence against readers' words: `kg.pages.readers` knows how many sites set comments; here their tone
counts, which is held against that of the article above, so that a column or a speech is not cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from statistics import fmean

from kg.pages.lines import Line
from kg.pages.shapes import Shape, is_headed, shape, shapes
from kg.pages.tone import MOST, tone

# So much doubt is enough, and so much of the tone alone. It is added up of the numbers below, which are those of a
# logistic regression over zones with and without remarks below them, rounded.
ENOUGH, _CERTAIN = 1.9, 4.2
_SAID = {
    Shape.STAMP: 1.0,
    Shape.BUTTON: 2.0,
    Shape.HANDLE: 1.5,
    Shape.NAME: 0.5,
    Shape.VOICES: 1.2,
    Shape.HEAD: 1.0,
    Shape.SHARE: -1.0,
}
# the tone below, and how much it differs from the article's
_TONE, _TURN = 0.8, 0.7
# somebody's name beside an hour; and so again below
_SIGNED, _SIGNED_AGAIN = 0.5, 1.5
# nothing but what stands between paragraphs of an article as well
_ONLY_PLAIN, _ONLY_HEADS, _ONLY_SHARED = -1.2, -0.6, -0.6
# the article has hardly begun; or has had a zone of this kind before, or a heading of another
_FEW, _AGAIN, _ONCE_MORE = -2.5, -2.0, -1.0
# a tone below which nothing but an hour, a button or a handle above makes a paragraph a remark
_SOBER = -1.0

# what stands beside remarks, and what seldom stands elsewhere
SIGNS = frozenset((Shape.STAMP, Shape.BUTTON, Shape.HANDLE, Shape.NAME))
_OF_REMARKS = frozenset((Shape.STAMP, Shape.BUTTON, Shape.HANDLE))
_PLAIN = frozenset((Shape.HEAD, Shape.NAME, Shape.RULE))
_SHARED = frozenset((Shape.SHARE, Shape.HEAD, Shape.RULE))
_TITLES = frozenset((Shape.HEAD, Shape.NAME))
_HOURS = frozenset((Shape.STAMP, Shape.HEAD, Shape.RULE, Shape.NUMBER, Shape.SHARE, Shape.OTHERS))

_GOES_ON = re.compile(r"\b(?:continues|scroll) (?:below|after|to continue|down)\b", re.IGNORECASE)
# who speaks in a transcript: "Q:", "MR. HALLORAN:"
_SPEAKER = re.compile(r"[A-Z][\w.'’-]{0,20}(?: [\w.'’()-]+){0,4}:\s|[QA]\b")
# questions and answers of which there are more in an interview
_ANSWERED = 2
# without any of these, or a mark, a paragraph is no outburst
_LOUD = re.compile(r"\b(?=[IYyWwMmOouNnSsLl])(?:I|[Yy]ou|[Ww]e|[Mm]y|[Oo]ur|us|[Nn]obody|[Nn]ever|[Ss]hould|[Ll]et)\b")
# paragraphs that tell the tone of an article, its first and its last; how few are not enough for one; and the fewest
# words of a paragraph that has a tone
_EITHER_END, HARDLY, _SHORTEST = 3, 3, 3
# paragraphs, and lines between them, that are held against what is doubtful, however long a page is
_REMEMBERED = 60


def doubt(
    zone: Sequence[Line],
    said: Sequence[str],
    article: Sequence[Line],
    other: Sequence[Line],
    again: Sequence[Sequence[Line]] = (),
) -> float:
    """How doubtful it is that paragraphs (`said`) below a zone are an article's, whose paragraphs and other lines stand
    above it. `again`: the next zones."""
    other = other[-_REMEMBERED:]
    known = [line.text for line in (*article[:_REMEMBERED], *article[_REMEMBERED:][-_EITHER_END:])]
    found = shapes(zone, known)
    if not found or any(_GOES_ON.search(line.text) for line in zone) or _is_spoken(said, known):
        return 0.0
    if not found & _OF_REMARKS and (tone(said[0]) < _SOBER or _is_interview(said)):
        return 0.0
    below = _tone(said)
    doubted = _of_zone(found, known, again) + below * (_TONE + _TURN)
    if doubted + MOST * _TURN < ENOUGH:
        return 0.0
    above = _of_article(known)
    # what is personal all through is so by its kind
    doubted -= above * _TURN + max(0.0, above) * _TONE
    return doubted if doubted < ENOUGH else doubted + _of_others(found, known, other)


def _of_zone(found: set[Shape], known: Sequence[str], again: Sequence[Sequence[Line]]) -> float:
    """What the shapes of a zone say, below these paragraphs of an article."""
    doubted = sum(_SAID.get(one, 0.0) for one in found) + _FEW * (len(known) < HARDLY)
    if _is_signed(found):
        doubted += _SIGNED_AGAIN if any(_is_signed(shapes(one, known)) for one in again) else _SIGNED
    if found <= _PLAIN:
        doubted += _ONLY_PLAIN + _ONLY_HEADS * (found == {Shape.HEAD})
    elif found <= _SHARED:
        doubted += _ONLY_SHARED
    return doubted


def _of_others(found: set[Shape], known: Sequence[str], other: Sequence[Line]) -> float:
    """What it says that lines of the same shapes stood in the article before (`other`)."""
    if not (found <= _HOURS or found <= _PLAIN):
        return 0.0
    before = {shape(line, known) for line in other}
    doubted = 0.0
    if found <= _HOURS:  # in news told as they come each has its hour
        doubted += _AGAIN * (Shape.STAMP in found & before)
    if found <= _PLAIN:
        doubted += _AGAIN if found & before else _ONCE_MORE if before & _TITLES else 0.0
    return doubted


def _is_signed(found: set[Shape]) -> bool:
    return Shape.STAMP in found and not found.isdisjoint((Shape.NAME, Shape.HANDLE))


def _is_spoken(said: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a paragraph begins with who speaks, as those of the article do."""
    return _SPEAKER.match(said[0]) is not None and sum(_SPEAKER.match(text) is not None for text in known) > 1


def _is_interview(said: Sequence[str]) -> bool:
    """Whether each other paragraph is a question."""
    asked = [text[-1] == "?" for text in said]
    return len(asked) > _ANSWERED and all(asked[::2]) and not any(asked[1::2])


def _of_article(known: Sequence[str]) -> float:
    return _tone([*known[:_EITHER_END], *known[_EITHER_END:][-_EITHER_END:]])


def _tone(texts: Iterable[str]) -> float:
    return fmean([tone(text) for text in texts if len(text.split()) >= _SHORTEST] or [0.0])


def outburst(article: Sequence[Line]) -> int:
    """How many paragraphs at the end of an article are so far from its tone that they are remarks, though nothing
    stands above them: two or more, or 0."""
    known = [line.text for line in article]
    if len(known) < HARDLY + 2 or not all(map(_is_loud, known[-2:])) or any(map(is_headed, known)):
        return 0
    last = known[HARDLY:][-_REMEMBERED:]
    loud = list(takewhile(lambda found: found > 0, map(tone, reversed(last))))
    for count in range(len(loud), 1, -1):
        if fmean(loud[:count]) * (_TONE + _TURN) - _TURN * _of_article(known[:-count]) >= _CERTAIN:
            return count
    return 0


def _is_loud(text: str) -> bool:
    return "!" in text or "?" in text or _LOUD.search(text) is not None
