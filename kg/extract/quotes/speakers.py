"""From the noun that a reporting verb has for its subject to the actors in whose mouth the words are.

A pronoun goes on with whoever spoke before it, where nobody else has come between; only then to the nearest actor that
agrees with it. What stands for nobody known stays without a speaker.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.actors import Actors
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.labels import answers
from kg.extract.quotes.reports import Report, Scene
from kg.model import ActorType

_HE_SHE: Final = frozenset({"he", "she"})
_ANSWERS: Final = frozenset({"reply", "respond", "answer", "retort", "counter", "rejoin"})
_THIRD: Final = frozenset({"he", "she", "they", "it"})
_SINGLE: Final = frozenset({ActorType.PERSON, ActorType.STATE})
_FOR: Final = ("for", "of", "from", "by", "with", "at", "in", "among")
_TITLE: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LIGHT: Final = frozenset({"ADV", "AUX", "PART"})
_TWO: Final = frozenset({"sides", "parties", "leaders", "pair", "men", "women"})
_SHORT: Final = {
    "senator": ("sen.", "sen"),
    "governor": ("gov.", "gov"),
    "congressman": ("rep.", "rep", "representative"),
    "congresswoman": ("rep.", "rep", "representative"),
    "representative": ("rep.", "rep"),
    "lawmaker": ("sen.", "rep.", "mp", "mep"),
    "general": ("gen.", "gen"),
    "professor": ("prof.", "prof"),
    "doctor": ("dr.", "dr"),
}
"""How a title is written before a name."""
_OWNED: Final = frozenset({"'s", "’s"})
_ANYBODY: Final = frozenset(
    {"diplomat", "official", "politician", "lawmaker", "legislator", "statesman", "leader", "envoy", "analyst"}
    | {"expert", "academic", "scholar", "economist", "historian", "lawyer", "researcher", "activist", "strategist"}
)
"""What a text may call somebody in place of the name, whatever the office."""
PAIR: Final = 2
"""How many sentences back the two of "both governments" are named."""
ASIDE: Final = 14
"""How many tokens a name set between commas, with its title, may have."""
_BREAKING: Final = frozenset({"ADP", "VERB", "AUX", "PRON", "SCONJ"})
HEARD: Final = 4
"""How many speakers back a dialogue is followed."""
NEAR: Final = 1
"""How many paragraphs back the last speaker may be whom a pronoun goes on with."""


class Voices:
    """Who speaks in one article, report by report in the order of the text."""

    def __init__(self, scene: Scene, actors: Actors) -> None:
        self._scene = scene
        self._actors = actors
        self._last: tuple[Report, tuple[int, ...]] | None = None
        self._pronouns: dict[int, str] = {}
        self._heard: list[int] = []

    def speakers(self, report: Report) -> tuple[int, ...]:
        """The actors who speak, in the order of the text; () where nobody is known."""
        found = [a for token in report.speakers if not self._doubtful(token) for a in self._of(token, report)]
        speakers = tuple(dict.fromkeys(found))
        if speakers:
            self._last = report, speakers
            self._heard = [*self._heard, *speakers][-HEARD:]
        return speakers

    def things(self, report: Report) -> bool:
        """Whether what "shows", "suggests" is a thing, or what a headline's colon follows no actor: nobody's words."""
        if report.rule == "headline" or (report.rule == "label" and any(map(answers, report.speakers))):
            return True
        verb = None if report.verb is None else self._scene.words.verb(report.verb)
        if verb is None or verb.lemma not in self._scene.words.grammar["things"] or not report.speakers:
            return False
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
            colon = next(t.i for t in token.doc[token.i :] if ":" in t.text)
            named = self._actors.inside(token.doc[report.first : colon])
            return tuple(dict.fromkeys(actor for actor, _ in named)) if len(named) == 1 else ()
        if token.lower_ in _THIRD:
            return self._meant(token, report)
        if (person := self._titled(token, report)) is not None:
            return (person,)
        if own := self._named(token):
            return own
        for apposition in self._scene.grammar.appositions(token):
            between = token.doc[token.i + 1 : apposition.i]
            if not any(t.pos_ == "ADP" or t.text in {":", ";"} for t in between) and (own := self._named(apposition)):
                return own
        return (
            self._set_beside(token)
            or self._issuer(token)
            or self._known(token)
            or self._by_title(token)
            or self._same_person(token)
        )

    def _interviewed(self) -> tuple[int, ...]:
        """The only person whom an interview names outside its questions and answers."""
        layout = self._scene.layout
        named: set[int] = set()
        for first, last in layout.paragraphs():
            if ":" not in {t.text for t in layout.doc[first : first + 2]}:
                named.update(a for a, _ in self._actors.inside(layout.doc[first:last]) if self._is_person(a))
        return tuple(named) if len(named) == 1 else ()

    def _set_beside(self, token: Token) -> tuple[int, ...]:
        """Who is named between commas right behind a noun for a person: "The mediator, former envoy Ada Voss, said"."""
        doc = token.doc
        if (
            vocabulary().speakers.get(token.lower_) is not ActorType.PERSON
            or doc[token.i + 1 : token.i + 2].text != ","
        ):
            return ()
        comma = next((t.i for t in doc[token.i + 2 : token.i + ASIDE] if t.text == "," or t.pos_ in _BREAKING), None)
        if comma is None or doc[comma].text != ",":
            return ()
        named = [(a, s) for a, s in self._actors.inside(doc[token.i + 2 : comma]) if self._is_person(a)]
        return (named[0][0],) if len(named) == 1 and named[0][1].end == comma else ()

    def _titled(self, token: Token, report: Report) -> int | None:
        """Whose name ends the phrase that a place or body opens, where the parse has that for who speaks.

        "Ontario Sen. Ada Voss said": Voss, not Ontario.
        """
        doc, verb = token.doc, report.verb
        if verb is None or token.i >= verb.i or any(map(self._is_person, self._actors.one(token))):
            return None
        for actor, span in self._actors.inside(doc[token.i + 1 : verb.i]):
            between = doc[token.i + 1 : span.start]
            if any(t.pos_ not in _TITLE and t.text != "." for t in between):
                return None
            if self._is_person(actor) and all(t.pos_ in _LIGHT or t.text == "," for t in doc[span.end : verb.i]):
                return actor
        return None

    def _named(self, token: Token) -> tuple[int, ...]:
        """Whom the phrase around a noun names: of nested names the outermost ("[Oslo Post reporter Ada Voss] said")."""
        first, last = self._scene.layout.sentence(token.i)
        around = self._actors.inside(token.doc[first:last])
        outer = tuple(actor for actor, span in around if span.start <= token.i < span.end)
        return outer or self._actors.one(token)

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
        answering = self._answering(token, report)
        if answering is not None:
            self._pronouns.update({actor: token.lower_ for actor in answering if actor not in self._pronouns})
            return answering
        going_on = self._same_again(token, report)
        if going_on:
            return going_on
        if (several := self._plural_before(token)) is not None:
            return several
        words = token.doc.char_span(report.start, report.end, alignment_mode="expand")
        found = self._actors.pronoun(token, excluding=words)
        if found is None:
            return ()
        if token.lower_ in _HE_SHE and self._pronouns.get(found, token.lower_) != token.lower_:
            return self._other(token)  # it was "he" before: "she" is who spoke before him
        self._pronouns.setdefault(found, token.lower_)
        return (found,)

    def _other(self, token: Token) -> tuple[int, ...]:
        """The person who spoke last of those that the pronoun has not been wrong of."""
        persons = (a for a in reversed(self._heard) if self._is_person(a))
        return tuple(a for a in persons if self._pronouns.get(a, token.lower_) == token.lower_)[:1]

    def _answering(self, token: Token, report: Report) -> tuple[int, ...] | None:
        """Who was told or asked just before, where the pronoun answers: "Voss told Lund that, and he replied".

        None where nobody answers; () where who was asked is nobody known.
        """
        if self._last is None or token.lower_ not in _HE_SHE:
            return None
        before, speakers = self._last
        verb = None if report.verb is None else self._scene.words.verb(report.verb)
        cue = None if before.verb is None else self._scene.words.verb(before.verb)
        asked = cue is not None and cue.lemma == "ask" and bool(before.addressees)
        if not asked and (verb is None or verb.lemma not in _ANSWERS):
            return None
        if any(self._pronouns.get(s) == token.lower_ for s in speakers):
            return None
        if self._scene.layout.paragraph(token.i) - self._scene.layout.paragraph(before.last - 1) > NEAR:
            return None
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
        if before.first > token.i or layout.paragraph(token.i) - layout.paragraph(before.last - 1) > NEAR:
            return ()
        if (token.lower_ != "they" and len(speakers) > 1) or any(self._is_person(s) != person for s in speakers):
            return ()
        if any(self._pronouns.get(s, token.lower_) != token.lower_ for s in speakers):
            return ()
        between = self._actors.inside(token.doc[min(before.last, token.i) : token.i]) if before.last < token.i else []
        words = token.doc.char_span(report.start, report.end, alignment_mode="expand")
        others = [a for a, s in between if not (words and words.start <= s.start < words.end)]
        if any(a not in speakers and self._is_person(a) == person for a in others):
            return ()
        for speaker in speakers:
            self._pronouns.setdefault(speaker, token.lower_)
        return speakers

    def _plural_before(self, token: Token) -> tuple[int, ...] | None:
        """Whom "they" goes on with where people nobody names open the sentence before; None where none do."""
        layout = self._scene.layout
        first, _ = layout.sentence(token.i)
        low, high = layout.sentence(max(0, first - 1))
        if token.lower_ != "they" or first != token.i or low == first:
            return None
        subject = next((t for t in token.doc[low:high] if self._scene.grammar.is_subject(t)), None)
        if subject is None or subject.tag_ != "NNS":
            return None
        people = subject.lower_ in vocabulary().speakers or subject.lower_ in _TWO
        return self._actors.one(subject) if people else None

    # -- descriptions ----------------------------------------------------------------------------------

    def _described(self, token: Token) -> list[Token] | None:
        """The names within "the ... senator"; None for what is no such description."""
        doc, i = token.doc, token.i - 1
        while i > 0 and (doc[i].pos_ in _TITLE or doc[i].tag_ == "VBN"):
            i -= 1
        person = vocabulary().speakers.get(token.lower_) is ActorType.PERSON
        if not person or doc[i].lower_ != "the" or token.pos_ not in _TITLE:
            return None
        return [t for t in doc[i + 1 : token.i] if t.text[:1].isupper()]

    def _by_title(self, token: Token) -> tuple[int, ...]:
        """The only one who was named with this title before: "the senator", "the Ontario senator"."""
        names = self._described(token)
        if names is None:
            return ()
        doc, forms = token.doc, {token.lower_, *_SHORT.get(token.lower_, ())}
        found: dict[int, set[str]] = {}
        for actor, span in self._actors.inside(doc[: token.i]):
            around = {t.lower_ for t in doc[max(0, span.start - 4) : span.end + 1]}
            if self._is_person(actor) and forms & around and not _OWNED & around:
                found.setdefault(actor, set()).update(around)
        fits = [actor for actor, around in found.items() if {t.lower_ for t in names} <= around]
        return tuple(fits) if len(fits) == 1 else ()

    def _same_person(self, token: Token) -> tuple[int, ...]:
        """The last speaker, where "the diplomat" can be no other: nobody else is named in between."""
        names = self._described(token)
        if names is None or self._last is None or token.lower_ not in _ANYBODY:
            return ()
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
        return speakers if owners <= set(self._actors.actors[speakers[0]].affiliations) else ()

    def _is_person(self, actor: int) -> bool:
        return self._actors.actors[actor].type is ActorType.PERSON

    # -- documents, spokesmen and parts of groups ----------------------------------------------------

    def _issuer(self, token: Token) -> tuple[int, ...]:
        """Whose a document is ("a rebel statement"), for whom a spokesman speaks, who "many in Oslo" are."""
        words = self._scene.words
        if token.lower_ not in words.documents | words.voices | words.parts:
            return ()
        grammar, voice = self._scene.grammar, token.lower_ in words.voices
        nouns = [*grammar.possessors(token), *grammar.modifiers(token)]
        nouns += [noun for preposition, noun in grammar.prepositional(token) if preposition in _FOR]
        for noun in nouns:
            own = self._named(noun) or self._group_of(noun)
            if own and not (voice and any(map(self._is_person, own))):  # her spokesman speaks, not she
                return own
        return ()

    def _group_of(self, noun: Token) -> tuple[int, ...]:
        """The collective that a noun before another stands for: "a rebel statement" after "the rebel groups"."""
        parsed = self._scene.layout.parsed
        here, _ = parsed.offsets(noun)
        forms = {noun.lower_, f"{noun.lower_}s"}
        for mention in reversed(self._actors.mentions):
            actor = self._actors.actors[mention.actor]
            if mention.article != parsed.article or mention.start >= here or actor.type in _SINGLE:
                continue
            if forms & set(" ".join((actor.name, *actor.aliases)).casefold().split()):
                return (mention.actor,)
        return ()

    def _known(self, token: Token) -> tuple[int, ...]:
        """The actor whose name the words are, where the page knows it: who says something is no mere place."""
        name = self._scene.grammar.name_span(token).text
        found = (i for i, actor in enumerate(self._actors.actors) if name in {actor.name, *actor.aliases})
        return tuple(found)[:1] if token.pos_ == "PROPN" else ()
