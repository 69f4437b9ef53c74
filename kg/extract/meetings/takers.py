"""Who takes part by the verb that tells of a meeting: its subject, those for whom it stands, whoever it describes."""

from __future__ import annotations

from typing import Final

from kg.extract.inflection import verb_forms
from kg.extract.listing import listed
from kg.extract.meetings.circumstances import main_saying
from kg.extract.meetings.courses import Course, of_verb
from kg.extract.meetings.noun_kinds import is_participle
from kg.extract.meetings.words import meeting_words
from kg.extract.represented import represented, row_before
from kg.extract.several import SIDES
from kg.extract.told import FINITE, Telling
from kg.extract.voices import Voices
from kg.language.tokens import Token
from kg.model import ActorType

_DESCRIBING: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "HYPH"})
_OFFICES: Final = frozenset(
    {"ministers", "presidents", "premiers", "chancellors", "ambassadors", "envoys", "negotiators"}
)
_JOINT: Final = frozenset({"committee", "commission", "group", "team", "teams", "panel", "body", "committees"})
_ENVOYS: Final = _OFFICES | {"secretaries", "delegations", "teams", "officials", "leaders", "advisers", "experts"}
_DELEGATION: Final = frozenset({"delegation", "team", "mission"})
_LONGEST_TITLE: Final = 4
_SERVANTS: Final = frozenset({"officers", "commanders", "lawmakers", "technicians", "aides", "spies", "mps"})
_OWNED: Final = frozenset({"council", "committee", "commission", "secretariat", "assembly", "parliament"})
POSITIONS: Final = frozenset({"left", "right", "center", "centre", "l", "r", "c", "middle"})
"""Where somebody stands in a picture."""
_URGING: Final = frozenset(
    form
    for verb in ("urge", "ask", "tell", "press", "encourage", "persuade", "want", "order", "call", "implore", "beg")
    for form in verb_forms(verb)
)


def takers(course: Course, verb: Token, voices: Voices) -> tuple[int, ...]:
    """Who the verbs of a course are said of."""
    if _says_of_others(verb, voices):
        return _by_adjectives(verb, voices)
    if speaker := _said_by(verb, voices) or _urged(course, verb, voices):
        return speaker
    said = main_saying(verb) if verb.tag_ == "VBG" and course.first is verb else None
    if said is not None and (sayer := takers(of_verb(said), said, voices)):
        return sayer  # "said that Chad would sign, after meeting Bo Lund"
    if people := _posed(course.first, voices) or _apposed(course.first, voices) or _row(course.first, voices):
        return people
    if states := represented(course.first, voices) or _of_joint_body(course.first, voices):
        return states
    if pair := _two_when(course.first, voices):
        return pair
    they = course.first.i > verb.sent.start and course.first.nbor(-1).lower_ == "they"
    if they and (pair := both_before(course.first.nbor(-1), voices)):
        return pair
    for above in (verb, course.governor):
        found = voices.subjects(above, Telling(False, None, course.first)) if above is not None else ()
        if found and _theirs(course.first):
            return tuple(dict.fromkeys(map(voices.state, found)))
        if found and _of_office(found, course.first, voices):
            head = _heading(course.first, voices)
            if head and not any(map(voices.actors.is_person, found)) and len(found) == 1:
                return head  # who heads a delegation stands for whom it comes from
            return tuple(dict.fromkeys([*(row_before(found, course.first, voices) or found), *head]))
    found = _heading(course.first, voices) or _head_noun(verb, voices) or _whose(verb, voices) or _of_both(verb, voices)
    return found or _by_adjectives(verb, voices)


def _says_of_others(verb: Token, voices: Voices) -> bool:
    """A headline's "Chad says [technical teams] to meet again": not Chad meets, but people of whom no more is told."""
    doc, at = verb.doc, verb.i - 2
    whole = verb.tag_ == "VB" and at >= verb.sent.start and doc[at + 1].lower_ == "to"
    if not whole or at - 1 <= verb.sent.start or doc[at].tag_ != "NNS" or voices.who(doc[at]):
        return False
    before = next((t for t in reversed(doc[verb.sent.start : at]) if t.tag_ in FINITE), None)
    return before is not None and before.lower_ in {"says", "say", "said"} and at - before.i <= _LONGEST_TITLE


