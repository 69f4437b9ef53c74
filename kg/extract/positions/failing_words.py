"""The language of blame for what another does not do, from `lexicon/failings.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.inflection import by_form, plural
from kg.extract.lexicon import table


@dataclass(frozen=True)
class FailingWords:
    """The lexicon.

    Attributes:
        duties: forms of the verbs of duties and their lemmas, with a particle where they have one.
        taking: verb -> nouns of which it must take one to be a duty.
    """

    duties: dict[str, str]
    taking: dict[str, frozenset[str]]
    due: frozenset[str]
    shared: frozenset[str]
    willed: frozenset[str]
    choosing: dict[str, str]
    chosen: frozenset[str]
    lacked: frozenset[str]
    is_not: tuple[str, ...]
    is_: tuple[str, ...]
    plotted: frozenset[str]
    aims: tuple[str, ...]
    wanting: dict[str, str]
    backing: dict[str, str]
    backed: frozenset[str]
    misuses: frozenset[str]


def _both(nouns: list[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


@cache
def failing_words() -> FailingWords:
    """The lexicon, read once in a process."""
    data = table("failings")
    phrases = {phrase.split()[0]: phrase for phrase in data["kept"]}
    duties = {form: phrases.get(lemma, lemma) for form, lemma in by_form([*phrases, *data["taking"]]).items()}
    return FailingWords(
        duties=duties,
        taking={verb: _both(nouns) for verb, nouns in data["taking"].items()},
        due=frozenset(data["due"]),
        shared=frozenset(data["shared"]),
        willed=frozenset(data["willed"]),
        choosing=by_form(data["choosing"]),
        chosen=_both(data["chosen"]),
        lacked=_both(data["lacked"]),
        is_not=tuple(data["is_not"]),
        is_=tuple(data["is"]),
        plotted=_both(data["plotted"]),
        aims=tuple(data["aims"]),
        wanting=by_form(data["wanting"]),
        backing=by_form(data["backing"]),
        backed=_both(data["backed"]),
        misuses=_both(data["misuses"]),
    )
