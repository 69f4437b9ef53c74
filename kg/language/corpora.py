"""The corpora for training and testing the model, made from the treebanks: paragraphs as documents, some varied.

Edited text counts double (GUM, once as it is and once varied): curly quotation marks, capitals as in headlines, all in
lower case. For the names there are also copies in which names are exchanged for invented ones, and invented sentences;
the syntax ends with invented sentences of news among the others.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language import names
from kg.language.invention import Inventor
from kg.language.treebanks import Sentence, paragraphs, read_conllu, read_iob, to_doc, with_names

Group = list[Sentence]

_EWT, _EWT_NAMES = "ewt-{}.conllu.xz", "ewt-{}.ner.iob2.xz"
_GUM, _POLITICS = "gum-open-{}.conllu.xz", "crossner-politics-{}.iob.xz"
_PUD, _PUD_NAMES = "pud-test.conllu.xz", "pud-test.ner.iob2.xz"
FILES = tuple(
    [kind.format(part) for part in ("train", "dev", "test") for kind in (_EWT, _EWT_NAMES, _GUM, _POLITICS)]
    + [_PUD, _PUD_NAMES]
)
_SMALL = frozenset({"of", "the", "a", "an", "to", "in", "on", "for", "and", "with", "at", "by", "as", "n't", "'s"})
_GLUED = frozenset({",", ".", ")", "'s", ":", ";", "?", "!", "%"})
_INVENTED = 5000


def training(nlp: Language, folder: Path, seed: int) -> Iterator[tuple[str, list[Doc]]]:
    """(name, documents) of the corpora for training and for choosing the best state, by recipe."""
    chance = random.Random(seed)
    ewt, gum = list(paragraphs(_ewt(folder, "train"))), list(paragraphs(_gum(folder, "train")))
    syntax = [*(varied(group, 0.35, chance) for group in ewt), *gum, *(varied(group, 0.8, chance) for group in gum)]
    yield "syntax-train", documents(nlp.vocab, syntax, names_too=False)
    inventor, usual = Inventor(nlp, seed), UsualForms(syntax)
    invented = [inventor.parsed_sentence() for _ in range(_INVENTED)]
    news = [[usual.completed(sentence)] for sentence in invented if usual.labels.issuperset(labels(sentence))]
    yield "news-train", documents(nlp.vocab, [*syntax, *news], names_too=False)
    ewt_dev, gum_dev = list(paragraphs(_ewt(folder, "dev"))), list(paragraphs(_gum(folder, "dev")))
    for recipe in ("syntax", "news"):
        yield f"{recipe}-dev", documents(nlp.vocab, [*gum_dev, *ewt_dev[:150]], names_too=False)
    politics = [[sentence] for part in ("train", "dev") for sentence in _politics(folder, part)]
    yield "names-train", _for_names(nlp, ewt, gum, politics, seed)
    yield "names-dev", [to_doc(nlp.vocab, [bare(s) for s in group]) for group in [*ewt_dev, *gum_dev]]


def _for_names(nlp: Language, ewt: list[Group], gum: list[Group], politics: list[Group], seed: int) -> list[Doc]:
    """All that has names, copies with exchanged names, and invented sentences."""
    chance, inventor = random.Random(seed), Inventor(nlp, seed)

    def exchanged(groups: Iterable[Group], share: float) -> Iterator[Group]:
        for group in groups:
            if any(tag != "O" for sentence in group for tag in sentence.names):
                yield [inventor.exchanged(sentence, share) for sentence in group]

    copies = [*exchanged(ewt, 0.7), *exchanged(gum, 0.7), *exchanged(gum, 0.9), *exchanged(politics, 0.7)]
    groups = [varied(group, 0.45, chance) for group in [*ewt, *gum, *politics, *gum, *copies]]
    groups += [[inventor.sentence()] for _ in range(_INVENTED)]
    return [to_doc(nlp.vocab, [bare(sentence) for sentence in group]) for group in groups]


def tests(nlp: Language, folder: Path) -> dict[str, list[Doc]]:
    """The documents to test on, by the name of the corpus; none was trained on."""
    pud = with_names(read_conllu(folder / _PUD), read_iob(folder / _PUD_NAMES))
    return {
        "PUD": documents(nlp.vocab, paragraphs(map(_relabelled, pud))),
        "EWT test": documents(nlp.vocab, paragraphs(_ewt(folder, "test"))),
        "GUM test": documents(nlp.vocab, paragraphs(_gum(folder, "test"))),
        "CrossNER politics test": documents(nlp.vocab, ([sentence] for sentence in _politics(folder, "test"))),
    }


def documents(vocab: Vocab, groups: Iterable[Group], names_too: bool = True) -> list[Doc]:
    """A document for each group of sentences."""
    if names_too:
        return [to_doc(vocab, group) for group in groups]
    return [to_doc(vocab, [replace(sentence, names=[]) for sentence in group]) for group in groups]


def labels(sentence: Sentence) -> set[str]:
    """Tags and dependency labels of a sentence."""
    return {*sentence.tags, *sentence.deps}


class UsualForms:
    """The lemma and morphology that words have most often in parsed sentences, and the labels of these."""

    def __init__(self, groups: Iterable[Group]) -> None:
        words: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
        tags: dict[str, Counter[str]] = defaultdict(Counter)
        self.labels: set[str] = set()
        for sentence in (sentence for group in groups for sentence in group):
            self.labels |= labels(sentence)
            columns = zip(sentence.words, sentence.tags, sentence.lemmas, sentence.morphs, strict=True)
            for word, tag, lemma, morph in columns:
                words[word.lower(), tag][lemma, morph] += 1
                tags[tag][morph] += 1
        self._words = {key: counts.most_common(1)[0][0] for key, counts in words.items()}
        self._tags = {tag: counts.most_common(1)[0][0] for tag, counts in tags.items()}

    def completed(self, sentence: Sentence) -> Sentence:
        """The sentence with morphology, and lemmas where it has none."""
        lemmas, morphs = [], []
        for word, tag, lemma in zip(sentence.words, sentence.tags, sentence.lemmas, strict=True):
            usual = (lemma, self._tags.get(tag, "")) if lemma else (word, "")
            found, morph = usual if lemma else self._words.get((word.lower(), tag), usual)
            lemmas.append(found)
            morphs.append(morph)
        return replace(sentence, lemmas=lemmas, morphs=morphs)


def bare(sentence: Sentence) -> Sentence:
    """Words and names alone."""
    return Sentence(sentence.words, sentence.spaces, names=sentence.names, paragraph=sentence.paragraph)


def _relabelled(sentence: Sentence) -> Sentence:
    return names.relabel(sentence) if sentence.names else sentence


def _ewt(folder: Path, part: str) -> Iterator[Sentence]:
    tags = read_iob(folder / _EWT_NAMES.format(part))
    return map(_relabelled, with_names(read_conllu(folder / _EWT.format(part)), tags))


def _gum(folder: Path, part: str) -> Iterator[Sentence]:
    return map(names.from_gum, read_conllu(folder / _GUM.format(part)))


def _politics(folder: Path, part: str) -> Iterator[Sentence]:
    """CrossNER's sentences, with spaces as they are usual: the corpus has none."""
    for identifier, words, tags in read_iob(folder / _POLITICS.format(part)):
        spaces = [
            word != "(" and following not in _GLUED for word, following in zip(words, [*words[1:], ""], strict=True)
        ]
        yield names.relabel(Sentence(words, spaces, names=tags, identifier=identifier))


