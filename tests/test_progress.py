"""How a long command shows that it goes on."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import progress
from kg.progress import reporter
from kg.publish import Options, build


def test_lines_tell_what_is_done_what_failed_and_how_long_it_will_take(capsys: pytest.CaptureFixture[str]) -> None:
    with reporter(quiet=False) as told:
        told.expect(1250)
        for number in range(200):
            told.page(f"page{number}", failed=number == 7)
        told.step("Writing the graph")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert re.fullmatch(r"100 of 1,250 pages read, 1 failed, about \d+:\d\d:\d\d to go", lines[0])
    assert lines[1].startswith("200 of 1,250 pages read, 1 failed, about ")
    assert lines[2] == "Writing the graph"


def test_time_to_go_is_what_it_took_so_far_for_each_page() -> None:
    assert progress._told(100, 0, 300, 60.0) == "100 of 300 pages read, about 0:02:00 to go"
    assert progress._told(300, 2, 300, 60.0) == "300 of 300 pages read, 2 failed"
    assert progress._told(100, 0, 0, 60.0) == "100 pages read"


def test_a_terminal_gets_a_bar_with_the_failures() -> None:
    program = (
        "from kg.progress import reporter\n"
        "with reporter(False) as told:\n"
        "    told.expect(4)\n"
        "    told.page('a', failed=True)\n"
        "    told.page('b', failed=False)\n"
    )
    master, slave = pty.openpty()
    done = subprocess.run([sys.executable, "-c", program], stderr=slave, env=os.environ | {"TERM": "xterm"}, check=True)
    os.close(slave)
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert done.returncode == 0
    assert "1 failed" in shown
    assert "2/4" in shown


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with reporter(quiet=True) as told:
        told.expect(100)
        for number in range(100):
            told.page(f"page{number}", failed=True)
        told.step("Writing the graph")
    assert capsys.readouterr() == ("", "")


class _Expected:
    """What a build says is to come, and what came."""

    def __init__(self) -> None:
        self.expected: int | None = None
        self.pages = 0

    def expect(self, pages: int) -> None:
        self.expected = pages

    def page(self, name: str, failed: bool) -> None:
        self.pages += 1

    def step(self, words: str) -> None:
        """Says nothing."""


def test_a_build_knows_how_many_pages_are_to_come(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "lines.jsonl").write_text('{"text": "x"}\n{"text": ""}\nnonsense\n')
    (tmp_path / "pages" / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "pages" / "data.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    told = _Expected()
    build([tmp_path / "pages"], Options(tmp_path / "out"), told)
    assert told.expected == told.pages == 5


def test_what_comes_through_a_pipe_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<urn:a> <urn:b> <urn:c> .")))
    (tmp_path / "data.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    told = _Expected()
    build(["-", tmp_path / "data.ttl"], Options(tmp_path / "out"), told)
    assert told.expected is None
    assert told.pages == 2
