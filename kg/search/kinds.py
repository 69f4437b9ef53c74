"""Which kind of thing a class of the ontology makes: what pages, lists and searches call it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

ACTOR_TYPES: Final = ("Person", "State", "Organization", "ArmedGroup", "PoliticalGroup", "Coalition")
MEETING_TYPES: Final = ("Talks", "Conference", "PhoneCall", "Visit", "NewsConference")
QUOTE_TYPES: Final = ("DirectQuote", "IndirectQuote", "MixedQuote")
KINDS: Final = {
    **dict.fromkeys((*ACTOR_TYPES, "Actor"), "actor"),
    **dict.fromkeys((*MEETING_TYPES, "Meeting"), "meeting"),
    **dict.fromkeys((*QUOTE_TYPES, "Quote"), "quote"),
    "Position": "position",
    "Tenure": "tenure",
    "Account": "account",
    "Place": "place",
    "Topic": "topic",
    "Office": "office",
    "Article": "article",
    "SourcePage": "page",
    "Passage": "passage",
}
"""From a class's local name to the kind."""


def kind_of(types: Iterable[str]) -> str:
    """The kind of a thing with these classes (local names), "" for none of ours."""
    return next((KINDS[t] for t in types if t in KINDS), "")
