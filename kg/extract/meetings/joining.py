"""Brings the sightings of a page together: each real occasion once, with all that tells of it.

A sighting joins the occasion that it fits best, or makes a new one. Kind, place, date and those who take part must not
speak against it; "the talks" with nothing more is what the article has been speaking of most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extract.meetings.discussions import FOR_AGES
from kg.extract.meetings.fits import fit, is_round, same_place
from kg.extract.meetings.noun_phrases import RESUMED, left_edge
from kg.extract.meetings.occasions import Occasion, Seen
from kg.extract.meetings.parties import NEGOTIATING, nameless, of_the_text, parties, same_as
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.words import meeting_words
from kg.model import BlockKind, MeetingKind, Status

_IN_A_ROW: Final = frozenset(
    {"meeting", "talks", "summit", "session", "encounter", "negotiations", "round", "discussions"}
)
_BRIEFED: Final = 4
"""How many sentences before their news conference the talks may be told of."""
_ON_THE_WAY: Final = 2
"""How many sentences before a journey without a name one may stand that is of the same people."""
_ROUNDS: Final = frozenset({"round", "session"})
_WHOSE: Final = frozenset({"involving", "between", "among", "including"})
_NEXT: Final = frozenset({"meeting", "summit", "encounter", "session"})
_APART: Final = frozenset({RESUMED, "similar", "future", "past", "former", "failed", "other", "initial", "direct"}) | {
    "planned",
    "proposed",
    "aborted",
    "cancelled",
    "canceled",
    "scheduled",
}
_MORE: Final = frozenset(
    {"second", "third", "fourth", "fifth", "new", "another", "fresh", "follow-up", "subsequent", "further"}
)
_AGAIN: Final = frozenset({"earlier", "previous", "last", "latest", "first", "second", "third", "fourth", "fifth"})


def join(seen: Sequence[Seen]) -> list[Occasion]:
    """The occasions of a page, in the order in which they are first told of."""
    occasions: list[Occasion] = []
    for each in seen:
        best, score = None, 0.0
        for occasion in occasions:
            fits = fit(each, occasion)
            if fits > 0 and each.sighting.told and each.sighting.status in occasion.statuses:
                fits += 0.01  # of two alike, the one of the same course
            if fits > score or (fits == score and fits > 0):
                best, score = occasion, fits
        if best is not None:
            best.seen.append(each)
        else:
            occasions.append(Occasion([each]))
    occasions = _with_nameless(occasions)
    for occasion in occasions:
        _inherit(occasion, occasions)
        if any(each.sighting.aside for each in occasion.seen):
            occasion.gathering = _gathering(occasion, occasions)
        if occasion.kinds == {MeetingKind.NEWS_CONFERENCE}:
            occasion.beside = next((other for other in occasions if _told_beside(occasion, other)), None)
    return occasions


def _with_nameless(occasions: list[Occasion]) -> list[Occasion]:
    """The occasions, talks that name nobody among those of the same sides of which no more is told."""
    out = list(occasions)
    for occasion in occasions:
        known = same_as(occasion, out) if nameless(occasion) and not _goes_on(occasion) else None
        if known is not None:
            known.seen.extend(occasion.seen)
            out.remove(occasion)
    return out


def _gathering(occasion: Occasion, occasions: Sequence[Occasion]) -> Occasion | None:
    """The conference on whose sidelines an occasion is: the one told of last before it in its article."""
    article, order = occasion.last.article, occasion.seen[0].order
    known = [
        other
        for other in occasions
        if MeetingKind.CONFERENCE in other.kinds and other.last.article == article and other.seen[0].order <= order
    ]
    return known[-1] if known else None


def _told_beside(briefing: Occasion, other: Occasion) -> bool:
    """Whether the text tells of talks and beside them of the news conference of the same people."""
    here = {(each.article, each.order + more) for each in briefing.seen for more in range(-_BRIEFED, 2)}
    there = {(each.article, each.order) for each in other.seen}
    same = set(briefing.participants) <= set(other.participants) and Status.HELD in other.statuses
    return other is not briefing and MeetingKind.NEWS_CONFERENCE not in other.kinds and same and bool(here & there)


def _inherit(occasion: Occasion, occasions: Sequence[Occasion]) -> None:
    """Talks that name nobody have the parties of those that they go on from, else the sides that the text is about."""
    if nameless(occasion) and not any(_of_others(each.sighting) for each in occasion.seen):
        occasion.inherited = (
            _of_journey(occasion, occasions) or _from_another(occasion, occasions) or of_the_text(occasion, occasions)
        )


def _of_journey(occasion: Occasion, occasions: Sequence[Occasion]) -> tuple[int, ...]:
    """Whose journey it is that came to nothing: "will go to Oslo on Monday. [A similar trip in March] was put off"."""
    first = occasion.seen[0]
    if occasion.kinds != {MeetingKind.VISIT} or occasion.statuses != {Status.REFUSED} or occasion.participants:
        return ()
    for other in reversed(occasions):
        near = other.last.article == first.article and 0 <= first.order - other.last.order <= _ON_THE_WAY
        journey = MeetingKind.VISIT in other.kinds or any(_of_travel(each.sighting) for each in other.seen)
        if other is not occasion and near and journey and other.participants:
            return other.participants
    return ()


def _of_travel(sighting: Sighting) -> bool:
    """Whether the sentence tells of a journey: "flew to Oslo to see her"."""
    goes = any(t.lower_ in meeting_words().travel and t.tag_.startswith("VB") for t in sighting.sentence)
    return goes and sighting.rule in {"verb: see", "verb: travel", "verb: due"}


def _of_others(sighting: Sighting) -> bool:
    """Whether it is told whose talks they are, though nobody known: "a round [involving] the six ministers"."""
    at = sighting.anchor.i + 1
    return at < sighting.sentence.end and sighting.anchor.doc[at].lower_ in _WHOSE


def _from_another(occasion: Occasion, occasions: Sequence[Occasion]) -> tuple[int, ...]:
    """The parties of the talks that a round, or "the next meeting", goes on from."""
    first = occasion.seen[0]
    following = _goes_on(occasion)
    if not (is_round(first.sighting) or following):
        return ()
    row = _before(first.sighting, occasions) if following else occasions
    for other in row:
        if other is occasion or other.last.article != first.article or not (other.participants or other.absent):
            continue
        if first.sighting.anchor.lower_ in NEGOTIATING and (not _may_go_on(other) or _only_pictured(other)):
            continue
        if following and other.seen[0].order <= first.order and len(other.participants) > 1 and _of_talks(other):
            talks = first.sighting.anchor.lower_ in NEGOTIATING
            return parties(other, hosted=is_round(first.sighting)) if talks else other.participants
        here, there = _anchors(occasion), _anchors(other)
        if not following and here & there and same_place(occasion.place, other.place):
            return tuple(dict.fromkeys([*other.participants, *other.absent]))
    return ()


def _only_pictured(other: Occasion) -> bool:
    """Whether only the words under a picture tell of an occasion: it may be an old one."""
    return all(each.voices.parsed.block(each.sighting.anchor) is BlockKind.CAPTION for each in other.seen)


def _may_go_on(other: Occasion) -> bool:
    """Whether a round of talks may be another of an occasion: not of one that is only to come, and no talks."""
    return other.statuses != {Status.PLANNED} or any(map(_tells_of_talks, other.seen))


def _before(first: Sighting, occasions: Sequence[Occasion]) -> Sequence[Occasion]:
    """Those with which an occasion may be of one row: a meeting with the last one, talks with the last talks."""
    last = list(reversed(occasions))
    if _follows(first) and first.anchor.lower_ in _NEXT:
        return last
    alike = first.anchor.lower_ in NEGOTIATING
    talks = [each for each in last if any(map(_tells_of_talks, each.seen))]
    talks.sort(key=lambda each: first.anchor.lower_ not in _anchors(each))
    return [*(talks if alike else ()), max(occasions, key=lambda each: len(each.seen)), *last]


def _tells_of_talks(seen: Seen) -> bool:
    """Whether talks are told of, and not only pointed to."""
    if seen.sighting.rule.endswith(FOR_AGES):
        return True
    return seen.sighting.anchor.lower_ in NEGOTIATING and (seen.sighting.told or bool(seen.sighting.participants))


def _of_talks(occasion: Occasion) -> bool:
    """Whether an occasion is one that others may follow or go before: no call, no news conference."""
    return not occasion.kinds & {MeetingKind.PHONE_CALL, MeetingKind.NEWS_CONFERENCE, MeetingKind.VISIT}


def _follows(first: Sighting) -> bool:
    """ "The next meeting", "the previous round", "a second summit": of a row with the one just told of."""
    return "next" in first.other or bool(first.other & _AGAIN and first.definite) or bool(first.other & _MORE)


def _goes_on(occasion: Occasion) -> bool:
    """Whether it is told as one of a row: "the next meeting", "earlier talks in Oslo", "talks will resume in May"."""
    first = occasion.seen[0].sighting
    bound = first.told and (occasion.place is not None or occasion.when is not None)
    if first.anchor.lower_ not in _IN_A_ROW:
        return False
    if is_round(first) and first.anchor.lower_ not in _ROUNDS:
        over = occasion.place is not None and occasion.when is not None and first.definite
        if first.status is Status.HELD:  # "the last round, held in Oslo in April"
            return over and first.told and bool(first.other & {"last", "latest", "previous"})
        return bound and first.status is Status.PLANNED and _follows(first)
    if _follows(first):
        return True
    off = first.status is Status.REFUSED and occasion.when is not None and _opens_new(first)
    return bound and (off or bool(first.other & (_AGAIN | _APART)))


def _opens_new(first: Sighting) -> bool:
    """ "A meeting planned for March was put off": not the one that is spoken of."""
    return first.anchor.doc[left_edge(first.anchor)].lower_ in {"a", "an"}


def _anchors(occasion: Occasion) -> set[str]:
    """The words that tell of an occasion."""
    return {each.sighting.anchor.lower_ for each in occasion.seen}
