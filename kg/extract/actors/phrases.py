"""Noun phrases that may mean an actor: what the patterns make, and the roster reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.extract.actors.item import Item
from kg.extract.actors.vocabulary import Group, Role
from kg.extract.lexicon import Sense
from kg.model import ActorType, TenureState


class Kind(StrEnum):
    """What a phrase is."""

    WORLD = "world"  # a state, its people, or a body of the lexicon
    BODY = "body"  # a body that its name shows to be one
    NAME = "name"  # a name that may be a person's
    ROLE = "role"  # somebody by title alone; or several ("the Kenyan and Ugandan foreign ministers")
    GROUP = "group"
    GOVERNMENT = "government"
    ORGAN = "organ"


@dataclass(slots=True, eq=False)
class Title:
    """What a phrase says of somebody's post or job.

    Attributes:
        role: the head noun.
        text: the title without its body: "deputy foreign minister", "special envoy on Norway".
        owners: whose it is: a state, a body, a group; several for a plural.
        possessive: "his", "their" before it, lower case.
        definite, indefinite: "the" or a possessor before it; "a" before it.
    """

    role: Role
    text: str
    first: int
    last: int
    head: int
    owners: list[Phrase] = field(default_factory=list)
    state: TenureState = TenureState.CURRENT
    possessive: str = ""
    definite: bool = False
    indefinite: bool = False


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase, `first` to `last` (word indexes, inclusive).

    Attributes:
        core: the words of the name itself, or of the noun with what stands before it: (first, last).
        code: the code in `items` of a name's word: S, J, P, B, N, T.
        senses: what a name of the lexicon can mean.
        titles: what is said of a person's posts, before and behind the name.
        group, noun, modifiers: of a group or organ, its class, its noun, and the words that tell it apart.
        owners: the state, body or person before a government, an organ, a group.
        parts: phrases within it that are or may be actors of their own.
        definite, indefinite, counted: whether "the", "a", or a number or quantifier stands before it.
        descriptor: the type that a noun behind a name gives it: "the Interfax news agency".
        acronym: as defined behind it: "Democratic Union Party (PYD)".
        same: names set beside it that are the same body's.
    """

    kind: Kind
    first: int
    last: int
    core: tuple[int, int]
    code: str = ""
    senses: tuple[Sense, ...] = ()
    titles: list[Title] = field(default_factory=list)
    group: Group | None = None
    noun: str = ""
    modifiers: tuple[str, ...] = ()
    owners: list[Phrase] = field(default_factory=list)
    parts: list[Phrase] = field(default_factory=list)
    definite: bool = False
    indefinite: bool = False
    counted: bool = False
    descriptor: ActorType | None = None
    same: list[Phrase] = field(default_factory=list)
    honorific: bool = False


@dataclass(slots=True, eq=False)
class Cell:
    """An item, or what it has been reduced to, in the row that the patterns run over.

    Reduced cells have codes of their own: g group, y government, u organ, r and l title (one, several), n person.
    """

    code: str
    first: int
    last: int
    item: Item | None = None
    phrase: Phrase | None = None
    title: Title | None = None
