"""Whether a person is "he" or "she": by the words beside the name, else by the pronouns that go on from it, else by the
given name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kg.extract.actors.links import Link
from kg.extract.cues import lexicon as cues
from kg.extract.lexicon import table
from kg.extract.words import fold
from kg.language.tokens import Doc, Token
from kg.model import Actor, ActorType

_PRONOUNS: Final = {
    **dict.fromkeys(("he", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_OWN: Final = frozenset(
    {"counterpart", "wife", "husband", "spouse", "predecessor", "successor", "deputy", "own", "country", "colleague"}
    | {"son", "daughter", "father", "mother", "brother", "sister", "party", "government", "cabinet", "delegation"}
)
_MARKS: Final = frozenset('"“”„«»‘')
_REACH: Final = 14
"""How many tokens behind a name a pronoun may stand that goes on from it."""


def told_by_pronouns(docs: Sequence[Doc], links: Sequence[Sequence[Link]], actors: Sequence[Actor]) -> dict[int, str]:
    """ "f" or "m" of those from whom one pronoun goes on, and never the other: "Voss met her counterpart"."""
    votes: dict[int, set[str]] = defaultdict(set)
    for doc, here in zip(docs, links, strict=True):
        persons = sorted(
            (link for link in here if len(link.actors) == 1 and actors[link.actors[0]].type is ActorType.PERSON),
            key=lambda link: link.first,
        )
        for i, link in enumerate(persons):
            start = doc[link.first].sent.start
            if any(token.tag_ in {"POS", "PRP$"} for token in doc[link.first : link.last + 1]):
                continue  # "Mrs Voss's spokesman denied that she": hers
            if not (i and persons[i - 1].last >= start):
                following = persons[i + 1].first if i + 1 < len(persons) else len(doc)
                alone = not (i and start and persons[i - 1].last >= doc[start - 1].sent.start)
                votes[link.actors[0]].update(_votes(doc, link, following, alone))
    return {actor: told.pop() for actor, told in votes.items() if len(told) == 1}


@cache
def given_names() -> dict[str, str]:
    """Given names, folded, each with "f" or "m"."""
    return {name: gender for gender, names in table("given_names").items() for name in names}


def told_by_given_names(actors: Sequence[Actor]) -> dict[int, str]:
    """ "f" or "m" of those whose given name tells."""
    persons = ((n, actor.name.split()) for n, actor in enumerate(actors) if actor.type is ActorType.PERSON)
    firsts = {n: fold(parts[0]) for n, parts in persons if len(parts) > 1}
    return {n: given_names()[first] for n, first in firsts.items() if first in given_names()}


def _votes(doc: Doc, link: Link, following: int, alone: bool) -> Iterator[str]:
    """What the pronouns behind a sentence's first name tell of it, `alone` where the sentence before names nobody.

    The next name may open with one: "Voss met [her counterpart Bo Lund]".
    """
    for token in doc[link.last + 1 : min(following + 1, doc[link.first].sent.end, link.last + _REACH)]:
        if token.text in _MARKS:
            return
        gender = _PRONOUNS.get(token.lower_)
        if gender is None:
            continue
        behind = {t.lower_ for t in doc[token.i + 1 : token.i + 5]}
        joined = token.i == link.last + 2 and doc[token.i - 1].lower_ == "and"
        own = token.tag_ == "PRP$" and (joined or bool(behind & _OWN))
        if own or token.lower_ in {"himself", "herself"} or (alone and _says_of_self(token)):
            yield gender


def _says_of_self(pronoun: Token) -> bool:
    """Whether it opens what somebody says: "Voss said she", "Voss told reporters that she"."""
    if pronoun.lower_ not in {"he", "she"} or pronoun.i < 2:
        return False
    before = pronoun.nbor(-1)
    said = cues().verb(before)
    if before.lower_ == "that":
        return any(cues().verb(t) is not None for t in pronoun.doc[pronoun.i - 4 : pronoun.i - 1])
    return said is not None and "clause" in said.frames
