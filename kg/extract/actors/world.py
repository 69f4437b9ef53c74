"""States and bodies of the lexicon on a page, and bodies that their names show to be such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.actors.evidence import acts, credited, joined, locates
from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.vocabulary import vocabulary
from kg.extract.lexicon import Entry, Form, Sense, lexicon
from kg.extract.words import fold
from kg.language.grammar import Grammar
from kg.model import ActorType

# Bodies that are spoken of where their state is.
_OF_STATES = ("org:", "party:")


def world(register: Register, sites: Iterable[Site], grammar: Grammar) -> None:
    """States and bodies of the lexicon, by every name."""
    sites = list(sites)
    named_states = _named_states(sites, frozenset({Form.SHORT}))
    by_name = _named_states(sites, frozenset({Form.SHORT, Form.CAPITAL, Form.SEAT}))
    acting = _acting(sites, grammar)
    for site in sites:
        phrase = site.phrase
        if phrase.kind is not Kind.WORLD or phrase.code == "D" or not phrase.senses:
            continue
        entry = entry_of(phrase, register, named_states, by_name)
        if entry is not None:
            _note(register, site, entry, id(phrase) in acting)
        elif phrase.code == "B":
            _keyless(register, site)


def _note(register: Register, site: Site, entry: Entry, acting: bool) -> None:
    """Links a name to its entry, or only notes it where it tells a place."""
    phrase = site.phrase
    forms = {sense.form for sense in phrase.senses if sense.entry is entry}
    if forms == {Form.PEOPLE}:
        people(register, site, entry)
        return
    record = _record(register, entry)
    register.refer(phrase, record)
    if credited(site):
        return
    seat = forms <= {Form.CAPITAL, Form.SEAT} and locates(site)
    if acting or not (entry.place or seat):
        record.acts = True
        register.link(site, record, written=_noun(entry, forms))
    elif Form.NAME in forms or Form.ACRONYM in forms:
        record.met(site, site.written())
    if phrase.descriptor is not None:
        record.spellings[site.text.written(phrase.core[0], phrase.last)] = None
    if entry.state is not None and entry.state in lexicon().entries:
        record.affiliations[_record(register, lexicon().entries[entry.state])] = None
    for other in phrase.same:
        record.spellings[site.text.written(*other.core)] = None


def _record(register: Register, entry: Entry) -> Record:
    return register.record(entry.key, entry.type, key=entry.key, name=entry.name)


def _named_states(sites: Iterable[Site], without: frozenset[Form]) -> set[str]:
    """The keys of the states that a page names in other forms than these."""
    found: set[str] = set()
    for site in sites:
        for sense in site.phrase.senses:
            if site.phrase.code != "B" and sense.form not in without:
                found.add(sense.entry.key)
            elif sense.entry.state is not None and not sense.entry.common and sense.entry.key.startswith(_OF_STATES):
                found.add(sense.entry.state)
    return found


def entry_of(phrase: Phrase, register: Register, states: set[str], by_name: set[str]) -> Entry | None:
    """The entry that a name means, one met already before another; None where its state would have to be named."""
    senses = [
        sense
        for sense in phrase.senses
        if sense.form is not Form.SHORT or (sense.entry.key in states and phrase.definite)
    ]
    if any(sense.form is Form.SEAT for sense in senses):  # Brussels is the Union's unless the page speaks of Belgium
        senses = [sense for sense in senses if sense.form is not Form.CAPITAL or sense.entry.key in by_name] or senses
        senses.sort(key=lambda sense: sense.form is Form.SEAT)
    entries = list(dict.fromkeys(sense.entry for sense in _of_their_time(senses, by_name)))
    entries = [entry for entry in entries if not entry.common or entry.state in states or _tells_state(senses, entry)]
    entries.sort(key=lambda entry: entry.state not in states if entry.state is not None else False)
    known = [entry for entry in entries if entry.key in register.by_key and register.by_key[entry.key].acts]
    return next(iter(known or entries), None)


def _of_their_time(senses: Sequence[Sense], by_name: set[str]) -> list[Sense]:
    """Without the states of the past whose capital a name is, unless the page names them and not today's."""
    seats = {Form.CAPITAL, Form.SEAT}
    former = [sense for sense in senses if sense.entry.former and sense.form in seats]
    today = [sense for sense in senses if sense not in former]
    told = [sense for sense in former if sense.entry.key in by_name]
    named = [sense.entry.name for sense in today if sense.entry.key in by_name]
    part = any(sense.entry.name.endswith(name) for sense in told for name in named)  # Vietnam is North Vietnam's too
    return told if told and (part or not named) else today


def _tells_state(senses: Sequence[Sense], entry: Entry) -> bool:
    """Whether the name itself has the state in it: "U.S. Senate"."""
    written = [sense.written for sense in senses if sense.entry is entry]
    return any(other.entry.key == entry.state for each in written for other in lexicon().named(each.split()[0]))


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
    record = register.record(f"body/{name_key(site)}", site.phrase.senses[0].entry.type, acts=True)
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
            record = register.record(f"body/{name_key(site)}", phrase.descriptor or _type(phrase), acts=True)
            register.link(site, record)
            if phrase.descriptor is not None:
                record.spellings[site.text.written(phrase.core[0], phrase.last)] = None
                record.type = phrase.descriptor
            _acronyms(register, site, record)


def name_key(site: Site) -> str:
    words = [fold(word.text) for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]]
    return " ".join(word for word in words if word not in {"the", "'s"})


def _acronyms(register: Register, site: Site, record: Record) -> None:
    for other in site.phrase.same:
        written = site.text.written(*other.core)
        record.spellings[written] = None
        register.by_key.setdefault(f"body/{fold(written)}", record)


def _type(phrase: Phrase) -> ActorType:
    last, words = phrase.noun.split()[-1:], set(phrase.noun.split())
    if phrase.noun.endswith("contact group"):
        return ActorType.COALITION
    if last and last[0] in vocabulary().armed and not words & {"council", "political", "popular"}:
        return ActorType.ARMED_GROUP
    if words & vocabulary().political:
        return ActorType.POLITICAL_GROUP
    return ActorType.ORGANIZATION
