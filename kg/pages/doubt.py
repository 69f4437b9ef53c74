"""How doubtful it is that paragraphs are an article's: by what stands above them, and by their tone beside its own.

The second line of defence against readers' words: `kg.pages.readers` knows how many sites set comments; here their tone
counts, which is held against that of the article above, so that a column or a speech is not cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from statistics import fmean

from kg.pages.furniture import Furniture, words
from kg.pages.lines import Line, Role
from kg.pages.tone import MOST, tone

# What may stand above a remark, as one letter for each line of a zone.
_STAMP, _BUTTON, _NAME, _NUMBER, _RULE, _SHARE, _HEAD, _HANDLE, _VOICES, _OTHERS, _NOTHING = "dbNnrsh@vox"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_HOUR = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?\b|\b\d+ ?(?:s|m|h|d|w|y|hrs?|mins?)\b|\bago\b|\b(?:just now|yesterday)\b"
    rf"|\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b"
    r"|\b\d{1,4}([./-])\d{1,2}\1\d{2,4}\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\b(?:repl(?:y|ies)|r[eé]pondre|answer|respond|report|flag|(?:^|(?<=[·|•,(] ))likes?|dislikes?|upvotes?|downvotes?|votes?|agree"
    r"|disagree|recommend(?:ed)?|quote|thumbs|permalink|rat(?:e|ing)|points?|helpful|abuse|karma|score|edited)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}(?:, [\w.'’ -]{2,30})?")
# "— aqqaluk", "@northbank", "joe_from_ohio", "nordlys"
_CALLED = re.compile(
    r"[—–~@-] ?[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,2}|(?=\w*[a-z])(?:[^\W\d_]+[\d_][\w.-]*|[a-z][\w-]{3,})"
)
# what a remark may begin with in the same line
_LONGEST_HEAD = 60
_BEGUN = re.compile(
    r"((?:(?:[Ff]rom|[Bb]y|[Nn]ame):? )?[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}"
    r"(?: \([^()]{2,30}\)|, [^:,]{2,20}| (?:on|at) .{4,30}?)?(?: (?:said|says|wrote|writes|commented|replied))?):\s+"
    r"(?=\S.{20})"
    r"|([^:]{0,45}\d:\d\d(?: ?[ap]\.?m\.?)?)\W{1,4}(?=\w.{20})"
    r"|([^:|]{2,30}(?: ?\| ?[^|]{1,30}){0,2}) ?\| ?(?=\S.{20})"
)
# what a heading of remarks speaks of
_OF_VOICES = re.compile(
    r"\b(?:comment(?:s|ers?|ing)?|conversations?|discussions?|readers?|contributions|opinions|voices|reactions|replies"
    r"|responses|feedback|your|letters|mail|inbox|participants|wrote)\b",
    re.IGNORECASE,
)
# "DmitryK — 28 Dec, 11:40", "Posted by Arun on ..."
_DATED = re.compile(
    r"(?:(?:posted |written |submitted )?by:? )?"
    r"(?!(?i:posted|updated|published|submitted|last|first|on|at|by|from|date|(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)"
    rf"(?:day)?|{_MONTH})\b)([^\W\d_][\w.'’-]{{2,}})"
)
_OPENERS = words("a an the what how why who when where which in on at to of for from with and but no not new more")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_LONGEST_STAMP, _LONGEST_BUTTON, _LONGEST_NAME = 10, 6, 5
_PLAIN = frozenset((_HEAD, _NAME, _RULE))
_SHARED = frozenset((_SHARE, _HEAD, _RULE))
_TITLES = frozenset((_HEAD, _NAME))
_HOURS = frozenset((_STAMP, _HEAD, _RULE, _NUMBER, _SHARE, _OTHERS))
# what stands beside remarks, and what seldom stands elsewhere
SIGNS = frozenset((_STAMP, _BUTTON, _HANDLE, _NAME))
OF_REMARKS = frozenset((_STAMP, _BUTTON, _HANDLE))
_GOES_ON = re.compile(r"\b(?:continues|scroll) (?:below|after|to continue|down)\b", re.IGNORECASE)
# who speaks in a transcript: "Q:", "MR. HALLORAN:"
_SPEAKER = re.compile(r"[A-Z][\w.'’-]{0,20}(?: [\w.'’()-]+){0,4}:\s|[QA]\b")
# what stands above a remark, and how much it says that one follows: weights learnt from pages with remarks and without
_SAID = {_STAMP: 1.0, _BUTTON: 2.0, _HANDLE: 1.5, _NAME: 0.5, _VOICES: 1.2, _HEAD: 1.0, _SHARE: -1.0}
# somebody's name beside an hour; and so again below
_SIGNED, _SIGNED_AGAIN = 0.5, 1.5
_ONLY_PLAIN, _ONLY_HEADS, _ONLY_SHARED = -1.2, -0.6, -0.6
# the article has hardly begun; or has had a zone of this kind before, or a heading of another
_FEW, _AGAIN, _ONCE_MORE = -2.5, -2.0, -1.0
_TONE, _TURN = 0.8, 0.7
# so much doubt is enough; and so much of the tone alone
ENOUGH, _CERTAIN = 1.9, 4.2
# without any of these a paragraph is no outburst
_LOUD = re.compile(r"\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Oo]ur|us|[Nn]obody|[Nn]ever|[Ss]hould|[Ll]et)\b|[!?]")
# paragraphs that tell the tone of an article, its first and its last; and how few are not enough for one
_EITHER_END, HARDLY = 3, 3
# questions and answers of which there are more in an interview
_ANSWERED = 2
# a tone below which nothing but an hour or a button above makes a paragraph a remark
_SOBER = -1.0
_SHORTEST = 3


def doubt(
    zone: Sequence[Line],
    said: Sequence[str],
    article: Sequence[Line],
    other: Sequence[Line],
    again: Sequence[Sequence[Line]] = (),
) -> float:
    """How doubtful it is that paragraphs (`said`) below a zone are an article's, whose paragraphs and other lines stand
    above it. `again`: the next zones."""
    known = [line.text for line in article]
    shapes = _shapes(zone, known)
    if not shapes or any(_GOES_ON.search(line.text) for line in zone):
        return 0.0
    if _SPEAKER.match(said[0]) and sum(_SPEAKER.match(text) is not None for text in known) > 1:
        return 0.0
    if not shapes & OF_REMARKS and (tone(said[0]) < _SOBER or _is_interview(said)):
        return 0.0
    found = sum(_SAID.get(shape, 0.0) for shape in shapes) + _FEW * (len(known) < HARDLY)
    if _is_signed(shapes):
        found += _SIGNED_AGAIN if any(_is_signed(_shapes(one, known)) for one in again) else _SIGNED
    if shapes <= _HOURS and _STAMP in shapes:
        # in news told as they come each has its hour
        found += _AGAIN * any(shape(line, known) == _STAMP for line in other)
    if shapes <= _PLAIN:
        before = {shape(line, known) for line in other}
        found += _ONLY_PLAIN + _ONLY_HEADS * (shapes == {_HEAD})
        found += _AGAIN if shapes & before else _ONCE_MORE if before & _TITLES else 0.0
    elif shapes <= _SHARED:
        found += _ONLY_SHARED
    below = _tone(said)
    found += below * (_TONE + _TURN)
    if found + MOST * _TURN < ENOUGH:
        return 0.0
    above = _of_article(known)
    return found - above * _TURN - max(0.0, above) * _TONE  # what is personal all through is so by its kind


def _is_interview(said: Sequence[str]) -> bool:
    """Whether each other paragraph is a question."""
    asked = [text[-1] == "?" for text in said]
    return len(asked) > _ANSWERED and all(asked[::2]) and not any(asked[1::2])


def _shapes(zone: Sequence[Line], known: Sequence[str]) -> set[str]:
    """What the lines of a zone may be to a remark; one of a name and an hour is both."""
    found = {shape(line, known) for line in zone} - {_NOTHING}
    if _STAMP in found and any(_dated_name(line, known) for line in zone):
        found.add(_NAME)
    return found


def _dated_name(line: Line, known: Sequence[str]) -> bool:
    match = _DATED.match(line.text) if shape(line, known) == _STAMP else None
    return match is not None and not _is_known(match[1], known)


def _is_signed(shapes: set[str]) -> bool:
    return _STAMP in shapes and not shapes.isdisjoint((_NAME, _HANDLE))


def _of_article(known: Sequence[str]) -> float:
    return _tone([*known[:_EITHER_END], *known[_EITHER_END:][-_EITHER_END:]])


def _tone(texts: Iterable[str]) -> float:
    return fmean([tone(text) for text in texts if len(text.split()) >= _SHORTEST] or [0.0])


def outburst(article: Sequence[Line]) -> int:
    """How many paragraphs at the end of an article are so far from its tone that they are remarks, though nothing
    stands above them: two or more, or 0."""
    known = [line.text for line in article]
    if len(known) < HARDLY + 2 or not all(_LOUD.search(text) for text in known[-2:]) or any(map(is_headed, known)):
        return 0
    loud = list(takewhile(lambda found: found > 0, map(tone, known[: HARDLY - 1 : -1])))
    for count in range(len(loud), 1, -1):
        if fmean(loud[:count]) * (_TONE + _TURN) - _TURN * _of_article(known[:-count]) >= _CERTAIN:
            return count
    return 0


def headed(text: str) -> list[str]:
    """A paragraph; as two, where it begins with who says it, or the hour: "Ravi (Pune): ...", "Petar, 08:15 ..."."""
    match = _BEGUN.match(text) if is_headed(text) else None
    return [match[match.lastindex or 0], text[match.end() :]] if match else [text]


def is_headed(text: str) -> bool:
    """Whether a paragraph begins with who says it, or at what hour."""
    head = text[:_LONGEST_HEAD]
    return (":" in head or "|" in head) and _BEGUN.match(text) is not None


def shape(line: Line, known: Sequence[str]) -> str:
    """What a line of a zone may be to a remark. `known`: the paragraphs of the article, which names who speaks."""
    text, role = line.text, line.role
    if role is Role.DATE:
        return _STAMP
    if role is Role.COMMENTER:
        return _HEAD if _is_known(text, known) else _BUTTON
    if role is Role.MARK:
        if _HOUR.search(text):
            return _STAMP
        return _NUMBER if text.strip("+-()▲▼ ").replace(",", "").isdigit() else _RULE
    size = len(text.split())
    if role is Role.FURNITURE:
        return _of_furniture(line, size)
    if role is Role.BYLINE:
        return _NAME
    if role is not Role.HEAD:
        return _NOTHING
    if size <= _LONGEST_STAMP and _HOUR.search(text):
        return _STAMP
    if size <= _LONGEST_BUTTON and _ANSWER.search(text):
        return _BUTTON
    if size <= _LONGEST_STAMP and _OF_VOICES.search(text):
        return _VOICES
    if _is_known(text, known):
        return _HEAD
    return _HANDLE if _CALLED.fullmatch(text) else _NAME if _is_stranger(text, size) else _HEAD


def _of_furniture(line: Line, size: int) -> str:
    if line.furniture is Furniture.JUNK:
        if size <= _LONGEST_BUTTON and _ANSWER.search(line.text):
            return _BUTTON
        return _VOICES if size <= _LONGEST_STAMP and _OF_VOICES.search(line.text) else _SHARE
    if line.furniture in (Furniture.COMMENTS, Furniture.FORUM):
        return _BUTTON
    if line.furniture is Furniture.RELATED:
        return _OTHERS if size <= _LONGEST_BUTTON else _NOTHING
    return _SHARE if line.furniture in (Furniture.FILED, Furniture.COMMENT_LINK) else _NOTHING


def _is_known(text: str, known: Sequence[str]) -> bool:
    """Whether an article names who a line names: by all of it, or by the last word that has a capital."""
    names = [word for word in _WORD.findall(text) if word[0].isupper()]
    return bool(names) and any(names[-1] in paragraph for paragraph in known)


def _is_stranger(text: str, size: int) -> bool:
    """Whether a short line can be somebody's name, or what somebody is called on the web."""
    if size > _LONGEST_NAME or not _NAMED.fullmatch(text):
        return False
    said = text.split()
    return said[0].lower() not in _OPENERS and sum(word[0].islower() for word in said) <= 1
