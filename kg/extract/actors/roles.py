"""Persons by title alone on a page: "the Kenyan foreign minister", "the official", "both leaders"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.offices import plain_noun
from kg.extract.actors.people import bodies_of, nearest
from kg.extract.actors.phrases import Kind, Title
from kg.extract.actors.register import Record, Register, Site, Text
from kg.extract.actors.vocabulary import word_set
from kg.language.grammar import Grammar
from kg.model import ActorType, TenureState

# Sentences back to which the two of "both leaders" are looked for.
_BACK = 3
# Sentences of a quotation within which who says it is looked for.
_QUOTED = 4
_TOP_DIPLOMATS = frozenset(
    {"foreign minister", "secretary of state", "foreign secretary", "external affairs minister", "foreign policy chief"}
    | {"high representative", "foreign affairs chief"}
)
_HEADS_OF_STATE = frozenset({"president", "king", "queen", "emperor", "emir", "sultan", "interim president"})


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
        if record is None and not owners and title.definite and plain_noun(title.text) == "spokesman":
            owners = _just_named(register, site)
            record = _holder(register, site, title, owners) if owners else None
        if record is None and _worth(site, title, owners, grammar):
            record = _identified(register, sites, i) if title.indefinite else None
            record = record or (_named_next(register, sites, i) if title.indefinite or owners else None)
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
    record.entitle(title, owners, site)
    record.affiliations.update(dict.fromkeys(owner for owner in bodies_of(owners) if owner is not record))


def _pair(register: Register, site: Site) -> None:
    """ "Both leaders", "the two countries": the two persons, or the two states joined by "and", named last."""
    phrase = site.phrase
    if (
        phrase.group is None
        or phrase.owners
        or not {"both", "two"} & {site.text.key(phrase.first), site.text.key(phrase.first + 1)}
    ):
        return
    pair = _last_two(register, site) if phrase.group.name in word_set("person_groups") else []
    if phrase.group.name in {"countries", "powers"}:
        pair = _last_joined(register, site)
    if len(pair) == 2:
        register.link(site, *pair, named=False)


def _last_joined(register: Register, site: Site) -> list[Record]:
    """The two states joined by "and" that were named last before a place; where not right before, the only two."""
    pairs, near = list[tuple[Record, ...]](), False
    other = None
    for one in site.text.before(site.phrase.first):
        if other is not None:
            between = [site.text.key(i) for i in range(one.last + 1, other.first)]
            both = [*register.of(one), *register.of(other)]
            listed = site.text.key(one.first - 1) == ","  # the last two of a longer list
            if (
                not listed
                and between in (["and"], ["and", "the"])
                and [each.type for each in both] == [ActorType.STATE] * 2
            ):
                near = near or (not pairs and site.text.follows(one.first, site.phrase.first))
                pairs.append(tuple(both))
        other = one
    return list(pairs[0]) if pairs and (near or len(set(map(frozenset, pairs))) == 1) else []


def _last_two(register: Register, site: Site) -> list[Record]:
    """The two persons whom a sentence shortly before a place names, in the order of the text; [] for one or many.

    Who alone is named in its own sentence does something to the two: "Ada Voss urged both leaders".
    """
    by_sentence: dict[int, dict[Record, None]] = {}
    for phrase in site.text.before(site.phrase.first):
        named = by_sentence.setdefault(site.text.sentence(phrase.first), {})
        named |= dict.fromkeys(record for record in register.of(phrase) if record.type is ActorType.PERSON)
        if len(by_sentence) > _BACK + 1:
            break
    here = site.text.sentence(site.phrase.first)
    for sentence, persons in by_sentence.items():
        if len(persons) > 1 or (persons and sentence != here):
            return list(persons)[::-1] if len(persons) == 2 else []
    return []


def _several(register: Register, site: Site, title: Title, owners: tuple[Record, ...]) -> None:
    """ "the Kenyan and Ugandan ministers": the states; "rebel envoys": the rebels; "both ministers": the last two."""
    if len(owners) > 1 or (
        owners and owners[0].type in {ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.COALITION}
    ):
        for owner in owners:
            owner.acts = True
        register.link(site, *owners, named=False)
        return
    if owners or site.text.key(site.phrase.first) not in {"both", "the"}:
        return
    two = site.text.key(site.phrase.first) == "both" or site.text.key(site.phrase.first + 1) == "two"
    pair = _last_two(register, site) if two else _so_titled(register, site, title)
    if len(pair) == 2:
        register.link(site, *pair, named=False)


def _so_titled(register: Register, site: Site, title: Title) -> list[Record]:
    """ "The Ministers": those whom the article has named by this title so far, where they are no more than two; in
    small letters, those named shortly before."""
    known: dict[Record, None] = {}
    far, sentences = site.text.words[site.phrase.core[0]].capital, dict[int, None]()
    for phrase in site.text.before(site.phrase.first):
        sentences[site.text.sentence(phrase.first)] = None
        if not far and len(sentences) > _BACK:
            break
        for record in register.of(phrase):
            nouns = {other.role.noun.split()[-1] for other, _ in record.distinct.values()}
            if record.type is ActorType.PERSON and title.role.noun.split()[-1] in nouns:
                known[record] = None
    return list(known) if len(known) == 2 and " " not in title.text else []


def _holder(register: Register, site: Site, title: Title, owners: tuple[Record, ...]) -> Record | None:
    """Whom the page knows by this title; None where nobody fits, or two do."""
    if title.indefinite or title.possessive in {"their", "its", "our"}:
        return None
    if not (title.definite or owners or _bare(site, title)):
        return None
    personal = bool(title.possessive) and title.role.sort == "job" and not owners  # "his lawyer" is not another's
    fits = [
        record
        for record in register.records
        if record.type is ActorType.PERSON
        and record.titles
        and any(
            _fits(title, owners, other, whose) and (not personal or other.possessive)
            for other, whose in record.distinct.values()
        )
    ]
    if not fits and title.text == "leader" and owners:
        fits = _untitled(register, owners)
    if len(fits) <= 1:
        return fits[0] if fits else None
    return nearest(register, site, fits, reach=2)


def _untitled(register: Register, owners: tuple[Record, ...]) -> list[Record]:
    """Who is known by a state alone, as those are whose office every reader knows: "Peru's Okoye ... the Peruvian
    leader". Nobody where two are."""
    found = [
        record
        for record in register.records
        if record.type is ActorType.PERSON and not record.titles and set(owners) & set(record.affiliations)
    ]
    return found if len(found) == 1 else []


