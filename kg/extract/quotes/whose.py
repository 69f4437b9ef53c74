"""Whose words they are where the parse gives them to another named in the sentence: words that tell the two apart."""

from __future__ import annotations

from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.cues import Verb
from kg.extract.quotes.extent import begin_after, finite, listed, subject_ahead
from kg.extract.quotes.nouns import light, name_in, nominal
from kg.extract.quotes.reports import Scene
from kg.language.tokens import Token

_PEOPLE: Final = frozenset({"PERSON", "PER"})
_OBJECTS: Final = frozenset({"him", "her", "them"})
_LEFT: Final = frozenset({"left", "kept"})
_PHRASE: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "CCONJ"})
_WHEN: Final = frozenset({"after", "before", "when", "because", "once", "until", "since"})
MAX_CAUSE: Final = 10
"""How many tokens before "for saying" the verb may stand by which somebody is praised or blamed for it."""
MAX_BY: Final = 12
"""How many tokens who made a claim may have, with a title: "complaints by the minister of Norway, Ada Voss, that"."""


def past_topic(scene: Scene, found: list[Token], verb: Token, low: int) -> list[Token]:
    """The name behind the comma where one found is only spoken of: "Of Voss, [Lind], who knows her, said"."""
    doc = scene.layout.doc
    if len(found) != 1 or found[0].pos_ != "PROPN" or doc[low].pos_ != "ADP" or found[0].i >= verb.i:
        return found
    i = found[0].i + 1
    while i < verb.i and doc[i].pos_ == "PROPN":
        i += 1
    topic = all(t.pos_ in {"PROPN", "DET", "ADJ", "NOUN"} for t in doc[low + 1 : found[0].i])
    if not topic or doc[i].text != "," or doc[i + 1].pos_ != "PROPN" or not scene.may_speak(doc[i + 1]):
        return found
    end = i + 1
    while end < verb.i and doc[end].pos_ == "PROPN":
        end += 1
    return [doc[i + 1]] if doc[end].text == "," and doc[verb.i - 1].text in {",", ")"} else found


def named_first(found: list[Token], verb: Token, low: int) -> list[Token]:
    """The name that what is found only tells more of: "[Ada Voss], 67, a retired skipper in Bergen, Norway, said"."""
    doc, comma = verb.doc, verb.i - 1
    if len(found) != 1 or found[0].pos_ != "NOUN" or found[0].i >= verb.i or doc[comma].text != ",":
        return found
    i = found[0].i
    while i > low and doc[i - 1].pos_ in {"DET", "ADJ", "NOUN"}:
        i -= 1
    if doc[i].lower_ not in {"a", "an", "the"} or i < low + 2 or doc[i - 1].text != ",":
        return found
    i -= 1
    i -= 2 * (i > low + 2 and doc[i - 1].tag_ == "CD" and doc[i - 2].text == ",")
    end = i
    while i > low and doc[i - 1].pos_ == "PROPN":
        i -= 1
    opens = i == low or doc[i - 1].is_punct
    return [doc[i]] if i < end - 1 and opens else found


def after_when(scene: Scene, verb: Token, low: int) -> list[Token]:
    """The name between "after" and a verb, whoever the parse has: "Lind, speaking after [Ada Voss] said so, left"."""
    doc, i = scene.layout.doc, verb.i - 1
    while i > low and light(doc[i]):
        i -= 1
    end = i
    while i > low and doc[i].pos_ == "PROPN":
        i -= 1
    told = finite(verb) and low < i < end and doc[i].lower_ in _WHEN and doc[i + 1].ent_type_ in _PEOPLE
    return [doc[i + 1]] if told and scene.may_speak(doc[i + 1]) else []


def tells(scene: Scene, verb: Token, high: int) -> bool:
    """Whether whom somebody tells to do something stands behind a verb, and not who says it: "urged [Oslo] to wait"."""
    doc, i = scene.layout.doc, verb.i + 1
    while i < high and doc[i].pos_ in _PHRASE:
        if doc[i].tag_ == "TO":
            return i > verb.i + 1 and doc[i + 1 : i + 2].text != "" and doc[i + 1].tag_ == "VB"
        i += 1
    return False


def past_object(scene: Scene, found: list[Token], verb: Token, low: int) -> list[Token]:
    """Whom a relative clause tells of, where its object stands before the verb: "the [envoy] who met Voss said"."""
    doc = scene.layout.doc
    if not found or found[-1].pos_ != "PROPN" or found[-1].i >= verb.i:
        return found
    i = found[-1].i
    while i > low and (doc[i - 1].pos_ == "PROPN" or doc[i - 1].lower_ == "the"):
        i -= 1
    told = i - 1
    who = told - 1
    while who > low and light(doc[who]):
        who -= 1
    if who <= low or not finite(doc[told]) or doc[told].pos_ != "VERB" or doc[who].lower_ != "who":
        return found
    if any(t.is_punct or finite(t) for t in doc[i : verb.i]) or doc[who - 1].pos_ != "NOUN":
        return found
    return nominal(scene, who - 1, low, who) or found


