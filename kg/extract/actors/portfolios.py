"""What ministers and envoys are of: "Minister of [Foreign Affairs and Trade]" is one office."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.words import Word

_JOINTS = frozenset({"and", "&", ","})


def portfolios(words: Sequence[Word]) -> frozenset[int]:
    """The places of words that tell what somebody is minister of, behind a title and "of" or "for"; with what joins
    them. They have capitals."""
    found: set[int] = set()
    for i, word in enumerate(words):
        if word.key in {"of", "for"} and i and ends_title(words, i - 1):
            found.update(range(i + 1, _end(words, i + 1)))
    return frozenset(found)


def _end(words: Sequence[Word], start: int) -> int:
    """Where the portfolio ends that begins at a word: behind its last one."""
    end = _run(words, start)
    while end > start and end < len(words) and words[end].key in _JOINTS:
        more = _run(words, end + 1)
        # "the minister of defence and [Finance] Minister Bo Lund" are two
        if more == end + 1 or (more < len(words) and vocabulary().roles.longest(words[more : more + 3], 0)[0]):
            break
        end = more
    return end


def _run(words: Sequence[Word], start: int) -> int:
    end = start
    while end < len(words) and words[end].capital and words[end].key in word_set("portfolios"):
        end += 1
    return end


def ends_title(words: Sequence[Word], i: int) -> bool:
    """Whether a title's last word stands here: "Secretary of [State]"."""
    starts = range(max(0, i - 3), i + 1)
    return any(vocabulary().roles.longest(words, start)[0] == i - start + 1 for start in starts)
