"""A meeting as one sentence tells of it, and what stands around the word that tells: who, where, when, about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.listing import listed
from kg.extract.meetings.words import meeting_words
from kg.extract.places import place
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.model import MeetingKind, Place, Status

_WITH: Final = frozenset({"with", "between", "among", "involving", "including", "of", "by", "from"})
_ABOUT: Final = frozenset({"on", "about", "over", "concerning", "regarding"})
_AT: Final = frozenset({"in", "at", "near", "to"})
_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "VBN", "VBG", "HYPH", "DT", "PRP$"})
_NAMES: Final = frozenset({"NNP", "NNPS"})
ASIDE: Final = frozenset({"sidelines", "margins", "fringes"})
"""Where a meeting is that is not the gathering itself."""
_HELD: Final = frozenset(
    {"hosted", "convened", "brokered", "mediated", "sponsored", "organized", "organised", "chaired", "held", "focused"}
    | {"led", "called", "aimed", "planned", "scheduled"}
)
_IN_PHRASE: Final = _NOUNS | {"JJR", "JJS", "RBR", "CC", "PDT"}
_SERIES: Final = frozenset(
    {"round", "rounds", "session", "series", "hours", "days", "weeks", "months", "day", "format"}
)
_UNTIL: Final = frozenset({"to", "until", "till", "through"})
_REALMS: Final = frozenset(
    {"republic", "kingdom", "state", "states", "federation", "union", "emirates", "commonwealth"}
)
_SITES: Final = frozenset(
    {
        "camp",
        "castle",
        "palace",
        "house",
        "mount",
        "fort",
        "villa",
        "hotel",
        "airport",
        "base",
        "island",
        "lake",
        "cape",
    }
    | {"port", "hall", "chateau", "manor", "lodge", "center", "centre", "bay", "valley", "park", "square", "abbey"}
)
_NO_DATE: Final = frozenset({"since", "until", "till", "after", "before", "from", "for"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One telling of a meeting.

    Attributes:
        sentence, anchor: where, and the word that tells.
        kind: None where the word leaves it open ("the meeting").
        participants, hosts, absent: actors; `absent` are those who will not come.
        place, date: where; the words for when, "" without.
        definite: whether it speaks of a meeting as known ("the talks").
        other: words that set it apart from the one spoken of ("second", "previous").
        hedged: told as hearsay.
        told: whether the status is told; False where the meeting is only spoken of.
        invited: whether it is an invitation that is told of.
    """

    sentence: Span
    anchor: Token
    kind: MeetingKind | None
    participants: tuple[int, ...]
    status: Status
    rule: str
    confidence: float
    hosts: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    place: Place | None = None
    date: str = ""
    about: tuple[str, ...] = ()
    definite: bool = False
    other: frozenset[str] = frozenset()
    hedged: bool = False
    told: bool = True
    invited: bool = False


@dataclass(slots=True)
class Around:
    """What stands after a word of meeting."""

    with_whom: dict[int, None] = field(default_factory=dict)
    by_whom: dict[int, None] = field(default_factory=dict)
    place: Place | None = None
    date: str = ""
    about: tuple[str, ...] = ()


