"""Refuses queries that would make the engine fetch something from somewhere else, or that end its process.

Oxigraph has no switch that turns SERVICE off, so what it would do is found out first, by two readers that must agree:
rdflib's parser, and a reader of the tokens alone. A query without the word is fine without being read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kg.errors import QueryError
from kg.store import dialect

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
KEYWORD = re.compile(r"(?<![?$@:\w%-])service(?![\w:%-])", re.IGNORECASE)
_UPDATE_KEYWORD = re.compile(r"(?<![?$@:\w%-])(?:service|load)(?![\w:%-])", re.IGNORECASE)
UPDATE_REFUSAL = (
    "LOAD and SERVICE are not allowed in an update: this server fetches nothing from other addresses. "
    "Send the triples themselves, by PUT or POST to /data or as INSERT DATA."
)
_DEEPEST = 500
REFUSAL = "SERVICE is not allowed here: this server fetches nothing from other addresses."
UNSURE = (
    "The query has the word SERVICE in it and cannot be read well enough to be sure that it fetches nothing from "
    "other addresses. Write it in plain SPARQL 1.1, and letters as themselves instead of \\u escapes."
)
UNSURE_UPDATE = UNSURE.replace("word SERVICE", "word LOAD or SERVICE").replace("query", "update")


def check(text: str) -> None:
    """Lets a query pass that fetches nothing and is not nested without end.

    Raises:
        QueryError: it has a SERVICE pattern, or has the word and cannot be read for sure; or it is nested too deep.
    """
    _check_depth(text)
    if not mentions_service(text):
        return
    if has_escapes(text):
        raise QueryError(UNSURE)
    if _has_keyword(text) or _has_pattern(text):
        raise QueryError(REFUSAL)


def _check_depth(text: str) -> None:
    """The engine's parser goes down a level with each bracket, and ends its process where it runs out of room."""
    if sum(text.count(sign) for sign in "({[") <= _DEEPEST:
        return
    depth, line, begins = 0, 1, -1
    for place, sign in enumerate(dialect.masked(text)):
        if sign == "\n":
            line, begins = line + 1, place
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(sign, 0)
        if depth > _DEEPEST:
            raise QueryError(f"The query is nested deeper than {_DEEPEST} brackets.", line, place - begins)


def mentions_service(text: str) -> bool:
    """Whether a query has the word in it, in any way of writing it."""
    return "service" in text.casefold() or "service" in _decoded(text).casefold()


def asks_others(text: str) -> bool:
    """Whether a query has a SERVICE pattern, as far as its words tell."""
    return mentions_service(text) and _has_keyword(text)


def has_escapes(text: str) -> bool:
    """Whether letters of a query are written by their numbers, so that its words are not what they look like."""
    return _ESCAPE.search(text) is not None


def check_update(text: str) -> None:
    """Lets an update pass that fetches nothing.

    Raises:
        QueryError: it has a LOAD or a SERVICE pattern, or has one of the words and cannot be read for sure; or it is
            nested too deep.
    """
    _check_depth(text)
    if not any(word in form.casefold() for form in (text, _decoded(text)) for word in ("service", "load")):
        return
    if has_escapes(text):
        raise QueryError(UNSURE_UPDATE)
    if _UPDATE_KEYWORD.search(dialect.masked(text)) or _update_fetches(text):
        raise QueryError(UPDATE_REFUSAL)


def _decoded(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 else ""

    return _ESCAPE.sub(letter, text)


def _has_keyword(text: str) -> bool:
    return KEYWORD.search(dialect.masked(text)) is not None


def _has_pattern(text: str) -> bool:
    from rdflib.plugins.sparql.parser import parseQuery

    return "ServiceGraphPattern" in _names(_parsed(parseQuery, text, UNSURE))


def _update_fetches(text: str) -> bool:
    from rdflib.plugins.sparql.parser import parseUpdate

    return bool({"ServiceGraphPattern", "Load"} & _names(_parsed(parseUpdate, text, UNSURE_UPDATE)))


def _parsed(parse: Callable[[str], Any], text: str, unsure: str) -> Any:
    from pyparsing import ParseException

    try:
        # For SPARQL a carriage return ends a comment as well; rdflib's parser would read on over it.
        return parse(text.replace("\r", "\n"))
    except (ParseException, RecursionError, ValueError, TypeError, KeyError, AttributeError):
        raise QueryError(unsure) from None


def _names(node: Any) -> set[str]:
    """The names of all that a parsed text is made of."""
    names, found = set(), [node]
    while found:
        part = found.pop()
        names.add(str(getattr(part, "name", "")))
        if isinstance(part, dict):
            found.extend(part.values())
        elif isinstance(part, list | tuple) or type(part).__name__ == "ParseResults":
            found.extend(part)
    return names
