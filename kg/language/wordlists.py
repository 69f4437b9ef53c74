"""The word lists that come with the package, one entry a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_list(name: str) -> tuple[str, ...]:
    """The lines of a list, without its comments."""
    text = files("kg.language").joinpath("lists", name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def read_set(name: str) -> frozenset[str]:
    """The same as a set, to look words up in."""
    return frozenset(read_list(name))
