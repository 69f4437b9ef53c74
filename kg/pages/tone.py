"""How much a paragraph sounds like somebody's remark rather than like edited news: a sum of learnt weights.

The weights are those of a logistic regression over words, pairs of words and shapes. `tests/train_tone.py` learns them
and writes `tone.tsv`, which says of what.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from math import sqrt

# one paragraph alone is no proof, however odd it is; and a long one has more of both
MOST, _USUAL = 4.0, 150
# what stands in so many characters tells the tone of all
_OPENING = 400
# what somebody said is quoted in news as well
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|''.*?(?:''|$)|‘(?:[^’]|’(?=\w))*(?:’|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)"
)
_MARKS = re.compile("[\"“‘„«]|''")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|#|!!|\.\.\.|[!?.,;:()-]")
# what begins with one character, neither repeated nor behind a condition, is found in half the time
_DIGITS, _SHOUTS = re.compile(r"\d\d*"), re.compile(r"[!?][!?]+")
_CAPITAL, _CAPITALS = re.compile(r"\s[A-ZÀ-Þ]"), re.compile(r"[A-Z](?<!\w.)[A-Z]{2,}\b")
_LENGTHS = (20, 40, 80, 160, 320)
_NAMED = 4
_ENDS = '.!?"”…:'


@lru_cache(maxsize=1000)
def tone(text: str) -> float:
    """From -4, as news are written, to 4, as a remark is; 0 where both are as likely."""
    weights, text = _weights(), text[:_OPENING]
    total = weights[""] + sum([weights[feature] for feature in features(text) if feature in weights])
    return max(-MOST, min(MOST, total / max(1.0, sqrt(len(text) / _USUAL))))


def features(text: str) -> set[str]:
    """What a paragraph is judged by: words and pairs of them outside quotation marks, and shapes ("=...")."""
    plain = _QUOTED.sub(" ", text) if _MARKS.search(text) else text
    words = _TOKEN.findall(_SHOUTS.sub("!!", _DIGITS.sub("#", plain.lower().replace("’", "'").replace("…", "..."))))
    found = {*words, *map(" ".join, zip(["^", *words], [*words, "$"], strict=True))}
    found.add(f"=length {sum([len(plain) > limit for limit in _LENGTHS])}")
    found.add(f"=names {min(_NAMED, 10 * len(_CAPITAL.findall(plain)) // (len(words) + 1))}")
    if _CAPITALS.search(plain):
        found.add("=capitals")
    if text[0].islower():
        found.add("=small")
    if text[-1] not in _ENDS:
        found.add("=open")
    if plain is not text:
        found.add("=quoted")
    return found


@cache
def _weights() -> dict[str, float]:
    """The weights by their features; that of "" is of every paragraph."""
    text = files("kg.pages").joinpath("tone.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("# "))
    return {feature: float(weight) for weight, feature in rows}
