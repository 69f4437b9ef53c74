"""Who stands behind a word: the actors that a noun or pronoun means, and whose words it is among."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.extract.actors import Actors
from kg.extract.lexicon import lexicon
from kg.extract.told import Telling, hedgers
from kg.extract.when import expressions
from kg.language.grammar import grammar_of
from kg.language.parsed import Parsed
from kg.model import ActorType, Quote

_FIRST = frozenset({"i", "me", "my", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves", "ours"})
_LINKS = frozenset({",", "and", "&", "or", "the", "both", "between"})
_WITHIN = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "CD", "DT", "IN", "POS", "HYPH", "VBN"})
_ENVOYS = frozenset(
    {
        "envoy",
        "representative",
        "adviser",
        "advisor",
        "coordinator",
        "ambassador",
        "rapporteur",
        "secretary",
        "commissioner",
        "spokesman",
        "spokeswoman",
        "minister",
    }
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

    def state(self, actor: int) -> int:
        """The state or body that an actor speaks for, else itself."""
        state = self.actors.state_of(actor)
        return actor if state is None else state

    def _we(self, speaker: int) -> int:
        """Whom "we" stands for: the state of its minister, the body of its spokesman; else whoever speaks."""
        body = self.state(speaker)
        if self.actors.actors[body].type is ActorType.STATE or not self.actors.is_person(speaker):
            return body
        titles = [tenure.title for tenure in self.actors.tenures if tenure.actor == speaker]
        return body if any("spokes" in title for title in titles) else speaker

    def who(self, token: Token) -> tuple[int, ...]:
        """The actors that one noun or pronoun means; "we" is the state or body of whoever speaks."""
        low = token.lower_
        if low in _FIRST or low in _WE:
            speakers = self.speakers(token)
            return speakers if low in _FIRST else tuple(dict.fromkeys(map(self._we, speakers)))
        return self.actors.one(token)

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
        heads = self.grammar.subjects(verb) or (self.grammar.passive_subjects(verb) if not telling.passive else [])
        heads = [head for head in heads if head.i != verb.i]
        left = self.before(telling.first)
        found = self.of(heads)
        adjacent = self.of(left)
        if adjacent and (not found or self._named_by_title(left, heads)):
            return adjacent
        return found

    def _named_by_title(self, left: Sequence[Token], heads: Sequence[Token]) -> bool:
        """Whether the parse took a word of the title for the subject, and the name itself stands before the verb."""
        inner = {token.i for head in heads for token in head.subtree}
        return left[-1].i in inner and len(left) == 1 and any(map(self.actors.is_person, self.who(left[-1])))

    def vouched(self, verb: Token, holders: Sequence[int]) -> bool:
        """Whether nobody who says so only claims or supposes it, unless of himself or his own state."""
        for above in hedgers(verb):
            own = self.of(self.grammar.subjects(above)) or ((-1,) if above.lower_ else ())
            mine = {*own, *(self.state(actor) for actor in own if actor >= 0)}
            if not mine & set(holders):
                return False
        return True

    def before(self, first: Token) -> list[Token]:
        """Words for those who stand right before a verb group, past dates, "who" and an apposition between commas."""
        doc, low = first.doc, first.sent.start
        dates = self.dates(first.sent)
        at = first.i - 1
        while at >= low and at in dates:
            at -= 1
        if at > low and doc[at].lower_ in _WHICH:
            at -= 1
            if doc[at].text == ",":
                at -= 1
        elif at > low and doc[at].text == ",":
            at = at - 1 if first.tag_ == "VBG" else self._past_apposition(at, first)
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
        return out

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

    def listed(self, start: int, end: int) -> tuple[tuple[int, ...], int]:
        """The actors of a list that begins at a token ("A, B and the C of D"), and the token after it.

        Words that describe who is listed may stand between; anything else ends the list. In "Norwegian Foreign Minister
        Ada Voss" and "the government of President Bo Lund" only one is meant.
        """
        doc = self.parsed.doc
        found: dict[int, None] = {}
        after, gap, at, last = start, 0, start, start
        while at < end:
            token = doc[at]
            who = () if token.tag_ == "PRP$" else self._counterpart(token) or self.who(token)
            if found and token.text == "," and self._apposition(at, end):
                break
            if who:
                self._replace(found, who, doc[last:at] if found else doc[at:at])
                after, gap, last = at + 1, 0, at + 1
            elif not self._goes_on(token, gap):
                break
            else:
                gap += token.lower_ not in _LINKS
            at += 1
        return tuple(found), after

    def _counterpart(self, token: Token) -> tuple[int, ...]:
        """Who "his Norwegian counterpart" is: the only person of that state on the page who stands for it."""
        if token.i + 1 >= len(token.doc) or token.nbor(1).lower_ != "counterpart":
            return ()
        state = self.demonym(token.text)
        known = self.who(token.nbor(1))
        if known and self.actors.is_person(known[0]):
            return known
        people = [i for i in range(len(self.actors.actors)) if self.actors.is_person(i) and self.state(i) in state]
        return (people[0],) if len(people) == 1 else ()

    def _apposition(self, comma: int, end: int) -> bool:
        """Whether a comma opens a description and not the next of the list: ", the main rebel group"."""
        doc = self.parsed.doc
        if comma + 1 >= end or doc[comma + 1].lower_ not in {"a", "an", "the", "one", "its", "his", "their"}:
            return False
        return not any(token.lower_ == "and" for token in doc[comma + 1 : min(end, comma + 10)])

    def _replace(self, found: dict[int, None], who: tuple[int, ...], between: Span) -> None:
        """Adds an actor of a list; a state before a person's title goes, a person after "the government of" stays out."""
        words = {token.lower_ for token in between}
        person = any(map(self.actors.is_person, who))
        last = next(reversed(found), None)
        if last is not None and person and last not in who and not words & {",", "and", "or", "&", "with"}:
            titled = self.state(who[0]) == last or not self.actors.is_person(last)
            if (
                titled
                and "of" in words
                and len(words) <= 4
                and not self.actors.is_person(last)
                and self._governs(between)
            ):
                return
            if (titled and "of" not in words) or (titled and self.state(who[0]) == last):
                del found[last]
        found.update(dict.fromkeys(who))

    @staticmethod
    def _governs(between: Span) -> bool:
        return any(
            token.lower_ in {"government", "regime", "administration", "forces", "army", "troops"} for token in between
        )

    def _goes_on(self, token: Token, gap: int) -> bool:
        """Whether a word that names nobody may stand within a list of actors."""
        before = token.nbor(-1) if token.i > 0 else token
        low = token.lower_
        if low in _LINKS or token.text in {"(", ")", "’s", "'s"} or _as_well_as(token) or low == "including":
            return True
        if token.text in {"–", "—", "-"}:
            following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
            return following in {"from", "including"} or token.text == "-"
        if gap >= 6 or token.tag_ not in _WITHIN:
            return False
        if token.tag_ != "IN":
            return True
        if low in {"of", "from"}:
            return before.text != "," or (low == "from" and before.text in {"–", "—"})
        return low in {"on", "for", "to"} and before.lower_ in _ENVOYS

    def demonym(self, text: str) -> tuple[int, ...]:
        """The actor of this page that an adjective like "Norwegian" belongs to."""
        keys = {sense.entry.key for sense in lexicon().named(text)}
        return tuple(i for i, actor in enumerate(self.actors.actors) if actor.key in keys)[:1] if keys else ()


def _as_well_as(token: Token) -> bool:
    words = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i + 3]]
    return token.lower_ in {"as", "well", "along", "with", "together"} and any(
        tuple(words[i : i + 3]) == ("as", "well", "as")
        or tuple(words[i : i + 2]) in {("along", "with"), ("together", "with")}
        for i in range(len(words))
    )
