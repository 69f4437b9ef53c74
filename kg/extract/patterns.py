"""The patterns that find noun phrases: regular expressions over the codes of `items`, reduced from the inside out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extract.items import Sorter
from kg.extract.lexicon import Form
from kg.extract.offices import title_of
from kg.extract.phrases import Cell, Kind, Phrase
from kg.extract.vocabulary import Vocabulary, vocabulary
from kg.extract.words import Word, fold
from kg.model import ActorType

Build = Callable[[list[Cell]], list[Cell]]

# Places that are also given names: "Israel Katz", "Jordan Peterson".
_GIVEN = frozenset({"israel", "jordan", "georgia", "chad", "paris", "florence", "sydney", "charlotte", "victoria", "vienna", "salvador"})
_PLURALS = frozenset({"people", "peoples", "workers", "women", "students", "farmers", "teachers", "children", "peasants", "veterans"})

_BODY = re.compile(r"(?:[SJ]')?(?:[NGm]'(?=[NMKJS]))?[NSJBMTKP]*K(?:[of]d?(?:[NSJBMKPTLG](?:&(?=[MK]))?)+)*")
_PLACE = re.compile(r"(?:[NSJMTRKBPH][.']?)*X(?:od?[NSTMJX]+)?")
_ATOM = re.compile(r"[SJPBNT]")
_BEHIND = re.compile(r"(?P<before>d?(?:[qmMA]|[SJ]'?)*?)(?P<name>[BENT])(?P<noun>[mAGORLMKYcd]+)")
_WHOSE = re.compile(r"(?:J|S'?|B'?)B")
_ALIAS = re.compile(r"[BENS](?:,d?[BN](?=[,;.)xV]|$)|\(d?[BNE]\))")
_JOINED = re.compile(r"J(?:,J)*,?&J(?!')|S-J|[SB]-[SBJ](?=[mMAOGRL])|J-J")
_GROUP = re.compile(r"[dh]?[qtmMc]*(?:(?:[JGY]|[SBENTJZ]'?|N')[qtmMcA]*)*G(?:fdm)?|[dh]?[qtmMc]*[JM]*P|[dh]?[qtmMc]*(?:J|S')?[mMcA]*[mM]*AG")
_GOVERNMENT = re.compile(r"[dh]?[qt]*(?:(?:[Jg]|[SBENPT]'?|(?:H\.?)*N'?)[mMc]{0,2}|[mMc]{0,2})Y(?:o(?:d?[SB]))?")
_ORGAN = re.compile(r"[dh]?[qt]*(?:J[mMcA]*|[SBTZ]'[mMcA]*|S(?=O)|[mMcA]*)O(?:od?[SB])?")
_POST = r"(?:[of][dh]?(?![qtmMcAJSBE']*[RL])(?:[qtmMcAJSBEgOyuZTP]'?)+|[of][dh]?N(?=[,V.x)]|$)|(?<=[SBEZN])\([BN]\)m?)"
_TITLE = re.compile(rf"[dh]?(?:[qtmMcAJDK]|[SBEguyPTZ]'?|N'?(?=[mMARLGSNtc]))*[RL][RL]*(?:{_POST}){{0,3}}")
_PERSON = re.compile(r"(?:[rl],?)?(?:H\.?)*[NT](?:(?:,|,?&)(?:H\.?)*N)*")
_ONE = frozenset({"group", "party", "agency", "newspaper", "bloc", "movement", "faction", "militia", "coalition", "organization",
    "organisation", "television", "outlet", "quartet", "troika", "ngo", "watchdog", "alliance"})  # fmt: skip
_KNOWN = re.compile(r"[gn],?(?:[mVx]?[mVx])(?:f[dm]?)?[BEnN](?=.)|[gn],?(?:[mVx]?[mVx])(?:f[dm]?)?[BEnN]$")
_GROUP_NAMED = re.compile(r"g,d?[BEN](?=[,.)]|$)|[BE],dg(?=[,.)]|$)|g[BEN]")
_APPOSITION = re.compile(r"n,od?[EB]|n,(?:[of]d?[EBS]|r)(?=[,.V)x\"]|$)|n\(r\)")
_LATER = re.compile(r"r,n(?=[,.V)x\"]|$)")
_WHOSE_LATER = re.compile(r"[yg]o[n]")


class Reader:
    """Finds the noun phrases of one article."""

    def __init__(self, sorter: Sorter) -> None:
        self.words: Sequence[Word] = sorter.words
        self.sorter = sorter
        self.vocabulary: Vocabulary = vocabulary()

    def phrases(self) -> Iterator[Phrase]:
        """All outermost phrases, in order."""
        for items in self.sorter.sentences():
            row = [Cell(item.code, item.first, item.last, item) for item in items]
            for pattern, build in self._passes():
                row = self._reduce(row, pattern, build)
            yield from (cell.phrase for cell in row if cell.phrase is not None)

    def _passes(self) -> list[tuple[re.Pattern[str], Build]]:
        return [
            (re.compile("SN|BN"), self._given),
            (_BODY, self._body),
            (_PLACE, self._place),
            (_ATOM, self._atom),
            (_WHOSE, self._whose),
            (_BEHIND, self._described),
            (_ALIAS, self._alias),
            (_BEHIND, self._described),
            (_JOINED, self._joined),
            (_GROUP, self._group),
            (_GROUP_NAMED, self._group_named),
            (_GOVERNMENT, self._government),
            (_ORGAN, self._organ),
            (_TITLE, self._title),
            (_PERSON, self._person),
            (_KNOWN, self._known),
            (_APPOSITION, self._apposition),
            (_LATER, self._later),
            (_WHOSE_LATER, self._whose_later),
        ]

    @staticmethod
    def _reduce(row: list[Cell], pattern: re.Pattern[str], build: Build) -> list[Cell]:
        codes, out, at = "".join(cell.code for cell in row), list[Cell](), 0
        for match in pattern.finditer(codes):
            out += row[at : match.start()]
            out += build(row[match.start() : match.end()]) if match.end() > match.start() else []
            at = match.end()
        return out + row[at:]

    def _key(self, cell: Cell) -> str:
        return self.words[cell.last].key

    # -- names -----------------------------------------------------------------------------------

    def _given(self, cells: list[Cell]) -> list[Cell]:
        single = cells[0].code == "B" and cells[0].first == cells[0].last and not self.words[cells[0].first].text.isupper()
        press = single and cells[0].item is not None and all(
            sense.entry.key.startswith(("news:", "media:", "party:")) for sense in cells[0].item.senses
        )
        if (press or self._key(cells[0]) in _GIVEN) and self.words[cells[1].first].tag.startswith("NNP"):
            return [Cell("N", cells[0].first, cells[1].last)]
        return cells

    def _body(self, cells: list[Cell]) -> list[Cell]:
        """A name that closes with "Council", "Party" ...: a body, or an organ of its state."""
        if cells[0].code in "NGm" and cells[1].code == "'" and self._key(cells[0]) not in _PLURALS:
            return cells[:2] + self._body(cells[2:])
        closing = next((i for i, cell in enumerate(cells) if cell.code in "LG" and not self.words[cell.first].capital), len(cells))
        if closing < len(cells):
            while closing and cells[closing - 1].code in "ofd":
                closing -= 1
            return [*self._body(cells[:closing]), *cells[closing:]]
        if len(cells) == 1:
            return [Cell("m", cells[0].first, cells[0].last, cells[0].item)] if cells[0].code == "K" else cells
        state = cells[0] if cells[0].code in "SJ" and cells[0].item is not None else None
        rest = cells[(2 if cells[1].code == "'" else 1) :] if state else cells
        noun = " ".join(word.key for cell in rest for word in self.words[cell.first : cell.last + 1] if word.alpha)
        organ = self.vocabulary.organs.get(noun) or (rest and self._key(rest[-1]) in {"ministry"})
        phrase = Phrase(Kind.BODY, cells[0].first, cells[-1].last, (cells[0].first, cells[-1].last), code="E", noun=noun)
        if (state or noun.startswith("ministry of")) and (organ or noun.startswith("ministry")):
            phrase.kind = Kind.ORGAN
            phrase.owners = [each for each in [self._atom([state])[0].phrase if state else None] if each is not None]
            phrase.parts = list(phrase.owners)
            return [Cell("u", phrase.first, phrase.last, phrase=phrase)]
        return [Cell("E", phrase.first, phrase.last, phrase=phrase)]

    def _place(self, cells: list[Cell]) -> list[Cell]:
        if len(cells) == 1:
            return [Cell("m", cells[0].first, cells[0].last, cells[0].item)]
        return [Cell("Z", cells[0].first, cells[-1].last)]

    def _atom(self, cells: list[Cell]) -> list[Cell]:
        cell = cells[0]
        if cell.phrase is not None:
            return cells
        senses = cell.item.senses if cell.item is not None else ()
        kind = Kind.WORLD if senses or cell.code == "P" else Kind.NAME
        phrase = Phrase(kind, cell.first, cell.last, (cell.first, cell.last), cell.code, senses)
        return [Cell(cell.code, cell.first, cell.last, phrase=phrase)]

    def _whose(self, cells: list[Cell]) -> list[Cell]:
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

    def _described(self, cells: list[Cell]) -> list[Cell]:
        """A name with a noun behind it that says what it is: "the Interfax news agency", "the Zinki rebel faction"."""
        codes = "".join(cell.code for cell in cells)
        match = _BEHIND.match(codes)
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
        return [*cells[:at], Cell(cells[match.start("name")].code, phrase.first, phrase.last, phrase=phrase), *after[length:]]

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

    def _alias(self, cells: list[Cell]) -> list[Cell]:
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
        initials = "".join(word.text[0] for word in self.words[long.core[0] : long.core[1] + 1] if word.alpha and word.capital)
        if not (text.isupper() and 2 <= len(text) <= 8):
            return False
        return fold(text) == fold(initials) or (bracketed and one.kind is Kind.BODY)

    # -- what states, groups and people are called ---------------------------------------------------

    def _joined(self, cells: list[Cell]) -> list[Cell]:
        """Demonyms that share a noun: "the Kenyan, Ugandan and Rwandan ministers"."""
        owners = [cell.phrase for cell in cells if cell.phrase is not None]
        phrase = Phrase(Kind.WORLD, cells[0].first, cells[-1].last, (cells[0].first, cells[-1].last), "D", owners=owners)
        phrase.parts = owners
        return [Cell("J", phrase.first, phrase.last, phrase=phrase)]

    def _group(self, cells: list[Cell]) -> list[Cell]:
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
        key = self._key(cell)
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
        text = "".join(word.key if word.glued or not i else " " + word.key for i, word in enumerate(self.words[cell.first : cell.last + 1]))
        return "~" + text if cell.code == "c" else text

    def _possessive(self, cells: Sequence[Cell]) -> bool:
        return any(cell.code == "'" for cell in cells)

    def _class(self, cells: Sequence[Cell], noun: Group | None) -> Group:
        """The class of a group noun with the nouns before it: "rebel groups" are rebels, "opposition leaders" opposition."""
        by_class, adjuncts = self.vocabulary.by_class, self.vocabulary.adjuncts
        if noun is None:
            return by_class["people"]
        if noun.name not in {"groups", "parties", "fighters", "forces", "leaders", "teams"}:
            return noun
        for cell in reversed(cells[:-1]):
            if cell.code == "G" and cell.item is not None and cell.item.group is not None:
                return cell.item.group
            name = adjuncts.get(self._key(cell)) if cell.code in "AmMR" else None
            if name is not None:
                return by_class[name]
        return noun

    def _government(self, cells: list[Cell]) -> list[Cell]:
        """ "the Kenyan government", "Norway's authorities", "the regime"."""
        owners = [cell.phrase for cell in cells if cell.phrase is not None]
        head = next(cell for cell in cells if cell.code == "Y")
        if len(cells) == 1 and self._key(head) in {"state", "side"}:
            return cells
        if self._key(head) in {"side", "state"} and not owners:
            return cells
        opening = self.words[cells[0].first].key
        phrase = Phrase(
            Kind.GOVERNMENT,
            cells[0].first,
            cells[-1].last,
            (cells[1 if cells[0].code == "d" else 0].first, cells[-1].last),
            noun=self._key(head),
            owners=owners,
            parts=owners,
            definite=opening == "the",
            indefinite=opening in {"a", "an", "any", "some", "no", "new"},
        )
        return [Cell("y", phrase.first, phrase.last, phrase=phrase)]

    def _organ(self, cells: list[Cell]) -> list[Cell]:
        """ "the Kenyan foreign ministry", "Chile's parliament", "the ministry"."""
        owners = [cell.phrase for cell in cells if cell.phrase is not None]
        head = next(i for i, cell in enumerate(cells) if cell.code == "O")
        start = next((i for i, cell in enumerate(cells) if cell.code in "mMA"), head)
        words = [word.key for cell in cells[start : head + 1] if cell.code in "mMAO" for word in self.words[cell.first : cell.last + 1]]
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

    def _known(self, cells: list[Cell]) -> list[Cell]:
        """ "a coalition known as Ansar": the two are one."""
        said = [word.key for cell in cells[1:-1] for word in self.words[cell.first : cell.last + 1]]
        if not {"known", "called", "dubbed", "named", "nicknamed"} & set(said) or set(said) & {"not", "for", "by", "to"}:
            return cells
        first, other = cells[0].phrase, cells[-1].phrase
        assert first is not None
        assert other is not None
        first.same.append(other)
        first.last = other.last
        return [Cell(cells[0].code, first.first, first.last, phrase=first)]

    def _group_named(self, cells: list[Cell]) -> list[Cell]:
        """ "its armed wing, the Ansar Brigades,": the two are one."""
        group, other = (cells[0].phrase, cells[-1].phrase) if cells[0].code == "g" else (cells[-1].phrase, cells[0].phrase)
        assert group is not None
        assert other is not None
        if group.group is None or not self._singular(group) or (len(cells) == 2 and group.owners and group.owners[0].code == "N"):
            return cells
        if other.kind is Kind.NAME:
            tails = (" ".join(word.key for word in self.words[group.core[1] - n : group.core[1] + 1]) for n in (2, 1, 0))
            kinds = (self.vocabulary.descriptors.get(tail) for tail in tails)
            other.descriptor = next((kind for kind in kinds if kind is not None), group.group.type)
        group.same.append(other)
        group.first, group.last = cells[0].first, cells[-1].last
        return [Cell("g", group.first, group.last, phrase=group)]

    # -- persons -----------------------------------------------------------------------------------

    def _title(self, cells: list[Cell]) -> list[Cell]:
        start = max((i + 1 for i, cell in enumerate(cells) if cell.code == "m" and self._plural(cell) and not self._title_before(cells, i)), default=0)
        made = title_of(cells[start:], self.words)
        if made is None:
            return cells
        left, cells = cells[:start], cells[start:]
        title, parts = made
        phrase = Phrase(
            Kind.ROLE,
            title.first,
            title.last,
            (title.first + (self.words[title.first].key in {"the", "a", "an"}), title.last),
            titles=[title],
            parts=parts,
            definite=title.definite,
            indefinite=title.indefinite,
            counted=any(cell.code == "q" for cell in cells),
        )
        return [*left, Cell("l" if title.role.plural else "r", phrase.first, phrase.last, phrase=phrase, title=title)]

    def _plural(self, cell: Cell) -> bool:
        return self.words[cell.last].tag == "NNS" and self._key(cell) not in self.vocabulary.modifiers

    @staticmethod
    def _title_before(cells: Sequence[Cell], i: int) -> bool:
        return any(cell.code in "RL" for cell in cells[:i])

    def _person(self, cells: list[Cell]) -> list[Cell]:
        """Titles, "Mr." and a name; after a plural title, several names."""
        codes = "".join(cell.code for cell in cells)
        lead = cells[0].phrase if codes[0] in "rl" else None
        commaed = codes[1:2] == ","
        if codes[0] == "l" and (commaed or lead is None):
            return [cells[0], *cells[1:2], *self._person(cells[2:])] if commaed else cells
        if codes[0] == "r" and commaed:
            return [cells[0], cells[1], *self._person(cells[2:])]
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

    def _apposition(self, cells: list[Cell]) -> list[Cell]:
        """What is said behind a name: "Ada Voss, the Norwegian envoy,", "Bo Lund, of the Institute for Peace"."""
        name, said = cells[0].phrase, cells[-1].phrase
        assert name is not None
        assert said is not None
        if said.kind is Kind.ROLE and not (said.titles[0].owners or said.titles[0].definite or said.titles[0].indefinite):
            return cells
        name.titles += said.titles
        name.parts += said.parts if said.kind is Kind.ROLE else [said]
        if said.kind is not Kind.ROLE:
            name.owners.append(said)
        name.last = said.last
        return [Cell("n", name.first, name.last, phrase=name)]

    def _singular(self, group: Phrase) -> bool:
        """Whether a group noun is one body: "group", "news agency", not "rebels"."""
        noun = group.noun.split()[-1]
        return noun in _ONE or noun in {"wing", "branch", "arm"}

    def _later(self, cells: list[Cell]) -> list[Cell]:
        """A title, then the name between commas: "The Norwegian envoy, Ada Voss, said"."""
        title, name = cells[0].phrase, cells[2].phrase
        assert title is not None
        assert name is not None
        if any(each.owners for each in name.titles) or not (title.definite or title.titles[0].owners):
            return cells
        name.titles = [*title.titles, *name.titles]
        name.parts = [*title.parts, *name.parts]
        name.first = title.first
        return [Cell("n", name.first, name.last, phrase=name)]

    def _whose_later(self, cells: list[Cell]) -> list[Cell]:
        """ "the government of President Ada Voss"."""
        body, person = cells[0].phrase, cells[2].phrase
        assert body is not None
        assert person is not None
        body.owners.append(person)
        body.parts.append(person)
        body.last = person.last
        body.core = (body.core[0], person.last)
        return [Cell(cells[0].code, body.first, body.last, phrase=body)]


def is_adjective(phrase: Phrase) -> bool:
    """Whether a phrase names a state only by its demonym adjective."""
    return phrase.code in {"J", "D"} and all(sense.form is Form.ADJECTIVE for sense in phrase.senses)
