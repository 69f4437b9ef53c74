"""Read the treebanks and name corpora the English model is trained on, and make spaCy documents of them."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence; every list has one entry a word.

    `heads` are indices within the sentence (the root points at itself), `names` are IOB2 tags or empty
    when the corpus has no names, `paragraph` tells whether a new paragraph starts here.
    """

    words: list[str]
    spaces: list[bool]
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    identifier: str = ""
    paragraph: bool = False


def read_blocks(path: Path) -> Iterator[list[str]]:
    """The blank-line-separated blocks of a plain or xz-compressed text file."""
    block: list[str] = []
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file whose multi-word tokens are spelt by their words."""
    for block in read_blocks(path):
        sentence = _conllu_sentence(block)
        if sentence is not None:
            yield sentence


def _conllu_sentence(block: list[str]) -> Sentence | None:
    """One block as a sentence; None when a multi-word token is not the words it stands for."""
    comments = [line for line in block if line.startswith("#")]
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    glued: set[int] = set()  # words followed by another of the same multi-word token
    last: dict[int, bool] = {}
    by_id = {row[0]: row for row in rows}
    for row in rows:
        if "-" in row[0]:
            first, final = (int(part) for part in row[0].split("-"))
            if "".join(by_id[str(i)][1] for i in range(first, final + 1)) != row[1]:
                return None
            glued.update(range(first, final))
            last[final] = "SpaceAfter=No" not in row[9]
    rows = [row for row in rows if row[0].isdigit()]
    if any(" " in row[1] for row in rows):
        return None
    spaces = [int(row[0]) not in glued and last.get(int(row[0]), "SpaceAfter=No" not in row[9]) for row in rows]
    return Sentence(
        words=[row[1] for row in rows],
        spaces=spaces,
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        tags=[row[4] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)],
        deps=["ROOT" if row[7] == "root" else row[7] for row in rows],
        misc=[row[9] for row in rows],
        identifier=next((c.split("=", 1)[1].strip() for c in comments if c.startswith("# sent_id")), ""),
        paragraph=any(c.startswith(("# newdoc", "# newpar")) for c in comments),
    )


def read_iob(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """(sentence id, words, IOB2 tags) of a name corpus, with word numbers (Universal NER) or without (CrossNER)."""
    for block in read_blocks(path):
        identifier = next((c.split("=", 1)[1].strip() for c in block if c.startswith("# sent_id")), "")
        rows = [line.split("\t") for line in block if "\t" in line and not line.startswith("# ")]
        columns = (1, 2) if len(rows[0]) > 2 else (0, 1)
        yield identifier, [row[columns[0]] for row in rows], [row[columns[1]] for row in rows]


def with_names(sentences: Iterable[Sentence], names: Iterable[tuple[str, list[str], list[str]]]) -> Iterator[Sentence]:
    """The sentences with the names of the same text, however either cuts it into words.

    A sentence that the names do not cover stays without any (`names` is empty). Neither ids nor order are relied on:
    they differ between the corpora.
    """
    known = {"".join(words): (words, tags) for _, words, tags in names}
    for sentence in sentences:
        found = known.get("".join(sentence.words))
        yield sentence if found is None else replace(sentence, names=_projected(sentence.words, *found))


def _projected(words: list[str], other: list[str], tags: list[str]) -> list[str]:
    """Tags of the same characters cut into other words: each word takes the tag in which it starts."""
    if words == other:
        return list(tags)
    by_character = [
        tag if i == 0 else tag.replace("B-", "I-")
        for word, tag in zip(other, tags, strict=True)
        for i in range(len(word))
    ]
    starts = [0]
    for word in words[:-1]:
        starts.append(starts[-1] + len(word))
    return [by_character[start] for start in starts]


def paragraphs(sentences: Iterable[Sentence], longest: int = 400) -> Iterator[list[Sentence]]:
    """Sentences grouped as they stand in a paragraph, at most `longest` words a group."""
    group: list[Sentence] = []
    size = 0
    for sentence in sentences:
        if group and (sentence.paragraph or size + len(sentence.words) > longest):
            yield group
            group, size = [], 0
        group.append(sentence)
        size += len(sentence.words)
    if group:
        yield group


def to_doc(vocab: Vocab, group: list[Sentence]) -> Doc:
    """One spaCy document of a paragraph, with all the annotation its sentences have."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    for sentence in group:
        heads += [head + len(words) for head in sentence.heads]
        words += sentence.words
        spaces += [*sentence.spaces[:-1], True]
    spaces[-1] = False
    named = all(sentence.names for sentence in group)
    ents = [tag for sentence in group for tag in sentence.names] if named else None

    def column(attribute: str) -> list[str]:
        return [value for sentence in group for value in getattr(sentence, attribute)]

    if not heads:
        starts: list[bool | int | None] = [i == 0 for sentence in group for i in range(len(sentence.words))]
        return Doc(vocab, words=words, spaces=spaces, ents=ents, sent_starts=starts)
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        ents=ents,
        deps=column("deps"),
        tags=column("tags"),
        pos=column("pos"),
        morphs=column("morphs"),
        lemmas=column("lemmas"),
    )
