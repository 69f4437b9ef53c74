"""Who takes part in a meeting that a noun names: owners, guests, and those whom the verb above ties to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.above import called_off
from kg.extract.meetings.behind import TELLING, behind_verb, doing_there
from kg.extract.meetings.circumstances import date_between, place_between
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.hanging import Hanging, People
from kg.extract.meetings.located import located
from kg.extract.meetings.noun_owners import (
    body_of,
    convened,
    host_of,
    invited,
    owner_acts,
    owners_of,
    pictured,
    to_travel,
    to_whom,
)
from kg.extract.meetings.noun_phrases import hosts_before, pair_before
from kg.extract.meetings.noun_presence import present
from kg.extract.meetings.noun_roles import to_make
from kg.extract.meetings.noun_sayers import between_others, main_subjects, sayers, says_so
from kg.extract.meetings.offers import proposed, wanted
from kg.extract.meetings.reading import Around
from kg.extract.meetings.takers import takers
from kg.extract.meetings.turned_down import turned_down_by
from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import MeetingKind, Place, Status

_LEAVING: Final = frozenset({"walk", "walks", "walked", "walking", "storm", "storms", "stormed", "storming"})
_SPEECH_TIMES: Final = frozenset({"after", "during", "before", "following", "at", "in", "amid", "since"})
_RINGING: Final = frozenset(
    {
        "received",
        "receive",
        "receives",
        "got",
        "put",
        "puts",
        "took",
        "takes",
        "take",
        "taken",
        "placed",
        "places",
        "returned",
    }
)
_LEAVES: Final = frozenset({"left", "leaves", "departed"})
_CALLING: Final = frozenset({"in", "during", "on", "over"})
_TOLD: Final = frozenset({"told", "tells", "telling"})
_ADDRESS: Final = frozenset({"address", "addressed", "addresses", "addressing"})
_USING: Final = frozenset(
    {
        "recalled",
        "recalls",
        "remembered",
        "remembers",
        "described",
        "used",
        "uses",
        "use",
        "using",
        "interrupted",
        "left",
        "leaves",
    }
)
_KNOWN: Final = frozenset({"the", "this", "that", "his", "her", "their", "its"})
_OFFERING: Final = frozenset({"offered", "offers", "offering", "volunteered"})
_AGREEING: Final = frozenset({"to", "for", "in", "on", "upon"})
_INCLUDING: Final = frozenset({"include", "includes", "included"})
_AGENDAS: Final = frozenset(
    {"agenda", "programme", "program", "itinerary", "schedule", "visit", "trip", "tour", "stay"}
)
_PAYING: Final = frozenset({"made", "make", "makes", "making", "paid", "pay", "pays", "paying", "began", "begins"})
_SENDING: Final = frozenset({"send", "sends", "sent", "sending", "dispatch", "dispatched"})
_TEAMS: Final = frozenset(
    {"delegation", "delegations", "team", "teams", "negotiators", "envoys", "officials", "ministers"}
)
_COMING_BACK: Final = frozenset({"returned", "returns", "returning", "flew", "came", "back"})
_HEARD: Final = frozenset({MeetingKind.CONFERENCE, MeetingKind.NEWS_CONFERENCE})


def read(there: Hanging, found: Around, beyond: Around, voices: Voices) -> People:
    """Who takes part in the meeting that a noun names.

    Args:
        there: the noun in its clause.
        found: what stands after the noun; takes the place and date of a journey to the meeting.
        beyond: what stands after the verb that the noun is the subject of.
    """
    noun, first = there.noun, there.first
    people = People(there.course)
    people.hosts.update(
        dict.fromkeys([*hosts_before(first, noun, voices), *convened(noun, voices), *beyond.by_whom, *beyond.hosts])
    )
    owners = owner_acts(there, voices) or owners_of(first, noun, voices) or body_of(there, voices)
    people.who.update(dict.fromkeys([*pair_before(first, noun, voices), *owners, *found.with_whom]))
    if there.kind is MeetingKind.VISIT and not owners and (end := to_make(noun)) is not None:
        people.who.update(dict.fromkeys(to_travel(noun, end, voices)))
        found.date = found.date or date_between(end, min(noun.sent.end, end + 4), noun.sent, voices)
    _governed(there, people, found, voices)
    present(there, people, found, voices)
    wanted(there, people, found, voices)
    people.invited = invited(noun, first, voices, people)
    proposed(there, people, voices)
    turned_down_by(there, people, voices)
    if people.invited and not people.course.told:
        status = Status.REFUSED if people.absent else Status.PLANNED
        people.course = replace(people.course, status=status, told=True)
    people.hosts.update(dict.fromkeys(host_of(there, voices)))
    if there.kind is MeetingKind.VISIT:
        people.who.update({**to_whom(noun, voices), **found.by_whom})
    else:
        people.hosts.update(found.by_whom)
    people.hosts.update(found.hosts)
    pictured(noun, first, voices, people.who)
    people.who.update(dict.fromkeys(doing_there(noun, voices)))
    if len(people.all()) == 1:
        people.who.update(dict.fromkeys(says_so(there, people, found, voices)))
    return people


def _governed(there: Hanging, people: People, found: Around, voices: Voices) -> None:
    """Adds those whom the governing verb ties to the meeting."""
    words, verb, role, noun = meeting_words(), there.verb, there.role, there.noun
    if verb is None:
        return
    low, subjects = verb.lower_, takers(there.course, verb, voices)
    if role in {"after", "following"}:
        subjects = sayers(there, found, voices) or subjects
        if verb.tag_ == "VB":
            subjects = subjects or main_subjects(verb, voices)
    leading = _leads_delegation(verb)
    if leading and role in {"to", "for"}:
        people.course = of_verb(verb)
    part = low in {"take", "takes", "took", "taking", "taken"} and verb.nbor(1).lower_ == "part"
    if part:
        people.course = of_verb(verb)
    people.who.update(dict.fromkeys(behind_verb(there, verb, subjects, found, voices)))
    gathering = low in words.gather and role == "for" and bool(voices.before(of_verb(verb).first))
    travelling = low in words.travel and role == "for"
    attending = (
        travelling
        or gathering
        or leading
        or part
        or (low.startswith(("show", "turn")) and verb.nbor(1).lower_ == "up")
        or (low in words.attend and not (verb.tag_ == "VBG" and there.course.first is verb))
    )
    if (low in words.travel or leading) and role == "for" and found.place is None:
        found.place = _journey_place(verb, noun, voices)
        found.date = found.date or date_between(verb.i + 1, noun.i, noun.sent, voices)
    judged = low.startswith("call") and noun.doc[there.first].lower_ in _KNOWN and not _to_follow(noun)
    if low in words.convene and role == "object" and low not in words.attend and not judged:
        offers = there.course.governor is not None and there.course.governor.lower_ in _OFFERING
        if offers and noun.doc[there.first].lower_ == "the":
            return  # "had offered to host the talks", which others hold
        if low not in words.have:
            known = noun.doc[there.first].lower_ in {"the", "those", "these"}
            people.hosts.update(dict.fromkeys([*subjects, *(found.with_whom if known else ())]))
        people.who.update(dict.fromkeys(subjects))
    elif (role == "object" and (low in words.have or low in words.attend)) or (
        attending and role in {"in", "to", "at", "for"}
    ):
        into = people.absent if people.course.status is Status.REFUSED and attending else people.who
        into.update(dict.fromkeys(subjects))
        people.how = "attended" if attending and into is people.who and low not in words.have else ""
    elif there.kind is MeetingKind.PHONE_CALL and role == "object" and low in _RINGING:
        people.who.update(dict.fromkeys([*subjects, *found.with_whom]))
        people.course = of_verb(verb)
    elif role == "object" and low in _USING and len(found.with_whom) == 1:
        people.who.update({actor: None for actor in subjects if voices.actors.is_person(actor)})
    elif there.kind is MeetingKind.VISIT and low == "cut" and verb.nbor(1).lower_ == "short":
        people.who.update(dict.fromkeys(subjects))
        people.course = of_verb(verb)
    elif there.kind is MeetingKind.VISIT and role == "object" and low in words.refused and found.place is not None:
        people.who.update(dict.fromkeys(subjects))
        people.course = replace(people.course, told=True)
    elif there.course.told and _turned_down(verb, role, words):
        people.who.update(dict.fromkeys(subjects))
    elif _calls(there, found) or (low in words.planned and role in _AGREEING):
        told = listed(voices, verb.i + 1, noun.i)[0] if low in TELLING else ()
        people.who.update(dict.fromkeys([*subjects, *voices.of(voices.grammar.objects(verb)), *told]))
    elif role in _SPEECH_TIMES and (settling := _settling(verb)) is not None and _several(subjects, found):
        people.who.update(dict.fromkeys(subjects))
        found.place = found.place or place_between(settling.i + 1, noun.i, voices)
        found.date = found.date or date_between(settling.i + 1, noun.i, noun.sent, voices)
        people.course = replace(people.course, told=people.course.status is Status.HELD)
    elif role in words.before and len(found.with_whom) == 1 and not people.who.keys() - found.with_whom.keys():
        if all(map(voices.actors.is_person, found.with_whom)):
            people.who.update({actor: None for actor in subjects if voices.actors.is_person(actor)})
    elif role == "for" and low in _PAYING and (journey := _journey_before(verb, noun)) is not None:
        people.who.update({actor: None for actor in subjects if voices.actors.is_person(actor)})
        people.course = replace(of_verb(verb), told=True)
        found.place = found.place or _journey_place(journey, noun, voices)
        found.date = found.date or date_between(journey.i + 1, noun.i, noun.sent, voices)
    elif role == "for" and low in _SENDING and any(t.lower_ in _TEAMS for t in noun.doc[verb.i + 1 : noun.i]):
        people.who.update(dict.fromkeys(subjects))
        people.course = of_verb(verb)
        found.place = found.place or _journey_place(verb, noun, voices)
        found.date = found.date or date_between(verb.i + 1, noun.i, noun.sent, voices)
    elif role == "from" and low in _COMING_BACK and of_verb(verb).status is Status.HELD:
        who = {actor: None for actor in subjects if voices.actors.is_person(actor)}
        people.who.update(who)
        people.course = replace(people.course, status=Status.HELD, told=bool(who))
    elif role == "object" and low in _INCLUDING:
        _on_the_agenda(verb, people, voices)
    elif role in {"after", "following"} and (found.place is not None or found.date) and _several(subjects, found):
        people.who.update(dict.fromkeys(subjects))
        people.course = replace(people.course, told=people.course.status is Status.HELD)
    elif _at_it(there, people, found):
        if role == "after" and low in _LEAVES:
            found.place = found.place or located(verb.i + 1, noun.i, voices)[0]
        if role in {"after", "following"} and low not in words.travel and low not in words.visit:
            found.place = found.place or place_between(verb.i + 1, noun.i, voices)
        whole = role == "of" or (role == "at" and there.kind is MeetingKind.CONFERENCE and not people.who)
        chosen = (a for a in subjects if whole or voices.actors.is_person(a))
        people.who.update(dict.fromkeys(chosen))
        if role == "of":  # who walks out has been there
            people.course = replace(of_verb(verb), told=of_verb(verb).status is Status.HELD)
    elif low in _ADDRESS or (there.kind in _HEARD and role == "object" and low in _TOLD):
        people.course = of_verb(verb)
        people.who.update(dict.fromkeys(subjects))


def _on_the_agenda(verb: Token, people: People, voices: Voices) -> None:
    """ "Ada Voss's agenda includes meetings with": the meetings are hers."""
    head = next((h for h in voices.grammar.subjects(verb) if h.lower_ in _AGENDAS), None)
    if head is None:
        return
    people.who.update(dict.fromkeys(voices.of(voices.grammar.possessors(head))))
    status = Status.HELD if verb.tag_ in {"VBD", "VBN"} else Status.PLANNED
    people.course = replace(people.course, status=status, told=True)


def _to_follow(noun: Token) -> bool:
    """Whether a purpose, a day or a place follows the noun: "called the meeting [to] discuss"."""
    return noun.i + 1 < noun.sent.end and noun.nbor(1).lower_ in {"to", "for", "in", "on", "after", "between", "with"}


def _calls(there: Hanging, found: Around) -> bool:
    """ "Told him in a phone call": those who tell and are told are on the line."""
    return there.kind is MeetingKind.PHONE_CALL and there.role in _CALLING and not found.with_whom


def _turned_down(verb: Token, role: str, words: MeetingWords) -> bool:
    """ "Refused talks", "ruled out a meeting", "pulled out of talks"."""
    off = called_off(verb, words)
    return (role == "object" and (off or verb.lower_ in words.refused)) or (role in {"of", "from"} and off)


def _settling(verb: Token) -> Token | None:
    """The verb by which something is settled: "agreed on a truce", "agreed to [stop] the raids"."""
    settle = meeting_words().settle
    if verb.lower_ in settle:
        return verb
    if verb.tag_ == "VBG" and verb.i > verb.sent.start and verb.nbor(-1).text == ",":
        before = verb.doc[verb.sent.start : verb.i]  # "agreed on a truce, ending the war after talks in Oslo"
        return next((t for t in before if t.tag_ == "VBD" and t.lower_ in settle), None)
    governor = of_verb(verb).governor
    return governor if governor is not None and governor.lower_ in settle else None


def _several(subjects: tuple[int, ...], found: Around) -> bool:
    """Whether those who settle something after talks are those who talked."""
    return len(subjects) >= 2 and (not found.with_whom or bool(set(subjects) & set(found.with_whom)))


def _at_it(there: Hanging, people: People, found: Around) -> bool:
    """Whether what the verb tells of is done at the meeting: "said during talks with", "walked out of the talks"."""
    verb, role = there.verb, there.role
    assert verb is not None
    if role in _SPEECH_TIMES and (
        (found.with_whom and not between_others(there.noun, found))
        or (role == "during" and not people.who and verb.lower_ in meeting_words().host)
    ):
        return True
    walked_out = verb.lower_ in _LEAVING and verb.nbor(1).lower_ == "out"
    visiting = there.kind is MeetingKind.VISIT and role in {"during", "on", "after", "at"}
    return role == "at" or (role == "of" and walked_out) or visiting


def _leads_delegation(verb: Token) -> bool:
    """ "Will lead a delegation to Oslo for talks"."""
    after = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 5)]}
    return verb.lower_ in {"lead", "leads", "led", "leading", "head", "heads", "headed"} and bool(
        after & {"delegation", "mission", "team"}
    )


def _journey_before(verb: Token, noun: Token) -> Token | None:
    """The journey that somebody makes for a meeting: "paid a [visit] to Oslo on Friday for talks with"."""
    words = meeting_words().nouns
    return next((t for t in verb.doc[verb.i + 1 : noun.i] if words.get(t.lower_) is MeetingKind.VISIT), None)


def _journey_place(verb: Token, noun: Token, voices: Voices) -> Place | None:
    """Where a journey goes: "flew [back] to Oslo for talks", "led a delegation to Oslo"."""
    doc = verb.doc
    at = next((i for i in range(verb.i + 1, noun.i) if doc[i].lower_ in {"to", "in", "at"}), None)
    return located(at + 1, noun.i, voices)[0] if at is not None else None
