"""Mends what a small parser gets wrong, where the rest of the sentence shows it: a word's tag, or its main verb."""

from __future__ import annotations

from typing import Final

from kg.language.clauses import first_joined
from kg.language.tokens import Doc, Span, Token
from kg.language.universal import UniversalGrammar

_BEFORE_VERB: Final = frozenset({"to", "will", "would", "then"})
_FINISHED: Final = UniversalGrammar.ANY_SUBJECT | {"expl", "cop", "aux", "aux:pass", "mark"}
"""What only a clause that has its verb has."""
_OF_CLAUSE: Final = frozenset({"advcl", "advmod", "cc", "discourse", "obl", "obl:unmarked", "punct"})
"""What belongs to the verb of a clause rather than to a noun in it."""
_PAST_OR_PRESENT: Final = frozenset({"VBD", "VBZ", "VBP"})
_OF_PHRASE: Final = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
_OPENING: Final = frozenset({"mark", "advmod"})
"""What a clause of when or why has: "when she left"."""
_MISPLACED: Final = frozenset({"parataxis", "conj", "acl:relcl", "acl", "appos"})
_GIVING: Final = frozenset(
    {"appoint", "ask", "award", "dub", "elect", "give", "grant", "hand", "name", "offer", "owe", "pay", "promise"}
    | {"send", "show", "teach", "tell"}
)
"""Verbs that may have an object although they are passive: "an envoy given a flat"."""
_NEVER_PASSIVE: Final = frozenset(
    {"agree", "appeal", "argue", "arrive", "clash", "come", "complain", "depart", "disagree", "erupt", "fail", "fall"}
    | {"fly", "gather", "go", "insist", "quarrel", "react", "reply", "resign", "respond", "rise", "speak", "talk"}
    | {"travel", "vote"}
)


def repair(doc: Doc) -> None:
    """Mends a parse in place."""
    _retag(doc)
    for token in doc:
        _parted(token)
        _in_a_row(token)
    for sentence in doc.sents:
        _address(sentence)
        if sentence[-1].text in {".", "!", "?", '"', "”"}:  # a headline or caption may do without a verb
            _give_verb(sentence)


def _retag(doc: Doc) -> None:
    """Tags the verbs of meeting that are taken for other words: "the two last met", "will brief envoys"."""
    for token in doc:
        if token.text in {"met", "spoke"} and not token.tag_.startswith("VB"):
            token.tag_ = "VBD"
            if token.i and doc[token.i - 1].lower_ in {"last", "first"}:
                doc[token.i - 1].tag_ = "RB"
        elif token.text == "brief" and token.tag_ == "JJ" and token.i and doc[token.i - 1].lower_ in _BEFORE_VERB:
            token.tag_ = "VB"
        elif token.tag_ == "NN" and token.lower_.endswith("ing") and _has_object(token):
            token.tag_, token.pos_ = "VBG", "VERB"  # "An official, briefing reporters, said"
        elif token.text == "meeting" and token.tag_ == "NN" and 1 < token.i < len(doc) - 1:
            told_of = doc[token.i - 1].text == "," and doc[token.i - 2].tag_ in {"NNP", "NNPS", "NNS"}
            if told_of and doc[token.i + 1].lower_ in {"in", "at", "on", "here"}:
                token.tag_ = "VBG"


def _parted(verb: Token) -> None:
    """Gives a past tense back to the verb before it: "accused Oslo of lying and [promised] to stay"."""
    if verb.tag_ != "VBN" or verb.dep_ != "conj" or verb.head.tag_ not in {"VBG", "VB"}:
        return
    if any(child.dep_ in {"aux", "aux:pass"} for child in verb.children):
        return
    above = next((token for token in verb.ancestors if token.tag_ in _PAST_OR_PRESENT), None)
    if above is None or above.i > verb.i:
        return
    verb.head.children = _without(verb.head.children, [verb])
    verb.tag_ = "VBD"
    _hang([verb], above)


