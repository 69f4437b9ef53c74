"""Scores of a pipeline on annotated documents: it reads their bare text and is compared word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

_SYNTAX = {"tags": "tag_acc", "UAS": "dep_uas", "LAS": "dep_las", "sentences": "sents_f", "lemmas": "lemma_acc"}
_GROUPS = {"PERSON": "persons", "ORG": "organisations", "GPE": "places", "LOC": "places"}
_Name = tuple[int, int, str]


def evaluate(nlp: Language, corpora: Mapping[str, list[Doc]]) -> dict[str, dict[str, float]]:
    """Scores in per cent, by corpus and measure.

    Tags are the treebank's own (XPOS); attachment leaves punctuation out, as is usual, and takes labels with their
    subtypes; names are persons, organisations and places, right when both ends and the kind are.
    """
    scores: dict[str, dict[str, float]] = {}
    for corpus, gold in corpora.items():
        texts = [doc.text for doc in gold]
        examples = [Example(doc, reference) for doc, reference in zip(nlp.pipe(texts), gold, strict=True)]
        row: dict[str, float] = {}
        if any(doc.has_annotation("DEP") for doc in gold):
            found = Scorer(nlp).score(examples)
            row |= {name: 100 * found[key] for name, key in _SYNTAX.items() if found.get(key) is not None}
        row |= _names([e for e in examples if e.reference.has_annotation("ENT_IOB")])
        scores[corpus] = {name: round(value, 2) for name, value in row.items()}
    return scores


def _names(examples: Iterable[Example]) -> dict[str, float]:
    """F1 of all names and of each group."""
    pairs = [(_found(example.predicted), _found(example.reference)) for example in examples]
    groups = sorted(set(_GROUPS.values()))
    return {"names F1": _f1(pairs, groups), **{group: _f1(pairs, [group]) for group in groups}}


def _found(doc: Doc) -> set[_Name]:
    return {(e.start_char, e.end_char, _GROUPS[e.label_]) for e in doc.ents if e.label_ in _GROUPS}


def _f1(pairs: list[tuple[set[_Name], set[_Name]]], groups: list[str]) -> float:
    right = found = expected = 0
    for predicted, reference in pairs:
        ours = {name for name in predicted if name[2] in groups}
        theirs = {name for name in reference if name[2] in groups}
        right, found, expected = right + len(ours & theirs), found + len(ours), expected + len(theirs)
    return 200 * right / (found + expected) if found + expected else 0.0
