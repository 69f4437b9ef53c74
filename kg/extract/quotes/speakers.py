"""From the noun that a reporting verb has for its subject to the actors in whose mouth the words are.

A pronoun goes on with whoever spoke before it, where nobody else has come between; only then to the nearest actor that
agrees with it. What stands for nobody known stays without a speaker.
"""

from __future__ import annotations

from typing import Final

from kg.extract.actors import Actors
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.lexicon import Form
from kg.extract.lexicon import lexicon as names
from kg.extract.quotes.bodies import newcomer
from kg.extract.quotes.described import ANYBODY, Described
from kg.extract.quotes.labels import answers
from kg.extract.quotes.reports import Report, Scene
from kg.language.tokens import Token
from kg.model import ActorType, QuoteKind

_HE_SHE: Final = frozenset({"he", "she"})
_CALLED: Final = {"m": "he", "f": "she"}
_SUBJECTS: Final = {"him": "he", "her": "she"}
_ANSWERS: Final = frozenset({"reply", "respond", "answer", "retort", "counter", "rejoin"})
_THIRD: Final = frozenset({"he", "she", "they", "it"})
_TWO: Final = frozenset({"sides", "parties", "leaders", "pair", "men", "women"})
_KIN: Final = frozenset(
    {"cousin", "brother", "sister", "father", "mother", "wife", "husband", "son", "daughter", "uncle", "aunt", "nephew"}
    | {"niece", "boss", "friend", "neighbour", "neighbor", "widow", "partner", "landlady", "landlord", "grandson"}
)
PAIR: Final = 2
"""How many sentences back the two of "both governments" are named."""
HEARD: Final = 4
"""How many speakers back a dialogue is followed."""
NEAR: Final = 1
"""How many paragraphs back the last speaker may be whom a pronoun goes on with."""