def _by_adjectives(verb: Token, voices: Voices) -> tuple[int, ...]:
    """The two states whose people meet who have no name: "[Greek and Turkish] officers"."""
    for head in voices.grammar.subjects(verb):
        if head.i >= verb.i or head.lower_ not in _ENVOYS | meeting_words().representatives | _SERVANTS:
            continue
        row = [t for t in head.doc[max(head.sent.start, head.i - 6) : head.i] if t.text[:1].isupper()]
        states = tuple(dict.fromkeys(state for t in row for state in voices.demonym(t.text)))
        joined = len(row) > 1 and any(t.lower_ == "and" for t in head.doc[row[0].i : row[-1].i])
        if len(states) == len(row) == 2 and joined:
            return states
    return ()


def _urged(course: Course, verb: Token, voices: Voices) -> tuple[int, ...]:
    """Who is told to meet somebody: "urged [Bo Lund] to meet", "called on [Bo Lund] to hold talks"; () without."""
    above = course.governor
    if above is None or above.i + 2 >= verb.i or above.lower_ not in _URGING:
        return ()
    on = above.lower_.startswith("call")
    if on and above.nbor(1).lower_ not in {"on", "upon"}:
        return ()
    whom, after = listed(voices, above.i + 1 + on, verb.i)
    return whom if after < verb.i and verb.doc[after].lower_ == "to" else ()


def _theirs(first: Token) -> bool:
    """ "[Their foreign ministers] met": not those whose ministers they are."""
    doc, at = first.doc, first.i - 1
    if at <= first.sent.start or doc[at].lower_ not in _OFFICES:
        return False
    while at > first.sent.start and doc[at].tag_ in {"JJ", "NN", "NNS"}:
        at -= 1
    return doc[at].lower_ == "their"


def _of_joint_body(first: Token, voices: Voices) -> tuple[int, ...]:
    """The states whose joint body meets: "the joint commission of [Chad and Mali], which last met in May, will"."""
    doc, low = first.doc, first.sent.start
    joint = (i for i in range(first.i - 1, max(low, first.i - 30), -1) if doc[i].lower_ in _JOINT)
    at = next((i for i in joint if any(t.lower_ in {"joint", "mixed"} for t in doc[max(low, i - 3) : i])), None)
    if at is None:
        return ()
    behind = doc[at + 1 : first.i]
    asides = [t.i for t in behind if t.text == ","]
    main = doc[at + 1 : asides[0]] if asides else behind
    if any(t.tag_ in FINITE for t in main) or (not asides and any(t.lower_ in {"said", "says"} for t in behind)):
        return ()
    whose = main[1:] if len(main) and main[0].lower_ in {"of", "between"} else doc[max(low, at - 6) : at]
    counted = next((voices.who(t) for t in whose if t.lower_ in {"countries", "nations", "sides", "neighbours"}), ())
    named = (one for t in whose for one in voices.state_named(t.text) or voices.demonym(t.text))
    states = tuple(dict.fromkeys(counted or named))
    known = all(voices.actors.actors[each].type is ActorType.STATE for each in states)
    return states if len(states) > 1 and known else ()


def _posed(first: Token, voices: Voices) -> tuple[int, ...]:
    """Who stands where in a picture: "[Ada Voss] (L) meets", "[Ada Voss], left, and [Bo Lund], right, meet"."""
    doc, low, at = first.doc, first.sent.start, first.i - 1
    closed = at - 2 > low and (doc[at - 2].text, doc[at].text) in {("(", ")"), (",", ",")}
    if not closed or doc[at - 1].lower_ not in POSITIONS or any(t.tag_ in FINITE for t in doc[low : at - 2]):
        return ()
    return tuple(actor for actor in voices.named(doc[low:at]) if voices.actors.is_person(actor))


