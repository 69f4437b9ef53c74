"""Pages as they come at scale: web archives, shards of zipped JSON Lines, addresses of other file systems."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from kg.errors import InputError
from kg.pages import Failure, Raw, find, place_of

HTML = b"<html><body><h1>Talks go on</h1><p>They met in Oslo.</p></body></html>"


def record(url: str, body: bytes, kind: str = "text/html", status: str = "200 OK", name: str = "response") -> bytes:
    """A record of a web archive."""
    if name == "response":
        body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        kind = "application/http; msgtype=response"
    head = f"WARC/1.0\r\nWARC-Type: {name}\r\nWARC-Target-URI: {url}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def archive(zipped: bool) -> bytes:
    """A web archive with three pages, one that is too long, and what is no page. Each record is zipped by itself."""
    records = (
        record("a.warc", b"software: none\r\n", "application/warc-fields", name="warcinfo"),
        record("https://example.org/talks", HTML),
        record("https://example.org/logo.png", b"\x89PNG", "image/png"),
        record("https://example.org/gone", HTML, status="404 Not Found"),
        record("https://example.org/long", b"<p>" + b"long " * 300),
        record("https://example.org/plain", b"They met in Oslo.", "text/plain; charset=utf-8"),
        record("https://example.org/text", b"They met again.", "text/plain", name="conversion"),
        record("dns:example.org", b"example.org 127.0.0.1", "text/dns", name="resource"),
    )
    return b"".join(map(gzip.compress, records) if zipped else records)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_web_archive_gives_its_pages(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    path.write_bytes(archive(zipped))
    long, *_ = (found for found in find([path], limit=1000) if isinstance(found, Failure))
    raws = [found for found in find([path], limit=1000) if isinstance(found, Raw)]
    assert [(raw.name, raw.kind, raw.metadata.url, raw.origin) for raw in raws] == [
        ("https://example.org/talks", "html", "https://example.org/talks", f"{path}#2"),
        ("https://example.org/plain", "text", "https://example.org/plain", f"{path}#6"),
        ("https://example.org/text", "text", "https://example.org/text", f"{path}#7"),
    ]
    assert raws[0].data == HTML
    assert (long.name, long.reason) == (
        "https://example.org/long",
        "The page is longer than 1000 bytes, too long for a page.",
    )


def test_a_web_archive_without_a_page_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("https://example.org/logo.png", b"\x89PNG", "image/png"))
    (found,) = find([path])
    assert isinstance(found, Failure)
    assert found.reason == "The web archive holds no page."


def test_a_web_archive_that_breaks_off_gives_what_is_before(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archive(False)[:1500] + b"\nWARC/9.9 nonsense\n" * 20)
    found = list(find([path]))
    assert [page.name for page in found if isinstance(page, Raw)][:1] == ["https://example.org/talks"]
    zipped = tmp_path / "b.warc.gz"
    zipped.write_bytes(archive(True)[:-20])
    *_, last = find([zipped])
    assert isinstance(last, Failure)
    assert "damaged" in last.reason


def line(number: int) -> bytes:
    return json.dumps({"id": f"page {number}", "text": f"They met in Oslo for the {number}th time."}).encode() + b"\n"


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def names(*sources: str) -> list[str]:
    return [found.name for found in find(sources)]


def test_shards_at_an_address(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe("/crawl/part-1.jsonl.gz", gzip.compress(line(1) + line(2)))
    memory.pipe("/crawl/part-0.jsonl.gz", gzip.compress(line(0)))
    memory.pipe("/crawl/deep/b.html", HTML)
    memory.pipe("/crawl/logo.png", b"\x89PNG")
    assert names("memory://crawl") == ["b.html", "page 0", "page 1", "page 2"]
    assert names("memory://crawl/part-*.jsonl.gz") == ["page 0", "page 1", "page 2"]
    (raw,) = find(["memory://crawl/deep/b.html", "memory://crawl/deep/b.html"])
    assert (raw.origin, raw.name) == ("memory:///crawl/deep/b.html", "b.html")


def test_the_local_file_system_by_address(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archive(True))
    (tmp_path / "b.txt").write_bytes(b"They met in Oslo.")
    assert names(f"file://{tmp_path}")[-1] == "b.txt"
    assert len(names(f"local://{tmp_path}/a.warc.gz")) == 4


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory://nowhere/at-all.txt", "nothing at"),
        ("gopher2://example.org/a", "no address that can be read"),
    ],
)
def test_an_address_that_is_wrong_is_told_at_once(memory: fsspec.AbstractFileSystem, address: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        find([address])


def test_where_a_source_is(tmp_path: Path) -> None:
    assert place_of("-") == "-"
    assert place_of("s3://bucket/a") == "s3://bucket/a"
    assert place_of(tmp_path / "x" / ".." / "y") == str(tmp_path / "y")
