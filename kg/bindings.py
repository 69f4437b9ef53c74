"""Turns what somebody typed into typed RDF terms, written the way that SPARQL reads them.

Every term is serialised by the RDF library, never by string formatting: quotes, braces, line ends and whole queries
come out as the text they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import RDFS, SKOS, XSD

from kg.errors import QueryError
from kg.graph import terms
from kg.model import Stance

DEFAULT_BASE: Final = "http://localhost:8000/"
"""Where IRIs are minted when nothing else is said."""

Names = Callable[[str, str], Sequence[str]]
"""Who bears a name: the IRIs of the actors, places or topics (a `ParameterType`) that are called so."""
_STANCES: Final = terms.PREFIXES["stance"]
_LONGEST: Final = 2000
_MOST_NAMED: Final = 100
_IRI = re.compile(r"<?((?:https?|urn):[^\s<>]+)>?", re.IGNORECASE)
_PATH = re.compile(r"/?((?:actor|office|meeting|position|quote|article|page|passage|tenure|place|topic)/\S+)")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class ParameterType(StrEnum):
    """What a parameter stands for. `THING` is any entity, given by its IRI or path alone."""

    ACTOR = "actor"
    PLACE = "place"
    TOPIC = "topic"
    DATE = "date"
    STANCE = "stance"
    TEXT = "text"
    NUMBER = "number"
    THING = "thing"


# a union of patterns, each with its own filter, is read in two thirds of the time of one over all labels
_LABELS: Final = {
    ParameterType.ACTOR: (SKOS.prefLabel, SKOS.altLabel),
    ParameterType.PLACE: (RDFS.label, SKOS.altLabel),
    ParameterType.TOPIC: (SKOS.prefLabel, SKOS.altLabel),
}


def row(name: str, kind: ParameterType, value: str, base: str = DEFAULT_BASE, names: Names | None = None) -> str:
    """A graph pattern that binds the variable `name` to what `value` means.

    What is called by its name is looked up in `names`, in less than a millisecond; without them the pattern goes
    through all labels, which takes as long as there are many.

    Raises:
        QueryError: the value cannot be one of this kind; the message says what can.
    """
    text = value.strip()
    if len(text) > _LONGEST:
        raise QueryError(f"The value of {name} is longer than {_LONGEST} characters: shorten it.")
    if kind is ParameterType.THING or (kind in _LABELS and (_IRI.fullmatch(text) or _PATH.fullmatch(text))):
        return _values(name, _iri(name, text, base))
    if kind in _LABELS and names is not None:
        return _values(name, *map(NamedNode, names(kind, text)[:_MOST_NAMED]))
    if kind in _LABELS:
        return _labelled(name, kind, " ".join(text.split()))
    if kind is ParameterType.STANCE:
        return _values(name, _stance(name, text))
    if kind is ParameterType.DATE:
        return _values(name, _date(name, text))
    if kind is ParameterType.NUMBER:
        return _values(name, _number(name, text))
    return _values(name, _literal(name, text))


def _values(name: str, *found: NamedNode | Literal) -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, found))} }}"


def _labelled(name: str, kind: ParameterType, label: str) -> str:
    """Whatever bears the label, in any case: what a query asks of the variable leaves out what is of another kind."""
    found = f"?{name}_label"
    filtered = f"FILTER(LCASE(STR({found})) = LCASE({_literal(name, label)}))"
    patterns = [f"{{ ?{name} {NamedNode(str(term))} {found} {filtered} }}" for term in _LABELS[kind]]
    return f"{{ SELECT DISTINCT ?{name} WHERE {{ {' UNION '.join(patterns)} }} LIMIT {_MOST_NAMED} }}"


def _iri(name: str, text: str, base: str) -> NamedNode:
    path = _PATH.fullmatch(text)
    full = _IRI.fullmatch(text)
    if not path and not full:
        raise QueryError(f"{name} has to be an IRI or a path such as actor/russia, and {text[:40]!r} is neither.")
    try:
        return NamedNode(base.rstrip("/") + "/" + path[1] if path else full[1] if full else "")
    except ValueError as error:
        raise QueryError(f"{name} is not a valid IRI ({error}): {text[:60]!r}.") from error


def _literal(name: str, text: str, datatype: str | None = None) -> Literal:
    try:
        return Literal(text, datatype=NamedNode(datatype) if datatype else None)
    except ValueError as error:
        raise QueryError(f"The value of {name} is not text: it has half of a character in it.") from error


def _stance(name: str, text: str) -> NamedNode:
    word = text.removeprefix(_STANCES).removeprefix("stance:").lower()
    if word not in list(Stance):
        raise QueryError(f"{name} has to be one of {', '.join(Stance)}; {text[:40]!r} is not.")
    return NamedNode(_STANCES + word)


def _date(name: str, text: str) -> Literal:
    """A day, a month or a year; queries compare what they begin with."""
    if not _DATE.fullmatch(text):
        raise QueryError(f"{name} has to be a date such as 2016-01-26, 2016-01 or 2016; {text[:40]!r} is not.")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise QueryError(f"There is no such date as {text} ({name}): {error}.") from error
    return _literal(name, text, str({4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(text)]))


def _number(name: str, text: str) -> Literal:
    if not _NUMBER.fullmatch(text):
        raise QueryError(f"{name} has to be a number such as 12 or 0.5; {text[:40]!r} is not.")
    return _literal(name, text, str(XSD.decimal if "." in text else XSD.integer))
