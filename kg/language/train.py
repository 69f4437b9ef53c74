"""Trains the bundled model again from treebanks: `kg train --treebanks DIR --out DIR`.

The syntax (encoder, tagger, lemmatizer, parser) is trained first; the names then start from its encoder and grow their
own from it. Both recipes are the `.cfg` files beside this module; the corpora are `kg.language.corpora`. Nothing is
drawn at random but by the seed, so that the same input gives the same scores.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config
from thinc.api import Model

from kg.errors import InputError
from kg.language import backend, corpora
from kg.language.evaluation import evaluate
from kg.language.packing import finish

_HERE = Path(__file__).parent
SYNTAX_STEPS = 5000
NAMES_STEPS = 4500


def train(treebanks: Path, out: Path, seed: int = 0, steps: tuple[int, int] = (SYNTAX_STEPS, NAMES_STEPS)) -> None:
    """Train the model from the files of a folder and write it, with its licence and scores, into the folder `out`.

    `steps` are those of the syntax and of the names, each of about a thousand words.

    Raises:
        InputError: a treebank is missing.
    """
    missing = [name for name in corpora.FILES if not (treebanks / name).is_file()]
    if missing:
        raise InputError(f"In {treebanks} these treebanks are missing: {', '.join(missing)}.")
    with backend.fast(), tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        blank = spacy.blank("en")
        for name, docs in corpora.training(blank, treebanks, seed):
            DocBin(docs=docs).to_disk(work / f"{name}.spacy")
        syntax = _run("syntax", work, seed, steps[0], None)
        names = _run("names", work, seed, steps[1], syntax)
        nlp = _joined(syntax, names)
        scores = evaluate(nlp, corpora.tests(nlp, treebanks))
        finish(nlp, work / "model", scores)
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(work / "model", out)


def _run(recipe: str, work: Path, seed: int, steps: int, encoder: Language | None) -> Language:
    """Train one recipe; its best state by the development corpus."""
    overrides: dict[str, Any] = {
        "paths.train": str(work / f"{recipe}-train.spacy"),
        "paths.dev": str(work / f"{recipe}-dev.spacy"),
        "system.seed": seed,
        "training.max_steps": steps,
        "training.eval_frequency": min(steps, 500),
    }
    nlp = init_nlp(load_config(_HERE / f"{recipe}.cfg", overrides=overrides))
    if encoder is not None:
        source = encoder.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a pipe is typed as any callable
        copy_parameters(source, nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0])  # type: ignore[attr-defined]
    (work / recipe).mkdir()
    train_loop(nlp, work / recipe)
    return backend.quicken(spacy.load(work / recipe / "model-best"))


def copy_parameters(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """Give a network the weights of another of the same build."""
    for old, new in zip(source.walk(), target.walk(), strict=True):
        for name in old.param_names:
            if old.has_param(name):
                new.set_param(name, old.get_param(name).copy())


def _joined(syntax: Language, names: Language) -> Language:
    """One pipeline of both, with the sentences cut ahead of the parser."""
    syntax.add_pipe("sentence_ends", before="parser")
    syntax.add_pipe("ner", source=names)
    return syntax
