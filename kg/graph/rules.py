"""The shapes of `ontology/shapes.ttl` compiled to plain Python, for checking every page of a build.

A general SHACL processor takes longer over a page than reading it did. What the shapes use of SHACL is little, and is
compiled here; anything more is refused, so that no rule is passed over. Tests hold it and pySHACL to the same verdicts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import resources
from kg.errors import CheckError
from kg.graph import terms
from kg.graph.values import Triple

Values = Sequence[Node]
Test = Callable[["Data", Node, Values], bool]
"""Whether the values that a node has under a path are as they must be."""


class Known(Protocol):
    """What is known of nodes beside the triples that are checked."""

    def values(self, node: Node, predicate: Node) -> Iterable[Node]:
        """What the node has under the predicate: its classes, and what it has but once."""
        ...

    def inverse(self, node: Node, predicate: Node) -> Iterable[Node]:
        """Which nodes of the same graph have this one under the predicate."""
        ...


class Data:
    """Triples to be checked, and what is known of their nodes besides."""

    def __init__(self, triples: Iterable[Triple], known: Known) -> None:
        self._of: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._to: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
        for s, p, o in triples:
            self._of[s][p].append(o)
            self._to[o, p].append(s)
        self._known = known

    def subjects(self) -> Iterable[Node]:
        """The nodes that the triples tell something of."""
        return self._of.keys()

    def values(self, node: Node, predicate: Node) -> list[Node]:
        """What the node has under the predicate, each once."""
        told = self._of[node].get(predicate, []) if node in self._of else []
        more = list(self._known.values(node, predicate))
        return list(dict.fromkeys([*told, *more])) if more else told

    def inverse(self, node: Node, predicate: Node) -> list[Node]:
        """Which nodes of the graph have this one under the predicate, each once."""
        return list(dict.fromkeys([*self._to.get((node, predicate), ()), *self._known.inverse(node, predicate)]))

    def types(self, node: Node) -> list[Node]:
        """The node's classes."""
        return self.values(node, RDF.type)


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint: the path it is on, None for the node itself, and what must be, in words."""

    path: Node | None
    inverse: bool
    test: Test
    words: str

    def holds(self, data: Data, node: Node) -> bool:
        """Whether the node keeps the rule."""
        if self.path is None:
            return self.test(data, node, [node])
        find = data.inverse if self.inverse else data.values
        return self.test(data, node, find(node, self.path))


@cache
def shapes() -> Graph:
    """`ontology/shapes.ttl`."""
    return Graph().parse(resources.folder("ontology") / "shapes.ttl", format="turtle")


@cache
def rules() -> Mapping[Node, tuple[Rule, ...]]:
    """The rules for each class."""
    found: dict[Node, list[Rule]] = defaultdict(list)
    graph = shapes()
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        made = list(_node_rules(graph, shape))
        for target in graph.objects(shape, SH.targetClass):
            found[target].extend(made)
    return {target: tuple(sorted(each, key=lambda r: r.words)) for target, each in found.items()}


@cache
def told_once() -> tuple[URIRef, ...]:
    """The predicates that a node has at most once, sorted."""
    graph = shapes()
    paths = {graph.value(shape, SH.path) for shape in graph.subjects(SH.maxCount, None)}
    return tuple(sorted(path for path in paths if isinstance(path, URIRef)))


def broken(data: Data) -> Iterator[tuple[Node, str]]:
    """Each node that breaks a rule, with the rule in words."""
    compiled = rules()
    for node in list(data.subjects()):
        for rule in (rule for kind in data.types(node) for rule in compiled.get(kind, ())):
            if not rule.holds(data, node):
                yield node, rule.words


def _node_rules(graph: Graph, shape: Node) -> Iterator[Rule]:
    words = str(graph.value(shape, SH.message) or "")
    for predicate, value in graph.predicate_objects(shape):
        if predicate == SH.property:
            yield from _property_rules(graph, value)
        elif predicate == SH.xone:
            yield Rule(None, False, _one_class(_classes(graph, value)), words)
        elif predicate == SH.sparql:
            yield Rule(None, False, _SPARQL[str(value).rpartition("#")[2]], str(graph.value(value, SH.message)))
        elif predicate not in (RDF.type, SH.targetClass, SH.message):
            raise CheckError(f"shapes.ttl: a node shape's {predicate} is not compiled; see kg/graph/rules.py.")


def _property_rules(graph: Graph, shape: Node) -> Iterator[Rule]:
    path, inverse = graph.value(shape, SH.path), False
    if path is not None and (turned := graph.value(path, SH.inversePath)) is not None:
        path, inverse = turned, True
    words = str(graph.value(shape, SH.message))
    for predicate, value in graph.predicate_objects(shape):
        if predicate in (SH.path, SH.message):
            continue
        make = _MAKERS.get(predicate)
        if make is None:
            raise CheckError(f"shapes.ttl: a property shape's {predicate} is not compiled; see kg/graph/rules.py.")
        yield Rule(path, inverse, make(graph, value), words)


def _classes(graph: Graph, options: Node) -> frozenset[Node]:
    return frozenset(c for option in Collection(graph, options) for c in graph.objects(option, SH["class"]))


def _one_class(classes: frozenset[Node]) -> Test:
    return lambda data, node, _: len(classes.intersection(data.types(node))) == 1


def _number(value: Node) -> float:
    return float(str(value))


def _typed(datatypes: Iterable[Node]) -> Test:
    wanted = frozenset(datatypes)
    return lambda data, node, values: all(isinstance(v, Literal) and _datatype(v) in wanted for v in values)


def _datatype(value: Literal) -> URIRef | None:
    """The datatype, if the text is what it says."""
    if value.ill_typed or value.language:
        return None
    return value.datatype or terms.XSD_STRING


def _min_count(_: Graph, value: Node) -> Test:
    return lambda data, node, values: len(values) >= _number(value)


def _max_count(_: Graph, value: Node) -> Test:
    return lambda data, node, values: len(values) <= _number(value)


def _class(_: Graph, value: Node) -> Test:
    return lambda data, node, values: all(value in data.types(v) for v in values)


def _in(graph: Graph, value: Node) -> Test:
    wanted = frozenset(Collection(graph, value))
    return lambda data, node, values: wanted.issuperset(values)


def _or(graph: Graph, value: Node) -> Test:
    return _typed(d for option in Collection(graph, value) for d in graph.objects(option, SH.datatype))


def _pattern(_: Graph, value: Node) -> Test:
    wanted = re.compile(str(value))
    return lambda data, node, values: all(wanted.search(str(v)) for v in values)


def _min_length(_: Graph, value: Node) -> Test:
    return lambda data, node, values: all(len(str(v)) >= _number(value) for v in values)


def _at_least(_: Graph, value: Node) -> Test:
    return lambda data, node, values: all(_is_number(v) and _number(v) >= _number(value) for v in values)


def _at_most(_: Graph, value: Node) -> Test:
    return lambda data, node, values: all(_is_number(v) and _number(v) <= _number(value) for v in values)


def _less_than(_: Graph, value: Node) -> Test:
    return lambda data, node, values: all(
        _is_number(v) and _is_number(other) and _number(v) < _number(other)
        for v in values
        for other in data.values(node, value)
    )


def _node_kind(_: Graph, value: Node) -> Test:
    if value != SH.IRI:
        raise CheckError(f"shapes.ttl: sh:nodeKind {value} is not compiled; see kg/graph/rules.py.")
    return lambda data, node, values: all(isinstance(v, URIRef) for v in values)


def _is_number(value: Node) -> bool:
    return (
        isinstance(value, Literal) and not value.ill_typed and value.datatype in (terms.XSD_INTEGER, terms.XSD_DECIMAL)
    )


def _passage_length(data: Data, node: Node, _: Values) -> bool:
    lengths = {end - start for start, end in _spans(data, node)}
    return all({len(text)} >= lengths for text in _texts(data, node, terms.EXACT))


def _quote_slice(data: Data, node: Node, _: Values) -> bool:
    told = {
        exact[start - first : end - first]
        for passage in data.values(node, terms.EVIDENCE)
        for exact in _texts(data, passage, terms.EXACT)
        for start, end in _spans(data, node)
        for first, last in _spans(data, passage)
        if first <= start and end <= last
    }
    return all({text} >= told for text in _texts(data, node, terms.TEXT))


def _texts(data: Data, node: Node, predicate: Node) -> list[str]:
    return [str(v) for v in data.values(node, predicate) if isinstance(v, Literal) and _datatype(v) == terms.XSD_STRING]


def _spans(data: Data, node: Node) -> list[tuple[int, int]]:
    """Every start with every end of a run of text."""
    starts, ends = (
        [v.value for v in data.values(node, p) if isinstance(v, Literal) and isinstance(v.value, int)]
        for p in (terms.START, terms.END)
    )
    return [(start, end) for start in starts for end in ends]


_MAKERS: Final[Mapping[Node, Callable[[Graph, Node], Test]]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.datatype: lambda _, value: _typed([value]),
    SH["class"]: _class,
    SH["in"]: _in,
    SH["or"]: _or,
    SH.nodeKind: _node_kind,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.minInclusive: _at_least,
    SH.maxInclusive: _at_most,
    SH.lessThan: _less_than,
}
_SPARQL: Final[Mapping[str, Test]] = {"PassageLength": _passage_length, "QuoteSlice": _quote_slice}
