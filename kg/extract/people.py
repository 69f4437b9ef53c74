"""Persons on a page: full names, surnames after them, titles without a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.extract.evidence import credited
from kg.extract.lexicon import Form
from kg.extract.offices import plain_noun
from kg.extract.names import bears, parts, same_person
from kg.extract.phrases import Kind, Phrase, Title
from kg.extract.places import is_town
from kg.extract.register import Record, Register, Site
from kg.extract.vocabulary import vocabulary
from kg.language.grammar import Grammar
from kg.model import ActorType, BlockKind, TenureState

# A "chief" or "leader" may be anybody at the head: "the Kenyan leader" is Kenya's president.
_HEADS = frozenset({"leader", "chief", "head"})
_TOP = frozenset("president chancellor premier king emir sultan chairman chairwoman secretary-general director-general".split()) | {
    "prime minister", "secretary general", "director general", "supreme leader", "high commissioner", "crown prince",
}  # fmt: skip
_WHERE = frozenset({"of", "in", "near", "at", "from", "to", "around", "outside"})
SPEECH = frozenset(
    "say tell add state note report announce write tweet comment remark mention explain describe reply respond answer repeat "
    "reiterate declare testify confirm acknowledge admit concede reveal claim allege assert contend maintain insist argue suggest "
    "warn accuse urge demand call praise condemn criticize criticise welcome reject deny promise pledge vow agree predict caution "
    "stress quote cite meet visit propose offer refuse think believe want ask hope expect complain blame".split()
)


def full_names(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Names of two parts or more, and those that a title or "Mr." shows to be a person's."""
    for site in sites:
        phrase = site.phrase
        if phrase.kind is not Kind.NAME or phrase.code == "T" or phrase.descriptor is not None or id(phrase) in register.meant:
            continue
        told = name_parts(site)
        if credited(site):
            continue
        if len(told) < 2 or not _personal(site, grammar):
            continue
        record = _same(register, told) or register.new(ActorType.PERSON)
        _note(register, site, record, told)


def name_parts(site: Site) -> tuple[str, ...]:
    """The telling parts of a name."""
    return parts([word.text for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1]])


def _same(register: Register, told: Sequence[str]) -> Record | None:
    """The person who bears this full name already."""
    persons = [record for record in register.records if record.type is ActorType.PERSON and len(record.parts) > 1]
    return next((record for record in persons if same_person(record.parts, told)), None)


def _note(register: Register, site: Site, record: Record, told: tuple[str, ...]) -> None:
    if len(told) > len(record.parts):
        record.parts = told
    record.acts = True
    register.link(site, record)
    record.honorifics.update(_honorifics(site))
    record.called += site.phrase.titles
    for other in site.phrase.same:
        record.spellings[site.text.written(*other.core)] = None
        register.link(Site(site.text, other, site.phrase), record)


def offices(register: Register, sites: Sequence[Site]) -> None:
    """What the titles beside names say: whose office each is, and so to whom each person belongs."""
    before: list[Record] = []
    for site in sites:
        phrase = site.phrase
        meant = register.of(phrase)
        if phrase.kind is Kind.NAME and len(meant) == 1 and meant[0].type is ActorType.PERSON:
            record = meant[0]
            for title in phrase.titles:
                owners = tuple(each for owner in title.owners for each in register.whose(owner))
                owners = owners or _possessor(title, before, record)
                record.titles.append((title, owners, site))
                record.affiliations.update(dict.fromkeys(owner for owner in _bodies_of(owners) if owner is not record))
            for owner in phrase.owners:
                record.affiliations.update(dict.fromkeys(register.whose(owner)))
        if site.within is None and len(meant) == 1:
            before.append(meant[0])


def _possessor(title: Title, before: Sequence[Record], record: Record) -> tuple[Record, ...]:
    """Whose "his deputy", "its spokesman" is: the person, or the body, named last."""
    if title.possessive in {"his", "her"}:
        wanted = [each for each in before if each.type is ActorType.PERSON and each is not record]
    elif title.possessive == "its":
        wanted = [each for each in before if each.type is not ActorType.PERSON and not each.described]
    else:
        return ()
    return (wanted[-1],) if wanted and title.role.noun != "counterpart" else ()


