"""An occasion: the sightings of one meeting, and what they come to together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.extract.lexicon import lexicon
from kg.extract.meetings.sightings import Sighting
from kg.extract.meetings.words import meeting_words
from kg.extract.voices import Voices
from kg.model import BlockKind, MeetingKind, Place, Status, When

_REGIONS: Final = frozenset({"African", "Arab", "Asian", "European", "Western", "Gulf", "Nordic", "Baltic", "Balkan"})


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
    """Sightings of one meeting.

    `beside` is the other that it follows, whose place and day are its own; `gathering` that on whose sidelines it is.
    """

    seen: list[Seen] = field(default_factory=list)
    inherited: tuple[int, ...] = ()
    beside: Occasion | None = None
    gathering: Occasion | None = None

    @property
    def participants(self) -> tuple[int, ...]:
        """Everybody told of as taking part, in the order of the text; named ones where there are any."""
        told = (actor for each in self.seen for actor in each.sighting.participants)
        found = tuple(dict.fromkeys([*self.inherited, *told]))
        firm = tuple(actor for actor in found if not soft(actor, self.seen[0].voices))
        return firm or found

    @property
    def only_hosts(self) -> bool:
        """Whether nobody is told of but hosts and mediators."""
        return set(self.participants) <= {actor for each in self.seen for actor in each.sighting.hosts}

    @property
    def absent(self) -> tuple[int, ...]:
        """Those who will not come: whoever is told to have been there has come, whatever else he stayed away from."""
        held = [each.sighting for each in self.seen if each.sighting.told and each.sighting.status is Status.HELD]
        came = {actor for sighting in held for actor in sighting.participants}
        away = dict.fromkeys(actor for each in self.seen for actor in each.sighting.absent)
        return tuple(actor for actor in away if actor not in came)

    @property
    def place(self) -> Place | None:
        """Where: a city before a country."""
        places = [each.sighting.place for each in self.seen if each.sighting.place is not None]
        own = next((p for p in places if p.latitude is not None), places[0] if places else None)
        around = self.beside or self.gathering
        return own if own is not None or around is None or around is self else around.place

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
        around = self.beside or (self.gathering if self._with_gathering else None)
        return own if own is not None or around is None or around is self else around.when

    @property
    def _with_gathering(self) -> bool:
        """Whether one sentence tells of it and of the gathering."""
        sentences = {each.sighting.sentence.start for each in self.gathering.seen} if self.gathering else set()
        return any(each.sighting.sentence.start in sentences for each in self.seen)

    @property
    def last(self) -> Seen:
        """The sighting that stands last on the page."""
        return self.seen[-1]


def soft(actor: int, voices: Voices) -> bool:
    """Whether an actor is only a word for those who meet: "the two diplomats", "officials"."""
    name = voices.actors.actors[actor].name.split()
    named = len(name) == 2 and bool(lexicon().named(name[0]) or name[0] in _REGIONS)  # "ASEAN leaders" are somebody
    return len(name) <= 2 and name[-1].lower() in meeting_words().bearers and not named
