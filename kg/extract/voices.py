"""Who acts and who speaks: the subject of a verb, the sayer of a clause, whoever vouches for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.bearers import Bearers
from kg.extract.told import FINITE, Telling, contests, governors, group, hedgers, reporting_forms
from kg.language.tokens import Token
from kg.model import ActorType, QuoteKind

_SET_OFF = frozenset({ActorType.PERSON, ActorType.POLITICAL_GROUP, ActorType.ARMED_GROUP, ActorType.ORGANIZATION})
_SAYING = frozenset({"said", "says", "added", "stressed", "insisted", "went", "argued", "noted", "warned", "continued"})
_HOLDING = frozenset(
    {"agreed", "agree", "agrees", "maintained", "maintains", "maintain", "believes", "believe", "believed", "thinks"}
)
_CONVINCED = frozenset({"convinced", "confident", "certain", "sure", "persuaded", "adamant"})
"""Words for who holds what follows: "Voss remains [convinced] that"."""
_DENIED = frozenset({"not", "n't", "n’t", "never", "hardly", "far"})
_DESCRIBING = frozenset({"DT", "PRP$", "JJ", "NN", "NNP", "POS"})
_HAVING = frozenset({"has", "have", "had"})
_BEING = frozenset({"was", "were"})
_RELATIVES = frozenset({"who", "which", "whom", "where", "whose"})
_PLACING = frozenset(
    {"of", "from", "in", "to", "with", "for", "by", "on", "at", "between", "among", "against", "near", "into", "unlike"}
)
_LATER = frozenset(
    {"also", "then", "later", "again", "together", "jointly", "separately", "earlier", "already", "only", "just"}
    | {
        "repeatedly",
        "recently",
        "last",
        "first",
        "next",
        "long",
        "once",
        "even",
        "twice",
        "initially",
        "previously",
        "subsequently",
    }
)
_WHICH = frozenset({"who", "which", "that"})


def _in_relative(token: Token) -> bool:
    """Whether a verb stands in a clause between commas on who was named: "Oslo, whose allies [rule], insists"."""
    comma = next((t.i for t in reversed(token.doc[token.sent.start : token.i]) if t.text == ","), None)
    return comma is not None and token.doc[comma + 1].lower_ in _RELATIVES and comma + 1 < token.i


class Voices(Bearers):
    """The actors and speakers of one article, by its verbs and clauses."""

    def sayers(self, token: Token) -> tuple[int, ...]:
        """Who says the clause of a token: its quote's speakers, or within it the subject of a nearer verb of saying.

        () where a nearer one is nobody known, or is not sure of it.
        """
        speakers = self.speakers(token)
        if not speakers:
            return ()
        verbs = governors(token)
        for above in token.ancestors:
            convinced = above.i < token.i and above.lower_ in _CONVINCED
            if convinced and _DENIED & {t.lower_ for t in token.doc[max(token.sent.start, above.i - 3) : above.i]}:
                return ()  # "was not sure that it would hold"
            if convinced or (above in verbs and (above.lower_ in reporting_forms() or above.lower_ in _HOLDING)):
                inside = self.quote(above)
                if inside is None or not self.speakers(above):
                    break
                heads = [head for head in self.grammar.subjects(above) if head.i < above.i]
                return self.of(heads) if heads else speakers
        return speakers

    def _between_commas(self, comma: int, low: int) -> bool:
        """Whether a person's or group's name stands alone between two commas: "the former envoy, Ada Voss, said"."""
        doc, at = self.parsed.doc, comma - 1
        who = self.actors.one(doc[at])
        if not who or self.actors.actors[who[0]].type not in _SET_OFF:
            return False
        while at > low and self.actors.one(doc[at]) == who:
            at -= 1
        return doc[at].text == "," and not self.actors.one(doc[at - 1])

    def subjects(self, verb: Token, telling: Telling) -> tuple[int, ...]:
        """Who does what the verb says: by the parse, else by what stands right before its verb group."""
        other = self._shared_subject(verb, telling)
        if other is not None:
            return other
        heads = self.grammar.subjects(verb) or (self.grammar.passive_subjects(verb) if not telling.passive else [])
        heads = [head for head in heads if head.i != verb.i and not self.only_reports(head, telling.first)]
        if (relative := self._relative_before(telling.first)) is not None:
            heads = [head for head in heads if not relative <= head.i < telling.first.i]
        left = self.before(telling.first)
        found = self.of(heads)
        adjacent = self.of(left)
        if adjacent and (
            not found
            or set(found) < set(adjacent)
            or self._named_by_title(left, heads)
            or self.set_off(heads, left, verb)
            or self._reported(heads, left)
            or self._clause_of_its_own(heads, left)
        ):
            return adjacent
        return self._joined(verb, heads, found)

    def only_reports(self, head: Token, first: Token) -> bool:
        """Whether the parse gives a reported verb group to who reports it: "Oslo said [the team], ..., had left"."""
        quote = self.quote(first)
        if quote is None or quote.kind is QuoteKind.DIRECT or first.tag_ not in FINITE:
            return False
        return self.parsed.offsets(head)[0] < quote.start and self.link(first).lower_ not in {"and", "but"}

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
                met = any(t.tag_ in FINITE for t in verb.doc[start:end])  # "Voss met Lund and urged him to stay"
                if start <= heads[0].i < end and found[0] == pair[0] and not met:
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
        before = self.link(first)
        if verb.tag_ == "VBG" and before.text == ",":
            return self._of_verb(self._main(verb))
        if before.lower_ not in {"and", "but"}:
            return None
        main = self._main(verb)
        earlier = (
            first.lower_ == "had" and main is not None and main.tag_ == "VBD"
        )  # "said Oslo was glad but had asked"
        if verb.lower_ in reporting_forms() and main is not None and main.lower_ in reporting_forms() and not earlier:
            return self._of_verb(main)
        return self._of_verb(self._earlier(before, verb)) or self._of_speech(before, verb)

    def link(self, first: Token) -> Token:
        """The word before a verb group, past a day or an adverb behind "and": "accused Oslo [and] last month left"."""
        dates, at = self.dates(first.sent), first.i - 1
        while at > first.sent.start and (at in dates or first.doc[at].tag_ == "RB"):
            at -= 1
        return first.doc[at] if first.doc[at].lower_ in {"and", "but"} else first.nbor(-1)

    def _of_speech(self, link: Token, verb: Token) -> tuple[int, ...] | None:
        """Who speaks, where a verb goes on from his: "[she] told them that it had ended and recommended a vote"."""
        main = self._main(verb)
        speaks = main is not None and main.lower_ in reporting_forms() and verb.tag_ in {"VBD", "VBN"}
        return self._of_verb(main) if speaks else None

    def _of_verb(self, verb: Token | None) -> tuple[int, ...] | None:
        """The subject of a verb, None where it is nobody known."""
        if verb is None:
            return None
        telling = group(verb)
        heads = self.grammar.subjects(verb) or self.grammar.passive_subjects(verb)
        left = self.before(telling.first if telling is not None else verb)
        heads = [head for head in heads if head.i < verb.i]
        found, adjacent = self.of(heads), self.of(left)
        if set(found) < set(adjacent):
            return adjacent
        return self._joined(verb, heads, found) or None

    def _main(self, verb: Token) -> Token | None:
        """The first finite verb of the sentence, outside quotation."""
        parted = max((t.i for t in verb.sent if t.text == ";" and t.i < verb.i), default=verb.sent.start)
        for token in verb.doc[parted : verb.sent.end]:
            if token.i >= verb.i:
                return None
            if token.tag_ not in {"VBD", "VBZ", "VBP"} or self.quote(token) is not None or _in_relative(token):
                continue
            if token.pos_ != "AUX" or token.dep_ == "cop":
                return token
            if token.lower_ in _HAVING and token.head.tag_ == "VBN" and token.i < token.head.i < verb.i:
                return token.head  # "has [dismissed] it, vowing to fight on"
        return None

    def _earlier(self, link: Token, verb: Token) -> Token | None:
        """The finite verb before an "and" that a verb shares its subject with, past relative clauses."""
        doc = link.doc
        for at in range(link.i - 1, link.sent.start - 1, -1):
            token = doc[at]
            finite = token.tag_ in {"VBD", "VBZ", "VBP"} or (verb.tag_ in {"VBN", "VBD"} and token.tag_ == "VBN")
            inside = _RELATIVES & {t.lower_ for t in doc[max(0, at - 3) : at]}
            if inside == {"where"} and not any(t.text == "," for t in doc[at : link.i]):
                inside = frozenset()  # "where Ada Voss gave a dinner and hosted him"
            if token.tag_ == "MD" and verb.lower_ in _BEING and token.head.tag_ == "VB" and not inside:
                return token.head  # "said Oslo would not talk but was ready to listen"
            goes_on = token.dep_ == "cop" and verb.lower_ not in reporting_forms()
            finite = finite or (token.tag_ == "VBN" and doc[at - 1].lower_ in _HAVING and verb.tag_ == "VB")
            tied = token.pos_ != "AUX" or goes_on  # "said Oslo was ready but wanted a pledge"
            if finite and tied and not inside and not self._said_aside(token, link):
                return token if group(token) is not None else None
        return None

    def _said_aside(self, verb: Token, link: Token) -> bool:
        """Whether who says so stands between commas: "Voss is ill[, her office said,] and will stay"."""
        doc, low, at = verb.doc, verb.sent.start, verb.i - 1
        if verb.lower_ not in reporting_forms() or link.i != verb.i + 2 or doc[verb.i + 1].text != ",":
            return False
        while at > low and doc[at].tag_ in _DESCRIBING | {"NNS", "NNPS", "PRP", "CC", "HYPH"}:
            at -= 1
        return doc[at].text == "," and at > low and any(t.tag_ in FINITE for t in doc[low:at])

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

    def _reported(self, heads: Sequence[Token], left: Sequence[Token]) -> bool:
        """Whether the parse took who reports it for who did it: "Oslo said Ada Voss had talked"."""
        last = max((head.i for head in heads), default=left[0].i)
        between = left[0].doc[last + 1 : left[0].i] if last < left[0].i else ()
        return any(token.lower_ in reporting_forms() and token.tag_ in {"VBD", "VBZ", "VBP"} for token in between)

    def _clause_of_its_own(self, heads: Sequence[Token], left: Sequence[Token]) -> bool:
        """Whether the parse took the subject of the clause before: "they talked, and [Oslo] agreed"."""
        last = max((head.i for head in heads), default=left[0].i)
        start = self._start(left[0])
        while start > last and left[0].doc[start - 1].tag_ in _DESCRIBING:
            start -= 1
        if start - 2 <= last or left[0].doc[start - 1].lower_ not in {"and", "but"}:
            return False
        between = left[0].doc[last + 1 : start - 1]
        return left[0].doc[start - 2].text == "," and any(token.tag_ in {"VBD", "VBZ", "VBP"} for token in between)

    def vouched(self, verb: Token, holders: Sequence[int]) -> bool:
        """Whether nobody who says so only claims or supposes it, unless of himself or his own state."""
        resumed, telling = self._resumed(verb), group(verb)
        beside = self._main(verb) if verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == "," else None
        relative = self._relative_before(telling.first) if telling is not None else None
        for above in hedgers(verb):
            if resumed is not None and above.i == resumed.i:
                continue
            if beside is not None and beside.i < above.i and holders == self._of_verb(beside):
                continue  # "rejected the claim that Oslo had lied, accusing Rome"
            between = verb.doc[above.i + 1 : telling.first.i if telling is not None else verb.i]
            if any(t.lower_ in {"while", "whereas", "but", "although"} and t.nbor(-1).text == "," for t in between):
                continue  # "regards it so, while Rome refuses"
            if relative is not None and telling is not None and relative <= above.i < telling.first.i:
                continue  # "Oslo, which denied it, accused"
            own = self.of(self.grammar.subjects(above)) or ((-1,) if above.lower_ else ())
            mine = {*own, *(self.state(actor) for actor in own if actor >= 0)}
            if contests(above) or not mine & set(holders):
                return False
        return True

    def _resumed(self, verb: Token) -> Token | None:
        """The main verb of speaking that a second one goes on from: "[denied] that it was so and accused Oslo"."""
        telling = group(verb)
        if telling is None or verb.lower_ not in reporting_forms() or verb.tag_ not in {"VBD", "VBZ", "VBN"}:
            return None
        linked = telling.first.i > verb.sent.start and telling.first.nbor(-1).lower_ in {"and", "but"}
        return self._main(verb) if linked else None

    def before(self, first: Token) -> list[Token]:
        """Words for those who stand right before a verb group, past dates, "who" and an apposition between commas."""
        doc, low = first.doc, first.sent.start
        dates = self.dates(first.sent)
        at = first.i - 1
        while at >= low and at in dates:
            at -= 1
        while at > low and doc[at].tag_ == "RB" and doc[at].lower_ in _LATER:
            at -= 1
        relative = at > low and doc[at].lower_ in _WHICH
        if relative:
            at -= 1
            if doc[at].text == ",":
                at -= 1
            elif not self.who(doc[at]) and (opened := self._apposed(at + 1, low)) is not None:
                at = opened - 2  # "Ada Voss, a hardliner who wants"
        elif at > low and doc[at].text == ",":
            clause = self._relative_before(first)
            named = clause is None and self._between_commas(at, low)
            if clause is not None:
                at = clause - 2
            else:
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
        return self._past_place(out) if out and not relative and self._placed(out[0], low) else out

    def _past_place(self, out: list[Token]) -> list[Token]:
        """Who stands behind a place that opens the sentence: "In the National Assembly, [Ada Voss] took"."""
        comma = next(
            (one.i + 1 for one, two in pairwise(out) if self.parsed.doc[one.i + 1].text == "," != two.text), None
        )
        return [token for token in out if comma is not None and token.i > comma]

    def _relative_before(self, first: Token) -> int | None:
        """Where a relative clause set off before a verb begins: "the group, [which joins Oslo and Rome], backs"."""
        doc, low, comma = first.doc, first.sent.start, first.i - 1
        if comma <= low or doc[comma].text != "," or first.tag_ == "VBG":
            return None
        finite = verbal = False
        for at in range(comma - 1, max(low, comma - 40), -1):
            token = doc[at]
            verbal = verbal or token.tag_ == "VBN"
            if token.lower_ in _RELATIVES and doc[at - 1].text == ",":
                return at if finite or (verbal and token.lower_ == "whom") else None  # "whom the rebels courted"
            if token.lower_ in _RELATIVES and finite and (opened := self._apposed(at, low)) is not None:
                return opened
            if token.text in {";", ":", "“", "”", '"'}:
                return None
            finite = finite or token.tag_ in FINITE
            if token.text == "," and doc[at + 1].tag_ in FINITE:
                return None
        return None

    def _apposed(self, relative: int, low: int) -> int | None:
        """Where an apposition begins whose noun a relative clause is said of: "Ada Voss, [a] hardliner who wants"."""
        doc, at = self.parsed.doc, relative - 1
        if doc[relative].lower_ != "who" or doc[at].tag_ != "NN":
            return None
        while at > low + 1 and doc[at].tag_ in {"NN", "JJ", "NNP", "VBG", "HYPH", "RB", "CD"} and not self.who(doc[at]):
            at -= 1
        led = doc[at].lower_ in {"a", "an", "the"} and doc[at - 1].text == ","
        return at if led and any(map(self.actors.is_person, self.who(doc[at - 2]))) else None

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
            said = doc[at].lower_ in _SAYING and comma - at < 5  # "Oslo, she said, was ready"
            if doc[at].tag_ in {"VBD", "VBZ", "VBP", "MD"} and doc[at].lower_ not in {"is", "was"} and not said:
                return -1
            at -= 1
        return at - 1 if doc[at].text == "," else -1
