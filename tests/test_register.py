"""The register: whatever pages come and go in whatever order, it knows what all that are there come to together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.archive import Record
from kg.contents import Entry
from kg.graph import identity
from kg.graph.nodes import page_key
from kg.graph.rulings import Rulings
from kg.model import Block, BlockKind, Reading
from kg.register import Register
from kg.syndication import Syndication
from tests.test_identity_stability import one_page

NOTHING = Rulings()
LONG = (
    " The harbour of the old town was closed for the whole of the winter, and the boats lay on the slips until the ice "
    "had gone, while the ministers went on with what they had begun the year before in the house by the water."
)
TALE = (
    "In the north the fishing fleet stayed in the harbour all week because of the storms, and the price of cod went up "
    "in every market from the islands to the capital, where nobody could remember such a winter."
)
NAMES = [f"{n}.txt" for n in range(7)]
names = st.sampled_from(NAMES)


@st.composite
def pages(draw: st.DrawFn, name: str) -> Reading:
    """A page with states, people and meetings, in words that are also on another page, or in none that count."""
    found = draw(one_page(name))
    text = found.page.text + draw(st.sampled_from(["", "", LONG, TALE]))
    article = replace(found.articles[0], end=len(text), blocks=(Block(BlockKind.PROSE, 0, len(text)),))
    topics = draw(st.lists(st.sampled_from(["Fish", "fish", "the ice"]), max_size=2))
    met = tuple(replace(meeting, about=tuple(topics)) for meeting in found.meetings)
    return replace(found, page=replace(found.page, text=text), articles=(article,), meetings=met)


worlds = st.fixed_dictionaries({name: pages(name) for name in NAMES})
changes = st.lists(st.lists(names, unique=True, min_size=1, max_size=4), min_size=1, max_size=5)


@contextmanager
def empty() -> Iterator[Register]:
    """A register of nothing."""
    with TemporaryDirectory() as folder, Register.open(Path(folder), None, NOTHING) as register:
        yield register


def entry(reading: Reading) -> Entry:
    """A page of a publication, with its name for a key."""
    return Entry(reading.page.name, *page_key(reading.page))


def change(register: Register, world: Mapping[str, Reading], gone: Sequence[Reading], come: Sequence[Reading]) -> None:
    """Takes pages out and others in."""
    away = [page_key(reading.page) for reading in gone]
    register.change(away, map(entry, come), lambda key: Record("r", 0.0, world[key]))


def whole(register: Register) -> identity.Identity:
    """All that a register knows."""
    each = [register.identity(number) for number, _, _ in register.pages()]
    return replace(
        register.shared(),
        occasions={path: node for one in each for path, node in one.occasions.items()},
        pages={key: nodes for one in each for key, nodes in one.pages.items()},
        doubtful=register.doubtful(),
        idle=register.idle(),
    )


def expected(readings: Sequence[Reading]) -> identity.Identity:
    """What all the pages come to, joined at once."""
    copies = Syndication.of(readings)
    return identity.join(copies.without_copies(Record("r", 0.0, reading)).reading for reading in readings)


@settings(max_examples=25)
@given(worlds, changes)
def test_pages_that_come_and_go_leave_what_the_rest_comes_to(world: dict[str, Reading], turns: list[list[str]]) -> None:
    present: set[str] = set()
    with empty() as register:
        for turn in turns:
            gone, come = present.intersection(turn), set(turn) - present
            change(register, world, [world[n] for n in sorted(gone)], [world[n] for n in sorted(come)])
            present = present - gone | come
            assert whole(register) == expected([world[name] for name in sorted(present)])
