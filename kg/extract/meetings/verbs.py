"""Meetings told of by verbs: "met the envoy in Oslo", "will gather in Rome", "spoke by phone with"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.listing import listed
from kg.extract.meetings.around import Around, around
from kg.extract.meetings.circumstances import (
    date_between,
    place_between,
)
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.journeys import travelled, visited
from kg.extract.meetings.located import located
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.model import BlockKind, MeetingKind, Status

_VERBS: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN"})


def from_verbs(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """The meetings that the verbs of a sentence tell of."""
    words = meeting_words()
    readers = (
        (words.meet, _met),
        (words.gather, _gathered),
        (words.exchange, _exchanged),
        (words.talk, _talked),
        (words.phone, _phoned),
        (words.host, _hosted),
        (words.visit, visited),
        (words.travel, travelled),
        (words.discuss, _discussed),
        (words.sign, _signed),
    )
    for token in sentence:
        read = next((read for forms, read in readers if token.lower_ in forms), None)
        if read is not None and _is_verb(token, voices):
            yield from read(token, sentence, voices)


def _exchanged(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Exchanged views in Oslo"."""
    if _next(verb, sentence) in {"views", "opinions"}:
        yield from _gathered(verb, sentence, voices)


def _next(token: Token, sentence: Span) -> str:
    return token.nbor(1).lower_ if token.i + 1 < sentence.end else ""


def _is_verb(token: Token, voices: Voices) -> bool:
    if token.tag_ in _VERBS:
        return (
            token.lower_ != "meeting"
            or token.i == token.sent.start
            or token.nbor(-1).tag_ not in {"DT", "JJ", "PRP$", "POS"}
        )
    title = voices.parsed.block(token) is BlockKind.TITLE
    return title and token.i > token.sent.start and bool(voices.who(token.nbor(-1))) and token.lower_ != "meeting"


def _met(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Met [with] the envoy", "the two met", "due to meet Thursday with the envoy"; not "met the demands"."""
    words = meeting_words()
    course = of_verb(verb)
    if _object_noun(verb, sentence) in words.nothing_met:
        return
    objects, after = _objects(verb.i + 1, sentence, voices)
    found = around(after, sentence, voices)
    found.date = found.date or date_between(verb.i + 1, after, sentence, voices)
    found.place = found.place or place_between(verb.i + 1, after, voices)
    if course.governor is not None and course.governor.lower_ in words.travel:
        found.place = found.place or located(course.governor.i + 2, verb.i, voices)[0]
        found.date = found.date or date_between(course.governor.i, verb.i, sentence, voices)
    subjects = takers(course, verb, voices)
    if verb.tag_ == "VBN" and course.first is verb and not voices.before(verb):  # a participle: "met with criticism"
        return
    separate = "separately" in {t.lower_ for t in sentence}
    groups = _apart(verb, sentence, voices) if separate else []
    for group_ in groups or [tuple(dict.fromkeys([*objects, *found.with_whom]))]:
        who = dict.fromkeys([*subjects, *group_])
        if len(who) >= 2 or (who and (found.place or found.date)):
            sighting = sighted(verb, None, who, course, found, "verb: meet", voices)
            if sighting is not None:
                apart = {"separate"} if separate else {"previous"} if _before(verb) else set()
                yield replace(sighting, other=frozenset(apart))


def _before(verb: Token) -> bool:
    """Whether the verb tells of an earlier meeting than the one spoken of: "who last met in Rome"."""
    near = verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]
    return any(token.lower_ in {"last", "previously", "first"} for token in near)


def _object_noun(verb: Token, sentence: Span) -> str:
    """The noun that heads what is met: "met with stiff [resistance]"."""
    doc, at, head = verb.doc, verb.i + 1, ""
    while at < sentence.end and (
        doc[at].tag_ in {"DT", "JJ", "PRP$", "NN", "NNS", "VBN", "CD"} or doc[at].lower_ == "with"
    ):
        head = doc[at].lower_ if doc[at].tag_ in {"NN", "NNS"} else head
        at += 1
    return head


def _plural_subject(verb: Token, voices: Voices) -> bool:
    """Whether several meet, though one actor stands for them: "experts met"."""
    heads = voices.grammar.subjects(verb) or [verb.nbor(-1)] if verb.i else []
    return any(head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "we", "two", "both"} for head in heads)


