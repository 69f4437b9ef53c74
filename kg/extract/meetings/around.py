"""What stands after a word of meeting: with whom, where, when, about what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.located import dateline, located, place_before
from kg.extract.meetings.objects import past_noun, set_beside
from kg.extract.meetings.reading import Around, Reading
from kg.extract.meetings.takers import POSITIONS
from kg.extract.meetings.time_steps import at_earliest, before_another, lasting, when
from kg.extract.meetings.words import meeting_words
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_LONGEST: Final = 45
_CALLS: Final = frozenset({"call", "calls"})
"""What one has "to" somebody: "a phone call to the envoy"."""
_WITH: Final = frozenset({"with", "between", "among", "involving", "including", "of", "by", "from"})
_ABOUT: Final = frozenset({"on", "about", "over", "concerning", "regarding"})
_PURPOSES: Final = frozenset({"discuss", "negotiate", "address", "consider", "debate", "review", "tackle"})
_AT: Final = frozenset({"in", "at", "near", "to", "outside"})
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "VBN", "VBG", "HYPH", "DT", "PRP$"})
ASIDE: Final = frozenset({"sidelines", "sideline", "margins", "fringes", "margin"})
"""Where a meeting is that is not the gathering itself."""
_HELD: Final = frozenset(
    {"hosted", "convened", "brokered", "mediated", "sponsored", "organized", "organised", "chaired", "held", "focused"}
    | {"led", "called", "aimed", "planned", "scheduled", "facilitated", "due", "set", "slated", "attended"}
    | {"proposed", "requested", "announced", "demanded"}
)
_PASSED: Final = frozenset(
    {"[", "(", "separately", "behind", "closed", "doors", "face-to-face", "face", "private", "one-on-one"}
)
_OPENED: Final = frozenset(
    {"resume", "resumes", "reconvene", "began", "begins", "begin", "opened", "opens", "open", "started", "starts"}
    | {"start", "took", "takes", "take", "ended", "ends", "end", "concluded", "held", "scheduled", "due", "set"}
    | {"convened", "hosted", "chaired", "attended", "mediated", "co-hosted", "co-chaired", "sponsored", "organised"}
    | {"organized", "called", "brokered", "arranged", "led"}
)
_CIRCLES: Final = frozenset({"neighbours", "neighbors", "allies", "friends", "partners", "rivals", "enemies"})
STANDING_BY: Final = frozenset(
    {"mediator", "mediators", "facilitator", "facilitators", "host", "hosts", "broker", "brokers", "intermediary"}
    | {"guarantor", "observer", "observers", "go-between", "chair", "chairman", "moderator", "witness", "convener"}
)
"""What those are at a meeting who only bring it about or look on."""
_BIDDING: Final = frozenset(
    {
        "auspices",
        "aegis",
        "mediation",
        "sponsorship",
        "chairmanship",
        "invitation",
        "request",
        "initiative",
        "behest",
        "suggestion",
        "proposal",
    }
)
_TOLD: Final = 16
"""How many tokens what is told of a person or place between commas may have."""
_APPOSED: Final = 12
"""How many tokens an apposition may have."""


def around(start: int, sentence: Span, voices: Voices) -> Around:
    """Reads on from a word of meeting: "[talks] in Oslo on Friday with the envoy about the border"."""
    limit = min(sentence.end, start + _LONGEST)
    reading = Reading(sentence, voices, limit, voices.dates(sentence))
    at: int | None = start
    while at is not None and at < limit:
        here = at
        at = next((after for step in _STEPS if (after := step(here, reading)) is not None), None)
        if at == 0:
            break
    return reading.found


# Each step reads on from a token: it gives the token to go on from, None where it does not apply, 0 to stop.


def _bidden(at: int, reading: Reading) -> int | None:
    """ "At the invitation of Ada Voss", "at his request", "under the auspices of Chad": who bids to come is there."""
    at += reading.low(at) == ","
    if reading.low(at) not in {"at", "on", "under", "with"}:
        return None
    doc = reading.sentence.doc
    noun = next((i for i in range(at + 1, min(reading.limit, at + 6)) if doc[i].lower_ in _BIDDING), None)
    if noun is None or any(doc[i].tag_ in {"IN", "VBD"} for i in range(at + 1, noun)):
        return None
    if reading.low(noun + 1) != "of":
        return noun + 1
    who, after = listed(reading.voices, noun + 2, reading.limit)
    reading.found.hosts.update(dict.fromkeys(who))
    return max(after, noun + 2)


def _phoned(at: int, reading: Reading) -> int | None:
    """ "By telephone", "over the phone"."""
    if reading.low(at) not in {"by", "over", "on", "via"}:
        return None
    after = at + 1
    after += reading.low(after) in {"the", "a", "secure"}
    return after + 1 if reading.low(after) in meeting_words().by_phone else None


def _here(at: int, reading: Reading) -> int | None:
    """ "Met here on Tuesday": where the article is written; "met there": the place told before."""
    if reading.low(at) not in {"here", "there"} or reading.sentence.doc[at].tag_ == "EX":
        return None
    where = dateline(reading.voices) if reading.low(at) == "here" else place_before(at, reading.voices)
    reading.found.place = reading.found.place or where
    return at + 1


def _present(at: int, reading: Reading) -> int | None:
    """ "In the presence of envoys from Oslo"."""
    if reading.low(at) != "in" or reading.low(at + 2) != "presence" or reading.low(at + 3) != "of":
        return None
    who, after = listed(reading.voices, at + 4, reading.limit)
    reading.found.with_whom.update(dict.fromkeys(who))
    return max(after, at + 4)


def _aside(at: int, reading: Reading) -> int | None:
    """ "On the sidelines of the G20 summit [in Rio]": past the gathering that the meeting is beside."""
    if reading.low(at) not in {"on", "at"} or reading.low(at + 2) not in ASIDE:
        return None
    reading.found.aside = True
    doc, nouns = reading.sentence.doc, meeting_words().nouns
    for end in range(at + 3, min(reading.limit, at + 14)):
        if doc[end].lower_ in nouns or reading.low(end + 1) in {"in", "at"} or end + 1 in reading.dates:
            return end + 1
    return 0


def _where(at: int, reading: Reading) -> int | None:
    doc = reading.sentence.doc
    if reading.low(at) == "to" and reading.sentence.doc[at - 1].lower_ in _CALLS:
        return None
    if reading.low(at) not in _AT or (reading.low(at) == "to" and at + 1 < reading.limit and doc[at + 1].tag_ == "VB"):
        return None
    where, after = located(at + 1, reading.limit, reading.voices)
    if where is not None and reading.found.place is None and not (reading.topic and where.latitude is None):
        reading.found.place = where
    if after > at + 1:  # "at the Oslo [summit] in May"
        return after + (reading.low(at) == "at" and reading.low(after) in meeting_words().nouns)
    end = _phrase(at + 1, reading)
    return end if at + 2 < end < at + 7 and doc[at + 1].lower_ in {"a", "an", "the"} else 0


def _whom(at: int, reading: Reading) -> int | None:
    low = reading.low(at)
    if low not in _WITH and not (low == "to" and reading.low(at - 1) in _CALLS):
        return None
    start = at + 1 + (low == "including" and reading.low(at + 1) == "with")
    start = at + 3 if low == "including" and [reading.low(at + 1), reading.low(at + 2)] == ["one", "with"] else start
    who, after = listed(reading.voices, start, reading.limit)
    if len(who) == 1 and low == "of" and _owned(after, reading):
        return next(i for i in range(after, reading.limit) if reading.low(i) in _CIRCLES) + 1  # past the noun
    if who and low == "with":
        named, past = set_beside(at + 1, after, who, reading.sentence, reading.voices)
        who, after = (named, past) if named else (who, after)
    if not who and low in {"with", "between"}:
        who, after = _theirs(at + 1, reading)
    if not who and low == "with":
        who, after = _unnamed(at + 1, reading)
    if who:
        after = past_noun(after, reading.sentence, reading.voices)
    if low == "with" and (behind := _mediating(who, after, reading)) is not None:
        reading.found.hosts.update(dict.fromkeys(who))
        return behind
    into = reading.found.by_whom if low == "by" else reading.found.with_whom
    into.update(dict.fromkeys(who))
    if after == at + 1 and low in {"of", "from"} and (end := _phrase(at + 1, reading)) > at + 1:
        return end  # "a meeting of the dialogue with", "negotiators from the three parties in"
    if after == at + 1 and low not in {"with", "between"}:
        return 0
    return max(after, at + 1)


def _mediating(who: tuple[int, ...], after: int, reading: Reading) -> int | None:
    """ "With Chad [as mediator]", "with Mali [in the middle]": the token after it; None for those who talk."""
    at = after + (reading.low(after) in {"acting", "serving"})
    if who and [reading.low(at + more) for more in range(3)] in (["in", "the", "middle"], ["in", "the", "chair"]):
        return at + 3
    if not who or reading.low(at) not in {"as", "mediating", "facilitating", "presiding", "hosting", "observing"}:
        return None
    if reading.low(at) != "as":
        return at + 1
    near = range(at + 1, min(reading.limit, at + 5))
    return next((i + 1 for i in near if reading.low(i) in STANDING_BY or reading.low(i - 1) == "-"), None)


def _owned(after: int, reading: Reading) -> bool:
    """Whether a state only owns those meant: "a summit of [Chad]'s neighbours"."""
    doc = reading.sentence.doc
    behind = after < reading.limit and doc[after].tag_ == "POS"
    at = after + behind
    at += at < reading.limit and doc[at].tag_ in {"CD", "JJ"}
    return (behind or doc[after - 1].tag_ == "POS") and reading.low(at) in _CIRCLES


def _theirs(start: int, reading: Reading) -> tuple[tuple[int, ...], int]:
    """ "Between [their] officials": the states whose they are; the token after the noun phrase."""
    doc, at = reading.sentence.doc, start + 1
    if reading.low(start) != "their":
        return (), start
    while at < reading.limit and doc[at].tag_ in _NOUNS and at not in reading.dates:
        at += 1
    of_both = {token.lower_ for token in doc[start:at]} & meeting_words().representatives
    whose = tuple(dict.fromkeys(map(reading.voices.state, reading.voices.who(doc[start])))) if of_both else ()
    return (whose, at) if len(whose) > 1 else ((), start)


def _unnamed(start: int, reading: Reading) -> tuple[tuple[int, ...], int]:
    """ "With leaders in Oslo": the state whose capital it is; the token after the noun phrase."""
    doc, at = reading.sentence.doc, start
    while at < reading.limit and doc[at].tag_ in _NOUNS:
        at += 1
    role = {token.lower_ for token in doc[start:at]} & (meeting_words().representatives | {"authorities", "government"})
    if role and at + 1 < reading.limit and doc[at].lower_ == "in":
        return reading.voices.demonym(doc[at + 1].text), at
    return (), at


def _what(at: int, reading: Reading) -> int | None:
    """ "About the border", "to discuss the border"."""
    purpose = reading.low(at) == "to" and reading.low(at + 1) in _PURPOSES
    aimed = reading.low(at) == "aimed" and reading.low(at + 1) == "at"  # "talks aimed at ending the war between"
    if reading.low(at) not in _ABOUT and not purpose and not aimed:
        return None
    start = at + 2 if purpose or aimed else at + 1
    end = _phrase(start, reading)
    about = topics_of(reading.sentence.doc[start:end], reading.voices.actors)
    reading.found.about = reading.found.about or about
    reading.topic = True
    return max(end, start)


def _phrase(start: int, reading: Reading) -> int:
    """The end of a noun phrase that begins at a token."""
    doc, at = reading.sentence.doc, start
    while (
        at < reading.limit
        and at not in reading.dates
        and (doc[at].tag_ in _NOUNS or doc[at].lower_ in {"of", "the", "a", "and", "how", "ways"})
    ):
        at += 1
    return at


def _in_session(at: int, reading: Reading) -> int | None:
    """ "Will meet [in emergency session] on Friday", "in closed-door consultations"."""
    if reading.low(at) != "in":
        return None
    near = range(at + 1, min(reading.limit, at + 6))
    noun = next((i for i in near if reading.low(i) in {"session", "consultations", "plenary"}), None)
    plain = noun is not None and all(reading.sentence.doc[i].tag_ in _NOUNS for i in range(at + 1, noun))
    return noun + 1 if noun is not None and plain else None


def _face_to_face(at: int, reading: Reading) -> int | None:
    """ "Meet [face to face] in Oslo"."""
    return at + 3 if [reading.low(at + more) for more in range(3)] == ["face", "to", "face"] else None


def _bracketed(at: int, reading: Reading) -> int | None:
    if reading.sentence.doc[at].text != "(":
        return None
    near = range(at, min(reading.limit, at + 8))
    return next((i + 1 for i in near if reading.sentence.doc[i].text == ")"), 0)


def _which(at: int, reading: Reading) -> int | None:
    """ ", which [opened] on Monday", "that [began] in Oslo": on past the verb."""
    start = at + (reading.low(at) == ",")
    if reading.low(start) not in {"which", "that"}:
        return None
    verb = start + 1
    verb += reading.low(verb) in {"is", "are", "was", "were", "will", "has", "had", "also"}
    verb += reading.low(verb) in {"be", "been"}
    verb += 2 * (reading.low(verb) == "co" and reading.low(verb + 1) == "-")  # "that was co-hosted by"
    if reading.low(verb) not in _OPENED:
        return None
    if reading.low(verb + 1) == "to" and reading.low(verb + 2) != "":
        return verb + 3  # "that were due to resume"
    return verb + 1 + (reading.low(verb + 1) == "place")


def _apposed(at: int, reading: Reading) -> int | None:
    """ "Bo Lund[, the foreign minister of Chad], in Oslo": past what he is."""
    doc, voices = reading.sentence.doc, reading.voices
    whose = voices.who(doc[at - 1]) if at and reading.low(at) == "," else ()
    end = next((i for i in range(at + 1, min(reading.limit, at + _APPOSED)) if doc[i].text == ","), None)
    if not whose or end is None or any(t.tag_.startswith(("VB", "W", "CC")) for t in doc[at + 1 : end]):
        return None
    return end if any(voices.who(t) == whose for t in doc[at + 1 : end]) else None


def _told_of(at: int, reading: Reading) -> int | None:
    """ "To Oslo[, where the bank has its seat,] on Monday": past what is told of it between commas, to the day."""
    if reading.low(at) != "," or reading.low(at + 1) not in {"where", "who", "which", "whose"}:
        return None
    doc = reading.sentence.doc
    close = next((i for i in range(at + 2, min(reading.limit - 1, at + _TOLD)) if doc[i].text in {",", ";"}), None)
    inside = close is not None and any(i in reading.dates for i in range(at, close))
    return close + 1 if close is not None and close + 1 in reading.dates and not inside else None


def _posed(at: int, reading: Reading) -> int | None:
    """ "Ada Voss[, right,] in Oslo": past where somebody stands in a picture."""
    if reading.low(at) != "," or reading.low(at + 1) not in POSITIONS:
        return None
    return at + 2 + (reading.low(at + 2) == ",")


def _passed(at: int, reading: Reading) -> int | None:
    """Words passed over on the way to where, when and with whom."""
    token: Token = reading.sentence.doc[at]
    low, following = token.lower_, reading.low(at + 1)
    if low == ":":
        return at + 1 if at + 1 in reading.dates else None  # "a date for the next round: 4 May"
    if low == "," and following == "most" and reading.low(at + 2) == "recently":
        return at + 3  # "met twice, most recently in Oslo"
    if low == ",":
        aside = reading.low(at + 3) in ASIDE
        goes_on = (
            aside or at + 1 in reading.dates or following in _AT | _WITH | _HELD or lasting(at + 1, reading) is not None
        )
        goes_on = goes_on or (following == "and" and reading.low(at + 2) in {"hosted", "chaired"})
        return at + 1 if goes_on else None
    if token.tag_ == "CD" and following == "times":
        return at + 2
    if low in {"to", "be"}:
        return (
            at + 1 if following in {"be", *_HELD} or (following in _OPENED and reading.low(at - 1) == "due") else None
        )
    if low == "ahead" and following == "of":
        return 0
    if low == "and" and following in {"hosted", "chaired"} and reading.low(at + 2) == "by":
        return at + 2  # "attended by Ada Voss and hosted by Bo Lund"
    begins = low in _OPENED and reading.low(at - 1) == "to"
    return at + 1 if token.tag_ in {"RB", "RP"} or begins or low in _HELD | _PASSED else None


_STEPS: Final[tuple[Callable[[int, Reading], int | None], ...]] = (
    *(
        _in_session,
        _face_to_face,
        before_another,
        when,
        at_earliest,
        lasting,
        _bidden,
        _phoned,
        _here,
        _aside,
        _present,
        _where,
    ),
    *(_whom, _what, _bracketed, _which, _posed, _apposed, _told_of, _passed),
)
