"""Who says what came of a meeting, and was there: "said on Friday that Chad would sign, after talks with"."""

from __future__ import annotations

from kg.extract.meetings.circumstances import main_saying
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.hanging import Hanging, People
from kg.extract.meetings.reading import Around
from kg.extract.meetings.takers import takers
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import ActorType, Status


def says_so(there: Hanging, people: People, found: Around, voices: Voices) -> tuple[int, ...]:
    """Who tells of his own meeting with somebody: "[Ada Voss] said no meeting with Bo Lund was planned"."""
    sayers = voices.sayers(there.noun)
    negative = people.course.status in {Status.REFUSED, Status.DENIED} and people.course.told
    if len(sayers) == 1 and voices.actors.actors[sayers[0]].type is ActorType.STATE:
        negative = people.course.told and people.course.status is not Status.HELD
    if not (negative and found.with_whom and len(sayers) == 1) or set(sayers) & found.with_whom.keys():
        return ()
    titles = [tenure.title for tenure in voices.actors.tenures if tenure.actor == sayers[0]]
    side = voices.state(sayers[0])
    if side == sayers[0]:
        return sayers if voices.actors.actors[side].type is ActorType.STATE else ()
    speaks = any("spokes" in title.lower() for title in titles) or voices.actors.actors[sayers[0]].described
    return (side,) if speaks else sayers


def sayers(there: Hanging, found: Around, voices: Voices) -> tuple[int, ...]:
    """Who says what is told with his talks: "[Ada Voss] said that Chad would sign, after talks with Bo Lund"."""
    main = main_saying(there.noun)
    if main is None or len(found.with_whom) != 1:
        return ()
    who = takers(of_verb(main), main, voices)
    return who if len(who) == 1 and voices.actors.is_person(who[0]) and who[0] not in found.with_whom else ()


def main_subjects(verb: Token, voices: Voices) -> tuple[int, ...]:
    """Who does what the sentence tells of: "backed a plan to [end] the war after talks"."""
    main = next((t for t in verb.doc[verb.sent.start : verb.i] if t.tag_ == "VBD"), None)
    return takers(of_verb(main), main, voices) if main is not None else ()


def between_others(noun: Token, found: Around) -> bool:
    """ "Said after talks [between] Ada Voss and Bo Lund": who says so need not have been there."""
    return len(found.with_whom) > 1 and noun.i + 1 < noun.sent.end and noun.nbor(1).lower_ == "between"
