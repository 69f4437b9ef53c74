"""Meetings: who met whom, where, when and about what; held, planned, refused or denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kg.extract.actors import Actors
from kg.extract.dating import window
from kg.extract.meetings import nouns, verbs
from kg.extract.meetings.again import of_the_same, of_the_sides
from kg.extract.meetings.days import not_past, then_told, to_come, when_of
from kg.extract.meetings.delegations import from_delegations
from kg.extract.meetings.discussions import COUNCILS
from kg.extract.meetings.joining import join
from kg.extract.meetings.noun_phrases import left_edge
from kg.extract.meetings.occasions import Occasion, Seen
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.extract.when import Window, resolve
from kg.language.tokens import Span
from kg.model import ActorType, Article, BlockKind, Meeting, MeetingKind, Passage, Status

_BEARING = frozenset({BlockKind.TITLE, BlockKind.PROSE, BlockKind.CAPTION, BlockKind.SUBHEAD})
_MEETING: Final = frozenset({"verb: meet", "verb: gather", "verb: host", "verb: travel", "verb: brief", "verb: summon"})
_SENDING: Final = frozenset({"verb: send", "verb: lead", "verb: visit"})
_TEAMS: Final = frozenset({"delegation", "delegations", "team", "teams", "negotiators", "mission"})
_DELEGATES: Final = frozenset({"ministers", "leaders", "envoys", "members", "ambassadors"})
_LABELS = {
    MeetingKind.TALKS: "Talks",
    MeetingKind.CONFERENCE: "Conference",
    MeetingKind.PHONE_CALL: "Phone call",
    MeetingKind.VISIT: "Visit",
    MeetingKind.NEWS_CONFERENCE: "News conference",
}


def find_meetings(told: Sequence[Voices], articles: Sequence[Article]) -> list[Meeting]:
    """The meetings that the articles of a page tell of, each once, in the order of the text.

    Args:
        told: the page's articles as parsed, with the actors and quotes that were found in them.
        articles: the page's articles, for the days that they are of; `Parsed.article` counts in them.
    """
    seen: list[Seen] = []
    for voices in told:
        text = voices.parsed
        issued = articles[text.article].issued or window(text)
        sentences = [s for s in text.doc.sents if len(s) > 2 and text.block(s[0]) in _BEARING]
        for order, sentence in enumerate(sentences):
            for sighting in _sightings(sentence, voices):
                known = _timetabled(_denied(sighting, sentences[order : order + 4]), voices, issued)
                known = of_the_sides(of_the_same(known, order, seen), text.article, seen)
                known = to_come(not_past(then_told(known, order, text.article, seen), issued), issued)
                seen.append(Seen(known, voices, text.article, order, when_of(known, issued)))
    return [_meeting(occasion, told[0].actors) for occasion in join(seen) if _stands(occasion)]


def _denied(sighting: Sighting, following: Sequence[Span]) -> Sighting:
    """The sighting, as denied where it is hearsay and somebody soon calls it untrue."""
    if not sighting.hedged or not sighting.told:
        return sighting
    text = " ".join(sentence.text.lower() for sentence in following)
    untrue = any(words in text for words in meeting_words().untrue)
    return replace(sighting, status=Status.DENIED) if untrue else sighting


def _timetabled(sighting: Sighting, voices: Voices, issued: date | Window | None) -> Sighting:
    """The sighting, as planned where the present tense goes with a day to come: "the ministers meet on Friday"."""
    anchor = sighting.anchor
    going_on = anchor.tag_ == "VBG" and anchor.i > 0 and anchor.nbor(-1).lower_ in {"is", "are"}
    made = anchor.tag_ == "VB" and anchor.i > 0 and anchor.nbor(-1).lower_ == "to"  # "forced her to meet him on Friday"
    present = (
        not made
        and (anchor.tag_ in {"VBZ", "VBP", "VB"} or going_on)
        and sighting.status is Status.HELD
        and sighting.rule in (_MEETING | _SENDING if going_on else _MEETING)
    )
    if not present or not sighting.date or voices.parsed.block(sighting.anchor) is not BlockKind.PROSE:
        return sighting
    day = resolve(sighting.date, issued, "future").value
    today = issued.isoformat() if isinstance(issued, date) else None
    return replace(sighting, status=Status.PLANNED) if day and today and day > today[: len(day)] else sighting


def _sightings(sentence: Span, voices: Voices) -> list[Sighting]:
    found = [*verbs.from_verbs(sentence, voices), *nouns.from_nouns(sentence, voices)]
    there = {actor for sighting in found for actor in sighting.participants}
    found += [each for each in from_delegations(sentence, voices) if not found or not there & set(each.participants)]
    found = [_by_their_states(each, voices) for each in _for_a_round(found)]
    return sorted(found, key=lambda sighting: (sighting.anchor.i, sighting.participants))


def _by_their_states(sighting: Sighting, voices: Voices) -> Sighting:
    """The sighting, with the states for which delegations without names come."""
    who = tuple(dict.fromkeys(_sender(actor, voices) for actor in sighting.participants))
    return sighting if who == sighting.participants else replace(sighting, participants=who)


def _for_a_round(found: list[Sighting]) -> list[Sighting]:
    """ "Met in Oslo for [a second round of talks]": one telling, of those who meet."""
    met = next((each for each in found if each.rule == "verb: meet" and len(each.participants) > 1), None)
    if met is None:
        return found
    for each in found:
        doc, first = each.anchor.doc, left_edge(each.anchor)
        purpose = each.rule.startswith("noun") and first > met.anchor.i and doc[first - 1].lower_ == "for"
        if (
            purpose
            and set(each.participants) <= set(met.participants)
            and not each.absent
            and each.other & meeting_words().rounds
        ):
            one = replace(met, other=met.other | each.other, about=met.about or each.about)
            return [one if other is met else other for other in found if other is not each]
    return found


def _stands(occasion: Occasion) -> bool:
    """Whether enough is known to make an occasion of it: who meets, and that they do, or when or where."""
    refused = not occasion.statuses or (Status.REFUSED in occasion.statuses and Status.HELD not in occasion.statuses)
    who = occasion.participants or (occasion.absent if refused else ())
    bound = occasion.place is not None or occasion.when is not None
    if not who:
        return _convened(occasion)
    if len(who) == 1 and not occasion.statuses and _only_attended(who[0], occasion):
        return False
    proposed = any(each.sighting.wished for each in occasion.seen)
    if len(who) == 1 and occasion.statuses and _many_of(who[0], occasion):
        return True
    return bound or (len(who) >= 2 and (bool(occasion.statuses) or proposed))


def _only_attended(actor: int, occasion: Occasion) -> bool:
    """Whether all that is known is that somebody heads a team, at talks of which nobody tells that they are held."""
    rules = {each.sighting.rule for each in occasion.seen if actor in each.sighting.participants}
    return rules == {"noun, attended: delegation"}


def _many_of(actor: int, occasion: Occasion) -> bool:
    """Whether one actor is many who come together: "ahead of a meeting of EU ambassadors"."""
    known = occasion.seen[0].voices.actors.actors[actor]
    words = known.name.split()
    several = known.described and len(words) > 1 and words[-1].lower() in _DELEGATES
    return several and any(each.sighting.rule.startswith("noun: meeting") for each in occasion.seen)


def _convened(occasion: Occasion) -> bool:
    """Whether a conference of states stands without its guests: called for somewhere, some time."""
    of_states = any(_of_states(each.sighting) for each in occasion.seen)
    called = occasion.kinds == {MeetingKind.CONFERENCE} and bool(occasion.statuses)
    bound = occasion.place is not None and occasion.when is not None
    about = any(each.sighting.about for each in occasion.seen) or occasion.statuses == {Status.PLANNED}
    return called and of_states and bound and about


def _of_states(sighting: Sighting) -> bool:
    """Whether a conference is told to be one of states: "an international conference", "a summit"; not of dentists."""
    phrase = sighting.anchor.doc[left_edge(sighting.anchor) : sighting.anchor.i + 1]
    return any(token.lower_ in meeting_words().of_states for token in phrase)


def _meeting(occasion: Occasion, actors: Actors) -> Meeting:
    first = occasion.seen[0].sighting
    who = (
        tuple(a for a in occasion.participants if a not in occasion.absent) or occasion.participants or occasion.absent
    )
    if len(who) == 1 and _status(occasion) is Status.REFUSED:  # "failed to show up for talks with Chad"
        away = (a for each in occasion.seen if who[0] in each.sighting.participants for a in each.sighting.absent)
        who = tuple(dict.fromkeys([*who, *away]))
    who = _once(who, occasion)
    kind = _kind(occasion, who)
    if kind is MeetingKind.VISIT:
        who = _with_visited(who, occasion)
    passages = sorted({_passage(each) for each in occasion.seen})
    return Meeting(
        label=_label(kind, who, occasion, actors),
        kind=kind,
        participants=who,
        status=_status(occasion),
        evidence=tuple(passages),
        confidence=max(each.sighting.confidence for each in occasion.seen),
        rule=first.rule,
        place=occasion.place,
        when=occasion.when,
        hosts=tuple(dict.fromkeys(h for each in occasion.seen for h in each.sighting.hosts if h in who)),
        about=tuple(dict.fromkeys(topic for each in occasion.seen for topic in each.sighting.about))[:4],
    )


def _once(who: Sequence[int], occasion: Occasion) -> tuple[int, ...]:
    """Those who take part, without the states of persons among them and words for bearers of news."""
    voices = occasion.seen[0].voices
    states = {voices.state(actor) for actor in who if voices.state(actor) != actor}
    named = {meeting_words().nouns.get(each.sighting.anchor.lower_) for each in occasion.seen}
    if MeetingKind.CONFERENCE in named:  # a body whose summit it is stays beside its chairman
        states = {actor for actor in states if voices.actors.actors[actor].type is ActorType.STATE}
    return tuple(actor for actor in who if actor not in states)


def _sender(actor: int, voices: Voices) -> int:
    """The state for which a delegation without names comes: "an Israeli delegation", "Oslo's negotiators"."""
    known = voices.actors.actors[actor]
    if not known.described or known.name.split()[-1].lower() not in _TEAMS:
        return actor
    above = [a for a in known.affiliations if voices.actors.actors[a].type is ActorType.STATE]
    return above[0] if above else actor


def _with_visited(who: tuple[int, ...], occasion: Occasion) -> tuple[int, ...]:
    """Those who make a visit, and the state that they visit, where it is one of the page's actors."""
    voices, where = occasion.seen[0].voices, occasion.place
    if where is None or where.country is None:
        return who
    sides = {voices.state(actor) for actor in who}
    known = enumerate(voices.actors.actors)
    visited = [i for i, each in known if each.key == f"state:{where.country}" and i not in sides]
    if where.latitude is not None:  # who goes to a city may see nobody of its state
        told = {actor for each in occasion.seen for actor in each.voices.named(each.sighting.sentence)}
        visited = [state for state in visited if state in told]
    return (*who, *visited)


