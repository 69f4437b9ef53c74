"""Meetings told of by verbs: "met the envoy in Oslo", "will gather in Rome", "negotiated with"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.listing import listed
from kg.extract.meetings import hosting, journeys, stays
from kg.extract.meetings.around import Around, around
from kg.extract.meetings.behind import TELLING
from kg.extract.meetings.calls import by_phone, in_confidence, on_the_line, phoned, told_by_phone
from kg.extract.meetings.circumstances import clause_date, date_between, place_between
from kg.extract.meetings.courses import Course, is_there, of_verb
from kg.extract.meetings.discussions import discussed
from kg.extract.meetings.further import further
from kg.extract.meetings.idioms import brought, idiom_forms, phrased
from kg.extract.meetings.located import dateline, located, place_before
from kg.extract.meetings.mediating import mediating
from kg.extract.meetings.noun_kinds import is_participle
from kg.extract.meetings.objects import objects_of, past_unnamed
from kg.extract.meetings.one_by_one import EACH_APART, each_of, encounters, one_by_one
from kg.extract.meetings.sighted import sighted, wished
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.signings import signed
from kg.extract.meetings.takers import same_people, takers
from kg.extract.meetings.talking import talked
from kg.extract.meetings.traps import no_meeting
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import BlockKind, MeetingKind, Status

_SITTING: Final = frozenset({"with", "together", "again", "in", "face", "at", "on", "to", "for", "around", "one"})
_TOGETHER: Final = frozenset({"room", "table"})
_MANNER: Final = frozenset(
    {"one", "on", "-", "face", "to", "alone", "privately", "behind", "closed", "doors", "briefly"}
)
_SEEN_DOING: Final = frozenset({"VB", "VBG", "VBN", "VBD", "JJ"})
_BEHIND: Final = frozenset({"in", "at", "on", "for", "before", "after", "to", "over", "and"})
_VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})

_ARRANGED: Final = frozenset({"due", "scheduled", "set", "slated", "expected"})
_NOT_VERBS: Final = (stays.awaited, stays.bidden, on_the_line)
Reader = Callable[[Token, Span, Voices], Iterator[Sighting]]


@cache
def _readers() -> dict[str, Reader]:
    """What reads the meetings that a verb tells of, by its forms; the first that knows a form reads it."""
    words = meeting_words()
    by_words: tuple[tuple[dict[str, str], Reader], ...] = (
        (words.meet, _met),
        (words.sit, _sat_down),
        (words.gather, _gathered),
        (words.exchange, _exchanged),
        (words.talk, talked),
        (words.phone, _called),
        (words.host, hosting.hosted),
        (words.summon, hosting.summoned),
        (words.brief, hosting.briefed),
        (words.invite, hosting.invited),
        (words.visit, journeys.visited),
        (words.travel, journeys.travelled),
        (words.discuss, discussed),
        (words.sign, signed),
    )
    out: dict[str, Reader] = {}
    for forms, read in by_words:
        for form in forms:
            out.setdefault(form, read)
    return out


@cache
def _others() -> dict[str, Reader]:
    """The same for words that tell of one only with more beside them."""
    out: dict[str, Reader] = dict.fromkeys(("see", "sees", "saw", "seen", "seeing"), _saw)
    out |= dict.fromkeys(("lead", "leads", "led", "head", "heads", "headed"), journeys.led)
    out |= dict.fromkeys(verb_forms("send") + verb_forms("dispatch"), journeys.sent)
    out |= dict.fromkeys(("shuttled", "shuttling", "mediated", "mediating"), _between)
    out |= dict.fromkeys(verb_forms("bring"), brought)
    out |= dict.fromkeys(("due", "expected"), stays.awaited)
    out |= dict.fromkeys(("was", "were", "been"), stays.been)
    out["invitation"] = stays.bidden
    out |= dict.fromkeys(("phone", "telephone", "line"), on_the_line)
    out |= dict.fromkeys(("get", "gets", "got"), _got_together)
    out |= dict.fromkeys(sorted(TELLING | {"assuring", "telling", "urging", "warning"}), _told)
    out |= dict.fromkeys(verb_forms("reach") + verb_forms("contact"), told_by_phone)
    out |= dict.fromkeys(verb_forms("offer") + verb_forms("volunteer"), mediating)
    return dict.fromkeys(idiom_forms(), phrased) | out


def from_verbs(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """The meetings that the verbs of a sentence tell of."""
    readers, others = _readers(), _others()
    for token in sentence:
        low = token.lower_
        read, other = readers.get(low), others.get(low)
        told = list(read(token, sentence, voices)) if read is not None and _is_verb(token, voices) else []
        if not told and other is not None and (token.tag_.startswith("VB") or other in _NOT_VERBS):
            told = list(other(token, sentence, voices))
        yield from told


def _called(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Called him on Friday", "called in the ambassador"."""
    summoning = verb.lower_.startswith("call") and _next(verb, sentence) == "in"
    yield from (hosting.summoned if summoning else phoned)(verb, sentence, voices)


