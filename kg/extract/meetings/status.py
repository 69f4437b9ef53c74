"""Whether the meeting that a noun names was held, is planned, was refused or denied, by what governs the noun."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from kg.extract.meetings.above import VERBS, called_off
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.noun_roles import role_of
from kg.extract.meetings.turned_down import ASKED_FOR, turned_down_then
from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.told import FINITE, group
from kg.language.tokens import Span, Token
from kg.model import Status

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_AT: Final = frozenset({"during", "at", "after", "following", "in", "amid", "since", "from"})
_TOWARD: Final = frozenset({"to", "for", "in", "at", "into"})
_PLANS: Final = frozenset({"plan", "plans", "intention", "sign", "signs", "prospect", "question", "chance"})
_TO_BE_HELD: Final = frozenset(
    {("to", "be"), ("to", "take"), ("due", "to"), ("scheduled", "for"), ("planned", "for"), ("set", "for")}
)
_ARRANGED: Final = frozenset(
    {
        "mooted",
        "pencilled",
        "penciled",
        "earmarked",
        "set",
        "scheduled",
        "planned",
        "slated",
        "due",
        "expected",
        "arranged",
        "fixed",
    }
)
_UNSURE: Final = (["in", "doubt"], ["in", "limbo"], ["in", "jeopardy"], ["in", "question"])
"""What a headline tells of a meeting that may not come about."""
_FAILING: Final = frozenset({"failed", "fail", "failing", "fails", "not", "n't", "n’t", "never"})
_OFFERING: Final = frozenset({"offered", "offers", "offer", "ready", "willing", "prepared", "volunteered"})
_SPANS: Final = frozenset({"day", "days", "hour", "hours", "week", "weeks"})
_OPENING: Final = frozenset({"resume", "resumes", "open", "opens", "begin", "begins", "start", "starts", "reconvene"})
_BEGINNING: Final = frozenset({"begins", "starts", "opens", "hosts", "chairs", "convenes", "holds", "pays", "makes"})
_LATER: Final = frozenset({"tomorrow", "next", "later"})
_DAYS: Final = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"})
_GOING_ON: Final = frozenset(
    {"take", "go", "happen", "hold", "held", "start", "resume", "begin", "proceed", "continue"}
)


def of_noun(noun: Token, first: int, caption: bool) -> tuple[Course, Token | None, str]:
    """The course of the meeting that a noun names, the verb that governs it, and how: "object", "subject", "in"...

    Args:
        noun: the noun of meeting.
        first: where its noun phrase begins.
        caption: whether it stands under a picture: what is shown before a meeting was followed by it.
    """
    words, doc = meeting_words(), noun.doc
    phrase = {token.lower_ for token in doc[first : noun.i]}
    if "no" in phrase and (none := _none(noun, first)) is not None:
        return none, None, ""
    if (none := _no_plans(noun, first)) is not None:
        return none, None, ""
    if [t.lower_ for t in doc[noun.i + 1 : noun.i + 3]] in _UNSURE:
        return Course(Status.PLANNED, noun, told=False), None, ""
    role, verb = role_of(noun, first)
    spoken_of = Course(Status.HELD, verb if verb is not None else noun, told=False)
    if "no" in phrase and role == "subject" and verb is not None and verb.lower_ in _ARRANGED:
        return replace(spoken_of, status=Status.REFUSED, told=True), verb, role  # "no meeting was planned"
    if "no" in phrase and role == "subject" and verb is not None and verb.lower_ in ASKED_FOR:
        return replace(spoken_of, status=Status.DENIED, told=True), verb, role  # "no meeting had been sought"
    if "no" in phrase and ("such" in phrase or (role == "subject" and verb is not None and verb.lower_ in words.run)):
        return replace(spoken_of, status=Status.DENIED, told=True), verb, role
    if _untold(noun, verb, role):
        return replace(spoken_of, status=Status.DENIED, told=True), verb, role
    if phrase & words.refused_adjectives:
        return replace(spoken_of, status=Status.REFUSED, told=True), verb, role
    if verb is not None and role == "object" and verb.tag_ == "VBD" and _under_way(noun, first):
        return Course(Status.HELD, of_verb(verb).first), verb, role  # "abandoned a fourth day of talks"
    if verb is not None and role == "object" and (verb.lower_ in words.refused or called_off(verb, words)):
        return _object(verb, spoken_of, words), verb, role
    if (
        verb is not None and role in {"of", "from"} and called_off(verb, words)
    ):  # "pulled out of talks that were due to"
        return _object(verb, spoken_of, words), verb, role
    if verb is not None and role == "subject" and (verb.lower_ in words.refused or called_off(verb, words)):
        return _subject(verb, spoken_of, words), verb, role
    if verb is not None and role == "subject" and turned_down_then(verb) is not None:
        return replace(spoken_of, status=Status.REFUSED, told=True), verb, role
    if verb is not None and role == "subject" and verb.lower_ in _GOING_ON and _came_to_nothing(verb):
        return Course(Status.REFUSED, verb), verb, role
    if phrase & words.planned_adjectives or "hoped" in phrase or _to_be_held(noun) or _resuming(noun):
        return replace(spoken_of, status=Status.PLANNED, told=True), verb, role
    if role in words.before and _has_been(noun):
        return replace(spoken_of, told=True), verb, role
    if role in words.before:
        known = doc[first].lower_ in {"the", "this", "these"}
        status = Status.HELD if caption else Status.PLANNED
        return replace(spoken_of, status=status, told=caption or not known), verb, role
    if verb is None or verb.tag_ not in VERBS:
        return spoken_of, verb, role
    if role == "object":
        return _object(verb, spoken_of, words), verb, role
    if role in {"in", "during", "at"} and noun.i < verb.i and verb.tag_ == "VBD":
        return replace(spoken_of, told=True, first=of_verb(verb).first), verb, role  # "In a call, the two agreed to"
    if role == "subject":
        return _subject(verb, spoken_of, words), verb, role
    return _prepositional(verb, role, spoken_of, words), verb, role


def _none(noun: Token, first: int) -> Course | None:
    """ "There will be no talks": refused; "there were no talks": denied."""
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, first - 4) : first]]
    if "there" not in before or not before or before[-1] not in _BE:
        return None
    return Course(Status.REFUSED if {"will", "would"} & set(before) else Status.DENIED, noun)


def _has_been(noun: Token) -> bool:
    """ "Before a meeting [that lasted] an hour"."""
    after = noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 3)]
    return len(after) == 2 and after[0].lower_ in {"that", "which"} and after[1].tag_ == "VBD"


def _under_way(noun: Token, first: int) -> bool:
    """ "A fourth day of talks", "hours of talks": those that are under way."""
    doc = noun.doc
    return noun.i - 2 > first and doc[noun.i - 1].lower_ != "of" and _spanned(doc[first : noun.i])


def _spanned(phrase: Span) -> bool:
    low = [t.lower_ for t in phrase]
    return any(one in _SPANS and other == "of" for one, other in pairwise(low)) and low[0] not in {"plans", "no"}


def _untold(noun: Token, verb: Token | None, role: str) -> bool:
    """ "The call never happened", "denied that any such call was placed": told as what did not take place."""
    telling = group(verb) if verb is not None and role == "subject" else None
    never = telling is not None and telling.negated and telling.modal is None
    if never and verb is not None and verb.lower_ in {"happened", "occurred"}:
        return True
    doc, first = noun.doc, max(noun.sent.start, noun.i - 8)
    denied = any(t.lower_ in meeting_words().denied for t in doc[first : noun.i])
    return denied and role == "subject" and any(t.lower_ == "any" for t in doc[max(first, noun.i - 4) : noun.i])


def _no_plans(noun: Token, first: int) -> Course | None:
    """ "There are no plans for a meeting", "there was no sign of talks": none is to come."""
    doc, low = noun.doc, noun.sent.start
    if first - 3 < low or doc[first - 1].lower_ not in {"for", "of"} or doc[first - 2].lower_ not in _PLANS:
        return None
    no = next((t for t in doc[max(low, first - 5) : first - 2] if t.lower_ in {"no", "any"}), None)
    if no is None or (no.lower_ == "any" and not any(t.lower_ in {"not", "n't", "n’t"} for t in doc[low : no.i])):
        return None
    return Course(Status.REFUSED, noun)


@cache
def _coming() -> frozenset[str]:
    """Forms of the verbs of those who come to a meeting."""
    words = meeting_words()
    return frozenset({**words.attend, **words.travel, **words.gather, **words.host, **words.meet})


def _to_be_held(noun: Token) -> bool:
    """ "Talks on the border to be held", "talks due to", "talks scheduled for"."""
    after = [t.lower_ for t in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 9)]]
    told = any(pair in _TO_BE_HELD for pair in pairwise(after))
    return told and not {"was", "were", "had"} & set(after[:2])


def _resuming(noun: Token) -> bool:
    """ "The talks between Chad and Niger, which resume in Oslo on Friday"."""
    doc, end = noun.doc, min(noun.sent.end - 1, noun.i + 16)
    at = next((i for i in range(noun.i + 1, end) if doc[i].lower_ == "which" and doc[i - 1].text == ","), None)
    if at is None or any(doc[i].tag_ in FINITE for i in range(noun.i + 1, at)):
        return False
    return doc[at + 1].tag_ in {"VBP", "VBZ", "VB"} and doc[at + 1].lower_ in _OPENING


def _object(verb: Token, spoken_of: Course, words: MeetingWords) -> Course:
    low = verb.lower_
    course = of_verb(verb)
    infinitive = group(verb) is None
    if low in words.none:
        offered = low in words.convene and course.governor is not None and course.governor.lower_ in _OFFERING
        return replace(course, told=True) if offered and course.status is Status.PLANNED else spoken_of
    if low in words.denied:
        return replace(course, status=Status.DENIED)
    if low in words.refused or called_off(verb, words):
        earlier = any(t.lower_ == "had" for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i])
        firm = course.status in {Status.HELD, Status.PLANNED} and (not infinitive or course.told) and not earlier
        firm = firm and not _may_be(verb)
        return replace(course, status=Status.REFUSED, told=firm)
    if low in words.wishes:
        return replace(course, status=Status.PLANNED, told=False)
    if low.startswith("call") and course.status is Status.HELD and _summoned_for_later(verb):
        return replace(course, status=Status.PLANNED)
    if low in _BEGINNING and course.status is Status.HELD and _on_a_day(verb):
        return replace(course, status=Status.PLANNED)  # "begins a visit to Chad on Monday"
    if low in words.planned and low in words.have and course.status is Status.HELD:
        return replace(course, status=Status.PLANNED)
    if low in words.have or low in words.convene or low in words.attend:
        if course.status is None and any(t.lower_ == "never" for t in verb.doc[course.first.i : verb.i]):
            return course
        return course if course.status is not None else replace(course, status=Status.REFUSED, told=False)
    if low in words.planned:
        negated = course.status in {None, Status.REFUSED}
        return replace(course, status=Status.REFUSED if negated else Status.PLANNED)
    return replace(spoken_of, first=course.first, governor=course.governor)


def _on_a_day(verb: Token) -> bool:
    """Whether a day follows in the same clause: "opens in Oslo on Monday"."""
    near = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 14)]
    end = next((t.i for t in near if t.text in {",", ";"} or t.tag_ in FINITE), near.end)
    return any(t.lower_ in _DAYS for t in verb.doc[verb.i + 1 : end])


def _may_be(verb: Token) -> bool:
    """ "Could still be postponed", "might cancel"."""
    telling = group(verb)
    return telling is not None and telling.modal in {"could", "may", "might", "can", "should", "must"}


def _summoned_for_later(call: Token) -> bool:
    """ "Has called a summit next week", "called a meeting for Friday"."""
    after = [t.lower_ for t in call.doc[call.i + 1 : min(call.sent.end, call.i + 14)]]
    has = call.i > call.sent.start and call.nbor(-1).lower_ in {"has", "have", "also"}
    return has or not _LATER.isdisjoint(after) or any(pair[0] == "for" and pair[1] in _DAYS for pair in pairwise(after))


def _subject(verb: Token, spoken_of: Course, words: MeetingWords) -> Course:
    course = of_verb(verb)
    low = verb.lower_
    if course.governor is not None and course.governor.lower_ in {"was", "were"}:
        course = replace(course, told=False)  # "the visit was to begin on Monday", whatever became of it
    if low in words.refused or called_off(verb, words):
        earlier = any(t.lower_ == "had" for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i])
        sure = course.status is not None and not earlier and not _may_be(verb)
        return replace(course, status=Status.REFUSED, told=sure)
    if low not in words.run and course.status is Status.PLANNED and low == "be":
        return replace(spoken_of, status=Status.PLANNED)  # "her visit will be the first"
    if low not in words.run or course.status is None:
        return spoken_of
    opens = low in _OPENING and verb.tag_ in {"VBZ", "VBP"} and group(verb) is not None
    if opens and course.status is Status.HELD and _on_a_day(verb):
        return replace(course, status=Status.PLANNED)  # "the talks open in Oslo on Monday"
    if low in _ARRANGED and verb.tag_ in {"VBN", "VBD", "JJ"} and course.status is Status.HELD and _is_arranged(verb):
        return replace(course, status=Status.PLANNED)
    if course.status is Status.REFUSED and low not in _GOING_ON:
        return spoken_of
    return course


def _came_to_nothing(verb: Token) -> bool:
    """ "The talks did not take place", "never happened"."""
    telling = group(verb)
    return telling is not None and telling.negated and telling.modal is None and verb.lower_ != "continue"


def _is_arranged(verb: Token) -> bool:
    """ "Is scheduled for Friday", "was set for Friday"; not "had been set for Friday"."""
    before = {t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]}
    at = verb.i + 1 + (verb.i + 2 < verb.sent.end and verb.lower_.startswith("pencil"))  # "pencilled in for"
    after = verb.doc[at].lower_ if at < verb.sent.end else ""
    return (
        bool(before & (_BE | {"been"}))
        and ("had" not in before or verb.lower_.startswith("penc"))
        and after in {"for", "to", "on", "in", "next", "later"}
    )


def _prepositional(verb: Token, role: str, spoken_of: Course, words: MeetingWords) -> Course:
    low = verb.lower_
    course = of_verb(verb)
    if _next(verb) == "forward" and course.status is Status.HELD:
        return replace(course, status=Status.PLANNED)
    if _shows_up(verb) and role in _TOWARD:
        failed = course.status is None or _failed(verb)
        return replace(course, status=Status.REFUSED if failed else course.status, told=True)
    if low in _coming() and role in _TOWARD:
        return course if course.status is not None else replace(course, status=Status.REFUSED)
    if low in {"invite", "invited", "invites", "inviting"} and role in {"to", "for"}:
        return replace(course, status=Status.REFUSED if course.status is None else Status.PLANNED)
    if role == "on" and verb.i > 0 and low in {"told", "urged", "asked"}:
        return spoken_of  # "on a visit to Oslo, told reporters"
    if (
        low in words.wishes
        and role in _AT - {"since", "from"}
        and verb.tag_ in {"VBD", "VBN"}
        and course.status is Status.HELD
    ):
        return replace(course, told=True)  # "urged restraint during talks"
    if low in words.wishes:
        return spoken_of if role in {"about", "over", "of"} else replace(course, status=Status.PLANNED, told=False)
    if low in words.settle and role == "in" and verb.tag_ in {"VBD", "VBN"} and _next(verb) != "to":
        return replace(course, told=True)  # "agreed a truce in talks"
    if low in words.planned and role == "in" and verb.tag_ == "VBD" and course.status is Status.HELD:
        return replace(course, told=True)  # "promised restraint in a meeting"
    if low.startswith("agree") and role in {"on", "upon"}:
        return replace(course, status=Status.REFUSED if course.status is None else Status.PLANNED)
    if low in words.planned and role in {"to", "for", "in"}:
        return replace(course, status=Status.REFUSED if course.status is None else Status.PLANNED)
    if course.status is Status.PLANNED and course.told and role in {"during", "at", "on"}:
        return replace(course, told=False)
    if course.status is None and role in _AT:
        return replace(spoken_of, told=True, first=course.first, governor=course.governor)
    past = verb.tag_ in {"VBD", "VBZ", "VBN", "VBG", "VBP"} and course.status is Status.HELD
    past = past or (role in {"after", "following"} and course.governor is not None and course.governor.tag_ == "VBD")
    return replace(spoken_of, told=past and role in _AT and role not in {"since", "from"}, first=course.first)


def _shows_up(verb: Token) -> bool:
    """ "Showed up for talks", "failed to turn up at the meeting"."""
    return verb.lower_.startswith(("show", "turn")) and _next(verb) == "up"


def _failed(verb: Token) -> bool:
    """ "Failed to show up", "did not turn up"."""
    before = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]]
    return not _FAILING.isdisjoint(before)


def _next(token: Token) -> str:
    return token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
