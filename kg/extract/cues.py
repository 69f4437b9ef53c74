"""The words that report speech, and what each takes as the thing said (data in `lexicon/cues.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.language.tokens import Token

_LEXICON: Final = Path(__file__).resolve().parent / "lexicon" / "cues.toml"
_VERBAL_TAGS: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_ALWAYS: Final = frozenset(
    {"said", "says", "told", "tells", "wrote", "added", "asked", "tweeted", "writes", "insisted", "responds", "insists"}
    | {"argues", "asks", "adds", "explains", "concedes"}
)
"""Forms that are no noun's, whatever their tag."""
_VOWELS: Final = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb.

    Attributes:
        lemma: its base form.
        kind: neutral, factive, distancing, belief, or a stance ("denies").
        frames: what it takes as the thing said: clause, infinitive, own_infinitive, question, noun, naming, document,
            marked_only.
        others: for a phrasal verb the words that it needs one of ("point" -> out).
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The reporting words by form and by lemma, and the small words around them by their use.

    `sources` are the phrases before a source ("according to"), by their first word.
    """

    verbs: dict[str, Verb]
    forms: dict[str, str]
    documents: frozenset[str]
    claims: frozenset[str]
    rules: frozenset[str]
    voices: frozenset[str]
    parts: frozenset[str]
    utterances: frozenset[str]
    sources: dict[str, list[list[str]]]
    grammar: dict[str, frozenset[str]]

    def verb(self, token: Token) -> Verb | None:
        """The reporting verb that a token is a form of; None for nouns of the same spelling and for other verbs."""
        lemma = self.forms.get(token.lower_)
        if lemma is None:
            return None
        if (
            token.lower_ in _ALWAYS
            or _completed(token, self.verbs[lemma])
            or token.tag_ in _VERBAL_TAGS
            or token.pos_ in {"VERB", "AUX"}
            or _looks_verbal(token, self)
        ):
            return self.verbs[lemma]
        return None


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(_LEXICON.read_text(encoding="utf-8"))
    verbs = {lemma: _verb(lemma, kind, data) for kind, lemmas in data["kinds"].items() for lemma in lemmas}
    forms: dict[str, str] = {}
    for lemma in verbs:
        if " " not in lemma:
            for form in (lemma, *data["irregular"].get(lemma, _inflected(lemma))):
                forms.setdefault(form, lemma)
    sources: dict[str, list[list[str]]] = {}
    for phrase in data["phrases"]["sources"]:
        sources.setdefault(phrase.split()[0], []).append(phrase.split())
    return Lexicon(
        verbs=verbs,
        forms=forms,
        documents=frozenset(data["nouns"]["documents"]),
        claims=frozenset(data["nouns"]["claims"]),
        rules=frozenset(data["nouns"]["rules"]),
        voices=frozenset(data["nouns"]["voices"]),
        parts=frozenset(data["nouns"]["parts"]),
        utterances=frozenset(data["nouns"]["utterances"]),
        sources=sources,
        grammar={name: frozenset(listed) for name, listed in data["grammar"].items()},
    )


def kind(lemma: str) -> str | None:
    """How a verb reports, None where it is no reporting verb: "claim" -> "distancing", "rule out" -> "rejects"."""
    verb = lexicon().verbs.get(lemma)
    return None if verb is None else verb.kind


def _completed(token: Token, verb: Verb) -> bool:
    """Whether its other word right behind shows a verb, whatever its tag: "the minister shot back"."""
    return bool(verb.others) and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in verb.others - {"to", "that"}


def _looks_verbal(token: Token, words: Lexicon) -> bool:
    """Whether a word that was tagged a noun stands where only a verb can: "Oslo and Rome counter that"."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or not token.is_lower:
        return False  # "told the Oslo Post that": a name
    before, after = token.nbor(-1), token.nbor(1)
    if token.lower_ == "reports" and before.pos_ == "PROPN" and after.text in {".", ","}:
        return _set_off_name(token)
    if before.lower_ in {"further", "also", "both", "still"} and token.i > 1:
        before = token.nbor(-2)
    if token.lower_ == "calls" and after.lower_ in {"on", "upon"} and token.i + 2 < len(token.doc):
        return token.nbor(2).pos_ in {"DET", "PROPN"} and before.lower_ in {
            "and",
            "also",
            ",",
        }  # "and calls on Oslo to"
    agent = (
        (before.pos_ in {"PROPN", "PRON"} and before.tag_ != "PRP$")
        or before.tag_ == "NNS"
        or before.lower_ in words.documents
    )
    return after.lower_ == "that" and agent


def _set_off_name(token: Token) -> bool:
    """Whether nothing but a name stands between a comma and a word: "It rained, Ada Voss [reports]."."""
    i = token.i - 1
    while i > 0 and (token.doc[i].pos_ == "PROPN" or token.doc[i].lower_ in {"the", "-"}):
        i -= 1
    return token.doc[i].text == ","


def _verb(lemma: str, kind_: str, data: dict[str, Any]) -> Verb:
    frames = frozenset(name for name, lemmas in data["frames"].items() if lemma in lemmas)
    return Verb(lemma, kind_, frames, frozenset(data["phrasal"].get(lemma, ())))


def _inflected(lemma: str) -> tuple[str, ...]:
    """The regular forms: "deny" -> denies, denied, denying."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    third = f"{lemma}es" if sibilant else f"{lemma}s"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return third, f"{lemma}d", f"{lemma[:-1]}ing"
    return third, f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed", f"{lemma}ing"