def _exchanged(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Exchanged views in Oslo"."""
    if _next(verb, sentence) in {"views", "opinions"}:
        yield from _gathered(verb, sentence, voices)


def _sat_down(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Sat down with the rebels", "will sit down [again] in Rome"."""
    near = {t.lower_ for t in verb.doc[verb.i + 2 : min(sentence.end, verb.i + 5)]}
    around_it = _next(verb, sentence) in {"in", "at", "around", "round"} and not _TOGETHER.isdisjoint(near)
    if around_it and not near.isdisjoint({"one", "same", "a"}):
        yield from _met(verb, sentence, voices)
    if _next(verb, sentence) == "down" and verb.i + 2 < sentence.end and verb.nbor(2).lower_ in _SITTING:
        yield from _met(verb, sentence, voices)


def _told(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Assured him by telephone", "told him", as those say who know of the conversation."""
    yield from told_by_phone(verb, sentence, voices)
    yield from in_confidence(verb, sentence, voices)


def _got_together(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Agreed to get together in April", "got together with"."""
    if _next(verb, sentence) == "together":
        yield from _met(verb, sentence, voices)


def _saw(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Will see his colleague, Ada Voss, in Oslo": a person and a person, where or when is told."""
    course = of_verb(verb)
    objects, after = objects_of(verb.i + 1, sentence, voices)
    mutual = _next(verb, sentence) in {"each", "one"} and verb.i + 2 < sentence.end
    after += 2 * (mutual and verb.nbor(2).lower_ in {"other", "another"})
    found = around(after, sentence, voices)
    _on_the_way(course, verb, found, voices)
    behind = _behind_gerund(verb, objects, after, sentence, voices)
    subjects = behind or takers(course, verb, voices)
    objects = tuple(actor for actor in objects if actor not in subjects)
    objects = subjects[1:] if mutual and after > verb.i + 1 and not objects else objects
    who = dict.fromkeys([*subjects, *objects])
    people = all(map(voices.actors.is_person, who))
    doing = after < sentence.end and after not in voices.dates(sentence) and sentence.doc[after].tag_ in _SEEN_DOING
    leaving = (doing and not behind) or (after < sentence.end and sentence.doc[after].lower_ == "as")
    then = verb.tag_ == "VBG" and _before_verb(verb) in {"after", "before", "on", "upon"}  # "said after seeing her"
    ending = after >= sentence.end or sentence.doc[after].is_punct or sentence.doc[after].lower_ in _BEHIND
    also = ending and _before_verb(verb) in {"also", "later", "then", "separately"}
    arranged = course.governor is not None and course.governor.lower_ in _ARRANGED and course.told and ending
    arranged = arranged or wished(course) or (course.status is Status.REFUSED and course.told and ending)
    bound = found.place is not None or found.date or then or also or arranged
    if objects and len(who) > len(objects) and people and bound and not leaving:
        sighting = sighted(verb, None, who, course, found, "verb: see", voices, confidence=0.65)
        if sighting is not None:
            yield sighting


def _between(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Shuttled between the two for seven hours on Monday": with both, where they are somebody and not places."""
    if _next(verb, sentence) != "between":
        return
    course, (others, after) = of_verb(verb), listed(voices, verb.i + 2, sentence.end)
    found = around(after, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *others])
    people = [actor for actor in others if voices.actors.is_person(actor)]
    if len(people) >= 2 and len(who) > len(others) and (found.date or found.place):
        sighting = sighted(verb, None, who, course, found, "verb: shuttle", voices, confidence=0.65)
        if sighting is not None:
            yield sighting


def _behind_gerund(
    verb: Token, objects: tuple[int, ...], after: int, sentence: Span, voices: Voices
) -> tuple[int, ...]:
    """Who acts behind a gerund that opens the clause: "after seeing Bo Lund in Oslo, [Ada Voss] said"."""
    if verb.tag_ != "VBG" or _before_verb(verb) not in {"after", "before", "on", "upon", "while"}:
        return ()
    opening = verb.i - 1
    if opening > sentence.start and sentence.doc[opening - 1].text != ",":
        return ()
    if len(objects) > 1 and after < sentence.end and sentence.doc[after].tag_ in FINITE:
        return objects[-1:]  # read as one list with those who are seen
    comma = next((t.i for t in sentence.doc[after : sentence.end] if t.text == "," or t.tag_ in FINITE), None)
    if comma is None or sentence.doc[comma].text != ",":
        return ()
    who, end = listed(voices, comma + 1, sentence.end)
    return who if end < sentence.end and sentence.doc[end].tag_ in FINITE | {"RB"} else ()


def _before_verb(verb: Token) -> str:
    return verb.nbor(-1).lower_ if verb.i > verb.sent.start else ""


def _next(token: Token, sentence: Span) -> str:
    return token.nbor(1).lower_ if token.i + 1 < sentence.end else ""


def _is_verb(token: Token, voices: Voices) -> bool:
    if token.lower_ == "meeting" and is_participle(token):
        return True
    if token.tag_ in _VERBS:
        return (
            token.lower_ != "meeting"
            or token.i == token.sent.start
            or token.nbor(-1).tag_ not in {"DT", "JJ", "PRP$", "POS"}
        )
    if token.tag_ == "JJ" and token.lower_ in {**meeting_words().summon, **meeting_words().phone}:
        joined = token.i > token.sent.start and token.nbor(-1).lower_ == "and"  # "recalled hers and summoned his"
        return joined and token.lower_.endswith("ed")
    if token.tag_ == "NN" and token.lower_ in meeting_words().phone and _before_verb(token) == "to":
        return token.i + 1 < token.sent.end and bool(voices.who(token.nbor(1)))  # "is due to telephone Ada Voss"
    title = voices.parsed.block(token) is BlockKind.TITLE
    return title and token.i > token.sent.start and bool(voices.who(token.nbor(-1))) and token.lower_ != "meeting"


def _met(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Met [with] the envoy", "the two met", "due to meet Thursday with the envoy"; not "met the demands"."""
    course = of_verb(verb)
    if no_meeting(verb, sentence, voices):
        return
    start = _past_manner(verb.i + 1 + (_next(verb, sentence) in {"down", "together"}), sentence)
    objects, after = objects_of(start, sentence, voices)
    unnamed = None if objects else past_unnamed(start, sentence)
    found = around(unnamed or after, sentence, voices)
    found.date = found.date or date_between(verb.i + 1, after, sentence, voices)
    found.place = found.place or place_between(verb.i + 1, unnamed or after, voices)
    _on_the_way(course, verb, found, voices)
    if "here" in {t.lower_ for t in verb.doc[verb.i + 1 : after]}:
        found.place = found.place or dateline(voices)
    there = next(
        (t.i for t in verb.doc[verb.i + 1 : min(sentence.end, after + 1)] if t.lower_ == "there" and t.tag_ != "EX"),
        None,
    )
    if there is not None:
        found.place = found.place or place_before(there, voices)
        found.date = found.date or date_between(sentence.start, verb.i, sentence, voices)
    subjects = takers(course, verb, voices)
    if verb.tag_ == "VBN" and course.first is verb and not (voices.before(verb) or voices.grammar.subjects(verb)):
        # a participle: "met with criticism"
        return
    separate = bool(EACH_APART & {t.lower_ for t in sentence})
    objects = each_of(start, sentence, voices) or objects
    groups = (one_by_one(verb, sentence, voices) or [(each,) for each in objects[:6]]) if separate else []
    for own, group_ in encounters(subjects, groups) or [(subjects, tuple(dict.fromkeys([*objects, *found.with_whom])))]:
        who = dict.fromkeys([*own, *group_])
        if len(who) >= 2 or ((who or same_people(course, verb, voices)) and (found.place or found.date)):
            kind = MeetingKind.PHONE_CALL if by_phone(verb, sentence) else None
            sighting = sighted(verb, kind, who, course, found, "verb: meet", voices)
            if sighting is not None:
                apart = {"separate"} if separate else {"previous"} if _before(verb) else set()
                yield replace(sighting, other=frozenset(apart))
                yield from _besides(sighting, own, group_, voices) if not apart else ()


def _past_manner(start: int, sentence: Span) -> int:
    """The token at which "with" stands after how they meet: "sat down [one-on-one] with"; else the first."""
    at = start
    while at < sentence.end and sentence.doc[at].lower_ in _MANNER:
        at += 1
    return at if at < sentence.end and sentence.doc[at].lower_ == "with" else start


def _besides(
    sighting: Sighting, subjects: tuple[int, ...], objects: tuple[int, ...], voices: Voices
) -> Iterator[Sighting]:
    """ "Met Ada Voss in Oslo on Monday and Bo Lund in Rome": the second."""
    if not (subjects and objects):
        return
    for others, found in further(sighting.anchor, sighting.sentence, voices, bare=True):
        if not set(others) & set(sighting.participants):
            led = sighting.date if found.place is None and _led_by_date(sighting, voices) else ""
            yield replace(sighting, participants=(*subjects, *others), place=found.place, date=found.date or led)


def _led_by_date(sighting: Sighting, voices: Voices) -> bool:
    """Whether the words for when stand before the verb and go for all that it tells: "On Monday she met A and B"."""
    return bool(sighting.date) and sighting.date == clause_date(sighting.anchor, voices)


def _on_the_way(course: Course, verb: Token, found: Around, voices: Voices) -> None:
    """Where and when by the verb of coming before: "flew [to Oslo on Friday] to meet", "was [in Oslo] to see"."""
    above = course.governor or _came_before(course.first)
    if above is None or not (above.lower_ in meeting_words().travel or is_there(above)):
        return
    at = next((i for i in range(above.i + 1, verb.i) if above.doc[i].lower_ in {"to", "in", "at", "for"}), above.i + 1)
    found.place = found.place or located(at + 1, verb.i, voices)[0]
    found.date = found.date or date_between(above.i, verb.i, verb.sent, voices)


def _came_before(first: Token) -> Token | None:
    """The verb of coming that goes before: "[flew] to Oslo on Friday and met", "[arrived] in Oslo and held"."""
    if first.i - 2 <= first.sent.start or first.nbor(-1).lower_ != "and":
        return None
    for at in range(first.i - 2, max(first.sent.start, first.i - 14), -1):
        token = first.doc[at]
        if token.tag_ in {"VBD", "VBZ"}:
            return token if token.lower_ in meeting_words().travel else None
    return None


def _before(verb: Token) -> bool:
    """Whether the verb tells of an earlier meeting than the one spoken of: "who last met in Rome"."""
    near = verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]
    return any(token.lower_ in {"last", "previously", "first"} for token in near)


def _gathered(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Foreign ministers gathered in Oslo": with a place or a date."""
    if no_meeting(verb, sentence, voices):
        return
    start = verb.i + 2 if _next(verb, sentence) in {"views", "opinions"} else verb.i + 1
    course, found = of_verb(verb), around(start, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *found.with_whom])
    several = len(who) > 1 or same_people(course, verb, voices) or _plural_subject(verb, voices)
    if (found.place or found.date) and (several or _body_meets(who, voices)):
        sighting = sighted(verb, None, who, course, found, "verb: gather", voices, confidence=0.75)
        if sighting is not None:  # they gather before they meet
            yield replace(sighting, told=sighting.status is not Status.HELD)


def _body_meets(who: dict[int, None], voices: Voices) -> bool:
    """Whether it is a body of many that gathers: "the European Council convenes"."""
    keys = [voices.actors.actors[actor].key or "" for actor in who]
    return len(keys) == 1 and keys[0].startswith(("org:", "coalition:"))


def _plural_subject(verb: Token, voices: Voices) -> bool:
    """Whether several meet, though one actor stands for them: "experts met"."""
    heads = voices.grammar.subjects(verb) or [verb.nbor(-1)] if verb.i else []
    return any(head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "we", "two", "both"} for head in heads)
