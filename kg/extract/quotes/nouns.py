"""Noun phrases beside a reporting verb, read off the words: their heads, and which can be its subjects."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.extent import finite
from kg.extract.quotes.reports import NOMINAL, Scene, is_day
from kg.language.tokens import Token

BREAKS: Final = frozenset({",", "—", "–", "―", "--", ";", ":"})
RELATIVE: Final = frozenset({"who", "which", "that", "whose", "where", "whom"})
_PARTING: Final = RELATIVE | {"as", "while", "when", "after", "before"}
OWNING: Final = frozenset({"of", "for", "from", "by", "with", "against", "to"})
_CLAUSAL: Final = frozenset({"i", "he", "she", "it", "they", "we", "you", "there"})
_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
_OF_PHRASE: Final = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
JOINING: Final = frozenset({"and", "or", "nor", "&"})


def pauses(token: Token) -> bool:
    """Whether a comma, a colon or a dash parts the words there; a hyphen between spaces is a dash."""
    if token.text == "-":
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in BREAKS


def name_in(scene: Scene, low: int, high: int) -> tuple[Token, ...]:
    """Who is named by the last noun of a short phrase: "Norwegian Foreign Ministry" -> Ministry."""
    i = high - 1
    while i >= low and (scene.layout.doc[i].is_space or scene.layout.doc[i].is_punct):
        i -= 1
    return tuple(nominal(scene, i, low, high))


def first_phrase(scene: Scene, low: int, high: int) -> tuple[Token, ...]:
    """The head of the noun phrase that opens a stretch of tokens, whatever the parse makes of it."""
    doc, i = scene.layout.doc, low
    low = i = i + (i + 1 < high and doc[i].tag_ in {"VBN", "VBD"} and doc[i + 1].pos_ == "PROPN")  # "retired Gen. Voss"
    people = vocabulary().speakers
    while i < high and (doc[i].pos_ in _OF_PHRASE or doc[i].text in {"-", ".", "'s", "’s"} or doc[i].lower_ in people):
        i += 1
    while i > low and doc[i - 1].pos_ not in NOMINAL and doc[i - 1].lower_ not in people:
        i -= 1
    if i == low or not scene.may_speak(doc[i - 1]) or owner(doc[i - 1]):
        return ()
    head = doc[i - 1]
    while low <= head.head.i < i and head.head.i != head.i and head.head.pos_ in NOMINAL and head.dep_ != "conj":
        head = head.head
    return (head,)


def nominal(scene: Scene, i: int, low: int, high: int) -> list[Token]:
    """The head of the noun phrase that a token is in, with those joined to it."""
    if not (low <= i < high):
        return []
    token = scene.layout.doc[i]
    if not (token.pos_ in NOMINAL or token.lower_ in vocabulary().speakers) or not scene.may_speak(token):
        return []  # taggers take many an "activists" for a verb
    while low <= token.head.i < high and token.head.i != token.i and token.head.pos_ in NOMINAL:
        owned = owner(token) if token.head.i > token.i else owner(token.head)
        if owned or _apart(token, token.head) or not scene.may_speak(token.head):
            break
        token = token.head
    if token.i < i and governed(token) and scene.layout.doc[i].pos_ == "PROPN":
        token = scene.layout.doc[i]  # "in talks with the Post Voss said": the parse makes one phrase of them
    if owner(token) or not scene.may_speak(token):
        return []
    joined = [t for t in scene.grammar.conjuncts(token) if low <= t.i < high and t.pos_ in NOMINAL]
    joined = [t for t in joined if not any(w.text == "(" for w in scene.layout.doc[token.i : t.i])]  # "(R-S.C.)"
    return one_side([token, *joined], scene.layout.doc[high - 1])


def governed(noun: Token) -> bool:
    """Whether a preposition opens the phrase of a noun."""
    i = noun.i - 1
    while i > 0 and noun.doc[i].pos_ in {"ADJ", "NUM", "NOUN", "PROPN"}:
        i -= 1
    i -= i > 0 and noun.doc[i].pos_ == "DET"  # "as late as March [the] envoy said"
    return i >= 0 and noun.doc[i].pos_ == "ADP" and noun.doc[i].lower_ not in {"of", "like", "including"}


def _apart(token: Token, head: Token) -> bool:
    """Whether a noun and its head are of two clauses: "the town as Norway", "Voss, who met envoys there".

    What the parse sets beside or joins to a noun further away is parted from it by a verb, or by a comma alone.
    """
    if head.i < token.i:
        between = token.doc[head.i + 1 : token.i]
        if token.dep_ == "appos" and any(t.pos_ == "VERB" for t in between):
            return True
        if token.dep_ == "conj" and any(t.text == "," for t in between) and not JOINING & {t.lower_ for t in between}:
            return True
        return any(t.lower_ in _PARTING for t in between)
    return any(finite(t) or t.text in BREAKS for t in token.doc[token.i + 1 : head.i])


def one_side(found: list[Token], verb: Token) -> list[Token]:
    """Those before the verb, or else those after it; of several only such as are joined by "and"."""
    left = [s for s in found if s.i < verb.i]
    kept = left or found
    while len(kept) > 1:
        between = verb.doc[kept[-2].i + 1 : kept[-1].i]
        if any(t.lower_ in JOINING for t in between) and not any(t.text == ";" for t in between):
            break
        owned = any(t.lower_ in OWNING for t in between)  # "the lawyer of Ada Voss": not Voss
        kept = kept[1:] if left and not owned else kept[:-1]
    for place in range(len(kept) - 1, 0, -1) if left else ():
        between = verb.doc[kept[place - 1].i + 1 : kept[place].i]
        if any(map(finite, between)):  # "[Voss], who met Lund and Berg, said"; "envoys mulled it and [Oslo] warned"
            return kept[:place] if any(t.lower_ in RELATIVE for t in between) else kept[place:]
    return kept


def owner(token: Token) -> bool:
    """Whether a noun only owns the next one: "Norway's ministry"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text in _POSSESSIVE and token.nbor(1).pos_ != "PUNCT"


