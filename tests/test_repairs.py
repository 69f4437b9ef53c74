"""Parses whose main verb the parser missed are mended, and those that are right stay."""

from __future__ import annotations

import random

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as SpacyDoc

from kg.language.repairs import repair
from kg.language.tokens import Doc, Token

Row = tuple[str, str, str, str, int]
"""Word, lemma, tag, label, and the place of the head."""
ENVOYS: list[Row] = [
    ("In", "in", "IN", "case", 1), ("Oslo", "Oslo", "NNP", "compound", 3), (",", ",", ",", "punct", 1),
    ("envoys", "envoy", "NNS", "ROOT", 3), ("called", "call", "VBN", "acl", 3), ("on", "on", "IN", "case", 6),
    ("Voss", "Voss", "NNP", "obl", 4), ("to", "to", "TO", "mark", 8), ("act", "act", "VB", "advcl", 4),
    (".", ".", ".", "punct", 3),
]  # fmt: skip
SUMMONED: list[Row] = [
    ("minister", "minister", "NN", "ROOT", 0), (",", ",", ",", "punct", 2), ("Voss", "Voss", "NNP", "appos", 0),
    (",", ",", ",", "punct", 5), ("summoned", "summon", "JJ", "amod", 5), ("envoys", "envoy", "NNS", "conj", 0),
    ("and", "and", "CC", "cc", 7), ("left", "leave", "VBD", "conj", 0), (".", ".", ".", "punct", 0),
]  # fmt: skip
ACCUSED: list[Row] = [
    ("man", "man", "NN", "ROOT", 0), ("accused", "accuse", "VBN", "acl", 0), ("of", "of", "IN", "case", 3),
    ("theft", "theft", "NN", "obl", 1), (".", ".", ".", "punct", 0),
]  # fmt: skip
VOCAB = spacy.blank("en").vocab
POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "JJ": "ADJ",
    "IN": "ADP",
    "TO": "PART",
    "CC": "CCONJ",
    "RB": "ADV",
    "PRP": "PRON",
    "WP": "PRON",
}


def mended(rows: list[Row]) -> dict[str, Token]:
    """The tokens of a sentence by their words, mended."""
    words, lemmas, tags, labels, heads = map(list, zip(*rows, strict=True))
    parse = SpacyDoc(
        VOCAB, words=words, lemmas=lemmas, tags=tags, deps=labels, heads=heads,
        pos=[POS.get(str(tag), "VERB" if str(tag).startswith("VB") else "PUNCT") for tag in tags],
        sent_starts=[i == 0 for i in range(len(rows))],
    )  # fmt: skip
    doc = Doc([parse])
    repair(doc)
    for token in doc:
        assert token.head is token or any(child is token for child in token.head.children)
        assert [child.i for child in token.children] == sorted(child.i for child in token.children)
        assert all(child.head is token for child in token.children)
    assert sum(token.head is token for token in doc) == 1
    return {token.text: token for token in doc}


def test_a_participle_is_the_verb_of_a_sentence_that_has_no_other() -> None:
    found = mended(ENVOYS)
    called, envoys = found["called"], found["envoys"]
    assert (called.head, called.tag_, envoys.head, envoys.dep_) == (called, "VBD", called, "nsubj")
    assert (found["Oslo"].head, found["Oslo"].dep_) == (called, "obl")


def test_an_adjective_may_be_the_verb() -> None:
    found = mended(SUMMONED)
    summoned = found["summoned"]
    assert [(child.text, child.dep_) for child in summoned.children if child.text not in {",", "."}] == [
        ("minister", "nsubj"), ("envoys", "obj"), ("left", "conj"),
    ]  # fmt: skip


def test_a_past_tense_is_joined_to_the_verb_and_not_to_its_gerund() -> None:
    found = mended(
        [
            ("Voss", "Voss", "NNP", "nsubj", 1), ("accused", "accuse", "VBD", "ROOT", 1), ("Oslo", "Oslo", "NNP", "obj", 1),
            ("of", "of", "IN", "mark", 4), ("lying", "lie", "VBG", "advcl", 1), ("and", "and", "CC", "cc", 6),
            ("promised", "promise", "VBN", "conj", 4), ("peace", "peace", "NN", "obj", 6), (".", ".", ".", "punct", 1),
        ]
    )  # fmt: skip
    assert (found["promised"].head.text, found["promised"].tag_) == ("accused", "VBD")


