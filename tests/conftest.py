"""Shared by all tests: the sample publication, built once, and where the project's data for measuring lies."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg import resources
from kg.progress import QUIET
from kg.publication import Publication
from kg.publish import Options, build

# the same examples in every run, however busy the machine: a failure is one of the change at hand
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def sample_publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The sample pages, built. Shared by all tests: to be read only."""
    out = tmp_path_factory.mktemp("samples") / "publication"
    built = build([resources.samples()], Options(out, jobs=2), QUIET)
    assert built.failures == []
    return Publication.open(out)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: it holds the pages and treebanks to measure with")
    return SHARED


@pytest.fixture(scope="session")
def w3c(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The W3C's suites of tests for SPARQL 1.1, unpacked."""
    folder = tmp_path_factory.mktemp("w3c")
    with tarfile.open(shared / "w3c-tests" / "rdf-tests.tar.xz") as archive:
        archive.extractall(folder, (m for m in archive if m.name.startswith("sparql/sparql11")), filter="data")
    return folder / "sparql" / "sparql11"
