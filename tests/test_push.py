"""A publication on servers somewhere else: whole, once, and still so when the push was ended on the way."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import push as pushing
from kg.cli import main
from kg.errors import InputError, RemoteError
from kg.progress import QUIET
from kg.publication import Publication
from kg.push import Pushed, push
from kg.store import journal, nquads, remote, writing
from kg.store.virtuoso import bulk_load
from kg.store.writing import Credentials, Server
from tests import servers
from tests.server_fixture import BASE, harbour, hostile, publish, reply
from tests.servers import Started

DBA = Credentials("dba", "dba")
FOREIGN = "urn:somebody:else"


class Counting(Server):
    """Counts what is written, and breaks off before a given write."""

    writes = 0
    last = 10**9

    def _request(self, method: str, address: str, **parts: object) -> object:  # type: ignore[override]
        if "query" not in dict(parts.get("data") or {}) if isinstance(parts.get("data"), dict) else True:  # type: ignore[call-overload]
            self.writes += 1
            if self.writes > self.last:
                raise KeyboardInterrupt
        return super()._request(method, address, **parts)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two publications of the same base: the second lost a page, got another, and changed what is shared."""
    root = tmp_path_factory.mktemp("pushed")
    publish(root / "one", [harbour(), reply()], "1-aaaa")
    publish(root / "two", [harbour(), hostile()], "2-bbbb")
    return root / "one", root / "two"


@pytest.fixture(scope="module")
def ox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as started:
        yield started


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=300) as started:
        yield started


@pytest.fixture(params=["oxigraph, updates", "oxigraph, graph store", "virtuoso, updates", "virtuoso, graph store"])
def server(request: pytest.FixtureRequest) -> Counting:
    """A server with nothing in it but a graph of somebody else, written to in each way that it can be."""
    engine, _, way = request.param.partition(", ")
    started: Started = request.getfixturevalue("ox" if engine == "oxigraph" else "virtuoso")
    made = emptied(Counting(started.query, DBA if engine == "virtuoso" else Credentials()))
    graphs = started.graphs if way == "graph store" else None
    made.addresses = writing.Addresses(started.query, started.update, graphs)
    return made


def emptied(server: Counting) -> Counting:
    """The same server without what earlier tests put there."""
    found = server.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    for row in found:
        if row["g"].startswith((BASE, "urn:")):
            server.update(f"DROP SILENT GRAPH <{row['g']}>")
    if not server.addresses.query.endswith("/sparql"):
        server.update("DROP DEFAULT")
    server.update(f'INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> <urn:b> "theirs" }} }}')
    server.writes = 0
    return server


def expected(folder: Path) -> tuple[Counter[str], int]:
    """How many triples each graph of a publication has, and how many their union."""
    with gzip.open(Publication.open(folder).dumps / "graph.nq.gz", "rt") as dump:
        found = [nquads.parse_line(line) for line in dump]
    return Counter(str(graph)[1:-1] for _, graph in found), len({statement for statement, _ in found})


def held(server: Server) -> tuple[Counter[str], int]:
    """The same of what a server holds, its notes and other people's graphs apart."""
    rows = server.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    union = journal.heading(server, BASE).union
    graphs = Counter({row["g"]: int(row["n"]) for row in rows if row["g"].startswith(f"{BASE}graph/")})
    assert f"{BASE}graph/pushing" not in graphs
    del graphs[f"{BASE}graph/pushed"]
    if union:
        return graphs, graphs.pop(union)
    return graphs, int(server.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0]["n"])


def test_a_publication_is_there_whole_and_once(server: Counting, folders: tuple[Path, Path]) -> None:
    assert push(folders[0], server, QUIET) == Pushed(3, 0, 0, 0)
    assert held(server) == expected(folders[0])
    server.writes = 0
    assert push(folders[0], server, QUIET) == Pushed(0, 0, 3, 0)
    assert server.writes == 0


