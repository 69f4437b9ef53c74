"""Chancery: news of diplomacy, read into a knowledge graph in which every fact leads back to its sentence.

`kg.open(DIR or URL)` and `kg.read(TEXT)` are for notebooks; see `kg.notebook`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_NOTEBOOK = {"open": "connect", "read": "read"}


def __getattr__(name: str) -> Any:
    """The notebook's functions, which need more than the rest does, once they are asked for."""
    if name not in _NOTEBOOK:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        notebook = import_module("kg.notebook")
    except ModuleNotFoundError as error:
        if error.name != "pandas":
            raise
        raise ModuleNotFoundError(
            "kg.open and kg.read need pandas: pip install 'chancery[notebook]'", name="pandas"
        ) from None
    return getattr(notebook, _NOTEBOOK[name])
