"""Answers of queries on their way to the client: from the cache, whole, or as a stream that breaks if it is cut off."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import IO, Any, cast

from flask import Response, current_app, request

import kg
from kg.graph import terms
from kg.store.elsewhere import Elsewhere
from server import federation, guard, prepared
from server.cache import Body, Cache
from server.errors import BusyError, CutOffError
from server.fair import FairQueue
from server.negotiation import DATASETS, GRAPHS, RESULTS, Format
from server.settings import Settings
from server.shelf import Kept, Shelf, Slot
from server.snapshot import snapshot
from server.workers import Answer, Job, Pool

WHOLE_BYTES = 1 << 20
"""An answer up to this size is sent whole, with its length, and cached."""
WHOLE_SECONDS = 0.05
"""An answer that needs longer than this after its first piece is sent as it comes."""
SLOW_SECONDS = 0.03
"""An answer that took longer than this to work out is kept on disk, too."""
_SMALL = 500
"""Bytes that are not worth packing."""
_SPOOL = 8 << 20
_PIECE = 1 << 16
_LEVEL = 5
"""Of packing: beyond it, answers get hardly smaller and much later."""
_VOLATILE = re.compile(r"\b(now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_FORMATS = {form.name: form for form in (*RESULTS, *GRAPHS, *DATASETS)}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with all that its answer depends on, but for the publication."""

    query: str
    results: Format | None = RESULTS[0]
    graphs: Format | None = GRAPHS[0]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float | None = None

    @property
    def is_volatile(self) -> bool:
        """Whether the same query can have another answer the next time."""
        return _VOLATILE.search(self.query) is not None or guard.asks_others(self.query)

    def key(self, version: str, display: int = 0) -> str:
        """What tells its answer from every other answer."""
        forms = [form and form.name for form in (self.results, self.graphs)]
        parts = [kg.__version__, version, self.query, forms, self.default_graphs, self.named_graphs, display]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def settings() -> Settings:
    """The app's settings."""
    return cast(Settings, current_app.extensions["settings"])


def pool() -> Pool:
    """The app's query processes."""
    return cast(Pool, current_app.extensions["pool"])


def cache() -> Cache:
    """The app's cache of answers."""
    return cast(Cache, current_app.extensions["cache"])


def shelf() -> Shelf:
    """The app's answers on disk."""
    return cast(Shelf, current_app.extensions["shelf"])


def respond(question: Question, near: Callable[[], bytes | None] | None = None) -> Response:
    """The answer to a question, as a response.

    `near` makes the same answer, in the form for graphs, without a query process; None where there is too much of it.

    Raises:
        QueryError, RefusedError: see `Pool.ask`.
        NotAcceptableError: the answer has no form that the question takes.
    """
    key = question.key(source())
    fresh = _is_lasting(question)
    if fresh and any(tag in request.if_none_match for tag in (key, f"{key}-gzip")):
        return _marked(Response(status=304), key, fresh)
    if fresh and (kept := cache().get(key)):
        return _marked(_whole(_packed_at_need(kept, key)), key, fresh)
    if fresh and not settings().store and (made := _prepared(question)):
        cache().put(key, made)
        return _marked(_whole(made), key, fresh)
    if fresh and (found := shelf().get(snapshot().version, key)):
        return _marked(_from_shelf(found, key), key, fresh)
    if near and question.graphs and (plain := near()) is not None:
        return _sent(Body(question.graphs.content_type, plain, b""), key, fresh)
    since = time.monotonic()
    answer = ask(question)
    try:
        response = _from(answer, key, fresh, since)
    except BaseException:
        answer.close()
        raise
    return response


def displayed(question: Question) -> dict[str, Any]:
    """The first rows of an answer, for a page; see `server.query_process.displayed`."""
    limit = settings().display_rows
    key = question.key(source(), limit)
    fresh = _is_lasting(question)
    if fresh and (kept := cache().get(key)):
        return cast(dict[str, Any], json.loads(kept.plain))
    if fresh and not settings().store and (made := prepared.displayed(question, limit)):
        cache().put(key, Body("application/json", json.dumps(made).encode(), b""))
        return made
    if fresh and (found := shelf().get(snapshot().version, key)):
        with found.file, gzip.open(found.file) as file:
            return cast(dict[str, Any], json.loads(file.read()))
    since = time.monotonic()
    answer = ask(question, limit)
    try:
        plain = answer.whole()
    finally:
        answer.close()
    if fresh and len(plain) <= WHOLE_BYTES:
        cache().put(key, Body("application/json", plain, b""))
        if time.monotonic() - since > SLOW_SECONDS:
            shelf().put_later(snapshot().version, key, "json", partial(zipped, plain))
    return cast(dict[str, Any], json.loads(plain))


def source() -> str:
    """What an answer comes from: a version of the publication, and the store that was asked."""
    return f"{snapshot().version} {settings().store or ''}"


def _is_lasting(question: Question) -> bool:
    """Whether the answer is of this version, and will be the same the next time."""
    return not question.is_volatile and snapshot().graph.trouble is None


def _prepared(question: Question) -> Body | None:
    """The answer that was made with the publication, if there is one."""
    plain = prepared.written(question, question.results) if question.results else None
    if plain is None or question.results is None or len(plain) > WHOLE_BYTES:
        return None
    return Body(question.results.content_type, plain, zipped(plain))


