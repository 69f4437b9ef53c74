"""An occasion: the sightings of one meeting, and what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg.extract.lexicon import lexicon
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.extract.when import Window, resolve
from kg.model import BlockKind, MeetingKind, Place, Status, When

_REGIONS: Final = frozenset({"African", "Arab", "Asian", "European", "Western", "Gulf", "Nordic", "Baltic", "Balkan"})


_DAY: Final = len("2019-05-16")


@dataclass(slots=True)
class Seen:
    """A sighting with its date resolved and its place in the order of the page."""

    sighting: Sighting
    voices: Voices
    article: int
    order: int
    when: When | None


@dataclass(slots=True)
class Occasion:
    """Sightings of one meeting; `beside` is the other that it follows, whose place and day are its own."""

    seen: list[Seen] = field(default_factory=list)
    inherited: tuple[int, ...] = ()
    beside: Occasion | None = None

    @property
    def participants(self) -> tuple[int, ...]:
        """Everybody told of as taking part, in the order of the text; named ones where there are any."""
        found = tuple(dict.fromkeys(actor for each in self.seen for actor in each.sighting.participants))
        firm = tuple(actor for actor in found if not soft(actor, self.seen[0].voices))
        return firm or found or self.inherited

    @property
    def only_hosts(self) -> bool:
        """Whether nobody is told of but hosts and mediators."""
        return set(self.participants) <= {actor for each in self.seen for actor in each.sighting.hosts}

    @property
    def absent(self) -> tuple[int, ...]:
        """Those who will not come."""
        return tuple(dict.fromkeys(actor for each in self.seen for actor in each.sighting.absent))

    @property
    def place(self) -> Place | None:
        """Where: a city before a country."""
        places = [each.sighting.place for each in self.seen if each.sighting.place is not None]
        own = next((p for p in places if p.latitude is not None), places[0] if places else None)
        return own if own is not None or self.beside is None else self.beside.place

    @property
    def kinds(self) -> set[MeetingKind]:
        """The kinds that its words name."""
        return {each.sighting.kind for each in self.seen if each.sighting.kind is not None}

    @property
    def statuses(self) -> set[Status]:
        """The statuses that are told, not only spoken of."""
        return {each.sighting.status for each in self.seen if each.sighting.told}

    @property
    def headlined(self) -> bool:
        """Whether only a headline's present tense, which is of any time, tells that it is held: "Ministers meet"."""
        held = [each for each in self.seen if each.sighting.told and each.sighting.status is Status.HELD]
        return bool(held) and all(
            each.voices.parsed.block(each.sighting.anchor) is BlockKind.TITLE
            and each.sighting.anchor.tag_ in {"VBP", "VBZ", "VB", "NNS", "NN", "NNP"}
            for each in held
        )

    @property
    def when(self) -> When | None:
        """The most exact date; where none has a value, the first words."""
        dated = [each.when for each in self.seen if each.when is not None]
        valued = [when for when in dated if when.value]
        own = max(valued, key=lambda when: len(when.value or "")) if valued else dated[0] if dated else None
        return own if own is not None or self.beside is None else self.beside.when

    @property
    def last(self) -> Seen:
        """The sighting that stands last on the page."""
        return self.seen[-1]


def soft(actor: int, voices: Voices) -> bool:
    """Whether an actor is only a word for those who meet: "the two diplomats", "officials"."""
    name = voices.actors.actors[actor].name.split()
    named = len(name) == 2 and bool(lexicon().named(name[0]) or name[0] in _REGIONS)  # "ASEAN leaders" are somebody
    return len(name) <= 2 and name[-1].lower() in meeting_words().bearers and not named


def when_of(sighting: Sighting, issued: date | Window | None) -> When | None:
    """The date of a sighting, past or to come as its status says."""
    if not sighting.date:
        return None
    past = sighting.status in {Status.HELD, Status.DENIED}
    when = resolve(sighting.date, issued, "past" if past else "future")
    if sighting.status is Status.REFUSED and _far(when.value, issued):
        when = resolve(sighting.date, issued, "past")  # "suspended the talks in June", told in July
    return When(when.value, sighting.date)


def same_day(sighting: Sighting, seen: Sequence[Seen], issued: date | Window | None) -> When | None:
    """The day told last, for "earlier in the day" and "the same day"; None for other words."""
    words = sighting.date.lower()
    if not words.endswith(" day") or words.split()[0] not in {"earlier", "later", "the", "that", "on", "same"}:
        return None
    days = [each.when.value for each in seen if each.when is not None and len(each.when.value or "") == _DAY]
    day = days[-1] if days else issued.isoformat() if isinstance(issued, date) else None
    return When(day, sighting.date)


def _far(value: str | None, issued: date | Window | None) -> bool:
    """Whether a day to come is more than half a year ahead."""
    if value is None or len(value) < 7 or not isinstance(issued, date):
        return False
    return (int(value[:4]) - issued.year) * 12 + int(value[5:7]) - issued.month > 6
