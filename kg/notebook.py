"""Chancery in a notebook: a publication or an endpoint as data frames, and one text read on the spot.

    import kg

    graph = kg.open("publication")                     # or the address of a SPARQL endpoint
    graph.query("SELECT …")                            # a data frame
    graph.saved("whom-an-actor-met", actor="France")   # a data frame, and its picture in Jupyter
    graph.actor("France")                              # what is known of an actor
    kg.read("Norway's foreign minister met …")         # what one text says, marked in it

Needs pandas: `pip install chancery[notebook]`.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from rdflib.namespace import SKOS, XSD

from kg import answers, bindings, queries
from kg.errors import InputError, QueryError
from kg.graph import terms
from kg.model import Article, Block, BlockKind, Page, Reading
from kg.publication import Publication
from kg.queries import Display

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["ActorView", "Answer", "Graph", "Told", "connect", "read"]

_WHOLE = frozenset(map(str, (XSD.integer, XSD.nonNegativeInteger, XSD.int, XSD.long)))
_REAL = frozenset(map(str, (XSD.decimal, XSD.double, XSD.float)))
_SHOWN_ROWS = 12
_TALL = 460
_COLOURS = {
    "quote": "#c9d8f0", "position": "#f3dcb4", "meeting": "#cfe8d5", "Person": "#e3d3ee", "State": "#f4cfcf",
}  # fmt: skip

Term = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """The answer of a query: `frame` holds its rows; in Jupyter it is drawn as its query says it is best shown."""

    frame: pd.DataFrame
    title: str = ""
    display: Display = Display.TABLE
    rows: tuple[dict[str, Term], ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    def _repr_html_(self) -> str:
        head = f"<h4>{html.escape(self.title)}</h4>" if self.title else ""
        names = [name for name in self.frame if f"{name}Label" not in self.frame]
        with pd.option_context("display.max_colwidth", 80):
            shown = self.frame[names].head(_SHOWN_ROWS).to_html(index=False, na_rep="")
        more = f"<p>{len(self.frame)} rows in all.</p>" if len(self.frame) > _SHOWN_ROWS else ""
        return f"{head}{_picture(self.display, tuple(self.frame.columns), self.rows)}{shown}{more}"


class Graph:
    """A publication's folder, or a SPARQL endpoint's address, to be asked.

    A publication that is built again is seen anew by the next question.
    """

    def __init__(self, target: str | Path) -> None:
        self.target = str(target)
        self._base = answers.base_iri(self.target)

    def __repr__(self) -> str:
        return f"Graph({self.target!r})"

    def query(self, text: str) -> pd.DataFrame:
        """The rows of a SELECT, a column a variable: numbers as numbers, all else as text, None where unbound.

        Dates stay text ("2016-01-26", "2016-01", "2016"): they are as exact as their source. An ASK comes as one cell.

        Raises:
            QueryError: the query is wrong, or makes a graph.
            RemoteError: the endpoint cannot be asked.
        """
        return _frame(*self._rows(text))

    def saved(self, name: str, **params: str) -> Answer:
        """The answer of a saved query (`kg query --saved`), with its parameters by their names.

        Raises:
            QueryError: there is no such query, or a parameter is missing or wrong.
        """
        query = queries.saved(name)
        columns, rows = self._rows(queries.bind(query, params, self._base))
        return Answer(_frame(columns, rows), query.title, query.display, rows)

    def actor(self, name: str) -> ActorView:
        """An actor by its name in any spelling and case, its IRI, or its path ("actor/france").

        Raises:
            QueryError: nobody is known by this name, or several are; the message lists them.
        """
        pattern = bindings.row("actor", bindings.ParameterType.ACTOR, name, self._base)
        _, rows = self._rows(
            f"SELECT DISTINCT ?actor ?label WHERE {{ {pattern} "
            f"?actor a <{terms.ACTOR_CLASS}> ; <{SKOS.prefLabel}> ?label }} ORDER BY ?label ?actor"
        )
        if not rows:
            raise QueryError(f"Nobody in this graph is called {name[:80]!r}.")
        if len(rows) > 1:
            known = "; ".join(f"{row['label']['value']} <{row['actor']['value']}>" for row in rows[:6])
            raise QueryError(f"Several are called {name[:80]!r}: give an IRI. {known}")
        return ActorView(self, rows[0]["actor"]["value"], rows[0]["label"]["value"])

    def _rows(self, text: str) -> tuple[tuple[str, ...], tuple[dict[str, Term], ...]]:
        found = json.loads(answers.answer(self.target, text, "json"))
        if "boolean" in found:
            truth = {"type": "literal", "value": str(found["boolean"]).lower()}
            return ("answer",), ({"answer": truth},)
        return tuple(found["head"]["vars"]), tuple(found["results"]["bindings"])


@dataclass(frozen=True)
class ActorView:
    """What a graph knows of one actor; each part is asked when it is looked at."""

    graph: Graph
    iri: str
    name: str

    @property
    def meetings(self) -> Answer:
        """Its meetings, the latest first."""
        return self.graph.saved("meetings-of-an-actor", actor=self.iri)

    @property
    def positions(self) -> Answer:
        """Where it stands, the latest first."""
        return self.graph.saved("where-an-actor-stands", actor=self.iri)

    @property
    def quotes(self) -> Answer:
        """What it said, the latest first."""
        return self.graph.saved("what-a-speaker-said", speaker=self.iri)

    @property
    def met(self) -> Answer:
        """Whom it met, and how often."""
        return self.graph.saved("whom-an-actor-met", actor=self.iri)

    @cached_property
    def timeline(self) -> Answer:
        """Its meetings, positions and quotes in one list."""
        return self.graph.saved("actor-timeline", actor=self.iri)

    def _repr_html_(self) -> str:
        found = self.timeline
        return f"<h4>{html.escape(self.name)}</h4>" + _picture(found.display, tuple(found.frame.columns), found.rows)


@dataclass(frozen=True)
class Told:
    """What one text says. `reading` holds it all; the frames hold it for people; Jupyter marks it in the text."""

    reading: Reading

    @property
    def quotes(self) -> pd.DataFrame:
        """Columns speaker, cue, text, kind, confidence."""
        text = self.reading.page.text
        rows = [
            (self._name(q.speaker), q.cue, text[q.start : q.end], q.kind.value, q.confidence)
            for q in self.reading.quotes
        ]
        return pd.DataFrame(rows, columns=["speaker", "cue", "text", "kind", "confidence"])

    @property
    def positions(self) -> pd.DataFrame:
        """Columns holder, stance, target, toward, confidence."""
        rows = [
            (self._name(p.holder), p.stance.value, p.target, self._names(p.toward), p.confidence)
            for p in self.reading.positions
        ]
        return pd.DataFrame(rows, columns=["holder", "stance", "target", "toward", "confidence"])

    @property
    def meetings(self) -> pd.DataFrame:
        """Columns participants, kind, status, place, date, confidence."""
        rows = [
            (
                self._names(m.participants),
                m.kind.value,
                m.status.value,
                m.place.name if m.place else None,
                m.when.value or m.when.text if m.when else None,
                m.confidence,
            )
            for m in self.reading.meetings
        ]
        return pd.DataFrame(rows, columns=["participants", "kind", "status", "place", "date", "confidence"])

    @property
    def actors(self) -> pd.DataFrame:
        """Columns name, type, aliases."""
        rows = [(a.name, a.type.value, ", ".join(a.aliases)) for a in self.reading.actors]
        return pd.DataFrame(rows, columns=["name", "type", "aliases"])

    def _name(self, actor: int | None) -> str | None:
        return None if actor is None else self.reading.actors[actor].name

    def _names(self, actors: Sequence[int]) -> str:
        return ", ".join(self.reading.actors[actor].name for actor in actors)

    def _marks(self) -> list[tuple[int, int, str]]:
        """Runs of the text, each with what it is."""
        found = [(m.start, m.end, self.reading.actors[m.actor].type.value) for m in self.reading.mentions if m.named]
        found += [(q.start, q.end, f"quote: {self._name(q.speaker) or 'nobody named'}") for q in self.reading.quotes]
        for position in self.reading.positions:
            words = f"position: {self._name(position.holder)} {position.stance.value}"
            found += [(e.start, e.end, words) for e in position.evidence]
        for meeting in self.reading.meetings:
            words = f"meeting: {self._names(meeting.participants)}"
            found += [(e.start, e.end, words) for e in meeting.evidence]
        return sorted(set(found))

    def _repr_html_(self) -> str:
        from spacy import blank, displacy

        doc = blank("en").make_doc(self.reading.page.text)
        spans = []
        for start, end, label in self._marks():
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                # displaCy escapes the text's words, and takes labels for its own
                spans.append({"start_token": span.start, "end_token": span.end, "label": html.escape(label)})
        drawn = {"text": doc.text, "tokens": [token.text for token in doc], "spans": spans}
        colours = {span["label"]: _COLOURS.get(str(span["label"]).split(":")[0], "#dddddd") for span in spans}
        return str(displacy.render(drawn, style="span", manual=True, jupyter=False, options={"colors": colours}))


def connect(target: str | Path) -> Graph:
    """The publication in a folder, or the SPARQL endpoint at an address; `kg.open` is this.

    Raises:
        PublicationError: there is no publication in the folder.
    """
    if not answers.is_address(str(target)):
        Publication.open(Path(target))
    return Graph(target)


def read(text: str, issued: str | date | None = None, model: str | None = None) -> Told:
    """What a text says: its paragraphs are taken for the prose of one article, published on the day `issued`.

    Raises:
        InputError: there are no words in the text, or `issued` is no date.
        ModelError: the language model cannot be used.
    """
    from kg import extract
    from kg.reading import loaded

    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if words := line.strip():
            start = at + line.index(words)
            blocks.append(Block(BlockKind.PROSE, start, start + len(words)))
        at += len(line)
    if not blocks:
        raise InputError("There are no words in this text.")
    try:
        day = date.fromisoformat(issued) if isinstance(issued, str) else issued
    except ValueError:
        raise InputError(f"Give the day of a text as 2016-01-26, not {str(issued)[:40]!r}.") from None
    page = Page("text", text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
    article = Article("", blocks[0].start, blocks[-1].end, tuple(blocks), day, "metadata" if day else None)
    return Told(extract.read(loaded(model), page, (article,)))


def _frame(columns: Sequence[str], rows: Sequence[dict[str, Term]]) -> pd.DataFrame:
    return pd.DataFrame([[_value(row.get(name)) for name in columns] for row in rows], columns=list(columns))


def _value(term: Term | None) -> str | int | float | None:
    if term is None:
        return None
    datatype, value = term.get("datatype", ""), term["value"]
    try:
        return int(value) if datatype in _WHOLE else float(value) if datatype in _REAL else value
    except ValueError:
        return value


@cache
def _pages() -> Flask:
    """The server's own templates, without a server."""
    from flask import Flask

    from server import wording

    app = Flask("server")
    wording.register(app)
    return app


