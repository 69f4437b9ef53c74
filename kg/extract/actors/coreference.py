"""Whom a pronoun stands for: the nearest actor that agrees, subjects first, in its own sentence or those before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.actors.links import Link
from kg.extract.actors.quoted import quoted
from kg.extract.actors.roster import Found
from kg.extract.actors.vocabulary import word_set
from kg.language.grammar import Grammar, grammar_of
from kg.language.tokens import Doc, Span, Token
from kg.model import Actor, ActorType

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_CLASSES = {word: number for number, words in enumerate((_HE, _SHE, _THING, _PLURAL)) for word in words}
# A reader looks no further back for whom a pronoun means.
_SENTENCES = 3
_WORDS = 120
_RELATIVES = frozenset({"who", "whom", "which", "whose"})
_OBJECTS = frozenset({"him", "them", "it", "her"})


def is_pronoun(token: Token) -> bool:
    """Whether it is a personal or possessive pronoun of the third person."""
    return token.lower_ in _CLASSES


@dataclass(frozen=True, slots=True)
class _Candidate:
    link: Link
    sentence: int
    subject: bool
    main: bool
    speaks: bool
    aside: bool
    quoted: bool


class Antecedents:
    """The actors that the pronouns of one article can stand for."""

    def __init__(self, doc: Doc, links: Sequence[Link], found: Found) -> None:
        self._doc = doc
        self._actors: Sequence[Actor] = found.actors
        self._genders: Mapping[int, str] = found.genders
        self._speaks_for: Mapping[int, int] = found.speaks_for
        self.grammar: Grammar = grammar_of(doc)
        inside = quoted(doc)
        self._candidates = [
            _Candidate(link, doc[link.first].sent.start, *self._part(link), link.first in inside) for link in links
        ]
        self._quoted = inside
        self._by_sentence: dict[int, list[_Candidate]] = {}
        for each in self._candidates:
            self._by_sentence.setdefault(each.sentence, []).append(each)

    def _part(self, link: Link) -> tuple[bool, bool, bool, bool]:
        """Whether a subject, whether of the main verb or one of speaking, and whether within a relative clause."""
        subjects = [token for token in self._tokens(link) if self.grammar.is_subject(token)]
        speaks = any(self.grammar.main_verb(subject).lemma_.lower() in word_set("speech") for subject in subjects)
        main = any(subject.head == subject.sent.root for subject in subjects)
        return bool(subjects), main, speaks, self._in_aside(link)

    def _tokens(self, link: Link) -> Span:
        return self._doc[link.first : link.last + 1]

    def _in_aside(self, link: Link) -> bool:
        """Whether a name stands in a relative clause between commas: "Voss, who is to meet Bo Lund on Monday, said"."""
        opening = next(
            (
                i
                for i in range(link.first - 1, self._doc[link.first].sent.start, -1)
                if self._doc[i].lower_ in _RELATIVES and self._doc[i - 1].text == ","
            ),
            None,
        )
        return opening is not None and all(token.text != "," for token in self._doc[opening : link.first])

    def resolve(self, token: Token, excluding: Span | None = None) -> tuple[int, ...]:
        """Whom a pronoun stands for; several for "they" after a coordination; () for nobody or in doubt."""
        return self._resolve(token, excluding, _SENTENCES)

    def _resolve(self, token: Token, excluding: Span | None, depth: int) -> tuple[int, ...]:
        if depth < 0 or self._empty(token):
            return ()
        fitting = self._fitting(token, token.sent.start, excluding)
        found = self._within(token, fitting, excluding, depth) or self._ahead(token, excluding)
        if token.lower_ == "it" and self._of_thing(token, found):
            return ()
        start = token.sent.start
        while not found and start > 0 and token.sent.start - start < _WORDS:
            start = self._doc[start - 1].sent.start
            if (main := self._main_pronoun(token, start)) is not None:
                return self._resolve(main, excluding, depth - 1)  # "He was where Ada Voss received him. He left"
            fitting = self._fitting(token, start, excluding)
            found = self._from_before(token, fitting, self._chained(token, start, excluding, depth))
            depth -= 1
            if depth < 0:
                break
        return found

    def _fitting(self, token: Token, start: int, excluding: Span | None) -> list[_Candidate]:
        """The candidates of a sentence that agree, outside quotations unless the pronoun stands in one itself."""
        inside = token.i in self._quoted
        speakers = self._speakers(token) if inside else frozenset[int]()
        told = token.lower_ in _SHE and self._is_told(token, excluding)
        return [
            each
            for each in self._by_sentence.get(start, ())
            if (not told or self._is_she(each))
            and not (each.link.first <= token.i <= each.link.last)
            and not _is_within(each.link.first, excluding)
            and (inside or not each.quoted)
            and not speakers & set(each.link.actors)
            and self._agrees(token.lower_, each.link)
        ]

    def _is_she(self, each: _Candidate) -> bool:
        return [self._genders.get(actor) for actor in each.link.actors] == ["f"]

    def _is_told(self, token: Token, excluding: Span | None) -> bool:
        """Whether somebody is named near before a pronoun whom the page, or the given name, tells to be "she": then it
        is nobody of whom that is not known."""
        start = token.sent.start
        for _ in range(_SENTENCES + 1):
            for each in self._by_sentence.get(start, ()):
                left_out = each.quoted or _is_within(each.link.first, excluding)
                if each.link.last < token.i and not left_out and self._is_she(each):
                    return True
            if not start:
                break
            start = self._doc[start - 1].sent.start
        return False

    def _speakers(self, token: Token) -> frozenset[int]:
        """Those who say the words that a pronoun stands in, by its sentence: "she" in Bo's mouth is not Bo."""
        said = [each for each in self._candidates_of(token.sent.start) if each.speaks and not each.quoted]
        return frozenset(actor for each in said for actor in each.link.actors)

    def _within(
        self, token: Token, fitting: Sequence[_Candidate], excluding: Span | None, depth: int
    ) -> tuple[int, ...]:
        """From its own sentence: the subject of a clause above it, else the nearest subject, else the nearest."""
        before = [each for each in fitting if each.link.last < token.i and not self._clashes(token, each)]
        if token.lower_ in _PLURAL:
            before = [each for each in before if self._several(each)] or [
                each for each in before if not self._person(each)
            ]
        if not before:
            return self._party(token) if token.lower_ in _PLURAL else ()
        for verb in token.ancestors:
            above = [s for s in self.grammar.subjects(verb) + self.grammar.passive_subjects(verb) if s.i != token.i]
            for each in before:
                if any(each.link.first <= subject.i <= each.link.last for subject in above):
                    return self._meant(token, each, before)
        subjects = [each for each in before if each.subject]
        if not subjects and token.lower_ in _OBJECTS and token.head != token.sent.root:
            main = self._main_pronoun(token, token.sent.start)
            if main is not None:
                return self._resolve(main, excluding, depth - 1)  # "He was in Oslo, where Ada Voss received him"
        if not subjects and self.grammar.is_subject(token) and token.head == token.sent.root:
            return ()  # "In a letter to Ada Voss, she wrote": the subject goes on from the sentence before
        return self._meant(token, (subjects or before)[-1], before)

    def _main_pronoun(self, token: Token, start: int) -> Token | None:
        """A pronoun of the same kind that is the subject of a sentence, before another."""
        sentence = self._doc[start].sent
        root = sentence.root
        for other in self._doc[start : min(token.i, sentence.end)]:
            like = _class(other.lower_) == _class(token.lower_) and other.head == root
            if like and self.grammar.is_subject(other) and (other.i in self._quoted) == (token.i in self._quoted):
                return other
        return None

    def _clashes(self, token: Token, each: _Candidate) -> bool:
        """Whether it is the subject of the verb that the pronoun is an object of: "Ada told her" means another."""
        if token.lower_ not in _OBJECTS:
            return False
        return any(each.link.first <= subject.i <= each.link.last for subject in self.grammar.subjects(token.head))

    def _party(self, token: Token) -> tuple[int, ...]:
        """ "The minister said they would not attend": those for whom the one subject of the sentence speaks."""
        subjects = [
            each.link.actors[0]
            for each in self._candidates_of(token.sent.start)
            if each.link.last < token.i and each.subject and len(each.link.actors) == 1
        ]
        party = self._speaks_for.get(subjects[0]) if len(set(subjects)) == 1 else None
        return () if party is None or self._actors[party].type is not ActorType.STATE else (party,)

    def _ahead(self, token: Token, excluding: Span | None) -> tuple[int, ...]:
        """ "After talks with his deputy, Ada Voss said": the subject that follows an opening phrase."""
        sentence = token.sent
        opening = next((word.i for word in sentence if word.text == ","), -1)
        if token.i > opening or self.grammar.is_subject(token):
            return ()
        for each in self._fitting(token, sentence.start, excluding):
            if each.link.first > opening and each.main:
                return each.link.actors if len(each.link.actors) == 1 else ()
        return ()

    def _from_before(self, token: Token, fitting: Sequence[_Candidate], chained: tuple[int, ...]) -> tuple[int, ...]:
        """From an earlier sentence: its subject (of speaking, for "he said"), else its own pronoun's, else the last."""
        if token.lower_ in _PLURAL:
            fitting = [each for each in fitting if self._several(each)]
        subjects = [each for each in fitting if each.subject]
        if self._speaks(token):
            subjects = [each for each in subjects if each.speaks] or subjects
        subjects = [each for each in subjects if not each.aside] or subjects
        subjects = [each for each in subjects if each.main] or subjects
        if subjects and token.lower_ in _HE | _SHE and self._is_one_of_two(subjects[0], fitting):
            return ()  # "Ada Voss and Eva Berg met. She said"
        if subjects:
            return self._meant(token, subjects[0], fitting)
        if chained or token.lower_ in _THING:
            return chained
        fitting = [each for each in fitting if not each.aside] or fitting
        if not fitting:
            return ()
        return self._meant(token, fitting[0] if self._opens(fitting[0]) else fitting[-1], fitting)

    def _is_one_of_two(self, each: _Candidate, fitting: Sequence[_Candidate]) -> bool:
        """Whether a candidate is joined by "and" to another that a pronoun may stand for as well."""
        return any(other.link.actors != each.link.actors for other in self._beside(each, fitting))

    def _beside(self, each: _Candidate, among: Sequence[_Candidate]) -> list[_Candidate]:
        """Those to whom a candidate is joined by "and"."""
        joined = {other.i for token in self._tokens(each.link) for other in self.grammar.conjuncts(token)}
        return [other for other in among if not joined.isdisjoint(range(other.link.first, other.link.last + 1))]

    def _opens(self, each: _Candidate) -> bool:
        """Whether a name opens its sentence as a subject does, whatever the parse says: "Ada Voss blamed Bo Lund"."""
        behind = self._doc[each.link.last + 1] if each.link.last + 1 < len(self._doc) else None
        goes_on = behind is not None and ((behind.text.isalpha() and behind.is_lower) or behind.text == ",")
        return each.link.first == each.sentence and goes_on

    def _speaks(self, token: Token) -> bool:
        return token.head.lemma_.lower() in word_set("speech") and self.grammar.is_subject(token)

    def _several(self, each: _Candidate) -> bool:
        """Whether a candidate is more than one: a group, or joined by "and"."""
        actors = each.link.actors
        if len(actors) > 1 or is_plural(self._actors[actors[0]]):
            return True
        return bool(self._beside(each, self._candidates_of(each.sentence)))

    def _person(self, each: _Candidate) -> bool:
        return self._actors[each.link.actors[0]].type is ActorType.PERSON

    def _meant(self, token: Token, best: _Candidate, fitting: Sequence[_Candidate]) -> tuple[int, ...]:
        if token.lower_ in _PLURAL:
            return self._joined(best, self._candidates_of(best.sentence))
        return best.link.actors if len(best.link.actors) == 1 else ()

    def _candidates_of(self, sentence: int) -> list[_Candidate]:
        return self._by_sentence.get(sentence, [])

    def _joined(self, best: _Candidate, fitting: Sequence[_Candidate]) -> tuple[int, ...]:
        """The coordination that a candidate is part of: "Ada and Bo ... they"."""
        beside = self._beside(best, fitting)
        together = [actor for each in fitting if each is best or each in beside for actor in each.link.actors]
        persons = [actor for actor in together if self._actors[actor].type is ActorType.PERSON]
        return () if len(together) == len(persons) == 1 else tuple(dict.fromkeys(together))

    def _chained(self, token: Token, start: int, excluding: Span | None, depth: int) -> tuple[int, ...]:
        """Through a like pronoun that is the subject of an earlier sentence: "Ada spoke. She left. She said ..."."""
        if start == token.sent.start:
            return ()
        for other in self._doc[start].sent:
            if other.i in self._quoted or _is_within(other.i, excluding):
                continue
            if _class(other.lower_) == _class(token.lower_) and self.grammar.is_subject(other):
                return self._resolve(other, excluding, depth - 1)
        return ()

    def _empty(self, token: Token) -> bool:
        """Whether "it" means nothing here: at the start of a clause before a verb that merely links."""
        if token.lower_ != "it":
            return False
        verb = token.head
        linking = verb.lemma_.lower() in word_set("empty_verbs") or self.grammar.copular(token.head) is not None
        if token.i == token.sent.start:
            return linking
        before = token.nbor(-1)
        opens = before.is_punct or before.lower_ in {"that", "but", "and"} or before.lemma_ in word_set("opinions")
        return linking and (opens or token.is_title)

    def _of_thing(self, token: Token, found: tuple[int, ...]) -> bool:
        """Whether "it" may be a thing just spoken of: "the accord ... he condemned it", "that it could be shredded".

        Not where it is who goes on speaking ("It said") or does so in what the subject itself says ("Peru said it").
        """
        sentence = token.sent
        start = sentence.start
        if token.i == start and not token.dep_.endswith("pass"):
            return False
        for _ in range(0 if found else 1 if self.grammar.is_subject(token) else 2):
            start = self._doc[start - 1].sent.start if start else 0
        if not any(word.lower_ in word_set("things") for word in self._doc[start : token.i]):
            return False
        if not self.grammar.is_subject(token):
            return not found or token.head.lemma_.lower() in word_set("on_things")
        if found:
            above = [subject for verb in token.ancestors for subject in self.grammar.subjects(verb)]
            owners = {
                actor
                for each in self._candidates_of(sentence.start)
                for subject in above
                if each.link.first <= subject.i <= each.link.last
                for actor in each.link.actors
            }
            return not set(found) & owners
        return True

    def _agrees(self, pronoun: str, link: Link) -> bool:
        if len(link.actors) > 1:
            return pronoun in _PLURAL
        actor = self._actors[link.actors[0]]
        person = actor.type is ActorType.PERSON
        if pronoun in _HE or pronoun in _SHE:
            wanted = "m" if pronoun in _HE else "f"
            return person and self._genders.get(link.actors[0], wanted) == wanted
        if pronoun in _PLURAL:
            return True
        return not person and not is_plural(actor)


def is_plural(actor: Actor) -> bool:
    """Whether an actor is several by its name: "rebels", "Western powers"."""
    last = actor.name.split()[-1]
    if actor.type is ActorType.PERSON or actor.key is not None or (last[:1].isupper() and not actor.described):
        return False
    return last.casefold().endswith(("s", "men", "people"))


def _is_within(i: int, words: Span | None) -> bool:
    return words is not None and words.start <= i < words.end


def _class(pronoun: str) -> int:
    return _CLASSES.get(pronoun, -1)
