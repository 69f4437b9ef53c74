"""`/search`: actors, meetings, positions, quotes, articles, places and topics by their words."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, render_template, request

from server import answering, index
from server.links import href
from server.negotiation import HTML, Format, choose
from server.snapshot import snapshot

search = Blueprint("search", __name__)
_JSON = Format("json", "application/json")
_LONGEST = 200


@search.route("/search")
def results() -> Response:
    """What fits the words in `q`, best first: a page for people, JSON for programs."""
    if current_app.config.get("SITE"):
        return make_response(render_template("site_search.html"))
    words = request.args.get("q", "").strip()[:_LONGEST]
    kind = request.args.get("kind", "") if request.args.get("kind", "") in index.KINDS else ""
    year = request.args.get("year", "") if request.args.get("year", "").isdecimal() else ""
    number = request.args.get("page", "1")
    at = max(1, int(number)) if number.isdecimal() and len(number) < 5 else 1
    size = min(20, answering.settings().page_size)
    snap = snapshot()
    found = index.opened(snap).find(
        index.Wanted(words, kind, year, request.args.get("outlet", "")), size, (at - 1) * size
    )
    offers = (HTML, _JSON)
    if choose(request.accept_mimetypes, offers) is _JSON or request.args.get("format") == "json":
        hits = [
            {"iri": h.iri, "href": href(h.iri), "kind": h.kind, "title": h.title, "date": h.date} for h in found.hits
        ]
        response = make_response({"total": found.total, "hits": hits})
    else:
        pages = -(-found.total // size)
        response = make_response(
            render_template(
                "search.html",
                q=words,
                found=found,
                kind=kind,
                year=year,
                outlet=request.args.get("outlet", ""),
                at=at,
                pages=pages,
            )
        )
    response.headers["Vary"] = "Accept"
    return response
