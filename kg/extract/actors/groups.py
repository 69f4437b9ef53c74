"""Described groups: those of one class are one on a page, unless whose they are tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.governments import owner_states
from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.settling import settle
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.actors.world import people
from kg.language.grammar import Grammar
from kg.model import ActorType, BlockKind

_MARKS = frozenset("\"'“”‘’")
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
_ARMED_GROUPS = frozenset({"forces", "fighters"})
_GENERIC = frozenset({"groups", "parties"})
_BLOC_NOUNS = frozenset({"powers", "countries"})
# Nouns for persons who may just have been named: "the two diplomats".
_PERSONS = frozenset({"diplomats", "leaders"})


def groups(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Described groups: those of one class are one, unless whose they are tells them apart."""
    for site in sites:
        if site.phrase.kind is Kind.GROUP:
            _group(register, site, grammar)
    settle(register)


def _group(register: Register, site: Site, grammar: Grammar) -> None:
    phrase = site.phrase
    group = phrase.group
    if group is None or phrase.modifiers[:1] == ("no",):
        return
    if phrase.code == "P" and phrase.senses:
        _nation(register, site)
        return
    owners = owner_states(register, phrase, persons=True)
    apart = _apart(phrase)
    if phrase.noun == "allies" and set(phrase.modifiers) & vocabulary().blocs:
        group = phrase.group = vocabulary().by_class["powers"]
    if _scare_quoted(site) or _labelled(site) or not _somebody(site, owners, apart, grammar):
        return
    name, type_ = group.name, group.type
    own = _owner_itself(group.name, owners, phrase)
    if own is not None:
        own.acts = True
        register.link(site, own)
        return
    if name == "forces" and not apart:
        if len(owners) < 2:
            _forces(register, site, owners)
        return
    if (
        name == "coalition"
        and owners
        and not apart
        and owners[0].type is ActorType.STATE
        and phrase.noun == "coalition"
    ):
        type_ = ActorType.POLITICAL_GROUP
    if name in _ARMED_GROUPS or (name in _GENERIC and "armed" in phrase.modifiers):
        type_ = ActorType.ARMED_GROUP
    if name == "powers":
        name = "countries"
    if name == "people":
        state = next((owner for owner in owners if owner.type is ActorType.STATE), None)
        nation = (
            phrase.noun
            if phrase.code == "P"
            else next((vocabulary().nations[word] for word in apart if word in vocabulary().nations), "")
        )
        if nation:
            name, apart = f"people {nation}", ()
        elif state is not None:
            record = register.record(f"people/{state.key}", ActorType.POLITICAL_GROUP, described=True, acts=True)
            register.link(site, record)
            return
    if phrase.same:
        known = [record for other in phrase.same for record in register.of(other)]
        if known:
            known[0].spellings[site.written()] = None
            register.link(site, known[0])
            return
    near = (
        _armed_before(register, site)
        if name in {"jihadists", "militants"} and phrase.definite and not phrase.modifiers
        else None
    )
    if near is not None and not owners:
        register.link(site, near)
        return
    whose = " ".join(record.key or record.name or " ".join(record.parts) for record in owners)
    key = f"group/{name}/{whose}/{' '.join(apart)}"
    record = register.record(key, type_, described=True)
    record.acts = record.acts or site.text.words[phrase.first].kind not in {BlockKind.TITLE, BlockKind.SUBHEAD}
    record.affiliations.update(dict.fromkeys(owner for owner in owners if owner is not record))
    register.link(site, record)


def _armed_before(register: Register, site: Site) -> Record | None:
    """The one armed group named in this sentence before a phrase: "fights IS and says the jihadists"."""
    here = site.text.sentence(site.phrase.first)
    found: list[Record] = []
    for phrase in site.text.before(site.phrase.first):
        if site.text.sentence(phrase.first) != here:
            break
        meant = [record for inner in (phrase, *phrase.parts) for record in register.whose(inner)]
        found += [each for each in meant if each.type is ActorType.ARMED_GROUP and not each.described]
    return found[0] if len(set(map(id, found))) == 1 else None


def _nation(register: Register, site: Site) -> None:
    """ "the Kenyans" is the state in diplomacy's shorthand; "ordinary Kenyans" its people."""
    entry = site.phrase.senses[0].entry
    if site.phrase.definite and not site.phrase.modifiers and not site.phrase.counted:
        record = register.record(entry.key, entry.type, key=entry.key, name=entry.name)
        record.acts = True
        register.link(site, record)
    elif not site.phrase.counted:
        people(register, site, entry)


def _apart(phrase: Phrase) -> tuple[str, ...]:
    """The words that make a group another one: peoples, blocs, "U.S.-led", "pro-European"."""
    known = vocabulary().peoples | vocabulary().blocs
    assert phrase.group is not None
    blocs = phrase.group.name in {"powers", "countries", "coalition", "opponents"}
    apart = [m for m in phrase.modifiers if m in vocabulary().peoples or m.startswith("~") or (blocs and m in known)]
    other = {"officials"} if "region" not in phrase.modifiers else {"officials", "countries"}
    if "other" in phrase.modifiers and phrase.group.name in other:
        apart.append("other")
    return tuple(apart)


