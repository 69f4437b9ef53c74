"""Meetings told of by nouns: "held talks with", "the Oslo summit", "after a phone call between", "his visit to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.listing import listed
from kg.extract.meetings.around import ASIDE, Around, around
from kg.extract.meetings.circumstances import NO_DATE, clause_date, date_between, hearsay, opening_place
from kg.extract.meetings.courses import VERBS, Course, of_verb
from kg.extract.meetings.located import located
from kg.extract.meetings.noun_phrases import hosts_before, left_edge, other_words, pair_before
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.status import of_noun
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.places import place
from kg.extract.voices import Voices
from kg.model import BlockKind, MeetingKind, Place, Status

_TURNED: Final = frozenset({"turned", "turns", "turn"})
_LEAVING: Final = frozenset({"walk", "walks", "walked", "walking", "pull", "pulls", "pulled", "storm", "stormed"})
_BODIES: Final = frozenset({"assembly", "congress", "forum", "convention", "negotiations", "council", "consultations"})
_HIS: Final = frozenset({"his", "her"})
_DEFINITE: Final = frozenset({"the", "this", "these", "those", "both", "that"})
_SPEECH_TIMES: Final = frozenset({"after", "during", "before", "following", "at", "in", "amid", "since"})


def from_nouns(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """The meetings that the nouns of a sentence tell of."""
    for token in sentence:
        kind = _kind(token, voices)
        if kind is not None:
            sighting = _noun(token, kind, sentence, voices)
            if sighting is not None:
                yield sighting


def _kind(token: Token, voices: Voices) -> MeetingKind | None:
    """The kind of meeting that a noun names; None for other nouns, and for these words in other senses."""
    words = meeting_words()
    kind = words.nouns.get(token.lower_)
    if kind is None or (token.tag_ in {"VB", "VBD", "VBZ", "VBP"} and token.lower_ != "talks"):
        return None
    following = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    if following in words.nothing_after or token.lower_ in {
        "round",
        "rounds",
        "session",
        "sessions",
        "talk",
        "encounter",
        "audience",
    }:
        return None
    if (
        token.lower_ == "meeting"
        and token.tag_ == "VBG"
        and not (before and token.nbor(-1).tag_ in {"DT", "JJ", "PRP$", "POS", "NN", "NNP"})
    ):
        return None
    if token.lower_ == "talks" and token.tag_ == "VBZ" and voices.who(token.nbor(-1) if before else token):
        return None
    if token.lower_ in _BODIES and token.is_title and voices.parsed.block(token) is not BlockKind.TITLE:
        return None
    if token.lower_ in {"conference", "conferences"} and before in words.press:
        return MeetingKind.NEWS_CONFERENCE
    if kind is MeetingKind.PHONE_CALL and not _is_call(token, before, following):
        return None
    if before in words.no_meetings and kind in {MeetingKind.TALKS, MeetingKind.CONFERENCE}:
        return None
    if kind is MeetingKind.VISIT and token.tag_ not in {"NN", "NNS", "NNP"}:
        return None
    return kind


def _is_call(token: Token, before: str, following: str) -> bool:
    """Whether a "call" or "conversation" is one by telephone, or points back to one."""
    words = meeting_words()
    if before in words.telephonic or token.lower_ not in {"call", "calls", "conversation", "conversations"}:
        return True
    if following in {"for", "to", "on"} or token.tag_ not in {"NN", "NNS"}:
        return False
    return before in {"the", "their", "this"} or following in {"with", "between"}


def _noun(noun: Token, kind: MeetingKind, sentence: Span, voices: Voices) -> Sighting | None:
    doc, first = noun.doc, left_edge(noun)
    if any(t.lower_ in ASIDE for t in doc[max(sentence.start, first - 2) : first]):
        return None
    caption = voices.parsed.block(noun) is BlockKind.CAPTION
    course, verb, role = of_noun(noun, first, caption)
    found = around(noun.i + 1, sentence, voices)
    led = tuple(dict.fromkeys(hosts_before(first, noun, voices)))
    convened = _convened(noun, sentence, voices)
    owners = _owner_acts(first, noun, course, verb, role, voices) or _owners(first, noun, voices)
    who = dict.fromkeys([*pair_before(first, noun, voices), *owners, *found.with_whom])
    absent: dict[int, None] = {}
    hosts = dict.fromkeys([*led, *convened])
    _governed(verb, role, course, noun, kind, voices, who, absent, hosts, found)
    invited = _invited(noun, first, voices, who, absent)
    if invited and not course.told:
        course = replace(course, status=Status.REFUSED if absent else Status.PLANNED, told=True)
    if kind is MeetingKind.VISIT:
        who.update(_to_whom(noun, sentence, voices))
    _around_caption(noun, first, sentence, voices, who)
    who.update(found.by_whom if kind is MeetingKind.VISIT else {})
    hosts.update({} if kind is MeetingKind.VISIT else found.by_whom)
    who = {actor: None for actor in [*who, *hosts] if actor not in absent}
    if kind is MeetingKind.NEWS_CONFERENCE and (len(who) < 2 or not _joint(noun, first, who)):
        return None
    if course.status is None or "?" in [t.text for t in sentence[-3:]]:
        return None
    definite = _definite(doc[first], noun, first, voices)
    visitors = [a for a in who if voices.actors.is_person(a)]
    if kind is MeetingKind.VISIT and not visitors and found.place is None and not (definite and course.told):
        return None
    return Sighting(
        sentence=sentence,
        anchor=noun,
        kind=None if kind is MeetingKind.TALKS else kind,
        participants=tuple(who),
        status=course.status,
        rule=f"noun: {noun.lower_}",
        confidence=0.8,
        hosts=tuple(hosts),
        absent=tuple(absent),
        place=(
            found.place
            or _compound_place(first, noun, voices)
            or _verb_place(verb, role, sentence, voices)
            or opening_place(sentence, noun, voices)
        ),
        date=found.date or _compound_date(first, noun, voices) or _verb_date(verb, role, noun, voices),
        about=found.about,
        definite=definite,
        other=other_words(first, noun, voices.dates(sentence)),
        told=course.told,
        invited=invited,
        hedged=hearsay(noun),
    )


def _governed(
    verb: Token | None, role: str, course: Course, noun: Token, kind: MeetingKind, voices: Voices,
    who: dict[int, None], absent: dict[int, None], hosts: dict[int, None], found: Around,
) -> None:  # fmt: skip
    """Adds those whom the governing verb ties to the meeting."""
    words = meeting_words()
    if verb is None:
        return
    low = verb.lower_
    subjects = takers(course, verb, voices)
    attending = low in words.attend and not (verb.tag_ == "VBG" and course.first is verb)
    if low in words.travel and role == "for" and found.place is None:
        found.place = located(verb.i + 2, noun.i, voices)[0]
        found.date = found.date or date_between(verb.i + 1, noun.i, noun.sent, voices)
    if low in words.convene and role == "object" and low not in words.attend:
        if low not in words.have:
            hosts.update(dict.fromkeys(subjects))
        who.update(dict.fromkeys(subjects))
    elif (role == "object" and (low in words.have or low in words.attend)) or (
        attending and role in {"in", "to", "at", "for"}
    ):
        if course.status is Status.REFUSED and attending:
            absent.update(dict.fromkeys(subjects))
        else:
            who.update(dict.fromkeys(subjects))
    elif low in words.refused and role == "object" and course.told:
        who.update(dict.fromkeys(subjects))
    elif low in words.planned and role in {"to", "for", "in"}:
        objects = voices.of(voices.grammar.objects(verb))
        who.update(dict.fromkeys([*subjects, *objects]))
    elif (
        (role in _SPEECH_TIMES and (len(found.with_whom) == 1 or (role == "during" and not who and low in words.host)))
        or role == "at"
        or (role == "of" and _walked_out(noun, verb))
        or (kind is MeetingKind.VISIT and role in {"during", "on", "after", "at"})
    ):
        who.update(dict.fromkeys(a for a in subjects if role == "of" or voices.actors.is_person(a)))
    elif low in {"address", "addressed", "addresses", "addressing"}:
        who.update(dict.fromkeys(subjects))


def _invited(noun: Token, first: int, voices: Voices, who: dict[int, None], absent: dict[int, None]) -> bool:
    """Whether the meeting is one to which somebody is invited; adds who invites, is invited, or turns it down."""
    doc = noun.doc
    for at in range(first - 1, max(noun.sent.start - 1, first - 26), -1):
        low = doc[at].lower_
        if low in {"invitation", "invited", "invites", "invite", "inviting"}:
            after = at + 2 if low == "invitation" and doc[at + 1].lower_ == "to" else at + 1
            guests = listed(voices, after, noun.i)[0]
            if not guests and noun.i + 1 < noun.sent.end and doc[noun.i + 1].lower_ == "to":
                guests = listed(voices, noun.i + 2, noun.sent.end)[0]
            owner = voices.who(doc[at - 1]) if low == "invitation" and at > 0 else ()
            sent = next((doc[i] for i in range(at, max(noun.sent.start, at - 4), -1) if doc[i].tag_ in VERBS), None)
            hosts = owner or (takers(of_verb(sent), sent, voices) if sent is not None else ())
            if sent is not None and (sent.lower_ in meeting_words().refused or sent.lower_ in _TURNED):
                absent.update(dict.fromkeys(hosts))
                return True
            who.update(dict.fromkeys([*hosts, *guests]))
            return bool(guests)
        if doc[at].text in {";", ":"}:
            break
    return False


def _to_whom(noun: Token, sentence: Span, voices: Voices) -> dict[int, None]:
    """The person whom a visit is made to see: "a trip to Oslo to ask Ada Voss to"."""
    doc = noun.doc
    for at in range(noun.i + 1, min(sentence.end - 2, noun.i + 12)):
        if doc[at].lower_ == "to" and doc[at + 1].tag_ == "VB":
            people = [a for a in voices.who(doc[at + 2]) if voices.actors.is_person(a)]
            return dict.fromkeys(people)
    return {}


def _walked_out(noun: Token, verb: Token) -> bool:
    """ "Walked out of the talks"."""
    return verb.lower_ in _LEAVING and noun.doc[verb.i + 1].lower_ == "out"


def _owner_acts(
    first: int, noun: Token, course: Course, verb: Token | None, role: str, voices: Voices
) -> tuple[int, ...]:
    """Whose "his talks" are where their verb has one subject: "Ada Voss cancelled her summit with"."""
    if verb is None or role != "object" or not any(t.lower_ in _HIS for t in noun.doc[first : noun.i]):
        return ()
    subjects = takers(course, verb, voices)
    people = tuple(actor for actor in subjects if voices.actors.is_person(actor))
    return people if len(people) == 1 else ()


def _owners(first: int, noun: Token, voices: Voices) -> tuple[int, ...]:
    """ "His talks with", "Ada Voss's visit"."""
    doc = noun.doc
    for at in range(noun.i - 1, first - 1, -1):
        token = doc[at]
        if token.tag_ == "PRP$":
            return voices.who(token)
        if token.tag_ == "POS" and at > 0:
            return voices.who(doc[at - 1])
    return ()


def _convened(noun: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "Talks convened by", "hosted by"."""
    after = noun.i + 1
    words = {"hosted", "convened", "brokered", "mediated", "sponsored", "chaired", "organised", "organized", "led"}
    if after + 1 < sentence.end and noun.doc[after].lower_ in words and noun.doc[after + 1].lower_ == "by":
        who, _ = listed(voices, after + 2, sentence.end)
        return who
    return ()


