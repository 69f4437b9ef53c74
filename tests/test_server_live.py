"""The server as it runs, under waitress, asked over the network: the SPARQL protocol, limits, cut-off answers."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from SPARQLWrapper import JSON, SPARQLWrapper

from tests.live_server import Live, running
from tests.server_fixture import BASE, harbour, publish, reply

ROOT = Path(__file__).resolve().parent.parent
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    root = tmp_path_factory.mktemp("live")
    publish(root, [harbour(), reply()])
    with running(root, workers=2, timeout=2.0, query_length=5000, body=20_000) as server:
        yield server


def test_a_query_by_get_and_both_posts(live: Live) -> None:
    replies = [
        live.query(COUNT),
        live.ask("POST", "/sparql", urlencode({"query": COUNT}), Content_Type=FORM),
        live.ask("POST", "/sparql", COUNT, Content_Type=DIRECT),
        live.ask("POST", "/sparql", COUNT, Content_Type=f"{DIRECT}; charset=UTF-8"),
    ]
    for answered in replies:
        assert answered.status == 200
        assert answered.kind == "application/sparql-results+json"
        assert answered.body == replies[0].body


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.5", "text/csv"),
    ],
)
def test_tables_by_what_is_accepted(live: Live, accept: str, kind: str) -> None:
    assert live.query(COUNT, accept).kind == kind


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("*/*", "text/turtle"),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{BASE}place/port-ada_nl>"])
def test_graphs_by_what_is_accepted(live: Live, query: str, accept: str, kind: str) -> None:
    answered = live.query(query, accept)
    assert (answered.status, answered.kind) == (200, kind)
    assert "Port Ada" in answered.text


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_tables_by_format(live: Live, form: str) -> None:
    answered = live.ask("GET", "/sparql?" + urlencode({"query": COUNT, "format": form}), Accept="text/html")
    assert form in answered.kind.replace("tab-separated-values", "tsv")


@pytest.mark.parametrize(
    ("form", "kind"), [("ttl", "text/turtle"), ("json", "application/ld+json"), ("nq", "application/n-quads")]
)
def test_graphs_by_format(live: Live, form: str, kind: str) -> None:
    path = "/sparql?" + urlencode({"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": form})
    assert live.ask("GET", path).kind == kind


def test_a_form_that_there_is_not_is_406_with_what_there_is(live: Live) -> None:
    refused = live.query(COUNT, "image/png")
    assert refused.status == 406
    assert "text/csv" in refused.text
    graph_only = live.query(COUNT, "application/ld+json")
    assert graph_only.status == 406
    assert "text/csv" in graph_only.text
    assert "text/turtle" not in graph_only.text
    assert live.ask("GET", "/sparql?" + urlencode({"query": COUNT, "format": "exe"})).status == 406


def test_the_dataset_of_the_protocol(live: Live) -> None:
    names = [
        row["g"]["value"]
        for row in json.loads(live.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").body)["results"][
            "bindings"
        ]
    ]

    def count(query: str, **parameters: list[str]) -> int:
        pairs = [("query", query), *((k.replace("_", "-"), v) for k, vs in parameters.items() for v in vs)]
        return int(
            json.loads(live.ask("GET", "/sparql?" + urlencode(pairs)).body)["results"]["bindings"][0]["n"]["value"]
        )

    default, graphs = "default_graph_uri", "named_graph_uri"
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    one, two = (count(COUNT, **{default: [name]}) for name in names[:2])
    assert 0 < one < count(COUNT)
    assert max(one, two) < count(COUNT, **{default: names[:2]}) <= one + two
    assert count(named, **{graphs: names[:1]}) == one
    assert count(COUNT, **{graphs: names[:1]}) == 0
    assert count(named, **{default: names[:1]}) == 0
    # the protocol's dataset takes the place of the query's own
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{names[1]}> WHERE {{ ?s ?p ?o }}", **{default: names[:1]}) == one
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{names[1]}> WHERE {{ ?s ?p ?o }}") == two
    body = urlencode([("query", COUNT), ("default-graph-uri", names[0])])
    posted = live.ask("POST", "/sparql", body, Content_Type=FORM)
    assert int(json.loads(posted.body)["results"]["bindings"][0]["n"]["value"]) == one
    direct = live.ask("POST", "/sparql?" + urlencode({"default-graph-uri": names[0]}), COUNT, Content_Type=DIRECT)
    assert direct.body == posted.body


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "words"),
    [
        ("GET", "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%7D", None, "", 400, "line 1"),
        ("GET", "/sparql?query=", None, "", 400, ""),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400, "one query"),
        ("GET", "/sparql?query=%FF%FE", None, "", 400, "UTF-8"),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri", None, "", 400, "absolute IRI"),
        ("GET", "/sparql?query=ASK%7B%7D&timeout=never", None, "", 400, "timeout"),
        ("GET", "/sparql?query=INSERT%20DATA%20%7B%7D", None, "", 400, "SPARQL"),
        ("GET", "/sparql?query=" + "x" * 6000, None, "", 414, "longer"),
        ("PUT", "/sparql?query=ASK%7B%7D", None, "", 405, ""),
        ("DELETE", "/sparql", None, "", 405, ""),
        ("POST", "/sparql", b"ASK {}", "text/plain", 415, DIRECT),
        ("POST", "/sparql", b"ASK {}", "", 415, DIRECT),
        ("POST", "/sparql", b"", FORM, 400, "no query"),
        ("POST", "/sparql", b"\xff\xfe", DIRECT, 400, "UTF-8"),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), f"{DIRECT}; charset=UTF-16", 415, "UTF-8"),
        ("POST", "/sparql", b"x" * 6000, DIRECT, 413, "longer"),
        ("POST", "/sparql", b"x" * 30000, DIRECT, 413, ""),
        ("POST", "/sparql", b"update=CLEAR+ALL", FORM, 403, "read only"),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", 403, "read only"),
        ("POST", "/update", b"CLEAR ALL", "application/sparql-update", 404, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    live: Live, method: str, path: str, body: bytes | None, kind: str, status: int, words: str
) -> None:
    refused = live.ask(method, path, body, **({"Content_Type": kind} if kind else {}))
    assert refused.status == status, refused.text
    assert refused.kind == "text/plain"
    assert words in refused.text
    assert "Traceback" not in refused.text
    if status == 405:
        assert "GET" in refused.headers["Allow"]


def test_errors_are_pages_for_browsers(live: Live) -> None:
    refused = live.ask("GET", "/sparql?query=SELECT+*+%7B", Accept="text/html,*/*;q=0.8")
    assert (refused.status, refused.kind) == (400, "text/html")
    assert "line 1" in refused.text
    assert "<textarea" in refused.text


def test_without_a_query_the_service_describes_itself(live: Live) -> None:
    described = live.ask("GET", "/sparql", Accept="text/turtle")
    graph = Graph().parse(data=described.body, format="turtle")
    service = graph.value(None, RDF.type, SD.Service)
    assert graph.value(service, SD.endpoint) == URIRef(f"http://{live.host}:{live.port}/sparql")
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert live.ask("GET", "/sparql").kind == "text/turtle"
    assert live.ask("GET", "/sparql", Accept="application/rdf+xml").kind == "application/rdf+xml"
    page = live.ask("GET", "/sparql", Accept="text/html")
    assert "<textarea" in page.text


def test_head_and_options(live: Live) -> None:
    path = "/sparql?" + urlencode({"query": COUNT})
    head, get = live.ask("HEAD", path), live.ask("GET", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(get.body))
    preflight = live.ask("OPTIONS", "/sparql", Origin="https://other.example", Access_Control_Request_Method="POST")
    assert preflight.status == 200
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]


def test_answers_have_tags_and_are_packed(live: Live) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    plain = live.query(query)
    packed = live.query(query, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for tag in (plain.headers["ETag"], packed.headers["ETag"]):
        assert live.query(query, If_None_Match=tag).status == 304
    assert live.query(query, "text/csv", If_None_Match=plain.headers["ETag"]).status == 200
    volatile = live.query("SELECT (NOW() AS ?now) {}")
    assert volatile.headers["ETag"] is None
    assert volatile.headers["Cache-Control"] == "no-store"


def test_a_query_that_takes_too_long_is_503_before_the_first_byte(live: Live) -> None:
    since = time.monotonic()
    refused = live.query(ENDLESS)
    assert refused.status == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert "2 seconds" in refused.text
    assert time.monotonic() - since < 5


def test_a_page_for_people_says_so_too(live: Live) -> None:
    refused = live.query(ENDLESS, "text/html")
    assert refused.status == 503
    assert "2 seconds" in refused.text
    assert "<textarea" in refused.text


def test_a_client_may_ask_for_less_time_but_not_for_more(live: Live) -> None:
    since = time.monotonic()
    assert live.ask("GET", "/sparql?" + urlencode({"query": ENDLESS, "timeout": "0.3"})).status == 503
    assert time.monotonic() - since < 1.5
    since = time.monotonic()
    assert live.ask("GET", "/sparql?" + urlencode({"query": ENDLESS, "timeout": "60"})).status == 503
    assert time.monotonic() - since < 5


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_answer_that_is_cut_off_never_looks_whole(live: Live, encoding: str) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        live.query(MANY, Accept_Encoding=encoding)
    assert live.query(COUNT).status == 200


def test_an_old_client_gets_a_long_answer_whole_or_not_at_all(live: Live) -> None:
    def ask(query: str) -> bytes:
        with socket.create_connection((live.host, live.port), 30) as sock:
            sock.sendall(f"GET /sparql?query={quote(query)} HTTP/1.0\r\nAccept: text/csv\r\n\r\n".encode())
            return b"".join(iter(lambda: sock.recv(65536), b""))

    head, _, body = ask(LARGE).partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(body) in head
    assert body == live.query(LARGE, "text/csv").body
    assert b" 503 " in ask(MANY).split(b"\r\n")[0]


def test_a_long_answer_streams(live: Live) -> None:
    whole = live.query(LARGE)
    assert len(json.loads(whole.body)["results"]["bindings"]) == 20000
    assert len(whole.body) > 1 << 20
    assert whole.headers["Transfer-Encoding"] == "chunked"
    assert whole.headers["ETag"]


def test_a_large_answer_grows_the_server_by_little_and_begins_early(live: Live) -> None:
    rows = " ".join(f'"{number:03}{"x" * 997}"' for number in range(4))
    query = f"SELECT ?x {{ VALUES ?x {{ {rows} }} ?a ?b ?c . ?d ?e ?f }} LIMIT 60000"
    grown, sizes = [_resident()], list[int]()
    since = time.monotonic()
    with socket.create_connection((live.host, live.port), 30) as sock:
        sock.sendall(f"GET /sparql?format=csv&query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        sizes.append(len(sock.recv(1 << 20)))
        first = time.monotonic() - since
        while sum(sizes) < 60_000_000 and sizes[-1]:
            sizes.append(len(sock.recv(1 << 20)))
            grown.append(_resident())
    assert sum(sizes) >= 60_000_000
    assert first < (time.monotonic() - since) / 2
    assert max(grown) - grown[0] < 40 << 20


def _resident() -> int:
    """Bytes of memory that this process, in which the server runs, has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _await_quiet(live: Live) -> None:
    """Until no query runs any more, so that none of another test ends in this one."""
    while "chancery_queries_running 0" not in live.ask("GET", "/metrics").text:
        time.sleep(0.05)