def _kind(occasion: Occasion, who: Sequence[int]) -> MeetingKind:
    for kind in (MeetingKind.PHONE_CALL, MeetingKind.NEWS_CONFERENCE):
        if kind in occasion.kinds:
            return kind
    if MeetingKind.CONFERENCE in occasion.kinds:
        return MeetingKind.TALKS if _bilateral(occasion, who) else MeetingKind.CONFERENCE
    if not occasion.kinds and len(who) == 1 and _gathers(who[0], occasion):
        return MeetingKind.CONFERENCE
    only_visit = occasion.kinds == {MeetingKind.VISIT} and all(
        each.sighting.kind is MeetingKind.VISIT for each in occasion.seen
    )
    return MeetingKind.VISIT if only_visit else MeetingKind.TALKS


def _gathers(actor: int, occasion: Occasion) -> bool:
    """Whether an actor is a body of many that meets: where "the ministers of the Arab League" meet, many do."""
    key = occasion.seen[0].voices.actors.actors[actor].key or ""
    tellings = [each.sighting for each in occasion.seen if actor in each.sighting.participants]
    meets = any((each.rule.startswith("verb") or _theirs(each)) and actor not in each.hosts for each in tellings)
    known = occasion.seen[0].voices.actors.actors[actor]
    if meets and known.type is ActorType.ORGANIZATION and known.name.split()[-1] in COUNCILS:
        return True  # a council of which no list knows
    many = known.described and known.name.split()[-1].lower() in {"ministers", "leaders", "presidents", "premiers"}
    return meets and (many or key.startswith(("org:", "coalition:")))


