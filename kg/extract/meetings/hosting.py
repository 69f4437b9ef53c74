"""Those who have others come: "hosted the ministers", "received the envoy", "summoned her", "invited him to Oslo"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.calls import by_phone
from kg.extract.meetings.circumstances import place_between
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.located import located
from kg.extract.meetings.objects import objects_of
from kg.extract.meetings.reading import Around
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import ActorType, MeetingKind, Place, Status

_PRESS = frozenset({"reporters", "journalists", "media", "press", "newsmen", "correspondents"})
_CALLED = frozenset(
    {"ambassador", "envoy", "charge", "chargé", "diplomat", "attache", "attaché", "ambassadors", "envoys"}
)
_HEARING = frozenset(
    {
        "witness",
        "testify",
        "questioning",
        "trial",
        "court",
        "interrogation",
        "appear",
        "hearing",
        "judge",
        "prosecutors",
    }
)
_GROUPS = frozenset({ActorType.POLITICAL_GROUP, ActorType.ARMED_GROUP})
_HOST = frozenset({"host", "hosts", "hosted", "hosting"})


def hosted(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Hosted the foreign ministers of", "received the envoy in Oslo", "welcomes X during a meeting"."""
    course = of_verb(verb)
    there, start = _there(verb, sentence, voices)
    if verb.tag_ == "VBN" and sentence.end > start + 1 and verb.doc[start].lower_ == "by":
        yield from received_by(verb, course, sentence, voices, start, there)
        return
    objects, after = objects_of(start, sentence, voices)
    sent = any(t.lower_ == "from" for t in verb.doc[verb.i + 1 : max(after, min(sentence.end, verb.i + 5))])
    if sent and verb.lower_.startswith("receiv"):  # "received a letter from the envoy"
        yield from _called_upon(verb, course, sentence, voices)
        return
    people = [actor for actor in objects if voices.actors.is_person(actor)]
    near = verb.doc[verb.i + 1 : max(after, min(sentence.end, verb.i + 5))]
    plural = any(t.lower_ in meeting_words().representatives for t in near)
    groups = any(voices.actors.actors[actor].type in _GROUPS for actor in objects)
    plural = plural or (groups and not any(t.lower_ in meeting_words().nouns for t in near))
    found = around(after, sentence, voices)
    found.place = found.place or there or place_between(verb.i + 1, after, voices)
    bound = found.place or found.date or _meeting_near(after, sentence)
    hosts = takers(course, verb, voices)
    face = verb.lower_.startswith("receiv") and len(people) == 1 and all(map(voices.actors.is_person, hosts))
    if verb.lower_ not in _HOST and not ((people or (plural and objects)) and (bound or face)):
        return
    if not hosts or not (people or plural):
        return
    kind = MeetingKind.CONFERENCE if _many_nations(verb.doc[verb.i : min(sentence.end, after + 12)]) else None
    if kind is None and course.status is Status.PLANNED and _journey(after, sentence):
        kind = MeetingKind.VISIT
    who = dict.fromkeys([*hosts, *objects])
    sighting = sighted(verb, kind, who, course, found, "verb: host", voices, hosts=hosts)
    if sighting is not None:
        yield replace(sighting, other=frozenset({"previous"})) if _earlier(verb, after) else sighting


def gathered(verb: Token, sentence: Span, voices: Voices) -> Sighting | None:
    """ "Gathered the leaders of Chad and Mali in Oslo", "hopes to gather both men": who has others come."""
    course, (guests, after) = of_verb(verb), objects_of(verb.i + 1, sentence, voices)
    hosts = takers(course, verb, voices)
    found = around(after, sentence, voices)
    people = any(map(voices.actors.is_person, guests)) or len(guests) > 1
    if len(guests) < 2 or not people or not hosts or not (found.place or found.date) or set(hosts) & set(guests):
        return None
    who = dict.fromkeys([*hosts, *guests])
    return sighted(verb, None, who, course, found, "verb: host", voices, hosts=hosts, confidence=0.7)


