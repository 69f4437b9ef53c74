"""What in an index may be told otherwise when triples of its graph differ: from them back to what rests on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import URIRef

from kg.graph import terms

_Node = ox.NamedNode | ox.BlankNode
_UNION = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Touched:
    """The IRIs of what may be told otherwise.

    Attributes:
        named: what may bear other names.
        things: what may be of another kind or day.
        facts: what may be in other lists, or elsewhere in them.
        owners: of some lists, whose may have other facts.
        entered: what may be found under other words.
    """

    named: frozenset[str]
    things: frozenset[str]
    facts: frozenset[str]
    owners: Mapping[str, frozenset[str]]
    entered: frozenset[str]


def touched(
    before: ox.Store, after: ox.Store, changed: Collection[str], mentioned: Collection[str] | None = None
) -> Touched:
    """What rests on the subjects of triples that one of two graphs alone has; see `kg.search.update`.

    An entity that thousands of facts name leads to them only where they tell its name, and that differs.
    """
    nodes: list[_Node] = [ox.BlankNode(one[2:]) if one.startswith("_:") else ox.NamedNode(one) for one in changed]
    # It is enough to go back in one graph: of the triples that differ, the way from a fact to the nearest is in both.
    passages = {*nodes, *_back(after, nodes, terms.IN_ARTICLE)}
    things = {*nodes, *_back(after, passages, terms.EVIDENCE)}
    renamed = _differing(before, after, nodes, terms.SKOS_PREF_LABEL)
    telling = (_back(after, renamed, link) for link in (terms.HOLDER, terms.SPEAKER, terms.PARTICIPANT))
    held = _back(after, _differing(before, after, nodes, terms.OFFICE_OF), terms.OFFICE)
    own = _iris(nodes)
    return Touched(
        named=own,
        things=_iris(things),
        facts=_iris(things | held).union(mentioned or ()),
        owners={"accounts": own, "articles": own if mentioned is None else frozenset()},
        entered=_iris(things.union(*telling)),
    )


def _back(store: ox.Store, nodes: Iterable[_Node], predicate: URIRef) -> set[_Node]:
    """What leads to nodes by a predicate."""
    by = ox.NamedNode(predicate)
    found = (quad.subject for node in nodes for quad in store.quads_for_pattern(None, by, node, _UNION))
    return {subject for subject in found if isinstance(subject, _Node)}


def _differing(before: ox.Store, after: ox.Store, nodes: Iterable[_Node], predicate: URIRef) -> list[_Node]:
    """The nodes whose values of a predicate are not the same in both."""
    by = ox.NamedNode(predicate)

    def values(store: ox.Store, node: _Node) -> set[object]:
        return {quad.object for quad in store.quads_for_pattern(node, by, None, _UNION)}

    return [node for node in nodes if values(before, node) != values(after, node)]


def _iris(nodes: Iterable[_Node]) -> frozenset[str]:
    return frozenset(node.value for node in nodes if isinstance(node, ox.NamedNode))
