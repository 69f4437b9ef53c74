"""Whether a page's graph is what a build may publish: SHACL shapes, checked page graph by page graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Node

from kg.graph import rules
from kg.graph.values import Triple

_ROUNDS = 20


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A fact that breaks a rule: the graph it is in, the node's IRI, and what must be, in words."""

    graph: str
    fact: str
    rule: str

    def __str__(self) -> str:
        return f"{self.graph}: {self.fact}: {self.rule}"


class Context:
    """What is known of nodes beyond the page at hand: their labels and types, what other pages tell of a meeting."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.known: dict[Node, list[tuple[URIRef, Node]]] = defaultdict(list)
        for s, p, o in triples:
            self.known[s].append((p, o))

    def values(self, node: Node, predicate: Node) -> list[Node]:
        """What the node has under the predicate."""
        return [o for p, o in self.known.get(node, ()) if p == predicate]

    def inverse(self, node: Node, predicate: Node) -> tuple[Node, ...]:
        """Nothing: a page's graph is checked whole."""
        return ()


def check(graph: URIRef, triples: Iterable[Triple], known: rules.Known) -> list[Violation]:
    """What breaks a rule, sorted. The triples tell all that their subjects have in the graph."""
    data = rules.Data(triples, known)
    return sorted({Violation(str(graph), str(node), words) for node, words in rules.broken(data)})


def sift(graph: URIRef, triples: Iterable[Triple], known: rules.Known) -> tuple[list[Triple], list[Violation]]:
    """The triples without the facts that break a rule, nor those that then break one for lack of them; and why."""
    kept, found = list(triples), list[Violation]()
    for _ in range(_ROUNDS):
        wrong = check(graph, kept, known)
        if not wrong:
            return kept, found
        found += wrong
        gone = {violation.fact for violation in wrong}
        kept = [t for t in kept if str(t[0]) not in gone and not (isinstance(t[2], URIRef) and str(t[2]) in gone)]
    return [], found
