"""Questions about clauses and verb groups: what was said, whether it is negated, passive or only possible."""

from __future__ import annotations

from kg.language.labels import Labels, in_order
from kg.language.tokens import Token

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_NEGATING = frozenset({"neg", "advmod", "det", "cc", "cc:preconj", "preconj", "aux"})
_MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}


def first_joined(token: Token) -> Token:
    """The first of those that the parse joins a word to, or itself: "left" from "said" in "left, returned and said"."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


class Clauses(Labels):
    """Clauses below a verb or a noun, and the words that make up a verb."""

    def content_clauses(self, verb: Token, paratactic: bool = True) -> list[Token]:
        """Heads of what was said, before or after: "said he left" -> [left]; "He left, Ada said" -> [left].

        With `paratactic` also the clauses that merely stand beside the verb (`paratactic_clauses`).
        """
        clauses = [
            c for c in self.children(verb, frozenset({"ccomp", "csubj:pass", "csubjpass"})) if not self._is_open(c)
        ]
        clauses += [c for c in self._bare_relative(verb) if self._is_that_clause(c)]
        if paratactic:
            clauses += self.paratactic_clauses(verb)
        return in_order(clauses)

    def paratactic_clauses(self, verb: Token) -> list[Token]:
        """Clauses beside a verb that has a subject: "Rain, he said, will fall" from said -> [fall]; and the reverse."""
        beside = [c for c in self.children(verb, frozenset({"parataxis"})) if self._is_clause(c)]
        if self.is_reporting_parataxis(verb):
            beside.append(verb.head)
        return in_order(beside)

    def is_reporting_parataxis(self, verb: Token) -> bool:
        """Whether the verb is set into or beside the clause that it reports: "Rain, he said, will fall" from said."""
        return (
            verb.dep_ == "parataxis"
            and bool(self.children(verb, self.SUBJECT))
            and not self.children(verb, frozenset({"ccomp"}))
        )

    def _is_clause(self, token: Token) -> bool:
        return token.pos_ in {"VERB", "AUX", ""} or bool(self.children(token, self.ANY_SUBJECT))

    def _is_open(self, clause: Token) -> bool:
        """Whether a complement clause is an infinitive: "urged [Ada to go]" is no content clause."""
        return self.infinitive(clause)

    def _is_that_clause(self, clause: Token) -> bool:
        mark = self.complementizer(clause)
        return mark is not None and mark.lower_ in {"that", "whether"}

    def open_complements(self, verb: Token) -> list[Token]:
        """Clauses whose subject is understood, with conjuncts: "refused to meet" -> [meet]."""
        complements = self.children(verb, frozenset({"xcomp"}))
        complements += [c for c in self.children(verb, frozenset({"ccomp"})) if self._is_open(c)]
        return [c for c in self._with_conjuncts(complements) if c in complements or c.tag_ not in {"VBD", "VBZ", "VBP"}]

    def adverbial_clauses(self, verb: Token) -> list[Token]:
        """Adverbial clauses: "left, saying he was tired" from left -> [saying]."""
        return self.children(verb, frozenset({"advcl"}))

    def relative_clauses(self, noun: Token) -> list[Token]:
        """Heads of its relative clauses: "the envoy who left" from envoy -> [left]."""
        return self.children(noun, self.RELATIVE)

    def noun_clauses(self, noun: Token) -> list[Token]:
        """Its other clauses: "plan to leave", "claim that he left", "groups backed by Norway" -> [leave] ..."""
        return self._bare_relative(noun)

    def is_noun_clause(self, clause: Token) -> bool:
        """Whether it is such a clause on a noun."""
        return any(each.i == clause.i for each in self._bare_relative(clause.head))

    def auxiliaries(self, verb: Token) -> list[Token]:
        """Its auxiliaries in order: "would have been met" -> [would, have, been]."""
        return [c for c in verb.children if c.dep_ in {"aux", self.PASSIVE_AUXILIARY} and c.tag_ != "TO"]

    def _bare_conjunct(self, verb: Token) -> bool:
        """Whether a conjoined verb shares the auxiliaries of the first: "was met and thanked" from thanked."""
        return (
            verb.dep_ == "conj"
            and not self.children(verb, self.ANY_SUBJECT)
            and not self.auxiliaries(verb)
            and verb.tag_ == first_joined(verb).tag_
        )

    def is_passive(self, verb: Token) -> bool:
        """Whether it is passive: "was arrested", "groups backed by Norway"."""
        if self.children(verb, self.PASSIVE_SUBJECT) or self.children(verb, frozenset({self.PASSIVE_AUXILIARY})):
            return True
        if self._bare_conjunct(verb) and verb.tag_ == "VBN":
            return self.is_passive(first_joined(verb))
        return verb.tag_ == "VBN" and not self.auxiliaries(verb) and self.is_noun_clause(verb)

    def modal(self, verb: Token) -> str | None:
        """Its modal, in full: "won't go" -> "will", "would go" -> "would"; None without one."""
        for auxiliary in self.auxiliaries(verb):
            if auxiliary.tag_ == "MD":
                return _MODALS.get(auxiliary.lower_, auxiliary.lower_)
        return self.modal(first_joined(verb)) if self._bare_conjunct(verb) else None

    def particle(self, verb: Token) -> Token | None:
        """The particle of a phrasal verb: "ruled out talks" -> out."""
        return next(iter(self.children(verb, self.PARTICLE)), None)

    def negated(self, token: Token) -> bool:
        """Whether it is negated: "did not meet", "never met", "no talks", "no longer supports" -> True."""
        for child in token.children:
            word = child.left_edge if child.lower_ == "longer" else child
            if word.lower_ in _NEGATORS and child.dep_ in _NEGATING and not (child.dep_ == "cc" and child.i > token.i):
                return True
        if token.dep_ == "conj" and self._joined_by_or(token):
            return self.negated(first_joined(token))
        return False

    def _joined_by_or(self, token: Token) -> bool:
        """Whether a conjunct without a subject of its own is joined by "or" or "nor"."""
        links = [c for c in (*token.children, *token.head.children) if c.dep_ == "cc" and c.i < token.i]
        return bool(links) and links[-1].lower_ in {"or", "nor"} and not self.children(token, self.SUBJECT)
