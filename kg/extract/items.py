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
from dataclasses import dataclass

from kg.extract.lexicon import Form, Lexicon, Sense, lexicon
from kg.extract.places import is_town
from kg.extract.vocabulary import Group, Role, Vocabulary, vocabulary
from kg.extract.words import Word
from kg.model import BlockKind

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "each", "every", "both"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_QUANTIFIERS = frozenset(
    "several many most few all other another various numerous more dozens hundreds thousands two three four five six seven "
    "eight nine ten remaining certain such fellow".split()
)
_PREPOSITIONS = frozenset(
    "for on to at in with from against by into near inside outside across through throughout within around over under "
    "between among toward towards about along off upon behind before after since until during despite without via amid "
    "beyond beside besides above below onto like unlike as than per".split()
)
_PRONOUNS = frozenset(
    "he she it they we i you him them us me who whom whose which what there here when where why how if because while "
    "although though but so not then also meanwhile however earlier later once now yet nor still just even only".split()
)
_PARTICLES = frozenset("al el bin ibn bint abu abd umm de del della di da dos das du la le van von der den ter ten ul ur ud y e".split())
_COMPOUNDS = frozenset(
    "led backed based brokered allied controlled held run born supported sponsored dominated affiliated linked mediated "
    "aligned friendly occupied educated trained funded financed inspired imposed drafted hosted wide appointed installed "
    "registered proposed armed besieged ruled governed speaking".split()
)
_SUFFIXES = frozenset("era style like type wide only level esque ish born controlled related style-based leaning watchers watcher".split())
_PREFIXES = frozenset({"pro", "anti", "non", "post", "pre", "ex", "then", "mid", "co", "vice"})
_DIRECTIONS = frozenset("north south east west northern southern eastern western central northeast northwest southeast southwest".split())
_SHOUTED = frozenset("who is it us am an as at be by do go he if in me my no of on or so to up we are and for had has was all can aid not".split())
_BEFORE_PLACES = frozenset("lake mount cape fort port camp operation gulf strait hotel palace islands day hurricane".split())
_OWNERS = frozenset({"opposition", "rebel", "military", "army", "police", "house", "senate", "cabinet"})
_RANKING = frozenset({"deputy", "chief", "head", "general", "assistant", "lead", "leader"})
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "ramadan easter christmas gmt utc est".split()
)
_QUOTES = frozenset("\"“”‘«»„'")


@dataclass(slots=True)
class Item:
    """A run of words, `first` to `last` (indexes into the article's words), and what it can be."""

    code: str
    first: int
    last: int
    senses: tuple[Sense, ...] = ()
    role: Role | None = None
    group: Group | None = None
    head: int = -1

    def __post_init__(self) -> None:
        if self.head < 0:
            self.head = self.last


@dataclass(slots=True)
class Usage:
    """How a page writes its words: a word that also stands in lower case is no name at the start of a sentence."""

    lower: frozenset[str]
    upper: frozenset[str]
    places: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, articles: Sequence[Sequence[Word]]) -> Usage:
        """Of all articles of a page."""
        lower, upper, places, surnames = set[str](), set[str](), set[str](), set[str]()
        known, roles = vocabulary().places, vocabulary().roles
        for words in articles:
            shouting, headlines = _shouting(words), headline_sentences(words)
            for i, word in enumerate(words):
                if word.sentence in headlines and word.capital:
                    continue
                if word.alpha and not word.capital and not (word.glued and words[i - 1].text in {"-", "'"}):
                    lower.add(word.key)
                elif word.alpha and word.kind in {BlockKind.PROSE, BlockKind.CAPTION} and not _opens(words, i):
                    if not (word.text.isupper() and shouting):
                        upper.add(word.key)
                        if i + 1 < len(words) and words[i + 1].key in known and not words[i + 1].capital:
                            places.add(word.key)
                    if i > 1 and words[i - 1].key == "of" and words[i - 2].key in known and not words[i - 2].capital:
                        places.add(word.key)
                if word.capital and i and words[i - 1].capital and roles.longest(words, i - 1)[0] == 1:
                    surnames.add(word.key)
        return cls(frozenset(lower), frozenset(upper), frozenset(places), frozenset(surnames))


