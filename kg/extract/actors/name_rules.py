"""Rules over names: bodies by their closing noun, places, nouns and acronyms behind a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.actors.phrases import Cell, Kind, Phrase
from kg.extract.actors.rules import Rules
from kg.extract.actors.vocabulary import word_set
from kg.extract.lexicon import Form
from kg.extract.places import is_town
from kg.extract.words import fold, text_of
from kg.model import ActorType

# A name with the nouns behind it that may say what it is.
BEHIND = re.compile(r"(?P<before>d?(?:[qmMA]|[SJ]'?)*?)(?P<name>[BENT])(?P<noun>[mAGORLMKYcd]+)")


_NAMING: Final = frozenset({"known", "called", "dubbed", "named", "nicknamed"})
_NO_NAMING: Final = frozenset({"not", "for", "by", "to", "has", "have", "had", "on", "upon"})
# Bodies that are told apart by where they are.
_POSTED: Final = frozenset({"embassy", "consulate", "mission", "office", "bureau"})
# Words between two names of one, where no "as" stands among them: "nicknamed", "also called".
_BRIEF: Final = 2


class NameRules(Rules):
    """Reduces names."""

    def given(self, cells: list[Cell]) -> list[Cell]:
        before = self.words[cells[0].first - 1].key if cells[0].first else ""
        if before == "of" or before in word_set("prepositions"):
            return cells
        single = (
            cells[0].code == "B" and cells[0].first == cells[0].last and not self.words[cells[0].first].text.isupper()
        )
        press = (
            single
            and cells[0].item is not None
            and all(sense.entry.key.startswith(("news:", "media:", "party:")) for sense in cells[0].item.senses)
        )
        if (press or self.key(cells[0]) in word_set("given_places")) and self.words[cells[1].first].tag.startswith(
            "NNP"
        ):
            return [Cell("N", cells[0].first, cells[1].last)]
        return cells

    def surname(self, cells: list[Cell]) -> list[Cell]:
        """A capital's name behind a given one is a surname: "Ada Lima", "Bo Vega London"."""
        name, place = cells
        senses = place.item.senses if place.item is not None else ()
        capital = place.first == place.last and any(sense.form is Form.CAPITAL for sense in senses)
        tags = [self.words[name.last].tag, self.words[place.first].tag]
        apart = self.words[name.last].sentence != self.words[place.first].sentence or self.words[place.first].glued
        behind = self.words[place.last + 1] if place.last + 1 < len(self.words) else None
        modifies = behind is not None and behind.tag.startswith(("NN", "JJ", "POS"))
        if not capital or apart or modifies or tags != ["NNP", "NNP"] or self.words[place.first].text.isupper():
            return cells
        return [Cell("N", name.first, place.last)]

    def body(self, cells: list[Cell]) -> list[Cell]:
        """A name that closes with "Council", "Party" ...: a body, or an organ of its state."""
        if cells[0].code in "NGm" and cells[1].code == "'" and self.key(cells[0]) not in word_set("plurals"):
            return cells[:2] + self.body(cells[2:])
        if len(cells) > 1 and cells[1].code == "-" and not self.words[cells[1].first].glued:
            return cells[:2] + self.body(cells[2:])
        own = next((i for i in range(1, len(cells) - 1) if self._persons(cells, i) or self._seated(cells, i)), None)
        if own is not None:
            return [*self.body(cells[:own]), *cells[own:]]
        closing = next(
            (i for i, cell in enumerate(cells) if cell.code in "LG" and not self.words[cell.first].capital), len(cells)
        )
        if closing < len(cells):
            while closing and cells[closing - 1].code in "ofd":
                closing -= 1
            return [*self.body(cells[:closing]), *cells[closing:]]
        if len(cells) == 1:
            return [Cell("m", cells[0].first, cells[0].last, cells[0].item)] if cells[0].code == "K" else cells
        government = self._government(cells)
        if government is not None:
            return [government]
        state = cells[0] if cells[0].code in "SJ" and cells[0].item is not None else None
        rest = cells[(2 if cells[1].code == "'" else 1) :] if state else cells
        noun = " ".join(word.key for cell in rest for word in self.words[cell.first : cell.last + 1] if word.alpha)
        organ = self.vocabulary.organs.get(noun) or (rest and self.key(rest[-1]) in {"ministry"})
        phrase = Phrase(
            Kind.BODY, cells[0].first, cells[-1].last, (cells[0].first, cells[-1].last), code="E", noun=noun
        )
        if (state or noun.startswith("ministry of")) and (organ or noun.startswith("ministry")):
            phrase.kind = Kind.ORGAN
            phrase.owners = [each for each in [self.atom([state])[0].phrase if state else None] if each is not None]
            phrase.parts = list(phrase.owners)
            return [Cell("u", phrase.first, phrase.last, phrase=phrase)]
        return [Cell("E", phrase.first, phrase.last, phrase=phrase)]

    def _seated(self, cells: Sequence[Cell], i: int) -> bool:
        """Whether it is told from here where a body is: "the Harbour Board [in Nairobi]", "the ministry [in Oslo]"."""
        if self.key(cells[i]) != "in" or self.key(cells[i - 1]) in _POSTED:
            return False
        place = cells[i + 1]
        senses = place.item.senses if place.item is not None else ()
        name = text_of(self.words[place.first : place.last + 1])
        return any(sense.form is Form.CAPITAL for sense in senses) or (not senses and is_town(name))

    def _persons(self, cells: Sequence[Cell], i: int) -> bool:
        """Whether a person stands behind "of" and a party's noun: "the Radical Party [of Ada Voss]"."""
        if cells[i].code != "o" or self.key(cells[i - 1]) not in word_set("parties_of"):
            return False
        run = self.words[cells[i + 1].first : cells[i + 1].last + 1]
        return cells[i + 1].code == "N" and len(run) > 1 and all(word.entity in {"PERSON", "PER"} for word in run)

    def station(self, cells: list[Cell]) -> list[Cell]:
        """ "Radio Hanoi", "Television Malta": named for where it stands."""
        if self.key(cells[0]) not in {"radio", "television"}:
            return cells
        first, last = cells[0].first, cells[1].last
        return [Cell("E", first, last, phrase=Phrase(Kind.BODY, first, last, (first, last), code="E", noun="radio"))]

    def titled(self, cells: list[Cell]) -> list[Cell]:
        """ "The daily Trud", "the portal Vesna": a paper or a broadcaster by its name."""
        phrase = cells[1].phrase
        named = self.words[cells[1].first].tag.startswith("NNP") and not self.words[cells[0].first].capital
        if phrase is not None and named and self.key(cells[0]) in word_set("press_nouns"):
            phrase.descriptor = ActorType.ORGANIZATION
        return cells

    def _government(self, cells: list[Cell]) -> Cell | None:
        """ "The Government of the Republic of Peru", "the Peruvian Government": the state's, not a body of its own."""
        keys, codes = [self.key(cell) for cell in cells], "".join(cell.code for cell in cells)
        named = (codes in {"KoS", "KodS"} and keys[0] == "government") or (
            codes in {"JK", "SK"} and keys[-1] == "government"
        )
        if not named:
            return None
        first = cells[0].first
        owner = self.atom([cells[-1] if codes[0] == "K" else cells[0]])[0].phrase
        phrase = Phrase(Kind.GOVERNMENT, first, cells[-1].last, (first, cells[-1].last), noun="government")
        phrase.owners = [owner] if owner is not None else []
        phrase.parts = list(phrase.owners)
        phrase.definite = self.words[first - 1].key == "the" if first else False
        return Cell("y", phrase.first, phrase.last, phrase=phrase)

    def place(self, cells: list[Cell]) -> list[Cell]:
        if len(cells) == 1:
            return [Cell("m", cells[0].first, cells[0].last, cells[0].item)]
        return [Cell("Z", cells[0].first, cells[-1].last)]

    def atom(self, cells: list[Cell]) -> list[Cell]:
        cell = cells[0]
        if cell.phrase is not None:
            return cells
        senses = cell.item.senses if cell.item is not None else ()
        kind = Kind.WORLD if senses or cell.code == "P" else Kind.NAME
        phrase = Phrase(kind, cell.first, cell.last, (cell.first, cell.last), cell.code, senses)
        return [Cell(cell.code, cell.first, cell.last, phrase=phrase)]

    def whose(self, cells: list[Cell]) -> list[Cell]:
        """ "U.S. State Department", "Russia's Duma": one body with its state before it."""
        owner, body = cells[0].phrase, cells[-1].phrase
        assert owner is not None
        assert body is not None
        keys = {sense.entry.key for sense in owner.senses}
        if not any(sense.entry.state in keys for sense in body.senses):
            return cells
        body.first = cells[0].first
        body.core = (cells[0].first, body.core[1])
        body.senses = tuple(sense for sense in body.senses if sense.entry.state in keys)
        return [Cell(body.code, cells[0].first, cells[-1].last, phrase=body)]

    def described(self, cells: list[Cell]) -> list[Cell]:
        """A name with a noun behind it that says what it is: "the Interfax news agency", "the Zinki rebel faction"."""
        codes = "".join(cell.code for cell in cells)
        match = BEHIND.match(codes)
        assert match is not None
        at, after = match.start("name"), cells[match.start("noun") :]
        phrase = cells[at].phrase
        assert phrase is not None
        length, kind = self._descriptor(after)
        if not length or kind is None or not self._fits(phrase, kind):
            return cells
        if cells[at].code == "N" and at and cells[at - 1].code == "S" and kind is ActorType.ORGANIZATION:
            phrase.core = (cells[at - 1].first, phrase.core[1])
            phrase.first, at = cells[at - 1].first, at - 1
        phrase.descriptor = kind
        phrase.last = after[length - 1].last
        return [
            *cells[:at],
            Cell(cells[match.start("name")].code, phrase.first, phrase.last, phrase=phrase),
            *after[length:],
        ]

    def apposed(self, cells: list[Cell]) -> list[Cell]:
        """A name with what it is between commas: "Al-Manar, a weekly, reported"."""
        behind = next((i for i, cell in enumerate(cells) if cell.code in "fo"), len(cells))
        phrase, last = cells[0].phrase, cells[behind - 1].last
        kinds = (self.vocabulary.descriptors.longest(self.words[at : last + 1], 0) for at in (last - 1, last))
        sizes = [kind for size, (length, kind) in zip((2, 1), kinds, strict=True) if length == size]
        if phrase is not None and ActorType.ORGANIZATION in sizes:
            phrase.descriptor = ActorType.ORGANIZATION
        return cells

    def _descriptor(self, after: Sequence[Cell]) -> tuple[int, ActorType | None]:
        """The longest run of cells that ends as a descriptor does, of at most three: "armed rebel faction"."""
        best: tuple[int, ActorType | None] = (0, None)
        for skip in range(min(3, len(after))):
            window = self.words[after[skip].first : after[-1].last + 1]
            length, kind = self.vocabulary.descriptors.longest(window, 0)
            if kind is not None:
                last = after[skip].first + length - 1
                count = next((i + 1 for i, cell in enumerate(after) if cell.last == last), 0)
                if count > best[0] and (skip == 0 or best[1] is None):
                    best = (count, kind)
            if best[1] is None and after[skip].code not in "mMA":
                break
        return best

    def _fits(self, phrase: Phrase, kind: ActorType) -> bool:
        """Whether a descriptor can be said of a body of the lexicon: "IS militants", but not "UN forces"."""
        types = {sense.entry.type for sense in phrase.senses}
        return not types or kind in types

    def alias(self, cells: list[Cell]) -> list[Cell]:
        """An acronym or another name behind a name: "Democratic Union Party (PYD)", "the PKK, the Workers' Party"."""
        first, other = cells[0].phrase, next(cell.phrase for cell in reversed(cells) if cell.phrase is not None)
        assert first is not None
        if not self._same(first, other, cells[1].code == "("):
            return cells
        first.same.append(other)
        first.last = cells[-1].last
        return [Cell(cells[0].code, first.first, first.last, phrase=first)]

    def _same(self, one: Phrase, other: Phrase, bracketed: bool) -> bool:
        a, b = {sense.entry.key for sense in one.senses}, {sense.entry.key for sense in other.senses}
        if a and b:
            return bool(a & b)
        long, short = (one, other) if one.last - one.core[0] > other.last - other.core[0] else (other, one)
        text = "".join(word.text for word in self.words[short.core[0] : short.core[1] + 1]).replace(".", "")
        initials = "".join(
            word.text[0] for word in self.words[long.core[0] : long.core[1] + 1] if word.alpha and word.capital
        )
        if not (text.isupper() and 2 <= len(text) <= 8):
            return False
        return fold(text) == fold(initials) or (bracketed and one.kind is Kind.BODY)

    def known(self, cells: list[Cell]) -> list[Cell]:
        """ "a coalition known as Ansar", "Ada Bo, nicknamed Red": the two are one.

        Who has a name of its own does the naming as a rule: "Bo called Cy", "Bo has named Cy" are two.
        """
        between = [word for cell in cells[1:-1] for word in self.words[cell.first : cell.last + 1]]
        said = {word.key for word in between}
        verbs = {word.key for word in between if word.key in _NAMING and word.tag != "VBD"}
        if (
            not verbs
            or said & _NO_NAMING
            or ("as" not in said and not self._brief(said))
            or (cells[0].code == "n" and not self._is_aside(cells, said))
        ):
            return cells
        first, other = cells[0].phrase, cells[-1].phrase
        assert first is not None
        assert other is not None
        first.same.append(other)
        first.last = other.last
        return [Cell(cells[0].code, first.first, first.last, phrase=first)]

    def _brief(self, said: set[str]) -> bool:
        """Whether few words stand between two names, and no clause: "nicknamed", not "who called"."""
        return len(said - {","}) <= _BRIEF and not said & {"who", "which", "that"}

    def _is_aside(self, cells: list[Cell], said: set[str]) -> bool:
        """Whether words behind a name tell another of its own: "known as", or set off by a comma."""
        return "as" in said or self.words[cells[0].last + 1].text == ","

    def group_named(self, cells: list[Cell]) -> list[Cell]:
        """ "its armed wing, the Ansar Brigades,": the two are one."""
        group, other = (
            (cells[0].phrase, cells[-1].phrase) if cells[0].code == "g" else (cells[-1].phrase, cells[0].phrase)
        )
        assert group is not None
        assert other is not None
        if (
            group.group is None
            or not self._singular(group)
            or (len(cells) == 2 and group.owners and group.owners[0].code == "N")
            or self._of_somebody(group, other)
        ):
            return cells
        if other.kind is Kind.NAME:
            tails = (
                " ".join(word.key for word in self.words[group.core[1] - n : group.core[1] + 1]) for n in (2, 1, 0)
            )
            kinds = (self.vocabulary.descriptors.get(tail) for tail in tails)
            other.descriptor = next((kind for kind in kinds if kind is not None), group.group.type)
        group.same.append(other)
        group.first, group.last = cells[0].first, cells[-1].last
        return [Cell("g", group.first, group.last, phrase=group)]

    def _of_somebody(self, group: Phrase, name: Phrase) -> bool:
        """Whether a person's name follows a title that ends in a group: "Chairman of the party, Bo Lund"."""
        before = self.words[group.first - 1 : group.first] if group.first else []
        person = any(word.entity == "PERSON" for word in self.words[name.first : name.last + 1])
        return person and name.first > group.last and any(word.key in {"of", "for"} for word in before)

    def _singular(self, group: Phrase) -> bool:
        """Whether a group noun is one body: "group", "news agency", not "rebels"."""
        noun = group.noun.split()[-1]
        return noun in word_set("single_groups") or noun in {"wing", "branch", "arm"}
