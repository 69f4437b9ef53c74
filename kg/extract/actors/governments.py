"""Governments and organs of states: "the Kenyan government" is Kenya, its foreign ministry a body of its own."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.actors.world import name_key
from kg.model import ActorType


def owner_states(register: Register, phrase: Phrase, persons: bool = False) -> tuple[Record, ...]:
    """Whose a government, an organ or a group is; for a person, unless `persons`, the person's state."""
    out: list[Record] = []
    for owner in phrase.owners:
        for record in register.whose(owner):
            if record.type is ActorType.PERSON and not persons:
                out += [each for each in record.affiliations if each.type is ActorType.STATE]
            else:
                out.append(record)
    return tuple(dict.fromkeys(out))


def governments(register: Register, sites: Sequence[Site]) -> None:
    """ "the Kenyan government" is Kenya; "the government" the one spoken of last; an administration its own body."""
    last: Record | None = None
    called: dict[str, Record] = {}
    text = -1
    for site in sites:
        phrase = site.phrase
        if site.text.position != text:
            last, text, called = None, site.text.position, {}
        if phrase.kind is not Kind.GOVERNMENT:
            last = _spoken_of(register, site) or last
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
    owners = [owner for title in site.phrase.titles for owner in title.owners] + site.phrase.owners
    found = [record for owner in owners for record in register.whose(owner) if record.type is ActorType.STATE]
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
        owners = owner_states(register, phrase)
        noun = _organ_noun(phrase.noun)
        if owners:
            record = register.record(f"organ/{owners[0].key}/{noun}", ActorType.ORGANIZATION, acts=True)
            record.affiliations[owners[0]] = None
            owners[0].acts = True
            register.link(site, record)
            last[noun] = last[noun.split()[-1]] = record
        elif phrase.definite and noun in last:
            register.link(site, last[noun])


def _organ_noun(noun: str) -> str:
    """One noun for the ways to say it: "ministry of foreign affairs" -> "foreign ministry", "military" -> "army"."""
    if noun.startswith("ministry of "):
        matter = noun.removeprefix("ministry of ").removeprefix("the ").removesuffix(" affairs").split(" and ")[0]
        return f"{matter} ministry"
    noun = noun.replace("defense", "defence")
    return "army" if noun in word_set("armies") else noun
