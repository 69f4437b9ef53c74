"""Who takes the stance of a verb, where its clause does not say it by a subject alone."""

from __future__ import annotations

from kg.extract.listing import listed
from kg.extract.positions.reach import HEADINGS
from kg.extract.positions.words import stance_words
from kg.extract.represented import represented, row_before
from kg.extract.told import Telling, flat, group, one_of_two
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_DID = frozenset({"did", "does", "do", "has", "have", "had", "was", "were"})
_PAST_OR_PRESENT = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_TOLD = _PAST_OR_PRESENT | {"VB"}
_DASHES = frozenset({"-", "--", "–", "—"})
_JOINED = frozenset({"joined", "joins", "join", "followed", "follows"})
_QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_ALONG = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("like",), ("and", "also"))
_APART = (("but", "not"), ("and", "not"), ("not",), ("unlike",), ("rather", "than"), ("without",))
_COMING = frozenset(
    {"came", "comes", "went", "left", "leaves", "returned", "returns", "arrived", "emerged", "campaigned", "ran", "won"}
    | {"walked", "stormed", "flew", "toured", "travelled", "traveled", "wrote", "spoke", "entered", "ended", "opened"}
)
"""Verbs of who comes, goes or speaks, beside which a participle tells what he says."""
_TAKING_OFFICE = frozenset({("took", "office"), ("took", "power"), ("takes", "office"), ("took", "over")})
_OCCASIONS = frozenset({"talks", "negotiations", "elections", "polls", "days", "weeks", "months", "years", "hours"})
WHILE = frozenset({"while", "though", "although", "when"})
"""Words that open what somebody does beside the main verb."""


def document_before(token: Token) -> Token | None:
    """The document that a participle goes on with: "issued a [statement] with Rome condemning", "a letter urging"."""
    doc = token.doc
    if token.tag_ != "VBG":
        return None
    for at in range(token.i - 1, max(token.sent.start, token.i - 7), -1):
        if doc[at].lower_ in stance_words().documents:
            led = doc[at + 1].lower_ if at + 1 < token.i else "with"
            return doc[at] if led in {"with", "to"} else None
        if doc[at].is_punct or doc[at].tag_.startswith("VB"):
            return None
    return None


def absolute(first: Token, voices: Voices) -> tuple[int, ...]:
    """Who stands with a participle beside the main clause: "..., with [Oslo] voicing support and [Rome] against"."""
    doc, at = first.doc, first.i - 1
    if first.tag_ != "VBG" or at <= first.sent.start or not voices.who(doc[at]):
        return ()
    start = at
    while start > first.sent.start and voices.who(doc[start - 1]) == voices.who(doc[at]):
        start -= 1
    while start > first.sent.start and doc[start - 1].tag_ in {"DT", "JJ", "NN", "NNP", "POS"}:
        start -= 1
    led = doc[start - 1].lower_
    beside = any(t.lower_ == "with" and t.i and t.nbor(-1).text == "," for t in doc[first.sent.start : start])
    return voices.who(doc[at]) if (led == "with" or led == "and") and beside else ()


def _issuers(document: Token, voices: Voices) -> tuple[int, ...]:
    """Whose a document is: who issued, signed or adopted it, or whose name stands before it."""
    owners = voices.of(voices.grammar.possessors(document))
    verb = next((t for t in reversed(document.doc[document.sent.start : document.i]) if t.tag_ in _TOLD), None)
    telling = group(verb) if verb is not None else None
    if owners or verb is None or telling is None or verb.lower_ not in stance_words().issuing:
        return owners
    if telling.negated or telling.passive:
        return ()
    beside = document.i + 1 < document.sent.end and document.nbor(1).lower_ == "with"
    joined = listed(voices, document.i + 2, document.sent.end)[0] if beside else ()
    return tuple(dict.fromkeys([*voices.subjects(verb, telling), *joined]))


