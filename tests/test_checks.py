"""`kg check`: what is broken in a publication is found, in parts too, and told in words."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import checks
from kg.graph import ontology, terms
from kg.publication import Publication
from kg.store import embedded, nquads
from tests.dump_files import write_quads
from tests.server_fixture import harbour, publish, reply

Line = tuple[nquads.Statement, str | None]


@pytest.fixture(autouse=True)
def _no_reasoning(monkeypatch: pytest.MonkeyPatch) -> None:
    """HermiT has its own tests."""
    monkeypatch.setattr(ontology, "check", lambda: ontology.Verdict(True))


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return publish(tmp_path / "publication", [harbour(), reply()])


def planted(publication: Publication, change: Callable[[Line], Line | None]) -> Path:
    """The publication with some of its statements changed or left out, in the dump and in the store."""
    dump = publication.dumps / "graph.nq.gz"
    quads, union = publication.folder / "graph.nq", publication.folder / "graph.nt"
    with gzip.open(dump, "rt", encoding="utf-8") as packed:
        changed = (change(nquads.parse_line(line)) for line in packed)
        kept = sorted(((graph or "", s) for s, graph in filter(None, changed)))
    quads.write_text("".join(line for g, s in kept for line in nquads.lines([s], g)), encoding="utf-8")
    union.write_text("".join(nquads.lines(sorted({s for _, s in kept}))), encoding="utf-8")
    shutil.rmtree(publication.store)
    embedded.load(publication.store, quads, union)
    write_quads(dump, quads)
    return publication.root


def without_holder(line: Line) -> Line | None:
    return None if line[0][1] == f"<{terms.HOLDER}>" else line


def test_what_is_sound_is_told_as_sound(publication: Publication) -> None:
    report, sound = checks.check(publication.root)
    assert sound
    assert report.startswith("Shapes: 2 pages sound.\n")


@pytest.mark.parametrize("part", [1, 10, 100_000])
def test_a_broken_fact_is_named_with_its_page_and_the_rule(
    publication: Publication, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_PART", part)
    report, sound = checks.check(planted(publication, without_holder))
    assert not sound
    lines = report.splitlines()
    positions = [line for line in lines if line.endswith(": a position has one holder, an actor.")]
    assert len(positions) == len(lines) - 2
    assert any(line.startswith("harbour.txt: “lift the blockade” <http://localhost:8000/position/") for line in lines)
    assert f"Shapes: {len(positions)} broken rules, in 2 pages." in lines


def test_parts_are_small_and_keep_subjects_together(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_PART", 10)
    parts = list(checks._parts(publication.dumps / "graph.nq.gz"))
    subjects = [(graph, s) for graph, part in parts for s in dict.fromkeys(s for s, _, _ in part)]
    assert len(subjects) == len(set(subjects))
    largest = max(sum(1 for s, _, _ in part if s == part[-1][0]) for _, part in parts)
    assert all(len(part) <= 10 + largest for _, part in parts)
    with gzip.open(publication.dumps / "graph.nq.gz", "rt") as packed:
        assert sum(len(part) for _, part in parts) == sum(1 for _ in packed)


def test_a_meeting_that_two_pages_call_differently_is_found(publication: Publication) -> None:
    """No graph by itself breaks the rule: what a node has but once is counted over all of them."""

    def renamed(line: Line) -> Line:
        (s, p, _), graph = line
        is_told = p == f"<{terms.RDFS_LABEL}>" and "/meeting/" in s and graph is not None and "/reply" in graph
        return ((s, p, '"Another name of it"'), graph) if is_told else line

    report, sound = checks.check(planted(publication, renamed))
    assert not sound
    assert "a meeting has one label" in report


def test_of_many_broken_rules_the_first_are_told(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_SHOWN", 1)
    report, _ = checks.check(planted(publication, without_holder))
    assert "\n… and " in report


def test_what_a_page_says_does_not_reach_the_terminal_as_it_is(publication: Publication) -> None:
    def hostile(line: Line) -> Line | None:
        (s, p, _), graph = line
        target = ((s, p, '"\\u001B[31mred\\u0007"'), graph) if p == f"<{terms.TARGET}>" else line
        return without_holder(target)

    report, _ = checks.check(planted(publication, hostile))
    assert "red" in report
    assert all(c.isprintable() or c == "\n" for c in report)
