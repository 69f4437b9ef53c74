"""The number of an entry, which says where it is told: a function of the entry alone, whatever else is in the index.

Numbers go by what people look for first: the kinds in the order of `KINDS`; of actors, places and topics those that
the news names most, of the others the newest. What is equal in that stands in the order of a hash, which favours no
one and stays. From the highest bit: kind (3), place in it (22), hash (24), and a count of those that have all of this
in common (4). More bits would tell more apart, but every word's list of numbers would grow with them.
"""

from __future__ import annotations

import re
from typing import Final

from kg.graph.iris import short_hash

NAMED: Final = ("actor", "place", "topic")
"""The kinds that are known by names; the first to be told."""
KINDS: Final = (*NAMED, "meeting", "article", "position", "quote")
"""The kinds that are found, in the order in which they are told."""
SAME: Final = 1 << 4
"""So many entries may have kind, place and hash in common."""
_DIGITS: Final = 6
_HASHES: Final = 16**_DIGITS
_PLACES: Final = 1 << 22
_KIND: Final = _PLACES * _HASHES * SAME
SPANS: Final = {kind: (at * _KIND, (at + 1) * _KIND - 1) for at, kind in enumerate(KINDS)}
"""The first and the last number that an entry of a kind may have."""
_DAY: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?(?![0-9])")


def kind_at(number: int) -> str:
    """The kind of the entry with a number."""
    return KINDS[number // _KIND]


def first(kind: str, weight: int, date: str, *content: str) -> int:
    """The first of the `SAME` numbers that an entry may have.

    Args:
        weight: how much the news names it; counts for named kinds.
        date: its day, month or year as in ISO 8601, anything else for none; counts for the other kinds.
        content: what tells it from others.
    """
    rank = weight if kind in NAMED else _days(date)
    place = _PLACES - 1 - min(rank, _PLACES - 1)
    return SPANS[kind][0] + (place * _HASHES + int(short_hash(*content, length=_DIGITS), 16)) * SAME


def _days(date: str) -> int:
    """A number that is larger for a later day, and for a day than for its month or year alone; 0 where none is told."""
    found = _DAY.match(date)
    if not found:
        return 0
    year, month, day = (int(part or 0) for part in found.groups())
    return (year * 13 + month) * 32 + day
