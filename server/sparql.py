"""`/sparql`: the SPARQL 1.1 Protocol for programs, an editor for people."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, g, make_response, render_template, request, url_for
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, XSD

from kg import queries
from kg.errors import KgError, QueryError
from kg.graph import terms
from server import answering, links
from server.answering import Question
from server.errors import RefusedError
from server.negotiation import DATASETS, GRAPHS, HTML, RESULTS, Format, choose, named, wants_page
from server.protocol import Asked, asked
from server.snapshot import snapshot
from server.workers import NotAcceptableError

sparql = Blueprint("sparql", __name__)
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
_FORMAT_IRIS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}


@sparql.route("/sparql", methods=["GET", "POST"], strict_slashes=False)
def endpoint() -> Response:
    """A query's answer; without a query the editor or the service description."""
    for_people = wants_page(request.accept_mimetypes) and "format" not in request.args
    if for_people:
        return _page()
    found = asked(request, answering.settings())
    g.query = found.query
    if found.query is None:
        return _description(found.format)
    try:
        return answering.respond(_question(found.query, found))
    except NotAcceptableError as error:
        raise _not_acceptable(GRAPHS + DATASETS if error.is_graph else RESULTS) from None


def _question(query: str, found: Asked) -> Question:
    results, graphs = _forms(found.format)
    return Question(query, results, graphs, found.default_graphs, found.named_graphs, found.seconds)


def _forms(asked_for: str | None) -> tuple[Format | None, Format | None]:
    """The forms that a table and a graph would come in."""
    if asked_for:
        results, graphs = named(asked_for, RESULTS), named(asked_for, GRAPHS + DATASETS)
        if not results and not graphs:
            names = ", ".join(form.name for form in RESULTS + GRAPHS + DATASETS)
            raise RefusedError(f"There is no format {asked_for[:40]!r}; take one of {names}.", 406)
        return results, graphs
    accept = request.accept_mimetypes
    results, graphs = choose(accept, RESULTS), choose(accept, GRAPHS + DATASETS)
    if not results and not graphs:
        raise _not_acceptable(RESULTS + GRAPHS + DATASETS)
    return results, graphs


def _not_acceptable(offers: tuple[Format, ...]) -> RefusedError:
    offered = ", ".join(f"{form.media_type} ({form.name})" for form in offers)
    return RefusedError(
        f"The answer comes as one of: {offered}. Name one in Accept, or its short name in ?format=.", 406
    )


def _page() -> Response:
    """The editor, with the answer below it where there is a query."""
    query, table, error, status = None, None, None, 200
    headers: dict[str, str] = {}
    try:
        found = asked(request, answering.settings())
        query = g.query = found.query
        if query:
            asking = Question(query, RESULTS[0], GRAPHS[0], found.default_graphs, found.named_graphs, found.seconds)
            table = links.table(answering.displayed(asking))
    except (QueryError, RefusedError) as wrong:
        error, status, headers = _explained(wrong), getattr(wrong, "status", 400), getattr(wrong, "headers", {})
    page = render_template(
        "sparql.html",
        query=query,
        table=table,
        error=error,
        prefixes=sorted(terms.PREFIXES.items()),
        examples=_examples(),
        start=_start(),
        limit=answering.settings().display_rows,
        seconds=answering.settings().timeout,
        base=snapshot().base,
        results=RESULTS,
        graphs=GRAPHS,
    )
    response = make_response(page, status)
    response.headers.update(headers)
    response.headers["Vary"] = "Accept"
    return response


def _explained(error: KgError) -> str:
    if isinstance(error, QueryError) and error.line:
        return f"{error} (line {error.line}, column {error.column})"
    return str(error)


def _examples() -> list[tuple[queries.SavedQuery, str]]:
    """The saved queries that can be asked with what they take by default."""
    found = []
    for saved in queries.library():
        with suppress(QueryError):
            found.append((saved, queries.bind(saved, {}, snapshot().base)))
    return found


def _start() -> str:
    """A query to begin with."""
    return (
        f"PREFIX dip: <{terms.PREFIXES['dip']}>\n"
        f"PREFIX skos: <{terms.PREFIXES['skos']}>\n\n"
        "SELECT ?actor ?name (COUNT(?meeting) AS ?meetings) WHERE {\n"
        "  ?meeting dip:participant ?actor .\n"
        "  ?actor skos:prefLabel ?name .\n"
        "}\nGROUP BY ?actor ?name\nORDER BY DESC(?meetings) ?name\nLIMIT 20\n"
    )


def _description(asked_for: str | None) -> Response:
    form = named(asked_for, GRAPHS) if asked_for else choose(request.accept_mimetypes, GRAPHS)
    if not form:
        raise _not_acceptable((*GRAPHS, HTML))
    graph = description(request.base_url, answering.settings().rows)
    graph.namespace_manager.bind("sd", SD)
    graph.namespace_manager.bind("void", VOID)
    kind = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt11", "rdf": "xml"}[form.name]
    response = Response(graph.serialize(format=kind), content_type=form.content_type)
    response.headers["Vary"] = "Accept"
    return response


def description(address: str, rows: int) -> Graph:
    """The service description of the endpoint at an address."""
    graph, service, dataset, default = Graph(), BNode("service"), BNode("dataset"), BNode("default")
    formats = Namespace("http://www.w3.org/ns/formats/")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(address)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    if answering.settings().token:
        changing = BNode("updates")
        graph.add((changing, RDF.type, SD.Service))
        graph.add((changing, SD.endpoint, URIRef(url_for("updating.update", _external=True))))
        graph.add((changing, SD.supportedLanguage, SD.SPARQL11Update))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    graph.add((service, SD.defaultDataset, dataset))
    for name in _FORMAT_IRIS.values():
        graph.add((service, SD.resultFormat, formats[name]))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((default, VOID.triples, Literal(_triples(), datatype=XSD.integer)))
    graph.add((dataset, VOID.dataDump, URIRef(url_for("dumps.index", _external=True) + "graph.ttl")))
    return graph


def _triples() -> int:
    def count() -> int:
        rows = snapshot().graph.select("SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }")
        return int(str(rows[0]["count"]))

    return snapshot().keep("triples", count)