def light(token: Token) -> bool:
    """Whether a word belongs to the verb or tells when, rather than who."""
    if token.lower_ in {"this", "last", "next"} and token.i + 1 < len(token.doc) and is_day(token.nbor(1)):
        return True
    return token.is_space or token.pos_ in {"AUX", "ADV", "PART"} or is_day(token) or token.lower_ in {"on", "also"}


def before(scene: Scene, verb: Token, low: int) -> list[Token]:
    """Who stands right before a verb by the look of it: "Ada Voss, the minister, said" -> Voss."""
    doc = scene.layout.doc
    low = max((t.i + 1 for t in doc[low : verb.i] if t.text == ";"), default=low)
    i = verb.i - 1
    while i >= low and light(doc[i]):
        i -= 1
    if i > low and doc[i].text == ")":  # "the Department (DFA) said"
        i = next((j - 1 for j in range(i - 1, low, -1) if doc[j].text == "("), i)
    if i >= low and pauses(doc[i]):  # an apposition or an aside: the noun before it
        opening = next((j for j in range(i - 1, low - 1, -1) if doc[j].text == doc[i].text), None)
        if opening is not None and opening > low:
            i = opening - 1
            while i > low and doc[i].pos_ == "ADV":
                i -= 1
    if low <= i and doc[i].pos_ in {"ADJ", "VERB"} and doc[i].text[:1].isupper():
        set_off = doc[i + 1].text in {",", "—", "–", "―", "--"} or scene.layout.inside[i - 1] >= 0
        if set_off and doc[i].tag_ not in {"VBG", "VBN"}:
            return [doc[i]]  # a name that the tagger does not know: "We wait," Lind replied
    return nominal(scene, i, low, verb.i)


def after(scene: Scene, verb: Token, high: int) -> list[Token]:
    """Who stands right behind a verb by the look of it: "said the envoy, Ada Voss" -> envoy."""
    doc = scene.layout.doc
    i = _past_particle(scene, verb) if verb.i + 1 < high else verb.i + 1
    phrase = [t.i for t in takewhile(lambda t: t.pos_ in _OF_PHRASE or t.tag_ == "POS", doc[i:high])]
    i = next((at + 1 for at in reversed(phrase) if doc[at].tag_ == "POS"), i)  # "said the body's envoy, Ada Voss"
    while i < high and doc[i].pos_ in {"DET", "ADJ"}:
        i += 1
    return [s for s in nominal(scene, i, verb.i + 1, high) if follows(scene, verb, s)]


def _past_particle(scene: Scene, verb: Token) -> int:
    """The token behind a verb and its other word: "points out [Ada] Voss". Something must follow the verb."""
    known, i = scene.words.verb(verb), verb.i + 1
    return i + (known is not None and scene.layout.doc[i].lower_ in known.others - {"to", "that"})


def follows(scene: Scene, verb: Token, subject: Token) -> bool:
    """Whether a noun behind a verb is where its subject stands: not "said of the envoy", "said the envoy left"."""
    doc = scene.layout.doc
    if subject.i < verb.i or (subject.lower_ in _CLAUSAL and doc[subject.i + 1 : subject.i + 2].text not in {",", "."}):
        return False
    between = doc[_past_particle(scene, verb) : subject.i]
    if any(t.text in BREAKS or finite(t) for t in between) or (between and between[0].pos_ in {"ADP", "SCONJ"}):
        return False
    for word in doc[subject.i + 1 : scene.layout.sentence(verb.i)[1]]:
        if word.text in BREAKS or word.lower_ in RELATIVE:
            return True
        if finite(word):
            return False
    return True
