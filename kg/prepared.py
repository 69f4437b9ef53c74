"""Answers that are made with the publication: of the saved queries that need no parameter, and of what forms offer.

Each is a file of SPARQL's JSON in the version's folder, named by a hash of the query's text, so that an answer is never
taken for that of another query, whatever the versions of the library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import queries
from kg.store.embedded import run


def write(store: ox.Store, folder: Path, base: str) -> None:
    """Answers every such query from a graph, into a folder that is not there yet."""
    folder.mkdir()
    for text in texts(base):
        found = run(store, text)
        assert isinstance(found, ox.QuerySolutions)
        found.serialize(str(folder / name(text)), format=ox.QueryResultsFormat.JSON)


def texts(base: str) -> Iterator[str]:
    """The queries that are answered beforehand, each once: as they are asked when nothing is given."""
    asked = [queries.bind(q, {}, base) for q in queries.library() if not any(p.required for p in q.parameters)]
    offered = [p.choices_query for q in queries.library() for p in q.parameters if p.choices_query]
    yield from dict.fromkeys([*asked, *offered])


def name(text: str) -> str:
    """The name of the file with the answer to a query."""
    return f"{hashlib.sha256(text.encode('utf-8')).hexdigest()[:32]}.json"


def answer(folder: Path, text: str) -> bytes | None:
    """The answer to a query, None where none was made."""
    try:
        return (folder / name(text)).read_bytes()
    except FileNotFoundError:
        return None
