"""The word features of the bundled model: spaCy's own and longer prefixes and suffixes, each hashed into a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]  # its stubs leave it out
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d, Ragged

_LEXEME = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_CUT: dict[str, Callable[[str], str]] = {
    "PREFIX3": lambda word: word[:3],
    "SUFFIX2": lambda word: word[-2:],
    "SUFFIX4": lambda word: word[-4:],
}
FEATURES = (*_LEXEME, *_CUT)


def word_features(doc: Doc, known: dict[int, tuple[int, ...]]) -> Ints2d:
    """One row of hashes a token, in the order of `FEATURES`; `known` keeps those of words met before."""
    lexeme = doc.to_array(list(_LEXEME)).reshape(-1, len(_LEXEME))
    cuts = [_cuts(doc.vocab, orth, known) for orth in doc.to_array("ORTH").tolist()]
    return cast(Ints2d, np.hstack([lexeme, np.array(cuts, dtype="uint64").reshape(-1, len(_CUT))]))


def _cuts(vocab: Vocab, orth: int, known: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    found = known.get(orth)
    if found is None:
        word = vocab.strings[orth].lower()
        if len(known) > 500_000:  # bounded, whatever is read
            known.clear()
        found = known[orth] = tuple(hash_string(cut(word)) for cut in _CUT.values())
    return found


def _extractor() -> Model[list[Doc], list[Ints2d]]:
    known: dict[int, tuple[int, ...]] = {}

    def forward(
        model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
        return [model.ops.asarray2i(word_features(doc, known), dtype="uint64") for doc in docs], lambda _: []

    return Model("extract_word_features", forward)


@registry.architectures("chancery.WordEmbed.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def word_embed(width: int, rows: list[int], widths: list[int]) -> Model[list[Doc], list[Floats2d]]:
    """An embedding layer over `FEATURES`.

    `rows` and `widths` give the size of each feature's table, `width` that of the mixed output.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(size, row, column=i, seed=8 + i, dropout=0.0)
        for i, (row, size) in enumerate(zip(rows, widths, strict=True))
    ]
    mix: Model[Any, Any] = with_array(Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True))
    ragged = cast(Model[list[Ints2d], Ragged], list2ragged())
    return chain(_extractor(), ragged, with_array(concatenate(*tables)), mix, ragged2list())
