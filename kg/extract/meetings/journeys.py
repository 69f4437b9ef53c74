"""Visits told of by verbs: "visited Oslo on Friday", "will travel to Rome to sign a pact"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.lexicon import lexicon
from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.located import dateline, in_own_country, located
from kg.extract.meetings.objects import objects_of
from kg.extract.meetings.sighted import sighted
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import ActorType, MeetingKind, Place, Status

_ANSWERING: Final = frozenset(
    {"accepted", "accepts", "declined", "declines", "rejected", "refused", "turned", "turns", "received"}
)
_BEHIND_PLACE: Final = frozenset({"at", "on", "in", "for", "to", "and", "with", "as", "after", "before"})
_SERVING: Final = frozenset(
    {"adviser", "advisor", "aide", "envoy", "emissary", "deputy", "predecessor", "successor", "ambassador", "son"}
    | {"daughter", "wife", "brother", "spokesman", "spokeswoman", "messenger", "representative"}
)
_MARKS: Final = frozenset({'"', "“", "”"})
_ARRANGED: Final = frozenset(
    {"due", "scheduled", "expected", "set", "slated", "planning", "plans", "planned", "preparing", "prepares"}
)
_INVITING: Final = frozenset({"invitation", "invite", "invited", "invites", "inviting"})


def guests(course: Course, voices: Voices) -> tuple[int, ...]:
    """Those who are invited, by whom an invited visit is made: "an invitation to [Ada Voss] to visit Oslo"."""
    governor = course.governor
    if governor is None or governor.lower_ not in _INVITING:
        return ()
    after = governor.i + 1
    if governor.lower_ == "invitation":
        to_do = governor.nbor(1).lower_ == "to" and governor.nbor(2).tag_ == "VB"
        after = governor.sent.end if to_do else after + (governor.nbor(1).lower_ in {"to", "for", "from"})
    found = listed(voices, after, governor.sent.end)[0]
    by = found if governor.nbor(1).lower_ == "from" else ()
    if (found and not by) or governor.lower_ != "invitation":
        return found
    near = governor.doc[max(governor.sent.start, governor.i - 9) : governor.i]
    by = by or tuple(a for a in voices.of(voices.grammar.possessors(governor)) if voices.actors.is_person(a))
    verb = next((t for t in near if t.tag_ in {"VBD", "VBZ", "VBN"} and t.lower_ in _ANSWERING), None)
    going = takers(of_verb(verb), verb, voices) if verb is not None else ()
    return tuple(dict.fromkeys([*going, *by])) if going else ()


def visited(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Visited Oslo on Friday": somebody, and a place."""
    course = of_verb(verb)
    if (verb.tag_ == "VBN" and course.first is verb) or _of_an_aide(verb, voices):
        return
    if verb.lower_.startswith("visit") and (called := _called_on(verb, course, sentence, voices)) is not None:
        yield called
        return
    where, after = located(verb.i + 1, sentence.end, voices)
    if where is None:
        where, after = _unheard_of(verb.i + 1, sentence, voices)
    people = [
        a
        for a in guests(course, voices) or takers(course, verb, voices)
        if voices.actors.actors[a].type in {ActorType.PERSON, ActorType.ORGANIZATION}
    ]
    states = _states_visited(verb, voices) if where is None else _row_visited(verb, where, sentence, voices)
    if (where is None and not states) or not people:
        return
    found = around(after, sentence, voices)
    found.place = where
    sighting = sighted(
        verb,
        MeetingKind.VISIT,
        dict.fromkeys([*people, *states, *found.with_whom]),
        course,
        found,
        "verb: visit",
        voices,
        confidence=0.75,
    )
    if sighting is not None:
        yield sighting


def _of_an_aide(verb: Token, voices: Voices) -> bool:
    """ "[An adviser] to Ada Voss visited Oslo": somebody of whom no more is known, and not whom he serves."""
    above = of_verb(verb).governor
    told = (verb, above) if above is not None else (verb,)
    heads = [head for each in told for head in (*voices.grammar.subjects(each), each.head) if head.i < verb.i]
    return any(head.lower_ in _SERVING and not voices.who(head) for head in heads)


