"""Files of blocks: what is written again by copying is what would have been written afresh."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from kg.errors import PublicationError
from kg.store import blocks, dumps, nquads
from kg.store.blocks import Block, Index, Layout, Written
from kg.store.nquads import Statement

EX = "http://example.org/"
ONTOLOGY = dumps.known_prefixes()["dip"]
PREFIXES = dumps.default_prefixes()
TURTLE, NQUADS = dumps.turtle_layout(PREFIXES), dumps.nquads_layout()
ODD = ["", "\n\n", 'say "no"\n\n<http://example.org/s1> a', "\\", '\\"', "\r\n", "\x85 .", " .\n\n", "\t\x0b\x0c\x1c"]
ODD += [f'" <{EX}o> <{EX}g1> .', f'"^^<{EX}d>', "dip:Person a", "\ufeff😀"]


def _written(name: str, text: str) -> str:
    """A literal as one or the other of those that write N-Triples has it."""
    return nquads.term(Literal(text)) if name == "rdflib" else str(ox.Literal(text))


def _pool(terms: list[str], graph: str | None = None) -> list[str]:
    """As many terms that begin a chunk as such that do not."""
    begin: dict[bool, list[str]] = {True: [], False: []}
    for term in terms:
        found = begin[blocks._begins_chunk(nquads.block_key(graph, term) if graph else term)]
        if len(found) < 6:
            found.append(term)
    assert len(begin[True]) == 6
    return begin[True] + begin[False]


GRAPHS = [f"<{EX}g>", f"<{EX}g!>", f"<{EX}g1>"]
_NODES = [f"<{EX}s{n}>" for n in range(1000)]
_SUBJECTS = (
    _pool(_NODES) + _pool([f"<{ONTOLOGY}s{n}>" for n in range(2000)]) + _pool([f"_:b{n}.c" for n in range(2000)])
)
_IN_GRAPHS = [(graph, subject) for graph in GRAPHS for subject in _pool(_NODES * 2, graph)]
_OBJECTS = st.one_of(
    st.builds(_written, st.sampled_from(["rdflib", "oxigraph"]), st.sampled_from(ODD) | st.text(max_size=8)),
    st.just(f"<{EX}o;,.#é>"),
    st.just(f'"1\\n\\n"^^<{ONTOLOGY}t>'),
)
_PREDICATES = st.sampled_from([f"<{EX}p>", f"<{ONTOLOGY}p>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"])


def _some(about: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[list[tuple[str, ...]]]:
    rows = st.tuples(about, _PREDICATES, _OBJECTS).map(lambda row: (*row[0], *row[1:]))
    return st.lists(rows, max_size=30, unique=True).map(sorted)


_TRIPLES = _some(st.sampled_from(_SUBJECTS).map(lambda s: (s,)))
_QUADS = _some(st.sampled_from(_IN_GRAPHS))


def _turtle(triples: Iterable[tuple[str, ...]]) -> list[Block]:
    return list(dumps.turtle_blocks([(s, p, o) for s, p, o in triples], PREFIXES))


def _nquads(quads: Iterable[tuple[str, ...]]) -> list[Block]:
    found: dict[str, list[Statement]] = {}
    for graph, s, p, o in quads:
        found.setdefault(graph, []).append((s, p, o))
    return [block for graph, statements in sorted(found.items()) for block in dumps.nquads_blocks(graph, statements)]


def _files(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / name, folder / f"{name}.index"


def _content(files: tuple[Path, Path]) -> tuple[bytes, bytes]:
    return files[0].read_bytes(), files[1].read_bytes()


def _same_as_afresh(before: list[Block], after: list[Block], layout: Layout) -> None:
    with TemporaryDirectory() as name:
        old, new, afresh = (_files(Path(name), n) for n in ("old", "new", "afresh"))
        blocks.write(*old, before, layout)
        written = blocks.rewrite(*old, *new, blocks.changes(before, after), layout)
        assert written == blocks.write(*afresh, after, layout)
        assert _content(new) == _content(afresh)
        assert (written.size, written.sha256) == (new[0].stat().st_size, dumps.sha256(new[0]))
        assert written.index == Index.read(new[1])
        raw = gzip.decompress(new[0].read_bytes()) if layout.packed else new[0].read_bytes()
        assert raw.decode() == layout.header + "".join(text for _, text in after)
        assert list(layout.split("".join(text for _, text in after))) == after


@given(_TRIPLES, _TRIPLES)
def test_turtle_rewritten_is_turtle_written_afresh(before: list[tuple[str, ...]], after: list[tuple[str, ...]]) -> None:
    _same_as_afresh(_turtle(before), _turtle(after), TURTLE)


@given(_QUADS, _QUADS)
def test_nquads_rewritten_are_nquads_written_afresh(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    _same_as_afresh(_nquads(before), _nquads(after), NQUADS)


@given(_QUADS, st.data())
def test_a_change_of_few_blocks_is_the_file_written_afresh(quads: list[tuple[str, ...]], data: st.DataObject) -> None:
    before = _nquads(quads)
    gone = data.draw(st.sets(st.sampled_from([key for key, _ in before]), max_size=3)) if before else set()
    _same_as_afresh(before, [block for block in before if block[0] not in gone], NQUADS)
    _same_as_afresh([block for block in before if block[0] not in gone], before, NQUADS)


@given(st.lists(st.tuples(st.sampled_from([*GRAPHS, "_:g"]), st.sampled_from([*_SUBJECTS, f"<{EX}s!>", f"<{EX}s>"]))))
def test_keys_sort_as_graphs_and_subjects_do(pairs: list[tuple[str, str]]) -> None:
    assert [nquads.block_key(*pair) for pair in sorted(pairs)] == sorted(nquads.block_key(*pair) for pair in pairs)


def _many() -> Iterator[Block]:
    for n in range(3000):
        yield from dumps.nquads_blocks(GRAPHS[0], [(f"<{EX}s{n:05}>", f"<{EX}p>", f'"{n}"')])


def _write_many(folder: Path) -> tuple[tuple[Path, Path], Written]:
    files = _files(folder, "old")
    return files, blocks.write(*files, _many(), NQUADS)


def test_only_chunks_with_changes_are_read(tmp_path: Path) -> None:
    old, written = _write_many(tmp_path)
    read: list[str] = []

    def split(text: str) -> Iterable[Block]:
        read.append(text)
        return NQUADS.split(text)

    counting = replace(NQUADS, split=split)
    first = written.index.keys[7]
    blocks.rewrite(*old, *_files(tmp_path, "new"), {first: "changed\n"}, counting)
    assert len(written.index.keys) > 15
    assert [next(iter(NQUADS.split(text)))[0] for text in read] == [first]


def test_a_block_that_goes_moves_no_other_chunk(tmp_path: Path) -> None:
    old, written = _write_many(tmp_path)
    (key, _), *left = _many()
    fewer = blocks.rewrite(*old, *_files(tmp_path, "new"), {key: None}, NQUADS)
    assert fewer == blocks.write(*_files(tmp_path, "afresh"), left, NQUADS)
    assert fewer.index.hashes[1:] == written.index.hashes[1:]


def test_several_members_are_gzip_as_any_other(tmp_path: Path) -> None:
    (path, _), written = _write_many(tmp_path)
    raw = "".join(text for _, text in _many()).encode()
    assert path.read_bytes().count(b"\x1f\x8b\x08\0\0\0\0\0") >= len(written.index.keys) > 1
    assert gzip.decompress(path.read_bytes()) == raw
    if zcat := shutil.which("zcat"):
        assert subprocess.run([zcat], input=path.read_bytes(), capture_output=True, check=True).stdout == raw
    assert [(graph, len(found)) for graph, found in dumps.read_graphs(path)] == [(GRAPHS[0], 3000)]
    with gzip.open(path) as packed:
        assert len(list(ox.parse(packed, ox.RdfFormat.N_QUADS))) == 3000  # type: ignore[arg-type]


def test_the_hash_of_the_content_is_of_all_of_it(tmp_path: Path) -> None:
    old, written = _write_many(tmp_path)
    key = next(iter(_many()))[0]
    line = f'<{EX}s00000> <{EX}p> "other" {GRAPHS[0]} .\n'
    new, newer = _files(tmp_path, "new"), _files(tmp_path, "newer")
    changed = blocks.rewrite(*old, *new, {key: line}, NQUADS)
    again = blocks.rewrite(*new, *newer, {key: dict(_many())[key]}, NQUADS)
    assert blocks.content_hash(changed.index) != blocks.content_hash(written.index)
    assert blocks.content_hash(again.index) == blocks.content_hash(written.index)
    assert _content(newer) == _content(old)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (path, index), written = _write_many(tmp_path)
    whole = path.read_bytes()
    changed = {written.index.keys[0]: None}
    for damaged in (whole[:-1], whole[:20] + b"\0\0\0" + whole[23:]):
        path.write_bytes(damaged)
        with pytest.raises(PublicationError, match="Build the publication again"):
            blocks.rewrite(path, index, *_files(tmp_path, hashlib.sha256(damaged).hexdigest()), changed, NQUADS)
    index.write_text("[]")
    with pytest.raises(PublicationError, match="Build the publication again"):
        blocks.rewrite(path, index, *_files(tmp_path, "new"), changed, NQUADS)
    index.unlink()
    with pytest.raises(PublicationError, match="Build the publication again"):
        blocks.rewrite(path, index, *_files(tmp_path, "newer"), changed, NQUADS)


def test_a_file_with_other_prefixes_is_refused(tmp_path: Path) -> None:
    old = _files(tmp_path, "old")
    blocks.write(*old, [], TURTLE)
    other = dumps.turtle_layout(dumps.Prefixes({"ex": EX}))
    with pytest.raises(PublicationError, match="not the file"):
        blocks.rewrite(*old, *_files(tmp_path, "new"), {}, other)


def test_no_file_is_written_over(tmp_path: Path) -> None:
    old, _ = _write_many(tmp_path)
    before = _content(old)
    with pytest.raises(FileExistsError):
        blocks.rewrite(*old, *old, {}, NQUADS)
    with pytest.raises(FileExistsError):
        blocks.write(*old, [], NQUADS)
    assert _content(old) == before


@pytest.mark.parametrize("found", [[("b", "1"), ("a", "1")], [("a", "1"), ("a", "2")], [("a", "")]])
def test_blocks_out_of_order_are_refused(tmp_path: Path, found: list[Block]) -> None:
    with pytest.raises(ValueError, match="does not come after"):
        blocks.write(*_files(tmp_path, "new"), found, NQUADS)
