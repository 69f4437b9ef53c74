"""Whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.extract.roster import Link
from kg.model import Actor, ActorType

_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})


def is_pronoun(token: Token) -> bool:
    """Whether it is a pronoun of the third person."""
    return token.lower_ in _PERSON | _THING | _PLURAL


def resolve(token: Token, links: Sequence[Link], actors: Sequence[Actor], excluding: Span | None) -> int | None:
    """The nearest agreeing actor before a pronoun in its article, at most three sentences back."""
    first = token.sent.start
    for _ in range(3):
        if first > 0:
            first = token.doc[first - 1].sent.start
    for link in reversed(links):
        if link.first >= token.i or link.first < first or len(link.actors) != 1:
            continue
        if excluding is not None and excluding.start <= link.first < excluding.end:
            continue
        if _agrees(token.lower_, actors[link.actors[0]]):
            return link.actors[0]
    return None


def _agrees(pronoun: str, actor: Actor) -> bool:
    if pronoun in _PERSON:
        return actor.type is ActorType.PERSON
    if actor.type is ActorType.PERSON:
        return False
    plural = actor.described and actor.name.split()[-1].endswith(("s", "men", "people"))
    return not plural if pronoun in _THING else True
