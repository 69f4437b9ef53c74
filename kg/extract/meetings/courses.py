"""What becomes of the meeting that a verb tells of: held, planned, refused, denied, or only wished for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.meetings.above import (
    BE,
    CAUSING,
    VERBS,
    bid_turned_down,
    called_off,
    governor_of,
    is_there,
    taken_back,
)
from kg.extract.meetings.words import MeetingWords, meeting_words
from kg.extract.told import FINITE, Telling, governors, group, reporting_forms
from kg.language.tokens import Token
from kg.model import Status

_POSSIBLE: Final = frozenset({"will", "would", "could", "may", "might", "can", "should", "must", "shall", "ought"})
_NOT: Final = frozenset({"not", "n't", "n’t", "no", "never", "without"})
_LETTING: Final = frozenset({"let", "lets", "letting", "make", "makes", "help", "helped", "helping"})
_UNWILLING: Final = frozenset({"unwilling", "loath", "unprepared"})
_UNSURE: Final = frozenset({"reluctant", "hesitant", "unable", "unlikely"})
_ASKING: Final = frozenset({"asked", "asking", "ask", "wondered", "see", "know", "clear", "unclear", "say", "sure"})
"""Words before an "if" that only asks."""
_HAVE: Final = frozenset({"has", "have", "had", "having"})
_THEN: Final = frozenset({"when", "while", "after", "before", "since"})
_OPEN: Final = frozenset({"when", "where", "whether", "how"})
_STAYING_AWAY: Final = frozenset(form for verb in ("decide", "choose", "opt") for form in verb_forms(verb))
_PARTED: Final = frozenset({"did", "does", "do", "has", "have", "had", "will", "would"})
_MOVING: Final = frozenset(
    form for verb in ("propose", "suggest", "demand", "request", "recommend", "urge") for form in verb_forms(verb)
)
_LATER: Final = frozenset({"tomorrow", "next", "upcoming", "coming", "later"})


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a meeting.

    Attributes:
        status: as told; None where it is told as what did not happen, or as a bare possibility.
        first: the leftmost word of the verbs that say so: whose subject takes part, plans or refuses.
        governor: the verb above an infinitive ("agreed" to meet), None without one.
        told: False where the meeting is only spoken of, wished for or asked about.
    """

    status: Status | None
    first: Token
    governor: Token | None = None
    told: bool = True


def of_verb(verb: Token) -> Course:
    """The course of the meeting that a verb tells of."""
    if verb.tag_ == "JJ":  # a verb that was taken for an adjective: "recalled hers and summoned his"
        return Course(Status.HELD, verb)
    if (was := _to_have(verb)) is not None:
        return Course(Status.REFUSED, was)
    misread = verb.tag_ == "NN" and verb.i > verb.sent.start and verb.nbor(-1).lower_ == "to"  # "to telephone him"
    telling = _parted(verb, group(verb)) if not misread else None
    if telling is not None and (earlier := _joined(verb, telling)) is not None:
        return of_verb(earlier)
    course = _infinitive(verb, meeting_words()) if telling is None else _finite(verb, telling)
    if not _at_the_time(course.first) and any(above.lower_ in meeting_words().denied for above in governors(verb)):
        return replace(course, status=Status.DENIED, told=True)
    return course


def _at_the_time(first: Token) -> bool:
    """ "Denied that she had lied [when] the two met": what only tells when is not denied."""
    for token in reversed(first.doc[max(first.sent.start, first.i - 8) : first.i]):
        if token.tag_ in FINITE or token.text in {";", ":"} or token.lower_ == "that":
            return False
        if token.lower_ in _THEN:
            return True
    return False


def _to_have(verb: Token) -> Token | None:
    """The "were" of "the two [were] to have met": they did not."""
    doc, low = verb.doc, verb.sent.start
    if verb.i - 3 < low or [t.lower_ for t in doc[verb.i - 2 : verb.i]] != ["to", "have"]:
        return None
    return doc[verb.i - 3] if doc[verb.i - 3].lower_ in {"was", "were"} else None


