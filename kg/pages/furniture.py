"""What on a page is furniture: labels, boxes and notices, told by the words that many sites share.

The words, and the patterns of notices, are in `furniture.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any


class Furniture(StrEnum):
    """The kinds of furniture, by what they do to the text after them."""

    COMMENTS = "comments"  # nothing after it is the article
    FORUM = "forum"  # the page, or what follows, is of readers
    COMMENT_LINK = "comment_link"  # an article may end here
    FILED = "filed"  # an article ends here
    RELATED = "related"  # other stories follow
    ABOUT = "about"  # who wrote or runs this follows
    FOOT = "foot"  # the foot of the page, or of one of its articles
    JUNK = "junk"  # a line that stands for itself


_OF_READERS = frozenset((Furniture.COMMENTS, Furniture.FORUM))
# beside the words of buttons: how often they were pressed
_COUNTED = frozenset(("#", "comment", "comments"))
# labels of a row, and words of a bar of buttons, at least
_LEAST = 2
_SENTENCE_ENDS = ".!?:;,"
_AFTER = ("", ",", ".", ":", ";", "!", "?", ")", "]", "'s", "’s", '"', "”")
_ADDRESS, _ADDRESS_BEGINS = ("http://", "https://", "www."), "hw"
# what stands between the labels of one row: a bar, a point, a slash, or space wider than between words
_BETWEEN = re.compile(r"\s*[|·•]\s*|\s/\s|\s{2,}|\t")
_POINTS = frozenset("·•")
# a number, a duration, a letter or a sign in a row of buttons
_TRIFLE = re.compile(r"[\W\d_]*(?:\w|\d[\d.,:]*[kmx]?)?[\W_]*", re.IGNORECASE)
# at what hour somebody wrote something, which no row of buttons says
_SIGNED = re.compile(r"\bat \d|\d ?[ap]\.?m\b|\bago\b", re.IGNORECASE)
# words of a label in a row at most; labels from which on a row is a menu, if one of them is known or if none is
_LABEL_WORDS, _MENU, _LONG_MENU = 4, 3, 5
# the longest line that is looked up as a label
MAX_LABEL = 100
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d,.:]*(?:[kmp]|st|nd|rd|th)?\b")
_EDGE = " \t\u00a0\u200b\ufeff:;.,!?…|/\\-–—_•·*»«›‹>→←▶►▼▲■●▪+=~^\"'“”‘’()[]{}✓✔×✕"
_MARKS = (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("‐", "-"), ("–", "-"))


def key(line: str) -> str:
    """A line in the form of the lexicon: lower case, without marks at its ends, "#" for each number."""
    if not line.isascii():
        for fine, simple in _MARKS:
            line = line.replace(fine, simple)
    text = line.lower().strip(_EDGE)
    if "  " in text or "\t" in text:
        text = " ".join(text.split())
    if _DIGIT.search(text):
        text = _NUMBER.sub("#", text)
        if "(" in text:
            text = text.replace("(#)", " #").replace("(#", " #").replace("  ", " ").strip(_EDGE)
    return text


# letters, digits, hyphens and the last byte of "©" are of words; capitals are written small
_OF_WORDS = b"abcdefghijklmnopqrstuvwxyz0123456789-\xa9"
_PLAIN = bytes(byte if byte in _OF_WORDS else ord(" ") for byte in bytes(range(256)).lower())


@cache
def data() -> dict[str, Any]:
    """The lexicon as it stands in its file."""
    return tomllib.loads(files("kg.pages").joinpath("furniture.toml").read_text(encoding="utf-8"))


@cache
def agencies() -> tuple[str, ...]:
    """The names of those who give news and pictures to others, the longest first."""
    return tuple(sorted(entries(data()["agencies"]["names"]), key=lambda name: (-len(name), name)))


@cache
def _lexicon() -> tuple[dict[str, Furniture], dict[str, tuple[tuple[str, Furniture], ...]]]:
    """Whole labels; and beginnings of labels by their first word, the longest first."""
    labels: dict[str, Furniture] = {}
    starts: dict[str, list[tuple[str, Furniture]]] = {}
    for kind in Furniture:
        table = data()[kind.value]
        labels.update({entry: kind for entry in entries(table["labels"]) if entry not in labels})
        for entry in entries(table["starts"]):
            starts.setdefault(_first(entry), []).append((entry, kind))
    for words in _of_readers():
        labels.setdefault(words, Furniture.COMMENTS)
    return labels, {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in starts.items()}


def _of_readers() -> Iterator[str]:
    """The headings of readers' words: "reader mail", "readers mail", "reader's mail", "readers' mail"."""
    table = data()[Furniture.COMMENTS.value]
    for who, ending, what in product(entries(table["who"]), ("", "s", "'s", "s'"), entries(table["what"])):
        yield f"{who}{ending} {what}"