def around(start: int, sentence: Span, voices: Voices) -> Around:
    """Reads on from a word of meeting: "[talks] in Oslo on Friday with the envoy about the border"."""
    found = Around()
    doc, dates, at, topic = sentence.doc, voices.dates(sentence), start, False
    limit = min(sentence.end, start + 45)
    while at < limit:
        token = doc[at]
        low = token.lower_
        if at in dates:
            at = _date(at, dates, found, sentence)
        elif low in _AT and not (low == "to" and at + 1 < limit and doc[at + 1].tag_ == "VB"):
            where, after = located(at + 1, limit, voices)
            if where is not None and found.place is None and not (topic and where.latitude is None):
                found.place = where
            if after == at + 1:
                break
            at = after
        elif low in {"by", "over", "on", "via"} and (past := _past_phone(at + 1, limit, doc)):
            at = past
        elif low in _WITH:
            who, after = listed(voices, at + 1, limit)
            if not who and low == "with":
                who, after = _unnamed(at + 1, limit, voices)
            into = found.by_whom if low == "by" else found.with_whom
            into.update(dict.fromkeys(who))
            if after == at + 1 and low not in {"with", "between"}:
                break
            at = max(after, at + 1)
        elif low == "on" and at + 2 < limit and doc[at + 2].lower_ in ASIDE:
            at = _past_gathering(at + 3, limit, voices)
        elif low in _ABOUT:
            end = _phrase(at + 1, limit, voices)
            found.about = found.about or topics_of(doc[at + 1 : end])
            topic, at = True, max(end, at + 1)
        elif (
            low == "to"
            and at + 1 < limit
            and doc[at + 1].lower_ in {"discuss", "negotiate", "address", "consider", "debate"}
        ):
            end = _phrase(at + 2, limit, voices)
            found.about = found.about or topics_of(doc[at + 2 : end])
            topic, at = True, max(end, at + 2)
        elif token.text == "(":
            at = next((i + 1 for i in range(at, min(limit, at + 8)) if doc[i].text == ")"), limit)
        elif _passed(token, at, limit, dates):
            at += 1
        else:
            break
    return found


def _past_phone(at: int, limit: int, doc: Doc) -> int:
    """The token after "by telephone", "over the phone"; 0 for anything else."""
    at += at < limit and doc[at].tag_ == "DT"
    return at + 1 if at < limit and doc[at].lower_ in meeting_words().by_phone else 0


def _past_gathering(start: int, limit: int, voices: Voices) -> int:
    """The token after the gathering on whose sidelines a meeting is: "of the G20 summit [in Rio]"."""
    doc = voices.parsed.doc
    nouns = meeting_words().nouns
    return next((at + 1 for at in range(start, min(limit, start + 9)) if doc[at].lower_ in nouns), limit)


def _passed(token: Token, at: int, limit: int, dates: frozenset[int]) -> bool:
    """Whether a word is passed over on the way to where, when and with whom."""
    low = token.lower_
    following = token.nbor(1) if at + 1 < limit else None
    if low == ",":
        return following is not None and (following.i in dates or following.lower_ in _AT | _WITH | _HELD)
    if low in {"to", "be"}:
        return following is not None and following.lower_ in {"be", *_HELD}
    return token.tag_ in {"RB", "RP"} or low in _HELD or low in {"[", "(", "separately", "behind", "closed", "doors"}


def _unnamed(start: int, limit: int, voices: Voices) -> tuple[tuple[int, ...], int]:
    """ "With leaders in Oslo": the state whose capital it is; the token after the noun phrase."""
    doc, at = voices.parsed.doc, start
    while at < limit and doc[at].tag_ in _NOUNS:
        at += 1
    role = {token.lower_ for token in doc[start:at]} & (meeting_words().representatives | {"authorities", "government"})
    if role and at + 1 < limit and doc[at].lower_ == "in":
        return voices.demonym(doc[at + 1].text), at
    return (), at


def _date(at: int, dates: frozenset[int], found: Around, sentence: Span) -> int:
    end = at
    while end < sentence.end and end in dates:
        end += 1
    words = sentence.doc[at:end].text
    if at > sentence.start and sentence.doc[at - 1].lower_ in {"scheduled", "planned", "set", "slated"}:
        words = words.removeprefix("for ")
    onward = end + 1 < sentence.end and sentence.doc[end].lower_ in _UNTIL and end + 1 in dates
    if onward and words.lower().startswith("from "):  # both ends are told: it began on the first
        words, end = words[len("from ") :], end + 1
        while end < sentence.end and end in dates:
            end += 1
    if not found.date and (words.split()[0].lower() not in _NO_DATE or _ranges(words)):
        found.date = words.removeprefix("of ")
    return end


