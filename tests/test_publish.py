"""From pages to a publication: the same bytes in any order, whole at any moment, each page read once."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from kg.errors import InputError, PublicationError
from kg.graph import terms
from kg.progress import QUIET
from kg.publication import Publication
from kg.publish import Built, Options, build, forget
from kg.store import dumps
from kg.store.embedded import Embedded

DIP = Namespace(terms.PREFIXES["dip"])

HARBOUR = """Ministers of Norway and Iceland Meet in Bergen

BERGEN, Norway, March 4, 2019 - Norwegian Foreign Minister Astrid Solheim met her Icelandic counterpart Jon Palsson \
in Bergen on Monday to discuss fishing quotas in the North Atlantic.

"We want an agreement before the summer," Solheim told reporters after the talks. Palsson said that Iceland \
supports a joint commission on the quotas.

Iceland rejected a proposal to close its ports to trawlers.
"""
TALKS = """Iceland Calls Off Talks on Ports

REYKJAVIK, March 20, 2019 - Iceland refused on Wednesday to attend a second round of talks with Norway on fishing.

Foreign Minister Jon Palsson accused Norway of breaking its promise. "Norway has changed its mind again," he said.

The European Union urged both sides to return to the table.
"""
THIRD = """Finland Offers to Host Fishing Talks

HELSINKI, April 2, 2019 - Finland is ready to host talks between Norway and Iceland, President Liisa Aho said Tuesday.

Norway welcomed the offer. "It is a good step," Prime Minister Ola Berg said in Oslo.
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of three pages."""
    return _pages(tmp_path / "pages")


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of the three pages, to take what was read from, so that a test need not read them again."""
    folder = tmp_path_factory.mktemp("read")
    _build(folder / "publication", _pages(folder / "pages"))
    return folder / "publication"


def _knowing(read: Path, out: Path) -> Path:
    """A publication's folder that holds no version, but what was read on the three pages."""
    for name in ("readings", "pages"):
        shutil.copytree(read / name, out / name)
    return out


