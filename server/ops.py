"""For whoever runs the server: `/health`, `/metrics`, `/robots.txt`; the log line and the headers of every answer."""

from __future__ import annotations

import logging
import time
from typing import cast

from flask import Blueprint, Flask, Response, current_app, g, request
from markupsafe import escape
from prometheus_client import CONTENT_TYPE_LATEST

from kg.errors import KgError, PublicationError
from server import answering, charts, index
from server.links import href
from server.metrics import Metrics
from server.snapshot import snapshot

ops = Blueprint("ops", __name__)
log = logging.getLogger("server.access")
_MAPPED = ("actor", "meeting", "article", "place", "topic")
_MOST_MAPPED = 45_000
"""The protocol of sitemaps allows 50,000 addresses."""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
_PREFLIGHT_CHANGING = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": f"{_PREFLIGHT['Access-Control-Allow-Headers']}, Authorization, If-Match",
}


@ops.route("/health")
def health() -> Response:
    """Ready where the store answers."""
    try:
        snapshot().graph.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        if trouble := snapshot().graph.trouble:
            raise PublicationError(trouble)
    except KgError as error:
        response = Response(f"not ready: {error}\n", 503, mimetype="text/plain")
        response.headers["Retry-After"] = "5"
    else:
        response = Response(f"ok\nversion {snapshot().version}\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@ops.route("/metrics")
def metrics() -> Response:
    """Counters, as Prometheus reads them."""
    found = cast(Metrics, current_app.extensions["metrics"])
    response = Response(found.text(), content_type=CONTENT_TYPE_LATEST)
    response.headers["Cache-Control"] = "no-store"
    return response


@ops.route("/robots.txt")
def robots() -> Response:
    """What crawlers may read: pages and dumps, but no queries of their own."""
    rules = "User-agent: *\nDisallow: /sparql\nDisallow: /search\nDisallow: /data\nDisallow: /queries/*?\n"
    rules += f"Sitemap: {request.url_root}sitemap.xml\n"
    return Response(rules, mimetype="text/plain")


@ops.route("/sitemap.xml")
def sitemap() -> Response:
    """The addresses of the pages of things, the newest first, for search engines."""
    snap = snapshot()
    root = request.url_root.rstrip("/")
    things = [iri for kind in _MAPPED for iri in index.opened(snap).lists.newest(kind, _MOST_MAPPED // len(_MAPPED))]
    paths = ["/", "/queries", *(href(iri, snap.base) or "/" for iri in things)]
    lines = "".join(f"<url><loc>{escape(root + path)}</loc></url>\n" for path in dict.fromkeys(paths))
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    return Response(text, mimetype="application/xml")


@ops.route("/world.svg")
def world() -> Response:
    """The map that places are drawn on."""
    response = Response(charts.world_map(), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.add_etag()
    response.make_conditional(request)
    return response


def register(app: Flask) -> None:
    """Gives every answer its headers, its log line and its place in the counters."""
    counted = app.extensions["metrics"] = Metrics(app)

    @app.before_request
    def begin() -> None:
        g.begun = time.monotonic()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.monotonic() - g.begun if "begun" in g else 0.0
        counted.count((request.endpoint or "none").partition(".")[0], response.status_code, seconds)
        given = {name.lower() for name, _ in response.headers}
        response.headers.extend([(name, value) for name, value in _HEADERS.items() if name.lower() not in given])
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT | (_PREFLIGHT_CHANGING if answering.settings().token else {}))
        log.info(
            "%s %s %s %s %.0f ms%s",
            request.remote_addr,
            request.method,
            _printable(request.path),
            response.status_code,
            seconds * 1000,
            f" {g.query!r}" if answering.settings().log_queries and g.get("query") else "",
        )
        return response


def _printable(text: str) -> str:
    """A text that is one line of the log, whatever a client wrote."""
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
