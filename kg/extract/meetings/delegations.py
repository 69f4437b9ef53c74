"""Who heads or speaks for a side at talks that are told of before: "Ada Voss headed the delegation"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extract.listing import listed
from kg.extract.meetings.around import around
from kg.extract.meetings.courses import of_verb
from kg.extract.meetings.located import located
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.takers import takers
from kg.extract.meetings.words import meeting_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token
from kg.model import ActorType, Status

_BESIDE: Final = frozenset({"represented", "joined", "accompanied", "flanked"})
_HEADING: Final = _BESIDE | frozenset(
    {"headed", "heads", "led", "leads", "head", "lead", "represented", "represents", "represent"}
)
_COMING: Final = frozenset(
    {"attend", "attended", "attends", "participate", "participated", "participates", "join", "joined"}
)
_ATTENDING: Final = frozenset(
    {"delegations", "participants", "speakers", "guests", "attendees", "delegates", "attending", "present", "leaders"}
)
_LEAVING: Final = frozenset({"left", "departed", "leave", "quit"})
_LEAVING_TEAMS: Final = frozenset({"delegations", "negotiators", "envoys", "delegates", "teams"})
_TAKING: Final = frozenset({"take", "takes", "took", "taken", "taking"})
_ARRANGED: Final = frozenset(
    {"agreed", "agrees", "expected", "due", "plans", "planned", "set", "scheduled", "confirmed", "promised", "slated"}
)
_HOW: Final = frozenset({"too", "as", "in", "by", "via", "alongside", "on", "through", "remotely", "virtually"})
_PRESENT: Final = frozenset({"present", "attendance"})
_INVITING: Final = frozenset({"invited", "invites", "inviting"})
_SENT: Final = frozenset({"sent", "sends", "dispatched"})
_SENT_FOR: Final = frozenset({"its", "their", "his", "her"})
_TEAMS: Final = frozenset({"delegation", "delegations", "team", "side", "teams", "negotiators"})
_THEN: Final = frozenset({"but", "while", "and", "though", "whereas"})
_BE: Final = frozenset({"was", "were", "is", "are", "be", "been", ",", "being"})


def from_delegations(sentence: Span, voices: Voices) -> Iterator[Sighting]:
    """Those whom a sentence tells to head a side, at the talks that are spoken of."""
    if who := _among(sentence, voices):
        yield _coming(sentence[0], who)
    for token in sentence:
        if token.lower_ in _TEAMS and (who := _acting(token, voices)):
            yield _coming(token, who)
            continue
        if token.lower_ in _LEAVING_TEAMS and (left := _left(token, sentence, voices)) is not None:
            yield left
            continue
        if token.lower_ in _INVITING and (who := _bidden(token, sentence, voices)):
            yield replace(_coming(token, who), status=Status.PLANNED, rule="noun, attended: invited")
        if token.lower_ in _SENT or token.lower_ in _PRESENT:
            who = _sending(token, sentence, voices) if token.lower_ in _SENT else _present(token, voices)
            if who:
                yield _coming(token, who)
            continue
        verb = token.nbor(-1) if token.lower_ == "part" and token.i > sentence.start else token
        comes = verb.lower_ in _COMING or (verb is not token and verb.lower_ in _TAKING and verb.tag_ != "VBG")
        if comes and (attending := _attends(verb, token, sentence, voices)) is not None:
            yield attending
            continue
        if token.lower_ not in _HEADING or not token.tag_.startswith("VB"):
            continue
        who = _heads(token, sentence, voices) or _stood_in(token, sentence, voices)
        if who:
            yield _coming(token, who)


def _acting(team: Token, voices: Voices) -> tuple[int, ...]:
    """ "The [Chadian and Malian] delegations refused to", "[Chad's] negotiators left": whose they are who act there."""
    doc, low, at = team.doc, team.sent.start, team.i
    while at > low and (doc[at - 1].tag_ in {"JJ", "NNP", "NNPS", "POS", "DT", "PRP$"} or doc[at - 1].lower_ == "and"):
        at -= 1
    acts = team.i + 1 < team.sent.end and doc[team.i + 1].tag_ in FINITE and team.lower_ != "side"
    if not acts or (at > low and doc[at - 1].tag_ in {"IN", "VBD", "VBZ", "VBN", "VBG", "VB"}):
        return ()
    words = doc[at : team.i]
    named = voices.named(words) if any(t.tag_ == "POS" for t in words) else ()
    whose = dict.fromkeys([*(each for t in words for each in voices.demonym(t.text)), *named])
    return tuple(actor for actor in whose if voices.actors.actors[actor].type is ActorType.STATE)


def _left(team: Token, sentence: Span, voices: Voices) -> Sighting | None:
    """ "Delegations from [Chad and Mali] left Oslo on Friday with nothing to show": they were at what is told of."""
    doc, end = team.doc, sentence.end
    verb = next((t for t in doc[team.i + 1 : min(end, team.i + 14)] if t.tag_ in FINITE), None)
    if team.i + 1 >= end or doc[team.i + 1].lower_ not in {"from", "of"} or verb is None or verb.lower_ not in _LEAVING:
        return None
    who, after = listed(voices, team.i + 2, verb.i)
    where, past = located(verb.i + 1, end, voices)
    if len(who) < 2 or after < verb.i - 1 or where is None:
        return None
    return replace(_coming(team, who), place=where, date=around(past, sentence, voices).date, told=True)


def _among(sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "Among the delegations were those of Chad and Mali", "Ada Voss and Bo Lund were among the speakers"."""
    at = next((t.i for t in sentence if t.lower_ == "among"), None)
    if at is None or not any(t.lower_ in _ATTENDING for t in sentence.doc[at : min(sentence.end, at + 8)]):
        return ()
    be = next((t for t in sentence if t.lower_ in {"were", "was"}), None)
    if be is None or any(t.tag_ in FINITE for t in sentence.doc[sentence.start : be.i]):
        return ()
    if at == sentence.start:
        start = be.i + 1 + 2 * (be.i + 2 < sentence.end and be.nbor(1).lower_ in {"those", "teams", "delegations"})
        return listed(voices, start, sentence.end)[0]
    return listed(voices, sentence.start, be.i)[0] if be.i == at - 1 else ()