def test_the_verb_behind_a_relative_clause_is_the_main_verb() -> None:
    found = mended(
        [
            ("Voss", "Voss", "NNP", "ROOT", 0), (",", ",", ",", "punct", 3), ("who", "who", "WP", "nsubj", 3),
            ("lost", "lose", "VBD", "acl:relcl", 0), (",", ",", ",", "punct", 5), ("offers", "offer", "VBZ", "conj", 3),
            ("help", "help", "NN", "obj", 5), ("and", "and", "CC", "cc", 8), ("waits", "wait", "VBZ", "conj", 3),
            (".", ".", ".", "punct", 0),
        ]
    )  # fmt: skip
    offers = found["offers"]
    assert (offers.head, offers.tag_) == (offers, "VBZ")
    assert (found["Voss"].head, found["Voss"].dep_, found["waits"].head) == (offers, "nsubj", offers)


@pytest.mark.parametrize(
    ("thanked", "oslo", "told", "root"),
    [(("ROOT", 1), ("nsubj", 4), ("ccomp", 1), 1), (("advcl", 4), ("obj", 1), ("ROOT", 4), 4)],
)
def test_a_verb_behind_an_object_and_a_comma_is_joined_to_the_one_before(
    thanked: tuple[str, int], oslo: tuple[str, int], told: tuple[str, int], root: int
) -> None:
    rows: list[Row] = [
        ("Voss", "Voss", "NNP", "nsubj", 1), ("thanked", "thank", "VBD", *thanked), ("Oslo", "Oslo", "NNP", *oslo),
        (",", ",", ",", "punct", 4), ("told", "tell", "VBD", *told), ("it", "it", "PRP", "nsubj", 6),
        ("was", "be", "VBD", "ccomp", 4), (".", ".", ".", "punct", root),
    ]  # fmt: skip
    found = mended(rows)
    assert (found["told"].head.text, found["told"].dep_) == ("thanked", "conj")
    assert (found["Oslo"].head.text, found["Oslo"].dep_) == ("thanked", "obj")


def test_who_is_told_of_between_commas_is_not_called() -> None:
    rows: list[Row] = [
        ("Voss", "Voss", "NNP", "vocative", 5), (",", ",", ",", "punct", 2), ("envoy", "envoy", "NN", "appos", 0),
        (",", ",", ",", "punct", 2), ("then", "then", "RB", "advmod", 5), ("left", "leave", "VBD", "ROOT", 5),
        (".", ".", ".", "punct", 5),
    ]  # fmt: skip
    assert mended(rows)["Voss"].dep_ == "nsubj"
    assert mended([*rows[:2], ("sir", "sir", "NN", "discourse", 5), *rows[3:]])["Voss"].dep_ == "vocative"


@pytest.mark.parametrize(
    "rows",
    [
        ACCUSED,
        [*ENVOYS[:-1]],  # a headline
        [(word, "give" if word == "called" else lemma, tag, "obj" if word == "Voss" else label, head)
         for word, lemma, tag, label, head in ENVOYS],
    ],
)  # fmt: skip
def test_what_may_be_passive_stays(rows: list[Row]) -> None:
    root = next(word for word, _, _, label, _ in rows if label == "ROOT")
    assert mended(rows)[root].dep_ == "ROOT"


WORDS = [("envoys", "NNS"), ("called", "VBN"), ("left", "VBD"), ("summoned", "JJ"), (",", ","), ("on", "IN")]
LABELS = ["acl", "amod", "appos", "case", "compound", "conj", "nsubj", "obj", "obl", "parataxis", "punct"]


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(LABELS), st.randoms(use_true_random=False)), max_size=9)
)
def test_any_parse_stays_a_tree(made: list[tuple[tuple[str, str], str, random.Random]]) -> None:
    rows: list[Row] = [("envoys", "envoy", "NNS", "ROOT", 0)]
    for (word, tag), label, chance in made:
        rows.append((word, word.removesuffix("ed"), tag, label, chance.randrange(len(rows))))
    mended([*rows, (".", ".", ".", "punct", 0)])
