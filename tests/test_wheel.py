"""The wheel, installed into an empty environment, runs the main job away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("chancery-*.whl")
    return found


def test_the_wheel_carries_what_the_package_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "kg/_data/ontology/diplomacy.ttl" in names
    assert any(n.startswith("kg/_data/queries/") and n.endswith(".rq") for n in names)
    assert any(n.startswith("kg/samples/") for n in names)
    assert any(n.startswith("kg/language/model/") for n in names)
    assert any(n.startswith("server/templates/") for n in names)
    assert any(n.startswith("server/static/") for n in names)
    # the editor where it has been bundled, never what it is bundled from
    assert ("server/static/vendor/editor.js" in names) == (ROOT / "server/static/vendor/editor.js").is_file()
    assert not [n for n in names if n.startswith("server/frontend/")]
    assert not [n for n in names if n.startswith("tests/") or "__pycache__" in n]


def test_the_demo_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    # the dependencies come from the environment that runs the tests; its editable install of the checkout does not,
    # since Python reads .pth files only in site folders of its own
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = home / "bin" / "python"
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [python, "-W", "error::ImportWarning", *words],
            cwd=tmp_path, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert run("-c", "import kg; print(kg.__file__)").startswith(str(site))
    run("-m", "kg", "demo", "--build-only", "--quiet", "--out", str(tmp_path / "demo"))
    counted = run(
        "-m", "kg", "query", str(tmp_path / "demo"), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv"
    )
    assert int(counted.split()[1]) > 1000
