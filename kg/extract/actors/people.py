"""Persons by name on a page: full names, surnames after them, names of one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.extract.actors.evidence import credited, locates
from kg.extract.actors.genders import given_names
from kg.extract.actors.names import same_person
from kg.extract.actors.phrases import Kind, Title
from kg.extract.actors.register import Record, Register, Site
from kg.extract.actors.sayers import heard
from kg.extract.actors.surnames import apart, bearer, honorifics, is_place, name_parts, shared
from kg.extract.actors.usage import opens_clause
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.places import is_city, is_town
from kg.language.grammar import Grammar
from kg.model import ActorType, BlockKind

_APPOSED = 5
_INITIALS = re.compile(r"(?:[A-Z]\.)+")


def full_names(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Names of two parts or more, and those that a title or "Mr." shows to be a person's."""
    for site in sites:
        phrase = site.phrase
        if (
            phrase.kind is not Kind.NAME
            or phrase.code == "T"
            or phrase.descriptor is not None
            or id(phrase) in register.meant
        ):
            continue
        told = name_parts(site)
        if credited(site) or _vessel(site):
            continue
        if len(told) < 2 or not _personal(site, grammar):
            continue
        record = _same(register, told) or register.new(ActorType.PERSON)
        _note(register, site, record, told)


def _vessel(site: Site) -> bool:
    """Whether a name is a ship's: "the tanker Northern Lund"."""
    return not site.phrase.titles and site.text.key(site.phrase.first - 1) in word_set("vessels")


def _same(register: Register, told: Sequence[str]) -> Record | None:
    """The person who bears this full name already."""
    persons = [record for record in register.records if record.type is ActorType.PERSON and len(record.parts) > 1]
    return next((record for record in persons if same_person(record.parts, told)), None)


def _note(register: Register, site: Site, record: Record, told: tuple[str, ...]) -> None:
    if len(told) > len(record.parts):
        record.parts = told
    record.acts = True
    register.link(site, record)
    record.told.update(honorifics(site))
    record.told.update(word for title in site.phrase.titles for word in title.text.casefold().split())
    for other in site.phrase.same:
        record.spellings[site.text.written(*other.core)] = None
        named = Site(site.text, other, site.phrase)
        register.by_key.setdefault(f"body/{' '.join(name_parts(named))}", record)
        register.link(named, record)


def offices(register: Register, sites: Sequence[Site]) -> None:
    """What the titles beside names say: whose office each is, and so to whom each person belongs."""
    before: list[tuple[Site, Record]] = []
    for site in sites:
        phrase = site.phrase
        meant = register.of(phrase)
        if phrase.kind is Kind.NAME and len(meant) == 1 and meant[0].type is ActorType.PERSON:
            record = meant[0]
            for title in phrase.titles:
                owners = tuple(each for owner in title.owners for each in register.whose(owner))
                owners = owners or _possessor(title, site, before, record)
                record.entitle(title, owners, site)
                record.affiliations.update(dict.fromkeys(owner for owner in bodies_of(owners) if owner is not record))
            for owner in phrase.owners:
                record.affiliations.update(dict.fromkeys(register.whose(owner)))
        if site.within is None and len(meant) == 1:
            before.append((site, meant[0]))


def _possessor(title: Title, site: Site, before: Sequence[tuple[Site, Record]], record: Record) -> tuple[Record, ...]:
    """Whose "his deputy", "its spokesman" is: named last in this sentence, else first in the nearest one before."""
    if title.possessive not in {"his", "her", "its"} or title.role.noun == "counterpart":
        return ()
    person = title.possessive != "its"
    fitting = [
        (other.text.words[other.phrase.first].sentence, each)
        for other, each in before
        if other.text is site.text
        and each is not record
        and (each.type is ActorType.PERSON) == person
        and (person or not each.described)
    ]
    if not fitting:
        return ()
    here = site.text.words[site.phrase.first].sentence
    nearest_sentence = fitting[-1][0]
    same = [each for sentence, each in fitting if sentence == nearest_sentence]
    return (same[-1] if nearest_sentence == here else same[0],)


def bodies_of(owners: Sequence[Record]) -> list[Record]:
    """The bodies that a title's owners are; for a person's deputy, the person's bodies."""
    out: list[Record] = []
    for owner in owners:
        out += list(owner.affiliations) if owner.type is ActorType.PERSON else [owner]
    return out


