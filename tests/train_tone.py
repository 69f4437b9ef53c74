"""Learns what tells a remark from edited news, and writes `kg/pages/tone.tsv`: `python -m tests.train_tone --treebanks DIR`.

Remarks: the answers, reviews, newsgroups and e-mail of the English Web Treebank, and those of `pages/remarks.txt`. News: the
news and other edited genres of GUM, CrossNER's sentences, the sample pages, and the articles of `pages/marked`. A feature
counts that stands in several of these and is thus of no topic. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import lzma
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.pages.tone import features
from tests.test_pages_marked import PAGES, lines

HERE = Path(__file__).parent
OUT = HERE.parent / "kg" / "pages" / "tone.tsv"
REMARKS = ("answers", "reviews", "newsgroup", "email")
EDITED = ("news", "bio", "academic", "voyage")
# how much a paragraph of a source counts: the project's own are few, and like what is read; e-mail is less like it
COUNTED = {"ewt email": 0.5, "remarks": 4.0, "marked": 2.0}
# a feature that counts stands in so many sources and so many paragraphs
SOURCES, PARAGRAPHS = 5, 8
KEPT = 1000
STRENGTH = 10.0
HEAD = """\
# Weights of `kg.pages.tone`, written by `python -m tests.train_tone`: how much each feature says for a remark.
# Learnt from the English Web Treebank (CC BY-SA 4.0), GUM (CC BY, CC BY-SA), CrossNER (MIT) and pages of this project.
# This file is under CC BY-SA 4.0.
"""

# so long a step never leaps over the lowest point
STEP, ROUNDS = 2e-4, 3000

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Paragraph = tuple[str, str, bool | None]  # its text, its source, whether it is a remark; None: neither


def treebank(path: Path, of_genre: int) -> Iterator[tuple[str, str]]:
    """The paragraphs of a treebank with their genres, which is a part of a document's name."""
    genre, said = "", list[str]()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith(("# newdoc id", "# newpar")):
                if said:
                    yield genre, " ".join(said)
                said = []
                if line.startswith("# newdoc"):
                    genre = line.split("=")[1].strip().replace("_", "-").split("-")[of_genre]
            elif line.startswith("# text ="):
                said.append(line[8:].strip())
    yield genre, " ".join(said)


def paragraphs(treebanks: Path) -> Iterator[Paragraph]:
    """All that is learnt from."""
    for genre, text in treebank(treebanks / "ewt-train.conllu.xz", 0):
        yield text, f"ewt {genre}", True if genre in REMARKS else None
    for part in ("train", "dev"):
        for genre, text in treebank(treebanks / f"gum-open-{part}.conllu.xz", 1):
            yield text, f"gum {genre}", False if genre in EDITED else None
    for part in ("train", "dev", "test"):
        with lzma.open(treebanks / f"crossner-politics-{part}.iob.xz", "rt", encoding="utf-8") as file:
            for sentence in file.read().split("\n\n"):
                yield " ".join(row.split()[0] for row in sentence.splitlines() if row.strip()), "crossner", False
    for path in sorted((HERE.parent / "kg" / "samples").glob("*.txt")):
        yield from ((line.strip(), "samples", False) for line in path.read_text(encoding="utf-8").splitlines())
    for path in PAGES:
        yield from ((line, "marked", False) for line in lines(path, "+"))
    for line in (HERE / "pages" / "remarks.txt").read_text(encoding="utf-8").splitlines():
        yield line, "remarks", True


def learnt(found: Sequence[Paragraph]) -> dict[str, float]:
    """The weights of the features that say most."""
    said = [features(text) for text, _, _ in found]
    sources, count = defaultdict[str, set[str]](set), defaultdict[str, int](int)
    for one, (_, source, _) in zip(said, found, strict=True):
        for feature in one:
            sources[feature].add(source)
            count[feature] += 1
    # numbers beside each other are of lists and tables, which say nothing of tone
    plain = [one for one in sorted(sources) if "#" not in one or one == "#"]
    known = [one for one in plain if len(sources[one]) >= SOURCES and count[one] >= PARAGRAPHS]
    places = {feature: place for place, feature in enumerate(known)}
    rows = [row for row, (_, _, remark) in enumerate(found) if remark is not None]
    pairs = [(row, places[feature]) for row, place in enumerate(rows) for feature in said[place] if feature in places]
    in_row, in_place = np.array(pairs).T
    signs = np.array([1.0 if found[row][2] else -1.0 for row in rows])
    counted = np.array([COUNTED.get(found[row][1], 1.0) for row in rows])
    counted[signs > 0] *= counted[signs < 0].sum() / counted[signs > 0].sum()

    def slope(weights: Floats) -> Floats:
        margin = signs * (np.bincount(in_row, weights[in_place], len(rows)) + weights[-1])
        pull = -counted * signs / (1 + np.exp(margin))
        return np.append(np.bincount(in_place, pull[in_row], len(known)) + STRENGTH * weights[:-1], pull.sum())

    best = lowest(slope, len(known) + 1)
    kept = sorted(known, key=lambda feature: (-abs(best[places[feature]]), feature))[:KEPT]
    return {"": best[-1], **{feature: best[places[feature]] for feature in sorted(kept)}}


def lowest(slope: Callable[[Floats], Floats], size: int) -> Floats:
    """Where a convex function is lowest: accelerated descent, with steps as long as its slope allows."""
    here = ahead = np.zeros(size)
    step = STEP
    for number in range(ROUNDS):
        before, here = here, ahead - step * slope(ahead)
        ahead = here + number / (number + 3) * (here - before)
    return here


def main() -> None:
    """Learns and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    found = [one for one in paragraphs(parser.parse_args().treebanks) if len(one[0].split()) > 4]
    rows = (f"{weight:.2f}\t{feature}" for feature, weight in learnt(found).items())
    OUT.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
