"""What rules may ask of a parse, and what both label sets answer alike; `kg.language.grammar` is the way in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
_MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}
_TELLING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "advise", "brief"})
_NEGATING = frozenset({"neg", "advmod", "det", "cc", "cc:preconj", "preconj", "aux"})
_QUOTES = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’", "«", "»"})


def _sorted(tokens: Iterable[Token]) -> list[Token]:
    """Each token once, in the order of the text."""
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


def _runs(doc: Doc, indices: Iterable[int]) -> list[Span]:
    """Token indices as the fewest contiguous spans, in order."""
    runs: list[list[int]] = []
    for i in sorted(set(indices)):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [doc[run[0] : run[-1] + 1] for run in runs]


class Grammar(ABC):
    """The questions that rules ask of a parse; the two label sets answer what differs."""

    # -- what differs between the label sets -----------------------------------------------------

    SUBJECT: frozenset[str]
    PASSIVE_SUBJECT: frozenset[str]
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

    # -- verbs and their arguments ---------------------------------------------------------------

    def children(self, token: Token, labels: frozenset[str]) -> list[Token]:
        """The dependents that have one of the labels (for the adapters; rules use the questions below)."""
        return [child for child in token.children if child.dep_ in labels]

    def conjuncts(self, token: Token) -> list[Token]:
        """Those joined to it further on: "Oslo, Rome and Paris" from Oslo -> [Rome, Paris]."""
        joined = self.children(token, frozenset({"conj"}))
        return _sorted([*joined, *(further for each in joined for further in self.conjuncts(each))])

    def coordinated(self, token: Token) -> list[Token]:
        """The token and those joined to it further on: "Oslo and Rome" from Oslo -> [Oslo, Rome]."""
        return [token, *self.conjuncts(token)]

    def _with_conjuncts(self, tokens: Iterable[Token]) -> list[Token]:
        return _sorted(each for token in tokens for each in self.coordinated(token))

    def subjects(self, verb: Token, inherit: bool = True) -> list[Token]:
        """Who does it: "Ada and Bo left, saying" -> [Ada, Bo] from left and, unless `inherit` is False, from saying."""
        return [] if self.is_passive(verb) else self._surface_subjects(verb, inherit, set())

    def passive_subjects(self, verb: Token, inherit: bool = True) -> list[Token]:
        """Who it is done to: "Ada was arrested" -> [Ada]."""
        return self._surface_subjects(verb, inherit, set()) if self.is_passive(verb) else []

    def _surface_subjects(self, verb: Token, inherit: bool, seen: set[int]) -> list[Token]:
        """The subjects in either voice: its own, else those it shares with the verb before or above it."""
        own = self.children(verb, self.SUBJECT | self.PASSIVE_SUBJECT)
        own = own or [child for child in verb.rights if self._inverted(child, verb)]
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

    def _inverted(self, child: Token, verb: Token) -> bool:
        """Whether what looks like an object is the subject after a quotation: "“Rain,” said Ada" from Ada, said."""
        return (
            child.dep_ in self.OBJECT | self.ADDRESSEE
            and child.left_edge.i == verb.i + 1
            and verb.tag_ in {"VBD", "VBZ"}
            and verb.dep_ != "conj"
            and not self.children(verb, self.SUBJECT | self.PASSIVE_SUBJECT)
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
        """The verb that a clause belongs to, past the prepositions between."""
        head = verb.head
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
                return clause.head
        return subject

    def is_subject(self, token: Token) -> bool:
        """Whether it is, or is joined to, a subject, active or passive: "Ada and Bo left" from Bo -> True."""
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ in self.SUBJECT | self.PASSIVE_SUBJECT

    def objects(self, verb: Token) -> list[Token]:
        """What or whom, with conjuncts, but not who is told: "met Ada and Bo" -> [Ada, Bo]."""
        told = {token.i for token in self._told(verb)}
        return self._with_conjuncts(o for o in self.children(verb, self.OBJECT) if o.i not in told)

    def _told(self, verb: Token) -> list[Token]:
        """Objects beside what was said: they are who is told, not what."""
        paratactic = verb.lemma_ in _TELLING or self.is_reporting_parataxis(verb)
        if verb.pos_ not in {"VERB", "AUX", ""} or not self.content_clauses(verb, paratactic):
            return []
        return [child for child in self.children(verb, self.OBJECT) if not self._inverted(child, verb)]

    def addressees(self, verb: Token) -> list[Token]:
        """Who is told: "told Ada that", "said to Ada that", "Ada was told that" -> [Ada]."""
        told = self.children(verb, self.ADDRESSEE) + self._told(verb)
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

    # -- clauses ---------------------------------------------------------------------------------

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
        return _sorted(clauses)

    def paratactic_clauses(self, verb: Token) -> list[Token]:
        """Clauses beside a verb that has a subject: "Rain, he said, will fall" from said -> [fall]; and the reverse."""
        beside = [c for c in self.children(verb, frozenset({"parataxis"})) if self._is_clause(c)]
        if self.is_reporting_parataxis(verb):
            beside.append(verb.head)
        return _sorted(beside)

    def is_reporting_parataxis(self, verb: Token) -> bool:
        """Whether the verb is set into or beside the clause that it reports: "Rain, he said, will fall" from said."""
        return (
            verb.dep_ == "parataxis"
            and bool(self.children(verb, self.SUBJECT))
            and not self.children(verb, frozenset({"ccomp"}))
        )

    def _is_clause(self, token: Token) -> bool:
        return token.pos_ in {"VERB", "AUX", ""} or bool(self.children(token, self.SUBJECT | self.PASSIVE_SUBJECT))

    def complementizer(self, clause: Token) -> Token | None:
        """The word that opens a content clause: "said that he left" from left -> that."""
        marks = [mark for mark in self.children(clause, frozenset({"mark"})) if mark.lower_ != "to"]
        return marks[0] if marks else None

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
        return self._with_conjuncts(complements)

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

    # -- the verb group --------------------------------------------------------------------------

    def auxiliaries(self, verb: Token) -> list[Token]:
        """Its auxiliaries in order: "would have been met" -> [would, have, been]."""
        return [c for c in verb.children if c.dep_ in {"aux", self.PASSIVE_AUXILIARY} and c.tag_ != "TO"]

    def _bare_conjunct(self, verb: Token) -> bool:
        """Whether a conjoined verb shares the auxiliaries of the first: "was met and thanked" from thanked."""
        return (
            verb.dep_ == "conj"
            and not self.children(verb, self.SUBJECT | self.PASSIVE_SUBJECT)
            and not self.auxiliaries(verb)
            and verb.tag_ == self._first(verb).tag_
        )

    @staticmethod
    def _first(verb: Token) -> Token:
        while verb.dep_ == "conj" and verb.head.i != verb.i:
            verb = verb.head
        return verb

    def is_passive(self, verb: Token) -> bool:
        """Whether it is passive: "was arrested", "groups backed by Norway"."""
        if self.children(verb, self.PASSIVE_SUBJECT) or self.children(verb, frozenset({self.PASSIVE_AUXILIARY})):
            return True
        if self._bare_conjunct(verb) and verb.tag_ == "VBN":
            return self.is_passive(self._first(verb))
        return verb.tag_ == "VBN" and not self.auxiliaries(verb) and self.is_noun_clause(verb)

    def modal(self, verb: Token) -> str | None:
        """Its modal, in full: "won't go" -> "will", "would go" -> "would"; None without one."""
        for auxiliary in self.auxiliaries(verb):
            if auxiliary.tag_ == "MD":
                return _MODALS.get(auxiliary.lower_, auxiliary.lower_)
        return self.modal(self._first(verb)) if self._bare_conjunct(verb) else None

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
            return self.negated(self._first(token))
        return False

    def _joined_by_or(self, token: Token) -> bool:
        """Whether a conjunct without a subject of its own is joined by "or" or "nor"."""
        links = [c for c in (*token.children, *token.head.children) if c.dep_ == "cc" and c.i < token.i]
        return bool(links) and links[-1].lower_ in {"or", "nor"} and not self.children(token, self.SUBJECT)

    # -- nouns -----------------------------------------------------------------------------------

    def appositions(self, noun: Token) -> list[Token]:
        """Nouns set beside it: "Ada Voss, the minister," -> [minister]."""
        return self.children(noun, self.APPOSITION)

    def possessors(self, noun: Token) -> list[Token]:
        """Whose it is, with conjuncts: "Norway's envoy", "his envoy" -> [Norway], [his]."""
        return self._with_conjuncts(self.children(noun, self.POSSESSOR))

    def modifiers(self, noun: Token) -> list[Token]:
        """Adjectives, numbers and nouns before it: "two senior army officers" -> [two, senior, army]."""
        return self.children(noun, self.MODIFIER)

    def name_span(self, token: Token) -> Span:
        """The words of the name that a word belongs to, without title: "Minister Ada Voss" from Voss -> Ada Voss."""
        head = self.name_head(token)
        words, queue = [head.i], [head]
        while queue:
            for child in self.children(queue.pop(), self.NAME):
                if child.pos_ != "ADP" and child.i not in words and self._in_name(child, head):
                    words.append(child.i)
                    queue.append(child)
        if head.pos_ not in {"PROPN", "X", ""}:
            return head.doc[head.i : head.i + 1]
        return head.doc[min(words) : max(words) + 1]

    def _in_name(self, child: Token, head: Token) -> bool:
        return child.pos_ in {"PROPN", "X", "NUM", "DET", "PART", "ADP", "SYM", ""} or child.is_title

    def noun_phrase(self, token: Token, full: bool = False) -> Span:
        """The phrase it heads, without preposition: "in the old city of Oslo, which" from city -> the old city of Oslo.

        Relative clauses, appositions and conjuncts are left out unless `full`.
        """
        outside = self.RELATIVE | self.APPOSITION | {"conj", "cc", "parataxis", "advcl", "advcl:relcl", "list", "dep"}
        kept = {token.i}
        for child in token.children:
            if self._skip_in_phrase(child):
                continue
            if not full and (child.dep_ in outside or self._set_off(child)):
                continue
            kept.update(below.i for below in child.subtree)
        run = next(run for run in _runs(token.doc, kept) if run.start <= token.i < run.end)
        while run[-1].is_punct and run[-1].i > token.i and not run[-1].is_right_punct:
            run = run[:-1]
        while run[0].is_punct and run[0].i < token.i and not run[0].is_left_punct:
            run = run[1:]
        return run

    @staticmethod
    def _set_off(child: Token) -> bool:
        """Whether a dependent on the right is parted from its head by a comma or a dash."""
        edge = child.left_edge
        comma = edge if edge.text in {",", "-", "–", "—"} else edge.nbor(-1) if edge.i > 0 else edge
        return (
            child.i > child.head.i
            and comma.text in {",", "–", "—"}
            and comma.i > child.head.i
            and child.dep_ != "punct"
        )

    # -- spans and ways up -----------------------------------------------------------------------

    def subtree_span(self, token: Token) -> Span:
        """From the first to the last word below it."""
        return token.doc[token.left_edge.i : token.right_edge.i + 1]

    def content_spans(self, clause: Token, without: Token | None = None) -> list[Span]:
        """The words of a content clause, in contiguous runs.

        Outside are its "that", the words of the reporting verb `without` where it stands within the clause, and
        punctuation at either end of a run: "Rain, he said, will fall" from fall, without said -> [Rain, will fall].
        """
        words = {token.i for token in clause.subtree}
        if without is not None and without.i in words:
            words -= {token.i for token in without.subtree}
        mark = self.complementizer(clause)
        if mark is not None and mark.lower_ == "that":
            words -= {token.i for token in mark.subtree}
        return [run for run in map(self._trim, _runs(clause.doc, words)) if len(run)]

    @staticmethod
    def _trim(span: Span) -> Span:
        while len(span) and (span[0].is_punct or span[0].text in _QUOTES):
            span = span[1:]
        while len(span) and (span[-1].is_punct or span[-1].text in _QUOTES):
            span = span[:-1]
        return span

    def main_verb(self, token: Token) -> Token:
        """The verb or predicate that governs a word: "met in Oslo" from Oslo -> met; a verb governs itself."""
        while token.head.i != token.i and not self._governs(token):
            token = token.head
        return token

    def _governs(self, token: Token) -> bool:
        if token.dep_ in {"aux", self.PASSIVE_AUXILIARY, "cop"}:
            return False
        return token.pos_ in {"VERB", "AUX"} or bool(self.children(token, self.SUBJECT | self.PASSIVE_SUBJECT))