def _bidden(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "[Bo Lund] has also been invited", "wrote to [him] inviting them to attend": to what is spoken of."""
    doc, after = verb.doc, verb.i + 1
    if any(t.lower_ in _BE - {","} for t in doc[max(sentence.start, verb.i - 2) : verb.i]):
        told = of_verb(verb)
        ends = after >= sentence.end or doc[after].is_punct or doc[after].lower_ in {"too", "and"}
        stays = any(
            t.lower_ == "but" for t in doc[after : min(sentence.end, after + 2)]
        )  # ", but will send her deputy"
        known = told.status is Status.HELD and not stays and (ends or _to_attend(after, sentence))
        return takers(told, verb, voices) if known else ()
    who, end = listed(voices, after, sentence.end)
    if after < sentence.end and doc[after].lower_ == "them":
        before = doc[sentence.start : verb.i]
        at = next((t.i for t in before if t.lower_ == "to"), None)
        who, end = (listed(voices, at + 1, verb.i)[0] if at is not None else ()), after + 1
    return who if who and _to_attend(end, sentence) else ()


def _to_attend(at: int, sentence: Span) -> bool:
    """ "To attend", "to take part", with no word for what."""
    words = [t.lower_ for t in sentence.doc[at : min(sentence.end, at + 4)]]
    if words[:2] not in (["to", "attend"], ["to", "take"], ["to", "participate"], ["to", "join"], ["to", "come"]):
        return False
    end = at + 2 + (words[2:3] == ["part"])
    return end >= sentence.end or sentence.doc[end].is_punct


def _coming(word: Token, who: tuple[int, ...]) -> Sighting:
    """Those who come to what is spoken of."""
    return Sighting(
        sentence=word.sent,
        anchor=word,
        kind=None,
        participants=who,
        status=Status.HELD,
        rule="noun, attended: delegation",
        confidence=0.7,
        definite=True,
        told=False,
    )


def _sending(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "Chad, Mali and Niger sent [their foreign ministers]": they are there; not "sent their envoys to Rome"."""
    doc, at = verb.doc, verb.i + 1
    if at + 1 >= sentence.end or doc[at].lower_ not in _SENT_FOR:
        return ()
    noun = next((t for t in doc[at + 1 : min(sentence.end, at + 6)] if t.lower_ in meeting_words().met), None)
    after = doc[noun.i + 1] if noun is not None and noun.i + 1 < sentence.end else None
    if after is None or not (after.is_punct or after.lower_ in {"and", "while", "instead"}):
        return ()
    return _row(verb, voices) or tuple(dict.fromkeys(map(voices.state, takers(of_verb(verb), verb, voices))))


def _row(verb: Token, voices: Voices) -> tuple[int, ...]:
    """The states of a row right before a verb: "Chad's Bo Lund and [Mali's] Moe Tan sent their ministers"."""
    doc, low = verb.doc, verb.sent.start
    breaks = (i for i in range(verb.i - 1, low, -1) if doc[i].text in {",", ";"} and doc[i + 1].lower_ in _THEN)
    named = voices.named(doc[next(breaks, low) : verb.i])
    states = [actor for actor in named if voices.actors.actors[actor].type is ActorType.STATE]
    return tuple(states) if len(states) > 1 else ()


def _present(word: Token, voices: Voices) -> tuple[int, ...]:
    """ "Also [present] were Ada Voss and Bo Lund", "Ada Voss was present", "Ada Voss was in [attendance]"."""
    doc, at, low = word.doc, word.i + 1, word.sent.start
    if at < word.sent.end and doc[at].lower_ in _BE and doc[at].text != ",":
        return listed(voices, at + 1, word.sent.end)[0]
    be = word.i - 1
    while be > low and (doc[be].tag_ == "RB" or doc[be].lower_ in {"in", "all", "both"}):
        be -= 1
    if doc[be].lower_ not in {"was", "were"} or any(t.tag_ in FINITE for t in doc[low:be]):
        return ()
    return listed(voices, low, be)[0] or voices.of(voices.before(doc[be]))


def _stood_in(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "Chad and Mali were represented by their foreign ministers": the states."""
    after = verb.i + 1
    if verb.lower_ != "represented" or after + 1 >= sentence.end or verb.doc[after].lower_ != "by":
        return ()
    own = verb.doc[after + 1].lower_ in _SENT_FOR or verb.doc[after + 1].tag_ in {"NNS", "DT"}
    before = verb.doc[max(sentence.start, verb.i - 2)]
    first = next((t for t in verb.doc[max(sentence.start, verb.i - 3) : verb.i] if t.lower_ in _BE), before)
    return voices.of(voices.before(first)) if own else ()


def _attends(verb: Token, last: Token, sentence: Span, voices: Voices) -> Sighting | None:
    """ "Chad and Mali will attend, as will Ada Voss", "also took [part]": at the meeting that is spoken of."""
    after = last.nbor(1) if last.i + 1 < sentence.end else last
    them = verb.lower_.startswith("join") and after.lower_ == "them"
    if them:
        after = after.nbor(1) if after.i + 1 < sentence.end else after
    if them and not (after.is_punct or after.lower_ in {"later", "too", "there"}):
        return None
    joined = verb.lower_.startswith("join") and not them and after.lower_ not in {"by", "via", "remotely", "virtually"}
    if not verb.tag_.startswith("VB") or joined or not (after.is_punct or after.lower_ in _HOW):
        return None
    if any(t.lower_ in _BE - {","} for t in verb.doc[max(sentence.start, verb.i - 2) : verb.i]):
        return None  # "was attended by"
    course = of_verb(verb)
    who = takers(course, verb, voices) or _row_before(course.first, voices)
    who = tuple(dict.fromkeys([*who, *_as_will(verb, sentence, voices)]))
    arranged = course.governor is None or course.status is Status.REFUSED or course.governor.lower_ in _ARRANGED
    if course.status is None or not arranged or not course.told or not who:
        return None
    refused = course.status is Status.REFUSED
    return Sighting(
        sentence=sentence,
        anchor=verb,
        kind=None,
        participants=() if refused else who,
        absent=who if refused else (),
        status=Status.PLANNED if refused else course.status,
        rule="noun, attended: attend",
        confidence=0.7,
        definite=True,
        told=False,
    )


def _row_before(first: Token, voices: Voices) -> tuple[int, ...]:
    """A row with what is said of all of it between commas: "Chad and Mali, [both seen as friends,] will"."""
    doc, low = first.doc, first.sent.start
    if first.i - 1 <= low or doc[first.i - 1].text != ",":
        return ()
    who, after = listed(voices, low, first.i)
    return who if len(who) > 1 and doc[after].text == "," else ()


def _as_will(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """ "As will [Ada Voss]" behind it."""
    doc = verb.doc
    at = next((i for i in range(verb.i + 1, min(sentence.end - 2, verb.i + 4)) if doc[i].lower_ == "as"), None)
    if at is None or doc[at + 1].lower_ not in {"will", "did", "would"}:
        return ()
    return tuple(actor for actor in voices.named(doc[at + 2 : sentence.end]) if voices.actors.is_person(actor))


def _heads(verb: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """The persons who head a delegation that is known, () where its journey to a meeting is told of."""
    doc, after = verb.doc, verb.i + 1
    if verb.lower_ == "joined" and doc[after : after + 1] and doc[after].lower_ == "in":  # "joined in Oslo by"
        after = next((i for i in range(after, min(sentence.end - 1, after + 5)) if doc[i].lower_ == "by"), after)
    if after >= sentence.end:
        return ()
    if doc[after].lower_ == "by":  # "the rebels were represented by", "the delegation, led by"
        near = doc[max(sentence.start, verb.i - 8) : verb.i]
        team = verb.lower_ in _BESIDE or any(t.lower_ in _TEAMS for t in near)
        who = listed(voices, after + 1, sentence.end)[0] if team and doc[verb.i - 1].lower_ in _BE else ()
    else:
        near = doc[after : min(sentence.end, after + 5)]
        known = doc[after].lower_ in {"the", "its", "their"} or doc[after].tag_ in {"JJ", "NNP"}
        team = known and any(t.lower_ in _TEAMS for t in near) and verb.lower_ not in _BESIDE
        behind = {t.lower_ for t in doc[after : min(sentence.end, after + 9)]}
        who = takers(of_verb(verb), verb, voices) if team and "to" not in behind else ()
    if verb.lower_ == "joined":
        return who
    return tuple(actor for actor in who if voices.actors.is_person(actor))
