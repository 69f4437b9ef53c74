"""The embedded store: Oxigraph on disk, built once and then only read.

Every triple of every named graph is also kept, once, in the default graph. Oxigraph's own union of graphs answers a
triple as often as there are graphs that hold it; a kept union counts right and is read from one index. So a query
needs no option to see everything: it asks the default graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kg.errors import PublicationError, QueryError
from kg.store import dialect
from kg.store.nquads import Statement, lines

Results = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
_PLACE = re.compile(r"error at (?:line )?(\d+)(?::| column | between columns? )(\d+)")
_UNKNOWN_FUNCTION = re.compile(r"custom function <([^>]*)> is not supported")
_MOST_UNKNOWN = 20


def load(path: Path, nquads: Path, union: Path) -> None:
    """Makes a store at `path` (which must not exist) from a file of N-Quads, and one of N-Triples that holds each
    of their triples once."""
    store = ox.Store(str(path))
    store.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    store.bulk_load(path=str(union), format=ox.RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()


def gives_back(found: Sequence[Statement]) -> bool:
    """Whether a store gives what is told of IRIs back as it is: of "01"^^xsd:integer it keeps the value, not the zero,
    and blank nodes have other names in it."""
    if any(s[0] == "<" and o[0] == "_" for s, _, o in found):
        return False
    literals = sorted({o for _, _, o in found if "^^" in o})
    data = "".join(lines(("<urn:any>", "<urn:any>", literal) for literal in literals))
    store = ox.Store()
    store.load(data.encode(), format=ox.RdfFormat.N_TRIPLES)
    return sorted(str(quad.object) for quad in store) == literals


def open_store(path: Path) -> ox.Store:
    """Opens a store for reading; any number of processes may.

    Raises:
        PublicationError: there is none at `path`, or it is broken.
    """
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise PublicationError(
            f"The store at {path} cannot be opened ({error}). Build the publication again."
        ) from None


def run(store: ox.Store, text: str, **options: object) -> Results:
    """Answers a SPARQL query. Updates are no queries.

    Raises:
        QueryError: the query is not SPARQL; with line and column where they are known.
    """
    rewritten = dialect.corrected(text)
    if rewritten != text:
        try:
            return _run(store, rewritten, options)
        except QueryError:
            pass  # what is wrong with it is said of the query as it was written
    return _run(store, text, options)


def _run(store: ox.Store, text: str, options: dict[str, object]) -> Results:
    unknown: dict[ox.NamedNode, object] = {}
    while True:
        try:
            return store.query(text, custom_functions=unknown, **options)  # type: ignore[arg-type]
        except SyntaxError as error:
            raise wrong(error, "The query is not SPARQL") from None
        except ValueError as error:
            raise QueryError(f"The query cannot be answered: {error}") from None
        except RuntimeError as error:
            # In SPARQL a function that nobody knows is an error of the expression, which then has no value.
            name = _UNKNOWN_FUNCTION.search(str(error))
            if name is None or len(unknown) == _MOST_UNKNOWN:
                raise QueryError(f"The query cannot be answered: {error}") from None
            unknown[ox.NamedNode(name[1])] = _no_value


def _no_value(*_arguments: object) -> None:
    """What a function gives that nobody knows."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: the names of its variables, and its rows, to be gone through once."""

    names: list[str]
    solutions: Iterable[ox.QuerySolution]


class Embedded:
    """A store on disk, opened for reading, that speaks rdflib terms."""

    is_near = True
    """Whether many small reads cost no more than a large one."""

    def __init__(self, path: Path) -> None:
        self.store = open_store(path)

    @property
    def trouble(self) -> str | None:
        """Why answers may be of another version of the publication; None where they are not."""
        return None

    def rows(self, text: str) -> Rows:
        """The rows of a SELECT, as the engine has them."""
        found = run(self.store, text)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("This takes a SELECT query.")
        return Rows([v.value for v in found.variables], found)

    def select(self, text: str) -> list[dict[str, Node]]:
        """The rows of a SELECT, each from variable to term; a variable without a value is left out."""
        found = self.rows(text)
        return [{n: to_rdflib(row[n]) for n in found.names if row[n] is not None} for row in found.solutions]

    def triples(self, text: str) -> Iterator[tuple[Node, Node, Node]]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        found = run(self.store, text)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError("This takes a CONSTRUCT or DESCRIBE query.")
        for t in found:
            yield to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)

    def graphs(self) -> Iterable[str]:
        """The IRIs of the named graphs."""
        return sorted(g.value for g in self.store.named_graphs())


def to_rdflib(found: object) -> Node:
    """An Oxigraph term as rdflib has it."""
    if isinstance(found, ox.NamedNode):
        return URIRef(found.value)
    if isinstance(found, ox.BlankNode):
        return BNode(found.value)
    if isinstance(found, ox.Literal):
        if found.language:
            return Literal(found.value, lang=found.language)
        return Literal(found.value, datatype=URIRef(found.datatype.value), normalize=False)
    raise QueryError(f"RDF 1.1 has no place for the term {found}")


def wrong(error: SyntaxError, what: str) -> QueryError:
    """What Oxigraph says is wrong with a text, with its place."""
    found = _PLACE.search(str(error))
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    return QueryError(f"{what}: {_shortened(str(error))}", line, column)


def _shortened(message: str) -> str:
    """Oxigraph lists every token that could stand there; the first words say enough."""
    head, _, rest = message.partition(" expected one of ")
    return f"{head} something else is expected here" if rest else message
