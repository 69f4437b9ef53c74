"""The English pipeline: the bundled model, its training, one adapter over dependency labels."""

from __future__ import annotations

from kg.language.parsed import Parsed, parse
from kg.language.pipeline import describe, load, scores_table

__all__ = ["Parsed", "describe", "load", "parse", "scores_table"]
