"""What changes the graph over the network: only with the token, within limits, wholly or not at all."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.contents import Contents
from kg.errors import InputError, QueryError
from kg.placing import locked, put_in_place
from kg.progress import QUIET
from kg.publication import VERSIONS, Publication
from server import create_app, guard
from server.processes import environment, started
from server.settings import TOKEN_VARIABLE
from tests.live_server import Live, Reply, running

TOKEN = "a token for tests only"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-update"
SLOW = "INSERT { <urn:x> <urn:x> ?n } WHERE { SELECT (COUNT(*) AS ?n) { " + " ".join(
    f"VALUES ?{v} {{ {' '.join(map(str, range(60)))} }}" for v in "abcdef"
) + "} }"  # fmt: skip


def _publication(root: Path) -> Path:
    with locked(root):
        put_in_place(root, Contents("http://localhost:8000/"), [], QUIET)
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _publication(tmp_path_factory.mktemp("changing") / "publication")


@pytest.fixture(scope="module")
def live(root: Path) -> Iterator[Live]:
    with running(root, workers=1, token=TOKEN, update_timeout=4.0, update_body=100_000) as server:
        yield server


def _update(live: Live, text: str) -> Reply:
    return live.ask("POST", "/update", text, Content_Type=DIRECT, **AUTHORISED)


def _values(live: Live, subject: str) -> list[str]:
    found = json.loads(live.query(f"SELECT ?o {{ <{subject}> ?p ?o }} ORDER BY ?o").body)
    return [row["o"]["value"] for row in found["results"]["bindings"]]


def test_an_update_is_seen_at_once(live: Live, root: Path) -> None:
    before = Publication.open(root).version
    done = _update(live, "INSERT DATA { <urn:at-once> <urn:p> 1, 2 }")
    assert done.status == 200
    assert ": 2 added, 0 taken away." in done.text
    assert _values(live, "urn:at-once") == ["1", "2"]
    assert Publication.open(root).version != before
    body = urlencode({"update": "DELETE DATA { <urn:at-once> <urn:p> 1 }"})
    assert live.ask("POST", "/update", body, Content_Type=FORM, **AUTHORISED).status == 200
    assert _values(live, "urn:at-once") == ["2"]


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \xff"])
def test_without_the_token_nothing_changes(live: Live, root: Path, given: str) -> None:
    before = Publication.open(root).version
    for method, path in (
        ("POST", "/update"),
        ("PUT", "/data?default"),
        ("DELETE", "/data?default"),
        ("PUT", "/data/x"),
    ):
        kind = DIRECT if path == "/update" else "text/turtle"
        refused = live.ask(method, path, "CLEAR ALL", Content_Type=kind, Authorization=given)
        assert refused.status == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert Publication.open(root).version == before


def test_without_a_configured_token_there_is_nothing(root: Path) -> None:
    app = create_app(root, workers=1)
    client = app.test_client()
    for method in ("GET", "POST"):
        assert client.open("/update", method=method, headers=AUTHORISED, data="CLEAR ALL").status_code == 404
    for method in ("PUT", "POST", "DELETE"):
        refused = client.open("/data?default", method=method, headers=AUTHORISED)
        assert refused.status_code == 405
        assert "PUT" not in refused.headers["Allow"]
    app.extensions["pool"].close()


@pytest.mark.parametrize("token", ["", "short", "with\na line end in it"])
def test_a_token_that_is_none_is_refused(root: Path, token: str) -> None:
    with pytest.raises(InputError, match="token"):
        create_app(root, token=token)


@pytest.mark.parametrize("text", [
    "LOAD <http://127.0.0.1:9/x>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
    "CLEAR ALL ; load <http://127.0.0.1:9/x>",
    "# no\rLOAD <http://127.0.0.1:9/x>",
    "INSERT { <urn:a> ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "\\u004COAD <http://127.0.0.1:9/x>",
])  # fmt: skip
def test_no_update_fetches_anything(live: Live, root: Path, text: str) -> None:
    before = Publication.open(root).version
    assert _update(live, text).status == 400
    assert Publication.open(root).version == before
    with pytest.raises(QueryError):
        guard.check_update(text)


def test_the_words_alone_are_no_reason_to_refuse() -> None:
    guard.check_update("PREFIX load: <urn:load> INSERT DATA { load:a <urn:service> 'load <x>' } # service")


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("INSERT DATA { <urn:a> <urn:p> }", 400, "line 1, column"),
        ("SELECT * { ?s ?p ?o }", 400, "not SPARQL"),
        ("INSERT DATA { <urn:a> <urn:p> '" + "x" * 200_000 + "' }", 413, ""),
        (SLOW, 503, "Nothing was changed"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(live: Live, root: Path, text: str, status: int, words: str) -> None:
    before = Publication.open(root).version
    refused = _update(live, text)
    assert (refused.status, refused.kind) == (status, "text/plain")
    assert words in refused.text
    assert Publication.open(root).version == before
    assert _update(live, f"INSERT DATA {{ <urn:after> <urn:p> {status} }}").status == 200


def test_a_process_that_has_ended_meanwhile_is_replaced(root: Path) -> None:
    app = create_app(root, workers=1, token=TOKEN)
    client, updater = app.test_client(), app.extensions["updater"]
    for number in range(2):
        told = client.post("/update", data=f"INSERT DATA {{ <urn:again> <urn:p> {number} }}", content_type=DIRECT,
                           headers=AUTHORISED)  # fmt: skip
        assert told.status_code == 200
        os.kill(updater._worker.pid, signal.SIGKILL)
        time.sleep(0.2)
    app.extensions["pool"].close()
    updater.close()


def test_while_a_build_writes_an_update_waits_for_its_turn(live: Live, root: Path) -> None:
    with locked(root):
        refused = _update(live, "CLEAR ALL")
    assert refused.status == 503
    assert int(refused.headers["Retry-After"]) > 0


def test_a_long_query_is_refused_though_an_update_may_be_longer(root: Path) -> None:
    app = create_app(root, workers=1, token=TOKEN, body=1000, update_body=10_000)
    told = app.test_client().post("/sparql", data="x" * 2000, content_type="application/sparql-query")
    app.extensions["pool"].close()
    assert (told.status_code, told.text) == (413, "The request is longer than 1,000 bytes.\n")


def test_an_update_is_sent_elsewhere(live: Live) -> None:
    assert "/update" in live.ask("POST", "/sparql", "CLEAR ALL", Content_Type=DIRECT, **AUTHORISED).text


def test_graphs_are_written_and_read(live: Live) -> None:
    path = "/data?graph=" + quote("urn:notes")
    made = live.ask("PUT", path, "<urn:a> dip:target 'undeclared but known'", Content_Type="text/turtle", **AUTHORISED)
    assert made.status == 400  # no full stop
    turtle = "<urn:a> dip:target 'undeclared but known' ."
    made = live.ask("PUT", path, turtle, Content_Type="text/turtle", **AUTHORISED)
    assert (made.status, made.headers["Location"]) == (201, "urn:notes")
    assert "known" in live.ask("GET", path).text
    added = live.ask("POST", path, '{"@id": "urn:b", "urn:p": 1}', Content_Type="application/ld+json", **AUTHORISED)
    assert added.status == 204
    assert live.ask("GET", path, Accept="application/n-triples").text.count("\n") == 2
    assert live.ask("DELETE", path, **AUTHORISED).status == 204
    assert live.ask("GET", path).status == 404
    assert live.ask("DELETE", path, **AUTHORISED).status == 404


def test_what_has_changed_meanwhile_is_not_written_over(live: Live, root: Path) -> None:
    path = "/data?graph=urn:matched"
    sent = {"Content_Type": "text/turtle", **AUTHORISED}
    assert live.ask("PUT", path, "<urn:a> <urn:p> 1 .", If_Match="*", **sent).status == 412
    made = live.ask("PUT", path, "<urn:a> <urn:p> 1 .", **sent)
    assert made.status == 201
    assert made.headers["ETag"] == f'"{Publication.open(root).version}"'
    tags = [live.ask("GET", path, Accept=kind).headers["ETag"] for kind in ("text/turtle", "application/n-triples")]
    assert live.ask("PUT", path, "<urn:a> <urn:p> 2 .", If_Match=tags[1], **sent).status == 204
    for stale in (*tags, made.headers["ETag"], '"nonsense"'):
        refused = live.ask("PUT", path, "<urn:a> <urn:p> 3 .", If_Match=stale, **sent)
        assert (refused.status, "Nothing was changed" in refused.text) == (412, True)
        assert live.ask("DELETE", path, If_Match=stale, **sent).status == 412
    assert _values(live, "urn:a") == ["2"]
    told = {"Content_Type": DIRECT, **AUTHORISED}
    text = "DELETE WHERE { <urn:a> ?p ?o }"
    assert live.ask("POST", "/update", text, If_Match=made.headers["ETag"], **told).status == 412
    assert live.ask("POST", "/update", text, If_Match=f'"{Publication.open(root).version}"', **told).status == 200
    assert _values(live, "urn:a") == []
    assert live.ask("POST", "/update", "INSERT DATA { <urn:a> <urn:p> 4 }", If_Match="*", **told).status == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "words"),
    [
        ("PUT", "/data?graph=urn:g", "<urn:a> <urn:b> .", "text/turtle", 400, "line 1"),
        ("PUT", "/data?graph=urn:g", "a,b", "text/csv", 415, "text/turtle"),
        ("PUT", "/data?graph=urn:g", "", "", 415, "text/turtle"),
        ("PUT", "/data?graph=urn:g", b"\xff", "text/turtle", 400, "UTF-8"),
        ("PUT", "/data?graph=not+an+iri", "", "text/turtle", 400, "IRI"),
        ("PUT", "/data?graph=urn:g&graph=urn:h", "", "text/turtle", 400, "once"),
        ("PUT", "/data?graph=urn:g&default", "", "text/turtle", 400, "both"),
        ("PUT", "/data", "", "text/turtle", 400, "which graph"),
        ("PATCH", "/data?default", "", "text/turtle", 405, ""),
        ("PUT", "/data?default", "", "text/turtle", 400, "nothing"),
        ("PUT", "/data?default", "abcde", "multipart/form-data", 400, "no file"),
        ("PUT", "/data?default", "--x\r\nabc", "multipart/form-data; boundary=x", 400, "no file"),
        ("PUT", "/data?default", "x" * 200_000, "text/turtle", 413, ""),
        ("GET", "/update", None, "", 405, "POST"),
        ("POST", "/update", "update=CLEAR+ALL&query=ASK%7B%7D", FORM, 400, "/sparql"),
        ("POST", "/update", "", FORM, 400, "no update"),
    ],
)  # fmt: skip
def test_a_wrong_request_is_told_why(
    live: Live, method: str, path: str, body: str | bytes | None, kind: str, status: int, words: str
) -> None:
    refused = live.ask(method, path, body, **AUTHORISED, **({"Content_Type": kind} if kind else {}))
    assert (refused.status, refused.kind) == (status, "text/plain")
    assert words in refused.text


def test_the_service_description_tells_of_updates(live: Live) -> None:
    described = live.ask("GET", "/sparql", Accept="text/turtle").text
    assert "SPARQL11Update" in described
    assert f":{live.port}/update>" in described


def _served(monkeypatch: pytest.MonkeyPatch, root: Path, *arguments: str) -> dict[str, object]:
    """The settings that the command line gives the server."""
    given: dict[str, object] = {}
    monkeypatch.setattr("server.serve", lambda *_args, **settings: given.update(settings))
    done = CliRunner().invoke(main, ["serve", str(root), *arguments])
    assert done.exit_code == 0, done.output
    return given


def test_the_command_line_takes_a_token_and_services(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert "token" not in _served(monkeypatch, root)
    monkeypatch.setenv(TOKEN_VARIABLE, "from the environment")
    assert _served(monkeypatch, root)["token"] == "from the environment"
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    told = _served(
        monkeypatch, root, "--token-file", str(tmp_path / "token"), "--service", "http://a/", "--service", "http://b/"
    )
    assert told["token"] == TOKEN
    assert told["services"] == ("http://a/", "http://b/")
    assert TOKEN_VARIABLE not in environment()


def test_an_update_that_is_killed_leaves_the_version_before(root: Path) -> None:
    before = Publication.open(root).version
    work = {
        "kind": "request",
        "text": "INSERT DATA { <urn:killed> <urn:p> 1 }",
        "default_graphs": [],
        "named_graphs": [],
    }
    for seconds in (0.0, 0.02, 0.05):
        worker = started("server.update_process")
        worker.frame(time.monotonic() + 60, lambda: False)
        worker.send(work | {"out": str(root), "memory": 1 << 30})
        time.sleep(seconds)
        worker.kill()
        now = Publication.open(root)
        if now.version != before:  # it was done sooner
            break
        assert now.report["pages"] == []
    with running(root, workers=1, token=TOKEN) as server:
        assert (
            _update(server, "DELETE WHERE { <urn:killed> ?p ?o } ; INSERT DATA { <urn:whole> <urn:p> 2 }").status == 200
        )
        assert _values(server, "urn:whole") == ["2"]
        assert _values(server, "urn:killed") == []
    assert [path.name for path in (root / VERSIONS).iterdir() if path.name.startswith("new")] == []
