"""Items that are one: hyphenated compounds, names of several words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.actors.item import Item
from kg.extract.actors.usage import Usage
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.places import is_town
from kg.extract.words import Word

# "Lee Kang-in" ends with a syllable that may also be a word; longer words behind a hyphen are no syllables.
_SYLLABLE = 4
# A title behind these is a name: "Khalid bin Sultan".
_SON_OF = frozenset({"bin", "ibn", "bint", "ben"})


def joined(items: list[Item], words: Sequence[Word], usage: Usage) -> list[Item]:
    """The items of a sentence with compounds ("U.S.-led") and names of several words as one item each."""
    joiner = _Joiner(words, usage)
    return list(joiner.names(list(joiner.compounds(items))))


class _Joiner:
    """Joins the items of one sentence."""

    def __init__(self, words: Sequence[Word], usage: Usage) -> None:
        self.words = words
        self.usage = usage
        self.vocabulary = vocabulary()

    def compounds(self, items: list[Item]) -> Iterator[Item]:
        """ "U.S.-led", "pro-European", "rebel-held" as one item."""
        i = 0
        while i < len(items):
            item, taken = self._compound(items[i : i + 3])
            yield item
            i += taken

    def _compound(self, items: list[Item]) -> tuple[Item, int]:
        """What the first of up to three items makes with those behind it, and how many of them it takes."""
        if len(items) < 3 or items[1].code != "-" or not all(self.words[item.first].glued for item in items[1:]):
            return items[0], 1
        first, behind = items[0], items[2]
        left, right = self.words[first.last].key, self.words[behind.last].key
        if right in word_set("compounds") or left in word_set("prefixes"):
            world = first if first.senses else behind
            return Item("c", first.first, behind.last, senses=world.senses), 3
        if left in {"ex", "then"}:
            return Item("t", first.first, items[1].last, head=first.first), 2
        if first.code == "R" and right in self.vocabulary.states:
            return Item("R", first.first, behind.last, role=first.role), 3
        if first.code in "mMxqf" and behind.code in "mMRxGO" and not self.words[behind.first].capital:
            return Item("m", first.first, behind.last), 3
        return first, 1

    def names(self, items: list[Item]) -> Iterator[Item]:
        """Runs of capitalised words and the particles between them as one N."""
        i = 0
        while i < len(items):
            end = self._name_end(items, i)
            if end > i:
                yield self._name(items[i:end])
                i = end
            else:
                yield items[i]
                i += 1

    def _name_end(self, items: list[Item], i: int) -> int:
        """Past the last item of the name that starts at an item, `i` where none does."""
        j = last = i
        while j < len(items):
            code, word = items[j].code, self.words[items[j].first]
            glued = last > i and code in "SJKBMmxfdV" and self._joins(items[i:j], word)
            after_bin = last > i and code == "R" and word.capital and self.words[items[j - 1].last].key in _SON_OF
            if code == "N" or glued or after_bin or (code == "S" and i < j == last and self._middle(items, j)):
                last = j + 1
            elif (
                (code in "pdm" and word.key in word_set("particles"))
                or (
                    code in "-'"
                    and word.glued
                    and j + 1 < len(items)
                    and self.words[items[j + 1].first].glued
                    and j > i
                )
                or (
                    code == "."
                    and last > i
                    and len(self.words[items[j - 1].first].text) <= 2
                    and items[j - 1].code == "N"
                )
            ):
                pass
            else:
                break
            j += 1
        return last

    def _joins(self, before: Sequence[Item], word: Word) -> bool:
        """Whether a word after a hyphen or apostrophe is part of the name: "Lee Min-jung", but not "Bush-era"."""
        if not word.glued or self.words[before[-1].first].text not in "-'":
            return False
        names = sum(item.code == "N" for item in before)
        syllable = word.key not in self.usage.lower or len(word.key) < _SYLLABLE
        ending = word.key in word_set("compounds") | word_set("suffixes")
        return word.capital or (names > 1 and syllable and not ending)

    def _middle(self, items: Sequence[Item], j: int) -> bool:
        """Whether a place's name is a middle one: "Carlos Lima Varga", between names that the model has as one's."""
        behind = items[j + 1] if j + 1 < len(items) else None
        if behind is None or behind.code != "N" or items[j].first != items[j].last:
            return False
        return all(self.words[i].entity in {"PERSON", "PER"} for i in (items[j - 1].last, items[j].first, behind.first))

    def _name(self, part: list[Item]) -> Item:
        first, last = part[0].first, part[-1].last
        text = " ".join(word.text for word in self.words[first : last + 1])
        keys = {word.key for word in self.words[first : last + 1]}
        town = is_town(text)
        return Item("T" if town or keys <= self.usage.places else "N", first, last)
