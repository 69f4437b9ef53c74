"""Whether a sighting tells of an occasion that is known: who, where, when and in what words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extract.meetings.discussions import FOR_AGES
from kg.extract.meetings.kinds import same_kind
from kg.extract.meetings.noun_phrases import left_edge
from kg.extract.meetings.occasions import Occasion, Seen, soft
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.model import ActorType, BlockKind, MeetingKind, Place, Status, When

_TOLD_OF: Final = frozenset(
    f"noun, attended: {how}" for how in ("delegation", "attend", "invited", "handshake", "signing")
)
_CALLED: Final = frozenset({"verb: summon", "verb: received by"})
_MEET: Final = frozenset({"meeting", "meetings", "verb: meet"})


@dataclass(frozen=True, slots=True)
class _Match:
    """What a sighting has in common with an occasion: how many take part in both, and whether place and day agree."""

    mine: Sighting
    firm: frozenset[int]
    theirs: frozenset[int]
    shared: int
    placed: bool
    dated: bool
    many: bool

    @property
    def joins(self) -> bool:
        """Whether it tells of somebody who comes to a meeting that is known: "will attend the Oslo talks"."""
        return self.placed and self.mine.definite and min(len(self.firm), len(self.theirs)) <= 1

    @property
    def score(self) -> float:
        """1 and more, for each thing in common."""
        return 1.0 + self.shared + self.placed + self.dated


def _match(each: Seen, occasion: Occasion) -> _Match:
    mine, voices = each.sighting, each.voices
    firm = frozenset(a for a in mine.participants if mine.rule.startswith("verb") or not soft(a, voices))
    theirs = frozenset(actor for actor in occasion.participants if not soft(actor, voices))
    placed = mine.place is not None and occasion.place is not None
    mine_are, theirs_are = (len(set(map(voices.state, side))) for side in (firm, theirs))
    city = mine.place is not None and mine.place.latitude is not None
    several = mine_are >= 3 or (theirs_are >= 3 and mine_are <= 1)
    many = placed and city and several and not mine.rule.startswith("verb: meet")
    return _Match(mine, firm, theirs, _shared(each, occasion), placed, _same_day(each.when, occasion.when), many)


def fit(each: Seen, occasion: Occasion) -> float:
    """How well a sighting fits an occasion: 0 where it is another one."""
    mine = each.sighting
    if occasion.seen[0].sighting.rule.endswith(FOR_AGES):
        return 0.0
    if _invitation_declined(each, occasion):
        return 9.0
    if not (same_kind(each, occasion) and same_place(mine.place, occasion.place) and _same_time(each, occasion)):
        return 0.0
    if _then_and_now(each, occasion) or _of_another_name(each, occasion) or _over(each, occasion):
        return 0.0
    found = _match(each, occasion)
    if mine.kind is MeetingKind.VISIT and not mine.participants and MeetingKind.VISIT not in occasion.kinds:
        return 0.0
    if _hosted(each, occasion):
        return 1.0
    if _elsewhere(each, occasion):
        return 0.0
    strangers = bool(found.firm and found.theirs) and not (found.shared or found.many or found.joins)
    if strangers and _the_same(each, occasion):
        return found.score
    if strangers or _set_apart(each, occasion, found.placed and found.dated):
        return 0.0
    if occasion.last.article != each.article:
        return found.score if _across(found, occasion) else 0.0
    loose = found.placed and not (found.firm and found.theirs) and not mine.date and mine.status is not Status.REFUSED
    if not (found.many or loose or _course_fits(each, occasion, found.placed, found.dated)):
        return 0.0
    return _within(found, each.order - occasion.last.order, occasion)


def _then_and_now(each: Seen, occasion: Occasion) -> bool:
    """Whether one is told as held and the other as to come, each with words of its own for when."""
    mine = each.sighting
    here = [seen for seen in occasion.seen if seen.article == each.article]
    told = [seen for seen in here if seen.sighting.told and seen.sighting.date]
    if not (mine.told and mine.date and told) or mine.status in occasion.statuses or occasion.headlined:
        return False
    apart = {mine.status, *occasion.statuses} == {Status.HELD, Status.PLANNED}
    return apart and not any(_same_value(each.when, seen.when) for seen in told)


def _over(each: Seen, occasion: Occasion) -> bool:
    """Whether somebody is still to attend, and the occasion is held: "she met him. He has agreed to attend"."""
    to_come = each.sighting.rule == "noun, attended: attend" and each.sighting.status is Status.PLANNED
    return to_come and not each.sighting.absent and occasion.statuses == {Status.HELD}


def _of_another_name(each: Seen, occasion: Occasion) -> bool:
    """Whether a gathering with a name of its own is only spoken of: "the Summit of the Isles" is no talks of two."""
    mine = each.sighting
    named = mine.anchor.is_title and mine.anchor.i > mine.sentence.start and each.voices.parsed.block(mine.anchor)
    apart = mine.kind is MeetingKind.CONFERENCE and not mine.told and not occasion.kinds
    return bool(apart and named is BlockKind.PROSE and len(occasion.participants) > 1)


def _same_value(one: When | None, other: When | None) -> bool:
    return one is not None and other is not None and one.value is not None and one.value == other.value


def _the_same(each: Seen, occasion: Occasion) -> bool:
    """Whether "the gathering" just after one is that one, though others are told of: "it brought together"."""
    mine = each.sighting
    near = occasion.last.article == each.article and each.order - occasion.last.order <= 2
    alike = mine.kind is MeetingKind.CONFERENCE and occasion.kinds == {MeetingKind.CONFERENCE}
    bare = mine.place is None and not mine.date and not mine.other
    opening = mine.anchor.doc[left_edge(mine.anchor)].lower_
    return near and alike and bare and mine.rule.startswith("noun") and opening in {"the", "this"}


def _elsewhere(each: Seen, occasion: Occasion) -> bool:
    """Whether a place told with it makes it another: what is signed there, or "a summit in Oslo" told of later."""
    mine = each.sighting
    if mine.place is None or occasion.place is not None:
        return False
    opening = mine.anchor.doc[left_edge(mine.anchor)].lower_
    fresh = mine.rule.startswith("noun") and opening in {"a", "an"} and each.order > occasion.last.order
    return mine.rule == "verb: sign" or (fresh and occasion.last.article == each.article)


def _hosted(each: Seen, occasion: Occasion) -> bool:
    """Whether nobody is told of but who hosts or attends a meeting just spoken of: "Ada Voss, who hosted it"."""
    mine = each.sighting
    told_of = mine.rule in _TOLD_OF
    bare = mine.place is None and not mine.date and mine.told and mine.status is Status.HELD
    come = mine.rule.startswith("noun, attended") and (len(mine.participants) == 1 or told_of or bare)
    alone = come or (bool(mine.hosts) and set(mine.participants) <= set(mine.hosts) and len(mine.participants) <= 2)
    near = 4 if mine.rule.endswith((": handshake", ": signing")) else 2 if come else 20
    here = occasion.last.article == each.article and each.order - occasion.last.order <= near
    settled = mine.status in occasion.statuses or not mine.told
    if _of_his_own(mine):
        return False
    if is_round(mine) and not mine.other & meeting_words().rounds & _others(occasion):
        return False  # who offers to host the next round
    if mine.rule == "noun, attended: attend" and mine.status is Status.HELD and occasion.statuses == {Status.PLANNED}:
        return False  # nobody took part yet
    return alone and mine.definite and here and settled and len(occasion.participants) >= 2 - told_of


def _of_his_own(mine: Sighting) -> bool:
    """ "Came for his [own] meeting with the king": not the one that others were told to hold."""
    phrase = mine.anchor.doc[left_edge(mine.anchor) : mine.anchor.i]
    return any(token.lower_ == "own" for token in phrase)


def _across(found: _Match, occasion: Occasion) -> bool:
    """Whether two articles of the page tell of one meeting."""
    topics = {topic for seen in occasion.seen for topic in seen.sighting.about}
    alike = not found.firm and bool(topics & set(found.mine.about))
    if found.placed:
        some = found.shared >= 1 and (found.many or found.mine.definite)
        return found.shared >= 2 or some or alike or found.dated
    return found.dated and found.shared >= 2


def _within(found: _Match, distance: int, occasion: Occasion) -> float:
    """How well a sighting fits an occasion of the same article, `distance` sentences before it."""
    mine = found.mine
    if found.many or found.joins:
        return found.score
    if found.firm and found.theirs:
        hosted = mine.rule.startswith("verb") and len(found.firm) > 1 and len(found.theirs) == 1 and occasion.only_hosts
        if hosted and mine.place is not None and not (found.placed or found.dated):
            return 0.0
        come = mine.definite and distance <= 3 and mine.rule.startswith("noun, attended")
        many = mine.kind is MeetingKind.CONFERENCE and occasion.kinds == {MeetingKind.CONFERENCE} and mine.definite
        envoy = distance <= 2 and mine.rule in _CALLED and occasion.seen[-1].sighting.rule in _CALLED
        enough = found.shared >= (1 if come or many or envoy else min(2, len(found.firm), len(found.theirs)))
        same = found.firm == found.theirs and not (mine.place or mine.date)
        close = found.placed or found.dated or mine.definite or same or distance <= 6
        return found.score if enough and close else 0.0
    if found.placed or found.dated or (found.shared and mine.absent):
        return found.score
    if not found.theirs and mine.other & meeting_words().rounds & _others(occasion):
        return found.score  # the second round of which the headline tells
    if mine.rule.startswith("verb") or ((mine.place or mine.date) and found.theirs) or not _refers(mine, occasion):
        return 0.0
    salience = min(len(occasion.seen), 8) * 0.08 - distance * 0.02
    if mine.kind is not None and occasion.kinds and mine.kind not in occasion.kinds:
        salience -= 0.4
    if mine.kind is MeetingKind.CONFERENCE and not occasion.kinds:
        salience -= 0.4
    if mine.definite or not found.firm:
        return max(0.05, 0.5 + salience)
    return max(0.05, 0.3 + salience) if mine.anchor.lower_ not in _MEET else 0.0


def _refers(mine: Sighting, occasion: Occasion) -> bool:
    """Whether a word can point back to an occasion: "the meeting" to talks, "talks" not to a "meeting with"."""
    words = {each.sighting.anchor.lower_ for each in occasion.seen}
    return mine.definite or mine.anchor.lower_ in words or not words <= {"meeting", "met", "meet"}


def _set_apart(each: Seen, occasion: Occasion, same: bool) -> bool:
    """Whether a word sets the sighting or the occasion apart: "previous talks", "the first round"."""
    mine = each.sighting
    if mine.aside != any(seen.sighting.aside for seen in occasion.seen) and not _same_people(each, occasion):
        return True
    if same:
        return False
    rounds = {_round(seen.sighting) for seen in occasion.seen} - {""}
    if _round(mine) and (not rounds or _round(mine) not in rounds) and occasion.seen:
        return True
    apart = [bool(seen.sighting.other & meeting_words().apart) for seen in occasion.seen]
    if all(apart) and not mine.other & meeting_words().apart:
        return True
    return bool(mine.other & meeting_words().apart) and not (mine.other & meeting_words().apart <= _others(occasion))


def _same_people(each: Seen, occasion: Occasion) -> bool:
    """Whether just those who meet beside a gathering are told of again, or nobody."""
    mine = set(each.sighting.participants)
    return not mine or mine == set(occasion.participants)


def _others(occasion: Occasion) -> set[str]:
    return {word for seen in occasion.seen for word in seen.sighting.other}


def _round(sighting: Sighting) -> str:
    return min(sighting.other & meeting_words().rounds) if is_round(sighting) else ""


def _invitation_declined(each: Seen, occasion: Occasion) -> bool:
    """ "Will not go to Oslo" after an invitation by Oslo: its refusal."""
    mine = each.sighting
    if mine.status is not Status.REFUSED or mine.kind is not MeetingKind.VISIT or mine.place is None:
        return False
    if occasion.last.article != each.article:
        return False
    if mine.place.country and any(seen.sighting.invited for seen in occasion.seen):
        keys = {each.voices.actors.actors[each.voices.state(actor)].key for actor in occasion.participants}
        return f"state:{mine.place.country}" in keys
    same = occasion.kinds == {MeetingKind.VISIT} and occasion.statuses == {Status.REFUSED}
    places = {seen.sighting.place.country for seen in occasion.seen if seen.sighting.place is not None}
    return same and mine.place.country in places and bool(_shared(each, occasion))


def _shared(each: Seen, occasion: Occasion) -> int:
    """How many take part in both; a state and the person who speaks for it count as one."""
    mine = {*each.sighting.participants, *each.sighting.absent}
    theirs = set(occasion.participants) | set(occasion.absent)
    direct, voices = mine & theirs, each.voices
    states = {_side(a, voices) for a in mine - direct} & {_side(a, voices) for a in theirs - direct}
    loose = {_side(a, voices) for a in (mine | theirs) - direct if not _by_name(a, voices)}
    return len(direct) + len(states & loose)


def _by_name(actor: int, voices: Voices) -> bool:
    """Whether an actor is a person with a name: two of one state are two, where one and the state can be one."""
    return voices.actors.is_person(actor) and not voices.actors.actors[actor].described


def _side(actor: int, voices: Voices) -> int:
    """The state that an actor speaks for or belongs to, else itself: of "Israelis" Israel."""
    state = voices.state(actor)
    if state != actor or voices.actors.is_person(actor):
        return state
    known = voices.actors.actors
    if known[actor].type is not ActorType.POLITICAL_GROUP:
        return actor
    above = [a for a in known[actor].affiliations if known[a].type is ActorType.STATE]
    return next(iter(above or voices.demonym(known[actor].name)), actor)


def same_place(one: Place | None, other: Place | None) -> bool:
    """Whether two places can be one; a country holds its cities."""
    if one is None or other is None or one.name == other.name:
        return True
    if one.latitude is not None and (one.latitude, one.longitude) == (other.latitude, other.longitude):
        return True  # "the White House" is in Washington
    inside = one.country is not None and one.country == other.country
    return inside and (one.latitude is None or other.latitude is None)


def _same_time(each: Seen, occasion: Occasion) -> bool:
    """Whether the dates can be one: equal as far as they go; in words where they have no value."""
    mine, theirs = each.when, occasion.when
    if mine is None or theirs is None:
        return True
    if mine.value and theirs.value:
        return mine.value.startswith(theirs.value) or theirs.value.startswith(mine.value)
    days = [_weekday(mine.text or ""), _weekday(theirs.text or "")]
    return (None in days and (mine.value is None or theirs.value is None)) or days[0] == days[1]


def _same_day(one: When | None, other: When | None) -> bool:
    """Whether two dates speak for one meeting: values that agree, or the same weekday."""
    if one is None or other is None:
        return False
    if one.value and other.value:
        return one.value.startswith(other.value) or other.value.startswith(one.value)
    return _weekday(one.text or "") is not None and _weekday(one.text or "") == _weekday(other.text or "")


def _weekday(words: str) -> str | None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return next((day for day in days if day in words.lower()), None)


def _course_fits(each: Seen, occasion: Occasion, placed: bool, dated: bool) -> bool:
    """Whether the statuses of two tellings in one article can be those of one meeting."""
    mine, theirs = each.sighting, occasion.statuses
    if not mine.told or not theirs or mine.status in theirs or (placed and dated) or (mine.absent and mine.definite):
        return True
    if Status.DENIED in theirs or mine.status is Status.DENIED:
        return mine.hedged and set(mine.participants) <= set(occasion.participants)  # the report that is denied
    if mine.status is Status.PLANNED and occasion.headlined:
        return True
    if {mine.status} | theirs <= {Status.PLANNED, Status.REFUSED}:
        return True
    return (placed and dated) or (mine.definite and (placed or dated))


def is_round(sighting: Sighting) -> bool:
    words = {
        t.lower_
        for t in sighting.anchor.doc[max(sighting.sentence.start, sighting.anchor.i - 4) : sighting.anchor.i + 1]
    }
    return bool(words & {"round", "rounds", "session"}) and bool(sighting.other & meeting_words().rounds)