def headline_sentences(words: Sequence[Word]) -> frozenset[int]:
    """The sentences that write most words with a capital, as headlines do: there a capital says nothing."""
    long: dict[int, list[bool]] = {}
    stopped = set[int]()
    for word in words:
        if word.alpha and len(word.text) > 3:
            long.setdefault(word.sentence, []).append(word.capital)
        if word.alpha or word.text in {".", "?"}:
            (stopped.add if word.text == "." else stopped.discard)(word.sentence)
    return frozenset(
        sentence
        for sentence, capitals in long.items()
        if len(capitals) > 4 and sum(capitals) >= 0.8 * len(capitals) and sentence not in stopped
    )


def _shouting(words: Sequence[Word]) -> bool:
    """Whether a text is written in capitals."""
    letters = [word for word in words if word.alpha and len(word.text) > 3]
    return sum(word.text.isupper() for word in letters) > len(letters) / 2


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether a word opens a sentence, a quotation or a clause after a colon."""
    before = words[i - 1] if i else None
    return before is None or before.sentence != words[i].sentence or before.text in _QUOTES or before.text in {":", "•", "-", "–", "—"}


class Sorter:
    """Turns the words of an article into items."""

    def __init__(self, words: Sequence[Word], usage: Usage) -> None:
        self.words = words
        self.usage = usage
        self.lexicon: Lexicon = lexicon()
        self.vocabulary: Vocabulary = vocabulary()
        self._caps = _shouting(words)
        self._headlines = headline_sentences(words)

    def sentences(self) -> Iterator[list[Item]]:
        """The items of each sentence."""
        start = 0
        for i in range(1, len(self.words) + 1):
            if i == len(self.words) or (self.words[i].sentence != self.words[i - 1].sentence and not self._abbreviated(i)):
                yield self._joined(self._sentence(start, i))
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
        if not word.alpha:
            return Item(self._sign(word), i, i)
        window = self.words[i:end]
        adjunct = word.key in self.vocabulary.adjuncts and not (word.capital and self._is_name(i))
        if adjunct and self._followed_by_group(window) and self.vocabulary.groups.longest(window, 0)[0] < 2:
            return Item("A", i, i)
        role_length, role = self.vocabulary.roles.longest(window, 0)
        length, senses = self.lexicon.longest(window, 0) if word.capital and not self._shouted(i) else (0, ())
        if length and length >= role_length:
            return Item(_sense_code(senses), i, i + length - 1, senses=senses)
        if role is not None and self._is_role(i, role_length, role):
            code = "H" if role.sort in {"rank", "honorific"} else "L" if role.plural else "R"
            group_length, group = self.vocabulary.groups.longest(window, 0)
            if code == "L" and group is not None and group_length >= role_length:
                return Item("G", i, i + group_length - 1, group=group)
            return Item(code, i, i + role_length - 1, role=role)
        return self._noun(i, window)

    def _shouted(self, i: int) -> bool:
        """Whether a word is no acronym, just written in capitals as those around it are: "WHO IS TO BLAME"."""
        around = self.words[max(0, i - 1) : i] + self.words[i + 1 : i + 2]
        return self.words[i].key in _SHOUTED and "." not in self.words[i].text and all(
            word.text.isupper() or not word.alpha for word in around
        ) and any(word.alpha for word in around)

    def _noun(self, i: int, window: Sequence[Word]) -> Item:
        """A word that is no name of the lexicon and no role."""
        word, vocabulary = self.words[i], self.vocabulary
        capital = word.capital and self._is_name(i) and not self._opens_phrase(i, window)
        length, organ = vocabulary.organs.longest(window, 0)
        group_length, group = vocabulary.groups.longest(window, 0)
        verb = word.tag[:2] in {"VB", "MD"} or (i > 0 and self.words[i - 1].key in {"which", "who"})
        behind = window[1:] and vocabulary.roles.longest(window, 1)[0]
        if behind and word.key in vocabulary.modifiers and word.key not in _OWNERS:
            return Item("M" if word.capital else "m", i, i)
        if not capital and (not verb or word.tag == "VBG"):
            if (group is not None or organ is not None) and self._premodifies(i, max(length, group_length)):
                return Item("m", i, i + max(length, group_length) - 1)
            if group is not None and group_length >= length:
                return Item("G", i, i + group_length - 1, group=group)
            if organ is not None:
                return Item("O", i, i + length - 1)
            if word.key in vocabulary.governments | vocabulary.own_governments:
                return Item("Y", i, i)
        return Item(self._plain_code(i, capital), i, i)

    def _opens_phrase(self, i: int, window: Sequence[Word]) -> bool:
        """Whether a capital only opens a sentence, before a noun of the lists that goes on in lower case: "State media"."""
        if window[0].text.isupper() and len(window[0].text) > 1:
            return self.vocabulary.groups.longest(window, 0)[0] > 0
        length = max(self.vocabulary.groups.longest(window, 0)[0], self.vocabulary.organs.longest(window, 0)[0])
        return length > 1 and _opens(self.words, i) and not any(word.capital for word in window[1:length])

    def _premodifies(self, i: int, length: int) -> bool:
        """Whether a singular noun for a group only stands before another: "opposition calls", "army base"."""
        last, after = self.words[i + length - 1], self.words[i + length] if i + length < len(self.words) else None
        if after is None or after.sentence != last.sentence or last.text.isupper() or last.tag in {"NNS", "NNPS"} or last.key.endswith("s"):
            return False
        window = self.words[i + length :]
        listed = self.vocabulary.groups.longest(window, 0)[0] or self.vocabulary.roles.longest(window, 0)[0] or self.vocabulary.organs.longest(window, 0)[0]
        return after.tag in {"NN", "NNS"} and not after.capital and not listed

    def _followed_by_group(self, window: Sequence[Word]) -> bool:
        return len(window) > 1 and (
            self.vocabulary.groups.longest(window, 1)[1] is not None or window[1].key in self.vocabulary.adjuncts
        )

    def _plain_code(self, i: int, capital: bool) -> str:
        word, key = self.words[i], self.words[i].key
        for code, keys in (("d", _DETERMINERS), ("h", _POSSESSIVES), ("q", _QUANTIFIERS)):
            if key in keys and not (capital and word.tag.startswith("NNP") and key != "the"):
                return code
        if key in _TIMES and word.capital:
            return "w"
        if key in self.vocabulary.peoples_nouns and word.capital:
            return "P"
        if key == "of":
            return "o"
        if key in {"and", "or"}:
            return "&"
        if key in _PREPOSITIONS:
            return "f"
        if key in _PRONOUNS:
            return "x"
        if key in self.vocabulary.states:
            return "t"
        return self._capital_code(i) if capital else self._lower_code(i)

    def _capital_code(self, i: int) -> str:
        key, vocabulary = self.words[i].key, self.vocabulary
        if key in vocabulary.places | vocabulary.events and (key in self.usage.surnames or self._given_name(i)):
            return "N"
        if key in _DIRECTIONS:
            return "M"
        if key in vocabulary.places or key in vocabulary.events:
            return "X"
        if key in vocabulary.heads:
            return "K"
        if key in vocabulary.modifiers or key in vocabulary.blocs or key in vocabulary.peoples:
            return "M"
        return "N"

    def _given_name(self, i: int) -> bool:
        """Whether a noun for places or events opens a name: "Bill Lund", but not "Lake Mjosa" or "Peace Day"."""
        if self.words[i].key in _BEFORE_PLACES or i + 1 >= len(self.words) or (i and self.words[i - 1].capital and not self._title_at(i - 1)):
            return False
        after, vocabulary = self.words[i + 1], self.vocabulary
        known = vocabulary.heads | vocabulary.places | vocabulary.events | vocabulary.modifiers
        return after.capital and after.tag.startswith("NNP") and after.sentence == self.words[i].sentence and after.key not in known

    def _title_at(self, i: int) -> bool:
        return self.vocabulary.roles.longest(self.words, i)[0] > 0

    def _lower_code(self, i: int) -> str:
        word = self.words[i]
        if word.tag[:2] in {"NN", "JJ", "CD"} or word.tag in {"VBN", "VBG"} or word.pos in {"NOUN", "ADJ", "PROPN", "NUM"}:
            return "q" if word.tag == "CD" else "m"
        if word.key in _PARTICLES and i + 1 < len(self.words) and (self.words[i + 1].capital or self.words[i + 1].text == "-"):
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
        return "'" if word.text in {"'", "’"} and word.glued else '"' if word.text in _QUOTES else "x"

    def _is_name(self, i: int) -> bool:
        """Whether a capital means a name here."""
        word = self.words[i]
        heading = word.kind in {BlockKind.TITLE, BlockKind.SUBHEAD} or word.sentence in self._headlines
        plain_prose = not heading and not (self._caps and word.text.isupper())
        if plain_prose and not _opens(self.words, i):
            return True
        if word.key in self.usage.upper and word.key not in self.usage.lower:
            return True
        if word.key in self.usage.lower:
            return False
        return word.tag.startswith("NNP") and (plain_prose or not self.usage.upper)

    def _is_role(self, i: int, length: int, role: Role) -> bool:
        word, after = self.words[i], self.words[i + length] if i + length < len(self.words) else None
        if role.sort == "honorific":
            return word.capital and after is not None and (after.text == "." or after.capital)
        if role.sort == "rank":
            return word.capital and after is not None and (after.text in {".", "("} or after.capital)
        if (word.tag[:2] in {"VB", "MD"} or (i > 0 and self.words[i - 1].key in {"which", "who"})) and not word.capital:
            return False
        if length == 1 and role.noun in _RANKING and after is not None and after.sentence == word.sentence:
            behind = self.words[i + 1 :]
            if after.key in self.vocabulary.modifiers or self.vocabulary.roles.longest(behind, 0)[0]:
                return False
        if length == 1 and role.noun in {"general", "chief", "deputy", "official", "representative", "chair", "speaker"}:
            return word.capital or word.tag.startswith("NN") or after is None or after.capital or after.tag not in {"NN", "NNS"}
        return True

    def _joined(self, items: list[Item]) -> list[Item]:
        return list(self._names(list(self._compounds(items))))

    def _compounds(self, items: list[Item]) -> Iterator[Item]:
        """ "U.S.-led", "pro-European", "rebel-held" as one item."""
        i = 0
        while i < len(items):
            three = items[i : i + 3]
            if len(three) == 3 and three[1].code == "-" and self.words[three[1].first].glued and self.words[three[2].first].glued:
                left, right = self.words[three[0].last].key, self.words[three[2].first].key
                if right in _COMPOUNDS or left in _PREFIXES - {"ex", "then", "vice", "co"}:
                    world = three[0] if three[0].senses else three[2]
                    yield Item("c", three[0].first, three[2].last, senses=world.senses)
                    i += 3
                    continue
                if left in {"ex", "then"}:
                    yield Item("t", three[0].first, three[1].last, head=three[0].first)
                    i += 2
                    continue
                if three[0].code == "R" and right in self.vocabulary.states:
                    yield Item("R", three[0].first, three[2].last, role=three[0].role)
                    i += 3
                    continue
                if three[0].code in "mMxqf" and three[2].code in "mMRxGO" and not self.words[three[2].first].capital:
                    yield Item("m", three[0].first, three[2].last)
                    i += 3
                    continue
            yield items[i]
            i += 1

    def _names(self, items: list[Item]) -> Iterator[Item]:
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
            if code == "N" or (last > i and code in "SJKBMmx" and self._joins(items[j - 1], word)):
                last = j + 1
            elif code in "pdm" and word.key in _PARTICLES:
                pass
            elif code in "-'" and word.glued and j + 1 < len(items) and self.words[items[j + 1].first].glued and j > i:
                pass
            elif code == "." and last > i and len(self.words[items[j - 1].first].text) <= 2 and items[j - 1].code == "N":
                pass
            else:
                break
            j += 1
        return last

    def _joins(self, before: Item, word: Word) -> bool:
        """Whether a word after a hyphen or apostrophe is part of the name: "Min-jung", but not "Bush-era"."""
        if not word.glued or self.words[before.first].text not in "-'":
            return False
        return word.capital or (word.key not in self.usage.lower and word.key not in _COMPOUNDS | _SUFFIXES)

    def _name(self, part: list[Item]) -> Item:
        first, last = part[0].first, part[-1].last
        text = " ".join(word.text for word in self.words[first : last + 1])
        keys = {word.key for word in self.words[first : last + 1]}
        town = is_town(text)
        return Item("T" if town or keys <= self.usage.places else "N", first, last)


def _sense_code(senses: tuple[Sense, ...]) -> str:
    forms = {sense.form for sense in senses}
    states = [sense for sense in senses if sense.entry.key.startswith("state:")]
    if not states:
        return "J" if forms == {Form.ADJECTIVE} else "B"
    if forms & {Form.NAME, Form.ACRONYM, Form.CAPITAL, Form.SEAT}:
        return "S"
    return "P" if forms == {Form.PEOPLE} else "J"
