"""Files of blocks that are cheap to write again: what is the same is copied, only what changed is made anew.

A block is a piece of text with a key, by which the blocks of a file are sorted. Blocks are kept in chunks: a chunk
begins with the first block, and with every block whose key says so. So the same blocks are the same bytes, whatever
was written before, and a change touches its own chunk alone. In a packed file each chunk is a gzip member; a file of
several members is gzip as any other. Where the chunks are stands in an index beside the file.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from pathlib import Path

from kg.errors import PublicationError
from kg.store.copying import Sink, Source

Block = tuple[str, str]
"""The key of a block, and its text, which is not empty."""

_BEGINS_BELOW = 2
"""Of the 256 values of a byte: a chunk is 128 blocks long in the mean. A gzip member begins without memory: so the
N-Quads of a million triples take 15% more room than in one member. With chunks half as long it is 27%; with longer ones
the largest pass a megabyte. Another value gives other files for the same graph."""
_LEVEL = 6
_GZIP = 31
"""What zlib calls gzip with the widest window; it puts neither name nor time into the header."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the blocks of a file are written.

    Attributes:
        split: takes the text of blocks in a row apart again.
        header: the text before the first block.
        packed: whether the file is gzip.
    """

    split: Callable[[str], Iterable[Block]]
    header: str = ""
    packed: bool = False

    def stored(self, text: bytes) -> bytes:
        """A text as it stands in the file."""
        return zlib.compress(text, _LEVEL, _GZIP) if self.packed and text else text

    def raw(self, stored: bytes) -> bytes:
        """A text from how it stands in the file."""
        return zlib.decompress(stored, _GZIP) if self.packed and stored else stored


@dataclass(frozen=True, slots=True)
class Index:
    """Where the chunks of a file are.

    Attributes:
        header: the text before the first chunk.
        keys: the key of the first block of each chunk.
        lengths: how many bytes each chunk takes in the file.
        hashes: the SHA-256 of the text of each chunk, in hexadecimal digits.
    """

    header: str
    keys: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Index:
        """Reads an index.

        Raises:
            PublicationError: it is lost or damaged.
        """
        try:
            return cls(*json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise PublicationError(f"{path} cannot be read ({error}). Build the publication again.") from None

    def write(self, path: Path) -> None:
        """Writes the index into a new file; the same index is the same bytes."""
        columns = [self.header, self.keys, self.lengths, self.hashes]
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps(columns, ensure_ascii=False) + "\n")


def content_hash(index: Index) -> str:
    """The SHA-256 over the hashes of all chunks, in hexadecimal digits: the same blocks have the same."""
    return hashlib.sha256("".join(index.hashes).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its size in bytes, its SHA-256 in hexadecimal digits, its index."""

    size: int
    sha256: str
    index: Index


def write(path: Path, index: Path, blocks: Iterable[Block], layout: Layout) -> Written:
    """Writes a new file of these blocks, which come sorted by their keys, and its index. One chunk at a time is held
    in memory.

    Raises:
        FileExistsError: one of the files is there already.
        ValueError: the blocks are not sorted, or one is empty.
    """
    with Sink(path) as out:
        writer = _Writer(out, layout)
        writer.add(blocks)
    return writer.done(index)


def rewrite(
    old_path: Path, old_index: Path, path: Path, index: Path, changed: Mapping[str, str | None], layout: Layout
) -> Written:
    """Writes a new file, and its index, of the blocks of another and of changes: the new text of a block, or None
    where it goes. Both are the same bytes that `write` gives for the blocks that are left. Only chunks with changes
    are read and made anew; the others are copied.

    Raises:
        FileExistsError: one of the new files is there already.
        PublicationError: the old file is damaged, does not fit its index, or was written with another header.
    """
    with Source(old_path) as source, Sink(path) as out, ThreadPoolExecutor(1) as beside:
        old = _Old(source, Index.read(old_index), layout)
        writer = _Writer(out, layout)
        touched = _touched(old.index.keys, changed)
        for is_touched, run in groupby(range(len(old.index.keys) or 1), key=touched.__contains__):
            if is_touched:
                writer.add(block for chunk in run for block in old.merged(chunk, touched[chunk]))
            else:
                chunks = list(run)
                writer.copy(old, slice(chunks[0], chunks[-1] + 1), beside)
    return writer.done(index)


