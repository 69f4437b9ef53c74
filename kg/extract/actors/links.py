"""Where the words of an article name actors or stand for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A run of tokens of one article, `first` to `last`, that names or stands for actors; offsets on the page."""

    first: int
    last: int
    actors: tuple[int, ...]
    named: bool
    start: int
    end: int
