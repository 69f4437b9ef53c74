"""The house is in order: types, style, and which room may know which."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    _run(str(BIN / "ruff"), "check", "--output-format", "concise", ".")


def test_ruff_would_format_nothing() -> None:
    _run(str(BIN / "ruff"), "format", "--check", ".")


@pytest.mark.slow
def test_mypy_finds_nothing() -> None:
    _run(str(BIN / "mypy"))


def test_imports_go_down_only() -> None:
    _run(str(BIN / "lint-imports"))


def test_the_top_level_is_as_it_should_be() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so what belongs to the tree cannot be told")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    rooms = {"pyproject.toml", "README.md", "kg", "ontology", "queries", "tests", "server"}
    assert top - {".ci", ".dockerignore", ".gitignore", "LICENSE", "Makefile"} == rooms