def _parted(verb: Token, telling: Telling | None) -> Telling | None:
    """The group of a verb that words between commas part from its auxiliary: "did, however, [meet]"."""
    if telling is None or telling.first.tag_ not in {"VB", "VBN"}:
        return telling
    doc, low, close = verb.doc, verb.sent.start, telling.first.i - 1
    if close <= low or doc[close].text != ",":
        return telling
    comma = next((i for i in range(close - 1, max(low, close - 6), -1) if doc[i].text == ","), None)
    if comma is None or comma - 1 <= low or doc[comma - 1].lower_ not in _PARTED:
        return telling
    auxiliary = doc[comma - 1]
    modal = auxiliary.lower_ if auxiliary.tag_ == "MD" else telling.modal
    return replace(telling, modal=modal, first=auxiliary, participle=False)


def _joined(verb: Token, telling: Telling) -> Token | None:
    """The bare infinitive that another goes on from: "will [address] the council and call on the king"."""
    doc, low = verb.doc, verb.sent.start
    if verb.tag_ != "VB" or telling.first is not verb or verb.i - 1 <= low or doc[verb.i - 1].lower_ != "and":
        return None
    return next((doc[i] for i in range(verb.i - 2, low, -1) if doc[i].tag_ == "VB" or doc[i].tag_ in FINITE), None)


def _finite(verb: Token, telling: Telling) -> Course:
    if _supposed(telling.first) or (telling.negated and telling.modal in {"can", "could"}):
        return Course(None, telling.first)
    if telling.modal in _POSSIBLE:
        status = Status.REFUSED if telling.negated else Status.PLANNED
        sure = telling.modal not in {"should", "must", "ought", "may", "might"} and not _asked(telling.first)
        return Course(status, telling.first, told=sure)
    if (above := _gerund_of(verb, telling)) is not None:
        return above
    if telling.negated:
        did = telling.first.lower_ == "did" and verb.lower_ in meeting_words().meet and not _ever(verb)
        return Course(Status.DENIED if did else None, telling.first)
    if _then_to_come(verb):
        return Course(Status.PLANNED, telling.first)
    if _let(verb, telling):
        return Course(Status.PLANNED, telling.first, told=False)
    if (verb.tag_ in {"VBZ", "VBP"} and _timetabled(verb)) or _on_the_way(verb, telling):
        return Course(Status.PLANNED, telling.first)
    if telling.first.i > verb.sent.start and telling.first.nbor(-1).lower_ == "without":
        return Course(Status.DENIED, telling.first)  # "left without meeting her", "without having met her"
    if (
        verb.tag_ == "VBG"
        and telling.first.i > verb.sent.start
        and telling.first.nbor(-1).lower_ in {"of", "from", "against"}
    ):
        return Course(None, telling.first)
    if _proposed(verb, telling):
        return Course(Status.PLANNED, telling.first)
    if verb.tag_ in {"VBZ", "VBP", "VBG"} and _LATER & {
        t.lower_ for t in verb.doc[verb.i : min(verb.sent.end, verb.i + 12)]
    }:
        return Course(Status.PLANNED, telling.first)
    opening = [t.lower_ for t in verb.sent[:2]]
    if verb.tag_ in {"VBZ", "VBP"} and (opening == ["later", "this"] or opening[:1] in (["next"], ["tomorrow"])):
        return Course(Status.PLANNED, telling.first)
    return Course(Status.HELD, telling.first)


def _gerund_of(verb: Token, telling: Telling) -> Course | None:
    """The course of a gerund by the verb or adjective before it; None for other words and where that leaves it open.

    "Ruled out meeting her" is refused, "suggested meeting her" and "is open to meeting her" are wishes; of "did not
    mind meeting her" nothing is told.
    """
    doc, low, words = verb.doc, verb.sent.start, meeting_words()
    if not verb.lower_.endswith("ing") or telling.first is not verb or verb.i <= low:
        return None
    if (refusing := refusing_before(verb)) is not None:
        return _of_refusing(refusing)
    before = doc[verb.i - 1]
    if before.lower_ == "to" and verb.i - 1 > low and doc[verb.i - 2].tag_ in {"JJ", "VBN"}:
        return Course(Status.PLANNED, doc[verb.i - 2], told=False)
    if before.tag_ not in VERBS or before.lower_ in BE:
        return None
    above = group(before)
    if above is not None and above.negated:
        return Course(None, above.first)
    if before.lower_ in words.wishes or before.lower_ in words.planned:
        return Course(Status.PLANNED, above.first if above else before, told=False)
    return None


