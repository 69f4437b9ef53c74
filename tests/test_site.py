"""A publication as static files: every link leads to a file, on a web server that knows nothing of it."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Graph

from kg.cli import main
from kg.errors import InputError
from kg.graph import terms
from kg.model import ActorType, QuoteKind, Reading
from kg.progress import QUIET
from server import site
from server.site.links import file_of
from server.site.words import folded, shard
from tests.server_fixture import BASE, Writer, harbour, hostile, publish, reply

SAID = [f"clause {number} of the treaty stays as it is" for number in range(1, 10)]


def talkative() -> Reading:
    """A page on which one actor is quoted nine times: a list that has several pages."""
    sentences = [f"Oda Berg said that {words}." for words in SAID]
    text = "Norland holds on\n\n" + "\n\n".join(sentences)
    writer = Writer("long.txt", text, "Norland holds on", date(2001, 7, 1), "The Coast Wire", None)
    writer.prose(*sentences)
    berg = writer.actor("Oda Berg", ActorType.PERSON)
    for words, sentence in zip(SAID, sentences, strict=True):
        writer.quote(QuoteKind.INDIRECT, berg, words, sentence)
    return writer.reading()


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("publication")
    made = publish(root, [harbour(), reply(), hostile(), talkative()])
    store = ox.Store(str(made.store))
    old, name = ox.NamedNode(f"{BASE}actor/lind-of-norland"), ox.Literal("Ada Lind")
    prefers = ox.NamedNode(str(terms.SKOS_PREF_LABEL))
    stays = next(store.quads_for_pattern(None, prefers, name, ox.DefaultGraph())).subject
    assert isinstance(stays, ox.NamedNode)
    store.add(ox.Quad(old, ox.NamedNode(str(terms.DCTERMS_IS_REPLACED_BY)), stays))
    store.flush()
    return root


@pytest.fixture(scope="module")
def out(publication: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites") / "site"
    written = site.write(publication, folder, "https://graph.example/diplomacy/", QUIET, page_size=4)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert written.files == len(files)
    assert written.left_out == 0
    return folder


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Python's own web server over a folder: its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Links(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collects."""
        for name, value in attrs:
            if name in ("href", "src", "action") and value and (tag, name) != ("link", "canonical"):
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def fetched(address: str) -> tuple[str, str]:
    """An address's media type and text."""
    with urlopen(address) as answer:
        return answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")


def test_every_link_leads_to_a_file(out: Path) -> None:
    with serving(out) as root:
        waiting, pages = [root], dict[str, Links]()
        asked: list[tuple[str, str, str]] = []
        while waiting:
            address = waiting.pop()
            kind, text = fetched(address)
            pages[address] = Links(text if kind == "text/html" else "")
            for link in pages[address].links:
                target = urljoin(address, link)
                if not target.startswith(root):
                    assert urlsplit(target).scheme in ("http", "https"), link
                    continue
                bare, _, fragment = target.partition("#")
                bare = bare.partition("?")[0]
                asked.append((address, bare, fragment))
                if bare not in pages and bare not in waiting:
                    waiting.append(bare)
        for address, bare, fragment in asked:
            assert not fragment or unquote(fragment) in {unquote(i) for i in pages[bare].ids}, (address, bare, fragment)
    reached = {unquote(address.removeprefix(root)) or "index.html" for address in pages}
    pages_there = {str(path.relative_to(out)) for path in out.rglob("*.html")}
    moved = {name for name in pages_there if 'http-equiv="refresh"' in (out / name).read_text(encoding="utf-8")}
    assert "actor/lind-of-norland.html" in moved
    assert pages_there - reached - moved <= {"404.html", *_lonely(pages_there)}


def _lonely(names: set[str]) -> set[str]:
    """Things that no page leads to: they are in the sitemap and in the search."""
    return {name for name in names if name.startswith(("office/", "tenure/", "account/", "topic/", "page/"))}


def test_links_are_relative_and_addresses_those_of_the_site(out: Path) -> None:
    for path in out.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.name != "404.html":
            links = Links(text).links
            assert [link for link in links if link.startswith("/")] == [], path
            sheets = [link for link in links if link.endswith("static/style.css")]
            assert 'http-equiv="refresh"' in text or [(path.parent / sheet).is_file() for sheet in sheets] == [True]
    page = next(path for path in out.glob("actor/oda-berg*.html") if ".quotes" not in path.name)
    text = page.read_text(encoding="utf-8")
    assert f'rel="canonical" href="https://graph.example/diplomacy/actor/{page.name}"' in text
    assert "/sparql" not in text
    assert "/diplomacy/static/style.css" in Links((out / "404.html").read_text(encoding="utf-8")).links
    lost = (out / "404.html").read_text(encoding="utf-8")
    assert {link.split("/")[1] for link in Links(lost).links if not link.startswith("#")} == {"diplomacy"}
    assert f"<loc>https://graph.example/diplomacy/actor/{page.name}</loc>" in (out / "sitemap.xml").read_text()
    assert "Sitemap: https://graph.example/diplomacy/sitemap.xml" in (out / "robots.txt").read_text()


def test_long_lists_have_pages(out: Path) -> None:
    names = sorted(path.name for path in out.glob("actor/oda-berg*.quotes-*.html"))
    assert [name.rsplit("-", 1)[-1] for name in names] == ["1.html", "2.html", "3.html"]
    told = "".join((out / "actor" / name).read_text(encoding="utf-8") for name in names)
    assert all(words in told for words in SAID)


