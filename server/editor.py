"""What the editor of `/sparql` knows of this graph: prefixes, terms with their labels, a query to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, current_app

from kg.graph import terms
from server import ontology
from server.links import KINDS
from server.snapshot import snapshot

SCRIPT, SHEET = "vendor/editor.js", "vendor/editor.css"
_BORROWED = {
    terms.SKOS_PREF_LABEL: "its name",
    terms.SKOS_ALT_LABEL: "another spelling of its name",
    terms.RDFS_LABEL: "its name",
    terms.DCTERMS_TITLE: "an article's title",
    terms.DCTERMS_ISSUED: "the day of an article",
    terms.DCTERMS_PUBLISHER: "an article's outlet",
    terms.DCTERMS_CREATOR: "who wrote an article",
    terms.DCTERMS_SOURCE: "where a page comes from",
    terms.DCTERMS_IDENTIFIER: "a page's name",
    terms.DCTERMS_IS_PART_OF: "the page of an article",
    terms.GEO_LAT: "a place's latitude",
    terms.GEO_LONG: "a place's longitude",
}
"""Properties of other vocabularies that every graph here uses."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the editor completes: classes and properties as (IRI, label)."""

    classes: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]


@cache
def completed() -> Terms:
    """The terms of the ontology, and the borrowed properties that every graph here uses."""
    found = ontology.all_terms()
    borrowed = ((str(iri), words) for iri, words in _BORROWED.items())
    return Terms(
        tuple((term.iri, term.label) for term in found if term.kind == "Class"),
        (*((term.iri, term.label) for term in found if term.kind == "Property"), *sorted(borrowed)),
    )


def data(query: str | None, start: str) -> dict[str, object]:
    """What the page hands to the editor's script; `query` is the one to be asked at once."""
    found = completed()
    return {
        "base": snapshot().base,
        "kinds": list(KINDS),
        "prefixes": dict(terms.PREFIXES),
        "classes": [{"iri": iri, "label": label} for iri, label in found.classes],
        "properties": [{"iri": iri, "label": label} for iri, label in found.properties],
        "query": query,
        "start": start,
    }


def register(app: Flask) -> None:
    """Gives the templates `editor_data`, and `editor_is_built`."""
    app.jinja_env.globals["editor_data"] = data

    @app.template_global()
    def editor_is_built() -> bool:
        """Whether the script was bundled when this was installed; without it the page's plain form does."""
        return (Path(str(current_app.static_folder)) / SCRIPT).is_file()
