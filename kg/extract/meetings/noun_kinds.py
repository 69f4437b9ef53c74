"""Which nouns tell of a meeting, and of which kind."""

from __future__ import annotations

from typing import Final

from kg.extract.calendar_words import DAYS_AND_MONTHS
from kg.extract.listing import listed
from kg.extract.meetings.courses import refusing_before
from kg.extract.meetings.words import meeting_words
from kg.extract.places import place
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import BlockKind, MeetingKind

_BODIES: Final = frozenset({"assembly", "congress", "forum", "convention", "negotiations", "council", "consultations"})
_ELECTED: Final = frozenset(
    {"elected", "constituent", "constitutional", "national", "legislative", "federal", "state", "regional", "local"}
)
_PART_OF_TALKS: Final = frozenset({"round", "rounds", "session", "sessions", "talk", "encounter", "audience"})
_NOUN_BEFORE: Final = frozenset({"DT", "JJ", "PRP$", "POS", "NN", "NNP"})
_FINITE: Final = frozenset({"VB", "VBD", "VBZ", "VBP"})
_RETREATS: Final = frozenset({"ministerial", "leaders", "ministers", "informal", "cabinet"})
_VOTES: Final = frozenset({"election", "elections", "vote", "votes", "voting", "ballot", "runoff", "run-off", "polls"})
_TALKS: Final = frozenset(
    {"talks", "negotiations", "negotiators", "dialogue", "met", "meeting", "mediators", "mediator", "mediation"}
    | {"negotiated", "negotiate", "negotiating", "mediated", "mediate"}
)
_WHOM: Final = frozenset({"NNP", "NNPS", "PRP", "PRP$", "DT", "JJ"})
_SIDED: Final = frozenset({"bilateral", "trilateral", "bilaterals"})
_TOLD_AGAIN: Final = frozenset({"encounter", "round", "session", "rounds", "sessions"})
_HEARD: Final = frozenset({"told", "tells", "address", "addressed", "addresses", "addressing", "attended", "attend"})
_MET_AT: Final = frozenset({"encounter", "audience", "tete-a-tete"})
_ROUNDS: Final = frozenset({"round", "rounds", "session", "sessions"})
_BACK: Final = 250
"""How many words before "the second round" may tell of talks."""
_ON: Final = 60
"""How many words after it may."""
_NEAR: Final = 90
"""How many words before it may tell of a vote."""
_SESSIONS: Final = frozenset({"emergency", "special", "extraordinary", "urgent", "closed"})
_LAW: Final = frozenset(
    {"breach", "breaches", "breached", "breaching", "violation", "violations", "violate", "violates", "violated"}
    | {"violating", "contravention", "contravenes", "under", "ratify", "ratified", "ratifying", "signatory"}
    | {"signatories", "flout", "flouted", "flouting", "contrary", "accede", "acceded"}
)
_RINGING: Final = frozenset({"take", "takes", "took", "taken", "taking", "returned", "return"})
_CALLS: Final = frozenset({"call", "calls", "conversation", "conversations"})


def kind_of(token: Token, voices: Voices) -> MeetingKind | None:
    """The kind of meeting that a noun names; None for other nouns, and for these words in other senses."""
    words, low = meeting_words(), token.lower_
    kind = words.nouns.get(low)
    if kind is None:
        return _rarely(token) or _sitting(token, voices)
    following = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    if low in _MET_AT and following in {"with", "between"} and token.tag_ == "NN":
        return MeetingKind.TALKS
    if low in _TOLD_AGAIN and _numbered(token):
        return MeetingKind.TALKS
    if token.tag_ in _FINITE and low != "talks":
        return None
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    if token.lower_ == "session" and before in _SESSIONS and _is_held(token):
        return MeetingKind.CONFERENCE if following == "of" else kind
    if following in words.nothing_after or token.lower_ in _PART_OF_TALKS or _verbal(token, before, voices):
        return None
    opening = token.i == token.sent.start and token.tag_ in {"NNS", "NNPS"}  # "Negotiations in Oslo failed"
    if token.lower_ in _BODIES and token.is_title and not opening and voices.parsed.block(token) is not BlockKind.TITLE:
        return None
    if token.lower_ in _BODIES and before == "the" and _names_body(token.lower_, voices):
        return None
    if low == "assembly" and before in _ELECTED:
        return None
    if low.startswith("convention") and _is_law(token):
        return None
    if low == "conference" and (following in _CALLS or _of_members(token, following)):
        return None
    if token.lower_ in {"conference", "conferences"} and before in words.press:
        return MeetingKind.NEWS_CONFERENCE
    if token.lower_ in {"conference", "conferences", "meeting", "summit"} and before in words.remote:
        return MeetingKind.PHONE_CALL
    if token.lower_ == "conversations" and before not in words.telephonic:
        return MeetingKind.TALKS
    if kind is MeetingKind.PHONE_CALL and not _is_call(token, before, following, voices):
        return None
    if token.lower_ == "ceremony" and before != "signing":
        return None
    if token.lower_ == "retreat" and not (token.is_title or before in _RETREATS):
        return None  # troops retreat too
    if before in words.no_meetings and kind in {MeetingKind.TALKS, MeetingKind.CONFERENCE}:
        return None
    if kind is MeetingKind.VISIT and token.tag_ not in {"NN", "NNS", "NNP"}:
        return None
    return kind


