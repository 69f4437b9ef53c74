"""What a line is by its own looks: prose, a heading, a caption, a credit, a byline, a date, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.pages import captions, dates
from kg.pages.captions import AGENCY
from kg.pages.datelines import is_dateline
from kg.pages.furniture import MAX_LABEL, Furniture, agencies, label, plain
from kg.pages.lines import Line, Role, new_line
from kg.pages.notices import (
    CHAT_BEGINS,
    COMMENT_HINTS,
    comment_head,
    is_chat,
    is_code,
    is_votes,
    notice,
    notice_beginnings,
    notice_hints,
)
from kg.pages.sentences import WORDS, is_prose

_CREDIT = re.compile(
    r"(?:,\s*)?(?:"
    + "|".join(
        (
            r"(?:photo(?:graph)?s?|image|picture|credit|source|foto|illustration)"
            r"(?: by| credit| courtesy| source| from)?\s*(?:[:/-]|\.\.\.|…)\s*.{2,60}",
            r"(?:photo|picture|image|video|illustration)s? (?:by|courtesy of|from) .{2,60}",
            r"(?:©|\(c\)(?=\s*(?-i:[A-Z])))\s*(?!.*\b(?:19|20)\d\d|.*reserved).{2,50}",
            rf"\(?{AGENCY}(?: via {AGENCY})?(?: photo| file photo| pool)?\)?",
            r"handout\b.{0,40}",
        )
    )
    + ")",
    re.IGNORECASE,
)
_CREDIT_PARTS = re.compile(r"\s*[/,|()\[\]©–-]\s*")
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Ww]ritten [Bb]y|[Rr]eport(?:ed|ing)? [Bb]y|[Ss]tory [Bb]y|[Aa]uthor:?|AUTHOR:?|[Pp]osted [Bb]y"
    r"|[Ee]dited [Bb]y|[Ww]ords [Bb]y|[Tt]ext [Bb]y|(?:[Nn]ews )?[Aa]nalysis [Bb]y|[Ff]rom our"
    r"|[Ii]nterview(?:ed)? [Bb]y|[Aa]s [Tt]old [Tt]o)\s*:?\s+"
    r"(?:(?:the|our|a|staff|of|at|group|several|two|three|four|five|six|seven|eight|nine|ten)\s+){0,4}"
    r"(?=[^a-z]|(?:former|retired|leading|senior|foreign)\b)[^.!?]{2,100}(?:\b[A-Z]\.[^.!?]{0,60})*\.?"
)
_PERSON = r"[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,3}"
# "Clara Vance, Diplomatic Editor", "Clara Vance | Senior Correspondent", "Our Correspondent"
_DESK = r"(?:Editor|Correspondent|Reporter|Columnist|Bureau Chief|Staff Writer|Writer)s?"
_WRITER = re.compile(
    rf"{_PERSON}(?:,| \||,? -| [–—•·])? (?:(?:[A-Z][\w'’&-]+|and|for|of|the|in) ){{0,4}}"
    rf"(?i:{_DESK})(?: in [A-Z]\w+| @\w+)?"
    rf"|{_PERSON} \((?:[^()]* )?(?i:{_DESK})(?: in [A-Z]\w+)?\)"
    rf"|(?:(?:Our|By Our|A|Special|Staff|Political|Diplomatic|Foreign|World|News|Web) )+"
    rf"(?:{_DESK}|Desk|Staff)(?: in [A-Z]\w+)?"
)
_POSTED = re.compile(
    rf"{_PERSON} in {_PERSON.replace('{1,3}', '{0,2}')}(?:,? (?:and|with) {_PERSON}(?: in [A-Z]\w+)?)?"
)
_TAILNOTE = re.compile(
    r"[(\[]?\s*(?:"
    + "|".join(
        (
            r"(?:additional |further |with )?(?:reporting|writing|editing|translated|compiled|contributions?)"
            r" (?:by|from)\b.{2,400}",
            r"with (?:inputs?|files|material|additional reporting|reports?|information|agencies)\b.{0,80}",
            r"(?:\w+['’]s )?(?:the )?(?:associated press|reuters|afp|ap|agence france-presse|[A-Z]\w+ [A-Z]\w+).{0,120}"
            r" contributed (?:to this (?:report|story|article)|reporting).{0,20}",
            r"(?:with )?agencies",
            r"(?:\S+ ){1,3}(?:writers?|journalists?|reporters?|correspondents?|staff) (?-i:[A-Z]).{2,160}"
            r"\bcontributed(?: (?:to|from|reporting)\b.{0,40})?",
            r"(?-i:[A-Z][\w'’-]+ [A-Z][\w'’-]+(?: and [A-Z][\w'’-]+ [A-Z][\w'’-]+)? contributed from [A-Z])\w+",
            r"reporting for this (?:story|article|report) was contributed by .{2,80}",
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
# looked up once, not for each line
_LABELLED = captions.LABELLED
# a line that long is no notice
_NO_NOTICE = 700


def classify(line: Line, html: bool = False) -> Line:
    """The line with its role, as far as its own text tells. `html`: it may carry the marks of `kg.pages.html`."""
    text = line.text
    first = text[0]
    if html and first in "#[":
        return _marked(line)
    if first in _LABELLED and (cut := captions.opening(text)):
        return Line(line.start + cut, line.end, text[cut:], line.gap, Role.CAPTION)
    if first in CHAT_BEGINS and is_chat(text):
        return Line(line.start, line.end, text, line.gap, Role.COMMENTER)
    size = len(text)
    role, kind = _short(text) if size <= MAX_LABEL else _long(text, plain(text) if size <= _NO_NOTICE else [])
    return line if role is _PROSE else new_line(Line, (line.start, line.end, text, line.gap, role, kind))


def as_junk(line: Line) -> Line:
    """The line as furniture that stands for itself."""
    return Line(line.start, line.end, line.text, line.gap, Role.FURNITURE, Furniture.JUNK)


def _marked(line: Line) -> Line:
    """A line with a mark of `kg.pages.html`, without it."""
    text = line.text
    if text.startswith("# "):
        return Line(line.start + 2, line.end, text[2:], line.gap, Role.TITLE)
    if text.startswith("## "):
        kind = label(text[3:])
        said = text[3:].split()
        whole = len(said) > WORDS and text[-1] == "." and is_prose(text[3:])
        role = Role.FURNITURE if kind else Role.PROSE if whole else Role.HEAD
        return Line(line.start + 3, line.end, text[3:], line.gap, role, kind)
    if text.startswith("[") and text.endswith("]"):
        return Line(line.start + 1, line.end - 1, text[1:-1], line.gap, Role.CAPTION)
    return classify(line)


# What a line is, and of which kind if it is furniture.
_Role = tuple[Role, Furniture | None]
_PROSE = Role.PROSE
_AS_PROSE: _Role = (Role.PROSE, None)
_AS_HEAD: _Role = (Role.HEAD, None)
_AS_CAPTION: _Role = (Role.CAPTION, None)
_AS_CREDIT: _Role = (Role.CREDIT, None)
_OF_READERS = (Furniture.COMMENTS, Furniture.FORUM)
_AS_JUNK: _Role = (Role.FURNITURE, Furniture.JUNK)


def _long(text: str, said: list[bytes]) -> _Role:
    """What a line is that is no label."""
    if said and len(text) <= _NO_NOTICE:
        hints = _HINTS.intersection(said)
        begun = said[0] in _BEGUN and (said[0] in _BEGINNINGS or b" ".join(said[:2]) in _BEGINNINGS)
        if (hints or begun) and (found := _hinted(text, said[:2] if begun else [], hints)):
            return found
        if captions.is_caption(text, said, hints) and not is_code(text):
            return _AS_CAPTION
    if is_code(text):
        return _AS_JUNK
    return _AS_PROSE if is_prose(text) else _AS_HEAD


def _hinted(text: str, first: list[bytes], hints: frozenset[bytes]) -> _Role | None:
    """What a line is by words that are seldom in prose (`hints`), or seldom begin it (`first`: its first two, if they
    do); None if they are there by chance."""
    if kind := notice(text, first, hints):
        return Role.FURNITURE, kind
    if _is_tailnote(text, hints):
        return _AS_CREDIT
    return _AS_CAPTION if captions.is_pictured(text, hints) else None


@lru_cache(maxsize=10_000)
def _short(text: str) -> _Role:
    """What a short line is. The same labels stand on page after page: what they are is kept."""
    said = plain(text)
    return _label(text, said) or _long(text, said)


def _label(text: str, said: list[bytes]) -> _Role | None:
    """What a line that may be a label is; None if its words (`said`) do not say."""
    if len(text) <= 2 or not _LETTER.search(text):
        return (Role.DATE if dates.published(text) else Role.COMMENTER if is_votes(text) else Role.MARK), None
    first = said[0] if said else b""
    if first in _SOURCES and _SOURCE.match(text):
        return Role.SOURCE, None
    kind = label(text)
    if kind in _OF_READERS:
        return Role.FURNITURE, kind
    if "(not verified)" in text:
        return Role.COMMENTER, None
    if dates.published(text):
        return Role.DATE, None
    if dates.is_time(text):
        return Role.MARK, None
    if _is_plain(text, first, said) and not _is_posted(text):
        return (Role.FURNITURE, kind) if kind else None
    if comment_head(text):
        return Role.COMMENTER, None
    if len(text.split()) > _NAMED_PARTS and captions.begins(text, first):
        return Role.CAPTION, None
    if _is_credit(text, said):
        return Role.CREDIT, None
    if kind and kind is not Furniture.ABOUT:
        return Role.FURNITURE, kind
    if _is_tailnote(text, said):
        return Role.CREDIT, None
    if (first in _SIGNERS and _BYLINE.fullmatch(text)) or _is_posted(text) or (not kind and _is_writer(text, said)):
        return Role.BYLINE, None
    if kind:
        return Role.FURNITURE, kind
    return (Role.DATELINE, None) if text[-1] in "-–—:/." and is_dateline(text) else None


def _is_plain(text: str, first: bytes, said: list[bytes]) -> bool:
    """Whether a line of several words has none of those, and none of the marks, that remarks, captions, credits,
    bylines and datelines are told by."""
    return (
        " " in text
        and _RARE.isdisjoint(said)
        and first not in _FIRST
        and text[-1] not in "-–—,"
        and _RARE_MARKS.search(text) is None
    )


def _is_posted(text: str) -> bool:
    """Whether a line is who reports from where: "Ingrid Dahl in Oslo"."""
    _, inside, place = text.partition(" in ")
    return bool(inside) and place[:1].isupper() and _POSTED.fullmatch(text) is not None


def _is_writer(text: str, said: list[bytes]) -> bool:
    """Whether a line is a name with a post at a paper: "Ingrid Dahl, Diplomatic Editor"."""
    return not _DESKS.isdisjoint(said) and _WRITER.fullmatch(text) is not None


# The patterns are slow, and most lines lack any of the words that they need: those are looked for first.
# a credit has fewer words after "Photo:" than a caption
_NAMED_PARTS = 5
_LETTER = re.compile(r"[^\W\d_]")
_SOURCES = frozenset(plain("source sources via from original originally"))
_DESKS = frozenset(plain("editor correspondent reporter columnist chief writer desk staff"))
_SIGNERS = frozenset(
    plain(
        "by words text analysis news written report reported reporting story author posted edited from interview"
        " interviewed as"
    )
)
_CREDIT_HINTS = frozenset(
    plain(
        "photo photos photograph photographs image images picture pictures credit source foto handout video videos"
        " illustration illustrations"
    )
) | frozenset(plain(" ".join(agencies()).replace("The ", "")))
_TAIL_HINTS = frozenset(
    plain("reporting writing editing translated compiled contribution contributions contributed inputs input agencies")
)
_HINTS = notice_hints() | _TAIL_HINTS | captions.HINTS
_BEGINNINGS = notice_beginnings()
_BEGUN = frozenset(first.split()[0] for first in _BEGINNINGS)
_RARE = COMMENT_HINTS | _CREDIT_HINTS | _TAIL_HINTS | _DESKS
_RARE_MARKS = re.compile(r"[/|©(#@»:★☆⭐✩]")
_FIRST = _SIGNERS | captions.OPENINGS
_AGENCIES = frozenset(name.lower() for name in agencies())


def _is_credit(text: str, said: list[bytes]) -> bool:
    """Whether a line is who gave a picture: "Photo: Jo Berg", "Jo Berg/AP", "Jo Berg, Pool/AFP/File"."""
    if _CREDIT_HINTS.isdisjoint(said) and not ("/" in text or "©" in text or "(c)" in text or "|" in text):
        return False
    if _CREDIT.fullmatch(text):
        return True
    parts = [part for part in _CREDIT_PARTS.split(text.lower()) if part]
    named = len(parts) > 1 and not _AGENCIES.isdisjoint(parts)
    return named and all(part[-1] not in ".!?" and len(part.split()) <= _NAMED_PARTS for part in parts)


def _is_tailnote(text: str, said: Iterable[bytes]) -> bool:
    return len(text) <= 500 and not _TAIL_HINTS.isdisjoint(said) and _TAILNOTE.fullmatch(text) is not None
