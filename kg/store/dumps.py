"""Dump files: the same graph is the same bytes.

Everything is written from sorted statements, so no engine's order shows. Turtle and TriG keep one subject together
and shorten IRIs by the prefixes of `kg.graph.terms`.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import IO

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph import terms
from kg.store.blocks import Block, Layout
from kg.store.nquads import Statement, block_key, line_key, lines, parse_line

FORMATS = ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_TYPED = re.compile(r'("(?:[^"\\]|\\.)*")\^\^<([^>]*)>\Z')


class Prefixes:
    """Shortens N-Triples terms by a table of prefixes."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._names = {namespace: prefix for prefix, namespace in table.items()}
        self._namespaces = dict(table)
        self.header = "".join(f"@prefix {p}: <{n}> .\n" for p, n in sorted(table.items()))

    def short(self, text: str) -> str:
        """The Turtle form of an N-Triples term."""
        if text[0] == "<":
            return self._iri(text[1:-1])
        if text[0] == '"':
            typed = _TYPED.match(text)
            return f"{typed[1]}^^{self._iri(typed[2])}" if typed else text
        return text

    def long(self, text: str) -> str:
        """The N-Triples term of an IRI or a blank node in its Turtle form."""
        if text.startswith(("<", "_:")):
            return text
        prefix, _, local = text.partition(":")
        return f"<{self._namespaces[prefix]}{local}>"

    def _iri(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._names.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.match(iri[cut:]) else f"<{iri}>"


def turtle(found: Iterable[Statement], prefixes: Prefixes, indent: str = "") -> Iterator[str]:
    """Sorted statements as Turtle, a subject at a time; without the prefixes' header."""
    return (text for _, text in turtle_blocks(found, prefixes, indent))


def turtle_blocks(found: Iterable[Statement], prefixes: Prefixes, indent: str = "") -> Iterator[Block]:
    """The same as blocks, whose keys are the subjects."""
    for subject, group in groupby(found, key=itemgetter(0)):
        rows = []
        for predicate, same in groupby(group, key=itemgetter(1)):
            name = "a" if predicate == _TYPE else prefixes.short(predicate)
            rows.append(f"{name} " + ", ".join(prefixes.short(o) for _, _, o in same))
        rows.sort(key=lambda row: (not row.startswith("a "), row))
        yield subject, f"{indent}{prefixes.short(subject)} " + f" ;\n{indent}    ".join(rows) + " .\n\n"


def turtle_layout(prefixes: Prefixes) -> Layout:
    """How the blocks of `graph.ttl` are written."""

    def split(text: str) -> Iterator[Block]:
        # No term holds a line end: literals have them escaped, and IRIs and blank nodes have none, nor blanks.
        for block in text.split("\n\n")[:-1]:
            yield prefixes.long(block[: block.index(" ")]), f"{block}\n\n"

    return Layout(split, prefixes.header + "\n")


def nquads_blocks(graph: str, found: Iterable[Statement]) -> Iterator[Block]:
    """The sorted statements of a graph as N-Quads, in blocks of a subject."""
    for subject, group in groupby(found, key=itemgetter(0)):
        yield block_key(graph, subject), "".join(lines(group, graph))


def nquads_layout() -> Layout:
    """How the blocks of `graph.nq.gz` are written."""
    return Layout(_split_nquads, packed=True)


def _split_nquads(text: str) -> Iterator[Block]:
    for key, group in groupby(text.split("\n")[:-1], key=line_key):
        yield key, "".join(f"{line}\n" for line in group)


def trig(quads: Iterable[tuple[str, list[Statement]]], prefixes: Prefixes) -> Iterator[str]:
    """Graphs as TriG: pairs of a graph's IRI (an N-Triples term) and its sorted statements."""
    for graph, found in quads:
        yield f"{prefixes.short(graph)} {{\n"
        yield from turtle(found, prefixes, "    ")
        yield "}\n\n"


def known_prefixes() -> dict[str, str]:
    """The prefixes that all of Chancery's Turtle is written with, each to its namespace."""
    return dict(terms.PREFIXES)


@cache
def default_prefixes() -> Prefixes:
    """The same, ready to shorten IRIs."""
    return Prefixes(known_prefixes())


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def write_checksums(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> None:
    """Writes `SHA256SUMS` over the files of a folder, in the form that `sha256sum -c` reads.

    `known` are the sums of files that need not be read for them, by name.
    """
    files = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    rows = "".join(f"{known.get(path.name) or sha256(path)}  {path.name}\n" for path in files)
    (folder / "SHA256SUMS").write_text(rows, encoding="utf-8", newline="\n")


def read_statements(ntriples: Path) -> Iterator[Statement]:
    """The statements of a file of sorted N-Triples lines."""
    with ntriples.open(encoding="utf-8", newline="\n") as found:
        for line in found:
            yield parse_line(line)[0]


def read_graphs(nquads_gz: Path) -> Iterator[tuple[str, list[Statement]]]:
    """The graphs of `graph.nq.gz`, one at a time."""
    with gzip.open(nquads_gz, "rt", encoding="utf-8", newline="\n") as packed:
        parsed = (parse_line(line) for line in packed)
        for graph, group in groupby(parsed, key=itemgetter(1)):
            yield graph or "", [statement for statement, _ in group]


def dump(dumps: Path, format: str, out: IO[bytes]) -> None:
    """Writes a publication's whole graph to `out` as `ttl`, `nt`, `nq`, `trig`, `jsonld` or `rdfxml`.

    nq and trig keep the named graphs. The same graph is the same bytes in each of them.

    Raises:
        InputError: another format.
    """
    if format == "ttl":
        with (dumps / "graph.ttl").open("rb") as whole:
            _copy(whole, out)
    elif format == "nq":
        with gzip.open(dumps / "graph.nq.gz") as packed:
            _copy(packed, out)
    elif format == "trig":
        prefixes = default_prefixes()
        out.write((prefixes.header + "\n").encode())
        out.writelines(part.encode() for part in trig(read_graphs(dumps / "graph.nq.gz"), prefixes))
    elif format in ("nt", "jsonld", "rdfxml"):
        _dump_union(dumps, format, out)
    else:
        raise InputError(f"There is no dump format {format!r}; take one of {', '.join(FORMATS)}.")


def _dump_union(dumps: Path, format: str, out: IO[bytes]) -> None:
    union = sorted({s for _, found in read_graphs(dumps / "graph.nq.gz") for s in found})
    if format == "nt":
        out.writelines(line.encode() for line in lines(union))
        return
    rdf = ox.RdfFormat.JSON_LD if format == "jsonld" else ox.RdfFormat.RDF_XML
    data = ox.parse("".join(lines(union)).encode(), format=ox.RdfFormat.N_TRIPLES)
    ox.serialize((quad.triple for quad in data), out, format=rdf)


def _copy(source: IO[bytes] | gzip.GzipFile, out: IO[bytes]) -> None:
    while chunk := source.read(1 << 20):
        out.write(chunk)
