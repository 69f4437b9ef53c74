"""The command line: what each command says, writes and ends with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

import server
from kg.cli import main
from kg.publication import Publication
from server.settings import Settings

PAGE = """Ministers of Norway and Iceland Meet in Bergen

BERGEN, Norway, March 4, 2019 - Norwegian Foreign Minister Astrid Solheim met her Icelandic counterpart Jon Palsson \
in Bergen on Monday to discuss fishing quotas in the North Atlantic.

"We want an agreement before the summer," Solheim told reporters after the talks.
"""


def kg(*words: str | int | Path, input: str | None = None) -> Result:
    """Runs a command in this process."""
    return CliRunner().invoke(main, [str(w) for w in words], input=input, catch_exceptions=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_build_ends_well_and_says_where_to_look(page: Path, tmp_path: Path) -> None:
    done = kg("build", page, "--out", tmp_path / "p", "--jobs", 1)
    assert done.exit_code == 0
    assert "1 read, 0 known already, 0 failed" in done.output
    assert f"kg serve {tmp_path / 'p'}" in done.output


def test_quiet_says_nothing(page: Path, tmp_path: Path) -> None:
    assert kg("build", page, "--out", tmp_path / "p", "--quiet", "--jobs", 1).output == ""


def test_a_failed_page_is_named_and_the_status_is_one(page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = kg("build", page, tmp_path / "empty.txt", "--out", tmp_path / "p", "--quiet", "--jobs", 1)
    assert done.exit_code == 1
    assert done.output.startswith("kg: empty.txt: ")


@pytest.mark.parametrize(
    "words",
    [
        ["build", "/no/such/file.txt"],
        ["build"],
        ["build", "x.txt", "--base-iri", "nonsense"],
        ["query", "/no/such/folder", "ASK {}"],
        ["query"],
        ["query", "a", "b", "c"],
        ["query", "ASK {}", "--format", "docx"],
        ["query", "--saved", "nothing-like-this"],
        ["query", "ASK {}", "-p", "x=1"],
        ["dump", "/no/such/folder"],
        ["serve", "/no/such/folder"],
        ["forget", "x", "--out", "/no/such/folder"],
        ["check", "/no/such/folder"],
        ["nonsense"],
    ],
)
def test_a_wrong_command_line_ends_with_two(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = kg(*words)
    assert done.exit_code == 2, done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "publication" / "current").exists()


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    done = kg("build", "-", "--out", tmp_path / "p", "--jobs", 1, input=PAGE)
    assert done.exit_code == 0, done.output
    assert len(Publication.open(tmp_path / "p").report["pages"]) == 1


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("table", "n"),
        ("csv", "n\r\n"),
        ("tsv", "?n\n"),
        ("json", "{"),
        ("xml", "<?xml"),
    ],
)
def test_rows_come_in_each_format(sample_publication: Publication, format: str, start: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    done = kg("query", sample_publication.root, query, "--format", format)
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes.decode().lstrip().startswith(start)


def test_a_graph_comes_as_turtle_and_json_ld(sample_publication: Publication) -> None:
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }"
    formats = {
        "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD, "table": ox.RdfFormat.TURTLE,
    }  # fmt: skip
    sizes = set()
    for name, format in formats.items():
        done = kg("query", sample_publication.root, query, "--format", name)
        sizes.add(len(list(ox.parse(done.stdout_bytes, format=format))))
    assert len(sizes) == 1
    assert sizes.pop() > 50


def test_a_format_that_does_not_fit_is_refused(sample_publication: Publication) -> None:
    for query, format in (("ASK {}", "ttl"), ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "csv")):
        done = kg("query", sample_publication.root, query, "--format", format)
        assert done.exit_code == 2
        assert "cannot be written as" in done.output


def test_a_wrong_query_says_what_is_wrong(sample_publication: Publication) -> None:
    done = kg("query", sample_publication.root, "SELECT * { ?s ?p }")
    assert done.exit_code == 2
    assert done.output.startswith("kg: The query is not SPARQL")


def test_a_query_from_a_file(sample_publication: Publication, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?s ?p ?o }")
    assert kg("query", sample_publication.root, "-f", tmp_path / "q.rq").output == "yes\n"
    assert kg("query", sample_publication.root, "ASK { ?s ?p <urn:none> }").output == "no\n"


def test_a_hostile_name_cannot_drive_the_terminal(sample_publication: Publication) -> None:
    done = kg("query", sample_publication.root, 'SELECT ("\\u001b[31mred [bold]x[/]" AS ?n) {}')
    assert "\x1b" not in done.output
    assert "[bold]x[/]" in done.output


def test_a_dump_to_a_file_and_to_standard_output(sample_publication: Publication, tmp_path: Path) -> None:
    kg("dump", sample_publication.root, "-o", tmp_path / "all.ttl")
    assert (tmp_path / "all.ttl").read_bytes() == (sample_publication.dumps / "graph.ttl").read_bytes()
    whole = kg("dump", sample_publication.root, "--format", "nt").stdout
    assert len(whole.splitlines()) == len(Graph().parse(tmp_path / "all.ttl"))
    assert kg("dump", sample_publication.root, "--format", "docx", "-o", tmp_path / "x").exit_code == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.ttl"]


def test_check_is_content_with_the_samples(sample_publication: Publication) -> None:
    done = kg("check", sample_publication.root)
    assert done.exit_code == 0, done.output


def test_evaluate_against_gold(page: Path, tmp_path: Path) -> None:
    kg("build", page, "--out", tmp_path / "p", "--jobs", 1)
    gold = {
        "document": "page.txt",
        "articles": [{"title": "Ministers of Norway and Iceland Meet in Bergen", "first": "BERGEN"}],
        "actors": [{"id": "solheim", "name": "Astrid Solheim", "aliases": ["Solheim"], "type": "Person"}],
        "meetings": [], "positions": [],
        "quotes": [{"speaker": "solheim", "kind": "direct", "text": "We want an agreement before the summer,"}],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "page.json").write_text(json.dumps(gold))
    done = kg("evaluate", tmp_path / "p", "--gold", tmp_path / "gold")
    rows = {line[:18].strip(): line.split() for line in done.output.splitlines()}
    assert rows["articles"][-3:] == ["1", "1", "1"]
    assert rows["quotes, direct"][-3:] == ["1", "1", "1"]
    assert rows["actors"][-3] == "1"
    assert kg("evaluate", tmp_path / "p", "--gold", tmp_path).exit_code == 2


def test_forget(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("Norw", "Finnish Norw"), encoding="utf-8")
    kg("build", page, other, "--out", tmp_path / "p", "--jobs", 1)
    done = kg("forget", other, "--out", tmp_path / "p")
    assert "1 page taken out" in done.output


def test_a_local_base_iri_served_to_the_world_gets_a_word_of_warning(
    sample_publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[str] = []
    monkeypatch.setattr(server, "serve", lambda folder, host, port, **settings: served.append(host))
    assert "--base-iri" in kg("serve", sample_publication.root, "--host", "0.0.0.0").output
    assert kg("serve", sample_publication.root, "--host", "127.0.0.2").output == ""
    assert kg("serve", sample_publication.root).output == ""
    assert served == ["0.0.0.0", "127.0.0.2", "127.0.0.1"]


def test_serve_passes_its_settings_on(sample_publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[dict[str, object]] = []
    monkeypatch.setattr(server, "serve", lambda folder, host, port, **settings: served.append(settings))
    kg("serve", sample_publication.root)
    kg("serve", sample_publication.root, "--timeout", "2.5", "--memory", 256, "--no-text")
    assert served == [{}, {"timeout": 2.5, "memory": 256 << 20, "no_text": True}]
    assert all(name in Settings.__slots__ for each in served for name in each)


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("kg, version ")


def test_help_comes_fast_and_knows_every_command() -> None:
    commands = {"demo", "build", "serve", "query", "dump", "forget", "check", "evaluate", "reconcile", "train"}
    shown = kg("--help").output
    assert all(f"\n  {c} " in shown for c in commands)
