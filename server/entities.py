"""The pages of things (actors, meetings, positions, quotes and the rest), for people and for machines."""

from __future__ import annotations

from functools import partial
from itertools import islice
from urllib.parse import urlencode

import pyoxigraph as ox
from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as Plain

from kg.errors import QueryError
from kg.graph import terms
from server import agenda, answering, feeds, query_process, served, views
from server.articles import article_page
from server.errors import RefusedError
from server.links import KINDS, href
from server.negotiation import GRAPHS, HTML, Format, choose
from server.pages import kept, kept_as
from server.reads import PREFIXES, Thing, is_iri, things
from server.sections import whole
from server.snapshot import Snapshot, snapshot
from server.workers import NotAcceptableError

entities = Blueprint("entities", __name__)
_ENDINGS = {f".{form.name}": form for form in GRAPHS}
_INCOMING = 5000
_FEW = 500
"""Triples that are looked up without a query process."""
_EVIDENCE = ox.NamedNode(str(terms.EVIDENCE))


@entities.route(f"/<any({','.join(KINDS)}):kind>/<path:name>")
def entity(kind: str, name: str) -> Plain:
    """A thing, in the form that is asked for; the host in the address does not matter."""
    if name.endswith(".atom") and kind in feeds.KINDS:
        return feeds.feed(snapshot(), kind, _known(kind, name.removesuffix(".atom")))
    if name.endswith(".ics") and kind == "actor":
        return _calendar(kind=kind, name=name.removesuffix(".ics"))
    bare, form = _form(name)
    iri = snapshot().base + f"{kind}/{bare}"
    if kind == "graph":
        return redirect("/data?" + urlencode({"graph": iri}), 303)
    thing = _known(kind, bare)
    if stays := thing.one(terms.DCTERMS_IS_REPLACED_BY):
        return redirect((href(stays) or "/") + (f".{form.name}" if name != bare and form else ""), 301)
    if form is None:
        offered = ", ".join(f"{f.media_type} (.{f.name})" for f in (HTML, *GRAPHS))
        raise RefusedError(f"This comes as one of: {offered}.", 406)
    own = href(iri)
    if form is not HTML and name == bare:
        # the IRI names the thing; what is told of it is a document with an address of its own
        response: Plain = redirect(f"{own}.{form.name}", 303)
    else:
        response = _page(kind=kind, name=name) if form is HTML else _data(iri, form)
    response.headers["Vary"] = "Accept, Accept-Encoding"
    for other in GRAPHS:
        response.headers.add("Link", f'<{own}.{other.name}>; rel="alternate"; type="{other.media_type}"')
    return response


def _known(kind: str, name: str) -> Thing:
    """The thing of this name; an answer of 404, or of 410 where it was here once, if there is none."""
    iri = snapshot().base + f"{kind}/{name}"
    thing = _thing(iri)
    if thing is None:
        if served.was_here(snapshot(), iri):
            abort(410, f"{kind}/{name[:200]} was here, and is no longer: the pages that told of it were taken out.")
        abort(404, f"Nothing here is called {kind}/{name[:200]}.")
    return thing


@kept_as(agenda.CONTENT_TYPE)
def _calendar(kind: str, name: str) -> str:
    snap, actor = snapshot(), _known(kind, name)
    title = f"Meetings announced with {actor.label or actor.iri}"
    return agenda.calendar(snap, title, agenda.announced(snap, agenda.MOST, actor.iri))


def _form(name: str) -> tuple[str, Format | None]:
    """The name without its ending, and the form that the ending or the client asks for."""
    for ending, form in _ENDINGS.items():
        if name.endswith(ending):
            return name.removesuffix(ending), form
    return name, choose(request.accept_mimetypes, (HTML, *GRAPHS))


def _thing(iri: str) -> Thing | None:
    return things(snapshot().graph, [iri]).get(iri) if is_iri(iri) else None


def _data(iri: str, form: Format) -> Response:
    """The thing's own triples, those that point at it, and the sentences that bear it."""
    query = f"""{PREFIXES}CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND(<{iri}> AS ?s) <{iri}> ?p ?o }}
  UNION {{ SELECT ?s ?p ?o WHERE {{ ?s ?p <{iri}> BIND(<{iri}> AS ?o) }} LIMIT {_INCOMING} }}
  UNION {{ <{iri}> dip:evidence ?s . ?s ?p ?o }}
}}"""
    snap = snapshot()
    near = partial(_told, snap, iri, form) if snap.graph.is_near else None
    try:
        return answering.respond(answering.Question(query, None, form), near)
    except (NotAcceptableError, QueryError) as error:
        raise RefusedError(str(error), 500) from None


def _told(snap: Snapshot, iri: str, form: Format) -> bytes | None:
    """The same, looked up here: for as little as is told of most things, a query process is a long way round."""
    thing, find = ox.NamedNode(iri), partial(snap.graph.store.quads_for_pattern, graph_name=ox.DefaultGraph())
    own = list(islice(find(thing, None, None), _FEW))
    found = own + list(islice(find(None, None, thing), _FEW - len(own)))
    for quad in own:
        if quad.predicate == _EVIDENCE and isinstance(quad.object, ox.NamedNode):
            found += islice(find(quad.object, None, None), _FEW - len(found))
    if len(found) >= _FEW:
        return None
    told = dict.fromkeys(quad.triple for quad in found)
    return ox.serialize(told, format=query_process.GRAPHS[form.name], prefixes=terms.PREFIXES)


@kept
def _page(kind: str, name: str) -> str:
    snap = snapshot()
    thing = _known(kind, name)
    if kind == "article":
        return article_page(snap, thing)
    if section := request.args.get("section"):
        return _section_page(snap, kind, thing, section)
    return views.entity_page(snap, kind, thing)


def _section_page(snap: Snapshot, kind: str, thing: Thing, name: str) -> str:
    number = request.args.get("page", "1")
    listed = (
        whole(snap, kind, thing.iri, name, int(number), answering.settings().page_size)
        if number.isdecimal() and len(number) < 8
        else None
    )
    if listed is None:
        abort(404, "There is no such page of this list.")
    return render_template("section.html", head=views.head(snap, kind, thing), listed=listed)
