"""The frozen types that travel through the house, from a page to its facts.

All offsets count Unicode code points in the page's text, from 0, end exclusive. References between the parts of one
page are indexes into the tuples of its `Reading`: `Article` by `Passage.article`, `Actor` by every `int` that is
named after a role (holder, speaker, participants, ...).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a run of an article's text is."""

    TITLE = "title"
    PROSE = "prose"
    CAPTION = "caption"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    CREDIT = "credit"
    DATELINE = "dateline"


class ActorType(StrEnum):
    """The class of an actor; the values are the local names of the ontology's classes."""

    PERSON = "Person"
    STATE = "State"
    ORGANIZATION = "Organization"
    ARMED_GROUP = "ArmedGroup"
    POLITICAL_GROUP = "PoliticalGroup"
    COALITION = "Coalition"


class MeetingKind(StrEnum):
    """The class of a meeting."""

    TALKS = "Talks"
    CONFERENCE = "Conference"
    PHONE_CALL = "PhoneCall"
    VISIT = "Visit"
    NEWS_CONFERENCE = "NewsConference"


class Status(StrEnum):
    """Whether a meeting took place."""

    HELD = "held"
    PLANNED = "planned"
    REFUSED = "refused"
    DENIED = "denied"


class Stance(StrEnum):
    """Where an actor stands."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DEMANDS = "demands"
    REJECTS = "rejects"
    ACCUSES = "accuses"
    DENIES = "denies"
    OFFERS = "offers"
    COMMITS = "commits"
    WARNS = "warns"
    ASSERTS = "asserts"


class QuoteKind(StrEnum):
    """How words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class TenureState(StrEnum):
    """How an article speaks of somebody's hold on an office."""

    CURRENT = "current"
    FORMER = "former"
    OUTGOING = "outgoing"
    INCOMING = "incoming"
    ACTING = "acting"
    LATE = "late"
    THEN = "then"


@dataclass(frozen=True, slots=True)
class Page:
    """A file, or a line of a `.jsonl`, as read.

    Attributes:
        name: the page's identifier (`dcterms:identifier`).
        text: its text; for a text file, its bytes decoded with nothing changed.
        sha256: hex digest of the content as it came (the file's bytes once unzipped, or the line's text or HTML).
        kind: "text" or "html".
        url: where it came from, if known.
        title, issued, publisher, byline: what metadata outside the text says, if any.
        warnings: sentences for the report.
    """

    name: str
    text: str
    sha256: str
    kind: str = "text"
    url: str | None = None
    title: str | None = None
    issued: date | None = None
    publisher: str | None = None
    byline: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of one kind within an article, `text[start:end]` of the page."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article on a page.

    Attributes:
        title: its headline, "" where it has none.
        start, end: its longest stretch that nothing else interrupts.
        blocks: its text in order, without overlaps; what lies between them is not the article. Where a box or a row of
            buttons stands inside the article, some blocks, often the title, lie outside its stretch.
        issued: the day that the page supports, None where nothing does.
        date_basis: how it was known: "metadata", "published line", "dateline", "caption", "weekday", "comments".
    """

    title: str
    start: int
    end: int
    blocks: tuple[Block, ...]
    issued: date | None = None
    date_basis: str | None = None
    publisher: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A run of text that bears a fact: whole sentences of one article, as a rule one."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an actor is named: `text[start:end]`. `named` is False for pronouns and the like."""

    actor: int
    article: int
    start: int
    end: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, speaks, meets or is addressed, as one page knows them.

    Attributes:
        name: the fullest or best known name.
        aliases: every other spelling, sorted.
        articles: indexes of the articles that name it, sorted.
        affiliations: indexes of other actors.
        key: a name in the lexicon of the world's bodies and states ("state:RU", "org:united-nations"), the same
            wherever it is met; None for what only the page knows.
        described: True where it is known only by a description ("Kurdish groups", "a senior official").
    """

    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    affiliations: tuple[int, ...] = ()
    key: str | None = None
    described: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name; latitude and longitude in degrees (WGS 84) where known; country as ISO 3166 alpha-2."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as the text makes it: `value` is "2016-10-15", "2016-10", "2016", or None; `text` its words."""

    value: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Tenure:
    """An actor in an office: `title` is the post without its body ("foreign minister"), `organization` that body."""

    actor: int
    title: str
    organization: int | None
    state: TenureState
    evidence: tuple[Passage, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """An occasion on which actors meet or talk, held or not."""

    label: str
    kind: MeetingKind
    participants: tuple[int, ...]
    status: Status
    evidence: tuple[Passage, ...]
    confidence: float
    rule: str
    place: Place | None = None
    when: When | None = None
    hosts: tuple[int, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on something. `target` is what it is about, in the page's words."""

    holder: int
    stance: Stance
    target: str
    evidence: tuple[Passage, ...]
    confidence: float
    rule: str
    toward: tuple[int, ...] = ()
    about: tuple[str, ...] = ()
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the page reports somebody as having said or written: `text[start:end]`.

    Attributes:
        speaker: None where it is nobody who can be named or described.
        continues: index of the quote (in `Reading.quotes`) that is the run before it in the same utterance.
        said: "2016-01-26", where the page supports the day.
    """

    kind: QuoteKind
    speaker: int | None
    start: int
    end: int
    evidence: tuple[Passage, ...]
    confidence: float
    rule: str
    cue: str | None = None
    addressees: tuple[int, ...] = ()
    said: str | None = None
    continues: int | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read on one page: what travels from extraction to the graph, and is kept beside it."""

    page: Page
    articles: tuple[Article, ...]
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[Position, ...] = ()
    quotes: tuple[Quote, ...] = ()
    warnings: tuple[str, ...] = ()