def _ranges(words: str) -> bool:
    """Whether the words name both ends: "from July 9 to July 11"."""
    low = words.lower().split()
    return low[0] == "from" and bool(_UNTIL & set(low))


def located(start: int, limit: int, voices: Voices) -> tuple[Place | None, int]:
    """The place named within the next words ("the Austrian city of Graz"), and the token after it."""
    doc, at = voices.parsed.doc, start
    last = min(limit, start + 9)
    while at < last:
        if doc[at].tag_ in _NAMES:
            first = at
            while at < limit and (doc[at].tag_ in _NAMES or _possessed(doc, at, limit)):
                at += 1
            where, after = _place_in(first, at, limit, voices)
            if where is None and start <= first <= start + 1:
                where, after = _unlisted(first, at, voices)
            if where is not None:
                return where, after
        elif doc[at].lower_ in {"country", "capital", "venue", "state"} and doc[start].lower_ in {"a", "an"}:
            return Place(doc[start : at + 1].text), at + 1
        elif doc[at].tag_ in _NOUNS or doc[at].lower_ in {"of", "in"}:
            at += 1
        else:
            break
    return None, start


def _place_in(first: int, end: int, limit: int, voices: Voices) -> tuple[Place | None, int]:
    """The place that a run of names is, and the token after it; a country set beside a city belongs to it.

    Whole or not at all: of a name of several words, "of" and more names included, no single word is the place.
    """
    doc = voices.parsed.doc
    for start, stop in _wholes(first, end, limit, voices):
        where = place(doc[start:stop].text)
        if where is not None and not _person(doc[start:stop], voices):
            if stop + 1 < limit and doc[stop].text == ",":
                country, after = (
                    _place_in(stop + 1, stop + 2, limit, voices) if doc[stop + 1].tag_ in _NAMES else (None, 0)
                )
                if country is not None and country.country == where.country:
                    return where, after
            return where, stop
    return None, end


def _wholes(first: int, end: int, limit: int, voices: Voices) -> Iterator[tuple[int, int]]:
    """The stretches that may be the whole name of a place: with "of" and its names, without a date or a noun around."""
    doc = voices.parsed.doc
    if end + 1 < limit and doc[end].lower_ == "of" and doc[end + 1].tag_ in _NAMES:
        last = end + 1
        while last < limit and doc[last].tag_ in _NAMES:
            last += 1
        yield first, last
        if end - first == 1 or doc[end - 1].lower_ in _REALMS:
            return
    dates, nouns = voices.dates(doc[first].sent), meeting_words().nouns
    start, stop = first, end
    while stop - 1 > start and (stop - 1 in dates or doc[stop - 1].lower_ in nouns):
        stop -= 1
    yield start, stop
    while start + 1 < stop and (
        start in dates or (voices.actors.one(doc[start]) and not voices.actors.one(doc[stop - 1]))
    ):
        start += 1
        yield start, stop


def _possessed(doc: Doc, at: int, limit: int) -> bool:
    """Whether a possessive mark stands within a name: "the People's Republic"."""
    inside = doc[at].tag_ == "POS" and at + 1 < limit and doc[at + 1].lower_ in _REALMS
    return inside and doc[at + 1].tag_ in _NAMES


def _unlisted(first: int, end: int, voices: Voices) -> tuple[Place | None, int]:
    """A place of two or more words that no list knows: "at Mount Kesra"; of "the Hill Hotel in Oslo" the town."""
    doc, dates = voices.parsed.doc, voices.dates(voices.parsed.doc[first].sent)
    while end > first and end - 1 in dates:
        end -= 1
    inside = doc[first:end]
    known = any(voices.actors.one(t) or t.lower_ in meeting_words().nouns or t.tag_ == "POS" for t in inside)
    sited = any(t.lower_ in _SITES for t in inside)
    if sited and end + 1 < len(doc) and doc[end].lower_ in {"in", ","} and doc[end + 1].tag_ in _NAMES:
        town, after = located(end + 1, min(len(doc), end + 5), voices)
        if town is not None:
            return town, after
    return (Place(inside.text), end) if len(inside) >= 2 and sited and not known else (None, end)


