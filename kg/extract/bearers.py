"""Who stands behind a word: the actors that a noun or pronoun means, and whose words it is among."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from kg.extract.actors import Actors
from kg.extract.lexicon import Form, lexicon
from kg.extract.several import SIDES, Several
from kg.extract.told import FINITE
from kg.extract.when import expressions
from kg.language.grammar import grammar_of
from kg.language.parsed import Parsed
from kg.language.tokens import Span, Token
from kg.model import ActorType, Quote, QuoteKind

_FIRST = frozenset({"i", "me", "my", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves", "ours"})
_TOGETHER = frozenset(
    {
        "they",
        "both",
        "two",
        "sides",
        "countries",
        "diplomats",
        "ministers",
        "leaders",
        "governments",
        "nations",
        "states",
    }
    | {"powers", "men", "parties", "presidents", "envoys"}
)
_COUNTRIES = frozenset({"countries", "governments", "nations", "states", "powers"})
_PEOPLE = frozenset({"diplomats", "ministers", "leaders", "men", "presidents", "envoys"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "VBG"})
_TITLE = frozenset({"JJ", "NN", "NNP", "PRP$", "DT"})
_STATEMENTS = frozenset({"statement", "remarks", "speech", "address", "message", "letter", "declaration", "op-ed"})
_SPOKEN_OF = frozenset({"men", "leaders"})
_JOINING = frozenset({"and", "met", "meets", "telephoned", "phoned"})
_THEY = frozenset({"they", "them", "their"})
_LISTENERS = frozenset(
    {"reporters", "journalists", "correspondents", "newsmen", "the press", "the media", "the reporters"}
)
_HE_SHE = frozenset({"he", "she"})
_HIS = frozenset({"government", "country", "nation", "administration", "delegation", "side"})
_STYLES = frozenset({"highness", "majesty", "excellency", "holiness", "eminence"})
_MEMBERS = frozenset({"members"})


class Bearers:
    """The actors and speakers of one article, by its words."""

    def __init__(self, parsed: Parsed, actors: Actors, quotes: Sequence[Quote]) -> None:
        self.parsed, self.actors = parsed, actors
        self.grammar = grammar_of(parsed.doc)
        here = [q for q in quotes if q.evidence and q.evidence[0].article == parsed.article]
        self._quotes = sorted(here, key=lambda quote: (quote.start, -quote.end))
        self._starts = [quote.start for quote in self._quotes]
        self._dates: dict[int, frozenset[int]] = {}
        self._meant: dict[int, tuple[int, ...]] = {}
        self._several = Several(parsed.doc, actors, self.state)

    def quote(self, token: Token) -> Quote | None:
        """The innermost quote that a token stands in; of several speakers' the first."""
        found = self._holding(token)
        return found[0] if found else None

    def _holding(self, token: Token) -> list[Quote]:
        """The innermost run of quoted words that a token stands in, once for each of its speakers."""
        start, end = self.parsed.offsets(token)
        last = bisect_right(self._starts, start)
        holding = [quote for quote in self._quotes[max(0, last - 12) : last] if quote.end >= end]
        shortest = min((quote.end - quote.start for quote in holding), default=0)
        return [quote for quote in holding if quote.end - quote.start == shortest]

    def speakers(self, token: Token) -> tuple[int, ...]:
        """Whose words a token is among, () for the writer's."""
        return tuple(quote.speaker for quote in self._holding(token) if quote.speaker is not None)

    def state(self, actor: int) -> int:
        """The state or body that an actor speaks for, else itself; of a ministry or an army its state."""
        body = self.actors.state_of(actor)
        if body is None:
            return actor
        if self.actors.actors[body].type is ActorType.ORGANIZATION:
            above = [a for a in self.actors.actors[body].affiliations if self.actors.actors[a].type is ActorType.STATE]
            return above[0] if above else body
        return body

    def _we(self, speaker: int) -> int:
        """Whom "we" stands for: the state of its minister, the body of its spokesman; else whoever speaks."""
        body = self.state(speaker)
        if self.actors.actors[body].type is ActorType.STATE or not self.actors.is_person(speaker):
            return body
        titles = [tenure.title for tenure in self.actors.tenures if tenure.actor == speaker]
        return body if any("spokes" in title for title in titles) else speaker

    def who(self, token: Token) -> tuple[int, ...]:
        """The actors that one noun or pronoun means; "we" is the state or body of whoever speaks, "both" are two."""
        if token.i not in self._meant:
            self._meant[token.i] = self._who(token)
        return self._meant[token.i]

    def _who(self, token: Token) -> tuple[int, ...]:
        low = token.lower_
        if (low in _FIRST or low in _WE) and not (token.text.isupper() and len(low) > 1):
            speakers = self.speakers(token) or (self._author if self.quote(token) is None else ())
            return speakers if low in _FIRST else tuple(dict.fromkeys(map(self._we, speakers)))
        if low in _HE_SHE and (speaker := self._opening_speaker(token)):
            return speaker
        if low in _TOGETHER and (pair := self._pair(token)):
            return pair
        known = self.actors.one(token) or self._several.meant(token)
        if low in _THEY and any(self._listens(actor) for actor in known):
            known = ()  # "told reporters ... They are not willing"
        if not known and low == "they":
            known = self._several.spoken_of(token)
        return known or self._members(token) or self._styled(token) or self._of_his(token)

    def _listens(self, actor: int) -> bool:
        """Whether an actor is only those to whom others speak: "reporters"."""
        named = self.actors.actors[actor]
        return any(name.lower() in _LISTENERS for name in (named.name, *named.aliases))

    def _opening_speaker(self, token: Token) -> tuple[int, ...]:
        """Who says of himself what "he" opens: "Ada Voss reminded Bo Lund that ..., and said [she] was ready"."""
        quote, speakers = self.quote(token), self.speakers(token)
        if quote is None or quote.kind is QuoteKind.DIRECT or self.parsed.offsets(token)[0] != quote.start:
            return ()
        return speakers if len(speakers) == 1 and self.actors.is_person(speakers[0]) else ()

    @cached_property
    def _author(self) -> tuple[int, ...]:
        """Whose statement the article is by its headline: "Remarks by President Ada Voss", () for reports."""
        doc, title = self.parsed.doc, next(iter(self.parsed.doc.sents), None)
        said = next((t.i for t in title or () if t.lower_ in _STATEMENTS), None)
        if said is None or title is None:
            return ()
        by = next((t.i for t in doc[said : title.end] if t.lower_ in {"by", "of", "from"}), None)
        named = self.named(doc[by + 1 : title.end]) if by is not None and by < said + 4 else ()
        return tuple(actor for actor in named if self.actors.is_person(actor))[:1]

    def _of_his(self, token: Token) -> tuple[int, ...]:
        """The state of whoever stands for one: "her government", "his country"."""
        if token.lower_ not in _HIS or token.i == token.sent.start:
            return ()
        owner, before = token.nbor(-1), token.nbor(-3) if token.i - 3 >= token.sent.start else token
        if owner.lower_ not in {"his", "her", "whose"}:
            return ()
        whose = self.actors.one(before) if owner.lower_ == "whose" else self.who(owner)
        states = {self.state(actor) for actor in whose}
        found = tuple(sorted(states))
        return found if len(found) == 1 and self.actors.actors[found[0]].type is ActorType.STATE else ()

    def _styled(self, token: Token) -> tuple[int, ...]:
        """Whose style it is: "His Highness the Emir"."""
        doc, after = self.parsed.doc, token.i + 1
        if token.lower_ not in _STYLES or after + 1 >= len(doc):
            return ()
        return self.actors.one(doc[after + (doc[after].lower_ == "the")])

    def _members(self, token: Token) -> tuple[int, ...]:
        """The body of which all are meant: "the members of the Security Council"; not "some members"."""
        doc, at = self.parsed.doc, token.i
        if token.lower_ not in _MEMBERS or at + 2 >= len(doc) or doc[at + 1].lower_ != "of":
            return ()
        if at > token.sent.start and doc[at - 1].lower_ != "the":
            return ()
        after = at + 2 + (doc[at + 2].lower_ == "the")
        who = self.actors.one(doc[after]) if after < len(doc) else ()
        return tuple(a for a in who if (self.actors.actors[a].key or "").startswith(("org:", "coalition:")))

    def _pair(self, token: Token) -> tuple[int, ...]:
        """The two whom "they", "both" or "the two countries" mean: those last joined by "and"."""
        low, doc = token.lower_, self.parsed.doc
        if low == "both" and token.i + 1 < len(doc) and doc[token.i + 1].tag_ in _NOMINAL:
            return ()
        if low == "two":
            following = doc[token.i + 1].tag_ if token.i + 1 < len(doc) else ""
            if not token.i or doc[token.i - 1].lower_ != "the" or following in _NOMINAL:
                return ()
        elif low not in {"they", "both"}:
            before = {t.lower_ for t in doc[max(token.sent.start, token.i - 3) : token.i]}
            if not before & {"both", "two"} and not (low in _PEOPLE and token.i and doc[token.i - 1].lower_ == "the"):
                return ()
            if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of":  # "the leaders of NATO" are NATO's
                return ()
        if low in SIDES and (lead := self._several.of_lead(token)):
            return lead
        if low in _SPOKEN_OF and (nearest := self._several.nearest(token, 2)):
            return self._paired(nearest, token)
        for start, end, pair in self._acting_first(token, low):
            if end > token.i:
                continue
            if low == "they" and (token.i - end > 60 or not self._acts(start, end) or self._nearer(end, token)):
                return ()
            if low in _PEOPLE and not self._are(pair, token):
                continue
            return self._states(pair, end, token) if low in _COUNTRIES | SIDES else pair
        return ()

    def _are(self, pair: tuple[int, ...], token: Token) -> bool:
        """Whether two can be whom a noun of people means: "the foreign ministers" are no two of another office."""
        return self.actors.is_person(pair[0]) and all(self._several.in_charge(actor, token) for actor in pair)

    def _paired(self, nearest: tuple[int, ...], token: Token) -> tuple[int, ...]:
        """The two persons last named, where a sentence names both; else the one pair that the article has told of."""
        pairs = {frozenset(pair): pair for _, end, pair in self._pairs if end <= token.i}
        told = [pair for pair in pairs.values() if self.actors.is_person(pair[0])]
        last = {a: span[0].sent.start for a, span in self.actors.inside(token.doc[: token.i]) if a in nearest}
        if not told or frozenset(nearest) in pairs or len(set(last.values())) == 1:
            return nearest
        return told[0] if len(told) == 1 else ()

    def _acting_first(self, token: Token, low: str) -> list[tuple[int, int, tuple[int, ...]]]:
        """The pairs before a word, the last first; of one sentence that which acts: "A and B met C and D. The two"."""
        pairs = [each for each in reversed(self._pairs) if each[1] <= token.i]
        if low == "they" or not pairs or self._acts(*pairs[0][:2]):
            return pairs
        sentence = token.doc[pairs[0][0]].sent.start
        people = self.actors.is_person(pairs[0][2][0])
        for each in pairs[1:]:
            if each[0] >= sentence and self._acts(*each[:2]) and self.actors.is_person(each[2][0]) == people:
                return [each, *pairs]
        return pairs

    def _states(self, pair: tuple[int, ...], end: int, token: Token) -> tuple[int, ...]:
        """The two states of a pair, or of the two persons; () for others, or where a pair is far from "both sides"."""
        types = {self.actors.actors[actor].type for actor in pair}
        if token.lower_ in SIDES:
            return () if types == {ActorType.PERSON} else pair
        states = tuple(dict.fromkeys(map(self.state, pair)))
        told = len(states) == 2 and all(self.actors.actors[each].type is ActorType.STATE for each in states)
        start = token.sent.start
        near = end > (token.doc[start - 1].sent.start if start else 0)
        if not near and (lead := self._several.of_lead(token)):
            return lead
        every = {frozenset(map(self.state, other)) for _, _, other in self._pairs}
        return states if told and (near or len(every) == 1) else ()

    def last_pair(self, token: Token) -> tuple[int, ...]:
        """The two who were last joined by "and" before a word."""
        return next((pair for _, end, pair in reversed(self._pairs) if end <= token.i), ())

    def _nearer(self, end: int, token: Token) -> bool:
        """Whether a group that acts is named between a pair and a pronoun."""
        for actor, span in self.actors.inside(token.doc[end : token.i]):
            plural = span[-1].tag_ in {"NNS", "NNPS"}
            following = token.doc[span.end].tag_ if span.end < len(token.doc) else ""
            if plural and following in FINITE and not self.actors.is_person(actor):
                return True
        return False

    def _acts(self, start: int, end: int) -> bool:
        """Whether two joined names are a subject: a verb or a set-off phrase follows, no preposition stands before."""
        doc = self.parsed.doc
        following = doc[end].tag_ if end < len(doc) else ""
        return following in {"VBD", "VBZ", "VBP", "VB", "MD", ","} and doc[max(0, start - 1)].tag_ != "IN"

    @cached_property
    def _pairs(self) -> list[tuple[int, int, tuple[int, ...]]]:
        """First token, token after the last, and the two actors, of each "A and B", "A met B"."""
        doc = self.parsed.doc
        mentions = self.actors.inside(doc[:]) if len(doc) else []
        out: list[tuple[int, int, tuple[int, ...]]] = []
        for at, ((one, left), (other, right)) in enumerate(pairwise(mentions)):
            if at and self._goes_on(mentions[at - 1], mentions[at]):  # the last two of a longer list
                continue
            between = doc[left.end : right.start]
            linked = sum(t.lower_ in _JOINING for t in between) == 1 and len(between) <= 8
            plain = all(t.lower_ in {*_JOINING, "with"} or t.tag_ in _TITLE for t in between)
            alike = self.actors.actors[one].type is self.actors.actors[other].type
            alike = alike and self.actors.actors[one].type in {ActorType.PERSON, ActorType.STATE}
            if linked and plain and alike and one != other:
                out.append((left.start, right.end, (one, other)))
        return out

    def _goes_on(self, before: tuple[int, Span], mention: tuple[int, Span]) -> bool:
        """Whether a mention is the next of a list: "Mali, [Chad]"."""
        between = self.parsed.doc[before[1].end : mention[1].start]
        alike = self.actors.actors[before[0]].type is self.actors.actors[mention[0]].type
        plain = all(t.text == "," or t.tag_ in _TITLE for t in between)
        return alike and plain and any(t.text == "," for t in between) and len(between) <= 8

    def both_states(self, token: Token) -> tuple[int, ...]:
        """The two states of whom the article's opening tells, () where it does not tell of just two."""
        found = self._several.of_lead(token)
        return found if all(self.actors.actors[each].type is ActorType.STATE for each in found) else ()

    def of(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """The actors that several words mean, each once, in order."""
        return tuple(dict.fromkeys(actor for token in tokens for actor in self.who(token)))

    def dates(self, sentence: Span) -> frozenset[int]:
        """The tokens of a sentence that stand in dates: "on Tuesday"."""
        key = sentence.start
        if key not in self._dates:
            base = sentence.start_char
            spans = [sentence.doc.char_span(base + e.start, base + e.end) for e in expressions(sentence.text)]
            told = (span for span in spans if span is not None and not self._in_a_name(span))
            self._dates[key] = frozenset(token.i for span in told for token in span)
        return self._dates[key]

    def _in_a_name(self, words: Span) -> bool:
        """Whether words for when are part of a person's name: "Park Chan [Jun]", "[April] Lane"."""
        return any(self.actors.is_person(actor) for token in words for actor in self.actors.one(token))

    def _start(self, token: Token) -> int:
        """The first token of the mention that a token belongs to."""
        at, who = token.i, self.actors.one(token)
        while at > token.sent.start and self.actors.one(token.doc[at - 1]) == who and who:
            at -= 1
        return at

    def named(self, span: Span) -> tuple[int, ...]:
        """The actors that are named in a span, each once, in order."""
        if not len(span):
            return ()
        return tuple(dict.fromkeys(actor for actor, _ in self.actors.inside(span)))

    def state_named(self, text: str) -> tuple[int, ...]:
        """The state of this page that has this name in full."""
        keys = {sense.entry.key for sense in lexicon().named(text) if sense.form is Form.NAME}
        known = (i for i, actor in enumerate(self.actors.actors) if actor.key in keys and actor.type is ActorType.STATE)
        return tuple(known)[:1] if keys else ()

    def demonym(self, text: str) -> tuple[int, ...]:
        """The actor of this page that an adjective like "Norwegian" belongs to."""
        keys = {sense.entry.key for sense in lexicon().named(text)}
        return tuple(i for i, actor in enumerate(self.actors.actors) if actor.key in keys)[:1] if keys else ()
