"""A page's text as lines and what each of them is by its own looks."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from kg.pages import dates
from kg.pages.furniture import MAX_LABEL, Furniture, agencies, comment_head, is_code, label, notice


class Role(Enum):
    """What a line is, by its looks alone."""

    PROSE = auto()
    TITLE = auto()  # marked as one
    HEAD = auto()  # short, without a full stop: a title, a subhead, a link to another story
    CAPTION = auto()
    CREDIT = auto()
    BYLINE = auto()
    DATE = auto()
    DATELINE = auto()
    SOURCE = auto()  # "Sources: AP/Reuters": an article ends
    MARK = auto()  # a stray sign
    REPEAT = auto()  # a title or caption that stood on the page before
    COPY = auto()  # a paragraph that stood on the page before
    COMMENTER = auto()  # the head or foot of a reader's comment
    FURNITURE = auto()


class Line(NamedTuple):
    """`text` is the page's text from `start` to `end`, without the space around it; `gap`: a blank line precedes it."""

    start: int
    end: int
    text: str
    gap: bool
    role: Role = Role.PROSE
    furniture: Furniture | None = None


_ODD = "\ufeff\u200b\u200e\u200f\u2060"


def split(text: str) -> list[Line]:
    """The lines that are not blank; hard-wrapped ones are joined to paragraphs."""
    found: list[Line] = []
    position, gap = 0, True
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line and (line[0] in _ODD or line[-1] in _ODD):
            line = line.strip(_ODD).strip()
        if line:
            start = position + raw.index(line[0])
            found.append(Line(start, start + len(line), line, gap))
        gap = not line
        position += len(raw)
    return _unwrap(text, found) if _is_wrapped(found) else found


# a text is hard-wrapped if its lines are about as long as each other and run on in small letters
_MAX_WIDTH = 100


def _is_wrapped(lines: list[Line]) -> bool:
    joined = [line for before, line in pairwise(lines) if not line.gap and len(before.text) > 45]
    if len(joined) < 5 or len(joined) * 4 < len(lines):
        return False
    if sum(len(line.text) > _MAX_WIDTH for line in lines) * 20 > len(lines):
        return False
    return sum(line.text[0].islower() for line in joined) * 3 > len(joined)


