"""What names are made of: the parts that names of people, bodies and places are joined from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("kg.language").joinpath("lists", name).read_text("utf-8"))


@cache
def body_parts() -> dict[str, list[str]]:
    """What names of bodies and places are made of, and the patterns that join it."""
    parts = _toml("body_parts.toml")
    return {key: value.split("|") if isinstance(value, str) else value for key, value in parts.items()}


@cache
def origins() -> list[dict[str, list[str]]]:
    """Given names, family names and the patterns that join them, for each origin."""
    return [
        {"given": origin["given"].split(), "family": origin["family"].split(), "join": origin["join"]}
        for origin in _toml("name_parts.toml").values()
    ]