def _owner_itself(name: str, owners: Sequence[Record], phrase: Phrase) -> Record | None:
    """The owner where the noun only says what it is: "Western powers", "the Islamic State group"."""
    if len(owners) != 1:
        return None
    owner = owners[0]
    if owner.type is ActorType.COALITION and name in _BLOC_NOUNS and "allies" not in phrase.noun:
        return owner
    armed = vocabulary().by_class[name].type is ActorType.ARMED_GROUP
    if owner.type is ActorType.ARMED_GROUP and (
        armed or phrase.noun in {"group", "movement", "organization", "organisation"}
    ):
        return owner
    return None


def _scare_quoted(site: Site) -> bool:
    """Whether a noun stands in quotation marks by itself, so that the page does not call them so."""
    first, last = site.phrase.core
    return site.text.key(first - 1) in _MARKS and site.text.key(last + 1) in _MARKS


def _labelled(site: Site) -> bool:
    """ "considers the party a terrorist group": said of another, it is nobody."""
    words, first = site.text.words, site.phrase.first
    if site.phrase.definite or site.phrase.group is None or site.phrase.group.name != "terrorists":
        return False
    before = [word.key for word in words[max(0, first - 25) : first] if word.sentence == words[first].sentence]
    return bool(set(before) & word_set("labels"))


def _somebody(site: Site, owners: Sequence[Record], apart: Sequence[str], grammar: Grammar) -> bool:
    """Whether a group noun with what stands before it means somebody."""
    phrase = site.phrase
    group = phrase.group
    assert group is not None
    if group.name == "participants":
        return _of_talks(site)
    if group.speaks:
        return _speaks(site, grammar)
    if group.name == "sources" and phrase.core[1] == phrase.core[0] and not _speaks(site, grammar):
        return False
    if group.name == "leaders" and owners and owners[0].type is ActorType.STATE:
        return False
    if (
        site.text.key(phrase.first) in _POSSESSIVES
        and not apart
        and group.name in {"officials", "opponents", "leaders", "powers", "countries", "people"}
    ):
        return False
    if (
        phrase.indefinite
        and phrase.noun in {"group", "organization", "organisation", "party", "movement", "bloc"}
        and not phrase.same
    ):
        return False
    if group.name in _PERSONS and not owners and not apart and (phrase.definite or phrase.counted):
        return False
    if group.name in {
        "people",
        "forces",
        *_GENERIC,
        *_BLOC_NOUNS,
        "media",
        "fighters",
        "teams",
        "leaders",
        "opponents",
        "coalition",
    }:
        if group.name == "coalition" and phrase.noun == "contact group" and phrase.definite:
            return True
        if "government" in phrase.modifiers and group.name == "forces":
            return True
        if group.name == "people" and phrase.code == "P":
            return not phrase.counted
        owned = [
            owner for owner in owners if group.name != "people" or owner.type in {ActorType.STATE, ActorType.COALITION}
        ]
        return (
            bool(apart)
            or bool(owned and group.name not in {"countries"})
            or (group.name == "media" and "state" in phrase.noun)
        )
    return group.alone or bool(apart) or bool(owners)


def _of_talks(site: Site) -> bool:
    """ "Talks participants", "parties to the Lima talks": those who take part in an occasion that is told."""
    talks = word_set("occasions")
    last = site.phrase.core[1]
    behind = [site.text.key(i) for i in range(last + 1, last + 5)]
    return bool(talks & set(site.phrase.modifiers)) or (behind[0] in {"in", "to", "at"} and bool(talks & set(behind)))


def _speaks(site: Site, grammar: Grammar) -> bool:
    token = site.head
    return grammar.is_subject(token) and token.head.lemma_.lower() in {
        "say",
        "tell",
        "report",
        "describe",
        "claim",
        "add",
    }


def _forces(register: Register, site: Site, owners: Sequence[Record]) -> None:
    noun = site.phrase.noun
    kind = "army" if noun in word_set("armies") else noun
    owner = owners[0] if owners else None
    if owner is None:
        known = [key for key in register.by_key if key.startswith("organ/") and key.endswith(f"/{kind}")]
        key = known[0] if len(known) == 1 else f"group/{kind}"
    else:
        key = (
            f"organ/{owner.key}/{kind}" if owner.type is ActorType.STATE else f"forces/{owner.name or owner.key}/{kind}"
        )
    armed = owner is not None and owner.type in {ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP}
    record = register.record(key, ActorType.ARMED_GROUP if armed else ActorType.ORGANIZATION, acts=True)
    if owner is not None:
        record.affiliations[owner] = None
        owner.acts = True
    register.link(site, record)