def test_the_next_version_takes_its_place_and_nobody_elses(server: Counting, folders: tuple[Path, Path]) -> None:
    push(folders[0], server, QUIET)
    assert push(folders[1], server, QUIET) == Pushed(1, 2, 0, 1)
    assert held(server) == expected(folders[1])
    assert journal.heading(server, BASE).version == "bbbb"
    assert server.select(f"SELECT ?o WHERE {{ GRAPH <{FOREIGN}> {{ ?s ?p ?o }} }}") == [{"o": "theirs"}]


def test_ended_before_any_write_it_goes_on(server: Counting, folders: tuple[Path, Path]) -> None:
    """Ended at a write of the push of another version, and gone on from with either."""
    for first, then in (folders, folders[::-1]):
        for last in range(first is folders[0], 40, 5):
            emptied(server)
            push(folders[0], server, QUIET)
            server.writes, server.last = 0, last
            try:
                push(folders[1], server, QUIET)
                is_done = True
            except KeyboardInterrupt:
                is_done = False
            server.last = 10**9
            assert journal.heading(server, BASE).version == ("bbbb" if is_done else None) or last == 0
            push(first, server, QUIET)
            assert held(server) == expected(first)
            push(then, server, QUIET)
            assert held(server) == expected(then)
            if is_done:
                break


def test_a_first_push_that_was_ended_goes_on(server: Counting, folders: tuple[Path, Path]) -> None:
    for last in range(12):
        emptied(server)
        server.last = last
        try:
            push(folders[0], server, QUIET)
            is_done = True
        except KeyboardInterrupt:
            is_done = False
        server.last = 10**9
        push(folders[1], server, QUIET)
        assert held(server) == expected(folders[1])
        if is_done:
            return
    raise AssertionError("it was never whole")


def test_a_large_graph_goes_in_parts(
    server: Counting, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "CHUNK", 20)
    push(folders[0], server, QUIET)
    assert held(server) == expected(folders[0])
    push(folders[1], server, QUIET)
    assert held(server) == expected(folders[1])


def test_new_graphs_go_several_at_once(
    ox: Started, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "CHUNK", 20)
    server = emptied(Counting(ox.query, Credentials()))
    server.addresses = writing.Addresses(ox.query, ox.update, ox.graphs)
    both, begun, post = threading.Barrier(2, timeout=20), set[int](), server.post

    def waits(graph: str | None, content: bytes) -> None:
        if threading.get_ident() not in begun and len(begun) < 2:
            begun.add(threading.get_ident())
            both.wait()
        post(graph, content)

    monkeypatch.setattr(server, "post", waits)
    push(folders[0], server, QUIET, jobs=2)
    assert len(begun) == 2
    assert held(server) == expected(folders[0])


