"""Meetings across pages: which accounts tell of one occasion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.graph import iris
from kg.graph.nodes import Occasion, PageKey, PageNodes, page_key
from kg.model import Reading


@dataclass(frozen=True, slots=True)
class Met:
    """The occasions by path; the path of each page's meetings, in the order of its reading; pairs of a path that a
    page alone would mint and the one it ends in."""

    occasions: Mapping[str, Occasion]
    on_page: Mapping[PageKey, tuple[str, ...]]
    moved: Sequence[tuple[str, str]]


def page_path(reading: Reading, index: int) -> str:
    """The path of a meeting that its page alone would mint."""
    meeting = reading.meetings[index]
    when = meeting.when.value if meeting.when else None
    told = iris.short_hash(
        *page_key(reading.page), meeting.kind, *(f"{p.start},{p.end}" for p in meeting.evidence), str(index)
    )
    return "meeting/" + "_".join(part for part in (when, iris.slug(meeting.label), told) if part)


def join(readings: Sequence[Reading], pages: Mapping[PageKey, PageNodes]) -> Met:
    """The occasions that pages tell of."""
    found = {}
    on_page = {}
    for reading in readings:
        nodes = pages[page_key(reading.page)]
        on_page[page_key(reading.page)] = tuple(page_path(reading, i) for i in range(len(reading.meetings)))
        for meeting, path, place in zip(reading.meetings, on_page[page_key(reading.page)], nodes.places, strict=True):
            when = meeting.when
            found[path] = Occasion(
                path,
                meeting.kind,
                meeting.label,
                meeting.status,
                place,
                when.value if when else None,
                when.text if when else None,
            )
    return Met(dict(sorted(found.items())), on_page, [])
