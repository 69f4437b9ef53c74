"""A publication and a text in a notebook: data frames, pictures, and the cells that the README shows."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import InputError, PublicationError, QueryError
from kg.notebook import Answer, Graph, Told
from kg.publication import Publication
from tests.server_fixture import BASE, harbour, hostile, publish, reply

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("notebook") / "publication"
    publish(folder, [harbour(), reply(), hostile()])
    found: Graph = kg.open(folder)
    return found


def test_rows_of_a_query_are_a_frame(graph: Graph) -> None:
    found = graph.query(
        "PREFIX dip: <https://w3id.org/chancery/ontology#> "
        "SELECT ?start ?confidence ?none WHERE { ?q a dip:DirectQuote ; dip:start ?start ; dip:confidence ?confidence }"
    )
    assert list(found.columns) == ["start", "confidence", "none"]
    assert len(found) > 0
    assert all(isinstance(value, int) for value in found["start"].tolist())
    assert all(isinstance(value, float) for value in found["confidence"].tolist())
    assert found["none"].isna().all()


def test_yes_or_no_is_one_cell(graph: Graph) -> None:
    assert graph.query("ASK { ?s ?p ?o }")["answer"].tolist() == ["true"]


def test_wrong_query_is_told(graph: Graph) -> None:
    with pytest.raises(QueryError):
        graph.query("SELECT")
    with pytest.raises(QueryError):
        graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(PublicationError):
        kg.open("/nowhere/at/all")


def test_actor_by_name_path_and_iri(graph: Graph) -> None:
    by_name = graph.actor("aDa lind")
    assert by_name.name == "Ada Lind"
    assert graph.actor(by_name.iri).iri == graph.actor(by_name.iri.removeprefix(BASE)).iri == by_name.iri
    assert len(by_name.meetings) > 0
    with pytest.raises(QueryError, match="Nobody"):
        graph.actor("Zzyzx of Nowhere")


def test_saved_query_is_drawn(graph: Graph) -> None:
    found = graph.saved("whom-an-actor-met", actor="Ada Lind")
    assert isinstance(found, Answer)
    assert "Tomas Reyes" in found.frame["otherLabel"].tolist()
    drawn = found._repr_html_()
    assert drawn.count("<iframe") == 1
    assert "Tomas Reyes" in drawn


@pytest.mark.parametrize("name", ["places-of-diplomacy", "who-accuses-whom", "meetings-by-month", "new-since"])
def test_hostile_names_stay_text(graph: Graph, name: str) -> None:
    params = {"since": "2000-01-01"} if name == "new-since" else {}
    drawn = graph.saved(name, **params)._repr_html_()
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert 'sandbox="allow-popups"' in drawn or "<iframe" not in drawn


def test_text_is_read_and_marked() -> None:
    told = kg.read('"We support the ceasefire," Norway\'s foreign minister, Anna Berg, said.\n\n<script>x</script>')
    assert told.quotes["speaker"].tolist() == ["Anna Berg"]
    assert told.quotes["text"].tolist() == ["We support the ceasefire,"]
    assert {"Norway", "Anna Berg"} <= set(told.actors["name"])
    drawn = told._repr_html_()
    assert "quote: Anna Berg" in drawn
    assert "<script" not in drawn


def test_text_without_words_and_wrong_day() -> None:
    with pytest.raises(InputError, match="no words"):
        kg.read(" \n\t")
    with pytest.raises(InputError, match="2016-01-26"):
        kg.read("Words.", issued="yesterday")


def test_without_pandas_it_is_said_how(monkeypatch: pytest.MonkeyPatch) -> None:
    def import_module(name: str) -> Any:
        raise ModuleNotFoundError("No module named 'pandas'", name="pandas")

    monkeypatch.setattr(kg, "import_module", import_module)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'chancery\[notebook\]'"):
        kg.open("publication")
    with pytest.raises(AttributeError):
        _ = kg.nothing_of_this_name


def test_readme_cells_run(sample_publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## In a notebook", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert len(cells) >= 3
    (tmp_path / "my-graph").symlink_to(sample_publication.root)
    monkeypatch.chdir(tmp_path)
    space: dict[str, Any] = {}
    for cell in cells:
        *before, last = cell.strip().splitlines()
        exec("\n".join(before), space)
        shown = builtins.eval(last, space)
        assert len(shown._repr_html_()) > 100
    assert isinstance(shown, Told)
