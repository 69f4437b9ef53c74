"""Loads the English pipeline: the bundled model, or any installed one of spaCy by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import get_package_path, is_package

from kg.errors import ModelError
from kg.language import backend, embedding, sentences
from kg.language.grammar import grammar_of

__all__ = ["BUNDLED", "describe", "load", "scores_table"]

BUNDLED = Path(__file__).with_name("model")
_HOW = "install one (python -m spacy download en_core_web_sm), or leave --model out to use the bundled one"
REGISTERED = (embedding.word_embed, sentences.sentence_ends)  # what a model's config may name


def load(name: str | None = None) -> Language:
    """A pipeline ready for `kg.language.parse`: the bundled model, or an installed one by its name or folder.

    Raises:
        ModelError: it is not installed or broken, is not for English, or lacks what the extraction needs.
    """
    try:
        nlp = spacy.load(name or BUNDLED)
    except OSError as error:
        if name is None:
            raise ModelError(f"The bundled language model is missing in {BUNDLED}: install Chancery again.") from error
        raise ModelError(f"The language model {name!r} is not installed: {_HOW}.") from error
    except (ValueError, KeyError, ImportError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(f"The language model {name or 'bundled'} cannot be loaded ({reason}): {_HOW}.") from error
    if nlp.lang != "en":
        raise ModelError(f"The language model {name!r} is for another language ({nlp.lang}), not English: {_HOW}.")
    grammar_of(nlp)
    if "sentence_ends" not in nlp.pipe_names:
        nlp.add_pipe("sentence_ends", before="parser")
    return backend.quicken(nlp)


def describe(name: str | None = None) -> str:
    """The model and its version in a few words, told without loading it: "chancery_news 1.0.0".

    Raises:
        ModelError: it is not installed.
    """
    meta = _meta(name)
    return f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip("_ ")


def _meta(name: str | None) -> Mapping[str, Any]:
    folder = Path(name) if name else BUNDLED
    if name and is_package(name):
        return {"lang": "", "name": name, "version": metadata.version(name), "folder": str(get_package_path(name))}
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        which = f"The language model {name!r} is not installed" if name else f"The bundled model is missing in {folder}"
        raise ModelError(f"{which}: {_HOW}.") from error
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
