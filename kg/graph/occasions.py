"""Meetings across pages: which accounts tell of one occasion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.graph import iris
from kg.graph.nodes import Occasion, PageKey, PageNodes, page_key
from kg.model import Reading


def page_path(reading: Reading, index: int, actors: Sequence[str]) -> str:
    """The path of a meeting that its page alone would mint."""
    meeting = reading.meetings[index]
    when = meeting.when.value if meeting.when else None
    told = iris.short_hash(
        *page_key(reading.page), meeting.kind, *(f"{p.start},{p.end}" for p in meeting.evidence), str(index)
    )
    return "meeting/" + "_".join(part for part in (when, iris.slug(meeting.label), told) if part)


def join(readings: Sequence[Reading], pages: Mapping[PageKey, PageNodes]) -> dict[str, Occasion]:
    """The occasions by their paths."""
    found = {}
    for reading in readings:
        nodes = pages[page_key(reading.page)]
        for meeting, path, place in zip(reading.meetings, nodes.meetings, nodes.places, strict=True):
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
    return dict(sorted(found.items()))
