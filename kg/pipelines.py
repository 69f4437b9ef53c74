"""Which English pipeline reads, told without loading it or spaCy: the bundled one, or an installed one by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from kg.errors import ModelError

BUNDLED: Final = Path(__file__).parent / "language" / "model"
HOW: Final = "install one (python -m spacy download en_core_web_sm), or leave --model out to use the bundled one"


def describe(name: str | None = None) -> str:
    """The model and its version in a few words, told without loading it: "chancery_news 1.0.0".

    Raises:
        ModelError: it is not installed.
    """
    meta = _meta(name)
    return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip("_ ")


def _meta(name: str | None) -> Mapping[str, Any]:
    with suppress(metadata.PackageNotFoundError):
        if name:
            return {"lang": "", "name": name, "version": metadata.version(name)}
    folder = Path(name) if name else BUNDLED
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        which = f"The language model {name!r} is not installed" if name else f"The bundled model is missing in {folder}"
        raise ModelError(f"{which}: {HOW}.") from error
    return meta


def scores_table(meta: Mapping[str, Any] | None = None) -> str:
    """The scores of a model as a Markdown table, from its `meta.json` (the bundled one's by default)."""
    scores: dict[str, dict[str, float]] = (meta or _meta(None))["performance"]
    columns = sorted({column for row in scores.values() for column in row}, key=_COLUMNS.index)
    lines = ["| test set | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for corpus, row in scores.items():
        cells = (f"{row[column]:.1f}" if column in row else "" for column in columns)
        lines.append(f"| {corpus} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


_COLUMNS = ["tags", "UAS", "LAS", "sentences", "lemmas", "names F1", "persons", "organisations", "places", "peoples"]