def test_turtle_lies_beside_each_page(out: Path) -> None:
    pages = [path for path in out.glob("actor/*.html") if "-1.html" not in path.name and ".quotes" not in path.name]
    for page in pages:
        turtle = page.with_suffix(".ttl")
        if "lind-of-norland" not in page.name:
            assert len(Graph().parse(turtle, format="turtle")) > 2, page
            assert f'type="text/turtle" href="{turtle.name}"' in page.read_text(encoding="utf-8")


def test_a_thing_that_went_leads_to_the_one_that_stays(out: Path) -> None:
    text = (out / "actor" / "lind-of-norland.html").read_text(encoding="utf-8")
    (target,) = set(Links(text).links)
    assert "Ada Lind" in (out / "actor" / target).read_text(encoding="utf-8")


def test_answers_of_queries_without_parameters_are_there(out: Path) -> None:
    assert "Norland" in (out / "queries" / "who-accuses-whom.csv").read_text(encoding="utf-8")
    assert json.loads((out / "queries" / "who-accuses-whom.json").read_text(encoding="utf-8"))["results"]["bindings"]
    assert not (out / "queries" / "evidence-of-a-fact.html").exists()
    assert "evidence-of-a-fact" not in (out / "queries.html").read_text(encoding="utf-8")


def search(out: Path, *words: str) -> list[list[str]]:
    """The entries that have all words, as the site's script finds them."""
    lists = [json.loads((out / "search" / f"{shard(w)}.json").read_text("utf-8")).get(w, []) for w in words]
    numbers = sorted(set(lists[0]).intersection(*lists[1:]))
    blocks = {n // 200: json.loads((out / "search" / f"block-{n // 200}.json").read_text("utf-8")) for n in numbers}
    return [blocks[n // 200][n % 200] for n in numbers]


def test_the_search_index_finds_names_and_words(out: Path) -> None:
    assert next((kind, title) for kind, title, *_ in search(out, "oda", "berg")) == ("actor", "Oda Berg")
    (found,) = search(out, "clause", "7")
    assert found[0] == "quote"
    assert (out / found[3]).is_file()
    every = [entry for path in out.glob("search/block-*.json") for entry in json.loads(path.read_text("utf-8"))]
    assert all((out / entry[3]).is_file() for entry in every)


def test_words_are_folded() -> None:
    assert folded("Šefčovič’s Élan, 2 İstanbul") == ["sefcovic", "s", "elan", "2", "istanbul"]
    assert (shard("oda"), shard("é"), shard("日本")) == ("od", "_e9", "_65e5_672c")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"),
        ("/queries", "queries.html"),
        ("/dumps/", "dumps/index.html"),
        ("/dumps/graph.nq.gz", "dumps/graph.nq.gz"),
        ("/actor/ada%20lind", "actor/ada lind.html"),
        ("/actor/u.s.a", "actor/u.s.a.html"),
        ("/actor/x.ttl", "actor/x.ttl"),
        ("/actor/x?section=quotes&page=2", "actor/x.quotes-2.html"),
        ("/actor/x?section=quotes", "actor/x.quotes-1.html"),
        ("/actor/x?section=../y", None),
        ("/actor/../../etc/passwd", None),
        ("/actor/%2e%2e%2f%2e%2e/x", None),
        ("/actor/a%00b", None),
        ("/actor/a%5Cb", None),
        ("/actor/" + "x" * 300, None),
        ("/actor/.htaccess", None),
        ("/actor/%E2%80%AEx", None),
    ],
)
def test_a_path_has_one_file_or_none(path: str, name: str | None) -> None:
    assert file_of(path) == name


def test_the_same_publication_makes_the_same_site(publication: Path, out: Path, tmp_path: Path) -> None:
    site.write(publication, tmp_path / "again", "https://graph.example/diplomacy/", QUIET, page_size=4)
    every = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert every == again


def test_articles_can_be_left_out(publication: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["site", str(publication), str(tmp_path / "site"), "--no-text"])
    assert done.exit_code == 0, done.output
    assert " pages, " in done.output
    text = next((tmp_path / "site").glob("article/harbour*.html")).read_text(encoding="utf-8")
    assert "these are the passages that bear facts" in text
    assert "cheap flights" not in text


def test_an_empty_publication_makes_a_site_that_says_what_to_do(tmp_path: Path) -> None:
    publish(tmp_path / "publication", [])
    site.write(tmp_path / "publication", tmp_path / "site", None, QUIET)
    assert "There is nothing in here yet" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    site.write(tmp_path / "publication", tmp_path / "site", None, QUIET)  # in the place of the one before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_failing_write_leaves_the_site_before_it(
    publication: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / site.MARK).write_text("1\n")
    (target / "index.html").write_text("before")

    def broken(*given: object) -> Iterator[tuple[str, bytes]]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(site.words, "files", broken)
    with pytest.raises(InputError, match="No space left"):
        site.write(publication, target, None, QUIET)
    assert (target / "index.html").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_nothing_else_is_overwritten(publication: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="is not empty"):
        site.write(publication, tmp_path, None, QUIET)
    with pytest.raises(InputError, match="holds the publication itself"):
        site.write(publication, publication, None, QUIET)
    with pytest.raises(InputError, match="holds the publication itself"):
        site.write(publication, publication.parent, None, QUIET)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    done = CliRunner().invoke(main, ["site", str(tmp_path / "none"), str(tmp_path / "site")])
    assert done.exit_code == 2
    assert "There is no publication" in done.output