def _objects(start: int, sentence: Span, voices: Voices) -> tuple[tuple[int, ...], int]:
    """Those met: right after the verb, past dates and adverbs."""
    dates, at = voices.dates(sentence), start
    while at < sentence.end and (at in dates or sentence.doc[at].tag_ == "RB"):
        at += 1
    if at < sentence.end and sentence.doc[at].lower_ in {"with", "again"}:
        at += 1
    who, after = listed(voices, at, sentence.end)
    return who, after if who else start


def _apart(verb: Token, sentence: Span, voices: Voices) -> list[tuple[int, ...]]:
    """ "Met separately with A and with B": one meeting for each "with"."""
    out: list[tuple[int, ...]] = []
    for at in range(verb.i + 1, min(sentence.end, verb.i + 40)):
        if verb.doc[at].lower_ == "with":
            who, _ = listed(voices, at + 1, sentence.end)
            if who and not any(set(who) <= set(group_) for group_ in out):
                out.append(who)
    return out if len(out) > 1 else [(actor,) for actor in (out[0] if out else ())]


def _gathered(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Foreign ministers gathered in Oslo": with a place or a date."""
    start = verb.i + 2 if _next(verb, sentence) in {"views", "opinions"} else verb.i + 1
    course, found = of_verb(verb), around(start, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *found.with_whom])
    if (found.place or found.date) and (len(who) > 1 or _plural_subject(verb, voices)):
        sighting = sighted(verb, None, who, course, found, "verb: gather", voices, confidence=0.75)
        if sighting is not None:  # they gather before they meet
            yield replace(sighting, told=sighting.status is not Status.HELD)


def _by_phone(verb: Token, sentence: Span, words: MeetingWords) -> bool:
    window = verb.doc[verb.i + 1 : min(sentence.end, verb.i + 18)]
    return any(
        t.lower_ in words.by_phone and t.nbor(-1).lower_ in {"by", "over", "the", "a", "on", "via"} for t in window
    )


def _diplomats(actors: dict[int, None], voices: Voices) -> dict[int, None]:
    """Those who can meet: no media, which are only told things."""
    out: dict[int, None] = {}
    for actor in actors:
        key = voices.actors.actors[actor].key or ""
        if not key.startswith(("media:", "agency:", "news:")):
            out[actor] = None
    return out