def _personal(site: Site, grammar: Grammar) -> bool:
    """Whether a name of several words is a person's."""
    phrase, text = site.phrase, site.text
    if phrase.titles or phrase.honorific or phrase.owners:
        return True
    run = text.words[phrase.core[0] : phrase.core[1] + 1]
    if any(word.text.isdigit() for word in run) or len(run) > 8:
        return False
    if text.key(phrase.last + 1) == "," and (text.key(phrase.last + 2) in {"who", "whose"} or _told_of(site)):
        return True
    labels = Counter(word.entity for word in run if word.capital)
    if _INITIALS.fullmatch(run[0].text) and not labels["ORG"] and run[-1].capital:
        return True
    if labels["PERSON"] + labels["PER"] > 0:
        return labels["PERSON"] + labels["PER"] >= labels["ORG"] + labels["GPE"] + labels["LOC"]
    if labels["GPE"] + labels["LOC"] and not labels["ORG"] and (_acts(site) or _beside(site) or _speaks(site, grammar)):
        return not _is_placed(site)
    if labels["GPE"] + labels["LOC"] + labels["ORG"]:
        return False
    if run[0].kind in {BlockKind.TITLE, BlockKind.SUBHEAD} or text.key(phrase.first - 1) in word_set("where"):
        return False
    around = text.key(phrase.first - 1), text.key(phrase.last + 1)
    return _speaks(site, grammar) or (around == (",", ",") and len(run) <= 4)


def _told_of(site: Site) -> bool:
    """Whether a given name opens a name that is told more of by a word for people: "Ada Voss, a spokeswoman for"."""
    text, first = site.text, site.phrase.last + 2
    if text.words[site.phrase.core[0]].key not in given_names() or text.key(first) not in {"a", "an", "the"}:
        return False
    keys = [text.key(i) for i in range(first + 1, min(len(text.words), first + _APPOSED))]
    return any(vocabulary().speakers.get(key) is ActorType.PERSON for key in keys)


def _acts(site: Site) -> bool:
    """Whether a name opens with a given name, and stands where a place that is only where something is does not."""
    words = site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]
    return words[0].key in given_names() and len(words) <= 3 and not locates(site)


def _beside(site: Site) -> bool:
    """Whether a name of two words is joined by "and" to somebody's: "[Bo Vega] and Ada Voss met"."""
    text, (first, last) = site.text, site.phrase.core
    if last - first != 1 or locates(site):
        return False
    ahead = text.words[last + 2 : last + 4] if text.key(last + 1) == "and" else []
    behind = text.words[max(0, first - 3) : first - 1] if text.key(first - 1) == "and" else []
    return any(
        len(run) == 2 and all(w.capital and w.entity in {"PERSON", "PER"} for w in run) for run in (ahead, behind)
    )


def _is_placed(site: Site) -> bool:
    """Whether a name that acts is nevertheless a place's: "New Caledonia said", "Port Arthur urged"."""
    keys = [word.key for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]]
    known = vocabulary().places | word_set("directions") | word_set("before_places")
    behind = site.text.key(site.phrase.core[1] + 1)  # "Vera Lund district"
    return is_town(" ".join(keys)) or not known.isdisjoint(keys) or behind in vocabulary().places


def _speaks(site: Site, grammar: Grammar) -> bool:
    for token in (site.head, site.text.token(site.phrase.core[0])):
        verb = token.head
        if verb.lemma_.lower() in word_set("speech"):
            others = [*grammar.objects(verb), *grammar.addressees(verb), *grammar.agents(verb)]
            if grammar.is_subject(token) or any(other.i == token.i for other in others):
                return True
    return False


