"""Large files: written whole, in steps."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from kg.store import copying
from kg.store.copying import Sink, copy

STEP = 1 << 12


@pytest.fixture(autouse=True)
def _steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_STEP", STEP)
    monkeypatch.setattr(copying, "_AT_ONCE", 1000)


@pytest.mark.parametrize("size", [0, 1, 999, STEP, 5 * STEP + 7])
def test_a_copy_has_the_same_bytes(tmp_path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)
    (tmp_path / "old").write_bytes(data)
    copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == data


def test_nothing_is_copied_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"new")
    (tmp_path / "there").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        copy(tmp_path / "old", tmp_path / "there")
    assert (tmp_path / "there").read_bytes() == b"kept"


def test_what_is_written_through_a_buffer_comes_whole_and_in_order(tmp_path: Path) -> None:
    parts = [bytes([n % 256]) * n for n in range(200)]
    with (tmp_path / "file").open("xb") as out:
        sink = Sink(out)
        for part in parts:
            sink.write(part)
    assert (tmp_path / "file").read_bytes() == b"".join(parts)
    assert sink.size == sum(map(len, parts))


def test_a_system_that_takes_no_advice_is_written_on_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    (tmp_path / "old").write_bytes(b"x" * 3 * STEP)
    copy(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").stat().st_size == 3 * STEP
