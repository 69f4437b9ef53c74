"""Large files: written whole, in steps."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import resource
from pathlib import Path

import pytest

from kg.store import copying
from kg.store.copying import Ahead, Sink, Source, copy

STEP = 1 << 18


@pytest.fixture(autouse=True, params=["past the cache", "through it"])
def _steps(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(copying, "_AT_ONCE", STEP)
    if request.param == "through it":
        monkeypatch.setattr(copying, "_DIRECT", 0)


@pytest.fixture
def flag(monkeypatch: pytest.MonkeyPatch) -> int:
    """What asks for the way past the cache."""
    found = int(getattr(os, "O_DIRECT", 0))
    if not found:
        pytest.skip("This system has no way past its cache.")
    monkeypatch.setattr(copying, "_DIRECT", found)
    return found


@pytest.mark.parametrize("size", [0, 1, 999, STEP, 5 * STEP + 7])
def test_a_copy_has_the_same_bytes(tmp_path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)
    (tmp_path / "old").write_bytes(data)
    copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == data


@pytest.mark.parametrize("start", [0, 1, 4096, STEP - 1, STEP, 2 * STEP + 5, 9 * STEP])
@pytest.mark.parametrize("length", [0, 1, STEP, 2 * STEP + 1, 9 * STEP])
def test_a_file_is_read_from_any_place(tmp_path: Path, start: int, length: int) -> None:
    data = random.Random(0).randbytes(4 * STEP + 3)
    (tmp_path / "file").write_bytes(data)
    with Source(tmp_path / "file") as file:
        assert file.read(start, length) == data[start : start + length]


def test_a_copy_that_was_begun_ahead_is_put_where_it_is_needed(tmp_path: Path) -> None:
    data = random.Random(0).randbytes(5 * STEP + 7)
    (tmp_path / "old").write_bytes(data)
    (tmp_path / "ahead").write_bytes(b"what a process left that was killed")
    with Ahead(tmp_path / "old", tmp_path / "ahead") as copied:
        copied.take(tmp_path / "new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": data, "new": data}


def test_a_copy_that_nobody_takes_is_given_up_and_leaves_nothing(tmp_path: Path) -> None:
    with (tmp_path / "old").open("wb") as file:
        file.truncate(1 << 40)  # the disk has no room for that
    with Ahead(tmp_path / "old", tmp_path / "ahead"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_who_takes_a_copy_that_could_not_be_made_is_told(tmp_path: Path) -> None:
    with (
        Ahead(tmp_path / "none", tmp_path / "ahead") as copied,
        pytest.raises(FileNotFoundError),
    ):
        copied.take(tmp_path / "new")
    assert not list(tmp_path.iterdir())


def test_nothing_is_copied_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"new")
    (tmp_path / "there").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        copy(tmp_path / "old", tmp_path / "there")
    assert (tmp_path / "there").read_bytes() == b"kept"


def test_what_is_written_in_parts_comes_whole_and_in_order(tmp_path: Path) -> None:
    draw = random.Random(1)
    parts = [draw.randbytes(draw.choice([0, 1, 100, 70_000, STEP, STEP + 1])) for _ in range(60)]
    with Sink(tmp_path / "file") as sink:
        for part in parts:
            sink.write(part)
    assert (tmp_path / "file").read_bytes() == b"".join(parts)
    assert sink.size == sum(map(len, parts))


def test_a_file_system_without_a_way_past_its_cache_is_used_through_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: int
) -> None:
    plain = os.open

    def refusing(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & flag:
            plain(path, flags & ~flag, mode)
            raise OSError(errno.EINVAL, "Invalid argument")
        return plain(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    (tmp_path / "old").write_bytes(b"x" * 3 * STEP)
    copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == b"x" * 3 * STEP


def test_a_file_system_that_refuses_the_way_past_its_cache_only_when_it_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: int
) -> None:
    write, read = os.write, os.preadv

    def checked(file: int) -> None:
        if fcntl.fcntl(file, fcntl.F_GETFL) & flag:
            raise OSError(errno.EINVAL, "Invalid argument")

    def refusing_write(file: int, data: memoryview) -> int:
        checked(file)
        return write(file, data)

    def refusing_read(file: int, buffers: list[memoryview], offset: int) -> int:
        checked(file)
        return read(file, buffers, offset)

    monkeypatch.setattr(os, "write", refusing_write)
    monkeypatch.setattr(os, "preadv", refusing_read)
    data = random.Random(2).randbytes(3 * STEP + 5)
    (tmp_path / "old").write_bytes(data)
    copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == data


def test_a_file_that_finds_no_room_is_an_error(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * STEP, hard))
    try:
        with pytest.raises(OSError, match="too large"), Sink(tmp_path / "file") as sink:
            sink.write(b"x" * (2 * STEP + 1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