def _called_on(verb: Token, course: Course, sentence: Span, voices: Voices) -> Sighting | None:
    """ "Visited President Ada Voss at her home": two persons, who meet."""
    hosts, after = objects_of(verb.i + 1, sentence, voices)
    guests_ = [actor for actor in takers(course, verb, voices) if voices.actors.is_person(actor)]
    if not guests_ or not hosts or not all(map(voices.actors.is_person, hosts)) or set(hosts) & set(guests_):
        return None
    behind = sentence.doc[after] if after < sentence.end else None
    if behind is not None and (behind.tag_ == "POS" or behind.tag_.startswith("NN")):  # "visited Ada Voss's grave"
        return None
    who = dict.fromkeys([*guests_, *hosts])
    return sighted(verb, None, who, course, around(after, sentence, voices), "verb: visit", voices, confidence=0.7)


def _unheard_of(start: int, sentence: Span, voices: Voices) -> tuple[Place | None, int]:
    """The place right behind "visit" that no list knows, and the token after it: "will visit Kesra on Friday"."""
    doc, dates, end = sentence.doc, voices.dates(sentence), start
    while end < sentence.end and doc[end].tag_ in {"NNP", "NNPS"} and end not in dates and not voices.who(doc[end]):
        end += 1
    following = doc[end] if end < sentence.end else None
    bound = following is None or end in dates or following.is_punct or following.lower_ in _BEHIND_PLACE
    return (Place(doc[start:end].text), end) if end > start and bound else (None, start)


def _row_visited(verb: Token, where: Place, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """The states of a journey to several: "will visit [Japan, Korea and China]"; () where it goes to one."""
    if where.latitude is not None:
        return ()
    row = listed(voices, verb.i + 1, sentence.end)[0]
    return row if len(row) > 1 and all(voices.actors.actors[a].type is ActorType.STATE for a in row) else ()


def _states_visited(verb: Token, voices: Voices) -> tuple[int, ...]:
    """ "Visited both countries": those told of."""
    near = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 4)]
    noun = next((t for t in near if t.lower_ in {"countries", "capitals", "nations", "states"}), None)
    return voices.who(noun) if noun is not None else ()


