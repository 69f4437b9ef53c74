"""Meetings told of by verbs: "met the envoy in Oslo", "will gather in Rome", "negotiated with"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.listing import listed
from kg.extract.meetings import hosting, journeys, stays
from kg.extract.meetings.around import around
from kg.extract.meetings.behind import TELLING
from kg.extract.meetings.calls import by_phone, in_confidence, on_the_line, phoned, raised_by_phone, told_by_phone
from kg.extract.meetings.circumstances import clause_date, date_between, place_between
from kg.extract.meetings.coming import on_the_way
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.discussions import discussed
from kg.extract.meetings.further import further
from kg.extract.meetings.idioms import brought, idiom_forms, phrased
from kg.extract.meetings.located import dateline, place_before
from kg.extract.meetings.mediating import mediating
from kg.extract.meetings.noun_kinds import is_participle
from kg.extract.meetings.objects import objects_of, past_unnamed
from kg.extract.meetings.one_by_one import each_of, encounters, one_by_one, told_apart
from kg.extract.meetings.seeing import between, saw
from kg.extract.meetings.side_by_side import APPEARING, beside, exchanged_words, last_met
from kg.extract.meetings.sighted import sighted
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
_VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})

_NOT_VERBS: Final = (stays.awaited, stays.bidden, on_the_line, hosting.of_host)
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
    out: dict[str, Reader] = dict.fromkeys(("see", "sees", "saw", "seen", "seeing"), saw)
    out |= dict.fromkeys(("lead", "leads", "led", "head", "heads", "headed"), journeys.led)
    out |= dict.fromkeys(verb_forms("send") + verb_forms("dispatch") + verb_forms("despatch"), journeys.sent)
    out |= dict.fromkeys(("shuttle", "shuttles", "shuttled", "shuttling", "mediated", "mediating"), between)
    out |= dict.fromkeys(verb_forms("bring"), brought)
    out |= dict.fromkeys(("due", "expected"), stays.awaited)
    out |= dict.fromkeys(("was", "were", "been"), stays.been)
    out["invitation"] = stays.bidden
    out["host"] = hosting.of_host
    out |= dict.fromkeys(("phone", "telephone", "line"), on_the_line)
    out |= dict.fromkeys(("get", "gets", "got"), _got_together)
    out |= dict.fromkeys(sorted(TELLING | {"assuring", "telling", "urging", "warning"}), _told)
    out |= dict.fromkeys(verb_forms("reach") + verb_forms("contact"), told_by_phone)
    out |= dict.fromkeys(verb_forms("offer") + verb_forms("volunteer"), mediating)
    out |= dict.fromkeys(APPEARING, beside)
    out |= dict.fromkeys(verb_forms("raise") + verb_forms("broach") + verb_forms("settle"), raised_by_phone)
    return dict.fromkeys(idiom_forms(), phrased) | out


def from_verbs(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """The meetings that the verbs of a sentence tell of."""
    readers, others = _readers(), _others()
    for token in sentence:
        low = token.lower_
        read, other = readers.get(low), others.get(low)
        told = list(read(token, sentence, voices)) if read is not None and _is_verb(token, voices) else []
        to = other is between and token.tag_ == "NN" and _before_verb(token) == "to"  # "is due to shuttle between"
        if not told and other is not None and (token.tag_.startswith("VB") or other in _NOT_VERBS or to):
            told = list(other(token, sentence, voices))
        yield from told


def _called(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Called him on Friday", "called in the ambassador"."""
    summoning = verb.lower_.startswith("call") and _next(verb, sentence) == "in"
    yield from (hosting.summoned if summoning else phoned)(verb, sentence, voices)


