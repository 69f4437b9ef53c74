"""Where an IRI leads on this server, and how terms of RDF are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

from kg.graph import terms
from server.snapshot import snapshot

KINDS = (
    "actor",
    "meeting",
    "position",
    "quote",
    "article",
    "place",
    "topic",
    "office",
    "tenure",
    "passage",
    "page",
    "account",
    "graph",
)
_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}]+\Z", re.IGNORECASE)
_SHOWN = {
    **dict.fromkeys(("integer", "decimal", "double", "float", "nonNegativeInteger"), "number"),
    **dict.fromkeys(("date", "gYearMonth", "gYear"), "date"),
}
_SAFE = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table.

    Attributes:
        text: what is shown.
        href: where it leads, None where nowhere.
        title: the whole of what is shown short.
        outside: whether it leads away from this server.
        kind: "number", "date" or "".
    """

    text: str
    href: str | None = None
    title: str | None = None
    outside: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a page shows it.

    `boolean` where it is a yes or no; `more` where it goes on; `is_graph` where its rows are triples.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    more: bool = False
    boolean: bool | None = None
    is_graph: bool = False


def href(iri: str, base: str | None = None) -> str | None:
    """The address that an IRI leads to: a path for what is known here, the IRI itself for the web, else None."""
    base = base if base is not None else snapshot().base
    if iri.startswith(base):
        path, sharp, fragment = iri[len(base) :].partition("#")
        if path.split("/")[0] in KINDS:
            return "/" + quote(unquote(path), safe=_SAFE) + sharp + quote(unquote(fragment), safe=_SAFE)
    for prefix in ("dip", "stance", "status", "tenure"):
        namespace = terms.PREFIXES[prefix]
        if iri.startswith(namespace):
            return f"/ontology#{prefix}-{quote(iri[len(namespace) :], safe='')}"
    return iri if _WEB.match(iri) else None


def short(iri: str) -> str:
    """An IRI by its prefix, or by its path on this server."""
    for prefix, namespace in terms.PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    base = snapshot().base
    return iri[len(base) :] if iri.startswith(base) and len(iri) > len(base) else iri


def table(found: dict[str, Any]) -> Table:
    """The rows of `server.query_process.displayed` as cells."""
    rows = tuple(tuple(cell(term) for term in row) for row in found["rows"])
    return Table(tuple(found["variables"]), rows, found["more"], found.get("boolean"), found.get("graph", False))


def cell(term: dict[str, str] | None) -> Cell | None:
    """A term of SPARQL's JSON as a cell."""
    if term is None:
        return None
    value = term["value"]
    if term["type"] == "uri":
        leads = href(value)
        return Cell(short(value), leads, value, outside=bool(leads) and not str(leads).startswith("/"))
    if term["type"] == "bnode":
        return Cell(f"_:{value}")
    datatype = term.get("datatype", "")
    kind = _SHOWN.get(datatype.removeprefix(terms.PREFIXES["xsd"]), "")
    return Cell(value, None, short(datatype) if datatype and not datatype.endswith("#string") else None, kind=kind)


def labelled(found: Table) -> Table:
    """The same with each column `x` that has its words in `xLabel` shown by them; columns of sources last.

    A thing without words goes by its kind: its IRI tells nobody anything.
    """
    names = found.columns
    shown = [i for i, name in enumerate(names) if not (name.endswith("Label") and name[:-5] in names)]
    shown.sort(key=lambda i: names[i] in ("article", "articles"))
    rows = tuple(tuple(_with_words(names, row, i) for i in shown) for row in found.rows)
    return Table(tuple(names[i] for i in shown), rows, found.more, found.boolean, found.is_graph)


def _with_words(names: Sequence[str], row: Sequence[Cell | None], at: int) -> Cell | None:
    found = row[at]
    label = f"{names[at]}Label"
    words = row[names.index(label)] if label in names else None
    if found is None or (words is None and not (found.href or "").startswith("/")):
        return found
    if words is None:
        return replace(found, text=str(found.href).split("/")[1].partition("#")[0])
    return Cell(words.text, found.href, found.title, found.outside)
