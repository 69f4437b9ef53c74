"""Pages for people: rendered once for a version, kept, and answered with an ETag."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from flask import Flask, Response, request

import kg
from server.answering import cache, packs, zipped
from server.cache import Body
from server.snapshot import snapshot

_PACKED = ("text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml")
_TELLING = ("section", "page")
"""The parameters that change what such a page shows; any others are not even looked at."""


def kept_as(content_type: str) -> Callable[[Callable[..., str]], Callable[..., Response]]:
    """Makes a view that depends on the address and the publication alone answer from the cache."""

    def kept_view(view: Callable[..., str]) -> Callable[..., Response]:
        @wraps(view)
        def answered(**given: Any) -> Response:
            asked = [f"{name}={request.args.get(name, '')}" for name in _TELLING]
            said = "\n".join(("page", kg.__version__, snapshot().version, request.url_root, request.path, *asked))
            key = hashlib.sha256(said.encode()).hexdigest()[:32]
            if any(tag in request.if_none_match for tag in (key, f"{key}-gzip")):
                return _marked(Response(status=304), key)
            body = cache().get(key)
            if body is None:
                plain = view(**given).encode()
                body = Body(content_type, plain, zipped(plain))
                if snapshot().graph.trouble is None:
                    cache().put(key, body)
            packed = packs()
            response = Response(body.packed if packed else body.plain, content_type=body.content_type)
            if packed:
                response.headers["Content-Encoding"] = "gzip"
            return _marked(response, f"{key}-gzip" if packed else key)

        return answered

    return kept_view


kept = kept_as("text/html; charset=utf-8")
"""The same for a page for people."""


def same_again(response: Response) -> Response:
    """Makes a response that is whole answer with an ETag, and with 304 where the client has it."""
    response.add_etag()
    response.headers["Cache-Control"] = "public, no-cache"
    response.make_conditional(request)
    return response


def register(app: Flask) -> None:
    """Packs what goes out unpacked though it need not: pages that are not kept, sheets and scripts."""

    @app.after_request
    def pack(response: Response) -> Response:
        if response.mimetype not in _PACKED or response.status_code != 200 or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        if request.method != "GET" or "Range" in request.headers or not packs():
            return response
        response.direct_passthrough = False
        tag, plain = response.get_etag()[0], response.get_data()
        response.set_data(_file(plain) if request.endpoint == "static" else zipped(plain))
        response.headers["Content-Encoding"] = "gzip"
        if tag:
            response.set_etag(f"{tag}-gzip")
        return response


@lru_cache(maxsize=16)
def _file(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)


def _marked(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    return response
