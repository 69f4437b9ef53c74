"""Bodies by their closing noun alone: "the Observatory", "the ministry", "the group" for one named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Record, Register, Site, Text
from kg.extract.actors.vocabulary import vocabulary, word_set
from kg.extract.words import Word, fold, pieces
from kg.model import ActorType

# What a noun that closes no name can stand for.
_KINDS = {
    "group": (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.ORGANIZATION),
    "militia": (ActorType.ARMED_GROUP,),
    "movement": (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP),
    "party": (ActorType.POLITICAL_GROUP,),
    "bloc": (ActorType.ORGANIZATION, ActorType.COALITION),
    "alliance": (ActorType.ORGANIZATION, ActorType.COALITION),
    "organization": (ActorType.ORGANIZATION, ActorType.ARMED_GROUP),
    "organisation": (ActorType.ORGANIZATION, ActorType.ARMED_GROUP),
}

# "Her group" is none that was told of without her.
_THEIRS = frozenset({"his", "her", "my", "our", "your"})
# Sentences back to which "the group" is looked for.
_NEAR = 1


def shorts(register: Register, texts: Sequence[Text]) -> None:
    """Links each "the council" to the body that it is short for, where one was named before it in the article."""
    for text in texts:
        found = list(_phrases(text))
        for phrase in found:
            record = _meant(register, text, phrase)
            if record is not None:
                register.link(Site(text, phrase), record, named=False)
        for phrase in text.phrases:
            known = id(phrase) in register.meant or text.key(phrase.first) in _THEIRS
            if phrase.kind in {Kind.GROUP, Kind.ORGAN} and not known and _bare(phrase):
                record = _meant(register, text, phrase)
                if record is not None:
                    register.link(Site(text, phrase), record, named=False)
        text.hold([*text.phrases, *found])


def _bare(phrase: Phrase) -> bool:
    """Whether it is "the group" and no more."""
    return phrase.definite and not phrase.owners and not phrase.modifiers and phrase.noun in word_set("single_groups")


def _phrases(text: Text) -> Iterator[Phrase]:
    """ "The" with a noun that closes names, outside other phrases and not before a noun."""
    taken = {i for phrase in text.phrases for i in range(phrase.first, phrase.last + 1)}
    for i in range(1, len(text.words)):
        word = text.words[i]
        if text.key(i - 1) != "the" or i in taken or word.key not in vocabulary().heads | word_set("single_groups"):
            continue
        if not _premodifies(text.words, i):
            yield Phrase(Kind.BODY, i - 1, i, (i, i), "E", noun=word.key, definite=True)


def _premodifies(words: Sequence[Word], i: int) -> bool:
    after = words[i + 1] if i + 1 < len(words) else None
    return after is not None and (
        (after.tag.startswith(("NN", "JJ", "POS")) and after.key != "'s") or after.key == "of"
    )


def _meant(register: Register, text: Text, phrase: Phrase) -> Record | None:
    """The body named last before a place whose name has the noun, or which the noun can be said of."""
    noun, kinds = phrase.noun, _KINDS.get(phrase.noun, ())
    here, behind = text.sentence(phrase.first), 0
    for other in text.before(phrase.first):
        if text.sentence(other.first) != here:
            here, behind = text.sentence(other.first), behind + 1
        for record in (each for inner in (other, *other.parts) for each in register.of(inner)):
            if record.type in {ActorType.PERSON, ActorType.STATE} or (record.described and behind > 0):
                continue
            if any(noun in _closing(spelling) for spelling in record.spellings) and not record.described:
                return record
            if record.type in kinds and behind <= _NEAR and not record.name_is_plural():
                return record
    return None


def _closing(spelling: str) -> frozenset[str]:
    """The words that can stand for a name by themselves: its last, and the one before "of", "for", "on"."""
    keys = [fold(piece) for piece in pieces(spelling)]
    return frozenset(key for key, after in zip(keys, [*keys[1:], ""], strict=True) if after in {"", "of", "for", "on"})