def _bare(site: Site, title: Title) -> bool:
    """ "Prime Minister arrived": with capitals and no article, whoever is at the head, as his own office writes."""
    words = site.text.words[site.phrase.first : site.phrase.last + 1]
    return title.role.noun in word_set("tops") and len(words) > 1 and all(word.capital for word in words)


def _just_named(register: Register, site: Site) -> tuple[Record, ...]:
    """The body or state that a bare "the spokesperson" speaks for: the first that the nearest sentence before names,
    where it names no person."""
    here, near, named = site.text.sentence(site.phrase.first), None, list[Record]()
    for phrase in site.text.before(site.phrase.first):
        at = site.text.sentence(phrase.first)
        if at == here or not register.of(phrase):
            continue
        if near is not None and at != near:
            break
        near, named = at, [*register.of(phrase), *named]
    people = any(record.type is ActorType.PERSON for record in named)
    return tuple(named[:1]) if not people else ()


def _fits(title: Title, owners: tuple[Record, ...], other: Title, whose: tuple[Record, ...]) -> bool:
    """Whether a title can be short for another: "the minister" for "foreign minister of Russia"."""
    if title.role.noun in word_set("heads") and owners and set(owners) & set(whose) and title.text == title.role.noun:
        return other.role.noun in word_set("heads") | word_set("tops") and not set(other.text.split()) & {
            "deputy",
            "vice",
            "party",
            "opposition",
        }
    if title.text == "top diplomat" and owners:
        return bool(set(owners) & set(whose)) and other.text in _TOP_DIPLOMATS
    if title.text == "head of state" and owners:
        return bool(set(owners) & set(whose)) and other.text in _HEADS_OF_STATE
    if other.text == "head of state" and owners:
        return bool(set(owners) & set(whose)) and title.text in _HEADS_OF_STATE
    if title.text == "minister" and other.role.noun == "prime minister":
        return False
    heads = word_set("heads") | {"commander"}
    both_lead = " " in title.text and {title.role.noun, other.role.noun} <= heads  # "the rebel leader", a rebel chief
    if not both_lead and plain_noun(title.role.noun).split()[-1] != plain_noun(other.role.noun).split()[-1]:
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
    if (
        title.possessive
        or site.phrase.counted
        or site.text.key(site.phrase.first) in {"this", "that", "no", "any", "every", "each"}
    ):
        return False
    if _predicate(site, grammar):
        return False
    speaks = _speaks_head(site, title, grammar)
    if title.role.bare and not owners and site.phrase.core[0] == site.phrase.core[1]:
        return False
    if title.indefinite:
        return speaks
    return (bool(owners) and (title.role.sort == "post" or speaks)) or (speaks and _bare(site, title))


