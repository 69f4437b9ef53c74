"""Makes a sighting of the verb that tells of a meeting."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.meetings.around import Around
from kg.extract.meetings.circumstances import (
    clause_date,
    date_after,
    hearsay,
    opening_place,
)
from kg.extract.meetings.courses import Course
from kg.extract.meetings.sightings import Sighting
from kg.extract.voices import Voices
from kg.model import MeetingKind


def sighted(
    verb: Token, kind: MeetingKind | None, who: dict[int, None], course: Course, around_: Around, rule: str,
    voices: Voices, hosts: tuple[int, ...] = (), confidence: float = 0.85,
) -> Sighting | None:  # fmt: skip
    sentence = verb.sent
    if course.status is None or _questioned(verb):
        return None
    return Sighting(
        sentence=sentence,
        anchor=verb,
        kind=kind,
        participants=tuple(who),
        status=course.status,
        rule=rule,
        confidence=confidence,
        hosts=hosts,
        absent=(),
        place=around_.place or opening_place(sentence, verb, voices),
        date=around_.date or clause_date(verb, voices) or date_after(verb, voices),
        about=around_.about,
        hedged=hearsay(verb),
        told=course.told,
        aside=around_.aside,
    )


def diplomats(actors: dict[int, None], voices: Voices) -> dict[int, None]:
    """Those who can meet: no media, which are only told things."""
    media = ("media:", "agency:", "news:")
    return {actor: None for actor in actors if not (voices.actors.actors[actor].key or "").startswith(media)}


def _questioned(verb: Token) -> bool:
    return "?" in [token.text for token in verb.sent[-3:]]