def _is_law(token: Token) -> bool:
    """ "In breach of every convention", "signatories to the convention": what states have signed, or what is usual."""
    near = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 7) : token.i]]
    return not _LAW.isdisjoint(near) or near[-1:] == ["every"]


def _of_members(token: Token, following: str) -> bool:
    """ "The Conference of Bishops", "the Conference of Presidents of": a body by the name of its members."""
    after = token.doc[token.i + 2] if token.i + 2 < token.sent.end else token
    members = after.is_title and after.lower_.endswith("s") and after.lower_ not in {"states", "parties", "nations"}
    return token.is_title and following == "of" and members


def _rarely(token: Token) -> MeetingKind | None:
    """Words that are nouns of meeting only here: "rounds of dialogue", "a bilateral with", "a joint appearance"."""
    low = token.lower_
    if low == "appearance":
        near = token.doc[max(token.sent.start, token.i - 3) : token.i]
        return MeetingKind.NEWS_CONFERENCE if any(t.lower_ == "joint" for t in near) else None
    if low == "dialogue" and token.i - 2 >= token.sent.start and token.nbor(-2).lower_ in _ROUNDS:
        return MeetingKind.TALKS if token.nbor(-1).lower_ == "of" else None
    with_whom = low in _SIDED and token.i + 1 < token.sent.end and token.nbor(1).lower_ == "with"
    return MeetingKind.TALKS if with_whom else None


def _sitting(token: Token, voices: Voices) -> MeetingKind | None:
    """ "At next week's European Council": a body named for its sitting, with when it sits."""
    first = token.i - 1
    if token.lower_ != "council" or first - 1 <= token.sent.start or token.doc[first].lower_ != "european":
        return None
    dates = voices.dates(token.sent)
    before = [at for at in range(max(token.sent.start, first - 4), first) if at in dates]
    return MeetingKind.CONFERENCE if before and token.doc[first - 1].tag_ in {"POS", "NNP", "NN"} else None


def _numbered(token: Token) -> bool:
    """ "Their earlier encounter", "a second round was planned": a round of talks told of before, and not of a vote."""
    words, doc = meeting_words(), token.doc
    before = doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    after = doc[token.i + 1].lower_ if token.i + 1 < token.sent.end else ""
    placed = bool(before) and token.lower_ == "round" and place(token.nbor(-1).text) is not None
    counted = token.lower_.endswith("s") and token.i > token.sent.start and token.nbor(-1).tag_ == "CD"
    numbered = placed or counted or before in words.rounds | words.apart
    if not numbered or (token.lower_.startswith("round") and after in {"of", "vote"}):
        return False
    near = {t.lower_ for t in doc[max(0, token.sent.start - _NEAR) : token.sent.end]}
    back = {t.lower_ for t in doc[max(0, token.sent.start - _BACK) : token.sent.end + _ON]}
    return not near & _VOTES and bool(back & _TALKS)


def _is_held(session: Token) -> bool:
    """ "Will hold an emergency session"."""
    words, doc = meeting_words(), session.doc
    near = doc[max(session.sent.start, session.i - 4) : session.i]
    return any(t.lower_ in words.have or t.lower_ in words.convene or t.lower_ in _HEARD for t in near)