def varied(group: Group, share: float, chance: random.Random) -> Group:
    """The group as it is, or with other quotation marks (for about a share), headline capitals, or in lower case."""
    drawn = chance.random()
    change: Callable[[list[str]], list[str]] | None = None
    if len(group) == 1 and len(group[0].words) < 16 and drawn < 0.25:
        change = headline
    elif drawn < share:
        change = curly
    elif drawn > 0.98:
        change = lower
    return group if change is None else [replace(sentence, words=change(sentence.words)) for sentence in group]


def curly(words: list[str]) -> list[str]:
    """Straight quotation marks and apostrophes made curly, marks by turns opening and closing."""
    out: list[str] = []
    opening = True
    for word in words:
        if word in {'"', "``", "''"}:
            opening = {"``": True, "''": False}.get(word, opening)
            out.append("“" if opening else "”")
            opening = not opening
        else:
            out.append(word.replace("'", "’") if word in {"'", "s'"} or word.lower() in _CONTRACTIONS else word)
    return out


_CONTRACTIONS = frozenset({"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"})


def headline(words: list[str]) -> list[str]:
    """Words with capitals as headlines have them."""
    return [word if i and word.lower() in _SMALL else word[:1].upper() + word[1:] for i, word in enumerate(words)]


def lower(words: list[str]) -> list[str]:
    """Words in lower case."""
    return [word.lower() for word in words]
