"""The codes of words that stand in no lexicon: what each may be by its tag, its capital and what is beside it.

The codes are those of `kg.extract.actors.items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from kg.extract.actors.portfolios import ends_title
from kg.extract.actors.titled import in_name
from kg.extract.actors.usage import QUOTES, Usage, headline_sentences, opens_clause, running_headings, shouting
from kg.extract.actors.vocabulary import Vocabulary, deed_forms, verb_set, vocabulary, word_set
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.words import Word
from kg.model import BlockKind

_ACCUSING: Final = frozenset(
    {"accused", "urged", "blamed", "warned", "told", "asked", "condemned", "criticised", "criticized"}
)
_SHORT: Final = 3
"""The letters of a month or a day that is written short, as some names are: "Jun"."""
_HAVING: Final = frozenset({"has", "have", "had"})
_BEING: Final = frozenset({"was", "were", "been"})


@cache
def _before_nouns() -> dict[str, str]:
    """The codes of the words that open a noun phrase."""
    lists = {"q": "quantifiers", "h": "possessives", "d": "determiners"}
    return {word: code for code, name in lists.items() for word in word_set(name)}


class Codes:
    """The words of an article, and how its page writes them."""

    def __init__(self, words: Sequence[Word], usage: Usage) -> None:
        self.words = words
        self.usage = usage
        self.lexicon: Lexicon = lexicon()
        self.vocabulary: Vocabulary = vocabulary()
        self._caps = shouting(words)
        self._headlines = headline_sentences(words)
        self._running = running_headings(words)

    def _plain_code(self, i: int, capital: bool) -> str:
        word, key = self.words[i], self.words[i].key
        code = _before_nouns().get(key)
        if code is not None and not (capital and word.tag.startswith("NNP") and key != "the"):
            return code
        if key in word_set("times") and word.capital and not self._dated_name(i):
            return "w"
        if self._counts_time(i) or (i and self._counts_time(i - 1)):
            return "w"
        if key in self.vocabulary.peoples_nouns and word.capital:
            return "N" if self._surname(i) else "P"
        if key == "of":
            return "o"
        if key in {"and", "or"}:
            return "M" if self._within_body(i) else "&"
        if key in word_set("prepositions"):
            return "f"
        if key in word_set("pronouns"):
            return "x"
        if key in self.vocabulary.states and not (capital and key == "new"):
            return "t"
        return self._capital_code(i) if capital else self._lower_code(i)

    def _counts_time(self, i: int) -> bool:
        """Whether a word tells which week or year: "[Next] year Norway's allies", "[last] week Norwegian envoys"."""
        return (
            self.words[i].key in {"next", "last"}
            and i + 1 < len(self.words)
            and self.words[i + 1].key in word_set("periods")
            and self.words[i].sentence == self.words[i + 1].sentence
        )

    def _surname(self, i: int) -> bool:
        """Whether a word for a people is somebody's surname: "Lindiwe [Zulu]"."""
        return [word.entity == "PERSON" and word.capital for word in self.words[max(0, i - 1) : i + 1]] == [True, True]

    def _within_body(self, i: int) -> bool:
        """Whether a word joins the parts of one body's name: "the Truth and Reconciliation Commission"."""
        around = self.words[max(i - 1, 0) : i + 2]
        return all(word.entity == "ORG" and (word.capital or word is self.words[i]) for word in around)

    def _dated_name(self, i: int) -> bool:
        """Whether a word for a day or month is a name: "Jan de Vries", "President Sun Weiming", then "Sun"."""
        key = self.words[i].key
        within = self.words[max(0, i - 1) : i + 1]
        if len(key) == _SHORT and len(within) == 2 and all(w.entity == "PERSON" and w.capital for w in within):
            return True  # "Lee Ha Jun"
        if key not in word_set("given_times") or self.words[i].text.isupper():
            return False
        before = self.words[i - 1] if i else None
        if before is not None and (before.tag in {"IN", "DT", "CD", "JJ"} or before.key in {"since", "until", "by"}):
            return before.tag == "IN" and key in self.usage.surnames and key == "sun"
        if key in self.usage.surnames:
            return True
        after = self.words[i + 1] if i + 1 < len(self.words) else None
        if after is not None and after.text == "-" and i + 2 < len(self.words):
            return after.glued and self.words[i + 2].capital  # "Jan-Erik Lund"
        named = after is not None and after.tag.startswith("NNP") and after.sentence == self.words[i].sentence
        if after is None or not named or after.key in word_set("times"):
            return False
        particle = after.key in word_set("particles")
        return particle or (
            after.capital and not self._title_at(i + 1) and not self.lexicon.longest(self.words[i + 1 : i + 6], 0)[0]
        )

    def _capital_code(self, i: int) -> str:
        key, vocabulary = self.words[i].key, self.vocabulary
        if (key in vocabulary.places or key in vocabulary.events) and (
            key in self.usage.surnames
            or (key in word_set("surnames_too") and self.words[i].entity in {"PERSON", "PER"})
            or self._given_name(i)
        ):
            return "N"
        if key in word_set("directions"):
            return "M"
        if key in vocabulary.places or key in vocabulary.events:
            return "X"
        if key in vocabulary.heads:
            return "M" if i + 1 < len(self.words) and self.words[i + 1].text == "Base" else "K"
        if key in vocabulary.modifiers or key in vocabulary.blocs or key in vocabulary.peoples:
            given = key in word_set("given_peoples") and self._given_name(i)
            return "N" if given or (key in vocabulary.peoples and self._surname(i)) else "M"
        named = [word.entity == "PERSON" for word in self.words[i : i + 2]]
        return "M" if key in word_set("adherents") and named == [False, True] else "N"

    def _given_name(self, i: int) -> bool:
        """Whether a noun for places or events opens a name: "Bill Lund", but not "Lake Mjosa" or "Peace Day"."""
        if (
            self.words[i].key in word_set("before_places")
            or i + 1 >= len(self.words)
            or (i and self.words[i - 1].capital and not ends_title(self.words, i - 1))
        ):
            return False
        after, vocabulary = self.words[i + 1], self.vocabulary
        known = vocabulary.heads | vocabulary.places | vocabulary.events | vocabulary.modifiers
        return (
            after.capital
            and after.tag.startswith("NNP")
            and after.sentence == self.words[i].sentence
            and after.key not in known
        )

    def _title_at(self, i: int) -> bool:
        return self.vocabulary.roles.longest(self.words, i)[0] > 0

    def _lower_code(self, i: int) -> str:
        word = self.words[i]
        if word.tag == "VBG" and i and self.words[i - 1].text == ",":
            return "V"  # "An official, briefing reporters, said"
        if word.tag == "RB" and word.key.endswith("ly"):
            behind = [after.tag[:2] for after in self.words[i + 1 : i + 3]]
            return "m" if behind in (["VB", "NN"], ["VB", "JJ"]) and self.words[i + 1].tag == "VBN" else "x"
        if word.tag == "VBN" and i and self.words[i - 1].capital and word.key in _ACCUSING:
            return "V"  # a past tense that the tagger takes for a participle: "the Movement accused soldiers"
        if word.tag == "VBN" and any(before.key in _HAVING for before in self.words[max(i - 2, 0) : i]):
            return "V"  # "has accused soldiers", "has also accused soldiers"
        if word.tag == "VBN" and i and self.words[i - 1].key in _BEING and word.key in verb_set("appointing"):
            return "V"  # "was named foreign minister"
        if (
            word.tag[:2] in {"NN", "JJ", "CD"}
            or word.tag in {"VBN", "VBG"}
            or word.pos in {"NOUN", "ADJ", "PROPN", "NUM"}
        ):
            return "q" if word.tag == "CD" else "m"
        if (
            word.key in word_set("particles")
            and i + 1 < len(self.words)
            and (self.words[i + 1].capital or self.words[i + 1].text == "-")
        ):
            return "p"
        return "V" if word.tag[:2] in {"VB", "MD"} or word.pos in {"VERB", "AUX"} else "m" if word.capital else "x"

    @staticmethod
    def _sign(word: Word) -> str:
        if word.key == "'s":
            return "'"
        if word.text[0].isdigit():
            return "q"
        if word.text in {"-", "–", "‑", "‐"}:
            return "-"
        if word.text in {"&", ",", "(", ")", "."}:
            return word.text
        return "'" if word.text in {"'", "’"} and word.glued else '"' if word.text in QUOTES else "x"

    def _is_name(self, i: int) -> bool:
        """Whether a capital means a name here."""
        word = self.words[i]
        heading = word.kind in {BlockKind.TITLE, BlockKind.SUBHEAD} and word.sentence not in self._running
        heading = heading or word.sentence in self._headlines
        plain_prose = not heading and not (self._caps and word.text.isupper())
        if plain_prose and not opens_clause(self.words, i):
            return True
        if word.key in self.usage.upper and word.key not in self.usage.lower:
            return True
        if word.text.isupper() and len(word.text) > 1 and plain_prose and word.key not in word_set("slugs"):
            return True
        if word.key in self.usage.lower or (word.key.endswith("ing") and word.key in deed_forms()):
            return False
        if plain_prose and in_name(self.words, i):
            return True
        return word.tag.startswith("NNP") and (plain_prose or not self.usage.upper)
