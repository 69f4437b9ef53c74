"""Whether a page's graph is what a build may publish: SHACL shapes, checked page graph by page graph.

`sift` is for builds: what breaks a rule is left out. `validate` is for `kg check`, and asks pySHACL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyshacl
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph import rules
from kg.graph.values import Triple

Values = Callable[[URIRef, URIRef], Iterable[Node]]
_ROUNDS = 20
_PART = 1_000


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


def check(graph: URIRef, triples: Iterable[Triple], context: Context) -> list[Violation]:
    """What breaks a rule, sorted; for builds."""
    data = rules.Data(triples, context.known)
    return sorted({Violation(str(graph), str(node), words) for node, words in rules.broken(data)})


def sift(graph: URIRef, triples: Iterable[Triple], context: Context) -> tuple[list[Triple], list[Violation]]:
    """The triples without the facts that break a rule, nor those that then break one for lack of them; and why."""
    kept, found = list(triples), list[Violation]()
    for _ in range(_ROUNDS):
        wrong = check(graph, kept, context)
        if not wrong:
            return kept, found
        found += wrong
        gone = {violation.fact for violation in wrong}
        kept = [t for t in kept if str(t[0]) not in gone and not (isinstance(t[2], URIRef) and str(t[2]) in gone)]
    return [], found


def validate(graph: URIRef, triples: Iterable[Triple], values: Values) -> list[Violation]:
    """What breaks a rule, sorted, by pySHACL; `values` gives what any graph tells of a node under a predicate.

    About a millisecond a triple. A large graph is taken in parts, so that memory beyond the triples does not grow.
    """
    told = list(triples)
    own = list(dict.fromkeys(s for s, _, _ in told))
    found: set[Violation] = set()
    for start in range(0, len(own), _PART):
        part = set(own[start : start + _PART])
        near = [t for t in told if t[0] in part or t[2] in part] if len(own) > _PART else told
        found |= _validate(graph, near, part, values)
    return sorted(found)


def _validate(graph: URIRef, triples: list[Triple], focus: set[URIRef], values: Values) -> set[Violation]:
    data = Graph(bind_namespaces="none")
    # What a node has but once may be told elsewhere, or told twice; of all others the class is enough.
    elsewhere = ((node, p, o) for node in sorted(focus) for p in rules.told_once() for o in values(node, p))
    for triple in (*triples, *elsewhere):
        data.add(triple)
    for node in sorted({n for s, p, o in data for n in (s, o) if isinstance(n, URIRef) and p != RDF.type}):
        for kind in values(node, RDF.type):
            data.add((node, RDF.type, kind))
    _, report, _ = pyshacl.validate(data, shacl_graph=rules.shapes(), inplace=True, focus_nodes=sorted(map(str, focus)))
    return _violations(str(graph), report)


def _violations(graph: str, report: Graph) -> set[Violation]:
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        words = next((str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)), "")
        found.add(Violation(graph, str(report.value(result, SH.focusNode)), words))
    return found
