"""The container's files: what they run is a command of this product, not as root, and its health check tells."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from tests.live_server import running
from tests.server_fixture import harbour, publish

ROOT = Path(__file__).resolve().parent.parent
CONTAINER = ROOT / "server" / "container"


def instructions() -> list[tuple[str, str]]:
    """(word, rest) of each instruction of the Dockerfile."""
    text = (CONTAINER / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def last(word: str) -> str:
    return [rest for found, rest in instructions() if found == word][-1]


def parses(words: list[str]) -> None:
    """Whether the command line takes these words."""
    name, *rest = words
    main.commands[name].make_context(name, rest)


def test_it_does_not_run_as_root() -> None:
    order = [word for word, _ in instructions()]
    assert last("USER") not in ("root", "0")
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert "RUN" not in order[order.index("USER") :]


def test_what_it_runs_is_a_command() -> None:
    assert json.loads(last("ENTRYPOINT")) == ["kg"]
    parses(json.loads(last("CMD")))
    (command,) = re.findall(r"^ *command: (\[.*\])$", (CONTAINER / "compose.yaml").read_text(encoding="utf-8"), re.M)
    parses(json.loads(command))


def test_what_it_copies_is_there() -> None:
    assert (ROOT / "pyproject.toml").is_file()
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"pyproject.toml", "README.md", "LICENSE", "kg", "ontology", "queries", "server"} & set(left_out)


@pytest.mark.parametrize("running_server", [True, False])
def test_health_is_told(tmp_path: Path, running_server: bool) -> None:
    _, _, rest = last("HEALTHCHECK").partition("CMD ")
    _, *words = json.loads(rest)
    publish(tmp_path, [harbour()])
    with running(tmp_path) as server:
        port = server.port if running_server else 1
        words[-1] = words[-1].replace(":8000/", f":{port}/")
        done = subprocess.run([sys.executable, *words], capture_output=True, check=False)
    assert (done.returncode == 0) is running_server


def test_commands_in_the_comments_are_commands() -> None:
    text = (CONTAINER / "Dockerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^#\s+docker run .* chancery( .*)?$", text, re.M):
        if line.strip():
            parses(shlex.split(line))


def test_the_comments_of_the_composition_are_commands() -> None:
    (line,) = re.findall(r"^#\s+CHANCERY_\S+ kg (.*)$", (CONTAINER / "compose.yaml").read_text(encoding="utf-8"), re.M)
    parses(shlex.split(line))
