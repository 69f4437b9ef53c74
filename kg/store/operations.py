"""A SPARQL 1.1 Update request, taken apart into its operations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import dialect
from kg.store.embedded import wrong

_PROLOGUE = re.compile(r"\s*(?:base\s*<[^<>]*>|prefix\s*[^\s:<]*:\s*<[^<>]*>)", re.IGNORECASE)
_DATA = re.compile(r"insert\s+data\b", re.IGNORECASE)
_LABEL = re.compile(r"(?<![\w.-])_:\w(?:[\w.-]*[\w-])?")
_WORD = re.compile(r"(?<![?$@:\w-])(using|with|where|insert|delete|data)(?![\w:-])", re.IGNORECASE)


def operations(text: str, default: Sequence[str] = (), named: Sequence[str] = (), base: str | None = None) -> list[str]:
    """The operations of a request, in order, each with the prefixes that hold for it and at its place in the text.

    The IRIs of graphs are those of the protocol's `using-graph-uri` and `using-named-graph-uri`: what the patterns of
    its operations are matched with.

    Raises:
        QueryError: it is not SPARQL Update, with line and column; or it says itself which graphs it uses, too.
    """
    using = [f"USING <{iri}>" for iri in default] + [f"USING NAMED <{iri}>" for iri in named]
    made, data, before = [], [], ""
    for piece in _pieces(text):
        begins = prologue_end(piece)
        operation = piece[begins:]
        if code := dialect.masked(operation).strip():
            if _DATA.match(code):
                data.append(code)
            _check(before + piece, base)
            made.append(before + piece[:begins] + (_using(operation, using) if using else operation))
        before += piece[:begins] + _blank(operation) + " "
    if shared := _shared(data):
        raise QueryError(f"The blank node {shared} stands in the data of several operations; it can be in that of one.")
    return made


def _check(operation: str, base: str | None) -> None:
    try:
        ox.Store().update(operation, base_iri=base)  # in an empty store nothing happens: this reads it
    except SyntaxError as error:
        raise wrong(error, "The update is not SPARQL") from None
    except (ValueError, RuntimeError):
        pass  # whether it can be done, the graph that it is for will show


def _shared(data: Sequence[str]) -> str | None:
    """A blank node that stands in the data of several operations."""
    seen: set[str] = set()
    for labels in (set(_LABEL.findall(code)) for code in data):
        if shared := seen & labels:
            return min(shared)
        seen |= labels
    return None


def _pieces(text: str) -> Iterator[str]:
    """What stands between the semicolons outside all brackets."""
    depth, begins = 0, 0
    for place, sign in enumerate(dialect.masked(text)):
        depth += {"{": 1, "}": -1, "(": 1, ")": -1}.get(sign, 0)
        if sign == ";" and not depth:
            yield text[begins:place]
            begins = place + 1
    yield text[begins:]


def _blank(text: str) -> str:
    """Blanks and line ends in place of a text, so that what stands behind it keeps its place."""
    return re.sub(r"[^\r\n]", " ", text)


def prologue_end(piece: str) -> int:
    """Where the prefixes and the base that a query begins with end."""
    code, end = dialect.without_comments(piece), 0
    while found := _PROLOGUE.match(code, end):
        end = found.end()
    return end


def _using(operation: str, using: list[str]) -> str:
    """An operation whose patterns are matched with these graphs."""
    words = list(_outer_words(dialect.masked(operation)))
    said = {word for word, _ in words}
    if said & {"using", "with"}:
        raise QueryError("Name the graphs to use in the update or in the parameters of the request, not in both.")
    if "where" not in said:
        return operation
    place = next(at for word, at in words if word == "where")
    clause = " ".join(using)
    if [word for word, _ in words] == ["delete", "where"]:
        pattern = operation[place + len("where") :]
        return f"DELETE {pattern} {clause} WHERE {pattern}"
    return f"{operation[:place]} {clause} {operation[place:]}"


def _outer_words(code: str) -> Iterator[tuple[str, int]]:
    """The keywords outside all brackets, and where they stand."""
    for found in _WORD.finditer(code):
        before = code[: found.start()]
        if before.count("{") == before.count("}"):
            yield found[1].lower(), found.start()
