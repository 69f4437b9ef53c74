"""Waitress with bounds that hold: what one client may open, how long it may take to ask, what its answers take up.

A client that opens connections without end, or sends its request a byte at a time, leaves room for the others.

Waitress has one threshold for two things: when a thread waits for a slow reader, and when a buffer, whose memory is
not freed as long as it is in use, gives way to a new one. Here the first is out of reach, so that no reader holds a
thread, and the second is low.
"""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from waitress import create_server
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

ROTATE_BYTES = 16 << 20
REQUEST_SECONDS = 300.0
"""Seconds that a request may take until it is here whole."""
CONNECTIONS = 200
"""Connections that one client may have open."""
_REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
    b"Content-Type: text/plain\r\nContent-Length: 36\r\n\r\nYou have too many connections open.\n"
)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose answer goes through buffers of limited size, which beyond a megabyte lie on disk."""

    current_outbuf_count: int

    def __init__(self, server: Any, sock: socket.socket, addr: Any, adj: Any, map: Any = None) -> None:
        super().__init__(server, sock, addr, adj, map=map)
        self._begun = time.monotonic()
        most = getattr(server, "connections_per_client", CONNECTIONS)
        if most and sum(1 for channel in server.active_channels.values() if channel.addr[0] == addr[0]) > most:
            with suppress(OSError):
                sock.send(_REFUSAL)
            self.will_close = True

    def received(self, data: bytes) -> bool:
        """Takes a piece of a request; one that takes too long to come ends the connection."""
        now = time.monotonic()
        if self.request is None:
            self._begun = now
        elif now - self._begun > REQUEST_SECONDS:
            self.will_close = True
            return False
        return bool(super().received(data))

    def write_soon(self, data: Any) -> int:
        """Takes a piece of an answer; it is sent as it is where nothing waits before it, else it goes to a buffer."""
        sent = self._send_now(data) if isinstance(data, bytes) else 0
        if data and sent == len(data):
            return sent
        if self.current_outbuf_count >= ROTATE_BYTES:
            with self.outbuf_lock:
                self.outbufs.append(OverflowableBuffer(self.adj.outbuf_overflow))
                self.current_outbuf_count = 0
        return sent + int(super().write_soon(data[sent:] if sent else data))

    def _send_now(self, data: bytes) -> int:
        """How many bytes of a piece the connection takes at once; none where others wait, or where it is broken, which
        is then found out and dealt with as they are sent the usual way."""
        with self.outbuf_lock:
            if self.total_outbufs_len or not self.connected:
                return 0
            try:
                sent = int(self.send(data, do_close=False))
            except OSError:
                return 0
            if sent:
                self.last_activity = time.time()
            return sent


def listen(app: Any, connections: int | None = CONNECTIONS, **settings: Any) -> Any:
    """A waitress server with such connections, of which one client may have so many (None: as many as it likes, as
    behind a proxy, where all are one); the settings are waitress's own.

    Raises:
        OSError, ValueError: the address cannot be listened on.
    """
    server = create_server(app, **settings)
    for listener in _listeners(server):
        listener.channel_class = Channel
        listener.connections_per_client = connections
    return server


def _listeners(server: Any) -> list[Any]:
    """A server that listens on several addresses keeps one listener for each."""
    if isinstance(server, BaseWSGIServer):
        return [server]
    return [found for found in server.map.values() if isinstance(found, BaseWSGIServer)]
