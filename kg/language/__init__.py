"""The English pipeline: the bundled model, its training, one adapter over dependency labels."""

from __future__ import annotations

from kg.language.parsed import Parsed, parse
from kg.language.pipeline import load

__all__ = ["Parsed", "load", "parse"]