def _in_a_row(verb: Token) -> None:
    """Joins a verb behind an object and a comma to the verb before: "Voss thanked Oslo, [told] envoys it was late"."""
    if verb.tag_ not in _PAST_OR_PRESENT or verb.pos_ != "VERB" or verb.i < 3 or verb.nbor(-1).text != ",":
        return
    doc, i = verb.doc, verb.i - 2
    while i > 0 and doc[i].pos_ in _OF_PHRASE:
        i -= 1
    first = first_joined(doc[i])
    alone = i < verb.i - 2 and doc[i].tag_ in _PAST_OR_PRESENT and doc[i].pos_ == "VERB"
    if not alone or not any(child.dep_ == "nsubj" for child in first.children) or _speaker_follows(verb):
        return
    mine = [child for child in verb.children if child.dep_ in UniversalGrammar.ANY_SUBJECT]
    if verb.head is doc[i] and len(mine) == 1 and i < mine[0].i < verb.i and mine[0].pos_ in {"NOUN", "PROPN"}:
        verb.children = _without(verb.children, mine)
        mine[0].dep_, verb.dep_ = "obj", "conj"
        _hang(mine, doc[i])
    elif not mine and first.head is verb and first.dep_ == "advcl" and not _OPENING & {c.dep_ for c in first.children}:
        above = verb.head
        verb.children = _without(verb.children, [first])
        first.dep_, verb.dep_ = verb.dep_, "conj"
        if above is verb:
            first.head = first
        else:
            above.children = _without(above.children, [verb])
            _hang([first], above)
        _hang([verb], first)


def _speaker_follows(verb: Token) -> bool:
    """Whether what stands behind a verb ends the sentence, as who speaks does: "The talks failed Oslo, said Voss"."""
    return not any(
        token.tag_ in _PAST_OR_PRESENT or token.tag_ == "MD" for token in verb.doc[verb.i + 1 : verb.sent.end]
    )


def _address(sentence: Span) -> None:
    """Makes who seems to be called the subject: "[Voss], an envoy, would not be drawn"."""
    root = next((token for token in sentence if token.head is token), None)
    if root is None or (root.tag_ == "VB" and not any(c.dep_ in {"aux", "aux:pass"} for c in root.children)):
        return
    called = [child for child in root.children if child.dep_ == "vocative" and child.left_edge is sentence[0]]
    told = any(child.dep_ == "appos" or child.dep_ == "acl:relcl" for name in called for child in name.children)
    if len(called) == 1 and told and not any(child.dep_ in UniversalGrammar.ANY_SUBJECT for child in root.children):
        called[0].dep_ = "nsubj:pass" if any(c.dep_ == "aux:pass" for c in root.children) else "nsubj"


def _has_object(token: Token) -> bool:
    """Whether what stands behind a comma has an object, as only a verb has."""
    return token.i > 0 and token.nbor(-1).text == "," and any(child.dep_ == "obj" for child in token.children)


def _give_verb(sentence: Span) -> None:
    """Makes the participle on a noun the main verb of a sentence without one: "The envoys [called] on Oslo to act"."""
    noun = next((token for token in sentence if token.head is token), None)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN", "NUM"} or any(c.dep_ in _FINISHED for c in noun.children):
        return
    if (object_ := _object_of_adjective(noun)) is not None:
        _raise(_freed(object_), noun)
        return
    if (behind := _behind_aside(noun, sentence)) is not None:
        _raise(behind, noun)
        return
    clauses = [c for c in noun.children if c.i > noun.i and c.dep_ in {"acl", "parataxis", "conj", "acl:relcl"}]
    if not clauses or clauses[0].dep_ != "acl" or any(c.dep_ == "parataxis" for c in clauses):
        return
    verb = clauses[0]
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _is_active(verb)):
        _raise(verb, noun)


