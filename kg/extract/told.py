"""Whether the text tells of something as so: not as possible, asked, feared, somebody's duty, or a rival's claim.

The words before a verb decide (auxiliaries, "not", "to", "whether"), read from right to left; the parse is asked only
for what governs the clause, for a small model's arcs err more often than its tags.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

from kg.extract.inflection import by_form, plural
from kg.extract.lexicon import table
from kg.language.tokens import Token

FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the words that make a clause: finite verbs and modals."""
_MODALS: Final = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}
_MODAL_WORDS: Final = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall", "ought"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "hardly", "barely", "nt"})
_CONDITIONS: Final = frozenset({"if", "whether", "unless", "until", "till", "lest", "provided", "once", "should"})
_UNTIL: Final = frozenset({"until", "till"})
ONE_OF: Final = frozenset({"neither", "either"})
"""Words for one of two, or none, who is not told."""
_NOBODY: Final = frozenset({"nobody", "none", "neither", "few", "no", "nothing"})
_FORMERLY: Final = frozenset({"once", "formerly", "previously", "originally", "initially"})
_HAVING: Final = frozenset({"has", "have", "had"})
_VIEWS: Final = frozenset({"view", "opinion", "eyes", "reckoning", "telling"})
_OWN_VIEW: Final = frozenset({"my", "our", "this"})
_RATHER: Final = frozenset({"sooner"})
_BEING: Final = frozenset({"is", "are", "not", "n't", "n’t"})
_MARKS: Final = frozenset({"“", '"', "”", "‘", "'"})
_PASSED: Final = frozenset({"also", "both", "all", "last", "first", "next"})
_ADVERBS: Final = frozenset({"RB", "RBR", "RBS"})
_ASIDES: Final = frozenset(
    {"however", "though", "meanwhile", "in", "turn", "fact", "for", "its", "part", "so", "far", "too"}
)
"""Words that stand between commas within a verb group and say nothing of it."""
_BREAKS: Final = frozenset({";", ":", "—", "–", "--", "(", ")"})


@dataclass(frozen=True, slots=True)
class _Words:
    auxiliaries: frozenset[str]
    copulas: frozenset[str]
    transparent: dict[str, str]
    hedges: dict[str, str]
    adverbs: frozenset[str]
    contests: dict[str, str]
    claims: frozenset[str]
    reports: dict[str, str]


