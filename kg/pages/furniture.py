"""What on a page is furniture: labels, boxes and notices, told by the words that many sites share.

The words, and the patterns of notices, are in `furniture.toml`.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Furniture(StrEnum):
    """The kinds of furniture, by what they do to the text after them."""

    COMMENTS = "comments"  # nothing after it is the article
    COMMENT_LINK = "comment_link"  # an article may end here
    FILED = "filed"  # an article ends here
    RELATED = "related"  # other stories follow
    ABOUT = "about"  # who wrote or runs this follows
    FOOT = "foot"  # the foot of the page, or of one of its articles
    JUNK = "junk"  # a line that stands for itself


# the longest line that is looked up as a label
MAX_LABEL = 100
_NUMBER = re.compile(r"\d[\d,.:]*(?:[kmp]|st|nd|rd|th)?\b")
_EDGE = " \t\u00a0\u200b\ufeff:;.,!?…|/\\-–—_•·*»«›‹>→←▶►▼▲■●▪+=~^\"'“”‘’()[]{}✓✔×✕"
_MARKS = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "‐": "-", "–": "-"})


def key(line: str) -> str:
    """A line in the form of the lexicon: lower case, without marks at its ends, "#" for each number."""
    text = " ".join(line.translate(_MARKS).lower().split()).strip(_EDGE)
    text = _NUMBER.sub("#", text) if any(map(str.isdigit, text)) else text
    return text.replace("(#)", "#").replace("(#", "#").strip(_EDGE) if "(" in text else text


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kg.pages").joinpath("furniture.toml").read_text(encoding="utf-8"))


@cache
def agencies() -> str:
    """A pattern for the names of those who give news and pictures to others."""
    names = sorted(entries(_data()["agencies"]["names"]), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, names)) + ")"


@cache
def _lexicon() -> tuple[dict[str, Furniture], tuple[tuple[str, Furniture], ...]]:
    """Whole labels, and first words (the longest first)."""
    labels: dict[str, Furniture] = {}
    starts: dict[str, Furniture] = {}
    for kind in Furniture:
        table = _data()[kind.value]
        labels.update({word: kind for word in entries(table["labels"]) if word not in labels})
        starts.update({word: kind for word in entries(table["starts"]) if word not in starts})
    return labels, tuple(sorted(starts.items(), key=lambda item: -len(item[0])))


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def entries(text: str) -> list[str]:
    """The entries of a list in the lexicon: one after the other, a bar between, line ends as bars."""
    return [entry.strip() for entry in text.replace("\n", "|").split("|") if entry.strip()]


@cache
def _starts() -> tuple[str, ...]:
    return tuple(start for start, _ in _lexicon()[1])


def label(line: str) -> Furniture | None:
    """What a short line is, if it is furniture by its words."""
    if len(line) > MAX_LABEL:
        return None
    labels, starts = _lexicon()
    text = key(line)
    found = labels.get(text)
    if found or not text.startswith(_starts()):
        return found
    for start, kind in starts:
        if text.startswith(start) and (not start[-1].isalpha() or not text[len(start) : len(start) + 1].isalpha()):
            return kind
    return None


@cache
def _notices() -> tuple[frozenset[str], re.Pattern[str]]:
    """The words that make a line worth looking at, and the patterns of notices."""
    table = _data()["notices"]
    return words(table["words"]), re.compile("|".join(table["patterns"]), re.IGNORECASE)


@cache
def _appeals() -> re.Pattern[str]:
    return re.compile("|".join(_data()["appeals"]["patterns"]), re.IGNORECASE)


# a notice is short; a paragraph longer than this that speaks of cookies is news about cookies
_MAX_NOTICE = 700


def notice(line: str) -> Furniture | None:
    """What a line of one or a few sentences is if it is a notice: of cookies, rights, letters, who runs the site.

    An appeal for money is RELATED, as more of it follows; any other notice is JUNK.
    """
    if len(line) > _MAX_NOTICE:
        return None
    triggers, patterns = _notices()
    if triggers.isdisjoint(_words(line)):
        return None
    if _appeals().search(line):
        return Furniture.RELATED
    return Furniture.JUNK if patterns.search(line) else None


_CODE = re.compile(r"[{}<>;=\\]|\":|\(\)")


def is_code(line: str) -> bool:
    """Whether a line is of a program or of data, which leak into pages that were saved without care."""
    return len(_CODE.findall(line[:300])) * 25 > min(len(line), 300)


def _words(line: str) -> list[str]:
    return line.lower().replace(",", " ").replace(".", " ").replace("'s", " ").split()


_AGO = r"(?:an?|\d+) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago"
_COMMENT_HEAD = re.compile(
    "|".join(
        (
            r"by: \S.{0,60}",
            r"in (?:response|reply)(?: to\b.{0,60})?",
            r"\S.{0,40}\b(?:says|writes|wrote|commented|replied)(?: (?:on|at)\b.{0,40})?:",
            rf"(?:\S.{{0,50}}\s*[•·|,–—-]?\s*)?\(?{_AGO}\)?(?:\s*[•·|].{{0,30}})?",
            r"(?:anonymous|guest|anon)\b.{0,40}",
            r"(?:comment|reply|posted|submitted|written) by:? \S.{0,60}\b(?:on|at|,|[-–|])\s.{0,40}\d.{0,20}",
            r"#\d+|@\w[\w.]*|(?:up|down)votes?.{0,12}|\d+ repl(?:y|ies)|view \d+ repl(?:y|ies)",
            r"reply|reply to this|report abuse|report comment|flag comment|flag as inappropriate|permalink|quote",
            r"like\s*·?\s*reply|reply\s*·?\s*(?:like|share|report)|show replies|hide replies|edited|verified user",
            r"top commenter|thumbs up|thumbs down",
        )
    ),
    re.IGNORECASE,
)


def comment_head(line: str) -> bool:
    """Whether a short line can be the head or the foot of a reader's comment."""
    return len(line) <= MAX_LABEL and _COMMENT_HEAD.fullmatch(line.strip(" \u00a0»«›•|")) is not None
