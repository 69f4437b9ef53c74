"""The matrix products of the pipeline by NumPy's BLAS: about three times as fast as the usual one on one core."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from spacy.language import Language
from thinc.api import Model, NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController


def _ops() -> NumpyOps:
    return NumpyOps(use_blis=False)


@contextmanager
def fast() -> Iterator[None]:
    """Build and train models with it within the block."""
    before = get_current_ops()
    set_current_ops(_ops())
    try:
        yield
    finally:
        set_current_ops(before)


@contextmanager
def one_thread() -> Iterator[None]:
    """Multiply on one thread within the block: a text's matrices are so small that several threads wait for each other
    more than they work, and what comes out does not depend on how many there are."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def quicken(nlp: Language) -> Language:
    """Let every model of a loaded pipeline that runs on the processor use it; the same pipeline."""
    ops = _ops()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if isinstance(node.ops, NumpyOps):
                    node.ops = ops
    return nlp