def of_host(noun: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "In Oslo on Monday, Ada Voss and her [host], Bo Lund,", "thanked her host, Bo Lund, in Oslo"."""
    doc, own = sentence.doc, noun.i - 1
    while own > sentence.start and doc[own].tag_ in {"JJ", "NNP"}:
        own -= 1
    if doc[own].tag_ != "PRP$" or doc[own].lower_ not in {"his", "her"} or noun.i + 2 >= sentence.end:
        return
    start = noun.i + 1 + (doc[noun.i + 1].text == ",")
    hosts, after = listed(voices, start, min(sentence.end, start + 8))
    guests, verb = voices.who(doc[own]), next((t for t in sentence if t.tag_ in {"VBD", "VBZ"}), None)
    who = dict.fromkeys([*guests, *hosts])
    if len(who) != 2 or not all(map(voices.actors.is_person, who)) or verb is None or of_verb(verb).status is None:
        return
    after += after < sentence.end and doc[after].text == ","
    found = around(after, sentence, voices)
    course = Course(Status.HELD, of_verb(verb).first)
    sighting = sighted(noun, None, who, course, found, "verb: host", voices, hosts=hosts, confidence=0.65)
    if sighting is not None and sighting.place is not None and sighting.date:
        yield sighting


def _called_upon(verb: Token, course: Course, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Received courtesy calls from Ada Voss and from Bo Lund": a meeting with each."""
    near = verb.doc[verb.i + 1 : min(sentence.end, verb.i + 6)]
    call = next((t for t in near if t.lower_ in {"call", "calls"} and t.nbor(-1).lower_ == "courtesy"), None)
    hosts = takers(course, verb, voices)
    for at in range(call.i + 1 if call is not None else sentence.end, sentence.end - 1):
        if verb.doc[at].lower_ != "from":
            continue
        guests, after = listed(voices, at + 1, sentence.end)
        for guest in guests if hosts else ():
            found, who = around(after, sentence, voices), dict.fromkeys([*hosts, guest])
            sighting = sighted(verb, None, who, course, found, "verb: host", voices, hosts=hosts, confidence=0.7)
            if sighting is not None:
                yield sighting


def _there(verb: Token, sentence: Span, voices: Voices) -> tuple[Place | None, int]:
    """Where, told before whom: "received [in the Kremlin] the envoy", and the token to read on from."""
    if verb.i + 2 >= sentence.end or verb.nbor(1).lower_ not in {"in", "at"}:
        return None, verb.i + 1
    where, after = located(verb.i + 2, min(sentence.end, verb.i + 7), voices)
    return (where, after) if where is not None else (None, verb.i + 1)


def _earlier(verb: Token, after: int) -> bool:
    """ "Had received both before the summit": another occasion than the one spoken of."""
    had = any(t.lower_ == "had" for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i])
    return had and any(t.lower_ == "before" for t in verb.doc[after : min(verb.sent.end, after + 3)])


def received_by(
    verb: Token, course: Course, sentence: Span, voices: Voices, by: int | None = None, there: Place | None = None
) -> Iterator[Sighting]:
    """ "Was received [in Oslo] by the king": guests before the verb, hosts behind it."""
    hosts, after = listed(voices, (by or verb.i + 1) + 1, sentence.end)
    heads = [head for head in voices.grammar.passive_subjects(verb) if head.i < verb.i]
    guests = voices.of(heads) or takers(course, verb, voices)
    who = dict.fromkeys([*guests, *hosts])
    if not (any(map(voices.actors.is_person, hosts)) and any(map(voices.actors.is_person, guests))) or len(who) < 2:
        return
    found, course = around(after, sentence, voices), _to_be(verb, course)
    found.place = found.place or there
    sighting = sighted(verb, None, who, course, found, "verb: received by", voices, hosts=hosts, confidence=0.75)
    if sighting is not None:
        yield sighting


def _to_be(verb: Token, course: Course) -> Course:
    """The course of what is joined to an infinitive: "is scheduled to meet her and [be received] by the king"."""
    doc, at = verb.doc, verb.i - 2
    if at <= verb.sent.start or doc[verb.i - 1].lower_ != "be" or doc[at].lower_ not in {"and", ","}:
        return course
    earlier = next(
        (doc[i] for i in range(at, verb.sent.start, -1) if doc[i].tag_ == "VB" and doc[i - 1].lower_ == "to"), None
    )
    return of_verb(earlier) if earlier is not None else course


def _journey(after: int, sentence: Span) -> bool:
    """ "Will welcome her [to] Oslo"."""
    return after < sentence.end and sentence.doc[after].lower_ == "to"


def _meeting_near(at: int, sentence: Span) -> bool:
    return any(t.lower_ in {"meeting", "talks"} for t in sentence.doc[at : min(sentence.end, at + 5)])


def _many_nations(span: Span) -> bool:
    """ "A 12-nation group": ten or more make a conference."""
    for token in span:
        number, _, noun = token.lower_.partition("-")
        following = span.doc[token.i + 2].lower_ if token.i + 2 < len(span.doc) else ""
        if (
            number.isdigit()
            and int(number) >= 10
            and (noun or following) in {"nation", "member", "country", "state", "party"}
        ):
            return True
    return False