def _names_body(noun: str, voices: Voices) -> bool:
    """Whether a body of the page has the noun for its last: "the forum" after "the Pacific Islands Forum"."""
    return any(actor.name.lower().endswith(f" {noun}") for actor in voices.actors.actors)


def is_participle(token: Token) -> bool:
    """Whether "meeting" is a verb, however it is tagged: "states meeting in Oslo", "ruled out meeting her"."""
    doc, at = token.doc, token.i - 1
    following = doc[token.i + 1].lower_ if token.i + 1 < token.sent.end else ""
    if following and token.nbor(1).tag_ in _WHOM and refusing_before(token) is not None:
        return True
    if following not in {"in", "at", "here", "on"} or at < token.sent.start:
        return False
    if doc[at].text == "," and at > token.sent.start:  # "Chad and Mali, meeting in Oslo, agreed"
        return token.tag_ == "VBG"
    if doc[at].tag_ not in {"NNS", "NNPS"}:
        return False
    while at > token.sent.start and doc[at].tag_ in {"NNS", "NNPS", "NN", "NNP", "JJ", "CD", "HYPH", "POS"}:
        at -= 1
    return doc[at].lower_ not in {"a", "an", "the", "this", "that", "its", "their"}


def _verbal(token: Token, before: str, voices: Voices) -> bool:
    """Whether the word is a verb here: "meeting the envoy", "Oslo talks to the rebels"."""
    if token.lower_ == "meeting" and is_participle(token):
        return True
    if token.lower_ == "meeting" and token.tag_ == "VBG":
        return not (before and token.nbor(-1).tag_ in _NOUN_BEFORE)
    spoken = token.i + 1 < token.sent.end and token.nbor(1).lower_ in {"of", "about", "up", "down"}
    if token.lower_ == "talks" and spoken and before and token.nbor(-1).tag_ in {"NN", "NNP"}:
        return token.tag_ == "VBZ"
    return token.lower_ == "talks" and token.tag_ == "VBZ" and bool(voices.who(token.nbor(-1) if before else token))


def _opening_call(token: Token, following: str) -> bool:
    """ "In a call on Friday, Ada Voss told him"; not "in a call on all sides"."""
    doc, low = token.doc, token.sent.start
    opens = token.i - 2 >= low and doc[token.i - 1].lower_ == "a" and doc[token.i - 2].lower_ in {"in", "during"}
    day = following == "on" and token.i + 2 < token.sent.end and doc[token.i + 2].lower_ in DAYS_AND_MONTHS
    return opens and (day or following in {",", "with", "late", "earlier", "overnight", "yesterday"})


def _placed(token: Token) -> bool:
    """ "Put in a call to the envoy", "placed a call to"."""
    near = token.doc[max(token.sent.start, token.i - 4) : token.i]
    return any(
        t.lower_ in {"placed", "places", "place"} or (t.lower_ == "put" and t.nbor(1).lower_ == "in") for t in near
    )


def _to_somebody(call: Token, voices: Voices) -> bool:
    """ "Her [calls] to President Bo Lund"; not "her call to Bo Lund to resign", "Oslo's calls to free the men"."""
    doc, low, end = call.doc, call.sent.start, call.sent.end
    owned = any(t.tag_ in {"PRP$", "POS"} for t in doc[max(low, call.i - 4) : call.i])
    who, after = listed(voices, call.i + 2, end)
    asks = after < end and doc[after].lower_ in {"to", "for", "that"}
    return owned and not asks and len(who) == 1 and voices.actors.is_person(who[0])


def _is_call(token: Token, before: str, following: str, voices: Voices) -> bool:
    """Whether a "call" or "conversation" is one by telephone, or points back to one."""
    if before in meeting_words().telephonic or token.lower_ not in _CALLS:
        return True
    if following == "from" and any(
        t.lower_ in _RINGING for t in token.doc[max(token.sent.start, token.i - 3) : token.i]
    ):
        return True
    if _opening_call(token, following) or (following == "to" and (_placed(token) or _to_somebody(token, voices))):
        return True
    if following in {"for", "to", "on"} or token.tag_ not in {"NN", "NNS"}:
        return False
    return before in {"the", "their", "this"} or following in {"with", "between"}
