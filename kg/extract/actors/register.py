"""The list of a page's actors while it is being drawn up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.actors.items import Sorter
from kg.extract.actors.patterns import Reader
from kg.extract.actors.phrases import Kind, Phrase, Title
from kg.extract.actors.quoted import quoted
from kg.extract.actors.usage import Usage
from kg.extract.words import Word, text_of, words
from kg.language.parsed import Parsed
from kg.language.tokens import Token
from kg.model import ActorType, BlockKind

_OUTSIDE = frozenset({BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.DATELINE})


@dataclass(slots=True, eq=False)
class Record:
    """An actor in the making.

    Attributes:
        spellings: every way it is written, in the order of the text.
        parts: of a person, the parts of the fullest name.
        titles: what it is called, with the body of each title, and where; `distinct` each title once.
        told: words beside the name that may tell "he" from "she".
        acts: whether something shows it to be an actor, not just a place or a word.
    """

    type: ActorType
    key: str | None = None
    name: str = ""
    spellings: dict[str, None] = field(default_factory=dict)
    articles: dict[int, None] = field(default_factory=dict)
    affiliations: dict[Record, None] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    titles: list[tuple[Title, tuple[Record, ...], Site]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    distinct: dict[tuple[str, str, frozenset[int]], tuple[Title, tuple[Record, ...]]] = field(default_factory=dict)
    described: bool = False
    acts: bool = False
    first: tuple[int, int] | None = None
    later: list[tuple[int, int]] = field(default_factory=list)

    def take(self, other: Record) -> None:
        """Takes over all that is known of another that turned out to be the same."""
        for name in ("spellings", "articles", "affiliations", "distinct"):
            getattr(self, name).update(getattr(other, name))
        self.told |= other.told
        self.titles += other.titles
        self.later += other.later
        self.acts = self.acts or other.acts
        self.described = self.described and other.described
        places = [place for place in (self.first, other.first) if place is not None]
        self.first = min(places, default=None)

    def name_is_plural(self) -> bool:
        """Whether it is several by its name: "rebels", "Western powers"."""
        last = next(iter(self.spellings), "").split()[-1:]
        return bool(last) and self.key is None and last[0].islower() and last[0].endswith(("s", "men", "people"))

    def entitle(self, title: Title, owners: tuple[Record, ...], site: Site) -> None:
        """Notes what the actor is called at a place."""
        self.titles.append((title, owners, site))
        self.distinct.setdefault((title.text, title.state, frozenset(map(id, owners))), (title, owners))

    def met(self, site: Site, written: str) -> None:
        """Notes a place where the actor is named."""
        self.spellings[written] = None
        self.articles[site.text.parsed.article] = None
        place = (site.text.position, site.phrase.first)
        if site.text.words[site.phrase.first].kind not in {BlockKind.TITLE, BlockKind.SUBHEAD}:
            self.later.append(place)
        self.first = place if self.first is None else min(self.first, place)


@dataclass(slots=True, eq=False)
class Text:
    """One article of the page: its words and the phrases in them."""

    position: int
    parsed: Parsed
    words: Sequence[Word]
    phrases: Sequence[Phrase] = ()
    _firsts: list[int] = field(default_factory=list)
    _quoted: frozenset[int] | None = None

    @property
    def quoted(self) -> frozenset[int]:
        """The tokens between double quotation marks, found once."""
        if self._quoted is None:
            self._quoted = quoted(self.parsed.doc)
        return self._quoted

    def hold(self, phrases: Iterable[Phrase]) -> None:
        """Takes the phrases of the article, in any order."""
        self.phrases = sorted(phrases, key=lambda phrase: phrase.first)
        self._firsts = [phrase.first for phrase in self.phrases]

    def before(self, word: int) -> Iterator[Phrase]:
        """The outermost phrases that end before a word, the nearest first."""
        for i in range(bisect_left(self._firsts, word) - 1, -1, -1):
            if self.phrases[i].last < word:
                yield self.phrases[i]

    def around(self, phrase: Phrase) -> tuple[Phrase | None, Phrase | None]:
        """The outermost phrases right before and right behind one of them."""
        at = bisect_left(self._firsts, phrase.first)
        behind = self.phrases[at + 1] if at + 1 < len(self.phrases) else None
        return (self.phrases[at - 1] if at else None), behind

    def sentence(self, word: int) -> int:
        """The token that opens a word's sentence."""
        return self.words[word].sentence

    def follows(self, one: int, other: int) -> bool:
        """Whether a word stands in the sentence of another before it, or in the next."""
        doc, start = self.parsed.doc, self.sentence(other)
        return self.sentence(one) >= (doc[start - 1].sent.start if start else 0)

    def token(self, word: int) -> Token:
        """The token of a word."""
        return self.parsed.doc[self.words[word].token]

    def written(self, first: int, last: int) -> str:
        """Words as written, without the possessive at the end."""
        while last > first and self.words[last].key in {"'s", "'"}:
            last -= 1
        return text_of(self.words[first : last + 1])

    def key(self, word: int) -> str:
        """The folded word at an index, "" outside the text."""
        return self.words[word].key if 0 <= word < len(self.words) else ""


