"""All that rules may ask of a parse, whatever its labels; `kg.language.grammar` is the way in."""

from __future__ import annotations

from kg.language.participants import Participants
from kg.language.phrases import Phrases
from kg.language.tokens import Token


class Grammar(Participants, Phrases):
    """The questions that rules ask of a parse; `UniversalGrammar` and `ClearGrammar` know the labels."""

    def main_verb(self, token: Token) -> Token:
        """The verb or predicate that governs a word: "met in Oslo" from Oslo -> met; a verb governs itself."""
        while token.head.i != token.i and not self._governs(token):
            token = token.head
        return token

    def _governs(self, token: Token) -> bool:
        if token.dep_ in {"aux", self.PASSIVE_AUXILIARY, "cop"}:
            return False
        return token.pos_ in {"VERB", "AUX"} or bool(self.children(token, self.ANY_SUBJECT))
