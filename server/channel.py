"""Waitress with output buffers that grow neither the memory nor the time that a thread is held.

Waitress has one threshold for two things: when a thread waits for a slow reader, and when a buffer, whose memory is
not freed as long as it is in use, gives way to a new one. Here the first is out of reach, so that no reader holds a
thread, and the second is low.
"""

from __future__ import annotations

from typing import Any

from waitress import create_server
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

ROTATE_BYTES = 16 << 20


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose answer goes through buffers of limited size, which beyond a megabyte lie on disk."""

    current_outbuf_count: int

    def write_soon(self, data: Any) -> int:
        """Takes a piece of an answer."""
        if self.current_outbuf_count >= ROTATE_BYTES:
            with self.outbuf_lock:
                self.outbufs.append(OverflowableBuffer(self.adj.outbuf_overflow))
                self.current_outbuf_count = 0
        return int(super().write_soon(data))


def listen(app: Any, **settings: Any) -> Any:
    """A waitress server with such connections; the settings are waitress's own.

    Raises:
        OSError, ValueError: the address cannot be listened on.
    """
    server = create_server(app, **settings)
    for listener in _listeners(server):
        listener.channel_class = Channel
    return server


def _listeners(server: Any) -> list[Any]:
    """A server that listens on several addresses keeps one listener for each."""
    if isinstance(server, BaseWSGIServer):
        return [server]
    return [found for found in server.map.values() if isinstance(found, BaseWSGIServer)]