def _exchanged(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Exchanged views in Oslo", "exchanged a few words"."""
    if _next(verb, sentence) in {"views", "opinions"}:
        yield from _gathered(verb, sentence, voices)
    yield from exchanged_words(verb, sentence, voices)


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
    if verb.tag_ == "VBN" and _next(verb, sentence) == "by" and _before_verb(verb) in {"was", "were", "been", "be"}:
        yield from hosting.received_by(verb, course, sentence, voices)
        return
    start = _past_manner(verb.i + 1 + (_next(verb, sentence) in {"down", "together"}), sentence)
    objects, after = objects_of(start, sentence, voices)
    unnamed = None if objects else past_unnamed(start, sentence)
    found = around(unnamed or after, sentence, voices)
    found.date = found.date or date_between(verb.i + 1, after, sentence, voices)
    found.place = found.place or place_between(verb.i + 1, unnamed or after, voices)
    on_the_way(course, verb, found, voices)
    if "here" in {t.lower_ for t in verb.doc[verb.i + 1 : after]}:
        found.place = found.place or dateline(voices)
    there = next(
        (t.i for t in verb.doc[verb.i + 1 : min(sentence.end, after + 1)] if t.lower_ == "there" and t.tag_ != "EX"),
        None,
    )
    if there is not None:
        found.place = found.place or place_before(there, voices)
        found.date = found.date or date_between(sentence.start, verb.i, sentence, voices)
    since = last_met(verb, course, after, voices)
    course, found = since or (course, found)
    subjects = takers(course, verb, voices)
    if verb.tag_ == "VBN" and course.first is verb and not (voices.before(verb) or voices.grammar.subjects(verb)):
        # a participle: "met with criticism"
        return
    separate = told_apart(verb, sentence)
    objects = each_of(start, sentence, voices) or objects
    found.with_whom.update({actor: None for actor in found.hosts if voices.actors.is_person(actor)})
    groups = (one_by_one(verb, sentence, voices) or [(each,) for each in objects[:6]]) if separate else []
    for own, group_ in encounters(subjects, groups) or [(subjects, tuple(dict.fromkeys([*objects, *found.with_whom])))]:
        who = dict.fromkeys([*own, *group_])
        if len(who) >= 2 or (not since and (who or same_people(course, verb, voices)) and (found.place or found.date)):
            kind = MeetingKind.PHONE_CALL if by_phone(verb, sentence) else None
            sighting = sighted(verb, kind, who, course, found, "verb: meet", voices)
            if sighting is not None:
                apart = {"separate"} if separate else {"previous"} if since or _before(verb) else set()
                yield replace(sighting, other=frozenset(apart))
                yield from _besides(sighting, own, group_, voices) if not apart else ()
                yield from _but_not(sighting, own, group_, voices)


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


def _but_not(sighting: Sighting, subjects: tuple[int, ...], met: tuple[int, ...], voices: Voices) -> Iterator[Sighting]:
    """ "Met Ada Voss [but not Bo Lund]", "[though not with Bo Lund]": whom one has not met, or will not."""
    doc, low, end = sighting.anchor.doc, sighting.anchor.i + 1, sighting.sentence.end
    if sighting.status not in {Status.HELD, Status.PLANNED} or not (subjects and sighting.told):
        return
    for at in range(low, end - 2):
        if doc[at].tag_ in FINITE or doc[at].text == ";":
            return
        if doc[at].lower_ in {"but", "though", "although"} and doc[at + 1].lower_ == "not":
            who, _ = listed(voices, at + 2 + (doc[at + 2].lower_ == "with"), end)
            if who and not set(who) & {*subjects, *met} and all(map(voices.actors.is_person, (*who, *subjects))):
                status = Status.DENIED if sighting.status is Status.HELD else Status.REFUSED
                participants = (*subjects, *who)
                yield replace(sighting, participants=participants, status=status, place=None, date="", same=False)
            return


def _led_by_date(sighting: Sighting, voices: Voices) -> bool:
    """Whether the words for when stand before the verb and go for all that it tells: "On Monday she met A and B"."""
    return bool(sighting.date) and sighting.date == clause_date(sighting.anchor, voices)


def _before(verb: Token) -> bool:
    """Whether the verb tells of an earlier meeting than the one spoken of: "who last met in Rome"."""
    near = verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]
    return any(token.lower_ in {"last", "previously", "first"} for token in near)


def _gathered(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Foreign ministers gathered in Oslo": with a place or a date."""
    if no_meeting(verb, sentence, voices):
        return
    exchanged = _next(verb, sentence) in {"views", "opinions"}
    start = verb.i + 1 + exchanged
    if not exchanged and (brought_together := hosting.gathered(verb, sentence, voices)) is not None:
        yield brought_together
        return
    course, found = of_verb(verb), around(start, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *found.with_whom])
    several = len(who) > 1 or same_people(course, verb, voices) or _plural_subject(verb, voices)
    if (found.place or found.date) and (several or _body_meets(who, voices)):
        sighting = sighted(verb, None, who, course, found, "verb: gather", voices, confidence=0.75)
        if sighting is not None:  # they gather before they meet
            yield replace(sighting, told=exchanged or sighting.status is not Status.HELD)


def _body_meets(who: dict[int, None], voices: Voices) -> bool:
    """Whether it is a body of many that gathers: "the European Council convenes"."""
    keys = [voices.actors.actors[actor].key or "" for actor in who]
    return len(keys) == 1 and keys[0].startswith(("org:", "coalition:"))


def _plural_subject(verb: Token, voices: Voices) -> bool:
    """Whether several meet, though one actor stands for them: "experts met"."""
    heads = voices.grammar.subjects(verb) or [verb.nbor(-1)] if verb.i else []
    return any(head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "we", "two", "both"} for head in heads)
