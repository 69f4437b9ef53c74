"""Clauses before a reporting verb and who speaks: set off by a comma, around both, and at the end of a headline."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from kg.extract.cues import Verb
from kg.extract.quotes.ends import end_of
from kg.extract.quotes.extent import finite, has_finite, listed, reporting, skip_adjuncts, that_after
from kg.extract.quotes.groups import Group, group_of, report_of
from kg.extract.quotes.nouns import BREAKS, RELATIVE, name_in
from kg.extract.quotes.reports import Report, Scene, is_day
from kg.language.tokens import Token

_OPENERS: Final = frozenset(
    {"that", "where", "which", "who", "whom", "whose", "when", "while", "if", "whether", "as", "because"}
    | {"and", "but", "though", "although"}
)
_ASIDES: Final = frozenset({"who", "which", "and", "but", "as", "while", "after", "when", "with", "in", "according"})
_CONTINUING: Final = frozenset(
    {"by", "because", "since", "if", "unless", "until", "so", "although", "though", "especially", "even", "not"}
)
_QUESTIONED: Final = frozenset({"asked", "pressed", "questioned", "quizzed", "told", "challenged"})
_RELATIVE: Final = frozenset({"that", "who", "which", "where", "whose", "if", "whether", "when", "what"})


LONGEST_WHOM: Final = 6
"""How many tokens who is told in the middle of a clause may have."""


LEAST_TURNED: Final = 6
"""How many tokens before "said Voss" may be what she said although no verb is seen in them."""


_WHOM: Final = frozenset({"me", "us", "him", "them"})


def set_off(scene: Scene, token: Token, verb: Verb, first: int, last: int) -> list[Report]:
    """The clause before a verb and its subject that a comma sets off: Rain will fall, she said."""
    doc = scene.layout.doc
    had = token.tag_ == "VBN" and (doc[token.i - 1].lower_ in {"has", "have", "had"} or _misread(token))
    if not (finite(token) or had):
        return []
    group = group_of(scene, token, first, last)
    if not group.speakers or any(t.lower_ in {"who", "which", "that"} for t in group.speakers):
        return []
    left = group.left
    if verb.kind in {"denies", "rejects"} and all(s.i > token.i for s in group.speakers):
        return []  # "Oslo, which rules there, denied the charge"
    if left > first + 2 and doc[left - 2].lower_ in RELATIVE:
        return []  # "gave its word, which, Oslo says, was broken"
    if left <= first + 1 or doc[left - 1].text == ";" or not (doc[left - 1].text in BREAKS or paused(scene, left - 1)):
        return []
    if doc[first].tag_ == "VBG" and reporting(scene, doc[first]) and doc[first].dep_ != "csubj":
        return []  # "Claiming that it was late, she left"
    if doc[first].lower_ in _QUESTIONED or verb.lemma in scene.words.grammar["shown"]:
        return []  # "Asked whether it was late, she answered"; "It was late, the records showed"
    if doc[left].lower_ in _OPENERS or any(t.lower_ in _RELATIVE for t in doc[left : token.i]):
        return []
    if scene.sums_up(doc[left]) or (doc[left].lower_ in {"a", "an", "the"} and scene.sums_up(doc[left + 1])):
        return []  # "Oslo fired first, a charge the envoy denied", "something the envoy hinted"
    if scene.grammar.is_passive(token) or doc[left].tag_ in {"VBG", "VB", "TO"}:
        return []
    if not _tail(scene, token, verb, group.right, last):
        return []
    parted = (t.i + 1 for t in reversed(doc[first:left]) if t.text in {";", ":"} and not scene.layout.masked(t))
    first = next(parted, first)  # "Voss was not so sure; the ice, he said, was thin"
    around = _set_around(scene, token, group, first, last)
    if around:
        return around
    if not (needs_no_other(scene, first, left) or _turned(scene, token, group, first)):
        return []
    begin = scene.layout.past_dateline(first)
    return report_of(scene, token, group.speakers, min(begin, left - 1), left, "set off", (first, last))


def _misread(verb: Token) -> bool:
    """Whether a past tense right behind its subject was taken for a participle: "It was called off, aides [added]"."""
    return any(t.i == verb.i - 1 and t.dep_ == "nsubj" for t in verb.children)


def needs_no_other(scene: Scene, first: int, end: int) -> bool:
    """Whether the words can be all that was said: a clause that needs no other, relative ones apart."""
    doc = scene.layout.doc
    relative = False
    for token in doc[first:end]:
        if token.lower_ in {"who", "which"} or (token.lower_ == "that" and token.tag_ == "WDT"):
            relative = True
        elif token.text == ",":
            relative = False
        elif finite(token) or token.tag_ == "VBN":
            if not relative:
                return _whole(scene, first, end)
            relative = False
    return False


def _turned(scene: Scene, token: Token, group: Group, first: int) -> bool:
    """Whether a sentence ends in "said" and who said it, so that its own verb need not be seen: taggers lose some."""
    if token.i != group.left or token.i - first < LEAST_TURNED or not all(s.i > token.i for s in group.speakers):
        return False
    opens = scene.layout.doc[first]
    plain = opens.pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} and not listed(opens, "subordinators")
    return plain and scene.layout.doc[token.i - 1].text == ","


def paused(scene: Scene, i: int) -> bool:
    """Whether closing marks with a comma before or in them stand at a token."""
    number = scene.layout.inside[i]
    return number >= 0 and scene.layout.closing(scene.layout.runs[number]).text[-1:] in {",", "?", "!"}


def _whole(scene: Scene, first: int, end: int) -> bool:
    """Whether a clause of its own stands there, and not only one of time or contrast that opens the next."""
    doc = scene.layout.doc
    if not listed(doc[first], "openers") and doc[first].tag_ != "VBN":
        return True
    commas = [i for i in range(first, end - 1) if doc[i].text == "," and scene.layout.inside[i] < 0]
    return any(has_finite(scene, i, end) for i in commas[:1])


def _tail(scene: Scene, token: Token, verb: Verb, right: int, last: int) -> bool:
    """Whether nothing that the verb could report follows it."""
    doc = scene.layout.doc
    if that_after(scene, token, last) is not None:
        return False
    right += right < last and doc[right].lower_ in _WHOM
    if right >= last or doc[right].is_punct or doc[right].is_space or scene.layout.inside[right] >= 0:
        return True
    word = doc[right]
    if word.pos_ in {"ADP", "ADV", "SCONJ", "CCONJ"} and word.tag_ != "TO":
        return True
    if is_day(word) or word.lower_ in {"last", "this", "late", "early", "earlier"}:
        return True
    if verb.lemma not in scene.words.grammar["told"]:
        return False
    whom = next((t.i for t in doc[right:last] if t.is_punct or listed(t, "circumstances")), last)
    return not has_finite(scene, right, min(whom, right + 8))


def _set_around(scene: Scene, token: Token, group: Group, first: int, last: int) -> list[Report]:
    """Two runs of one utterance around the verb and its subject: Rain, she said, will fall."""
    doc, inside = scene.layout.doc, scene.layout.inside
    right = skip_adjuncts(scene, group.right, last)
    whom = right < last and doc[right].lower_ in _WHOM
    if whom or token.lower_ in {"told", "tells"}:  # "Nobody, she told me, would come"
        told = [t.pos_ for t in doc[right : right + LONGEST_WHOM]]
        right += len(list(takewhile(lambda pos: pos in {"PRON", "PROPN", "NOUN", "DET", "ADJ"}, told)))
    if right >= last - 2 or doc[right].text != ",":
        return []
    follows = doc[right + 1] if inside[right + 1] < 0 else doc[scene.layout.runs[inside[right + 1]].first]
    if inside[right + 1] >= 0 and not (finite(follows) and follows.is_lower):
        return []  # words of their own, and not the rest of a clause: "The bill, he said, “protects us”"
    known = scene.verb(follows)
    goes_on = finite(follows) and (known is None or known.kind == "belief")
    whole = needs_no_other(scene, first, group.left) and not goes_on
    if whole and follows.lower_ not in _CONTINUING:
        return []
    if not whole and (follows.tag_ in {"VBG", "WP", "WDT"} or follows.lower_ in _ASIDES):
        return []
    end = end_of(scene, token, right + 1, last)
    if end <= right + 2 or not (whole or has_finite(scene, right, end)):
        return []
    if not (has_finite(scene, first, group.left) or any(inside[i] >= 0 for i in range(first, group.left))):
        whole = goes_on and inside[right + 1] < 0  # "The ice, Voss said, was thin"
        begin = scene.layout.past_dateline(first) if whole else right + 1  # "On Friday, she said, it will rain"
        return report_of(scene, token, group.speakers, begin, end, "set around", (first, last))
    before = report_of(scene, token, group.speakers, first, group.left, "set around", (first, last))
    if whole and inside[right + 1] < 0 and not has_finite(scene, right + 1, end):
        return before  # "The talks will go on, she said, since the signing of the text"
    after = report_of(scene, token, group.speakers, right + 1, end, "set around", (first, last))
    if before and (not goes_on or inside[right + 1] >= 0) and group.left - first <= 4:
        before = []  # "On Friday, she said, rain will fall": no words of hers that are worth a quote
    if before and after:
        after[0].previous = before[0]
    return before + after


def trailing(scene: Scene, token: Token, _: Verb, first: int, last: int) -> list[Report]:
    """A headline's or caption's end without a comma: "Rain will fall a report says"."""
    doc = scene.layout.doc
    if any(not t.is_punct and not t.is_space for t in doc[token.i + 1 : last]) or not finite(token):
        return []
    left = token.i
    while left > first and doc[left - 1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        left -= 1
    if doc[left - 1].pos_ != "DET" or left == token.i or left - 2 < first or not needs_no_other(scene, first, left - 1):
        return []
    if left + 1 < token.i and scene.sums_up(doc[left]):
        return []  # "Oslo fired first, a charge Voss denied"
    speakers = name_in(scene, left, token.i)
    return report_of(scene, token, speakers, first, left - 1, "trailing", (first, last)) if speakers else []