def holders_of(token: Token, telling: Telling, voices: Voices) -> tuple[int, ...]:
    """Who takes the stance of a verb: its subject, those for whom that acts, the subject behind an opening phrase."""
    first = telling.first
    if one_of_two(reversed(first.doc[first.sent.start : first.i]), lambda word: word.tag_ in _PAST_OR_PRESENT):
        return ()
    if telling.participle and (document := document_before(token)) is not None:
        return _issuers(document, voices)
    if telling.participle and (alone := absolute(telling.first, voices) or on_the_way(telling.first, voices)):
        return alone
    if two := _set_off(telling.first, voices):
        return two
    holders = represented(telling.first, voices) or _represented_before(token, telling, voices)
    holders = holders or _listed_aside(telling.first, voices) or _headlined(token, voices)
    holders = holders or shared_with(telling.first, voices) or voices.subjects(token, telling)
    holders = beside(holders, telling.first, voices)
    holders = row_before(holders, telling.first, voices) or holders
    before = telling.first.nbor(-1).lower_ if telling.first.i > token.sent.start else ""
    if before == "who":
        people = tuple(filter(voices.actors.is_person, holders))
        holders = people or holders  # "Ada Voss, leader of the Reform Party, who refused"
    elif before == "which":  # "Ada Voss, leader of the Reform Party, which refused"
        holders = tuple(holder for holder in holders if not voices.actors.is_person(holder)) or holders
    behind = token.lower_.endswith("ing") and token.i - 3 >= token.sent.start
    if not holders and behind and token.nbor(-1).lower_ in WHILE:
        return voices.who(token.nbor(-3)) if token.nbor(-2).text == "," else ()  # "Ada Voss, while backing it, said"
    opens = token.i == token.sent.start or (
        token.i == token.sent.start + 1 and token.nbor(-1).lower_ in WHILE | {"after", "before", "despite", "besides"}
    )
    if holders or not opens or not token.lower_.endswith("ing"):
        return holders
    comma = next((t.i for t in token.sent if t.text == ","), None)  # "Welcoming the deal, Ada Voss said"
    return listed(voices, comma + 1, token.sent.end)[0] if comma is not None else ()


def on_the_way(first: Token, voices: Voices) -> tuple[int, ...]:
    """Who does what a participle says as he comes or goes: "[Ada Voss] came to power promising an end to it"."""
    doc, before = first.doc, first.nbor(-1) if first.i > first.sent.start else first
    if first.tag_ != "VBG" or before.is_punct or voices.who(before) or before.tag_ in {"PRP", "NNPS"}:
        return ()
    if before.tag_ == "NNS" and before.lower_ not in _OCCASIONS:
        return ()  # "left a crowd of workers demanding"
    for at in range(first.i - 1, max(first.sent.start, first.i - 9), -1):
        if doc[at].tag_ in _PAST_OR_PRESENT:
            came = doc[at].lower_ in _COMING or tuple(t.lower_ for t in doc[at : at + 2]) in _TAKING_OFFICE
            telling = group(doc[at])
            if not came or telling is None or telling.negated or telling.passive or not flat(doc[at], telling):
                return ()
            return voices.subjects(doc[at], telling)
        if doc[at].is_punct or doc[at].tag_.startswith("VB") or doc[at].lower_ in {"with", "and"}:
            return ()
    return ()


def _set_off(first: Token, voices: Voices) -> tuple[int, ...]:
    """Two who are told of between commas: "[Chad], a neighbour, and [Mali], which left the bloc, have offered"."""
    doc, low = first.doc, first.sent.start
    several = first.tag_ == "VBP" or first.lower_ in {"have", "are", "were"} or first.nbor(1).lower_ == "both"
    if first.i - 1 <= low + 4 or doc[first.i - 1].text != "," or not several:
        return ()
    opening = low + (doc[low].lower_ == "the")
    links = [i for i in range(opening + 3, first.i - 1) if doc[i].lower_ == "and" and doc[i - 1].text == ","]
    at = next((i + 1 + (doc[i + 1].lower_ == "the") for i in links if listed(voices, i + 1, first.i)[0]), None)
    if at is None or doc[at + 1].text != "," or doc[opening + 1].text != ",":
        return ()
    one, other = listed(voices, opening, opening + 1)[0], listed(voices, at, at + 1)[0]
    return tuple(dict.fromkeys([*one, *other])) if one and other and one != other else ()


