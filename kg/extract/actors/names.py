"""Names of persons: whether two spellings can be one person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.extract.actors.vocabulary import word_set
from kg.extract.lexicon import table
from kg.extract.words import fold

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
# Letters that transliterations choose between; applied in order.
_SOUNDS = (
    *(("tch", "ch"), ("tsch", "ch"), ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k")),
    *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("iy", "i"), ("ii", "i"), ("yi", "i")),
    *(("y", "i"), ("w", "v"), ("q", "k"), ("c", "k"), ("ae", "e"), ("oe", "e"), ("ie", "e"), ("x", "ks"), ("z", "s")),
)
_DOUBLED = re.compile(r"(.)\1+")
_LONG = 7
_FRAME = 4
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=4096)
def sound(part: str) -> str:
    """A key that spellings of one name share: "Andrei" and "Andrey", "Yousuf" and "Yusuf"."""
    key = fold(part).replace("kh", "h") if len(part) > 2 else fold(part)
    for spelling, letter in _SOUNDS:
        key = key.replace(spelling, letter)
    return _DOUBLED.sub(r"\1", key)


def _skeleton(part: str) -> str:
    """The consonants by sound: "Mohammed" and "Muhammad" -> "mhmd"."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sound(part)))


def parts(name: Sequence[str]) -> tuple[str, ...]:
    """The parts of a name that tell, folded: particles, initials' dots and "Jr." left out."""
    folded = [fold(part) for part in name if part[:1].isalpha()]
    told = tuple(
        part for part in folded if part not in word_set("name_particles") and part not in _SUFFIXES and part != "s"
    )
    return told or tuple(folded)


def near(one: str, other: str) -> bool:
    """Whether two parts can be spellings of one: they sound alike, or are long and a letter apart."""
    if sound(one) == sound(other):
        return True
    if one[0] == other[0] and abs(len(one) - len(other)) < 2 and _skeleton(one) == _skeleton(other):
        return len(_skeleton(one)) >= _FRAME
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and within_one(one, other)


def within_one(one: str, other: str) -> bool:
    """Whether one edit (a letter put in, left out, changed, or two swapped) turns one text into the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    i = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[i:] == other[i + 1 :]
    swapped = one[:i] + one[i : i + 2][::-1] + one[i + 2 :]
    return one[i + 1 :] == other[i + 1 :] or swapped == other


def _given_fits(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return near(one, other) or other in _in_full().get(one, ()) or one in _in_full().get(other, ())


@cache
def _in_full() -> dict[str, list[str]]:
    """Short given names with those that they stand for: "tom" -> "thomas"."""
    return table("short_names")


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names (as `parts` gives them) can be one person's.

    The shorter's parts must be found in the longer in order, the last with the last: "Javad Zarif" in "Mohammad Javad
    Zarif". A given name that differs parts two bearers of a surname, unless it is short for the other: "Tom Berg".
    """
    if len(one) > len(other):
        one, other = other, one
    if not one or not near(one[-1], other[-1]):
        return False
    at = 0
    for part in one[:-1]:
        found = next((i for i in range(at, len(other) - 1) if _given_fits(part, other[i])), -1)
        if found < 0:
            return False
        at = found + 1
    return True


def bears(single: str, full: Sequence[str]) -> int:
    """How well one name fits a full name: 4 as its last part, 3 nearly so, 2 as its first, 1 between, 0 not at all."""
    if single == full[-1]:
        return 4
    if near(single, full[-1]) or single == "".join(full[-2:]):
        return 3
    return 2 if single == full[0] else 1 if single in full[1:-1] else 0