def single_names(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Surnames after full names; then names of one word that a title, the model or the text shows to be somebody's."""
    left: list[Site] = []
    called: dict[tuple[int, str], Record] = {}
    others = apart(register, sites)
    for site in sites:
        phrase = site.phrase
        if phrase.kind is not Kind.NAME or id(phrase) in register.meant or credited(site) or _vessel(site):
            continue
        told = name_parts(site)
        if len(told) == 1 and told[0] in others and not set(honorifics(site)) & word_set("her_honorifics"):
            left.append(site)
            continue
        known = register.by_key.get(f"body/{' '.join(told)}")
        if known is not None:
            register.link(site, known)
            continue
        record = bearer(register, site, told[-1], called) if len(told) == 1 else None
        if record is not None and not is_place(site):
            if not set(honorifics(site)) & set(vocabulary().genders):  # "Mrs. Voss" does not make "Voss" hers
                called.setdefault((site.text.position, told[-1]), record)
            _note(register, site, record, told)
        elif record is None and len(told) == 1 and shared(register, told[-1]):
            continue
        else:
            left.append(site)
    _unknown(register, left, grammar)


def nearest(register: Register, site: Site, bearers: Sequence[Record], reach: int | None = None) -> Record | None:
    """Of several who share a name or title, the one named last before this place, at most `reach` sentences back."""
    here, back = site.text.sentence(site.phrase.first), 0
    for phrase in site.text.before(site.phrase.first):
        if site.text.sentence(phrase.first) != here:
            here, back = site.text.sentence(phrase.first), back + 1
        if reach is not None and back > reach:
            return None
        meant = register.of(phrase)
        if len(meant) == 1 and meant[0] in bearers:
            return meant[0]
    return None


def _unknown(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Names of one word, and longer ones that nothing showed to be a person's, by all that the page says of each."""
    by_name: dict[str, list[Site]] = {}
    for site in sites:
        by_name.setdefault(" ".join(name_parts(site)), []).append(site)
    for name, group in by_name.items():
        if name in vocabulary().speakers and all(opens_clause(s.text.words, s.phrase.core[0]) for s in group):
            continue  # "Voters said": a noun, whatever its capital says
        type_ = _kind(name, group, grammar) or _sayer(name, group, grammar)
        if type_ is None:
            continue
        known = register.by_key.get(f"body/{name}")
        if known is None and type_ is ActorType.PERSON and " " in name:
            known = _same(register, name_parts(group[0]))
        record = known or (register.new(type_) if type_ is ActorType.PERSON else register.record(f"body/{name}", type_))
        record.acts = True
        for site in group:
            if type_ is ActorType.PERSON:
                _note(register, site, record, name_parts(site))
            else:
                register.link(site, record)
                if site.phrase.titles:
                    continue


def _kind(name: str, group: Sequence[Site], grammar: Grammar) -> ActorType | None:
    """What a name that nothing else explains is: a person, a body, or None for nobody."""
    if any(site.phrase.honorific or site.phrase.titles for site in group):
        return ActorType.PERSON
    run = [
        word
        for site in group
        for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]
        if word.capital
    ]
    labels = Counter(word.entity for word in run)
    person, body = labels["PERSON"] + labels["PER"], labels["ORG"]
    place = labels["GPE"] + labels["LOC"]
    if any(site.phrase.code == "T" for site in group) or is_town(name):
        return None
    text = group[0].written()
    if text.isupper() and 2 <= len(text) <= 7 and " " not in text:
        return ActorType.ORGANIZATION if body and body >= place and body >= person else None
    if place >= max(person, body, 1):
        return None
    if person > body and person * 2 >= len(run):
        borne = len(group) > 1 or _speaks(group[0], grammar) or group[0].text.key(group[0].phrase.last + 1) == "'s"
        return ActorType.PERSON if borne or " " in name else None
    if body > person and body * 2 > len(run) and any(_speaks(site, grammar) for site in group):
        return ActorType.ORGANIZATION
    return None


def _sayer(name: str, group: Sequence[Site], grammar: Grammar) -> ActorType | None:
    """What a name is that only its words show to be somebody: "Voss told reporters", "ZeroDrift said".

    A small town's name too, where it never stands as a place; a city's own name may stand for those who govern it.
    """
    if not any(heard(site.text, site.phrase.core[1], grammar) for site in group):
        return None
    town = any(site.phrase.code == "T" for site in group) or is_town(name)
    if town and any(site.text.key(site.phrase.first - 1) in word_set("locating") for site in group):
        return None
    words = [word for site in group for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]]
    if any(word.entity in {"DATE", "TIME", "EVENT"} or word.text.isdigit() for word in words) or len(words) > 5 * len(
        group
    ):
        return None
    labels = Counter(word.entity for word in words)
    if is_city(name) or (town and labels["GPE"] + labels["LOC"] > labels["PERSON"] + labels["PER"]):
        return None
    camel = any(word.text[1:] != word.text[1:].lower() for word in words)
    body = labels["ORG"] > labels["PERSON"] + labels["PER"] or (camel and not labels["PERSON"] + labels["PER"])
    return ActorType.ORGANIZATION if body else ActorType.PERSON
