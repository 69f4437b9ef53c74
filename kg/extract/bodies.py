"""States, bodies, governments and groups on a page: which phrases mean the same one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.evidence import acts, credited, joined
from kg.extract.lexicon import Entry, Form, Sense, lexicon
from kg.extract.phrases import Kind, Phrase
from kg.extract.register import Record, Register, Site
from kg.extract.vocabulary import vocabulary
from kg.extract.words import fold
from kg.language.grammar import Grammar
from kg.model import ActorType, BlockKind

_MARKS = frozenset("\"'“”‘’")
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
_ARMY = frozenset({"army", "military", "troops", "forces", "soldiers", "armed forces", "units", "contingents"})
_ARMED_GROUPS = frozenset({"forces", "fighters"})
_GENERIC = frozenset({"groups", "parties"})
_BLOC_NOUNS = frozenset({"powers", "countries"})
# Groups of which a bare noun is the page's only ones: "the rebels" after "Syrian rebels".
_SETTLED = frozenset({"rebels", "militants", "jihadists", "terrorists", "separatists", "opposition", "activists", "protesters"})
# Nouns for persons who may just have been named: "the two diplomats".
_PERSONS = frozenset({"diplomats", "leaders"})
_LABELS = frozenset("consider considers considered label labels labeled labelled designate designates designated brand branded call calls called deem deemed".split())


def entry_of(phrase: Phrase, register: Register, states: set[str]) -> Entry | None:
    """The entry that a name means: one already met on the page before another; None where its state would have to be named."""
    senses = [sense for sense in phrase.senses if sense.form is not Form.SHORT or (sense.entry.key in states and phrase.definite)]
    entries = list(dict.fromkeys(sense.entry for sense in senses))
    entries = [entry for entry in entries if not entry.common or entry.state in states or entry.state is None]
    entries.sort(key=lambda entry: entry.state not in states if entry.state is not None else False)
    known = [entry for entry in entries if entry.key in register.by_key and register.by_key[entry.key].acts]
    return (known or entries or [None])[0]


def world(register: Register, sites: Iterable[Site], grammar: Grammar) -> None:
    """States and bodies of the lexicon, by every name."""
    sites = list(sites)
    named_states = {
        sense.entry.key for site in sites for sense in site.phrase.senses if sense.form is not Form.SHORT and site.phrase.code != "B"
    }
    acting = _acting(sites, grammar)
    for site in sites:
        phrase = site.phrase
        if phrase.kind is not Kind.WORLD or phrase.code == "D" or not phrase.senses:
            continue
        entry = entry_of(phrase, register, named_states)
        if entry is None:
            if phrase.code == "B":
                _keyless(register, site)
            continue
        forms = {sense.form for sense in phrase.senses if sense.entry is entry}
        if forms == {Form.PEOPLE}:
            people(register, site, entry)
            continue
        record = register.record(entry.key, entry.type, key=entry.key, name=entry.name)
        register.refer(phrase, record)
        if credited(site):
            continue
        if not entry.place or id(phrase) in acting:
            record.acts = True
            register.link(site, record, written=_noun(entry, forms))
        elif Form.NAME in forms or Form.ACRONYM in forms:
            record.met(site, site.written())
        if phrase.descriptor is not None:
            record.spellings[site.text.written(phrase.core[0], phrase.last)] = None
        if entry.state is not None and entry.state in lexicon().entries:
            above = lexicon().entries[entry.state]
            record.affiliations[register.record(above.key, above.type, key=above.key, name=above.name)] = None
        for other in phrase.same:
            record.spellings[site.text.written(*other.core)] = None


def _acting(sites: Iterable[Site], grammar: Grammar) -> set[int]:
    """The names of places that stand for those who act; of several joined by "and", all where one does."""
    acting = {id(site.phrase) for site in sites if site.phrase.kind is Kind.WORLD and acts(site, grammar)}
    last: Site | None = None
    for run in (sites, list(reversed(list(sites)))):
        last = None
        for site in run:
            if site.within is not None or site.phrase.kind is not Kind.WORLD:
                continue
            if last is not None and last.text is site.text and id(last.phrase) in acting and joined(last, site):
                acting.add(id(site.phrase))
            last = site
    return acting


def _keyless(register: Register, site: Site) -> None:
    """A body that only shares the name of one in the lexicon."""
    record = register.record(f"body/{_key(site)}", site.phrase.senses[0].entry.type, acts=True)
    register.link(site, record)


def _noun(entry: Entry, forms: set[Form]) -> str | None:
    """What a demonym is noted as: the state's name, for "Norwegian" by itself names no state; None for other names."""
    return entry.name if forms <= {Form.ADJECTIVE, Form.PEOPLE} else None


def people(register: Register, site: Site, entry: Entry) -> None:
    """ "Kenyans" as a people; with a number before it, nobody."""
    if site.text.key(site.phrase.first - 1) == "of" or site.phrase.counted:
        return
    record = register.record(f"people/{entry.key}", ActorType.POLITICAL_GROUP, described=True)
    record.acts = True
    register.link(site, record)


