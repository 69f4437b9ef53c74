"""Who is who on one page: the actors that its articles name, describe or stand words for, and where they do.

`Actors.find` reads all articles of a page together; `at` and `inside` answer for single words and stretches of text.
What is in doubt is left out: `at` gives () rather than a guess, for a wrong answer puts words into the wrong mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.actors import coreference, roster
from kg.extract.actors.links import Link
from kg.language.parsed import Parsed
from kg.language.tokens import Doc, Span, Token
from kg.model import Actor, ActorType, Mention, Tenure


@dataclass(frozen=True)
class Actors:
    """Everything known about who is who on one page. Actors are meant by their index in `actors`.

    Attributes:
        actors: the page's actors, in the order in which they are first met.
        mentions: where they are named or meant, in the order of the text.
        tenures: who holds, held or is to hold which office.
        genders: "f" or "m" of the persons of whom the page, or a given name, tells it.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    tenures: tuple[Tenure, ...]
    genders: dict[int, str]
    _positions: dict[Doc, int]
    _links: tuple[tuple[Link, ...], ...]
    _owners: tuple[dict[int, Link], ...]
    _speaks_for: dict[int, int]
    _antecedents: tuple[coreference.Antecedents, ...]

    @classmethod
    def find(cls, parsed: Sequence[Parsed]) -> Actors:
        """The actors of a page, from all its articles."""
        found = roster.build(parsed)
        return cls(
            actors=found.actors,
            mentions=found.mentions,
            tenures=found.tenures,
            genders=found.genders,
            _positions={each.doc: position for position, each in enumerate(parsed)},
            _links=found.links,
            _owners=found.owners,
            _speaks_for=found.speaks_for,
            _antecedents=tuple(
                coreference.Antecedents(each.doc, links, found) for each, links in zip(parsed, found.links, strict=True)
            ),
        )

    def _position(self, token: Token) -> int | None:
        """Which of the page's texts a token belongs to."""
        return self._positions.get(token.doc)

    def at(self, token: Token) -> tuple[int, ...]:
        """The actors that the noun phrase with this token as its head, or in it, names or stands for.

        Names, titles ("the Russian foreign minister"), descriptions, capitals standing for governments, demonyms,
        pronouns. Where the token heads a coordination of actors ("Ada and Bo"), all of them in order; `one` gives
        the token's own. () for nobody, or nobody known.
        """
        position, own = self._position(token), self.one(token)
        if position is None or not own:
            return ()
        joined = self._antecedents[position].grammar.conjuncts(token)
        return tuple(dict.fromkeys([*own, *(other for each in joined for other in self.one(each))]))

    def one(self, token: Token) -> tuple[int, ...]:
        """As `at`, without those that are joined to the token by "and"."""
        position = self._position(token)
        if position is None:
            return ()
        if coreference.is_pronoun(token):
            return self._antecedents[position].resolve(token)
        link = self._owners[position].get(token.i)
        return () if link is None else link.actors

    def inside(self, span: Span) -> list[tuple[int, Span]]:
        """The mentions in a span, pronouns left out, in order; of nested ones the outer."""
        position = self._position(span[0]) if len(span) else None
        if position is None:
            return []
        return [
            (actor, span.doc[link.first : link.last + 1])
            for link in self._links[position]
            if span.start <= link.first and link.last < span.end
            for actor in link.actors
        ]

    def state_of(self, actor: int) -> int | None:
        """The state or body that an actor speaks for: "we" in a minister's mouth. None where it speaks for itself."""
        return self._speaks_for.get(actor)

    def pronoun(self, token: Token, excluding: Span | None = None) -> int | None:
        """Whom a pronoun stands for: the nearest agreeing actor before it, outside the words of `excluding`.

        None for nobody, for several ("they" after "Ada and Bo"; see `one`), or in doubt.
        """
        position = self._position(token)
        if position is None:
            return None
        found = self._antecedents[position].resolve(token, excluding) if coreference.is_pronoun(token) else ()
        return found[0] if len(found) == 1 else None

    def is_person(self, actor: int) -> bool:
        """Whether an actor is a person."""
        return self.actors[actor].type is ActorType.PERSON