def _unwrap(text: str, lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    width = 0
    for line in lines:
        last = found[-1] if found else None
        if last and not line.gap and width > 45 and label(line.text) is None:
            found[-1] = Line(last.start, line.end, text[last.start : line.end], last.gap)
        else:
            found.append(line)
        width = len(line.text)
    return found


def twice(text: str) -> int | None:
    """Where a text that is the same words two times over starts again."""
    half = len(text) // 2
    if len(text) < 40:
        return None
    for start in (half, half + 1):
        if text.startswith(text[start:]) and len(text) - start >= half - 1 and text[:start].rstrip() == text[start:]:
            return start
    return None


_AGENCY = agencies()
_CREDIT = re.compile(
    r"(?:,\s*)?(?:"
    + "|".join(
        (
            r"(?:photo(?:graph)?s?|image|picture|credit|source|foto)(?: by| credit| courtesy| source| from)?"
            r"\s*[:/-]\s*.{2,60}",
            r"(?:photo|picture|image|video)s? (?:by|courtesy of|from) .{2,60}",
            rf"[^.!?]{{0,50}}[/,|(©–-]\s*{_AGENCY}(?:\s*[/,|-]\s*\w[\w .]{{1,20}})?[)\]]?(?:\s*[/,|]\s*{_AGENCY})*",
            r"(?:©|\(c\))\s*(?!.*\b(?:19|20)\d\d|.*reserved).{2,50}",
            rf"\(?{_AGENCY}(?:\s*(?:[/,|-]|via|photo|file|pool)\s*\w[\w .]{{0,30}})*(?: (?:photo|file photo))?\)?",
            r"handout\b.{0,40}",
        )
    )
    + ")",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(r"(?:[Ii]mage|[Mm]edia|[Pp]hoto|[Vv]ideo) caption:?\s+(?=\w)")
_CAPTION_START = re.compile(
    r"(?:FILE\b\s*(?:[-–—:]|PHOTO\b)|\(?file (?:photo|image|picture)\b|(?:photo|image|picture|caption|pictured|pix)\s*:"
    r"|(?:above|below|left|right|pictured)\s*[:,]|\((?:from )?(?:l|left)\b|from left\b)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    rf"(?:[\[(](?:[^\[\]()]*\b)?(?:{_AGENCY}|photo|file|pool|image|courtesy|handout|screenshot|youtube"
    r"|\d{1,2}/\d{1,2}/\d{4})\b[^\[\]()]*[\])]"
    r"|(?:©|[Pp]hoto(?:graph)?:|[Pp]hoto(?: by| credit:?)|[Cc]redit:|[Ss]ource:)[^.]{2,50}"
    rf"|/\s*{_AGENCY}|[.,|]\s*{_AGENCY}(?:[ /]\w+)*)\.?$"
)
_CAPTION_WORDS = re.compile(
    r"\((?:not pictured|unseen|not seen|[lLrRcC]|left|right|cent(?:er|re)|file|top|bottom|2nd [LRlr]|back|front"
    r"|pictured)\)"
    r"|\b(?:is|are) (?:seen|pictured|shown)\b|\bin this (?:file|undated|handout|picture|photo|image|combination)\b"
    r"|\bpictured\b|, (?:left|right|cent(?:er|re)|second (?:left|right)),? (?:with|and|[a-z]+s)\b"
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ww]ritten [Bb]y|[Rr]eport(?:ed|ing)? [Bb]y|[Ss]tory [Bb]y|[Aa]uthor:?|AUTHOR:?|[Pp]osted [Bb]y"
    r"|[Ee]dited [Bb]y|[Ff]rom our)\s*:?\s+(?=[^a-z])[^.!?]{2,100}(?:\b[A-Z]\.[^.!?]{0,60})*\.?"
)
_TAILNOTE = re.compile(
    r"[(\[]?\s*(?:"
    + "|".join(
        (
            r"(?:additional |further |with )?(?:reporting|writing|editing|translated|compiled|contributions?)"
            r" (?:by|from)\b.{2,400}",
            r"with (?:inputs?|files|material|additional reporting|reports?|information|agencies)\b.{0,80}",
            r"(?:the )?(?:associated press|reuters|afp|ap|agence france-presse|[A-Z]\w+ [A-Z]\w+).{0,120}"
            r" contributed (?:to this (?:report|story|article)|reporting).{0,20}",
            r"(?:with )?agencies",
        )
    )
    + r")\s*[)\]]?\.?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\(?\s*(?:sources?|via|from)\s*:\s*\S.{0,120}|\(?\s*sources?\s+[-–—]\s+\S.{0,80}"
    r"|original(?:ly)? (?:source|published|article|post)\s*(?:at|by|in|on|:).{0,120}",
    re.IGNORECASE,
)
_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DASH = r"(?:--|[-–—:])"
_DATELINE = re.compile(
    "(?:"
    + "|".join(
        (
            r"[A-Z][A-Z .'’/-]{2,40}(?:,\s*[A-Z][\w .]{1,25}){0,2}(?:[.,]\s*(?:\w+day,?\s*)?"
            rf"{_MONTH_DAY})?\.?\s*(?:[(/]\s*[\w .&/-]{{2,40}}\s*[)/])?\.?\s*{_DASH}",
            rf"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}(?:,\s*[A-Z][\w .]{{1,25}}){{0,2}}(?:,\s*{_MONTH_DAY})?"
            rf"\s*\(\s*{_AGENCY}[^()]{{0,30}}\)\s*{_DASH}",
            rf"[A-Z][A-Z .'’-]{{2,30}},\s*{_MONTH_DAY}\.?\s*/\s*[\w. -]{{2,30}}\s*/\.?",
            rf"\(\s*{_AGENCY}\s*\)\s*{_DASH}",
            r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?:/[A-Z][a-z]+)? ?[—–](?= )",
        )
    )
    + r")\s*"
)


def dateline(text: str) -> int:
    """How many characters of a paragraph are its dateline ("GENEVA, Jan. 26 (Xinhua) -- "); 0 where it has none."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


# a line that long is read as prose whatever its end
_LONG = 200
_WORDS = 7
_SENTENCE = re.compile(r"[a-z0-9][.!?][\"'”’»)\]]*\s+[\"'“‘(\[]*[A-Z]")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def is_prose(text: str) -> bool:
    """Whether a line is of sentences: it ends like one, or is too long for anything else."""
    if len(text) >= _LONG:
        return not _is_menu(text)
    if not _END.search(text[-4:]) and not (text[-1] in ":,;" and len(text) > 60):
        return len(text) > 80 and _SENTENCE.search(text) is not None
    words = text.split()
    if len(words) < 3 or (text.endswith(("...", "…")) and not _SENTENCE.search(text)):
        return False
    return len(words) >= _WORDS + 5 or not _is_title_case(words)


def _is_menu(text: str) -> bool:
    """Whether a long line is a row of links: hardly any of its words is written small."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return small * 4 < len(words)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words[1:] if len(word) > 3]
    return len(long) >= 2 and sum(word[0].isupper() or not word[0].isalpha() for word in long) * 10 >= 8 * len(long)


def classify(line: Line, html: bool = False) -> Line:
    """The line with its role, as far as its own text tells. `html`: it may carry the marks of `kg.pages.html`."""
    text = line.text
    if html and text[0] in "#[":
        return _marked(line)
    captioned = _CAPTION_LABEL.match(text)
    if captioned:
        return Line(line.start + captioned.end(), line.end, text[captioned.end() :], line.gap, Role.CAPTION)
    role, kind = _role(text)
    return Line(line.start, line.end, text, line.gap, role, kind)


def _marked(line: Line) -> Line:
    """A line with a mark of `kg.pages.html`, without it."""
    text = line.text
    if text.startswith("# "):
        return Line(line.start + 2, line.end, text[2:], line.gap, Role.TITLE)
    if text.startswith("## "):
        kind = label(text[3:])
        return Line(line.start + 3, line.end, text[3:], line.gap, Role.FURNITURE if kind else Role.HEAD, kind)
    if text.startswith("[") and text.endswith("]"):
        return Line(line.start + 1, line.end - 1, text[1:-1], line.gap, Role.CAPTION)
    role, kind = _role(text)
    return line._replace(role=role, furniture=kind)


def _role(text: str) -> tuple[Role, Furniture | None]:
    if len(text) <= MAX_LABEL:
        if len(text) <= 2 or not any(map(str.isalpha, text)):
            return (Role.DATE, None) if dates.published(text) else (Role.MARK, None)
        short = _short(text)
        if short:
            return short
    said = notice(text) or (Furniture.JUNK if is_code(text) else None)
    if said:
        return Role.FURNITURE, said
    if len(text) <= 500 and _TAILNOTE.fullmatch(text):
        return Role.CREDIT, None
    if len(text) <= 600 and (
        _CAPTION_START.match(text) or _CAPTION_END.search(text[-90:]) or _CAPTION_WORDS.search(text)
    ):
        return Role.CAPTION, None
    return (Role.PROSE if is_prose(text) else Role.HEAD), None


def _short(text: str) -> tuple[Role, Furniture | None] | None:
    """What a line that may be a label is; None if its words do not say."""
    if _SOURCE.fullmatch(text):
        return Role.SOURCE, None
    kind = label(text)
    if kind is Furniture.COMMENTS:
        return Role.FURNITURE, kind
    if dates.published(text):
        return Role.DATE, None
    if dates.is_time(text):
        return Role.MARK, None
    if comment_head(text):
        return Role.COMMENTER, Furniture.COMMENTS
    if _CREDIT.fullmatch(text):
        return Role.CREDIT, None
    if kind and kind is not Furniture.ABOUT:
        return Role.FURNITURE, kind
    if _TAILNOTE.fullmatch(text):
        return Role.CREDIT, None
    if _BYLINE.fullmatch(text):
        return Role.BYLINE, None
    if kind:
        return Role.FURNITURE, kind
    match = _DATELINE.fullmatch(text)
    return (Role.DATELINE, None) if match else None
