"""Who is at a meeting by being there: "is due in Oslo on Friday for talks with", "is due at a summit"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extract.meetings.above import is_there
from kg.extract.meetings.circumstances import clause_date, date_between
from kg.extract.meetings.hanging import Hanging, People
from kg.extract.meetings.located import located
from kg.extract.meetings.reading import Around
from kg.extract.represented import represented
from kg.extract.told import group
from kg.extract.voices import Voices
from kg.model import MeetingKind, Status

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been"})


def _due_at(there: Hanging, people: People, voices: Voices) -> None:
    """ "Ada Voss is due at a summit in Oslo": she is to be there; not who "is not expected at" it."""
    doc, be = there.noun.doc, there.first - 3
    be -= doc[be].tag_ == "RB" or doc[be].lower_ == "been"
    telling = group(doc[be]) if doc[be].lower_ in _BE | {"had", "has"} else None
    if telling is None or telling.negated or "not" in {t.lower_ for t in doc[be : there.first]}:
        people.course = replace(people.course, status=None)
        return
    people.who.update(dict.fromkeys(voices.of(voices.before(telling.first))))
    people.course = replace(people.course, status=Status.PLANNED, told=bool(people.who))


def present(there: Hanging, people: People, found: Around, voices: Voices) -> None:
    """ "Ada Voss is due in Oslo on Friday for talks with": whoever is there takes part."""
    noun, first, doc = there.noun, there.first, there.noun.doc
    verb = there.verb
    apart = first > noun.sent.start + 1 and doc[first - 1].lower_ == "on" and doc[first - 2].text == ","
    if there.kind is MeetingKind.VISIT and apart:  # "Ada Voss, on a visit to Oslo, said"
        people.who.update(dict.fromkeys(voices.who(doc[first - 3])))
        people.course = replace(people.course, told=bool(people.who))
        return
    if verb is not None and verb.lower_ not in {"due", "expected"} and not any(map(is_there, doc[verb.i + 1 : first])):
        return
    if there.kind is MeetingKind.VISIT and first > noun.sent.start + 1 and doc[first - 1].lower_ == "on":
        be = first - 2 - (doc[first - 2].tag_ == "RB")
        people.who.update(dict.fromkeys(voices.of(voices.before(doc[be])) if doc[be].lower_ in _BE else ()))
        return
    if first - 3 > noun.sent.start and doc[first - 1].lower_ == "at" and doc[first - 2].lower_ in {"due", "expected"}:
        _due_at(there, people, voices)
        return
    if first <= noun.sent.start or doc[first - 1].lower_ != "for":
        return
    at, place_at = first - 2, None
    while at > noun.sent.start and first - at < 16 and doc[at].lower_ not in _BE and doc[at].tag_ not in {"VBD", "VBZ"}:
        place_at = at if doc[at].lower_ in {"in", "at"} else place_at
        at -= 1
    if place_at is not None and doc[place_at - 1].text == "," and (who := voices.who(doc[place_at - 2])):
        people.who.update(dict.fromkeys(who))  # "Ada Voss, in Oslo for talks with Bo Lund, said"
        people.course = replace(people.course, status=Status.HELD, told=True)
        found.place = found.place or located(place_at + 1, first, voices)[0]
        return
    if doc[at].lower_ not in _BE or place_at is None or (telling := group(doc[at])) is None or telling.negated:
        return
    planned = telling.modal in {"will", "would"} or any(t.lower_ in {"due", "expected"} for t in doc[at:place_at])
    who = represented(telling.first, voices) or voices.of(voices.before(telling.first))
    who = who or voices.of(voices.grammar.subjects(doc[at]))
    if not who:
        return
    people.who.update(dict.fromkeys(who))
    status = Status.PLANNED if planned else Status.HELD
    people.course = replace(people.course, status=status, told=True, first=telling.first)
    found.place = found.place or located(place_at + 1, first, voices)[0]
    found.date = found.date or date_between(at, first, noun.sent, voices) or clause_date(doc[at], voices)
