"""Which pages a version holds: its list, read whole and asked for one, and that of a version from before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import holdings
from kg.errors import PublicationError
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
    holdings.write(found.folder, reversed(ROWS))
    _told(found)


def test_the_same_pages_are_the_same_bytes(tmp_path: Path) -> None:
    for name, rows in (("one", ROWS), ("other", ROWS[::-1])):
        (tmp_path / name).mkdir()
        holdings.write(tmp_path / name, rows)
    assert (tmp_path / "one" / holdings.FILE).read_bytes() == (tmp_path / "other" / holdings.FILE).read_bytes()


def test_a_version_whose_manifest_lists_its_pages_is_read_as_well(tmp_path: Path) -> None:
    pages = [
        {"key": "k1", "name": "a.txt", "sha256": "1" * 64, "origins": ["/news/a.txt", "/old/a.txt"]},
        {"key": "k2", "name": "b.txt", "sha256": "2" * 64, "origins": ["-"]},
    ]
    _told(_version(tmp_path, {"pages": pages}))


def test_a_damaged_list_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    found = _version(tmp_path, {})
    (found.folder / holdings.FILE).write_bytes(b"no database" * 100)
    with pytest.raises(PublicationError, match=r"pages\.sqlite cannot be read .* Build the publication again"):
        found.pages()
