"""The saved queries: one question a file, found by name, and bound to what the asker wants to know.

A file `queries/NAME.rq` opens with comment lines:

    # title: Whom an actor met
    # question: Whom did an actor meet, and how often?
    # show: bars
    # param actor: actor | Actor | United States | participants
    # param word: text? | A word in it

A parameter line is `NAME: TYPE | LABEL | DEFAULT | CHOICES`; `?` after the type makes it optional, CHOICES names a
query in `queries/choices/` (columns `?value ?label`). The query holds a line `VALUES ?NAME { UNDEF }` wherever the
parameter is needed: with a value, a row of serialised RDF terms takes its place; without one, the line goes.
So no character that an asker types is ever read as SPARQL.

What a result shows is told by its columns. A column `x` of IRIs has its words beside it in `xLabel`; `article` and
`articles` are the sources. Beyond that, each way of showing reads these:

    bars       the first label, count                       line     period, count, optionally series
    timeline   date, what, optionally kind                  map      place, placeLabel, latitude, longitude, count
    network    source, target (and their labels), count     matrix   row, column (and their labels), count
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path

from kg import resources
from kg.bindings import DEFAULT_BASE, Names, ParameterType, row
from kg.errors import QueryError

_HEADER = re.compile(r"#[ \t]*(?P<key>title|question|show|param[ \t]+(?P<name>\w+))[ \t]*:[ \t]*(?P<value>.*)")
_MARKER = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


class Display(StrEnum):
    """How a result is best shown."""

    TABLE = "table"
    BARS = "bars"
    LINE = "line"
    TIMELINE = "timeline"
    MAP = "map"
    NETWORK = "network"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved query has to be told.

    Attributes:
        name: the query's variable, without its question mark.
        label: a few words for a form.
        default: what holds when nothing is given, None for nothing.
        choices_query: SPARQL for `?value ?label` rows to choose from, None where any text will do.
        required: whether the query cannot be asked without it.
    """

    name: str
    type: ParameterType
    label: str
    default: str | None = None
    choices_query: str | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question that can be asked by its name. `text` is the query without its header, valid SPARQL as it stands."""

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...]
    display: Display


@cache
def library() -> tuple[SavedQuery, ...]:
    """Every saved query, sorted by name.

    Raises:
        QueryError: a file in `queries/` is not as the head of this module says.
    """
    files = sorted(resources.folder("queries").glob("*.rq"), key=lambda path: path.stem)
    return tuple(_read(path) for path in files)


def saved(name: str) -> SavedQuery:
    """The saved query `name`.

    Raises:
        QueryError: there is none; the message names those that are spelt like it.
    """
    known = {query.name: query for query in library()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.5) or sorted(known)
    raise QueryError(f"There is no saved query {_short(name)}. Is it one of these: {', '.join(near)}?")


def bind(query: SavedQuery, values: Mapping[str, str], base: str = DEFAULT_BASE, names: Names | None = None) -> str:
    """The text of `query` with `values` for its parameters, ready for any SPARQL engine.

    An actor, a place or a topic is given by its IRI, its path ("actor/russia", below `base`) or its name in any
    case, which `names` looks up (see `kg.bindings.row`); a stance by its word; a date as 2016, 2016-01 or 2016-01-26.
    A blank value counts as not given; what is not given takes its default.

    Raises:
        QueryError: a value is missing, unknown, or cannot be what its parameter's type says.
    """
    takes = [parameter.name for parameter in query.parameters]
    if unknown := sorted(set(values) - set(takes)):
        raise QueryError(
            f"{query.name} has no parameter {_short(unknown[0])}: it takes {', '.join(takes) or 'none'}.",
        )
    rows = {parameter.name: _bound(query, parameter, values, base, names) for parameter in query.parameters}
    # one pass, so that a value that looks like a marker is never looked at again
    return _MARKER.sub(lambda marker: rows.get(marker[1], marker[0]), query.text)


def _bound(query: SavedQuery, parameter: Parameter, values: Mapping[str, str], base: str, names: Names | None) -> str:
    """What takes the place of the parameter's marker; "" when it was left out."""
    given = values.get(parameter.name)
    value = parameter.default if given is None or (parameter.required and not given.strip()) else given
    if value is not None and value.strip():
        return row(parameter.name, parameter.type, value, base, names)
    if parameter.required:
        raise QueryError(
            f"{query.name} needs a value for {parameter.name} ({parameter.label}): give {parameter.name}=…"
        )
    return ""


def _read(path: Path) -> SavedQuery:
    """A file of `queries/`."""
    text = path.read_text(encoding="utf-8")
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    for match in _header(text):
        if match["name"]:
            parameters.append(_parameter(path, match["name"], match["value"]))
        else:
            said[match["key"]] = match["value"].strip()
    body = _body(text)
    if missing := [key for key in ("title", "question", "show") if not said.get(key)]:
        raise QueryError(f"{path.name} does not say its {missing[0]}: add a line “# {missing[0]}: …”.")
    if said["show"] not in list(Display):
        raise QueryError(f"{path.name} is to be shown as {said['show']!r}: it can be {', '.join(Display)}.")
    if {parameter.name for parameter in parameters} != set(_MARKER.findall(body)):
        raise QueryError(f"{path.name}: its parameters and its lines “VALUES ?NAME {{ UNDEF }}” are not the same.")
    return SavedQuery(path.stem, said["title"], said["question"], body, tuple(parameters), Display(said["show"]))


def _header(text: str) -> Iterator[re.Match[str]]:
    """The comment lines that a file opens with."""
    for line in text.splitlines():
        match = _HEADER.fullmatch(line)
        if not match:
            return
        yield match


def _body(text: str) -> str:
    """What follows the header."""
    lines = text.splitlines()
    return "\n".join(lines[sum(1 for _ in _header(text)) :]).strip() + "\n"


def _parameter(path: Path, name: str, value: str) -> Parameter:
    """A parameter line, its name taken off."""
    cells = [cell.strip() for cell in value.split("|")]
    kind, label, default, choices = cells + [""] * (4 - len(cells)) if len(cells) < 4 else cells[:4]
    word = kind.removesuffix("?")
    if word not in list(ParameterType):
        raise QueryError(f"{path.name}: the parameter {name} is {word!r}; it can be {', '.join(ParameterType)}.")
    return Parameter(
        name, ParameterType(word), label or name, default or None, _choices(path, choices), not kind.endswith("?")
    )


def _choices(path: Path, name: str) -> str | None:
    """The query for what a parameter can be, by its name."""
    if not name:
        return None
    file = path.parent / "choices" / f"{name}.rq"
    if not file.is_file():
        raise QueryError(f"{path.name} takes its choices from {name}, and there is no {file}.")
    return file.read_text(encoding="utf-8")


def _short(text: str) -> str:
    """A few of the asker's own words, safe in a message."""
    return repr(text if len(text) <= 40 else text[:39] + "…")
