"""Trains the bundled model again from treebanks: `kg train --treebanks DIR --out DIR`.

The syntax (encoder, tagger, lemmatizer, parser) comes first; the names then grow an encoder of their own out of its,
and the syntax learns on, with sentences of news among the others.
The recipes are the `.cfg` files beside this module, the corpora are `kg.language.corpora`. Nothing is drawn at random
but by the seed, so that the same input gives the same scores.
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
from kg.language import backend, corpora, embedding
from kg.language.evaluation import evaluate
from kg.language.packing import finish

_HERE = Path(__file__).parent
STEPS = (5000, 3000, 400)
_SLOW = 0.0005
_EVERY = 500  # steps from one evaluation to the next; the best state by the development corpus is kept


def train(treebanks: Path, out: Path, seed: int = 0, steps: tuple[int, int, int] = STEPS) -> None:
    """Train the model from the files of a folder and write it, with its licence and scores, into the folder `out`.

    `steps` are those of the syntax, of the names and of the news, each of about a thousand words.

    Raises:
        InputError: a treebank is missing, or the folder holds something that is no model.
    """
    if out.exists() and not (out / "meta.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out} holds something else than a model: name a new or empty folder for --out.")
    missing = [name for name in corpora.FILES if not (treebanks / name).is_file()]
    if missing:
        raise InputError(f"In {treebanks} these treebanks are missing: {', '.join(missing)}.")
    with tempfile.TemporaryDirectory() as scratch, backend.fast():
        work = Path(scratch)
        for name, docs in corpora.training(spacy.blank("en"), treebanks, seed):
            DocBin(docs=docs).to_disk(work / f"{name}.spacy")
        syntax = _run("syntax", work, seed, steps[0])
        names = _run("names", work, seed, steps[1], encoder=syntax)
        nlp = _joined(_learned_on(work, seed, steps[2]), names)
        finish(nlp, work / "model", evaluate(nlp, corpora.tests(nlp, treebanks)))
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(work / "model", out)


def _run(recipe: str, work: Path, seed: int, steps: int, encoder: Language | None = None) -> Language:
    """Train one recipe, with the encoder of another pipeline to start from where there is one; its best state."""
    overrides = _settings(recipe, work, seed, steps)
    nlp = init_nlp(load_config(_HERE / f"{recipe}.cfg", overrides=overrides))
    if encoder is not None:
        copy_parameters(_model(encoder, "tok2vec"), _model(nlp, "ner").get_ref("tok2vec").layers[0])
    (work / recipe).mkdir()
    train_loop(nlp, work / recipe)
    return spacy.load(work / recipe / "model-best")


def _learned_on(work: Path, seed: int, steps: int) -> Language:
    """The syntax after the corpus of news: slowly, with all words in sight; its last state."""
    overrides = _settings("news", work, seed, steps) | {"training.optimizer.learn_rate.initial_rate": _SLOW}
    config = load_config(_HERE / "syntax.cfg", overrides=overrides)
    trained = str(work / "syntax" / "model-best")
    config["components"] = {name: {"source": trained} for name in config["nlp"]["pipeline"]}
    nlp = init_nlp(config)
    embedding.stop_hiding(_model(nlp, "tok2vec"))
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")  # spaCy does not restore its labels from the disk
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    (work / "news").mkdir()
    train_loop(nlp, work / "news")
    return spacy.load(work / "news" / "model-last")


def _settings(corpus: str, work: Path, seed: int, steps: int) -> dict[str, Any]:
    """What a recipe leaves open."""
    return {
        "paths.train": str(work / f"{corpus}-train.spacy"),
        "paths.dev": str(work / f"{corpus}-dev.spacy"),
        "system.seed": seed,
        "training.max_steps": steps,
        "training.eval_frequency": min(_EVERY, steps),
    }


def _model(nlp: Language, name: str) -> Model[Any, Any]:
    model: Model[Any, Any] = nlp.get_pipe(name).model  # type: ignore[attr-defined]  # a pipe is typed as any callable
    return model


def copy_parameters(source: Model[Any, Any], target: Model[Any, Any]) -> None:
    """Give an encoder the weights of another of the same build, which may have a last table of features less."""
    columns = max(node.attrs.get("column", 0) for node in source.walk())
    ours = [node for node in source.walk() if node.param_names]
    theirs = [node for node in target.walk() if node.param_names and node.attrs.get("column", 0) <= columns]
    for old, new in zip(ours, theirs, strict=True):
        for name in old.param_names:
            weights: Any = new.get_param(name).copy()
            weights[..., : old.get_param(name).shape[-1]] = old.get_param(name)
            new.set_param(name, weights)


def _joined(syntax: Language, names: Language) -> Language:
    """One pipeline of both, with the sentences cut ahead of the parser."""
    syntax.add_pipe("sentence_ends", before="parser")
    syntax.add_pipe("ner", source=names)
    return syntax