def briefed(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Briefed the council by video link": somebody, and those who are told, at a time, a place or on the line."""
    course = of_verb(verb)
    objects, after = objects_of(verb.i + 1, sentence, voices)
    if not objects or any(t.lower_ in _PRESS for t in verb.doc[verb.i + 1 : after]):
        return
    found = around(after, sentence, voices)
    phone = by_phone(verb, sentence)
    who = dict.fromkeys([*takers(course, verb, voices), *objects])
    met = [actor for actor in who if voices.actors.actors[actor].type is not ActorType.STATE]
    if len(who) < 2 or len(met) < 2 or not (phone or found.place or found.date):
        return
    kind = MeetingKind.PHONE_CALL if phone else None
    sighting = sighted(verb, kind, who, course, found, "verb: brief", voices, confidence=0.65)
    if sighting is not None:
        yield sighting


def summoned(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Summoned the Peruvian ambassador", "the ambassador was called in to the ministry"."""
    at = verb.i + 1
    if verb.lower_.startswith("call"):
        if at >= sentence.end or verb.doc[at].lower_ != "in":
            return
        at += 1
    if verb.lower_.startswith("haul"):
        if at >= sentence.end or verb.doc[at].lower_ not in {"in", "before"}:
            return
        at += verb.doc[at].lower_ == "in"
    course = of_verb(verb)
    passive = verb.tag_ == "VBN" and any(t.lower_ in {"was", "were", "been"} for t in verb.doc[course.first.i : verb.i])
    if passive:
        called = voices.of(voices.grammar.passive_subjects(verb)) or voices.of(voices.before(course.first))
        hosts, after = _summoner(at, sentence, voices)
        near = verb.doc[max(sentence.start, course.first.i - 8) : course.first.i]
    else:
        (called, after), hosts = objects_of(at, sentence, voices), takers(course, verb, voices)
        near = verb.doc[at : max(after, min(sentence.end, at + 6))]
        called = called or _of_adjective(near, voices)
        after = _past_post(after, sentence)
    found = around(after, sentence, voices)
    people = bool(called) and all(map(voices.actors.is_person, called)) and (found.date or found.place)
    if not any(t.lower_ in _CALLED for t in near) and not (people and not _heard(after, sentence)):
        return  # a court summons witnesses
    who = dict.fromkeys([*hosts, *called])
    alone = passive and called and not hosts and found.place is not None and bool(found.date)
    if (len(who) < 2 and not alone) or (any(map(voices.actors.is_person, hosts)) and not called):
        return
    sighting = sighted(verb, None, who, course, found, "verb: summon", voices, hosts=hosts, confidence=0.7)
    if sighting is not None:
        yield sighting


def _past_post(at: int, sentence: Span) -> int:
    """The token after the post of who is summoned: "the Georgian [charge d'affaires] in Oslo"."""
    post = next((i for i in range(at, min(sentence.end, at + 4)) if sentence.doc[i].lower_ in _CALLED), None)
    if post is None or any(t.is_punct for t in sentence.doc[at:post]):
        return at
    end = post + 1
    while end < sentence.end and sentence.doc[end].lower_ in {"d'affaires", "d’affaires", "d'", "d’", "affaires"}:
        end += 1
    return end


def _heard(at: int, sentence: Span) -> bool:
    """ "Summoned Ada Voss [as a witness]", "to testify", "for questioning"."""
    return any(t.lower_ in _HEARING for t in sentence.doc[at : min(sentence.end, at + 6)])


def _summoner(at: int, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """Who summons, after a passive: "summoned by Oslo", "called in to the Foreign Ministry"."""
    doc = sentence.doc
    for i in range(at, min(sentence.end - 1, at + 8)):
        if doc[i].lower_ in {"by", "to", "before"}:
            return listed(voices, i + 1, sentence.end)
    return (), at


def _of_adjective(near: Span, voices: Voices) -> tuple[int, ...]:
    """Whose ambassador it is: "the Peruvian ambassador"."""
    return next((who for token in near if (who := voices.demonym(token.text))), ())


def invited(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Invited the envoy to Oslo": a visit to come."""
    course, (objects, after) = of_verb(verb), objects_of(verb.i + 1, sentence, voices)
    people = [actor for actor in objects if voices.actors.is_person(actor)]
    if not people or after + 1 >= sentence.end or sentence.doc[after].lower_ != "to":
        return
    where, end = located(after + 1, sentence.end, voices)
    if where is None or _to_meet(after, sentence) or course.status is not Status.HELD:
        return
    found: Around = around(end, sentence, voices)
    found.place = where
    planned = Course(Status.PLANNED, course.first, course.governor)
    who = dict.fromkeys([*takers(course, verb, voices), *people])
    sighting = sighted(verb, MeetingKind.VISIT, who, planned, found, "verb: invite", voices, confidence=0.7)
    if sighting is not None:
        yield sighting


def _to_meet(at: int, sentence: Span) -> bool:
    """Whether they are invited to talks, which the noun tells of."""
    nouns = meeting_words().nouns
    return any(token.lower_ in nouns for token in sentence.doc[at : min(sentence.end, at + 10)])