def _behind_aside(noun: Token, sentence: Span) -> Token | None:
    """The finite verb right behind what a comma sets off from a noun: "Voss, who left [and] lost, [offered] help"."""
    doc, end = noun.doc, noun.i + 1
    while end < sentence.end and doc[end].dep_ == "flat":
        end += 1
    if end >= sentence.end or doc[end].text != ",":
        return None
    for token in doc[end + 2 : sentence.end]:
        told = token.tag_ in _PAST_OR_PRESENT or (token.tag_ == "VBN" and _is_active(token))
        if told and doc[token.i - 1].text == ",":
            own = any(child.dep_ in UniversalGrammar.ANY_SUBJECT for child in token.children)
            return token if token.pos_ == "VERB" and not own and token.dep_ in _MISPLACED else None
    return None


def _object_of_adjective(noun: Token) -> Token | None:
    """The noun whose adjective is the verb in truth: "The minister, Ada Voss, [summoned] envoys and asked them"."""
    for other in noun.children:
        first = next((t for t in other.subtree if t.text != ","), other)
        if first.head is not other or first.dep_ != "amod" or first.i < noun.i + 2 or first.nbor(-1).text != ",":
            continue
        joined = any(child.dep_ == "cc" for child in other.children)
        past = first.text.endswith("ed") and first.lemma_ != first.lower_
        if past and not joined and other.dep_ in {"conj", "appos"} and other.pos_ == "NOUN":
            return other
    return None


def _freed(noun: Token) -> Token:
    """The adjective before a noun, made the verb that has it for its object."""
    verb = next(child for child in noun.children if child.dep_ == "amod")
    commas = [child for child in noun.children if child.i < verb.i]
    noun.head.children = _without(noun.head.children, [noun])
    noun.children = _without(noun.children, [verb, *commas])
    noun.dep_, verb.pos_ = "obj", "VERB"
    _hang([*commas, noun], verb)
    return verb


def _is_active(participle: Token) -> bool:
    """Whether it cannot be passive: "accused Oslo of it", "called on Oslo to act"; not "accused of it"."""
    below = {child.dep_ for child in participle.children}
    if below & _FINISHED or "obl:agent" in below:
        return False
    if participle.lemma_ in _NEVER_PASSIVE:
        return True
    if participle.lemma_ == "call" and participle.i + 1 < len(participle.doc):
        return participle.nbor(1).lower_ in {"on", "upon", "for"}
    if participle.lower_ == "left" and participle.i + 1 < len(participle.doc):
        return participle.nbor(1).lower_ == "for"
    return bool(below & {"obj", "ccomp"}) and participle.lemma_ not in _GIVING


def _raise(verb: Token, noun: Token) -> None:
    """Makes a verb the root, and the root its subject."""
    above = verb.head
    if above is not noun:  # joined to a relative clause, with what follows
        later = [c for c in above.children if c.i > verb.i and (c.dep_ in _OF_CLAUSE or c.dep_ == "conj")]
        above.children = _without(above.children, [verb, *later])
        _hang(later, verb)
    verb.tag_ = verb.tag_ if verb.tag_ in _PAST_OR_PRESENT else "VBD"
    verb.dep_, verb.head = "ROOT", verb
    noun.dep_ = "nsubj"
    for child in noun.children:
        if child.i < noun.i and any(c.dep_ == "case" and c.i < child.i for c in child.children):
            child.dep_ = "obl"  # "In Oslo, senators called"
    of_clause = (c for c in noun.children if c.dep_ in _OF_CLAUSE or (c.dep_ == "conj" and c.pos_ == "VERB"))
    moved = [c for c in of_clause if c.i > verb.i or c.dep_ != "punct"]
    noun.children = _without(noun.children, [verb, *moved])
    _hang([noun, *moved], verb)


def _hang(tokens: list[Token], head: Token) -> None:
    """Makes words dependents of another."""
    for token in tokens:
        token.head = head
    head.children = tuple(sorted([*head.children, *tokens], key=lambda token: token.i))


def _without(tokens: tuple[Token, ...], gone: list[Token]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token not in gone)