def test_a_client_that_leaves_ends_its_query(live: Live) -> None:
    def ended() -> float:
        lines = live.ask("GET", "/metrics").text.splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("chancery_queries_ended_total")))

    _await_quiet(live)
    before = ended()
    path = "/sparql?" + urlencode({"query": ENDLESS})
    with socket.create_connection((live.host, live.port)) as sock:
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.3)
    since = time.monotonic()
    while ended() == before and time.monotonic() - since < 5:
        time.sleep(0.05)
    assert ended() == before + 1
    assert time.monotonic() - since < 1.5


def test_slow_readers_do_not_hold_the_server(live: Live) -> None:
    slow = [socket.create_connection((live.host, live.port)) for _ in range(60)]
    try:
        for sock in slow:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            sock.sendall(b"GET /sparql?query=" + quote(LARGE).encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(1)
        since = time.monotonic()
        assert live.ask("GET", "/", Accept="text/html").status == 200
        assert time.monotonic() - since < 2
    finally:
        for sock in slow:
            sock.close()
    _await_quiet(live)


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:{port}/x> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:{port}/x> { ?s ?p ?o } }",
    "SELECT * { # hidden\r SERVICE <http://127.0.0.1:{port}/x> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:{port}/x> { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:{port}/x>",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
])  # fmt: skip
def test_no_query_reaches_another_address(live: Live, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.5)
        answered = live.query(query.replace("{port}", str(trap.getsockname()[1])))
        assert answered.status in (200, 400)
        if answered.status == 200:
            assert json.loads(answered.body)["results"]["bindings"] == []
        with pytest.raises(TimeoutError):
            trap.accept()


