"""Makes a sighting of the verb that tells of a meeting."""

from __future__ import annotations

from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.meetings.around import ASIDE
from kg.extract.meetings.circumstances import (
    clause_date,
    date_after,
    date_between,
    hearsay,
    opening_place,
    spoken_date,
)
from kg.extract.meetings.courses import Course
from kg.extract.meetings.reading import Around
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import same_people, takers
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import MeetingKind, Status

_WISHING: Final = frozenset(
    form
    for verb in (
        "hope",
        "want",
        "wish",
        "seek",
        "ask",
        "request",
        "urge",
        "press",
        "encourage",
        "call",
        "implore",
        "beg",
    )
    for form in verb_forms(verb)
) | {"eager", "keen", "anxious", "ready", "willing"}


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
        date=around_.date
        or clause_date(verb, voices)
        or date_after(verb, voices)
        or _of_subject(verb, voices)
        or _where(course, voices)
        or (spoken_date(verb, voices) if _then(verb) else ""),
        about=around_.about,
        hedged=hearsay(verb),
        told=course.told,
        wished=wished(course),
        aside=around_.aside or any(t.lower_ in ASIDE for t in verb.doc[max(sentence.start, verb.i - 8) : verb.i]),
        same=same_people(course, verb, voices) and not takers(course, verb, voices),
    )


def wished(course: Course) -> bool:
    """Whether it is what somebody hopes for or asks others to do: "hopes to meet her", "urged them to meet"."""
    above = course.governor
    return course.status is Status.PLANNED and above is not None and above.lower_ in _WISHING


def _then(verb: Token) -> bool:
    """Whether something else is told as done then: "said on Friday [after] meeting the envoy"."""
    return (
        verb.tag_ == "VBG"
        and verb.i > verb.sent.start
        and verb.nbor(-1).lower_ in {"after", "following", "while", "on"}
    )


def _of_subject(verb: Token, voices: Voices) -> str:
    """The words for when of what those do who meet: "ministers meeting in Oslo agreed [on Friday]"."""
    if verb.tag_ != "VBG":
        return ""
    finite = next((t for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 9)] if t.tag_ in {"VBD", "VBZ"}), None)
    if finite is None or any(t.text == "," for t in verb.doc[verb.i : finite.i]):
        return ""
    return date_between(finite.i + 1, min(verb.sent.end, finite.i + 4), verb.sent, voices)


def _where(course: Course, voices: Voices) -> str:
    """The words for when before "where" or "when": "was in Oslo [on Friday], where he met", "since [2018], when"."""
    doc, first, low = course.first.doc, course.first.i, course.first.sent.start
    at = next((i for i in range(first - 1, max(low, first - 24), -1) if doc[i].lower_ in {"where", "when"}), None)
    if (
        at is None
        or any(t.tag_ in FINITE for t in doc[at:first])
        or not (doc[at - 1].text == "," or at - 1 in voices.dates(course.first.sent))
    ):
        return ""
    if course.status is Status.PLANNED and any(t.tag_ in {"VBD", "VBN"} for t in doc[low:at]):
        return ""  # "left for Oslo on Friday, where he is to meet"
    words = date_between(max(low, at - 5), at, course.first.sent, voices)
    return words.replace("since ", "in ") if doc[at].lower_ == "when" else words


def diplomats(actors: dict[int, None], voices: Voices) -> dict[int, None]:
    """Those who can meet: no media, which are only told things."""
    media = ("media:", "agency:", "news:")
    return {actor: None for actor in actors if not (voices.actors.actors[actor].key or "").startswith(media)}


def _questioned(verb: Token) -> bool:
    return "?" in [token.text for token in verb.sent[-3:]]
