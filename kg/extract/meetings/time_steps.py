"""Steps over the words for when and how long behind a word of meeting: "on Friday", "for two hours".

Each reads on from a token: it gives the token to go on from, None where it does not apply, 0 to stop.
"""

from __future__ import annotations

from typing import Final

from kg.extract.meetings.reading import Reading

_ONLY: Final = frozenset({"first", "second", "only", "time"})
_UNTIL: Final = frozenset({"to", "until", "till", "through"})
_LASTING: Final = frozenset(
    {"minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year", "time"}
    | {"times", "person", "bid", "effort", "attempt", "level"}
)
UNITS: Final = frozenset({"day", "days", "hour", "hours", "week", "weeks", "month", "months", "year", "years"})
"""Words for how long before or after something."""
_NO_DATE: Final = frozenset({"since", "until", "till", "after", "before", "for"})


def when(at: int, reading: Reading) -> int | None:
    """ "On Friday", "from Monday to Wednesday"; not "the first visit in nine years"."""
    if at not in reading.dates:
        return None
    doc, end, found = reading.sentence.doc, at, reading.found
    while end < reading.sentence.end and end in reading.dates:
        end += 1
    words = doc[at:end].text
    only = any(t.lower_ in _ONLY for t in doc[max(reading.sentence.start, at - 9) : at])
    long = next((i + 1 for i in range(at, end) if doc[i].lower_ in _LASTING), None)
    if reading.low(at) == "in" and only and long is not None:
        return long  # "the first visit in nine years on Monday"
    if at > reading.sentence.start and doc[at - 1].lower_ in {"scheduled", "planned", "set", "slated"}:
        words = f"in {words[4:]}" if words in {"for March", "for May"} else words.removeprefix("for ")
    onward = end + 1 < reading.sentence.end and doc[end].lower_ in _UNTIL and end + 1 in reading.dates
    if onward and words.lower().startswith("from "):  # both ends are told: it began on the first
        words, end = words[len("from ") :], end + 1
        while end < reading.sentence.end and end in reading.dates:
            end += 1
    if not found.date and (words.split()[0].lower() not in _NO_DATE or _ranges(words)):
        found.date = _plain(words)
    return end


def _plain(words: str) -> str:
    """The words for when without "of" or "from" ("talks of March" are in March); whole where they name both ends."""
    if _ranges(words):
        return words
    lead, _, rest = words.partition(" ")
    return f"in {rest}" if lead == "of" and rest.isalpha() else words.removeprefix("of ").removeprefix("from ")


def before_another(at: int, reading: Reading) -> int | None:
    """ "[On the eve of] the summit in Rome", "[two days after] it": where and when of another; 0 to stop."""
    if [reading.low(at + more) for more in range(4)] == ["on", "the", "eve", "of"]:
        return 0
    unit = next((at + more for more in (1, 2) if reading.low(at + more) in UNITS), None)
    counted = reading.sentence.doc[at].tag_ in {"CD", "DT"} or reading.low(at) == "just"
    if unit is None or not counted or reading.low(unit + 1) not in {"before", "after", "ahead"}:
        return None
    return 0 if unit + 2 < reading.limit and not reading.sentence.doc[unit + 2].is_punct else None


def at_earliest(at: int, reading: Reading) -> int | None:
    """ "As early as Thursday": on to the date."""
    early = reading.low(at) == "as" and reading.low(at + 1) in {"early", "soon", "late", "recently"}
    return at + 3 if early and reading.low(at + 2) == "as" and at + 3 in reading.dates else None


def _ranges(words: str) -> bool:
    """Whether the words name both ends: "from July 9 to July 11"."""
    low = words.lower().split()
    return low[0] == "from" and bool(_UNTIL & set(low))


def lasting(at: int, reading: Reading) -> int | None:
    """ "For more than two hours", "of one week", "in a bid to", "for the first time", "at the level of"."""
    if reading.low(at) not in {"for", "of", "over", "in", "at", "after", "lasting"}:
        return None
    doc = reading.sentence.doc
    for end in range(at + 1, min(reading.limit, at + 7)):
        if doc[end].lower_ in _LASTING:
            return end + 1
        if doc[end].tag_ not in {"CD", "DT", "JJ", "JJR", "RB", "IN", "NN", "RBR", "HYPH"} or end in reading.dates:
            return None
    return None
