"""The actors of the pages in ../shared against the reading of a person, and what must hold of them."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from kg import language, pages
from kg.extract.actors import Actors
from kg.model import Actor


def _folded(names: list[str]) -> set[str]:
    """As the shared scorer compares names: case, accents, articles and possessives folded away."""
    out = set()
    for name in names:
        text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
        text = re.sub(r"[^\w ]+", " ", text.replace("’", "'").replace("'s", ""))
        out.add(re.sub(r"^the ", "", re.sub(r"\s+", " ", text).strip()))
    return out


def _matched(gold: list[set[str]], found: list[set[str]]) -> dict[int, int]:
    """Gold index -> found index, one to one, most names in common first."""
    pairs = sorted((-len(a & b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if a & b)
    out: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in out and j not in out.values():
            out[i] = j
    return out


def _actors(path: Path) -> tuple[Actor, ...]:
    raw = next(iter(pages.find([path])))
    assert isinstance(raw, pages.Raw)
    page = pages.read(raw)
    nlp = language.load()
    return Actors.find([language.parse(nlp, page.text, each, i) for i, each in enumerate(pages.articles(page))]).actors


@pytest.mark.slow
def test_against_gold(shared: Path) -> None:
    gold_count = found_count = right = typed = core = core_found = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        actors = _actors(shared / "corpus" / gold["document"])
        got = _matched(
            [_folded([a["name"], *a.get("aliases", [])]) for a in gold["actors"]],
            [_folded([a.name, *a.aliases]) for a in actors],
        )
        gold_count, found_count, right = gold_count + len(gold["actors"]), found_count + len(actors), right + len(got)
        typed += sum(actors[j].type == gold["actors"][i]["type"] for i, j in got.items())
        core += sum(a["core"] for a in gold["actors"])
        core_found += sum(gold["actors"][i]["core"] for i in got)
    assert 2 * right / (gold_count + found_count) >= 0.92
    assert typed / right >= 0.95
    assert core_found / core >= 0.97
