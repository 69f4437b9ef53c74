"""Whose meeting a noun names, who is invited to it, who calls it: "his talks", "the NATO summit", "hosted by"."""

from __future__ import annotations

from typing import Final

from kg.extract.inflection import plural, verb_forms
from kg.extract.listing import listed
from kg.extract.meetings.above import VERBS
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.hanging import Hanging, People
from kg.extract.meetings.takers import both_before, takers
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import ActorType, BlockKind, MeetingKind

_TURNED: Final = frozenset({"turned", "turns", "turn"})
_HIS: Final = frozenset({"his", "her"})
_INVITING: Final = frozenset({"invitation", "invited", "invites", "invite", "inviting"})
BROKERING: Final = frozenset(
    form
    for verb in ("broker", "mediate", "sponsor", "arrange", "organise", "organize", "facilitate", "propose", "request")
    for form in verb_forms(verb)
)
"""What those do to a meeting who only bring it about."""
_STANDING_BY: Final = frozenset(
    form
    for noun in ("guarantor", "observer", "sponsor", "witness", "mediator", "facilitator", "broker", "organiser")
    for form in (noun, plural(noun))
)
_APPOSED: Final = 12  # tokens in which an office stands behind a name
_BRINGING: Final = frozenset(
    {"hosted", "convened", "brokered", "mediated", "sponsored", "chaired", "organised", "organized", "led"}
)
_PICTURED: Final = frozenset({"at", "before", "during", "after", "ahead", "following"})
_BODIES: Final = frozenset({ActorType.ORGANIZATION, ActorType.COALITION})
_HYPHENS: Final = frozenset({"-", "‑", "–"})


def invited(noun: Token, first: int, voices: Voices, people: People) -> bool:
    """Whether the meeting is one to which somebody is invited; adds who invites, is invited, or turns it down."""
    doc = noun.doc
    for at in range(first - 1, max(noun.sent.start - 1, first - 26), -1):
        low = doc[at].lower_
        if low in _INVITING:
            after = at + 2 if low == "invitation" and doc[at + 1].lower_ == "to" else at + 1
            guests = listed(voices, after, noun.i)[0]
            if not guests and noun.i + 1 < noun.sent.end and doc[noun.i + 1].lower_ == "to":
                guests = listed(voices, noun.i + 2, noun.sent.end)[0]
            whose = at - 1 - (at > 1 and doc[at - 1].tag_ == "POS")
            owner = voices.who(doc[whose]) if low == "invitation" and at > 0 else ()
            sent = next((doc[i] for i in range(at, max(noun.sent.start, at - 4), -1) if doc[i].tag_ in VERBS), None)
            hosts = owner or (takers(of_verb(sent), sent, voices) if sent is not None else ())
            if sent is not None and (sent.lower_ in meeting_words().refused or sent.lower_ in _TURNED):
                people.absent.update(dict.fromkeys(hosts))
                return True
            if owner and sent is not None and sent.lower_.startswith("accept"):
                guests = (*guests, *takers(of_verb(sent), sent, voices))
            people.who.update(dict.fromkeys([*hosts, *guests]))
            return bool(guests)
        if doc[at].text in {";", ":"}:
            break
    return False


def to_whom(noun: Token, voices: Voices) -> dict[int, None]:
    """The person whom a visit is made to or to see: "a visit to [the king]", "a trip to Oslo to ask Ada Voss to"."""
    doc = noun.doc
    if noun.i + 2 < noun.sent.end and doc[noun.i + 1].lower_ == "to":
        visited, _ = listed(voices, noun.i + 2, noun.sent.end)
        if visited and all(map(voices.actors.is_person, visited)):
            return dict.fromkeys(visited)
    for at in range(noun.i + 1, min(noun.sent.end - 2, noun.i + 12)):
        if doc[at].lower_ == "to" and doc[at + 1].tag_ == "VB":
            people = [a for a in voices.who(doc[at + 2]) if voices.actors.is_person(a)]
            return dict.fromkeys(people)
    return {}


def owner_acts(there: Hanging, voices: Voices) -> tuple[int, ...]:
    """Whose "his talks" are where their verb has one subject: "Ada Voss cancelled her summit with"."""
    before = there.noun.doc[there.first : there.noun.i]
    if there.verb is None or there.role != "object" or not any(t.lower_ in _HIS for t in before):
        return ()
    subjects = takers(there.course, there.verb, voices)
    people = tuple(actor for actor in subjects if voices.actors.is_person(actor))
    return people if len(people) == 1 else ()


