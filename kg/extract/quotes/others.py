"""What behind reported words is no longer said: what others say or do, and what the writer tells of the words."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from kg.extract.quotes.extent import finite
from kg.extract.quotes.reports import NOMINAL, Scene
from kg.language.tokens import Token

_STANCES: Final = frozenset(
    {"accuses", "opposes", "demands", "denies", "rejects", "warns", "supports", "commits", "offers"}
)
_CONTRASTS: Final = frozenset({"although", "though", "but", "while"})
_HE_SHE: Final = frozenset({"he", "she", "they", "it"})
_SILENT: Final = frozenset(
    {"declined", "declines", "refused", "refuses", "elaborate", "specify", "stopped", "details", "timeline", "comment"}
)
"""What somebody does who tells no more."""
_DEEDS: Final = frozenset(
    {"move", "step", "sign", "bid", "blow", "reference", "nod", "reversal", "shift", "gesture", "setback", "rebuke"}
    | {"attempt", "effort", "escalation", "development", "warning", "swipe", "jab", "allusion", "departure", "signal"}
    | {"interview", "speech", "first", "break", "u-turn", "turnaround", "echo", "show"}
)
"""What a writer calls words that were said: ", in a clear nod to"."""
MAX_SUBJECT: Final = 26
"""How many tokens a subject with what commas set off from it may have."""


def withholds(scene: Scene, i: int, last: int) -> bool:
    """Whether it is told what the speaker did not say: ", though she declined to name it", "but he gave no details"."""
    words = [t.lower_ for t in scene.layout.doc[i : min(last, i + 6)]]
    return len(words) > 2 and words[0] in _CONTRASTS and words[1] in _HE_SHE and not _SILENT.isdisjoint(words[2:])


def judged(scene: Scene, i: int, last: int) -> bool:
    """Whether the writer tells what the words were: ", in a further sign of thaw", ", in what envoys call a first"."""
    doc = scene.layout.doc
    if doc[i].lower_ != "in" or i + 2 >= last or doc[i + 1].lower_ not in {"a", "an", "the", "what"}:
        return False
    phrase = list(takewhile(lambda t: t.pos_ in {"ADJ", "NOUN", "ADV"}, doc[i + 2 : last]))
    named = any(t.lower_ in _DEEDS or t.lower_ in scene.words.documents for t in phrase)
    most = any(t.tag_ in {"JJS", "RBS"} or t.lower_.endswith("est") for t in phrase)
    return doc[i + 1].lower_ == "what" or named or most


def another_acts(scene: Scene, begin: int, comma: int, last: int) -> bool:
    """Whether ", and" opens what another did, told in the past where the words are not: "he goes, and Oslo vowed"."""
    doc = scene.layout.doc
    told = next((t for t in doc[begin:comma] if finite(t)), None)
    verb = _verb_of_another(scene, comma + 2, last)
    if told is None or told.tag_ == "VBD" or verb is None or tense(verb) != "past":
        return False
    known = scene.verb(verb)
    return known is not None and known.kind in _STANCES


def another_speaks(scene: Scene, i: int, last: int) -> bool:
    """Whether another speaker and a reporting verb follow: ", but a source said", ", said Ada"."""
    doc = scene.layout.doc
    if i + 1 < last and says(scene, doc[i]) and doc[i + 1].pos_ in NOMINAL | {"DET", "ADJ"}:
        return True
    verb = _verb_of_another(scene, i, last)
    return verb is not None and says(scene, verb)


def takes_a_stand(scene: Scene, i: int, last: int) -> bool:
    """Whether another actor and its stance follow a contrast: ", but Oslo accuses Rome"."""
    doc = scene.layout.doc
    verb = next((t for t in doc[i : min(last, i + 8)] if finite(t) or t.is_punct), None)
    known = None if verb is None or verb.i == i or doc[i].pos_ == "PRON" else scene.verb(verb)
    return known is not None and known.kind in _STANCES


def _verb_of_another(scene: Scene, i: int, last: int) -> Token | None:
    """The first verb of a clause with a noun for its subject, past what commas set off from that; None without one."""
    doc, inside = scene.layout.doc, scene.layout.inside
    commas, aside = 0, False
    for j in range(i, min(last, i + MAX_SUBJECT)):
        if doc[j].text == "," and commas < 2 and (commas or _apposed(doc[j])):
            commas += 1
            aside = commas == 1 and _participle_or_relative(doc[j + 1])
            continue
        if inside[j] >= 0 or (doc[j].is_punct and doc[j].text not in {"-", "'", "’"}):
            return None
        if aside:
            continue
        behind = doc[j].tag_ == "VBN" and commas == 2 and doc[j - 1].text == ","  # "Oslo, which met her, [promised]"
        if behind or (finite(doc[j]) and doc[j].lower_ not in {"has", "have", "had"}):
            return doc[j] if j > i else None
        if doc[j].tag_ == "VBN" and j > i and doc[j - 1].lower_ in {"has", "have", "had"}:
            return doc[j]
        if doc[j].tag_ in {"VB", "VBN", "TO"} or (doc[j].lower_ == "but" and j > i):
            return None
    return None


def _participle_or_relative(token: Token) -> bool:
    return token.tag_ == "VBG" or token.lower_ in {"who", "which", "whose"}


def _apposed(comma: Token) -> bool:
    """Whether a comma stands between a name and its title: "the minister[,] Ada Voss,", "Ada Voss[,] the minister,"."""
    after = comma.doc[comma.i + 1 : comma.i + 2]
    titled = after.text.lower() in {"a", "an", "the", "his", "her", "its", "their"}
    named = after.text[:1].isupper() or (titled and comma.nbor(-1).pos_ == "PROPN")
    return named or (len(after) > 0 and _participle_or_relative(after[0]))


def says(scene: Scene, token: Token) -> bool:
    verb = scene.verb(token)
    if verb is None or "clause" not in verb.frames or verb.lemma in scene.words.grammar["shown"]:
        return False
    return verb.kind in {"neutral", "factive", "distancing", "warns"}


def tense(token: Token) -> str:
    """What verbs that are joined have in common: past, present or a modal; "" for no finite verb."""
    return {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}.get(token.tag_, "")