def shared_with(first: Token, voices: Voices) -> tuple[int, ...]:
    """Who does what a participle says, as the verb before has it: "Oslo [joined] Rome in condemning it": both.

    "Quoted [Oslo] as rejecting it": who is quoted.
    """
    doc, lead = first.doc, first.i - 1
    if first.tag_ != "VBG" or lead <= first.sent.start + 1 or doc[lead].lower_ not in {"in", "as"}:
        return ()
    for at in range(lead - 1, max(first.sent.start, lead - 12), -1):
        if doc[at].lower_ in (_JOINED if doc[lead].lower_ == "in" else _QUOTED):
            telling = group(doc[at])
            others, after = listed(voices, at + 1, lead)
            if telling is None or telling.negated or telling.passive or after != lead or not flat(doc[at], telling):
                return ()
            own = voices.subjects(doc[at], telling) if doc[lead].lower_ == "in" else ()
            return tuple(dict.fromkeys([*own, *others])) if own or doc[lead].lower_ == "as" else ()
        if doc[at].is_punct or doc[at].tag_ in _TOLD:
            return ()
    return ()


def beside(holders: tuple[int, ...], first: Token, voices: Voices) -> tuple[int, ...]:
    """The holders with whom they are told to be with, without whom they are told not to be with.

    "Oslo, along with [Rome], backs it"; "Oslo, but not Rome, backs it".
    """
    doc, closing = first.doc, first.i - 1
    if not holders or closing - 3 <= first.sent.start or doc[closing].text != ",":
        return holders
    opening = next((at for at in range(closing - 1, first.sent.start, -1) if doc[at].text == ","), None)
    aside = tuple(t.lower_ for t in doc[opening + 1 : opening + 4]) if opening is not None else ()
    led = next((len(phrase) for phrase in (*_ALONG, *_APART) if aside[: len(phrase)] == phrase), 0)
    if opening is None or not led:
        return holders
    others, after = listed(voices, opening + 1 + led, closing)
    if after != closing:
        return holders
    own = tuple(h for h in holders if h not in others) or voices.of(voices.before(doc[opening]))
    return tuple(dict.fromkeys([*own, *others])) if aside[:led] in _ALONG else own


def _represented_before(token: Token, telling: Telling, voices: Voices) -> tuple[int, ...]:
    """For whom the subject of the verb before acts: "envoys of Chad and Mali met and [agreed]"."""
    link = telling.first.i - 1
    if link <= token.sent.start or token.doc[link].lower_ not in {"and", "but"}:
        return ()
    main = next((t for t in token.doc[token.sent.start : link] if t.tag_ in {"VBD", "VBZ"} and t.pos_ != "AUX"), None)
    above = group(main) if main is not None else None
    return represented(above.first, voices) if above is not None else ()


def as_did(token: Token, sentence: Span, voices: Voices) -> tuple[int, ...]:
    """Who does the same: "Oslo backed it, as did [Chad and Mali]"."""
    doc = token.doc
    for at in range(token.i + 2, sentence.end - 2):
        if doc[at].lower_ == "as" and doc[at - 1].text == "," and doc[at + 1].lower_ in _DID:
            return listed(voices, at + 2, sentence.end)[0]
    return ()


def _headlined(token: Token, voices: Voices) -> tuple[int, ...]:
    """The subject of a headline's second verb: "[Oslo] suspends talks, welcomes the envoy"."""
    comma = token.i - 1
    if comma <= token.sent.start or token.doc[comma].text != "," or token.tag_ not in {"VBZ", "VBP"}:
        return ()
    if voices.parsed.block(token) not in HEADINGS:
        return ()
    main = next((t for t in token.doc[token.sent.start : comma] if t.tag_ in {"VBZ", "VBP"}), None)
    telling = group(main) if main is not None else None
    return voices.subjects(main, telling) if main is not None and telling is not None else ()


def _listed_aside(first: Token, voices: Voices) -> tuple[int, ...]:
    """Those who are listed between dashes before a verb: "the donors - Chad, Mali and Niger - voiced"."""
    doc, low, end = first.doc, first.sent.start, first.i - 1
    if end <= low or doc[end].text not in _DASHES or not doc[end - 1].whitespace_:
        return ()
    start = next((i for i in range(end - 1, low, -1) if doc[i].text in _DASHES and doc[i - 1].whitespace_), None)
    who, after = listed(voices, start + 1, end) if start is not None else ((), 0)
    return who if len(who) > 1 and after == end else ()
