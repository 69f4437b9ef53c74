"""Loads the English pipeline: the bundled model, or any installed one of spaCy by its name."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.language import backend, embedding, sentences
from kg.language.grammar import grammar_of
from kg.pipelines import BUNDLED, HOW

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
        raise ModelError(f"The language model {name!r} is not installed: {HOW}.") from error
    except (ValueError, KeyError, ImportError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(f"The language model {name or 'bundled'} cannot be loaded ({reason}): {HOW}.") from error
    if nlp.lang != "en":
        raise ModelError(f"The language model {name!r} is for another language ({nlp.lang}), not English: {HOW}.")
    grammar_of(nlp)
    if "sentence_ends" not in nlp.pipe_names:
        nlp.add_pipe("sentence_ends", before="parser")
    return backend.quicken(nlp)
