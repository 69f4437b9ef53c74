"""What is one across pages: frozen nodes, each with the path below the base at which its IRI is minted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.rulings import Correction, Rulings
from kg.model import ActorType, MeetingKind, Page, Status

PageKey = tuple[str, str]
"""A page's name and the SHA-256 of its content."""


@dataclass(frozen=True, slots=True)
class ActorNode:
    """One actor: its label, every other spelling, sorted; `code` is ISO 3166-1 alpha-2, of a state; `same_as` are IRIs
    of others for it."""

    path: str
    type: ActorType
    label: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeNode:
    """One office, with the path of the body it belongs to."""

    path: str
    label: str
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """One place; latitude and longitude in degrees (WGS 84)."""

    path: str
    label: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class TopicNode:
    """One topic."""

    path: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting, as it is known over all pages that tell of it; `date` as in `When.value`."""

    path: str
    kind: MeetingKind
    label: str
    status: Status
    confidence: float
    place: str | None = None
    date: str | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class PageNodes:
    """The paths of what one page names, in the order of its reading: `offices` by tenure, `places` by meeting."""

    actors: tuple[str, ...]
    offices: tuple[str, ...]
    meetings: tuple[str, ...]
    places: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """All nodes over all pages, each tuple sorted by path, and which of them each page names.

    Attributes:
        topics: by `topic_key`.
        redirects: pairs of a path that a part of the pages alone would have minted, and the path that stays.
        doubtful: pairs that may be one.
        corrections: what users ruled, and `idle` what of it nothing came of.
    """

    actors: tuple[ActorNode, ...]
    offices: tuple[OfficeNode, ...]
    places: tuple[PlaceNode, ...]
    topics: Mapping[str, TopicNode]
    occasions: Mapping[str, Occasion]
    pages: Mapping[PageKey, PageNodes]
    redirects: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[tuple[str, str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    idle: tuple[Correction, ...] = ()

    def dropped(self) -> frozenset[str]:
        """The paths of facts that users ruled to be wrong."""
        return Rulings(corrections=self.corrections).dropped()


def page_key(page: Page) -> PageKey:
    """What tells a page from all others."""
    return page.name, page.sha256
