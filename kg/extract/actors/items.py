"""A sentence as a row of items, each with a code of one letter, so that noun phrases are patterns over the codes.

| code | what | code | what |
| --- | --- | --- | --- |
| d | article or demonstrative | h | his, her, its, their |
| q | number or quantifier | t | former, acting, late |
| m, M | noun or adjective; capitalised part of a title | c | "U.S.-led", "pro-European", "Paris-based" |
| S | a state by name, capital or seat | J | demonym adjective |
| P | a people ("Kenyans") | B | a body of the lexicon |
| K | capitalised noun that closes a body's name | E | a body by its name on the page |
| N | other capitalised word or name | Z | a place's or an event's name |
| R, L | role of a person, plural | H | rank or Mr. |
| G | group noun | Y | government, regime |
| O | organ of a state (ministry) | A | noun that makes a group noun of the next ("rebel") |
| o, f | of; other prepositions | & | and, or |
| V | verb | w | weekday or month; x the rest; punctuation stands for itself, ' for the possessive |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.actors.codes import Codes
from kg.extract.actors.genders import given_names
from kg.extract.actors.item import Item
from kg.extract.actors.joining import joined
from kg.extract.actors.portfolios import portfolios
from kg.extract.actors.titled import is_name
from kg.extract.actors.usage import Usage, opens_clause
from kg.extract.actors.vocabulary import Role, word_set
from kg.extract.lexicon import Form, Sense
from kg.extract.words import Word

_AMERICANS: Final = frozenset({"america", "american", "americans"})
_AMERICAS: Final = frozenset({"central", "latin", "north", "south", "african", "native", "pan"})
_PLURAL_ENDS: Final = ("sh", "ch", "ese", "ss")
"""How demonyms end that are nouns in the plural as well: "the British", "the Dutch", "the Chinese", "the Swiss"."""
_BEHIND_NOUN: Final = frozenset({"VB", "VBD", "VBZ", "VBP", "MD", "IN", "TO", "RB", "WP", "WDT", "CC"})
_HALVES: Final = {"north": "south", "south": "north", "east": "west", "west": "east"}


class Sorter(Codes):
    """Turns the words of an article into items."""

    def __init__(self, words: Sequence[Word], usage: Usage) -> None:
        super().__init__(words, usage)
        self._portfolios = portfolios(words)

    def sentences(self) -> Iterator[list[Item]]:
        """The items of each sentence."""
        start = 0
        for i in range(1, len(self.words) + 1):
            if i == len(self.words) or (
                self.words[i].sentence != self.words[i - 1].sentence and not self._abbreviated(i)
            ):
                yield joined(self._sentence(start, i), self.words, self.usage)
                start = i

    def _abbreviated(self, i: int) -> bool:
        """Whether what looks like the end of a sentence before a word is an abbreviation's dot: "Maj. Gen.", "J."."""
        if i < 2 or self.words[i - 1].text != "." or self.words[i].kind is not self.words[i - 1].kind:
            return False
        before = self.words[i - 2]
        role = self.vocabulary.roles.longest(self.words[i - 2 : i - 1], 0)[1]
        return role is not None and role.sort in {"rank", "honorific"} and before.capital and self.words[i].capital

    def _sentence(self, start: int, end: int) -> list[Item]:
        out, i = list[Item](), start
        while i < end:
            item = self._item(i, end)
            out.append(item)
            i = item.last + 1
        return out

    def _item(self, i: int, end: int) -> Item:
        word = self.words[i]
        if i in self._portfolios:
            return Item("M", i, i)
        if not word.alpha:
            return Item(self._sign(word), i, i)
        window = self.words[i:end]
        if word.key in _AMERICANS and i and self.words[i - 1].key in _AMERICAS:
            return Item("M", i, i)
        adjunct = word.key in self.vocabulary.adjuncts and not (word.capital and self._is_name(i))
        if adjunct and self._followed_by_group(window) and self.vocabulary.groups.longest(window, 0)[0] < 2:
            return Item("A", i, i)
        role_length, role = self.vocabulary.roles.longest(window, 0)
        if role_length == 1 and is_name(self.words, i):
            return Item("N", i, i)
        if halves := self._halves(window):
            return Item(_sense_code(halves), i, i, senses=halves)
        length, senses = self.lexicon.longest(window, 0) if word.capital and not self._shouted(i) else (0, ())
        if length and i and self.words[i - 1].text == "National":
            length = 0  # a "National Security Council" is another than the Security Council
        if length == 1 and word.key == "west" and len(window) > 1 and window[1].capital and window[1].alpha:
            length = 0  # "[West] African leaders", "the West Bank"
        if length == 1 and self._is_surname(i, senses):
            return Item("N", i, i)
        if length and length >= role_length:
            code = _sense_code(senses)
            if code == "J" and length == 1 and self._is_people(i) and self._behind_the(i):
                code = "P"
            return Item(code, i, i + length - 1, senses=senses)
        if role is not None and self._is_role(i, role_length, role):
            code = "H" if role.sort in {"rank", "honorific"} else "L" if role.plural else "R"
            group_length, group = self.vocabulary.groups.longest(window, 0)
            if code == "L" and group is not None and group_length >= role_length:
                return Item("G", i, i + group_length - 1, group=group)
            return Item(code, i, i + role_length - 1, role=role)
        return self._noun(i, window)

    def _is_surname(self, i: int, senses: Sequence[Sense]) -> bool:
        """Whether a word for a people, or for a state behind a given name, is a surname: "Michael [Jordan]"."""
        given = self.words[i - 1].key in given_names() if i else False
        people = all(sense.form in {Form.PEOPLE, Form.ADJECTIVE} for sense in senses)
        return (people or given) and self._surname(i)

    def _is_people(self, i: int) -> bool:
        """Whether a demonym stands for its people, with no noun behind: "the [Dutch] said", "the [French], who"."""
        after = self.words[i + 1] if i + 1 < len(self.words) else None
        if not self.words[i].key.endswith(_PLURAL_ENDS):
            return False
        if after is None or after.sentence != self.words[i].sentence:
            return True
        if after.key in {",", "and", "or"} and i + 2 < len(self.words):
            second = i + 2 + (self.words[i + 2].key in {"and", "or", "the"})  # "the British, French and Dutch said"
            length, senses = self.lexicon.longest(self.words[second : second + 3], 0)
            if length and _sense_code(senses) == "J":
                return length == 1 and self._is_people(second)
            return True
        spoken = after.tag in _BEHIND_NOUN and not after.capital
        return spoken or not (after.alpha or after.glued or after.text in {"-", "–"})

    def _behind_the(self, i: int) -> bool:
        """Whether an article opens the row of demonyms that one stands in: "[the] British, French and Dutch"."""
        i -= 1
        while i > 0 and (self.words[i].key in {",", "and", "or"} or self.lexicon.longest(self.words[i : i + 1], 0)[0]):
            i -= 1
        return i >= 0 and self.words[i].key == "the"

    def _halves(self, window: Sequence[Word]) -> tuple[Sense, ...]:
        """The first of two states of one name: "[North] and South Korea", "[East] and West German"."""
        if len(window) < 4 or window[0].key not in _HALVES or window[1].key not in {"and", "or"}:
            return ()
        if not window[0].capital or window[2].key != _HALVES[window[0].key]:
            return ()
        length, senses = self.lexicon.longest([window[0], *window[3:5]], 0)
        state = any(sense.entry.key.startswith("state:") for sense in senses)
        return senses if length > 1 and state else ()

    def _shouted(self, i: int) -> bool:
        """Whether a word is no acronym, just written in capitals as those around it are: "WHO IS TO BLAME"."""
        around = [*self.words[max(0, i - 1) : i], *self.words[i + 1 : i + 2]]
        return (
            self.words[i].key in word_set("shouted")
            and "." not in self.words[i].text
            and all(word.text.isupper() or not word.alpha for word in around)
            and any(word.alpha for word in around)
        )

    def _noun(self, i: int, window: Sequence[Word]) -> Item:
        """A word that is no name of the lexicon and no role."""
        word, vocabulary = self.words[i], self.vocabulary
        capital = word.capital and self._is_name(i) and not self._opens_phrase(i, window)
        length, organ = vocabulary.organs.longest(window, 0)
        group_length, group = vocabulary.groups.longest(window, 0)
        verb = word.tag[:2] in {"VB", "MD"} or (i > 0 and self.words[i - 1].key in {"which", "who"})
        after = self.words[i + 1].tag if i + 1 < len(self.words) else ""
        if verb and word.tag == "VBZ" and group is not None and after in {"VBP", "VBD", "VBN", "MD"}:
            verb = False  # "activists say", whatever the tagger makes of it
        behind = window[1:] and vocabulary.roles.longest(window, 1)[0]
        if behind and word.key in vocabulary.modifiers and word.key not in word_set("title_owners"):
            return Item("M" if word.capital else "m", i, i)
        if not capital and (not verb or word.tag == "VBG"):
            if (group is not None or organ is not None) and self._premodifies(i, max(length, group_length)):
                return Item("m", i, i + max(length, group_length) - 1)
            if group is not None and group_length >= length:
                return Item("G", i, i + group_length - 1, group=group)
            if organ is not None:
                return Item("O", i, i + length - 1)
            if word.key in vocabulary.governments or word.key in vocabulary.own_governments:
                return Item("Y", i, i)
        return Item(self._plain_code(i, capital), i, i)

    def _opens_phrase(self, i: int, window: Sequence[Word]) -> bool:
        """Whether a capital only opens a sentence, before a listed noun that goes on in lower case: "State media"."""
        if window[0].text.isupper() and len(window[0].text) > 1:
            return self.vocabulary.groups.longest(window, 0)[0] > 0
        length = max(self.vocabulary.groups.longest(window, 0)[0], self.vocabulary.organs.longest(window, 0)[0])
        several = length == 1 and window[0].key.endswith("s") and window[0].key not in self.usage.upper
        followed = len(window) > 1 and not window[1].capital
        listed = length > 1 or (several and followed and self.vocabulary.groups.longest(window, 0)[1] is not None)
        return listed and opens_clause(self.words, i) and not any(word.capital for word in window[1:length])

    def _premodifies(self, i: int, length: int) -> bool:
        """Whether a singular noun for a group only stands before another: "opposition calls", "army base"."""
        last, after = self.words[i + length - 1], self.words[i + length] if i + length < len(self.words) else None
        if after is not None and last.key == "opposition" and self._names_party(i + length):
            return True
        if (
            after is None
            or after.sentence != last.sentence
            or last.text.isupper()
            or last.tag in {"NNS", "NNPS"}
            or last.key.endswith("s")
        ):
            return False
        window = self.words[i + length :]
        listed = (
            self.vocabulary.groups.longest(window, 0)[0]
            or self.vocabulary.roles.longest(window, 0)[0]
            or self.vocabulary.organs.longest(window, 0)[0]
        )
        return after.tag in {"NN", "NNS"} and not after.capital and not listed

    def _names_party(self, i: int) -> bool:
        """Whether a name of a party follows: "the opposition [Reform] Party"; not "the opposition Monday"."""
        after, last = self.words[i], self.words[i - 1]
        named = after.capital and after.tag in {"NNP", "NNPS", "JJ"} and after.sentence == last.sentence
        return named and not last.text.isupper() and after.key not in word_set("times")

    def _followed_by_group(self, window: Sequence[Word]) -> bool:
        return len(window) > 1 and (
            self.vocabulary.groups.longest(window, 1)[1] is not None or window[1].key in self.vocabulary.adjuncts
        )

    def _is_role(self, i: int, length: int, role: Role) -> bool:
        word, after = self.words[i], self.words[i + length] if i + length < len(self.words) else None
        if role.noun == "justice" and word.capital and i and self.words[i - 1].key in {"for", "and", "of", "&"}:
            # "the Party for Justice and Peace", but "Ada Voss and Justice Bo Lund"
            return after is not None and after.capital
        if role.sort == "honorific":
            return word.capital and after is not None and (after.text == "." or after.capital)
        if role.sort == "rank":
            return word.capital and after is not None and (after.text in {".", "("} or after.capital)
        if (word.tag[:2] in {"VB", "MD"} or (i > 0 and self.words[i - 1].key in {"which", "who"})) and not word.capital:
            return False
        if length == 1 and role.noun in word_set("ranking") and after is not None and after.sentence == word.sentence:
            behind = self.words[i + 1 :]
            if after.key in self.vocabulary.modifiers or self.vocabulary.roles.longest(behind, 0)[0]:
                return False
            named = 1  # "the chief United Nations representative"
            while named < min(5, len(behind)) and behind[named - 1].capital:
                if self.vocabulary.roles.longest(behind, named)[0] and not behind[named].capital:
                    return False
                named += 1
        if length == 1 and role.noun in {
            "general",
            "chief",
            "deputy",
            "official",
            "representative",
            "chair",
            "speaker",
        }:
            return (
                word.capital
                or word.tag.startswith("NN")
                or after is None
                or after.capital
                or after.tag not in {"NN", "NNS"}
            )
        return True


def _sense_code(senses: tuple[Sense, ...]) -> str:
    forms = {sense.form for sense in senses}
    states = [sense for sense in senses if sense.entry.key.startswith("state:")]
    if not states:
        return "J" if forms == {Form.ADJECTIVE} else "B"
    if forms & {Form.NAME, Form.ACRONYM, Form.CAPITAL, Form.SEAT}:
        return "S"
    return "P" if forms == {Form.PEOPLE} else "J"
