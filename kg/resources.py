"""Finds `ontology/` and `queries/`, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` that comes with Chancery ("ontology" or "queries").

    A wheel carries them below `kg/_data`; a checkout has them beside the package.

    Raises:
        KgError: the installation is incomplete.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise KgError(f"The folder {name!r} that comes with Chancery is missing: install it again (pip install chancery).")


def samples() -> Path:
    """The folder of sample pages that comes with the package."""
    return _PACKAGE / "samples"
