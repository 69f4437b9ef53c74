"""Rules over persons: titles before and behind a name, titles alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from kg.extract.actors.offices import title_of
from kg.extract.actors.phrases import Cell, Kind, Phrase
from kg.extract.actors.rules import Rules
from kg.extract.actors.usage import posted
from kg.extract.actors.vocabulary import verb_set, word_set
from kg.extract.cues import lexicon as cues
from kg.extract.places import is_town
from kg.extract.told import FINITE
from kg.extract.words import text_of

_ASIDES: Final = frozenset(
    {"by", "with", "after", "during", "over", "under", "before", "since", "until", "between", "through", "into", "near"}
    | {"as"}
)
_ONCE: Final = frozenset(
    {"then", "until", "once", "formerly", "previously", "later", "now", "currently", "for", "since", "till"}
)
"""What tells when somebody had an office: "until May the Danish envoy"."""
_WHERE: Final = frozenset({"in", "into", "near", "on", "outside", "to"})
"""Words before a place to which nobody belongs by them."""


class PersonRules(Rules):
    """Reduces titles and persons."""

    def title(self, cells: list[Cell]) -> list[Cell]:
        """ "The former Kenyan foreign minister", "envoy to the talks": a title and whose it is."""
        start, end = self._edges(cells)
        bare = next((i for i in range(start + 1, end) if self._placed(cells[start:end], i - start)), end)
        made = title_of(cells[start:bare], self.words)
        if made is None:
            return cells
        title, parts = made
        article = self.words[title.first].key in {"the", "a", "an"}
        phrase = Phrase(
            Kind.ROLE,
            title.first,
            cells[end - 1].last,
            (title.first + article, title.last),
            titles=[title],
            parts=parts,
            definite=title.definite,
            indefinite=title.indefinite,
            counted=any(cell.code == "q" for cell in cells[start:end]),
        )
        code = "l" if title.role.plural else "r"
        return [*cells[:start], Cell(code, phrase.first, phrase.last, phrase=phrase, title=title), *cells[end:]]

    def both(self, cells: list[Cell]) -> list[Cell]:
        """Two titles of one name, in capitals: "Kenyan Deputy Prime Minister and Foreign Minister Ada Voss"."""
        first, second = cells[0].phrase, cells[2].phrase
        assert first is not None
        assert second is not None
        words = [word for word in self.words[first.first : second.last + 1] if word.alpha and len(word.text) > 3]
        if first.definite or second.definite or second.titles[0].owners or not all(word.capital for word in words):
            return cells
        second.titles[0].owners += first.titles[0].owners
        second.titles = [*first.titles, *second.titles]
        second.parts = [*first.parts, *second.parts]
        second.first = first.first
        return [Cell("r", second.first, second.last, phrase=second, title=second.titles[0])]

    def _edges(self, cells: Sequence[Cell]) -> tuple[int, int]:
        """Where a title starts, behind a plural or "saying" ("refugees President Voss"), and ends, at a participle."""
        role = next((i for i, cell in enumerate(cells) if cell.code in "RL"), len(cells))
        said = cues().forms
        plurals = [
            i
            for i, cell in enumerate(cells[:role])
            if cell.code == "m"
            and (self._plural(cell) or (self.words[cell.last].tag == "VBG" and self.key(cell) in said))
        ]
        end = len(cells)
        while end > role + 1 and cells[end - 1].code == "m" and self.words[cells[end - 1].last].tag in {"VBN", "VBD"}:
            end -= 1
        cut = next((i for i in range(role + 1, end) if self._aside(cells[i:end])), self._charge(cells, role, end))
        return (plurals[-1] + 1 if plurals else 0), cut

    def _charge(self, cells: Sequence[Cell], role: int, end: int) -> int:
        """Where what somebody is accused of begins: "accused the head of the bank [of treason]"; or the end."""
        before = self.words[cells[0].first - 1] if cells[0].first else None
        if before is None or before.key not in verb_set("of_verbs"):
            return end
        rest = self.words[cells[end - 1].last + 1 :]
        later = any(word.key == "of" for word in takewhile(lambda word: word.sentence == before.sentence, rest))
        places = [i for i in range(role + 1, end) if self.key(cells[i]) == "of"]
        if later or not places or any(self.words[cell.first].capital for cell in cells[places[-1] : end]):
            return end
        return places[-1]

    def _aside(self, cells: Sequence[Cell]) -> bool:
        """Whether words behind a title tell how or when, not of what it is: "the president by phone"."""
        key = self.key(cells[0])
        if key == "of" and len(cells) > 1 and self._doing(cells[1]):
            return True
        alone = key == "in" and not any(self.words[cell.first].capital for cell in cells)
        return cells[0].code == "f" and (alone or key in _ASIDES)

    def _placed(self, cells: Sequence[Cell], at: int) -> bool:
        """Whether words behind a title tell where somebody is, not of what: "the Kenyan president in Oslo".

        An envoy's post may be named for a capital: "the Kenyan ambassador in London".
        """
        role = next((i for i, cell in enumerate(cells[:at]) if cell.code in "RL"), 0)
        item, owned = cells[role].item, any(cell.code in "SJBEPD" for cell in cells[:role])
        if item is None or item.role is None or not owned or self.key(cells[at]) != "in" or at + 1 >= len(cells):
            return False
        name = text_of(self.words[cells[at + 1].first : cells[-1].last + 1])
        where = cells[at + 1].code
        if item.role.noun in word_set("tops") or item.role.noun == "leader":
            return where in "STZN"
        return where != "S" and is_town(name) and "consul" not in item.role.noun

    def _doing(self, cell: Cell) -> bool:
        """Whether a word tells what somebody does: "accused the minister of lying", not "minister of planning"."""
        word = self.words[cell.first]
        return word.tag == "VBG" and not word.capital and word.key not in self.vocabulary.modifiers

    def _plural(self, cell: Cell) -> bool:
        return self.words[cell.last].tag == "NNS" and self.key(cell) not in self.vocabulary.modifiers

    def person(self, cells: list[Cell]) -> list[Cell]:
        """Titles, "Mr." and a name; after a plural title, several names."""
        codes = "".join(cell.code for cell in cells)
        lead = cells[0].phrase if codes[0] in "rl" else None
        commaed = codes[1:2] == ","
        if codes[0] == "l" and (commaed or lead is None):
            return [cells[0], *cells[1:2], *self.person(cells[2:])] if commaed else cells
        if codes[0] == "r" and commaed:
            return [cells[0], cells[1], *self.person(cells[2:])]
        shared = codes[0] == "l"
        out, start = list[Cell](), 1 if lead is not None else 0
        end = next(i for i in range(start, len(cells)) if cells[i].code in "NT") + 1
        out.append(self._named(cells[:end], lead))
        while end < len(cells):
            stop = next(i for i in range(end, len(cells)) if cells[i].code == "N") + 1
            names = next(i for i in range(end, stop) if cells[i].code in "HN")
            out += cells[end:names]
            out.append(self._named(cells[names:stop], lead if shared else None))
            end = stop
        return out

    def titled_owner(self, cells: list[Cell]) -> list[Cell]:
        """ "[Danish Prime Minister Bo Lund]'s spokeswoman": who is named behind a title, as whose another is."""
        behind = max(i for i, cell in enumerate(cells) if cell.code == "R") + 1
        title = self.title(cells[:behind])
        if [cell.code for cell in title] != ["r"]:
            return cells
        (person,) = self.person([*title, *cells[behind:]])
        return [Cell("N", person.first, person.last, phrase=person.phrase)]

    def _named(self, cells: list[Cell], lead: Phrase | None) -> Cell:
        """One person's name with what stands before it."""
        name = cells[-1].phrase
        assert name is not None
        if lead is not None:
            name.titles = [*lead.titles, *name.titles]
            name.parts = [*lead.parts, *name.parts]
            name.definite = lead.definite
        name.honorific = any(cell.code == "H" for cell in cells)
        name.first = cells[0].first
        bare = cells[-1].code == "T" and lead is None and not name.honorific
        return Cell("T" if bare else "n", name.first, name.last, phrase=name)

    def whose_person(self, cells: list[Cell]) -> list[Cell]:
        """ "The Scottish National Party's Ada Voss": whose the person is."""
        owner, name = cells[0].phrase, cells[-1].phrase
        assert owner is not None
        assert name is not None
        if name.titles:
            return cells
        name.owners.append(owner)
        name.parts.append(owner)
        name.first = cells[0].first
        return [Cell("n", name.first, name.last, phrase=name)]

    def of_state(self, cells: list[Cell]) -> list[Cell]:
        """ "President Ada Voss of Kenya": whose the title before the name is."""
        name, state = cells[0].phrase, cells[-1].phrase
        assert name is not None
        assert state is not None
        if not name.titles or any(title.owners for title in name.titles):
            return cells
        for title in name.titles:
            title.owners.append(state)
        name.parts.append(state)
        name.last = state.last
        return [Cell("n", name.first, name.last, phrase=name)]

    def apposition(self, cells: list[Cell]) -> list[Cell]:
        """What is said behind a name: "Ada Voss, the Norwegian envoy,", "Bo Lund, of the Institute for Peace"."""
        name, said = cells[0].phrase, cells[-1].phrase
        assert name is not None
        assert said is not None
        if name.first and posted(self.words[name.first - 1].key, self.words[name.last].key):
            return cells  # "wrote on Telegram, its chief envoy,"
        if said.kind is not Kind.ROLE and any(self.key(cell) in _WHERE for cell in cells[1:-1]):
            return cells  # "met the envoy, Ada Voss, in Lima"
        if said.kind is Kind.ROLE and self._opens_clause(name, said):
            return cells
        if said.kind is Kind.ROLE and not (
            said.titles[0].owners or said.titles[0].definite or said.titles[0].indefinite
        ):
            return cells
        name.titles += said.titles
        name.parts += said.parts if said.kind is Kind.ROLE else [said]
        if said.kind is not Kind.ROLE:
            name.owners.append(said)
        name.last = said.last
        return [Cell("n", name.first, name.last, phrase=name)]

    def _opens_clause(self, name: Phrase, said: Phrase) -> bool:
        """Whether a title behind a name is the subject of what follows: "After seeing Ada Voss, the minister said"."""
        after = self.words[said.last + 1] if said.last + 1 < len(self.words) else None
        goes_on = after is not None and after.tag in FINITE
        return goes_on and self.words[name.first].token != self.words[name.first].sentence

    def besides(self, cells: list[Cell]) -> list[Cell]:
        """What somebody is besides, between commas: "Bo Lund, the envoy and himself a former minister,"."""
        name, roles = cells[0].phrase, [cell.phrase for cell in cells if cell.code == "r"]
        pronouns = {self.key(cell) for cell in cells if cell.code == "x"}
        also = roles[-1]
        assert name is not None
        if also is None or not pronouns <= {"himself", "herself"}:
            return cells
        if also.definite and not also.indefinite:
            return cells  # "Bo Lund, the envoy and the minister" may be three
        for each in roles:
            if each is not None:
                name.titles += each.titles
                name.parts += each.parts
        name.last = cells[-1].last
        return [Cell("n", name.first, name.last, phrase=name)]

    def later(self, cells: list[Cell]) -> list[Cell]:
        """A title, then the name between commas: "The Norwegian envoy, Ada Voss,", "Voss's wife, the poet Bo Lund,"."""
        title, name = cells[0].phrase, cells[-1].phrase
        assert title is not None
        assert name is not None
        kin = title.titles[0].role.noun in word_set("kin") and bool(title.titles[0].owners)
        another = any(each.role.noun not in word_set("nobility") for each in name.titles)
        opens = self.words[title.first].token == self.words[title.first].sentence  # "Foreign Minister, Ada Voss, said"
        told = title.definite or bool(title.titles[0].owners) or (opens and self._acts_behind(name))
        if (another and not kin and not self._acts_behind(name)) or not told:
            return cells
        name.titles = [*title.titles, *name.titles]
        name.parts = [*title.parts, *name.parts]
        name.first = title.first
        return [Cell("n", name.first, name.last, phrase=name)]

    def _acts_behind(self, name: Phrase) -> bool:
        """Whether a comma and a verb follow a name, no item of a row then: "the envoy, Minister Voss, left"."""
        comma, verb = self.words[name.last + 1 : name.last + 2], self.words[name.last + 2 : name.last + 3]
        return bool(verb) and comma[0].text == "," and (verb[0].tag in FINITE or verb[0].key in {"who", "whose"})

    def once(self, cells: list[Cell]) -> list[Cell]:
        """What somebody was or will be, between commas: "Bo Lund, until May the Danish envoy to Oslo,"."""
        name, said = cells[0].phrase, cells[-1].phrase
        assert name is not None
        assert said is not None
        if self.key(cells[2]) not in _ONCE or not (said.titles[0].owners or said.titles[0].definite):
            return cells
        name.titles += said.titles
        name.parts += said.parts
        name.last = said.last
        return [Cell("n", name.first, name.last, phrase=name)]

    def whose_later(self, cells: list[Cell]) -> list[Cell]:
        """ "the government of President Ada Voss"."""
        body, person = cells[0].phrase, cells[2].phrase
        assert body is not None
        assert person is not None
        body.owners.append(person)
        body.parts.append(person)
        body.last = person.last
        body.core = (body.core[0], person.last)
        return [Cell(cells[0].code, body.first, body.last, phrase=body)]
