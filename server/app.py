"""The application: one blueprint a concern, over one publication."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

from kg.publication import Publication
from kg.store import journal
from kg.store.elsewhere import Elsewhere
from kg.store.embedded import Embedded
from server import editor, errors, ops, pages, served, wording
from server.agenda import agenda
from server.cache import Cache
from server.data import data
from server.dumps import dumps
from server.entities import entities
from server.fair import FairQueue
from server.home import home
from server.ontology import ontology
from server.ops import ops as operations
from server.questions import questions
from server.search import search
from server.settings import settings_of
from server.shelf import Shelf
from server.snapshot import Snapshot, Snapshots
from server.sparql import sparql
from server.updating import Updater, updating
from server.workers import Pool

_SERVICES_AT_ONCE = 4
"""Queries that may wait for other endpoints at the same time."""


def create(publication: Path, **given: Any) -> Flask:
    """See `server.create_app`."""
    settings = settings_of(given)
    app = Flask("server")
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = settings.longest_body
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 86400
    app.extensions["settings"] = settings
    shelf = app.extensions["shelf"] = Shelf(publication, settings.disk_cache)

    def prepare(snap: Snapshot) -> None:
        served.prepare(snap)
        shelf.keep_only(snap.version)

    def graph_of(version: Publication) -> Embedded:
        if not settings.store:
            return Embedded(version.store)
        content = journal.content_of(version.version)
        return Elsewhere(version.store, settings.store, version.base_iri, content, settings.bytes)

    app.extensions["snapshots"] = Snapshots(publication, prepare, graph_of)
    app.extensions["pool"] = Pool(settings)
    app.extensions["services"] = FairQueue(_SERVICES_AT_ONCE, settings.queue, settings.per_client)
    app.extensions["cache"] = Cache(settings.cache)
    app.extensions["updater"] = Updater(publication, settings, app.extensions["snapshots"])
    wording.register(app)
    editor.register(app)
    pages.register(app)
    errors.register(app)
    ops.register(app)
    for blueprint in (home, sparql, questions, entities, agenda, search, dumps, ontology, data, updating, operations):
        app.register_blueprint(blueprint)
    return app
