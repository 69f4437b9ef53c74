"""Who is meant by a noun that speaks: a name, a title, a description, a document, a spokesman, a part of a group.

What stands for nobody known is nobody: words in no mouth are better than words in the wrong one.
"""

from __future__ import annotations

from typing import Final

from kg.extract.actors import Actors
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.quotes.bodies import body_before, own_title, owned
from kg.extract.quotes.reports import Report, Scene
from kg.language.tokens import Span, Token
from kg.model import ActorType, TenureState

_SINGLE: Final = frozenset({ActorType.PERSON, ActorType.STATE})
_FOR: Final = ("for", "of", "from", "by", "with", "at", "in", "among")
_TITLE: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_OF_TITLE: Final = _TITLE | {"ADP", "DET"}
_LIGHT: Final = frozenset({"ADV", "AUX", "PART"})
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
    "pontiff": ("pope",),
}
"""How a title is written before a name."""
_DRAFTED: Final = frozenset({"written", "signed", "issued", "drafted", "prepared", "released", "sent", "published"})
_STATIONS: Final = frozenset({"radio", "tv", "television", "channel"})
_FROM: Final = frozenset({"of", "at", "from", "for"})
"""What tells more of a name behind it: "another envoy, Ada Voss [of] the law firm"."""
_OWNED: Final = frozenset({"'s", "’s"})
_BY: Final = frozenset({"by", "from", "of"})
ANYBODY: Final = frozenset(
    {"diplomat", "official", "politician", "lawmaker", "legislator", "statesman", "leader", "envoy", "analyst"}
    | {"expert", "academic", "scholar", "economist", "historian", "lawyer", "researcher", "activist", "strategist"}
)
"""What a text may call somebody in place of the name, whatever the office."""
REMEMBERED: Final = 120
"""How many tokens back a document was told of that "the statement" is."""
MAX_SEAT: Final = 6
"""How many tokens behind a name its seat may have: "(R-Ohio)", "of New York"."""
ASIDE: Final = 14
"""How many tokens a name set between commas, with its title, may have."""
_SAYING: Final = frozenset({"AUX", "SCONJ", "PRON"})
_BREAKING: Final = frozenset({"ADP", "VERB", "AUX", "PRON", "SCONJ"})


def _past_seat(span: Span) -> int:
    """The place after a name and the seat told right behind it: "Sen. Ada Voss (R-Ohio)", "Sen. Ada Voss of Ohio"."""
    doc, end = span.doc, span.end
    if doc[end : end + 1].text.lower() not in {"(", "of"}:
        return end + 1
    end += 1
    while end < len(doc) and end < span.end + MAX_SEAT and (doc[end].pos_ in _TITLE or doc[end].text in {"-", "."}):
        end += 1
    return end


def _name_of(span: Span) -> Span:
    """A name without the title behind its comma: "[Ada Voss], a former envoy"."""
    comma = next((t.i for t in span if t.text == ","), span.end)
    return span.doc[span.start : comma]