@cache
def _words() -> _Words:
    data = table("telling")
    return _Words(
        auxiliaries=frozenset(data["auxiliaries"]),
        copulas=frozenset(data["copulas"]),
        transparent=by_form(data["transparent"]),
        hedges=by_form(data["hedges"]),
        adverbs=frozenset(data["hedging_adverbs"]),
        contests=by_form(data["contests"]),
        claims=frozenset(form for noun in data["claims"] for form in (noun, plural(noun))),
        reports=by_form(data["reports"]),
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """How a verb's clause is told.

    Attributes:
        negated: with "not", "never", "no longer".
        modal: "will", "would", "can", "cannot"...; None without one.
        first: the leftmost word of its verb group.
        passive: whether the group is passive ("was backed").
        participle: whether it has no finite verb ("..., backing the plan"; "groups backed by").
    """

    negated: bool
    modal: str | None
    first: Token
    passive: bool = False
    participle: bool = False


def one_of_two(before: Iterable[Token], is_verb: Callable[[Token], bool]) -> bool:
    """Whether only one of two does what a verb says, or neither: "Neither Voss nor Lund [said] that".

    Args:
        before: the words before the verb, the nearest first.
        is_verb: what parts it from those who do something else.
    """
    return any(word.lower_ in ONE_OF for word in takewhile(lambda word: not is_verb(word), before))


def group(verb: Token) -> Telling | None:
    """The verb group that ends in a verb; None where the verb is an infinitive that something else governs."""
    words = _words()
    negated, modal, first, passive, auxiliary = False, None, verb, False, False
    at, steps = verb.i - 1, 0
    doc = verb.doc
    while at >= verb.sent.start and steps < 8:
        token = doc[at]
        low = token.lower_
        if low in _NEGATIONS or (low == "longer" and at > 0 and doc[at - 1].lower_ == "no"):
            negated = True
            at -= low == "longer"
        elif low in _MODAL_WORDS or low in _MODALS:
            modal = _MODALS.get(low, low)
        elif low == "cannot":
            modal, negated = "can", True
        elif low in words.auxiliaries:
            passive = passive or (
                first is verb and verb.tag_ == "VBN" and low not in {"have", "has", "had", "'ve", "’ve", "having"}
            )
            auxiliary = True
        elif low == "to" and token.tag_ in {"TO", "IN", ""} and doc[at + 1].tag_ in {"VB", "VBP", "RB", ""}:
            return _governed(doc[at], words)
        elif first is verb and verb.tag_ == "VBG" and low in words.transparent and token.tag_ != "VBG":
            return group(token)
        elif (
            token.tag_ in _ADVERBS
            or low in _PASSED
            or (low == "since" and doc[at - 1].lower_ in _HAVING)
            or (token.text in _MARKS and verb.i - at < 4)
        ):
            pass
        elif token.text == "," and first is verb and (resumed := _around(token)) is not None:
            at, steps = resumed, steps + 1
            continue
        else:
            break
        if (token.tag_ not in _ADVERBS and token.text not in _MARKS) or low in _NEGATIONS or low == "longer":
            first = doc[at]
        at, steps = at - 1, steps + 1
    participle = not auxiliary and modal is None and verb.tag_ in {"VBG", "VBN"}
    return Telling(negated, modal, first, passive, participle)


def _around(comma: Token) -> int | None:
    """Where a verb group goes on before an aside: "had never[, she said,] accepted"."""
    doc = comma.doc
    opening = next(
        (at for at in range(comma.i - 2, max(comma.sent.start, comma.i - 7), -1) if doc[at].text == ","), None
    )
    if opening is None:
        return None
    low = doc[opening - 1].lower_
    if low in _words().auxiliaries and {t.lower_ for t in doc[opening + 1 : comma.i]} <= _ASIDES:
        return opening - 1  # "has, however, agreed"
    if not any(t.tag_ in {"VBD", "VBZ"} for t in doc[opening + 1 : comma.i]):
        return None
    return opening - 1 if low in _NEGATIONS or low in _MODAL_WORDS else None


def _governed(to: Token, words: _Words) -> Telling | None:
    """An infinitive stands as told only below a verb like "continue"."""
    if to.i == to.sent.start:
        return None
    governor = to.nbor(-1)
    return group(governor) if governor.lower_ in words.transparent else None


def flat(verb: Token, telling: Telling) -> bool:
    """Whether the clause of a verb is told flatly, negated or not."""
    if telling.modal in {"may", "might", "must", "should", "shall", "ought"}:
        return False
    if telling.modal in {"can", "could"} and not telling.negated:
        return False
    return not (_conditional(telling.first) or _asked(verb) or _hedged(verb, telling) or _in_general(verb, telling))


def _conditional(first: Token) -> bool:
    """Whether "if", "whether" and the like open the clause, up to a comma before it."""
    at, nouns = first.i - 1, 0
    while at >= first.sent.start and nouns < 14:
        token = first.doc[at]
        if token.text == "," or token.text in _BREAKS or token.lower_ in {"that", "but", "then"}:
            return False
        if token.lower_ in _UNTIL and not any(t.tag_.startswith(("VB", "MD")) for t in first.doc[at + 1 : first.i]):
            at, nouns = at - 1, nouns + 1  # "until June", and no clause
            continue
        if token.lower_ in _CONDITIONS:
            return not (token.lower_ == "once" and token.tag_ in _ADVERBS)
        if token.lower_ in _NOBODY and token.tag_ != "UH" and first.i - at <= 4:
            return True
        if token.lower_ in _FORMERLY and first.i - at <= 2:
            return True
        at, nouns = at - 1, nouns + 1
    return False


def _in_general(verb: Token, telling: Telling) -> bool:
    """Whether a clause only says what it is like: "it is not when he [asks] for your signature"."""
    near = verb.doc[max(verb.sent.start, telling.first.i - 10) : telling.first.i]
    when = next((t.i for t in reversed(near) if t.lower_ == "when"), None)
    return when is not None and verb.tag_ in {"VBZ", "VBP"} and verb.doc[when - 1].lower_ in _BEING


def _asked(verb: Token) -> bool:
    """Whether the sentence is a question."""
    tail = [token.text for token in verb.sent[-3:]]
    return "?" in tail


def _hedged(verb: Token, telling: Telling) -> bool:
    """Whether an adverb hedges it, or a view that opens the sentence: "In his view, Oslo never meant to go"."""
    opening = [t.lower_ for t in verb.sent[:5]]
    if opening[:1] == ["in"] and set(opening[1:4]) & _VIEWS and opening[1] not in _OWN_VIEW:
        return True
    if telling.modal == "would" and {t.lower_ for t in verb.doc[telling.first.i : verb.i]} & _RATHER:
        return True  # "would sooner resign"
    around = verb.doc[max(verb.sent.start, telling.first.i - 3) : verb.i]
    return any(token.lower_ in _words().adverbs for token in around)


def hedgers(verb: Token) -> list[Token]:
    """The words above a verb whose bearers do not vouch for it: "claimed that", "fears", "a report that"."""
    words = _words()
    verbs = [above for above in governors(verb) if above.lower_ in words.hedges]
    taken = (a for a in verb.ancestors if a.tag_ == "NNS" and a.lower_ in words.hedges and a not in verbs)
    verbs += [a for a in taken if any(c.dep_ == "nsubj" for c in a.children)]  # "Oslo fears that", taken for a noun
    nouns = [a for a in verb.ancestors if a.i < verb.i and a.lower_ in words.claims and a.tag_ in {"NN", "NNS"}]
    return [*verbs, *nouns]


def contests(word: Token) -> bool:
    """Whether a hedging word takes back what is said under it, whoever's it is: "denied that", "a rumour that"."""
    return word.lower_ in _words().contests or word.lower_ in _words().claims


def taken_back(word: Token) -> bool:
    """Whether the verb of speaking nearest before a word takes back what follows: "denied that Oslo had attacked"."""
    for at in range(word.i - 1, word.sent.start - 1, -1):
        low = word.doc[at].lower_
        if low in _words().contests and word.doc[at].tag_.startswith("VB"):
            return True
        if low in _words().reports:
            return False
    return False


def copulas() -> frozenset[str]:
    """Forms of the verbs that tie a predicate to its subject: "is", "remains"."""
    return _words().copulas


def reporting_forms() -> dict[str, str]:
    """Forms of the verbs of speech acts and their lemmas."""
    return _words().reports


def governors(token: Token) -> list[Token]:
    """The verbs in whose content clauses a word stands, the nearest first."""
    out: list[Token] = []
    for above in token.ancestors:
        if above.i < token.i and (above.pos_ in {"VERB", "AUX"} or above.tag_.startswith("VB")):
            out.append(above)
    return out
