"""How long it takes to join made-up actors and meetings across pages, and with how much memory."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from kg.graph import identity
from kg.model import Actor, ActorType, Meeting, MeetingKind, Reading, Status, Tenure
from tests.readings import body, meeting, office, person, reading, state

_SYLLABLES = "ka ro mi ta ne lu so vi da re po ma li zo be hu ge fa ni to".split()  # noqa: SIM905 - as one reads them
_STATES = """
    AL AR AT AU BD BE BG BR CA CH CL CN CO CZ DE DK EG ES FI FR GB GR HU ID IN IQ IR IT JO JP KE KR LB
    LY MA MX MY NG NL NO NZ PE PH PK PL PT RO RS RU SA SD SE SN SY TH TR UA US VN YE ZA
""".split()  # noqa: SIM905 - as one reads them
_TITLES = ("president", "prime minister", "foreign minister", "defense minister", "envoy", "spokesman")
_PLACES = tuple(f"{a.title()}{b}" for a in _SYLLABLES for b in _SYLLABLES[:5])
_FIRST = date(2010, 1, 1)


def made_up(pages: int, seed: int = 11) -> Iterator[Reading]:
    """Pages of twenty actors, a dozen of them persons, and twenty meetings: some seen everywhere, most seldom."""
    rnd = random.Random(seed)
    for number in range(pages):
        yield _page(rnd, number, pages)


def _name(number: int) -> str:
    """A first name and a surname for each number below 8,000 squared."""
    first, last = number % 6_000, number // 3
    return f"{_word(first)} {_word(last)}"


def _word(number: int) -> str:
    size = len(_SYLLABLES)
    return "".join(_SYLLABLES[number // size**i % size] for i in range(4)).title()


def _page(rnd: random.Random, number: int, pages: int) -> Reading:
    codes = rnd.sample(_STATES, 4)
    actors: list[Actor] = [state(code, code) for code in codes]
    actors.append(body("United Fishing Nations", key="org:united-fishing-nations"))
    tenures: list[Tenure] = []
    for _ in range(12):
        who = int((pages * 6) ** rnd.random())
        name = _name(who) if rnd.random() < 0.85 else _name(who).split()[1]
        of = codes.index(home) if (home := _STATES[who % len(_STATES)]) in codes else rnd.randrange(5)
        actors.append(person(name, *([of] if rnd.random() < 0.8 else [])))
        if rnd.random() < 0.5:
            tenures.append(office(len(actors) - 1, rnd.choice(_TITLES), of))
    actors += (_group(rnd, pages) for _ in range(3))
    day = _FIRST + timedelta(days=number * 3650 // pages)
    met = [_meeting(rnd, day, len(actors)) for _ in range(20)]
    return reading(f"{number}.txt", *actors, issued=day.isoformat(), tenures=tenures, meetings=met)


def _group(rnd: random.Random, pages: int) -> Actor:
    if rnd.random() < 0.3:
        return Actor("rebels", ActorType.ARMED_GROUP, (), (0,), described=True)
    number = int((pages * 2) ** rnd.random())
    return body(f"{_word(number)} {_word(number // 7)} Front", *([rnd.randrange(4)] if rnd.random() < 0.5 else []))


def _meeting(rnd: random.Random, day: date, actors: int) -> Meeting:
    when = (day + timedelta(days=rnd.randint(-3, 3))).isoformat()
    return meeting(
        *rnd.sample(range(actors), rnd.randint(1, 4)),
        when=rnd.choice((when, when, when[:7], None)),
        place=rnd.choice(_PLACES) if rnd.random() < 0.7 else None,
        status=rnd.choice((Status.HELD, Status.HELD, Status.PLANNED, Status.REFUSED)),
        kind=rnd.choice((MeetingKind.TALKS, MeetingKind.TALKS, MeetingKind.PHONE_CALL, MeetingKind.CONFERENCE)),
    )


def measure(pages: int) -> tuple[int, int, float]:
    """Actors, meetings, seconds of one core."""
    readings = list(made_up(pages))
    start = time.process_time()
    identity.join(readings)
    seconds = time.process_time() - start
    return sum(len(r.actors) for r in readings), sum(len(r.meetings) for r in readings), seconds


def main() -> None:
    """Prints the table."""
    print(f"{'actors':>9} {'meetings':>9} {'core s':>8} {'µs each':>8}")
    for pages in (625, 1_250, 2_500, 5_000):
        actors, meetings, seconds = measure(pages)
        print(f"{actors:>9,} {meetings:>9,} {seconds:>8.2f} {seconds / (actors + meetings) * 1e6:>8.1f}")
    print(f"\npeak memory of the whole process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