def test_notes_longer_than_one_answer_may_be(server: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_ROWS", 50)
    graphs = {f"urn:graph:{n}": f"{n * 7919 % 4096:03x}" for n in range(700)}
    notes = journal.Journal(server, BASE)
    notes.open("urn:union")
    notes.finish(graphs)
    assert notes.read().whole == graphs


def test_blank_nodes_have_names(tmp_path: Path, ox: Started) -> None:
    server = emptied(Counting(ox.query, Credentials()))
    publication = publish(tmp_path, [harbour()])
    line = f'_:b1 <urn:p> "not _:b2" <{BASE}graph/background/x> .\n'
    with gzip.open(publication.dumps / "graph.nq.gz", "at", encoding="utf-8", newline="\n") as dump:
        dump.write(line)
    push(tmp_path, server, QUIET)
    push(tmp_path, server, QUIET)
    asked = server.select("SELECT ?s ?o WHERE { ?s <urn:p> ?o }")
    assert asked == [{"s": f"{BASE}.well-known/genid/b1", "o": "not _:b2"}]


def test_bulk_load(virtuoso: Started, folders: tuple[Path, Path]) -> None:
    server = emptied(Counting(virtuoso.query, DBA))
    load = partial(bulk_load, virtuoso.folder, f"127.0.0.1:{virtuoso.sql}", DBA)
    assert push(folders[0], server, QUIET, load) == Pushed(3, 0, 0, 0)
    assert held(server) == expected(folders[0])
    with pytest.raises(InputError, match="without --bulk"):
        push(folders[1], server, QUIET, load)
    push(folders[1], server, QUIET)
    assert held(server) == expected(folders[1])


def test_bulk_load_where_the_server_may_not_read(virtuoso: Started, folders: tuple[Path, Path]) -> None:
    server = emptied(Counting(virtuoso.query, DBA))
    # not below /tmp: Debian's Virtuoso may read that whatever its virtuoso.ini says
    with tempfile.TemporaryDirectory(dir="/var/tmp") as elsewhere:
        load = partial(bulk_load, Path(elsewhere), f"127.0.0.1:{virtuoso.sql}", DBA)
        with pytest.raises(RemoteError, match="DirsAllowed"):
            push(folders[0], server, QUIET, load)
    push(folders[0], server, QUIET)
    assert held(server) == expected(folders[0])


def test_killed_and_called_again(virtuoso: Started, folders: tuple[Path, Path]) -> None:
    """The command itself, killed by the system; the password comes from the environment."""
    server = emptied(Counting(virtuoso.query, DBA))
    command = [sys.executable, "-m", "kg", "push", str(folders[0]), virtuoso.query]
    environment = {**os.environ, "CHANCERY_STORE_USER": "dba", "CHANCERY_STORE_PASSWORD": "dba"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while not journal.heading(server, BASE).exists and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "graphs new" in done.stdout
    assert held(server) == expected(folders[0])


def test_a_wrong_password_is_said_and_not_shown(virtuoso: Started, folders: tuple[Path, Path]) -> None:
    emptied(Counting(virtuoso.query, DBA))
    told = CliRunner().invoke(
        main, ["push", str(folders[0]), virtuoso.query, "--user", "dba", "--password", "sesame-77"]
    )
    assert told.exit_code == 1
    assert "401" in told.output
    assert "kg push --help" in told.output
    assert "sesame" not in told.output
    assert "sesame" not in repr(Credentials("dba", "sesame-77", "sesame-78"))


def test_what_virtuoso_cuts_off_is_no_answer(virtuoso: Started) -> None:
    with pytest.raises(RemoteError, match="300 rows at most"):
        remote.query(virtuoso.query, "SELECT * { ?s ?p ?o }", "text/csv")


@pytest.mark.parametrize("address", ["ftp://x/y", "http://dba:secret@localhost/sparql", "localhost:8890", "http://["])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(InputError, match="Give the address as") as caught:
        Server(address, Credentials())
    assert "secret" not in str(caught.value)


class _Busy(BaseHTTPRequestHandler):
    """Says twice that it is busy, then does as it is told."""

    asked = 0

    def do_POST(self) -> None:
        """Answers."""
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked += 1
        if type(self).asked <= 2:
            self.send_response(503)
            self.send_header("Retry-After", "7")
        else:
            self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def busy() -> Iterator[Callable[[str], str]]:
    _Busy.asked = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda path: f"http://127.0.0.1:{server.server_port}/{path}"
    server.shutdown()
    server.server_close()


def test_a_busy_server_is_asked_again_as_late_as_it_says(busy: Callable[[str], str]) -> None:
    waited: list[float] = []
    Server(busy("query"), Credentials(), sleep=waited.append).update("CLEAR ALL")
    assert waited == [7.0, 7.0]


def test_a_server_that_will_never_do_it_is_asked_once(busy: Callable[[str], str]) -> None:
    waited: list[float] = []
    with pytest.raises(RemoteError, match=r"404.*--update"):
        Server(busy("none"), Credentials(), sleep=waited.append)
    assert len(waited) == 2


def test_nobody_there_is_given_up_on() -> None:
    waited: list[float] = []
    with pytest.raises(RemoteError, match=r"cannot be reached.*after 6 attempts"):
        Server("http://127.0.0.1:9/sparql", Credentials(), sleep=waited.append)
    assert waited == [0.5, 1.0, 2.0, 4.0, 8.0]
