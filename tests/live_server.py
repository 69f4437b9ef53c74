"""The server as it runs, under waitress, and requests sent to it over the network."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from server import create_app
from server.channel import listen
from server.serving import limits


@dataclass(frozen=True)
class Reply:
    """An answer over the network."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        """Its body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Live:
    """A running server."""

    host: str
    port: int

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """Sends one request."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, given)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "application/sparql-results+json", **headers: str) -> Reply:
        """Asks a query by GET."""
        return self.ask("GET", "/sparql?" + urlencode({"query": text}), Accept=accept, **headers)


@contextmanager
def running(root: Path, **settings: Any) -> Iterator[Live]:
    """A server over the publication in a folder, for as long as it is needed."""
    app = create_app(root, **settings)
    server = listen(app, host="127.0.0.1", port=0, **limits(app.extensions["settings"]))

    def run() -> None:
        with suppress(OSError):  # its sockets are closed under it, to stop it at once
            server.run()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield Live("127.0.0.1", server.effective_port)
    finally:
        server.task_dispatcher.shutdown()
        server.close()
        server.asyncore.close_all(server._map)
        thread.join(5)
        app.extensions["pool"].close()
        app.extensions["updater"].close()