def owners_of(first: int, noun: Token, voices: Voices) -> tuple[int, ...]:
    """ "His talks with", "Ada Voss's visit"."""
    doc = noun.doc
    for at in range(noun.i - 1, first - 1, -1):
        token = doc[at]
        if token.tag_ == "PRP$":
            return voices.who(token) or (both_before(token, voices) if token.lower_ == "their" else ())
        if token.tag_ == "POS" and at > 0:
            return voices.who(doc[at - 1])
    return ()


def to_travel(noun: Token, end: int, voices: Voices) -> tuple[int, ...]:
    """Who was to make a journey: "a visit to Oslo that [Ada Voss] was to make"; `end` is the token after "make"."""
    that = next(t.i for t in noun.doc[noun.i + 1 : end] if t.lower_ in {"that", "which"})
    who, after = listed(voices, that + 1, end)
    return who if after < end and noun.doc[after].tag_ in {"VBD", "VBZ", "VBP"} else ()


def body_of(there: Hanging, voices: Voices) -> tuple[int, ...]:
    """The body whose gathering it is: "a NATO summit", "the Arab League conference"; not "UN-led talks"."""
    noun, doc = there.noun, there.noun.doc
    if there.kind is not MeetingKind.CONFERENCE:
        return ()
    for at in range(there.first, noun.i):
        if doc[at + 1].text in _HYPHENS or "-" in doc[at].text or doc[at].tag_ not in {"NNP", "NNPS", "JJ", "NN"}:
            continue
        who = voices.actors.one(doc[at]) or (voices.demonym(doc[at].text) if doc[at].text[:1].isupper() else ())
        bodies = tuple(actor for actor in who if voices.actors.actors[actor].type in _BODIES)
        if bodies:
            return bodies
    return ()


def convened(noun: Token, voices: Voices) -> tuple[int, ...]:
    """ "Talks convened by", "hosted by"."""
    after = noun.i + 1
    if after + 1 < noun.sent.end and noun.doc[after].lower_ in _BRINGING and noun.doc[after + 1].lower_ == "by":
        return listed(voices, after + 2, noun.sent.end)[0]
    return ()


def brokers(there: Hanging, voices: Voices) -> frozenset[int]:
    """Those who only bring a meeting about: "talks brokered by", "arranged by", "who sponsor the talks"."""
    noun = there.noun
    if there.role == "object" and there.verb is not None and there.verb.lower_ in BROKERING:
        return frozenset(takers(there.course, there.verb, voices))
    verb = there.verb if there.role == "subject" and there.verb is not None else None
    near = noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 4)]
    for word in (next((t for t in near if t.lower_ in BROKERING), None), verb):
        if word is None or word.lower_ not in BROKERING or word.i + 2 >= noun.sent.end:
            continue
        if word.nbor(1).lower_ == "by":
            who, after = listed(voices, word.i + 2, noun.sent.end)
            title = voices.actors.inside(noun.doc[after : min(noun.sent.end, after + _APPOSED)])
            office = noun.doc[after].text == "," if after < noun.sent.end else False
            return frozenset([*who, *(actor for actor, _ in title if office)])
    return frozenset()


def host_of(there: Hanging, voices: Voices) -> tuple[int, ...]:
    """ "[Chad], the host of the talks,": who is told to be at home to those who meet."""
    doc, low, at = there.noun.doc, there.noun.sent.start, there.first - 2
    if at <= low or doc[at + 1].lower_ != "of" or doc[at].lower_ not in {"host", "hosts", "chair"}:
        return ()
    before = at - 1
    while before > low and (doc[before].tag_ in {"DT", "JJ", "NN"} or doc[before].text == ","):
        before -= 1
    return voices.who(doc[before]) if doc[before + 1].text == "," else ()


def of_guarantor(there: Hanging) -> bool:
    """ "A guarantor of the talks together with Chad": those who stand by them."""
    doc, of = there.noun.doc, there.first - 1
    return of > there.noun.sent.start and doc[of].lower_ in {"of", "to", "at"} and doc[of - 1].lower_ in _STANDING_BY


def pictured(noun: Token, first: int, voices: Voices, who: dict[int, None]) -> None:
    """A caption's "A and B at a joint news conference", "before a bilateral meeting"."""
    doc, start = noun.doc, noun.sent.start
    if first <= start + 1 or doc[first - 1].lower_ not in _PICTURED:
        return
    finite = [t for t in doc[start:first] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    caption = voices.parsed.block(noun) is BlockKind.CAPTION
    if (not finite or caption) and len(who) < 2:
        row = listed(voices, start, first)[0] if not finite else ()
        named = row or voices.named(doc[start:first])
        who.update(dict.fromkeys(actor for actor in named if voices.actors.is_person(actor)))
