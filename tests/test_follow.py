"""Following feeds: what is new is fetched, once, by the rules, and becomes part of the publication."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import feeds
from kg import follow as following
from kg.cli import main
from kg.errors import InputError, PageError, PublicationError
from kg.fetching import Fetcher, FetchError, Manners
from kg.networks import is_public
from kg.pages import find
from kg.progress import QUIET
from kg.publish import Built, Options

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The foreign ministers of Norway and Denmark met in Oslo on Tuesday and agreed on a treaty for the strait, after long
talks that had begun in the spring of last year.</p>
<p>“We have what we came for,” said the Norwegian foreign minister, Ingrid Dahl. They will meet again in Copenhagen.</p>
</article></body></html>"""

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A web server whose pages a test lays down, and that remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[Any], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[tuple[float, float]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                started = time.monotonic()
                site.asked.append((self.path, dict(self.headers)))
                found = site.pages.get(self.path, (404, {}, b"nothing"))
                status, headers, body = found(self) if callable(found) else found
                if headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
                    status, body = 304, b""
                site.times.append((started, time.monotonic()))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def page(self, path: str, body: str | bytes, etag: str = "", kind: str = "text/html") -> None:
        headers = {"Content-Type": kind, **({"ETag": etag} if etag else {})}
        self.pages[path] = (200, headers, body.encode() if isinstance(body, str) else body)

    def feed(self, *paths: str, stamp: str = "Tue, 04 Mar 2014 10:00:00 GMT", etag: str = "") -> None:
        items = "".join(
            f"<item><title>Talks at {path}</title><link>{path}</link><pubDate>{stamp}</pubDate></item>"
            for path in paths
        )
        channel = f'<rss version="2.0"><channel><title>Courier</title><link>{self.url}</link>{items}</channel></rss>'
        self.page("/feed", channel, etag or f'"{len(channel)}{stamp}"', "application/rss+xml")

    def paths(self) -> list[str]:
        """What was asked, rules apart, since the last look."""
        asked = [path for path, _ in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return asked


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


MANNERS = Manners(pause=0.0, timeout=5.0, allow_private=True)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """Builds that note their sources and do nothing more."""
    calls: list[list[Path]] = []

    def build(sources: list[Path], options: Options, progress: object) -> Built:
        calls.append(list(sources))
        return Built(read=len(sources))

    monkeypatch.setattr(following, "build", build)
    return calls


def once(out: Path, *sources: str, manners: Manners = MANNERS) -> following.Round:
    (made,) = following.follow(sources, Options(out), lambda: Fetcher(manners), lambda: nullcontext(QUIET), None)
    return made


def test_what_is_new_comes_into_the_publication(site: Site, tmp_path: Path) -> None:
    site.feed("/a", "/b")
    site.page("/a", PAGE.format(title="Ministers agree on a treaty"))
    site.page("/b", "<html><body><p>Menu</p></body></html>")
    out = tmp_path / "graph"
    command = [
        "follow",
        f"{site.url}/feed",
        "--out",
        str(out),
        "--once",
        "--allow-private",
        "--pause",
        "0",
        "--jobs",
        "1",
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1, result.output
    assert f"1 feeds read, 2 pages fetched, 1 read into {out}" in result.output
    assert f"{site.url}/b" in result.output
    (page,) = json.loads((out / "report.json").read_text())["pages"]
    assert page["name"] == f"{site.url}/a"
    assert page["articles"][0]["title"] == "Ministers agree on a treaty"
    assert page["articles"][0]["issued"] == "2014-03-04"
    site.asked.clear()
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 0, again.output
    assert site.paths() == ["/feed"]


def test_a_page_is_fetched_once_and_again_when_its_feed_says_so(
    site: Site, tmp_path: Path, built: list[list[Path]]
) -> None:
    site.feed("/a", "/b")
    site.page("/a", PAGE.format(title="A"), etag='"a1"')
    site.page("/b", PAGE.format(title="B"), etag='"b1"')
    assert once(tmp_path, f"{site.url}/feed").fetched == 2
    assert site.paths() == ["/feed", "/a", "/b"]
    assert [raw.metadata.date for raw in find(built[0])] == ["2014-03-04"] * 2  # type: ignore[union-attr]
    site.feed("/a", "/b", "/c", etag='"other"')
    site.page("/c", PAGE.format(title="C"))
    assert once(tmp_path, f"{site.url}/feed").fetched == 1
    assert site.paths() == ["/feed", "/c"]
    site.feed("/a", "/b", stamp="Wed, 05 Mar 2014 10:00:00 GMT")
    site.page("/b", PAGE.format(title="B, corrected"), etag='"b2"')
    assert once(tmp_path, f"{site.url}/feed").fetched == 1
    asked = dict(site.asked)
    assert (asked["/a"]["If-None-Match"], asked["/b"]["If-None-Match"]) == ('"a1"', '"b1"')
    assert len(built) == 3
    assert built[2] == [built[0][1]]


def test_lists_of_feeds(site: Site, tmp_path: Path, built: list[list[Path]]) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>Talks</title><id>1</id>'
        f'<link rel="alternate" href="{site.url}/c"/><updated>2014-03-04T00:00:00Z</updated></entry></feed>'
    )
    site.feed("/a")
    site.page("/atom", atom, kind="application/atom+xml")
    for path in ("/a", "/c"):
        site.page(path, PAGE.format(title=path))
    inner = f'<opml version="2.0"><body><outline text="x"><outline xmlUrl="{site.url}/atom"/></outline></body></opml>'
    site.page("/list", inner, kind="text/xml")
    outer = tmp_path / "feeds.opml"
    outer.write_text(
        f'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="{site.url}/feed"/>'
        f'<outline xmlUrl="{site.url}/list"/><outline xmlUrl="{site.url}/feed"/></body></opml>'
    )
    made = once(tmp_path / "out", str(outer))
    assert (made.feeds, made.fetched, made.failed) == (2, 2, [])
    assert [raw.name for raw in find(built[0])] == [f"{site.url}/a", f"{site.url}/c"]


def test_robots_are_heeded_and_told_who_asks(site: Site, tmp_path: Path, built: list[list[Path]]) -> None:
    site.page(
        "/robots.txt", "User-agent: chancery\nDisallow: /private\n\nUser-agent: *\nDisallow: /", kind="text/plain"
    )
    site.feed("/a", "/private/b")
    site.page("/a", PAGE.format(title="A"))
    made = once(tmp_path, f"{site.url}/feed", manners=Manners(pause=0, allow_private=True, contact="desk@example.org"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed", "/a"]
    assert {headers["User-Agent"].partition("/")[0] for _, headers in site.asked} == {"chancery"}
    assert "desk@example.org" in site.asked[0][1]["User-Agent"]
    assert made.failed == [(f"{site.url}/private/b", f"robots.txt does not allow {site.url}/private/b.")]
    assert once(tmp_path, f"{site.url}/feed").failed == []


def test_a_host_whose_rules_cannot_be_read_is_left_alone(site: Site, tmp_path: Path, built: list[list[Path]]) -> None:
    site.feed("/a")
    site.pages["/robots.txt"] = (503, {}, b"")
    ((_, why),) = once(tmp_path, f"{site.url}/feed").failed
    assert "robots.txt cannot be read" in why
    assert site.paths() == []


def test_what_fails_in_passing_is_tried_again_and_what_lasts_is_not(
    site: Site, tmp_path: Path, built: list[list[Path]]
) -> None:
    site.feed("/late", "/gone", "/picture")
    site.pages["/late"] = (500, {}, b"")
    site.page("/picture", b"\x89PNG", kind="image/png")
    assert [why.partition(" ")[2] for _, why in once(tmp_path, f"{site.url}/feed").failed] == [
        "answers 500.",
        "answers 404.",
        "is image/png, not HTML or text.",
    ]
    site.paths()
    site.page("/late", PAGE.format(title="Late"))
    assert once(tmp_path, f"{site.url}/feed").fetched == 1
    assert site.paths() == ["/feed", "/late"]


def test_one_request_at_a_time_and_a_pause_between(site: Site, tmp_path: Path, built: list[list[Path]]) -> None:
    def slow(_: object) -> Answer:
        time.sleep(0.05)
        return 200, {"Content-Type": "text/html"}, PAGE.format(title="x").encode()

    site.feed("/a", "/b", "/c")
    for path in ("/a", "/b", "/c"):
        site.pages[path] = slow
    once(tmp_path, f"{site.url}/feed", manners=Manners(pause=0.1, allow_private=True))
    assert len(site.times) == 5
    assert all(after[0] - before[1] >= 0.09 for before, after in zip(site.times, site.times[1:], strict=False))


def test_a_busy_publication_loses_nothing(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.feed("/a")
    site.page("/a", PAGE.format(title="A"))

    def busy(*_: object) -> Built:
        raise PublicationError("Another build is writing.")

    monkeypatch.setattr(following, "build", busy)
    assert once(tmp_path, f"{site.url}/feed").failed == [(str(tmp_path), "Another build is writing.")]
    site.paths()
    monkeypatch.setattr(following, "build", lambda sources, *_: Built(read=len(sources)))
    assert once(tmp_path, f"{site.url}/feed").built == Built(read=1)


def test_what_is_no_feed_is_said(site: Site, tmp_path: Path, built: list[list[Path]]) -> None:
    site.page("/feed", PAGE.format(title="A"))
    ((_, why),) = once(tmp_path, f"{site.url}/feed").failed
    assert "no feed" in why
    with pytest.raises(InputError, match="neither the address of a feed nor a file"):
        once(tmp_path, "nowhere.opml")


def get(site: Site, path: str, **manners: Any) -> bytes:
    given: dict[str, Any] = {"pause": 0.0, "timeout": 5.0, "allow_private": True, **manners}
    return Fetcher(Manners(**given)).get(site.url + path).data


def test_redirects_are_followed_where_they_may(site: Site) -> None:
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.page("/new", "here")
    assert get(site, "/old") == b"here"
    for onward, says in (
        ("/old", "leads on and on"),
        ("file:///etc/passwd", "no address of a web page"),
        ("http://[::1", "no address"),
        (site.url.replace("http://", "http://root:secret@"), "password"),
    ):
        site.pages["/old"] = (302, {"Location": onward}, b"")
        with pytest.raises(FetchError, match=says):
            get(site, "/old")


def test_private_networks_are_left_alone(site: Site) -> None:
    site.page("/a", "secret")
    with pytest.raises(FetchError, match="private network") as caught:
        get(site, "/a", allow_private=False)
    assert "robots.txt" in str(caught.value)
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::ffff:93.184.216.34", True),
    ],
)
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_an_answer_has_limits(site: Site) -> None:
    site.page("/long", b"x" * 3000)
    site.pages["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 20_000_000))
    for path in ("/long", "/bomb"):
        with pytest.raises(FetchError, match="is longer than"):
            get(site, path, limit=2000)


def test_a_server_that_drips_is_left(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> Answer:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)
        return 200, {}, b""

    site.pages["/drip"] = drip
    started = time.monotonic()
    with pytest.raises(FetchError, match="takes too long"):
        get(site, "/drip", timeout=0.5)
    assert time.monotonic() - started < 3


def test_entries_of_odd_feeds() -> None:
    found = feeds.entries(
        b'<rss version="2.0"><channel><item><title>a\n b</title><link>talks#top</link></item>'
        b"<item><link>javascript:alert(1)</link></item><item><title>none</title></item>"
        b"<item><link>http://[::1</link></item></channel></rss>",
        "https://example.org/news/feed",
    )
    assert [(e.url, e.title, e.published) for e in found] == [("https://example.org/news/talks", "a b", None)]
    with pytest.raises(PageError, match="not well formed"):
        feeds.listed(b"<opml><body>")
    bomb = (
        b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="x&a;"/></body></opml>'
    )
    assert all("root" not in url for url in _listed(bomb))


def _listed(data: bytes) -> list[str]:
    try:
        return feeds.listed(data)
    except PageError:
        return []


def test_a_note_that_is_broken_is_said(site: Site, tmp_path: Path) -> None:
    (tmp_path / "follow.json").write_text("{")
    with pytest.raises(PublicationError, match=r"follow\.json cannot be read"):
        once(tmp_path, f"{site.url}/feed")


def test_an_address_of_the_web_as_a_source(site: Site) -> None:
    pytest.importorskip("aiohttp", reason="fsspec reads the web by aiohttp; pip install 'chancery[scale]'")
    site.page("/talks.html", PAGE.format(title="A"))
    (raw,) = find([f"{site.url}/talks.html"])
    assert (raw.name, raw.origin) == (f"{site.url}/talks.html",) * 2
    assert raw.metadata.url == raw.name  # type: ignore[union-attr]
    (gone,) = find([f"{site.url}/gone.html"])
    assert "cannot be read" in gone.reason  # type: ignore[union-attr]
