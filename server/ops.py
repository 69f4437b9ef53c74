"""For whoever runs the server: `/health`, `/metrics`, `/robots.txt`; the log line and the headers of every answer."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter

from flask import Blueprint, Flask, Response, g, request
from markupsafe import escape

from kg.errors import KgError
from server import answering, charts, index
from server.links import href
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
    "Access-Control-Allow-Headers": f"{_PREFLIGHT['Access-Control-Allow-Headers']}, Authorization",
}


class Tally:
    """Counts requests by where they went and how they ended, and the seconds that they took."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requests: Counter[tuple[str, int]] = Counter()
        self.seconds: Counter[str] = Counter()

    def add(self, place: str, status: int, seconds: float) -> None:
        """Counts one."""
        with self._lock:
            self.requests[place, status] += 1
            self.seconds[place] += seconds  # type: ignore[assignment]


@ops.route("/health")
def health() -> Response:
    """Ready where the store answers."""
    try:
        snapshot().graph.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
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
    tally: Tally = g.tally
    cache, pool = answering.cache(), answering.pool()
    lines = ["# TYPE chancery_requests_total counter"]
    lines += [
        f'chancery_requests_total{{place="{place}",status="{status}"}} {count}'
        for (place, status), count in sorted(tally.requests.items())
    ]
    lines.append("# TYPE chancery_request_seconds_total counter")
    lines += [f'chancery_request_seconds_total{{place="{p}"}} {s:.6f}' for p, s in sorted(tally.seconds.items())]
    for name, kind, value in (
        ("cache_hits_total", "counter", cache.hits),
        ("cache_misses_total", "counter", cache.misses),
        ("cache_bytes", "gauge", cache.size),
        ("queries_running", "gauge", pool.queue.running),
        ("queries_waiting", "gauge", pool.queue.waiting),
        ("queries_ended_total", "counter", pool.ended),
    ):
        lines += [f"# TYPE chancery_{name} {kind}", f"chancery_{name} {value}"]
    response = Response("\n".join(lines) + "\n", mimetype="text/plain")
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
    tally = Tally()

    @app.before_request
    def begin() -> None:
        g.begun = time.monotonic()
        g.tally = tally

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.monotonic() - g.begun if "begun" in g else 0.0
        place = (request.endpoint or "none").partition(".")[0]
        tally.add(place, response.status_code, seconds)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT | (_PREFLIGHT_CHANGING if answering.settings().token else {}))
        text = f" {request.values.get('query', '')!r}" if answering.settings().log_queries else ""
        log.info(
            "%s %s %s %s %.0f ms%s",
            request.remote_addr,
            request.method,
            request.path,
            response.status_code,
            seconds * 1000,
            text,
        )
        return response