def _first(text: str) -> str:
    return text.split(" ", 1)[0].rstrip(":")


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def plain(text: str) -> list[bytes]:
    """The words of a text in lower case, without marks and what is not ASCII: bytes, which are made and looked up in
    half the time that it takes with letters."""
    return text.encode("utf-8", "replace").translate(_PLAIN).split()


def hints(text: str) -> frozenset[str]:
    """The words of a list, with the marks that may stand around them: what a line split at its spaces can have."""
    found = text.split()
    return frozenset(before + word + after for word in found for before in ("", "(", "[") for after in _AFTER)


def entries(text: str) -> list[str]:
    """The entries of a list in the lexicon: one after the other, a bar between, line ends as bars."""
    return [entry.strip() for entry in text.replace("\n", "|").split("|") if entry.strip()]


def is_label(line: str) -> bool:
    """Whether a line is a whole label, not just the beginning of one."""
    return key(line) in _lexicon()[0]


def label(line: str) -> Furniture | None:
    """What a short line is, if it is furniture by its words."""
    if len(line) > MAX_LABEL:
        return None
    if line[0] in _ADDRESS_BEGINS and line.startswith(_ADDRESS):
        return Furniture.JUNK
    labels, starts = _lexicon()
    text = key(line)
    found = labels.get(text)
    if found:
        return found
    if text.endswith(" #") and labels.get(text[:-2]) is Furniture.COMMENTS:
        return Furniture.COMMENTS
    first = _first(text)
    for start, kind in starts.get(first, ()):
        if text.startswith(start) and (not start[-1].isalpha() or not text[len(start) : len(start) + 1].isalpha()):
            return kind
    if "  " in line or "|" in line or " / " in line or "\t" in line or not (line.isascii() or _POINTS.isdisjoint(line)):
        return _row(line)
    return _buttons(text) if first in _button_words() else None


def _row(line: str) -> Furniture | None:
    """What a line of several labels is, that stand side by side: a menu, a bar of buttons with their counts."""
    parts = [part for part in _BETWEEN.split(line) if part]
    if len(parts) < _LEAST or _SIGNED.search(line):
        return None
    kinds = [label(part) for part in parts]
    known = {kind for kind in kinds if kind}
    if all(kind or _TRIFLE.fullmatch(part) for kind, part in zip(kinds, parts, strict=True)):
        return Furniture.COMMENTS if known and known <= _OF_READERS else Furniture.JUNK
    if len(parts) == _LEAST and known and " / " in line and all(len(part.split()) < _LABEL_WORDS for part in parts):
        return next(kind for kind in kinds if kind)  # the same in two languages
    wide = known and ("  " in line or "\t" in line)
    return Furniture.JUNK if len(parts) >= (_MENU if wide else _LONG_MENU) and all(map(_is_of_menu, parts)) else None


def _is_of_menu(part: str) -> bool:
    """Whether a part of a row can be a link of a menu, though its words are not known."""
    return part[0].isupper() and len(part.split()) <= _LABEL_WORDS and part[-1] not in _SENTENCE_ENDS


def _buttons(text: str) -> Furniture | None:
    """What a line is that has no more than the words of buttons, and counts: "share tweet pin # comments"."""
    said = set(text.split())
    return Furniture.JUNK if said <= _button_words() and len(said - _COUNTED) >= _LEAST else None


@cache
def _button_words() -> frozenset[str]:
    return words(data()["buttons"]["words"]) | _COUNTED