def _talked(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Negotiated with the rebels", "spoke by telephone", in a headline "A and B talk about C"."""
    words, course = meeting_words(), of_verb(verb)
    found = around(verb.i + 1, sentence, voices)
    subjects = takers(course, verb, voices)
    phone = _by_phone(verb, sentence, words)
    others = dict(found.with_whom) if _with_follows(verb, sentence) else {}
    who = _diplomats(dict.fromkeys([*subjects, *others]), voices)
    lemma = words.talk[verb.lower_]
    together = len(subjects) > 1 and (phone or lemma in {"talk", "negotiate", "confer", "consult"})
    if found.about:
        found.place = None  # where what they talk about is
    if len(who) < 2 or not (together or (others and subjects)):
        return
    if lemma in {"talk", "speak"} and not phone and not found.date and not found.place and not together:
        return
    kind = MeetingKind.PHONE_CALL if phone else None
    sighting = sighted(verb, kind, who, course, found, f"verb: {lemma}", voices, confidence=0.75)
    if sighting is not None:
        yield sighting


def _with_follows(verb: Token, sentence: Span) -> bool:
    near = [t.lower_ for t in verb.doc[verb.i + 1 : min(sentence.end, verb.i + 8)]]
    return "with" in near or (bool(near) and near[0] == "to" and verb.lower_ not in {"talks"})


def _phoned(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Telephoned him", "called him on Friday"; not "called him a friend"."""
    course = of_verb(verb)
    objects, after = _objects(verb.i + 1, sentence, voices)
    who = dict.fromkeys([*takers(course, verb, voices), *objects])
    if len(who) < 2 or not objects or not all(map(voices.actors.is_person, who)):
        return
    if verb.lower_.startswith("call") and not _closes(after, sentence, voices):
        return
    found = around(after, sentence, voices)
    sighting = sighted(verb, MeetingKind.PHONE_CALL, who, course, found, "verb: telephone", voices)
    if sighting is not None:
        yield sighting


def _closes(at: int, sentence: Span, voices: Voices) -> bool:
    """Whether a date or a purpose follows those who are called, and no name for them."""
    if at + 1 >= sentence.end:
        return False
    return at in voices.dates(sentence) or (sentence.doc[at].lower_ == "to" and sentence.doc[at + 1].tag_ == "VB")


def _hosted(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Hosted the foreign ministers of", "received the envoy in Oslo", "welcomes X during a meeting"."""
    course = of_verb(verb)
    objects, after = _objects(verb.i + 1, sentence, voices)
    people = [actor for actor in objects if voices.actors.is_person(actor)]
    near = verb.doc[verb.i + 1 : max(after, min(sentence.end, verb.i + 5))]
    plural = any(t.lower_ in meeting_words().representatives for t in near)
    found = around(after, sentence, voices)
    found.place = found.place or place_between(verb.i + 1, after, voices)
    if verb.lower_ not in {"host", "hosts", "hosted", "hosting"} and not (
        people and (found.place or found.date or _meeting_near(after, sentence))
    ):
        return
    hosts = takers(course, verb, voices)
    if not hosts or not (people or plural):
        return
    kind = MeetingKind.CONFERENCE if _many_nations(verb.doc[verb.i : min(sentence.end, after + 12)]) else None
    who = dict.fromkeys([*hosts, *objects])
    sighting = sighted(verb, kind, who, course, found, "verb: host", voices, hosts=hosts)
    if sighting is not None:
        yield sighting


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


def _signed(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "A and B signed the treaty at the palace", "it was signed in Oslo by A and B": persons, and a place."""
    doc, course = verb.doc, of_verb(verb)
    agent = next((at for at in range(verb.i + 1, sentence.end) if doc[at].lower_ == "by"), None)
    passive = (
        verb.tag_ == "VBN"
        and course.first is not verb
        and any(t.lower_ in {"was", "were", "be", "been", "is"} for t in doc[course.first.i : verb.i])
    )
    if course.status is not Status.HELD or (passive and agent is None):
        return
    who = listed(voices, agent + 1, sentence.end)[0] if passive and agent is not None else takers(course, verb, voices)
    found = _signed_at(verb, sentence, voices)
    people = [actor for actor in who if voices.actors.is_person(actor)]
    if len(people) < 2 or found is None:
        return
    sighting = sighted(verb, None, dict.fromkeys(who), course, found, "verb: sign", voices, confidence=0.65)
    if sighting is not None:
        yield sighting


def _signed_at(verb: Token, sentence: Span, voices: Voices) -> Around | None:
    """Where and when those who sign are together, by the first "in" or "at" after the verb."""
    for at in range(verb.i + 1, min(sentence.end - 1, verb.i + 16)):
        if verb.doc[at].text == "," or verb.doc[at].tag_ in {"VBD", "VBZ", "MD"}:
            return None
        if verb.doc[at].lower_ in {"in", "at"}:
            found = around(at, sentence, voices)
            if found.place is not None and (found.place.latitude is not None or found.place.country is None):
                return found
    return None


def _discussed(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "A and B discussed the border", "is expected to discuss it with leaders in Oslo"."""
    course = of_verb(verb)
    subjects = takers(course, verb, voices)
    topic_end = verb.i + 1
    while (
        topic_end < sentence.end
        and sentence.doc[topic_end].lower_ not in {"with", "in", "at", "on", ",", "during", "by"}
        and topic_end < verb.i + 14
    ):
        topic_end += 1
    found = around(topic_end, sentence, voices)
    others = dict(found.with_whom)
    who = _diplomats(dict.fromkeys([*subjects, *others]), voices)
    held = course.status is Status.HELD
    if not held and not others and not (found.place or found.date):
        return
    if found.place is not None and found.place.latitude is None and not others:
        found.place = None
    leaders = "with" in {t.lower_ for t in sentence.doc[topic_end : topic_end + 1]}
    if course.governor is not None and course.governor.lower_ in {
        "ready",
        "willing",
        "prepared",
        "open",
        "met",
        "meet",
        "gathered",
    }:
        return
    if len(subjects) > 1 or (subjects and others) or (subjects and leaders and found.place):
        found.about = topics_of(sentence.doc[verb.i + 1 : topic_end])
        kind = MeetingKind.PHONE_CALL if _by_phone(verb, sentence, meeting_words()) else None
        sighting = sighted(verb, kind, who, course, found, "verb: discuss", voices, confidence=0.7)
        if sighting is not None:
            yield sighting
