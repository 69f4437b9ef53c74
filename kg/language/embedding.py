"""The word features of the bundled model, each hashed into a table.

They are spaCy's own, longer prefixes and suffixes, and for the names what lists of the world know of a word.
"""

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

from kg.language.gazetteer import known

_LEXEME = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_CUT: dict[str, Callable[[str], str]] = {
    "PREFIX3": lambda word: word[:3],
    "SUFFIX2": lambda word: word[-2:],
    "SUFFIX4": lambda word: word[-4:],
}
FEATURES = (*_LEXEME, *_CUT, "KNOWN")
_UNLISTED = 0.3  # the share of documents that are read without the lists while training


def word_features(doc: Doc, met: dict[int, tuple[int, ...]], listed: bool = True) -> Ints2d:
    """One row of hashes a token, in the order of `FEATURES`, the last one only where `listed`.

    `met` keeps those of words met before.
    """
    columns = [doc.to_array(list(_LEXEME)).reshape(-1, len(_LEXEME))]
    cuts = [_cuts(doc.vocab, orth, met) for orth in doc.to_array("ORTH").tolist()]
    columns.append(np.array(cuts, dtype="uint64").reshape(-1, len(_CUT)))
    if listed:
        codes = [hash_string(code) for code in known(doc)]
        columns.append(np.array(codes, dtype="uint64").reshape(-1, 1))
    return cast(Ints2d, np.hstack(columns))


def _cuts(vocab: Vocab, orth: int, met: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    found = met.get(orth)
    if found is None:
        word = vocab.strings[orth].lower()
        if len(met) > 500_000:  # bounded, whatever is read
            met.clear()
        found = met[orth] = tuple(hash_string(cut(word)) for cut in _CUT.values())
    return found


class Hider:
    """Hides features while a model is trained, so that it learns to judge words that it never met and no list has.

    A word met n times before gets a strange `NORM` with the chance 1 / (1 + n); some documents lose `KNOWN`.
    """

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)
        self._met: dict[int, int] = {}

    def hide(self, rows: Ints2d) -> Ints2d:
        """The rows of `word_features` with some words hidden; counts the words."""
        features: Any = rows  # an array of NumPy
        norms = features[:, 0].tolist()
        counts = np.array([self._count(norm) for norm in norms], dtype="float64")
        hidden = self._random.random(len(norms)) < 1 / (1 + counts)
        features[hidden, 0] = self._random.integers(0, 2**64, int(hidden.sum()), dtype="uint64")
        if features.shape[1] == len(FEATURES) and self._random.random() < _UNLISTED:
            features[:, -1] = hash_string("")
        return rows

    def _count(self, norm: int) -> int:
        met = self._met.get(norm, 0)
        self._met[norm] = met + 1
        return met


def _extractor(listed: bool) -> Model[list[Doc], list[Ints2d]]:
    met: dict[int, tuple[int, ...]] = {}
    hider = Hider()

    def forward(
        model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool
    ) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
        rows = [word_features(doc, met, listed) for doc in docs]
        if is_train and model.attrs["hides"]:
            rows = [hider.hide(row) for row in rows]
        return [model.ops.asarray2i(row, dtype="uint64") for row in rows], lambda _: []

    return Model("extract_word_features", forward, attrs={"hides": True})


def stop_hiding(network: Model[Any, Any]) -> None:
    """Let a network train on with every word and list in sight."""
    for node in network.walk():
        if "hides" in node.attrs:
            node.attrs["hides"] = False


@registry.architectures("chancery.WordEmbed.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def word_embed(width: int, rows: list[int], widths: list[int]) -> Model[list[Doc], list[Floats2d]]:
    """An embedding layer over `FEATURES`.

    `rows` and `widths` give the size of each feature's table, `width` that of the mixed output. The last feature may
    be left out.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(size, row, column=i, seed=8 + i, dropout=0.0)
        for i, (row, size) in enumerate(zip(rows, widths, strict=True))
    ]
    mix: Model[Any, Any] = with_array(Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True))
    ragged = cast(Model[list[Ints2d], Ragged], list2ragged())
    return chain(_extractor(len(rows) == len(FEATURES)), ragged, with_array(concatenate(*tables)), mix, ragged2list())
