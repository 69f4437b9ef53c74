"""Titles: what post or job a run of words names, whose it is, and whether it is still held."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actors.phrases import Cell, Kind, Phrase, Title
from kg.extract.actors.vocabulary import Role, vocabulary, word_set
from kg.extract.words import Word, text_of
from kg.model import TenureState

# Prepositions after which a title names its body; after the others, its matter ("envoy on", "ambassador to").
_OF_BODY = frozenset({"of", "for", "at", "with", "from"})
_OWNER_CODES = frozenset("SJBEgyuN")


def title_of(cells: Sequence[Cell], words: Sequence[Word]) -> tuple[Title, list[Phrase]] | None:
    """The title that a run of cells makes, with the phrases in it that mean actors of their own; None for none."""
    at = max((i for i, cell in enumerate(cells) if cell.code in "RL" and not _behind_preposition(cells, i)), default=-1)
    item = cells[at].item if at >= 0 else None
    if item is None or item.role is None:
        return None
    before, after = cells[:at], cells[at + 1 :]
    owners = _owners(before)
    if owners and _is_matter(item.role, owners[0], before, words):
        owners = []
    behind, matter = _behind(after, words, bool(owners))
    opening = words[cells[0].first].key
    title = Title(
        role=item.role,
        text=_text(before, cells[at], owners, words) + (" " + matter if matter else ""),
        first=cells[0].first,
        last=cells[-1].last,
        head=cells[at].last,
        owners=owners or behind or _adjunct_owner(before),
        state=_state(cells[: at + 1], words),
        possessive=opening if cells[0].code == "h" else "",
        definite=opening == "the" or cells[0].code == "h" or _possessed(before, words),
        indefinite=opening in {"a", "an", "one", "another", "some"},
    )
    return title, [cell.phrase for cell in cells if cell.phrase is not None]


def _is_matter(role: Role, owner: Phrase, before: Sequence[Cell], words: Sequence[Word]) -> bool:
    """Whether a state before a job is what it is about: "a Sudan analyst"."""
    return (
        role.sort == "job"
        and role.noun not in word_set("state_jobs")
        and owner.code == "S"
        and not _possessed(before, words)
    )


def _text(before: Sequence[Cell], role: Cell, owners: Sequence[Phrase], words: Sequence[Word]) -> str:
    """The title's own words: "deputy foreign minister"."""
    own = [
        cell
        for cell in before
        if cell.code in "mMRAG" and (not owners or cell.first > owners[0].first) and words[cell.first].tag != "VBG"
    ]
    return _lowered(" ".join(text_of(words[cell.first : cell.last + 1]) for cell in [*own, role]))


def _behind_preposition(cells: Sequence[Cell], i: int) -> bool:
    """Whether a role is named within another's complement: "aide to the minister"."""
    return any(cell.code in "of" for cell in cells[:i])


def _owners(before: Sequence[Cell]) -> list[Phrase]:
    """The first body before a title; several where they are joined."""
    owners = [cell.phrase for cell in before if cell.phrase is not None and cell.code in _OWNER_CODES]
    if not owners:
        return []
    return owners[0].owners if owners[0].code == "D" else [owners[0]]


def _adjunct_owner(before: Sequence[Cell]) -> list[Phrase]:
    """The group that a noun before a title means: "rebel commander"."""
    adjuncts = vocabulary().adjuncts
    for cell in before:
        noun = cell.item.role.noun if cell.item is not None and cell.item.role is not None else ""
        if noun in adjuncts:
            group = vocabulary().by_class[adjuncts[noun]]
            return [Phrase(Kind.GROUP, cell.first, cell.last, (cell.first, cell.last), group=group, noun=group.name)]
    return []


def _behind(after: Sequence[Cell], words: Sequence[Word], owned: bool) -> tuple[list[Phrase], str]:
    """Owners and matter that stand behind a title."""
    if not after:
        return [], ""
    preposition = words[after[0].first].key
    owners = [cell.phrase for cell in after if cell.phrase is not None and cell.code in _OWNER_CODES]
    if preposition in _OF_BODY and owners and not owned:
        lead = owners[0]
        gap = [cell for cell in after[1:] if cell.first < lead.first and cell.code in "mMf"]
        if not gap:
            listed = [cell.phrase for cell in after if cell.phrase is not None and cell.code == "S"]
            return (listed if lead.code == "S" else lead.owners if lead.code == "D" else [lead]), ""
    return (owners[:1] if not owned else []), text_of(words[after[0].first : after[-1].last + 1])


def _lowered(text: str) -> str:
    """A title in lower case, acronyms kept: "Deputy Foreign Minister" -> "deputy foreign minister", "CEO"."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in text.split())


def _state(before: Sequence[Cell], words: Sequence[Word]) -> TenureState:
    """What "former", "acting", "then" before a title say."""
    states = vocabulary().states
    told = [
        states[key]
        for cell in before
        for key in (words[cell.first].key, words[cell.last].key)
        if key in states and (cell.code == "t" or cell.first < cell.last)
    ]
    return next((state for state in told if state is not TenureState.CURRENT), TenureState.CURRENT)


def _possessed(before: Sequence[Cell], words: Sequence[Word]) -> bool:
    return any(cell.code == "'" or words[cell.last].key == "'s" for cell in before)


_SHORT = {
    "FM": "foreign minister",
    "PM": "prime minister",
    "fm": "foreign minister",
    "pm": "prime minister",
    "premier": "prime minister",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
}


def plain_noun(title: str) -> str:
    """A title with its nouns in one form: "Russian FM" and "foreign minister", "spokeswoman" and "spokesman"."""
    return " ".join(_SHORT.get(word, word) for word in title.replace("defense", "defence").split())


def office_noun(role: Role) -> bool:
    """Whether a role is an office that is held, not an occupation."""
    return role.sort == "post" and role.noun not in {"counterpart", "delegate", "statesman"}
