"""Articles in nearly the same words."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.pages.copies import copies

WORDS = ("minister", "talks", "treaty", "border", "river", "north", "accord", "envoy", "summit", "pledge", "trade")


def article(seed: int, length: int = 300) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(WORDS) + str(draw.randrange(40)) for _ in range(length)]


def test_agency_copy_is_one_article() -> None:
    words = article(1)
    cut = " ".join(words[:210])
    edited = " ".join([*words[:100], "he", "said", *words[100:180], *words[190:]]).title().replace(" ", "  ")
    pages = [
        ("late", date(2016, 1, 28), " ".join(words)),
        ("cut", None, cut),
        ("edited", date(2016, 1, 27), edited),
        ("other", date(2016, 1, 1), " ".join(article(2))),
        ("first", date(2016, 1, 26), " ".join(words)),
    ]
    wanted = {"late": "first", "cut": "first", "edited": "first"}
    assert copies(pages) == wanted
    assert copies(reversed(pages)) == wanted


def test_without_days_the_smallest_key_is_the_original() -> None:
    text = " ".join(article(3))
    assert copies([(3, None, text), (1, None, text), (2, None, text)]) == {2: 1, 3: 1}


def test_what_is_short_agrees_by_chance() -> None:
    assert copies([(1, None, "The talks go on."), (2, None, "The talks go on.")]) == {}


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=12), st.randoms(use_true_random=False))
def test_order_does_not_matter(seeds: list[tuple[int, bool]], draw: random.Random) -> None:
    pages = [
        (key, date(2016, 1, 1 + key) if dated else None, " ".join(article(seed)))
        for key, (seed, dated) in enumerate(seeds)
    ]
    wanted = copies(pages)
    assert all(seeds[copy][0] == seeds[original][0] and original not in wanted for copy, original in wanted.items())
    draw.shuffle(pages)
    assert copies(pages) == wanted
