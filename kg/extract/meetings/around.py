"""What stands after a word of meeting: with whom, where, when, about what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.located import dateline, located, place_before
from kg.extract.meetings.objects import past_noun, set_beside
from kg.extract.meetings.words import meeting_words
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import Place

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
_ONLY: Final = frozenset({"first", "second", "only", "time"})
_UNTIL: Final = frozenset({"to", "until", "till", "through"})
_LASTING: Final = frozenset(
    {"minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year", "time"}
    | {"times", "person", "bid", "effort", "attempt", "level"}
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
_BIDDING: Final = frozenset({"invitation", "request", "initiative", "behest", "suggestion", "proposal"})
_APPOSED: Final = 12
"""How many tokens an apposition may have."""
_NO_DATE: Final = frozenset({"since", "until", "till", "after", "before", "for"})


@dataclass(slots=True)
class Around:
    """What stands after a word of meeting."""

    with_whom: dict[int, None] = field(default_factory=dict)
    by_whom: dict[int, None] = field(default_factory=dict)
    hosts: dict[int, None] = field(default_factory=dict)
    place: Place | None = None
    date: str = ""
    about: tuple[str, ...] = ()
    aside: bool = False


@dataclass(slots=True)
class _Reading:
    """A walk over the words after a word of meeting; `topic` once what it is about has been read."""

    sentence: Span
    voices: Voices
    limit: int
    dates: frozenset[int]
    found: Around = field(default_factory=Around)
    topic: bool = False

    def low(self, at: int) -> str:
        """The word at an index in lower case, "" past the end."""
        return str(self.sentence.doc[at].lower_) if at < self.limit else ""


def around(start: int, sentence: Span, voices: Voices) -> Around:
    """Reads on from a word of meeting: "[talks] in Oslo on Friday with the envoy about the border"."""
    limit = min(sentence.end, start + _LONGEST)
    reading = _Reading(sentence, voices, limit, voices.dates(sentence))
    at: int | None = start
    while at is not None and at < limit:
        here = at
        at = next((after for step in _STEPS if (after := step(here, reading)) is not None), None)
        if at == 0:
            break
    return reading.found


# Each step reads on from a token: it gives the token to go on from, None where it does not apply, 0 to stop.


def _when(at: int, reading: _Reading) -> int | None:
    if at not in reading.dates:
        return None
    doc, end, found = reading.sentence.doc, at, reading.found
    while end < reading.sentence.end and end in reading.dates:
        end += 1
    words = doc[at:end].text
    only = any(t.lower_ in _ONLY for t in doc[max(reading.sentence.start, at - 6) : at])
    if reading.low(at) == "in" and only and doc[end - 1].lower_ in _LASTING:
        return end  # "the first visit in nine years"
    if at > reading.sentence.start and doc[at - 1].lower_ in {"scheduled", "planned", "set", "slated"}:
        words = words.removeprefix("for ")
    onward = end + 1 < reading.sentence.end and doc[end].lower_ in _UNTIL and end + 1 in reading.dates
    if onward and words.lower().startswith("from "):  # both ends are told: it began on the first
        words, end = words[len("from ") :], end + 1
        while end < reading.sentence.end and end in reading.dates:
            end += 1
    if not found.date and (words.split()[0].lower() not in _NO_DATE or _ranges(words)):
        found.date = _plain(words)
    return end


def _plain(words: str) -> str:
    """The words for when without "of" or "from" ("talks of March" are in March); whole where they name both ends."""
    if _ranges(words):
        return words
    lead, _, rest = words.partition(" ")
    return f"in {rest}" if lead == "of" and rest.isalpha() else words.removeprefix("of ").removeprefix("from ")


def _at_earliest(at: int, reading: _Reading) -> int | None:
    """ "As early as Thursday": on to the date."""
    early = reading.low(at) == "as" and reading.low(at + 1) in {"early", "soon", "late", "recently"}
    return at + 3 if early and reading.low(at + 2) == "as" and at + 3 in reading.dates else None


def _ranges(words: str) -> bool:
    """Whether the words name both ends: "from July 9 to July 11"."""
    low = words.lower().split()
    return low[0] == "from" and bool(_UNTIL & set(low))


def _lasting(at: int, reading: _Reading) -> int | None:
    """ "For more than two hours", "of one week", "in a bid to", "for the first time", "at the level of"."""
    if reading.low(at) not in {"for", "of", "over", "in", "at", "after", "lasting"}:
        return None
    doc = reading.sentence.doc
    for end in range(at + 1, min(reading.limit, at + 7)):
        if doc[end].lower_ in _LASTING:
            return end + 1
        if doc[end].tag_ not in {"CD", "DT", "JJ", "JJR", "RB", "IN", "NN", "RBR", "HYPH"} or end in reading.dates:
            return None
    return None


def _bidden(at: int, reading: _Reading) -> int | None:
    """ "At the invitation of Ada Voss", "at his request": who bids to come is there."""
    if reading.low(at) not in {"at", "on"}:
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


def _phoned(at: int, reading: _Reading) -> int | None:
    """ "By telephone", "over the phone"."""
    if reading.low(at) not in {"by", "over", "on", "via"}:
        return None
    after = at + 1
    after += reading.low(after) in {"the", "a", "secure"}
    return after + 1 if reading.low(after) in meeting_words().by_phone else None


def _here(at: int, reading: _Reading) -> int | None:
    """ "Met here on Tuesday": where the article is written; "met there": the place told before."""
    if reading.low(at) not in {"here", "there"} or reading.sentence.doc[at].tag_ == "EX":
        return None
    where = dateline(reading.voices) if reading.low(at) == "here" else place_before(at, reading.voices)
    reading.found.place = reading.found.place or where
    return at + 1


def _present(at: int, reading: _Reading) -> int | None:
    """ "In the presence of envoys from Oslo"."""
    if reading.low(at) != "in" or reading.low(at + 2) != "presence" or reading.low(at + 3) != "of":
        return None
    who, after = listed(reading.voices, at + 4, reading.limit)
    reading.found.with_whom.update(dict.fromkeys(who))
    return max(after, at + 4)


def _aside(at: int, reading: _Reading) -> int | None:
    """ "On the sidelines of the G20 summit [in Rio]": past the gathering that the meeting is beside."""
    if reading.low(at) not in {"on", "at"} or reading.low(at + 2) not in ASIDE:
        return None
    reading.found.aside = True
    doc, nouns = reading.sentence.doc, meeting_words().nouns
    for end in range(at + 3, min(reading.limit, at + 14)):
        if doc[end].lower_ in nouns or reading.low(end + 1) in {"in", "at"} or end + 1 in reading.dates:
            return end + 1
    return 0


def _where(at: int, reading: _Reading) -> int | None:
    doc = reading.sentence.doc
    if reading.low(at) == "to" and reading.sentence.doc[at - 1].lower_ in _CALLS:
        return None
    if reading.low(at) not in _AT or (reading.low(at) == "to" and at + 1 < reading.limit and doc[at + 1].tag_ == "VB"):
        return None
    where, after = located(at + 1, reading.limit, reading.voices)
    if where is not None and reading.found.place is None and not (reading.topic and where.latitude is None):
        reading.found.place = where
    if after > at + 1:
        return after
    end = _phrase(at + 1, reading)
    return end if at + 2 < end < at + 7 and doc[at + 1].lower_ in {"a", "an", "the"} else 0


def _whom(at: int, reading: _Reading) -> int | None:
    low = reading.low(at)
    if low not in _WITH and not (low == "to" and reading.low(at - 1) in _CALLS):
        return None
    start = at + 1 + (low == "including" and reading.low(at + 1) == "with")
    start = at + 3 if low == "including" and [reading.low(at + 1), reading.low(at + 2)] == ["one", "with"] else start
    who, after = listed(reading.voices, start, reading.limit)
    if len(who) == 1 and low == "of" and _owned(after, reading):
        return after + 1 + (reading.sentence.doc[after].tag_ == "POS")  # past the noun
    if who and low == "with":
        named, past = set_beside(at + 1, after, who, reading.sentence, reading.voices)
        who, after = (named, past) if named else (who, after)
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


def _mediating(who: tuple[int, ...], after: int, reading: _Reading) -> int | None:
    """ "With Chad [as mediator]", "with Mali [acting as go-between]": the token after it; None for those who talk."""
    at = after + (reading.low(after) in {"acting", "serving"})
    if not who or reading.low(at) not in {"as", "mediating", "facilitating", "presiding", "hosting", "observing"}:
        return None
    if reading.low(at) != "as":
        return at + 1
    near = range(at + 1, min(reading.limit, at + 5))
    return next((i + 1 for i in near if reading.low(i) in STANDING_BY or reading.low(i - 1) == "-"), None)


def _owned(after: int, reading: _Reading) -> bool:
    """Whether a state only owns those meant: "a summit of [Chad]'s neighbours"."""
    doc = reading.sentence.doc
    behind = after < reading.limit and doc[after].tag_ == "POS"
    return (behind or doc[after - 1].tag_ == "POS") and reading.low(after + behind) in _CIRCLES


def _unnamed(start: int, reading: _Reading) -> tuple[tuple[int, ...], int]:
    """ "With leaders in Oslo": the state whose capital it is; the token after the noun phrase."""
    doc, at = reading.sentence.doc, start
    while at < reading.limit and doc[at].tag_ in _NOUNS:
        at += 1
    role = {token.lower_ for token in doc[start:at]} & (meeting_words().representatives | {"authorities", "government"})
    if role and at + 1 < reading.limit and doc[at].lower_ == "in":
        return reading.voices.demonym(doc[at + 1].text), at
    return (), at


def _what(at: int, reading: _Reading) -> int | None:
    """ "About the border", "to discuss the border"."""
    purpose = reading.low(at) == "to" and reading.low(at + 1) in _PURPOSES
    if reading.low(at) not in _ABOUT and not purpose:
        return None
    start = at + 2 if purpose else at + 1
    end = _phrase(start, reading)
    about = topics_of(reading.sentence.doc[start:end], reading.voices.actors)
    reading.found.about = reading.found.about or about
    reading.topic = True
    return max(end, start)


def _phrase(start: int, reading: _Reading) -> int:
    """The end of a noun phrase that begins at a token."""
    doc, at = reading.sentence.doc, start
    while (
        at < reading.limit
        and at not in reading.dates
        and (doc[at].tag_ in _NOUNS or doc[at].lower_ in {"of", "the", "a", "and", "how", "ways"})
    ):
        at += 1
    return at


def _bracketed(at: int, reading: _Reading) -> int | None:
    if reading.sentence.doc[at].text != "(":
        return None
    near = range(at, min(reading.limit, at + 8))
    return next((i + 1 for i in near if reading.sentence.doc[i].text == ")"), 0)


def _which(at: int, reading: _Reading) -> int | None:
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


def _apposed(at: int, reading: _Reading) -> int | None:
    """ "Bo Lund[, the foreign minister of Chad], in Oslo": past what he is."""
    doc, voices = reading.sentence.doc, reading.voices
    whose = voices.who(doc[at - 1]) if at and reading.low(at) == "," else ()
    end = next((i for i in range(at + 1, min(reading.limit, at + _APPOSED)) if doc[i].text == ","), None)
    if not whose or end is None or any(t.tag_.startswith(("VB", "W", "CC")) for t in doc[at + 1 : end]):
        return None
    return end if any(voices.who(t) == whose for t in doc[at + 1 : end]) else None


def _passed(at: int, reading: _Reading) -> int | None:
    """Words passed over on the way to where, when and with whom."""
    token: Token = reading.sentence.doc[at]
    low, following = token.lower_, reading.low(at + 1)
    if low == ":":
        return at + 1 if at + 1 in reading.dates else None  # "a date for the next round: 4 May"
    if low == ",":
        goes_on = at + 1 in reading.dates or following in _AT | _WITH | _HELD or _lasting(at + 1, reading) is not None
        return at + 1 if goes_on else None
    if low in {"to", "be"}:
        return at + 1 if following in {"be", *_HELD} else None
    if low == "ahead" and following == "of":
        return 0
    return at + 1 if token.tag_ in {"RB", "RP"} or low in _HELD | _PASSED else None


_STEPS: Final[tuple[Callable[[int, _Reading], int | None], ...]] = (
    *(_when, _at_earliest, _lasting, _bidden, _phoned, _here, _aside, _present, _where),
    *(_whom, _what, _bracketed, _which, _apposed, _passed),
)