def _bodies_of(owners: Sequence[Record]) -> list[Record]:
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
    labels = Counter(word.entity for word in run if word.capital)
    if labels["PERSON"] + labels["PER"] > 0:
        return labels["PERSON"] + labels["PER"] >= labels["ORG"] + labels["GPE"] + labels["LOC"]
    if labels["GPE"] + labels["LOC"] + labels["ORG"]:
        return False
    if run[0].kind in {BlockKind.TITLE, BlockKind.SUBHEAD} or text.key(phrase.first - 1) in _WHERE:
        return False
    around = text.key(phrase.first - 1), text.key(phrase.last + 1)
    return _speaks(site, grammar) or (around == (",", ",") and len(run) <= 4)


def _speaks(site: Site, grammar: Grammar) -> bool:
    for token in (site.head, site.text.token(site.phrase.core[0])):
        if grammar.is_subject(token) and token.head.lemma_.lower() in SPEECH:
            return True
    return False


# -- one-word names --------------------------------------------------------------------------------


def single_names(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Surnames after full names; then names of one word that a title, the model or the text shows to be somebody's."""
    left: list[Site] = []
    for site in sites:
        phrase = site.phrase
        if phrase.kind is not Kind.NAME or id(phrase) in register.meant or credited(site):
            continue
        told = name_parts(site)
        record = _bearer(register, site, told[-1]) if len(told) == 1 else None
        if record is not None and not _is_place(site):
            _note(register, site, record, told)
        elif len(told) == 1 or phrase.code != "T":
            left.append(site)
    _unknown(register, left, grammar)


def _is_place(site: Site) -> bool:
    """Whether a surname that is also a town's stands as the town here: "in Lincoln"."""
    return site.phrase.code == "T" and not site.phrase.titles and site.text.key(site.phrase.first - 1) in {"in", "near", "at", "from"}


def _bearer(register: Register, site: Site, name: str) -> Record | None:
    """The person whom a single name means: as a last name before a first, in this article before another, met last."""
    persons = [record for record in register.records if record.type is ActorType.PERSON and len(record.parts) > 1]
    gender = next((vocabulary().genders[key] for key in _honorifics(site) if key in vocabulary().genders), None)
    persons = [record for record in persons if gender is None or _gender(record) in {None, gender}]
    fits = [(bears(name, record.parts), record) for record in persons]
    best = max((fit for fit, _ in fits), default=0)
    if not best:
        return None
    bearers = [record for fit, record in fits if fit == best]
    return bearers[0] if len(bearers) == 1 else _nearest(register, site, bearers)


def _honorifics(site: Site) -> list[str]:
    return [site.text.key(i) for i in range(site.phrase.first, site.phrase.core[0])] if site.phrase.honorific else []


def _gender(record: Record) -> str | None:
    """What the titles beside a name tell: "f", "m", or None."""
    told = [word for _, _, site in record.titles for title in site.phrase.titles for word in title.text.casefold().split()]
    told += [word for title in record.called for word in title.text.casefold().split()] + sorted(record.honorifics)
    return next((vocabulary().genders[word] for word in told if word in vocabulary().genders), None)


def _nearest(register: Register, site: Site, bearers: Sequence[Record]) -> Record | None:
    """Of several who share a name, the one named last before this place in the article; None where there is none."""
    before = [
        other
        for other in site.text.phrases
        if other.last < site.phrase.first and set(register.of(other)) & set(bearers) and len(register.of(other)) == 1
    ]
    return register.of(before[-1])[0] if before else None


def _unknown(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """Names of one word, and longer ones that nothing showed to be a person's, by all that the page says of each."""
    by_name: dict[str, list[Site]] = {}
    for site in sites:
        by_name.setdefault(" ".join(name_parts(site)), []).append(site)
    for name, group in by_name.items():
        type_ = _kind(name, group, grammar)
        if type_ is None:
            continue
        known = register.by_key.get(f"body/{name}")
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
    run = [word for site in group for word in site.text.words[site.phrase.core[0] : site.phrase.core[1] + 1] if word.capital]
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
        return ActorType.PERSON
    if body > person and body * 2 > len(run) and any(_speaks(site, grammar) for site in group):
        return ActorType.ORGANIZATION
    return None


# -- titles without a name -------------------------------------------------------------------------


def roles(register: Register, sites: Sequence[Site], grammar: Grammar) -> None:
    """ "the Russian foreign minister", "the official", "a senior diplomat", "his deputy"."""
    for i, site in enumerate(sites):
        if site.phrase.kind is Kind.GROUP and id(site.phrase) not in register.meant:
            _pair(register, site)
        if site.phrase.kind is not Kind.ROLE or not site.phrase.titles:
            continue
        title = site.phrase.titles[0]
        owners = tuple(each for owner in title.owners for each in register.whose(owner))
        if title.role.plural:
            _several(register, site, title, owners)
            continue
        record = _holder(register, site, title, owners)
        if record is None and _worth(site, title, owners, grammar):
            record = (_identified(register, sites, i) or _named_next(register, sites, i)) if title.indefinite else None
            record = record or register.record(_slot(title, owners), ActorType.PERSON)
            record.described = not record.parts
        if record is not None:
            record.acts = True
            _note_role(register, site, record, title, owners)


def _slot(title: Title, owners: Sequence[Record]) -> str:
    """One slot for one description: "a senior State Department official", "senior U.S. State Department official"."""
    return f"role/{title.text}/{' '.join(owner.key or owner.name or str(id(owner)) for owner in owners)}"


def _note_role(register: Register, site: Site, record: Record, title: Title, owners: tuple[Record, ...]) -> None:
    register.link(site, record, named=record.described)
    record.titles.append((title, owners, site))
    record.affiliations.update(dict.fromkeys(owner for owner in _bodies_of(owners) if owner is not record))


def _pair(register: Register, site: Site) -> None:
    """ "Both leaders", "the two countries": the two persons, or the two states joined by "and", named last."""
    phrase = site.phrase
    if phrase.group is None or phrase.owners or not {"both", "two"} & {site.text.key(phrase.first), site.text.key(phrase.first + 1)}:
        return
    before = [each for each in site.text.phrases if each.last < phrase.first]
    if phrase.group.name in {"leaders", "diplomats"}:
        pair = _last_two(register, site)
        if len(pair) == 2:
            register.link(site, *pair, named=False)
    elif phrase.group.name in {"countries", "powers"}:
        for one, other in zip(reversed(before[:-1]), reversed(before[1:]), strict=True):
            between = [site.text.key(i) for i in range(one.last + 1, other.first)]
            both = (*register.of(one), *register.of(other))
            if between in (["and"], ["and", "the"]) and len(both) == 2 and all(each.type is ActorType.STATE for each in both):
                register.link(site, *both, named=False)
                return


def _last_two(register: Register, site: Site) -> list[Record]:
    """The two persons named last before a place, in the order of the text; fewer where there are not two."""
    last = [
        record
        for phrase in reversed(site.text.phrases)
        if phrase.last < site.phrase.first
        for record in register.of(phrase)
        if record.type is ActorType.PERSON
    ]
    return list(dict.fromkeys(last))[:2][::-1]


def _several(register: Register, site: Site, title: Title, owners: tuple[Record, ...]) -> None:
    """ "the Kenyan and Ugandan ministers" are the states'; "rebel representatives" the rebels; "both ministers" the last two."""
    if len(owners) > 1 or (owners and owners[0].type in {ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.COALITION}):
        for owner in owners:
            owner.acts = True
        register.link(site, *owners, named=False)
        return
    if owners or site.text.key(site.phrase.first) not in {"both", "the"}:
        return
    two = site.text.key(site.phrase.first) == "both" or site.text.key(site.phrase.first + 1) == "two"
    pair = _last_two(register, site)
    if two and len(pair) == 2:
        register.link(site, *pair, named=False)


def _holder(register: Register, site: Site, title: Title, owners: tuple[Record, ...]) -> Record | None:
    """Whom the page knows by this title; None where nobody fits, or two do."""
    if title.indefinite or title.possessive in {"their", "its", "our"}:
        return None
    if not (title.definite or owners):
        return None
    fits = [
        record
        for record in register.records
        if record.type is ActorType.PERSON and record.titles and any(_fits(title, owners, other, whose) for other, whose, _ in record.titles)
    ]
    if len(fits) <= 1:
        return fits[0] if fits else None
    return _nearest(register, site, fits)


def _fits(title: Title, owners: tuple[Record, ...], other: Title, whose: tuple[Record, ...]) -> bool:
    """Whether a title can be short for another: "the minister" for "foreign minister of Russia"."""
    if title.role.noun in _HEADS and owners and set(owners) & set(whose) and title.text == title.role.noun:
        return other.role.noun in _HEADS | _TOP and not set(other.text.split()) & {"deputy", "vice", "party", "opposition"}
    if plain_noun(title.role.noun).split()[-1] != plain_noun(other.role.noun).split()[-1]:
        return False
    if owners and not set(owners) & set(whose):
        return False
    asked = {word for word in plain_noun(title.text).split() if word not in {"the", "former", "senior"}}
    if title.state is TenureState.FORMER and other.state is not TenureState.FORMER:
        return False
    if "deputy" in other.text and "deputy" not in asked and len(asked) > 1:
        return False
    return asked <= set(plain_noun(other.text).split()) | {title.role.noun}


def _worth(site: Site, title: Title, owners: tuple[Record, ...], grammar: Grammar) -> bool:
    """Whether a title that nobody is known by is an actor of its own."""
    if title.text.split()[0] in {"first", "next", "last", "future"}:
        return False
    if title.possessive or site.phrase.counted or site.text.key(site.phrase.first) in {"this", "that", "no", "any", "every", "each"}:
        return False
    if _predicate(site, grammar):
        return False
    speaks = _speaks_head(site, title, grammar)
    if title.role.bare and not owners and site.phrase.core[0] == site.phrase.core[1]:
        return False
    if title.indefinite:
        return speaks
    return bool(owners) and (title.role.sort == "post" or speaks)


def _speaks_head(site: Site, title: Title, grammar: Grammar) -> bool:
    token = site.text.token(title.head)
    return grammar.is_subject(token) and token.head.lemma_.lower() in SPEECH


def _predicate(site: Site, grammar: Grammar) -> bool:
    """ "He is the president": says what somebody is."""
    token = site.text.token(site.phrase.titles[0].head)
    found = grammar.copular(token)
    return found is not None and found[1].i == token.i


def _identified(register: Register, sites: Sequence[Site], i: int) -> Record | None:
    """Whom an indefinite title turns out to be: "an opposition leader ... Opposition leader Ada Voss said"."""
    site, title = sites[i], sites[i].phrase.titles[0]
    owners = tuple(each for owner in title.owners for each in register.whose(owner))
    later = [
        record
        for record in register.records
        if record.type is ActorType.PERSON
        and record.parts
        and record.first is not None
        and record.first[0] == site.text.position
        and record.first[1] > site.phrase.last
        and any(_same_post(title, owners, other, whose) for other, whose, _ in record.titles)
    ]
    return later[0] if len(later) == 1 else None


def _named_next(register: Register, sites: Sequence[Site], i: int) -> Record | None:
    """Whom the next sentence names first and without a title: "A spokesman for the party said ... At a briefing, Ada Voss said"."""
    words, phrase = sites[i].text.words, sites[i].phrase
    if phrase.titles[0].role.sort != "post" or not phrase.titles[0].owners:
        return None
    here = words[phrase.first].sentence
    behind = next((words[j].sentence for j in range(phrase.last, len(words)) if words[j].sentence != here), -1)
    for site in sites[i + 1 :]:
        if site.text is not sites[i].text or words[site.phrase.first].sentence > behind:
            return None
        known = register.of(site.phrase)
        named = site.phrase.kind is Kind.NAME and len(known) == 1 and known[0].type is ActorType.PERSON
        if named and words[site.phrase.first].sentence == behind:
            place = (site.text.position, site.phrase.first)
            fresh = known[0].first == place and not site.phrase.titles
            return known[0] if fresh and len(known[0].parts) > 1 else None
    return None


def _same_post(title: Title, owners: tuple[Record, ...], other: Title, whose: tuple[Record, ...]) -> bool:
    """Whether a title met later is the one: with its body named again, or "the spokesman" right before the name."""
    if owners and whose:
        return _fits(title, owners, other, whose)
    return bool(owners) and other.definite and other.text == title.role.noun == other.role.noun


def senses_form(phrase: Phrase, form: Form) -> bool:
    """Whether a name can be read in a form."""
    return any(sense.form is form for sense in phrase.senses)
