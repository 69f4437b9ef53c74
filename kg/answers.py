"""Asks a publication on disk or an endpoint somewhere else, and writes the answer in the format that was wanted."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from kg.errors import InputError, QueryError
from kg.publication import Publication
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
_ANY_TABLE: Final = "application/sparql-results+json"


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
    found = embedded.run(embedded.open_store(Publication.open(folder).store), text)
    if isinstance(found, ox.QueryTriples):
        return _graph(found, "ttl" if format == "table" else format)
    if format == "table":
        return _for_reading(found)
    if format not in TABLES:
        raise QueryError(f"Rows cannot be written as {format}; take one of table, {', '.join(TABLES)}.")
    return found.serialize(format=TABLES[format][0]) or b""


def _graph(found: ox.QueryTriples, format: str) -> bytes:
    if format not in GRAPHS:
        raise QueryError(f"A graph cannot be written as {format}; take one of {', '.join(GRAPHS)}.")
    prefixes = dumps.known_prefixes() if format in ("ttl", "rdfxml") else None
    return ox.serialize(found, format=GRAPHS[format][0], prefixes=prefixes) or b""


def _for_reading(found: ox.QuerySolutions | ox.QueryBoolean) -> bytes:
    if isinstance(found, ox.QueryBoolean):
        return b"yes\n" if found else b"no\n"
    names = [v.value for v in found.variables]
    return _table(names, [[_words(row[name]) for name in names] for row in found])


def _remote_table(target: str, text: str) -> bytes:
    """Rows as a table where the endpoint has rows, its own Turtle where it has a graph."""
    data = remote.query(target, text, f"{_ANY_TABLE}, text/turtle;q=0.9")
    try:
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    except SyntaxError:
        return data
    return _for_reading(found)


def _table(names: list[str], rows: list[list[str]]) -> bytes:
    table = Table(*names, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*row)
    out = io.StringIO()
    # wide enough that nothing is cut off where the output is not a terminal
    Console(file=out, width=None if rows else 80, soft_wrap=True, markup=False, highlight=False).print(table)
    return (out.getvalue() + f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}\n").encode()


def _words(found: object) -> str:
    """A term as a person reads it; control characters of hostile text never reach the terminal."""
    if found is None:
        return ""
    text = found.value if isinstance(found, ox.NamedNode | ox.Literal) else str(found)
    if isinstance(found, ox.NamedNode):
        text = dumps.default_prefixes().short(f"<{text}>").strip("<>")
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