def _speaks_head(site: Site, title: Title, grammar: Grammar) -> bool:
    token = site.text.token(title.head)
    return grammar.is_subject(token) and grammar.main_verb(token).lemma_.lower() in word_set("speech")


def _predicate(site: Site, grammar: Grammar) -> bool:
    """ "He is the president", "she served as president", "he was named president": says what somebody is."""
    if site.text.key(site.phrase.first - 1) == "as":
        return True
    token = site.text.token(site.phrase.titles[0].head)
    lemma = token.head.lemma_.lower()
    appointed = lemma in word_set("appointing")
    if appointed or lemma in word_set("becoming"):
        # "named the president": whom somebody appoints, and not what
        whom = appointed and token.head.tag_ != "VBN"
        if token.dep_ == "xcomp" or (token.dep_ == "obj" and not whom):
            return True
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
        and any(_same_post(title, owners, other, whose) for other, whose in record.distinct.values())
    ]
    return later[0] if len(later) == 1 else None


def _named_next(register: Register, sites: Sequence[Site], i: int) -> Record | None:
    """Who is named next, new and without a title: "A spokesman for the party said ... Ada Voss said".

    In the next sentence; past one quotation, where the name is behind it.
    """
    text, phrase = sites[i].text, sites[i].phrase
    title = phrase.titles[0]
    if title.role.sort != "post" or not title.owners or (title.role.noun in word_set("tops") and not title.indefinite):
        return None
    later = _next_sentences(text, phrase.last)
    while len(later) > 1 and not {later[0], later[0] + 1} & text.quoted:
        later.pop()
    for site in sites[i + 1 :]:
        if site.text is not text or text.sentence(site.phrase.first) > max(later, default=-1):
            return None
        known = register.of(site.phrase)
        named = site.phrase.kind is Kind.NAME and len(known) == 1 and known[0].type is ActorType.PERSON
        if named and text.sentence(site.phrase.first) in later:
            contrast = text.key(site.phrase.first - 1) in {"but", "while"} or bool(
                site.phrase.titles or site.phrase.owners or _others_told_of(register, site, title)
            )
            fresh = known[0].first == (text.position, site.phrase.first) and not contrast
            return known[0] if fresh and len(known[0].parts) > 1 else None
    return None


def _others_told_of(register: Register, site: Site, title: Title) -> bool:
    """Whether the sentence of a name opens with another body or state: "Peru's envoy left. France: Bo Lund stayed"."""
    owners = {each for owner in title.owners for each in register.whose(owner)}
    here, told = site.text.sentence(site.phrase.first), set[Record]()
    for phrase in site.text.before(site.phrase.first):
        if site.text.sentence(phrase.first) != here:
            break
        told.update(register.of(phrase))
    return bool(told - owners)


def _next_sentences(text: Text, word: int) -> list[int]:
    """The sentences behind that of a word, by the tokens that open them: as many as a quotation may have."""
    here, found = text.sentence(word), list[int]()
    for i in range(word, len(text.words)):
        if text.sentence(i) not in {here, *found}:
            if len(found) == _QUOTED:
                break
            found.append(text.sentence(i))
    return found


def _same_post(title: Title, owners: tuple[Record, ...], other: Title, whose: tuple[Record, ...]) -> bool:
    """Whether a title met later is the one: with its body named again, or "the spokesman" right before the name."""
    if owners and whose:
        return _fits(title, owners, other, whose)
    return bool(owners) and other.definite and other.text == title.role.noun == other.role.noun
