"""Background data: RDF files that a user adds beside what was read, taken as they are, each into a graph of its own."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Final

import pyoxigraph as ox

from kg.errors import PageError
from kg.store.nquads import Statement

_FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}


def statements(data: bytes, name: str) -> list[Statement]:
    """The triples of a file as sorted statements. Graphs inside the file are melted into the one it gets; blank
    nodes are named by the file's hash and their order in it, so that the same file gives the same statements.

    Raises:
        PageError: it is not what the ending of `name` says, with line and column; or holds what RDF 1.1 does not.
    """
    suffix = PurePath(name).suffix
    names: dict[str, str] = {}
    salt = hashlib.sha256(data).hexdigest()[:12]

    def told(term: object) -> str:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, f"_:b{salt}n{len(names)}")
        if isinstance(term, ox.NamedNode | ox.Literal):
            return str(term)
        raise PageError("It holds triples about triples (RDF-star), which cannot be published yet; write them out.")

    try:
        quads = ox.parse(data, format=_FORMATS[suffix])
        return sorted({(told(q.subject), told(q.predicate), told(q.object)) for q in quads})
    except SyntaxError as error:
        raise PageError(f"It cannot be read as {suffix[1:]}: {error}") from None