class Described:
    """The actors of one article by the nouns that speak in it."""

    def __init__(self, scene: Scene, actors: Actors) -> None:
        self._scene = scene
        self._actors = actors
        self._spoken: set[int] = set()

    def _noun(self, token: Token, report: Report) -> tuple[int, ...]:
        """The actors whom the noun of a reporting verb names; () where nobody is known by it."""
        person = self._titled(token, report)
        person = self._of_two_titles(token, report) if person is None else person
        if person is not None:
            return (person,)
        if token.i and token.nbor(-1).lower_ in _STATIONS and token.pos_ == "PROPN":
            return ()  # "Radio Oslo said": no state
        own = self._named(token)
        if len(own) == 1 and self._actors.actors[own[0]].described:
            named = self._set_beside(token) or self._called(token, own[0]) or self._by_title(token)
            if named:
                return named  # "Oslo's envoy, Ada Voss, said"
        if own and token.pos_ == "NOUN" and all(map(self._is_person, own)):
            own = self._set_beside(token) or own  # "Oslo's chairman, Ada Voss, said": not the chairman of Rome above
        if own:
            return own
        for apposition in self._scene.grammar.appositions(token):
            between = token.doc[token.i + 1 : apposition.i]
            if not any(t.pos_ == "ADP" or t.text in {":", ";"} for t in between) and (own := self._named(apposition)):
                return own
        found = self._named_behind(token) or self._set_beside(token) or self._issuer(token) or self._known(token)
        return found or self._by_title(token) or self._holder(token, report)

    def _is_person(self, actor: int) -> bool:
        return self._actors.actors[actor].type is ActorType.PERSON

    def _named(self, token: Token) -> tuple[int, ...]:
        """Whom the phrase around a noun names: of nested names the outermost ("[Oslo Post reporter Ada Voss] said")."""
        first, last = self._scene.layout.sentence(token.i)
        around = self._actors.inside(token.doc[first:last])
        outer = tuple(actor for actor, span in around if span.start <= token.i < span.end)
        return outer or self._actors.one(token)

    def _titled(self, token: Token, report: Report) -> int | None:
        """Whose name ends the phrase that a place or body opens, where the parse has that for who speaks.

        "Ontario Sen. Ada Voss said": Voss, not Ontario.
        """
        doc, verb = token.doc, report.verb
        if verb is None or token.i >= verb.i or any(map(self._is_person, self._actors.one(token))):
            return None
        for actor, span in self._actors.inside(doc[token.i + 1 : verb.i]):
            between = doc[token.i + 1 : span.start]
            set_off = any(t.text == "," for t in span)  # "the adviser to [the head of the fund, Ada Voss], said"
            if any(t.pos_ not in (_OF_TITLE if set_off else _TITLE) and t.text != "." for t in between):
                return None
            if self._is_person(actor) and all(t.pos_ in _LIGHT or t.text == "," for t in doc[span.end : verb.i]):
                return actor
        return None

    def _of_two_titles(self, token: Token, report: Report) -> int | None:
        """Whose name ends two titles without an article: "Former president of Chad and bishop Ada Voss said"."""
        doc, verb = token.doc, report.verb
        if verb is None or token.lower_ not in vocabulary().speakers or token.i >= verb.i:
            return None
        for actor, span in self._actors.inside(doc[token.i + 1 : verb.i]):
            between = doc[token.i + 1 : span.start]
            if not self._is_person(actor) or any(t.pos_ not in _OF_TITLE | {"CCONJ"} for t in between):
                continue
            words = [t.lower_ for t in between]
            joined = words.count("and") == 1 and words[-1] in vocabulary().speakers and "the" not in words
            bare = not any(t.pos_ == "DET" or t.tag_ in {"POS", "PRP$"} for t in doc[max(0, token.i - 4) : token.i])
            return actor if joined and bare and all(t.pos_ in _LIGHT for t in doc[span.end : verb.i]) else None
        return None

    def _named_behind(self, token: Token) -> tuple[int, ...]:
        """The person whose name ends a phrase that the parse broke up: "said party co-leader Ada Voss"."""
        doc = token.doc
        for actor, span in self._actors.inside(doc[token.i + 1 : token.i + ASIDE // 2]):
            between = doc[token.i + 1 : span.start]
            people = vocabulary().speakers  # the tagger takes many a "delegate" for a verb
            plain = all(t.pos_ in _TITLE or t.text == "-" or t.lower_ in people for t in between)
            named = plain or between.text in {"named", "called"}
            return (actor,) if named and self._is_person(actor) else ()
        return ()

    def _set_beside(self, token: Token) -> tuple[int, ...]:
        """Who is named between commas right behind a noun: "The mediator, former envoy Ada Voss, said"."""
        doc = token.doc
        of = token.lower_ == "one"  # "one of his advisers, Ada Voss, said"
        beside = (t for t in doc[token.i + 1 : token.i + ASIDE] if t.pos_ not in _OF_TITLE)
        opening = next((t.i for t in beside if not (of and t.tag_ in {"PRP$", "POS"})), token.i)
        somebody = vocabulary().speakers.get(token.lower_, ActorType.PERSON) is ActorType.PERSON
        if not somebody or doc[opening].text != "," or token.lower_ in self._scene.words.documents:
            return ()  # "According to a statement from Oslo, its envoy, Ada Voss, has left": not she
        behind = doc[opening + 1 : opening + ASIDE]
        around = [(a, _name_of(s)) for a, s in self._actors.inside(behind) if self._is_person(a)]
        within = {i for _, span in around for i in range(span.start, span.end)}  # "former head of state Ada Voss"
        ends = (t.i for t in behind if t.i not in within and (t.text in {",", "("} or t.pos_ in _BREAKING))
        comma = next(ends, None)
        if comma is None or not (doc[comma].text in {",", "("} or doc[comma].lower_ in _FROM):
            return ()
        named = [(a, s) for a, s in around if s.end <= comma]
        return (named[0][0],) if len(named) == 1 and named[0][1].end == comma else ()

    def _called(self, token: Token, described: int) -> tuple[int, ...]:
        """The only person named above in a paragraph that calls somebody "the Spanish diplomat" for the first time."""
        names = self._described(token)
        if not names or token.lower_ not in ANYBODY:
            return ()
        first = next(span.start for actor, span in self._actors.inside(token.doc[: token.i + 1]) if actor == described)
        low, _ = self._scene.layout.paragraphs()[self._scene.layout.paragraph(token.i)]
        above = {a for a, _ in self._actors.inside(token.doc[low:first]) if self._is_person(a)}
        if len(above) != 1 or first < low:
            return ()
        actors = self._actors.actors
        own = {s for a in above for s in actors[a].affiliations if actors[s].type is ActorType.STATE}
        told = {state for name in names for state in self._actors.one(name)}
        return tuple(above) if not own or own & told else ()

    def _interviewed(self) -> tuple[int, ...]:
        """The only person whom an interview names outside its questions and answers."""
        layout = self._scene.layout
        named: set[int] = set()
        for first, last in layout.paragraphs():
            if ":" not in {t.text for t in layout.doc[first : first + 2]}:
                inside = (a for a, _ in self._actors.inside(layout.doc[first:last]) if self._is_person(a))
                named.update(a for a in inside if not self._actors.actors[a].described)
        return tuple(named) if len(named) == 1 else ()

    def _known(self, token: Token) -> tuple[int, ...]:
        """The actor whose name the words are, where the page knows it: who says something is no mere place.

        A surname that is a title as well is that of the only person who bears it: "Mr. Prince said".
        """
        if token.pos_ != "PROPN" and not (token.pos_ == "ADJ" and token.text[:1].isupper()):
            return ()  # "Mr. Danish": the tagger takes some surnames for adjectives
        name = self._scene.grammar.name_span(token).text if token.pos_ == "PROPN" else token.text
        found = [i for i, actor in enumerate(self._actors.actors) if name in {actor.name, *actor.aliases}]
        if found or (token.i and token.nbor(-1).pos_ in {"DET", "ADJ"}):
            return tuple(found[:1])
        bears = [i for i, a in enumerate(self._actors.actors) if self._is_person(i) and a.name.split()[-1] == name]
        return tuple(bears) if len(bears) == 1 else self._of_one_name(token, bears)

    def _of_one_name(self, token: Token, bears: list[int]) -> tuple[int, ...]:
        """Of several with a surname the one who has spoken, where no other has and none was named in full since."""
        spoken = [actor for actor in bears if actor in self._spoken]
        named = [a for a, span in self._actors.inside(token.doc[: token.i]) if a in bears and len(span) > 1]
        return tuple(spoken) if len(spoken) == 1 and named[-1:] == spoken else ()

    # -- titles -----------------------------------------------------------------------------------------

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
        if names is None or (token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN"):
            return ()
        doc, forms = token.doc, {token.lower_, *_SHORT.get(token.lower_, ())}
        found: dict[int, set[str]] = {}
        for actor, span in self._actors.inside(doc[: token.i]):
            low = max(self._scene.layout.sentence(span.start)[0], span.start - 4)
            around = {t.lower_ for t in doc[low : _past_seat(span)]}
            if self._is_person(actor) and forms & around and not _OWNED & around:
                found.setdefault(actor, set()).update(around)
        fits = [actor for actor, around in found.items() if {t.lower_ for t in names} <= around]
        return tuple(fits) if len(fits) == 1 and (names or self._told_of_here(fits[0], token)) else ()

    def _told_of_here(self, actor: int, token: Token) -> bool:
        """Whether "the senator" can be one named further up: the paragraph so far names him, or nobody else."""
        low, _ = self._scene.layout.paragraphs()[self._scene.layout.paragraph(token.i)]
        named = {a for a, _ in self._actors.inside(token.doc[low : token.i]) if self._is_person(a)}
        return actor in named or not named or self._actors.actors[actor].described

    def _holder(self, token: Token, report: Report) -> tuple[int, ...]:
        """Who holds the office of which "its" tells whose it is: "Oslo will wait, its foreign minister said"."""
        own = own_title(self._scene, token, report.start, report.end)
        whose = () if own is None else self._named(own[1])
        tenures = [t for t in self._actors.tenures if (t.organization,) == whose and t.state is TenureState.CURRENT]
        holders = {t.actor for t in tenures if own is not None and t.title.casefold() == own[0]}
        return tuple(holders) if len(holders) == 1 else ()

    def _of_body(self, pronoun: Token) -> tuple[int, ...] | None:
        """Which body "it" goes on with, () where no actor stands for it: "Voss's office disagreed. It said"."""
        body = body_before(self._scene, pronoun)
        own = () if body is None else self._named(body)
        return own if body is not None and (owned(body) or not own) else None

    # -- documents, spokesmen and parts of groups ----------------------------------------------------

    def _issuer(self, token: Token) -> tuple[int, ...]:
        """Whose a document is ("a rebel statement"), for whom a spokesman speaks, who "many in Oslo" are."""
        words = self._scene.words
        if token.lower_ not in words.documents | words.voices | words.parts | words.utterances:
            return ()
        grammar, voice = self._scene.grammar, token.lower_ in words.voices
        theirs = [t for noun in grammar.modifiers(token) for t in grammar.possessors(noun) if self._somebody(t)]
        owned = bool(theirs) or any(map(self._somebody, grammar.possessors(token)))  # "Ada's Facebook post"
        nouns = [*grammar.possessors(token), *theirs, *grammar.modifiers(token)]
        if token.i and token.nbor(-1).pos_ == "ADJ" and token.nbor(-1).text[:1].isupper():
            nouns.append(token.nbor(-1))  # "the Norwegian account"
        if token.lower_ in words.utterances - words.documents:
            nouns = grammar.possessors(token)  # "Oslo's answer was", but not "an answer from Oslo"
        else:
            nouns += [noun for preposition, noun in grammar.prepositional(token) if preposition in _FOR]
        nouns += [
            who for t in token.doc[token.i + 1 : token.i + 4] if t.lower_ in _DRAFTED for who in grammar.agents(t)
        ]
        for noun in nouns:
            if owned and noun.dep_ == "compound":
                continue  # "Ada's Facebook post": Ada's, whoever she is
            own = self._named(noun) or self._group_of(noun)
            if own and not (voice and any(map(self._is_person, own))):  # her spokesman speaks, not she
                return own
        if token.lower_ not in words.documents or owned:
            return ()
        return self._published(token) or self._issued(token)

    def _somebody(self, token: Token) -> bool:
        """Whether a noun is a person's name, known or not."""
        named = self._named(token)
        return any(map(self._is_person, named)) or (not named and token.ent_type_ in {"PERSON", "PER"})

    def _published(self, token: Token) -> tuple[int, ...]:
        """The body in whose name a document stands, or behind it as its author's: "an Oslo Post/NRK poll", "by NRK"."""
        doc, first = token.doc, token.i
        while first > 0 and (doc[first - 1].pos_ in _TITLE or doc[first - 1].text in {"/", "-"}):
            first -= 1
        end = next((t.i for t in doc[token.i + 1 : token.i + ASIDE] if t.is_punct or t.pos_ in _SAYING), token.i)
        by = next((t.i + 1 for t in doc[token.i + 1 : end] if t.lower_ in {"by", "from"}), end)
        for span in (doc[first : token.i], doc[by:end]):
            actor = next((a for a, _ in self._actors.inside(span)), None)
            if actor is not None and self._actors.actors[actor].type is ActorType.ORGANIZATION:
                return (actor,)
        return ()

    def _issued(self, token: Token) -> tuple[int, ...]:
        """Who issued the document that a text goes on with: "In a statement, Oslo said ... The statement added"."""
        doc, grammar = token.doc, self._scene.grammar
        if token.i < 1 or doc[token.i - 1].lower_ not in {"the", "this"}:
            return ()
        for other in reversed(doc[max(0, token.i - REMEMBERED) : token.i - 1]):
            if other.lower_ != token.lower_ or self._scene.layout.masked(other) or other.pos_ != "NOUN":
                continue
            whose = [*grammar.possessors(other), *(n for word, n in grammar.prepositional(other) if word in _BY)]
            verb = grammar.main_verb(other)
            whose = whose or grammar.subjects(verb)
            own = tuple(a for noun in whose if noun.i != other.i for a in self._named(noun))
            return own if len(set(own)) == 1 else ()
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
