"""The page's list of actors, as it is drawn up from the mentions of all its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import Entry, Form, lexicon
from kg.extract.words import text_of, words
from kg.language.parsed import Parsed
from kg.model import Actor, Mention, Tenure


@dataclass(frozen=True, slots=True)
class Link:
    """A run of tokens of one article, `first` to `last`, that names or stands for actors."""

    first: int
    last: int
    actors: tuple[int, ...]
    named: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What `build` makes: see `Actors`."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    tenures: tuple[Tenure, ...]
    links: tuple[tuple[Link, ...], ...]
    owners: tuple[dict[int, Link], ...]
    speaks_for: dict[int, int]


def build(parsed: Sequence[Parsed]) -> Found:
    """Draws up the actors of a page."""
    entries: dict[str, tuple[int, Entry]] = {}
    names: dict[int, dict[str, None]] = {}
    where: dict[int, dict[int, None]] = {}
    mentions: list[Mention] = []
    links: list[tuple[Link, ...]] = []
    for text in parsed:
        run, own, i = words(text), list[Link](), 0
        while i < len(run):
            length, senses = lexicon().longest(run, i)
            if length and senses[0].form is not Form.ADJECTIVE:
                entry = senses[0].entry
                index, _ = entries.setdefault(entry.key, (len(entries), entry))
                part = run[i : i + length]
                names.setdefault(index, {})[text_of(part)] = None
                where.setdefault(index, {})[text.article] = None
                own.append(Link(part[0].token, part[-1].token, (index,), True, part[0].start, part[-1].end))
                mentions.append(Mention(index, text.article, part[0].start, part[-1].end))
            i += max(length, 1)
        links.append(tuple(own))
    actors = tuple(
        Actor(entry.name, entry.type, tuple(sorted(names[i])), tuple(sorted(where[i])), key=entry.key)
        for i, entry in entries.values()
    )
    owners = tuple({t: link for link in own for t in range(link.first, link.last + 1)} for own in links)
    return Found(actors, tuple(mentions), (), tuple(links), owners, {})
