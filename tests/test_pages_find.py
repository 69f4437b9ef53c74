"""Finding and reading pages: kinds, names, and every way in which a file can be bad."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.errors import InputError, PageError
from kg.pages import Failure, Raw, find, read
from kg.pages.find import MAX_PAGE

PROSE = (
    "The foreign ministers of the two states met in Helsinki on Monday and agreed to go on with the talks in spring. "
    "They said that the text of the treaty was ready, but that the parliaments would have to see it first.\n"
)
HTML = f"<!doctype html><html><head><title>Talks</title></head><body><article><h1>Ministers meet</h1><p>{PROSE}</p>" * 1


def found(*sources: str | Path, limit: int = MAX_PAGE) -> list[Raw | Failure]:
    return list(find(sources, limit))


def one(path: Path, data: bytes, limit: int = MAX_PAGE) -> Raw | Failure:
    path.write_bytes(data)
    (item,) = found(path, limit=limit)
    return item


def reason(item: Raw | Failure) -> str:
    assert isinstance(item, Failure)
    assert item.reason.endswith(".")
    return item.reason


def raw(item: Raw | Failure) -> Raw:
    assert isinstance(item, Raw)
    return item


def failing(item: Raw | Failure) -> str:
    """Why a page that was found cannot be read."""
    with pytest.raises(PageError) as caught:
        read(raw(item))
    return str(caught.value)


def test_text_is_its_bytes_as_utf8(tmp_path: Path) -> None:
    data = ("\ufeff" + PROSE + "“Quoted” – and\r\nso on.\n").encode()
    item = raw(one(tmp_path / "a.txt", data))
    page = read(item)
    assert page.text == data.decode("utf-8")
    assert (item.name, item.origin, item.kind) == ("a.txt", str(tmp_path / "a.txt"), "text")
    assert item.sha256 == page.sha256 == hashlib.sha256(data).hexdigest()
    assert page.warnings == ()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("page.txt", HTML.encode(), "html"),
        ("page.html", PROSE.encode(), "text"),
        ("page", HTML.encode(), "html"),
        ("page.aspx", ("\ufeff  <!-- saved -->\n" + HTML).encode(), "html"),
        ("page.html", HTML.encode("utf-16"), "html"),
        ("note.txt", ("A tag such as <html> is no page, and a < b.\n" + PROSE).encode(), "text"),
        ("data.ttl", b"<a:s> <a:p> <a:o> .", "rdf"),
        ("data.nq.gz", gzip.compress(b"<a:s> <a:p> <a:o> <a:g> .", mtime=0), "rdf"),
        ("page.txt", gzip.compress(PROSE.encode(), mtime=0), "text"),
        ("page.html.gz", gzip.compress(HTML.encode(), mtime=0), "html"),
    ],
)
def test_kind_by_content(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    item = raw(one(tmp_path / name, data))
    assert (item.kind, item.name) == (kind, name)
    assert not item.data.startswith(b"\x1f\x8b")


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "text": PROSE, "url": "https://example.org/a"}),
        json.dumps({"html": HTML, "url": "https://example.org/2016/01/26/b", "title": "B"}),
        json.dumps({"text": PROSE, "date": "2016-01-26T10:00:00Z", "publisher": "Example"}),
        "",
        '{"text": "broken',
        json.dumps([1, 2]),
        json.dumps({"text": "  "}),
        json.dumps({"title": "no text"}),
        "[" * 100_000,
        json.dumps({"text": "half a pair \ud800 " + PROSE}),
        json.dumps({"id": "last", "text": HTML}),
    ]
    items = found(_write(tmp_path / "feed.jsonl", "\n".join(lines).encode()))
    assert [item.name for item in items] == [
        "7",
        "https://example.org/2016/01/26/b",
        *(f"feed.jsonl#{number}" for number in (3, 5, 6, 7, 8, 9, 10)),
        "last",
    ]
    assert [isinstance(item, Raw) for item in items] == [True] * 3 + [False] * 5 + [True] * 2
    assert [item.kind for item in items if isinstance(item, Raw)] == ["text", "html", "text", "text", "html"]
    assert items[1].origin == f"{tmp_path / 'feed.jsonl'}#2"
    first, second, third = (read(raw(item)) for item in items[:3])
    assert first.text == PROSE
    assert (second.title, str(second.issued)) == ("B", "2016-01-26")
    assert (third.publisher, str(third.issued), third.url) == ("Example", "2016-01-26", None)
    assert "\ufffd" in read(raw(items[8])).text


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["feed.json", "feed.txt", "feed.jsonl.gz"])
def test_json_lines_by_content(tmp_path: Path, name: str) -> None:
    data = b"\n".join(json.dumps({"text": f"{number} {PROSE}" * 90}).encode() for number in range(3))
    items = found(_write(tmp_path / name, gzip.compress(data, mtime=0) if name.endswith("gz") else data))
    assert [item.name for item in items] == [f"{name}#{number}" for number in (1, 2, 3)]
    assert all(isinstance(item, Raw) for item in items)


def test_a_line_that_is_too_long_costs_nothing_else(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": PROSE}).encode()
    long = json.dumps({"text": "x" * 50 * 2**20}).encode()
    before, bad, after = found(_write(tmp_path / "feed.jsonl", b"\n".join((good, long, good))))
    assert raw(before).name == raw(after).name == "good"
    assert "16 MB" in reason(bad)
    assert bad.name == "feed.jsonl#2"


def test_folders_are_walked_in_order_and_links_cannot_loop(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.txt", ".hidden/e.txt", ".f.txt", "page_files/style.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "self").symlink_to("self")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    items = found(tmp_path, tmp_path / "a.txt")
    assert [item.name for item in items] == ["a.txt", "b.txt", "gone.txt", "c.txt", "d.txt", "self", "a.txt"]
    assert "link to nothing" in reason(items[2])
    assert "leads to itself" in reason(items[5])


def test_a_source_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.txt does not exist"):
        find([tmp_path, tmp_path / "nothing.txt"])


@pytest.mark.parametrize(
    "data", [PROSE.encode(), gzip.compress(PROSE.encode(), mtime=0), b'{"text": "x"}\n{"text": "y"}\n']
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [item.name for item in found("-")] in (["-"], ["-#1", "-#2"])


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:  # chmod would not stop the superuser
        raise PermissionError(13, "Permission denied")

    path = _write(tmp_path / "a.txt", PROSE.encode())
    monkeypatch.setattr("builtins.open", denied)
    assert "Permission" in reason(found(path)[0])


def test_a_file_that_goes_meanwhile(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(PROSE)
    walk = find([tmp_path])
    raw(next(walk))
    (tmp_path / "b.txt").unlink()
    assert "not there any more" in reason(next(walk))
    raw(next(walk))


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as stream:
        stream.write(PROSE.encode())
        stream.truncate(300 * 2**20)
    assert "longer than 16 MB" in reason(found(path)[0])


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=9) as stream:
        for _ in range(200):
            stream.write(b"a" * 2**20)
    assert len(bomb.getvalue()) < 2**20
    assert "longer than 16 MB" in reason(one(tmp_path / "bomb.txt.gz", bomb.getvalue()))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"WARC/1.0\r\n", "web archive"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed"),
        (gzip.compress(PROSE.encode() * 50, mtime=0)[:100], "damaged"),
        (gzip.compress(gzip.compress(PROSE.encode(), mtime=0), mtime=0), "gzip inside gzip"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", "MHTML"),
    ],
)
def test_what_is_no_page(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in reason(one(tmp_path / "page.txt", data))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PROSE.encode() + b"\0" + PROSE.encode(), "NUL"),
        (bytes(range(1, 256)) * 20, "control characters"),
        ("\u00a0\ufeff\u00a0".encode(), "no text"),
        (
            (
                "Le ministre des affaires étrangères a déclaré mardi que les pourparlers reprendraient à Genève dès "
                "que toutes les parties se seraient mises d'accord sur un ordre du jour."
            ).encode(),
            "French",
        ),
        (
            "Der Außenminister traf am Montag in Wien ein und sprach mit seinem Kollegen.".encode(),
            "German",
        ),
        ("Министр иностранных дел заявил во вторник, что переговоры продолжатся в Женеве.".encode("cp1251"), "Russian"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in failing(one(tmp_path / "page.txt", data))


@pytest.mark.parametrize(
    ("data", "text", "warning"),
    [
        ((PROSE + "“Quoted” – so.").encode("cp1252"), PROSE + "“Quoted” – so.", "Windows-1252"),
        ((PROSE + "“Quoted” – so.").encode("utf-16"), PROSE + "“Quoted” – so.", "UTF-16"),
        ((PROSE + "So.").encode("utf-16-le"), PROSE + "So.", "UTF-16"),
        ((PROSE + "So.").encode("utf-16-be"), PROSE + "So.", "UTF-16"),
        ((PROSE + "“a” “b” ").encode() + b"\xe2\x80", PROSE + "“a” “b” \ufffd", "damaged"),
    ],
)
def test_text_in_other_encodings_is_read_and_said(tmp_path: Path, data: bytes, text: str, warning: str) -> None:
    page = read(raw(one(tmp_path / "page.txt", data)))
    assert page.text == text
    (said,) = page.warnings
    assert warning in said


def test_html_in_its_own_encoding(tmp_path: Path) -> None:
    html = HTML.replace("<title>", '<meta charset="iso-8859-2"><title>').replace("Helsinki", "Łódź")
    page = read(raw(one(tmp_path / "page.html", html.encode("iso-8859-2"))))
    assert "Łódź" in page.text
    assert "ISO-8859-2" in page.warnings[0]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "p", "blockquote", "ul><li", "svg", "a"])
def test_nested_tags_are_read_or_refused(tmp_path: Path, tag: str) -> None:
    html = f"<html><body><p>{PROSE}</p>" + f"<{tag}>" * 100_000 + f"<p>{PROSE}</p></body></html>"
    item = raw(one(tmp_path / "page.html", html.encode()))
    try:
        words = read(item).text
    except PageError as error:
        words = str(error)
    assert PROSE.strip()[:60] in words or "nested" in words or "elements" in words


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(PROSE)
    (item,) = found(tmp_path)
    assert raw(item).name == "caf\ufffd.txt"
    item.origin.encode("utf-8")
