"""Questions about who takes part: subjects through relatives, conjunctions and control; objects; those told."""

from __future__ import annotations

from kg.language.clauses import Clauses
from kg.language.tokens import Token

_RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
_THINGS = frozenset({"ORG", "GPE", "LOC"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "advise", "brief"})


class Participants(Clauses):
    """The nouns that a verb ties together."""

    def subjects(self, verb: Token, inherit: bool = True) -> list[Token]:
        """Who does it: "Ada and Bo left, saying" -> [Ada, Bo] from left and, unless `inherit` is False, from saying."""
        return [] if self.is_passive(verb) else self._surface_subjects(verb, inherit, set())

    def passive_subjects(self, verb: Token, inherit: bool = True) -> list[Token]:
        """Who it is done to: "Ada was arrested" -> [Ada]."""
        return self._surface_subjects(verb, inherit, set()) if self.is_passive(verb) else []

    def _surface_subjects(self, verb: Token, inherit: bool, seen: set[int]) -> list[Token]:
        """The subjects in either voice: its own, else those it shares with the verb before or above it."""
        own = self._own_subjects(verb)
        if own:
            return self._with_conjuncts(self._antecedent(subject, verb) for subject in own)
        if not inherit or verb.i in seen:
            return []
        seen.add(verb.i)
        if self.is_noun_clause(verb):
            return [] if self._is_that_clause(verb) else self.coordinated(verb.head)
        controller = self._clause_above(verb)
        if self._object_controls(verb, controller):
            return self._with_conjuncts(self.objects(controller))
        if verb.dep_ in {"conj", "xcomp", "pcomp"} or (verb.dep_ in {"advcl", "ccomp"} and self._understood(verb)):
            return self._surface_subjects(controller, inherit, seen)
        return []

    def _own_subjects(self, verb: Token) -> list[Token]:
        """Subjects that hang on the verb, or that it lost to a reporting verb in its midst: "Rain, Ada said, fell"."""
        own = self.children(verb, self.ANY_SUBJECT)
        if len(own) > 1:
            own = [min(own, key=lambda subject: abs(subject.i - verb.i))]
        if own:
            return own
        lost = self.children(verb.head, self.ANY_SUBJECT)[:-1]
        if lost and verb.dep_ == "ccomp" and verb.i > verb.head.i and not self._understood(verb):
            return lost[:1]
        return [child for child in verb.children if self._inverted(child, verb)]

    def _inverted(self, child: Token, verb: Token) -> bool:
        """Whether what looks like an object is the subject after a quotation: "“Rain,” said Ada" from Ada, said."""
        return (
            (child.dep_ in self.OBJECT or child.dep_ in self.ADDRESSEE)
            and child.left_edge.i == verb.i + 1
            and verb.tag_ in {"VBD", "VBZ"}
            and verb.dep_ != "conj"
            and not self.children(verb, self.ANY_SUBJECT)
            and any(clause.i < verb.i for clause in self.content_clauses(verb))
        )

    def _understood(self, verb: Token) -> bool:
        """Whether a clause has no finite verb, so that its subject is understood."""
        return verb.tag_ in {"VBG", "VBN", "VB", ""} and not (self.modal(verb) or self._is_that_clause(verb))

    def _object_controls(self, verb: Token, controller: Token) -> bool:
        """Whether the object above is the one who acts: "urged Ada to go", "accused Ada of lying"."""
        if verb.dep_ == "conj" or not self.objects(controller):
            return False
        if verb.dep_ in {"advcl", "pcomp"}:
            return any(
                noun.i == verb.i for word, noun in self.prepositional(controller) if word in {"of", "from", "for"}
            )
        return verb.dep_ in {"xcomp", "ccomp"} and controller.lemma_ not in {"promise", "threaten", "vow"}

    def _clause_above(self, verb: Token) -> Token:
        """The verb that a clause belongs to, past the prepositions between.

        A finite verb is not joined to one that is not: "urged Ada to stop and left" from left -> urged.
        """
        head = verb.head
        if verb.dep_ == "conj" and verb.tag_ in _FINITE:
            while head.dep_ in {"conj", "xcomp", "advcl", "acl"} and self._understood(head):
                head = head.head
        while head.pos_ in {"ADP", "SCONJ"} and head.head.i != head.i:
            head = head.head
        return head

    def _antecedent(self, subject: Token, verb: Token) -> Token:
        """The noun that a relative pronoun stands for; any other word itself."""
        if subject.lower_ in _RELATIVE_PRONOUNS and subject.tag_ in {"WDT", "WP", "IN", ""}:
            clause = verb
            while clause.dep_ in {"conj", "xcomp"} and clause.head.i != clause.i:
                clause = clause.head
            if clause.dep_ in self.RELATIVE:
                return self._somebody(clause.head) if subject.lower_ in {"who", "whom"} else clause.head
        return subject

    @staticmethod
    def _somebody(noun: Token) -> Token:
        """Who is meant by "who" behind the name of a body or place: "the head of the Ice Board, who" -> head."""
        while noun.ent_type_ in _THINGS and noun.dep_ in {"nmod", "nmod:poss", "compound"}:
            noun = noun.head
        return noun

    def is_subject(self, token: Token) -> bool:
        """Whether it is, or is joined to, a subject, active or passive: "Ada and Bo left" from Bo -> True."""
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ in self.ANY_SUBJECT

    def objects(self, verb: Token) -> list[Token]:
        """What or whom, with conjuncts, but not who is told something: "met Ada and Bo" -> [Ada, Bo]."""
        told = {token.i for token in self._told(verb)}
        objects = [o for o in self.children(verb, self.OBJECT) if o.i not in told]
        if not (objects or told or self.content_clauses(verb)):
            objects = [o for o in self.children(verb, self.ADDRESSEE) if o.pos_ != "ADP"]  # "urged Ada to stop"
        return self._with_conjuncts(o for o in objects if not self._inverted(o, verb))

    def _told(self, verb: Token) -> list[Token]:
        """Objects beside what was said: they are who is told, not what."""
        paratactic = verb.lemma_ in _TELLING or self.is_reporting_parataxis(verb)
        if verb.pos_ not in {"VERB", "AUX", ""} or not self.content_clauses(verb, paratactic):
            return []
        return [child for child in self.children(verb, self.OBJECT) if not self._inverted(child, verb)]

    def addressees(self, verb: Token) -> list[Token]:
        """Who is told: "told Ada that", "said to Ada that", "Ada was told that" -> [Ada]."""
        told = [child for child in self.children(verb, self.ADDRESSEE) if not self._inverted(child, verb)]
        told += self._told(verb)
        if self.content_clauses(verb):
            told += [noun for preposition, noun in self.prepositional(verb) if preposition == "to" and self._noun(noun)]
            if self.is_passive(verb):
                told += [subject for subject in self.passive_subjects(verb) if subject.lower_ != "it"]
        return self._with_conjuncts(told)

    @staticmethod
    def _noun(token: Token) -> bool:
        return token.pos_ in {"NOUN", "PROPN", "PRON", ""}

    def according_to(self, token: Token) -> list[Token]:
        """X of "according to X" on a word: "fell, according to Ada" from fell -> [Ada]."""
        return [noun for preposition, noun in self.prepositional(token) if preposition == "according to"]

    def unmarked_adverbials(self, token: Token) -> list[Token]:
        """Nouns that stand bare as adverbials, mostly times: "met Monday" -> [Monday]."""
        return self.children(token, self.UNMARKED)
