"""Described groups: those of one class are one on a page, unless whose they are tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.governments import owner_states
from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.settling import settle
from kg.extract.actors.somebody import Told, somebody
from kg.extract.actors.vocabulary import Group, vocabulary, word_set
from kg.extract.actors.world import people
from kg.language.grammar import Grammar
from kg.model import ActorType, BlockKind

_BLOC_NOUNS = frozenset({"powers", "countries"})
# The length of a key with an ISO code; those of parts of states are longer: "the Chechens" are a people.
_SOVEREIGN = len("state:XX")
# Classes of which one may be a group just named: "fights Hezbollah, and the militants".
_OF_ARMED = frozenset({"jihadists", "militants"})


def groups(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Described groups: those of one class are one, unless whose they are tells them apart."""
    for site in sites:
        if site.phrase.kind is Kind.GROUP and site.phrase.group is not None:
            _group(register, site, site.phrase.group, grammar)
    settle(register)


def _group(register: Register, site: Site, group: Group, grammar: Grammar) -> None:
    phrase = site.phrase
    if phrase.code == "P" and phrase.senses:
        _nation(register, site)
        return
    if phrase.noun == "allies" and set(phrase.modifiers) & vocabulary().blocs:
        group = vocabulary().by_class["powers"]
    told = Told(site, group, owner_states(register, phrase, persons=True), _apart(phrase, group))
    trip = phrase.noun == "mission" and any(owner.type is ActorType.PERSON for owner in told.owners)
    if trip or not somebody(told, grammar):  # "Voss's second mission to Oslo"
        return
    if group.name == "forces" and not told.apart:
        if len(told.owners) < 2:
            _forces(register, site, told.owners)
        return
    record = _known(register, told) or _described(register, told)
    record.acts = record.acts or site.text.words[phrase.first].kind not in {BlockKind.TITLE, BlockKind.SUBHEAD}
    register.link(site, record)


def _known(register: Register, told: Told) -> Record | None:
    """The actor of another kind that a group noun only says what it is of."""
    phrase = told.site.phrase
    beside = [record for other in phrase.same for record in register.of(other)]
    if beside:
        return beside[0]
    if told.group.name == "people" and not _people_noun(told):
        state = next((owner for owner in told.owners if owner.type is ActorType.STATE), None)
        if state is not None:
            return register.record(f"people/{state.key}", ActorType.POLITICAL_GROUP, described=True)
    if told.group.name in _OF_ARMED and phrase.definite and not phrase.modifiers and not told.owners:
        return _armed_before(register, told.site)
    return _owner_itself(told)


def _described(register: Register, told: Told) -> Record:
    """The page's group of this class, whose it is, and what tells it apart."""
    name, apart = "countries" if told.group.name == "powers" else told.group.name, told.apart
    people_noun = _people_noun(told) if name == "people" else ""
    if people_noun:
        name, apart = f"people {people_noun}", ()
    whose = " ".join(record.key or record.name or " ".join(record.parts) for record in told.owners)
    record = register.record(f"group/{name}/{whose}/{' '.join(apart)}", _type(told), described=True)
    record.affiliations.update(dict.fromkeys(owner for owner in told.owners if owner is not record))
    return record


def _people_noun(told: Told) -> str:
    """The noun for a people without a state: "Kurds", also for "the Kurdish minority"; "" for others."""
    if told.site.phrase.code == "P":
        return told.site.phrase.noun
    return next((vocabulary().nations[word] for word in told.apart if word in vocabulary().nations), "")


def _type(told: Told) -> ActorType:
    phrase, name = told.site.phrase, told.group.name
    one_state = bool(told.owners) and not told.apart and told.owners[0].type is ActorType.STATE
    if phrase.noun == "coalition" and one_state:
        return ActorType.POLITICAL_GROUP
    if name in {"forces", "fighters"} or (name in {"groups", "parties"} and "armed" in phrase.modifiers):
        return ActorType.ARMED_GROUP
    return told.group.type


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
    sovereign = len(entry.key) == _SOVEREIGN or entry.former
    if sovereign and site.phrase.definite and not site.phrase.modifiers and not site.phrase.counted:
        record = register.record(entry.key, entry.type, key=entry.key, name=entry.name)
        record.acts = True
        register.link(site, record)
    elif not site.phrase.counted:
        people(register, site, entry)


def _apart(phrase: Phrase, group: Group) -> tuple[str, ...]:
    """The words that make a group another one: peoples, blocs, "U.S.-led", "pro-European"."""
    known = vocabulary().peoples | vocabulary().blocs
    blocs = group.name in {"powers", "countries", "coalition", "opponents"}
    apart = [m for m in phrase.modifiers if m in vocabulary().peoples or m.startswith("~") or (blocs and m in known)]
    other = {"officials"} if "region" not in phrase.modifiers else {"officials", "countries"}
    if "other" in phrase.modifiers and group.name in other:
        apart.append("other")
    return tuple(apart)


def _owner_itself(told: Told) -> Record | None:
    """The owner where the noun only says what it is: "Western powers", "the Islamic State group"."""
    if len(told.owners) != 1:
        return None
    owner, noun = told.owners[0], told.site.phrase.noun
    if owner.type is ActorType.COALITION and told.group.name in _BLOC_NOUNS and "allies" not in noun:
        return owner
    armed = told.group.type is ActorType.ARMED_GROUP or noun in {"group", "movement", "organization", "organisation"}
    return owner if owner.type is ActorType.ARMED_GROUP and armed else None


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