def changes(old: Iterable[Block], new: Iterable[Block]) -> dict[str, str | None]:
    """What to rewrite where some blocks were and others are to be: those that are the same are left out."""
    was, now = dict(old), dict(new)
    gone: dict[str, str | None] = {key: None for key in was if key not in now}
    return gone | {key: text for key, text in now.items() if was.get(key) != text}


def _begins_chunk(key: str) -> bool:
    """Whether a chunk begins with the block of this key."""
    return hashlib.sha256(key.encode()).digest()[0] < _BEGINS_BELOW


def _touched(keys: list[str], changed: Mapping[str, str | None]) -> dict[int, dict[str, str | None]]:
    """The chunks that are to be made anew, with their changes. `keys` are those of the chunks' first blocks."""
    touched: dict[int, dict[str, str | None]] = {}
    for key, text in changed.items():
        chunk = max(bisect_right(keys, key) - 1, 0)
        touched.setdefault(chunk, {})[key] = text
        if text is None and chunk and key == keys[chunk]:
            touched.setdefault(chunk - 1, {})  # without its first block, a chunk is more of the one before
    return touched


class _Old:
    """A file that is there already."""

    def __init__(self, source: Source, index: Index, layout: Layout) -> None:
        self.source, self.index, self.layout = source, index, layout
        self.offsets = list(accumulate(index.lengths, initial=len(layout.stored(index.header.encode()))))
        if index.header != layout.header or source.size != self.offsets[-1]:
            raise _misfit(source)

    def merged(self, chunk: int, changed: Mapping[str, str | None]) -> Iterator[Block]:
        """The blocks of a chunk with changes."""
        blocks: dict[str, str | None] = dict(self.layout.split(self._text(chunk))) if self.index.keys else {}
        blocks.update(changed)
        for key, text in sorted(blocks.items()):
            if text is not None:
                yield key, text

    def _text(self, chunk: int) -> str:
        stored = self.source.read(self.offsets[chunk], self.index.lengths[chunk])
        try:
            text = self.layout.raw(stored)
        except zlib.error:
            raise _misfit(self.source) from None
        if hashlib.sha256(text).hexdigest() != self.index.hashes[chunk]:
            raise _misfit(self.source)
        return text.decode()


def _misfit(source: Source) -> PublicationError:
    return PublicationError(f"{source.name} is not the file that its index tells of. Build the publication again.")


class _Writer:
    """Writes chunks, and notes where they are."""

    def __init__(self, out: Sink, layout: Layout) -> None:
        self._sink, self._layout = out, layout
        self._hasher = hashlib.sha256()
        self._index = Index(layout.header)
        self._last = ""
        self._put(layout.stored(layout.header.encode()))

    def add(self, blocks: Iterable[Block]) -> None:
        """Writes blocks, the first of them at the beginning of a chunk."""
        first, texts = "", list[str]()
        for key, text in blocks:
            if key <= self._last or not text:
                raise ValueError(f"This block is empty, or does not come after {self._last!r}: {key!r}")
            self._last = key
            if texts and _begins_chunk(key):
                self._chunk(first, texts)
                texts.clear()
            if not texts:
                first = key
            texts.append(text)
        if texts:
            self._chunk(first, texts)

    def copy(self, old: _Old, chunks: slice, beside: Executor) -> None:
        """Writes chunks of another file as they are there; `beside` is where they are hashed meanwhile."""
        self._index.keys.extend(old.index.keys[chunks])
        self._index.lengths.extend(old.index.lengths[chunks])
        self._index.hashes.extend(old.index.hashes[chunks])
        length = sum(old.index.lengths[chunks])
        expected = self._sink.size + length
        for part in old.source.parts(old.offsets[chunks.start], length):
            hashed = beside.submit(self._hasher.update, part)
            self._sink.write(part)
            hashed.result()  # the next part comes into the same memory
        if self._sink.size != expected:
            raise _misfit(old.source)

    def done(self, index: Path) -> Written:
        """Writes the index; what was written."""
        self._index.write(index)
        return Written(self._sink.size, self._hasher.hexdigest(), self._index)

    def _chunk(self, first: str, texts: list[str]) -> None:
        raw = "".join(texts).encode()
        stored = self._layout.stored(raw)
        self._index.keys.append(first)
        self._index.lengths.append(len(stored))
        self._index.hashes.append(hashlib.sha256(raw).hexdigest())
        self._put(stored)

    def _put(self, stored: bytes | memoryview) -> None:
        # Hashed on the way: reading it again for its SHA-256 costs more than copying without a look at it saves.
        self._sink.write(stored)
        self._hasher.update(stored)
