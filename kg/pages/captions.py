"""Captions of pictures, told by how they begin and end and by what they say of a picture."""

from __future__ import annotations

import re

from kg.pages.furniture import agencies, plain
from kg.pages.sentences import REFERENCES, SENTENCE

AGENCY = "(?:" + "|".join(map(re.escape, agencies())) + ")"
# a line that long is no caption
LONGEST = 600
LABELLED = frozenset("IiMmPpVv")
_LABEL = re.compile(r"(?:[Ii]mage|[Mm]edia|[Pp]hoto|[Vv]ideo) caption:?\s+(?=\w)")
_START = re.compile(
    r"(?:\[\d{1,2}/\d{1,2}\] "
    r"|FILE\b\s*(?:[-–—:]|PHOTO\b)|\(?file (?:photo|image|picture)\b|(?:photo|image|picture|caption|pictured|pix)\s*:"
    r"|(?:above|below|left|right|pictured)\s*[:,]|\((?:from )?(?:l|left)\b|from left\b)",
    re.IGNORECASE,
)
_END = re.compile(
    rf"(?:[\[(](?:[^\[\]()]*\b)?(?:{AGENCY}|photo|file|pool|image|courtesy|handout|screenshot|youtube"
    r"|\d{1,2}/\d{1,2}/\d{4})\b[^\[\]()]*[\])]"
    r"|(?:©|[Pp]hoto(?:graph)?:|[Pp]hoto(?: by| credit:?)|[Cc]redit:|[Ss]ource:)[^.]{2,50}"
    r"|[\[(](?:[^\[\]()]{0,20}:\s*)?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,4}\s?/\s?[A-Z][^\[\]()]{1,40}[\])]"
    r"|[.!?][\"”’)]* [A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){1,2}\s?/\s?(?:[A-Z][\w'’&-]+ ?){1,4}"
    rf"|/\s*{AGENCY}|[.,|]\s*(?:{AGENCY}|REUTERS)(?:[ /]\w+)*"
    r"|[./] ?[A-Z][^.]{2,80}(?= (?:Acquire|Purchase) Licensing))(?: (?:Acquire|Purchase) Licensing Rights.*)?\.?$"
)
_DATE = re.compile(r",\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}\.$")
_WORDS = re.compile(
    r"\b(?=[aips])(?:(?:is|are) (?:seen|pictured|shown)\b|pictured\b"
    r"|in (?:this|an?) (?:file|undated|handout|picture|photo|image|combination)\b"
    r"|sent (?:us|in) (?:this|these) (?:picture|photo|image)s?\b)"
)
# one of these stands in whatever has any of them
_NEEDED = (
    "is seen", "are seen", "is shown", "are shown", "pictured", "in this ", "in a handout", "in an undated",
    "sent us th", "sent in th",
)  # fmt: skip
_SIDES = re.compile(r", (?:left|right|cent(?:er|re)|second (?:left|right)),? (?:with|and|[a-z]+s)\b")
_BRACKETS = re.compile(
    r" \((?<=\w \()(?:not pictured|unseen|not seen|[lLrRcC]|left|right|cent(?:er|re)|file|top|bottom|2nd [LRlr]|back"
    r"|front|pictured)\)"
)
_PICTURED = frozenset(
    plain(
        "left right center centre pictured seen shown photo photos picture pictures image handout undated combination"
    )
)
# words behind which stands who gave a picture
_CREDITING = frozenset(plain("photograph photographs credit credits source sources"))
OPENINGS = frozenset(plain("file photo image picture caption pictured pix above below left right from l"))
# words without one of which a line is a caption by its beginning or end alone
HINTS = _PICTURED | _CREDITING
_NAMED = frozenset(plain(name)[-1] for name in agencies())
_AGENCY_LAST = re.compile(r" [\w-]+\.*$")


def opening(text: str) -> int:
    """How many characters of a line (it begins with one of `LABELLED`) say no more than that it is a caption ("Image
    caption: "); 0 where none do."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def credited(text: str) -> int:
    """Where a caption ends and who gave the picture begins ("The two met. [Photo: Jo Berg/AP]"); its length if nobody
    is named."""
    match = _END.search(text)
    if match is None or text[match.start()] in "/,|":
        return len(text)
    return match.start() + (text[match.start()] in ".!?")


def begins(text: str, first: bytes) -> bool:
    """Whether a line begins as captions do: "File photo: ...". `first`: its first word, as `plain` gives it."""
    return (first in OPENINGS or text[0] == "[") and _START.match(text) is not None


def is_pictured(text: str, hints: frozenset[bytes]) -> bool:
    """Whether a line says what a picture shows. `hints`: those of `HINTS` that are among its words."""
    if _PICTURED.isdisjoint(hints) or len(text) >= LONGEST:
        return False
    if _SIDES.search(text):
        return True
    return any(map(text.__contains__, _NEEDED)) and _WORDS.search(text) is not None


def is_caption(text: str, said: list[bytes], hints: frozenset[bytes]) -> bool:
    """Whether a line begins or ends as captions do: with a photographer, an agency, a date behind a comma. `said`: its
    words, as `plain` gives them; `hints`: those of `HINTS` among them."""
    if len(text) >= LONGEST:
        return False
    if (said[0] in OPENINGS or text[0] == "[") and _START.match(text):
        return True
    if "(" in text and _BRACKETS.search(text):
        return True
    if text[-2].isdigit() and text[-5:-1].isdigit() and _DATE.search(text[-90:]) and not SENTENCE.search(text):
        return True
    # "(AP)", "Jo Berg/AP", "© Jo Berg", "AP."
    signed = (
        text[-1] in ")]"
        or ("/" in text and "/" in text[-30:])
        or "©" in text
        or "Licensing Rights" in text[-40:]
        or (said[-1] in _NAMED and _AGENCY_LAST.search(text))
    )
    tail = text[-90:] if signed or hints else ""
    if not (signed or "hoto" in tail or "redit" in tail or "ource:" in tail):
        return False
    return not (text[-1] == "]" and REFERENCES.search(text)) and _END.search(tail) is not None
