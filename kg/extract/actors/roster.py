"""The page's list of actors, as it is drawn up from the phrases of all its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.actors import governments, groups, people, roles, sayers, shorts, world
from kg.extract.actors.genders import told_by_given_names, told_by_pronouns
from kg.extract.actors.links import Link
from kg.extract.actors.phrases import Phrase
from kg.extract.actors.register import Record, Register, Site, Text, sites, texts
from kg.extract.actors.surnames import gender
from kg.extract.actors.tenures import tenures
from kg.extract.actors.vocabulary import word_set
from kg.extract.lexicon import Form, lexicon
from kg.extract.words import fold
from kg.language.grammar import grammar_of
from kg.language.parsed import Parsed
from kg.model import Actor, ActorType, Mention, Tenure

# A description of more words is a sentence's, not a name.
_FULL = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What `build` makes: see `Actors`."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    tenures: tuple[Tenure, ...]
    links: tuple[tuple[Link, ...], ...]
    owners: tuple[dict[int, Link], ...]
    speaks_for: dict[int, int]
    genders: dict[int, str]


def build(parsed: Sequence[Parsed]) -> Found:
    """Draws up the actors of a page."""
    page = [text for text in texts(parsed) if len(text.words)]
    register = Register()
    if page:
        _resolve(register, [site for text in page for site in sites(text)], page)
    kept = [record for record in register.records if record.acts and record.spellings and record.first is not None]
    kept.sort(key=lambda record: record.first or (0, 0))
    number = {id(record): i for i, record in enumerate(kept)}
    links = {text.position: list(_links(text, register, number)) for text in page}
    by_position = {text.position: text for text in page}
    owners = tuple(_owners(by_position[i], links[i]) if i in links else {} for i in range(len(parsed)))
    tops = tuple(tuple(link for link, outer in links.get(i, ()) if outer) for i in range(len(parsed)))
    actors = tuple(_actor(record, number) for record in kept)
    return Found(
        actors=actors,
        mentions=_mentions(parsed, links),
        tenures=tenures(kept, number),
        links=tops,
        owners=owners,
        speaks_for=_speaks_for(kept, number),
        genders=told_by_given_names(actors)
        | told_by_pronouns([each.doc for each in parsed], tops, actors)
        | _genders(kept, number),
    )


def _resolve(register: Register, all_sites: Sequence[Site], page: Sequence[Text]) -> None:
    grammar = grammar_of(page[0].parsed.doc)
    world.world(register, all_sites, grammar)
    world.named(register, all_sites)
    people.full_names(register, all_sites, grammar)
    people.single_names(register, all_sites, grammar)
    governments.organs(register, all_sites)
    groups.groups(register, all_sites, grammar)
    people.offices(register, all_sites)
    roles.roles(register, all_sites, grammar)
    governments.governments(register, all_sites)
    shorts.shorts(register, page)
    sayers.sayers(register, page)


def _actor(record: Record, number: dict[int, int]) -> Actor:
    spellings = list(record.spellings)
    name = _best(record, spellings)
    return Actor(
        name=name,
        type=record.type,
        aliases=tuple(sorted(spelling for spelling in spellings if spelling != name)),
        articles=tuple(sorted(record.articles)),
        affiliations=tuple(
            sorted(number[id(other)] for other in record.affiliations if id(other) in number and other is not record)
        ),
        key=record.key,
        described=record.described,
    )


def _best(record: Record, spellings: Sequence[str]) -> str:
    """The fullest name: of a person the one of most parts, else the longest; of a group the first."""
    if record.described:
        return max(
            (each for each in spellings if len(each.split()) < _FULL),
            key=lambda each: len(each.split()),
            default=spellings[0],
        )
    if record.name in record.spellings:
        return record.name
    if record.key is not None:
        full = [
            each
            for each in spellings
            if any(s.entry.key == record.key and s.form is Form.NAME for s in lexicon().named(each))
        ]
        return max(full, key=len) if full else record.name
    proper = [each for each in spellings if all(_bare(word)[:1].isupper() for word in each.split() if len(word) > 3)]
    if record.parts:  # a name before a title in capitals: "Deputy Secretary"
        proper = [each for each in proper if fold(_bare(each.split()[-1])) == record.parts[-1]] or proper
    return max(proper or spellings, key=lambda spelling: (len(spelling.split()), len(spelling)))


def _bare(word: str) -> str:
    """A part of a name without the particle that it is tied to: "al-Burhan" -> "Burhan"."""
    particle, tie, name = word.partition("-")
    return name if tie and fold(particle) in word_set("name_particles") else word


def _links(text: Text, register: Register, number: dict[int, int]) -> Iterator[tuple[Link, bool]]:
    """The links of an article, each with whether it is an outermost one; inner ones follow their outer."""

    def walk(phrase: Phrase, inner: bool) -> Iterator[tuple[Link, bool]]:
        meant = tuple(number[id(record)] for record in register.of(phrase) if id(record) in number)
        if meant:
            first, last = phrase.first, phrase.last
            start, end = text.words[first].start, text.words[last].end
            named = register.named.get(id(phrase), True)
            yield Link(text.words[first].token, text.words[last].token, meant, named, start, end), not inner
        for part in phrase.parts:
            yield from walk(part, inner or bool(meant))

    for phrase in text.phrases:
        yield from walk(phrase, False)


def _owners(text: Text, links: Sequence[tuple[Link, bool]]) -> dict[int, Link]:
    """Whose phrase each token is in: the inner one's behind "of" and before "'s", else the outer one's.

    In "Kenya's envoy" Kenya may be asked for; in "Kenyan envoy" and "Okoye supporters" only a wrong parse takes what
    stands before the noun for its head.
    """
    owners: dict[int, Link] = {}
    for link, outer in links:
        for token in range(link.first, link.last + 1):
            if outer or token not in owners or _stands_alone(text, link, owners[token]):
                owners[token] = link
    return owners


def _stands_alone(text: Text, link: Link, around: Link) -> bool:
    doc = text.parsed.doc
    behind = doc[link.last + 1].text if link.last + 1 < len(doc) else ""
    before = doc[link.first - 1] if link.first > around.first else None
    possessive = behind in {"'s", "’s", "'", "’"} or doc[link.last].text in {"'s", "’s"}
    return possessive or link.last == around.last or (before is not None and before.tag_ in {"IN", "TO"})


def _mentions(parsed: Sequence[Parsed], links: dict[int, list[tuple[Link, bool]]]) -> tuple[Mention, ...]:
    found = [
        Mention(actor, parsed[position].article, link.start, link.end, link.named)
        for position, pairs in sorted(links.items())
        for link, _ in pairs
        for actor in link.actors
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.start, -each.end, each.actor)))


def _genders(kept: Sequence[Record], number: dict[int, int]) -> dict[int, str]:
    """ "f" or "m" of those whose titles tell: "spokeswoman", "Mr."."""
    told = {number[id(record)]: gender(record) for record in kept}
    return {actor: gender for actor, gender in told.items() if gender is not None}


def _speaks_for(kept: Sequence[Record], number: dict[int, int]) -> dict[int, int]:
    """For whom each person speaks: the state it has an office of, else the body."""
    out: dict[int, int] = {}
    for record in kept:
        if record.type not in {ActorType.PERSON, ActorType.ORGANIZATION}:
            continue
        bodies_ = [other for other in record.affiliations if id(other) in number]
        states = [other for other in bodies_ if other.type is ActorType.STATE]
        beyond = [  # of a state's ministry; rebels and parties speak for themselves
            far
            for other in bodies_
            if other.type is ActorType.ORGANIZATION
            for far in other.affiliations
            if far.type is ActorType.STATE and id(far) in number
        ]
        chosen = [*states, *beyond, *bodies_]
        if chosen and (record.type is ActorType.PERSON or states):
            out[number[id(record)]] = number[id(chosen[0])]
    return out
