"""Who stands behind a word: the actors that a noun or pronoun means, and whose words it is among."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.extract.actors import Actors
from kg.extract.lexicon import Form, lexicon
from kg.extract.told import Telling, contests, governors, group, hedgers, reporting_forms
from kg.extract.when import expressions
from kg.language.grammar import grammar_of
from kg.language.parsed import Parsed
from kg.model import ActorType, Quote

_FIRST = frozenset({"i", "me", "my", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves", "ours"})
_TOGETHER = frozenset(
    {"they", "both", "sides", "countries", "diplomats", "ministers", "leaders", "governments", "nations", "states"}
    | {"powers", "men", "parties", "presidents", "envoys"}
)
_COUNTRIES = frozenset({"countries", "governments", "nations", "states", "powers"})
_HOLDING = frozenset(
    {"agreed", "agree", "agrees", "maintained", "maintains", "maintain", "believes", "believe", "believed", "thinks"}
)
_RELATIVES = frozenset({"who", "which", "whom", "where"})
_PEOPLE = frozenset({"diplomats", "ministers", "leaders", "men", "presidents", "envoys"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PLACING = frozenset(
    {"of", "from", "in", "to", "with", "for", "by", "on", "at", "between", "among", "against", "near", "into"}
)
_WHICH = frozenset({"who", "which", "that"})


class Voices:
    """The actors and speakers of one article."""

    def __init__(self, parsed: Parsed, actors: Actors, quotes: Sequence[Quote]) -> None:
        self.parsed, self.actors = parsed, actors
        self.grammar = grammar_of(parsed.doc)
        here = [q for q in quotes if q.evidence and q.evidence[0].article == parsed.article]
        self._quotes = sorted(here, key=lambda quote: (quote.start, -quote.end))
        self._starts = [quote.start for quote in self._quotes]
        self._dates: dict[int, frozenset[int]] = {}

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

    def sayers(self, token: Token) -> tuple[int, ...]:
        """Who says the clause of a token: its quote's speakers, or within it the subject of a nearer verb of saying.

        () where a nearer one is nobody known.
        """
        speakers = self.speakers(token)
        if not speakers:
            return ()
        for above in governors(token):
            if above.lower_ in reporting_forms() or above.lower_ in _HOLDING:
                inside = self.quote(above)
                if inside is None or not self.speakers(above):
                    break
                heads = [head for head in self.grammar.subjects(above) if head.i < above.i]
                return self.of(heads) if heads else speakers
        return speakers

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
        low = token.lower_
        if (low in _FIRST or low in _WE) and not (token.text.isupper() and len(low) > 1):
            speakers = self.speakers(token)
            return speakers if low in _FIRST else tuple(dict.fromkeys(map(self._we, speakers)))
        if low in _TOGETHER and (pair := self._pair(token)):
            return pair
        return self.actors.one(token)

    def _pair(self, token: Token) -> tuple[int, ...]:
        """The two whom "they", "both" or "the two countries" mean: those last joined by "and"."""
        low, doc = token.lower_, self.parsed.doc
        if low != "they" and low != "both":
            before = {t.lower_ for t in doc[max(token.sent.start, token.i - 3) : token.i]}
            if not before & {"both", "two"} and not (low in _PEOPLE and token.i and doc[token.i - 1].lower_ == "the"):
                return ()
        for start, end, pair in reversed(self._pairs):
            if end > token.i:
                continue
            if low == "they" and (token.i - end > 60 or not self._acts(start, end) or self._nearer(end, token)):
                return ()
            if low in _PEOPLE and not self.actors.is_person(pair[0]):
                continue
            return tuple(map(self.state, pair)) if low in _COUNTRIES else pair
        return ()

    def _between_commas(self, comma: int, low: int) -> bool:
        """Whether what stands between two commas is a person's name alone: "the former envoy, Ada Voss, said"."""
        doc, at = self.parsed.doc, comma - 1
        who = self.actors.one(doc[at])
        if not who or not self.actors.is_person(who[0]):
            return False
        while at > low and self.actors.one(doc[at]) == who:
            at -= 1
        return doc[at].text == "," and not self.actors.one(doc[at - 1])

    def _nearer(self, end: int, token: Token) -> bool:
        """Whether a group that acts is named between a pair and a pronoun."""
        for actor, span in self.actors.inside(token.doc[end : token.i]):
            plural = span[-1].tag_ in {"NNS", "NNPS"}
            following = token.doc[span.end].tag_ if span.end < len(token.doc) else ""
            if plural and following in _FINITE and not self.actors.is_person(actor):
                return True
        return False

    def _acts(self, start: int, end: int) -> bool:
        """Whether two joined names are a subject: a verb or a set-off phrase follows, no preposition stands before."""
        doc = self.parsed.doc
        following = doc[end].tag_ if end < len(doc) else ""
        return following in {"VBD", "VBZ", "VBP", "VB", "MD", ","} and doc[max(0, start - 1)].tag_ != "IN"

    @cached_property
    def _pairs(self) -> list[tuple[int, int, tuple[int, ...]]]:
        """First token, token after the last, and the two actors, of each "A and B"."""
        doc = self.parsed.doc
        mentions = self.actors.inside(doc[:]) if len(doc) else []
        out: list[tuple[int, int, tuple[int, ...]]] = []
        for (one, left), (other, right) in pairwise(mentions):
            between = doc[left.end : right.start]
            linked = sum(t.lower_ == "and" for t in between) == 1 and len(between) <= 8
            plain = all(t.lower_ == "and" or t.tag_ in {"JJ", "NN", "NNP", "PRP$", "DT"} for t in between)
            alike = self.actors.actors[one].type is self.actors.actors[other].type
            alike = alike and self.actors.actors[one].type in {ActorType.PERSON, ActorType.STATE}
            if linked and plain and alike and one != other:
                out.append((left.start, right.end, (one, other)))
        return out

    def of(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """The actors that several words mean, each once, in order."""
        return tuple(dict.fromkeys(actor for token in tokens for actor in self.who(token)))

    def dates(self, sentence: Span) -> frozenset[int]:
        """The tokens of a sentence that stand in dates: "on Tuesday"."""
        key = sentence.start
        if key not in self._dates:
            base = sentence.start_char
            spans = [
                sentence.doc.char_span(base + e.start, base + e.end, alignment_mode="expand")
                for e in expressions(sentence.text)
            ]
            self._dates[key] = frozenset(token.i for span in spans if span is not None for token in span)
        return self._dates[key]

    def subjects(self, verb: Token, telling: Telling) -> tuple[int, ...]:
        """Who does what the verb says: by the parse, else by what stands right before its verb group."""
        other = self._shared_subject(verb, telling)
        if other is not None:
            return other
        heads = self.grammar.subjects(verb) or (self.grammar.passive_subjects(verb) if not telling.passive else [])
        heads = [head for head in heads if head.i != verb.i]
        left = self.before(telling.first)
        found = self.of(heads)
        adjacent = self.of(left)
        if adjacent and (
            not found
            or set(found) < set(adjacent)
            or self._named_by_title(left, heads)
            or self.set_off(heads, left, verb)
        ):
            return adjacent
        return self._joined(verb, heads, found)

    def _joined(self, verb: Token, heads: Sequence[Token], found: tuple[int, ...]) -> tuple[int, ...]:
        """The subject with whoever is joined to it by "and", where the parse took only one of the two.

        It takes two to agree: within what one reports, the pair that is spoken of.
        """
        if len(found) == 1 and verb.lower_ in {"agreed", "agree"}:
            inside = [pair for start, end, pair in self._pairs if verb.sent.start <= start and end <= verb.i]
            if inside and self.quote(verb) is not None:
                return inside[-1]
        if len(found) == 1 and heads:
            for start, end, pair in self._pairs:
                if start <= heads[0].i < end and found[0] == pair[0]:
                    return pair
        return found

    def _shared_subject(self, verb: Token, telling: Telling) -> tuple[int, ...] | None:
        """The subject of a verb that follows another: "blamed Oslo and warned it", ", urging Oslo".

        A verb of speaking goes on with what the speaker says: "said the envoy would stay but warned of delay".
        None where the verb has a subject of its own, or the one before it is not sure.
        """
        first = telling.first
        if first.i - 1 < verb.sent.start:
            return None
        before = first.nbor(-1)
        if verb.tag_ == "VBG" and before.text == ",":
            return self._of_verb(self._main(verb))
        if before.lower_ not in {"and", "but"}:
            return None
        main = self._main(verb)
        if verb.lower_ in reporting_forms() and main is not None and main.lower_ in reporting_forms():
            return self._of_verb(main)
        return self._of_verb(self._earlier(before, verb))

    def _of_verb(self, verb: Token | None) -> tuple[int, ...] | None:
        """The subject of a verb, None where it is nobody known."""
        if verb is None:
            return None
        telling = group(verb)
        heads = self.grammar.subjects(verb) or self.grammar.passive_subjects(verb)
        left = self.before(telling.first if telling is not None else verb)
        return self.of([head for head in heads if head.i < verb.i]) or self.of(left) or None

    def _main(self, verb: Token) -> Token | None:
        """The first finite verb of the sentence, outside quotation."""
        for token in verb.sent:
            if token.i >= verb.i:
                return None
            if token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ != "AUX" and self.quote(token) is None:
                return token
        return None

    def _earlier(self, link: Token, verb: Token) -> Token | None:
        """The finite verb before an "and" that a verb shares its subject with, past relative clauses."""
        doc = link.doc
        for at in range(link.i - 1, link.sent.start - 1, -1):
            token = doc[at]
            finite = token.tag_ in {"VBD", "VBZ", "VBP"} or (verb.tag_ in {"VBN", "VBD"} and token.tag_ == "VBN")
            if finite and token.pos_ != "AUX" and not _RELATIVES & {t.lower_ for t in doc[max(0, at - 3) : at]}:
                return token if group(token) is not None else None
        return None

    def _named_by_title(self, left: Sequence[Token], heads: Sequence[Token]) -> bool:
        """Whether the parse took a word of the title for the subject, and the name itself stands before the verb."""
        inner = {token.i for head in heads for token in head.subtree}
        return left[-1].i in inner and len(left) == 1 and any(map(self.actors.is_person, self.who(left[-1])))

    def set_off(self, heads: Sequence[Token], left: Sequence[Token], verb: Token) -> bool:
        """Whether a name set between commas right before a verb is its subject, and not a noun beyond another verb.

        "The paper quoted sources saying the former envoy, Ada Voss, went": Ada Voss, not the paper.
        """
        if not left or not heads or verb.doc[left[-1].i + 1].text != ",":
            return False
        between = verb.doc[max(head.i for head in heads) : left[0].i] if heads[-1].i < left[0].i else ()
        return any(token.tag_ in {"VBD", "VBZ", "VBG", "VBP"} for token in between)

    def vouched(self, verb: Token, holders: Sequence[int]) -> bool:
        """Whether nobody who says so only claims or supposes it, unless of himself or his own state."""
        for above in hedgers(verb):
            own = self.of(self.grammar.subjects(above)) or ((-1,) if above.lower_ else ())
            mine = {*own, *(self.state(actor) for actor in own if actor >= 0)}
            if contests(above) or not mine & set(holders):
                return False
        return True

    def before(self, first: Token) -> list[Token]:
        """Words for those who stand right before a verb group, past dates, "who" and an apposition between commas."""
        doc, low = first.doc, first.sent.start
        dates = self.dates(first.sent)
        at = first.i - 1
        while at >= low and at in dates:
            at -= 1
        relative = at > low and doc[at].lower_ in _WHICH
        if relative:
            at -= 1
            if doc[at].text == ",":
                at -= 1
        elif at > low and doc[at].text == ",":
            named = self._between_commas(at, low)
            at = at - 1 if named or first.tag_ == "VBG" else self._past_apposition(at, first)
        out: list[Token] = []
        while at >= low and self.who(doc[at]) and at not in dates:
            out.insert(0, doc[at])
            at = self._past_title(self._start(doc[at]) - 1, low)
            joined = at
            while joined > low and doc[joined].lower_ in {",", "and", "the", "&"}:
                joined -= 1
            if joined == at:
                break
            at = joined
        return [] if out and not relative and self._placed(out[0], low) else out

    def _placed(self, token: Token, low: int) -> bool:
        """Whether a name stands in a prepositional phrase: "teams from both sides"."""
        at = self._start(token) - 1
        while at > low and token.doc[at].tag_ in {"DT", "JJ", "CD", "NN", "NNP", "PRP$", "PDT"}:
            at -= 1
        return at >= low and token.doc[at].lower_ in _PLACING

    def _past_title(self, at: int, low: int) -> int:
        """The token before a title ("and [Norwegian Foreign Minister] Ada Voss"), where one stands before the name."""
        doc, start = self.parsed.doc, at
        while at > low and start - at < 6 and doc[at].tag_ in {"JJ", "NN", "NNP"} and doc[at].text not in {",", "and"}:
            at -= 1
        return at if doc[at].lower_ in {",", "and"} else start

    def _past_apposition(self, comma: int, first: Token) -> int:
        """The token before what stands between two commas, -1 where that is more than an apposition."""
        doc, low, at = first.doc, first.sent.start, comma - 1
        while at > low and doc[at].text != "," and first.i - at < 14:
            if doc[at].tag_ in {"VBD", "VBZ", "VBP", "MD"} and doc[at].lower_ not in {"is", "was"}:
                return -1
            at -= 1
        return at - 1 if doc[at].text == "," else -1

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
