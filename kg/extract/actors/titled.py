"""Words for titles that are names of persons: "Julie Bishop", "Dean Acheson", "Hossein Amir-Abdollahian"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.vocabulary import word_set
from kg.extract.words import Word


def is_name(words: Sequence[Word], i: int) -> bool:
    """Whether a word for a title is a name, or a part of one, here."""
    word = words[i]
    if not word.capital:
        return False
    return _is_surname(words, i) or _is_given(words, i) or _is_half(words, i) or _is_between(words, i)


def in_name(words: Sequence[Word], i: int) -> bool:
    """Whether the word that opens a sentence opens a name there, whatever its tag says: "[Ignazio] Cassis said"."""
    tied = len(words) > i + 2 and words[i + 1].text == "-" and words[i + 1].glued
    after = words[i + 2 : i + 3] if tied else words[i + 1 : i + 2]
    return bool(words[i].entity) and any(
        one.entity == words[i].entity and one.capital and one.tag.startswith("NNP") for one in after
    )


def _is_surname(words: Sequence[Word], i: int) -> bool:
    """ "Prime Minister John [Major]", later "[Major]"; but not "told Obama [King] Salman", "the King"."""
    if words[i].key not in word_set("title_surnames") or any(map(_is_person, words[i + 1 : i + 2])):
        return False
    if _ends_name(words, i):
        return True
    alone = i == 0 or words[i - 1].key not in word_set("determiners")
    return alone and any(one.key == words[i].key and _ends_name(words, at) for at, one in enumerate(words))


def _ends_name(words: Sequence[Word], i: int) -> bool:
    before = words[i - 1 : i]
    return any(one.capital and _is_person(one) and one.sentence == words[i].sentence for one in before)


def _is_given(words: Sequence[Word], i: int) -> bool:
    """ "[Dean] Rusk", "[Sultan] Al Jaber"."""
    before, after = words[i - 1 : i], words[i + 1 : i + 2]
    if not after or not after[0].capital or any(word.key == "the" for word in before):
        return False
    if words[i].key == "sultan":
        return after[0].key in {"al", "bin", "ibn"}
    return words[i].key in word_set("title_given") and _is_person(words[i]) and _is_person(after[0])


def _is_half(words: Sequence[Word], i: int) -> bool:
    """ "[Amir]-Abdollahian"."""
    rest = words[i + 1 : i + 3]
    return len(rest) == 2 and rest[0].text == "-" and rest[0].glued and rest[1].glued and _is_person(rest[1])


def _is_between(words: Sequence[Word], i: int) -> bool:
    """ "Hassan [Sheikh] Mohamud", "Choe [Son] Hui"."""
    return (
        words[i].key in {"sheikh", "sheik", "son"}
        and _ends_name(words, i)
        and any(map(_is_person, words[i + 1 : i + 2]))
    )


def _is_person(word: Word) -> bool:
    return word.entity in {"PERSON", "PER"}