def _apposed(first: Token, voices: Voices) -> tuple[int, ...]:
    """Who the ministers are: "the foreign ministers, [Ada Voss and Bo Lund], met"."""
    doc, low, end = first.doc, first.sent.start, first.i - 1
    if end <= low or doc[end].text != ",":
        return ()
    start = next((i for i in range(end - 1, max(low, end - 14), -1) if doc[i].text == ","), None)
    if start is None or doc[start - 1].lower_ not in _ENVOYS:
        return ()
    who, after = listed(voices, start + 1, end)
    if after < end and doc[after].lower_ in {"of", "for", "from"}:  # "Ada Voss of Chad and Bo Lund of Mali"
        after = end if all(t.tag_ in {"NNP", "NNPS", "DT"} for t in doc[after + 1 : end]) else after
    return who if after == end and len(who) > 1 and all(map(voices.actors.is_person, who)) else ()


def _row(first: Token, voices: Voices) -> tuple[int, ...]:
    """A row of three or more persons that opens the sentence: "President Ada Voss, Bo Lund and Cy Rand later met"."""
    doc, low, end = first.doc, first.sent.start, first.i
    dates = voices.dates(first.sent)
    while end > low and (doc[end - 1].tag_ == "RB" or end - 1 in dates):
        end -= 1
    who, after = listed(voices, low, end)
    people = len(who) > 2 and all(map(voices.actors.is_person, who))
    return who if people and after == end and any(t.lower_ == "and" for t in doc[low:end]) else ()


def _two_when(first: Token, voices: Voices) -> tuple[int, ...]:
    """The two named last before it: "Karl Berg said [Ada Voss] had persuaded [Bo Lund] when the two"."""
    doc, low, at = first.doc, first.sent.start, first.i - 1
    if at - 2 <= low or doc[at].lower_ not in {"two", "pair"} or doc[at - 1].lower_ != "the":
        return ()
    if doc[at - 2].lower_ not in {"when", "as", "where", "after", "before"}:
        return ()
    named = [actor for actor, _ in voices.actors.inside(doc[low : at - 2]) if voices.actors.is_person(actor)]
    last = list(dict.fromkeys(reversed(named)))[:2]
    return tuple(reversed(last)) if len(last) == 2 and len(set(named)) > 2 else ()


