"""Who speaks of several nouns beside a name: what only tells more of it, or only tells it apart from another."""

from __future__ import annotations

from typing import Final

from kg.extract.actors.sayers import STANDING
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.extent import finite
from kg.extract.quotes.nouns import RELATIVE, light
from kg.extract.quotes.reports import Scene
from kg.language.tokens import Token

_TOWARD: Final = frozenset({"allied", "close", "hostile", "loyal", "opposed", "sympathetic"})
"""What somebody is "to" another, who does not speak."""
_OF_TITLE: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP"})
MAX_ASIDE: Final = 14
"""How many tokens may tell what somebody has to do with a matter."""


def unnamed_left(found: list[Token], verb: Token) -> list[Token]:
    """Who is named, without what is told of him between commas: "Ada Voss, minister of war and leader of it, said"."""
    if len(found) < 2 or found[0].pos_ != "PROPN" or any(s.pos_ == "PROPN" or s.i > verb.i for s in found[1:]):
        return found
    doc, end = verb.doc, found[0].i + 1
    while end < verb.i and doc[end].pos_ == "PROPN":
        end += 1
    before = verb.i - 1
    while before > end and light(doc[before]) and doc[before].text != ",":
        before -= 1
    return found[:1] if doc[end].text == "," and doc[before].text == "," and before > end else found


def behind_title(scene: Scene, found: Token, verb: Token) -> Token | None:
    """The name behind a title right before a verb: "Oslo backs it, but its envoy, [Ada Voss], said"; not Oslo."""
    doc, i = scene.layout.doc, verb.i - 2
    while i > found.i and doc[i].pos_ == "PROPN":
        i -= 1
    if i == verb.i - 2 or doc[verb.i - 1].text != "," or doc[i].text != "," or doc[i - 1].pos_ != "NOUN":
        return None
    opening = next((t.i for t in reversed(doc[found.i + 1 : i]) if t.lower_ in {"but", "and", "while"}), i)
    own = (t.i for t in doc[found.i + 1 : i] if t.text == "," and doc[t.i + 1].tag_ == "PRP$")
    low = found.i + 1
    if opening == i and (comma := next(own, None)) is not None:  # "Oslo has no wish to, its envoy, [Ada Voss], said"
        low, opening = scene.layout.sentence(verb.i)[0], comma
    plain = opening + 1 < i and all(t.pos_ in {"PRON", "DET", "ADJ", "NOUN", "PART"} for t in doc[opening + 1 : i])
    return doc[i + 1] if plain and any(finite(t) for t in doc[low:opening]) else None


def before_title(scene: Scene, found: Token, verb: Token) -> Token | None:
    """The name before a title right before a verb: "Oslo backs it, and [Ada Voss], its envoy, said"; not Oslo."""
    doc, comma = scene.layout.doc, verb.i - 1
    while comma > found.i and light(doc[comma]) and doc[comma].text != ",":
        comma -= 1
    end = comma - 1
    while end > found.i and (doc[end].pos_ in _OF_TITLE or doc[end].tag_ in {"PRP$", "POS"}):
        end -= 1
    if doc[comma].text != "," or doc[end].text != "," or end >= comma - 1:
        return None
    name = end
    while name > found.i + 1 and doc[name - 1].pos_ == "PROPN":
        name -= 1
    joined = name < end and doc[name - 1].lower_ in {"but", "and", "while"} and doc[name - 2].text == ","
    return doc[name] if joined and any(finite(t) for t in doc[found.i + 1 : name - 1]) else None


def named_before_which(scene: Scene, verb: Token, low: int) -> Token | None:
    """The name that a clause with "which" follows: "a reply from [Oslo], which said"; the parse may have the reply."""
    doc, i = scene.layout.doc, verb.i - 1
    while i > low and light(doc[i]):
        i -= 1
    led = i - 2 >= low and doc[i].lower_ == "which" and doc[i - 1].text == ","
    return doc[i - 2] if led and doc[i - 2].pos_ == "PROPN" and scene.may_speak(doc[i - 2]) else None


def has_relative(scene: Scene, noun: Token, verb: Token) -> bool:
    """Whether a verb tells what a noun, of whatever part in its own clause, does: "praised by Oslo, which said"."""
    return any(t.lower_ in RELATIVE for t in scene.layout.doc[noun.i + 1 : verb.i])


def told_apart(name: Token, low: int) -> Token:
    """Whom a name only tells apart: "an [aide] close to Voss said", "It was [Lund], not Voss, who said"."""
    doc, i = name.doc, name.i
    while i > low and (doc[i - 1].text[:1].isupper() or doc[i - 1].lower_ in {"of", "the"}):
        i -= 1
    if name.pos_ != "PROPN" or i < low + 3:
        return name
    words = [t.lower_ for t in doc[i - 2 : i]]
    if words in (["but", "not"], ["and", "not"]) and i >= low + 4 and doc[i - 3].text == ",":
        return doc[i - 4]  # "Oslo, but not [Rome], said"
    return doc[i - 3] if (words[0] in _TOWARD and words[1] == "to") or words == [",", "not"] else name


def standing(noun: Token, low: int) -> Token:
    """Who has to do with what a noun names: "an [aide] involved in drafting it said", "an [aide] present said"."""
    doc = noun.doc
    for i in range(noun.i, max(low, noun.i - MAX_ASIDE), -1):
        if doc[i].lower_ in STANDING:
            led = i == noun.i or doc[i + 1].pos_ in {"ADP", "SCONJ"}
            return doc[i - 1] if led and doc[i - 1].lower_ in vocabulary().speakers else noun
        if doc[i].is_punct or finite(doc[i]):
            break
    return noun
