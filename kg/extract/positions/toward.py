"""Whom a target is directed at: the actors that head it, own it, or are dealt with."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kg.extract.lexicon import Form, lexicon
from kg.extract.positions.words import stance_words
from kg.extract.told import FINITE
from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_THINGS: Final = frozenset({"it", "its", "this", "that", "these", "those", "them", "which"})
_PAIRING: Final = frozenset({"both", "two", "either", "neither"})
_VERBAL: Final = FINITE | {"VB", "VBG", "VBN", "WDT", "WP"}
_MEETINGS: Final = frozenset({"talks", "summit", "conference", "meeting", "negotiations"})
_DEALING: Final = frozenset({"with", "against", "between", "by"})
GROUPS: Final = frozenset({"opposition", "rebel", "separatist", "insurgent", "guerrilla", "coalition", "militia"})
_PLACING: Final = frozenset({"in", "at", "near", "into", "within", "on", "as", "for", "to", "from", "over", "across"})


def heads(span: Span, voices: Voices) -> tuple[int, ...]:
    """The actors that a target is directed at.

    Those of its first noun phrase ("the [US] alliance with the rebels", "the courage of [Ada Voss]"), else those of
    the phrase that hangs on it ("talks with [the rebels]"); of what is to be done whom it is done to ("to meet [her]").
    """
    start = _past_verb(span)
    end = _phrase_end(start, span, voices)
    linking = [i for i in range(start + 1, end) if span.doc[i].lower_ in _DEALING | _PLACING]
    first = linking[0] if linking else end
    if named := _named(span.doc[start:first], voices):
        return named
    for at, following in pairwise([*linking, end]):
        if span.doc[at].lower_ in _DEALING or _given(at, start, span):
            return _named(span.doc[at:following], voices)
    return ()


def _given(at: int, start: int, span: Span) -> bool:
    """Whether a preposition leads to whom something goes or comes from: "aid to [Oslo]", "an apology from [her]"."""
    before = {token.lower_ for token in span.doc[max(start, at - 3) : at]}
    return span.doc[at].lower_ in {"to", "for", "from"} and bool(before & stance_words().given)


def _past_verb(span: Span) -> int:
    """The first token after the verb that opens a target: "[negotiate with] the rebels"."""
    at = span.start
    if span[0].tag_ in {"VB", "VBG"} or (span[0].lower_ == "not" and len(span) > 2):
        at += 1 + (span[0].lower_ == "not")
        while at < span.end - 1 and span.doc[at].tag_ in {"RP", "RB"}:
            at += 1
    return at


def _phrase_end(start: int, span: Span, voices: Voices) -> int:
    """Where the noun phrases end that a target begins with: before a verb, a clause or a comma that closes them."""
    doc, end = span.doc, start
    while end < span.end:
        token: Token = doc[end]
        verbal = token.tag_ in _VERBAL and not (end == start and token.tag_ in {"VBN", "VBG"})
        if verbal or token.lower_ in {"that", "which", "who"}:
            break
        if token.text == "," and end + 1 < span.end and not voices.who(doc[end + 1]):
            break
        end += 1
    return end


def _named(phrase: Span, voices: Voices) -> tuple[int, ...]:
    """The actors named in a phrase, of nested names the outer; else those whose name or adjective stands in it.
    "The [Soviet] demands", "[Chad]'s efforts", where the name alone is no sign of somebody who acts.
    """
    outer = [each for each in (voices.actors.inside(phrase) if len(phrase) else []) if not _places(each[1][-1])]
    known = {token.i: actor for actor, span in reversed(outer) for token in span}
    several: dict[int, None] = {}
    for token in phrase:
        if token.i in known:
            several.update(dict.fromkeys(actor for actor, span in outer if span.start <= token.i < span.end))
        elif not (pointing(token) or token.tag_ == "PRP$" or _places(token)):
            several.update(dict.fromkeys(voices.who(token)))
    if several:
        return tuple(several)
    adjuncts = [actor for token in phrase for actor in adjunct_actor(token, voices)]
    if adjuncts:
        return tuple(dict.fromkeys(adjuncts))
    names = [t for t in phrase if t.text[:1].isupper() and (_is_adjective(t.text) or _owns(t, phrase))]
    return tuple(dict.fromkeys(actor for token in names for actor in voices.demonym(token.text)))


def _places(name: Token) -> bool:
    """Whether a name tells where people meet: "the [Addis Ababa] talks"."""
    after = next((t for t in name.doc[name.i : name.sent.end] if t.tag_ != "NNP"), name)
    return name.tag_ == "NNP" and after.lower_ in _MEETINGS


def _owns(name: Token, phrase: Span) -> bool:
    """Whether a name is whose something is: "[Chad]'s borders", "the borders of [Chad]"."""
    after = name.doc[name.i + 1] if name.i + 1 < len(name.doc) else None
    before = name.doc[name.i - 1] if name.i > phrase.start else name
    led = before.lower_ == "of" or (before.i == phrase.start and before.tag_ in {"IN", "TO"})
    return led or (after is not None and after.tag_ == "POS")


def _is_adjective(word: str) -> bool:
    return any(sense.form is Form.ADJECTIVE for sense in lexicon().named(word))


def pointing(token: Token) -> bool:
    """Whether a word may stand for a thing, or for two that were spoken of: "condemned it", "aid to both countries"."""
    return token.lower_ in _THINGS or paired(token)


def paired(token: Token) -> bool:
    """Whether a word means two that were spoken of, whoever they were: "both sides", "the two men"."""
    near = token.doc[max(token.sent.start, token.i - 1) : token.i + 1]
    return bool(_PAIRING & {each.lower_ for each in near})


def adjunct_actor(token: Token, voices: Voices) -> tuple[int, ...]:
    """Whom a group noun before another noun means: "[opposition] demands"; () where two may be meant."""
    low = token.lower_
    if low not in GROUPS or token.tag_ not in {"NN", "JJ"}:
        return ()
    actors = voices.actors.actors
    fits = [i for i, actor in enumerate(actors) if actor.name.lower().split()[-1] in {low, f"{low}s"}]
    return tuple(fits) if len(fits) == 1 else ()
