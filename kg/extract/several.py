"""Whom a counted noun means: "the three leaders" the last three listed, "the two countries" the only two told of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import Final

from kg.extract.actors import Actors
from kg.extract.told import FINITE, reporting_forms
from kg.language.tokens import Doc, Token
from kg.model import ActorType

_NUMBERS: Final = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_STATES: Final = frozenset({"countries", "governments", "nations", "states", "powers", "capitals", "neighbours"})
_PEOPLE: Final = frozenset(
    {"presidents", "ministers", "leaders", "premiers", "diplomats", "envoys", "secretaries", "chancellors", "men"}
    | {"chiefs", "heads", "commanders", "ambassadors", "monarchs", "negotiators", "women", "politicians"}
)
SIDES: Final = frozenset({"sides", "parties"})
"""Those who face each other."""
_PAIRING: Final = frozenset({"both", "two", "warring", "rival", "opposing"})
_SHORTEST: Final = 4  # words of a sentence that tells something
_REBELS: Final = frozenset({ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP})
_ANY: Final = frozenset({"leaders", "diplomats", "envoys", "men", "women", "politicians", "negotiators"})
_EACH: Final = frozenset({"leader", "president", "minister", "premier", "chief", "envoy", "delegation", "commander"})
_ALONE: Final = {"pair": 2, "duo": 2, "trio": 3, "two": 2, "three": 3, "four": 4}
"""Numbers and the like that mean persons by themselves: "the pair", "the three"."""
_HEADING: Final = ("president", "prime minister", "premier", "chancellor", "leader", "chairman", "chief executive")
_PORTFOLIOS: Final = {
    "foreign": frozenset({"foreign", "external", "diplomat", "state"}),
    "defence": frozenset({"defence", "defense"}),
    "defense": frozenset({"defence", "defense"}),
    "prime": frozenset({"prime", "premier"}),
} | {
    word: frozenset({word})
    for word in ("finance", "interior", "energy", "trade", "economy", "justice", "oil", "water", "transport", "health")
}
"""What a minister is in charge of, by the words of titles that say so."""
_PEERS: Final = frozenset({"counterpart", "colleague", "minister"})
"""Titles that leave open what somebody is in charge of."""
_TITLED: Final = 10  # tokens that a title and a name may have
_BACK: Final = 3  # sentences in which a few people are still spoken of
_BEFORE: Final = frozenset({"the", "all", "these", "those", "both"})
_TELLING: Final = frozenset({"told", "urged", "asked", "warned", "assured", "informed", "thanked", "reminded"})
_LINKS: Final = frozenset({",", "and", "the", "&"})
_TITLES: Final = frozenset({"JJ", "NN", "NNP", "NNS", "NNPS", "PRP$"})


class Several:
    """The rows of actors in an article, and the counted nouns that mean them."""

    def __init__(self, doc: Doc, actors: Actors, state: Callable[[int], int]) -> None:
        self._doc, self._actors, self._state = doc, actors, state

    def meant(self, token: Token) -> tuple[int, ...]:
        """Whom a noun with a number before it means, () where it is not clear.

        The last row of that many states or persons before it, else the only two that the article has told of so far.
        """
        low = token.lower_
        if low in _ALONE and self._stands_alone(token):
            return self.nearest(token, _ALONE[low])
        if low in SIDES and (self._number(token) or 0) > 2 and not self._restricted(token):
            rows = [row for end, row in self._rows if end <= token.i and len(row) == self._number(token)]
            return next(filter(None, map(self._of_states, reversed(rows))), ())
        if low in SIDES:
            return self._two_sides(token) or self._two_of_lead(token)
        if low in _EACH and token.i > token.sent.start and self._doc[token.i - 1].lower_ == "each":
            return self._titled(token, 2)
        if low in _PEOPLE and (row := self._same_people(token)):
            return row
        if low in _PEOPLE and (body := self._collective(token)):
            return body
        if low not in _STATES | _PEOPLE or (number := self._number(token)) is None or self._restricted(token):
            return ()
        people = low in _PEOPLE
        if number == 2:
            return self._two_people(token) if people else self._two_states(token) or self._two_of_lead(token)
        rows = [row for end, row in self._rows if end <= token.i and len(row) == number]
        if people:
            rows = [row for row in rows if self._are(row, ActorType.PERSON)] or rows
            return self.nearest(token, number) or (rows[-1] if rows else ())
        return next(filter(None, map(self._of_states, reversed(rows))), ())

    def _stands_alone(self, token: Token) -> bool:
        """ "The pair", "the three" with no noun behind them."""
        doc, at = self._doc, token.i
        following = doc[at + 1] if at + 1 < len(doc) else None
        alone = following is None or not (following.tag_.startswith(("NN", "JJ", "CD")) or following.lower_ == "of")
        return at > token.sent.start and doc[at - 1].lower_ == "the" and alone

    def nearest(self, token: Token, number: int) -> tuple[int, ...]:
        """The persons last spoken of, where just that many are named: in the sentence before the word, else before it.

        Sentences that name nobody are passed over; one that names fewer is read with those before it.
        """
        start, end, found = token.sent.start, token.i, dict[int, None]()
        doer = self._doer(token)
        for _ in range(_BACK):
            here = [actor for actor, last in self._mentions if start < last <= end and self._fits(actor, token)]
            here = [actor for actor in here if actor not in doer]
            found = dict.fromkeys([*here, *found])
            if len(found) >= number or start == 0:
                break
            start, end = self._doc[start - 1].sent.start, start
        return tuple(found) if len(found) == number else ()

    def _doer(self, token: Token) -> set[int]:
        """Who alone is named in a sentence before a counted noun that is the object there: none of those it means.

        "Ada Voss, who invited [both men] to Oslo": two others; not "Ada Voss said both men had agreed".
        """
        at = token.i - 1
        while at > token.sent.start and (self._doc[at].lower_ in _BEFORE or self._doc[at].lower_ in _NUMBERS):
            at -= 1
        verb = self._doc[at]
        says = verb.lower_ in reporting_forms() and verb.lower_ not in _TELLING
        if at == token.i - 1 or not verb.tag_.startswith("VB") or says:
            return set()
        named = {
            actor for actor, last in self._mentions if token.sent.start < last <= at and self._actors.is_person(actor)
        }
        return named if len(named) == 1 else set()

    def spoken_of(self, token: Token) -> tuple[int, ...]:
        """The few whom "they" means where the sentence before is about "the two", "the pair"."""
        before = token.sent.start - 1
        if token.i != token.sent.start or before < 0:
            return ()
        opening = self._doc[self._doc[before].sent.start : before][:3]
        alone = next((t for t in opening if t.lower_ in _ALONE and self._stands_alone(t)), None)
        return self.nearest(alone, _ALONE[alone.lower_]) if alone is not None else ()

    def _fits(self, actor: int, token: Token) -> bool:
        """Whether a person can be among those a noun means: of "the leaders", no minister or aide."""
        if not self._actors.is_person(actor) or token.lower_ != "leaders":
            return self._actors.is_person(actor)
        titles = self._titles(actor)
        heading = [each for each in titles if not {"vice", "deputy"} & set(each.replace("-", " ").split())]
        return not titles or any(word in each for each in heading for word in _HEADING)

    def _two_sides(self, token: Token) -> tuple[int, ...]:
        """ "Both sides", "the warring parties": the one pair of opponents that has been told of so far."""
        before = {t.lower_ for t in self._doc[max(token.sent.start, token.i - 3) : token.i]}
        if not before & _PAIRING or self._restricted(token):
            return ()
        pairs = {frozenset(row): row for end, row in self._opponents if end <= token.i}
        return next(iter(pairs.values())) if len(pairs) == 1 else ()

    def _two_of_lead(self, token: Token) -> tuple[int, ...]:
        """ "Both governments", "the two sides": the two of whom the headline and the first sentence tell, for whom
        persons there speak."""
        before = {t.lower_ for t in self._doc[max(token.sent.start, token.i - 3) : token.i]}
        alone = token.lower_ in SIDES and token.i > 0 and self._doc[token.i - 1].lower_ == "the"
        alone = alone and self._doc[token.i - 2].lower_ != "of"  # "the leaders of the parties" are of any
        if not (before & _PAIRING or alone) or self._restricted(token):
            return ()
        return self.of_lead(token)

    def of_lead(self, token: Token) -> tuple[int, ...]:
        """The two sides of whom the headline and the first sentence tell before a word, () where it is not clear."""
        told = [sent for sent in self._doc.sents if sum(t.is_alpha for t in sent) >= _SHORTEST][:2]
        end = min(told[-1].end, token.i) if told else 0
        sides = dict.fromkeys(self._state(actor) for actor, last in self._mentions if last <= end)
        if token.lower_ not in SIDES:  # a state that only tells where: "a visit to Chad"
            words = {t.text for t in self._doc[:end]}
            known = enumerate(self._actors.actors)
            sides |= {at: None for at, each in known if each.type is ActorType.STATE and each.name in words}
        sides = {side: None for side in sides if not self._reports(side)}
        kinds = {self._actors.actors[side].type for side in sides}
        allowed = {ActorType.STATE, *_REBELS} if token.lower_ in SIDES else {ActorType.STATE}
        return tuple(sides) if len(sides) == 2 and kinds <= allowed else ()

    def _reports(self, actor: int) -> bool:
        """Whether an actor only brings the news: an agency, "officials"."""
        known = self._actors.actors[actor]
        medium = (known.key or "").startswith(("media:", "agency:", "news:"))
        return medium or (known.type is ActorType.ORGANIZATION and known.described)

    def _same_people(self, token: Token) -> tuple[int, ...]:
        """ "The ministers" just after "the foreign ministers of Mali, Niger and Chad"."""
        doc, at = self._doc, token.i - 1
        while at > token.sent.start and doc[at].tag_ in {"JJ", "NN"}:
            at -= 1
        if at < token.sent.start or doc[at].lower_ != "the" or self._restricted(token):
            return ()
        for end, row in reversed(self._rows):
            if end <= token.i and token.i - end < 60:
                start = next((i for i in range(end - 1, max(0, end - 30), -1) if doc[i].lower_ == token.lower_), None)
                return row if start is not None and doc[start + 1].lower_ == "of" and len(row) > 1 else ()
        return ()

    def _collective(self, token: Token) -> tuple[int, ...]:
        """ "The leaders" after "Baltic leaders": those of that noun who are told of as one actor."""
        at = token.i - 1
        if at < token.sent.start or self._doc[at].lower_ != "the" or self._restricted(token):
            return ()
        told = [a for a in self._told(token) if not self._actors.is_person(a)]
        found = [a for a in told if self._actors.actors[a].name.lower().endswith(f" {token.lower_}")]
        return tuple(found) if len(found) == 1 else ()

    def _number(self, token: Token) -> int | None:
        """How many: "the five Central Asian states", "both governments"."""
        for at in range(token.i - 1, max(token.sent.start - 1, token.i - 4), -1):
            low = self._doc[at].lower_
            if low in _NUMBERS:
                opening = self._doc[at - 1].lower_ if at > token.sent.start else ""
                return _NUMBERS[low] if low == "both" or opening in _BEFORE else None
            if self._doc[at].tag_ not in {"JJ", "NN", "NNP", "HYPH", "VBG"}:
                return None
        return None

    def _restricted(self, token: Token) -> bool:
        """ "The two leaders of the party", "the two countries that": others than those told of."""
        following = self._doc[token.i + 1].lower_ if token.i + 1 < len(self._doc) else ""
        return following in {"of", "from", "who", "that", "which"}

    def _are(self, row: tuple[int, ...], kind: ActorType) -> bool:
        return all(self._actors.actors[actor].type is kind for actor in row)

    def _of_states(self, row: tuple[int, ...]) -> tuple[int, ...]:
        states = tuple(dict.fromkeys(map(self._state, row)))
        return states if len(states) == len(row) and self._are(states, ActorType.STATE) else ()

    def _two_states(self, token: Token) -> tuple[int, ...]:
        """The only two states that have been told of, or for which those told of speak."""
        known = dict.fromkeys(self._state(actor) for actor in self._told(token))
        states = tuple(actor for actor in known if self._actors.actors[actor].type is ActorType.STATE)
        return states if len(states) == 2 else ()

    def _two_people(self, token: Token) -> tuple[int, ...]:
        """The only two persons of that title, or of any for "the two leaders"."""
        if titled := self._titled(token, 2):
            return titled
        doer = self._doer(token)
        people = [actor for actor in self._told(token) if self._actors.is_person(actor) and actor not in doer]
        if token.lower_ not in _ANY:
            title = token.lower_.removesuffix("s")
            people = [a for a in people if any(title in each or each == "counterpart" for each in self._titles(a))]
            people = [a for a in people if self.in_charge(a, token)]
        return tuple(people) if len(people) == 2 else self._two_to_come(token)

    def _two_to_come(self, token: Token) -> tuple[int, ...]:
        """The only two of whom an article tells that they hold an office, where it names none of them before the noun:
        "A call between the two foreign ministers ... Ada Voss, the foreign minister ... Foreign Minister Bo Lund"."""
        titles = self._portfolio(token)
        if not titles:
            return ()
        holding = {end: a for a, end in self._mentions if self._actors.is_person(a) and self._holds(a, token, titles)}
        if any(end <= token.i for end in holding):
            return ()
        found = tuple(dict.fromkeys(holding.values()))
        return found if len(found) == 2 and len(set(map(self._state, found))) == 2 else ()

    def _portfolio(self, token: Token) -> frozenset[str]:
        """The words of titles for what those are in charge of whom a noun means: "the two [foreign] ministers"."""
        before = self._doc[token.i - 1].lower_ if token.i > token.sent.start else ""
        return _PORTFOLIOS.get(before, frozenset()) if token.lower_ in {"ministers", "secretaries"} else frozenset()

    def in_charge(self, actor: int, token: Token) -> bool:
        """Whether a person can be among "the two foreign ministers": not where his titles tell of other things."""
        wanted = self._portfolio(token)
        titles = [*self._titles(actor), *self._called(actor)] if wanted else []
        return not titles or any(t in _PEERS for t in titles) or self._holds(actor, token, wanted)

    def _called(self, actor: int) -> list[str]:
        """What the words before the names of a person call him: "its [foreign minister], Ada Voss"."""
        out = []
        for end in (end for each, end in self._mentions if each == actor):
            near = self._doc[max(self._doc[end - 1].sent.start, end - _TITLED) : end]
            for word, office in pairwise(near):
                plain = not any(t.tag_ in FINITE for t in self._doc[office.i : end])
                if office.lower_ in {"minister", "ministers", "secretary"} and word.lower_ in _PORTFOLIOS and plain:
                    out.append(f"{word.lower_} {office.lower_.removesuffix('s')}")
        return out

    def _holds(self, actor: int, token: Token, wanted: frozenset[str]) -> bool:
        """Whether a title of a person is that of the noun: "foreign minister" for "the foreign ministers"."""
        office = "secretary" if token.lower_ == "secretaries" else "minister"
        told = (*self._titles(actor), *self._called(actor))
        titles = (set(title.replace("-", " ").split()) for title in told)
        return any(words & wanted and words & {office, "secretary", "premier", "diplomat"} for words in titles)

    def _titled(self, token: Token, number: int) -> tuple[int, ...]:
        """The only persons told of whose title is that of the noun: "each leader", "the two presidents"."""
        title = token.lower_.removesuffix("s")
        people = [actor for actor in self._told(token) if self._actors.is_person(actor)]
        found = tuple(actor for actor in people if any(title in each.split() for each in self._titles(actor)))
        found = tuple(actor for actor in found if self.in_charge(actor, token))
        return found if len(found) == number else ()

    def _titles(self, actor: int) -> list[str]:
        return [tenure.title.lower() for tenure in self._actors.tenures if tenure.actor == actor]

    def _told(self, token: Token) -> tuple[int, ...]:
        return tuple(dict.fromkeys(actor for actor, end in self._mentions if end <= token.i))

    @cached_property
    def _mentions(self) -> list[tuple[int, int]]:
        """Each actor named, and the token after it."""
        return [(actor, span.end) for actor, span in self._actors.inside(self._doc[:])] if len(self._doc) else []

    @cached_property
    def _opponents(self) -> list[tuple[int, tuple[int, ...]]]:
        """The token after each "the government of Mali and the rebels", and the two."""
        mentions = self._actors.inside(self._doc[:]) if len(self._doc) else []
        out: list[tuple[int, tuple[int, ...]]] = []
        for (one, left), (other, right) in pairwise(mentions):
            types = {self._actors.actors[one].type, self._actors.actors[other].type}
            between = self._doc[left.end : right.start]
            linked = any(t.lower_ == "and" for t in between) and all(
                t.lower_ in _LINKS or t.tag_ in _TITLES or t.lower_ in {"between", "of"} for t in between
            )
            if ActorType.STATE in types and types & _REBELS and linked and len(between) <= 8:
                out.append((right.end, (one, other)))
        return out

    @cached_property
    def _rows(self) -> list[tuple[int, tuple[int, ...]]]:
        """The token after each row of two or more of one kind, and who is in it: "Mali, Niger and Chad"."""
        mentions = self._actors.inside(self._doc[:]) if len(self._doc) else []
        rows: list[tuple[int, tuple[int, ...]]] = []
        row: list[int] = [mentions[0][0]] if mentions else []
        end = mentions[0][1].end if mentions else 0
        for (one, left), (other, right) in pairwise(mentions):
            alike = self._actors.actors[one].type is self._actors.actors[other].type
            between = self._doc[left.end : right.start]
            words = {t.lower_ for t in between}
            linked = words & {",", "and", "&"} and all(t.lower_ in _LINKS or t.tag_ in _TITLES for t in between)
            if not (alike and linked and len(between) <= 8 and other not in row):
                rows.append((end, tuple(row)))
                row = []
            row.append(other)
            end = right.end
        rows.append((end, tuple(row)))
        kinds = {ActorType.STATE, ActorType.PERSON}
        return [(last, each) for last, each in rows if len(each) > 1 and self._actors.actors[each[0]].type in kinds]
