"""Asks a publication on disk or an endpoint somewhere else, and writes the answer in the format that was wanted."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rich.console import Console
from rich.table import Column, Table

from kg.bindings import Names
from kg.errors import InputError, QueryError
from kg.publication import Publication
from kg.search import Index
from kg.store import dumps, embedded, remote

TABLES: Final = {
    "csv": (ox.QueryResultsFormat.CSV, "text/csv"),
    "tsv": (ox.QueryResultsFormat.TSV, "text/tab-separated-values"),
    "json": (ox.QueryResultsFormat.JSON, "application/sparql-results+json"),
    "xml": (ox.QueryResultsFormat.XML, "application/sparql-results+xml"),
}
GRAPHS: Final = {
    "ttl": (ox.RdfFormat.TURTLE, "text/turtle"),
    "nt": (ox.RdfFormat.N_TRIPLES, "application/n-triples"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "application/rdf+xml"),
    "jsonld": (ox.RdfFormat.JSON_LD, "application/ld+json"),
}
FORMATS: Final = ("table", *TABLES, *GRAPHS)
_WIDE: Final = 10_000
"""Columns of a table that is piped somewhere: nothing is folded."""


def is_address(target: str) -> bool:
    """Whether a target is a SPARQL endpoint somewhere else, not a folder."""
    return target.startswith(("http://", "https://"))


def answer(target: str, text: str, format: str) -> bytes:
    """The answer of a publication's folder, or of a SPARQL endpoint's address, to a query.

    "table" is for reading: columns for rows, yes or no for ASK, Turtle for a graph.

    Raises:
        QueryError: the query is wrong, or its answer has no such format.
        PublicationError: there is no publication in the folder.
        RemoteError: the endpoint cannot be asked.
    """
    if not is_address(target):
        return _local(Path(target), text, format)
    if format == "table":
        return _remote_table(target, text)
    return remote.query(target, text, (TABLES.get(format) or GRAPHS[format])[1])


def _local(folder: Path, text: str, format: str) -> bytes:
    publication = Publication.open(folder)
    found = embedded.run(embedded.open_store(publication.store), text)
    if isinstance(found, ox.QueryTriples):
        return _graph(found, "ttl" if format == "table" else format)
    if format == "table":
        return _for_reading(found, publication.base_iri)
    if format not in TABLES:
        raise QueryError(f"Rows cannot be written as {format}; take one of table, {', '.join(TABLES)}.")
    return found.serialize(format=TABLES[format][0]) or b""


def _graph(found: ox.QueryTriples, format: str) -> bytes:
    if format not in GRAPHS:
        raise QueryError(f"A graph cannot be written as {format}; take one of {', '.join(GRAPHS)}.")
    prefixes = dumps.known_prefixes() if format in ("ttl", "rdfxml") else None
    return ox.serialize(found, format=GRAPHS[format][0], prefixes=prefixes) or b""


def _remote_table(target: str, text: str) -> bytes:
    """Rows as a table where the endpoint has rows, its own Turtle where it has a graph."""
    data = remote.query(target, text, f"{TABLES['json'][1]}, {GRAPHS['ttl'][1]};q=0.9")
    try:
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    except SyntaxError:
        return data
    return _for_reading(found, base_iri(target))


def _for_reading(found: ox.QuerySolutions | ox.QueryBoolean, base: str) -> bytes:
    """Columns for people: a label in the place of the IRI that it stands beside, entities by their path."""
    if isinstance(found, ox.QueryBoolean):
        return b"yes\n" if found else b"no\n"
    names = [v.value for v in found.variables]
    shown = [name for name in names if f"{name}Label" not in names]
    rows = [[_words(row[name], base) for name in shown] for row in found]
    heads = [name.removesuffix("Label") if name.removesuffix("Label") in names else name for name in shown]
    table = Table(*(Column(head, overflow="fold") for head in heads), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    out = io.StringIO()
    width = None if sys.stdout.isatty() else _WIDE
    Console(file=out, width=width, markup=False, highlight=False).print(table)
    lines = "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())
    return f"{lines}{len(rows)} {'row' if len(rows) == 1 else 'rows'}\n".encode()


def _words(found: object, base: str) -> str:
    """A term as a person reads it; control characters of hostile text never reach the terminal."""
    if found is None:
        return ""
    text = found.value if isinstance(found, ox.NamedNode | ox.Literal) else str(found)
    if isinstance(found, ox.NamedNode):
        text = text.removeprefix(base) if text.startswith(base) else dumps.default_prefixes().short(f"<{text}>")
    elif base in text and all(word.startswith(base) for word in text.split()):
        text = " ".join(word.removeprefix(base) for word in text.split())
    return "".join(c if c.isprintable() else " " for c in text)


def parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """The values of `-p name=value`.

    Raises:
        InputError: one without an equals sign.
    """
    found = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise InputError(f"Give a parameter as name=value, not {pair!r}.")
        found[name.strip()] = value
    return found


def base_iri(target: str) -> str:
    """The IRI below which a target's entities have theirs: a publication's own, or an endpoint's host."""
    if not is_address(target):
        return Publication.open(Path(target)).base_iri
    return "/".join(target.split("/")[:3]) + "/"


def names(target: str) -> Names | None:
    """Who bears a name in a target; None where only its SPARQL knows."""
    if is_address(target):
        return None
    index = Index(Publication.open(Path(target)).search)
    return index.named if index.is_current else None
