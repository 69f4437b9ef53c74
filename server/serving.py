"""Runs the application under waitress until it is told to stop."""

from __future__ import annotations

import ctypes
import gc
import logging
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from kg.errors import InputError
from server.app import create
from server.channel import CONNECTIONS, listen
from server.errors import CutOffError
from server.settings import Settings

log = logging.getLogger(__name__)
_SPARE_THREADS = 8
_HEAPS = {-8: 2, -3: 1 << 20, -1: 4 << 20}
"""By glibc's numbers: how many heaps there may be (M_ARENA_MAX), how large a piece of memory has a mapping of its own
that is gone with it (M_MMAP_THRESHOLD), and how much of a heap may lie free at its end (M_TRIM_THRESHOLD)."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(publication: Path, host: str, port: int, **given: Any) -> None:
    """See `server.serve`."""
    _share_heaps()
    app = create(publication, **given)
    settings: Settings = app.extensions["settings"]
    _log_to_terminal()
    try:
        connections = None if settings.proxy else CONNECTIONS
        server = listen(app, connections, host=host, port=port, **limits(settings))
    except (OSError, ValueError) as error:
        app.extensions["pool"].close()
        raise InputError(
            f"Cannot listen on {host}:{port} ({getattr(error, 'strerror', None) or error}). "
            "Choose another with --host and --port."
        ) from None
    app.extensions["pool"].warm(str(app.extensions["snapshots"].current().publication.store))
    threading.Thread(target=app.extensions["snapshots"].prepare, daemon=True).start()
    base = app.extensions["snapshots"].current().base
    at = _address(host, getattr(server, "effective_port", port) or port)
    log.info("Serving %s at %s (Ctrl-C stops it)", publication, at)
    if host not in _LOOPBACK and "//localhost" in base:
        log.warning(
            "Its IRIs begin with %s, which means nothing to others: build with --base-iri to have lasting ones.", base
        )
    signal.signal(signal.SIGTERM, _stop)
    gc.freeze()  # what is loaded stays: looking through it for what is free would hold up everybody
    try:
        server.run()
    finally:
        server.close()
        app.extensions["pool"].close()
        app.extensions["updater"].close()


def _share_heaps() -> None:
    """Has the C library give all threads two heaps, not one each, and give back what is free: of every heap some stays
    in use for good, and with many threads the server would hold twice the memory after a busy hour that it held before.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        for what, value in _HEAPS.items():
            mallopt(what, value)


def limits(settings: Settings) -> dict[str, Any]:
    """How waitress is set up.

    No thread may wait for a slow reader, or a few of those would hold all of them: whatever is written goes to its
    buffer at once, which beyond a megabyte lies on disk.
    """
    limits: dict[str, Any] = {
        "threads": settings.workers + settings.aside + 2 * settings.queue + _SPARE_THREADS,
        "connection_limit": 1000,
        "channel_timeout": 60,
        "channel_request_lookahead": 1,
        "outbuf_high_watermark": settings.bytes * 4,
        "max_request_body_size": settings.longest_body,
        "ident": "chancery",
    }
    if settings.proxy:
        limits |= {
            "trusted_proxy": settings.proxy,
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-host x-forwarded-proto",
            "clear_untrusted_proxy_headers": True,
        }
    return limits


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)  # waitress finishes what it has begun


def _log_to_terminal() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("waitress").addFilter(_not_cut_off)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def _not_cut_off(record: logging.LogRecord) -> bool:
    """Answers that are cut off on purpose are no failures of the server."""
    return not (record.exc_info and isinstance(record.exc_info[1], CutOffError))
