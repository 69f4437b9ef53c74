"""Whom a surname alone means on a page, where several may bear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.actors.genders import given_names
from kg.extract.actors.names import bears, parts
from kg.extract.actors.phrases import Kind
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.model import ActorType, BlockKind


def name_parts(site: Site) -> tuple[str, ...]:
    """The telling parts of a name."""
    return parts([word.text for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]])


def apart(register: Register, sites: Sequence[Site]) -> frozenset[str]:
    """Surnames that a page gives a holder of an office before it names another bearer in full, without that office.

    "President Voss" in the first sentence is not the "Ada Voss" of the third: his wife, his daughter.
    """
    out = set()
    for site in sites:
        phrase, told = site.phrase, name_parts(site) if site.phrase.kind is Kind.NAME else ()
        kind = site.text.words[phrase.first].kind
        if len(told) != 1 or kind in {BlockKind.TITLE, BlockKind.SUBHEAD} or id(phrase) in register.meant:
            continue
        posts = {title.role.noun for title in phrase.titles if title.role.noun in word_set("tops")}
        if not posts:
            continue
        bearers = [r for r in register.records if len(r.parts) > 1 and bears(told[0], r.parts)]
        here = (site.text.position, phrase.first)
        if len(bearers) == 1 and bearers[0].first is not None and bearers[0].first > here:
            full = bearers[0].later and not bearers[0].told & {word for post in posts for word in post.split()}
            if full:
                out.add(told[0])
    return frozenset(out)


def is_place(site: Site) -> bool:
    """Whether a surname that is also a town's stands as the town here: "in Lincoln"."""
    return (
        site.phrase.code == "T"
        and not site.phrase.titles
        and site.text.key(site.phrase.first - 1) in {"in", "near", "at", "from"}
    )


def bearer(register: Register, site: Site, name: str, called: Mapping[tuple[int, str], Record]) -> Record | None:
    """The person whom a single name means: as a last name before a first; of several, who is `called` so already."""
    persons = [record for record in register.records if record.type is ActorType.PERSON and len(record.parts) > 1]
    wanted = next((vocabulary().genders[key] for key in honorifics(site) if key in vocabulary().genders), None)
    told = [record for record in persons if wanted is not None and gender(record) == wanted]
    persons = [record for record in persons if wanted is None or gender(record) in {None, wanted}]
    persons = [record for record in told if bears(name, record.parts)] or persons
    fits = [(bears(name, record.parts), record) for record in persons]
    best = max((fit for fit, _ in fits), default=0)
    if not best:
        return None
    bearers = [record for fit, record in fits if fit == best]
    if len(bearers) == 1:
        return bearers[0]
    first = called.get((site.text.position, name))
    return first if first in bearers else _first_called(site, bearers)


def _first_called(site: Site, bearers: Sequence[Record]) -> Record | None:
    """Of several who share a name, whom an article calls by it first: the only one it named before, else none.

    Where it named none before, as in a headline, the one whom it names first.
    """
    here = (site.text.position, site.phrase.first)
    named = [record for record in bearers if record.first is not None and record.first[0] == here[0]]
    before = [record for record in named if record.first is not None and record.first < here]
    if len(before) > 1:
        return None
    return before[0] if before else min(named, key=lambda record: record.first or here, default=None)


def shared(register: Register, name: str) -> bool:
    """Whether several persons of a page bear a name equally well, so that alone it means none of them for certain."""
    fits = [bears(name, record.parts) for record in register.records if len(record.parts) > 1]
    return sum(fit == max(fits) for fit in fits) > 1 and max(fits) > 0 if fits else False


def honorifics(site: Site) -> list[str]:
    return [site.text.key(i) for i in range(site.phrase.first, site.phrase.core[0])] if site.phrase.honorific else []


def gender(record: Record) -> str | None:
    """What the words beside a name tell, or else the given name: "f", "m"; None for nothing, or both."""
    told = {vocabulary().genders[word] for word in record.told if word in vocabulary().genders}
    if not told and len(record.parts) > 1:
        return given_names().get(record.parts[0])
    return told.pop() if len(told) == 1 else None
