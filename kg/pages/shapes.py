"""What stands above a remark, told line by line: names, hours, buttons; and what a remark begins with itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum, auto

from kg.pages.furniture import Furniture, words
from kg.pages.lines import Line, Role


class Shape(StrEnum):
    """What a line of a zone may be to the remark below it."""

    STAMP = auto()  # a day or an hour
    BUTTON = auto()  # to answer it, or how many liked it
    NAME = auto()  # a stranger's
    HANDLE = auto()  # what only people on the web are called: "joe_from_ohio", "— aqqaluk"
    VOICES = auto()  # it speaks of readers' words
    NUMBER = auto()
    RULE = auto()  # a row of marks
    SHARE = auto()  # a row of buttons, tags
    OTHERS = auto()  # the label of other stories
    HEAD = auto()  # any other short line
    NOTHING = auto()  # captions, credits, notices


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
    r"\b(?:repl(?:y|ies)|r[eé]pondre|answer|respond|report|flag|(?:^|(?<=[·|•,(] ))likes?|dislikes?|upvotes?|downvotes?"
    r"|votes?|agree|disagree|recommend(?:ed)?|(?<!pull )quote|thumbs|permalink|rat(?:e|ing)|points?|helpful|abuse|karma"
    r"|score|edited)\b",
    re.IGNORECASE,
)
# words of the article set large, in the middle of it
_QUOTED = re.compile(r"[\"“«„‘][^\"“”«»]{20,}[\"”»’“][,.]?")
# what no bar of buttons of an article has
_REPLY = re.compile(r"\b(?:repl(?:y|ies)|upvotes?|downvotes?)\b", re.IGNORECASE)
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
# who says it, at the end of a paragraph: "... and nobody asked us. - Amina, Kano"
_ENDED = re.compile(r"[.!?] ?[-–—~] ?[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3}(?:, [^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,2})?$")
_LONGEST_END = 50
# what a heading of remarks speaks of
_OF_VOICES = re.compile(
    r"\b(?:comment(?:s|ers?|ing)?|conversations?|discussions?|readers?|contributions|opinions|voices|reactions|replies"
    r"|responses|feedback|your|letters|mail|inbox|participants|wrote)\b",
    re.IGNORECASE,
)
# "DmitryK — 28 Dec, 11:40", "Posted by Arun on ..."
_DATED = re.compile(
    r"(?:(?:posted |written |submitted )?by:? )?"
    r"(?!(?i:posted|updated|published|submitted|last|first|on|at|by|from|date"
    rf"|(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?|{_MONTH})\b)([^\W\d_][\w.'’-]{{2,}})"
)
_OPENERS = words("a an the what how why who when where which in on at to of for from with and but no not new more")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_LONGEST_STAMP, _LONGEST_BUTTON, _LONGEST_NAME = 10, 6, 5


def shapes(zone: Sequence[Line], known: Sequence[str]) -> set[Shape]:
    """What the lines of a zone may be to a remark; one of a name and an hour is both."""
    found = {shape(line, known) for line in zone} - {Shape.NOTHING}
    if Shape.STAMP in found and any(_dated_name(line, known) for line in zone):
        found.add(Shape.NAME)
    return found


def _dated_name(line: Line, known: Sequence[str]) -> bool:
    match = _DATED.match(line.text) if shape(line, known) == Shape.STAMP else None
    return match is not None and not _is_known(match[1], known)


def headed(text: str) -> list[str]:
    """A paragraph; as two, where it begins with who says it, or the hour: "Ravi (Pune): ...", "Petar, 08:15 ..."."""
    match = _BEGUN.match(text) if is_headed(text) else None
    return [match[match.lastindex or 0], text[match.end() :]] if match else [text]


def is_headed(text: str) -> bool:
    """Whether a paragraph begins with who says it, or at what hour."""
    head = text[:_LONGEST_HEAD]
    return (":" in head or "|" in head) and _BEGUN.match(text) is not None


def is_signed(text: str) -> bool:
    """Whether a paragraph ends with who says it; what stands in quotation marks so is no remark."""
    return text[-1].isalpha() and _ENDED.search(text[-_LONGEST_END:]) is not None


def shape(line: Line, known: Sequence[str]) -> Shape:
    """What a line of a zone may be to a remark. `known`: the paragraphs of the article, which names who speaks."""
    text, role = line.text, line.role
    if role is Role.DATE:
        return Shape.STAMP
    if role is Role.COMMENTER:
        return Shape.HEAD if _is_known(text, known) else Shape.BUTTON
    if role is Role.MARK:
        if _HOUR.search(text):
            return Shape.STAMP
        return Shape.NUMBER if text.strip("+-()▲▼ ").replace(",", "").isdigit() else Shape.RULE
    size = len(text.split())
    if role is Role.FURNITURE:
        return _of_furniture(line, size)
    if role is Role.BYLINE:
        return Shape.NAME
    if role is not Role.HEAD or _QUOTED.fullmatch(text):
        return Shape.NOTHING
    if size <= _LONGEST_STAMP and _HOUR.search(text):
        return Shape.STAMP
    if size <= _LONGEST_BUTTON and _ANSWER.search(text):
        return Shape.BUTTON
    if size <= _LONGEST_STAMP and _OF_VOICES.search(text):
        return Shape.VOICES
    if _is_known(text, known):
        return Shape.HEAD
    return Shape.HANDLE if _CALLED.fullmatch(text) else Shape.NAME if _is_stranger(text, size) else Shape.HEAD


def _of_furniture(line: Line, size: int) -> Shape:
    if line.furniture is Furniture.JUNK:
        if (size <= _LONGEST_BUTTON and _ANSWER.search(line.text)) or _REPLY.search(line.text):
            return Shape.BUTTON
        return Shape.VOICES if size <= _LONGEST_STAMP and _OF_VOICES.search(line.text) else Shape.SHARE
    if line.furniture in (Furniture.COMMENTS, Furniture.FORUM):
        return Shape.BUTTON
    if line.furniture is Furniture.RELATED:
        return Shape.OTHERS if size <= _LONGEST_BUTTON else Shape.NOTHING
    return Shape.SHARE if line.furniture in (Furniture.FILED, Furniture.COMMENT_LINK) else Shape.NOTHING


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
