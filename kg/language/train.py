"""Trains the bundled model again from treebanks: `kg train --treebanks DIR --out DIR`.

A short run of the syntax (encoder, tagger, lemmatizer, parser) comes first. From its weights two processes go on, one
core each: the syntax as a whole, and the names, which grow an encoder of their own out of it. The recipes are the
`.cfg` files beside this module, the corpora are `kg.language.corpora`. Nothing is drawn at random but by the seed, and
each process keeps to one thread, so that the same input gives the same scores.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
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
STEPS = (800, 2200, 4000)
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def train(treebanks: Path, out: Path, seed: int = 0, steps: tuple[int, int, int] = STEPS) -> None:
    """Train the model from the files of a folder and write it, with its licence and scores, into the folder `out`.

    `steps` are those of the first run, of the syntax after it and of the names, each of about a thousand words.

    Raises:
        InputError: a treebank is missing, or the folder holds something that is no model.
    """
    if out.exists() and not (out / "meta.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out} holds something else than a model: name a new or empty folder for --out.")
    missing = [name for name in corpora.FILES if not (treebanks / name).is_file()]
    if missing:
        raise InputError(f"In {treebanks} these treebanks are missing: {', '.join(missing)}.")
    with tempfile.TemporaryDirectory() as scratch, _single_threaded():
        work = Path(scratch)
        for name, docs in corpora.training(spacy.blank("en"), treebanks, seed):
            DocBin(docs=docs).to_disk(work / f"{name}.spacy")
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            first = pool.submit(_run, "syntax", work, work / "first", seed, steps[0]).result()
            whole = pool.submit(_run, "syntax", work, work / "syntax", seed, steps[1], first)
            names = pool.submit(_run, "names", work, work / "names", seed, steps[2], first)
            nlp = _joined(whole.result(), names.result())
        scores = evaluate(nlp, corpora.tests(nlp, treebanks))
        finish(nlp, work / "model", scores)
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(work / "model", out)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Processes started within keep to one thread each."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(_ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _run(recipe: str, corpora_: Path, out: Path, seed: int, steps: int, start: Path | None = None) -> Path:
    """Train one recipe, from the weights of a pipeline where there is one; the folder of its best state."""
    overrides: dict[str, Any] = {
        "paths.train": str(corpora_ / f"{recipe}-train.spacy"),
        "paths.dev": str(corpora_ / f"{recipe}-dev.spacy"),
        "system.seed": seed,
        "training.max_steps": steps,
        "training.eval_frequency": min(steps, 500),
    }
    out.mkdir()
    with backend.fast():
        nlp = init_nlp(load_config(_HERE / f"{recipe}.cfg", overrides=overrides))
        if start is not None:
            _start_from(spacy.load(start), nlp)
        train_loop(nlp, out)
    return out / "model-best"


def _start_from(source: Language, nlp: Language) -> None:
    """Give a pipeline the weights of another: those of the same components, and its encoder to the names."""
    for name, pipe in nlp.pipeline:
        if name == "ner":
            copy_parameters(_model(source, "tok2vec"), _model(nlp, "ner").get_ref("tok2vec").layers[0])
        elif getattr(pipe, "is_trainable", False):
            copy_parameters(_model(source, name), _model(nlp, name))


def _model(nlp: Language, name: str) -> Model[Any, Any]:
    model: Model[Any, Any] = nlp.get_pipe(name).model  # type: ignore[attr-defined]  # a pipe is typed as any callable
    return model


def copy_parameters(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """Give a network the weights of another of the same build."""
    for old, new in zip(source.walk(), target.walk(), strict=True):
        for name in old.param_names:
            if old.has_param(name):
                new.set_param(name, old.get_param(name).copy())


def _joined(syntax: Path, names: Path) -> Language:
    """One pipeline of both, with the sentences cut ahead of the parser."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("sentence_ends", before="parser")
    nlp.add_pipe("ner", source=spacy.load(names))
    return backend.quicken(nlp)