def ask(question: Question, display: int = 0) -> Answer:
    """Hands a question to a query process."""
    limits = settings()
    seconds = min(question.seconds or limits.timeout, limits.timeout)
    query = question.query
    if limits.services and guard.mentions_service(query):
        since = time.monotonic()
        query = _with_services(query, seconds)
        seconds = max(0.0, seconds - (time.monotonic() - since))
    job = Job(
        store=snapshot().store,
        query=query,
        results=question.results.name if question.results else None,
        graphs=question.graphs.name if question.graphs else None,
        display=display,
        rows=limits.rows,
        bytes=limits.bytes,
        seconds=seconds,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
        base=snapshot().base,
        prefixes=dict(terms.PREFIXES),
        place=_place(),
    )
    return pool().ask(job, request.remote_addr or "", _gone())


def _place() -> dict[str, Any] | None:
    """Where queries go that the publication's own store does not answer."""
    graph = snapshot().graph
    return asdict(graph.place) if isinstance(graph, Elsewhere) else None


def _with_services(query: str, seconds: float) -> str:
    """A query with the answers of other endpoints in it; a client at a time waits for them."""
    queue = cast(FairQueue, current_app.extensions["services"])
    with queue.place(request.remote_addr or "", time.monotonic() + seconds, _gone()):
        return federation.resolved(query, settings().services, snapshot().base, seconds, _gone())


def packs() -> bool:
    """Whether the client takes gzip."""
    return request.accept_encodings.quality("gzip") > 0


def _gone() -> Callable[[], bool]:
    found = request.environ.get("waitress.client_disconnected")
    return found if callable(found) else lambda: False


def _from_shelf(found: Kept, key: str) -> Response:
    content_type = _FORMATS[found.form].content_type
    if found.plain <= WHOLE_BYTES:
        with found.file:
            packed = found.file.read()
        body = Body(content_type, gzip.decompress(packed), packed)
        cache().put(key, body)
        return _whole(body)
    # closed when the response is
    file = found.file if packs() else cast(IO[bytes], gzip.open(found.file))  # noqa: SIM115
    response = Response(iter(lambda: file.read(_PIECE), b""), content_type=content_type)
    response.call_on_close(found.file.close)
    response.content_length = found.packed if packs() else found.plain
    if packs():
        response.headers["Content-Encoding"] = "gzip"
    return response


def _from(answer: Answer, key: str, fresh: bool, since: float) -> Response:
    form = answer.head["format"]
    content_type = _FORMATS[form].content_type
    if answer.begin(WHOLE_BYTES, WHOLE_SECONDS):
        body = Body(content_type, answer.whole(), b"")
        answer.close()
        slow = time.monotonic() - since > SLOW_SECONDS
        return _sent(body, key, fresh, form if slow else None)
    if request.method == "HEAD":
        answer.close()
        return _marked(Response(content_type=content_type), key, fresh)
    if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return _marked(_spooled(answer, content_type), key, fresh)
    packed = packs()
    slot = shelf().begin(snapshot().version, key, form) if packed and fresh else None
    response = Response(_packing(answer, slot) if packed else iter(answer), content_type=content_type)
    response.call_on_close(answer.close)
    if slot:
        response.call_on_close(slot.drop)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return _marked(response, key, fresh)


def _sent(body: Body, key: str, fresh: bool, form: str | None = None) -> Response:
    """A new answer, whole; it is kept in memory, and where its form is named on disk once whoever asked has it."""
    if packs() and len(body.plain) > _SMALL:  # packed where it is needed so: many programs take it as it is
        body = replace(body, packed=zipped(body.plain))
    response = _marked(_whole(body), key, fresh)
    if fresh:
        cache().put(key, body)
        if form:
            packed = partial(_packed, cache(), key, body)
            response.call_on_close(partial(shelf().put_later, snapshot().version, key, form, packed))
    return response


def _packed(kept: Cache, key: str, body: Body) -> bytes:
    """A kept answer, packed once for disk and for memory."""
    if not body.packed:
        body = replace(body, packed=zipped(body.plain))
        kept.put(key, body)
    return body.packed


def _packed_at_need(body: Body, key: str) -> Body:
    """A kept answer, packed for the first client that takes it so, and then for all of them."""
    if body.packed or len(body.plain) <= _SMALL or not packs():
        return body
    made = replace(body, packed=zipped(body.plain))
    cache().put(key, made)
    return made


def _whole(body: Body) -> Response:
    if body.packed and packs():
        return Response(body.packed, content_type=body.content_type, headers={"Content-Encoding": "gzip"})
    return Response(body.plain, content_type=body.content_type)


def _spooled(answer: Answer, content_type: str) -> Response:
    """For HTTP/1.0, where a broken connection looks like an end, only the length shows that an answer is whole."""
    # closed when the response is
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115
    try:
        for piece in answer:
            spool.write(piece)
    except CutOffError:
        spool.close()
        raise BusyError("The answer took longer than it may.") from None
    finally:
        answer.close()
    size = spool.tell()
    spool.seek(0)
    response = Response(iter(lambda: spool.read(1 << 16), b""), content_type=content_type)
    response.content_length = size
    response.call_on_close(spool.close)
    return response


def _packing(answer: Answer, slot: Slot | None) -> Iterator[bytes]:
    """The packed pieces of an answer, which are kept if it comes whole."""
    packer = zlib.compressobj(_LEVEL, wbits=31)
    for piece in answer:
        if packed := packer.compress(piece):
            if slot:
                slot.write(packed)
            yield packed
    packed = packer.flush()
    if slot:
        slot.write(packed)
        slot.keep()
    yield packed


def zipped(plain: bytes) -> bytes:
    """A whole body as gzip; the same bytes for the same body."""
    return gzip.compress(plain, _LEVEL, mtime=0)


def _marked(response: Response, key: str, fresh: bool) -> Response:
    packed = response.headers.get("Content-Encoding") == "gzip"
    if fresh:
        response.set_etag(f"{key}-gzip" if packed else key)
        response.headers["Cache-Control"] = "public, no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    return response