def both_before(pronoun: Token, voices: Voices) -> tuple[int, ...]:
    """The two persons whom "they" or "their" means in its own sentence: "[Ada Voss] told [Bo Lund] as they met"."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    named = voices.named(before)
    people = tuple(filter(voices.actors.is_person, named))
    if len(people) == 1:
        he = next((t for t in before if t.lower_ in {"he", "she"}), None)
        people = tuple(dict.fromkeys([*(voices.who(he) if he is not None else ()), *people]))
    return people if len(people) == 2 else ()


def _heading(first: Token, voices: Voices) -> tuple[int, ...]:
    """Who heads the delegation before a verb: "a Chadian delegation headed by [Ada Voss] met"."""
    doc, low = first.doc, first.sent.start
    at = next((i for i in range(first.i - 1, max(low, first.i - 12), -1) if doc[i].lower_ in {"headed", "led"}), None)
    if at is None or doc[at + 1].lower_ != "by" or not _DELEGATION & {t.lower_ for t in doc[low:at]}:
        return ()
    return tuple(actor for actor in voices.named(doc[at + 2 : first.i]) if voices.actors.is_person(actor))[:1]


def _of_office(found: tuple[int, ...], first: Token, voices: Voices) -> bool:
    """Whether those who meet can be whom a noun of office means: "the ministers" are no two who hold none."""
    before = first.nbor(-1).lower_ if first.i > first.sent.start else ""
    if before not in _OFFICES or len(found) < 2 or not all(map(voices.actors.is_person, found)):
        return True
    holding = {tenure.actor for tenure in voices.actors.tenures}
    return any(actor in holding for actor in found)


def _whose(verb: Token, voices: Voices) -> tuple[int, ...]:
    """Whose somebody is who has no name: "[its] president had met", "[Kenya's] delegation"."""
    words = meeting_words()
    for head in voices.grammar.subjects(verb):
        if head.i < verb.i and (head.lower_ in words.met or head.lower_ in _OWNED):
            owners = voices.of(voices.grammar.possessors(head))
            return owners if head.lower_ in _DELEGATION else _for_whom(owners, voices)
    return ()


def _for_whom(owners: tuple[int, ...], voices: Voices) -> tuple[int, ...]:
    """The states for which people without names stand: "said [her] foreign minister would meet" tells of her state."""
    states = dict.fromkeys(map(voices.state, owners))
    return tuple(actor for actor in states if not voices.actors.is_person(actor))


def same_people(course: Course, verb: Token, voices: Voices) -> bool:
    """Whether the subject only says that it is people told of before: "the envoys will meet again"."""
    doc, at = verb.doc, course.first.i - 1
    low = verb.sent.start
    while at > low and doc[at].tag_ == "RB":
        at -= 1
    if at > low + 1 and doc[at].lower_ == "experts" and doc[at - 1].lower_ == "of":
        at -= 2  # "a joint committee of experts"
    if doc[at].lower_ in {"which", "who"} and at - 1 > low and doc[at - 1].text == ",":
        at -= 2  # "the delegations, which last met in April"
    if doc[at].lower_ == "they":
        return not voices.who(doc[at])
    if doc[at].lower_ in SIDES and at > low and doc[at - 1].lower_ in {"the", "both", "two"}:
        return not voices.who(doc[at])
    if doc[at].lower_ in {"two", "pair"} and at > low and doc[at - 1].lower_ == "the":
        return not voices.who(doc[at])
    if doc[at].lower_ in _JOINT and any(t.lower_ == "joint" for t in doc[max(low, at - 3) : at]):
        return not voices.who(doc[at])
    plural = doc[at].tag_ == "NNS" and doc[at].lower_ in _ENVOYS
    if not plural or (voices.who(doc[at]) and not _only_word(doc[at], voices)):
        return False
    opening = at - 1
    while opening > low and doc[opening].tag_ in {"JJ", "NN", "CD"}:
        opening -= 1
    return doc[opening].lower_ in {"the", "both", "these"}


def _only_word(noun: Token, voices: Voices) -> bool:
    """Whether the actor behind a noun is nothing but the noun: "envoys"."""
    return all(voices.actors.actors[a].described and " " not in voices.actors.actors[a].name for a in voices.who(noun))


def _of_both(verb: Token, voices: Voices) -> tuple[int, ...]:
    """The two states whose people meet who have no name: "[the foreign secretaries] would meet in June"."""
    for head in voices.grammar.subjects(verb):
        doc, first = head.doc, voices.grammar.noun_phrase(head).start
        known = doc[first].lower_ in {"the", "their"} and doc[head.i + 1].lower_ not in {"of", "from", "who"}
        if head.i < verb.i and head.tag_ == "NNS" and head.lower_ in _ENVOYS and known:
            return voices.both_states(head)
    return ()


def _said_by(verb: Token, voices: Voices) -> tuple[int, ...]:
    """The subject that follows its verb: ""...", said the minister during talks"."""
    inverted = verb.lower_ in {"said", "says", "added"} and verb.i > verb.sent.start and verb.nbor(-1).is_punct
    if inverted and verb.i + 1 < verb.sent.end:
        return listed(voices, verb.i + 1, min(verb.sent.end, verb.i + 8))[0][:1]
    return ()


def _head_noun(verb: Token, voices: Voices) -> tuple[int, ...]:
    """Whom a participle describes: "experts from several countries meeting in Oslo"."""
    if verb.lower_ == "meeting" and is_participle(verb):
        for at in range(verb.i - 1, max(verb.sent.start - 1, verb.i - 9), -1):
            if who := voices.who(verb.doc[at]):
                return who
            if verb.doc[at].tag_ not in _DESCRIBING and verb.doc[at].lower_ not in {"of", "from"}:
                return ()
    above = verb.head
    for _ in range(3):
        if verb.tag_ != "VBG" or above.i >= verb.i or above.tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
            return ()
        if voices.who(above):
            return voices.who(above)
        above = above.head
    return ()