def agreeing(found: list[Token], verb: Token) -> list[Token]:
    """Those found, but no one person before a plural verb: "critics fear that Voss will leave and [warn] that"."""
    one = len(found) == 1 and found[0].tag_ == "NNP" and found[0].ent_type_ in _PEOPLE and found[0].i < verb.i
    if not one or verb.tag_ not in {"VBP", "VB"} or verb.nbor(-1).lower_ not in {"and", "but"}:
        return found
    joined = any(t.dep_ == "conj" for t in found[0].children)
    between = verb.doc[found[0].i + 1 : verb.i]
    helped = any(t.tag_ in {"TO", "MD"} or t.lower_ in {"do", "does", "did"} for t in between)
    return found if joined or helped or found[0].i + 2 >= verb.i else []


def closes(scene: Scene, i: int) -> bool:
    """Whether marks close at a token with a comma before or in them: said it was “late,” [adding that]."""
    number = scene.layout.inside[i]
    return number >= 0 and scene.layout.closing(scene.layout.runs[number]).text[-1:] == ","


def main_behind(scene: Scene, verb: Token, low: int, end: int) -> tuple[int, Token] | None:
    """The main clause behind one that opens the sentence, by its beginning and verb: "When she said so, [Lund left]".

    None where the verb stands in no such clause, or none ends before `end`.
    """
    doc = scene.layout.doc
    opens = next((t for t in doc[low : verb.i] if not (t.is_punct or t.is_space or t.lower_ in {"but", "and"})), verb)
    if not listed(opens, "openers"):
        return None
    for comma in range(end - 1, verb.i, -1):
        if (doc[comma].text == "," or closes(scene, comma)) and subject_ahead(scene, comma + 1, end) == comma + 1:
            return comma + 1, next(t for t in doc[comma + 1 : end] if finite(t))
    return None


def joined_behind(scene: Scene, verb: Token, known: Verb, end: int) -> tuple[int, Token] | None:
    """The clause of another that is joined to a verb which reports none: "Voss charged him and [Lund left], adding"."""
    doc = scene.layout.doc
    if begin_after(scene, verb, known, end) is not None:
        return None
    for i in range(end - 1, verb.i, -1):
        if doc[i].lower_ in {"and", "but"} and subject_ahead(scene, i + 1, end) == i + 1:
            told = next(t for t in doc[i + 1 : end] if finite(t))
            return (i + 1, told) if told.pos_ == "VERB" and doc[i + 1].pos_ in {"PROPN", "PRON", "DET"} else None
    return None


def praised_for(scene: Scene, verb: Token, low: int) -> tuple[Token, ...] | None:
    """Who is praised or blamed for saying something: "Oslo thanked [Voss] for saying that"; None without "for"."""
    doc, i = scene.layout.doc, verb.i - 1
    while i > low and doc[i].pos_ in {"ADV", "PART"}:
        i -= 1
    if i <= low or doc[i].lower_ != "for":
        return None
    for other in reversed(doc[max(low, i - MAX_CAUSE) : i]):
        if other.text in {";", ":"} or scene.layout.masked(other):
            return None
        if other.pos_ != "VERB" or not (finite(other) or other.tag_ in {"VBN", "VBG", "VB"}):
            continue
        grammar = scene.grammar
        if grammar.is_passive(other):
            return tuple(t for t in grammar.passive_subjects(other) if scene.may_speak(t))
        whom = [t for t in sorted({*grammar.objects(other), *grammar.addressees(other)}, key=lambda t: t.i) if t.i < i]
        people = vocabulary().speakers
        whom = [t for t in whom if t.pos_ == "PROPN" or t.lower_ in _OBJECTS or t.lower_ in people]
        return tuple(whom[:1]) if whom else None
    return None


def left_asking(scene: Scene, verb: Token) -> tuple[Token, ...] | None:
    """Who is left to wonder: "With Voss gone, [envoys] are left wondering whether"; None where nobody is."""
    doc, before = scene.layout.doc, verb.i - 1
    if before < 1 or doc[before].lower_ not in _LEFT or doc[before - 1].pos_ != "AUX":
        return None
    begin = before - 1
    while begin > 0 and (light(doc[begin - 1]) or doc[begin - 1].pos_ in _PHRASE):
        begin -= 1
    return name_in(scene, begin, before - 1)


def made_by(scene: Scene, noun: Token, last: int) -> tuple[tuple[Token, ...], int] | None:
    """Who made a claim, with a title beside the name, and the place of the claim's "that"; None without commas.

    "Complaints by the minister of Norway, [Ada Voss], that", "complaints by [Ada Voss], the minister, that".
    """
    doc, begin = scene.layout.doc, noun.i + 2
    if doc[begin - 1].lower_ not in {"by", "from"}:
        return None
    commas = [t.i for t in doc[begin : min(last - 2, begin + MAX_BY)] if t.text == ","]
    if len(commas) < 2 or doc[commas[1] + 1].lower_ != "that":
        return None
    plain = all(t.pos_ in _PHRASE | {"ADP"} and not finite(t) for t in doc[begin : commas[0]])
    title = all(t.pos_ in _PHRASE | {"ADP"} and not finite(t) for t in doc[commas[0] + 1 : commas[1]])
    if not plain or not title:
        return None
    named = doc[begin].pos_ == "PROPN" and doc[commas[0] + 1].pos_ in {"DET", "ADJ", "NOUN"}
    speakers = name_in(scene, begin, commas[0]) if named else name_in(scene, commas[0] + 1, commas[1])
    return (speakers, commas[1] + 1) if speakers else None
