"""Shared by all tests: the sample publication, built once, and where the project's data for measuring lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from kg import resources
from kg.progress import QUIET
from kg.publication import Publication
from kg.publish import Options, build

# the same examples in every run: a failure is one of the change at hand
settings.register_profile("same", derandomize=True)
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
