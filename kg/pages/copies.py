"""Articles that say nearly the same words: agency copy on several pages is one article with several sources."""

from __future__ import annotations

import re
import zlib
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import TypeVar

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH

Key = TypeVar("Key", bound=Hashable)

# Of the runs of three words that two articles have, the share that both have. Agency copy that was cut by a third and
# given other quotation marks stays above it; two reports of one event by different hands do not come near.
THRESHOLD = 0.5
_RUN = 3
# Fewer words can agree by chance.
_SHORTEST = 25
# The error of an estimate is one over the root of it.
_PERMUTATIONS = 96
# Bands of so many hashes, all equal in one: what errs least about articles at the threshold.
_BANDS, _BAND = 19, 5
_WORDS = re.compile(r"\w+")


def copies(articles: Iterable[tuple[Key, date | None, str]]) -> dict[Key, Key]:
    """Which articles are copies of which.

    Time and memory grow with the number of articles: each is compared with those alone that fall into a bucket with it.

    Args:
        articles: for each its key (keys must sort), the day of issue if known, and its text.

    Returns:
        For each article that is a copy, the key of its original; see `originals`.
    """
    signed = ((key, day, signature(text)) for key, day, text in articles)
    return originals((key, day, found) for key, day, found in signed if found is not None)


def signature(text: str) -> bytes | None:
    """What the words of an article come to: near for articles that say nearly the same. None for one too short."""
    words = _WORDS.findall(text.lower())
    if len(words) < _SHORTEST:
        return None
    made = MinHash(num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    made.update_batch(run.encode("utf-8", "replace") for run in runs)
    return bytes(made.hashvalues.astype(_NUMBERS).tobytes())


def buckets(signature: bytes) -> Iterator[bytes]:
    """The buckets that a signature falls into; only articles with a bucket in common are compared."""
    size = len(signature) // _PERMUTATIONS
    for number in range(_BANDS):
        yield bytes([number]) + signature[number * _BAND * size : (number + 1) * _BAND * size]


def originals(signed: Iterable[tuple[Key, date | None, bytes]]) -> dict[Key, Key]:
    """For each article that is a copy, the key of its original: the one of the group that was issued first, of these
    the one with the smallest key; an article without a day comes after those with one. Originals are no keys."""
    ordered = sorted(((day or date.max, key, _hashes(found)) for key, day, found in signed), key=lambda item: item[:2])
    whole: dict[int, tuple[Key, LeanMinHash]] = {}
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _BAND))
    found: dict[Key, Key] = {}
    for number, (_, key, hashes) in enumerate(ordered):
        like = [(hashes.jaccard(whole[near][1]), -near) for near in index.query(hashes)]
        closest, near = max(like, default=(0.0, 0))
        if closest >= THRESHOLD:
            found[key] = whole[-near][0]
        else:
            whole[number] = key, hashes
            index.insert(number, hashes)
    return found


_NUMBERS = np.dtype("<u4")


def _hashes(signature: bytes) -> LeanMinHash:
    return LeanMinHash(seed=1, hashvalues=np.frombuffer(signature, _NUMBERS), scheme=MinHash(num_perm=1).scheme)
