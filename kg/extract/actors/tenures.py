"""Who holds, held or is to hold which office, as the page says."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.offices import office_noun, plain_noun
from kg.extract.actors.people import bodies_of
from kg.extract.actors.phrases import Title
from kg.extract.actors.register import Record, Site
from kg.model import ActorType, Passage, Tenure, TenureState

_CERTAIN, _BEHIND = 0.95, 0.9


def tenures(kept: Sequence[Record], number: dict[int, int]) -> tuple[Tenure, ...]:
    """One tenure for each holder, office and state of it, with every sentence that bears it out."""
    out: list[Tenure] = []
    for record in kept:
        if record.type is not ActorType.PERSON:
            continue
        found: dict[tuple[str, int | None, TenureState], list[tuple[Title, Site]]] = {}
        for title, owners, site in record.titles:
            if office_noun(title.role) and not title.possessive:
                body = next((number[id(owner)] for owner in bodies_of(owners) if id(owner) in number), None)
                found.setdefault((title.text, body, title.state), []).append((title, site))
        for (text, body, state), where in _fullest(found).items():
            if body is None and record.described:
                continue
            evidence = tuple(sorted({passage(site) for _, site in where}))
            before = all(title.last < site.phrase.core[0] for title, site in where)
            out.append(
                Tenure(number[id(record)], text, body, state, evidence, _CERTAIN if before else _BEHIND, "title")
            )
    return tuple(out)


_Key = tuple[str, int | None, TenureState]


def _fullest(found: dict[_Key, list[tuple[Title, Site]]]) -> dict[_Key, list[tuple[Title, Site]]]:
    """Short forms put with the full: "the minister" of Norway with its "foreign minister"."""
    out: dict[_Key, list[tuple[Title, Site]]] = {}
    for key in sorted(found, key=lambda key: (key[1] is None, -len(key[0].split()))):
        text, body, state = key
        words = set(plain_noun(text).split())
        full = next(
            (
                other
                for other in out
                if words <= set(plain_noun(other[0]).split())
                and body in {None, other[1]}
                and state in {other[2], TenureState.CURRENT}
            ),
            None,
        )
        out.setdefault(full or key, []).extend(found[key])
    return {key: out[key] for key in sorted(out, key=lambda key: (min(title.first for title, _ in out[key]), key[0]))}


def passage(site: Site) -> Passage:
    """The sentence of a phrase."""
    words, first = site.text.words, site.phrase.first
    start = end = first
    while start > 0 and words[start - 1].sentence == words[first].sentence:
        start -= 1
    while end + 1 < len(words) and words[end + 1].sentence == words[first].sentence:
        end += 1
    return Passage(site.text.parsed.article, words[start].start, words[end].end)
