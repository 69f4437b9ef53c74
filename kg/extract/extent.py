"""Where reported words begin and end: by the words and the punctuation first, by the parse where these leave it open.

A reported clause runs to the end of its sentence unless something there belongs to the reporting verb again: another
reporting verb ("..., but conceded that"), a participle of speech ("..., adding that"), a clause of circumstance that the
parse hangs on the reporting verb ("... as ministers gathered in Oslo").
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.cues import Verb
from kg.extract.reports import NOMINAL, Scene, is_day

FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBORDINATORS: Final = frozenset(
    "although though while whereas as after before when whenever since because if unless until once despite amid "
    "following during in at on by with without from for to besides beyond under over within through given".split()
)
_CIRCUMSTANCE: Final = frozenset(
    "as after before when while following during amid despite ahead hours days weeks".split()
)
_CONTRAST: Final = frozenset({"and", "but", "while", "whereas", "although", "though", "as", "yet", "or"})
_PLACES: Final = frozenset(
    "in at during on to by via through from after before outside of about with ahead for over".split()
)
_TOLD: Final = frozenset(
    {"tell", "inform", "assure", "remind", "notify", "reassure", "alert", "warn", "advise", "brief", "caution"}
)
_PARTICIPLES: Final = frozenset(
    {"citing", "referring", "speaking", "echoing", "quoting", "according", "addressing", "alluding"}
)
MAX_BETWEEN: Final = 25
"""How many tokens may stand between a reporting verb and its "that": whom it was told, where and when."""


def finite(token: Token) -> bool:
    """Whether a word is a finite verb."""
    return token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"}


def has_finite(scene: Scene, begin: int, end: int) -> bool:
    """Whether a finite verb stands in a stretch of tokens."""
    return any(finite(t) for t in scene.layout.doc[begin:end])


def that_after(scene: Scene, token: Token, last: int) -> int | None:
    """The place after the "that" of a reporting verb, if it has one before any other clause begins."""
    doc, inside = scene.layout.doc, scene.layout.inside
    for i in range(token.i + 1, min(last - 1, token.i + MAX_BETWEEN)):
        word = doc[i]
        if inside[i] >= 0 or word.text in {":", ";"} or (finite(word) and not _in_relative(scene, word, token.i)):
            return None
        if word.tag_ == "VBG" and _reporting(scene, word):
            return None
        if word.lower_ == "that":
            if finite(doc[i + 1]) and doc[i + 1].lower_ in {"was", "is", "would", "will", "has", "had"}:
                return None  # "said that was not the goal": that is the subject
            if word.pos_ == "SCONJ" or word.tag_ == "IN" or doc[i - 1].text == "," or i == token.i + 1:
                return i + 1
    return None


def _in_relative(scene: Scene, verb: Token, low: int) -> bool:
    return any(t.lower_ in {"who", "which"} for t in scene.layout.doc[max(low + 1, verb.i - 4) : verb.i])


def begin_after(scene: Scene, token: Token, verb: Verb, last: int) -> tuple[int, str] | None:
    """Where the clause after a reporting verb begins, and by what: "that", the parse, or the look of it."""
    that = that_after(scene, token, last)
    if that is not None:
        return that, "that"
    clause = next((c for c in scene.grammar.content_clauses(token) if token.i < c.i < last), None)
    start = skip_adjuncts(scene, token.i + 1, last)
    doc = scene.layout.doc
    if clause is not None:
        low = min(t.i for t in clause.subtree if t.i > token.i)
        if low < start <= clause.i:
            low = start
        if verb.lemma not in _TOLD and start < low and not any(t.is_punct for t in doc[start:low]) and low - start <= 6:
            low = start  # the parse lost the first words of the clause
        return low, "parse"
    if (
        verb.lemma == "say"
        and start < last
        and doc[start].pos_ in NOMINAL | {"DET", "ADJ"}
        and doc[start - 1].text != ","
    ):
        return start, "look"
    return None


def skip_adjuncts(scene: Scene, i: int, last: int) -> int:
    """The first token after words of when and where that follow a reporting verb: "said on Friday", "said in a statement"."""
    doc, inside = scene.layout.doc, scene.layout.inside
    while i < last and inside[i] < 0:
        token = doc[i]
        if (
            is_day(token)
            or token.lower_ in {"only", "also", "again", "later", "earlier", "recently", "repeatedly"}
            and token.pos_ == "ADV"
        ):
            i += 1
        elif (
            token.lower_ in {"on", "late", "early", "this", "last", "earlier", "next"}
            and i + 1 < last
            and is_day(doc[i + 1])
        ):
            i += 2
        elif token.lower_ in {"in", "at", "during", "to"} and (end := _phrase(scene, i, last)):
            i = end
        else:
            break
    return i


def _phrase(scene: Scene, i: int, last: int) -> int | None:
    """The end of "in a statement", "to reporters", "at a news conference in Oslo", where a noun of utterance heads it."""
    doc = scene.layout.doc
    for j in range(i + 1, min(last, i + 6)):
        if doc[j].lower_ in scene.words.documents | {
            "conference",
            "reporters",
            "journalists",
            "rally",
            "hearing",
            "parliament",
        }:
            return j + 1
        if doc[j].is_punct or finite(doc[j]):
            return None
    return None


def end_of(scene: Scene, token: Token, begin: int, last: int) -> int:
    """Where the clause of a reporting verb that begins at `begin` ends, end exclusive."""
    doc, inside = scene.layout.doc, scene.layout.inside
    end = last
    whole = False
    for i in range(begin, last):
        whole = whole or finite(doc[i]) or doc[i].tag_ == "VBN"
        if inside[i] >= 0 or not whole or i == begin:
            continue
        if doc[i].text in {",", "—", "–", "--", ";"} and _stops_after(scene, token, begin, i, last):
            end = i
            break
        if (
            doc[i].lower_ in {"and", "but"}
            and doc[i - 1].text != ","
            and (
                _turns_back(scene, token, begin, i + 1, last)
                or (doc[i].lower_ == "but" and _another(scene, i + 1, last))
            )
        ):
            end = i
            break
        if doc[i].lower_ in _CIRCUMSTANCE and doc[i - 1].text != "," and _hangs_on(scene, token, begin, i):
            end = i
            break
        if doc[i].text == ":" and any(n >= 0 for n in inside[i + 1 : i + 3]):
            end = i
            break
    return end


def _stops_after(scene: Scene, token: Token, begin: int, comma: int, last: int) -> bool:
    """Whether what follows a comma belongs to the reporting verb again, or to another one."""
    doc = scene.layout.doc
    if comma + 1 >= last:
        return True
    word = doc[comma + 1]
    if word.lower_ in _PARTICIPLES or (word.tag_ == "VBG" and _reporting(scene, word)):
        return True
    if (
        word.lower_ in {"and", "but", "while", "then", "also"}
        and comma + 2 < last
        and doc[comma + 2].tag_ == "VBG"
        and _reporting(scene, doc[comma + 2])
    ):
        return True
    start = comma + 2 if word.lower_ in _CONTRAST else comma + 1
    if word.lower_ in {"and", "but", "or"} and _turns_back(scene, token, begin, start, last):
        return True
    if _another(scene, start, last):
        return True
    return word.lower_ in _CIRCUMSTANCE and _hangs_on(scene, token, begin, comma + 1)


def _reporting(scene: Scene, token: Token) -> bool:
    verb = scene.verb(token)
    return (
        verb is not None
        and verb.kind != "belief"
        and bool(verb.frames & {"clause"} or verb.kind in {"demands", "warns", "opposes"})
    )


def _turns_back(scene: Scene, token: Token, begin: int, i: int, last: int) -> bool:
    """Whether the verb at `i`, without a subject of its own, shares that of the reporting verb: "but conceded that"."""
    doc = scene.layout.doc
    while i < last and doc[i].pos_ in {"ADV", "PART"}:
        i += 1
    if i >= last or not (finite(doc[i]) or doc[i].tag_ == "VBN"):
        return False
    tag = "VBD" if doc[i].tag_ == "VBN" else doc[i].tag_
    head = i
    while head < last - 1 and doc[head].pos_ in {"AUX", "ADV", "PART"}:
        head += 1
    main = doc[head]
    if main.dep_ == "conj":
        first = main.head
        while first.dep_ == "conj":
            first = first.head
        if first.i < begin:
            return True
        if doc[i - 1].lower_ == "but" and _reporting(scene, main) and tag == token.tag_:
            return True
        return _reporting(scene, main) and tag == token.tag_ and _unlike(scene, begin, i, tag)
    return _reporting(scene, main) and tag == token.tag_


def _unlike(scene: Scene, begin: int, i: int, tag: str) -> bool:
    """Whether no finite verb of the clause has the form `tag`, so that a verb of that form is not joined to it."""
    return all(t.tag_ != tag for t in scene.layout.doc[begin:i] if finite(t))


def _another(scene: Scene, i: int, last: int) -> bool:
    """Whether another speaker and a reporting verb follow: ", but a source said", ", the ministry said"."""
    doc, inside = scene.layout.doc, scene.layout.inside
    if i < last and _says(scene, doc[i]) and i + 1 < last and doc[i + 1].pos_ in NOMINAL | {"DET", "ADJ"}:
        return True  # ", said Ada"
    for j in range(i, min(last, i + 14)):
        if inside[j] >= 0 or (doc[j].is_punct and doc[j].text not in {"-", "'", "’"}):
            return False
        if finite(doc[j]) and not (doc[j].pos_ == "AUX" and doc[j].lower_ in {"has", "have", "had"}):
            return j > i and _says(scene, doc[j])
        if doc[j].tag_ == "VBN" and j > i and doc[j - 1].lower_ in {"has", "have", "had"}:
            return _says(scene, doc[j])
    return False


def _says(scene: Scene, token: Token) -> bool:
    verb = scene.verb(token)
    return (
        verb is not None
        and "clause" in verb.frames
        and verb.kind in {"neutral", "factive", "distancing", "warns"}
        and token.lower_ not in {"show", "shows", "showed", "find", "finds", "found"}
    )


def _hangs_on(scene: Scene, token: Token, begin: int, i: int) -> bool:
    """Whether the parse hangs the clause or phrase that opens at `i` on the reporting verb or something before it."""
    word = scene.layout.doc[i]
    while word.head.i >= begin and word.head.i != word.i:
        word = word.head
    return word.i != word.head.i and word.i >= i
