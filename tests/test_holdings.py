"""Which pages a version holds: its list, read whole and asked for one, and that of a version from before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import PublicationError
from kg.holdings import FILE, Holdings, read
from kg.publication import CURRENT, VERSIONS, Publication

ROWS = [
    ("a.txt", "1" * 64, "k1", "/news/a.txt"),
    ("a.txt", "1" * 64, "k1", "/old/a.txt"),
    ("b.txt", "2" * 64, "k2", "-"),
]


def _version(root: Path, manifest: dict[str, object]) -> Publication:
    folder = root / VERSIONS / "1-aaaa"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (root / CURRENT).symlink_to(Path(VERSIONS) / folder.name)
    return Publication.open(root)


def _told(found: Publication) -> None:
    assert found.pages() == ROWS
    assert found.count_pages() == 2
    assert found.key_of("a.txt", "1" * 64) == "k1"
    assert found.key_of("a.txt", "2" * 64) is None


def test_pages_are_listed_with_each_place_they_were_read_from(tmp_path: Path) -> None:
    found = _version(tmp_path, {})
    Holdings(reversed(ROWS)).write(found.folder)
    _told(found)


def test_the_same_pages_are_the_same_bytes(tmp_path: Path) -> None:
    for name, rows in (("one", ROWS), ("other", ROWS[::-1])):
        (tmp_path / name).mkdir()
        Holdings(rows).write(tmp_path / name)
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "other" / FILE).read_bytes()


def test_a_version_whose_manifest_lists_its_pages_is_read_as_well(tmp_path: Path) -> None:
    pages = [
        {"key": "k1", "name": "a.txt", "sha256": "1" * 64, "origins": ["/news/a.txt", "/old/a.txt"]},
        {"key": "k2", "name": "b.txt", "sha256": "2" * 64, "origins": ["-"]},
    ]
    _told(_version(tmp_path, {"pages": pages}))


def test_a_damaged_list_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    found = _version(tmp_path, {})
    (found.folder / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(PublicationError, match=r"pages\.sqlite cannot be read .* Build the publication again"):
        found.pages()


def test_the_pages_of_a_version_are_changed_for_the_next_and_stay_as_they_are(tmp_path: Path) -> None:
    found = _version(tmp_path, {})
    Holdings(ROWS).write(found.folder)
    pages = found.held()
    pages.add(("c.txt", "3" * 64, "k3", "/news/a.txt"))
    assert pages.keys() == {"k1", "k2", "k3"}
    pages.add(("c.txt", "4" * 64, "k4", "/old/a.txt"))
    pages.add(("d.txt", "5" * 64, "k5", "-"))
    assert pages.keys() == {"k2", "k3", "k4", "k5"}
    assert found.pages() == ROWS
    (tmp_path / "next").mkdir()
    pages.write(tmp_path / "next")
    assert read(tmp_path / "next") == [
        ROWS[2],
        ("c.txt", "3" * 64, "k3", "/news/a.txt"),
        ("c.txt", "4" * 64, "k4", "/old/a.txt"),
        ("d.txt", "5" * 64, "k5", "-"),
    ]


def test_pages_go_by_their_name_and_by_where_they_were_read_from(tmp_path: Path) -> None:
    pages = Holdings(ROWS)
    assert pages.remove("none", "/news/a.tx") == 0
    assert pages.remove("none", "/news") == 0
    assert pages.remove("none", "/old") == 1
    assert pages.remove("b.txt", "/elsewhere/b.txt") == 1
    assert pages.is_empty


def test_of_records_of_one_page_the_first_stands_for_it() -> None:
    pages = Holdings([*ROWS, ("a.txt", "1" * 64, "k0", "/feed")])
    assert list(pages.pages()) == [("k0", "a.txt", "1" * 64), ("k2", "b.txt", "2" * 64)]
    assert pages.name("k2") == "b.txt"
