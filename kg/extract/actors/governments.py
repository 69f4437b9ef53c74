"""Governments and organs of states: "the Kenyan government" is Kenya, its foreign ministry a body of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.actors.world import name_key
from kg.model import ActorType, TenureState

_AGAINST: Final = frozenset({"rebel", "opposition", "separatist", "dissident", "guerrilla", "insurgent", "militia"})
"""What somebody leads who does not act for a state."""


def owner_states(register: Register, phrase: Phrase, persons: bool = False) -> tuple[Record, ...]:
    """Whose a government, an organ or a group is; for a person, unless `persons`, the person's state."""
    out: list[Record] = []
    for owner in phrase.owners:
        for record in register.whose(owner):
            if record.type is ActorType.PERSON and not persons:
                out += _states_of(record)
            else:
                out.append(record)
    return tuple(dict.fromkeys(out))


def _states_of(person: Record) -> list[Record]:
    """The states that a person acts for: none for "rebel leader Ada Voss"."""
    against = any(not _AGAINST.isdisjoint(title.text.split()) for title, _ in person.distinct.values())
    return [] if against else [each for each in person.affiliations if each.type is ActorType.STATE]


def governments(register: Register, sites: Sequence[Site]) -> None:
    """ "the Kenyan government" is Kenya; "the government" the one spoken of last; an administration its own body."""
    last: Record | None = None
    called: dict[str, Record] = {}
    text = at = -1
    for site in sites:
        phrase = site.phrase
        if site.text.position != text:
            last, text, called, at = None, site.text.position, {}, -1
        if phrase.kind is not Kind.GOVERNMENT:
            if (told := _spoken_of(register, site)) is not None:
                # of two in one sentence, "the government" behind it may be either's
                here = site.text.sentence(phrase.first)
                last, at = told if at != here or last is told else None, here
            continue
        owners = owner_states(register, phrase)
        if phrase.noun in vocabulary().own_governments:
            _administration(register, site, owners)
        elif owners:
            last = called[phrase.noun] = owners[0]
            last.acts = True
            register.link(site, last)
        elif phrase.definite and not phrase.owners and _plain(site):
            spoken_of = last if phrase.noun in {"government", "authorities", "regime"} else None
            meant = called.get(phrase.noun) or spoken_of
            if meant is not None:
                register.link(site, meant)


def _plain(site: Site) -> bool:
    """Whether nothing but who backs or knows it is said of a government: "the UN-recognised government"."""
    words = name_key(site).split()
    known = any("-" in word or word in word_set("compounds") for word in words[:-1])
    return len(words) == 1 or (len(words) <= 3 and known)


def _administration(register: Register, site: Site, owners: tuple[Record, ...]) -> None:
    """ "the Okoye administration", and "the administration" behind it."""
    if site.phrase.owners:
        record = register.record(f"body/{name_key(site)}", ActorType.ORGANIZATION, acts=True)
        record.affiliations.update(dict.fromkeys(owners))
        register.by_key[f"last/{site.phrase.noun}"] = record
        register.link(site, record)
    elif site.phrase.definite and f"last/{site.phrase.noun}" in register.by_key:
        register.link(site, register.by_key[f"last/{site.phrase.noun}"], named=False)


def _spoken_of(register: Register, site: Site) -> Record | None:
    """The state whose president, ministry or army is spoken of."""
    if site.phrase.kind not in {Kind.ORGAN, Kind.NAME, Kind.ROLE, Kind.GROUP} or site.within is not None:
        return None
    if any(title.role.sort != "post" for title in site.phrase.titles):
        return None
    titles = [title for title in site.phrase.titles if title.state is not TenureState.FORMER]
    owners = [owner for title in titles for owner in title.owners] + site.phrase.owners
    whose = [record for owner in owners for record in register.whose(owner)]
    found = [record for record in whose if record.type is ActorType.STATE]
    if not found and titles:  # "Voss's spokesman"
        found = [state for record in whose if record.type is ActorType.PERSON for state in _states_of(record)]
    return found[0] if len(found) == 1 else None


def organs(register: Register, sites: Sequence[Site]) -> None:
    """Ministries, parliaments, armies: one for each state and noun; "the ministry" is the one met last."""
    last: dict[str, Record] = {}
    text = -1
    for site in sites:
        phrase = site.phrase
        if site.text.position != text:
            last, text = {}, site.text.position
        if phrase.kind is not Kind.ORGAN:
            continue
        its = _its_state(register, site)
        owners = owner_states(register, phrase) or its
        noun = _organ_noun(phrase.noun)
        if owners:
            record = register.record(f"organ/{owners[0].key}/{noun}", ActorType.ORGANIZATION, acts=True)
            record.affiliations[owners[0]] = None
            owners[0].acts = True
            written = (
                f"{next(iter(its[0].spellings), its[0].name)}'s {site.written().partition(' ')[2]}" if its else None
            )
            register.link(site, record, written=written)
            last[noun] = last[noun.split()[-1]] = record
            continue
        definite = phrase.definite or site.text.key(phrase.first - 1) == "the"
        if definite and noun in last:
            register.link(site, last[noun])
        elif definite and _is_full_name(site):
            last[noun] = register.record(f"organ//{noun}", ActorType.ORGANIZATION, acts=True)
            register.link(site, last[noun])


def _is_full_name(site: Site) -> bool:
    """Whether a body of a state that is not named stands there by its own name: "the Ministry of External Affairs"."""
    words = [word for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1] if len(word.text) > 3]
    return len(words) > 1 and all(word.capital for word in words)


def _its_state(register: Register, site: Site) -> tuple[Record, ...]:
    """The state of "its foreign ministry": the only one that the nearest sentence naming any names before it."""
    text, first = site.text, site.phrase.first
    if "its" not in {text.key(first), text.key(first - 1)}:
        return ()
    near, found = None, dict[Record, None]()
    for phrase in text.before(first):
        at = text.sentence(phrase.first)
        if found and at != near:
            break
        near = at
        named = owner_states(register, phrase) if phrase.kind is Kind.GOVERNMENT else register.of(phrase)
        whose = {record: None for record in named if record.type is ActorType.STATE}
        found = whose | found
    return tuple(found) if len(found) == 1 else ()


def _organ_noun(noun: str) -> str:
    """One noun for the ways to say it: "ministry of foreign affairs" -> "foreign ministry", "military" -> "army"."""
    if noun.startswith("ministry of "):
        matter = noun.removeprefix("ministry of ").removeprefix("the ").removesuffix(" affairs").split(" and ")[0]
        return f"{matter} ministry"
    noun = noun.replace("defense", "defence")
    return "army" if noun in word_set("armies") else noun
