"""Refuses queries that would make the engine fetch something from somewhere else.

Oxigraph has no switch that turns SERVICE off, so what it would do is found out first, by two readers that must agree:
rdflib's parser, and a reader of the tokens alone. A query without the word is fine without being read.
"""

from __future__ import annotations

import re
from typing import Any

from kg.errors import QueryError
from kg.store import dialect

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_KEYWORD = re.compile(r"(?<![?$@:\w%-])service(?![\w:%-])", re.IGNORECASE)
REFUSAL = "SERVICE is not allowed here: this server fetches nothing from other addresses."
UNSURE = (
    "The query has the word SERVICE in it and cannot be read well enough to be sure that it fetches nothing from "
    "other addresses. Write it in plain SPARQL 1.1, and letters as themselves instead of \\u escapes."
)


def check(text: str) -> None:
    """Lets a query pass that fetches nothing.

    Raises:
        QueryError: it has a SERVICE pattern, or has the word and cannot be read for sure.
    """
    if "service" not in text.casefold() and "service" not in _decoded(text).casefold():
        return
    if _ESCAPE.search(text):
        raise QueryError(UNSURE)
    if _has_keyword(text) or _has_pattern(text):
        raise QueryError(REFUSAL)


def _decoded(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 else ""

    return _ESCAPE.sub(letter, text)


def _has_keyword(text: str) -> bool:
    return _KEYWORD.search(dialect.masked(text)) is not None


def _has_pattern(text: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        # For SPARQL a carriage return ends a comment as well; rdflib's parser would read on over it.
        parsed = parseQuery(text.replace("\r", "\n"))
    except (ParseException, RecursionError, ValueError, TypeError, KeyError, AttributeError):
        raise QueryError(UNSURE) from None
    return _within(parsed)


def _within(node: Any) -> bool:
    found = [node]
    while found:
        part = found.pop()
        if getattr(part, "name", None) == "ServiceGraphPattern":
            return True
        if isinstance(part, dict):
            found.extend(part.values())
        elif isinstance(part, list | tuple) or type(part).__name__ == "ParseResults":
            found.extend(part)
    return False
