"""Who heads or speaks for a side at talks that are told of before: "Ada Voss headed the delegation"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.listing import listed
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.voices import Voices
from kg.model import Status

_BESIDE: Final = frozenset({"represented", "joined", "accompanied", "flanked"})
_HEADING: Final = _BESIDE | frozenset(
    {"headed", "heads", "led", "leads", "head", "lead", "represented", "represents", "represent"}
)
_COMING: Final = frozenset({"attend", "attended", "attends", "participate", "participated"})
_TEAMS: Final = frozenset({"delegation", "delegations", "team", "side", "teams", "negotiators"})
_BE: Final = frozenset({"was", "were", "is", "are", "be", "been", ",", "being"})


def from_delegations(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """Those whom a sentence tells to head a side, at the talks that are spoken of."""
    for token in sentence:
        if token.lower_ in _COMING and (attending := _attends(token, sentence, voices)) is not None:
            yield attending
            continue
        if token.lower_ not in _HEADING or not token.tag_.startswith("VB"):
            continue
        who = _heads(token, sentence, voices)
        if who:
            yield Sighting(
                sentence=sentence,
                anchor=token,
                kind=None,
                participants=who,
                status=Status.HELD,
                rule="noun, attended: delegation",
                confidence=0.7,
                definite=True,
                told=False,
            )


def _attends(verb: Token, sentence: Span, voices: Voices) -> Sighting | None:
    """ "Chad and Mali will attend, as will Ada Voss": at the meeting that is spoken of."""
    after = verb.nbor(1) if verb.i + 1 < sentence.end else verb
    if not verb.tag_.startswith("VB") or not (after.is_punct or after.lower_ in {"too", "as"}):
        return None
    course = of_verb(verb)
    who = takers(course, verb, voices) or _row_before(course.first, voices)
    who = tuple(dict.fromkeys([*who, *_as_will(verb, sentence, voices)]))
    if course.status is None or course.governor is not None or not course.told or not who:
        return None
    refused = course.status is Status.REFUSED
    return Sighting(
        sentence=sentence,
        anchor=verb,
        kind=None,
        participants=() if refused else who,
        absent=who if refused else (),
        status=Status.PLANNED if refused else course.status,
        rule="noun, attended: attend",
        confidence=0.7,
        definite=True,
        told=False,
    )


def _row_before(first: Token, voices: Voices) -> tuple[int, ...]:
    """A row with what is said of all of it between commas: "Chad and Mali, [both seen as friends,] will"."""
    doc, low = first.doc, first.sent.start
    if first.i - 1 <= low or doc[first.i - 1].text != ",":
        return ()
    who, after = listed(voices, low, first.i)
    return who if len(who) > 1 and doc[after].text == "," else ()


def _as_will(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "As will [Ada Voss]" behind it."""
    doc = verb.doc
    at = next((i for i in range(verb.i + 1, min(sentence.end - 2, verb.i + 4)) if doc[i].lower_ == "as"), None)
    if at is None or doc[at + 1].lower_ not in {"will", "did", "would"}:
        return ()
    return tuple(actor for actor in voices.named(doc[at + 2 : sentence.end]) if voices.actors.is_person(actor))


def _heads(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """The persons who head a delegation that is known, () where its journey to a meeting is told of."""
    doc, after = verb.doc, verb.i + 1
    if after >= sentence.end:
        return ()
    if doc[after].lower_ == "by":  # "the rebels were represented by", "the delegation, led by"
        near = doc[max(sentence.start, verb.i - 8) : verb.i]
        team = verb.lower_ in _BESIDE or any(t.lower_ in _TEAMS for t in near)
        who = listed(voices, after + 1, sentence.end)[0] if team and doc[verb.i - 1].lower_ in _BE else ()
    else:
        near = doc[after : min(sentence.end, after + 5)]
        known = doc[after].lower_ in {"the", "its", "their"} or doc[after].tag_ in {"JJ", "NNP"}
        team = known and any(t.lower_ in _TEAMS for t in near) and verb.lower_ not in _BESIDE
        behind = {t.lower_ for t in doc[after : min(sentence.end, after + 9)]}
        who = takers(of_verb(verb), verb, voices) if team and "to" not in behind else ()
    return tuple(actor for actor in who if voices.actors.is_person(actor))
