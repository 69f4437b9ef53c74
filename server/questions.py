"""`/queries`: the saved queries as a gallery, each with a form for its parameters and its answer as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from markupsafe import Markup

from kg import queries
from kg.bindings import ParameterType
from kg.errors import KgError, QueryError
from kg.model import Stance
from kg.queries import Display, Parameter, SavedQuery
from server import answering, charts, feeds
from server.answering import Question
from server.errors import RefusedError
from server.facts import Ref
from server.index import opened
from server.links import Cell, Table, labelled, table
from server.negotiation import GRAPHS, HTML, RESULTS, Format, choose, named
from server.pages import kept
from server.snapshot import snapshot
from server.workers import NotAcceptableError

questions = Blueprint("questions", __name__)
_FORMS = (*RESULTS, *GRAPHS)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its parameter, what it holds now, and (value, words) to choose from."""

    parameter: Parameter
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    is_select: bool = False

    @property
    def completed(self) -> str | None:
        """The kind of thing that its name is looked up among while it is typed."""
        return self.parameter.type.value if self.parameter.type.value in ("actor", "place", "topic") else None


@questions.route("/queries", strict_slashes=False)
@kept
def index() -> str:
    """All saved queries."""
    return render_template("queries.html", queries=queries.library())


@questions.route("/queries/<name>")
def question(name: str) -> Response:
    """One saved query, asked with the parameters in the address."""
    values = {key: value for key, value in request.args.items() if key not in ("format", "timeout")}
    if name.endswith(".atom"):
        return _feed(name.removesuffix(".atom"), values)
    saved, form = _named(name)
    if form is HTML:
        return _page(saved, values)
    text = _bound(saved, values)
    results = form if form in RESULTS else None
    graphs = form if form in GRAPHS else None
    try:
        return answering.respond(Question(text, results, graphs))
    except NotAcceptableError as error:
        offered = ", ".join(f.name for f in (GRAPHS if error.is_graph else RESULTS))
        raise RefusedError(f"The answer of {saved.name} comes as one of: {offered}.", 406) from None


def _feed(name: str, values: Mapping[str, str]) -> Response:
    saved = next((saved for saved in queries.library() if saved.name == name), None)
    if saved is None:
        abort(404, f"There is no saved query called {name[:100]}.")
    raw = table(answering.displayed(Question(_bound(saved, values))))
    shown = url_for("questions.question", name=saved.name) + (f"?{urlencode(values)}" if values else "")
    return feeds.answers(snapshot(), saved.title, shown, labelled(raw))


def _bound(saved: SavedQuery, values: Mapping[str, str]) -> str:
    snap = snapshot()
    return queries.bind(saved, values, snap.base, opened(snap).named)


def _named(name: str) -> tuple[SavedQuery, Format]:
    """The saved query that an address names, and the form that its ending or the client asks for."""
    bare, _, ending = name.rpartition(".")
    form = named(request.args.get("format") or ending, _FORMS) if bare or "format" in request.args else None
    known = {saved.name: saved for saved in queries.library()}
    if form is None or (name in known and "format" not in request.args):
        bare, form = name, choose(request.accept_mimetypes, (HTML, *_FORMS))
    elif not bare or bare not in known:
        bare = name
    if bare not in known:
        abort(404, f"There is no saved query called {name[:100]}.")
    if form is None:
        raise RefusedError("This comes as a page, or as one of: " + ", ".join(f.name for f in _FORMS) + ".", 406)
    return known[bare], form


def _page(saved: SavedQuery, values: Mapping[str, str]) -> Response:
    found, picture, text, error, status = None, None, None, None, 200
    headers: dict[str, str] = {}
    values = values or _first_values(saved)
    try:
        text = _bound(saved, values)
        raw = table(answering.displayed(Question(text)))
        found, picture = labelled(raw), drawn(saved.display, raw)
    except KgError as wrong:
        # a form that has not been filled in yet is no error
        if values or isinstance(wrong, RefusedError):
            error, status, headers = str(wrong), getattr(wrong, "status", 400), getattr(wrong, "headers", {})
    given = urlencode([(key, value) for key, value in values.items() if value])
    page = render_template(
        "question.html",
        saved=saved,
        fields=[_field(parameter, values) for parameter in saved.parameters],
        table=found,
        picture=picture,
        text=text,
        error=error,
        given=f"?{given}" if given else "",
        permanent=url_for("questions.question", name=saved.name, _external=True) + (f"?{given}" if given else ""),
        formats=RESULTS,
        limit=answering.settings().display_rows,
    )
    response = make_response(page, status)
    response.headers.update(headers)
    response.headers["Vary"] = "Accept, Accept-Encoding"
    return response


def _first_values(saved: SavedQuery) -> dict[str, str]:
    """What a question is asked with before anybody says anything: who there is most to say about."""
    found: dict[str, str] = {}
    for parameter in saved.parameters:
        # two parameters of one kind begin with two different ones
        at = 0 if parameter.type is ParameterType.THING else 1
        offered = [choice[at] for choice in _choices(parameter) if choice[at] not in found.values()]
        if parameter.required and offered:
            found[parameter.name] = offered[0]
    return found


