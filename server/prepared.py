"""Answers that were made with the publication, as the server gives them: no query process is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import prepared
from server import query_process
from server.negotiation import Format
from server.snapshot import snapshot

if TYPE_CHECKING:
    from server.answering import Question

_WRITERS = {
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def written(question: Question, form: Format) -> bytes | None:
    """The answer to a question in a form of rows; None where it was not made with the publication."""
    plain = _made(question)
    if plain is None or form.name == "json":
        return plain
    return _solutions(plain).serialize(format=_WRITERS[form.name])


def displayed(question: Question, limit: int) -> dict[str, Any] | None:
    """Its first rows, as `server.query_process.displayed` gives them."""
    plain = _made(question)
    return None if plain is None else query_process.displayed(_solutions(plain), limit, question.query)


def _made(question: Question) -> bytes | None:
    if question.default_graphs or question.named_graphs:
        return None
    return prepared.answer(snapshot().publication.answers, question.query)


def _solutions(plain: bytes) -> ox.QuerySolutions:
    found = ox.parse_query_results(plain, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return found
