"""Whose talks they are where the words name nobody: the two sides that an article is about, or of earlier talks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from kg.extract.meetings.fits import same_place
from kg.extract.meetings.occasions import Occasion, soft
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.model import ActorType, BlockKind, MeetingKind, Status

NEGOTIATING: Final = frozenset(
    {"talks", "negotiations", "negotiate", "negotiates", "negotiated", "negotiating", "round", "dialogue"}
    | {"discussions", "rounds"}
)
"""Words for talks of parties to a dispute, whoever speaks for them."""
_TOLD_OF: Final = frozenset({"talks", "negotiations", "round", "dialogue", "rounds", "session", "consultations"})
_SIDES: Final = frozenset({ActorType.STATE, ActorType.ARMED_GROUP})
_OFTEN: Final = 2
"""How often an article must tell of each of the two sides that it is about."""
_JOINT: Final = frozenset({"joint", "mixed", "border", "boundary", "bilateral", "intergovernmental"})
_ROW: Final = 3
"""How many sides a sentence may tell of that tells of two; more are a row."""
_DIRECT: Final = frozenset({"direct", "bilateral", "face-to-face", "two-way"})


def sides_of(voices: Voices) -> tuple[int, ...]:
    """The two states, or the state and the armed group, that an article is about.

    Two of whom more sentences tell together than of any other two, else two that it names far more often than any
    other; () where there are no such two, or where no sentence tells of both.
    """
    told: Counter[int] = Counter()
    sentences: dict[int, set[int]] = {}
    for actor, span in voices.actors.inside(voices.parsed.doc[:]):
        side = voices.state(actor)
        if voices.actors.actors[side].type in _SIDES and voices.parsed.block(span[0]) is not BlockKind.CAPTION:
            told[side] += 1
            sentences.setdefault(span[0].sent.start, set()).add(side)
    few = (both for both in sentences.values() if len(both) <= _ROW)
    together = Counter(pair for both in few for pair in combinations(sorted(both), 2))
    ranked = sorted(told, key=lambda side: (-told[side], side))[:3]
    pairs = together.most_common(2)
    if pairs and pairs[0][1] >= _OFTEN and (len(pairs) < 2 or pairs[0][1] > pairs[1][1]):
        least = told[ranked[2]] if len(ranked) > 2 else 0
        return pairs[0][0] if min(told[side] for side in pairs[0][0]) >= least else ()
    if len(ranked) < 2 or told[ranked[1]] < _OFTEN or not any(set(ranked[:2]) <= both for both in sentences.values()):
        return ()
    third = told[ranked[2]] if len(ranked) > 2 else 0
    return tuple(ranked[:2]) if told[ranked[1]] >= 2 * third else ()


def parties(occasion: Occasion, hosted: bool) -> tuple[int, ...]:
    """Those between whom an occasion is: the two sides for which people talk, else those who are told of.

    Args:
        hosted: whether who hosts or mediates goes with them.
    """
    voices = occasion.seen[0].voices
    hosts = tuple(dict.fromkeys(host for each in occasion.seen for host in each.sighting.hosts))
    guests = [actor for actor in (*occasion.participants, *occasion.absent) if actor not in hosts]
    sides = tuple(dict.fromkeys(map(voices.state, guests)))
    two = len(sides) == 2 and all(voices.actors.actors[side].type in _SIDES for side in sides)
    talking = sides if two else tuple(dict.fromkeys(guests))
    if len(talking) < 2:
        return tuple(dict.fromkeys(occasion.participants))
    return tuple(dict.fromkeys([*talking, *hosts])) if hosted else talking


def nameless(occasion: Occasion) -> bool:
    """Whether nobody is told of but hosts, mediators and words like "the envoys"."""
    hosts = {host for each in occasion.seen for host in each.sighting.hosts}
    voices = occasion.seen[0].voices
    named = (a for a in occasion.participants if a not in hosts and not soft(a, voices))
    return not any(named) and not occasion.absent


def of_the_text(occasion: Occasion, occasions: Sequence[Occasion]) -> tuple[int, ...]:
    """The two sides that the article is about, where they are whose talks an occasion without names can only be.

    It must be told of as held or to come, at a place or time, and as another than those that the article names.
    """
    sides = _own_sides(occasion)
    return sides if all(_another(occasion, each) for each in _of_same(sides, occasion, occasions)) else ()


def same_as(occasion: Occasion, occasions: Sequence[Occasion]) -> Occasion | None:
    """The occasion of the two sides of which nothing is told but that they talk, where one without names tells more."""
    known = _of_same(_own_sides(occasion), occasion, occasions)
    bare = len(known) == 1 and known[0].place is None and known[0].when is None and not known[0].kinds
    mine = {each.sighting.status for each in occasion.seen if each.sighting.told}
    fits = bare and known[0].statuses == mine and known[0].seen[0].sighting.anchor.lower_ in NEGOTIATING
    return known[0] if fits and not _another(occasion, known[0]) else None


def _own_sides(occasion: Occasion) -> tuple[int, ...]:
    """The sides of the text where the words of an occasion can mean their talks, () without."""
    told = next((each for each in occasion.seen if each.sighting.told or _may_come(each.sighting)), None)
    if told is None or not _of_parties(told.sighting) or occasion.kinds:
        return ()
    bound = occasion.place is not None or occasion.when is not None
    direct = bool(_DIRECT & {word for each in occasion.seen for word in each.sighting.other})
    if not (bound or (direct and Status.PLANNED in occasion.statuses)):
        return ()
    sides = sides_of(told.voices)
    return () if _of_others(occasion, sides) else sides


def _of_same(sides: tuple[int, ...], occasion: Occasion, occasions: Sequence[Occasion]) -> list[Occasion]:
    """The other occasions at which both sides are."""
    others = [each for each in occasions if each is not occasion and sides]
    return [each for each in others if set(sides) <= set(_all_sides(each))]


def _of_parties(sighting: Sighting) -> bool:
    """Whether the words are of talks, or of people who are told of as those who hold them: "the delegations met"."""
    met = sighting.same and sighting.rule in {"verb: meet", "verb: gather"}
    known = sighting.definite and sighting.rule == "noun: meeting"
    return met or known or _of_joint_body(sighting) or sighting.anchor.lower_ in _TOLD_OF


def _of_joint_body(sighting: Sighting) -> bool:
    """ "A meeting of the [joint] commission", "the border committee": of both sides."""
    after = [t.lower_ for t in sighting.anchor.doc[sighting.anchor.i + 1 : sighting.anchor.i + 6]]
    body = next((i for i, word in enumerate(after) if word in {"commission", "committee"}), None)
    return after[:2] == ["of", "the"] and body is not None and not _JOINT.isdisjoint(after[2:body])


def _may_come(sighting: Sighting) -> bool:
    """ "A joint committee may convene on Thursday"."""
    return sighting.same and sighting.status is Status.PLANNED


def _all_sides(occasion: Occasion) -> tuple[int, ...]:
    voices = occasion.seen[0].voices
    return tuple(dict.fromkeys(map(voices.state, (*occasion.participants, *occasion.absent))))


def _of_others(occasion: Occasion, sides: tuple[int, ...]) -> bool:
    """Whether a sentence that tells of it names a state that is neither side, host nor place: talks of others."""
    where = occasion.place
    for each in [each for each in occasion.seen if each.sighting.told and not _may_come(each.sighting)]:
        hosts = set(map(each.voices.state, each.sighting.hosts))
        for actor in each.voices.named(each.sighting.sentence):
            state = each.voices.state(actor)
            known = each.voices.actors.actors[state]
            there = where is not None and known.key == f"state:{where.country}"
            if known.type is ActorType.STATE and state not in hosts and state not in sides and not there:
                return True
    return False


def _another(occasion: Occasion, other: Occasion) -> bool:
    """Whether nameless talks are surely not known ones of the same sides: elsewhere, at another time, set apart."""
    if MeetingKind.PHONE_CALL in other.kinds or MeetingKind.VISIT in other.kinds:
        return True
    if occasion.place is not None and other.place is not None and not same_place(occasion.place, other.place):
        return True
    mine, theirs = occasion.when, other.when
    if mine is not None and theirs is not None and mine.value and theirs.value:
        return not (mine.value.startswith(theirs.value) or theirs.value.startswith(mine.value))
    if mine is not None and occasion.statuses == {Status.PLANNED} and other.statuses == {Status.HELD}:
        return True
    words = {word for each in occasion.seen for word in each.sighting.other}
    rounds = meeting_words().rounds & {word for each in other.seen for word in each.sighting.other}
    if rounds and all(_may_come(each.sighting) for each in occasion.seen):
        return True  # a committee is no round
    return bool(words & (meeting_words().apart | meeting_words().rounds))
