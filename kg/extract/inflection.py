"""The forms of words in the lexicons: verbs and nouns are known by their spelling, for taggers err on headlines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.extract.lexicon import table

_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {lemma: tuple(forms) for lemma, forms in table("irregular").items()}


def verb_forms(lemma: str) -> tuple[str, ...]:
    """Every form of a verb, the lemma first.

    >>> verb_forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if lemma in _irregular():
        return (lemma, *_irregular()[lemma])
    past = f"{lemma}d" if lemma.endswith("e") else f"{_y_to_i(lemma)}ed"
    gerund = f"{lemma[:-1]}ing" if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) else f"{lemma}ing"
    return lemma, plural(lemma), past, gerund


def plural(noun: str) -> str:
    """The plural of a noun, or the third person of a verb, by the rule: "ally" -> "allies"."""
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return f"{noun}es"
    stem = _y_to_i(noun)
    return f"{stem}es" if stem != noun else f"{noun}s"


def _y_to_i(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and word[-2:-1] not in _VOWELS else word


def by_form(lemmas: Iterable[str]) -> dict[str, str]:
    """Each form of each verb and its lemma."""
    return {form: lemma for lemma in lemmas for form in verb_forms(lemma)}