def named(register: Register, sites: Iterable[Site]) -> None:
    """Bodies by a name of the page: "Free Media Center", "the Zinki faction", with their acronyms."""
    for site in sites:
        phrase = site.phrase
        if phrase.kind is Kind.BODY or (phrase.kind is Kind.NAME and phrase.descriptor is not None):
            record = register.record(f"body/{_key(site)}", phrase.descriptor or _type(phrase), acts=True)
            register.link(site, record)
            if phrase.descriptor is not None:
                record.spellings[site.text.written(phrase.core[0], phrase.last)] = None
                record.type = phrase.descriptor
            _acronyms(register, site, record)


def _key(site: Site) -> str:
    words = [fold(word.text) for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]]
    return " ".join(word for word in words if word not in {"the", "'s"})


def _acronyms(register: Register, site: Site, record: Record) -> None:
    for other in site.phrase.same:
        written = site.text.written(*other.core)
        record.spellings[written] = None
        register.by_key.setdefault(f"body/{fold(written)}", record)


def _type(phrase: Phrase) -> ActorType:
    last, words = phrase.noun.split()[-1:], set(phrase.noun.split())
    if last and last[0] in vocabulary().armed and not words & {"council", "political", "popular"}:
        return ActorType.ARMED_GROUP
    if words & vocabulary().political:
        return ActorType.POLITICAL_GROUP
    return ActorType.ORGANIZATION


# -- governments and organs ------------------------------------------------------------------------


def owner_states(register: Register, phrase: Phrase, persons: bool = False) -> tuple[Record, ...]:
    """The records of what stands before or behind a government, an organ or a group; unless `persons`, a person's state."""
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
    own = vocabulary().own_governments
    administration: Record | None = None
    for site in sites:
        phrase = site.phrase
        if site.text.position != text:
            last, text, called = None, site.text.position, {}
        if phrase.kind is not Kind.GOVERNMENT:
            last = _spoken_of(register, site) or last
            continue
        owners = owner_states(register, phrase)
        if phrase.noun in own:
            if phrase.owners:
                administration = register.record(f"body/{_key(site)}", ActorType.ORGANIZATION, acts=True)
                administration.affiliations.update(dict.fromkeys(owners))
            if administration is not None and (phrase.owners or phrase.definite):
                register.link(site, administration, named=bool(phrase.owners))
        elif owners:
            last = called[phrase.noun] = owners[0]
            last.acts = True
            register.link(site, last)
        elif phrase.definite and not phrase.owners and len(_key(site).split()) == 1:
            meant = called.get(phrase.noun) or (last if phrase.noun in {"government", "authorities", "regime"} else None)
            if meant is not None:
                register.link(site, meant)


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
    return "army" if noun in _ARMY else noun


# -- groups ----------------------------------------------------------------------------------------


