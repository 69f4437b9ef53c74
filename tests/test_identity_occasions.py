"""Which meetings of different articles are one occasion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import identity
from kg.graph.nodes import page_key
from kg.model import Meeting, MeetingKind, Reading, Status
from tests.readings import SECOND, meeting, person, reading, state

NORWAY, SWEDEN, DENMARK = state("Norway", "NO"), state("Sweden", "SE"), state("Denmark", "DK")
ACTORS = (NORWAY, SWEDEN, DENMARK, person("Ola Nord", 0), person("Kari Vik", 1), person("Per Lie", 0))


def page(name: str, *meetings: Meeting, issued: str | None = "2016-10-16") -> Reading:
    return reading(name, *ACTORS, issued=issued, meetings=meetings)


def occasions(*readings: Reading) -> int:
    return len(identity.join(readings).occasions)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Same day, place and sides, however the sides are named.
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(3, 4, when="2016-10-15", place="Oslo")),
        # The place is told once.
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(0, 1, when="2016-10-15")),
        # One page names more of those who were there.
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(0, 1, 2, when="2016-10-15", place="Oslo")),
        (meeting(0, when="2016-10-15", place="Oslo"), meeting(0, 1, 2, when="2016-10-15", place="Oslo")),
        # Talks here are a conference there.
        (
            meeting(0, 1, when="2016-10-15", place="Oslo"),
            meeting(0, 1, 2, when="2016-10-15", place="Oslo", kind=MeetingKind.CONFERENCE),
        ),
        # One page knows the day, the other the month.
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(0, 1, when="2016-10", place="Oslo")),
        (meeting(0, 1, when="2016-10", place="Oslo"), meeting(0, 1, when="2016-10", place="Oslo")),
        (
            meeting(0, 1, when="2016-10-15", words="on Saturday", place="Oslo"),
            meeting(0, 1, when="2016-10", words="Saturday", place="Oslo"),
        ),
        # One page has no date, and is of about that time.
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(0, 1, place="Oslo")),
        # One page names nobody.
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(when="2016-10-15", place="Oslo")),
    ],
)
def test_one_occasion(one: Meeting, other: Meeting) -> None:
    assert occasions(page("a", one), page("b", other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(0, 1, when="2016-10-14", place="Oslo")),
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(0, 1, when="2016-10-15", place="Bergen")),
        (meeting(0, 1, when="2016-10-15", place="Oslo"), meeting(1, 2, when="2016-10-15", place="Oslo")),
        (meeting(0, 1, when="2016-10-15"), meeting(1, 2, when="2016-10-15")),
        (meeting(0, 1), meeting(0, 1)),
        # Different people were there for the same side.
        (meeting(3, 4, when="2016-10-15"), meeting(5, 4, when="2016-10-15")),
        # A call is no visit, and a visit elsewhere no talks.
        (
            meeting(0, 1, when="2016-10-15"),
            meeting(0, 1, when="2016-10-15", kind=MeetingKind.PHONE_CALL),
        ),
        (meeting(0, 1, when="2016-10-15"), meeting(0, 1, when="2016-10-15", kind=MeetingKind.VISIT)),
        # The words speak of different days.
        (
            meeting(0, 1, when="2016-10-15", words="on Saturday", place="Oslo"),
            meeting(0, 1, when="2016-10", words="on Monday", place="Oslo"),
        ),
    ],
)
def test_two_occasions(one: Meeting, other: Meeting) -> None:
    assert occasions(page("a", one), page("b", other)) == 2


def test_an_article_that_tells_of_two_tells_them_apart() -> None:
    first = meeting(0, 1, when="2016-10-15", place="Oslo")
    assert occasions(page("a", first, replace(first, evidence=(SECOND,)))) == 2


def test_two_articles_of_one_page_tell_of_one() -> None:
    first = meeting(0, 1, when="2016-10-15", place="Oslo")
    second = replace(first, evidence=(replace(SECOND, article=1),))
    assert occasions(reading("a", *ACTORS, meetings=[first, second], articles=2)) == 1


def test_what_has_been_held_is_not_what_is_still_to_come() -> None:
    held = meeting(0, 1, when="2016-10", place="Oslo")
    planned = meeting(0, 1, when="2016-10-25", place="Oslo", status=Status.PLANNED)
    assert occasions(page("a", held), page("b", planned)) == 2


def test_a_day_ahead_of_its_article_is_still_a_day() -> None:
    """Where it is tomorrow already, news of tomorrow can be told today."""
    held = meeting(0, 1, when="2016-10-17", place="Oslo")
    assert occasions(page("a", held), page("b", held)) == 1


def test_of_two_that_fit_none_is_taken() -> None:
    twice = [page(n, meeting(0, 1, when=f"2016-10-{day}", place="Oslo")) for n, day in (("a", "04"), ("b", "11"))]
    assert occasions(*twice, page("c", meeting(0, 1, when="2016-10", place="Oslo"))) == 3


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ([("2016-10-10", "planned"), ("2016-10-16", "held")], "held"),
        ([("2016-10-10", "planned"), ("2016-10-14", "refused")], "refused"),
        ([("2016-10-16", "held"), ("2016-10-18", "denied")], "denied"),
        ([("2016-10-16", "held"), ("2016-10-16", "denied")], "denied"),
        ([("2016-10-16", "held"), ("2016-10-18", "planned")], "held"),
        ([("2016-10-10", "planned"), (None, "held")], "held"),
    ],
)
def test_the_status_in_effect(told: list[tuple[str | None, str]], known: str) -> None:
    pages = [
        page(f"{i}", meeting(0, 1, when="2016-10-15", place="Oslo", status=Status(status)), issued=issued)
        for i, (issued, status) in enumerate(told)
    ]
    (occasion,) = identity.join(pages).occasions.values()
    assert occasion.status is Status(known)


def test_the_most_exact_date_and_any_place() -> None:
    joined = identity.join(
        [
            page("a", meeting(0, 1, when="2016-10", words="in October", place="Oslo")),
            page("b", meeting(0, 1, when="2016-10-15", words="on Saturday", place="Oslo")),
            page("c", meeting(0, 1, when="2016-10-15")),
        ]
    )
    (occasion,) = joined.occasions.values()
    assert (occasion.date, occasion.date_text, occasion.place) == ("2016-10-15", "on Saturday", "place/oslo")


def test_the_path_is_that_of_the_first_telling() -> None:
    first = page("z", meeting(0, 1, when="2016-10-15", place="Oslo", status=Status.PLANNED), issued="2016-10-10")
    later = page("a", meeting(0, 1, when="2016-10-15", place="Oslo"))
    (alone,) = identity.join([first]).occasions
    (other,) = identity.join([later]).occasions
    joined = identity.join([later, first])
    assert list(joined.occasions) == [alone]
    assert (other, alone) in joined.redirects
    assert joined.pages[page_key(later.page)].meetings == (alone,)
