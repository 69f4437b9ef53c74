"""The adapter for Universal Dependencies, the labels of the bundled model."""

from __future__ import annotations

from kg.language.questions import Grammar
from kg.language.tokens import Token


class UniversalGrammar(Grammar):
    """Nouns and predicates are the heads; prepositions and copulas hang below them."""

    SUBJECT = frozenset({"nsubj", "nsubj:outer", "csubj"})
    PASSIVE_SUBJECT = frozenset({"nsubj:pass"})
    ANY_SUBJECT = SUBJECT | PASSIVE_SUBJECT
    PASSIVE_AUXILIARY = "aux:pass"
    OBJECT = frozenset({"obj"})
    ADDRESSEE = frozenset({"iobj"})
    RELATIVE = frozenset({"acl:relcl"})
    POSSESSOR = frozenset({"nmod:poss"})
    PARTICLE = frozenset({"compound:prt"})
    UNMARKED = frozenset({"obl:unmarked", "nmod:unmarked", "obl:tmod", "obl:npmod", "nmod:tmod"})
    NAME = frozenset({"flat", "flat:name", "flat:foreign", "compound", "amod", "goeswith"})
    MODIFIER = frozenset({"amod", "nummod", "compound", "nmod:desc"})

    _FLAT = frozenset({"flat", "flat:name", "flat:foreign", "goeswith"})
    _OBLIQUE = frozenset({"obl", "nmod", "obl:agent"})
    _OUTSIDE = frozenset(
        {"case", "mark", "cop", "aux", "aux:pass", "cc", "cc:preconj", "nsubj", "nsubj:pass", "nsubj:outer", "csubj"}
        | {"expl", "discourse", "vocative", "reparandum"}
    )

    def agents(self, verb: Token) -> list[Token]:
        """By whom: `obl:agent`, or an oblique with "by" below a passive."""
        by = [child for child in self.children(verb, self._OBLIQUE) if self._preposition(child) == "by"]
        passive = self.is_passive(verb)
        return self._with_conjuncts(child for child in by if child.dep_ == "obl:agent" or passive)

    def prepositional(self, token: Token) -> list[tuple[str, Token]]:
        """Obliques and nominal modifiers by their `case`, gerunds by their `mark`."""
        found: list[tuple[str, Token]] = []
        for child in token.children:
            preposition = self._preposition(child)
            if preposition and (child.dep_ in self._OBLIQUE or self._gerund(child)):
                found.append((preposition, child))
                found += [(self._preposition(each) or preposition, each) for each in self.conjuncts(child)]
        return sorted(found, key=lambda pair: pair[1].i)

    @staticmethod
    def _gerund(child: Token) -> bool:
        return child.dep_ in {"advcl", "acl", "ccomp"} and child.tag_ == "VBG"

    def _preposition(self, noun: Token) -> str:
        """The preposition on a noun or gerund, with the words fixed to it; "" without one."""
        labels = frozenset({"mark"}) if noun.pos_ == "VERB" else frozenset({"case"})
        words = [child for child in self.children(noun, labels) if child.i < noun.i]
        words += [fixed for word in words for fixed in self.children(word, frozenset({"fixed"}))]
        return " ".join(word.lower_ for word in sorted(words, key=lambda word: word.i))

    def copular(self, token: Token) -> tuple[list[Token], Token] | None:
        """The predicate is the head of its `cop`."""
        predicate = token.head if token.dep_ == "cop" else token
        if not self.children(predicate, frozenset({"cop"})):
            return None
        return self.subjects(predicate), predicate

    def infinitive(self, token: Token) -> bool:
        """A `mark` to."""
        return any(child.lower_ == "to" for child in self.children(token, frozenset({"mark"})))

    def titles(self, name: Token) -> list[Token]:
        """`nmod:desc` before the name."""
        head = self.name_head(name)
        return [child for child in self.children(head, frozenset({"nmod:desc"})) if child.i < head.i]

    def name_head(self, token: Token) -> Token:
        """The first word of a flat name, the last of a compound one."""
        while token.dep_ in self._FLAT or (token.dep_ in {"compound", "amod"} and self._capital(token)):
            if token.dep_ not in self._FLAT and token.head.pos_ != "PROPN":
                break
            token = token.head
        return token

    @staticmethod
    def _capital(token: Token) -> bool:
        return token.pos_ == "PROPN" or token.is_title or token.is_upper

    def _bare_relative(self, noun: Token) -> list[Token]:
        return self.children(noun, frozenset({"acl"}))

    def _skip_in_phrase(self, child: Token) -> bool:
        return child.dep_ in self._OUTSIDE
