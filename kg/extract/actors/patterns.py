"""The patterns that find noun phrases: regular expressions over the codes of `items`, reduced from the inside out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.actors.items import Sorter
from kg.extract.actors.name_rules import BEHIND, NameRules
from kg.extract.actors.noun_rules import NounRules
from kg.extract.actors.person_rules import PersonRules
from kg.extract.actors.phrases import Cell, Phrase

Build = Callable[[list[Cell]], list[Cell]]

_BODY = re.compile(
    r"(?:[SJB]-(?=[SJNB]))?(?:[SJ]')?(?:[NGm]'(?=[NMKJS]))?[NSJBMTKPX]*K(?:[of]d?(?:[NSJBMKPTLG](?:&(?=[MK]))?)+)*"
)
_PLACE = re.compile(r"(?:[NSJMTRKBPH][.']?)*X(?:od?[NSTMJX]+)?")
_GIVEN = re.compile("SN|BN")
_SURNAME = re.compile("[NT]S")
_STATION = re.compile(r"K[ST](?![KX'\-.])")
_TITLED = re.compile(r"[mR][NT](?![mGRLA])")
_ATOM = re.compile(r"[SJPBNT]")
_WHOSE = re.compile(r"(?:J|S'?|B'?)B")
_ALIAS = re.compile(r"[BENS](?:,d?[BN](?=[,;.)xV]|$)|\(d?[BNE]\))")
_APPOSED = re.compile(r"[NT],d[mMAGJ]+(?:[fo]d?[STNEB])?(?=[,.)V]|$)")
_JOINED = re.compile(r"J(?:,J)*,?&J(?!')|S-J|[SB]-[SBJ](?=[mMAOGRL])|J-J")
_GROUP = re.compile(
    r"[dh]?[qtmMc]*(?:(?:[JGY]|[SBENTJZ]'?|N')[qtmMcA]*)*G(?:fdm)?|[dh]?[qtmMc]*[JM]*P|[dh]?[qtmMc]*(?:J|S')?[mMcA]*[mM]*AG"
)
_GOVERNMENT = re.compile(
    r"[dh]?[qt]*(?:(?:[Jg]|[SBENPT]'?|(?:H\.?)*N'?)[mMc]{0,2}|[mMc]{0,2})Y(?:o(?:d?[SB])|fS(?![-']))?"
)
_ORGAN = re.compile(r"[dh]?[qt]*(?:J[mMcA]*|[SBTZ]'[mMcA]*|S(?=O)|[mMcA]*)O(?:od?[SB])?")
_POST = r"(?:[of][dh]?(?![qtmMcAJSBE']*[RL])(?:[qtmMcAJSBEgOyuZTP]'?)+|[of][dh]?N(?=[,V.x)]|$)|(?<=[SBEZN])\([BN]\)m?)"
_TITLED_OWNER = re.compile(r"[dh]?(?:[qtmMcJ]|[SBEP]'?)*R+(?:H\.?)*N(?='[qtmMcA]*[RL])")
_TITLE = re.compile(rf"[dh]?(?:[qtmMcAJDK]|[SBEguyPTZ]'?|N'?(?=[mMARLGSNtc]))*[RL][RL]*(?:{_POST}){{0,3}}")
_BOTH = re.compile(r"r&r(?=(?:H\.?)*N)")
_PERSON = re.compile(r"(?:[rl],?)?(?:H\.?)*[NT](?:(?:,|,?&)(?:H\.?)*N)*")
_WHOSE_PERSON = re.compile(r"[BES]'n")
_KNOWN = re.compile(r"[gn],?[mVx]{1,4}(?:f[dhm]?)?[BEnN]")
_GROUP_NAMED = re.compile(r"g,d?[BEN](?=[,.)]|$)|[BE],dg(?=[,.)]|$)|g[BEN]")
_APPOSITION = re.compile(r"n,od?[EB]|n,(?:[of]d?[EBS]|r)(?=[,.V)x\"]|$)|n\(r\)")
_BESIDES = re.compile(r"n,x?r&x?rx?(?=[,.)]|$)|n,xr(?=[,.)]|$)")
_OF_STATE = re.compile(r"nod?S(?!['-])")
_ONCE = re.compile(r"n,(?:[tx]|f[wqm]+)r(?=[,.)]|$)")
_LATER = re.compile(r"r(?:fd?[mMSNX]+)?,n(?=[,.V)x\"]|$)")
_WHOSE_LATER = re.compile(r"[yg]o[n]")


class Reader:
    """Finds the noun phrases of one article."""

    def __init__(self, sorter: Sorter) -> None:
        self.sorter = sorter
        self._names = NameRules(sorter.words)
        self._nouns = NounRules(sorter.words)
        self._persons = PersonRules(sorter.words)
        self._passes = self._all_passes()

    def phrases(self) -> Iterator[Phrase]:
        """All outermost phrases, in order."""
        for items in self.sorter.sentences():
            row = [Cell(item.code, item.first, item.last, item) for item in items]
            codes = _codes(row)
            for pattern, build in self._passes:
                if pattern.search(codes):
                    row = self._reduce(row, codes, pattern, build)
                    codes = _codes(row)
            yield from (cell.phrase for cell in row if cell.phrase is not None)

    def _all_passes(self) -> list[tuple[re.Pattern[str], Build]]:
        return [
            (_GIVEN, self._names.given),
            (_SURNAME, self._names.surname),
            (_STATION, self._names.station),
            (_BODY, self._names.body),
            (_PLACE, self._names.place),
            (_ATOM, self._names.atom),
            (_TITLED, self._names.titled),
            (_WHOSE, self._names.whose),
            (BEHIND, self._names.described),
            (_ALIAS, self._names.alias),
            (BEHIND, self._names.described),
            (_APPOSED, self._names.apposed),
            (_JOINED, self._nouns.joined),
            (_GROUP, self._nouns.group),
            (_GROUP_NAMED, self._names.group_named),
            (_GOVERNMENT, self._nouns.government),
            (_ORGAN, self._nouns.organ),
            (_TITLED_OWNER, self._persons.titled_owner),
            (_TITLE, self._persons.title),
            (_BOTH, self._persons.both),
            (_PERSON, self._persons.person),
            (_WHOSE_PERSON, self._persons.whose_person),
            (_KNOWN, self._names.known),
            (_OF_STATE, self._persons.of_state),
            (_APPOSITION, self._persons.apposition),
            (_BESIDES, self._persons.besides),
            (_ONCE, self._persons.once),
            (_LATER, self._persons.later),
            (_WHOSE_LATER, self._persons.whose_later),
        ]

    @staticmethod
    def _reduce(row: list[Cell], codes: str, pattern: re.Pattern[str], build: Build) -> list[Cell]:
        out, at = list[Cell](), 0
        for match in pattern.finditer(codes):
            out += row[at : match.start()]
            out += build(row[match.start() : match.end()]) if match.end() > match.start() else []
            at = match.end()
        return out + row[at:]


def _codes(row: list[Cell]) -> str:
    return "".join([cell.code for cell in row])
