"""rdflib terms as canonical N-Triples text, and statements as sorted lines.

Text is the currency between the graph and what stores or dumps it: it sorts the same everywhere, and every engine
loads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kg.errors import KgError

Statement = tuple[str, str, str]
"""Subject, predicate and object as N-Triples terms."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_BAD_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_XSD_STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")
_TERM = re.compile(r'(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?) ')


def term(node: Node) -> str:
    """The N-Triples form of an rdflib term.

    Raises:
        KgError: an IRI with characters that no IRI may hold, or a term that RDF 1.1 has no place for.
    """
    if isinstance(node, URIRef):
        if _BAD_IRI.search(node):
            raise KgError(f"This is no IRI: {str(node)!r}")
        return f"<{node}>"
    if isinstance(node, Literal):
        quoted = f'"{_ESCAPE.sub(_escape, str(node))}"'
        if node.language:
            return f"{quoted}@{node.language}"
        if node.datatype is None or node.datatype == _XSD_STRING:
            return quoted
        return f"{quoted}^^{term(node.datatype)}"
    if isinstance(node, BNode):
        return f"_:{node}"
    raise KgError(f"RDF 1.1 has no place for the term {node!r}")


def statements(triples: Iterable[tuple[Node, Node, Node]]) -> list[Statement]:
    """Triples as sorted statements, each once."""
    return sorted({(term(s), term(p), term(o)) for s, p, o in triples})


def lines(found: Iterable[Statement], graph: str | None = None) -> Iterator[str]:
    """N-Quads lines (N-Triples without a graph), each with its line end."""
    tail = f" {graph} .\n" if graph else " .\n"
    for s, p, o in found:
        yield f"{s} {p} {o}{tail}"


def parse_line(line: str) -> tuple[Statement, str | None]:
    """Takes a line that `lines` wrote apart into its statement and its graph."""
    found = _TERM.findall(line)
    if len(found) not in (3, 4):
        raise KgError(f"This is no N-Quads line: {line[:120]!r}")
    return (found[0], found[1], found[2]), (found[3] if len(found) == 4 else None)


def block_key(graph: str, subject: str) -> str:
    """What sorts a graph's statements about a subject among all. No IRI and no blank node holds a blank or anything
    that sorts before one, so these keys sort as the pairs do."""
    return f"{graph} {subject}"


def line_key(line: str) -> str:
    """The same of an N-Quads line without its line end."""
    return block_key(line[line.rindex(" ", 0, -2) + 1 : -2], line[: line.index(" ")])


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
