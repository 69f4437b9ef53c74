"""A version made of the one before it: what is the same is shared or copied, what the pages change is written.

The store's files are shared, because they never change once written; dumps and search index are copied but for the
places that change. What comes out is what writing everything gives.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg import parts, prepared, search
from kg.archive import Record
from kg.graph import iris, provenance, shapes, terms, triples
from kg.graph.provenance import Counts
from kg.publication import Publication
from kg.register import Change, Register
from kg.store import blocks, copying, dumps, embedded, nquads
from kg.store.nquads import Statement

_DEFAULT: Final = ox.DefaultGraph()
_ANSWERED: Final = 2_000_000
"""Up to so many triples the saved queries are answered at once; beyond, the server answers each when it is first asked,
because what they cost grows with the graph."""
_FEW: Final = 50
_SHARE: Final = 4
_FILES: Final = ("counts.json", parts.QUADS_INDEX, parts.TURTLE_INDEX)


@dataclass(slots=True)
class _Difference:
    """What two versions differ in.

    Attributes:
        before, after: the statements of each graph that differs; of the shared one those of the subjects that do.
        come, gone: the statements that one version alone has in some graph, whatever others have.
    """

    before: dict[str, list[Statement]] = field(default_factory=dict)
    after: dict[str, list[Statement]] = field(default_factory=dict)
    come: set[Statement] = field(default_factory=set)
    gone: set[Statement] = field(default_factory=set)

    def subjects(self) -> list[str]:
        """The subjects of what has come and gone, sorted."""
        return sorted({s for s, _, _ in self.come | self.gone})


def is_worth_it(pages: int, change: Change) -> bool:
    """Whether so few pages change that writing everything would cost more."""
    return len(change.pages) + len(change.gone) <= max(_FEW, pages // _SHARE)


def is_ready(before: Publication) -> bool:
    """Whether a version has what it takes to be added to: one that an earlier Chancery wrote has not."""
    return search.Index(before.search).is_current and all((before.folder / name).is_file() for name in _FILES)


def write(
    folder: Path,
    before: Publication,
    register: Register,
    change: Change,
    readers: Iterable[str],
    record: Callable[[str], Record],
    index: copying.Ahead | None,
    meanwhile: Callable[[], None],
) -> str | None:
    """Writes store, index, answers and dumps into an empty folder; the hash of the graph.

    Args:
        readers: those of the version before.
        index: a copy of its search index, where one was begun.
        meanwhile: called while the dumps are written.

    Returns:
        None, and nothing written nor called, where what all pages tell together breaks a rule now.
    """
    old, base = embedded.open_store(before.store), before.base_iri
    difference = _Difference()
    if not _compare_shared(difference, old, register, change, readers, base):
        return None
    for page in change.pages:
        name = parts.graph_of(*register.page(page), base)
        _note(difference, name, _statements(old, name), parts.page_statements(register, page, record, base))
    for page_key in change.gone:
        name = parts.graph_of(*page_key, base)
        if name not in difference.after:
            _note(difference, name, _statements(old, name), [])
    _write_store(before.store, folder / "store", old, difference)
    new = embedded.open_store(folder / "store")
    (folder / "dumps").mkdir()
    # The disk is what the dumps wait for, the processor what the rest does.
    with ThreadPoolExecutor(2) as beside:
        changed, layout = _turtle(new, difference.subjects()), dumps.turtle_layout(dumps.default_prefixes())
        turtle = beside.submit(_rewrite, before, folder, "graph.ttl", parts.TURTLE_INDEX, changed, layout)
        changed, layout = _quads(difference), dumps.nquads_layout()
        quads = beside.submit(_rewrite, before, folder, "graph.nq.gz", parts.QUADS_INDEX, changed, layout)
        _write_index(before, folder / "search.sqlite", index, old, new, difference)
        counts = _recounted(Counts.of(before.counts), difference, old, new)
        meanwhile()
    if counts.triples <= _ANSWERED:
        prepared.write(new, folder / "answers", base)
    return parts.describe(folder, base, counts, quads.result(), turtle.result())


def _rewrite(
    before: Publication, folder: Path, name: str, index: str, changed: Mapping[str, str | None], layout: blocks.Layout
) -> blocks.Written:
    """Writes a dump of the one before."""
    old, new = before.dumps / name, folder / "dumps" / name
    return blocks.rewrite(old, before.folder / index, new, folder / index, changed, layout)


def _write_index(
    before: Publication, path: Path, copied: copying.Ahead | None, old: ox.Store, new: ox.Store, difference: _Difference
) -> None:
    """Makes the search index of the one before."""
    if copied:
        copied.take(path)
    else:
        copying.copy(before.search, path)
    mentioned = {o for _, p, o in difference.come | difference.gone if p == _MENTIONED}
    search.update(old, new, path, list(map(_plain, difference.subjects())), sorted(map(_plain, mentioned)))


_MENTIONED: Final = nquads.term(terms.MENTIONED_IN)


def _plain(term: str) -> str:
    return term[1:-1] if term[0] == "<" else term


def _compare_shared(
    difference: _Difference, old: ox.Store, register: Register, change: Change, readers: Iterable[str], base: str
) -> bool:
    """Notes what all pages tell together otherwise than before; whether it breaks no rule."""
    identity = register.of_paths(change.paths, change.topics)
    graph, told = triples.shared_graph(identity, base)
    own = {iris.absolute(base, path) for path in change.paths}
    was, now = (set(provenance.build_triples(map(provenance.build_of, r), base)) for r in (readers, register.readers()))
    differing = {s for s, _, _ in was ^ now}
    new = [t for t in told if t[0] in own] + [t for t in now if t[0] in differing]
    sound, wrong = shapes.sift(graph, new, shapes.Context(told))
    if wrong:
        return False
    name = nquads.term(graph)
    before = [s for node in sorted(own | differing) for s in _statements(old, name, nquads.term(node))]
    _note(difference, name, sorted(before), nquads.statements(sound))
    return True


def _note(difference: _Difference, graph: str, before: list[Statement], after: list[Statement]) -> None:
    was, now = set(before), set(after)
    if was != now:
        difference.before[graph], difference.after[graph] = before, after
        difference.come |= now - was
        difference.gone |= was - now


def _statements(store: ox.Store, graph: str, subject: str | None = None) -> list[Statement]:
    """The statements of a graph, or of a subject in it, sorted."""
    about = ox.NamedNode(subject[1:-1]) if subject else None
    found = store.quads_for_pattern(about, None, None, ox.NamedNode(graph[1:-1]))
    return sorted((str(q.subject), str(q.predicate), str(q.object)) for q in found)


def _write_store(source: Path, path: Path, old: ox.Store, difference: _Difference) -> None:
    """Makes a store of the files of another, and changes it. Afterwards `come` and `gone` are those of the union."""
    path.mkdir()
    for file in sorted(source.iterdir()):
        if file.suffix == ".sst":
            _share(file, path / file.name)
        elif file.name != "LOCK":
            copying.copy(file, path / file.name)
    store = ox.Store(str(path))
    for graph in sorted(difference.before):
        was, now = set(difference.before[graph]), set(difference.after[graph])
        for quad in _quads_of(sorted(was - now), graph):
            store.remove(quad)
        store.extend(_quads_of(sorted(now - was), graph))
    difference.come = {t for t in difference.come if not _is_there(old, t, _DEFAULT)}
    difference.gone = {t for t in difference.gone if not _is_there(store, t, None, named=True)}
    for quad in _quads_of(sorted(difference.gone)):
        store.remove(quad)
    store.extend(_quads_of(sorted(difference.come)))
    store.flush()


def _share(file: Path, path: Path) -> None:
    try:
        os.link(file, path)
    except OSError:
        # not every file system has hard links
        copying.copy(file, path)


def _quads_of(found: Iterable[Statement], graph: str | None = None) -> list[ox.Quad]:
    return list(ox.parse("".join(nquads.lines(found, graph)).encode(), ox.RdfFormat.N_QUADS))


def _is_there(store: ox.Store, triple: Statement, graph: ox.DefaultGraph | None, *, named: bool = False) -> bool:
    """Whether a triple is in the default graph, or, `named`, in one that has a name."""
    (quad,) = _quads_of([triple])
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, graph)
    return any(not named or q.graph_name != _DEFAULT for q in found)


def _turtle(store: ox.Store, subjects: Iterable[str]) -> dict[str, str | None]:
    """What Turtle now tells of subjects; None for those of which nothing is told."""
    changed: dict[str, str | None] = dict.fromkeys(subjects)
    for subject in changed:
        found = store.quads_for_pattern(_node(subject), None, None, _DEFAULT)
        told = sorted((subject, str(q.predicate), str(q.object)) for q in found)
        changed.update(dumps.turtle_blocks(told, dumps.default_prefixes()))
    return changed


def _node(subject: str) -> ox.NamedNode | ox.BlankNode:
    return ox.NamedNode(subject[1:-1]) if subject[0] == "<" else ox.BlankNode(subject[2:])


def _quads(difference: _Difference) -> dict[str, str | None]:
    changed: dict[str, str | None] = {}
    for graph, was in difference.before.items():
        now = difference.after[graph]
        changed.update(blocks.changes(dumps.nquads_blocks(graph, was), dumps.nquads_blocks(graph, now)))
    return changed


def _recounted(counts: Counts, difference: _Difference, old: ox.Store, new: ox.Store) -> Counts:
    """What a dataset holds after some triples have come and gone."""
    come, gone = difference.come, difference.gone
    counts.triples += len(come) - len(gone)
    for subject in {t[0] for t in come | gone}:
        was, now = (_tells(store, subject=_node(subject)) for store in (old, new))
        counts.subjects += now - was
    for told in {t[2] for t in come | gone}:
        was, now = (_tells(store, told=_value(told)) for store in (old, new))
        counts.objects += now - was
    for triple in sorted(come):
        counts.add(triple)
    lost = {term for triple in sorted(gone) for term in counts.remove(triple)}
    for term in sorted(lost.intersection(counts.examples)):
        counts.examples[term] = min(_all_with(new, term))
    return counts


def _tells(store: ox.Store, subject: Any = None, told: Any = None) -> bool:
    """Whether there is a triple of a subject, or with an object."""
    return next(store.quads_for_pattern(subject, None, told, _DEFAULT), None) is not None


def _value(text: str) -> object:
    (quad,) = _quads_of([(_ANY, _ANY, text)])
    return quad.object


_ANY: Final = "<urn:any>"


def _all_with(store: ox.Store, term: str) -> Iterable[Statement]:
    """The triples that tell of a term: with it as their predicate, or as what they tell."""
    node = ox.NamedNode(term[1:-1])
    for found in (
        store.quads_for_pattern(None, node, None, _DEFAULT),
        store.quads_for_pattern(None, None, node, _DEFAULT),
    ):
        yield from ((str(q.subject), str(q.predicate), str(q.object)) for q in found)
