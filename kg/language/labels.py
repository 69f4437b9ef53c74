"""What differs between two label sets, and the little that every question about a parse needs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from kg.language.tokens import Token


def in_order(tokens: Iterable[Token]) -> list[Token]:
    """Each token once, in the order of the text."""
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


class Labels(ABC):
    """The labels of a set by what they are for, and the constructions that each set builds its own way."""

    SUBJECT: frozenset[str]
    PASSIVE_SUBJECT: frozenset[str]
    ANY_SUBJECT: frozenset[str]
    PASSIVE_AUXILIARY: str
    OBJECT: frozenset[str]
    ADDRESSEE: frozenset[str]
    APPOSITION = frozenset({"appos"})
    RELATIVE: frozenset[str]
    POSSESSOR: frozenset[str]
    PARTICLE: frozenset[str]
    UNMARKED: frozenset[str]
    NAME: frozenset[str]
    MODIFIER: frozenset[str]

    @abstractmethod
    def agents(self, verb: Token) -> list[Token]:
        """By whom: "was backed by Norway" -> [Norway]."""

    @abstractmethod
    def prepositional(self, token: Token) -> list[tuple[str, Token]]:
        """Its prepositional phrases: "met in Oslo because of rain" -> [("in", Oslo), ("because of", rain)]."""

    @abstractmethod
    def copular(self, token: Token) -> tuple[list[Token], Token] | None:
        """Subjects and predicate of "X is ready", asked of either "is" or "ready"; None where there is no copula."""

    @abstractmethod
    def infinitive(self, token: Token) -> bool:
        """Whether it is an infinitive with to: "wants to go" from go -> True."""

    @abstractmethod
    def titles(self, name: Token) -> list[Token]:
        """Heads of the titles before a name: "Prime Minister Ada Voss" from the name's head -> [Minister]."""

    @abstractmethod
    def name_head(self, token: Token) -> Token:
        """The word that heads the name a word belongs to."""

    @abstractmethod
    def _bare_relative(self, noun: Token) -> list[Token]:
        """Clauses on a noun that are not relative: participles, infinitives, that-clauses."""

    @abstractmethod
    def _skip_in_phrase(self, child: Token) -> bool:
        """Whether a child of a noun is no part of its phrase (its preposition, its verb's words)."""

    def children(self, token: Token, labels: frozenset[str]) -> list[Token]:
        """The dependents that have one of the labels (for the adapters; rules use the questions below)."""
        return [child for child in token.children if child.dep_ in labels]

    def conjuncts(self, token: Token) -> list[Token]:
        """Those joined to it further on: "Oslo, Rome and Paris" from Oslo -> [Rome, Paris]."""
        found: list[Token] = []
        queue = [token]
        while queue:
            joined = self.children(queue.pop(), frozenset({"conj"}))
            found += joined
            queue += joined
        return in_order(found)

    def coordinated(self, token: Token) -> list[Token]:
        """The token and those joined to it further on: "Oslo and Rome" from Oslo -> [Oslo, Rome]."""
        return [token, *self.conjuncts(token)]

    def _with_conjuncts(self, tokens: Iterable[Token]) -> list[Token]:
        return in_order(each for token in tokens for each in self.coordinated(token))

    def complementizer(self, clause: Token) -> Token | None:
        """The word that opens a content clause: "said that he left" from left -> that."""
        marks = [mark for mark in self.children(clause, frozenset({"mark"})) if mark.lower_ != "to"]
        return marks[0] if marks else None
