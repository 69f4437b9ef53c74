"""`/data`: the SPARQL 1.1 Graph Store Protocol, read only."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.errors import QueryError
from server import answering
from server.errors import RefusedError
from server.negotiation import GRAPHS, choose, named, wants_page
from server.pages import kept
from server.reads import is_iri
from server.snapshot import snapshot
from server.workers import NotAcceptableError

data = Blueprint("data", __name__)
_PAGE = 200


@data.route("/data", strict_slashes=False)
def graph_store() -> Response:
    """The default graph (`?default`) or a named one (`?graph=IRI`); to a browser without either, the list of graphs."""
    graph, default = request.args.get("graph"), "default" in request.args
    if graph is None and not default:
        if wants_page(request.accept_mimetypes):
            return _page()
        raise QueryError("Say which graph: ?default for everything, or ?graph=IRI for one.")
    if graph is not None and default:
        raise QueryError("Ask for ?default or for ?graph=IRI, not for both.")
    asked = request.args.get("format")
    form = named(asked, GRAPHS) if asked else choose(request.accept_mimetypes, GRAPHS)
    if form is None and wants_page(request.accept_mimetypes):
        form = GRAPHS[0]
    if form is None:
        raise RefusedError("A graph comes as " + ", ".join(f"{f.media_type} ({f.name})" for f in GRAPHS) + ".", 406)
    try:
        return answering.respond(answering.Question(_query(graph), None, form))
    except NotAcceptableError as error:
        raise RefusedError(str(error), 406) from None


def _query(graph: str | None) -> str:
    if graph is None:
        return "CONSTRUCT WHERE { ?s ?p ?o }"
    if not is_iri(graph) or len(graph) > 2000:
        raise QueryError("?graph= must be an absolute IRI.")
    if not snapshot().graph.select(f"SELECT ?s WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT 1"):
        raise RefusedError("There is no graph of that name.", 404)
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


@kept
def _page() -> str:
    snap = snapshot()
    graphs = snap.keep("graphs", lambda: list(snap.graph.graphs()))
    return render_template("data.html", graphs=graphs[:_PAGE], total=len(graphs))