class Voices(Described):
    """Who speaks in one article, report by report in the order of the text."""

    def __init__(self, scene: Scene, actors: Actors) -> None:
        super().__init__(scene, actors)
        self._last: tuple[Report, tuple[int, ...]] | None = None
        self._pronouns = {actor: _CALLED[gender] for actor, gender in actors.genders.items()}
        self._heard: list[int] = []
        self._labels: dict[str, tuple[int, ...]] = {}

    def speakers(self, report: Report) -> tuple[int, ...]:
        """The actors who speak, in the order of the text; () where nobody is known."""
        if self._last is not None and report.previous is self._last[0] and report.speakers == report.previous.speakers:
            return self._last[1]  # another run of the same utterance
        found = [a for token in report.speakers if not self._doubtful(token) for a in self._of(token, report)]
        if report.rule == "headline by name":  # "Syria: War Goes On" is nobody's
            found = [actor for actor in found if self._is_person(actor)]
        if report.rule == "headline" and report.speakers and self._is_topic(report):
            found = []
        speakers = tuple(dict.fromkeys(found))
        for whom in report.addressees:
            if (word := _SUBJECTS.get(whom.lower_)) is not None:
                self._pronouns.update({a: word for a in self._named(whom) if a not in self._pronouns})
        if speakers:
            within = self._last is not None and self._last[0].start <= report.start < report.end <= self._last[0].end
            if not within:  # what Voss says that Lund urged leaves the word with Voss
                self._last = report, speakers
            self._spoken.update(speakers)
            self._heard = [*self._heard, *speakers][-HEARD:]
        return speakers

    def _is_topic(self, report: Report) -> bool:
        """Whether a country's name stands before a headline's colon, which tells of it: "Libya: Truce wins praise"."""
        doc, colon = self._scene.layout.doc, report.verb
        label = doc[report.first : colon.i].text.strip() if colon is not None and colon.idx < report.start else ""
        return any(sense.form is Form.NAME and sense.entry.type is ActorType.STATE for sense in names().named(label))

    def things(self, report: Report) -> bool:
        """Whether what "shows", "suggests" is a thing, or what a headline's colon follows no actor: nobody's words."""
        if report.rule.startswith("headline") or (report.rule == "label" and any(map(answers, report.speakers))):
            return True
        verb = None if report.verb is None else self._scene.words.verb(report.verb)
        if verb is None or report.verb is None or verb.lemma not in self._scene.words.grammar["things"]:
            return False
        if not report.speakers:  # "“Frozen” suggests that": a word
            return report.verb.i > 0 and self._scene.layout.masked(report.verb.nbor(-1))
        words = self._scene.words
        sayers = words.documents | words.voices | words.parts | vocabulary().speakers.keys()
        return all(t.pos_ == "NOUN" and t.lower_ not in sayers for t in report.speakers)

    def addressees(self, report: Report) -> tuple[int, ...]:
        """The actors who are told."""
        return tuple(dict.fromkeys(actor for token in report.addressees for actor in self._named(token)))

    def _of(self, token: Token, report: Report) -> tuple[int, ...]:
        if report.rule == "label" and answers(token):
            return self._interviewed()
        if report.rule == "label":  # what stands behind the colon is said, and names nobody who says it
            return self._by_label(token)
        if token.lower_ in _SUBJECTS:  # "quoted him as saying"
            found = self._actors.pronoun(token, excluding=token.doc.char_span(report.start, report.end))
            return () if found is None else (found,)
        if token.lower_ == "latter":
            return self._last_named(token)
        if token.lower_ in _THIRD:
            told_of = self._told_of(token, report)
            return tuple(actor for actor in self._meant(token, report) if actor not in told_of)
        return self._noun(token, report) or self._same_person(token)

    def _last_named(self, token: Token) -> tuple[int, ...]:
        """Whom "the latter" means: who is named last in the sentence before, if it names several or one."""
        layout = self._scene.layout
        first = layout.sentence(token.i)[0]
        low, high = layout.sentence(max(0, first - 1))
        named = [actor for actor, _ in self._actors.inside(token.doc[low:high])]
        return (named[-1],) if high <= first and named and self._is_person(named[-1]) else ()

    def _told_of(self, token: Token, report: Report) -> set[int]:
        """The persons whom somebody's own words name, and who so is not one of them: "“Lund is late,” she said".

        Nor who is the subject of a clause that "he said" breaks up: "Lund, he said, was late".
        """
        whole = report.kind is QuoteKind.DIRECT or (report.rule == "set around" and token.lower_ in _HE_SHE)
        words = token.doc.char_span(report.start, report.end) if whole else None
        if words is None:
            return set()
        inside = self._actors.inside(words)
        return {a for a, span in inside if self._is_person(a) and any(t.text in self._words(a) for t in span)}

    def _words(self, actor: int) -> set[str]:
        """The words of an actor's names, by which it is named rather than described."""
        named = self._actors.actors[actor]
        return {word for name in (named.name, *named.aliases) for word in name.split() if word[:1].isupper()}

    def _by_label(self, token: Token) -> tuple[int, ...]:
        """Whom a label names, or named before in brackets: "The Minister (Ada Voss): ...", then "The Minister: ..."."""
        colon = next(t.i for t in token.doc[token.i :] if ":" in t.text)
        first, _ = self._scene.layout.paragraphs()[self._scene.layout.paragraph(token.i)]
        named = self._actors.inside(token.doc[first:colon])
        label = token.doc[first:colon].text.split("(")[0].strip().casefold()
        found = tuple(dict.fromkeys(actor for actor, _ in named)) if len(named) == 1 else ()
        if found:
            self._labels[label] = found
        return found or self._labels.get(label, ())

    def _doubtful(self, token: Token) -> bool:
        """Whether "both governments", "the two sides" may be others than the pair last named, and so nobody.

        They are that pair where the sentence or the two before it name both and no third of their kind.
        """
        pair = self._actors.one(token)
        doc, layout = token.doc, self._scene.layout
        if len(pair) != 2 or not {"both", "two"} & {t.lower_ for t in doc[max(0, token.i - 3) : token.i]}:
            return False
        low = layout.sentence(token.i)[0]
        for _ in range(PAIR):
            low = layout.sentence(max(0, low - 1))[0]
        kinds = {self._actors.actors[a].type for a in pair}
        named = {a for a, _ in self._actors.inside(doc[low : token.i]) if self._actors.actors[a].type in kinds}
        return named != set(pair)

    # -- pronouns ------------------------------------------------------------------------------------

    def _meant(self, token: Token, report: Report) -> tuple[int, ...]:
        if token.lower_ == "it" and (issuers := self._of_document(token)):
            return issuers
        if token.lower_ in {"it", "they"} and (body := self._of_body(token)) is not None:
            return body
        answering = self._answering(token, report)
        if answering is not None:
            self._pronouns.update({actor: token.lower_ for actor in answering if actor not in self._pronouns})
            return answering
        if token.lower_ in _HE_SHE and (person := self._acted_before(token)):
            return person
        if token.lower_ in _HE_SHE and self._another_between(token):
            return ()
        going_on = self._same_again(token, report)
        if going_on:
            return going_on
        opens = self._scene.layout.sentence(token.i)[0] == token.i
        if (opens or report.rule == "set off") and (several := self._plural_before(token)) is not None:
            return several
        words = token.doc.char_span(report.start, report.end)
        found = self._actors.pronoun(token, excluding=words)
        if found is None:
            return self._of_self(token, report) or self._only_other(token)
        if token.lower_ in _HE_SHE and self._pronouns.get(found, token.lower_) != token.lower_:
            return self._other(token)  # it was "he" before: "she" is who spoke before him
        if self._acts_upon(found, token):
            return self._only_other(token)
        self._pronouns.setdefault(found, token.lower_)
        return (found,)

    def _of_document(self, token: Token) -> tuple[int, ...]:
        """Whose the document is that the sentence before has for its subject: "The letter blames Rome. It says"."""
        layout = self._scene.layout
        low, high = layout.sentence(max(0, layout.sentence(token.i)[0] - 1))
        subjects = [t for t in token.doc[low:high] if self._scene.grammar.is_subject(t) and not layout.masked(t)]
        if not subjects or subjects[0].lower_ not in self._scene.words.documents or high > token.i:
            return ()
        return self._issuer(subjects[0])

    def _of_self(self, token: Token, report: Report) -> tuple[int, ...]:
        """Who is named first in the words themselves, and nobody else: "Ada Voss is worried, she said"."""
        words = token.doc.char_span(report.start, report.end)
        if report.rule != "set off" or token.lower_ not in _HE_SHE or words is None:
            return ()
        named = {actor for actor, _ in self._actors.inside(words) if self._is_person(actor)}
        subject = next((t for t in words if self._scene.grammar.is_subject(t)), None)
        return tuple(named) if len(named) == 1 and subject is not None and self._named(subject) == (*named,) else ()

    def _other(self, token: Token) -> tuple[int, ...]:
        """The person who spoke last of those that the pronoun has not been wrong of."""
        persons = (a for a in reversed(self._heard) if self._is_person(a))
        return tuple(a for a in persons if self._pronouns.get(a, token.lower_) == token.lower_)[:1]

    def _acts_upon(self, actor: int, token: Token) -> bool:
        """Whether somebody did something to "her" and now "she" to "him": "Lind asked her. She told him"."""
        layout = self._scene.layout
        low, high = layout.sentence(max(0, layout.sentence(token.i)[0] - 1))
        whom = next((object_ for object_, subject in _SUBJECTS.items() if subject == token.lower_), "")
        object_ = next((t for t in token.doc[low:high] if t.lower_ == whom and t.tag_ == "PRP"), None)
        if object_ is None or layout.masked(object_) or high > token.i:
            return False
        if (_SUBJECTS.keys() - {whom}).isdisjoint(t.lower_ for t in token.doc[token.i : token.i + 3]):
            return False
        named = self._actors.inside(token.doc[low : object_.i])
        return bool(named) and {a for a, _ in named if self._is_person(a)} == {actor}

    def _only_other(self, token: Token) -> tuple[int, ...]:
        """The only one of those who spoke last whom the text calls so: "he", where the last to speak was a "she"."""
        known = {a for a in self._heard if self._pronouns.get(a) == token.lower_}
        return tuple(known) if len(known) == 1 and token.lower_ in _HE_SHE else ()

    def _answering(self, token: Token, report: Report) -> tuple[int, ...] | None:
        """Who was told or asked just before, where the pronoun answers: "Voss told Lund that, and he replied".

        None where nobody answers; () where who was asked is nobody known.
        """
        if self._last is None or token.lower_ not in _HE_SHE:
            return None
        before, speakers = self._last
        verb = None if report.verb is None else self._scene.words.verb(report.verb)
        cue = None if before.verb is None else self._scene.words.verb(before.verb)
        words = self._scene.layout.doc.text[before.start : before.end]
        # "asked the delegates to wait" is no question
        asked = cue is not None and cue.lemma == "ask" and bool(before.addressees) and words[:3] != "to "
        told_back = any(t.lower_ in _SUBJECTS and _SUBJECTS[t.lower_] != token.lower_ for t in report.addressees)
        if not asked and not told_back and (verb is None or verb.lemma not in _ANSWERS):
            return None
        if any(self._pronouns.get(s) == token.lower_ for s in speakers):
            return None
        if self._scene.layout.paragraph(token.i) - self._scene.layout.paragraph(before.last - 1) > NEAR:
            return None
        since = self._actors.inside(token.doc[min(before.last, token.i) : token.i])
        if asked and any(self._is_person(a) for a, _ in since):
            return None  # "she asked the delegates. The envoy, Bo Lind, was unmoved. He said"
        told = [a for a in self.addressees(before) if self._is_person(a) and a not in speakers]
        told = [a for a in told if self._pronouns.get(a, token.lower_) == token.lower_]
        return tuple(told) if len(told) == 1 else () if asked else None

    def _same_again(self, token: Token, report: Report) -> tuple[int, ...]:
        """The last speakers, where the pronoun agrees and nobody of its kind is named in between."""
        if self._last is None:
            return ()
        before, speakers = self._last
        layout = self._scene.layout
        person = token.lower_ in _HE_SHE
        if any(_SUBJECTS.get(t.lower_) == token.lower_ for t in before.addressees) and (her := self._only_other(token)):
            return her  # "“It is late,” Lind told her. She laughed"
        if before.first > token.i or layout.paragraph(token.i) - layout.paragraph(before.last - 1) > NEAR:
            return ()
        if (token.lower_ != "they" and len(speakers) > 1) or any(self._is_person(s) != person for s in speakers):
            return ()
        if any(self._pronouns.get(s, token.lower_) != token.lower_ for s in speakers):
            return ()
        told = any(self._pronouns.get(heard) == "she" for heard in self._heard)
        if token.lower_ == "she" and told and {self._pronouns.get(s) for s in speakers} != {"she"}:
            return ()  # “It is late,” said Ada Voss. “Is it?” asked Bo Lund. “It is,” she said.
        between = self._actors.inside(token.doc[min(before.last, token.i) : token.i]) if before.last < token.i else []
        words = token.doc.char_span(report.start, report.end)
        others = [a for a, s in between if not (words and words.start <= s.start < words.end)]
        if any(a not in speakers and self._is_person(a) == person for a in others):
            return ()
        for speaker in speakers:
            self._pronouns.setdefault(speaker, token.lower_)
        return speakers

    def _acted_before(self, token: Token) -> tuple[int, ...]:
        """The one person whom the writer met in the sentence before: "When I put this to Voss, she laughed"."""
        layout, grammar = self._scene.layout, self._scene.grammar
        first = layout.sentence(token.i)[0]
        low, high = layout.sentence(max(0, first - 1))
        if high > first or layout.paragraph(low) != layout.paragraph(token.i) or layout.runs_in(low, high):
            return ()
        words = token.doc[low:high]
        persons = [(a, s) for a, s in self._actors.inside(words) if self._is_person(a)]
        again = next((t for t in reversed(words) if t.lower_ in _HE_SHE and grammar.is_subject(t)), None)
        if len(persons) != 1 or again is None or again.lower_ != token.lower_ or persons[0][1].end > again.i:
            return ()
        (actor, name) = persons[0]
        met = any(t.lower_ in {"i", "we"} for t in token.doc[low : name.start])
        return (actor,) if met and self._pronouns.get(actor, token.lower_) == token.lower_ else ()

    def _another_between(self, token: Token) -> bool:
        """Whether somebody whom no actor stands for has been told of since the last words: "Her cousin was blunter"."""
        layout, first = self._scene.layout, self._scene.layout.sentence(token.i)[0]
        low = self._last[0].last if self._last else layout.sentence(max(0, first - 1))[0]
        for noun in token.doc[low:first]:
            kin = noun.lower_ in _KIN or vocabulary().speakers.get(noun.lower_) is ActorType.PERSON
            if kin and noun.pos_ == "NOUN" and self._scene.grammar.is_subject(noun) and not layout.masked(noun):
                owned = any(t.tag_ in {"POS", "PRP$"} for t in token.doc[max(low, noun.i - 3) : noun.i])
                if (owned or newcomer(self._scene, noun, first)) and not self._named(noun):
                    return not any(self._is_person(a) for a, _ in self._actors.inside(token.doc[noun.i : token.i]))
        return False

    def _plural_before(self, token: Token) -> tuple[int, ...] | None:
        """Whom "they" goes on with where people nobody names open the sentence before; None where none do."""
        layout = self._scene.layout
        first, _ = layout.sentence(token.i)
        low, high = layout.sentence(max(0, first - 1))
        if token.lower_ != "they" or low == first:
            return None
        subject = next((t for t in token.doc[low:high] if self._scene.grammar.is_subject(t)), None)
        if subject is None or subject.tag_ != "NNS":
            return None
        people = subject.lower_ in vocabulary().speakers or subject.lower_ in _TWO
        return self._actors.one(subject) if people else None

    def _same_person(self, token: Token) -> tuple[int, ...]:
        """The last speaker, where "the diplomat" can be no other: nobody else is named in between."""
        names = self._described(token)
        if names is None or self._last is None or token.lower_ not in ANYBODY:
            return ()
        if token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN":
            return ()  # "The union leader Bo Lind", whom no actor stands for
        before, speakers = self._last
        layout = self._scene.layout
        if len(speakers) != 1 or not self._is_person(speakers[0]) or before.last > token.i:
            return ()
        if layout.paragraph(token.i) - layout.paragraph(before.last - 1) > NEAR:
            return ()
        named = self._actors.inside(token.doc[before.last : token.i])
        if any(actor != speakers[0] and self._is_person(actor) for actor, _ in named):
            return ()
        owners = {owner for name in names for owner in self._actors.one(name)}
        if names and not owners:
            return ()
        return speakers if owners <= set(self._actors.actors[speakers[0]].affiliations) else ()