def _person(span: Span, voices: Voices) -> bool:
    return any(voices.actors.is_person(actor) for token in span for actor in voices.actors.one(token))


def _phrase(start: int, limit: int, voices: Voices) -> int:
    """The end of a noun phrase that begins at a token."""
    doc, at, dates = (
        voices.parsed.doc,
        start,
        voices.dates(voices.parsed.doc[start].sent) if start < limit else frozenset(),
    )
    while (
        at < limit
        and at not in dates
        and (doc[at].tag_ in _NOUNS or doc[at].lower_ in {"of", "the", "a", "and", "how", "ways"})
    ):
        at += 1
    return at


def left_edge(token: Token) -> int:
    """The first word of the noun phrase that a noun of meeting ends: "[the second round of peace] talks"."""
    at = token.i
    while at - 1 >= token.sent.start:
        step = _step(token.doc, at, token.sent.start)
        if not step:
            break
        at -= step
    return at


def _step(doc: Doc, at: int, low: int) -> int:
    """How many words before `at` belong to the noun phrase: 2 for "round of", 3 for "hoped-for"."""
    before = doc[at - 1]
    if before.tag_ in {"VBG", "VBN"} and doc[at].tag_ in {"DT", "PRP$"}:
        return 0
    if before.text in {"-", "’s", "'s"} or (before.tag_ in _IN_PHRASE and before.lower_ not in {"and", "or"}):
        return 1
    if before.lower_ == "for" and at - 3 >= low and doc[at - 2].text == "-":
        return 3
    if before.lower_ == "of" and at - 2 >= low and doc[at - 2].lower_ in _SERIES:
        return 2
    return 0


def hosts_before(first: int, noun: Token, voices: Voices) -> Iterator[int]:
    """Who is named as leading or brokering before a noun of meeting: "U.N.-brokered talks"."""
    doc = noun.doc
    for at in range(first, noun.i):
        token = doc[at]
        tail = token.lower_.rpartition("-")[2]
        if tail in {
            "led",
            "brokered",
            "mediated",
            "sponsored",
            "hosted",
            "backed",
            "organised",
            "organized",
            "convened",
            "chaired",
        }:
            if "-" in token.text:
                yield from voices.demonym(token.text.rpartition("-")[0]) or voices.who(token)
            elif at - 2 >= first and doc[at - 1].text in {"-", "‑"}:
                yield from voices.demonym(doc[at - 2].text) or voices.who(doc[at - 2])


def pair_before(first: int, noun: Token, voices: Voices) -> tuple[int, ...]:
    """The two of "U.S.-Russian talks", "India-Pakistan dialogue"."""
    doc = noun.doc
    for at in range(first, noun.i):
        token = doc[at]
        left, hyphen, right = token.text.partition("-")
        if hyphen and left and right:
            pair = (voices.demonym(left), voices.demonym(right))
        elif token.text in {"-", "–", "‑"} and at > first:
            pair = (
                voices.demonym(doc[at - 1].text) or voices.who(doc[at - 1]),
                voices.demonym(doc[at + 1].text) or voices.who(doc[at + 1]),
            )
        else:
            continue
        if pair[0] and pair[1] and pair[0] != pair[1]:
            return (*pair[0], *pair[1])
    return ()


def other_words(first: int, noun: Token, dates: frozenset[int]) -> frozenset[str]:
    """The words before a noun that set the occasion apart."""
    words = meeting_words()
    named = words.apart | words.rounds
    return frozenset(t.lower_ for t in noun.doc[first : noun.i] if t.lower_ in named and t.i not in dates)
