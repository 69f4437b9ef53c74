"""What the model's values are in RDF: classes and individuals of the ontology, literals, addresses."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote as percent

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.graph import terms
from kg.model import ActorType, MeetingKind, QuoteKind, Stance, Status, TenureState

Triple = tuple[URIRef, URIRef, Node]

ACTOR_CLASSES: Final = {
    ActorType.PERSON: terms.PERSON_CLASS,
    ActorType.STATE: terms.STATE_CLASS,
    ActorType.ORGANIZATION: terms.ORGANIZATION_CLASS,
    ActorType.ARMED_GROUP: terms.ARMED_GROUP_CLASS,
    ActorType.POLITICAL_GROUP: terms.POLITICAL_GROUP_CLASS,
    ActorType.COALITION: terms.COALITION_CLASS,
}
MEETING_CLASSES: Final = {
    MeetingKind.TALKS: terms.TALKS_CLASS,
    MeetingKind.CONFERENCE: terms.CONFERENCE_CLASS,
    MeetingKind.PHONE_CALL: terms.PHONE_CALL_CLASS,
    MeetingKind.VISIT: terms.VISIT_CLASS,
    MeetingKind.NEWS_CONFERENCE: terms.NEWS_CONFERENCE_CLASS,
}
QUOTE_CLASSES: Final = {
    QuoteKind.DIRECT: terms.DIRECT_QUOTE_CLASS,
    QuoteKind.INDIRECT: terms.INDIRECT_QUOTE_CLASS,
    QuoteKind.MIXED: terms.MIXED_QUOTE_CLASS,
}
STANCES: Final = {
    Stance.SUPPORTS: terms.STANCE_SUPPORTS,
    Stance.OPPOSES: terms.STANCE_OPPOSES,
    Stance.DEMANDS: terms.STANCE_DEMANDS,
    Stance.REJECTS: terms.STANCE_REJECTS,
    Stance.ACCUSES: terms.STANCE_ACCUSES,
    Stance.DENIES: terms.STANCE_DENIES,
    Stance.OFFERS: terms.STANCE_OFFERS,
    Stance.COMMITS: terms.STANCE_COMMITS,
    Stance.WARNS: terms.STANCE_WARNS,
    Stance.ASSERTS: terms.STANCE_ASSERTS,
}
STATUSES: Final = {
    Status.HELD: terms.STATUS_HELD,
    Status.PLANNED: terms.STATUS_PLANNED,
    Status.REFUSED: terms.STATUS_REFUSED,
    Status.DENIED: terms.STATUS_DENIED,
}
TENURE_STATES: Final = {
    TenureState.CURRENT: terms.TENURE_CURRENT,
    TenureState.FORMER: terms.TENURE_FORMER,
    TenureState.OUTGOING: terms.TENURE_OUTGOING,
    TenureState.INCOMING: terms.TENURE_INCOMING,
    TenureState.ACTING: terms.TENURE_ACTING,
    TenureState.LATE: terms.TENURE_LATE,
    TenureState.THEN: terms.TENURE_THEN,
}
_ADDRESSES: Final = ("http://", "https://", "ftp://")
_DATE_TYPES: Final = {10: terms.XSD_DATE, 7: terms.XSD_G_YEAR_MONTH, 4: terms.XSD_G_YEAR}


def text(value: str) -> Literal:
    """A plain string. Half a surrogate pair, which no RDF file can hold, becomes U+FFFD."""
    return Literal(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def decimal(value: float, places: int) -> Literal:
    """A decimal in XSD's canonical form, rounded: 0.850 gives "0.85", 1.0 gives "1"."""
    written = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return Literal("0" if written == "-0" else written, datatype=terms.XSD_DECIMAL, normalize=False)


def day(value: str) -> Literal:
    """A date as exact as its text: "2016-10-15", "2016-10" or "2016"."""
    return Literal(value, datatype=_DATE_TYPES[len(value)], normalize=False)


def address(url: str) -> URIRef | None:
    """A page's address as an IRI, with what no IRI may hold percent-encoded; None for what is no address of the web."""
    if not url.lower().startswith(_ADDRESSES):
        return None
    return URIRef(percent(url, safe="%/:=&?~#+!$,;'@()*[]-._"))