def _field(parameter: Parameter, values: Mapping[str, str]) -> Field:
    given = values.get(parameter.name, parameter.default or "")
    if parameter.type is ParameterType.STANCE:
        return Field(parameter, given, tuple((stance.value, stance.value) for stance in Stance), True)
    return Field(parameter, given, _choices(parameter))


def _choices(parameter: Parameter) -> tuple[tuple[str, str], ...]:
    """What a form suggests, asked once for each publication; nothing where that cannot be found out just now."""
    text = parameter.choices_query
    if text is None:
        return ()
    try:
        found = answering.displayed(Question(text))
    except (QueryError, RefusedError):
        return ()
    at = {name: number for number, name in enumerate(found["variables"])}
    if not {"value", "label"} <= set(at):
        return ()
    return tuple(
        (row[at["value"]]["value"], row[at["label"]]["value"])
        for row in found["rows"]
        if row[at["value"]] and row[at["label"]]
    )


def drawn(display: Display, found: Table) -> Markup | None:
    """An answer as its query says it is best shown; None where the table says it all, or there is nothing to draw."""
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    if not rows:
        return None
    match display:
        case Display.LINE:
            return charts.activity(
                [(_text(r, "period"), _text(r, "series") or "count", int(_number(r, "count"))) for r in rows]
            )
        case Display.MAP:
            points = _points(rows)
            return charts.world(points) if points else None
        case Display.NETWORK:
            return charts.ring([(_ref(r, "source"), _ref(r, "target"), int(_number(r, "count"))) for r in rows[:60]])
        case Display.MATRIX:
            return Markup(render_template("matrix.html", matrix=matrix(rows)))
        case Display.BARS:
            return Markup(render_template("bars.html", bars=bars(found.columns, rows), bar=charts.bar))
        case Display.TIMELINE:
            return Markup(render_template("timeline.html", rows=_timeline(rows)))
    return None


def _points(rows: list[dict[str, Cell | None]]) -> list[tuple[Ref, int, float, float]]:
    """The places of a map: those whose coordinates are known."""
    return [
        (_ref(row, "place"), int(_number(row, "count")), _number(row, "latitude"), _number(row, "longitude"))
        for row in rows
        if row.get("latitude") and row.get("longitude")
    ]


def bars(columns: tuple[str, ...], rows: list[dict[str, Cell | None]]) -> list[tuple[Ref, float, float]]:
    """Who or what, how often, and how often at most, for the first rows."""
    name = next((column[:-5] for column in columns if column.endswith("Label")), columns[0])
    most = max(_number(row, "count") for row in rows)
    return [(_ref(row, name), _number(row, "count"), most) for row in rows[:30]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who stands how often against whom: columns, and lines of (count, shade) each; a shade is 0…5."""

    columns: tuple[Ref, ...]
    lines: tuple[tuple[Ref, tuple[tuple[int, int], ...]], ...]


def matrix(rows: list[dict[str, Cell | None]], most: int = 20) -> Matrix:
    """Rows and columns with the counts between them, those with the highest sums first."""
    counts: dict[tuple[str, str], int] = {}
    names: dict[str, Ref] = {}
    down: dict[str, int] = {}
    across: dict[str, int] = {}
    for row in rows:
        left, top, count = _ref(row, "row"), _ref(row, "column"), int(_number(row, "count"))
        names[left.iri], names[top.iri] = left, top
        counts[left.iri, top.iri] = count
        down[left.iri] = down.get(left.iri, 0) + count
        across[top.iri] = across.get(top.iri, 0) + count
    highest = max(counts.values())
    lefts, tops = (sorted(sums, key=lambda i: (-sums[i], names[i].label))[:most] for sums in (down, across))
    lines = []
    for line in lefts:
        found = [counts.get((line, top), 0) for top in tops]
        lines.append((names[line], tuple((count, -(-5 * count // highest)) for count in found)))
    return Matrix(tuple(names[top] for top in tops), tuple(lines))


def _timeline(rows: list[dict[str, Cell | None]]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for row in rows[:200]:
        who = next((_ref(row, name[:-5]) for name in row if name.endswith("Label") and name != "articleLabel"), None)
        article = _ref(row, "article") if row.get("article") else None
        found.append(
            {
                "date": _text(row, "date"),
                "what": _text(row, "what"),
                "kind": _text(row, "kind"),
                "who": who,
                "fact": _href(row, "fact"),
                "article": article,
            }
        )
    return found


def _text(row: Mapping[str, Cell | None], name: str) -> str:
    found = row.get(name)
    return found.text if found else ""


def _href(row: Mapping[str, Cell | None], name: str) -> str | None:
    found = row.get(name)
    return found.href if found else None


def _number(row: Mapping[str, Cell | None], name: str) -> float:
    try:
        return float(_text(row, name))
    except ValueError:
        return 0.0


def _ref(row: Mapping[str, Cell | None], name: str) -> Ref:
    found, words = row.get(name), _text(row, f"{name}Label")
    if found is None:
        return Ref("", words or "–", None)
    return Ref(found.title or found.text, words or found.text, found.href)
