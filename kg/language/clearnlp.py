"""The adapter for ClearNLP labels, those of `en_core_web_*`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.questions import Grammar
from kg.language.tokens import Token


class ClearGrammar(Grammar):
    """Prepositions and copulas are the heads; nouns and predicates hang below them."""

    SUBJECT = frozenset({"nsubj", "csubj"})
    PASSIVE_SUBJECT = frozenset({"nsubjpass"})
    ANY_SUBJECT = SUBJECT | PASSIVE_SUBJECT
    PASSIVE_AUXILIARY = "auxpass"
    OBJECT = frozenset({"dobj"})
    ADDRESSEE = frozenset({"dative"})
    RELATIVE = frozenset({"relcl"})
    POSSESSOR = frozenset({"poss"})
    PARTICLE = frozenset({"prt"})
    UNMARKED = frozenset({"npadvmod"})
    NAME = frozenset({"compound", "amod"})
    MODIFIER = frozenset({"amod", "nummod", "compound"})

    _OUTSIDE = frozenset({"case", "cc", "preconj", "mark", "aux", "auxpass", "nsubj", "nsubjpass", "intj"})

    def objects(self, verb: Token) -> list[Token]:
        """Also the subject of an infinitive: "urged Ada to go" has Ada below go."""
        raised = [s for c in self._raising(verb) for s in self.children(c, self.SUBJECT)]
        return sorted([*super().objects(verb), *self._with_conjuncts(raised)], key=lambda token: token.i)

    def _raising(self, verb: Token) -> list[Token]:
        return [c for c in self.children(verb, frozenset({"ccomp"})) if self.infinitive(c)]

    def agents(self, verb: Token) -> list[Token]:
        """By whom: the object of an `agent`, or of "by" below a passive."""
        by = [child for child in verb.children if child.dep_ == "agent" or child.lower_ == "by"]
        passive = self.is_passive(verb)
        return self._with_conjuncts(
            noun for word in by if word.dep_ == "agent" or passive for noun in self.children(word, frozenset({"pobj"}))
        )

    def prepositional(self, token: Token) -> list[tuple[str, Token]]:
        """Objects of prepositions, through prepositions upon prepositions: according -> to -> Ada."""
        found: list[tuple[str, Token]] = []
        for child in token.children:
            if child.dep_ in {"prep", "agent"} or (child.dep_ == "dative" and child.pos_ == "ADP"):
                found += self._below(child, child.lower_)
        return sorted(found, key=lambda pair: pair[1].i)

    def _below(self, preposition: Token, words: str) -> Iterator[tuple[str, Token]]:
        """The nouns and gerunds below a preposition, with all the words of the preposition."""
        nouns = self.children(preposition, frozenset({"pobj", "pcomp"}))
        for noun in nouns:
            if noun.pos_ in {"ADP", "SCONJ"}:
                yield from self._below(noun, f"{words} {noun.lower_}")
            else:
                yield from ((words, each) for each in self.coordinated(noun))
        if not nouns:
            for further in self.children(preposition, frozenset({"prep"})):
                yield from self._below(further, f"{words} {further.lower_}")
        for joined in self.children(preposition, frozenset({"conj"})):
            yield from self._below(joined, joined.lower_)

    def addressees(self, verb: Token) -> list[Token]:
        """A `dative` may be a noun, or the preposition to above it."""
        told = super().addressees(verb)
        datives = [child for child in self.children(verb, self.ADDRESSEE) if child.pos_ == "ADP"]
        told += [noun for word in datives for _, noun in self._below(word, word.lower_)]
        nouns = {token.i: token for token in told if token.pos_ != "ADP"}
        return sorted(nouns.values(), key=lambda token: token.i)

    def copular(self, token: Token) -> tuple[list[Token], Token] | None:
        """The copula is the head of its `attr` or `acomp`."""
        predicate = frozenset({"attr", "acomp"})
        verb = token.head if token.dep_ in predicate else token
        found = self.children(verb, predicate)
        if verb.lemma_ != "be" or not found:
            return None
        return self.subjects(verb), found[0]

    def infinitive(self, token: Token) -> bool:
        """An auxiliary to."""
        return any(child.lower_ == "to" for child in self.children(token, frozenset({"aux"})))

    def titles(self, name: Token) -> list[Token]:
        """Compounds before a name that are common nouns, or outside the entity that the name is."""
        head = self.name_head(name)
        return [
            child
            for child in self.children(head, frozenset({"compound"}))
            if child.pos_ == "NOUN" or (head.ent_type_ and not child.ent_type_)
        ]

    def name_head(self, token: Token) -> Token:
        """The last word of a compound."""
        while token.dep_ in {"compound", "amod"} and token.head.pos_ == "PROPN" and token.pos_ == "PROPN":
            token = token.head
        return token

    def _in_name(self, child: Token, head: Token) -> bool:
        titled = head.ent_type_ and not child.ent_type_
        return not titled and super()._in_name(child, head)

    def _bare_relative(self, noun: Token) -> list[Token]:
        return self.children(noun, frozenset({"acl"}))

    def _skip_in_phrase(self, child: Token) -> bool:
        return child.dep_ in self._OUTSIDE