@dataclass(slots=True, eq=False)
class Site:
    """A phrase in its place. `within` is the phrase that it is a part of."""

    text: Text
    phrase: Phrase
    within: Phrase | None = None

    def written(self) -> str:
        """The phrase as written, without an article, titles and appositions."""
        return self.text.written(*self.phrase.core)

    @property
    def head(self) -> Token:
        """The token that its core ends with."""
        return self.text.token(self.phrase.core[1])


def texts(parsed: Sequence[Parsed]) -> list[Text]:
    """The articles of a page with their phrases; bylines, credits and datelines name no actors."""
    inside = [[word for word in words(each) if word.kind not in _OUTSIDE] for each in parsed]
    usage = Usage.of(inside)
    out: list[Text] = []
    inside = [_without_dateline(run) for run in inside]
    for i, (each, run) in enumerate(zip(parsed, inside, strict=True)):
        text = Text(i, each, run)
        text.hold(Reader(Sorter(run, usage)).phrases())
        out.append(text)
    return out


def _without_dateline(run: list[Word]) -> list[Word]:
    """The words without "OSLO, Norway (Reuters) -" at the start of the first paragraph."""
    start = next((i for i, word in enumerate(run) if word.kind is BlockKind.PROSE), len(run))
    head = run[start : start + 14]
    dash = next((i for i, word in enumerate(head) if word.text in {"-", "–", "—"} and not word.glued), -1)
    told = [word for word in head[: max(dash, 0)] if word.alpha]
    if not told or (not told[0].text.isupper() and "(" not in [word.text for word in head[:dash]]):
        return run
    if any(not word.capital and word.key not in {"and", "of", "de", "al"} for word in told):
        return run
    behind = start + dash + 1
    while behind < len(run) and run[behind].text in {"-", "–", "—"}:
        behind += 1
    return run[:start] + run[behind:]


def sites(text: Text) -> Iterator[Site]:
    """All phrases of an article, the outer before those within it."""

    def walk(phrase: Phrase, within: Phrase | None) -> Iterator[Site]:
        yield Site(text, phrase, within)
        for part in phrase.parts:
            yield from walk(part, within if phrase.code == "D" and within is not None else phrase)
        for other in phrase.same:
            yield from walk(other, phrase)

    for phrase in text.phrases:
        yield from walk(phrase, None)


@dataclass(slots=True)
class Register:
    """All records of a page, and which phrases mean which."""

    records: list[Record] = field(default_factory=list)
    by_key: dict[str, Record] = field(default_factory=dict)
    meant: dict[int, tuple[Record, ...]] = field(default_factory=dict)
    referred: dict[int, tuple[Record, ...]] = field(default_factory=dict)
    named: dict[int, bool] = field(default_factory=dict)

    def record(self, slot: str, type_: ActorType, **more: object) -> Record:
        """The record in this slot of the page, made where there is none."""
        if slot not in self.by_key:
            self.by_key[slot] = self.new(type_)
            for name, value in more.items():
                setattr(self.by_key[slot], name, value)
        return self.by_key[slot]

    def new(self, type_: ActorType) -> Record:
        """A record of nobody yet."""
        self.records.append(Record(type_))
        return self.records[-1]

    def link(self, site: Site, *records: Record, written: str | None = None, named: bool = True) -> None:
        """Says that a phrase means these actors; several share no spelling."""
        self.meant[id(site.phrase)] = records
        self.named[id(site.phrase)] = named
        if len(records) == 1 and named:
            records[0].met(site, written or site.written())

    def refer(self, phrase: Phrase, record: Record) -> None:
        """Says what a phrase names that may not stand for an actor there: "Syrian" in "Syrian cities"."""
        self.referred[id(phrase)] = (record,)

    def whose(self, phrase: Phrase) -> tuple[Record, ...]:
        """What a possessor or demonym names, actor or not."""
        found = self.meant.get(id(phrase)) or self.referred.get(id(phrase), ())
        if not found and phrase.kind is Kind.GOVERNMENT:
            found = tuple(record for owner in phrase.owners for record in self.whose(owner))
        return found

    def of(self, phrase: Phrase) -> tuple[Record, ...]:
        """Whom a phrase means, as far as it is known."""
        return self.meant.get(id(phrase), ())

    def merge(self, one: Record, other: Record) -> Record:
        """Makes two records one; the first stays."""
        if one is other:
            return one
        one.take(other)
        self.records.remove(other)

        def now(records: Iterable[Record]) -> tuple[Record, ...]:
            return tuple(dict.fromkeys(one if each is other else each for each in records))

        for links in (self.meant, self.referred):
            links.update({phrase: now(records) for phrase, records in links.items() if other in records})
        self.by_key = {key: one if record is other else record for key, record in self.by_key.items()}
        for record in self.records:
            record.affiliations = dict.fromkeys(now(record.affiliations))
            record.distinct = {key: (title, now(owners)) for key, (title, owners) in record.distinct.items()}
            record.titles = [(title, now(owners), site) for title, owners, site in record.titles]
        return one