def groups(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Described groups: those of one class are one, unless whose they are tells them apart."""
    for site in sites:
        if site.phrase.kind is Kind.GROUP:
            _group(register, site, grammar)
    _settle(register)


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
    if name == "coalition" and owners and not apart and owners[0].type is ActorType.STATE and phrase.noun == "coalition":
        type_ = ActorType.POLITICAL_GROUP
    if name in _ARMED_GROUPS or (name in _GENERIC and "armed" in phrase.modifiers):
        type_ = ActorType.ARMED_GROUP
    if name == "powers":
        name = "countries"
    if name == "people":
        state = next((owner for owner in owners if owner.type is ActorType.STATE), None)
        nation = phrase.noun if phrase.code == "P" else next((vocabulary().nations[word] for word in apart if word in vocabulary().nations), "")
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
    near = _armed_before(register, site) if name in {"jihadists", "militants"} and phrase.definite and not phrase.modifiers else None
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
    words = site.text.words
    here = words[site.phrase.first].sentence
    found = [
        record
        for phrase in site.text.phrases
        if phrase.last < site.phrase.first and words[phrase.first].sentence == here
        for inner in (phrase, *phrase.parts)
        for record in register.whose(inner)
        if record.type is ActorType.ARMED_GROUP and not record.described
    ]
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
    if owner.type is ActorType.ARMED_GROUP and (armed or phrase.noun in {"group", "movement", "organization", "organisation"}):
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
    return bool(set(before) & _LABELS)


def _somebody(site: Site, owners: Sequence[Record], apart: Sequence[str], grammar: Grammar) -> bool:
    """Whether a group noun with what stands before it means somebody."""
    phrase = site.phrase
    group = phrase.group
    assert group is not None
    if group.speaks:
        return _speaks(site, grammar)
    if group.name == "sources" and phrase.core[1] == phrase.core[0] and not _speaks(site, grammar):
        return False
    if group.name == "leaders" and owners and owners[0].type is ActorType.STATE:
        return False
    if site.text.key(phrase.first) in _POSSESSIVES and not apart and group.name in {"officials", "opponents", "leaders", "powers", "countries", "people"}:
        return False
    if phrase.indefinite and phrase.noun in {"group", "organization", "organisation", "party", "movement", "bloc"} and not phrase.same:
        return False
    if group.name in _PERSONS and not owners and not apart and (phrase.definite or phrase.counted):
        return False
    if group.name in {"people", "forces", *_GENERIC, *_BLOC_NOUNS, "media", "fighters", "teams", "leaders", "opponents", "coalition"}:
        if group.name == "coalition" and phrase.noun == "contact group" and phrase.definite:
            return True
        if "government" in phrase.modifiers and group.name == "forces":
            return True
        if group.name == "people" and phrase.code == "P":
            return not phrase.counted
        owned = [owner for owner in owners if group.name != "people" or owner.type in {ActorType.STATE, ActorType.COALITION}]
        return bool(apart) or bool(owned and group.name not in {"countries"}) or (group.name == "media" and "state" in phrase.noun)
    return group.alone or bool(apart) or bool(owners)


def _speaks(site: Site, grammar: Grammar) -> bool:
    token = site.head
    return grammar.is_subject(token) and token.head.lemma_.lower() in {"say", "tell", "report", "describe", "claim", "add"}


def _forces(register: Register, site: Site, owners: Sequence[Record]) -> None:
    noun = site.phrase.noun
    kind = "army" if noun in _ARMY else noun
    owner = owners[0] if owners else None
    if owner is None:
        known = [key for key in register.by_key if key.startswith("organ/") and key.endswith(f"/{kind}")]
        key = known[0] if len(known) == 1 else f"group/{kind}"
    else:
        key = f"organ/{owner.key}/{kind}" if owner.type is ActorType.STATE else f"forces/{owner.name or owner.key}/{kind}"
    armed = owner is not None and owner.type in {ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP}
    record = register.record(key, ActorType.ARMED_GROUP if armed else ActorType.ORGANIZATION, acts=True)
    if owner is not None:
        record.affiliations[owner] = None
        owner.acts = True
    register.link(site, record)


def _settle(register: Register) -> None:
    """A bare "the rebels" is the page's only rebels, whoever's they are: "Syrian rebels"."""
    by_class: dict[str, dict[str, Record]] = {}
    for key, record in register.by_key.items():
        parts = key.split("/")
        if parts[0] == "group" and len(parts) == 4 and not parts[3] and (parts[1] in _SETTLED or parts[1].startswith("people ")):
            by_class.setdefault(parts[1], {})[parts[2]] = record
    for name in sorted(by_class, key=lambda name: name == "opposition"):
        if name == "opposition" and _settle_compounds(register):
            continue
        group = by_class[name]
        owned = [record for owner, record in group.items() if owner]
        if "" in group and len(owned) == 1:
            register.merge(group[""], owned[0])
    _settle_apart(register)
    _settle_led(register)


def _settle_apart(register: Register) -> None:
    """A bare "the separatists" behind "pro-Northern separatists" is those, where there are no others."""
    for key in list(register.by_key):
        parts = key.split("/")
        if parts[0] != "group" or len(parts) != 4 or parts[1] not in _SETTLED or not parts[3]:
            continue
        bare = register.by_key.get(f"group/{parts[1]}//")
        told = register.by_key[key]
        others = [other for other in register.by_key if other.startswith(f"group/{parts[1]}/") and other not in {key, f"group/{parts[1]}//"}]
        if bare is not None and not others and told.first is not None and all(place > told.first for place in bare.later):
            register.merge(told, bare)


def _settle_led(register: Register) -> None:
    """ "the U.S. coalition" is the U.S.-led one."""
    for key in list(register.by_key):
        parts = key.split("/")
        if parts[:2] == ["group", "coalition"] and parts[-1].endswith("-led"):
            leader = {sense.entry.key for sense in lexicon().named(parts[-1].removeprefix("~").removesuffix("-led"))}
            for owner in sorted(leader):
                short = register.by_key.get(f"group/coalition/{owner}/")
                if short is not None:
                    register.merge(register.by_key[key], short)


def _settle_compounds(register: Register) -> bool:
    """Where the page speaks of "opposition rebels", its bare "opposition" and its rebels are one."""
    bare = register.by_key.get("group/opposition//")
    rebels = [record for key, record in register.by_key.items() if key.startswith("group/rebels/") and key.endswith("/")]
    if bare is None or len(set(map(id, rebels))) != 1:
        return False
    spellings = [spelling.casefold() for record in (*rebels, bare) for spelling in record.spellings]
    told = any("opposition rebel" in spelling or "opposition fighters" in spelling for spelling in spellings)
    if told:
        register.merge(rebels[0], bare)
    return told


def senses_of(text: str) -> tuple[Sense, ...]:
    """What a name can mean by the lexicon."""
    return lexicon().named(text)