def test_sparqlwrapper_can_ask_it(live: Live) -> None:
    wrapper = SPARQLWrapper(f"http://{live.host}:{live.port}/sparql")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?name { ?s skos:prefLabel ?name } ORDER BY ?name"
    )
    found = wrapper.queryAndConvert()
    assert isinstance(found, dict)
    assert "Ada Lind" in [row["name"]["value"] for row in found["results"]["bindings"]]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


def _wait(port: int, seconds: float = 20) -> None:
    since = time.monotonic()
    while time.monotonic() - since < seconds:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_it_stops_when_told_and_leaves_no_process(tmp_path: Path, way: signal.Signals) -> None:
    publish(tmp_path, [harbour()])
    port = _free_port()
    # a shell that runs the tests in the background has them ignore Ctrl-C, and what they start
    code = (
        "import pathlib, server, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"server.serve(pathlib.Path({str(tmp_path)!r}), port={port}, workers=2, timeout=3)"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        _wait(port)
        live = Live("127.0.0.1", port)
        assert live.query(COUNT).status == 200
        children = _children(process.pid)
        assert len(children) == 3  # two that answer, and the one that they are forked from
        process.send_signal(way)
        status = process.wait(15)
        assert status == (-9 if way is signal.SIGKILL else 0)
    finally:
        process.kill()
        said = process.stderr.read()
        process.stderr.close()
        process.wait()
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    since = time.monotonic()
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() - since < 10:
        time.sleep(0.05)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def _children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(status.parent.name)
            found += [child, *_children(child)]
    return found


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    publish(tmp_path, [harbour()])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = f"import server, pathlib; server.serve(pathlib.Path({str(tmp_path)!r}), port={port})"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_the_log_holds_no_queries_unless_asked(tmp_path: Path) -> None:
    publish(tmp_path, [harbour()])
    for asked in (False, True):
        port = _free_port()
        code = (
            f"import server, pathlib; server.serve(pathlib.Path({str(tmp_path)!r}), port={port}, log_queries={asked})"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        try:
            _wait(port)
            Live("127.0.0.1", port).query("ASK { ?s ?p 'a secret' }")
        finally:
            process.terminate()
            said = process.communicate(timeout=15)[1]
        assert "GET /sparql 200" in said
        assert ("a secret" in said) is asked