def refusing_before(gerund: Token) -> Token | None:
    """The verb of refusing right before a word, without or with its particle."""
    doc, at = gerund.doc, gerund.i - 1
    if at >= gerund.sent.start and doc[at].tag_ in VERBS and doc[at].lower_ in meeting_words().refused:
        return doc[at]
    return doc[at - 1] if at > gerund.sent.start and called_off(doc[at - 1], meeting_words()) else None


def _of_refusing(refusing: Token) -> Course:
    """The course of what is refused; None where it is not: "did not rule out meeting her"."""
    telling = group(refusing) or Telling(False, None, refusing)
    return Course(None if telling.negated or telling.modal else Status.REFUSED, telling.first, refusing)


def _ever(verb: Token) -> bool:
    """ "Did not meet until June", "for years", "the demands": what may have been in the end."""
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 6)]
    return any(t.lower_ in {"until", "for", "since", "the", "its", "their"} for t in after)


def _then_to_come(verb: Token) -> bool:
    """ "Will go to Oslo, before [attending] a summit": what is to come after what is to come.

    Whoever says after meeting somebody what will be ("Oslo will pay, she said after meeting him") has met him.
    """
    doc, low = verb.doc, verb.sent.start
    if verb.tag_ != "VBG" or verb.i <= low or doc[verb.i - 1].lower_ not in {"before", "after"}:
        return False
    finite = [t for t in doc[low : verb.i - 1] if t.tag_ in FINITE]
    said = any(t.lower_ in reporting_forms() for t in finite)
    return bool(finite) and finite[0].lower_ in {"will", "'ll", "’ll"} and not said


def _asked(first: Token) -> bool:
    """Whether it is left open: "it was not known [whether] the two would meet"."""
    near = first.doc[max(first.sent.start, first.i - 6) : first.i]
    return any(t.lower_ in {"whether", "if"} for t in near)


def _supposed(first: Token) -> bool:
    """ "If the two [meet]", "unless she [visits] Oslo": what may never be."""
    for token in reversed(first.doc[max(first.sent.start, first.i - 6) : first.i]):
        if token.text in {",", ";", ":"} or token.tag_ in FINITE:
            return False
        if token.lower_ in {"if", "unless"}:
            return token.lower_ == "unless" or token.nbor(-1).lower_ not in _ASKING if token.i else True
    return False


def _on_the_way(verb: Token, telling: Telling) -> bool:
    """ "Is flying to Oslo for talks": what somebody travels for is still to come."""
    travels = verb.lower_ in meeting_words().travel and verb.tag_ == "VBG"
    return travels and telling.first.lower_ in {"is", "are", "am", "'s", "’s", "'re", "’re"}


def _let(verb: Token, telling: Telling) -> bool:
    """Whether it is a bare infinitive: "let her [meet] the envoy", "to help them [hold] talks"."""
    before = {t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 5) : verb.i]}
    return verb.tag_ == "VB" and telling.first.i == verb.i and bool(before & _LETTING)


def _timetabled(verb: Token) -> bool:
    """ "On Monday she goes to Oslo": a journey in the present tense with its day is still to come."""
    headline = verb.sent.start == 0
    return not headline and verb.lower_ in {
        "goes",
        "travels",
        "flies",
        "leaves",
        "departs",
        "heads",
        "arrives",
        "comes",
    }


def _proposed(verb: Token, telling: Telling) -> bool:
    """ "Proposed that they meet", "looks forward to meeting": what is yet to be."""
    doc, at = verb.doc, telling.first.i
    if verb.tag_ == "VBG":
        return at - 2 >= verb.sent.start and doc[at - 1].lower_ == "to" and doc[at - 2].lower_ == "forward"
    if verb.tag_ not in {"VB", "VBP"} or telling.first.i != verb.i:
        return False
    near = range(at - 1, max(verb.sent.start, at - 16), -1)
    that = next((i for i in near if doc[i].lower_ == "that" or doc[i].tag_ in FINITE), None)
    if that is None or doc[that].lower_ != "that":
        return False
    if verb.tag_ == "VB" and doc[that - 1].lower_ in meeting_words().planned:
        return True
    before = next((t for t in reversed(doc[max(verb.sent.start, that - 5) : that]) if t.tag_ in VERBS), None)
    return before is not None and before.lower_ in _MOVING