def _theirs(sighting: Sighting) -> bool:
    """ "At their special meeting": of the leaders of a body."""
    phrase = sighting.anchor.doc[left_edge(sighting.anchor) : sighting.anchor.i]
    yearly = {"annual", "ministers", "leaders", "ministerial"} & {token.lower_ for token in phrase}
    doc, start = sighting.anchor.doc, sighting.sentence.start
    if sighting.rule == "noun: meeting" and any(t.lower_ in _DELEGATES for t in doc[start : sighting.anchor.i]):
        return True
    return any(token.lower_ == "their" or (token.lower_ == "its" and yearly) for token in phrase)


def _bilateral(occasion: Occasion, who: Sequence[int]) -> bool:
    """Whether a "summit" is one of two persons or states: those hold talks; a conference is of many."""
    voices, words = occasion.seen[0].voices, meeting_words().bilateral
    if any(each.sighting.rule == "noun, attended: summit" for each in occasion.seen):
        return False
    named = {each.sighting.anchor.lower_ for each in occasion.seen if each.sighting.kind is MeetingKind.CONFERENCE}
    single = {ActorType.PERSON, ActorType.STATE}
    sides = {voices.state(actor) for actor in who}
    return named <= words and len(sides) == 2 and all(voices.actors.actors[actor].type in single for actor in who)


