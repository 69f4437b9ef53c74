"""Rules over nouns for groups, governments and organs of a state, with whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extract.actors.phrases import Cell, Kind, Phrase
from kg.extract.actors.rules import Rules
from kg.extract.actors.vocabulary import Group
from kg.extract.lexicon import Form

_CENTRAL: Final = frozenset({"government", "regime", "leadership", "junta", "cabinet"})
"""Nouns for those who govern a state, by whose capital they are told."""


class NounRules(Rules):
    """Reduces described groups, governments and organs."""

    def joined(self, cells: list[Cell]) -> list[Cell]:
        """Demonyms that share a noun: "the Kenyan, Ugandan and Rwandan ministers"."""
        owners = [cell.phrase for cell in cells if cell.phrase is not None]
        phrase = Phrase(
            Kind.WORLD, cells[0].first, cells[-1].last, (cells[0].first, cells[-1].last), "D", owners=owners
        )
        phrase.parts = owners
        return [Cell("J", phrase.first, phrase.last, phrase=phrase)]

    def group(self, cells: list[Cell]) -> list[Cell]:
        """ "Syrian rebel groups", "the opposition", "Western powers", "Kurds"."""
        if cells[-1].code == "P" and len(cells) == 1 and cells[0].phrase is not None and cells[0].phrase.senses:
            return cells
        cells, right = self._behind_group(cells)
        last = next(cell for cell in reversed(cells) if cell.code in "GP")
        dropped = self._misread(cells)
        left, cells = cells[:dropped], cells[dropped:]
        end = cells[-1].last
        lead = next((i for i, cell in enumerate(cells) if not self._idle(cell)), 0)
        item_group = last.item.group if last.item is not None else None
        group = self._class(cells, item_group)
        opening = self.words[cells[0].first].key
        owners = [cell.phrase for cell in cells if cell.phrase is not None and cell is not last]
        owners = [each for owner in owners for each in (owner.owners if owner.code == "D" else [owner])]
        phrase = Phrase(
            Kind.GROUP,
            cells[0].first,
            end,
            (cells[lead].first, end),
            group=group,
            noun=" ".join(word.key for word in self.words[last.first : last.last + 1]),
            modifiers=tuple(self._modifier(cell) for cell in cells if cell is not last and cell.code in "mMcAGYq"),
            owners=owners,
            parts=owners,
            definite=opening in {"the", "these", "those", "both"} or cells[0].code == "h" or self._possessive(cells),
            indefinite=opening in {"a", "an", "some", "any", "no", "several"},
            counted=any(cell.code == "q" for cell in cells),
            code=last.code,
            senses=last.phrase.senses if last.phrase is not None else (),
        )
        return [*left, Cell("g", phrase.first, phrase.last, phrase=phrase), *right]

    def _idle(self, cell: Cell) -> bool:
        """Whether a cell before a group noun is no part of its name: articles, numbers, "at least"."""
        key = self.key(cell)
        return (cell.code in "dqh" and key != "other") or key in {"least", "some", "remaining", "more", "most"}

    def _behind_group(self, cells: list[Cell]) -> tuple[list[Cell], list[Cell]]:
        """Keeps "in the region", "on the ground" behind a group noun; gives back any other phrase there."""
        if "".join(cell.code for cell in cells[-3:]) != "fdm" or len(cells) < 4:
            return cells, []
        said = " ".join(self.words[cell.first].key for cell in cells[-3:])
        return (cells, []) if said in {"in the region", "on the ground"} else (cells[:-3], cells[-3:])

    def _misread(self, cells: Sequence[Cell]) -> int:
        """How many cells at the start are a verb's, not the group's: "supporting rebels", "last week cited sources"."""
        dropped = 0
        for i, cell in enumerate(cells[:-1]):
            tag = self.words[cell.first].tag
            if cell.code == "m" and (tag == "VBG" or (tag in {"VBN", "VBD"} and i > 0 and cells[i - 1].code == "m")):
                dropped = i + 1
        return dropped

    def _modifier(self, cell: Cell) -> str:
        text = "".join(
            word.key if word.glued or not i else " " + word.key
            for i, word in enumerate(self.words[cell.first : cell.last + 1])
        )
        return "~" + text if cell.code == "c" else text

    def _possessive(self, cells: Sequence[Cell]) -> bool:
        return any(cell.code == "'" for cell in cells)

    def _class(self, cells: Sequence[Cell], noun: Group | None) -> Group:
        """The class of a group noun with the nouns before it: "rebel groups" are rebels."""
        by_class, adjuncts = self.vocabulary.by_class, self.vocabulary.adjuncts
        if noun is None:
            return by_class["people"]
        if noun.name not in {"groups", "parties", "fighters", "forces", "leaders", "teams"}:
            return noun
        for cell in reversed(cells[:-1]):
            if cell.code == "G" and cell.item is not None and cell.item.group is not None:
                return cell.item.group
            name = adjuncts.get(self.key(cell)) if cell.code in "AmMR" else None
            if name is not None:
                return by_class[name]
        return noun

    def government(self, cells: list[Cell]) -> list[Cell]:
        """ "the Kenyan government", "Norway's authorities", "the government in Lima", "the regime"."""
        if len(cells) > 2 and cells[-2].code == "f" and not self._seated(cells):
            return [*self.government(cells[:-2]), *cells[-2:]]
        owners = [cell.phrase for cell in cells if cell.phrase is not None]
        head = next(cell for cell in cells if cell.code == "Y")
        if len(cells) == 1 and self.key(head) in {"state", "side"}:
            return cells
        if self.key(head) in {"side", "state"} and not owners:
            return cells
        opening = self.words[cells[0].first].key
        phrase = Phrase(
            Kind.GOVERNMENT,
            cells[0].first,
            cells[-1].last,
            (cells[1 if cells[0].code == "d" else 0].first, cells[-1].last),
            noun=self.key(head),
            owners=owners,
            parts=owners,
            definite=opening == "the",
            indefinite=opening in {"a", "an", "any", "some", "no", "new"},
        )
        return [Cell("y", phrase.first, phrase.last, phrase=phrase)]

    def _seated(self, cells: list[Cell]) -> bool:
        """Whether a government is told by its capital and nothing else: "the government in Lima"."""
        senses = cells[-1].phrase.senses if cells[-1].phrase is not None else ()
        named = any(cell.phrase is not None for cell in cells[:-1])
        capital = any(sense.form in {Form.CAPITAL, Form.SEAT} for sense in senses)
        return self.key(cells[-2]) == "in" and self.key(cells[-3]) in _CENTRAL and capital and not named

    def organ(self, cells: list[Cell]) -> list[Cell]:
        """ "the Kenyan foreign ministry", "Chile's parliament", "the ministry"."""
        owners = [cell.phrase for cell in cells if cell.phrase is not None]
        head = next(i for i, cell in enumerate(cells) if cell.code == "O")
        start = next((i for i, cell in enumerate(cells) if cell.code in "mMA"), head)
        words = [
            word.key
            for cell in cells[start : head + 1]
            if cell.code in "mMAO"
            for word in self.words[cell.first : cell.last + 1]
        ]
        opening = self.words[cells[0].first].key
        phrase = Phrase(
            Kind.ORGAN,
            cells[0].first,
            cells[-1].last,
            (cells[1 if cells[0].code == "d" else 0].first, cells[-1].last),
            noun=" ".join(words),
            owners=owners,
            parts=owners,
            definite=opening == "the" or self._possessive(cells),
            indefinite=opening in {"a", "an", "any", "some"},
        )
        return [Cell("u", phrase.first, phrase.last, phrase=phrase)]
