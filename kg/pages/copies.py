"""Articles that say nearly the same words: agency copy on several pages is one article with several sources."""

from __future__ import annotations

import re
import zlib
from collections.abc import Hashable, Iterable
from datetime import date
from typing import TypeVar

from datasketch import MinHash, MinHashLSH

Key = TypeVar("Key", bound=Hashable)

# Of the runs of three words that two articles have, the share that both have. Agency copy that was cut by a third and
# given other quotation marks stays above it; two reports of one event by different hands do not come near.
THRESHOLD = 0.5
_RUN = 3
# Fewer words can agree by chance.
_SHORTEST = 25
# The error of an estimate is one over the root of it.
_PERMUTATIONS = 96
_WORDS = re.compile(r"\w+")


def copies(articles: Iterable[tuple[Key, date | None, str]]) -> dict[Key, Key]:
    """Which articles are copies of which.

    Time and memory grow with the number of articles: each is compared with those alone that fall into a bucket with it.

    Args:
        articles: for each its key (keys must sort), the day of issue if known, and its text.

    Returns:
        For each article that is a copy, the key of its original: the one of the group that was issued first, of these
        the one with the smallest key; an article without a day comes after those with one. Originals are no keys.
    """
    counted = ((key, day, _words(text)) for key, day, text in articles)
    signed = [(day or date.max, key, _signature(said)) for key, day, said in counted if len(said) >= _SHORTEST]
    signed.sort(key=lambda item: item[:2])
    originals: dict[int, tuple[Key, MinHash]] = {}
    index = MinHashLSH(threshold=THRESHOLD, num_perm=_PERMUTATIONS)
    found: dict[Key, Key] = {}
    for number, (_, key, signature) in enumerate(signed):
        like = [(signature.jaccard(originals[near][1]), -near) for near in index.query(signature)]
        closest, near = max(like, default=(0.0, 0))
        if closest >= THRESHOLD:
            found[key] = originals[-near][0]
        else:
            originals[number] = key, signature
            index.insert(number, signature)
    return found


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _signature(words: list[str]) -> MinHash:
    signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    signature.update_batch(run.encode("utf-8", "replace") for run in runs)
    return signature