def travelled(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Will travel to Paris on Friday to sign a pact": a visit, where no other meeting is told of."""
    words, course = meeting_words(), of_verb(verb)
    if _of_an_aide(verb, voices):
        return
    ends = (t.i for t in sentence if t.i > verb.i and (t.text == ";" or t.lower_ == "but" or _closes(t, sentence)))
    quoted = _closing_mark(verb)
    end = min(next(ends, sentence.end), quoted or sentence.end)
    later = sentence.doc[verb.i + 1 : _clause_end(verb, sentence, end)]
    visit = MeetingKind.VISIT
    if any(words.nouns.get(t.lower_, visit) is not visit for t in later):
        return
    if any(t.lower_ in words.meet or t.lower_ in words.discuss for t in later):
        return
    if any(t.lower_ in words.host and t.nbor(1).lower_ == "by" for t in later[:-1]):
        return  # "where she was received by"
    start, leaving = verb.i + 1, verb.lower_ in _leaving()
    start += start < sentence.end and sentence.doc[start].lower_ in {"on", "back", "home", "down", "up", "onward"}
    if leaving:
        start = next(
            (t.i for t in sentence.doc[start : min(sentence.end, start + 4)] if t.lower_ == "for"), sentence.end
        )
    here = start + 1 < sentence.end and sentence.doc[start].lower_ == "here" and not leaving
    led = start + 1 < sentence.end and sentence.doc[start].lower_ in ({"for"} if leaving else {"to", "in"})
    if not (here or led):
        return
    where, after = (dateline(voices), start + 1) if here else located(start + 1, min(sentence.end, start + 7), voices)
    people = [actor for actor in takers(course, verb, voices) if voices.actors.is_person(actor)]
    if course.governor is not None and course.governor.lower_ in _INVITING:
        people = [actor for actor in guests(course, voices) if voices.actors.is_person(actor)]
    else:
        people = people or _at_the_head(course, sentence, voices)
    if where is None or not people:
        return
    seen = _seen(later, voices)
    if not seen:  # going home is no visit
        people = [actor for actor in people if not in_own_country(actor, where, voices)]
        people = [] if len(people) == 1 and _from_there(verb, where) else people
    if not people:
        return
    after = past_places(after, sentence, voices)
    found = around(after, sentence, voices)
    found.place = where
    past = after + (after < sentence.end and sentence.doc[after].text == ",")
    purpose = past < sentence.end and sentence.doc[past].lower_ in {"to", "for"}
    purpose = purpose or [t.lower_ for t in sentence.doc[after : after + 2]] == [",", "where"]
    bidden_ = course.governor is not None and course.governor.lower_ in _INVITING
    arranged = course.governor is not None and course.governor.lower_ in _ARRANGED
    purpose = purpose and not quoted  # "They came here to shop," he scoffed
    if not (found.date or purpose or bidden_ or arranged or course.status is Status.REFUSED):
        return
    met = [actor for actor in voices.named(later) if voices.actors.is_person(actor)] if found.date or purpose else []
    who = dict.fromkeys([*people, *(seen or met)])
    sighting = sighted(
        verb, None if seen else MeetingKind.VISIT, who, course, found, "verb: travel", voices, confidence=0.65
    )
    if sighting is not None:
        yield sighting
        yield from _onward(sighting, after, voices)


def _from_there(verb: Token, where: Place) -> bool:
    """Whether words before a verb tell that its subject is of the state of a place: "[Chad's] envoy left for"."""
    for token in verb.doc[verb.sent.start : verb.i]:
        owning = token.i + 1 < verb.i and token.nbor(1).tag_ == "POS"
        senses = lexicon().named(token.text) if owning or token.tag_ == "JJ" else ()
        if any(sense.entry.key == f"state:{where.country}" for sense in senses):
            return True
    return False


def _closing_mark(verb: Token) -> int | None:
    """The quotation mark that closes the words in which a verb stands, None where it stands in none."""
    doc, start, end = verb.doc, verb.sent.start, verb.sent.end
    marks = [t.i for t in doc[start:end] if t.text in _MARKS]
    before = [doc[at].text for at in marks if at < verb.i]
    opened = before and (before[-1] == "“" or (before[-1] == '"' and before.count('"') % 2 == 1))
    return next((at for at in marks if at > verb.i), end) if opened else None


def _clause_end(verb: Token, sentence: Span, end: int) -> int:
    """Where the clause of a journey ends: at the verb that goes on from a relative one, "who flies to Oslo, said"."""
    relative = any(t.lower_ == "who" for t in sentence.doc[max(sentence.start, verb.i - 4) : verb.i])
    if not relative:
        return end
    later = (t for t in sentence.doc[verb.i + 1 : end] if t.tag_ in FINITE)
    after = next((t for t in later if t.nbor(-1).text == ","), None)
    return after.i if after is not None else end


def _onward(sighting: Sighting, at: int, voices: Voices) -> Iterator[Sighting]:
    """The next stop: "will go to Oslo on Sunday and [to Rome on Monday]"."""
    sentence, dates = sighting.sentence, voices.dates(sighting.sentence)
    while at < sentence.end and at in dates:
        at += 1
    low = [t.lower_ for t in sentence.doc[at : at + 4]]
    start = at + 2 + (low[1:2] == ["then"]) if low[:1] == ["and"] else sentence.end
    if start >= sentence.end or sentence.doc[start - 1].lower_ not in {"to", "for"}:
        return
    where, after = located(start, min(sentence.end, start + 5), voices)
    found = around(after, sentence, voices)
    if where is not None and found.date and sighting.kind is MeetingKind.VISIT:
        yield replace(sighting, place=where, date=found.date)


def _closes(comma: Token, sentence: Span) -> bool:
    """Whether a comma ends the clause: ", and the envoy will follow"."""
    doc, end = sentence.doc, sentence.end
    if comma.text != "," or comma.i + 2 >= end or doc[comma.i + 1].lower_ not in {"and", "but"}:
        return False
    verb = next((t for t in doc[comma.i + 2 : end] if t.tag_ in {"VBD", "VBZ", "MD", "VBP", ","}), None)
    return verb is not None and verb.tag_ != "," and verb.i > comma.i + 2


def past_places(at: int, sentence: Span, voices: Voices) -> int:
    """The token after more places of one journey: "for Oslo[, Rome and Lima] on Friday"."""
    while at + 1 < sentence.end and sentence.doc[at].lower_ in {",", "and"}:
        start = at + 1 + (sentence.doc[at + 1].lower_ in {"and", "then", "to"})
        where, after = located(start, min(sentence.end, start + 4), voices)
        if where is None:
            break
        at = after
    return at


def sent(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Is sending her deputy, Ada Voss, to Rome next week": a visit, where no other meeting is told of."""
    words = meeting_words()
    objects, after = objects_of(verb.i + 1, sentence, voices)
    people = [actor for actor in objects if voices.actors.is_person(actor)]
    after += after < sentence.end and sentence.doc[after].text == ","
    if not people or after + 1 >= sentence.end or sentence.doc[after].lower_ != "to":
        return
    if any(token.lower_ in words.nouns for token in sentence.doc[after : sentence.end]):
        return
    where, end = located(after + 1, min(sentence.end, after + 7), voices)
    course, found = of_verb(verb), around(end, sentence, voices)
    found.place = where
    if where is None or course.status is None or not found.date:
        return
    sighting = sighted(
        verb, MeetingKind.VISIT, dict.fromkeys(people), course, found, "verb: send", voices, confidence=0.65
    )
    if sighting is not None:
        yield sighting


def _at_the_head(course: Course, sentence: Span, voices: Voices) -> list[int]:
    """Who heads a delegation that travels: "a delegation headed by [Ada Voss] will travel"."""
    doc, first = sentence.doc, course.first.i
    at = next((i for i in range(sentence.start, first - 2) if doc[i].lower_ in {"headed", "led"}), None)
    if at is None or doc[at + 1].lower_ != "by":
        return []
    return [actor for actor in voices.named(doc[at + 2 : first]) if voices.actors.is_person(actor)][:1]


def led(verb: Token, sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """ "Will lead a mission to Lima on Sunday": a visit, where no other meeting is told of."""
    doc, words = sentence.doc, meeting_words()
    near = doc[verb.i + 1 : min(sentence.end, verb.i + 5)]
    at = next((t.i for t in near if t.lower_ in {"mission", "delegation", "team"}), None)
    if at is None or at + 2 >= sentence.end or doc[at + 1].lower_ != "to":
        return
    if any(token.lower_ in words.nouns for token in doc[at : sentence.end]):
        return
    where, after = located(at + 2, min(sentence.end, at + 8), voices)
    course, found = of_verb(verb), around(after, sentence, voices)
    people = [actor for actor in takers(course, verb, voices) if voices.actors.is_person(actor)]
    found.place = where
    if where is None or not people or not found.date:
        return
    who = dict.fromkeys(people)
    sighting = sighted(verb, MeetingKind.VISIT, who, course, found, "verb: lead", voices, confidence=0.65)
    if sighting is not None:
        yield sighting


@cache
def _leaving() -> frozenset[str]:
    """Forms of the verbs of those who leave "for" a place."""
    return frozenset(verb_forms("leave") + verb_forms("depart"))


def _seen(later: Span, voices: Voices) -> tuple[int, ...]:
    """Whom one travels to see or brief: with those one talks."""
    words = meeting_words()
    for token in later[:-2]:
        following = token.nbor(1)
        if token.lower_ == "to" and following.lower_ in words.see:
            who, _ = listed(voices, token.i + 2, later.end)
            people = tuple(actor for actor in who if voices.actors.is_person(actor))
            bodies = who if following.lower_ in words.brief or following.lower_ == "inform" else ()
            return people or tuple(a for a in bodies if voices.actors.actors[a].type is ActorType.ORGANIZATION)
    return ()
