"""The search index of a static site: a list of words by their first letters, and the entries in blocks.

A search loads the list of each of its words and the blocks of what it shows, whatever the size of the site:
`aa.json` is {word: [number of an entry, ...]}, `block-N.json` the entries [kind, title, date, file, text] of numbers
from N times `BLOCK`. Entries come in the order in which they are shown: actors first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator

from server.index import KINDS, Wanted, opened
from server.links import href
from server.snapshot import Snapshot

BLOCK = 200
_WORD = re.compile(r"\w+")
_AT_ONCE = 2000
_WORDS = 60
"""Of how many words of an entry it is found by."""
_TEXT = 240
_ORDER = ("actor", "place", "topic", "meeting", "article", "position", "quote")


def files(snap: Snapshot, file_of: Callable[[str], str | None]) -> Iterator[tuple[str, bytes]]:
    """Names and contents; `file_of` gives the file of a path, None where the site has none."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    block: list[list[str]] = []
    count = 0
    for kind, title, date, path, text in _entries(snap):
        name = file_of(path)
        if name is None:
            continue
        for word in dict.fromkeys(folded(f"{title} {text}")[:_WORDS]):
            found[shard(word)][word].append(count)
        block.append([kind, title[:_TEXT], date, name, text[:_TEXT]])
        count += 1
        if len(block) == BLOCK:
            yield f"block-{count // BLOCK - 1}.json", _json(block)
            block = []
    if block:
        yield f"block-{count // BLOCK}.json", _json(block)
    for name, postings in sorted(found.items()):
        yield f"{name}.json", _json({word: postings[word] for word in sorted(postings)})


def folded(text: str) -> list[str]:
    """The words of a text in small letters without accents, as `static/site.js` folds them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(plain.lower())


def shard(word: str) -> str:
    """The name of the list that has a word: its first two letters, those beyond ASCII by their numbers."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in word[:2])


def _entries(snap: Snapshot) -> Iterator[tuple[str, str, str, str, str]]:
    index = opened(snap)
    for kind in (kind for kind in _ORDER if kind in KINDS):
        at, hits = 0, index.find(Wanted("", kind), _AT_ONCE).hits
        while hits:
            for hit in hits:
                if path := href(hit.iri, snap.base):
                    yield kind, hit.title, hit.date or "", path, hit.text
            at += len(hits)
            hits = index.find(Wanted("", kind), _AT_ONCE, at).hits if len(hits) == _AT_ONCE else ()


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")