def _infinitive(verb: Token, words: MeetingWords) -> Course:
    """ "Was due to meet", "agreed to hold talks", "refused to attend", "flew to Oslo to meet"."""
    to = verb.i - 1
    while to > verb.sent.start and verb.doc[to].lower_ != "to":
        to -= 1
    if to - 1 > verb.sent.start and verb.doc[to - 1].lower_ in _OPEN:
        return Course(None, verb.doc[to])  # "could not agree on when to meet"
    governor = governor_of(verb, to)
    if verb.doc[to - 1].lower_ in {"not", "never"} and governor is not None:
        away = Status.REFUSED if governor.lower_ in _STAYING_AWAY else None
        return Course(away, (group(governor) or Telling(False, None, governor)).first, governor)
    if (turned := bid_turned_down(verb.doc[to])) is not None:
        return _of_refusing(turned)
    if governor is None:
        return Course(Status.PLANNED, verb.doc[to], told=verb.i - verb.sent.start < 8)
    low = governor.lower_
    telling = group(governor) or Telling(False, None, governor)
    first = _who_has(governor) or _with_copula(governor, telling)
    negated = telling.negated or _negated_near(governor)
    if low in BE and verb.i - 2 == governor.i:  # "the two were to meet on Friday"
        return Course(None if negated else Status.PLANNED, first, governor)
    if low in words.refused or called_off(governor, words):
        return Course(None if negated else Status.REFUSED, first, governor)
    if low in _UNWILLING:
        return Course(None if negated else Status.REFUSED, first, governor)
    if low in _UNSURE:
        return Course(None, first, governor)
    if low in words.wishes:
        return Course(Status.REFUSED if negated else Status.PLANNED, first, governor, told=negated)
    if low == "invitation" and taken_back(governor, words):
        return Course(Status.REFUSED, _who_turns_down(governor) or first, governor)
    if low in words.planned or low in words.planned_adjectives or low in {"due", "set", "likely", "invitation"}:
        return Course(Status.REFUSED if negated else Status.PLANNED, first, governor)
    if low in {"fail", "failed", "fails", "failing"} or (governor.tag_ in VERBS and low in words.none):
        return Course(None, first, governor)
    if low in CAUSING:  # "prompting the minister to summon the envoy"
        caused = _finite(governor, telling)
        return replace(caused, governor=governor, told=caused.told and caused.status is Status.HELD)
    comes = low in {**words.travel, **words.gather, **words.attend, **words.meet}
    if (was := _to_have(governor)) is not None:
        return Course(Status.REFUSED, was, governor)  # "was to have flown to Rome to see her"
    if (governor.tag_ in VERBS and comes) or is_there(governor):
        above = _infinitive(governor, words) if group(governor) is None else _finite(governor, telling)
        return replace(above, governor=governor)
    return Course(Status.PLANNED, first, governor, told=False)


def _who_turns_down(invitation: Token) -> Token | None:
    """The first word of the verbs by which an invitation is taken back or turned down."""
    near = invitation.doc[max(invitation.sent.start, invitation.i - 5) : invitation.i]
    verb = next((t for t in near if t.tag_ in VERBS), None)
    telling = group(verb) if verb is not None else None
    return telling.first if telling is not None else None


def _who_has(plan: Token) -> Token | None:
    """The first word of the verb whose object a plan is: "[had] no plans to meet her"; None for other words."""
    if not plan.tag_.startswith("NN") or plan.lower_ not in {"plan", "plans", "intention", "intentions", "desire"}:
        return None
    near = plan.doc[max(plan.sent.start, plan.i - 4) : plan.i]
    verb = next((t for t in reversed(near) if t.tag_ in VERBS), None)
    telling = group(verb) if verb is not None and verb.lower_ in _HAVE else None
    return telling.first if telling is not None else None


def _with_copula(governor: Token, telling: Telling) -> Token:
    """Where the verb group of "was due" or "is expected" begins."""
    at = telling.first.i
    while governor.tag_ in {"JJ", "VBN"} and at > governor.sent.start and governor.doc[at - 1].lower_ in BE | {"also"}:
        at -= 1
    return governor.doc[at]


def _negated_near(token: Token) -> bool:
    return any(t.lower_ in _NOT for t in token.doc[max(token.sent.start, token.i - 3) : token.i])
