"""The nouns of the lexicon: roles, groups, organs of a state, words that make a name of a body or of a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from kg.extract.inflection import by_form
from kg.extract.lexicon import table
from kg.extract.words import Word, fold, pieces, plain
from kg.model import ActorType, TenureState

T = TypeVar("T")

_IRREGULAR = {"man": "men", "woman": "women"}


class Phrases(Generic[T]):
    """Values by phrases of one or more words, found at a place in a text."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, value: T) -> None:
        """Adds a phrase; the first value given for it stays."""
        keys = tuple(fold(piece) for piece in pieces(plain(phrase)))
        self._known.setdefault(keys, value)
        self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))

    def longest(self, words: Sequence[Word], at: int) -> tuple[int, T | None]:
        """The longest phrase that starts at a word: its length, and its value; (0, None) for none."""
        longest = self._longest.get(words[at].key)
        if longest is None:
            return 0, None
        for length in range(min(longest, len(words) - at), 0, -1):
            keys = tuple(word.key for word in words[at : at + length])
            if keys in self._known:
                return length, self._known[keys]
        return 0, None

    def get(self, phrase: str) -> T | None:
        """The value of exactly this phrase."""
        return self._known.get(tuple(fold(piece) for piece in pieces(plain(phrase))))


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a person. `sort` is "post", "job", "rank" or "honorific"; `bare` where it means nobody by itself."""

    noun: str
    sort: str
    bare: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A noun for a group. See `lexicon/collectives.toml`."""

    name: str
    type: ActorType
    alone: bool = False
    speaks: bool = False


@dataclass(slots=True)
class Vocabulary:
    """The lexicon's nouns, ready to be looked up."""

    roles: Phrases[Role] = field(default_factory=Phrases)
    groups: Phrases[Group] = field(default_factory=Phrases)
    adjuncts: dict[str, str] = field(default_factory=dict)
    by_class: dict[str, Group] = field(default_factory=dict)
    states: dict[str, TenureState] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    modifiers: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    armed: frozenset[str] = frozenset()
    political: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    blocs: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    nations: dict[str, str] = field(default_factory=dict)
    peoples_nouns: frozenset[str] = frozenset()
    governments: frozenset[str] = frozenset()
    own_governments: frozenset[str] = frozenset()
    organs: Phrases[str] = field(default_factory=Phrases)
    descriptors: Phrases[ActorType] = field(default_factory=Phrases)
    speakers: dict[str, ActorType] = field(default_factory=dict)


def plural(noun: str) -> str:
    """The plural of a role: "head of state" -> "heads of state", "spokesman" -> "spokesmen"."""
    if noun == "prime minister":
        return "prime ministers"
    head, of, rest = noun.partition(" of ")
    for one, many in _IRREGULAR.items():
        if head.endswith(one):
            return head.removesuffix(one) + many + of + rest
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies" + of + rest
    if head.endswith(("s", "ch", "sh", "x")):
        return head + "es" + of + rest
    return head + "s" + of + rest


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _roles(vocabulary: Vocabulary, titles: dict[str, Any]) -> None:
    bare = frozenset(titles["bare"])
    for sort, nouns in (
        ("post", titles["posts"]),
        ("job", titles["jobs"]),
        ("rank", titles["ranks"]),
        ("honorific", titles["honorifics"]),
    ):
        for noun in nouns:
            vocabulary.roles.add(noun, Role(noun, sort, noun in bare))
            if sort in {"post", "job"}:
                vocabulary.roles.add(plural(noun), Role(noun, sort, noun in bare, plural=True))


def _speakers(vocabulary: Vocabulary, speakers: dict[str, list[str]], titles: dict[str, Any]) -> None:
    """The nouns of those who are somebody where they speak; of roles those of one word, whose plurals are a body."""
    roles = [noun.split()[-1] for noun in (*titles["posts"], *titles["jobs"]) if " of " not in noun]
    for nouns, type_ in (
        ((*speakers["persons"], *roles), ActorType.PERSON),
        ((*speakers["bodies"], *speakers["peoples"], *map(plural, roles)), ActorType.ORGANIZATION),
    ):
        vocabulary.speakers.update({fold(noun): type_ for noun in nouns})


def _groups(vocabulary: Vocabulary, groups: list[dict[str, Any]]) -> None:
    for each in groups:
        group = Group(each["class"], ActorType(each["type"]), each["alone"], each.get("speaks", False))
        vocabulary.by_class[group.name] = group
        for noun in each["nouns"]:
            vocabulary.groups.add(noun, group)
        for noun in each["adjuncts"]:
            vocabulary.adjuncts[fold(noun)] = group.name


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of `lexicon/function_words.toml`."""
    return frozenset(table("function_words")[name])


@cache
def verb_set(name: str) -> frozenset[str]:
    """The forms of a list of verbs there."""
    return frozenset(by_form(sorted(word_set(name))))


@cache
def vocabulary() -> Vocabulary:
    """The lexicon's nouns, read once in a process."""
    titles, collectives = table("titles"), table("collectives")
    names, kinds = collectives["names"], collectives["kinds"]
    found = Vocabulary(
        modifiers=_keys(titles["modifiers"]),
        heads=_keys(names["heads"]),
        armed=_keys(names["armed"]),
        political=_keys(names["political"]),
        places=_keys(names["places"]),
        events=_keys(names["events"]),
        blocs=_keys(kinds["blocs"]),
        peoples=_keys(kinds["peoples"])
        | _keys(collectives["nations"])
        | _keys(noun[:-1] for noun in collectives["nations"].values()),
        nations={fold(adjective): fold(noun) for adjective, noun in collectives["nations"].items()},
        peoples_nouns=_keys(collectives["nations"].values()),
        governments=_keys(collectives["governments"]["state"]),
        own_governments=_keys(collectives["governments"]["own"]),
        genders={fold(word): gender[0] for gender, words in titles["genders"].items() for word in words},
        states={fold(word): TenureState(state) for state, words in titles["states"].items() for word in words},
    )
    _groups(found, collectives["group"])
    _roles(found, titles)
    _speakers(found, collectives["speakers"], titles)
    for noun in collectives["organs"]["nouns"]:
        found.organs.add(noun, noun)
    for kind, nouns in names["descriptors"].items():
        for noun in nouns:
            found.descriptors.add(noun, ActorType(kind))
    return found


@cache
def deed_forms() -> frozenset[str]:
    """Forms of the verbs of stances and meetings: "hailing", "hosting"."""
    lists = [lemmas for frames in table("stances")["verbs"].values() for lemmas in frames.values()]
    lists += table("meetings")["verbs"].values()
    return frozenset(by_form(sorted({lemma.split()[0] for lemmas in lists for lemma in lemmas})))
