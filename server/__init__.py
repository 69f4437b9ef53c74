"""The web server in front of a publication: SPARQL, entity pages, saved queries, dumps.

Imports nothing heavy by itself, because the processes that answer queries import it too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(publication: Path, **settings: Any) -> Flask:
    """The WSGI application over the publication in a folder; the settings are those of `server.settings.Settings`.

    Raises:
        PublicationError: there is no publication in the folder.
        InputError: a setting is unknown or has no sense.
    """
    from server.app import create

    return create(publication, **settings)


def serve(publication: Path, host: str = "127.0.0.1", port: int = 8000, **settings: Any) -> None:
    """Serves a publication until it is told to stop (SIGINT or SIGTERM).

    Raises:
        PublicationError: there is no publication in the folder.
        InputError: the address cannot be listened on, or a setting has no sense.
    """
    from server.serving import serve as run

    run(publication, host, port, **settings)