def _picture(display: Display, columns: tuple[str, ...], rows: tuple[dict[str, Term], ...]) -> str:
    """What the server would draw, in a frame of its own so that no style and no script gets out of it."""
    from server import charts
    from server.links import Cell, Table
    from server.questions import drawn

    cells = tuple(tuple(_cell(Cell, row.get(name)) for name in columns) for row in rows)
    with _pages().test_request_context("/"):
        found = drawn(display, Table(columns, cells))
    if not found:
        return ""
    world = base64.b64encode(charts.world_map().encode()).decode()
    drawing = str(found).replace("/world.svg", f"data:image/svg+xml;base64,{world}")
    style = (Path(charts.__file__).with_name("static") / "style.css").read_text(encoding="utf-8")
    page = f"<!doctype html><base target=_blank><style>{style}</style><figure class=drawing>{drawing}</figure>"
    return (
        f'<iframe sandbox="allow-popups" style="width:100%;height:{_TALL}px;border:0" '
        f'srcdoc="{html.escape(page)}"></iframe>'
    )


def _cell(make: Any, term: Term | None) -> Any:
    """A cell of the server's tables; what is on the web leads there."""
    if term is None:
        return None
    leads = term["value"] if term["type"] == "uri" and answers.is_address(term["value"]) else None
    return make(term["value"], leads, term["value"])
