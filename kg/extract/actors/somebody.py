"""Whether a noun for a group means somebody who can act: "rebels" do, "countries" by itself does not."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.actors.register import Record, Site
from kg.extract.actors.vocabulary import Group, word_set
from kg.language.grammar import Grammar
from kg.model import ActorType

_MARKS = frozenset("\"'“”‘’")
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
# Words from a label to the noun that it puts on somebody: "labels all the groups ... as terrorists".
_REACH = 25


@dataclass(frozen=True, slots=True)
class Told:
    """A group noun in its place, with whose it is and the words that set it apart from others of its class."""

    site: Site
    group: Group
    owners: tuple[Record, ...]
    apart: tuple[str, ...]


def somebody(told: Told, grammar: Grammar) -> bool:
    """Whether it means somebody."""
    name = told.group.name
    if _scare_quoted(told.site) or _labelled(told) or _nobody(told):
        return False
    if name == "participants":
        return _of_talks(told.site)
    if name == "sources" and told.site.text.key(told.site.phrase.core[1] + 1) in word_set("insiders"):
        return True
    if told.group.speaks or (name == "sources" and told.site.phrase.core[0] == told.site.phrase.core[1]):
        return _speaks(told.site, grammar)
    return told.group.alone or bool(told.apart) or _owned(told)


def _nobody(told: Told) -> bool:
    """Whether it only refers to others, or to nobody: "no rebels", "his aides", "a group", "the two leaders"."""
    phrase, name = told.site.phrase, told.group.name
    if phrase.modifiers[:1] == ("no",):
        return True
    if told.apart:
        return False
    if told.site.text.key(phrase.first) in _POSSESSIVES and name in word_set("kept_groups"):
        return True
    if phrase.indefinite and phrase.noun in word_set("single_groups") and not (phrase.same or phrase.noun == "ngo"):
        return True
    if name == "leaders" and told.owners and told.owners[0].type is ActorType.STATE:
        return True
    return name in word_set("person_groups") and not told.owners and (phrase.definite or phrase.counted)


def _owned(told: Told) -> bool:
    """Whether a noun that means nobody by itself does so by whose it is: "Kenyan troops", "state media", "Kurds"."""
    phrase, name = told.site.phrase, told.group.name
    if name == "people":
        states = [owner for owner in told.owners if owner.type in {ActorType.STATE, ActorType.COALITION}]
        return not phrase.counted if phrase.code == "P" else bool(states)
    if name == "forces" and "government" in phrase.modifiers:
        return True
    if phrase.noun == "contact group" and phrase.definite:
        return True
    return (bool(told.owners) and name != "countries") or (name == "media" and "state" in phrase.noun)


def _scare_quoted(site: Site) -> bool:
    """Whether a noun stands in quotation marks by itself, so that the page does not call them so."""
    first, last = site.phrase.core
    return site.text.key(first - 1) in _MARKS and site.text.key(last + 1) in _MARKS


def _labelled(told: Told) -> bool:
    """ "considers the party a terrorist group": said of another, it is nobody."""
    site = told.site
    words, first = site.text.words, site.phrase.first
    if site.phrase.definite or told.group.name != "terrorists":
        return False
    before = [word.key for word in words[max(0, first - _REACH) : first] if word.sentence == words[first].sentence]
    return bool(set(before) & word_set("labels"))


def _of_talks(site: Site) -> bool:
    """ "Talks participants", "parties to the Lima talks": those who take part in an occasion that is told."""
    talks = word_set("occasions")
    last = site.phrase.core[1]
    behind = [site.text.key(i) for i in range(last + 1, last + 5)]
    return bool(talks & set(site.phrase.modifiers)) or (behind[0] in {"in", "to", "at"} and bool(talks & set(behind)))


def _speaks(site: Site, grammar: Grammar) -> bool:
    token = site.head
    return grammar.is_subject(token) and grammar.main_verb(token).lemma_.lower() in {
        "say",
        "tell",
        "report",
        "describe",
        "claim",
        "add",
    }