def _around_caption(noun: Token, first: int, sentence: Span, voices: Voices, who: dict[int, None]) -> None:
    """A caption's "A and B at a joint news conference", "before a bilateral meeting"."""
    doc = noun.doc
    if first <= sentence.start + 1 or doc[first - 1].lower_ not in {
        "at",
        "before",
        "during",
        "after",
        "ahead",
        "following",
    }:
        return
    finite = [t for t in doc[sentence.start : first] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    caption = voices.parsed.block(noun) is BlockKind.CAPTION
    if (not finite or caption) and len(who) < 2:
        row = listed(voices, sentence.start, first)[0] if not finite else ()
        named = row or voices.named(doc[sentence.start : first])
        who.update(dict.fromkeys(actor for actor in named if voices.actors.is_person(actor)))


def _joint(noun: Token, first: int, who: dict[int, None]) -> bool:
    return "joint" in {t.lower_ for t in noun.doc[first : noun.i]} or "together" in {t.lower_ for t in noun.sent}


def _compound_place(first: int, noun: Token, voices: Voices) -> Place | None:
    """ "The Oslo talks": a city before the noun; a country there is what they are about."""
    doc = noun.doc
    dates, at = voices.dates(noun.sent), noun.i - 1
    while at >= first:
        start = at
        if (doc[at].tag_ in {"NNP", "NNPS"} and not voices.actors.one(doc[at])) or doc[at].ent_type_ in {"GPE", "LOC"}:
            while (
                start > first
                and doc[start - 1].tag_ in {"NNP", "NNPS"}
                and not voices.actors.one(doc[start - 1])
                and start - 1 not in dates
            ):
                start -= 1
            where = place(doc[start : at + 1].text)
            if where is not None and where.latitude is not None:
                return where
        at = start - 1
    return None


def _compound_date(first: int, noun: Token, voices: Voices) -> str:
    """ "The Friday talks", "next month's talks"."""
    dates = voices.dates(noun.sent)
    inside = [at for at in range(first, noun.i) if at in dates]
    return noun.doc[inside[0] : inside[-1] + 1].text.removesuffix("’s").removesuffix("'s") if inside else ""


def _verb_place(verb: Token | None, role: str, sentence: Span, voices: Voices) -> Place | None:
    """The place beside the verb that the meeting is the subject of: "the talks collapsed in Oslo"."""
    if verb is None or role != "subject" or verb.lower_ not in meeting_words().run or verb.i + 1 >= sentence.end:
        return None
    return around(verb.i + 1 + (verb.nbor(1).lower_ == "place"), sentence, voices).place


def _verb_date(verb: Token | None, role: str, noun: Token, voices: Voices) -> str:
    """The date of the verb that the meeting is the object or subject of: "on Friday held talks"."""
    words = meeting_words()
    if verb is None or not (role == "subject" or verb.lower_ in words.have or verb.lower_ in words.convene):
        return ""
    dates, doc = voices.dates(noun.sent), noun.doc
    if role == "subject":
        if verb.lower_ not in words.run:
            return ""
        after = [at for at in range(verb.i, min(noun.sent.end, verb.i + 9)) if at in dates]
        while after and after[-1] + 1 in dates:
            after.append(after[-1] + 1)
        if after:
            found = doc[after[0] : after[-1] + 1].text.removeprefix("of ")
            return "" if found.split()[0].lower() in NO_DATE else found
    return clause_date(verb, voices)


def _definite(opening: Token, noun: Token, first: int, voices: Voices) -> bool:
    """Whether the noun points to a meeting that is known: "the talks", "Friday's meeting", "the Oslo summit"."""
    return opening.lower_ in _DEFINITE or bool(_compound_date(first, noun, voices)) or opening.tag_ == "PRP$"