def _status(occasion: Occasion) -> Status:
    """Held where it is told so; planned where it is told so and not declined by who was invited."""
    declined = any(each.sighting.invited for each in occasion.seen) and Status.REFUSED in occasion.statuses
    order = (Status.DENIED, Status.HELD, *((Status.REFUSED,) if declined else ()), Status.PLANNED, Status.REFUSED)
    spoken_of = occasion.seen[0].sighting.status
    if occasion.headlined and Status.PLANNED in occasion.statuses:
        return Status.PLANNED
    if occasion.statuses == {Status.PLANNED, Status.REFUSED} and _then_off(occasion):
        return Status.REFUSED
    return next((status for status in order if status in occasion.statuses), spoken_of)


def _then_off(occasion: Occasion) -> bool:
    """ "Was due to meet him, but [the talks] were called off": told last of a meeting that is known."""
    *earlier, last = [each.sighting for each in occasion.seen if each.sighting.told]
    same = {actor for each in earlier for actor in each.participants}
    known = last.definite and set(last.participants) <= same and not last.absent and not last.date
    return last.status is Status.REFUSED and known and last.rule.startswith("noun")


def _passage(seen: Seen) -> Passage:
    sentence = seen.sighting.sentence
    first, last = sentence.start, sentence.end
    while last > first + 1 and sentence.doc[last - 1].is_space:
        last -= 1
    while first < last - 1 and sentence.doc[first].is_space:
        first += 1
    start, end = seen.voices.parsed.offsets(sentence.doc[first:last])
    return Passage(seen.article, start, end)


def _label(kind: MeetingKind, who: Sequence[int], occasion: Occasion, actors: Actors) -> str:
    names = [actors.actors[actor].name for actor in who]
    listed = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "") if len(names) > 2 else " and ".join(names)
    where = f" in {occasion.place.name}" if occasion.place is not None else ""
    return f"{_LABELS[kind]} of {listed}{where}" if listed else f"{_LABELS[kind]}{where}"