def _pages(folder: Path) -> Path:
    folder.mkdir()
    for name, text in (("harbour.txt", HARBOUR), ("talks.txt", TALKS), ("third.txt", THIRD)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _build(out: Path, *sources: str | Path, jobs: int = 1, again: bool = False) -> Built:
    return build(sources, Options(out, jobs=jobs, again=again), QUIET)


def _bytes(out: Path) -> tuple[str, str]:
    dumps = out / "dumps"
    names = ("graph.ttl", "graph.nq.gz")
    return tuple(hashlib.sha256((dumps / n).read_bytes()).hexdigest() for n in names)  # type: ignore[return-value]


def _graph(out: Path) -> Graph:
    return Graph().parse(out / "dumps" / "graph.ttl")


def test_a_build_writes_what_the_contract_says(pages: Path, read: Path, tmp_path: Path) -> None:
    out = _knowing(read, tmp_path / "publication")
    built = _build(out, pages)
    assert (built.read, built.kept, built.failures) == (0, 3, [])
    for name in ("graph.ttl", "graph.nq.gz", "ontology.ttl", "void.ttl", "SHA256SUMS"):
        assert (out / "dumps" / name).is_file(), name
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out / "dumps", capture_output=True, check=False)
    assert sums.returncode == 0
    sha = hashlib.sha256(TALKS.encode()).hexdigest()
    assert (out / "pages" / f"{sha}.txt").read_text(encoding="utf-8") == TALKS
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [p["name"] for p in report["pages"]] == ["harbour.txt", "talks.txt", "third.txt"]
    assert report["pages"][0]["articles"][0]["title"] == "Ministers of Norway and Iceland Meet in Bergen"
    store = Embedded(out / "store")
    (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert row["n"] == Literal(len(_graph(out)))


def test_every_fact_leads_to_its_sentence(pages: Path, read: Path, tmp_path: Path) -> None:
    _build(_knowing(read, tmp_path / "p"), pages)
    graph = _graph(tmp_path / "p")
    texts = {p.name: p.read_text(encoding="utf-8") for p in pages.iterdir()}
    facts = 0
    for passage in graph.subjects(RDF.type, DIP.Passage):
        article = graph.value(passage, DIP.inArticle)
        page = graph.value(article, DCTERMS.isPartOf)
        text = texts[str(graph.value(page, DCTERMS.identifier))]
        start, end = (int(str(graph.value(passage, p))) for p in (DIP.start, DIP.end))
        assert text[start:end] == str(graph.value(passage, DIP.exact))
        facts += len(list(graph.subjects(DIP.evidence, passage)))
    assert facts >= 5
    for kind in (DIP.Position, DIP.DirectQuote, DIP.Talks, DIP.Tenure):
        for fact in graph.subjects(RDF.type, kind):
            assert graph.value(fact, DIP.evidence) is not None
            assert 0 <= float(str(graph.value(fact, DIP.confidence))) <= 1


def test_facts_about_a_page_stand_in_its_graph(pages: Path, read: Path, tmp_path: Path) -> None:
    _build(_knowing(read, tmp_path / "p"), pages)
    graphs = dict(dumps.read_graphs(tmp_path / "p" / "dumps" / "graph.nq.gz"))
    assert len(graphs) >= 4
    for name in ("harbour.txt", "talks.txt"):
        homes = {g for g, found in graphs.items() if any(o == f'"{name}"' for _, _, o in found)}
        assert len(homes) == 1


def test_order_and_processes_leave_no_trace(pages: Path, tmp_path: Path) -> None:
    files = sorted(pages.iterdir())
    _build(tmp_path / "a", pages, jobs=2)
    shuffled = files[:]
    random.Random(5).shuffle(shuffled)
    _build(tmp_path / "b", *reversed(shuffled), jobs=1)
    for file in (files[1], files[2], files[0]):
        _build(tmp_path / "c", file)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b") == _bytes(tmp_path / "c")


def test_adding_a_page_reads_that_page_alone(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "p"
    _build(out, pages / "harbour.txt", pages / "talks.txt")
    before = _graph(out)
    again = _build(out, pages)
    assert (again.read, again.kept) == (1, 2)
    assert _build(out, pages).read == 0
    assert _build(out, pages, again=True).read == 3
    after = _graph(out)
    gone = {s for s in before.subjects(RDF.type) if isinstance(s, URIRef) and (s, None, None) not in after}
    assert gone == set()


def test_whole_versions_stay_where_none_is_the_current_one(read: Path, pages: Path, tmp_path: Path) -> None:
    shutil.copytree(read, out := tmp_path / "p", symlinks=True)
    (lost,) = (out / ".versions").iterdir()
    (out / "current").unlink()
    (pages / "third.txt").unlink()
    _build(out, pages)
    assert (lost / "dumps" / "graph.ttl").is_file()
    assert Publication.open(out).version != lost.name


def test_a_changed_file_takes_the_place_of_what_it_was(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "p"
    _build(out, pages)
    (pages / "third.txt").write_text(THIRD.replace("Finland", "Estonia").replace("HELSINKI", "TALLINN"))
    assert _build(out, pages).read == 1
    names = [p["name"] for p in Publication.open(out).report["pages"]]
    assert names == ["harbour.txt", "talks.txt", "third.txt"]
    assert "Finland" not in (out / "dumps" / "graph.ttl").read_text(encoding="utf-8")


def test_forgetting_leaves_no_trace(pages: Path, read: Path, tmp_path: Path) -> None:
    _build(_knowing(read, tmp_path / "p"), pages)
    assert forget([pages / "third.txt"], tmp_path / "p", QUIET) == 1
    _build(_knowing(read, tmp_path / "q"), pages / "harbour.txt", pages / "talks.txt")
    assert _bytes(tmp_path / "p") == _bytes(tmp_path / "q")
    assert len(list((tmp_path / "p" / "pages").iterdir())) == 2
    assert forget(["talks.txt"], tmp_path / "p", QUIET) == 1
    with pytest.raises(InputError, match=r"Nothing in .* was read from"):
        forget(["talks.txt"], tmp_path / "p", QUIET)


def test_a_page_that_cannot_be_read_is_named_and_the_others_published(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (pages / "menu.txt").write_text("Home\nNews\nSport\nLog in\nSubscribe\n")
    built = _build(tmp_path / "p", pages)
    assert built.read == 3
    failed = {f["name"]: f["error"] for f in Publication.open(tmp_path / "p").report["failed"]}
    assert set(failed) == {"empty.txt", "binary.txt", "menu.txt"}
    assert all(failed.values())


def test_nothing_to_publish_is_said(tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    with pytest.raises(InputError, match="hold no page"):
        _build(tmp_path / "p", tmp_path / "e")
    assert not (tmp_path / "p" / "current").exists()


def test_background_data_stands_in_a_graph_of_its_own(pages: Path, read: Path, tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text("<http://example.org/a> <http://example.org/p> [ <http://example.org/q> 1 ] .")
    built = _build(_knowing(read, tmp_path / "p"), pages / "harbour.txt", extra)
    assert (built.read, built.kept) == (1, 1)
    store = Embedded(tmp_path / "p" / "store")
    rows = store.select("SELECT ?g { GRAPH ?g { <http://example.org/a> ?p ?o } }")
    assert len(rows) == 1
    assert store.select("SELECT ?v { <http://example.org/a> ?p [ <http://example.org/q> ?v ] }") == [{"v": Literal(1)}]
    assert forget([extra], tmp_path / "p", QUIET) == 1
    extra.write_text("<a")
    assert "cannot be read as ttl" in _build(tmp_path / "p", extra).failures[0].reason


def test_two_builds_at_once_do_not_mix(pages: Path, read: Path, tmp_path: Path) -> None:
    out = _knowing(read, tmp_path / "p")
    _build(out, pages)
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import fcntl; f = open({str(out / '.lock')!r}, 'w'); fcntl.flock(f, fcntl.LOCK_EX); "
         "print('held', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(PublicationError, match="Another build"):
        _build(out, pages)
    holder.communicate("\n")
    _build(out, pages)


def test_a_base_iri_is_kept_and_can_be_changed(pages: Path, read: Path, tmp_path: Path) -> None:
    out = _knowing(read, tmp_path / "p")
    build([pages], Options(out, base_iri="https://kg.example.org/d"), QUIET)
    _build(out, pages)
    assert Publication.open(out).base_iri == "https://kg.example.org/d/"
    assert "localhost" not in (out / "dumps" / "graph.ttl").read_text(encoding="utf-8")
    build([pages], Options(out, base_iri="http://other.example/"), QUIET)
    assert "kg.example.org" not in (out / "dumps" / "graph.ttl").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="base IRI"):
        build([pages], Options(out, base_iri="ftp://x"), QUIET)


def test_what_users_rule_is_applied_until_they_take_it_back(read: Path, pages: Path, tmp_path: Path) -> None:
    out = _knowing(read, tmp_path / "p")
    _build(out, pages)
    fact = min(str(s) for s in _graph(out).subjects(RDF.type, DIP.Position))
    curation, authority = tmp_path / "corrections.txt", tmp_path / "people.csv"
    curation.write_text(f"drop {fact}\n", encoding="utf-8")
    authority.write_text("name,type,iri\nAstrid Solheim,Person,https://people.example/solheim\n", encoding="utf-8")
    build([], Options(out, curation=curation, authority=authority), QUIET)
    ruled = _graph(out)
    assert (URIRef(fact), RDF.type, DIP.Position) not in ruled
    assert (URIRef("https://people.example/solheim"), RDF.type, DIP.Person) in ruled
    build([], Options(out), QUIET)
    assert _bytes(out) != _bytes(read)
    curation.write_text("# nothing\n", encoding="utf-8")
    authority.write_text("name\nNobody Here\n", encoding="utf-8")
    build([], Options(out, curation=curation, authority=authority), QUIET)
    assert _bytes(out) == _bytes(read)
    curation.write_text("what is this\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        build([], Options(out, curation=curation), QUIET)
    assert _bytes(out) == _bytes(read)


def test_agency_copy_counts_once(read: Path, pages: Path, tmp_path: Path) -> None:
    _build(tmp_path / "once", pages / "harbour.txt")
    (pages / "copy.txt").write_text(HARBOUR.replace("in the North Atlantic", "in the Atlantic"), encoding="utf-8")
    _build(_knowing(read, tmp_path / "twice"), pages / "harbour.txt", pages / "copy.txt")
    once, twice = _graph(tmp_path / "once"), _graph(tmp_path / "twice")
    assert len(list(twice.subjects(RDF.type, DIP.Article))) == 2
    ((copy, original),) = twice.subject_objects(DIP.copyOf)
    assert copy != original
    for kind in (DIP.Meeting, DIP.Position, DIP.Quote, DIP.Tenure):
        found = len(list(once.subjects(RDF.type, kind)))
        assert found > 0
        assert len(list(twice.subjects(RDF.type, kind))) == found


CHILD = """
import sys
from pathlib import Path
from kg.progress import QUIET
from kg.publish import Options, build, forget
out, pages = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
build([pages], Options(out), QUIET)
print("done", flush=True)
"""


def _state(out: Path) -> tuple[str, int, int]:
    """The version, and what its store and its dump say: it must open, be whole, and agree with itself."""
    publication = Publication.open(out)
    (row,) = Embedded(publication.store).select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    in_store = int(str(row["n"]))
    assert in_store == len(Graph().parse(publication.dumps / "graph.ttl"))
    for page in publication.report["pages"]:
        assert publication.page_text(page["sha256"])
    return publication.version, in_store, len(publication.report["pages"])


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_whole_publication(pages: Path, read: Path, tmp_path: Path) -> None:
    start, out = _knowing(read, tmp_path / "start"), tmp_path / "p"
    _build(start, pages / "harbour.txt", pages / "talks.txt")
    # what has been read is there again, so that the child spends its time on writing
    for name in ("readings", "pages"):
        shutil.copytree(read / name, start / name, dirs_exist_ok=True)
    old, new = _state(start), _state(read)
    seen = set()
    for moment in range(16):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(start, out, symlinks=True)
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(out), str(pages)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(moment * 0.012)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        found = _state(out)
        assert found == old or found[1:] == new[1:], f"at moment {moment}"
        seen.add(found[2])
    assert 2 in seen
    _build(out, pages)
    assert _bytes(out) == _bytes(read)
    assert not list((out / ".versions").glob("new*"))
