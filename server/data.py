"""`/data`: the SPARQL 1.1 Graph Store Protocol; writing needs the token."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import FileStorage

from kg.errors import QueryError
from kg.graph import iris, terms
from server import answering, protocol, updating
from server.errors import RefusedError
from server.negotiation import GRAPHS, Format, choose, named, wants_page
from server.pages import kept
from server.reads import is_iri
from server.snapshot import snapshot
from server.workers import NotAcceptableError

data = Blueprint("data", __name__)
_PAGE = 200
_LONGEST_IRI = 2000
_READ: Final = ("GET", "HEAD", "OPTIONS")
"""Whoever may read asks with these; OPTIONS, so that it tells only what is allowed here."""
_WRITE: Final = ("PUT", "POST", "DELETE")
_PREFIXES = {**terms.PREFIXES, "foaf": "http://xmlns.com/foaf/0.1/"}
"""What Turtle may use here without saying what it stands for."""


@data.route("/data", methods=[*_READ, *_WRITE], strict_slashes=False)
def graph_store() -> Response:
    """The default graph (`?default`) or a named one (`?graph=IRI`); to a browser without either, the list of graphs.

    Without either, POST makes a new graph.
    """
    if request.method == "OPTIONS":
        return _options()
    pairs = protocol.parameters(request)
    graph, default = protocol.one(pairs, "graph"), "default" in dict(pairs)
    if graph is not None and default:
        raise QueryError("Ask for ?default or for ?graph=IRI, not for both.")
    if graph is not None and (not is_iri(graph) or len(graph) > _LONGEST_IRI):
        raise QueryError("?graph= must be an absolute IRI.")
    if request.method in _WRITE:
        return _write(graph, default)
    if graph is None and not default:
        if wants_page(request.accept_mimetypes):
            return _page()
        raise QueryError("Say which graph: ?default for everything, or ?graph=IRI for one.")
    return _graph(graph, protocol.one(pairs, "format"))


@data.route("/data/<path:path>", methods=[*_READ, *_WRITE])
def named_by_address(path: str) -> Response:
    """The graph whose IRI is this very address, below the publication's base."""
    if request.method == "OPTIONS":
        return _options()
    graph = f"{snapshot().base}data/{path}"
    if not is_iri(graph) or len(graph) > _LONGEST_IRI:
        raise QueryError("The address is no IRI.")
    return _write(graph, False) if request.method in _WRITE else _graph(graph, request.args.get("format"))


def _options() -> Response:
    return Response(headers={"Allow": ", ".join(_READ if answering.settings().token is None else _READ + _WRITE)})


def _graph(graph: str | None, asked: str | None) -> Response:
    form = named(asked, GRAPHS) if asked else choose(request.accept_mimetypes, GRAPHS)
    if form is None and wants_page(request.accept_mimetypes):
        form = GRAPHS[0]
    if form is None:
        raise RefusedError(f"A graph comes as {_offers()}.", 406)
    try:
        return answering.respond(answering.Question(_query(graph), None, form))
    except NotAcceptableError as error:
        raise RefusedError(str(error), 406) from None


def _query(graph: str | None) -> str:
    if graph is None:
        return "CONSTRUCT WHERE { ?s ?p ?o }"
    if not _is_there(graph):
        raise RefusedError("There is no graph of that name.", 404)
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


def _is_there(graph: str) -> bool:
    return bool(snapshot().graph.select(f"SELECT ?s WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT 1"))


def _write(graph: str | None, default: bool) -> Response:
    if answering.settings().token is None:
        allowed = {"Allow": ", ".join(_READ)}
        raise RefusedError("The graph is read only here: no token for changing it is configured.", 405, allowed)
    updating.authorise()
    if graph is None and not default:
        if request.method != "POST":
            raise QueryError("Say which graph: ?default for everything, or ?graph=IRI for one.")
        tail = hashlib.sha256(snapshot().version.encode() + request.get_data()).hexdigest()[:16]
        graph = str(iris.added_graph(snapshot().base, tail))
    if request.method == "DELETE" and graph is not None and not _is_there(graph):
        raise RefusedError("There is no graph of that name.", 404)
    if request.if_match.star_tag and graph is not None and not _is_there(graph):
        raise RefusedError("There is no graph of that name.", 412)
    done = updating.make(_job(graph), _tags(graph) if request.if_match else ())
    response = Response(status=201 if done["created"] else 204)
    if done["created"] and graph is not None:
        response.headers["Location"] = graph
        response.autocorrect_location_header = False
    return updating.marked(response, done)


def _tags(graph: str | None) -> list[str]:
    """What a client may know a graph by: the tags of its forms, as they are now."""
    if graph is not None and not _is_there(graph):
        return []  # known by the version alone
    keys = [answering.Question(_query(graph), None, form).key(answering.source()) for form in GRAPHS]
    return [*keys, *(f"{key}-gzip" for key in keys)]


def _job(graph: str | None) -> dict[str, Any]:
    parts = [] if request.method == "DELETE" else _parts()
    return {"kind": "write", "method": request.method, "graph": graph, "parts": parts, "prefixes": _PREFIXES}


def _parts() -> list[tuple[str, str]]:
    """The triples in the body, each text with the name of its form."""
    if request.mimetype == "multipart/form-data":
        parts = [_part(file) for files in request.files.listvalues() for file in files]
        if not parts:
            raise QueryError("The multipart body has no file in it, or is cut off.")
        return parts
    return [(protocol.text_of(request, "the graph"), _form(request.mimetype).name)]


def _part(file: FileStorage) -> tuple[str, str]:
    return protocol.utf8(file.read(), "a part of the graph"), _form(file.mimetype).name


def _form(media_type: str) -> Format:
    form = named(media_type, GRAPHS) if "/" in media_type else None
    if form is None:
        raise RefusedError(f"Send a graph as {_offers()}, not as {media_type[:80] or 'nothing'!r}.", 415)
    return form


def _offers() -> str:
    return ", ".join(f"{form.media_type} ({form.name})" for form in GRAPHS)


@kept
def _page() -> str:
    snap = snapshot()
    graphs = snap.keep("graphs", lambda: list(snap.graph.graphs()))
    return render_template("data.html", graphs=graphs[:_PAGE], total=len(graphs))
