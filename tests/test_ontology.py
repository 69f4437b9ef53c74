"""The ontology: whole, sound, and the one source of the terms that the code uses."""

from __future__ import annotations

import re
import shutil
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import PROV, SKOS

from kg.errors import CheckError
from kg.graph import ontology, terms, terms_source, values
from kg.model import ActorType, MeetingKind, QuoteKind, Stance, Status, TenureState

ROOT = Path(__file__).resolve().parent.parent
OURS = "https://w3id.org/chancery/"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
# What the contract names: class or property, by local name.
CONTRACT = """
    SourcePage sha256 Article start end Passage inArticle exact Actor Person State Organization ArmedGroup
    PoliticalGroup Coalition mentionedIn affiliation Office Tenure heldBy office Meeting Talks Conference PhoneCall
    Visit NewsConference participant place date dateText status about Position holder stance target toward Quote
    DirectQuote IndirectQuote MixedQuote speaker text cue addressee continues Place Topic evidence confidence
    """.split()  # noqa: SIM905 - it reads like the contract's table

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not installed")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return ontology.graph(["diplomacy.ttl"])


def own_terms(graph: Graph) -> list[URIRef]:
    found = {s for kind in KINDS for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    return sorted(term for term in found if term.startswith(OURS))


def test_every_term_of_the_contract_is_there(graph: Graph) -> None:
    declared = {str(term) for term in own_terms(graph)}
    wanted = {f"{OURS}ontology#{name}" for name in CONTRACT}
    wanted |= {f"{OURS}stance#{stance.value}" for stance in Stance}
    wanted |= {f"{OURS}status#{status.value}" for status in Status}
    assert wanted <= declared


def test_every_term_says_what_it_is(graph: Graph) -> None:
    for term in own_terms(graph):
        for told in (RDFS.label, RDFS.comment, SKOS.example, RDFS.isDefinedBy):
            assert list(graph.objects(term, told)), f"{term} has no {told}"


def test_every_property_has_domain_and_range(graph: Graph) -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            if str(term).startswith(OURS):
                assert graph.value(term, RDFS.domain) is not None, term
                assert graph.value(term, RDFS.range) is not None, term


def test_what_is_used_is_declared_once_and_as_one_kind(graph: Graph) -> None:
    """OWL 2 DL: an IRI is not at once an object property, a data property and an annotation property."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    of = {kind: set(graph.subjects(RDF.type, kind)) for kind in kinds}
    for one, other in combinations(kinds, 2):
        assert of[one].isdisjoint(of[other])
    built_in = (str(OWL), str(RDF), str(RDFS))
    used = {p for p in graph.predicates() if not str(p).startswith(built_in) and "XMLSchema" not in str(p)}
    assert used <= of[kinds[0]] | of[kinds[1]] | of[kinds[2]]


def test_version_and_licence(graph: Graph) -> None:
    assert graph.value(terms.ONTOLOGY, OWL.versionInfo) == Literal(terms.VERSION)
    assert graph.value(terms.ONTOLOGY, terms.DCTERMS_LICENSE) is not None


def test_constants_are_up_to_date() -> None:
    assert terms_source.current(), "run `kg terms`"


def test_terms_are_written_out_nowhere_else() -> None:
    found = [
        str(path.relative_to(ROOT))
        for folder in ("kg", "server")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.name != "terms.py" and "w3id.org/chancery" in path.read_text(encoding="utf-8")
    ]
    assert found == []


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (values.ACTOR_CLASSES, ActorType),
        (values.MEETING_CLASSES, MeetingKind),
        (values.QUOTE_CLASSES, QuoteKind),
        (values.STANCES, Stance),
        (values.STATUSES, Status),
        (values.TENURE_STATES, TenureState),
    ],
)
def test_every_value_of_the_model_has_its_term(table: dict[str, URIRef], members: type, graph: Graph) -> None:
    assert set(table) == set(members)  # type: ignore[call-overload]
    assert set(table.values()) <= set(own_terms(graph))


def test_every_stance_is_coded() -> None:
    codes = ontology.graph()
    for stance in values.STANCES.values():
        assert re.fullmatch(r"\d{2,4}", str(codes.value(stance, terms.CAMEO)))
    uncoded = [s for s, term in values.STANCES.items() if codes.value(term, terms.PLOVER) is None]
    assert uncoded == [Stance.DENIES, Stance.ASSERTS]


@needs_java
@pytest.mark.parametrize("files", [("diplomacy.ttl",), ontology.FILES])
def test_consistent_with_and_without_alignments(files: tuple[str, ...]) -> None:
    verdict = ontology.check(files)
    assert verdict.good, str(verdict)


@needs_java
def test_a_contradiction_in_the_data_is_caught() -> None:
    who = URIRef("http://localhost:8000/actor/x")
    verdict = ontology.check(data=[(who, RDF.type, terms.PERSON_CLASS), (who, RDF.type, terms.STATE_CLASS)])
    assert not verdict.consistent
    assert "contradicts" in str(verdict)


@needs_java
def test_a_class_that_can_have_no_member_is_caught() -> None:
    both = URIRef("http://localhost:8000/Both")
    planted = [(both, RDF.type, OWL.Class), *((both, RDFS.subClassOf, c) for c in (terms.MEETING_CLASS, PROV.Entity))]
    verdict = ontology.check(data=planted)
    assert verdict.unsatisfiable == (str(both),)


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CheckError, match="needs Java"):
        ontology.check()
