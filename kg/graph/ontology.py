"""Whether the ontology is consistent, reasoned over by HermiT through owlready2 (which is used nowhere else)."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import owlready2
from rdflib import OWL, RDF, Graph

from kg import resources
from kg.errors import CheckError
from kg.graph import terms
from kg.graph.values import Triple

FILES: Final = ("diplomacy.ttl", "alignments.ttl")
_WORLD: Final = f"{terms.ONTOLOGY}/checked#"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found: whether all can be true together, and the classes that can have no member, sorted."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether there is nothing to mend."""
        return self.consistent and not self.unsatisfiable

    def __str__(self) -> str:
        if not self.consistent:
            return "The ontology contradicts itself or the data."
        if self.unsatisfiable:
            return "These classes can have no member: " + ", ".join(self.unsatisfiable)
        return "The ontology is consistent, and every class can have members."


def graph(files: Iterable[str] = FILES) -> Graph:
    """The ontology's files as one graph."""
    found = Graph(bind_namespaces="none")
    for prefix, namespace in sorted(terms.PREFIXES.items()):
        found.bind(prefix, namespace)
    for name in files:
        found.parse(resources.folder("ontology") / name, format="turtle")
    return found


def check(files: Iterable[str] = FILES, data: Iterable[Triple] = ()) -> Verdict:
    """Reasons over the ontology's files, and over data with them: a few thousand triples take half a minute.

    Raises:
        CheckError: Java, which HermiT runs in, is missing or failed.
    """
    if shutil.which(owlready2.JAVA_EXE) is None:
        raise CheckError("OWL consistency cannot be checked: HermiT needs Java. Install it (default-jre-headless).")
    found = graph(files)
    for triple in [*found.triples((None, OWL.imports, None))]:
        found.remove(triple)
    for triple in data:
        found.add(triple)
    return _reason(found)


def _reason(found: Graph) -> Verdict:
    world = owlready2.World()
    loaded = world.get_ontology(_WORLD)
    # owlready2 reads no Turtle.
    loaded.load(fileobj=io.BytesIO(found.serialize(format="nt", encoding="utf-8")))
    try:
        with loaded:
            # OWL 2 has no datatype of days and months, and data has both.
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        empty = sorted(str(each.iri) for each in world.inconsistent_classes() if each is not owlready2.Nothing)
        return Verdict(True, tuple(empty))
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(False)
    except owlready2.OwlReadyJavaError as error:
        raise CheckError(f"OWL consistency cannot be checked: HermiT failed. {error}") from None
    finally:
        world.close()


def declared() -> frozenset[str]:
    """The IRIs that the ontology itself declares: its classes, properties and individuals."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    found = graph(FILES[:1])
    return frozenset(str(s) for kind in kinds for s in found.subjects(RDF.type, kind) if "://" in str(s))
